"""Causes that factorizations have: signs and order of vectors, and objects of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.records import JuliaFactorization
from pyjuliann.bridge.values.typed import bare
from pyjuliann.language import phrase
from pyjuliann.parity.causes.evidence import Evidence, Sample
from pyjuliann.parity.running.calls import Outcome

Array = np.ndarray[Any, Any]


def vector_signs(e: Evidence) -> str | None:
    """Give each column, or each row, of the result the sign that it has on the other side."""

    def signed(axis: int) -> Callable[[Sample], Any]:
        def apply(s: Sample) -> Any:
            p, j = _vectors(s)
            return p * units(p, j, axis)

        return apply

    for axis, told_of in enumerate(_OF_VECTORS):
        several = [s for s in e.differing if np.ndim(s.python) == 2 and s.python.shape[axis] > 1]
        told = any(_mixed_signs(s, axis) or are_units(s.python, axis) for s in several)
        if len(several) > 1 and told and e.explained(signed(axis), e.settled):
            return told_of
    return None


_OF_VECTORS: Final = ("of columns", "of rows")


def _vectors(s: Sample) -> tuple[Array, Array]:
    """Return both results if they are matrices of floating-point numbers, of one shape."""
    p, j = s.python, s.julia
    if not isinstance(p, np.ndarray) or not isinstance(j, np.ndarray) or p.ndim != 2 or p.shape != j.shape:
        raise TypeError("no vectors")
    if p.dtype.kind not in "fc":
        raise TypeError("no vectors")
    return p, j


def units(p: Array, j: Array, axis: int) -> Array:
    """Return the factor of size 1 by which each vector of Python's is turned into Julia's."""
    along = np.sum(p.conj() * j, axis=axis, keepdims=True)
    size = np.abs(along)
    found: Array = np.where(size > 0, along / np.where(size > 0, size, 1), 1)
    return found


def _mixed_signs(s: Sample, axis: int) -> bool:
    along = np.sum(s.python.conj() * s.julia, axis=axis) if np.shape(s.python) == np.shape(s.julia) else np.zeros(1)
    return bool(np.iscomplexobj(along) or (along.min(initial=0) < 0 < along.max(initial=0)))


def are_units(vectors: Array, axis: int) -> bool:
    """Whether all columns, for axis 0, or all rows are of length 1."""
    return np.allclose(np.sum(np.abs(vectors) ** 2, axis=axis), 1)


def vector_order(e: Evidence) -> str | None:
    """Put columns, or rows, into the order that they have on the other side, signs left open."""
    for axis, name in enumerate(("columns", "rows")):
        orders: list[Array] = []
        turned: list[bool] = []

        def ordered(
            s: Sample, axis: int = axis, orders: list[Array] = orders, turned: list[bool] = turned
        ) -> Any:  # fmt: skip
            p, j = (x if axis == 0 else x.T for x in _vectors(s))
            order = _matching(p, j)
            chosen = p[:, order]
            turned_by = units(chosen, j, 0)
            if s.differs:
                orders.append(order)
                turned.append(not np.allclose(turned_by, 1))
            return chosen * turned_by if axis == 0 else (chosen * turned_by).T

        if e.explained(ordered, e.settled) and sum(np.any(np.diff(order) != 1) for order in orders) > 1:
            reverse = all(np.array_equal(order, np.arange(len(order))[::-1]) for order in orders)
            reversed_ = phrase(" in reverse order") if reverse else ""
            signs = phrase(", and some with the other sign") if any(turned) else ""
            return phrase("{}{}{}", phrase(name), reversed_, signs)
    return None


def _matching(p: Array, j: Array) -> Array:
    """Return, for each column of Julia's, which of Python's runs along it."""
    sizes = [np.linalg.norm(x, axis=0, keepdims=True) for x in (p, j)]
    ours, theirs = (x / np.where(size > 0, size, 1) for x, size in zip((p, j), sizes, strict=True))
    along = np.abs(ours.conj().T @ theirs)
    far = np.abs(sizes[0].T - sizes[1]) > 1e-3 * np.maximum(sizes[0].T, sizes[1])
    order = np.argmax(np.where(far, -1.0, along), axis=0)
    if len(set(order.tolist())) != p.shape[1]:
        raise ValueError("other vectors")
    found: Array = order
    return found


_PARTS: Final = {
    "Eigen": ("values", "vectors"), "GeneralizedEigen": ("values", "vectors"), "SVD": ("U", "S", "Vt"),
    "QR": ("Q", "R"), "QRCompactWY": ("Q", "R"), "QRPivoted": ("Q", "R", "p"), "LU": ("P", "L", "U"),
    "Cholesky": ("L",), "Schur": ("T", "Z"), "Hessenberg": ("H", "Q"), "LQ": ("L", "Q"),
}  # fmt: skip
"""What Julia's factorizations have, in the order in which NumPy and SciPy return it."""


def factorization(e: Evidence) -> str | None:
    """Find a factorization of Julia's in place of its parts."""
    names = {_factorization_of(r.julia) for r in e.failing}
    name = names.pop()
    if names or name not in _PARTS or len(e.failing) < 2 or e.part:
        return None
    parts = ", ".join(f"Matrix(F.{p})" if p in ("Q", "P") else f"F.{p}" for p in _PARTS[name])
    taken = f"({parts})" if len(_PARTS[name]) > 1 else parts
    results = e.run(f"(a...) -> (F = FUNCTION(a...); {taken})")
    if results is None or not all(r.julia.returned and r.python.returned for r in results):
        return phrase(_HOLDS, name, taken)
    parts_of = [_pairs_of_parts(r.python.value, bare(r.julia.value)) for r in results]
    for told, of in ((_GIVES, np.asarray), (_GIVES_BUT_FOR_SIGNS, np.abs)):
        if all(_are_near(of(p), of(j)) for pairs in parts_of for p, j in pairs):
            return phrase(told, name, taken)
    return phrase(_HOLDS, name, taken)


_HOLDS: Final = "Julia gives an object of type {}; {} is what it holds"
_GIVES: Final = "Julia gives an object of type {}; {} is what Python gives"
_GIVES_BUT_FOR_SIGNS: Final = "Julia gives an object of type {}; {} is what Python gives but for signs"


def _factorization_of(outcome: Outcome) -> str:
    """Return the name of the type of Julia's result if it is a factorization."""
    value = bare(outcome.value)
    kind = value._type if isinstance(value, JuliaFactorization) else outcome.unsupported
    found = re.search(r"LinearAlgebra\.(\w+)", kind)
    return found.group(1) if found else ""


def _pairs_of_parts(python: Any, julia: Any) -> list[tuple[Any, Any]]:
    if isinstance(julia, tuple) and isinstance(python, tuple):
        return list(zip(python, julia, strict=True))
    return [(python, julia)]


def _are_near(p: Array, j: Array) -> bool:
    size = 1e-9 * float(np.max(np.abs(p), initial=0.0))
    return p.shape == j.shape and np.allclose(p, j, rtol=1e-9, atol=size, equal_nan=True)
