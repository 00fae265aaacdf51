"""Numbers that stand in the source of either side: near them, a function may change what it does."""

from __future__ import annotations

import dis
import inspect
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import Any, Final

from pyjuliann.parity.pairing.pair import JuliaTarget, Pair

MOST: Final = 12
"""How many numbers are taken from both sides together."""

ALWAYS: Final = (0.0, 1.0, -1.0)
"""Numbers that are tried whatever stands in the source."""

_DEPTH: Final = 2
_JULIA_STRING: Final = re.compile(r'"""(?s:.*?)"""|"(?:\\.|[^"\\\n])*"|#=(?s:.*?)=#|#[^\n]*')
_JULIA_NUMBER: Final = re.compile(
    r"""(?<![\w.])(?:0x(?P<hex>[\da-fA-F]+)
      | (?P<decimal>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eEf][+-]?\d+)?))""",
    re.VERBOSE,
)
_JULIA_QUOTIENT: Final = re.compile(r"(?<![\w.])(?<![*/^÷%\\])(?<![*/^÷%\\] )(\d+) ?/ ?([1-9]\d*)(?![\w.^(])(?! ?\^)")
"""A quotient of two whole numbers, which is one number, rounded; not that of a product, as in ``x * 1/3``."""


def landmarks(pair: Pair) -> tuple[float, ...]:
    """Return the numbers in the source of either side, each with both signs, and those that are always tried."""
    found = dict.fromkeys(
        number
        for number in map(_float, (*python_numbers(pair.python), *julia_numbers(julia_text(pair.julia))))
        if math.isfinite(number) and number not in ALWAYS
    )
    signed = [x for number in list(found)[: MOST // 2] for x in (number, -number)]
    return (*dict.fromkeys(signed), *ALWAYS)


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # an integer beyond all floats
        return math.inf


def python_numbers(function: Callable[..., Any], depth: int = _DEPTH) -> Iterator[float]:
    """Yield the numbers in a function's code, in what it encloses, and in functions of its module that it calls.

    They are read from the bytecode, which every function has, those of a prompt or a notebook too, and where
    ``1 / 3`` is one number.
    """
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType):
        return
    names: dict[str, None] = {}
    yield from _code_numbers(function.__code__, names)
    cells = [cell.cell_contents for cell in function.__closure__ or () if cell != CellType()]
    for value in (*cells, *(function.__globals__[name] for name in names if name in function.__globals__)):
        yield from _numbers_in(value)
        if depth and isinstance(value, FunctionType) and value.__module__ == function.__module__:
            yield from python_numbers(value, depth - 1)


def _code_numbers(code: CodeType, names: dict[str, None]) -> Iterator[float]:
    """Yield the numbers in code and in what is defined in it; add the names of what may be global to `names`."""
    names.update(dict.fromkeys(code.co_names))
    for instruction in dis.get_instructions(code):
        if "CONST" in instruction.opname or "SMALL_INT" in instruction.opname:
            value = instruction.argval
            if isinstance(value, CodeType):
                yield from _code_numbers(value, names)
            else:
                yield from _numbers_in(value)


def _numbers_in(value: Any) -> Iterator[float]:
    if type(value) in (int, float):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for part in value:
            yield from _numbers_in(part)


def calls_probe(target: JuliaTarget) -> bool:
    """Return whether a target's Julia code, or the file that it is in, calls `probe`."""
    return "probe(" in _whole_text(target)


def _whole_text(target: JuliaTarget) -> str:
    """Return a target's Julia code, or that of its file; "" where a name is all there is, or it cannot be read."""
    if target.kind != "file":
        return target.text if target.kind == "code" else ""
    try:
        return Path(target.path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def julia_text(target: JuliaTarget) -> str:
    """Return a target's Julia code; out of a file the lines of that function, where they can be told."""
    text = _whole_text(target)
    if target.kind != "file":
        return text
    name = re.escape(target.text.rpartition(".")[2])
    blocks = re.findall(rf"^([ \t]*)function {name}\b(.*?)^\1end\b", text, re.MULTILINE | re.DOTALL)
    lines = re.findall(rf"^[ \t]*{name}\(.*?\n(?=\S|\s*\n|\Z)", f"{text}\n", re.MULTILINE | re.DOTALL)
    return "\n".join([*(body for _, body in blocks), *lines]) or text


def julia_numbers(text: str) -> Iterator[float]:
    """Yield the numbers in Julia code, and quotients such as 1/3; those in strings and comments are left out.

    Examples
    --------
    >>> list(julia_numbers("x -> x > 2.5e-3 ? 0x10 : 1_000x  # not 7"))
    [0.0025, 16, 1000]
    """
    code = _JULIA_STRING.sub(" ", text)
    yield from (int(above) / int(below) for above, below in _JULIA_QUOTIENT.findall(code))
    for match in _JULIA_NUMBER.finditer(code):
        if match["hex"]:
            yield int(match["hex"][:16], 16)
        else:
            number = match["decimal"].replace("_", "").replace("f", "e")
            yield int(number) if number.isdecimal() else float(number)
