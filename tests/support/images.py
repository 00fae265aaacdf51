"""Random images, filters and windows for the tests of what moves over them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from pyjuliann.nn import output_size


class Geometry(NamedTuple):
    size: tuple[int, int, int, int]
    window: tuple[int, int]
    stride: int
    pad: int

    @property
    def out(self):
        lengths = zip(self.size[:2], self.window, strict=True)
        return tuple(output_size(n, length, self.stride, self.pad) for n, length in lengths)


@st.composite
def geometries(draw, pooling=False):
    """Windows that fit into images, both of any shape; for pooling the padding is smaller than the window."""
    window = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    pad = draw(st.integers(0, min(window) - 1 if pooling else 3))
    stride = draw(st.integers(1, 4))
    rows, columns = (max(1, n - 2 * pad) + draw(st.integers(0, 5)) for n in window)
    return Geometry((rows, columns, draw(st.integers(1, 3)), draw(st.integers(1, 3))), window, stride, pad)


def numbers(size, seed=0, dtype="float64"):
    return np.random.default_rng([seed, *size]).normal(size=size).astype(dtype)


def layer(geometry, filters=2, dtype="float64"):
    """Return dout, x, w and b of a convolution."""
    sizes = (*geometry.out, filters, geometry.size[3]), geometry.size, (*geometry.window, geometry.size[2], filters)
    return (*(numbers(size, seed, dtype) for seed, size in enumerate(sizes)), numbers((1, filters), 3, dtype))
