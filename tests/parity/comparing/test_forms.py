"""Where a difference of form is expected, the elements are compared all the same."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann import JuliaValue
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy

X = np.array([1.0, 2.0, 4.0])
FORM = ("shape", "container")
SAME_ELEMENTS = [
    (X[None, :], X),
    (X[:, None], X[None, :]),
    (X.tolist(), X),
    (tuple(X.tolist()), X),
    (X.tolist(), tuple(X.tolist())),
    ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
    ([np.array([1, 2]), np.array([3, 4])], np.array([[1, 2], [3, 4]])),
    (range(3), np.arange(3)),
    (np.float64(2.5), np.array([[2.5]])),
    (np.array(2.5), 2.5),
    ({3, 1, 2}, np.array([1, 2, 3])),
    ([], np.array([], np.int64)),
    (np.empty((0, 1)), []),
    (["a", "b"], ("a", "b")),
    ((X[None, :], 1), (X, 1)),
    ([[1.0], [2.0, 3.0]], (np.array([1.0]), np.array([2.0, 3.0]))),
]


@pytest.mark.parametrize(("python", "julia"), SAME_ELEMENTS, ids=range(len(SAME_ELEMENTS)))
def test_the_same_elements_differ_in_form_alone(python, julia):
    found = compare(python, julia, expected=FORM)
    assert {d.aspect for d in found.differences} <= set(FORM)
    assert found.differences
    assert not found.uncompared
    assert found.differences[:1] == compare(python, julia).differences[:1]


def more(value):
    """The same with another last number, or another text."""
    if isinstance(value, (list, tuple)):
        return type(value)([*value[:-1], more(value[-1])])
    if isinstance(value, np.ndarray):
        changed = value.copy()
        changed.flat[-1:] += 1000
        return changed
    return value + "!" if isinstance(value, str) else value + 1000


@pytest.mark.parametrize(
    ("python", "julia"), [row for row in SAME_ELEMENTS if np.size(np.asarray(row[1], object))], ids=str
)
def test_other_elements_differ_in_value_too(python, julia):
    found = compare(python, more(julia), expected=FORM)
    assert "value" in {d.aspect for d in found.differences}
    assert found.worst is not None


def test_only_the_form_that_is_expected_is_overlooked():
    for expected, others in (("shape", ("container",)), ("container", ("shape",))):
        found = compare(X.tolist(), X + 1000, expected=others)
        if expected == "container":
            assert [d.aspect for d in found.differences] == ["container"]
    assert [d.aspect for d in compare(X[None, :], X + 1000).differences] == ["shape"]
    assert [d.aspect for d in compare([[1.0, 2.0, 4.0]], X, expected=["container"]).differences] == [
        "container", "shape",
    ]  # fmt: skip


@pytest.mark.parametrize("python", [[1.0, 2.0, 4.0], (1.0, 2.0, 4.0)])
def test_a_sequence_may_be_known_to_be_an_array(python):
    found = compare(python, np.array([1.0, 2.0, 4.0]), expected=["sequence"])
    assert ([d.aspect for d in found.differences], found.beyond, found.elements) == (["sequence"], 0, 3)
    found = compare(python, np.array([1.0, 2.0, 5.0]), expected=["sequence"])
    assert [d.aspect for d in found.differences] == ["sequence", "value"]
    assert not compare(python, np.array([1.0, 2.0]), expected=["sequence"])
    nested = compare([python, python], [np.array(python), np.array(python)], expected=["sequence"])
    assert {d.aspect for d in nested.differences} == {"sequence"}


@pytest.mark.parametrize(
    ("python", "julia"),
    [([[1.0, 2.0]], np.array([[1.0, 2.0]])), (2.0, np.array([2.0])), ({1, 2}, np.array([1, 2]))],
    ids=str,
)
def test_other_forms_are_no_sequences(python, julia):
    assert [d.aspect for d in compare(python, julia, expected=["sequence"]).differences] == ["container"]


def test_an_element_of_another_type_is_a_difference_of_dtype():
    assert [d.aspect for d in compare([1, 2], np.array([1.0, 2.0]), expected=FORM).differences] == [
        "container", "dtype",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("python", "julia"),
    [
        (np.ones((2, 3)), np.ones((3, 2))),
        (np.ones(3), np.ones(4)),
        (np.ones(2), 1.0),
        ("text", np.ones(4)),
        ({"a": 1}, [1]),
        (None, 0.0),
        pytest.param({1, "a"}, [1, "a"], id="a set that cannot be sorted"),
    ],
    ids=str,
)
def test_what_has_no_common_form_is_told(python, julia):
    found = compare(python, julia, expected=FORM)
    assert found.uncompared == found.differences
    assert found.max_ulp is None
    assert found.to_dict()["uncompared"]


def test_distances_and_scales_hold_in_another_shape():
    near = np.nextafter(X, 9)
    found = compare(X[None, :], near, Policy(ulp=1), expected=["shape"])
    assert ([d.aspect for d in found.differences], found.max_ulp) == (["shape"], 1)
    far = compare(X[None, :], X + 1e-13, Policy(ulp=1), scale=np.full((1, 3), 1e3), expected=["shape"])
    assert [d.aspect for d in far.differences] == ["shape"]
    assert "value" in {d.aspect for d in compare(X[None, :], X + 1e-13, Policy(ulp=1), expected=["shape"]).differences}


def test_a_julia_value_keeps_its_type():
    found = compare([1.5], JuliaValue(np.array([1.5]), "Vector{Float64}"), expected=FORM)
    assert [d.aspect for d in found.differences] == ["container"]
    assert found.julia_type


@pytest.mark.parametrize(
    ("aspect", "python", "julia"),
    [("length", [1.0, 2.0], [1.0, 2.0, 3.0]), ("keys", {"a": 1.0, "b": 2.0}, {"a": 1.0, "c": 3.0})],
)
def test_what_one_side_alone_has_is_told_where_that_is_known(aspect, python, julia):
    found = compare(python, julia, expected={aspect})
    assert [d.aspect for d in found.uncompared] == [aspect] * (2 if aspect == "keys" else 1)
    assert found.elements > 0
    assert not found.beyond
    assert not compare(python, julia).uncompared
