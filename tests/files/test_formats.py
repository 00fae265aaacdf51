"""Every format is read into what the program had that wrote it, and whatever is no such file is one message."""

import bz2
import contextlib
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
import scipy.io
import scipy.sparse
from translation import english_in

from pyjuliann.errors import FileReadError
from pyjuliann.files import formats
from pyjuliann.files.formats import FORMATS, read_file
from pyjuliann.language import translated
from pyjuliann.wording import words_of

MATRIX = np.arange(6.0).reshape(2, 3)


def read(path: Path) -> dict:
    """Return what is in a file, each entry as an array, after a look at whether the entries say what they are."""
    found = {}
    with contextlib.closing(read_file(path)) as contents:
        for name, entry in contents.entries.items():
            array = entry.read()
            assert (array.shape, array.dtype) == (entry.shape, entry.dtype)
            found[name] = array
    return found


def assert_same(found, expected):
    """Values, dtype and shape, and which are missing."""
    expected = np.ma.asanyarray(expected) if isinstance(expected, np.ma.MaskedArray) else np.asarray(expected)
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    np.testing.assert_array_equal(np.ma.getmaskarray(found), np.ma.getmaskarray(expected))
    present = ~np.ma.getmaskarray(expected)
    np.testing.assert_array_equal(np.ma.getdata(found)[present], np.ma.getdata(expected)[present])


def masked(values, mask, dtype=None):
    return np.ma.MaskedArray(np.array(values, dtype), mask)


def objects(*values):
    return np.array([*values, None], object)[:-1]


class TestNumPyFiles:
    @pytest.mark.parametrize(
        "array",
        [
            MATRIX, np.asfortranarray(MATRIX), np.float16([1, 2]), np.array(2.5), np.zeros((0, 3)), np.array([1 + 2j]),
            np.array([True]), np.array(["2024-01-01"], "datetime64[D]"), np.array([1, 2], ">i4"), np.array(["é", "b"]),
        ],
    )  # fmt: skip
    def test_npy_and_npz(self, tmp_path, array):
        np.save(tmp_path / "a.npy", array)
        np.savez(tmp_path / "plain.npz", x=array)
        np.savez_compressed(tmp_path / "packed.npz", x=array)
        assert_same(read(tmp_path / "a.npy")[""], array)
        assert_same(read(tmp_path / "plain.npz")["x"], array)
        assert_same(read(tmp_path / "packed.npz")["x"], array)

    def test_a_compressed_array_is_read_in_blocks_in_any_order(self, tmp_path):
        array = np.asfortranarray(np.arange(60.0).reshape(3, 4, 5))
        np.savez_compressed(tmp_path / "a.npz", x=array)
        entry = read_file(tmp_path / "a.npz").entries["x"]
        assert entry.order == "F"
        blocks = [block for _, block in entry.blocks(100)]
        assert len(blocks) == 5
        np.testing.assert_array_equal(np.concatenate(blocks, axis=2), array)
        np.testing.assert_array_equal(entry.part((slice(1, 3), slice(0, 1), slice(2, 4))), array[1:3, :1, 2:4])

    def test_fields_become_entries(self, tmp_path):
        dtype = [("i", "i4"), ("p", [("x", "f8"), ("y", "f4")]), ("v", "u1", 2), ("c", [("re", "f8"), ("im", "f8")])]
        array = np.zeros(3, dtype)
        array["p"]["y"], array["v"], array["c"]["im"] = [1, 2, 3], [[1, 2], [3, 4], [5, 6]], 1
        np.save(tmp_path / "a.npy", array)
        contents = read_file(tmp_path / "a.npy")
        assert contents.table
        found = read(tmp_path / "a.npy")
        assert list(found) == ["i", "p/x", "p/y", "v", "c"]
        assert_same(found["p/y"], np.float32([1, 2, 3]))
        assert_same(found["v"], np.uint8([[1, 2], [3, 4], [5, 6]]))
        assert_same(found["c"], np.full(3, 1j))
        np.savez(tmp_path / "a.npz", one=array[1])
        assert_same(read(tmp_path / "a.npz")["one/p/y"], np.float32(2))
        assert_same(read(tmp_path / "a.npz")["one/v"], np.uint8([3, 4]))

    def test_pickles_are_told_and_never_read(self, tmp_path):
        class Bomb:
            def __reduce__(self):
                return pytest.fail, ("a pickle was read",)

        np.save(tmp_path / "a.npy", np.array([Bomb()], object))
        np.savez(tmp_path / "a.npz", x=np.array([Bomb()], object), y=MATRIX)
        with pytest.raises(FileReadError, match="pickled Python objects, which are never read"):
            read_file(tmp_path / "a.npy")
        contents = read_file(tmp_path / "a.npz")
        assert (list(contents.entries), list(contents.unread)) == (["y"], ["x"])


class TestText:
    def test_the_kinds_of_columns(self, tmp_path):
        (tmp_path / "a.csv").write_text(
            "id,name,x,t,when,z,u,code,none\n"
            "1,foo,1.5,true,2024-01-01,1+2im,18446744073709551615,007,\n"
            '-2,"a,b",,False,2024-01-02T03:04:05.5,1.5,1,010,NA\n',
            encoding="utf-8",
        )
        found = read(tmp_path / "a.csv")
        assert_same(found["id"], [1, -2])
        assert_same(found["name"], objects("foo", "a,b"))
        assert_same(found["x"], masked([1.5, 0], [0, 1]))
        assert_same(found["t"], [True, False])
        assert_same(found["when"], np.array(["2024-01-01", "2024-01-02T03:04:05.5"], "datetime64[ms]"))
        assert_same(found["z"], [1 + 2j, 1.5])
        assert_same(found["u"], np.array([2**64 - 1, 1], np.uint64))
        assert_same(found["code"], objects("007", "010"))
        assert found["none"].mask.all()

    @pytest.mark.parametrize(
        ("text", "expected", "notes"),
        [
            ("1.5,2\n3,4\n", [[1.5, 2], [3, 4]], ("has no header",)),
            ("1.5\n2\n", [[1.5], [2]], ("has no header",)),
            ("1\t2\n3\t4\n", [[1, 2], [3, 4]], ("has no header",)),
            ("  1.0   2.0\n  3.0   4.0\n", [[1.0, 2], [3, 4]], ("has no header",)),
            ("1,5;2\n3,25;4\n", [[1.5, 2], [3.25, 4]], ("has decimal commas", "has no header")),
            ("1.0D+02 NaN\n-Inf 2\n", [[100, np.nan], [-np.inf, 2]], ("has no header",)),
        ],
    )
    def test_numbers_without_names_are_one_array(self, tmp_path, text, expected, notes):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        assert_same(read(tmp_path / "a.txt")[""], np.array(expected))
        assert read_file(tmp_path / "a.txt").notes == notes

    def test_the_header_that_numpy_writes(self, tmp_path):
        np.savetxt(tmp_path / "a.txt", MATRIX, header="a b c")
        assert_same(read(tmp_path / "a.txt")["b"], MATRIX[:, 1])

    def test_the_row_numbers_that_pandas_writes_are_left_out(self, tmp_path):
        (tmp_path / "a.csv").write_text(",0,1\n0,1.5,2.5\n1,3.5,4.5\n", encoding="utf-8")
        assert_same(read(tmp_path / "a.csv")["1"], np.array([2.5, 4.5]))
        assert list(read(tmp_path / "a.csv")) == ["0", "1"]

    @pytest.mark.parametrize("most", [0, 1 << 20])
    def test_kinds_that_change_far_down_in_memory_and_in_a_file(self, tmp_path, monkeypatch, most):
        monkeypatch.setattr("pyjuliann.files.csv_files._ROWS", 2)
        monkeypatch.setattr("pyjuliann.files.store.MOST_IN_MEMORY", most)
        rows = ["1,1,,1,-1", "2,2,,2,1", "x,2.5,3,1+1im,9223372036854775808"]
        (tmp_path / "a.csv").write_text("a,b,c,d,e\n" + "\n".join(rows), encoding="utf-8")
        found = read(tmp_path / "a.csv")
        assert_same(found["a"], objects("1", "2", "x"))
        assert_same(found["b"], [1.0, 2.0, 2.5])
        assert_same(found["c"], masked([0, 0, 3], [1, 1, 0]))
        assert_same(found["d"], [1, 2, 1 + 1j])
        assert_same(found["e"], objects(-1, 1, 2**63))
        with contextlib.closing(read_file(tmp_path / "a.csv")) as contents:
            entry = contents.entries["b"]
            assert [entry.part((slice(k, k + 1),)).tolist() for k in range(3)] == [[1], [2], [2.5]]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
    def test_encodings(self, tmp_path, encoding):
        (tmp_path / "a.csv").write_text("näme,x\né,1\n", encoding=encoding)
        assert_same(read(tmp_path / "a.csv")["näme"], objects("é"))
        assert len(read_file(tmp_path / "a.csv").notes) == (encoding != "utf-8-sig")

    @pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip), (".bz2", bz2), (".xz", lzma)])
    def test_packed_texts(self, tmp_path, suffix, pack):
        (tmp_path / f"a.csv{suffix}").write_bytes(pack.compress(b"a,b\n1,2\n"))
        assert_same(read(tmp_path / f"a.csv{suffix}")["b"], [2])

    def test_times_with_zones_are_in_utc(self, tmp_path):
        (tmp_path / "a.csv").write_text("t\n2024-01-01T02:00:00+02:00\n2024-01-01 00:30:00Z\n", encoding="utf-8")
        assert_same(read(tmp_path / "a.csv")["t"], np.array(["2024-01-01T00:00", "2024-01-01T00:30"], "M8[us]"))
        assert read_file(tmp_path / "a.csv").entries["t"].attrs["timezone"] == "+02:00 and Z"

    def test_thousands_of_columns(self, tmp_path):
        (tmp_path / "a.csv").write_text(",".join(f"x{k}" for k in range(5000)) + "\n" + ",".join(["1.5"] * 5000))
        assert len(read_file(tmp_path / "a.csv").entries) == 5000

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"a,b\n1,2\n3\n", "line 3 has 1 field, where the first has 2"),
            (b"# one\n1,2\n3,4,5\n", "line 3 has 3 fields"),
            (b"a,a\n1,2\n", "two things that would be called 'a'"),
            (b"a,b\n1,\x00\n", "binary data"),
            (b'a,b\n1,"2\n', "unexpected end of data"),
            (b"\n\n", "holds no table"),
            (b"\xff\xfea\x00,", "truncated data"),
        ],
    )
    def test_what_is_no_table(self, tmp_path, content, why):
        (tmp_path / "a.csv").write_bytes(content)
        with pytest.raises(FileReadError, match=why):
            read_file(tmp_path / "a.csv")

    def test_empty_lines_are_missing_values_where_there_is_one_column(self, tmp_path):
        (tmp_path / "a.csv").write_text("x\n1\n\n2\n\n", encoding="utf-8")
        assert_same(read(tmp_path / "a.csv")["x"], masked([1, 0, 2], [0, 1, 0]))
        (tmp_path / "a.csv").write_text("x,y\n1,2\n\n3,4\n", encoding="utf-8")
        assert_same(read(tmp_path / "a.csv")["x"], [1, 3])


class TestJson:
    def test_what_becomes_what(self, tmp_path):
        value = {
            "a": {"b": [1, 2, None], "deep": {"x": 1.5}}, "rows": [{"p": 1, "q": "x"}, {"p": 2.5}], "nan": float("nan"),
            "inf": ["Inf", 1], "z": [{"im": 1, "re": 2}, {"re": 3, "im": 4}], "big": 2**64 - 1, "huge": [2**70, -1],
            "m": [[1, 2], [3, 4]], "ragged": [[1], [2, 3]], "none": None, "empty": [], "mixed": [1, "a"], "t": [True],
        }  # fmt: skip
        (tmp_path / "a.json").write_text(json.dumps(value), encoding="utf-8")
        found = read(tmp_path / "a.json")
        assert_same(found["a/b"], masked([1, 2, 0], [0, 0, 1]))
        assert_same(found["a/deep/x"], 1.5)
        assert_same(found["rows/p"], [1, 2.5])
        assert_same(found["rows/q"], masked(["x", 0], [0, 1], object))
        assert_same(found["nan"], np.nan)
        assert_same(found["inf"], [np.inf, 1])
        assert_same(found["z"], [2 + 1j, 3 + 4j])
        assert_same(found["big"], np.array(2**64 - 1, np.uint64))
        assert_same(found["huge"], objects(2**70, -1))
        assert_same(found["m"], [[1, 2], [3, 4]])
        assert_same(found["ragged/1"], [2, 3])
        assert found["none"].mask
        assert found["empty"].shape == (0,)
        assert_same(found["mixed"], objects(1, "a"))
        assert_same(found["t"], [True])

    def test_one_value_on_a_line(self, tmp_path):
        (tmp_path / "a.jsonl").write_text('{"x": 1}\n{"x": 2}\n', encoding="utf-8")
        assert read_file(tmp_path / "a.jsonl").table
        assert_same(read(tmp_path / "a.jsonl")["x"], [1, 2])

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{", "cannot be read as a JSON file: Expecting"),
            ("[" * 100_000, "nested too deeply"),
            ('{"a": 1, "a": 2}', "the name 'a' twice"),
            ('{"a": {"b": 1}, "a/b": 2}', "two things that would be called 'a/b'"),
            ("1" * 5000, "cannot be read"),
        ],
    )
    def test_what_is_no_json(self, tmp_path, text, why):
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        with pytest.raises(FileReadError, match=why):
            read_file(tmp_path / "a.json")


class TestMatlabFiles:
    @pytest.mark.parametrize("version", ["4", "5"])
    def test_arrays(self, tmp_path, version):
        scipy.io.savemat(tmp_path / "a.mat", {"x": MATRIX, "v": np.array([1.0, 2])}, format=version)
        assert_same(read(tmp_path / "a.mat")["x"], MATRIX)
        assert read_file(tmp_path / "a.mat").entries["v"].attrs["at_least_2d"]

    def test_structs_cells_texts_truth_values_and_sparse_matrices(self, tmp_path):
        value = {
            "s": {"p": 1.0, "q": {"r": np.array([[1, 2]])}}, "c": np.array([1.0, "a"], object), "t": "hello",
            "l": np.array([[True, False]]), "z": np.array([[1 + 2j]]), "sp": scipy.sparse.eye(2, format="csc"),
        }  # fmt: skip
        scipy.io.savemat(tmp_path / "a.mat", value, do_compression=True)
        found = read(tmp_path / "a.mat")
        assert_same(found["s/p"], [[1.0]])
        assert_same(found["s/q/r"], [[1, 2]])
        assert_same(found["c/0"], [[1.0]])
        assert found["c/1"] == found["c/1"].astype(object) == "a"
        assert found["t"].item() == "hello"
        assert_same(found["l"], [[True, False]])
        assert_same(found["z"], [[1 + 2j]])
        assert_same(found["sp"], np.eye(2))


class TestArrow:
    TABLE = pa.table(
        {
            "i": pa.array([1, None, 2**60]), "u": pa.array([1, 2, 2**64 - 1], pa.uint64()),
            "h": pa.array(np.float16([1, 2, 3])), "s": ["a", None, "c"], "b": [True, None, False],
            "cat": pa.array(["x", "y", "x"]).dictionary_encode(), "d": pa.array([0, 1, 2], pa.date32()),
            "t": pa.array([0, 1, None], pa.timestamp("us", "Europe/Berlin")), "m": [[1.0, 2.0]] * 3,
            "r": [[1], [2, 3], []], "z": [{"re": 1.0, "im": 2.0}] * 3, "st": [{"k": 1, "l": "x"}] * 3,
            "n": pa.nulls(3), "f": pa.array([[1, 2]] * 3, pa.list_(pa.int32(), 2)),
        }
    )  # fmt: skip

    @pytest.fixture(params=["file", "stream", "feather", "parquet"])
    def path(self, tmp_path, request):
        path = tmp_path / {"file": "a.arrow", "stream": "a.arrows"}.get(request.param, f"a.{request.param}")
        if request.param == "parquet":
            table = self.TABLE.drop_columns(["n"]) if pa.__version__ < "15" else self.TABLE
            pq.write_table(table, path, row_group_size=2)
        elif request.param == "feather":
            pyarrow.feather.write_feather(self.TABLE, path)
        else:
            new = pa.ipc.new_file if request.param == "file" else pa.ipc.new_stream
            with new(str(path), self.TABLE.schema) as writer:
                writer.write_table(self.TABLE, max_chunksize=2)
        return path

    def test_what_becomes_what(self, path):
        assert read_file(path).table
        found = read(path)
        assert_same(found["i"], masked([1, 0, 2**60], [0, 1, 0]))
        assert_same(found["u"], np.array([1, 2, 2**64 - 1], np.uint64))
        assert_same(found["h"], np.float16([1, 2, 3]))
        assert_same(found["s"], masked(["a", 0, "c"], [0, 1, 0], object))
        assert_same(found["b"], masked([True, False, False], [0, 1, 0]))
        assert_same(found["cat"], objects("x", "y", "x"))
        assert_same(found["d"], np.array([0, 1, 2], "M8[D]"))
        assert_same(found["t"], masked(np.array([0, 1, 0], "M8[us]"), [0, 0, 1]))
        assert read_file(path).entries["t"].attrs["timezone"] == "Europe/Berlin"
        assert_same(found["m"], [[1.0, 2.0]] * 3)
        assert_same(found["r/lengths"], [1, 2, 0])
        assert_same(found["r/values"], [1, 2, 3])
        assert_same(found["z"], [1 + 2j] * 3)
        assert_same(found["st/k"], [1, 1, 1])
        assert_same(found["st/l"], objects("x", "x", "x"))
        assert found["n"].mask.all()
        assert_same(found["f"], np.int32([[1, 2]] * 3))

    def test_parts(self, path):
        entries = read_file(path).entries
        assert_same(entries["u"].part((slice(1, 3),)), np.array([2, 2**64 - 1], np.uint64))
        assert_same(entries["f"].part((slice(1, 2), slice(1, 2))), np.int32([[2]]))


class TestHdf5:
    def test_what_becomes_what(self, tmp_path):
        with h5py.File(tmp_path / "a.h5", "w") as file:
            file["g/x"] = np.arange(6).reshape(2, 3)
            file["s"] = "hi"
            file["texts"] = ["a", "é"]
            file["fixed"] = np.array([b"ab", b"c"])
            file["b"] = np.array([True, False])
            file["z"] = np.array([1 + 2j])
            file["half"] = np.float16(1.5)
            file["fields"] = np.array([(1, 2.5)], [("i", "i4"), ("f", "f8")])
            file.create_dataset("packed", data=MATRIX, chunks=(1, 3), compression="gzip", shuffle=True)
        found = read(tmp_path / "a.h5")
        assert_same(found["g/x"], np.arange(6).reshape(2, 3))
        assert found["s"].item() == "hi"
        assert_same(found["texts"], objects("a", "é"))
        assert_same(found["fixed"], objects("ab", "c"))
        assert_same(found["b"], [True, False])
        assert_same(found["z"], [1 + 2j])
        assert_same(found["half"], np.float16(1.5))
        assert_same(found["fields/f"], [2.5])
        assert_same(found["packed"], MATRIX)

    def test_a_block_of_the_users_comes_first(self, tmp_path):
        with h5py.File(tmp_path / "a.h5", "w", userblock_size=512) as file:
            file["x"] = MATRIX
        _begin(tmp_path / "a.h5", b"what it is about")
        assert_same(read(tmp_path / "a.h5")["x"], MATRIX)
        assert read_file(tmp_path / "a.h5").notes == ()

    def test_links_into_other_files_are_not_followed(self, tmp_path):
        np.arange(4.0).tofile(tmp_path / "raw.bin")
        with h5py.File(tmp_path / "other.h5", "w") as file:
            file["x"] = MATRIX
        with h5py.File(tmp_path / "a.h5", "w") as file:
            file["linked"] = h5py.ExternalLink("other.h5", "/x")
            file["soft"] = h5py.SoftLink("/y")
            file.create_dataset("raw", (4,), "f8", external=[(str(tmp_path / "raw.bin"), 0, 32)])
            layout = h5py.VirtualLayout((2, 3), "f8")
            layout[:] = h5py.VirtualSource(str(tmp_path / "other.h5"), "x", (2, 3))
            file.create_virtual_dataset("virtual", layout)
            file["g/again"] = file["/"]
            file["y"] = 1.0
        contents = read_file(tmp_path / "a.h5")
        assert list(contents.entries) == ["y"]
        assert sorted(contents.unread) == ["g/again", "linked", "raw", "virtual"]

    def test_matlab_7_3(self, tmp_path):
        with h5py.File(tmp_path / "a.mat", "w", userblock_size=512) as file:
            file["x"] = MATRIX.T
            file["t"] = np.array([[104], [105]], np.uint16)
            file["t"].attrs["MATLAB_class"] = np.bytes_(b"char")
            file["l"] = np.array([[1, 0]], np.uint8)
            file["l"].attrs["MATLAB_class"] = np.bytes_(b"logical")
            file["none"] = np.array([0, 3], np.uint64)
            file["none"].attrs["MATLAB_empty"] = 1
            file["#refs#/a"] = np.array([[7.0]])
            file["c"] = np.array([[file["#refs#/a"].ref]], h5py.ref_dtype)
        _begin(tmp_path / "a.mat", b"MATLAB 7.3 MAT-file, Platform: GLNXA64\0")
        found = read(tmp_path / "a.mat")
        assert_same(found["x"], MATRIX)
        assert found["t"].item() == "hi"
        assert_same(found["l"], [[True], [False]])
        assert found["none"].shape == (0, 3)
        assert_same(found["c/0"], [[7.0]])


def _begin(path: Path, beginning: bytes) -> None:
    with path.open("r+b") as file:
        file.write(beginning)


class TestJld2:
    """JLD2's layout, built with h5py: no Julia package was used to write these files."""

    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "a.jld2"
        with h5py.File(path, "w", userblock_size=512) as file:
            text = h5py.string_dtype()
            self.file, self.count = file, 0
            type_of_types = np.dtype([("name", text), ("parameters", h5py.vlen_dtype(h5py.ref_dtype))])
            file["_types/00000001"] = type_of_types

            def committed(name, dtype):
                self.count += 1
                place = f"_types/{self.count + 1:08}"
                file[place] = dtype
                named = np.zeros(1, type_of_types)
                named["name"][0], named["parameters"][0] = name, np.zeros(0, h5py.ref_dtype)
                file[place].attrs.create("julia_type", named.reshape(()), dtype=type_of_types)
                return file[place]

            file["x"] = MATRIX.T  # a 2×3 matrix of Julia
            file.create_dataset("cube", data=np.arange(24).reshape(4, 3, 2), chunks=(2, 3, 2), compression="gzip")
            file["s"] = np.array(b"hello")
            file["texts"] = np.array(["a", "b"], text)
            complex_type = committed("Base.Complex", np.dtype([("re", "f8"), ("im", "f8")]))
            file.create_dataset("z", data=np.array([(1, 2)], complex_type.dtype), dtype=complex_type)
            moment = np.dtype([("instant", [("periods", [("value", "i8")])])])
            file.create_dataset(
                "when", data=np.array([62135683200000 + 1500], "i8").view(moment),
                dtype=committed("Dates.DateTime", moment),
            )  # fmt: skip
            file.create_dataset(
                "day", data=np.array(719163 + 19723, "i8").view(moment), dtype=committed("Dates.Date", moment)
            )
            union = np.dtype([("mask", "u1"), ("t2", "f8")])
            file.create_dataset(
                "some", data=np.array([(255, 1.5), (0, 0)], union), dtype=committed("JLD2.InlineUnionEl", union)
            )
            self._truths("truths")
            pair = np.dtype([("first", text), ("second", h5py.ref_dtype)])
            file["_values/a"], file["_values/b"] = np.float32([1, 2]), 7
            pairs = np.array([("w", file["_values/a"].ref), ("n", file["_values/b"].ref)], pair)
            file["_values/pairs"] = pairs
            whole = np.dtype([("kvvec", h5py.ref_dtype)])
            file.create_dataset(
                "dict", data=np.array((file["_values/pairs"].ref,), whole), dtype=committed("Base.Dict", whole)
            )
            struct = np.dtype([("name", text), ("rate", "f8"), ("weights", h5py.ref_dtype)])
            file.create_dataset(
                "model", data=np.array(("net", 0.5, file["x"].ref), struct), dtype=committed("Main.Model", struct)
            )
            file["any"] = np.array([file["_values/b"].ref, file["x"].ref], h5py.ref_dtype)
            span = np.dtype([("start", "i8"), ("stop", "i8")])
            file.create_dataset("range", data=np.array((2, 5), span), dtype=committed("Base.UnitRange", span))
            file.create_dataset("endless", data=np.array((1, 2**62), span), dtype=file["range"].id.get_type())
            twice = np.dtype([("hi", "f8"), ("lo", "f8")])
            steps = np.dtype([("ref", twice), ("step", twice), ("len", "i8"), ("offset", "i8")])
            tenth = (0.09999999999999964, 3.552713678800501e-16)  # what Julia makes of 0:0.1:0.3
            file.create_dataset(
                "tenths", data=np.array(((0, 0), tenth, 4, 1), steps), dtype=committed("Base.StepRangeLen", steps)
            )
            letters = np.array([b"\0\0\0a", b"\0\0\xa9\xc3"], "V4")
            file.create_dataset("chars", data=letters, dtype=committed("Core.Char", letters.dtype))
            file["no dimensions"] = [2.5]
            file["no dimensions"].attrs["dimensions"] = np.zeros(0, np.int64)
            large = committed("Base.GMP.BigInt", text)
            file.create_dataset("large", data=np.array("-10", text), dtype=large)
            file["_values/bits"] = np.array([0b1011], np.uint64)
            bits = np.dtype([("chunks", h5py.ref_dtype), ("len", "i8"), ("dims", [("1", "i8"), ("2", "i8")])])
            file["bits"] = np.array((file["_values/bits"].ref, 4, (2, 2)), bits)
            file["_values/c"] = "text"
            file["_values/none"] = h5py.Empty(committed("Core.Missing", np.dtype("V1")).dtype)
            file["some texts"] = np.array([file["_values/c"].ref, file["s"].ref], h5py.ref_dtype)
        _begin(path, b"HDF5-based Julia Data Format, version 0.2.0\0 (Julia 1.10.8 64-bit LE)\0")
        return path

    def _truths(self, name):
        """Write truth values as JLD2 does: one byte of bits each, which h5py has no dtype for."""
        space = h5py.h5s.create_simple((3,))
        kind = h5py.h5t.STD_B8LE
        data = h5py.h5d.create(self.file.id, name.encode(), kind, space)
        data.write(h5py.h5s.ALL, h5py.h5s.ALL, np.uint8([1, 0, 1]), mtype=kind)

    def test_what_becomes_what(self, path):
        contents = read_file(path)
        assert contents.format.startswith("a JLD2 file")
        assert contents.unread == {}
        assert contents.notes == ("its dimensions stand in reverse in the file, and were turned round",)
        found = read(path)
        assert_same(found["x"], MATRIX)
        assert_same(found["cube"], np.arange(24).reshape(4, 3, 2).T)
        assert found["s"].item() == "hello"
        assert_same(found["texts"], objects("a", "b"))
        assert_same(found["z"], [1 + 2j])
        assert_same(found["when"], np.array(["1970-01-01T00:00:01.5"], "M8[ms]"))
        assert_same(found["day"], np.array("2024-01-01", "M8[D]"))
        assert_same(found["some"], masked([1.5, 0], [0, 1]))
        assert_same(found["truths"], [True, False, True])
        assert_same(found["dict/w"], np.float32([1, 2]))
        assert_same(found["dict/n"], 7)
        assert found["model/name"].item() == "net"
        assert_same(found["model/rate"], 0.5)
        assert_same(found["model/weights"], MATRIX)
        assert_same(found["any/0"], 7)
        assert_same(found["any/1"], MATRIX)
        assert_same(found["range"], np.arange(2, 6))
        assert_same(found["endless/stop"], 2**62)
        assert_same(found["tenths"], [0.0, 0.1, 0.2, 0.3])  # 3 · 0.1 is another number
        assert_same(found["chars"], objects("a", "é"))
        assert found["large"].item() == -62
        assert_same(found["no dimensions"], 2.5)
        assert_same(found["bits"], [[True, False], [True, True]])
        assert_same(found["some texts"], objects("text", "hello"))
        assert not any(name.startswith("_types") for name in [*found, *contents.unread])

    def test_parts_are_those_of_julias_array(self, path):
        entry = read_file(path).entries["cube"]
        assert (entry.shape, entry.order, entry.axis) == ((2, 3, 4), "F", 2)
        whole = np.arange(24).reshape(4, 3, 2).T
        np.testing.assert_array_equal(entry.part((slice(0, 1), slice(1, 3), slice(2, 4))), whole[:1, 1:3, 2:4])
        np.testing.assert_array_equal(np.concatenate([b for _, b in entry.blocks(60)], axis=2), whole)


class TestFiles:
    def test_what_there_is_none_of(self, tmp_path):
        (tmp_path / "empty.npy").touch()
        (tmp_path / "notes.md").write_text("# Notes\n")
        for name, why in [
            ("gone.npy", "No such file"), (".", "is a folder"), ("empty.npy", "is empty"), ("notes.md", "no format"),
        ]:  # fmt: skip
            with pytest.raises(FileReadError, match=why):
                read_file(tmp_path / name)

    def test_the_content_says_what_a_file_is(self, tmp_path):
        np.save(tmp_path / "a.npy", MATRIX)
        (tmp_path / "a.npy").rename(tmp_path / "a.csv")
        assert_same(read(tmp_path / "a.csv")[""], MATRIX)
        assert read_file(tmp_path / "a.csv").notes == ("is called .csv and is a NumPy .npy file",)

    @pytest.mark.parametrize("suffix", sorted({s for f in FORMATS for s in f.suffixes if f.beginnings}))
    def test_what_is_called_so_and_is_not(self, tmp_path, suffix):
        (tmp_path / f"a{suffix}").write_text("no such thing, but a line of text\n")
        with pytest.raises(FileReadError) as told:
            read_file(tmp_path / f"a{suffix}")
        assert "\n" not in str(told.value)
        assert f"a{suffix}: " in str(told.value)

    def test_a_library_that_is_missing_is_named(self, tmp_path, monkeypatch):
        with h5py.File(tmp_path / "a.h5", "w") as file:
            file["x"] = 1.0
        monkeypatch.setitem(__import__("sys").modules, "h5py", None)
        with pytest.raises(FileReadError, match=r"needs h5py: pip install 'pyjuliann\[files\]'"):
            read_file(tmp_path / "a.h5")

    def test_a_pipe_is_refused(self, tmp_path):
        __import__("os").mkfifo(tmp_path / "a.csv")
        with pytest.raises(FileReadError, match="no regular file"):
            read_file(tmp_path / "a.csv")


@contextlib.contextmanager
def one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except FileReadError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)  # noqa: PT017, PT018
        raise


def written(tmp_path: Path) -> dict[str, bytes]:
    """Return one small file of each binary format."""
    np.save(tmp_path / "a.npy", np.arange(64.0))
    np.savez_compressed(tmp_path / "a.npz", x=np.arange(64.0), y=np.arange(64))
    scipy.io.savemat(tmp_path / "a.mat", {"x": np.arange(64.0)}, do_compression=True)
    table = pa.table({"x": np.arange(64.0), "s": [str(k) for k in range(64)]})
    pq.write_table(table, tmp_path / "a.parquet")
    pyarrow.feather.write_feather(table, tmp_path / "a.feather", compression="uncompressed")
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("x", data=np.arange(64.0), chunks=(16,), compression="gzip", fletcher32=True)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 100))
    return {path.name: path.read_bytes() for path in tmp_path.iterdir()}


class TestHostileFiles:
    def test_truncated_and_damaged_files_are_one_message_or_what_is_left(self, tmp_path):
        rng = np.random.default_rng(1)
        told = 0
        for name, content in written(tmp_path).items():
            path = tmp_path / name
            pieces = [content[: int(len(content) * share)] for share in (0.1, 0.5, 0.9, 0.99)]
            for _ in range(12):
                damaged = np.frombuffer(content, np.uint8).copy()
                damaged[rng.integers(0, len(damaged), 4)] = rng.integers(0, 256, 4)
                pieces.append(damaged.tobytes())
            for piece in filter(None, pieces):
                path.write_bytes(piece)
                with contextlib.suppress(FileReadError), one_line(path):
                    read(path)
                    continue
                told += 1
        assert told > 30

    @pytest.mark.parametrize("name", ["a.npy", "a.npz", "a.mat", "a.parquet", "a.feather", "a.h5"])
    def test_half_a_file_is_none(self, tmp_path, name):
        path = tmp_path / name
        path.write_bytes(written(tmp_path)[name][:-60])
        with pytest.raises(FileReadError):
            read(path)

    def test_a_shape_that_no_such_file_can_hold_is_not_made_room_for(self, tmp_path):
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(
            header, {"descr": "<f8", "fortran_order": False, "shape": (1 << 20, 1 << 20)}
        )
        (tmp_path / "a.npy").write_bytes(header.getvalue() + bytes(64))
        with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x.npy", header.getvalue() + bytes(64))
        with h5py.File(tmp_path / "a.h5", "w") as file:
            file.create_dataset("x", (1 << 20, 1 << 20), "f8", chunks=(1 << 10, 1))
        for name in ("a.npy", "a.npz", "a.h5"):
            with pytest.raises(FileReadError, match=r"declares [\d,]+ bytes"):
                read(tmp_path / name)

    def test_a_name_that_is_there_twice(self, tmp_path):
        member = io.BytesIO()
        np.save(member, MATRIX)
        with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
            archive.writestr("x.npy", member.getvalue())
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("x.npy", member.getvalue())
        with pytest.raises(FileReadError, match="twice"):
            read_file(tmp_path / "a.npz")


# ---------------------------------------------------------------- in Korean

NOT_READ = {
    "a.npy": (b"\x93NUMPY\x01\x00\x10", "NumPy .npy 파일(으)로 읽을 수 없다: 머리글의 길이 2바이트가"),
    "b.npy": (b"hello world", "이름과 달리 NumPy의 .npy 파일이 아니다: b'hello world'(으)로 시작한다"),
    "a.npz": (b"PK\x03\x04 and no more", "NumPy .npz 파일(으)로 읽을 수 없다: zip 파일이 아니다"),
    "a.h5": (b"\x89HDF\r\n\x1a\n and no more", "HDF5 파일(으)로 읽을 수 없다: 파일을 열 수 없다("),
    "a.arrow": (b"ARROW1 and no more", "Arrow 파일(으)로 읽을 수 없다: "),
    "a.parquet": (b"PAR1 and no more", "Parquet 파일(으)로 읽을 수 없다: 끝에 Parquet 표시가 없다"),
    "a.mat": (b"junk" * 50, "MATLAB .mat 파일(으)로 읽을 수 없다: 알 수 없는 mat 파일이다(판 106, 117)"),
    "a.json": (b'{"a": [1, 2}', "JSON 파일(으)로 읽을 수 없다: 1행 12열(글자 11): 구분자 ','가 없다"),
    "b.json": (b'{"a": 1, "a": 2}', "한 객체에 이름 'a'이(가) 두 번 있다"),
    "c.json": (b'{"a/b": 1, "a": {"b": 2}}', "이름이 'a/b'이(가) 되는 것이 두 개 들어 있다"),
    "a.csv": (b"a,b\n1,2\n3\n", "첫 줄의 필드는 2개인데 3번째 줄의 필드는 1개다"),
    "b.csv": (b'a,b\n1,"2\n', "텍스트 표(으)로 읽을 수 없다: 데이터가 도중에 끝난다"),
    "c.csv": (b"# nothing\n", "표가 없다: 빈 줄과 주석뿐이다"),
    "d.csv": (b"", "비어 있다"),
    "a.csv.gz": (gzip.compress(b"a,b\n1,2\n")[:-6], "압축된 파일이 끝 표시 전에 끝난다"),
    "a.xyz": (b"?", "이름으로도 내용으로도 알 수 없는 형식이다. 읽을 수 있는 것: .npy"),
    "none.csv": (None, "그런 파일이나 폴더가 없다"),
}
"""What is in a file, None where there is none, and what is said of it."""


def test_what_cannot_be_read_is_told_in_korean(tmp_path):
    for name, (content, said) in NOT_READ.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(FileReadError) as caught:
            read(tmp_path / name)
        told = translated(str(caught.value), words_of("ko")).removeprefix(f"{tmp_path / name}: ")
        assert said in told
        assert english_in(told) == []


def test_the_formats_are_told_in_korean():
    told = formats.formats_text(words_of("ko"))
    assert told.startswith("형식(")
    assert english_in(told) == []


def test_every_format_is_in_the_help():
    text = formats.formats_text()
    assert all(suffix in text for each in FORMATS for suffix in each.suffixes)
