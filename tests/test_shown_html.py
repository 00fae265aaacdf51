"""What a notebook shows of values that have no page of their own, and what `str` gives of those that have one."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from pyjuliann import JuliaRecord, JuliaValue, check, compare, pair
from pyjuliann.shown import Shown


def cells(page: str) -> list[list[str]]:
    return [re.findall(r"<t[dh]>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.array([[1, 2], [3, 4]]), [["1", "2"], ["3", "4"]]),
        (np.array([1.5, np.nan]), [["1.5", "nan"]]),
        (np.array(["<b>"]), [["&lt;b&gt;"]]),
        (np.zeros((0, 2)), [["", "array([], shape=(0, 2), dtype=float64)"]]),
        (np.array(1.5), [["", "array(1.5)"]]),
        (3, [["", "3"]]),
        (np.arange(12), [[*map(str, range(10)), "…"]]),
    ],
    ids=range(7),
)
def test_an_array_is_a_table_and_all_else_is_code(value: Any, shown: list[list[str]]) -> None:
    page = JuliaValue(value, "Matrix{<:Any}")._repr_html_()
    assert cells(page) == shown
    assert "Matrix{&lt;:Any}" in page


def test_a_large_array_is_cut() -> None:
    rows = cells(JuliaValue(np.arange(10_000.0).reshape(100, 100), "Matrix{Float64}")._repr_html_())
    assert (len(rows), {len(row) for row in rows}) == (11, {11})
    assert rows[0][-2:] == ["9.0", "…"]
    assert rows[-1] == ["⋮"] * 11
    assert len(JuliaValue(list(range(10_000)), "Vector{Any}")._repr_html_()) < 500


def test_a_struct_is_a_table_of_its_fields() -> None:
    page = JuliaRecord("Mine.Fit", slope=2.0, name="<a>")._repr_html_()
    assert cells(page) == [["slope", "2.0"], ["name", "&#x27;&lt;a&gt;&#x27;"]]
    assert "Mine.Fit" in page


def test_what_has_a_summary_is_that_as_text() -> None:
    found: list[Shown] = [compare(1.0, 2.0), pair(abs, "abs")]
    assert [str(each) for each in found] == [each.summary for each in found]
    assert callable(check)  # all kinds are loaded
    assert all("__str__" not in vars(kind) or kind.__name__ == "PairReport" for kind in heirs(Shown))


def heirs(kind: type) -> list[type]:
    return [each for below in kind.__subclasses__() for each in (below, *heirs(below))]
