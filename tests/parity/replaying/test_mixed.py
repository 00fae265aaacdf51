"""Julia's values in the form of Python's, and functions replaced for a while."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from pyjuliann import JuliaValue
from pyjuliann.bridge.values.records import JuliaRecord
from pyjuliann.parity.replaying.mixed import in_form_of
from pyjuliann.parity.replaying.replaced import replaced
from pyjuliann.parity.watching.trampoline import twin_of

Pair2 = namedtuple("Pair2", "a b")


@dataclass
class FittedLine:
    slope: float
    steps: list


@pytest.mark.parametrize(
    ("python", "julia", "expected"),
    [
        ([1.0, 2.0], np.array([3.0, 4.0]), [3.0, 4.0]),
        ((1, "a"), (2, "b"), (2, "b")),
        (Pair2(1, 2), (3, 4), Pair2(3, 4)),
        ({"a": [1]}, {"a": np.array([2]), "b": 3}, {"a": [2], "b": 3}),
        (1, np.float64(2.0), 2),
        (1, 2.5, 2.5),
        (np.float32(1), 2.0, np.float32(2)),
        (True, 2, 2),
        (FittedLine(1.0, [1]), JuliaRecord("M.Fit", slope=2.0, steps=np.array([3])), FittedLine(2.0, [3])),
        ([1.0], None, None),
        (1.0, JuliaValue(np.nan, "Float64"), np.nan),
    ],
)
def test_julias_values_in_pythons_form(python, julia, expected):
    found = in_form_of(python, julia)
    assert type(found) is type(expected)
    assert found == expected or (found != found and expected != expected)


def test_arrays_stay_what_julia_gave():
    given = np.arange(3, dtype=np.float32)
    assert in_form_of(np.zeros(3), JuliaValue(given, "Vector{Float32}")) is given


def double(x):
    return 2 * x


def test_a_function_is_replaced_whatever_name_it_is_called_by():
    table, original = {"f": double}, twin_of(double)
    with replaced({double: lambda x: original(x) + 1}):
        assert [double(1), table["f"](2)] == [3, 5]
        assert original(1) == 2
    assert double(1) == 2


def test_it_is_put_back_after_an_error():
    with pytest.raises(ZeroDivisionError), replaced({double: lambda x: 1 / 0}):
        double(1)
    assert double(1) == 2
