"""Layers at work in a network: by their rows of the table, and, for images, in forms that are faster.

What goes from step to step has the axes that the lessons show, (row, column, channel, sample). The fast forms lay it in
memory as (channel, column, row, sample), the samples next to each other. So windows are copied and compared in long
stretches, what a matrix product gives is already in the order of the next layer, and flattening copies nothing.

A convolution, the ReLU after it and a max pooling without overlap are one step. Its columns are sorted by where in a
pooled window a place lies: then the maximum is one of whole blocks of memory, and the bias and the ReLU, which keep
the order of numbers, need only be applied to what is left. A step of the CNN of post 18 takes a third of the time that
it takes by the rows of the table.
"""

# ruff: noqa: ARG002 - every step is given the same

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from pyjuliann.nn._columns import add_columns, fill_columns
from pyjuliann.nn._windows import output_rows_columns, plain
from pyjuliann.nn.layers import LAYERS


class Step:
    """A layer at work, as its row of the table says. The arrays in `buffers` are used again for the next batch."""

    def __init__(self, kind: str, settings: tuple[Any, ...], in_place: bool = False) -> None:
        self.kind, self.settings, self.row = kind, settings, LAYERS[kind]
        self._in_place = self.row.in_place if in_place else None
        self.buffers: dict[str, np.ndarray] = {}

    def joins(self, kind: str, *settings: Any) -> bool:
        """Return whether the step takes over the layer that follows."""
        return False

    def forward(self, x: np.ndarray, *given: Any) -> np.ndarray:
        """Return y."""
        return self._in_place[0](x) if self._in_place else self.row.forward(x, *given, *self.settings)

    def gradients(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> tuple[np.ndarray, np.ndarray]:
        """Return those for w and b; only of a step with weights, and before `backward` is called."""
        assert self.row.gradients is not None
        return self.row.gradients(dy, x, *given, *self.settings)

    def backward(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> np.ndarray:
        """Return the gradient for x; that for y is used up."""
        return self._in_place[1](dy, y) if self._in_place else self.row.backward(dy, x, y, *given, *self.settings)

    def array(self, name: str, size: tuple[int, ...], dtype: np.dtype[Any]) -> np.ndarray:
        """Return the array of that name; what is in it is not defined."""
        array = self.buffers.get(name)
        if array is None or array.shape != size or array.dtype != dtype:
            array = self.buffers[name] = np.empty(size, dtype)
        return array


def turned(x: np.ndarray) -> np.ndarray:
    """Return images (row, column, channel, sample) as (channel, column, row, sample), or the other way round."""
    return x.transpose(2, 1, 0, 3)


def empty_batch(x: np.ndarray, samples: int, dtype: np.dtype[Any]) -> np.ndarray:
    """Return buffers for as many samples of `x`, rows or images; images lie in memory as the first layer wants them."""
    if x.ndim == 2:
        return np.empty((samples, x.shape[1]), dtype)
    return turned(np.empty((*turned(x).shape[:3], samples), dtype))


def gather_images(x: np.ndarray, samples: np.ndarray, batch: np.ndarray) -> None:
    """Write the given samples of the images `x` into `batch`."""
    for n, sample in enumerate(samples):
        batch[..., n] = x[..., sample]


def select(numbers: np.ndarray, mask: np.ndarray, out: np.ndarray) -> None:
    """Write `numbers` where `mask` is true, and 0 elsewhere, into `out`, all contiguous.

    Their bits are multiplied by 1 or 0 as integers: no branch to predict, and 0 also where a number is infinite or
    NaN.
    """
    bits = np.dtype(f"i{numbers.itemsize}")
    np.multiply(numbers.view(bits), mask, out=out.view(bits))


def route(delta: np.ndarray, blocks: np.ndarray, largest: np.ndarray, out: np.ndarray) -> None:
    """Write each number of `delta` to the first of `blocks` that is `largest`, and 0 to the others."""
    free = np.ones(delta.shape, bool)
    for block, part in zip(blocks, out, strict=True):
        here = block == largest
        here &= free
        free ^= here
        select(delta, here, out=part)


class _Convolution(Step):
    """A convolution, with the ReLU and the max pooling that follow it."""

    def __init__(self, kind: str, settings: tuple[Any, ...], in_place: bool = False) -> None:
        super().__init__(kind, settings, in_place)
        self.stride, self.pad = map(int, settings)
        self.window: tuple[int, ...] = (1, 1)  # of the pooling
        self.area, self.pool_stride, self.rectified, self.pooled = 1, 1, False, False

    def joins(self, kind: str, *settings: Any) -> bool:
        """Return whether what follows is a ReLU, or a max pooling without overlap, after which nothing joins."""
        if kind == "relu" and not self.rectified and not self.pooled:
            self.rectified = True
        elif kind == "max_pooling" and not self.pooled and settings[2] == 0 and settings[1] >= max(settings[0]):
            self.pooled, self.window, self.pool_stride = True, plain(settings[0]), int(settings[1])
            self.area = math.prod(self.window)
        else:
            return False
        return True

    def forward(self, x: np.ndarray, *given: Any) -> np.ndarray:
        w, b = given
        x = np.ascontiguousarray(turned(x))
        filters, area, out = w.shape[3], self.area, self._output(w, x)
        places = out[0] * out[1] * x.shape[3]
        columns = self.array("columns", (x.shape[0] * w.shape[0] * w.shape[1], area * places), x.dtype)
        if self.pad:
            columns.fill(0)
        for view, stride, pads in self._offsets(columns, w, x):
            fill_columns(view, turned(x), stride, pads)
        y = u = np.matmul(_filter_rows(w), columns, out=self.array("u", (filters, area * places), x.dtype))
        if area > 1:
            y = self.array("y", (filters, places), x.dtype)
            largest = self.array("largest", (filters, places), x.dtype)
            np.maximum.reduce(u.reshape(filters, area, places), axis=1, out=largest)
            np.add(largest, b.T, out=y)
        else:
            y += b.T
        if self.rectified:
            np.maximum(y, 0, out=y)
        return turned(y.reshape(filters, *out, x.shape[3]))

    def gradients(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> tuple[np.ndarray, np.ndarray]:
        """Return those for w and b, and keep that of what the product gave."""
        w, _ = given
        filters, columns = w.shape[3], self.buffers["columns"]
        delta = np.ascontiguousarray(turned(dy))
        if self.rectified:
            select(delta, turned(y) > 0, out=delta)
        delta = delta.reshape(filters, -1)
        db = delta.sum(axis=1).reshape(1, filters)
        if self.area > 1:
            routed = self.array("routed", (filters, self.area, delta.shape[1]), delta.dtype)
            u = self.buffers["u"].reshape(routed.shape)
            route(delta, u.swapaxes(0, 1), self.buffers["largest"], routed.swapaxes(0, 1))
            delta = routed.reshape(filters, -1)
        self._delta = delta
        return (delta @ columns.T).reshape(filters, *w.shape[2::-1]).transpose(3, 2, 1, 0), db

    def backward(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> np.ndarray:
        """Return the gradient for x, from what `gradients` kept."""
        w, _ = given
        parts = self.array("parts", self.buffers["columns"].shape, x.dtype)
        np.matmul(_filter_rows(w).T, self._delta, out=parts)
        dx = np.zeros(turned(x).shape, x.dtype)
        for view, stride, pads in self._offsets(parts, w, dx):
            add_columns(turned(dx), view, stride, pads)
        return turned(dx)

    def _output(self, w: np.ndarray, x: np.ndarray) -> tuple[int, int]:
        """Return how many columns and rows come out."""
        size = output_rows_columns((x.shape[2], x.shape[1]), w.shape[:2], self.stride, self.pad)
        rows, columns = output_rows_columns(size, self.window, self.pool_stride, 0)
        return columns, rows

    def _offsets(
        self, columns: np.ndarray, w: np.ndarray, x: np.ndarray
    ) -> Iterator[tuple[np.ndarray, int, tuple[int, int]]]:
        """Yield, for each place in a pooled window, its part of `columns`, and the stride and padding of that."""
        size = x.shape[0], w.shape[1], w.shape[0], *self.window, *self._output(w, x), x.shape[3]
        parts = columns.reshape(size).transpose(3, 4, 2, 1, 6, 5, 0, 7)
        for i, part in enumerate(parts):
            for j, view in enumerate(part):
                yield view, self.stride * self.pool_stride, (self.pad - i * self.stride, self.pad - j * self.stride)


def _filter_rows(w: np.ndarray) -> np.ndarray:
    """Return a matrix with a row for each filter, in the order of the rows of the columns."""
    return w.transpose(3, 2, 1, 0).reshape(w.shape[3], -1)


class _Pooling(Step):
    """A pooling layer by itself: windows are seen as blocks, one for each of their places along the rows."""

    outside = 0.0

    def blocks(self, x: np.ndarray) -> np.ndarray:
        """Return x seen by every place of a window: (place in the window, channel, column, row, sample)."""
        window, stride, pad = self.settings
        rows, columns = output_rows_columns(x.shape, window, stride, pad)
        blocks = self.array("blocks", (*window, x.shape[2], columns, rows, x.shape[3]), x.dtype)
        if pad:
            blocks.fill(self.outside)
        fill_columns(blocks.transpose(0, 1, 4, 3, 2, 5), x, stride, (pad, pad))
        return blocks.reshape(-1, *blocks.shape[2:])

    def added(self, blocks: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Return the gradient for x, from that of its blocks."""
        window, stride, pad = self.settings
        dx = np.zeros(turned(x).shape, x.dtype)
        parts = blocks.reshape(*window, *blocks.shape[1:]).transpose(0, 1, 4, 3, 2, 5)
        add_columns(turned(dx), parts, stride, (pad, pad))
        return turned(dx)


class _MaxPooling(_Pooling):
    outside = -np.inf

    def forward(self, x: np.ndarray, *given: Any) -> np.ndarray:
        return turned(self.blocks(x).max(axis=0))

    def backward(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> np.ndarray:
        blocks = self.blocks(x)
        route(np.ascontiguousarray(turned(dy)), blocks, turned(y), out=blocks)
        return self.added(blocks, x)


class _AveragePooling(_Pooling):
    def forward(self, x: np.ndarray, *given: Any) -> np.ndarray:
        blocks = self.blocks(x)
        return turned(blocks.sum(axis=0) / blocks.dtype.type(len(blocks)))

    def backward(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> np.ndarray:
        blocks = self.blocks(x)
        blocks[...] = turned(dy) / dy.dtype.type(len(blocks))
        return self.added(blocks, x)


class _Flatten(Step):
    """Flattening without a copy."""

    def forward(self, x: np.ndarray, *given: Any) -> np.ndarray:
        return np.ascontiguousarray(turned(x)).reshape(-1, x.shape[3]).T

    def backward(self, dy: np.ndarray, x: np.ndarray, y: np.ndarray, *given: Any) -> np.ndarray:
        return turned(np.ascontiguousarray(dy.T).reshape(turned(x).shape))


FUSED: Final[Mapping[str, type[Step]]] = {
    "convolution": _Convolution,
    "max_pooling": _MaxPooling,
    "average_pooling": _AveragePooling,
    "flatten": _Flatten,
}
"""The layers that have a faster form."""
