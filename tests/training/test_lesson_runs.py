"""The short runs of lessons: real, in both languages, in the reader's language, and quick."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from in_process import use_engine
from rich.cells import cell_len

from pyjuliann.cli import main
from pyjuliann.lessons import lesson_names
from pyjuliann.lessons.runs import RUNS, short_run

RECORDED = SimpleNamespace(info=SimpleNamespace(recorded="2026-01-01"))


def test_the_posts_that_train_have_runs():
    assert {"7", "9", "10", "11", "12", "13", "18"} <= set(RUNS) <= set(lesson_names())
    assert short_run("1", RECORDED) is None


@pytest.mark.parametrize("name", ["9", "13"])
@pytest.mark.thorough
def test_both_languages_learn_and_agree(name, engine):
    shown = short_run(name, engine)
    assert shown.agrees
    text = "\n".join(shown.lines)
    assert text.count("Julia  ") == len(RUNS[name].variants)
    assert "█" in text or "▇" in text
    assert "Python and Julia: " in text
    assert max(map(cell_len, shown.lines)) <= 100


@pytest.mark.parametrize(("name", "language"), [*((name, "en") for name in RUNS), ("9", "ko")])
@pytest.mark.thorough
def test_tables_fit_a_terminal(name, language):
    shown = short_run(name, RECORDED, language)
    table = [line for line in shown.lines if "%" in line or "█" in line]
    assert len(table) == len(RUNS[name].variants)
    assert max(map(cell_len, table)) <= 80
    assert shown.agrees
    assert ("줄리아" in "".join(shown.lines)) == (language == "ko")


def test_the_command_shows_the_run_last(engine, monkeypatch, capsys):
    use_engine(monkeypatch, engine, "lessons")
    assert main(["lesson", "10", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("10.6") < shown.index("A short run") < shown.index("A run on digits, 200 steps")
    assert main(["lesson", "2", "--lang", "en"]) == 0
    assert "A short run" not in capsys.readouterr().out


def test_without_scikit_learn_the_small_problem_is_learnt(monkeypatch):
    monkeypatch.setattr("pyjuliann.training.errors.find_spec", lambda _: None)
    shown = short_run("9", RECORDED)
    assert "A run on samples, 300 steps" in shown.lines
    assert "pip install 'pyjuliann[train]'" in shown.lines[-1]
    assert len(short_run("18", RECORDED).lines) == 1


def test_a_difference_is_told(engine, monkeypatch):
    from pyjuliann.training.sides import JuliaSide

    honest = JuliaSide.gradients
    monkeypatch.setattr(JuliaSide, "gradients", lambda *given: tuple((2 * dw, db) for dw, db in honest(*given)))
    shown = short_run("9", engine)
    assert not shown.agrees
    assert "backprop: Python and Julia differ from step 1 on." in shown.lines
