"""The network code in NumPy, function for function the twin of the Julia module in ``julia/src``.

This file is the table of contents, as ``julia/src/JuliaNN.jl`` is there: one entry per module, in the order
of the lessons. Everything here is pure: arrays in, new arrays out, no global state, no hidden random numbers.
"""

# ruff: noqa: I001 - the order is that of the lessons

__pyjuliann_pairs__ = "pyjuliann.twins"  # where the pairs of these functions stand: nn itself needs nothing but NumPy

from pyjuliann.nn.arrays import matrix_from_rows as matrix_from_rows
from pyjuliann.nn.arrays import ones_array as ones_array
from pyjuliann.nn.arrays import zeros_array as zeros_array
from pyjuliann.nn.arrays import filled_array as filled_array
from pyjuliann.nn.arrays import uninitialized_array as uninitialized_array
from pyjuliann.nn.arrays import random_integers as random_integers
from pyjuliann.nn.arrays import column_major_reshape as column_major_reshape

from pyjuliann.nn.products import matrix_vector_by_rows as matrix_vector_by_rows
from pyjuliann.nn.products import scale_columns as scale_columns
from pyjuliann.nn.products import matrix_vector_by_columns as matrix_vector_by_columns
from pyjuliann.nn.products import matrix_product as matrix_product
from pyjuliann.nn.products import flat_dot as flat_dot
from pyjuliann.nn.products import two_layer as two_layer

from pyjuliann.nn.layer import affine as affine
from pyjuliann.nn.layer import layer_forward as layer_forward
from pyjuliann.nn.layer import sigmoid_delta as sigmoid_delta
from pyjuliann.nn.layer import weight_gradient as weight_gradient
from pyjuliann.nn.layer import bias_gradient as bias_gradient
from pyjuliann.nn.layer import input_gradient as input_gradient

from pyjuliann.nn.activations import sigmoid as sigmoid
from pyjuliann.nn.activations import step_function as step_function
from pyjuliann.nn.activations import relu as relu
from pyjuliann.nn.activations import identity_function as identity_function
from pyjuliann.nn.activations import softmax as softmax
from pyjuliann.nn.activations import softmax_rows as softmax_rows

from pyjuliann.nn.losses import mean_squared_error as mean_squared_error
from pyjuliann.nn.losses import cross_entropy_elements as cross_entropy_elements
from pyjuliann.nn.losses import cross_entropy_error as cross_entropy_error
from pyjuliann.nn.losses import mean_cross_entropy_error as mean_cross_entropy_error

from pyjuliann.nn.gradients import forward_difference as forward_difference
from pyjuliann.nn.gradients import derivative as derivative
from pyjuliann.nn.gradients import numerical_gradient as numerical_gradient
from pyjuliann.nn.gradients import gradient_descent as gradient_descent

from pyjuliann.nn.initializers import std_weights as std_weights
from pyjuliann.nn.initializers import xavier_weights as xavier_weights
from pyjuliann.nn.initializers import he_weights as he_weights
from pyjuliann.nn.initializers import zero_bias as zero_bias

from pyjuliann.nn.dense import dense_forward as dense_forward
from pyjuliann.nn.dense import dense_backward as dense_backward
from pyjuliann.nn.dense import relu_delta as relu_delta
from pyjuliann.nn.dense import softmax_cross_entropy_delta as softmax_cross_entropy_delta

from pyjuliann.nn.dropout import dropout_mask as dropout_mask
from pyjuliann.nn.dropout import dropout_forward as dropout_forward
from pyjuliann.nn.dropout import dropout_backward as dropout_backward
from pyjuliann.nn.dropout import dropout_predict as dropout_predict

from pyjuliann.nn.convolution import output_size as output_size
from pyjuliann.nn.convolution import convolution_forward as convolution_forward
from pyjuliann.nn.convolution import convolution_backward as convolution_backward

from pyjuliann.nn.im2col import im2col as im2col
from pyjuliann.nn.im2col import col2im as col2im
from pyjuliann.nn.im2col import im2col_convolution_forward as im2col_convolution_forward
from pyjuliann.nn.im2col import im2col_convolution_backward as im2col_convolution_backward

from pyjuliann.nn.pooling import max_pooling_forward as max_pooling_forward
from pyjuliann.nn.pooling import max_pooling_backward as max_pooling_backward
from pyjuliann.nn.pooling import average_pooling_forward as average_pooling_forward
from pyjuliann.nn.pooling import average_pooling_backward as average_pooling_backward
from pyjuliann.nn.pooling import flatten_forward as flatten_forward
from pyjuliann.nn.pooling import flatten_backward as flatten_backward

from pyjuliann.nn.im2col_pooling import im2col_max_pooling_forward as im2col_max_pooling_forward
from pyjuliann.nn.im2col_pooling import im2col_max_pooling_backward as im2col_max_pooling_backward
from pyjuliann.nn.im2col_pooling import im2col_average_pooling_forward as im2col_average_pooling_forward
from pyjuliann.nn.im2col_pooling import im2col_average_pooling_backward as im2col_average_pooling_backward

from pyjuliann.nn.optimizers import sgd as sgd
from pyjuliann.nn.optimizers import momentum as momentum
from pyjuliann.nn.optimizers import adagrad as adagrad
from pyjuliann.nn.optimizers import rmsprop as rmsprop
from pyjuliann.nn.optimizers import adam as adam
from pyjuliann.nn.optimizers import optimizer_init as optimizer_init
from pyjuliann.nn.optimizers import optimizer_step as optimizer_step

from pyjuliann.nn.network import mlp_layers as mlp_layers
from pyjuliann.nn.network import build_network as build_network
from pyjuliann.nn.network import predict as predict
from pyjuliann.nn.network import network_loss as network_loss
from pyjuliann.nn.network import network_gradients as network_gradients

from pyjuliann.nn.cnn import simple_cnn_layers as simple_cnn_layers
from pyjuliann.nn.cnn import deep_cnn_layers as deep_cnn_layers
from pyjuliann.nn.cnn import layer_sizes as layer_sizes

from pyjuliann.nn.numerical import numerical_network_gradients as numerical_network_gradients
from pyjuliann.nn.numerical import fast_numerical_network_gradients as fast_numerical_network_gradients

from pyjuliann.nn.training import accuracy as accuracy
from pyjuliann.nn.training import training_step as training_step
from pyjuliann.nn.training import train as train

from pyjuliann.nn.data import one_hot as one_hot
from pyjuliann.nn.data import draw_batch as draw_batch
from pyjuliann.nn.data import contiguous_rows as contiguous_rows
