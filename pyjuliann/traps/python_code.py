"""Python code of the catalogue, run in a namespace of its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.bridge.values.kinds import category
from pyjuliann.bridge.values.wire import EVALUATE
from pyjuliann.errors import RecordError
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.python_side import run_python

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

_RESULT: Final = "_result"


def run_code(code: str, engine: Engine | None = None) -> Outcome:
    """Return what came of code: the value of its last expression, what it warned of, or what it raised.

    It finds ``np``, and ``julia`` where an engine is given. NumPy's error state is as it was afterwards.

    Raises
    ------
    RecordError
        If it asks recorded answers for one that they do not have, which says nothing about the two languages.
    StoppedError
        If it takes longer than the limits in force allow.

    Examples
    --------
    >>> run_code("x = np.arange(3); x.sum()").value
    np.int64(3)
    >>> run_code("1 // 0").error
    'ZeroDivisionError'
    """
    namespace: dict[str, Any] = {"np": np, "julia": _Asked(engine)}

    def value() -> Any:
        with np.errstate():
            exec(_with_result(code), namespace)  # noqa: S102 - the catalogue's own code
        return namespace[_RESULT]

    (outcome,) = run_python(value, [Case()], passing=(RecordError,))
    return outcome


class _Asked:
    """The engine as the catalogue's code uses it: what is evaluated has no part in later entries' questions."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def eval(self, code: str) -> Any:
        return self.call(EVALUATE, code)


def is_same(value: Any, stated: Any) -> bool:
    """Whether two Python values are the same to the last bit, types included; any two NaN are."""
    # NumPy has two types of one name where two of C's are as wide, so types are told by what is written.
    if repr(value) != repr(stated):
        return False
    return compare(value, stated).verdict == "identical" if category(value) else bool(value == stated)


def _with_result(code: str) -> Any:
    """Compile code so that it leaves the value of its last expression under a name."""
    tree = ast.parse(code)
    body = tree.body
    while body and isinstance(body[-1], ast.With):
        body = body[-1].body
    if not body or not isinstance(body[-1], ast.Expr):
        raise SyntaxError("the last statement must be an expression")
    last = body[-1]
    body[-1] = ast.copy_location(ast.Assign([ast.Name(_RESULT, ast.Store())], last.value), last)
    return compile(ast.fix_missing_locations(tree), "<trap>", "exec")
