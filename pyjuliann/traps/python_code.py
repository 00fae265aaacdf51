"""Python code of the catalogue, run in a namespace of its own."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.bridge.values.names import EVALUATE
from pyjuliann.bridge.values.type_names import category
from pyjuliann.errors import RecordError
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.running.calls import Outcome

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

_RESULT: Final = "_result"


def run_python(code: str, engine: Engine | None = None) -> Outcome:
    """Return what came of code: the value of its last expression, what it warned of, or what it raised.

    It finds ``np``, and ``julia`` where an engine is given. NumPy's error state is as it was afterwards.

    Examples
    --------
    >>> run_python("x = np.arange(3); x.sum()").value
    np.int64(3)
    >>> run_python("1 // 0").error
    'ZeroDivisionError'
    """
    namespace: dict[str, Any] = {"np": np, "julia": _Julia(engine)}
    with warnings.catch_warnings(record=True) as caught, np.errstate():
        warnings.simplefilter("always")
        try:
            exec(_with_result(code), namespace)  # noqa: S102 - the catalogue's own code
        except RecordError:
            # what was never asked says nothing about the two languages
            raise
        except Exception as error:  # noqa: BLE001 - whatever it raises is its outcome
            outcome = Outcome(error=type(error).__name__, message=str(error), exception=type(error))
        else:
            outcome = Outcome(namespace[_RESULT])
    texts = tuple(f"{w.category.__name__}: {w.message}" for w in caught)
    return Outcome(outcome.value, outcome.error, outcome.message, outcome.exception, warnings=texts)


class _Julia:
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
