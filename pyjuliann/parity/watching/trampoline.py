"""Having a function tell of its calls: its code is exchanged, so that it tells whatever name it is called by.

A wrapper in place of the function would miss who has the function already: by ``from m import f``, in a table, as a
default. The function object itself stays; with it stay its name, its attributes, and what decorators made of it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from types import CodeType, FunctionType
from typing import Any, Final, Protocol

HOOK: Final = "@pyjuliann: who is told"
"""A constant in compiled code, in whose place the object of interest is put."""

_TOLD: Final = f"""
def outer():
    {{made}}
    def told(*_pyjuliann_args, **_pyjuliann_keywords):
        _pyjuliann_hook = {HOOK!r}
        _pyjuliann_call = _pyjuliann_hook.enter(_pyjuliann_args, _pyjuliann_keywords)
        try:
            _pyjuliann_result = _pyjuliann_hook.original(*_pyjuliann_args, **_pyjuliann_keywords)
        except BaseException as _pyjuliann_error:
            _pyjuliann_hook.leave_raising(_pyjuliann_call, _pyjuliann_error)
            raise
        _pyjuliann_hook.leave(_pyjuliann_call, _pyjuliann_result)
        return _pyjuliann_result
        ({{used}})
"""
"""A function with the free variables of the one whose place it takes, as the function object holds its cells."""

_TOLD_OF_GENERATORS: Final = f"""
def outer():
    {{made}}
    def told(*_pyjuliann_args, **_pyjuliann_keywords):
        _pyjuliann_hook = {HOOK!r}
        _pyjuliann_hook.count()
        return (yield from _pyjuliann_hook.original(*_pyjuliann_args, **_pyjuliann_keywords))
        ({{used}})
"""

_TOLD_OF_COROUTINES: Final = _TOLD_OF_GENERATORS.replace("def told", "async def told").replace("yield from", "await")


class Listener(Protocol):
    """Who is told of a function's calls."""

    original: FunctionType

    def enter(self, args: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Hear that a call begins; return what it is known by at its end."""

    def leave(self, call: Any, result: Any) -> None:
        """Hear what a call returns."""

    def leave_raising(self, call: Any, error: BaseException) -> None:
        """Hear what a call raises."""

    def count(self) -> None:
        """Hear of a call of a generator function or a coroutine, of which no more is to be said."""


class Unheeding:
    """Who has another function do the work, and makes nothing of what it is told.

    Parameters
    ----------
    original : callable
        What does the work.
    """

    def __init__(self, original: Any) -> None:
        self.original = original

    def enter(self, _args: tuple[Any, ...], _keywords: Mapping[str, Any]) -> None:
        """Hear that a call begins."""

    def leave(self, _call: Any, _result: Any) -> None:
        """Hear what it returns."""

    def leave_raising(self, _call: Any, _error: BaseException) -> None:
        """Hear what it raises."""

    def count(self) -> None:
        """Hear of a call."""


def twin_of(function: FunctionType) -> FunctionType:
    """Return another function object of the same code and cells."""
    made = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    made.__kwdefaults__ = function.__kwdefaults__
    made.__qualname__, made.__module__ = function.__qualname__, function.__module__
    return made


def telling_code(code: CodeType, hook: Listener) -> CodeType:
    """Return the code that tells a hook of calls, and has the hook's original do the work.

    Its lines are those where the function begins, for whoever asks for its source, and for tracebacks.

    Raises
    ------
    ValueError
        If there is none for an asynchronous generator, which is sent values and exceptions on its way.
    """
    if code.co_flags & inspect.CO_ASYNC_GENERATOR:
        raise ValueError(code.co_name)
    text = _TOLD
    if code.co_flags & inspect.CO_GENERATOR:
        text = _TOLD_OF_GENERATORS
    elif code.co_flags & inspect.CO_COROUTINE:
        text = _TOLD_OF_COROUTINES
    tree = ast.parse(text.format(made=" = ".join([*code.co_freevars, "None"]), used=", ".join(code.co_freevars)))
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.expr | ast.ExceptHandler):
            node.lineno = node.end_lineno = code.co_firstlineno
            node.col_offset = node.end_col_offset = 0
    (outer,) = _codes(compile(tree, code.co_filename, "exec"))
    (told,) = _codes(outer)
    told = told.replace(co_name=code.co_name, co_qualname=code.co_qualname)
    return with_constants(told, {HOOK: hook})


def is_telling(code: CodeType) -> bool:
    """Whether a frame of this code is one in the place of a watched function's own."""
    return "_pyjuliann_hook" in code.co_varnames


def with_constants(code: CodeType, values: Mapping[str, Any]) -> CodeType:
    """Return code, and all within it, with objects in place of some of its texts."""
    constants = [
        with_constants(value, values) if isinstance(value, CodeType)
        else values.get(value, value) if isinstance(value, str)
        else value
        for value in code.co_consts
    ]  # fmt: skip
    return code.replace(co_consts=tuple(constants))


def _codes(code: CodeType) -> list[CodeType]:
    return [value for value in code.co_consts if isinstance(value, CodeType)]
