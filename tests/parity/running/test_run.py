"""The one runner: batches, stops on either side, and that nothing else runs both sides."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pyjuliann
from pyjuliann.errors import StoppedError
from pyjuliann.parity.running.run import one_by_one, run

PACKAGE = Path(pyjuliann.__file__).parent


def together(some, python, julia):
    return list(zip(some, python, julia, strict=True))


def test_every_case_is_asked_once_and_in_order_whatever_the_batch():
    for batch in (1, 3, 10, 100):
        asked, told = [], []

        def python(some, asked=asked):
            asked.append(len(some))
            return [-case for case in some]

        found = run(range(10), python, lambda some: [2 * case for case in some], together, batch=batch, say=told.append)
        assert found == [(case, -case, 2 * case) for case in range(10)]
        assert sum(asked) == 10
        assert max(asked) == min(batch, 10)
        assert told[:2] == ["10 cases", f"case {batch + 1} of 10"][: len(asked)]
    assert run([], list, list, together) == []


def stopping_at(last):
    """A side that answers until a case that it does not come back from."""

    def ask(case):
        if case == last:
            raise StoppedError(f"stopped at {case}")
        return case

    return one_by_one(ask)


@pytest.mark.parametrize("batch", [1, 3, 100])
@pytest.mark.parametrize(("python", "julia", "done"), [(4, None, 4), (None, 5, 5), (6, 2, 2), (2, 6, 2), (0, 0, 0)])
def test_what_was_answered_until_a_stop_is_kept(batch, python, julia, done):
    with pytest.raises(StoppedError, match=f"stopped at {done}$") as stopped:
        run(range(10), stopping_at(python), stopping_at(julia), together, batch=batch)
    assert stopped.value.results == [(case, case, case) for case in range(done)]


def test_julia_is_asked_about_no_more_than_python_answered():
    asked = []
    with pytest.raises(StoppedError):
        run(range(10), stopping_at(4), lambda some: asked.extend(some) or list(some), together)
    assert asked == [0, 1, 2, 3]


def called_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {f.id for f in functions if isinstance(f, ast.Name)} | {
        f"{f.value.attr if isinstance(f.value, ast.Attribute) else getattr(f.value, 'id', '')}.{f.attr}"
        for f in functions if isinstance(f, ast.Attribute)
    }  # fmt: skip


def test_nothing_but_the_runner_runs_both_sides():
    """Whoever asks Julia about cases, or for a verdict of many, does it through `run`."""
    all_called = {path: called_in(path) for path in sorted(PACKAGE.rglob("*.py"))}
    for path, called in all_called.items():
        if called & {"session.run", "_session.run", "session.observe", "judge_calls"}:
            # these have both answers already, ask whether large numbers are harmless, or look at one call inside
            assert "run" in called or path.name in ("judgement.py", "listen.py", "mixed.py", "widening.py"), path
    alone = {path.relative_to(PACKAGE).as_posix() for path, called in all_called.items() if "run_python" in called}
    # each asks Python alone: for a lesson's or an entry's half, in the book too, for rounding and overflow, to try a
    # cause or a change, for what a call does inside, and whether one of a program's does the same again
    assert alone == {
        "lessons/calls.py", "traps/python_code.py", "parity/running/moved.py", "parity/causes/evidence.py",
        "parity/causes/repair_python.py", "parity/running/fitting.py", "parity/running/lines.py",
        "parity/running/widening.py", "parity/running/apart.py", "parity/running/listen.py",
        "parity/running/machine.py", "parity/running/sequences.py", "parity/replaying/compared.py",
        "parity/replaying/mixed.py", "book/trying.py",
    }  # fmt: skip
