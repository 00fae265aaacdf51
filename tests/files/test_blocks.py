"""Files compared in blocks: the same as in memory, in bounded memory, and what is told where it stops halfway."""

from __future__ import annotations

import json
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pyjuliann.cli import main
from pyjuliann.errors import FileReadError
from pyjuliann.files.blocks import both
from pyjuliann.files.compare import compare_entries
from pyjuliann.files.diff import diff
from pyjuliann.files.entries import FileArray
from pyjuliann.files.formats import read_file
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.comparing.pieces import Pieces

RNG = np.random.default_rng(4)
GRID = RNG.standard_normal((40, 30))
MOVED = np.where(RNG.random(GRID.shape) < 0.3, np.nextafter(GRID, 9), GRID)


def facts(comparison):
    told = comparison.to_dict()
    return {key: value for key, value in told.items() if key not in ("python_type", "julia_type")}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("budget", [1, 8, 100, 1000, 10**6])
@pytest.mark.parametrize("orders", ["CC", "CF", "FC", "FF"])
def test_blocks_of_any_size_and_order_find_what_the_whole_finds(budget, orders):
    for x, y in ((GRID, MOVED), (RNG.random((4, 5, 6)).round(1), RNG.random((4, 5, 6)).round(1))):
        a, b = (FileArray.of("x", np.array(side, order=order)) for side, order in zip((x, y), orders, strict=True))
        for policy in (Policy(), Policy(ulp=1), Policy(rtol=0.1)):
            assert facts(compare_entries(a, b, policy, budget=budget).comparison) == facts(compare(x, y, policy))


def test_every_element_comes_once_and_no_block_is_larger_than_asked_for():
    x = np.arange(7 * 9 * 5).reshape(7, 9, 5)
    for order in "CF":
        seen = np.zeros(x.shape, int)
        for origin, p, q in both(FileArray.of("", x), FileArray.of("", np.array(x, order=order)), 400):
            assert p.nbytes <= 400
            part = tuple(slice(start, start + n) for start, n in zip(origin, p.shape, strict=True))
            seen[part] += 1
            assert np.array_equal(p, x[part])
            assert np.array_equal(p, q)
        assert np.all(seen == 1)


def test_chunks_of_a_file_are_not_divided():
    reads = []
    x = np.arange(100.0)
    entry = FileArray("", x.shape, x.dtype, lambda index: reads.append(index[0]) or x[index], rows=30)
    assert compare_entries(entry, FileArray.of("", x), Policy(), budget=8).comparison.verdict == "identical"
    assert [(part.start, part.stop) for part in reads] == [(0, 30), (30, 60), (60, 90), (90, 100)]
    table = pa.table({"x": x})
    pq.write_table(table, "a.parquet", row_group_size=40)
    with h5py.File("b.h5", "w") as file:
        file.create_dataset("x", data=x, chunks=(25,))
    assert [read_file(Path(name)).entries["x"].rows for name in ("a.parquet", "b.h5")] == [40, 25]


@pytest.mark.parametrize("order", ["C", "F"])
def test_any_part_of_an_npy_file_is_read_as_it_is_in_memory(order):
    x = np.array(RNG.integers(0, 99, (4, 5, 6)), order=order)
    np.save("x.npy", x)
    entry = read_file(Path("x.npy")).entries[""]
    assert np.array_equal(entry.read(), x)
    for _ in range(30):
        ends = [sorted(RNG.integers(0, n + 1, 2)) for n in x.shape]
        part = tuple(slice(int(start), int(stop)) for start, stop in ends)
        found = entry.part(part)
        assert np.array_equal(found, x[part])
        assert found.shape == x[part].shape


def test_memory_does_not_grow_with_the_file(monkeypatch):
    held = []
    take = Pieces.take

    def watched(self, python, julia, origin):
        held.append(python.nbytes + julia.nbytes)
        take(self, python, julia, origin)

    monkeypatch.setattr(Pieces, "take", watched)
    monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 1 << 12)
    np.save("a.npy", GRID)
    np.save("b.npy", MOVED)
    assert diff(Path("a.npy"), Path("b.npy"), Policy(ulp=1))
    rows = (1 << 12) // GRID[0].nbytes
    assert held == [2 * GRID[0].nbytes * n for n in (rows, rows, 40 - 2 * rows)]


def test_a_file_that_is_cut_while_it_is_read_is_one_message_with_how_far_it_came(monkeypatch):
    monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 2400)
    np.save("a.npy", GRID)
    np.save("b.npy", MOVED)
    take = Pieces.take

    def cutting(self, python, julia, origin):
        take(self, python, julia, origin)
        with Path("b.npy").open("r+b") as file:
            file.truncate(128 + 3000)

    monkeypatch.setattr(Pieces, "take", cutting)
    with pytest.raises(FileReadError) as caught:
        diff(Path("a.npy"), Path("b.npy"))
    said = str(caught.value)
    assert said.startswith("b.npy: was cut while it was read; 300 of 1,200 elements had been compared: differ: ")
    assert "the first at [" in said


def test_a_compressed_file_that_is_damaged_inside_says_how_far_it_came(capsys, monkeypatch):
    monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 1 << 16)
    x = RNG.random(100_000)
    np.savez_compressed("a.npz", x=x)
    data = bytearray(Path("a.npz").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2000] = bytes(2000)
    Path("b.npz").write_bytes(data)
    assert main(["diff", "a.npz", "b.npz"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "of 100,000 elements had been compared" in said


def test_ctrl_c_keeps_what_was_compared(capsys, monkeypatch):
    monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 2400)
    np.savez("a.npz", first=GRID, second=GRID, third=GRID)
    np.savez("b.npz", first=GRID, second=MOVED, third=GRID)
    take, taken = Pieces.take, []

    def interrupted(self, python, julia, origin):
        taken.append(origin)
        if len(taken) == 7:
            raise KeyboardInterrupt
        take(self, python, julia, origin)

    monkeypatch.setattr(Pieces, "take", interrupted)
    assert main(["diff", "a.npz", "b.npz", "--json", "found.json"]) == 130
    found = json.loads(Path("found.json").read_text())
    assert found["interrupted"]
    assert [array["name"] for array in found["arrays"]] == ["first"]
    assert [error["name"] for error in found["errors"]] == ["second", "third"]
    assert found["errors"][0]["message"].startswith("600 of 1,200 elements had been compared: differ: ")
    assert "begun" in found["errors"][1]["message"]
    assert "stopped by Ctrl-C" in capsys.readouterr().out


class TestCauses:
    @pytest.fixture(autouse=True)
    def written(self):
        np.save("a.npy", GRID)

    def said(self, b, *options):
        np.save("b.npy", b)
        main(["diff", "a.npy", "b.npy", "--json", "found.json", *options])
        return json.loads(Path("found.json").read_text())["arrays"][0]

    def test_the_cause_is_told_and_what_is_left_of_the_difference(self, capsys):
        array = self.said(GRID.T)
        assert array["verdict"] == "differ"
        assert array["cause"].startswith("transposed: (40, 30) in a.npy, (30, 40) in b.npy")
        assert array["cause"].endswith("Undone, they are identical")
        assert "transposed" in " ".join(capsys.readouterr().out.split())
        near = self.said(np.nextafter(GRID.T, 9), "--ulp", "1")
        assert "Undone, agree: 1,200 of 1,200 elements" in near["cause"]

    def test_a_difference_without_a_known_cause_has_none(self):
        assert self.said(RNG.random(GRID.shape))["cause"] == ""
        assert self.said(GRID)["cause"] == ""

    def test_of_large_arrays_the_first_rows_are_looked_at(self, monkeypatch):
        monkeypatch.setattr("pyjuliann.files.causes.LARGEST", GRID.nbytes)
        found = self.said(GRID.round(3))["cause"]
        assert found.startswith("in the first 20 rows, where it was looked for: b.npy was rounded to 3 digits")
        assert self.said(GRID.T)["cause"] == ""


def test_progress_is_told_now_and_then(monkeypatch):
    monkeypatch.setattr("pyjuliann.files.diff._OFTEN", 0.0)
    monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 2400)
    np.savez("a.npz", x=GRID)
    np.savez("b.npz", x=MOVED)
    told = []
    diff(Path("a.npz"), Path("b.npz"), progress=told.append)
    assert [line for line in told if "25 % of 1,200 elements" in line]
    assert told[-1] == "looking for the cause in x"
