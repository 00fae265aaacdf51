"""Lessons as notebooks: what their cells compute, what they have as results, and where they are written."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import nbformat
import pytest
from in_process import outcome_of, use_engine

from pyjuliann.book.notebook import lesson_notebook
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.exact import exact
from pyjuliann.lessons import example_of, find_example, find_lesson, lesson_names
from pyjuliann.lessons.calls import call_python
from pyjuliann.lessons.verify import verify


def cells(text: str, kind: str) -> list[str]:
    return [cell.source for cell in nbformat.reads(text, 4).cells if cell.cell_type == kind]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", lesson_names())
@pytest.mark.thorough
def test_every_lesson_makes_a_notebook(name: str, language: Any) -> None:
    lesson = find_lesson(name)
    text = lesson_notebook(lesson, language=language)
    nbformat.validate(nbformat.reads(text, 4))
    assert len(text) < 300_000
    code = cells(text, "code")
    assert code[0].startswith("%load_ext pyjuliann\n")
    assert sum(cell.startswith("%%julia\n") for cell in code) == len(lesson.runs)
    assert not any(cell["outputs"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code")
    assert text == lesson_notebook(lesson, language=language)  # it is the same each time, and so for version control


@pytest.mark.parametrize("name", ["0", "1", "2", "4", "5", "7", "11", "13", "16"])
def test_the_cells_of_python_give_what_the_examples_give(name: str) -> None:
    """Also where an argument is a function, or so long that it is taken from the package."""
    lesson = find_lesson(name)
    setup, *rest = cells(lesson_notebook(lesson), "code")
    space: dict[str, Any] = {}
    exec(setup.removeprefix("%load_ext pyjuliann\n"), space)
    ours = [cell for cell in rest if cell.endswith("\nresult")]
    assert len(ours) == len(lesson.runs)
    for example, cell in zip(lesson.runs, ours, strict=True):
        exec(cell, space)
        if example.expected.values_defined:
            assert exact(space["result"]) == exact(call_python(example)), example.id


def test_a_long_argument_is_taken_from_the_package() -> None:
    example = example_of("7", "network_loss")
    (cell,) = (cell for cell in cells(lesson_notebook(find_lesson("7")), "code") if f'"{example.id}"' in cell)
    assert f't = find_example("{example.id}").args[3]\n' in cell
    assert "np.array" not in cell


def test_both_languages_take_the_same_variables() -> None:
    code = cells(lesson_notebook(find_lesson("4")), "code")
    at = next(k for k, cell in enumerate(code) if "result = forward_difference(" in cell and "h = " in cell)
    assert code[at + 1] == "%%julia\nJuliaNN.forward_difference(x -> x^2, $x, $h)"
    assert code[at + 2] == "compare(result, _)"


def test_a_figure_is_within_its_cell() -> None:
    lesson = find_lesson("1")
    held = [cell for cell in nbformat.reads(lesson_notebook(lesson, language="ko"), 4).cells if cell.get("attachments")]
    assert len(held) == len(lesson.figures)
    for cell in held:
        ((file, kinds),) = cell.attachments.items()
        assert f"](attachment:{file})" in cell.source
        drawing = b64decode(kinds["image/svg+xml"]).decode()
        assert drawing.startswith("<svg ")
        assert {*re.findall(r"var\((--[\w-]+)\)", drawing)} <= {*re.findall(r"(--[\w-]+):#", drawing)}
    assert any("은닉층" in b64decode(cell.attachments["network.svg"]["image/svg+xml"]).decode() for cell in held[-1:])


def test_an_example_is_found_by_its_name() -> None:
    example = example_of("note", "layer_forward")
    assert find_example(example.id) is example
    with pytest.raises(ValueError, match=r"^unknown example '1\.99'; the lesson's examples are: 1\.1, 1\.2, "):
        find_example("1.99")
    with pytest.raises(ValueError, match=r"^unknown lesson ''; the lessons are: 0, 1"):
        find_example("99")


# ------------------------------------------------------------------------------------------ the command


def test_the_command_writes_results_as_computed(
    interpreted: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_engine(monkeypatch, interpreted, "lessons")
    file = tmp_path / "한 편.ipynb"
    code, out, _ = outcome_of(capsys, "lesson", "1", "--lang", "ko", "--notebook", file)
    assert code == 0
    assert "17 31 28" in out
    book = nbformat.read(file, 4)
    assert "행렬과 벡터의 곱" in book.cells[0].source
    results = [cell.outputs[0].data["text/plain"] for cell in book.cells if cell.get("outputs")]
    assert results.count("array([17, 31, 28])") == 4  # by rows and by columns, in both languages
    assert list(tmp_path.iterdir()) == [file]
    code, out, _ = outcome_of(capsys, "lesson", "1", "--notebook")
    assert "%%julia\nJuliaNN.matrix_vector_by_rows($a, $x)" in cells(out, "code")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lesson.txt", "expected a file whose name ends in .ipynb, got 'lesson.txt'"),
        ("", "expected a file whose name ends in .ipynb, got ''"),
        ("no/such/lesson.ipynb", "which is in a folder that does not exist, no/such"),
        ("folder.ipynb", "which is a folder"),
    ],
)
def test_a_file_that_cannot_be_is_said_before_julia_starts(
    name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.ipynb").mkdir()
    code, out, err = outcome_of(capsys, "lesson", "1", "--notebook", name)
    assert (code, out) == (2, "")
    assert err.startswith("pyjuliann lesson: --notebook: ")
    assert err.endswith(f"{told}\n")
    assert err.count("\n") == 1


def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pyjuliann.commands.lessons.find_spec", lambda _: None)
    code, _, err = outcome_of(capsys, "lesson", "1", "--notebook", tmp_path / "lesson.ipynb")
    assert (code, err) == (2, "pyjuliann lesson: --notebook needs nbformat: pip install 'pyjuliann[book]'\n")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------ a notebook that runs


@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of Jupyter's own
def test_a_notebook_runs_and_gives_what_it_says(
    interpreted: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose examples have functions as arguments; the last has a difference put in, which the cell then tells."""
    from nbclient import NotebookClient

    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    monkeypatch.setenv("PYJULIANN_JULIA", str(interpreted._executable))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    lesson = find_lesson("4")
    book = nbformat.reads(lesson_notebook(lesson, verify(interpreted, [lesson])), 4)
    said = [cell.outputs[0].data["text/plain"] if cell.get("outputs") else "" for cell in book.cells]
    assert sum(map(bool, said)) == 2 * len(lesson.runs)
    *_, spoilt = (cell for cell in book.cells if cell.source.startswith("%%julia"))
    spoilt.source += " .+ 1"
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    told = []
    for cell, before in zip(book.cells, said, strict=True):
        results = [one.data["text/plain"] for one in cell.get("outputs", []) if one.output_type == "execute_result"]
        if before and cell is not spoilt:
            assert ["".join(text.split()) for text in results] == ["".join(before.split())]
        if cell.source.startswith("compare("):
            told += results
    assert [text.split()[1].rstrip(":") for text in told] == [*["identical"] * (len(lesson.runs) - 1), "differ"]
