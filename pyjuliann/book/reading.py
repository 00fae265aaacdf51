"""What a reader types into a field, as a value: numbers, texts, arrays and tuples, in the notation of either language.

It is read as a literal, part by part against the value that stands there; nothing of it is ever evaluated.
"""

from __future__ import annotations

import ast
import math
import re
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.type_names import is_namedtuple, sizes
from pyjuliann.errors import PyjuliannError
from pyjuliann.language import phrase

LONGEST: Final = 20_000
"""Characters of one field."""

MOST: Final = 2_500
"""Elements of one array."""

_NUMBERS: Final = {"nan": math.nan, "NaN": math.nan, "inf": math.inf, "Inf": math.inf, "pi": math.pi, "π": math.pi}
_TRUTHS: Final = {"true": True, "false": False}
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


class InputError(PyjuliannError, ValueError):
    """What is in a field cannot be taken."""


def is_editable(value: Any) -> bool:
    """Return whether a value can be typed, and is short enough for it."""
    if isinstance(value, np.ndarray):
        return value.size <= MOST and value.dtype.kind in "fiub"
    if isinstance(value, tuple):
        return len(field_text(value)) <= LONGEST // 10 and all(map(is_editable, value))
    return isinstance(value, bool | int | float | str | np.generic)


def field_text(value: Any) -> str:
    """Return what stands in a field for a value: Python's code for it, arrays as nested lists.

    Examples
    --------
    >>> field_text((np.array([[1.5, 2]]), "sgd"))
    "([[1.5, 2.0]], 'sgd')"
    """
    if isinstance(value, np.ndarray):
        return re.sub(r"\b(?:np\.)?(nan|inf)\b", r"\1", repr(value.tolist()))
    if is_namedtuple(value):
        named = (f"{name}={field_text(part)}" for name, part in value._asdict().items())
        return f"{type(value).__name__}({', '.join(named)})"
    if isinstance(value, tuple):
        return f"({', '.join(map(field_text, value))}{',' * (len(value) == 1)})"
    return repr(value.item()) if isinstance(value, np.generic) else repr(value)


def read_field(text: str, like: Any) -> Any:
    """Return the value that a text is, of the kind of the one that stands in its place.

    Parameters
    ----------
    text : str
        Python's notation, ``[[1, 2], [3, 4]]``, with or without ``np.array``; Julia's of a matrix, ``[1 2; 3 4]``.
    like : object
        The value that it takes the place of: an array has as many dimensions, a tuple as many parts. Whole numbers
        are Float64 where that has been; in the place of whole numbers there may be others.

    Raises
    ------
    InputError
        If it is no such literal.

    Examples
    --------
    >>> read_field("[1 2; 3 4]", np.ones((1, 3)))
    array([[1., 2.],
           [3., 4.]])
    """
    if len(text) > LONGEST:
        raise InputError(phrase("expected at most {} characters, got {}", LONGEST, len(text)))
    if not text.strip():
        raise _other(like, phrase("an empty field"))
    try:
        return _value(_tree(_in_python(text.strip())), like)
    except RecursionError:  # thousands of signs in a row
        raise InputError(phrase("this is no literal")) from None


# ---------------------------------------------------------------- notation

_NUMBER: Final = r"[-+]?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|NaN|Inf|nan|inf|true|false|π|pi)"
_ROWS: Final = re.compile(rf"\[\s*{_NUMBER}(?:[ \t]+{_NUMBER})*\s*(?:(?:;|\n)\s*{_NUMBER}(?:[ \t]+{_NUMBER})*\s*)*;?\]")


def _in_python(text: str) -> str:
    """Return a text with Julia's matrices written as Python's nested lists."""
    if " " not in text and ";" not in text:
        return text
    return _ROWS.sub(lambda found: _nested(found[0]), text)


def _nested(matrix: str) -> str:
    rows = [row.split() for row in re.split(r"[;\n]", matrix[1:-1]) if row.split()]
    if len(rows) == 1 and len(rows[0]) == 1 and ";" not in matrix:
        return matrix  # a list of one number, in either language
    inner = ", ".join("[" + ", ".join(row) + "]" for row in rows)
    return f"[{inner}]"


def _tree(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        line = text.splitlines()[(error.lineno or 1) - 1] if error.lineno and text.splitlines() else text
        near = line[max(0, (error.offset or 1) - 1) :][:20]
        raise InputError(phrase("this is no literal; reading it stopped at {!r}", near or line[-20:])) from None
    except (ValueError, RecursionError, MemoryError):  # a NUL, or thousands of brackets
        raise InputError(phrase("this is no literal")) from None


# ---------------------------------------------------------------- values


def _value(tree: ast.expr, like: Any) -> Any:
    if isinstance(like, np.ndarray):
        return _array(tree, like)
    if is_namedtuple(like):
        return _named(tree, like)
    if isinstance(like, tuple):
        if not isinstance(tree, ast.Tuple | ast.List) or len(tree.elts) != len(like):
            raise _other(like, _source(tree))
        return tuple(_value(part, other) for part, other in zip(tree.elts, like, strict=True))
    value = _scalar(tree)
    if isinstance(like, str) or isinstance(value, str):
        if not (isinstance(like, str) and isinstance(value, str)):
            raise _other(like, _source(tree))
        return value
    if isinstance(like, bool | np.bool_):
        if not isinstance(value, bool):
            raise _other(like, _source(tree))
        return type(like)(value)
    if isinstance(value, bool):
        raise _other(like, _source(tree))
    if isinstance(like, int | np.integer):
        return type(like)(value) if isinstance(value, int) else value
    return type(like)(value)


def _named(tree: ast.expr, like: Any) -> Any:
    """Return a named tuple of the same class, its fields by name or by place."""
    called = tree.func.id if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) else ""
    if not isinstance(tree, ast.Call) or called != type(like).__name__:
        raise _other(like, _source(tree))
    given = dict(zip(like._fields, tree.args, strict=False)) | {one.arg or "": one.value for one in tree.keywords}
    if set(given) != set(like._fields) or len(tree.args) + len(tree.keywords) != len(like._fields):
        raise _other(like, _source(tree))
    return type(like)(**{name: _value(given[name], old) for name, old in like._asdict().items()})


def _array(tree: ast.expr, like: np.ndarray) -> np.ndarray:
    match tree:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="array") | ast.Name(id="array"), args=[inner]):
            if all(keyword.arg == "dtype" for keyword in tree.keywords):
                tree = inner
    shape: list[int] = []
    flat: list[bool | int | float] = []
    _fill(tree, 0, shape, flat)
    if len(shape) != like.ndim and not (like.ndim > 2 and len(shape) == 2 and like.shape[2:] == (1,) * (like.ndim - 2)):
        raise _other(like, phrase("one of size {}", sizes(tuple(shape)) if len(shape) > 1 else len(flat)))
    kind = like.dtype
    if kind.kind in "iub" and any(isinstance(x, float) for x in flat):
        kind = np.dtype(np.float64)  # a fraction among whole numbers is meant
    if kind.kind == "b" and not all(isinstance(x, bool) for x in flat):
        kind = np.dtype(np.int64)
    if kind.kind == "i" and kind.itemsize < 8:
        kind = np.dtype(np.int64)
    with np.errstate(over="ignore"):  # what is too large for a Float32 is infinite
        return np.array(flat, kind).reshape(*shape, *(1,) * (like.ndim - len(shape)))


def _fill(tree: ast.expr, depth: int, shape: list[int], flat: list[bool | int | float]) -> None:
    """Read a nested list in its order; all lists of a depth are as long as the first of it."""
    if not isinstance(tree, ast.List | ast.Tuple):
        if depth != len(shape):
            told = "expected rows of the same length; {} stands where a list does elsewhere"
            raise InputError(phrase(told, _source(tree)))
        if len(flat) >= MOST:
            raise InputError(phrase("expected at most {} elements", MOST))
        value = _scalar(tree)
        if isinstance(value, str):
            raise InputError(phrase("expected a number, got {}", _source(tree)))
        flat.append(value)
        return
    if len(shape) == depth:
        if flat:
            told = "expected rows of the same length; {} stands where a number does elsewhere"
            raise InputError(phrase(told, _source(tree)))
        shape.append(len(tree.elts))
    if not tree.elts:
        raise InputError(phrase("expected numbers, got an empty list"))
    if shape[depth] != len(tree.elts):
        told = "expected rows of the same length, got {} and {} elements"
        raise InputError(phrase(told, shape[depth], len(tree.elts)))
    for part in tree.elts:
        _fill(part, depth + 1, shape, flat)


def _scalar(tree: ast.expr) -> bool | int | float | str:
    match tree:
        case ast.Constant(value=bool() | str() as value):
            return value
        case ast.Constant(value=float() as value):
            return value
        case ast.Constant(value=int() as value):
            return _whole(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)) if not isinstance(value, bool):
            return _whole(-value)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            value = _scalar(operand)
            if not isinstance(value, bool | str):
                return -value if isinstance(sign, ast.USub) else value
        case ast.Name(id=name) if name in _NUMBERS:
            return _NUMBERS[name]
        case ast.Name(id=name) if name in _TRUTHS:
            return _TRUTHS[name]
        case ast.Attribute(value=ast.Name(id="np"), attr=name) if name in _NUMBERS:
            return _NUMBERS[name]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr=name), args=[one], keywords=[]):
            if name in ("float64", "float32", "int64", "bool_"):
                return _scalar(one)
    raise InputError(phrase("expected a number or a text, got {}", _source(tree)))


def _whole(value: int) -> int:
    if not _LOWEST <= value <= _HIGHEST:
        got = str(value) if value.bit_length() <= 128 else phrase("one of {} bits", value.bit_length())
        raise InputError(phrase("expected a whole number from -2**63 to 2**63 - 1, got {}", got))
    return value


# ---------------------------------------------------------------- words


_KINDS: Final = (
    "expected a number such as {}, got {}",
    "expected a vector such as {}, got {}",
    "expected a matrix such as {}, got {}",
    "expected nested lists such as {}, got {}",
)


def _other(like: Any, got: str) -> InputError:
    """Return that something else is expected in a place, which is told by an example."""
    if isinstance(like, np.ndarray):
        told, small = _KINDS[min(like.ndim, 3)], like[tuple(slice(0, 2) for _ in range(like.ndim))]
        return InputError(phrase(told, field_text(small), got))
    return InputError(phrase("expected something such as {}, got {}", field_text(like)[:60], got))


def _source(tree: ast.expr) -> str:
    try:
        text = ast.unparse(tree)
    except ValueError:  # a number of thousands of digits, which Python does not write
        return "…"
    return text if len(text) <= 40 else f"{text[:37]}…"
