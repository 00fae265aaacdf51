"""Seeded mutants of the image functions: a Julia side with one of the usual mistakes, which their pairs must catch."""

from __future__ import annotations

from dataclasses import replace

import pytest

import pyjuliann.nn
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import pair_of, target
from pyjuliann.twins import image_recipes

pytestmark = pytest.mark.usefixtures("undiagnosed")
SWAPPED = "(2, 1, 3, 4)"
MUTANTS = {
    "rounded up": ("output_size", "(n, w, s = 1, p = 0) -> cld(n + 2p - w, s) + 1"),
    "padding on one side": ("output_size", "(n, w, s = 1, p = 0) -> JuliaNN.output_size(n + p, w, s)"),
    "filter flipped": (
        "convolution_forward",
        "(x, w, b, s = 1, p = 0) -> JuliaNN.convolution_forward(x, reverse(reverse(w, dims = 1), dims = 2), b, s, p)",
    ),
    "bias forgotten": (
        "convolution_forward",
        "(x, w, b, s = 1, p = 0) -> JuliaNN.convolution_forward(x, w, zero(b), s, p)",
    ),
    "bias gradient averaged": (
        "convolution_backward",
        "(d, x, w, s = 1, p = 0) -> "
        "((dx, dw, db) = JuliaNN.convolution_backward(d, x, w, s, p); (dx, dw, db ./ eltype(db)(size(x, 4))))",
    ),
    "filter gradient flipped": (
        "im2col_convolution_backward",
        "(d, x, w, s = 1, p = 0) -> "
        "((dx, dw, db) = JuliaNN.im2col_convolution_backward(d, x, w, s, p); (dx, reverse(dw, dims = 1), db))",
    ),
    "filters in another order": (
        "im2col_convolution_forward",
        "(x, w, b, s = 1, p = 0) -> JuliaNN.im2col_convolution_forward(x, reverse(w, dims = 3), b, s, p)",
    ),
    "windows read by rows": (
        "im2col",
        f"(x, w, s = 1, p = 0) -> JuliaNN.im2col(permutedims(x, {SWAPPED}), reverse(w), s, p)",
    ),
    "channels backwards": ("im2col", "(x, w, s = 1, p = 0) -> JuliaNN.im2col(reverse(x, dims = 3), w, s, p)"),
    "overlaps averaged": (
        "col2im",
        "(c, n, w, s = 1, p = 0) -> (y = JuliaNN.col2im(c, n, w, s, p); "
        "m = JuliaNN.col2im(one.(c), n, w, s, p); map((a, b) -> b > 1 ? oftype(a, a ÷ b) : a, y, m))",
    ),
    "padding can be the maximum": (
        "max_pooling_forward",
        "(x, w = (2, 2), s = 2, p = 0) -> "
        "(y = JuliaNN.max_pooling_forward(x, w, s, p); p > 0 ? max.(y, zero(eltype(y))) : y)",
    ),
    "NaN passed over": (
        "im2col_max_pooling_forward",
        "(x, w = (2, 2), s = 2, p = 0) -> "
        "JuliaNN.max_pooling_forward(map(v -> isnan(v) ? oftype(v, -Inf) : v, x), w, s, p)",
    ),
    "ties down the columns": (
        "max_pooling_backward",
        f"(d, x, w = (2, 2), s = 2, p = 0) -> permutedims(JuliaNN.max_pooling_backward(permutedims(d, {SWAPPED}), "
        f"permutedims(x, {SWAPPED}), reverse(w), s, p), {SWAPPED})",
    ),
    "ties to the last": (
        "im2col_max_pooling_backward",
        "(d, x, w = (2, 2), s = 2, p = 0) -> (flip(a) = reverse(reverse(a, dims = 1), dims = 2); "
        "size(x, 1) % s + size(x, 2) % s + p > 0 || w != (s, s) ? JuliaNN.max_pooling_backward(d, x, w, s, p) : "
        "flip(JuliaNN.max_pooling_backward(flip(d), flip(x), w, s, p)))",
    ),
    "average of what is seen": (
        "average_pooling_forward",
        "(x, w = (2, 2), s = 2, p = 0) -> "
        "JuliaNN.average_pooling_forward(x, w, s, p) ./ JuliaNN.average_pooling_forward(one.(x), w, s, p)",
    ),
    "gradient not shared out": (
        "average_pooling_backward",
        "(d, n, w = (2, 2), s = 2, p = 0) -> JuliaNN.average_pooling_backward(d .* eltype(d)(w[1]), n, w, s, p)",
    ),
    "flattened by rows": ("flatten_forward", f"x -> JuliaNN.flatten_forward(permutedims(x, {SWAPPED}))"),
    "flattened with samples last": (
        "flatten_backward",
        "(d, n) -> (JuliaNN.flatten_backward(d, n); reshape(copy(d), n))",
    ),
    "inputs of one filter counted": ("build_network", "(d, i, f, l, n) -> JuliaNN.build_network(d, i)"),
    "sizes of the layers alone": ("layer_sizes", "(l, p, n) -> JuliaNN.layer_sizes(l, p, n)[2:end]"),
}


@pytest.fixture(autouse=True, scope="module")
def _loaded(engine: Engine):
    engine.call("JuliaNN.output_size", 5, 3)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_caught(engine: Engine, mutant):
    name, code = MUTANTS[mutant]
    mutated = replace(pair_of(getattr(pyjuliann.nn, name)), julia=target(code), using=("JuliaNN",))
    report = check(mutated, cases=80, seed=3, engine=engine, keep=False, shrink=False)
    assert report.verdict == "differ", "the mutant lives"


NETWORKS = {
    "predict": ("layers", "params", "x"),
    "network_loss": ("layers", "params", "x", "t", "masks"),
    "network_gradients": ("layers", "params", "x", "t", "masks"),
}
NETWORK_MUTANTS = {
    "images upside down": ("predict", "(l, p, x) -> JuliaNN.predict(l, p, reverse(x, dims = 1))"),
    "images transposed": (
        "network_loss",
        f"(l, p, x, t, m) -> size(x, 1) == size(x, 2) ? JuliaNN.network_loss(l, p, permutedims(x, {SWAPPED}), t) : "
        "JuliaNN.network_loss(l, p, x, t)",
    ),
    "filter gradient of another batch": (
        "network_gradients",
        "(l, p, x, t, m) -> (g = JuliaNN.network_gradients(l, p, x, t); "
        "(map(a -> a .* eltype(a)(0.999), g[1]), g[2:end]...))",
    ),
}


def of_images(name):
    strategies = image_recipes.image_networks(*NETWORKS[name])
    return pair_of(getattr(pyjuliann.nn, name)).replace(strategies=strategies)


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_of_images_agree(engine: Engine, name):
    report = check(of_images(name), cases=40, seed=5, engine=engine, keep=False)
    assert report, [finding.case.summary for finding in report.findings]
    assert report.both_raised < 0.5 * report.cases


@pytest.mark.parametrize("mutant", NETWORK_MUTANTS)
def test_a_mutant_of_a_network_is_caught(engine: Engine, mutant):
    name, code = NETWORK_MUTANTS[mutant]
    mutated = replace(of_images(name), julia=target(code), using=("JuliaNN",))
    assert check(mutated, cases=40, seed=5, engine=engine, keep=False, shrink=False).verdict == "differ", (
        "the mutant lives"
    )
