"""What a run shows: lines that fit, threads that are told, figures that hide nothing and depend on numbers alone."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console
from trainings import Mutant, in_lockstep, plan_of, python_side
from translation import english_in

from pyjuliann.training import progress
from pyjuliann.training.lockstep import Lockstep
from pyjuliann.training.opening import open_run
from pyjuliann.training.outcome import outcome_of
from pyjuliann.training.run import Run
from pyjuliann.training.saving import load, save
from pyjuliann.training.text import WIDTH, fitted
from pyjuliann.wording import words_of

LONG = "dense:8,relu,dense:7,sigmoid,dense:9,relu,dense:11,sigmoid,dense:12,relu,dense:13,relu,dense:10"


def both_sides(plan, other, steps=20):
    ours = python_side(plan)
    run = Run(plan, {"python": ours, "julia": other}, lockstep=Lockstep(plan, ours, other), every=5)
    run.go(steps)
    return run


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize("steps", [20, 12_345_678])
@pytest.mark.parametrize("loss", [0.5, 1e9, math.nan])
def test_every_line_of_a_result_fits(steps, loss):
    plan = plan_of(network=LONG, optimizer="momentum", samples=40)
    twice = lambda gradients: tuple((2 * dw, db) for dw, db in gradients)  # noqa: E731
    for other in (Mutant(plan), Mutant(plan, gradient=twice)):
        outcome = outcome_of(both_sides(plan, other), steps)
        sides = [replace(side, loss=loss, rate=123_456.7, losses=np.full(20, loss)) for side in outcome.sides]
        lines = list(replace(outcome, sides=sides).lines())
        assert max(map(cell_len, lines)) <= WIDTH, lines
        assert LONG.replace(",", "") in "".join("".join(lines).split()).replace(",", "")


def test_lines_break_between_words_and_after_commas_of_a_spec_and_lose_nothing():
    text = "  " + "conv:30x5x5,relu," * 8 + "dense:10 on digits · 1,437 samples"
    lines = list(fitted(text))
    assert max(map(len, lines)) <= WIDTH
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("    ") for line in lines[1:])
    assert "1,437" in " ".join(lines)
    assert list(fitted("a" * 100)) == ["a" * 100]


@pytest.mark.parametrize("width", [30, 80, 100, 160])
def test_the_bar_and_what_is_told_stand_below_each_other_uncut(monkeypatch, width):
    monkeypatch.setattr(progress, "_BAR_EVERY", 0.0)
    screen = io.StringIO()
    with progress.Watch(30, Console(file=screen, force_terminal=True, width=width), "sigmoid xavier") as watch:
        plan = plan_of()
        Run(plan, {"python": python_side(plan)}).go(30, watch)
    assert "━" in screen.getvalue()
    assert "…" not in screen.getvalue()
    told = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", screen.getvalue())
    assert re.search(r"step 30 of 30 · loss [\d.]+ · .*left", " ".join(told.split()))


# ---------------------------------------------------------------- threads


def test_both_languages_get_the_threads_that_python_has(engine, monkeypatch):
    plan = plan_of()
    alone = open_run(plan, engine, python=False)
    before = alone.sides["julia"].blas_threads()
    assert before >= 1
    for wanted in (1, 2):
        monkeypatch.setattr("pyjuliann.training.sides.PythonSide.blas_threads", lambda _self, wanted=wanted: wanted)
        run = open_run(plan, engine)
        assert run.sides["julia"].blas_threads() == wanted
        run.go(3)
        outcome = outcome_of(run, 3)
        thread = "1 thread" if wanted == 1 else "2 threads"
        assert f"BLAS: {thread} in both languages, on which steps/s depends" in list(outcome.lines())
        assert [side["blas_threads"] for side in outcome.to_dict()["languages"].values()] == [wanted, wanted]
        run.close()
        assert alone.sides["julia"].blas_threads() == before
    alone.close()


def test_threads_that_are_not_known_are_told_as_that_and_left_alone(engine, monkeypatch):
    monkeypatch.setattr("pyjuliann.training.sides.threadpool_info", list)
    plan = plan_of()
    alone = open_run(plan, engine, python=False)
    before = alone.sides["julia"].blas_threads()
    run = open_run(plan, engine)
    run.go(3)
    outcome = outcome_of(run, 3)
    assert f"BLAS threads, on which steps/s depends: Julia {before}" in list(outcome.lines())
    assert outcome.to_dict()["languages"]["python"]["blas_threads"] is None
    run.close()
    alone.close()


# ---------------------------------------------------------------- files


def test_a_run_is_written_to_the_file_that_was_named(tmp_path):
    target = tmp_path / "run.txt"
    run = open_run(plan_of(), None)
    run.go(5)
    save(run, target)
    assert list(tmp_path.iterdir()) == [target]
    assert load(target).step == 5


# ---------------------------------------------------------------- figures


@pytest.fixture
def outcome():
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    plan = plan_of()
    return outcome_of(both_sides(plan, Mutant(plan)), 20)


VARIANTS = [f"sigmoid {name}" for name in ("std", "xavier", "he")]


def figures(outcome):
    from pyjuliann.training.plotting import figure_of_run, figure_of_variants

    return figure_of_run(outcome), figure_of_variants("A title", [(name, outcome) for name in VARIANTS], True)


def test_legends_hide_no_curve(outcome):
    for figure in figures(outcome):
        figure.draw_without_rendering()
        for panel in figure.axes:
            legend = panel.get_legend().get_window_extent()
            assert not legend.overlaps(panel.get_window_extent())
            assert figure.bbox.x0 <= legend.x0
            assert legend.x1 <= figure.bbox.x1
            assert figure.bbox.y0 <= legend.y0


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_figure_of_the_same_numbers_is_the_same_file(outcome, form):
    from pyjuliann.training.plotting import picture

    once, again = (picture(figures(outcome)[0], f"a.{form}") for _ in range(2))
    assert once == again
    assert b"dc:date" not in once


def test_a_figure_has_its_words_in_korean_where_there_are_letters_for_them(outcome, monkeypatch):
    from pyjuliann.parity.results import figures as results
    from pyjuliann.training.plotting import picture

    for font in ("", results.font_with_hangul()):
        monkeypatch.setattr(results, "font_with_hangul", lambda font=font: font)
        run, variants = figures(outcome)
        picture(run, "a.png", words_of("ko"))
        assert (run.axes[0].get_ylabel() == "손실(교차 엔트로피)") == bool(font)
        drawn = ElementTree.fromstring(picture(variants, "a.svg", words_of("ko")))
        texts = [text for text in drawn.itertext() if text.strip()]
        assert {"단계", "손실(교차 엔트로피)", "sigmoid std, 학습"} < set(texts)
        assert english_in("\n".join(texts)) == []


def test_drift_is_marked_below_the_figure_too():
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    from pyjuliann.training.plotting import figure_of_run

    plan = plan_of()
    late = Mutant(plan, weights=lambda params: tuple((1.0001 * w, b) for w, b in params), since=7)
    assert in_lockstep(plan, late, 20).difference is not None
    figure = figure_of_run(outcome_of(both_sides(plan, Mutant(plan, weights=late.change_weights, since=7)), 20))
    labels = [text.get_text() for text in figure.axes[2].get_legend().get_texts()]
    assert any(label.startswith("difference, step ") for label in labels)
