"""The network code in NumPy, function for function the twin of the Julia module in ``julia/src``, file for file.

This file is the table of contents, as ``julia/src/JuliaNN.jl`` is there: one entry per module, in the order
of the lessons. Everything here is pure: arrays in, new arrays out, no global state, no hidden random numbers.
"""

# ruff: noqa: I001, F401 - the order is that of the lessons, and what is imported is what there is
# fmt: off

__pyjuliann_pairs__ = "pyjuliann.twins"  # where the pairs of these functions stand: nn itself needs nothing but NumPy

from pyjuliann.nn.arrays import (
    matrix_from_rows, ones_array, zeros_array, filled_array, uninitialized_array, random_integers,
    column_major_reshape,
)
from pyjuliann.nn.products import (
    matrix_vector_by_rows, scale_columns, matrix_vector_by_columns, matrix_product, flat_dot, two_layer,
)
from pyjuliann.nn.layer import affine, layer_forward, sigmoid_delta, weight_gradient, bias_gradient, input_gradient
from pyjuliann.nn.activations import sigmoid, step_function, relu, identity_function, softmax, softmax_rows
from pyjuliann.nn.losses import (
    mean_squared_error, cross_entropy_elements, cross_entropy_error, mean_cross_entropy_error,
)
from pyjuliann.nn.gradients import forward_difference, derivative, numerical_gradient, gradient_descent
from pyjuliann.nn.initializers import std_weights, xavier_weights, he_weights, zero_bias
from pyjuliann.nn.dense import dense_forward, dense_backward, relu_delta, softmax_cross_entropy_delta
from pyjuliann.nn.dropout import dropout_mask, dropout_forward, dropout_backward, dropout_predict
from pyjuliann.nn.convolution import output_size, convolution_forward, convolution_backward
from pyjuliann.nn.im2col import im2col, col2im, im2col_convolution_forward, im2col_convolution_backward
from pyjuliann.nn.pooling import (
    max_pooling_forward, max_pooling_backward, average_pooling_forward, average_pooling_backward, flatten_forward,
    flatten_backward,
)
from pyjuliann.nn.im2col_pooling import (
    im2col_max_pooling_forward, im2col_max_pooling_backward, im2col_average_pooling_forward,
    im2col_average_pooling_backward,
)
from pyjuliann.nn.optimizers import sgd, momentum, adagrad, rmsprop, adam, optimizer_init, optimizer_step
from pyjuliann.nn.network import mlp_layers, build_network, predict, network_loss, network_gradients
from pyjuliann.nn.cnn import simple_cnn_layers, deep_cnn_layers, layer_sizes
from pyjuliann.nn.numerical import numerical_network_gradients, fast_numerical_network_gradients
from pyjuliann.nn.training import accuracy, training_step, train
from pyjuliann.nn.data import one_hot, draw_batch, contiguous_rows
