"""One row for each function of ``nn``: how far its twin in Julia may be from it, why, and which arguments are tried.

The twin of ``f`` is ``JuliaNN.f``. A budget is the algorithm's, not one processor's: twice the distance that was
measured in Float64 and Float32, over several kernels of the BLAS and of NumPy's loops, and two units more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from pyjuliann import nn
from pyjuliann.language import Phrase, phrase
from pyjuliann.nn.layers import ACTIVATIONS
from pyjuliann.nn.rules import RULES
from pyjuliann.parity.pairing.pair import Pair, pair
from pyjuliann.twins import image_recipes, recipes, scales

PROBABILITIES: Final = {"y": (0, 1), "t": (0, 1)}

NOTHING: Final = phrase("nothing is computed")
COMPARISONS: Final = phrase("only comparisons")
ELEMENTWISE: Final = phrase("one product for each element")
SAME_ORDER: Final = phrase("additions in the same order")
SUMS: Final = phrase("sums of products in another order")


def _twin(
    function: Callable[..., Any], reason: Phrase, *, measured: tuple[int, int] | None = None, **options: Any
) -> Pair:
    """Return the pair of a function and its twin: equal bits, unless a distance was `measured` in either dtype."""
    ulp: int | Mapping[str, int] = 0
    if measured is not None:
        ulp = {dtype: 2 * worst + 2 for dtype, worst in zip(("float64", "float32"), measured, strict=True)}
        reason = phrase("{}; {} and {} measured", reason, *measured)
    # what is refused must be refused by both: for some, most of what is drawn is
    return pair(function, f"JuliaNN.{function.__name__}", ulp=ulp, reason=reason, allow_errors=True, **options)


def _finite(*arguments: str) -> dict[str, str]:
    return dict.fromkeys(arguments, "finite")


_TWINS: Final = (
    # arrays
    _twin(nn.matrix_from_rows, NOTHING, strategies=recipes.rows()),
    _twin(nn.ones_array, NOTHING, domain={"size": (-1, 4)}),
    _twin(nn.zeros_array, NOTHING, domain={"size": (-1, 4)}),
    _twin(nn.filled_array, NOTHING, domain={"size": (-1, 4)}),
    _twin(
        nn.uninitialized_array,
        phrase("the elements are not defined: only arrays without any are compared, and refusals"),
        domain={"size": (-1, 4)},
        where=lambda size: min(size, default=1) <= 0,
    ),
    _twin(
        nn.random_integers,
        phrase("one product of Float64, rounded down"),
        domain={"draws": (0, 0.999), "low": (-9, 9), "high": (-9, 99)},
    ),
    _twin(nn.column_major_reshape, NOTHING, strategies=recipes.reshaping()),
    # products
    _twin(nn.matrix_vector_by_rows, SUMS, measured=(3, 1), domain=_finite("a", "x"), scale=scales.product_scale),
    _twin(nn.scale_columns, ELEMENTWISE),
    _twin(nn.matrix_vector_by_columns, phrase("the columns are added in the same order")),
    _twin(nn.matrix_product, SUMS, measured=(2, 2), domain=_finite("a", "b"), scale=scales.product_scale),
    _twin(
        nn.flat_dot,
        phrase("sums of products in another order where the two BLAS differ"),
        measured=(0, 0),
        strategies=recipes.flat_pairs(),
        scale=lambda a, b: scales.product_scale(a.ravel(order="F"), b.ravel(order="F")),
    ),
    _twin(
        nn.two_layer, SUMS, measured=(2, 2), domain=_finite("x", "w1", "b1", "w2", "b2"), scale=scales.two_layer_scale
    ),
    # layer
    _twin(nn.affine, SUMS, measured=(2, 2), domain=_finite("x", "w", "b"), scale=scales.affine_scale),
    _twin(
        nn.layer_forward,
        phrase("sums of products in another order, then exp, whose last bit is the library's"),
        measured=(3, 2),
        domain={"x": (-10, 10), "w": (-10, 10), "b": (-10, 10)},
        scale=scales.sigmoid_layer_scale,
    ),
    _twin(nn.sigmoid_delta, phrase("the same three operations for each element")),
    _twin(
        nn.weight_gradient,
        SUMS,
        measured=(2, 2),
        domain=_finite("x", "delta"),
        scale=lambda x, delta: scales.product_scale(x.T, delta),
    ),
    _twin(
        nn.bias_gradient,
        phrase("a sum in another order"),
        measured=(1, 1),
        domain=_finite("delta"),
        scale=lambda delta: np.abs(delta).sum(axis=0),
    ),
    _twin(
        nn.input_gradient,
        SUMS,
        measured=(2, 2),
        domain=_finite("delta", "w"),
        scale=lambda delta, w: scales.product_scale(delta, w.T),
    ),
    # activations
    _twin(nn.sigmoid, phrase("the last bit of exp is the library's"), measured=(2, 2)),
    _twin(nn.step_function, COMPARISONS),
    _twin(nn.relu, COMPARISONS),
    _twin(nn.identity_function, NOTHING),
    _twin(nn.softmax, phrase("the last bit of exp is the library's, and a sum in another order"), measured=(4, 5)),
    _twin(nn.softmax_rows, phrase("the last bit of exp is the library's"), measured=(4, 4)),
    # losses
    _twin(nn.mean_squared_error, phrase("a sum in another order"), measured=(3, 3), domain=_finite("y", "t")),
    _twin(
        nn.cross_entropy_elements,
        phrase("the last bit of log is the library's, and a product follows"),
        measured=(2, 3),
        domain={"y": (0, 1)},
    ),
    _twin(
        nn.cross_entropy_error,
        phrase("the last bit of log is the library's, and a sum in another order"),
        measured=(2, 3),
        domain=PROBABILITIES,
        scale=scales.cross_entropy_scale,
    ),
    _twin(
        nn.mean_cross_entropy_error,
        phrase("the last bit of log is the library's, and a sum in another order"),
        measured=(4, 4),
        domain=PROBABILITIES,
        scale=lambda y, t: scales.cross_entropy_scale(y, t) / len(y),
    ),
    # gradients
    _twin(
        nn.forward_difference,
        phrase("f is exact and the same"),
        strategies=recipes.functions_of_a_number(),
        domain={"x": (-10, 10), "h": (-0.01, 0.1)},
    ),
    _twin(
        nn.derivative,
        phrase("f is exact and the same"),
        strategies=recipes.functions_of_a_number(),
        domain={"x": (-10, 10), "h": (-0.01, 0.1)},
    ),
    _twin(
        nn.numerical_gradient,
        phrase("f adds in the same order"),
        strategies=recipes.functions_of_an_array(),
        domain={"x": (-10, 10), "h": (-0.01, 0.1)},
    ),
    _twin(
        nn.gradient_descent,
        phrase("f adds in the same order"),
        strategies=recipes.functions_of_an_array(),
        domain={"x": (-10, 10), "learning_rate": (-0.01, 0.1), "steps": (-1, 9)},
    ),
    # initializers
    _twin(nn.std_weights, ELEMENTWISE, domain={"std": (-0.1, 2)}),
    _twin(
        nn.xavier_weights,
        phrase("the root is rounded correctly; one product for each element"),
        domain={"inputs": (0, 20)},
    ),
    _twin(
        nn.he_weights, phrase("the root is rounded correctly; one product for each element"), domain={"inputs": (0, 20)}
    ),
    _twin(nn.zero_bias, NOTHING),
    # dense
    _twin(nn.dense_forward, SUMS, measured=(2, 2), domain=_finite("x", "w", "b"), scale=scales.affine_scale),
    _twin(
        nn.dense_backward, SUMS, measured=(3, 2), domain=_finite("dout", "x", "w"), scale=scales.dense_backward_scale
    ),
    _twin(nn.relu_delta, COMPARISONS),
    _twin(nn.softmax_cross_entropy_delta, phrase("one difference and one quotient for each element")),
    # dropout
    _twin(nn.dropout_mask, COMPARISONS, domain={"draws": (0, 0.999), "rate": (-0.1, 1)}),
    _twin(nn.dropout_forward, ELEMENTWISE),
    _twin(nn.dropout_backward, ELEMENTWISE),
    _twin(nn.dropout_predict, ELEMENTWISE, domain={"rate": (-0.1, 1)}),
    # convolution
    _twin(
        nn.output_size, phrase("integers"), domain={"size": (5, 30), "window": (1, 9), "stride": (0, 6), "pad": (0, 3)}
    ),
    _twin(
        nn.convolution_forward,
        SUMS,
        measured=(2, 2),
        strategies=image_recipes.convolutions("x", "w", "b", "stride", "pad"),
        scale=scales.convolution_scale,
    ),
    _twin(
        nn.convolution_backward,
        SUMS,
        measured=(3, 3),
        strategies=image_recipes.convolutions("dout", "x", "w", "stride", "pad"),
        scale=scales.convolution_backward_scale,
    ),
    # im2col
    _twin(nn.im2col, NOTHING, strategies=image_recipes.images("x", "window", "stride", "pad")),
    _twin(nn.col2im, SAME_ORDER, strategies=image_recipes.images("columns", "size", "window", "stride", "pad")),
    _twin(
        nn.im2col_convolution_forward,
        SUMS,
        measured=(2, 2),
        strategies=image_recipes.convolutions("x", "w", "b", "stride", "pad"),
        scale=scales.convolution_scale,
    ),
    _twin(
        nn.im2col_convolution_backward,
        SUMS,
        measured=(3, 3),
        strategies=image_recipes.convolutions("dout", "x", "w", "stride", "pad"),
        scale=scales.convolution_backward_scale,
    ),
    # pooling
    _twin(nn.max_pooling_forward, COMPARISONS, strategies=image_recipes.pooled("x", "window", "stride", "pad")),
    _twin(nn.max_pooling_backward, SAME_ORDER, strategies=image_recipes.pooled("dout", "x", "window", "stride", "pad")),
    _twin(
        nn.average_pooling_forward,
        phrase("additions in the same order, and one quotient"),
        strategies=image_recipes.pooled("x", "window", "stride", "pad"),
    ),
    _twin(
        nn.average_pooling_backward,
        phrase("one quotient for each element, then additions in the same order"),
        strategies=image_recipes.pooled("dout", "size", "window", "stride", "pad"),
    ),
    _twin(nn.flatten_forward, NOTHING),
    _twin(nn.flatten_backward, NOTHING, strategies=image_recipes.flat("dout", "size")),
    # im2col_pooling
    _twin(nn.im2col_max_pooling_forward, COMPARISONS, strategies=image_recipes.pooled("x", "window", "stride", "pad")),
    _twin(
        nn.im2col_max_pooling_backward,
        SAME_ORDER,
        strategies=image_recipes.pooled("dout", "x", "window", "stride", "pad"),
    ),
    _twin(
        nn.im2col_average_pooling_forward,
        phrase("additions in the same order, and one quotient"),
        strategies=image_recipes.pooled("x", "window", "stride", "pad"),
    ),
    _twin(
        nn.im2col_average_pooling_backward,
        phrase("one quotient for each element, then additions in the same order"),
        strategies=image_recipes.pooled("dout", "size", "window", "stride", "pad"),
    ),
    # optimizers
    *(
        _twin(
            getattr(nn, method),
            NOTHING,
            domain={setting: (-0.1, 2 if setting == "learning_rate" else 1) for setting in rule._fields[1:]},
        )
        for method, rule in RULES.items()
    ),
    _twin(nn.optimizer_init, NOTHING, strategies=recipes.optimizer_values("optimizer", "params")),
    _twin(
        nn.optimizer_step,
        phrase("the same operations for each element; the root is rounded correctly"),
        strategies=recipes.optimizer_values("optimizer", "params", "gradients", "state"),
    ),
    # network
    _twin(
        nn.mlp_layers,
        NOTHING,
        strategies=recipes.words("activation", *ACTIVATIONS),
        domain={"depth": (0, 6), "rate": (-0.1, 1)},
    ),
    _twin(nn.build_network, ELEMENTWISE, strategies=image_recipes.first_weights()),
    _twin(
        nn.predict,
        phrase("sums of products in another order, exp"),
        measured=(1, 1),
        strategies=recipes.networks("layers", "params", "x"),
        scale=scales.unit_scale,
    ),
    _twin(
        nn.network_loss,
        phrase("sums of products in another order, exp and log"),
        measured=(1, 2),
        strategies=recipes.networks("layers", "params", "x", "t", "masks"),
        scale=scales.unit_scale,
    ),
    _twin(
        nn.network_gradients,
        phrase("sums of products in another order, exp"),
        measured=(6, 6),
        strategies=recipes.networks("layers", "params", "x", "t", "masks"),
        scale=scales.unit_scale,
    ),
    # cnn
    _twin(nn.simple_cnn_layers, NOTHING),
    _twin(nn.deep_cnn_layers, NOTHING),
    _twin(nn.layer_sizes, phrase("integers"), strategies=image_recipes.image_networks("layers", "params", "size")),
    # numerical
    _twin(
        nn.numerical_network_gradients,
        phrase("losses differ as in network_loss, and their difference is divided by 2h"),
        measured=(3, 5),
        strategies=recipes.networks("layers", "params", "x", "t", "masks", "h"),
        scale=scales.difference_scale,
    ),
    _twin(
        nn.fast_numerical_network_gradients,
        phrase("losses differ as in network_loss, and their difference is divided by 2h"),
        measured=(5, 5),
        strategies=recipes.networks("layers", "params", "x", "t", "masks", "h"),
        scale=scales.difference_scale,
    ),
    # training
    _twin(nn.accuracy, COMPARISONS, strategies=recipes.predictions()),
    _twin(
        nn.training_step,
        phrase("gradients differ as in network_gradients, and an epsilon of 0.01 makes more of it"),
        measured=(2, 3),
        strategies=recipes.networks("layers", "params", "x", "labels", "masks", "optimizer", "state"),
        scale=scales.unit_scale,
    ),
    _twin(
        nn.train,
        phrase("as training_step, up to four times in a row"),
        measured=(5, 5),
        strategies={
            **recipes.networks("layers", "params", "x", "labels", "draws", "optimizer", "state", "mask_draws"),
            **recipes.words("gradient", "backpropagation"),
        },
        scale=scales.unit_scale,
    ),
    # data
    _twin(nn.one_hot, NOTHING, domain={"labels": (0, 4), "classes": (0, 9)}),
    _twin(nn.draw_batch, NOTHING, domain={"draws": (0, 0.999)}),
    _twin(nn.contiguous_rows, NOTHING),
)

PAIRS: Final[Mapping[Callable[..., Any], Pair]] = {twin.python: twin for twin in _TWINS}
"""The pair of each function of ``nn``."""
