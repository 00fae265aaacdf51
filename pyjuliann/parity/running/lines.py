"""Which lines of a Python function no case ran: what was never run was not compared either."""

from __future__ import annotations

import ast
import inspect
import sys
import sysconfig
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

from pyjuliann.errors import StoppedError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import from_here
from pyjuliann.parity.running.python_side import run_python

SECONDS: Final = 0.2
"""For so long cases run once more under a tracer, or until they have reached every line."""


@dataclass(frozen=True)
class Unreached:
    """Lines of a file that none of so many cases ran; each is the first of a statement."""

    file: str
    lines: tuple[int, ...]
    cases: int


def unreached(function: Callable[..., Any], cases: Sequence[Case], seconds: float = SECONDS) -> Unreached | None:
    """Return which lines of a function of the user's no case runs.

    The cases run once more, until every line has been reached or the time is over. Python's own tracer takes a
    microsecond a line, and is the same in every version.

    Returns
    -------
    Unreached or None
        None if all lines are reached, or if that cannot be known: the source is not there or is another package's,
        a call takes too long, or a debugger or a measurement of coverage has the tracer.
    """
    code = _own_code(function)
    lines = _statements(function, code) if code is not None else set()
    if code is None or len(lines) < 2 or sys.gettrace() is not None:
        return None
    tried, until = 0, time.monotonic() + seconds
    with _traced(code) as reached:
        for case in cases:
            try:
                run_python(function, [case])
            except StoppedError:
                return None
            tried += 1
            if lines <= reached or time.monotonic() > until:
                break
    left = tuple(sorted(lines - reached))
    return Unreached(from_here(code.co_filename), left, tried) if left and tried else None


def _own_code(function: Callable[..., Any]) -> CodeType | None:
    """Return the code of a function, None if it has none or is not the user's."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if not isinstance(code, CodeType):
        return None
    installed = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    file = Path(code.co_filename).resolve()
    return None if any(file.is_relative_to(folder.resolve()) for folder in installed) else code


def _statements(function: Callable[..., Any], code: CodeType) -> set[int]:
    """Return the lines on which a statement with code of its own begins."""
    try:
        lines, first = inspect.getsourcelines(inspect.unwrap(function))
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, SyntaxError, TypeError):  # a lambda in the middle of a line, or no source
        return set()
    begun = {node.lineno + first - 1 for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    return begun & set(_lines_of(code)) - {code.co_firstlineno}


def _lines_of(code: CodeType) -> Iterator[int]:
    """Yield the lines that a function's code, and the code of functions in it, comes from."""
    yield from (line for _, _, line in code.co_lines() if line is not None)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from set(_lines_of(inner)) - {inner.co_firstlineno}


@contextmanager
def _traced(code: CodeType) -> Iterator[set[int]]:
    """Have the lines of a function that run put into a set."""
    reached: set[int] = set()
    codes = set(_codes_of(code))

    def on_line(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ARG001 - what tracers get
        reached.add(frame.f_lineno)
        return on_line

    def on_call(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ARG001 - what tracers get
        return on_line if frame.f_code in codes else None

    sys.settrace(on_call)
    try:
        yield reached
    finally:
        sys.settrace(None)


def _codes_of(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes_of(inner)
