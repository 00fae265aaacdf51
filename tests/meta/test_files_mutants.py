"""Files that differ in one thing: caught, and only because of what looks for it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pyjuliann.errors import FileReadError
from pyjuliann.files import conform, csv_files, json_files, matching, numpy_files, report
from pyjuliann.files import diff as diffing
from pyjuliann.files.diff import diff
from pyjuliann.parity.comparing.comparison import Policy

X = np.array([[1.0, 2.0], [3.0, 4.0]])


def verdict(a, b, **options):
    """Return the verdict on two files; "refused" if there is none."""
    try:
        return diff(Path(a), Path(b), **options).verdict
    except FileReadError:
        return "refused"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_another_dtype(monkeypatch):
    np.save("a.npy", X)
    np.save("b.npy", X.astype(np.float32))
    assert verdict("a.npy", "b.npy") == "differ"
    monkeypatch.setattr(conform, "dtype_words", lambda _: "number")
    assert verdict("a.npy", "b.npy") != "differ", "something else catches it"


def test_what_one_file_alone_has(monkeypatch):
    np.savez("a.npz", x=X, y=X)
    np.savez("b.npz", x=X)
    assert verdict("a.npz", "b.npz") == verdict("b.npz", "a.npz") == "differ"
    shared = lambda a, b: matching.Matched(tuple(matching.Match(n, n, a[n], b[n]) for n in a if n in b))  # noqa: E731
    monkeypatch.setattr(matching, "_by_name", shared)
    assert verdict("a.npz", "b.npz") == "identical", "something else catches it"


def test_a_row_that_one_file_alone_has(monkeypatch):
    Path("a.csv").write_text("id,x\n1,2\n2,3\n")
    Path("b.csv").write_text("id,x\n1,2\n")
    assert verdict("a.csv", "b.csv", keys=["id"]) == "differ"
    monkeypatch.setattr(
        report.FilesReport, "verdict", property(lambda self: max(array.verdict for array in self.arrays))
    )
    assert verdict("a.csv", "b.csv", keys=["id"]) == "identical", "something else catches it"


def test_a_key_that_two_rows_have(monkeypatch):
    Path("a.csv").write_text("id,x\n1,2\n1,3\n")
    Path("b.csv").write_text("id,x\n1,3\n")
    assert verdict("a.csv", "b.csv", keys=["id"]) == "refused"
    monkeypatch.setattr(matching, "problem", lambda *_: AssertionError("a key was refused"))
    with pytest.raises(AssertionError, match="a key was refused"):
        verdict("a.csv", "b.csv", keys=["id"])


def test_nothing_to_compare(monkeypatch):
    np.save("a.npy", X[:0])
    assert verdict("a.npy", "a.npy") == "refused"
    monkeypatch.setattr(diffing, "nothing_compared_problem", lambda *_: pytest.fail("nothing was compared"))
    with pytest.raises(pytest.fail.Exception, match="nothing was compared"):
        verdict("a.npy", "a.npy")


def test_two_things_of_one_name(monkeypatch):
    Path("a.json").write_text('{"a": {"b": 1}, "a/b": 2}')
    Path("b.json").write_text('{"a/b": 2}')
    assert verdict("a.json", "b.json") == "refused"
    monkeypatch.setattr(json_files, "named", lambda _, entries: {entry.name: entry for entry in entries})
    assert verdict("a.json", "b.json") == "identical", "something else catches it"


def test_a_ragged_row(monkeypatch):
    Path("a.csv").write_text("x,y\n1,2\n3\n")
    assert verdict("a.csv", "a.csv") == "refused"
    monkeypatch.setattr(csv_files, "problem", lambda *_: pytest.fail("the row was seen"))
    with pytest.raises(pytest.fail.Exception, match="the row was seen"):
        verdict("a.csv", "a.csv")


def test_a_truncated_file(monkeypatch):
    np.save("a.npy", X)
    Path("b.npy").write_bytes(Path("a.npy").read_bytes()[:-8])
    assert verdict("a.npy", "b.npy") == "refused"
    monkeypatch.setattr(numpy_files, "problem", lambda *_: pytest.fail("its end was missed"))
    with pytest.raises(pytest.fail.Exception, match="its end was missed"):
        verdict("a.npy", "b.npy")


def test_a_text_that_says_no_dtype_is_not_taken_for_another_one(monkeypatch):
    np.save("a.npy", np.float32([0.1, 0.2]))
    Path("b.json").write_text(json.dumps(np.float32([0.1, 0.2]).tolist()))
    assert verdict("a.npy", "b.json", policy=Policy(ulp=0)) == "identical"
    Path("b.json").write_text(json.dumps([0.1, float(np.nextafter(np.float32(0.2), np.float32(1)))]))
    assert verdict("a.npy", "b.json") == "differ"
    monkeypatch.setattr(conform, "_like", lambda entry, _: entry)
    Path("b.json").write_text("[0.1, 0.2]")
    assert verdict("a.npy", "b.json") == "differ", "something else reads it in the other side's dtype"
