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

from pyjuliann.bridge.engines.process import SLOT_BYTES, SLOTS, Process
from pyjuliann.bridge.machine.interrupts import HeldInterrupts
from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.decode import load, read_tree
from pyjuliann.errors import ConversionError, EngineError, EngineTimeoutError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_FRAME = 1 << 28  # bytes
POLL = 0.05  # seconds between looks at whether the child lives
READ_SIZES = (1 << 16, 1 << 20)  # bytes; what comes in one go is read in one go
HEAD = struct.Struct("<II")  # bytes of the frame, number of arrays that follow it
NUMBER = struct.Struct("<I")
END = NUMBER.pack(0)  # in place of a chunk's length: the sender gives the transfer up
TAKEN, REFUSED = b"\x06", b"\x18"
ANSWER = 1 << 31  # in the number of arrays: the frame answers a call of a Python function


class BrokenLinkError(Exception):
    """The worker died or broke the protocol; the link cannot be used any more."""


class _RefusedError(Exception):
    """The worker does not want the rest of a request's arrays."""


class Link:
    """One conversation with a worker.

    Whatever a limit or Ctrl-C breaks off, the link knows how far it came, and `break_off` brings both sides to where
    the next request can be sent. A worker that is slow or stopped is waited for, up to the limit of the call.

    Attributes
    ----------
    stage : str
        ``"idle"``, ``"sending"``, ``"computing"``, ``"receiving"``, or ``"calling"`` while Julia waits for what a
        Python function returns.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.stage = "idle"
        self._deadline: float | None = None
        self._turns: int | None = None  # how many more looks may find nothing
        self._interrupts = HeldInterrupts()
        self._unwritten: bytes | memoryview = b""
        self._unread: bytes | bytearray = b""  # came with what was read last
        self._unsent = 0  # bytes of the request's arrays
        self._unanswered = 0  # chunks of them
        self._kind = ""  # of the frame that came last
        self._head: tuple[int, int] | None = None  # of the response that is coming
        self._awaited = 0  # arrays of it that are still to come
        self._slots_in = _slots(process.inbound)
        self._slots_out = _slots(process.outbound)
        self._readable = select.poll()
        self._readable.register(process.responses, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(process.requests, select.POLLOUT)

    def begin(self, deadline: float | None, interrupts: HeldInterrupts, stage: str = "idle") -> None:
        """Start an exchange that may last until ``deadline``, a time of the monotonic clock, and be interrupted.

        Or take one up again where a Python function is called, which may have begun others.
        """
        self._deadline, self._interrupts, self._turns = deadline, interrupts, None
        self.stage = stage

    def trouble(self) -> str:
        """Return what is wrong with a link on which nothing is under way; empty if nothing is."""
        if self.process.closing:
            return phrase("was being ended")
        unasked = phrase("wrote without being asked")
        if self._unread:
            return unasked
        for _, events in self._readable.poll(0):
            return unasked if events & select.POLLIN else self.process.obituary()
        return ""

    # ------------------------------------------------------------ messages

    def send(self, message: list[Any], bulk: list[NDArray[Any]], *, answers: bool = False) -> None:
        """Send a request, or an answer to a call of a Python function, and the arrays that it refers to."""
        if answers:
            self._check_deadline()
        frame = _dumped(message)
        if len(frame) > MAX_FRAME:
            raise EngineError(
                phrase("a request of {} bytes beside its arrays is too large: the limit is {}", len(frame), MAX_FRAME)
            )
        self.stage = "sending"
        self._unsent, self._unanswered = sum(array.nbytes for array in bulk), 0
        self._write(HEAD.pack(len(frame), len(bulk) + ANSWER * answers) + frame)
        try:
            for array in bulk:
                self._send_array(array)
        except _RefusedError:
            self._end_sending(refused=True)
        self.stage = "computing"

    def receive(self, limit: int = MAX_FRAME) -> Any:
        """Return the tree of the next frame, its arrays filled; the frame may have ``limit`` bytes.

        Raises
        ------
        ConversionError
            If there is no room for the arrays; then the worker has been told.
        """
        frame = self._receive_frame(limit)
        try:
            tree, buffers = read_tree(frame)
        except ConversionError:
            self._refuse_arrays()
            self.stage = "calling" if load(frame)[0] == "callback" else "idle"
            raise
        except Exception as error:
            raise BrokenLinkError(phrase("sent a frame that cannot be read: {}", error)) from error
        if not (isinstance(tree, list) and tree and isinstance(tree[0], str)):
            raise BrokenLinkError(phrase("sent a frame that is no response: {}", repr(bytes(frame[:40]))))
        if len(buffers) != self._awaited:
            raise BrokenLinkError(
                phrase("announced {} arrays and sent a frame that refers to {}", self._awaited, len(buffers))
            )
        self._kind = tree[0]
        for buffer in buffers:
            self._receive_array(buffer)
        self.stage = "idle"
        return tree

    def _receive_frame(self, limit: int = MAX_FRAME) -> bytes | bytearray:
        if self._head is None:
            if not self._unread:  # the quick way: a small frame comes in one go
                self._wait()
                self._unread = os.read(self.process.responses, READ_SIZES[0])
            self._head = HEAD.unpack(self._read(HEAD.size))
            self.stage = "receiving"
        length, self._awaited = self._head
        if length > limit:
            raise BrokenLinkError(
                phrase(
                    "announced a frame of {} bytes ({}); the limit is {}", length, repr(HEAD.pack(*self._head)), limit
                )
            )
        frame = self._read(length)
        self._head = None
        return frame

    def break_off(self, turns: int) -> Any:
        """Bring an exchange that was broken off to its end, and return the response, without its arrays.

        What the worker computes is interrupted; what is on its way is not sent or taken to the end.

        Parameters
        ----------
        turns : int
            How many looks may find nothing, in `POLL` seconds each: time in which this process itself stood still
            counts as one.

        Raises
        ------
        EngineTimeoutError
            If that does not suffice.
        """
        self._interrupts.hold()
        self._interrupts = HeldInterrupts()  # one that lets nothing through
        self._deadline, self._turns = None, turns
        if self.stage in ("sending", "computing"):
            self.process.interrupt()
        if self.stage == "sending":
            self._flush()
            self._end_sending(refused=False)
            self.stage = "computing"
        if self.stage == "calling":
            self.send(["interrupt"], [], answers=True)
        while (tree := self._skim())[0] == "callback":  # Julia code that goes on all the same
            self._turns = turns = turns - 1
            self.send(["interrupt"], [], answers=True)
        return tree

    def ask(self, message: list[Any], turns: int) -> Any:
        """Send a request and return its response without arrays; raise as `break_off` does."""
        self._turns = turns
        self.send(message, [])
        return self._skim()

    def _skim(self) -> Any:
        """Return the tree of the next frame, or what is left of it, and refuse its arrays."""
        comes = self._head is not None or self.stage == "computing"
        tree = load(self._receive_frame()) if comes else [self._kind]
        self._refuse_arrays()
        self.stage = "idle"
        return tree

    # ------------------------------------------------------------ arrays

    def _send_array(self, array: NDArray[Any]) -> None:
        count = 0
        for piece in arrays.pieces(array, SLOT_BYTES // array.dtype.itemsize):
            if self._unanswered == SLOTS:
                self._take_answer()
            written = arrays.write_column_major(piece, self._slots_in[count % SLOTS])
            self._unsent, self._unanswered, count = self._unsent - written, self._unanswered + 1, count + 1
            self._write(NUMBER.pack(written))
        while self._unanswered:
            self._take_answer()

    def _take_answer(self) -> None:
        self._check_deadline()
        answer = self._read(1)
        self._unanswered -= 1
        if answer == REFUSED:
            raise _RefusedError

    def _end_sending(self, *, refused: bool) -> None:
        """Send no more of the request's arrays; a worker that has all of them has the request."""
        ended = refused or self._unsent > 0
        if ended:
            self._write(END)
        self._unsent = 0
        while self._unanswered:
            answer = self._read(1)
            self._unanswered -= 1
            if answer == REFUSED and not ended:
                ended = True
                self._write(END)

    def _receive_array(self, buffer: NDArray[np.uint8]) -> None:
        done = count = 0
        while done < buffer.size:
            self._check_deadline()
            (length,) = NUMBER.unpack(self._read(NUMBER.size))
            if not 0 < length <= min(SLOT_BYTES, buffer.size - done):
                raise BrokenLinkError(
                    phrase("announced a chunk of {} bytes where {} were left", length, buffer.size - done)
                )
            buffer[done : done + length] = self._slots_out[count % SLOTS][:length]
            done, count = done + length, count + 1
            if done == buffer.size:
                self._awaited -= 1
            self._write(TAKEN)

    def _refuse_arrays(self) -> None:
        if self._awaited:
            while self._read(NUMBER.size) != END:
                self._write(REFUSED)
            self._awaited = 0
        self.stage = "idle"

    # ------------------------------------------------------------ bytes

    def _read(self, size: int) -> bytes | bytearray:
        """Read exactly ``size`` bytes; what has come of them is kept if that is broken off."""
        data = self._unread
        while len(data) < size:
            self._wait()
            part = os.read(self.process.responses, READ_SIZES[size - len(data) > READ_SIZES[0]])
            if not part:
                raise BrokenLinkError(self.process.obituary())
            if isinstance(data, bytes):
                data = self._unread = bytearray(data)
            data += part
        self._unread = data[size:]
        return data[:size]

    def _write(self, data: bytes) -> None:
        """Write all of ``data``; what has not been written is kept if that is broken off."""
        self._unwritten = data
        self._flush()

    def _flush(self) -> None:
        while self._unwritten:
            try:
                written = os.write(self.process.requests, self._unwritten)
                if written == len(self._unwritten):
                    self._unwritten = b""
                    return
                self._unwritten = memoryview(self._unwritten)[written:]
            except BlockingIOError:
                self._look(self._writable)
            except BrokenPipeError:
                raise BrokenLinkError(self.process.obituary()) from None

    def _wait(self) -> None:
        """Return when there is something to read; raise when there will not be."""
        while not self._look(self._readable):
            if self.process.ended() and not self._readable.poll(0):
                raise BrokenLinkError(self.process.obituary())

    def _look(self, pipe: select.poll) -> bool:
        """Wait a moment for a pipe, in which Ctrl-C may come; return whether something can be done with it now."""
        pause = POLL if self._deadline is None else max(0.0, min(POLL, self._deadline - time.monotonic()))
        self._interrupts.allow()
        ready = pipe.poll(1000 * pause)
        self._interrupts.hold()
        if ready:
            return True
        if pipe is self._writable and self.process.ended():
            raise BrokenLinkError(self.process.obituary())
        self._check_deadline()
        if self._turns is not None:
            self._turns -= 1
            if self._turns < 0:
                raise EngineTimeoutError("timed out")
        return False

    def _check_deadline(self) -> None:
        if self._deadline is not None and time.monotonic() >= self._deadline:
            raise EngineTimeoutError("timed out")


def _dumped(message: list[Any]) -> bytes:
    """Return what ``cbor2.dumps`` does, for calls without keyword arguments in a third of the time."""
    if message[0] != "call" or type(message[1]) is not str or message[3] or len(message[2]) > 23:
        return cbor2.dumps(message)
    parts = [b"\x85\x64call", _name(message[1]), bytes((0x80 + len(message[2]),))]
    for argument in message[2]:
        if type(argument) is CBORTag and type(argument.value) is bytes:
            parts += (_head(argument.tag, len(argument.value)), argument.value)
        else:
            parts.append(cbor2.dumps(argument))
    parts.append(bytes((0x80, message[4])))
    return b"".join(parts)


_name = functools.lru_cache(256)(cbor2.dumps)


@functools.lru_cache(256)
def _head(tag: int, size: int) -> bytes:
    """Return what stands before the bytes of a typed array."""
    return cbor2.dumps(CBORTag(tag, bytes(size)))[: -size or None]


def _slots(window: Any) -> list[NDArray[np.uint8]]:
    memory = np.frombuffer(window, dtype=np.uint8)
    return [memory[i * SLOT_BYTES : (i + 1) * SLOT_BYTES] for i in range(SLOTS)]
