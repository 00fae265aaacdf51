"""Which lines of a Python function no case ran: what was never run was not compared either."""

from __future__ import annotations

import ast
import copy
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from pyjuliann.errors import StoppedError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import from_here
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.parity.running.python_side import run_python

SECONDS: Final = 2.0
"""For so long cases run once more, or until they have reached every line."""

_TELL: Final = "_pyjuliann_reached"


@dataclass(frozen=True)
class Unreached:
    """Lines of a file that none of so many cases ran; each is the first of a statement."""

    file: str
    lines: tuple[int, ...]
    cases: int


def unreached(function: Callable[..., Any], cases: Iterable[Case], seconds: float = SECONDS) -> Unreached | None:
    """Return which lines of a function of the user's no case runs.

    The cases run once more on a copy that says which of its statements it comes to, until it has come to all or the
    time is over. A tracer would be simpler, but a thread has one only, which may be a debugger's or coverage's.

    Returns
    -------
    Unreached or None
        None if all lines are reached, or if that cannot be known: the source is not there or is another package's, or
        a call takes too long.
    """
    code = python_code(function)
    if code is None or not isinstance(code.node, ast.FunctionDef):
        return None
    teller = _Telling()
    copied = ast.fix_missing_locations(teller.visit(copy.deepcopy(code.node)))
    if len(teller.lines) < 2:
        return None
    reached: set[int] = set()
    try:
        telling = code.changed(code.node, copied, **{_TELL: reached.add})
    except Exception:  # noqa: BLE001 - a function that cannot be made once more, as one with `super()`
        return None
    tried, until = 0, time.monotonic() + seconds
    for case in cases:
        try:
            run_python(telling, [case])
        except StoppedError:
            return None
        tried += 1
        if teller.lines <= reached or time.monotonic() > until:
            break
    left = tuple(sorted(teller.lines - reached))
    return Unreached(from_here(code.path), left, tried) if left and tried else None


class _Telling(ast.NodeTransformer):
    """Puts before every statement of a function's body, and of functions in it, that it has been reached."""

    def __init__(self) -> None:
        self.lines: set[int] = set()

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(node, field, None)
            if isinstance(statements, list) and statements and isinstance(statements[0], ast.stmt):
                setattr(node, field, [part for each in statements for part in self._told(each)])
        return node

    def _told(self, statement: ast.stmt) -> list[ast.stmt]:
        docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        scope = isinstance(statement, ast.Global | ast.Nonlocal)
        if docstring or scope:
            return [statement]
        self.lines.add(statement.lineno)
        call = ast.Call(ast.Name(_TELL, ast.Load()), [ast.Constant(statement.lineno)], [])
        return [ast.copy_location(ast.Expr(call), statement), statement]
