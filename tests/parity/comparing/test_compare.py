"""`compare`: value, dtype, shape and structure, with the first and the worst place."""

from __future__ import annotations

import json
import math
from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pyjuliann import JuliaValue
from pyjuliann.bridge.values.type_names import FLOATS
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.comparing.comparison import Allowance

Point = namedtuple("Point", "x y")
Other = namedtuple("Other", "x z")
UP = float(np.nextafter(1.0, 2.0))
A = np.arange(12.0).reshape(3, 4)

IDENTICAL = [
    (1.5, 1.5), (1.5, np.float64(1.5)), (3, np.int64(3)), (True, np.True_), (None, None), ("가", "가"), (b"a", b"a"),
    (math.nan, -math.nan), (math.inf, math.inf), (2**80, 2**80), (1j, np.complex128(1j)),
    (Fraction(1, 3), Fraction(1, 3)),
    (A, np.asfortranarray(A)), (A[::-1], A[::-1].copy()), (A.astype(">f8"), A), (np.zeros((0, 3)), np.zeros((0, 3))),
    ((1, [2.0, {"a": A}]), (1, [2.0, {"a": A.copy()}])), (Point(1, 2.0), Point(1, 2.0)), (range(3), range(3)),
    (np.array(["a", "bc"]), np.array(["a", "bc"], object)), ({1, 2}, {2, 1}), ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    (5, JuliaValue(5, "BigInt")), (np.float32(1), JuliaValue(np.float32(1), "Float32")), ("c", JuliaValue("c", "Char")),
    (np.array(3.0), np.array(3.0)), (np.array([2**63], np.uint64), np.array([2**63], np.uint64)),
]  # fmt: skip

DIFFER = [
    # aspect, Python, Julia
    ("dtype", 1, 1.0), ("dtype", True, 1), ("dtype", np.float32(1), 1.0), ("dtype", np.int32(1), 1),
    ("dtype", 1.0, 1 + 0j), ("dtype", A.astype(np.float32), A), ("dtype", np.zeros(2, bool), np.zeros(2, int)),
    ("dtype", 1, JuliaValue(1, "Int128")), ("dtype", 1.0, JuliaValue(1.0, "Float32")),
    ("dtype", np.int64(1), JuliaValue(1, "BigInt")),
    ("shape", A, A.T), ("shape", np.zeros((0, 3)), np.zeros((3, 0))), ("shape", A, A.ravel()),
    ("container", [1], (1,)), ("container", 1.0, np.array(1.0)),
    ("container", None, 0), ("container", [1.0], np.array([1.0])), ("container", "a", b"a"),
    ("container", range(2), [0, 1]),
    ("length", [1, 2], [1]), ("length", (), (1,)),
    ("keys", {"a": 1}, {"b": 1}), ("keys", {1: "a"}, {True: "a"}), ("keys", {1: "a"}, {1.0: "a"}),
    ("keys", Point(1, 2), Other(1, 2)),
    ("value", "a", "b"), ("value", 2**53 + 1, 2**53), ("value", 10**30, 10**30 + 1), ("value", math.nan, 1.0),
    ("value", math.inf, -math.inf), ("value", math.inf, np.finfo(float).max), ("value", 1.0, UP), ("value", 1j, 1 + 1j),
    ("value", np.array([2**53 + 1]), np.array([2**53])), ("value", np.array(["a"]), np.array(["b"])),
    ("value", np.array([True]), np.array([False])), ("value", {"a": [1, 2]}, {"a": [1, 3]}), ("value", {1}, {2}),
    ("value", Fraction(1, 3), Fraction(2, 3)), ("value", range(3), range(4)),
    ("value", np.array([2**100], object), np.array([2**100 + 1], object)),
    ("value", np.array([-(2**63)]), np.array([2**63 - 1])),
]  # fmt: skip


@pytest.mark.parametrize(("python", "julia"), IDENTICAL, ids=repr)
def test_identical(python, julia):
    found = compare(python, julia)
    assert found.verdict == "identical", found
    assert found
    assert found.differing == found.beyond == 0


@pytest.mark.parametrize(("aspect", "python", "julia"), DIFFER, ids=repr)
def test_differ(aspect, python, julia):
    found = compare(python, julia)
    assert found.verdict == "differ"
    assert not found
    assert found.differences[0].aspect == aspect
    assert found.summary.startswith("differ")
    json.dumps(found.to_dict(), allow_nan=False)


def test_budget_decides_between_agree_and_differ():
    a, b = np.array([1.0, 2.0]), np.array([1.0, 2.0 + 4 * UP - 4])
    assert compare(a, b, Policy(2)).verdict == "agree"
    assert compare(a, b, Policy(1)).verdict == "differ"
    assert compare(a, b, Policy({"float64": 2})).verdict == "agree"
    assert compare(a, b, Policy({"float32": 2})).verdict == "differ"
    assert compare(a, b, Policy({"Float64": 2})).verdict == "agree"
    assert compare(a, b, Policy({"Float32": 2})).verdict == "differ"
    assert compare(a, b, Policy({np.float64: 2})).verdict == "agree"
    assert compare(a, b, Policy({np.dtype("f8"): 2})).verdict == "agree"
    assert compare(a, b, Policy(10**30)).verdict == "agree"


def test_complex_numbers_are_counted_by_part():
    worse = complex(1.0, np.nextafter(2.0, 3.0))
    found = compare(np.array([1 + 2j, 1 + 2j]), np.array([1 + 2j, worse]), Policy({"float64": 1}))
    assert (found.verdict, found.max_ulp, found.differing, found.elements) == ("agree", 1, 1, 2)
    assert found.worst.part == "imag"
    assert compare(1 + 2j, worse, Policy({"complex128": 1, "float64": 0})).verdict == "agree"
    assert compare(complex(math.nan, 1), complex(math.nan, 2)).verdict == "differ"
    assert compare(complex(math.nan, 1), complex(math.nan, 1)).verdict == "identical"


def test_zeros_are_told_apart():
    found = compare(np.array([0.0, 1.0]), np.array([-0.0, 1.0]))
    assert (found.verdict, found.max_ulp, found.signed_zeros, found.differing) == ("agree", 0, 1, 1)
    assert compare(0.0, -0.0, Policy(signed_zero=True)).verdict == "differ"
    assert compare(complex(0.0, -0.0), complex(0.0, 0.0)).verdict == "agree"
    assert compare(np.zeros(2), np.zeros(2), Policy(signed_zero=True)).verdict == "identical"


def test_max_ulp_is_none_where_some_element_has_no_distance():
    assert compare(np.array([1.0, math.nan]), np.array([UP, 1.0])).max_ulp is None
    assert compare(1, 1).max_ulp is None
    assert compare(1.0, 1.0).max_ulp == 0
    assert compare(1.0, 1).max_ulp is None
    assert compare((1.0, "a"), (UP, "a"), Policy(1)).max_ulp == 1
    assert compare(A, A.T).max_ulp is None


def test_first_and_worst_place_in_both_index_bases():
    b = A.copy()
    b[1, 3] = np.nextafter(b[1, 3], 0)
    b[2, 0] += 1
    for other in (b, np.asfortranarray(b), b[::-1].copy()[::-1]):
        found = compare(np.asfortranarray(A), other)
        assert (found.first.python_index, found.first.julia_index, found.first.ulp) == ("[1, 3]", "[2, 4]", 1)
        assert (found.worst.python_index, found.worst.julia_index) == ("[2, 0]", "[3, 1]")
        assert (found.worst.python, found.worst.julia, found.worst.absolute) == (8.0, 9.0, 1.0)
        assert found.worst.relative == pytest.approx(1 / 9)
        assert (found.differing, found.elements, found.share) == (2, 12, 2 / 12)
    within = compare(A, b, Policy(1))
    assert within.first.python_index == "[2, 0]", "the first place is one beyond the policy"
    assert (within.beyond, within.differing) == (1, 2)


def test_path_inside_containers():
    found = compare({"w": (1, Point(2, [A, 7]))}, {"w": (1, Point(2, [A, 8]))})
    assert found.worst.python_index == "['w'][1].y[1]"
    assert found.worst.julia_index == '["w"][2].y[2]'


def test_integers_overflow_in_no_distance():
    found = compare(np.array([-(2**63), 5]), np.array([2**63 - 1, 5]))
    assert found.max_absolute == 2**64 - 1
    assert compare(np.array([250], np.uint8), np.array([3], np.uint8)).max_absolute == 247
    assert compare(10**400, 1).verdict == "differ"
    assert compare(10**400, 1.0).verdict == "differ"


def test_other_dtypes_still_say_how_far_values_are_apart():
    found = compare(np.array([1, 2, 4]), np.array([1.0, 2.0, 3.0]))
    assert [d.aspect for d in found.differences] == ["dtype", "value"]
    assert (found.differing, found.max_absolute, found.worst.python_index) == (1, 1.0, "[2]")


def test_scale_forgives_cancellation_only():
    p, j = np.array([1e-16, 1.0]), np.array([3e-16, 1.0])
    assert compare(p, j, Policy(4)).verdict == "differ"
    assert compare(p, j, Policy(4), scale=np.array([2.0, 1.0])).verdict == "agree"
    assert compare(p, j, Policy(4), scale=1e-3).verdict == "differ"
    assert compare(p, j, Policy(4), scale=math.nan).verdict == "differ"
    assert compare((p, 1.0), (j, UP), Policy(4), scale=(2.0, None)).verdict == "agree"
    assert compare(math.nan, 1.0, Policy(4), scale=1e300).verdict == "differ"


@pytest.mark.parametrize(
    ("python", "julia", "told"),
    [
        (object(), 1, "type object in python_value"),
        ([1, object()], [1, 2], r"type object in python_value at \[1\]"),
        (np.zeros(2, "V3"), np.zeros(2, "V3"), "dtype |V3"),
    ],
)
def test_a_value_without_a_rule_is_named(python, julia, told):
    with pytest.raises(TypeError, match=told):
        compare(python, julia)


def test_a_list_that_contains_itself():
    loop: list = []
    loop.append(loop)
    with pytest.raises(ValueError, match="containing themselves"):
        compare(loop, loop)


@pytest.mark.parametrize("bad", [-1, 1.5, True, {"float64": -2}, {"float64": "x"}])
def test_policy_refuses_budgets_that_are_none(bad):
    with pytest.raises(ValueError, match="Policy: ulp"):
        Policy(bad)


@pytest.mark.parametrize(
    "key", ["Float63", "int64", "Int64", "longdouble", object, np.int64, np.longdouble, 8, None, ""]
)
def test_a_budget_for_what_has_no_units_in_the_last_place_is_refused_with_the_list(key):
    with pytest.raises(
        ValueError, match=r"no budget can be given for .*; there are .*float64 or Float64, .*ComplexF64"
    ):
        Policy({"float32": 1, key: 1})


def test_both_spellings_of_a_dtype_are_one():
    for numpy_name, julia_name in FLOATS.items():
        assert Policy({julia_name: 3}) == Policy({numpy_name: 3}) == Policy({np.dtype(numpy_name): 3})
        with pytest.raises(ValueError, match=f"{numpy_name} is given twice"):
            Policy({julia_name: 1, numpy_name: 1})
    assert Policy({"Complex{Float64}": 1, float: 2}).ulp == {"complex128": 1, "float64": 2}


def test_policy_lists_valid_words():
    with pytest.raises(ValueError, match="default, strict, ignore"):
        Policy(warnings="sometimes")


@pytest.mark.parametrize("order", ["CC", "CF", "FF", "SC"])
@pytest.mark.parametrize("shape", [(70_001,), (300, 257), (40, 30, 50), (7, 2, 600, 3)])
def test_blocks_cover_large_arrays_exactly(order, shape):
    rng = np.random.default_rng(1)
    a = rng.standard_normal(shape)
    b = a.copy()
    flat = b.reshape(-1)
    places = np.sort(rng.choice(flat.size, 5, replace=False))
    for k, place in enumerate(places):
        flat[place] += (k + 1) * abs(flat[place]) + 1e-3
    layouts = {"C": np.ascontiguousarray, "F": np.asfortranarray, "S": lambda x: np.repeat(x, 2, -1)[..., ::2]}
    found = compare(layouts[order[0]](a), layouts[order[1]](b))
    assert (found.differing, found.beyond, found.elements) == (5, 5, a.size)
    assert found.first.index == np.unravel_index(places[0], shape)
    assert found.max_absolute == np.abs(a - b).max()
    scale = np.zeros(shape)
    scale.reshape(-1)[places[:4]] = 1e20
    found = compare(layouts[order[0]](a), layouts[order[1]](b), Policy(ulp=1), scale=scale)
    assert (found.beyond, found.first.index) == (1, np.unravel_index(places[4], shape)), "each has its own scale"


@given(st.data())
def test_counts_and_distances_match_a_plain_loop(data):
    dtype = data.draw(st.sampled_from([np.float64, np.float32, np.int16, np.complex64]))
    shape = data.draw(hnp.array_shapes(max_dims=3, max_side=4, min_side=0))
    p, j = (data.draw(hnp.arrays(dtype, shape)) for _ in range(2))
    mask = data.draw(hnp.arrays(bool, shape))
    j = np.where(mask, p, j)
    found = compare(p, j)

    def same(a, b):
        if a.dtype.kind == "c":
            return same(a.real, b.real) and same(a.imag, b.imag)
        return a.tobytes() == b.tobytes() or (a.dtype.kind == "f" and np.isnan(a) and np.isnan(b))

    unequal = [i for i in np.ndindex(shape) if not same(p[i], j[i])]
    assert found.differing == len(unequal)
    assert (found.verdict == "identical") == (not unequal)
    if unequal and found.beyond == found.differing:
        assert found.first.index == unequal[0]
    assert compare(j, p).max_ulp == found.max_ulp


def test_a_named_tuple_and_a_tuple_of_the_same_values_are_noted():
    found = compare((1, 2), Point(1, 2))
    assert found.verdict == "identical"
    assert [note.aspect for note in found.notes] == ["container"]
    assert compare(Point(1, 2), (1, 3)).verdict == "differ"
    assert compare((1, 2), Point(1, 2), Policy(names="strict")).differences[0].aspect == "container"


@pytest.mark.parametrize(
    ("python", "julia", "aspect"),
    [
        ({1, 2}, {2, 1}, ""), ({1.0, math.nan}, {math.nan, 1.0}, ""), ({"a"}, frozenset({"a"}), ""), (set(), set(), ""),
        ({1, 2}, {1, 3}, "value"), ({1, 2}, {1}, "value"), ({1}, {1.0}, "dtype"), ({True}, {1}, "dtype"),
        ({1.5}, {np.float32(1.5)}, "dtype"), ({1, 2.5}, {1.0, 2.5}, "dtype"), ({(1, 2)}, {(1, 3)}, "value"),
    ],
)  # fmt: skip
def test_sets_are_compared_by_element_and_dtype(python, julia, aspect):
    found = compare(python, julia)
    assert [d.aspect for d in found.differences] == ([aspect] if aspect else [])


def test_sets_that_differ_are_told_by_their_elements():
    told = compare({1, 2}, {1, 3}).summary
    assert (
        told
        == "differ: value: a set with 2, which the other lacks in Python, a set with 3, which the other lacks in Julia"
    )


@pytest.mark.parametrize(
    ("python", "julia", "beyond"),
    [
        (2**53 + 1, float(2**53), 1), (2**53, float(2**53), 0), (2**62 + 1, 2.0**62, 1), (-(2**53) - 1, -(2.0**53), 1),
        (np.array([1, 2**53 + 1]), np.array([1.0, 2.0**53]), 1), (2**53 + 1, math.nan, 1), (2**53 + 1, math.inf, 1),
        (np.array([2**64 - 1], np.uint64), np.array([2.0**64]), 1), (2.0**53, 2**53 + 1, 1), (10**30, 1e30, 1),
    ],
)  # fmt: skip
def test_integers_that_no_float_holds_differ_in_value(python, julia, beyond):
    assert compare(python, julia).beyond == beyond


def test_complex_numbers_are_measured_in_the_plane():
    z, w = 1e10 + 1e-10j, 1e10 + 2e-10j
    assert compare(z, w, Policy(ulp=1))
    assert compare(z, w).max_ulp == 1
    assert compare(1 + 1j, 1 + 1.0000000001j, Policy(ulp=1)).verdict == "differ"
    assert compare(complex(1, math.inf), complex(1.5, math.inf), Policy(ulp=1)).verdict == "differ"


def test_an_allowance_is_taken_part_by_part():
    allowance = Allowance({"a": (0.1, [None, np.array([0.0, 0.2])])}, "a reason")
    python = {"a": (1.0, ["x", np.array([1.0, 2.0])])}
    near = {"a": (1.05, ["x", np.array([1.0, 2.15])])}
    found = compare(python, near, allowance=allowance)
    assert (found.verdict, found.within, found.max_ulp) == ("agree", 2, None)
    assert found.summary == "agree: 2 of 4 elements (50 %) differ by at most 0.15, which a reason explains"
    assert compare(python, {"a": (1.0, ["x", np.array([1.05, 2.0])])}, allowance=allowance).beyond == 1
    assert compare(python, {"a": (1.15, ["x", np.array([1.0, 2.0])])}, allowance=allowance).worst.allowed == 0.1


def test_tolerances_and_what_is_no_policy():
    a, b = np.array([1.0, 100.0]), np.array([1.0 + 1e-9, 100.0 + 1e-7])
    assert compare(a, b, Policy(rtol=2e-9)).within == 2
    assert compare(a, b, Policy(atol=1e-8)).beyond == 1
    assert compare(a, b, Policy(atol=1e-8, rtol=1e-9)).within == 2
    assert compare(1.0, math.inf, Policy(rtol=1.0)).verdict == "differ"
    assert compare(np.float32(1), np.float32(1.01), Policy(rtol=0.1))
    for wrong in ({"rtol": -1.0}, {"atol": math.nan}, {"rtol": "1"}, {"atol": True}, {"rtol": math.inf}):
        with pytest.raises(ValueError, match="must be a finite number"):
            Policy(**wrong)
    for wrong in ({"rounding": "no"}, {"names": "ignore"}, {"aliasing": "note"}):
        with pytest.raises(ValueError, match="must be one of"):
            Policy(**wrong)
