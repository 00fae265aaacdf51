"""What arguments are known by: the same for the same content, another one for any other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import scipy.sparse

from pyjuliann.parity.pairing.case import Case, fingerprint, mark_of


class Plain:
    def __init__(self, x: Any) -> None:
        self.x = x


@dataclass
class Fields:
    x: Any


def itself(x: Any) -> list[Any]:
    value = [x]
    value.append(value)
    return value


MAKERS: dict[str, Callable[[float], Any]] = {
    "number": float,
    "list": lambda x: [1, x],
    "dictionary": lambda x: {"a": np.full(5000, 1.0), "b": {2: x}},
    "long array in a dictionary": lambda x: {"a": np.where(np.arange(5000) == 2500, x, 0.0)},
    "set": lambda x: {1.5, x},
    "object": Plain,
    "nested object": lambda x: Plain({"a": Plain([x])}),
    "dataclass": Fields,
    "array of objects": lambda x: np.array([Plain(x), None], dtype=object),
    "structured array": lambda x: np.array([(1, x)], dtype="i4,f8"),
    "matrix in column-major order": lambda x: np.asfortranarray(np.arange(6.0).reshape(2, 3) + x),
    "strided": lambda x: (np.arange(12.0) + x)[::3],
    "masked": lambda x: np.ma.array([1.0, x], mask=[True, False]),
    "sparse": lambda x: scipy.sparse.csr_array(np.diag(np.where(np.arange(2000) == 999, x, 2.0))),
    "generator of NumPy's": lambda x: np.random.default_rng(int(x)),
    "generator of Python's": random.Random,
    "in itself": itself,
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_content_is_what_a_value_is_known_by(name: str) -> None:
    make = MAKERS[name]
    assert mark_of(make(7)) == mark_of(make(7))
    assert mark_of(make(7)) != mark_of(make(8))


def test_an_object_of_the_same_address_is_no_other() -> None:
    rng = np.random.default_rng(1)
    before = mark_of(rng)
    rng.random()
    assert mark_of(rng) != before


def test_a_dictionary_of_long_arrays_is_no_other_case() -> None:
    one, other = ({"a": np.where(np.arange(5000) == 2500, x, 0.0)} for x in (1.0, 2.0))
    assert fingerprint(Case((one,))) != fingerprint(Case((other,)))
    assert fingerprint(Case((1,))) != fingerprint(Case((), {"x": 1}))


def test_what_tells_nothing_of_itself_is_known_all_the_same() -> None:
    class Secret:
        def __reduce_ex__(self, protocol: Any) -> Any:
            raise RuntimeError

        def __repr__(self) -> str:
            raise RuntimeError

    assert mark_of(Secret()) == mark_of(Secret())
    made = (k for k in range(3))
    assert mark_of(made) == mark_of(made)
    assert list(made) == [0, 1, 2]
