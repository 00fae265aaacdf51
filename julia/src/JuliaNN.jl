"""
The network code of the series "Deep Learning in Julia", function for function the twin of pyjuliann/nn.

This file is the table of contents: one line per file, in the order of the lessons, and what each exports.
"""
module JuliaNN

using LinearAlgebra

include("contract.jl")
include("arrays.jl")
export matrix_from_rows, ones_array, zeros_array, filled_array, uninitialized_array, random_integers, column_major_reshape
include("products.jl")
export matrix_vector_by_rows, scale_columns, matrix_vector_by_columns, matrix_product, flat_dot, two_layer
include("layer.jl")
export affine, layer_forward, sigmoid_delta, weight_gradient, bias_gradient, input_gradient
include("activations.jl")
export sigmoid, step_function, relu, identity_function, softmax, softmax_rows
include("losses.jl")
export mean_squared_error, cross_entropy_elements, cross_entropy_error, mean_cross_entropy_error
include("gradients.jl")
export forward_difference, derivative, numerical_gradient, gradient_descent
include("initializers.jl")
export std_weights, xavier_weights, he_weights, zero_bias
include("dense.jl")
export dense_forward, dense_backward, relu_delta, softmax_cross_entropy_delta
include("dropout.jl")
export dropout_mask, dropout_forward, dropout_backward, dropout_predict
include("_windows.jl")
include("_columns.jl")
include("convolution.jl")
export output_size, convolution_forward, convolution_backward
include("im2col.jl")
export im2col, col2im, im2col_convolution_forward, im2col_convolution_backward
include("pooling.jl")
export max_pooling_forward, max_pooling_backward, average_pooling_forward, average_pooling_backward
export flatten_forward, flatten_backward
include("im2col_pooling.jl")
export im2col_max_pooling_forward, im2col_max_pooling_backward
export im2col_average_pooling_forward, im2col_average_pooling_backward
include("layers.jl")
include("rules.jl")
include("optimizers.jl")
export sgd, momentum, adagrad, rmsprop, adam, optimizer_init, optimizer_step
include("_networks.jl")
include("_images.jl")
include("_passes.jl")
include("network.jl")
export mlp_layers, build_network, predict, network_loss, network_gradients
include("cnn.jl")
export simple_cnn_layers, deep_cnn_layers, layer_sizes
include("numerical.jl")
export numerical_network_gradients, fast_numerical_network_gradients
include("training.jl")
export accuracy, training_step, train
include("data.jl")
export one_hot, draw_batch, contiguous_rows
include("precompile.jl")

end
