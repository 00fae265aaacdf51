"""Frames in CBOR: right ones, and ones that were tampered with."""

from __future__ import annotations

import math
import random
from typing import Any

import cbor2
import numpy as np

from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.wire import FUNCTION, OBJECT

# RFC 8949, Appendix A: what stands in preferred form, in the types that the bridge sends as they are
PREFERRED: list[tuple[str, Any]] = [
    ("00", 0), ("01", 1), ("0a", 10), ("17", 23), ("1818", 24), ("1819", 25), ("1864", 100), ("1903e8", 1000),
    ("1a000f4240", 1000000), ("1b000000e8d4a51000", 1000000000000), ("1bffffffffffffffff", 18446744073709551615),
    ("c249010000000000000000", 18446744073709551616), ("3bffffffffffffffff", -18446744073709551616),
    ("c349010000000000000000", -18446744073709551617), ("20", -1), ("29", -10), ("3863", -100), ("3903e7", -1000),
    ("fb3ff199999999999a", 1.1), ("fb7e37e43c8800759c", 1.0e300), ("fbc010666666666666", -4.1),
    ("f4", False), ("f5", True), ("f6", None), ("40", b""), ("4401020304", b"\1\2\3\4"),
    ("60", ""), ("6161", "a"), ("6449455446", "IETF"), ("62225c", '"\\'), ("62c3bc", "ü"), ("63e6b0b4", "水"),
    ("64f0908591", "\U00010151"), ("80", []), ("83010203", [1, 2, 3]), ("8301820203820405", [1, [2, 3], [4, 5]]),
    ("98190102030405060708090a0b0c0d0e0f101112131415161718181819", list(range(1, 26))),
]  # fmt: skip

# the rest: shorter floats, indefinite lengths, maps, and what has no use in the bridge
OTHERS: list[tuple[str, Any]] = [
    ("f90000", 0.0), ("f98000", -0.0), ("f93c00", 1.0), ("f93e00", 1.5), ("f97bff", 65504.0), ("fa47c35000", 100000.0),
    ("fa7f7fffff", 3.4028234663852886e38), ("f90001", 5.960464477539063e-8), ("f90400", 0.00006103515625),
    ("f9c400", -4.0), ("f97c00", math.inf), ("f97e00", math.nan), ("f9fc00", -math.inf), ("fa7f800000", math.inf),
    ("fa7fc00000", math.nan), ("faff800000", -math.inf), ("fb7ff0000000000000", math.inf),
    ("fb7ff8000000000000", math.nan), ("fbfff0000000000000", -math.inf),
    ("a0", {}), ("a201020304", {1: 2, 3: 4}), ("a26161016162820203", {"a": 1, "b": [2, 3]}),
    ("826161a161626163", ["a", {"b": "c"}]),
    ("a56161614161626142616361436164614461656145", {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}),
    ("5f42010243030405ff", b"\1\2\3\4\5"), ("7f657374726561646d696e67ff", "streaming"), ("9fff", []),
    ("9f018202039f0405ffff", [1, [2, 3], [4, 5]]), ("9f01820203820405ff", [1, [2, 3], [4, 5]]),
    ("83018202039f0405ff", [1, [2, 3], [4, 5]]), ("83019f0203ff820405", [1, [2, 3], [4, 5]]),
    ("9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", list(range(1, 26))),
    ("bf61610161629f0203ffff", {"a": 1, "b": [2, 3]}), ("826161bf61626163ff", ["a", {"b": "c"}]),
    ("bf6346756ef563416d7421ff", {"Fun": True, "Amt": -2}),
    ("f7", cbor2.undefined), ("f0", cbor2.CBORSimpleValue(16)), ("f8ff", cbor2.CBORSimpleValue(255)),
]  # fmt: skip

VALUES: list[Any] = [
    None, 1, -(2**70), 1.5, "text", b"bytes", (1, "a"), [1, [2]], {"a": 1, 2: [3]}, {1, 2}, range(5), range(0, 9, 2),
    1j, np.complex64(1j), np.arange(6.0).reshape(2, 3), np.array([1j, 2]), np.array([True]), np.array(["a", "b"]),
    np.array([None, 1, "x"]), np.float16(1), np.uint8(3), np.array([[1], [2]], ">i2"), np.array(1.5),
]  # fmt: skip


def frames() -> list[bytes]:
    seeds = [cbor2.dumps(["ok", Encoder().encode(value), "Some{Type}"]) for value in VALUES]
    seeds += [cbor2.dumps(["error", "ErrorException", "words", "frame"]), cbor2.dumps(["unsupported", "words"])]
    seeds += [cbor2.dumps(["ok", cbor2.CBORTag(OBJECT, [1, "Main.Fit"]), None])]
    seeds += [cbor2.dumps(["error", "E", "words", "frame", 1, 2]), cbor2.dumps(["release", [1, 2], ["ok", 1, None]])]
    seeds += [cbor2.dumps(["callback", 1, [2, cbor2.CBORTag(FUNCTION, 1)], [["a", 3]]])]
    seeds += [cbor2.dumps(["ok", cbor2.CBORTag(86, cbor2.CBORTag(arrays.BULK, 80)), None])]
    return seeds + [bytes.fromhex(text) for text, _ in PREFERRED + OTHERS]


def mutated(dice: random.Random, seeds: list[bytes]) -> bytes:
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[place : place + 1] = bytes([dice.randrange(256)])
            case 1 if place < len(data):
                data[place] ^= 1 << dice.randrange(8)
            case 2:
                del data[place : place + dice.randint(1, 3)]
            case 3:
                data[place:place] = dice.choice(seeds)[: dice.randint(1, 12)]
            case _:
                del data[place:]
    return bytes(data)
