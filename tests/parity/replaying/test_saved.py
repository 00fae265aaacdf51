"""A call in a file: what comes back, and what is refused."""

from __future__ import annotations

import datetime
import io
import json
import os
import pickle
import zipfile
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.replaying.saved import load_case, save_case

Point = namedtuple("Point", "x y")


@dataclass(frozen=True)
class Station:
    name: str
    where: Point

    def __post_init__(self):
        assert self.name != "never", "no code of a class runs when a file is read"


CASE = Case(
    (
        None, True, -(2**80), 0.1, float("nan"), 1 - 2j, "café\n", b"\x00\xff", bytearray(b"a"), range(1, 9, 2),
        np.float32(0.1), np.datetime64("2024-02-29"), (1, [2.0, {"a": {3}}], frozenset({"b"})), {(1, 2): None},
        Point(1.0, 2), Station("north", Point(np.arange(3.0), "y")),
    ),
    {
        "c": np.arange(6.0).reshape(2, 3), "f": np.asfortranarray(np.eye(3, 2, dtype=np.complex64)),
        "empty": np.zeros((0, 3), np.int8), "texts": np.array(["a", "bc"]),
        "masked": np.ma.array([1.0, 2.0], mask=[False, True]),
    },
)  # fmt: skip


def test_everything_comes_back(tmp_path):
    path = tmp_path / "case.npz"
    save_case(path, "mine.f", CASE)
    function, case = load_case(path)
    assert function == "mine.f"
    assert fingerprint(case) == fingerprint(CASE)
    for (slot, mine), (_, other) in zip(CASE.slots(), case.slots(), strict=True):
        assert type(mine) is type(other), slot
    assert case.keywords["f"].flags.f_contiguous
    assert compare(case.arguments[-1].where.x, np.arange(3.0)).verdict == "identical"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (lambda x: x, "argument 1 cannot be saved: there is no form without code for a function"),
        ([1, {"a": object()}], r"argument 1\[1\]\['a'\] cannot be saved"),
        (np.array([object()]), "argument 1 cannot be saved: an array of object holds objects of any class"),
    ],
    ids=["function", "object", "array of objects"],
)
def test_what_cannot_be_saved_is_told_and_nothing_is_written(tmp_path, value, told):
    with pytest.raises(PairError, match=told):
        save_case(tmp_path / "case.npz", "f", Case((value,)))
    assert list(tmp_path.iterdir()) == []


class Evil:
    def __reduce__(self):
        return os.mkdir, ("ran",)


def about(path, arguments, **changes):
    facts = {"schema": "pyjuliann case", "schema_version": 1, "function": "f", "arguments": arguments, "keywords": {}}
    np.savez(path, case=np.array(json.dumps(facts | changes)))


def write_pickled(path):
    np.savez(path, case=np.array([Evil()], dtype=object))


def write_pickled_array(path):
    about(path, [["array", "evil"]])
    stored = io.BytesIO()
    np.save(stored, np.array([Evil()], dtype=object))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("evil.npy", stored.getvalue())


def write_bomb(path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (1 << 50,)})
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("case.npy", header.getvalue())


@pytest.mark.parametrize(
    "write",
    [
        write_pickled,
        write_pickled_array,
        write_bomb,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 and no more"),
        lambda path: path.write_bytes(pickle.dumps(Evil())),
        lambda path: np.savez(path, x=np.arange(3)),
        lambda path: np.savez(path, case=np.array("[1")),
        lambda path: about(path, [], schema="another"),
        lambda path: about(path, [], schema_version=99),
        lambda path: about(path, [["array", "missing"]]),
        lambda path: about(path, [["__class__"]]),
        lambda path: about(path, [["object", "os", "mkdir", {}]]),
        lambda path: about(path, [["object", "datetime", "date", {"year": 1}]]),
        lambda path: about(path, [["object", __name__, "Station", {"name": "a"}]]),
        lambda path: about(path, None),
        lambda path: about(path, [[[]]]),
    ],
)
def test_other_files_are_one_message_and_run_nothing(tmp_path, monkeypatch, write):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "case.npz"
    write(path)
    with pytest.raises(PairError, match=r"case\.npz|an argument is"):
        load_case(path)
    assert not (tmp_path / "ran").exists()


def test_no_code_of_a_class_runs(tmp_path):
    path = tmp_path / "case.npz"
    about(path, [["object", __name__, "Station", {"name": "never", "where": None}]])
    assert load_case(path)[1].arguments[0].name == "never"


def test_a_truncated_file_is_one_message(tmp_path):
    path = tmp_path / "case.npz"
    save_case(path, "f", CASE)
    whole = path.read_bytes()
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        with pytest.raises(PairError):
            load_case(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(PairError, match="cannot be read"):
        load_case(tmp_path / "none.npz")


def test_a_date_cannot_be_saved(tmp_path):
    with pytest.raises(PairError, match="a date"):
        save_case(tmp_path / "case.npz", "f", Case((datetime.date(2024, 1, 1),)))
