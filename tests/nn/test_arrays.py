from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import (
    column_major_reshape,
    filled_array,
    matrix_from_rows,
    ones_array,
    random_integers,
    uninitialized_array,
    zeros_array,
)

BELOW_ONE = np.nextafter(1.0, 0.0)


def same(a, b):
    return a.dtype == b.dtype and a.shape == b.shape and np.array_equal(a, b)


# --------------------------------------------------------------------------------- matrix_from_rows


def test_matrix_from_rows_figures():
    assert same(matrix_from_rows(((1, 2, 3, 4, 5, 6),)), np.array([[1, 2, 3, 4, 5, 6]], np.int64))
    assert same(matrix_from_rows(((1, 2, 3), (4, 5, 6))), np.array([[1, 2, 3], [4, 5, 6]], np.int64))


@pytest.mark.parametrize(
    ("rows", "dtype"),
    [
        ([[1, 2], [3, 4.5]], "float64"),
        (((1, np.float32(2)),), "float32"),
        (((np.int8(1), np.int8(2)),), "int8"),
        (((np.uint64(1), 2),), "uint64"),
    ],
)
def test_matrix_from_rows_takes_julias_common_type(rows, dtype):
    assert matrix_from_rows(rows).dtype == dtype


@pytest.mark.parametrize("rows", [(), ((),), ((), ()), ((1, 2), (3,))])
def test_matrix_from_rows_refuses_rows_that_make_no_matrix(rows):
    with pytest.raises(ValueError, match="matrix_from_rows: rows must have one length"):
        matrix_from_rows(rows)


@pytest.mark.parametrize("rows", [(1, 2), 3, "ab", (("a", "b"),), ((True, 1),), ((1, None),), ((1j,),)])
def test_matrix_from_rows_refuses_what_is_no_number(rows):
    with pytest.raises(TypeError, match=r"matrix_from_rows: .*rows must be"):
        matrix_from_rows(rows)


def test_matrix_from_rows_refuses_integers_beyond_int64():
    with pytest.raises(ValueError, match="matrix_from_rows: every element of rows must fit into Int64"):
        matrix_from_rows(((2**63, 1),))


# --------------------------------------------------------------------- ones, zeros, filled, uninitialised


@pytest.mark.parametrize(("make", "value"), [(ones_array, 1.0), (zeros_array, 0.0)])
@pytest.mark.parametrize("size", [(3, 5), (3, 5, 2), (2, 3), (2, 3, 2), (), (0, 3)])
def test_ones_and_zeros(make, value, size):
    array = make(size)
    assert array.dtype == np.float64
    assert array.shape == size
    assert (array == value).all()


@pytest.mark.parametrize("size", [(3, 4), (3, 4, 2)])
@pytest.mark.parametrize(
    ("value", "dtype"), [(2, "int64"), (2.5, "float64"), (np.float32(2.5), "float32"), (np.int8(2), "int8")]
)
def test_filled_array_takes_the_type_of_the_value(size, value, dtype):
    assert same(filled_array(value, size), np.full(size, value, dtype))


@pytest.mark.parametrize("size", [(2, 3), (2, 3, 2)])
def test_uninitialized_array_has_type_and_size(size):
    array = uninitialized_array(size)
    assert array.dtype == np.float64
    assert array.shape == size


MAKERS = {
    "ones_array": ones_array,
    "zeros_array": zeros_array,
    "uninitialized_array": uninitialized_array,
    "filled_array": lambda size: filled_array(1, size),
    "column_major_reshape": lambda size: column_major_reshape(np.ones(4), size),
}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("size", [3, [2, 3], (2.0, 3), (True, 2), ("2",), None])
def test_a_size_that_is_no_tuple_of_integers_is_refused(name, size):
    with pytest.raises(TypeError, match=f"{name}: size must be a tuple of integers; got"):
        MAKERS[name](size)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    ("size", "message"),
    [
        ((2, -3), r"must hold no negative number; got \(2, -3\)"),
        ((2**40, 2**40), r"must hold at most 2\^59 elements"),
        ((2**62, 2**62, 0), r"must hold at most 2\^59 elements"),
        ((2**200,), r"must hold at most 2\^59 elements"),
        ((1,) * 65, "must have at most 64 dimensions; got 65"),
    ],
)
def test_a_size_that_no_array_can_have_is_refused(name, size, message):
    with pytest.raises(ValueError, match=f"{name}: size {message}"):
        MAKERS[name](size)


@pytest.mark.parametrize("value", ["a", None, True, 1j, np.array([1]), np.bool_(True)])
def test_filled_array_refuses_what_is_no_number(value):
    with pytest.raises(TypeError, match="filled_array: value must be an integer or a float"):
        filled_array(value, (2,))


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1])
def test_filled_array_refuses_integers_beyond_int64(value):
    with pytest.raises(ValueError, match="filled_array: value must fit into Int64"):
        filled_array(value, (2,))


# ------------------------------------------------------------------------------------ random_integers


def test_random_integers_figures():
    draws = np.array([[0.0, 0.5], [0.25, BELOW_ONE]])
    assert same(random_integers(draws, -2, 1), np.array([[-2, 0], [-1, 1]], np.int64))


@pytest.mark.parametrize("high", [1, 2, 3, 5, 7, 10, 1000, 2**53])
def test_random_integers_reach_both_ends_and_no_further(high):
    assert random_integers(np.array([0.0, BELOW_ONE]), 1, high).tolist() == [1, high]


def test_random_integers_reach_no_further_in_narrower_floats():
    for dtype in (np.float16, np.float32):
        below_one = np.nextafter(dtype(1), dtype(0))
        assert random_integers(np.array([below_one]), 1, 10**6).max() < 10**6 + 1


def test_random_integers_at_the_ends_of_int64():
    least, most = -(2**63), 2**63 - 1
    assert random_integers(np.array([0.0, BELOW_ONE]), least, least + 1).tolist() == [least, least + 1]
    assert random_integers(np.array([0.0, BELOW_ONE]), most - 1, most).tolist() == [most - 1, most]


def test_random_integers_are_uniform():
    draws = np.linspace(0, 1, 10_000, endpoint=False)
    assert np.bincount(random_integers(draws, 0, 9)).tolist() == [1000] * 10


@pytest.mark.parametrize("draws", [[1.0], [-0.1], [np.nan], [0.5, np.inf]])
def test_random_integers_refuse_draws_outside(draws):
    with pytest.raises(ValueError, match=r"random_integers: every draw must be .*; got 1 of"):
        random_integers(np.array(draws), 1, 10)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (0, 2**53), (-(2**63), 2**63 - 1)])
def test_random_integers_refuse_ranges_that_are_empty_or_too_large(low, high):
    with pytest.raises(ValueError, match=f"random_integers: high must be .* got low {low}, high {high}"):
        random_integers(np.array([0.5]), low, high)


def test_random_integers_refuse_wrong_types():
    with pytest.raises(TypeError, match="random_integers: draws must be an array of floats"):
        random_integers(np.array([0]), 1, 10)
    with pytest.raises(TypeError, match=r"random_integers: low must be an integer; got float 1\.0"):
        random_integers(np.array([0.5]), 1.0, 10)
    with pytest.raises(TypeError, match="random_integers: high must be an integer; got bool True"):
        random_integers(np.array([0.5]), 1, True)
    with pytest.raises(ValueError, match="random_integers: high must fit into Int64"):
        random_integers(np.array([0.5]), 1, 2**70)


# ------------------------------------------------------------------------------- column_major_reshape


def test_column_major_reshape_figures():
    a = np.arange(1, 17)
    rows = [[1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [4, 8, 12, 16]]
    assert same(column_major_reshape(a, (4, 4)), np.array(rows))
    slices = column_major_reshape(a, (2, 2, 4))
    assert [slices[:, :, k].tolist() for k in range(4)] == [
        [[1, 3], [2, 4]],
        [[5, 7], [6, 8]],
        [[9, 11], [10, 12]],
        [[13, 15], [14, 16]],
    ]


@pytest.mark.parametrize("layout", [np.ascontiguousarray, np.asfortranarray, lambda a: a[::-1][::-1]])
def test_column_major_reshape_reads_elements_not_memory(layout):
    a = layout(np.arange(6).reshape(2, 3))
    assert column_major_reshape(a, (6,)).tolist() == [0, 3, 1, 4, 2, 5]


def test_column_major_reshape_returns_a_copy_in_the_same_type():
    a = np.arange(4, dtype=">f4")
    b = column_major_reshape(a, (4,))
    assert not np.shares_memory(a, b)
    assert b.dtype == np.float32
    assert column_major_reshape(np.ones((0, 3)), (3, 0)).shape == (3, 0)
    assert column_major_reshape(np.ones(1), ()).shape == ()


def test_column_major_reshape_refuses_a_size_that_does_not_fit():
    message = r"column_major_reshape: size \(2, 2\) must hold as many elements as a; got a of size \(3,\)"
    with pytest.raises(ValueError, match=message):
        column_major_reshape(np.arange(3), (2, 2))
    with pytest.raises(TypeError, match="column_major_reshape: a must be an array of integers or floats"):
        column_major_reshape([1, 2], (2,))


# ---------------------------------------------------------------------------------------- in both languages


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("matrix_from_rows", ([[1, 2], [3, 4.5]],)),
        ("matrix_from_rows", (((1, np.float32(2)),),)),
        ("matrix_from_rows", (((np.int8(1), np.int8(2)),),)),
        ("ones_array", ((),)),
        ("ones_array", ((2, 0, 3),)),
        ("zeros_array", ((2, 3, 1, 2),)),
        ("filled_array", (2.5, (3,))),
        ("filled_array", (np.float32(2.5), (3, 1))),
        ("filled_array", (np.int8(2), (2, 2))),
        ("random_integers", (np.array([0.0, BELOW_ONE]), 1, 2**53)),
        ("random_integers", (np.array([[0.3, 0.7]], np.float32), -5, 5)),
        ("random_integers", (np.array([0.0, BELOW_ONE]), -(2**63), -(2**63) + 9)),
        ("column_major_reshape", (np.arange(24.0).reshape(2, 3, 4), (4, 6))),
        ("column_major_reshape", (np.asfortranarray(np.arange(6, dtype=np.int32).reshape(2, 3)), (6,))),
        ("column_major_reshape", (np.ones((0, 3)), (3, 0))),
        ("column_major_reshape", (np.ones(1), ())),
    ],
)
def test_julia_returns_the_same(engine, function, arguments):
    agree(engine, function, *arguments)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("matrix_from_rows", ((),)),
        ("matrix_from_rows", (((1, 2), (3,)),)),
        ("matrix_from_rows", ((1, 2),)),
        ("matrix_from_rows", ((("a",),),)),
        ("matrix_from_rows", (((True, 1),),)),
        ("matrix_from_rows", (((2**63, 1),),)),
        ("ones_array", (3,)),
        ("ones_array", ([2, 3],)),
        ("zeros_array", ((2, -3),)),
        ("zeros_array", ((True, 2),)),
        ("uninitialized_array", ((2.0, 3),)),
        ("uninitialized_array", ((2**40, 2**40),)),
        ("uninitialized_array", ((2**200,),)),
        ("uninitialized_array", ((1,) * 65,)),
        ("filled_array", ("a", (2,))),
        ("filled_array", (True, (2,))),
        ("filled_array", (2**63, (2,))),
        ("random_integers", (np.array([1.0]), 1, 10)),
        ("random_integers", (np.array([np.nan]), 1, 10)),
        ("random_integers", (np.array([0]), 1, 10)),
        ("random_integers", (np.array([0.5]), 2, 1)),
        ("random_integers", (np.array([0.5]), 1, 10.0)),
        ("random_integers", (np.array([0.5]), -(2**63), 2**63 - 1)),
        ("random_integers", (np.array([0.5]), 1, 2**70)),
        ("column_major_reshape", (np.arange(3), (2, 2))),
        ("column_major_reshape", ("abc", (3,))),
        ("column_major_reshape", (np.arange(3), [3])),
    ],
)
def test_julia_refuses_the_same(engine, function, arguments):
    refuse(engine, function, *arguments)
