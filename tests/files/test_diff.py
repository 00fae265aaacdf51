"""Two files in any mixture of formats: what is matched, the verdicts, the places, and what is not compared."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.io
from translation import english_in, prose_of

import pyjuliann
from pyjuliann.cli import main
from pyjuliann.errors import FileReadError
from pyjuliann.files.diff import diff
from pyjuliann.parity.comparing.comparison import Policy

ROOT = Path(pyjuliann.__file__).parents[1]
X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]])
V = np.array([1, 2, 3])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_npz(path: Path, x, v) -> None:
    np.savez(path, x=x, v=v)


def write_json(path: Path, x, v) -> None:
    path.write_text(json.dumps({"x": x.tolist(), "v": v.tolist()}), encoding="utf-8")


def write_mat(path: Path, x, v) -> None:
    scipy.io.savemat(path, {"x": x, "v": v})


def write_h5(path: Path, x, v) -> None:
    with h5py.File(path, "w") as file:
        file["x"], file["v"] = x, v


def write_jld2(path: Path, x, v) -> None:
    with h5py.File(path, "w", userblock_size=512) as file:
        file["x"], file["v"] = x.T, v
    with path.open("r+b") as file:
        file.write(b"HDF5-based Julia Data Format, version 0.2.0\0")


WRITERS = {".npz": write_npz, ".json": write_json, ".mat": write_mat, ".h5": write_h5, ".jld2": write_jld2}


class TestMixtures:
    @pytest.mark.parametrize("a", WRITERS)
    @pytest.mark.parametrize("b", WRITERS)
    def test_the_same_values_are_identical_in_any_two_formats_and_one_changed_is_found(self, folder, a, b):
        first, second = Path(f"a{a}"), Path(f"b{b}")
        WRITERS[a](first, X, V)
        WRITERS[b](second, X, V)
        report = diff(first, second)
        assert {array.name: array.verdict for array in report.arrays} == {"x": "identical", "v": "identical"}
        changed = X.copy()
        changed[1, 2] = np.nextafter(6.5, 7)
        WRITERS[b](second, changed, V)
        report = diff(first, second)
        assert {array.name: array.verdict for array in report.arrays} == {"x": "differ", "v": "identical"}
        found = next(array for array in report.arrays if array.name == "x").comparison
        assert (found.max_ulp, found.differing) == (1, 1)
        assert (found.first.python_index, found.first.julia_index) == ("[1, 2]", "[2, 3]")
        assert diff(first, second, Policy(ulp=1)).verdict == "agree"
        assert diff(first, second, Policy(atol=1e-15)).verdict == "agree"

    def test_an_array_against_columns_and_a_table_without_names(self, folder):
        np.save("a.npy", X)
        Path("b.csv").write_text("p,q,r\n1,2,3\n4,5,6.5\n")
        pq.write_table(pa.table({"p": [1.0, 4], "q": [2.0, 5], "r": [3, 6.5]}), "c.parquet")
        np.savetxt("d.txt", X)
        np.savetxt("e.txt", X[0])
        np.save("f.npy", X[0])
        for a, b in [
            ("a.npy", "b.csv"),
            ("b.csv", "a.npy"),
            ("a.npy", "c.parquet"),
            ("a.npy", "d.txt"),
            ("e.txt", "f.npy"),
        ]:
            report = diff(Path(a), Path(b))
            assert [array.verdict for array in report.arrays] == ["identical"], (a, b)
        assert diff(Path("b.csv"), Path("c.parquet")).verdict == "identical"

    def test_a_text_takes_the_dtype_of_the_other_side(self, folder):
        for dtype, values in [("f4", [0.1, 0.2]), ("f2", [0.1, 2]), ("u1", [1, 2]), ("c8", [0.5, 2]), ("f8", [1, 2])]:
            np.savez("a.npz", x=np.array(values, dtype))
            Path("b.json").write_text(json.dumps({"x": [float(f"{v:.9g}") if dtype[0] == "f" else v for v in values]}))
            assert diff(Path("a.npz"), Path("b.json")).verdict == "identical", dtype

    def test_dtypes_of_other_files_count_unless_a_tolerance_is_given(self, folder):
        np.savez("a.npz", x=np.float32([0.1, 0.2]), n=np.int32([1]))
        np.savez("b.npz", x=np.array([0.1, 0.2]), n=np.array([1]))
        report = diff(Path("a.npz"), Path("b.npz"))
        assert [array.verdict for array in report.arrays] == ["differ", "differ"]
        assert "dtype float32 against float64" in report.arrays[0].summary
        assert "1 element equal in value" in report.arrays[1].summary
        report = diff(Path("a.npz"), Path("b.npz"), Policy(rtol=1e-6))
        assert [array.verdict for array in report.arrays] == ["agree", "identical"]
        assert report.arrays[0].notes == ("dtype: float32 and float64 (does not count)",)


class TestValues:
    @pytest.mark.parametrize(
        ("a", "b", "verdict"),
        [
            ([np.nan, 1.0], [np.nan, 1.0], "identical"),
            ([0.0], [-0.0], "agree"),
            ([np.inf], [np.inf], "identical"),
            ([np.inf], [-np.inf], "differ"),
            ([np.nan], [1.0], "differ"),
            ([1 + 2j], [1 + 2j], "identical"),
            ([1 + 2j], [1 - 2j], "differ"),
            ([True, False], [True, True], "differ"),
            (["a", "b"], ["a", "b"], "identical"),
            (["a", "b"], ["a", "c"], "differ"),
            (np.array(["2024-01-01"], "M8[D]"), np.array(["2024-01-01T00"], "M8[h]"), "identical"),
            (np.array(["2024-01-01"], "M8[s]"), np.array(["2024-01-01T01"], "M8[s]"), "differ"),
            (np.array(["NaT"], "M8[s]"), np.array(["NaT"], "M8[s]"), "identical"),
            (np.array([2**63 + 1], np.uint64), np.array([2**63], np.uint64), "differ"),
            (np.float16([1]), np.nextafter(np.float16([1]), np.float16(2)), "differ"),
            (np.longdouble([1]), np.longdouble([1]), "identical"),
            (np.zeros((2, 3)), np.zeros((3, 2)), "differ"),
            (np.array(1.0), np.array([1.0]), "differ"),
            ([1], ["1"], "differ"),
        ],
    )  # fmt: skip
    def test_verdicts(self, folder, a, b, verdict):
        np.savez("a.npz", x=np.asarray(a))
        np.savez("b.npz", x=np.asarray(b))
        assert diff(Path("a.npz"), Path("b.npz")).verdict == verdict

    def test_missing_values(self, folder):
        Path("a.json").write_text('{"x": [1.0, null, null, 4.0], "s": ["a", null]}')
        Path("b.json").write_text('{"x": [1.0, null, 3.0, NaN], "s": ["a", "b"]}')
        first, second = diff(Path("a.json"), Path("b.json")).arrays
        assert (first.verdict, first.comparison.differing) == ("differ", 2)
        assert first.to_dict()["first"]["python_index"] == "[2]"
        place = second.to_dict()["first"]
        assert (place["a_text"], place["b_text"], place["python_index"]) == ("missing", "'b'", "[1]")

    def test_blocks_are_told_by_their_places_in_the_whole(self, folder, monkeypatch):
        monkeypatch.setattr("pyjuliann.files.blocks.BLOCK", 64)
        a = np.arange(60.0).reshape(10, 6)
        b = a.copy()
        b[7, 3] += 1
        np.save("a.npy", a)
        for order in "CF":
            np.save("b.npy", np.asarray(b, order=order))
            for pair in [("a.npy", "b.npy"), ("b.npy", "a.npy")]:
                (array,) = diff(*map(Path, pair)).arrays
                assert array.comparison.elements == 60
                assert array.comparison.worst.python_index == "[7, 3]"


class TestMatching:
    def test_names_in_one_file_alone_differ(self, folder):
        np.savez("a.npz", x=X, é=V, y=V)
        np.savez("b.npz", x=X, é=V, z=V)
        report = diff(Path("a.npz"), Path("b.npz"))
        assert (report.verdict, report.only_a, report.only_b) == ("differ", ("y",), ("z",))
        assert [array.verdict for array in report.arrays] == ["identical", "identical"]

    def test_the_only_arrays_of_two_files(self, folder):
        np.savez("a.npz", x=X)
        np.savez("b.npz", y=X)
        report = diff(Path("a.npz"), Path("b.npz"))
        assert (report.verdict, report.notes) == ("identical", ("the only array of each file: 'x' and 'y'",))

    def test_columns_that_one_file_does_not_name(self, folder):
        Path("a.csv").write_text("name,x\na,1\nb,2\n")
        Path("b.csv").write_text("a,1\nb,2\n")
        report = diff(Path("a.csv"), Path("b.csv"))
        assert [array.verdict for array in report.arrays] == ["identical", "identical"]
        assert report.notes == ("one file does not name its columns: matched in their order",)

    def test_rows_by_keys(self, folder):
        Path("a.csv").write_text("id,day,v,s\n3,2024-01-01,1.5,a\n1,2024-01-01,2.5,b\n2,2024-01-01,3.5,c\n")
        Path("b.csv").write_text("day,id,s,v\n2024-01-01,1,b,2.5\n2024-01-01,3,x,1.5\n2024-01-02,4,d,9\n")
        report = diff(Path("a.csv"), Path("b.csv"), keys=["id", "day"])
        assert (report.rows_a, report.rows_b) == (("2, 2024-01-01",), ("4, 2024-01-02",))
        found = {array.name: array for array in report.arrays}
        assert (found["v"].verdict, found["s"].verdict) == ("identical", "differ")
        assert found["v"].comparison.elements == 2
        assert found["s"].to_dict()["first"]["row"] == "3, 2024-01-01"
        assert found["s"].to_dict()["first"]["python_index"] == ""

    @pytest.mark.parametrize(
        ("a", "b", "why"),
        [
            ("id,v\n1,1\n1,2\n", "id,v\n1,1\n", "a.csv: --key: id 1 is that of rows 0 and 1 "),
            ("id,v\n1,1\n", "id,v\n,1\n2,2\n", "b.csv: --key: row 0 .* has no 'id'"),
            ("id,v\n1,1\n", "key,v\n1,1\n", "b.csv: --key: has no column 'id' .* there are key, v"),
            ("id,v\n1,1\n", "id,v\n2,1\n", "no id is in both files; a.csv begins with 1, this one with 2"),
            ("id,v\n1,1\n", "id,v\n001,1\n", "no id is in both files; a.csv begins with 1, this one with '001'"),
        ],
    )
    def test_keys_that_cannot_align_rows(self, folder, a, b, why):
        Path("a.csv").write_text(a)
        Path("b.csv").write_text(b)
        with pytest.raises(FileReadError, match=why):
            diff(Path("a.csv"), Path("b.csv"), keys=["id"])

    def test_keys_are_the_same_whatever_keeps_them(self, folder):
        Path("a.csv").write_text("day,n,v\n2024-01-01,1,5\n2024-01-02,2,6\n")
        days = pa.array([86400 * 19724, 86400 * 19723], pa.timestamp("s"))
        pq.write_table(pa.table({"v": [6, 5], "n": [2.0, 1.0], "day": days}), "b.parquet")
        report = diff(Path("a.csv"), Path("b.parquet"), keys=["day", "n"])
        assert (report.verdict, report.arrays[0].comparison.elements) == ("identical", 2)

    def test_dimensions_that_the_user_says_are_in_reverse(self, folder):
        np.savez("a.npz", x=X)
        write_h5(Path("b.h5"), X.T, V)
        report = diff(Path("a.npz"), Path("b.h5"))
        assert report.arrays[0].verdict == "differ"
        assert any(note.startswith("--reversed b takes the dimensions of b.h5 for Julia's") for note in report.notes)
        assert diff(Path("a.npz"), Path("b.h5"), turned=["b"]).arrays[0].verdict == "identical"

    def test_nothing_compared_is_no_pass(self, folder):
        np.savez("a.npz", x=np.zeros((0, 3)))
        np.savez("b.npz", x=np.zeros((0, 3)))
        with pytest.raises(FileReadError, match="nothing was compared"):
            diff(Path("a.npz"), Path("b.npz"))


class TestCommand:
    def run(self, capsys, *arguments):
        code = main(["diff", *map(str, arguments)])
        return code, *capsys.readouterr()

    def test_exit_codes_and_the_report_in_the_terminal(self, folder, capsys):
        changed = X.copy()
        changed[1, 2] += 1e-9
        np.savez("a.npz", x=X, v=V, y=V)
        np.savez("b.npz", x=changed, v=V, z=V)
        code, out, err = self.run(capsys, "a.npz", "b.npz")
        assert (code, err) == (1, "")
        assert "at [1, 2] (Julia [2, 3]): 6.5 in a.npz, 6.500000001 in" in " ".join(out.split())
        assert "only in a.npz: y\nonly in b.npz: z\n" in out
        assert out.endswith("2 arrays: 1 identical, 1 differ, 2 in one file only · a.npz against b.npz\n")
        assert self.run(capsys, "a.npz", "a.npz", "-q")[:2] == (
            0, "3 arrays: 3 identical · a.npz (first) against a.npz (second)\n",
        )  # fmt: skip
        np.savez("c.npz", x=X, v=V, y=np.array([{}], object))
        code, out, err = self.run(capsys, "a.npz", "c.npz", "-q")
        assert (code, err) == (
            2, "pyjuliann diff: c.npz: y holds pickled Python objects, which are never read\n",
        )  # fmt: skip
        code, out, err = self.run(capsys, "a.npz", "gone.npz")
        assert (code, out, err) == (2, "", "pyjuliann diff: gone.npz: No such file or directory\n")

    def test_a_file_with_itself_says_so(self, folder, capsys):
        np.savez("a.npz", x=X)
        assert "both are one file" in self.run(capsys, "a.npz", "a.npz")[1]

    def test_tolerances(self, folder, capsys):
        np.savez("a.npz", x=X)
        np.savez("b.npz", x=X * (1 + 1e-12))
        assert self.run(capsys, "a.npz", "b.npz", "--rtol", "1e-11")[0] == 0
        assert self.run(capsys, "a.npz", "b.npz", "--atol", "1e-11")[0] == 0
        assert self.run(capsys, "a.npz", "b.npz", "--rtol", "1e-13")[0] == 1
        _, out, _ = self.run(capsys, "a.npz", "b.npz")
        (ulp,) = [line for line in out.splitlines() if line.startswith("  allow")]
        assert self.run(capsys, "a.npz", "b.npz", *ulp.split()[1:3])[0] == 0

    def test_reports(self, folder, capsys):
        np.savez("a.npz", **{"<x>": X, "v": V})
        np.savez("b.npz", **{"<x>": X + 1, "v": V})
        code, _, _ = self.run(
            capsys, "a.npz", "b.npz", "--json", "r.json", "--html", "r.html", "--junit", "r.xml", "--markdown", "r.md"
        )
        assert code == 1
        facts = json.loads(Path("r.json").read_text())
        assert (facts["schema"], facts["verdict"]) == ("pyjuliann diff", "differ")
        assert facts["arrays"][0]["worst"]["a"] == 1.0
        page = Path("r.html").read_text()
        assert "&lt;x&gt;" in page
        assert "<x>" not in page
        suite = ET.fromstring(Path("r.xml").read_text())[0]
        assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
        assert "| differ | &#60;x&#62; | 6 | 6 |" in Path("r.md").read_text()

    def test_hundreds_of_columns_are_no_hundreds_of_lines(self, folder, capsys, monkeypatch):
        monkeypatch.setattr("pyjuliann.files.diff._MOST_EXPLAINED", 2)
        names = ",".join(f"x{k}" for k in range(300))
        Path("a.csv").write_text(f"{names}\n" + ",".join(["1.5"] * 300))
        Path("b.csv").write_text(f"{names}\n" + ",".join(["1.5"] * 270 + ["2"] * 30))
        code, out, _ = self.run(capsys, "a.csv", "b.csv")
        assert code == 1
        assert len(out.splitlines()) < 200
        assert "a cause was sought for the first 2 that differ" in out
        assert "… and 240 more" in " ".join(out.split())
        assert "10 more differ: --json" in out
        assert out.endswith("300 columns: 270 identical, 30 differ · a.csv against b.csv\n")

    def test_json_alone_on_standard_output(self, folder, capsys):
        np.savez("a.npz", x=np.array([np.nan, np.inf, 1]))
        np.savez("b.npz", x=np.array([1, -np.inf, 2]))
        code, out, _ = self.run(capsys, "a.npz", "b.npz", "--json")
        assert code == 1
        assert json.loads(out)["arrays"][0]["first"]["a"] == "NaN"


def test_in_a_job_of_github_the_arrays_that_differ_are_told_at_their_file(folder, monkeypatch, capsys):
    np.savez("a.npz", x=X, v=V, only=V)
    np.savez("b.npz", x=X + 1, v=V)
    for name, value in (("ACTIONS", "true"), ("STEP_SUMMARY", "summary"), ("WORKSPACE", str(folder))):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    assert main(["diff", "a.npz", "b.npz", "--markdown", "found.md"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("::error file=b.npz,line=1,title=x%3A differ%3A 6 of 6 elements")
    assert second.startswith("::error file=b.npz,line=1,title=")
    assert "only in a.npz: only" in second
    assert (folder / "summary").read_text() == (folder / "found.md").read_text()
    np.savez("many.npz", **{f"x{k}": X for k in range(12)})
    np.savez("others.npz", **{f"x{k}": X + 1 for k in range(12)})
    (folder / "summary").write_bytes(b"." * (1024 * 1024 - 3_000))
    assert main(["diff", "many.npz", "others.npz", "-q"]) == 1
    assert "2 more" in capsys.readouterr().err.splitlines()[-1]
    added = (folder / "summary").read_text().lstrip(".")
    assert len(added) < 3_000
    assert "Left out, for want of room: " in added


DIES = """
import os, signal, sys
from pyjuliann import cli
from pyjuliann.commands import supervised
from pyjuliann.files import reading

def crash(path):
    os.kill(os.getpid(), signal.SIGSEGV)

def hang(path):
    with reading.reading(path, "a file", limited=True):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGALRM})
        while True:
            signal.pause()

reading._SECONDS = supervised.GRACE = 0.1
from pyjuliann.parity.running import guard
guard.GRACE = 0.1
from pyjuliann.files import diff
diff.read_file = {"crash": crash, "hang": hang}[sys.argv.pop(1)]
sys.exit(cli.main())
"""


@pytest.mark.parametrize(
    ("what", "how"), [("crash", "was ended by SIGSEGV"), ("hang", "did not stop when its time was up, and was ended")]
)
def test_a_library_that_crashes_or_never_comes_back_is_one_message(folder, what, how):
    np.save("a.npy", X)
    done = subprocess.run(
        [sys.executable, "-c", DIES, what, "diff", "a.npy", "a.npy"],
        check=False, capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    message = f"pyjuliann diff: a.npy and a.npy: the process that read them {how}: a file may be damaged\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


# ---------------------------------------------------------------- in Korean

NAN = float("nan")
UNLIKE = {
    "missing": ([1.0, NAN, 3.0, NAN], [1.0, None, 3.0, None], "NaN 자리에 b.json에는 결측"),
    "scaled": ([0.125, 0.5, 0.25, 0.75], [12.5, 50.0, 25.0, 75.0], "100(백분율과 비율)배다"),
    "offset": ([20.5, 30.25, 10.75, 5.125], [293.65, 303.4, 283.9, 278.275], "273.15(켈빈과 섭씨)을(를) 더한 값"),
    "truth": ([True, False, True, True], ["true", "false", "true", "true"], "참거짓, b.json에서 문자열"),
    "text": ([1.5, 2.5], ["a", "b"], "자료형 float64 대 문자열"),
    "shape": ([1.5, 2.5], [1.5, 2.5, 3.5], "크기 (2,) 대 (3,)"),
    "alone": ([1], None, "a.json에만 있음: alone"),
}
"""Values of two files, and what is said of them."""


def test_two_files_are_compared_in_korean(folder, monkeypatch, capsys):
    for k, name in enumerate("ab"):
        found = {key: row[k] for key, row in UNLIKE.items() if row[k] is not None}
        Path(f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["diff", "a.json", "b.json", "--html", "a.html", "--markdown", "a.md"]) == 1
    page, document = (Path(name).read_text(encoding="utf-8") for name in ("a.html", "a.md"))
    for text in (capsys.readouterr().out, prose_of(page), document):
        assert english_in(text) == []
        assert "JSON 파일" in text
        for _, _, said in UNLIKE.values():
            assert said in text.replace("\\", "")


def test_why_files_cannot_be_compared_is_told_in_korean(folder, monkeypatch, capsys):
    Path("a.csv").write_text("id,x\n1,2.5\n2,3.5\n", encoding="utf-8")
    Path("b.csv").write_text("id;x\n3;2,5\n3;3,5\n", encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    for option, said in (
        ("--key=y", "열 'y'이(가) 없다. 있는 열: id, x"),
        ("--key=id", "id 3이(가) 행 0와(과) 1에 겹친다"),
    ):
        assert main(["diff", "a.csv", "b.csv", option]) == 2
        told = capsys.readouterr().err
        assert said in told
        assert english_in(told) == []
