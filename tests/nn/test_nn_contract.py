"""What a contract reads from annotations: kinds first, then sizes, elements, and what follows from other arguments."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

from typing import Annotated

import numpy as np
import pytest
from both import agree, refuse
from images import numbers
from jaxtyping import Float, Real

from pyjuliann.nn import convolution_forward, im2col, max_pooling_backward, max_pooling_forward, output_size
from pyjuliann.nn.contract import Count, ImageSize, Pad, Size, Stride, Window, check_filled, contract

X, W, B = numbers((5, 4, 2, 3)), numbers((3, 2, 2, 4)), numbers((1, 4))


@contract
def seen(
    y: Real[np.ndarray, "out_rows out_columns samples"],
    size: ImageSize,
    window: Window,
    stride: Stride = 1,
    pad: Pad = 0,
) -> tuple:
    return size, window, stride, pad


@contract
def told(
    x: Annotated[Float[np.ndarray, "m n"], check_filled], b: Real[np.ndarray, "1 n"], shape: Size = (), times: Count = 2
) -> tuple:
    return shape, times


def words(f, *arguments, **keywords):
    with pytest.raises((TypeError, ValueError)) as refused:
        f(*arguments, **keywords)
    return str(refused.value)


def test_sizes_follow_from_tuples_and_numbers():
    assert seen(np.ones((3, 2, 7)), (5, 4, 1, 7), (3, 3))
    assert seen(np.ones((4, 2, 7)), (5, 4, 1, 7), (1, 3), 2, 1)
    message = words(seen, np.ones((3, 2, 7)), (5, 4, 1, 6), (3, 3))
    assert message == "seen: y must be of size (3, 2, 6); got y of size (3, 2, 7)"
    assert "window (6, 1), images of size (5, 4, 1, 7) and pad 0" in words(
        seen, np.ones((0, 4, 7)), (5, 4, 1, 7), (6, 1)
    )


def test_integers_are_pythons_own():
    size, window, stride, pad = seen(
        np.ones((103, 102, 7)), tuple(np.uint8((5, 4, 1, 7))), tuple(np.int8((3, 3))), np.int8(1), np.uint8(50)
    )
    assert {type(n) for n in (*size, *window, stride, pad)} == {int}
    assert told(np.ones((1, 1)), np.ones((1, 1)), tuple(np.int8((2, 3))), np.int8(4)) == ((2, 3), 4)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint64, np.int32])
def test_narrow_integers_do_not_wrap_in_julia_either(engine, kind):
    assert agree(engine, "output_size", kind(120), kind(3), kind(1), kind(100)) == 318
    agree(engine, "im2col", X, (kind(3), kind(2)), kind(2), kind(1))
    agree(engine, "max_pooling_forward", X, (kind(2), kind(2)), kind(1), kind(1))


def test_kinds_come_before_sizes_and_sizes_before_elements():
    empty = np.ones((0, 3))
    assert "b must be an array of integers or floats" in words(told, empty, None)
    assert words(told, empty, np.ones((1, 3)), times=-1) == "told: times must be at least 0; got -1"
    assert "b must be one row, as wide as x" in words(told, empty, np.ones((1, 2)))
    assert "x must hold at least one element" in words(told, empty, np.ones((1, 3)))


def test_arguments_may_be_left_out_and_named():
    fitting = np.ones((2, 3)), np.ones((1, 3))
    assert told(*fitting) == told(*fitting, times=2) == told(b=fitting[1], x=fitting[0]) == ((), 2)
    assert told(*fitting, (1,)) == ((1,), 2)
    for arguments, keywords in (((fitting[0],), {}), ((*fitting, (), 2, 3), {}), (fitting, {"other": 1})):
        assert words(told, *arguments, **keywords).startswith("told: ")


def test_axes_are_named_as_in_the_annotation(engine):
    refuse(engine, "convolution_forward", X, W[:, :, :1], B)
    assert "channels of x must equal channels of w" in words(convolution_forward, X, W[:, :, :1], B)
    refuse(engine, "convolution_forward", X, W, B[:, :3])
    expected = (
        "b must be one row, with a column for each of the filters of w; got w of size (3, 2, 2, 4), b of size (1, 3)"
    )
    assert expected in words(convolution_forward, X, W, B[:, :3])


def test_a_size_that_follows_is_told_with_what_it_follows_from(engine):
    dout = max_pooling_forward(X)
    refuse(engine, "max_pooling_backward", dout[:, :1], X)
    expected = "dout must be of size (2, 2, 2, 3); got dout of size (2, 1, 2, 3), x of size (5, 4, 2, 3)"
    assert words(max_pooling_backward, dout[:, :1], X) == f"max_pooling_backward: {expected}"


def test_windows_must_fit(engine):
    for name, arguments in (
        ("output_size", (5, 8, 1, 1)),
        ("im2col", (X, (8, 1), 1, 1)),
        ("im2col", (X, (1, 7), 1, 1)),
    ):
        refuse(engine, name, *arguments)
    assert words(output_size, 5, 8, 1, 1).endswith("got window 8, images of size 5 and pad 1")
    assert words(im2col, X, (8, 1), 1, 1).endswith("got window (8, 1), images of size (5, 4, 2, 3) and pad 1")
