"""Both ends' CBOR: RFC 8949's Appendix A, RFC 8746's typed arrays, and frames that are not what they should be."""

from __future__ import annotations

import os
import random
import struct
from typing import Any

import cbor2
import numpy as np
import pytest
from frames import OTHERS, PREFERRED, frames, mutated
from processes import resident
from roundtrip import difference

from pyjuliann import ConversionError, EngineError, JuliaError
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.link import BrokenLinkError, Link
from pyjuliann.bridge.engines.process import SLOT_BYTES, SLOTS
from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.decode import TAGS, decode, load, read_tree
from pyjuliann.bridge.values.encode import Encoder

# what `cbor2` interprets of itself, and the bridge has no use for
FOREIGN_TAGS = [
    "c074323031332d30332d32315432303a30343a30305a", "c11a514b67b0", "c1fb41d452d9ec200000", "d74401020304",
    "d818456449455446", "d82076687474703a2f2f7777772e6578616d706c652e636f6d", "d81c81d81d00", "da0000001c81d81d00",
    "c48221196ab3", "c5822003", "d81e820103", "d8236161", "d8246161", "d82550" + "00" * 16, "d90100826161d81900",
    "d9010281d8258100", "d9010444c0a80001", "d901058144c0a80018", "d9d9f701", "d84c4100", "d9ffff01",
    "db" + "ff" * 8 + "01",
    # shared references within shared references: 2^40 items in 50 bytes, were they followed
    "82" + "d81c82" * 15 + "0000",
]  # fmt: skip


def same(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return struct.pack("d", a) == struct.pack("d", b) or (a != a and b != b)
    return type(a) is type(b) and bool(a == b)


# ---------------------------------------------------------------- Python's end


@pytest.mark.parametrize(("text", "value"), PREFERRED + OTHERS)
def test_python_reads_appendix_a(text: str, value: Any) -> None:
    tree, outside = read_tree(bytes.fromhex(text))
    assert same(tree, value)
    assert outside == []


@pytest.mark.parametrize(("text", "value"), PREFERRED)
def test_python_writes_appendix_a(text: str, value: Any) -> None:
    assert cbor2.dumps(Encoder().encode(value)).hex() == text


@pytest.mark.parametrize("tag", arrays.DTYPES)
def test_python_reads_typed_arrays_of_both_byte_orders(tag: int) -> None:
    values = np.array([0, 1, 100], dtype=arrays.DTYPES[tag])
    got = decode(cbor2.CBORTag(tag, values.tobytes()))
    assert difference(got, values.astype(values.dtype.newbyteorder("="))) == ""


def test_the_tags_are_those_of_rfc_8746() -> None:
    # bits 0 1 0 f s e l l: float, signed, little-endian, size
    for tag, dtype in arrays.DTYPES.items():
        is_float, signed, little, size = tag >> 4 & 1, tag >> 3 & 1, tag >> 2 & 1, tag & 3
        assert dtype.kind == ("f" if is_float else "i" if signed else "u")
        assert dtype.itemsize == (2 << size if is_float else 1 << size)
        if dtype.itemsize > 1:
            assert dtype == dtype.newbyteorder("<" if little else ">")


MATRIX = np.array([[2, 4, 8], [4, 16, 256]])
DIMENSIONS = [
    ("d82882820203d8414c000200040008000400100100", MATRIX.astype("u2")),  # section 3.1.1, its example
    ("d9041082820203d8414c000200040004001000080100", MATRIX.astype("u2")),  # section 3.1.2, its example
    ("d828828202038602040804101 90100".replace(" ", ""), MATRIX),
    ("d904108282020386020404100819 0100".replace(" ", ""), MATRIX),
]


@pytest.mark.parametrize(("text", "value"), DIMENSIONS)
def test_python_reads_arrays_with_dimensions(text: str, value: np.ndarray) -> None:
    tree, _ = read_tree(bytes.fromhex(text))
    got = decode(tree)
    assert got.shape == value.shape
    assert got.tolist() == value.tolist()


@pytest.mark.parametrize("text", FOREIGN_TAGS)
def test_python_refuses_tags_that_the_protocol_does_not_use(text: str) -> None:
    with pytest.raises(ValueError, match="is not part of the protocol"):
        read_tree(bytes.fromhex(text))


@pytest.mark.parametrize("n", range(0, 1 << 16, 1 << 12))
@pytest.mark.thorough
def test_no_tag_is_interpreted_but_those_of_the_protocol(n: int) -> None:
    for tag in set(range(n, n + (1 << 12))) - TAGS:
        with pytest.raises(ValueError, match=f"CBOR tag {tag} is not part of the protocol"):
            load(b"\xd9" + tag.to_bytes(2, "big") + b"\x01")


def test_python_refuses_nesting_without_end() -> None:
    for head in (b"\x81", b"\xd8\x1b", b"\xd8\x1b\x82\x01", b"\x9f", b"\xa1\x01", b"\xc2"):
        with pytest.raises(ValueError, match="depth"):
            read_tree(head * 100_000)


def test_python_refuses_arrays_without_room_by_size() -> None:
    reference = cbor2.CBORTag(86, cbor2.CBORTag(arrays.BULK, 1 << 50))
    words = r"arrays of 1125\.9 TB do not fit into the \d+\.\d [GM]B of memory that are free"
    with pytest.raises(ConversionError, match=words):
        read_tree(cbor2.dumps(["ok", reference, None]))


# ---------------------------------------------------------------- Julia's end, in a live engine


def in_julia(engine: Engine, data: bytes) -> Any:
    return engine.call("PyjuliannBridge.decode", np.frombuffer(data, np.uint8), typed=True)


@pytest.mark.parametrize(
    ("text", "value"), [row for row in PREFERRED + OTHERS if not row[0].startswith(("f7", "f0", "f8", "d"))]
)
def test_julia_reads_appendix_a(engine: Engine, text: str, value: Any) -> None:
    got = in_julia(engine, bytes.fromhex(text)).value
    assert same(float(got) if isinstance(got, np.floating) else got, value)


@pytest.mark.parametrize(("text", "value"), [row for row in PREFERRED if not row[0].startswith(("1bff", "3bff", "c"))])
def test_julia_writes_appendix_a(engine: Engine, text: str, value: Any) -> None:
    assert engine.call("PyjuliannBridge.encode", value).tobytes().hex() == text


@pytest.mark.parametrize("tag", arrays.DTYPES)
def test_julia_reads_typed_arrays_of_both_byte_orders(engine: Engine, tag: int) -> None:
    values = np.array([0, 1, 100], dtype=arrays.DTYPES[tag])
    got = in_julia(engine, cbor2.dumps(cbor2.CBORTag(tag, values.tobytes())))
    assert difference(got.value, values.astype(values.dtype.newbyteorder("="))) == ""


@pytest.mark.parametrize(("text", "value"), DIMENSIONS)
def test_julia_reads_arrays_with_dimensions(engine: Engine, text: str, value: np.ndarray) -> None:
    assert difference(in_julia(engine, bytes.fromhex(text)).value, value) == ""


# ---------------------------------------------------------------- frames gone wrong


def test_mutated_frames_are_read_or_refused() -> None:
    dice, seeds, refused, memory = random.Random(1), frames(), 0, resident()
    for _ in range(20_000):
        data = mutated(dice, seeds)
        try:
            decode(read_tree(data)[0])
        except Exception:  # noqa: BLE001 - the engine makes an EngineError of any of them
            refused += 1
    assert 1000 < refused < 20_000
    assert resident() - memory < 64 << 20


class StillProcess:
    """What a link needs of a worker, where all that the worker will ever say is already in the pipe."""

    def __init__(self, said: bytes) -> None:
        self.responses, writing = os.pipe()
        os.set_blocking(self.responses, False)
        os.write(writing, said)
        os.close(writing)
        self.unread, self.requests = os.pipe()
        self.inbound = self.outbound = bytearray(SLOTS * SLOT_BYTES)
        self.closing = False

    def ended(self) -> bool:
        return True

    def obituary(self) -> str:
        return "ended"

    def close(self) -> None:
        for fd in (self.responses, self.unread, self.requests):
            os.close(fd)


def test_a_link_reads_or_refuses_whatever_comes() -> None:
    dice, seeds, refused = random.Random(2), frames(), 0
    whole = [len(seed).to_bytes(4, "little") + bytes(4) + seed for seed in seeds]
    for i in range(3000):
        frame = mutated(dice, seeds)
        announced = (i // 7 % 2).to_bytes(4, "little")
        said = mutated(dice, whole) if i % 2 else len(frame).to_bytes(4, "little") + announced + frame
        process = StillProcess(said + b"\x50\0\0\0" * (i % 3))
        try:
            answer = Link(process).receive()  # type: ignore[arg-type]
            assert isinstance(answer, list)
            assert isinstance(answer[0], str)
        except (BrokenLinkError, ConversionError):
            refused += 1
        finally:
            process.close()
    assert 500 < refused < 3000


def test_any_answer_is_a_value_or_an_engine_error() -> None:
    class Echo(Engine):
        """Answers every request with the given tree."""

        name = "echo"
        stdout = stderr = ""
        answer: Any = None

        def _exchange(self, *_: Any) -> Any:
            return self.answer

        def close(self) -> None:
            """Nothing to end."""

    dice, seeds, refused, engine = random.Random(3), frames(), 0, Echo()
    for _ in range(10_000):
        try:
            engine.answer, _ = read_tree(mutated(dice, seeds))
        except ValueError:
            continue
        try:
            engine.call("f")
        except (EngineError, JuliaError):
            refused += 1
    assert refused > 500
