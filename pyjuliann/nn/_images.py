"""The part of a network in which data are images: everything before the layer "flatten", forward and backward.

Inside, images have the axes (channel, column, row, sample), the samples next to each other in memory. So windows are
copied and compared in long stretches, what a matrix product gives is already in the order of the next layer, and
flattening copies nothing.

A convolution, the ReLU after it and a max pooling without overlap are one stage. Its columns are sorted by where in
a pooled window a place lies: then the maximum is one of whole blocks of memory, and the bias and the ReLU, which
keep the order of numbers, need only be applied to what is left. Twin: ``julia/src/_images.jl``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from pyjuliann.nn._columns import add_columns, fill_columns
from pyjuliann.nn._networks import Layers, Params, image_layer, image_part, weighted_kind
from pyjuliann.nn._windows import output_rows_columns, plain
from pyjuliann.nn.layers import ACTIVATIONS


class Stage(NamedTuple):
    """What is done in one go: a convolution with what follows it, a pooling layer, or an activation."""

    kind: str
    stride: int = 1
    pad: int = 0
    window: tuple[int, ...] = (1, 1)  # of the pooling
    pool_stride: int = 1
    rectified: bool = False


class Room:
    """The arrays of a stage, used again for the next batch, instead of new memory for each."""

    def __init__(self) -> None:
        self.made: dict[str, np.ndarray] = {}

    def array(self, name: str, size: tuple[int, ...], dtype: np.dtype[Any]) -> np.ndarray:
        """Return the array of that name; what is in it is not defined."""
        array = self.made.get(name)
        if array is None or array.shape != size or array.dtype != dtype:
            array = self.made[name] = np.empty(size, dtype)
        return array


def stages(layers: Layers) -> list[Stage]:
    """Return the stages of the layers before "flatten"."""
    found: list[Stage] = []
    for layer in layers:
        described = image_layer(layer)
        last = found[-1] if found else Stage("")
        joins = last.kind == "convolution" and last.window == (1, 1)
        if described is None:
            if layer == "relu" and joins and not last.rectified:
                found[-1] = last._replace(rectified=True)
            else:
                found.append(Stage(layer))
        elif described[0] == "convolution":
            found.append(Stage("convolution", int(described[1]), int(described[2])))
        else:
            window, stride, pad = plain(described[1]), int(described[2]), int(described[3])
            if described[0] == "max_pooling" and joins and pad == 0 and stride >= max(window):
                found[-1] = last._replace(window=window, pool_stride=stride)
            else:
                found.append(Stage(described[0], 1, pad, window, stride))
    return found


class Images:
    """The layers of a network up to "flatten", if it has any, with the arrays that one batch after another passes."""

    def __init__(self, layers: Layers) -> None:
        self.layers = image_part(layers)
        before = layers[: max(0, self.layers - 1)]
        self.convolutions = sum(weighted_kind(layer) == "convolution" for layer in before)
        self._stages = stages(before)
        self._rooms = [Room() for _ in self._stages]
        self._passed: list[np.ndarray] = []  # what goes into every stage, and what comes out at last

    def forward(self, params: Params, x: np.ndarray) -> np.ndarray:
        """Return images (row, column, channel, sample) as the rows (sample, m) that the layers make of them.

        `params` are those of the convolutions. A matrix, in a network without images, is returned as it is.
        """
        if self.layers == 0:
            return x
        a = np.ascontiguousarray(x.transpose(2, 1, 0, 3))
        self._passed, weights = [a], iter(params)
        for stage, room in zip(self._stages, self._rooms, strict=True):
            if stage.kind == "convolution":
                a = _convolve(stage, *next(weights), a, room)
            elif stage.kind == "max_pooling":
                a = _pooled(stage, a, room).max(axis=0)
            elif stage.kind == "average_pooling":
                a = _average(stage, a, room)
            else:
                a = ACTIVATIONS[stage.kind].forward(a.copy())
            self._passed.append(a)
        return a.reshape(-1, a.shape[3]).T

    def backward(self, params: Params, dout: np.ndarray) -> Params:
        """Return the gradients with respect to `params`, from that of the rows, which is used up."""
        if self.convolutions == 0:
            return ()
        delta = np.ascontiguousarray(dout.T).reshape(self._passed[-1].shape)
        gradients: list[tuple[np.ndarray, np.ndarray]] = []
        remaining = len(params)
        for number in reversed(range(len(self._stages))):
            stage, room = self._stages[number], self._rooms[number]
            x, y = self._passed[number], self._passed[number + 1]
            if stage.kind == "convolution":
                remaining -= 1
                w = params[remaining][0]
                dw, db, delta = _filter_gradients(stage, w, y, delta, room=room)
                gradients.append((dw, db))
                if remaining == 0:
                    break  # nothing before this stage has parameters
                delta = _input_gradient(stage, w, x, delta, room=room)
            elif stage.kind == "max_pooling":
                delta = _max_pool_back(stage, x, y, delta, room)
            elif stage.kind == "average_pooling":
                delta = _average_back(stage, x, delta, room)
            else:
                delta = ACTIVATIONS[stage.kind].backward(delta, y)
        return tuple(reversed(gradients))


def empty_batch(x: np.ndarray, samples: int, dtype: np.dtype[Any]) -> np.ndarray:
    """Return room for as many samples of `x`, rows or images; images lie in memory as the first layer wants them."""
    if x.ndim == 2:
        return np.empty((samples, x.shape[1]), dtype)
    rows, columns, channels, _ = x.shape
    return np.empty((channels, columns, rows, samples), dtype).transpose(2, 1, 0, 3)


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


# ---------------------------------------------------------------- convolution, with ReLU and max pooling


def _convolve(stage: Stage, w: np.ndarray, b: np.ndarray, x: np.ndarray, room: Room) -> np.ndarray:
    area = stage.window[0] * stage.window[1]
    columns, out = _convolution_columns(stage, w, x, room)
    filters, places = w.shape[3], columns.shape[1] // area
    y = u = np.matmul(_filter_rows(w), columns, out=room.array("u", (filters, area * places), x.dtype))
    if area > 1:
        y = room.array("y", (filters, places), x.dtype)
        largest = room.array("largest", (filters, places), x.dtype)
        np.maximum.reduce(u.reshape(filters, area, places), axis=1, out=largest)
        np.add(largest, b.T, out=y)
    else:
        y += b.T
    if stage.rectified:
        np.maximum(y, 0, out=y)
    return y.reshape(filters, *out, x.shape[3])


def _filter_gradients(
    stage: Stage, w: np.ndarray, y: np.ndarray, delta: np.ndarray, *, room: Room
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return dw, db and the gradient of what the product gave, from that of the stage's output `y`."""
    filters, area = w.shape[3], stage.window[0] * stage.window[1]
    if stage.rectified:
        select(delta, y > 0, out=delta)
    delta = delta.reshape(filters, -1)
    db = delta.sum(axis=1).reshape(1, filters)
    columns = room.made["columns"]
    if area > 1:
        routed = room.array("routed", (filters, area, delta.shape[1]), delta.dtype)
        _route(delta, room.made["u"].reshape(routed.shape), room.made["largest"], routed)
        delta = routed.reshape(filters, -1)
    return (delta @ columns.T).reshape(filters, *w.shape[2::-1]).transpose(3, 2, 1, 0), db, delta


def _input_gradient(stage: Stage, w: np.ndarray, x: np.ndarray, delta: np.ndarray, *, room: Room) -> np.ndarray:
    """Return the gradient of what went into a convolution, from that of what the product gave."""
    size = room.made["columns"].shape
    parts = np.matmul(_filter_rows(w).T, delta, out=room.array("parts", size, x.dtype))
    dx = np.zeros_like(x)
    for view, stride, pads in _offsets(stage, parts, w, x):
        add_columns(dx.transpose(2, 1, 0, 3), view, stride, pads)
    return dx


def _filter_rows(w: np.ndarray) -> np.ndarray:
    """Return a matrix with a row for each filter, in the order of the rows of the columns."""
    return w.transpose(3, 2, 1, 0).reshape(w.shape[3], -1)


def _convolution_columns(stage: Stage, w: np.ndarray, x: np.ndarray, room: Room) -> tuple[np.ndarray, tuple[int, int]]:
    """Return a matrix with a row for each pixel of a filter, and how many columns and rows come out of the stage."""
    out = _output(stage, w, x)
    area = stage.window[0] * stage.window[1]
    size = x.shape[0] * w.shape[0] * w.shape[1], area * out[0] * out[1] * x.shape[3]
    columns = room.array("columns", size, x.dtype)
    if stage.pad:
        columns.fill(0)
    for view, stride, pads in _offsets(stage, columns, w, x):
        fill_columns(view, x.transpose(2, 1, 0, 3), stride, pads)
    return columns, out


def _output(stage: Stage, w: np.ndarray, x: np.ndarray) -> tuple[int, int]:
    """Return how many columns and rows come out of a stage."""
    rows, columns = output_rows_columns((x.shape[2], x.shape[1]), w.shape[:2], stage.stride, stage.pad)
    rows, columns = output_rows_columns((rows, columns), stage.window, stage.pool_stride, 0)
    return columns, rows


def _offsets(
    stage: Stage, columns: np.ndarray, w: np.ndarray, x: np.ndarray
) -> Iterator[tuple[np.ndarray, int, tuple[int, int]]]:
    """Yield, for each place in a pooled window, its part of `columns` and the stride and padding that belong to it."""
    size = x.shape[0], w.shape[1], w.shape[0], stage.window[1], stage.window[0], *_output(stage, w, x), x.shape[3]
    parts = columns.reshape(size).transpose(4, 3, 2, 1, 6, 5, 0, 7)
    for i, part in enumerate(parts):
        for j, view in enumerate(part):
            pads = stage.pad - i * stage.stride, stage.pad - j * stage.stride
            yield view, stage.stride * stage.pool_stride, pads


def _route(delta: np.ndarray, u: np.ndarray, largest: np.ndarray, routed: np.ndarray) -> None:
    """Write each number of `delta` to the first place of `u` (filter, place in the window, place) that is largest."""
    free = np.ones(delta.shape, bool)
    for k in range(u.shape[1]):
        here = u[:, k] == largest
        here &= free
        free ^= here
        select(delta, here, out=routed[:, k])


# ---------------------------------------------------------------- pooling by itself


def _pooled(stage: Stage, x: np.ndarray, room: Room) -> np.ndarray:
    """Return x seen by every place of a window: (place in the window, channel, column, row, sample)."""
    channels, width, rows, samples = x.shape
    out_rows, out_columns = output_rows_columns((rows, width), stage.window, stage.pool_stride, stage.pad)
    size = stage.window[1], stage.window[0], channels, out_columns, out_rows, samples
    columns = room.array("columns", size, x.dtype)
    if stage.pad:
        columns.fill(-np.inf if stage.kind == "max_pooling" else 0)
    fill_columns(columns.transpose(1, 0, 4, 3, 2, 5), x.transpose(2, 1, 0, 3), stage.pool_stride, (stage.pad,) * 2)
    return columns.reshape(-1, *size[2:])


def _max_pool_back(stage: Stage, x: np.ndarray, y: np.ndarray, delta: np.ndarray, room: Room) -> np.ndarray:
    columns = _pooled(stage, x, room)
    free = np.ones(delta.shape, bool)
    for part in columns:
        here = part == y
        here &= free
        free ^= here
        select(delta, here, out=part)
    return _unpooled(stage, x, columns)


def _average(stage: Stage, x: np.ndarray, room: Room) -> np.ndarray:
    columns = _pooled(stage, x, room)
    mean: np.ndarray = columns.sum(axis=0)
    mean /= mean.dtype.type(columns.shape[0])
    return mean


def _average_back(stage: Stage, x: np.ndarray, delta: np.ndarray, room: Room) -> np.ndarray:
    columns = _pooled(stage, x, room)
    delta /= delta.dtype.type(columns.shape[0])
    columns[...] = delta
    return _unpooled(stage, x, columns)


def _unpooled(stage: Stage, x: np.ndarray, columns: np.ndarray) -> np.ndarray:
    dx = np.zeros_like(x)
    parts = columns.reshape(stage.window[1], stage.window[0], *columns.shape[1:]).transpose(1, 0, 4, 3, 2, 5)
    add_columns(dx.transpose(2, 1, 0, 3), parts, stage.pool_stride, (stage.pad,) * 2)
    return dx
