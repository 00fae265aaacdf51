"""Frames over pipes and bulk data through shared windows: Python's end of ``julia/worker/link.jl``."""

from __future__ import annotations

import os
import select
import struct
import time
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np

from pyjuliann.bridge import arrays
from pyjuliann.bridge.errors import EngineError, EngineTimeoutError
from pyjuliann.bridge.process import SLOT_BYTES, SLOTS, Process

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_FRAME = 1 << 28  # bytes
STALL = 0.7  # seconds that may pass within a frame; a worker writes a frame in one go
PATIENCE = (
    20.0  # seconds that may pass between a frame and its arrays, when Julia compiles their first transfer
)
POLL = 0.05  # seconds between looks at whether the child lives
HEAD = struct.Struct("<I")


class BrokenLinkError(Exception):
    """The worker died or broke the protocol; the link cannot be used any more."""


class Link:
    """One conversation with a worker.

    ``waiting`` is true while the worker computes and nothing is under way: then it can be interrupted
    and the link stays whole.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.waiting = False
        self._slots_in = _slots(process.inbound)
        self._slots_out = _slots(process.outbound)
        self._readable = select.poll()
        self._readable.register(process.responses, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(process.requests, select.POLLOUT)

    # ------------------------------------------------------------ messages

    def send(self, message: list[Any], bulk: list[NDArray[Any]], deadline: float | None) -> None:
        """Send a request frame and the arrays that it refers to."""
        frame = cbor2.dumps(message)
        if len(frame) > MAX_FRAME:
            raise EngineError(
                f"a request of {len(frame)} bytes beside its arrays is too large: the limit is {MAX_FRAME}"
            )
        self.waiting = False
        self._write(HEAD.pack(len(frame)) + frame)
        for array in bulk:
            self._send_array(array, deadline)
        self.waiting = True

    def receive(self, deadline: float | None, limit: int = MAX_FRAME) -> Any:
        """Return the tree of the next frame, its arrays filled; the frame may have ``limit`` bytes."""
        head = self._read(HEAD.size, deadline, None)
        self.waiting = False
        (length,) = HEAD.unpack(head)
        if length > limit:
            raise BrokenLinkError(
                f"announced a frame of {length} bytes ({bytes(head)!r}); the limit is {limit}"
            )
        frame = self._read(length, None, STALL)
        buffers: list[NDArray[np.uint8]] = []

        def reserve(tag: cbor2.CBORTag, _immutable: bool) -> Any:
            if tag.tag != arrays.BULK:
                return tag
            buffers.append(np.empty(tag.value, dtype=np.uint8))
            return buffers[-1]

        try:
            tree = cbor2.loads(frame, tag_hook=reserve)
        except (cbor2.CBORDecodeError, ValueError, TypeError, MemoryError, OverflowError) as error:
            raise BrokenLinkError(f"sent a frame that is not CBOR: {error}") from None
        for buffer in buffers:
            self._receive_array(buffer)
        return tree

    # ------------------------------------------------------------ arrays

    def _send_array(self, array: NDArray[Any], deadline: float | None) -> None:
        unanswered = count = 0
        for piece in arrays.pieces(array, SLOT_BYTES // array.dtype.itemsize):
            if unanswered == SLOTS:
                self._read(1, deadline, PATIENCE)
                unanswered -= 1
            written = arrays.write_column_major(piece, self._slots_in[count % SLOTS])
            self._write(HEAD.pack(written))
            count, unanswered = count + 1, unanswered + 1
        self._read(unanswered, deadline, PATIENCE)

    def _receive_array(self, buffer: NDArray[np.uint8]) -> None:
        done = count = 0
        while done < buffer.size:
            (length,) = HEAD.unpack(self._read(HEAD.size, None, PATIENCE))
            if not 0 < length <= min(SLOT_BYTES, buffer.size - done):
                raise BrokenLinkError(
                    f"announced a chunk of {length} bytes where {buffer.size - done} were left"
                )
            buffer[done : done + length] = self._slots_out[count % SLOTS][:length]
            self._write(b"\x06")
            done, count = done + length, count + 1

    # ------------------------------------------------------------ bytes

    def _read(self, size: int, deadline: float | None, patience: float | None) -> bytes | bytearray:
        """Read exactly ``size`` bytes.

        ``patience`` seconds may pass before the first of them, `STALL` before any other.
        """
        data = bytearray()
        stall = None if patience is None else time.monotonic() + patience
        while len(data) < size:
            try:
                part = os.read(self.process.responses, min(size - len(data), 1 << 20))
            except BlockingIOError:
                self._wait(deadline, stall, len(data), size)
                continue
            if len(part) == size:
                return part
            if not part:
                raise BrokenLinkError(self.process.obituary())
            data += part
            stall = time.monotonic() + STALL
        return data

    def _wait(self, deadline: float | None, stall: float | None, done: int, size: int) -> None:
        """Return when there may be something to read; raise when there will not be."""
        now = time.monotonic()
        if deadline is not None and now >= deadline:
            raise EngineTimeoutError("timed out")
        if stall is not None and now >= stall and not self._readable.poll(0):
            raise BrokenLinkError(f"stopped in the midst of a message: {done} of {size} bytes came")
        limits = [limit - now for limit in (deadline, stall) if limit is not None]
        if not self._readable.poll(1000 * max(0.0, min([POLL, *limits]))) and self.process.ended():
            raise BrokenLinkError(self.process.obituary())

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        stall = time.monotonic() + PATIENCE
        while view:
            try:
                view = view[os.write(self.process.requests, view[: 1 << 20]) :]
                stall = time.monotonic() + PATIENCE
            except BlockingIOError:
                if not self._writable.poll(1000 * POLL) and (
                    self.process.ended() or time.monotonic() > stall
                ):
                    raise BrokenLinkError("does not read what it is sent") from None
            except BrokenPipeError:
                raise BrokenLinkError(self.process.obituary()) from None


def _slots(window: Any) -> list[NDArray[np.uint8]]:
    memory = np.frombuffer(window, dtype=np.uint8)
    return [memory[i * SLOT_BYTES : (i + 1) * SLOT_BYTES] for i in range(SLOTS)]
