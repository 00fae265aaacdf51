"""Who calls the package, and whether the value of a call is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from pyjuliann.caller import drops_value, frames_to_caller

SEEN: list[bool] = []


def called(*args: Any, **kwargs: Any) -> int:
    SEEN.append(drops_value(sys._getframe(1)))
    return 1


DROPPED = ("called()", "called(1, *[2], x=3)", "called(called)\n1", "for _ in (1,): called()")
KEPT = (
    "x = called()",
    "[called()]",
    "called().real",
    "f'{called()}'",
    "assert called()",
    "x: int = called() + 1",
    "called() if called() else 2",
)


@pytest.mark.parametrize("code", DROPPED)
def test_a_statement_of_its_own_drops_the_value(code: str) -> None:
    SEEN.clear()
    exec(compile(code, "<code>", "exec"), {"called": called})
    exec(compile(f"def f():\n    {code.replace(chr(10), chr(10) + '    ')}\nf()", "<code>", "exec"), {"called": called})
    exec(compile(code.partition("\n")[0] + "\n", "<prompt>", "single"), {"called": called})
    assert SEEN == [True, True, True]


@pytest.mark.parametrize("code", KEPT)
def test_everything_else_keeps_it(code: str) -> None:
    SEEN.clear()
    exec(compile(code, "<code>", "exec"), {"called": called})
    assert SEEN[-1] is ("if" in code)
    assert not any(SEEN[:-1])


def test_a_result_that_is_passed_on_is_kept() -> None:
    SEEN.clear()

    def passed_on() -> int:
        return called()

    assert passed_on() == 1
    assert SEEN == [False]


def test_the_caller_is_outside_the_package() -> None:
    inside: dict[str, Any] = {"__name__": "pyjuliann.somewhere", "frames": frames_to_caller}
    exec("def one(): return frames()\ndef two(): return one()", inside)
    two: Callable[[], Any] = inside["two"]
    frame, count = two()
    assert frame is sys._getframe(0)
    assert count == 2
