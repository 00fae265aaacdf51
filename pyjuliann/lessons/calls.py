"""An example's call, in either language.

A function cannot cross the bridge. Where one is an argument, or where the function called is the example's own,
its Julia code is defined there under a name made of the code's hash, and that name is called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyjuliann.nn
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.bridge.values.wire import EVALUATE
from pyjuliann.errors import CallTimeoutError, EngineTimeoutError, JuliaError, RecordError
from pyjuliann.lessons.model import Example
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.python_side import argument_value, run_python

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


def python_function(example: Example) -> Callable[..., Any]:
    """Return the function that an example calls in Python."""
    called = example.function
    if isinstance(called, Twin):
        own: Callable[..., Any] = called.python
        return own

    def ours(*args: Any, **keywords: Any) -> Any:
        return getattr(pyjuliann.nn, called)(*args, **keywords)  # one that is missing is the example's error

    return ours


def call_python(example: Example) -> Any:
    """Return what Python makes of an example."""
    return python_function(example)(*map(argument_value, example.args), **example.keywords)


def asked_python(example: Example) -> Outcome:
    """Return what came of an example in Python."""
    (outcome,) = run_python(python_function(example), [Case(example.args, example.keywords, example.id)])
    return outcome


def call_julia(engine: Engine, example: Example) -> JuliaValue:
    """Return what Julia makes of an example, with its type."""
    function = f"JuliaNN.{example.function}"
    if any(isinstance(part, Twin) for part in (example.function, *example.args)):
        function, code = definition(example)
        engine.call(EVALUATE, code)
    arguments = (argument for argument in example.args if not isinstance(argument, Twin))
    answer: JuliaValue = engine.call(function, *arguments, typed=True, **example.keywords)
    return answer


def asked_julia(engine: Engine, example: Example) -> Outcome:
    """Return what came of an example in Julia.

    Raises
    ------
    RecordError, CallTimeoutError
        If it was never asked, or not answered in time: that says nothing about the two languages.
    """
    try:
        return Outcome(call_julia(engine, example))
    except RecordError:
        raise
    except EngineTimeoutError as error:
        raise CallTimeoutError(str(error)) from None
    except JuliaError as error:
        return Outcome(error=error.type, message=error.message)
    except Exception as error:  # noqa: BLE001 - whatever a side raises is its answer
        return Outcome(error=type(error).__name__, message=str(error))


def definition(example: Example) -> tuple[str, str]:
    """Return the name and the code of a Julia function that takes the arguments which are no functions.

    Examples
    --------
    >>> from pyjuliann.lessons.model import Exact
    >>> square = Twin(lambda x: x * x, "x -> x^2")
    >>> print(definition(Example("4.1", "", "derivative", (square, 3.0), Exact(6.0)))[1])
    lesson_367548d7f643(x2; keywords...) = JuliaNN.derivative(x -> x^2, x2; keywords...)
    nothing
    """
    names = [part.julia if isinstance(part, Twin) else f"x{k}" for k, part in enumerate(example.args, 1)]
    own = ", ".join(name for name, part in zip(names, example.args, strict=True) if not isinstance(part, Twin))
    function = f"({example.function.julia})" if isinstance(example.function, Twin) else f"JuliaNN.{example.function}"
    body = f"({own}; keywords...) = {function}({', '.join(names)}; keywords...)"
    name = f"lesson_{hashlib.sha256(body.encode()).hexdigest()[:12]}"
    return name, f"{name}{body}\nnothing"
