"""Arguments for ``pyjuliann check`` where an annotation does not tell which ones fit each other.

Each public function here that returns recipes returns what the option ``strategies`` of ``pair`` takes: by
argument, how it is made.

About one case in six holds a mistake, so that refusals are compared too. There are few kinds of nesting among the
cases, and mistakes mostly keep the types, because Julia compiles for each.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from pyjuliann.nn.layers import ACTIVATIONS
from pyjuliann.nn.rules import KEPT_TREES, RULES, counts_steps
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.pairing.recipes import ChoiceRecipe, PartRecipe, Recipe

Recipes = dict[str, Recipe]


def rows() -> Recipes:
    """Return recipes for ``matrix_from_rows``: lists or tuples of lists, a few of them ragged."""
    return parts(_rows, ("rows",))


def reshaping() -> Recipes:
    """Return recipes for ``column_major_reshape``: an array, and another size with as many elements."""
    return parts(_reshaping, ("a", "size"))


def flat_pairs() -> Recipes:
    """Return recipes for ``flat_dot``: two arrays of different sizes with as many elements."""
    return parts(_flat_pairs, ("a", "b"))


def words(argument: str, *known: str) -> Recipes:
    """Return a recipe for an argument that takes one of `known`; now and then it is another word."""
    return {argument: ChoiceRecipe((*known, *known, "unknown"))}


def functions_of_a_number() -> Recipes:
    """Return a recipe for the functions that a derivative is taken of, exact in the same order on both sides."""
    return _one_of(
        Twin(lambda x: x * x, "x -> x * x"),
        Twin(lambda x: x * x * x - x, "x -> x * x * x - x"),
        Twin(abs, "abs"),
        Twin(lambda _: 3, "x -> 3"),
        Twin(lambda _: "no number", 'x -> "no number"'),
    )


def functions_of_an_array() -> Recipes:
    """Return a recipe for the functions that a gradient is taken of; all add up down the columns."""

    def total(x: Any) -> Any:
        return functools.reduce(operator.add, np.ravel(x, order="F"))

    return _one_of(
        Twin(lambda x: total(x * x), "x -> foldl(+, x .* x)"),
        Twin(lambda x: total(x * x * x - x), "x -> foldl(+, x .* x .* x .- x)"),
        Twin(lambda x: x.max(), "x -> maximum(x)"),
        Twin(lambda x: x, "x -> x"),
    )


def predictions() -> Recipes:
    """Return recipes for ``accuracy``: a matrix of predictions, with ties and NaN among them, and labels."""
    return parts(_predictions, ("y", "labels"))


def optimizer_values(*arguments: str) -> Recipes:
    """Return recipes for some of ``optimizer``, ``params``, ``gradients`` and ``state``, which fit each other."""
    return parts(_optimizer_values, arguments)


def networks(*arguments: str) -> Recipes:
    """Return recipes for some of the arguments that network functions take, which fit each other.

    Weights and inputs are eighths between -1 and 1: what a ReLU is given is then exact, and no rounding error puts
    it on the other side of 0. Of epsilon there is at least 0.01: a smaller one makes whole steps of gradients that
    are rounding errors.
    """
    return parts(_networks, arguments)


# ---------------------------------------------------------------- how recipes are made


def _one_of(*functions: Twin) -> Recipes:
    return {"f": ChoiceRecipe(functions)}


def parts(make: Callable[[np.random.Generator], dict[str, Any]], arguments: tuple[str, ...]) -> Recipes:
    """Return recipes that take their arguments out of the one dictionary that `make` returns for a case."""
    return {name: PartRecipe(make, name) for name in arguments}


def is_faulty(rng: np.random.Generator) -> bool:
    """Return whether this case is to hold a mistake."""
    return bool(rng.integers(6) == 0)


def chosen(rng: np.random.Generator, *values: Any) -> Any:
    """Return one of the `values`."""
    return values[int(rng.integers(len(values)))]


def _eighths(rng: np.random.Generator, size: tuple[int, ...], dtype: Any) -> np.ndarray:
    return (rng.integers(-8, 9, size) / 8).astype(dtype)


# ---------------------------------------------------------------- arrays


def _rows(rng: np.random.Generator) -> dict[str, Any]:
    widths = rng.integers(0, 4, 3) if is_faulty(rng) else np.full(rng.integers(1, 4), rng.integers(1, 5))
    whole, real = (lambda: int(rng.integers(-9, 10))), (lambda: float(rng.normal(scale=9)))
    special = chosen(rng, np.nan, -np.inf, -0.0, 5e-324, np.float32(0.1), np.int32(7), True)
    numbers = chosen(rng, (whole,), (real,), (whole, real, lambda: special))
    outer = chosen(rng, list, tuple)
    return {"rows": outer([chosen(rng, *numbers)() for _ in range(width)] for width in widths)}


def _reshaping(rng: np.random.Generator) -> dict[str, Any]:
    faulty = is_faulty(rng)
    size = tuple(int(n) for n in rng.integers(0 if faulty else 1, 5, int(rng.integers(0, 4))))
    count = int(np.prod(size, dtype=int))
    factor = int(rng.choice([n for n in range(1, count + 1) if count % n == 0] or [1]))
    before = ((count,), (factor, count // factor), (1, factor, count // factor))[int(rng.integers(3))]
    a = rng.integers(-99, 100, before).astype(chosen(rng, "float64", "float32", "int64"))
    return {"a": np.array(a, order=chosen(rng, "C", "F")), "size": (*size, 2) if faulty else size}


def _flat_pairs(rng: np.random.Generator) -> dict[str, Any]:
    case = _reshaping(rng)
    a, b = (rng.normal(scale=9, size=size).astype(case["a"].dtype) for size in (case["a"].shape, case["size"]))
    return {"a": np.array(a, order=chosen(rng, "C", "F")), "b": b}


def _predictions(rng: np.random.Generator) -> dict[str, Any]:
    faulty = is_faulty(rng)
    h, n = rng.integers(0 if faulty else 1, 6, 2)
    y = rng.integers(-2, 3, (h, n)).astype(chosen(rng, "int64", "int8", "float64", "float32"))
    if y.dtype.kind == "f" and y.size:
        y.flat[rng.integers(y.size)] = chosen(rng, np.nan, np.inf, -np.inf, -0.0, 5e-324)
    labels = rng.integers(-faulty, n + faulty, h + faulty * rng.integers(2))
    return {"y": np.array(y, order=chosen(rng, "C", "F")), "labels": labels}


def draws_of_layers(rng: np.random.Generator) -> dict[str, Any]:
    """Return matrices of draws, and what fits them."""
    faulty = is_faulty(rng)
    dtype = chosen(rng, "float64", "float32")
    sizes = [tuple(rng.integers(0 if faulty else 1, 5, 2)) for _ in range(int(rng.integers(0, 4)))]
    return {"draws": tuple(rng.normal(size=size).astype(dtype) for size in sizes), "layers": (), "size": ()}


# ---------------------------------------------------------------- optimizers


def _optimizer(rng: np.random.Generator, least_epsilon: float) -> Any:
    rate, share, epsilon = rng.choice([0.0, 0.01, 0.125]), rng.choice([0.0, 0.5, 0.9]), rng.choice([0.01, 0.1])
    rate, share, epsilon = float(rate), float(share), float(chosen(rng, least_epsilon, epsilon))
    known = {"learning_rate": rate, "epsilon": epsilon, "beta2": 0.999}
    values = ((known.get(name, share) for name in rule._fields[1:]) for rule in RULES.values())
    return chosen(
        rng, *(rule(method, *settings) for (method, rule), settings in zip(RULES.items(), values, strict=True))
    )


def _state(optimizer: Any, rng: np.random.Generator, tree: Callable[[Callable[..., Any]], Any]) -> tuple[Any, ...]:
    """Return a state as it is after some steps, its arrays shaped as those of `tree`; squares are not negative."""
    kept = tuple(tree(rng.random) for _ in range(KEPT_TREES[optimizer.method]))
    return (int(rng.integers(0, 50)), *kept) if counts_steps(optimizer.method) else kept


def _optimizer_values(rng: np.random.Generator) -> dict[str, Any]:
    faulty = is_faulty(rng)
    dtype = chosen(rng, "float64", "float32")
    size = tuple(int(n) for n in rng.integers(0, 5, 2))
    nested = chosen(rng, False, True)
    rank = 2 if nested else chosen(rng, 0, 1, 2)

    def tree(numbers: Callable[..., Any]) -> Any:
        first, second, third = (np.asarray(numbers(size=n), dtype) for n in (size[:rank], size[1:], size[:rank]))
        return ((first, second), third) if nested else first

    optimizer = _optimizer(rng, 1e-7)
    params, gradients, state = tree(rng.normal), tree(rng.normal), _state(optimizer, rng, tree)
    if faulty:
        mistake = int(rng.integers(4))
        optimizer = optimizer._replace(learning_rate=-1.0) if mistake == 0 else optimizer
        gradients = (gradients,) if mistake == 1 else gradients
        state = (*state, params) if mistake == 2 else state
        params = params if mistake < 3 else "none"
    return {"optimizer": optimizer, "params": params, "gradients": gradients, "state": state}


# ---------------------------------------------------------------- networks


def _networks(rng: np.random.Generator) -> dict[str, Any]:
    faulty = is_faulty(rng)
    dtype = chosen(rng, "float64", "float32")
    widths = [int(n) for n in rng.integers(1, 5, chosen(rng, 2, 4))]
    hidden: tuple[Any, ...] = ("dense", chosen(rng, *ACTIVATIONS))
    if draw_rate := chosen(rng, None, 0.25, 0.5):
        hidden = (*hidden, ("dropout", draw_rate))
    layers = hidden * (len(widths) - 2) + ("dense",)

    def tree(numbers: Callable[..., Any]) -> Any:
        pairs = itertools.pairwise(widths)
        return tuple(
            (np.asarray(numbers(size=(m, n)), dtype), np.asarray(numbers(size=(1, n)), dtype)) for m, n in pairs
        )

    params = tree(lambda size: _eighths(rng, size, dtype))
    samples, steps, batch = (int(n) for n in rng.integers(1, 5, 3))
    labels = rng.integers(0, widths[-1], samples)
    noisy = [width for width in widths[1:-1] if draw_rate] if chosen(rng, False, True) else []
    x = _eighths(rng, (samples, widths[0]), dtype)
    optimizer = _optimizer(rng, 0.01)
    state = _state(optimizer, rng, tree)
    if faulty:
        mistake = int(rng.integers(6))
        x = (x[:, :-1], x[:0], x.ravel(), x, x, x)[mistake]
        labels = labels + widths[-1] if mistake == 3 else labels
        params = tuple((w, b[:, :-1]) for w, b in params) if mistake == 4 else params
        layers = (*layers[:-1], "sigmoid") if mistake == 5 else layers
    return {
        "layers": layers,
        "params": params,
        "x": x,
        "t": np.eye(2 * widths[-1], dtype=np.int64)[labels, : widths[-1]],
        "labels": labels,
        "masks": tuple(rng.integers(0, 2, (samples, width)).astype(dtype) for width in noisy),
        "draws": rng.random((steps, batch)),
        "mask_draws": tuple(rng.random((steps, batch, width)) for width in noisy),
        "optimizer": optimizer,
        "state": state,
        "h": chosen(rng, 1e-4, 0.01),
    }
