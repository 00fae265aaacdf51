"""The network code in NumPy, function for function the twin of the Julia module in ``julia/src``.

This file is the table of contents, as ``julia/src/JuliaNN.jl`` is there: one entry per module, in the order
of the lessons. Everything here is pure: arrays in, new arrays out, no global state, no hidden random numbers.
"""

# ruff: noqa: I001 - the order is that of the lessons

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
