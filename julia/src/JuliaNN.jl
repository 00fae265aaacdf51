"""
The network code of the series "Deep Learning in Julia", function for function the twin of pyjuliann/nn.

This file is the table of contents: one line per file, in the order of the lessons, and what each exports.
"""
module JuliaNN

using LinearAlgebra

include("checks.jl")

include("arrays.jl")
export matrix_from_rows, ones_array, zeros_array, filled_array, uninitialized_array, random_integers, column_major_reshape

include("products.jl")
export matrix_vector_by_rows, scale_columns, matrix_vector_by_columns, matrix_product, flat_dot, two_layer

include("layer.jl")
export affine, layer_forward, sigmoid_delta, weight_gradient, bias_gradient, input_gradient

include("activations.jl")
export sigmoid

include("precompile.jl")

end
