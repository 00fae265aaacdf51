"""``pyjuliann ulp``: its table, its files, and what bad input gets."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest
from in_process import outcome_of
from rich.console import Console

from pyjuliann.cli import main
from pyjuliann.errors import EngineError
from pyjuliann.parity.judging.accuracy import Accuracy, SideAccuracy
from pyjuliann.parity.judging.elementary import FUNCTIONS
from pyjuliann.parity.results.accuracy import plot, tables
from pyjuliann.parity.results.rows import Trimmed

MISTAKES = [
    (["expp"], "unknown function 'expp'; closest: exp"),
    (["exp", "--dtype", "float16"], "--dtype: float16 has few enough numbers to try them all: add --exhaustive"),
    (["exp", "--dtype", "float8"], "--dtype: invalid choice: 'float8'"),
    (["exp", "--points", "0"], "--points: expected a whole number of 1 or more, got '0'"),
    (["exp", "--points", "1e5"], "--points: expected a whole number of 1 or more, got '1e5'"),
    (["exp", "--points", "100000000"], "--points: expected at most 10000000 points, got 100000000"),
    (["exp", "--range", "3"], "--range: expected LO:HI or NAME=LO:HI"),
    (["exp", "--range", "2:1"], "--range: expected LO:HI or NAME=LO:HI"),
    (["exp", "--range", "-inf:1"], "exp: expected a range LO:HI of finite numbers with LO < HI, got -inf:1"),
    (["pow", "--range", "y=1:1"], "pow: expected a range LO:HI of finite numbers with LO < HI, got 1:1"),
    (["pow", "--range", "y=0:1e300", "--dtype", "float32"], "pow: the range 0:1e+300 has no room among the numbers"),
    (["exp", "--range", "z=0:1"], "--range: no argument is called z; there are x, y"),
    (["exp", "--range", "0:1:2"], "--range: expected LO:HI or NAME=LO:HI"),
    (["log", "--range", "-1:1"], "log is defined from 0 to inf; got the range -1:1"),
    (["exp", "--range", "0:1e39"], "exp: the range 0:1e+39 has no room among the numbers of float32"),
    (["exp", "--plot", "errors.pdf"], "--plot: expected a file that ends in .png or .svg; got 'errors.pdf'"),
    (["exp", "--plot", "/no/such/folder/errors.svg"], "--plot: expected a file in a folder"),
    (["exp", "--json", "/no/such/folder/errors.json"], "--json: expected a file in a folder"),
    (["exp", "--engine", "recorded"], "recorded answers cannot serve here: measuring needs a live Julia"),
    (["exp", "--records", "some.json"], "recorded answers cannot serve here"),
]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_line_and_starts_no_julia(arguments, words, capsys, monkeypatch):
    def no_julia(*_, **__):
        raise EngineError("Julia was started")

    monkeypatch.setattr("pyjuliann.bridge.engines.start.start_julia", no_julia)
    code, out, err = outcome_of(capsys, "ulp", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert words in err


def test_a_plot_without_matplotlib_says_what_to_install(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("pyjuliann.training.errors.find_spec", lambda name: None)
    assert main(["ulp", "exp", "--plot", str(tmp_path / "errors.png")]) == 2
    assert "--plot needs matplotlib: pip install 'pyjuliann[train]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_only_records_can_be_had_a_live_julia_is_asked_for(capsys, monkeypatch):
    recorded = SimpleNamespace(info=SimpleNamespace(recorded="2026-01-01"))
    monkeypatch.setattr("pyjuliann.commands.ulp.started_julia", lambda _: contextlib.nullcontext(recorded))
    assert main(["ulp", "exp"]) == 2
    assert "a live Julia is needed" in capsys.readouterr().err


def test_the_table_fits_80_columns_and_has_a_row_per_function_and_dtype(engine, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    target = tmp_path / "figures.json"
    assert main(["ulp", "exp", "sqrt", "--points", "2000", "--engine", "worker", "--json", str(target)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith(("exp ", "sqrt ")) for line in lines) == 4
    assert re.fullmatch(r"4 measured: NumPy \S+ and Julia 1\.\S+ on \w+, worker engine", lines[-1])
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert figures["numpy_version"] == np.__version__
    assert [(row["function"], row["dtype"]) for row in figures["functions"]] == [
        ("exp", "float64"), ("sqrt", "float64"), ("exp", "float32"), ("sqrt", "float32"),
    ]  # fmt: skip
    by_name = {(row["function"], row["dtype"]): row for row in figures["functions"]}
    assert by_name["sqrt", "float64"]["differing"] == 0
    assert by_name["exp", "float64"]["julia"]["share_misrounded"] > 0


def test_a_range_from_below_zero_and_json_alone_on_standard_output(engine, capsys):
    arguments = ["sin", "--range", "-1:1", "--dtype", "float32", "--points", "100", "--json", "-"]
    assert main(["ulp", *arguments, "--engine", "worker"]) == 0
    [row] = json.loads(capsys.readouterr().out)["functions"]
    assert row["range"] == [-1.0, 1.0]
    assert row["points"] == 100


def measured(name, errors):
    """Return what would have been measured where Python's errors are these and Julia's are twice as large."""
    errors = np.asarray(errors, float)
    x = np.linspace(1.0, 2.0, errors.size)
    sides = (SideAccuracy(errors, 1), SideAccuracy(2 * errors, 2))
    arguments = (x, x) if FUNCTIONS[name].second else (x,)
    return Accuracy(FUNCTIONS[name], "float64", (1.0, 2.0), arguments, np.zeros(x.size, np.uint64), *sides)


def test_the_closer_side_is_the_one_with_the_smaller_largest_error():
    [_, table, *_] = tables([measured("exp", [0.5, 0.7])])
    cells = [next(iter(column.cells)) for column in table.table.columns]
    assert [str(cell) for cell in cells[-4:]] == ["50%", "0.700", "100%", "1.400"]
    assert (cells[-3].style, cells[-1].style) == ("green", "")


@pytest.mark.parametrize("width", [32, 40, 60, 79])
def test_nothing_of_a_table_is_cut(width):
    def letters(columns):
        stream = io.StringIO()
        screen = Console(file=stream, width=columns, highlight=False)
        screen.print(Trimmed(*tables([measured("exp", [0.5, 0.7]), measured("hypot", [1.0])])), crop=False)
        return Counter("".join(stream.getvalue().split()))

    assert letters(width) == letters(1000)


@pytest.mark.parametrize("form", ["png", "svg"])
@pytest.mark.thorough
def test_a_plot_shows_every_function(form):
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    rows = [measured(name, np.linspace(0.1, 0.6, 1000)) for name in ("exp", "log", "hypot", "sin")]
    rows.append(measured("cos", [0.3, np.inf]))
    picture = plot(rows, form, "a title")
    assert picture == plot(rows, form, "a title"), "the same figures, another picture"
    if form == "png":
        assert picture.startswith(b"\x89PNG")
    else:
        text = picture.decode()
        for words in ("a title", "exp, float64", "log2 of the first argument", "Python (NumPy)", "Julia"):
            assert f">{words}" in text, words


def test_the_plot_is_written_whole_beside_the_table(tmp_path, capsys, monkeypatch):
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    info = SimpleNamespace(recorded="", julia_version="1.5.3", engine="worker")
    monkeypatch.setattr(
        "pyjuliann.commands.ulp.started_julia", lambda _: contextlib.nullcontext(SimpleNamespace(info=info))
    )
    monkeypatch.setattr("pyjuliann.commands.ulp._measured", lambda *_: ([measured("exp", [0.1, 0.2])], ""))
    assert main(["ulp", "exp", "--plot", str(tmp_path / "errors.PNG")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["errors.PNG"]
    assert (tmp_path / "errors.PNG").read_bytes().startswith(b"\x89PNG")
    assert "exp " in capsys.readouterr().out


def test_a_line_of_a_plot_goes_through_the_largest_errors():
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    from matplotlib.figure import Figure

    from pyjuliann.parity.results.accuracy import STEPS, _draw

    errors = np.zeros(10 * STEPS)
    errors[10 * 37 + 4] = 0.75
    place = Figure().subplots()
    _draw(place, measured("sin", errors))
    line = place.lines[0].get_ydata()
    assert (line.argmax(), line.max()) == (37, 0.75)
