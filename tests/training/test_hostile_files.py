"""Files that are no runs and no data, or were made to do harm: one message, no traceback, no memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile

import numpy as np
import pytest

from pyjuliann import cli
from pyjuliann.errors import TrainingError
from pyjuliann.training.idx import read_idx


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A run of Python's alone, as its arrays."""
    file = tmp_path_factory.mktemp("run") / "run.npz"
    assert cli.main(
        ["train", "dense:4,relu,dense:10", "--data", "random:60x9", "--steps", "3", "--language", "python", "--batch",
         "5", "--save", str(file), "-q"]
    ) == 0  # fmt: skip
    with np.load(file) as stored:
        return {name: stored[name] for name in stored.files}


def with_facts(arrays, change):
    facts = json.loads(str(arrays["run"][()]))
    change(facts)
    return arrays | {"run": np.array(json.dumps(facts))}


def setting(name, value):
    return lambda arrays: with_facts(arrays, lambda facts: facts["settings"].update({name: value}))


def fact(name, value):
    return lambda arrays: with_facts(arrays, lambda facts: facts.update({name: value}))


def told(name, value):
    return lambda arrays: with_facts(arrays, lambda facts: facts["languages"]["python"].update({name: value}))


def other(name, change):
    return lambda arrays: arrays | {name: change(arrays[name])}


DAMAGE = {
    **{f"weights as {kind}": other("python/w1", lambda w, kind=kind: w.astype(kind))
       for kind in ("float32", "int64", "complex128", "U8", ">f8", "bool")},
    **{f"state as {kind}": other("python/state0/b2", lambda w, kind=kind: w.astype(kind))
       for kind in ("float32", "U8")},
    "state of another size": other("python/state0/w1", lambda w: w[:2]),
    "state of more dimensions": other("python/state1/w1", lambda w: w[None]),
    "weights of one number": other("python/w2", lambda w: w[0, 0]),
    "losses as text": other("python/losses", lambda x: x.astype("U8")),
    "losses in two dimensions": other("python/losses", lambda x: x[None]),
    "points of two columns": other("python/points", lambda x: np.zeros((2, 2))),
    "points that are no steps": other("python/points", lambda x: np.full((1, 3), np.nan)),
    "distances as text": other("distances", lambda x: np.zeros((1, 4), "U3")),
    "a run that is a number": lambda arrays: arrays | {"run": np.array(3)},
    "a run that is many": lambda arrays: arrays | {"run": np.array(["a", "b"])},
    "a run nested too deep": lambda arrays: arrays | {"run": np.array("[" * 100_000)},
    "a run that is a list": lambda arrays: arrays | {"run": np.array("[]")},
    **{f"network {value!r}": setting("network", value) for value in (None, 3, [], "", "dense:0", "x" * 10_000)},
    **{f"batch {value!r}": setting("batch", value) for value in (None, 1.5, -1, "a", True, 10**30)},
    **{f"seed {value!r}": setting("seed", value) for value in (None, -1, 1.5, 10**40)},
    **{f"samples {value!r}": setting("samples", value) for value in (None, -5, 10**9)},
    **{f"rate {value!r}": setting("learning_rate", value) for value in (None, "a", -1.0, float("nan"), [])},
    **{f"optimizer {value!r}": setting("optimizer", value) for value in (None, "sgd", "lbfgs", {})},
    **{f"dtype {value!r}": setting("dtype", value) for value in ("float32", "int8", None)},
    **{f"data {value!r}": setting("data", value) for value in (None, 3, "", "mnist:/none", "random:60x4")},
    **{f"settings {value!r}": fact("settings", value) for value in (None, [], 3)},
    **{f"step {value!r}": fact("step", value) for value in (None, -1, 10**12, "3", 2.0, True)},
    **{f"languages {value!r}": fact("languages", value) for value in (None, {}, [], {"cobol": {}}, {"python": None})},
    **{f"count {value!r}": told("steps_of_optimizer", value) for value in (None, -1, "a", 1.5)},
    **{f"timed {value!r}": told("timed", value) for value in (None, -1, "a")},
    **{f"seconds {value!r}": told("seconds", value) for value in (None, "a", [])},
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_run_is_one_line(saved, damage, tmp_path, capsys):
    file = tmp_path / "run.npz"
    np.savez(file, **DAMAGE[damage](saved))
    assert cli.main(["train", "--resume", str(file), "--steps", "5", "-q"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.strip().splitlines()) == 1
    assert "unexpected" not in output.err


def test_the_run_itself_goes_on(saved, tmp_path):
    np.savez(tmp_path / "run.npz", **saved)
    assert cli.main(["train", "--resume", str(tmp_path / "run.npz"), "--steps", "5", "-q"]) == 0


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("run.npy", b"\0" * (1 << 24))
    return content.getvalue()


def of_header(shape):
    """A file whose array is said to be far larger than it is."""
    head = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("run.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"\0" * 100, b"\x93NUMPY", bomb(), of_header((10**12,)), of_header((-1,)), of_header((10**6,) * 9)],
    ids=range(8),
)
def test_a_file_that_is_no_run_is_one_line(content, tmp_path, capsys):
    file = tmp_path / "run.npz"
    file.write_bytes(content)
    assert cli.main(["train", "--resume", str(file), "-q"]) == 2
    error = capsys.readouterr().err
    assert len(error.strip().splitlines()) == 1
    assert "unexpected" not in error


@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "."])
def test_what_is_no_regular_file_is_not_read(target, tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe")
    given = target if target.startswith("/") else str(tmp_path / target)
    assert cli.main(["train", "--resume", given, "-q"]) == 2
    assert "expected a file that --save wrote" in capsys.readouterr().err


def test_an_archive_is_unpacked_no_further_than_its_head_says(tmp_path, monkeypatch):
    file = tmp_path / "labels.gz"
    file.write_bytes(gzip.compress(b"\0\0\x08\x01" + struct.pack(">I", 4) + b"\0" * (1 << 24)))
    taken = []
    read = gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda self, size=-1: taken.append(size) or read(self, size))
    with pytest.raises(TrainingError, match="has bytes left over: 4 bytes of labels and a head of 8 make 12; got more"):
        read_idx(file, 1)
    assert min(taken) >= 0
    assert sum(taken) < 100


@pytest.mark.parametrize("size", [2**32 - 1, 10**9])
def test_a_head_that_promises_too_much_is_no_memory(size, tmp_path):
    for name, packed in (("images", bytes), ("images.gz", gzip.compress)):
        file = tmp_path / name
        file.write_bytes(packed(b"\0\0\x08\x03" + struct.pack(">III", size, size, size) + b"abc"))
        with pytest.raises(TrainingError, match="is cut off"):
            read_idx(file, 3)
