"""Functions replaced by others, whatever name they are called by, for a while."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any

from pyjuliann.parity.watching.trampoline import Unheeding, telling_code


@contextlib.contextmanager
def replaced(stand_ins: Mapping[FunctionType, Callable[..., Any]]) -> Iterator[None]:
    """Have others do the work of functions, until this context ends.

    Parameters
    ----------
    stand_ins : mapping of function to callable
        What does the work of each; it must not call the function itself, but a `twin_of` it.
    """
    before: list[tuple[FunctionType, CodeType]] = []
    try:
        for function, stand_in in stand_ins.items():
            before.append((function, function.__code__))
            function.__code__ = telling_code(function.__code__, Unheeding(stand_in))
        yield
    finally:
        for function, code in reversed(before):
            function.__code__ = code
