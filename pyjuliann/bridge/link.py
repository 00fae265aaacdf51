"""Frames over pipes and bulk data through shared windows: Python's end of ``julia/worker/link.jl``."""

from __future__ import annotations

import functools
import os
import select
import struct
import time
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge import arrays
from pyjuliann.bridge.decode import read_tree
from pyjuliann.bridge.errors import EngineError, EngineTimeoutError
from pyjuliann.bridge.process import SLOT_BYTES, SLOTS, Process

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_FRAME = 1 << 28  # bytes
STALL = 0.7  # seconds that may pass within a frame, which a worker writes in one go
PATIENCE = 20.0  # seconds that may pass elsewhere: Julia may be compiling the transfer, or collecting garbage
POLL = 0.05  # seconds between looks at whether the child lives
READ_SIZES = (1 << 16, 1 << 20)  # bytes; what comes in one go is read in one go
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
        self._unread: bytes | bytearray = b""  # came with what was read last
        self._slots_in = _slots(process.inbound)
        self._slots_out = _slots(process.outbound)
        self._readable = select.poll()
        self._readable.register(process.responses, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(process.requests, select.POLLOUT)

    def trouble(self) -> str:
        """Return what is wrong with a link on which nothing is under way; empty if nothing is."""
        if self._unread:
            return "wrote without being asked"
        for _, events in self._readable.poll(0):
            return "wrote without being asked" if events & select.POLLIN else self.process.obituary()
        return ""

    # ------------------------------------------------------------ messages

    def send(self, message: list[Any], bulk: list[NDArray[Any]], deadline: float | None) -> None:
        """Send a request frame and the arrays that it refers to."""
        frame = _dumped(message)
        if len(frame) > MAX_FRAME:
            raise EngineError(
                f"a request of {len(frame)} bytes beside its arrays is too large: the limit is {MAX_FRAME}"
            )
        self.waiting = False
        self._write(HEAD.pack(len(frame)) + frame, deadline)
        for array in bulk:
            self._send_array(array, deadline)
        self.waiting = True

    def receive(self, deadline: float | None, limit: int = MAX_FRAME) -> Any:
        """Return the tree of the next frame, its arrays filled; the frame may have ``limit`` bytes."""
        if not self._unread:  # the quick way: a small frame comes in one go
            self._wait(deadline, None, 0, HEAD.size)
            self._unread = os.read(self.process.responses, READ_SIZES[0])
        head = self._read(HEAD.size, deadline, STALL)
        self.waiting = False
        (length,) = HEAD.unpack(head)
        if length > limit:
            raise BrokenLinkError(f"announced a frame of {length} bytes ({bytes(head)!r}); the limit is {limit}")
        frame = self._read(length, None, STALL)
        try:
            tree, buffers = read_tree(frame)
        except Exception as error:
            raise BrokenLinkError(f"sent a frame that cannot be read: {error}") from error
        if not (isinstance(tree, list) and tree and isinstance(tree[0], str)):
            raise BrokenLinkError(f"sent a frame that is no response: {bytes(frame[:40])!r}")
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
            self._write(HEAD.pack(written), deadline)
            count, unanswered = count + 1, unanswered + 1
        self._read(unanswered, deadline, PATIENCE)

    def _receive_array(self, buffer: NDArray[np.uint8]) -> None:
        done = count = 0
        while done < buffer.size:
            (length,) = HEAD.unpack(self._read(HEAD.size, None, PATIENCE))
            if not 0 < length <= min(SLOT_BYTES, buffer.size - done):
                raise BrokenLinkError(f"announced a chunk of {length} bytes where {buffer.size - done} were left")
            buffer[done : done + length] = self._slots_out[count % SLOTS][:length]
            self._write(b"\x06", None)
            done, count = done + length, count + 1

    # ------------------------------------------------------------ bytes

    def _read(self, size: int, deadline: float | None, patience: float | None) -> bytes | bytearray:
        """Read exactly ``size`` bytes.

        ``patience`` seconds may pass before the first of them, `STALL` before any other.
        """
        data = self._unread
        if len(data) < size:
            stall = None if patience is None else time.monotonic() + patience
            while len(data) < size:
                self._wait(deadline, stall, len(data), size)
                part = os.read(self.process.responses, READ_SIZES[size - len(data) > READ_SIZES[0]])
                if not part:
                    raise BrokenLinkError(self.process.obituary())
                if isinstance(data, bytes):
                    data = self._unread = bytearray(data)
                data += part
                stall = time.monotonic() + STALL
        self._unread = data[size:]
        return data[:size]

    def _wait(self, deadline: float | None, stall: float | None, done: int, size: int) -> None:
        """Return when there is something to read; raise when there will not be."""
        if deadline is None and stall is None and self._readable.poll(1000 * POLL):
            return
        limits = [limit for limit in (deadline, stall) if limit is not None]
        while True:
            pause = POLL if not limits else max(0.0, min(POLL, min(limits) - time.monotonic()))
            if self._readable.poll(1000 * pause):
                return
            if self.process.ended() and not self._readable.poll(0):
                raise BrokenLinkError(self.process.obituary())
            now = time.monotonic()
            if deadline is not None and now >= deadline:
                raise EngineTimeoutError("timed out")
            if stall is not None and now >= stall:
                raise BrokenLinkError(f"stopped in the midst of a message: {done} of {size} bytes came")

    def _write(self, data: bytes | memoryview, deadline: float | None) -> None:
        stall = time.monotonic() + PATIENCE
        while data:
            try:
                written = os.write(self.process.requests, data)
                if written == len(data):
                    return
                data = memoryview(data)[written:]
                stall = time.monotonic() + PATIENCE
            except BlockingIOError:
                if self._writable.poll(1000 * POLL):
                    continue
                if self.process.ended():
                    raise BrokenLinkError(self.process.obituary()) from None
                now = time.monotonic()
                if deadline is not None and now >= deadline:
                    raise EngineTimeoutError("timed out") from None
                if now >= stall:
                    raise BrokenLinkError("does not read what it is sent") from None
            except BrokenPipeError:
                raise BrokenLinkError(self.process.obituary()) from None


def _dumped(message: list[Any]) -> bytes:
    """Return what ``cbor2.dumps`` does, for calls without keyword arguments in a third of the time."""
    if message[0] != "call" or message[3] or len(message[2]) > 23:
        return cbor2.dumps(message)
    parts = [b"\x85\x64call", _name(message[1]), bytes((0x80 + len(message[2]),))]
    for argument in message[2]:
        if type(argument) is CBORTag and type(argument.value) is bytes:
            parts += (_head(argument.tag, len(argument.value)), argument.value)
        else:
            parts.append(cbor2.dumps(argument))
    parts.append(b"\x80\xf5" if message[4] else b"\x80\xf4")
    return b"".join(parts)


_name = functools.lru_cache(256)(cbor2.dumps)


@functools.lru_cache(256)
def _head(tag: int, size: int) -> bytes:
    """Return what stands before the bytes of a typed array."""
    return cbor2.dumps(CBORTag(tag, bytes(size)))[: -size or None]


def _slots(window: Any) -> list[NDArray[np.uint8]]:
    memory = np.frombuffer(window, dtype=np.uint8)
    return [memory[i * SLOT_BYTES : (i + 1) * SLOT_BYTES] for i in range(SLOTS)]
