# What Julia compiles ahead when it writes the compiled form of this module: the calls that the first lessons make.
# Those of the later ones are left out: measured, they made every start slower and the lessons no faster.
# Without that form these lines do nothing, because there the calls compile when they are made.

include(joinpath("..", "worker", "versions.jl"))

_compile(types, functions...) = foreach(f -> precompile(f, types), functions)

function compile_ahead()
    for T in (Int64, Float64)
        matrix, vector = Matrix{T}, Vector{T}
        _compile((matrix, vector), matrix_vector_by_rows, matrix_vector_by_columns, scale_columns)
        _compile((matrix, matrix), matrix_product, flat_dot, weight_gradient, input_gradient)
        _compile((matrix, matrix, matrix, matrix, matrix), two_layer)
        _compile((matrix, matrix, vector), affine, layer_forward)
        _compile((matrix,), bias_gradient, sigmoid)
    end
    precompile(sigmoid_delta, (Matrix{Float64}, Matrix{Float64}))
    for n in 2:3
        size = NTuple{n,Int64}
        _compile((size,), ones_array, zeros_array, uninitialized_array)
        precompile(filled_array, (Int64, size))
        precompile(random_integers, (Array{Float64,n}, Int64, Int64))
        precompile(column_major_reshape, (Vector{Int64}, size))
    end
    precompile(matrix_from_rows, (Tuple{NTuple{3,Int64},NTuple{3,Int64}},))
end

Versions.is_precompiling() && compile_ahead()
