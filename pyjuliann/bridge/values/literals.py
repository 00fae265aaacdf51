"""Values as code, in the notation of either language: what is evaluated gives the value and its type back.

Python code knows ``np``, and ``Fraction``, ``namedtuple`` and the classes of named tuples where a value needs them.
Julia code is that of every version from 1.5 on: an array of more than two dimensions is written by `cat` and `reshape`,
not by ``;;;``.

Arrays that are too long to be read are either written as bytes, or, if that is asked for, abbreviated: then ``…``,
which neither language takes for code, stands for what is left out.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.numerals import COMPACT, item, julia_number, python_number
from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, is_julia_value, is_namedtuple, is_twin
from pyjuliann.printable import safe_repr

Notation = Literal["python", "julia"]

MOST_NUMBERS: Final = 100
"""Elements up to which an array is written number by number."""

MOST_ELEMENTS: Final = 16
"""Elements up to which an array is not abbreviated, where that is asked for."""


@dataclass(frozen=True)
class Group:
    """Parts between brackets: on one line, or, where they do not fit, each on a line of its own."""

    before: str
    parts: tuple[Doc, ...]
    between: str
    after: str


Doc = str | Group

_INDENT: Final = 4
_LONGEST_HANG: Final = 24
"""Columns of an opening up to which what follows stands below its first part."""


def python_literal(value: Any, *, layout: bool = False, short: bool = False) -> str:
    """Return Python code for a value, on one line.

    Parameters
    ----------
    value : object
    layout : bool
        Whether the memory layout of arrays is to come back too.
    short : bool
        Whether long arrays are abbreviated.

    Examples
    --------
    >>> python_literal((np.array([[1, 2]]), np.float32(0.1), float("nan")))
    '(np.array([[1, 2]]), np.float32(0.1), np.nan)'
    """
    return flat(_doc(value, _Python(short, layout)))


def julia_literal(value: Any, *, short: bool = False) -> str:
    """Return Julia code for a value, on one line.

    Parameters
    ----------
    value : object
    short : bool
        Whether long arrays are abbreviated.

    Examples
    --------
    >>> julia_literal((np.array([[1, 2]]), np.float32(0.1), np.array([[[20]]]), "a"))
    '([1 2], Float32(0.1), reshape([20], 1, 1, 1), "a")'
    """
    return flat(_doc(value, _Julia(short)))


def literal_lines(value: Any, notation: Notation, width: float) -> list[str]:
    """Return a value as code in lines of at most `width`, where its rows and parts allow it; long arrays abbreviated.

    A row of a Julia matrix stays whole, however long: a line's end would begin another row.
    """
    return doc_lines(_doc(value, _Julia(True) if notation == "julia" else _Python(True)), width)


def element_text(value: Any, notation: Notation) -> str:
    """Return an element of a result in few characters: a number without NumPy's type, anything else as code.

    Examples
    --------
    >>> element_text(np.float32(0.1), "python"), element_text(np.nan, "python"), element_text(np.nan, "julia")
    ('0.1', 'np.nan', 'NaN')
    """
    return (julia_literal if notation == "julia" else python_literal)(item(value), short=True)


def julia_string(text: str) -> str:
    r"""Return a Julia string literal.

    Examples
    --------
    >>> print(julia_string('cost: $5, "cheap"'))
    "cost: \$5, \"cheap\""
    """
    return json.dumps(text, ensure_ascii=False).replace("$", "\\$")


def _doc(value: Any, writer: _Python | _Julia) -> Doc:
    try:
        return writer.doc(value)
    except RecursionError:
        return safe_repr(value)  # a container that holds itself: no code gives it back


# ---------------------------------------------------------------- lines


def flat(doc: Doc) -> str:
    """Return code on one line."""
    if isinstance(doc, str):
        return doc
    return doc.before + doc.between.join(map(flat, doc.parts)) + doc.after


def doc_lines(doc: Doc, width: float) -> list[str]:
    """Return code in lines of at most `width`, where its parts allow it."""
    whole = flat(doc)
    if isinstance(doc, str) or not doc.parts or len(whole) <= width:
        return [whole]
    hanging = len(doc.before) <= _LONGEST_HANG
    room = width - (len(doc.before) if hanging else _INDENT) - 1
    last = len(doc.parts) - 1
    found: list[str] = []
    for k, part in enumerate(doc.parts):
        own = doc_lines(part, room)
        own[-1] += doc.between.rstrip() if k < last else doc.after
        joined = f"{found[-1]} {own[0]}" if found else ""
        # numbers fill a line, what has brackets of its own begins one
        if found and isinstance(part, str) and isinstance(doc.parts[k - 1], str) and len(joined) <= room + 1:
            found[-1] = joined
        else:
            found += own
    if not hanging:
        return [doc.before, *(" " * _INDENT + line for line in found)]
    return [doc.before + found[0], *(" " * len(doc.before) + line for line in found[1:])]


# ---------------------------------------------------------------- Python


class _Python:
    def __init__(self, short: bool, layout: bool = False) -> None:
        self.short, self.layout = short, layout

    def doc(self, value: Any) -> Doc:
        if is_twin(value):
            return callable_code(value.python)[1] if callable(value.python) else self.doc(value.python)
        if is_julia_value(value):
            return self.doc(value.value)
        if isinstance(value, np.ndarray):
            # a matrix, a masked array and others of its kind are not what np.array makes
            return self._array(value) if type(value) is np.ndarray else " ".join(repr(value).split())
        if isinstance(value, np.generic) and value.dtype.kind in "biufc":
            return f"np.{value.dtype.name}({python_number(value)})"
        if isinstance(value, np.str_ | np.bytes_):
            return f"np.{type(value).__name__}({value.item()!r})"
        if isinstance(value, float | complex) and not isinstance(value, np.generic):
            return python_number(value)
        return self._container(value)

    def _container(self, value: Any) -> Doc:
        if is_namedtuple(value):
            names, kind = value._fields, type(value)
            if _is_importable(kind):
                entries = tuple(f"{name}={flat(self.doc(part))}" for name, part in zip(names, value, strict=True))
                return Group(f"{kind.__name__}(", entries, ", ", ")")
            return Group(f"namedtuple({kind.__name__!r}, {' '.join(names)!r})(", self._docs(value), ", ", ")")
        if isinstance(value, tuple):
            return _tuple(self._docs(value))
        if isinstance(value, list):
            return Group("[", self._docs(value), ", ", "]")
        if isinstance(value, dict):
            entries = tuple(f"{flat(self.doc(key))}: {flat(self.doc(part))}" for key, part in value.items())
            return Group("{", entries, ", ", "}")
        if isinstance(value, set | frozenset):
            parts = Group("{", self._docs(sorted(value, key=repr)), ", ", "}") if value else "set()"
            return parts if isinstance(value, set) else Group("frozenset(", (parts,) if value else (), "", ")")
        return safe_repr(value)

    def _docs(self, values: Iterable[Any]) -> tuple[Doc, ...]:
        return tuple(map(self.doc, values))

    def _array(self, array: npt.NDArray[Any]) -> Doc:
        if self.short and array.size > MOST_ELEMENTS:
            own = "" if _is_natural(array) else f", {array.dtype.name}"
            return f"{_hinted(array, self._hint)} of shape {array.shape}{own}"
        doc = self._numbers(array) if array.dtype.name in JULIA_ELEMENT else self._others(array)
        layout = layout_of(array) if self.layout and array.size > 1 else "C"
        if layout == "F":
            return Group("np.asfortranarray(", (doc,), "", ")")
        if layout == "strided":
            return Group("np.repeat(", (doc, "2", "axis=-1"), ", ", ")[..., ::2]")
        return Group("", (doc,), "", "[::-1].copy()[::-1]") if layout == "reversed" else doc

    def _hint(self, value: Any) -> str:
        number = item(value)
        if isinstance(number, float) and math.isfinite(number):
            number = float(f"{number:.{COMPACT}g}")
        return flat(self.doc(number))

    def _numbers(self, array: npt.NDArray[Any]) -> Doc:
        dtype = f"np.{array.dtype.name}"
        if array.size == 0:
            return f"np.zeros({array.shape}{'' if array.dtype.name == 'float64' else f', {dtype}'})"
        if array.size > MOST_NUMBERS:
            return f"np.frombuffer(bytes.fromhex({_bytes(array).hex()!r}), {dtype}).reshape({array.shape})"
        numbers = _nested(array, python_number)
        return Group("np.array(", (numbers,) if _is_natural(array) else (numbers, dtype), ", ", ")")

    def _others(self, array: npt.NDArray[Any]) -> Doc:
        if array.size == 0:
            return f"np.zeros({array.shape}, {str(array.dtype)!r})"
        if array.dtype.kind != "O":
            code = flat(_nested(array, lambda part: flat(self.doc(item(part)))))
            return f"np.array({code}, {str(array.dtype)!r})"
        # objects that are sequences themselves must not become a dimension
        values = ", ".join(flat(self.doc(part)) for part in array.ravel().tolist())
        return f"np.fromiter([{values}], object).reshape({array.shape})"


def python_imports(value: Any) -> Iterator[str]:
    """Yield the imports of the named tuples that the Python code of a value names."""
    if is_namedtuple(value) and _is_importable(type(value)):
        yield f"from {type(value).__module__} import {type(value).__name__}"
    if isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from python_imports(part)


def _is_importable(kind: type) -> bool:
    return getattr(sys.modules.get(kind.__module__), kind.__name__, None) is kind


def _nested(array: npt.NDArray[Any], write: Callable[[Any], str]) -> Doc:
    if array.ndim == 0:
        return write(array[()])
    return Group("[", tuple(_nested(np.asarray(part), write) for part in array), ", ", "]")


def _is_natural(array: npt.NDArray[Any]) -> bool:
    """Whether NumPy finds this dtype in the numbers themselves."""
    return array.dtype.name in ("float64", "int64", "bool", "complex128")


# ---------------------------------------------------------------- Julia


class _Julia:
    def __init__(self, short: bool) -> None:
        self.short = short

    def doc(self, value: Any) -> Doc:
        if is_twin(value):
            return str(value.julia)
        if is_julia_value(value):
            return self._typed(value.value, value.type)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, np.bool_):
            return julia_number(value)
        if isinstance(value, np.generic) and value.dtype.kind in "iufc":
            kind = JULIA_ELEMENT.get(value.dtype.name, "Float64")
            number = julia_number(value)
            return number if kind in ("Float64", "Int64", "ComplexF64") else f"{kind}({number})"
        if isinstance(value, int | float | complex):
            return julia_number(value)
        return self._other(value)

    def _other(self, value: Any) -> Doc:
        if value is None:
            return "nothing"
        if isinstance(value, str):
            return julia_string(str(value))
        if isinstance(value, bytes):
            return 'b"' + "".join(f"\\x{byte:02x}" for byte in value) + '"'
        if isinstance(value, bytearray):
            return self._array(np.frombuffer(bytes(value), np.uint8))
        if isinstance(value, Fraction):
            return f"{value.numerator}//{value.denominator}"
        if isinstance(value, range):
            if value.step == 1:
                return f"{value.start}:{max(value.stop, value.start) - 1}"
            return f"{value.start}:{value.step}:{value[-1] if value else value.start - value.step}"
        return self._container(value)

    def _container(self, value: Any) -> Doc:
        if is_namedtuple(value):
            entries = tuple(f"{name} = {flat(self.doc(part))}" for name, part in zip(value._fields, value, strict=True))
            return _tuple(entries) if entries else "NamedTuple()"
        if isinstance(value, tuple):
            return _tuple(self._docs(value))
        if isinstance(value, list):
            return Group("Any[", self._docs(value), ", ", "]")
        if isinstance(value, dict):
            entries = tuple(f"{flat(self.doc(key))} => {flat(self.doc(part))}" for key, part in value.items())
            return Group("Dict{Any,Any}(", entries, ", ", ")")
        if isinstance(value, set | frozenset):
            return Group("Set(Any[", self._docs(sorted(value, key=repr)), ", ", "])")
        return f"error({julia_string(f'no Julia code for {safe_repr(value)}')})"

    def _typed(self, value: Any, type_name: str) -> Doc:
        doc = self.doc(value)
        if type_name == "Char":
            return f"only({flat(doc)})"
        if type_name == "Symbol":
            return f"Symbol({flat(doc)})"
        return doc if _says_its_type(value, type_name) else Group("convert(", (type_name, doc), ", ", ")")

    def _docs(self, values: Iterable[Any]) -> tuple[Doc, ...]:
        return tuple(map(self.doc, values))

    def _array(self, array: npt.NDArray[Any]) -> Doc:
        element = JULIA_ELEMENT.get(array.dtype.name)
        prefix = "" if element in ("Float64", "Int64", "Bool") else element or ""
        if array.dtype.kind in "UT":
            prefix = "String"
        if self.short and array.size > MOST_ELEMENTS:
            return f"{prefix}{_hinted(array, self._hint)} of size {array.shape}"
        size = tuple(map(str, array.shape))
        if array.size == 0:
            if element:
                return f"zeros({', '.join((element, *size))})"
            return f"Array{{{prefix or 'Any'}}}(undef, {', '.join(size)})"
        if array.ndim == 0:
            return Group("fill(", (self.doc(array[()]),), "", ")")
        if element and array.size > MOST_NUMBERS:
            data = f'reinterpret({element}, hex2bytes("{_bytes(array.ravel("F")).hex()}"))'
            return f"reshape(collect({data}), {', '.join(size)})"
        return self._written(array, prefix)

    def _written(self, array: npt.NDArray[Any], prefix: str) -> Doc:
        """Return an array number by number: a vector, a matrix, or the matrices that its slices are."""
        if array.ndim == 1:
            return Group(f"{prefix}[", tuple(map(self._element, array)), ", ", "]")
        if array.ndim == 2:
            if array.shape[1] == 1:
                return Group("reshape(", (self._written(array[:, 0], prefix), *map(str, array.shape)), ", ", ")")
            rows = tuple(" ".join(map(self._element, row)) for row in array)
            return Group(f"{prefix}[", rows, "; ", "]")
        slices = array.reshape((*array.shape[:2], -1), order="F")
        matrices = [slices[..., k] for k in range(slices.shape[2])]
        # a slice of one column is written as a vector, which `cat` and `reshape` take for one
        docs = tuple(self._written(part if part.shape[1] > 1 else part[:, 0], prefix) for part in matrices)
        whole = docs[0] if len(docs) == 1 else Group("cat(", docs, ", ", "; dims=3)")
        if array.ndim == 3 and len(docs) > 1:
            return whole
        return Group("reshape(", (whole, *map(str, array.shape)), ", ", ")")

    def _element(self, value: Any) -> str:
        if isinstance(value, np.generic) and value.dtype.kind in "biufc":
            return julia_number(value)
        return flat(self.doc(item(value)))

    def _hint(self, value: Any) -> str:
        number = item(value)
        return julia_number(number, COMPACT) if isinstance(number, int | float | complex) else flat(self.doc(number))


_PLAIN_TYPES: Final = (
    "Bool", "Int64", "Float64", "ComplexF64", "String", "Nothing", "Rational{Int64}", "Vector{Any}", "Dict{Any, Any}",
    "Set{Any}", "Tuple{", "NamedTuple{", "UnitRange{Int64}", "StepRange{Int64", "Base.CodeUnits{",
)  # fmt: skip
"""What the types of values begin with whose code says of which type they are."""


def _says_its_type(value: Any, type_name: str) -> bool:
    """Whether the code of a value gives this Julia type, or, of a view or an adjoint, the array that it shows."""
    if isinstance(value, np.ndarray):
        element = JULIA_ELEMENT.get(value.dtype.name, "String" if value.dtype.kind in "UT" else "")
        return not type_name.startswith(("Vector{", "Matrix{", "Array{")) or f"{{{element}" in type_name
    if isinstance(value, np.generic):
        return JULIA_ELEMENT.get(value.dtype.name) == type_name
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return type_name == "BigInt" and abs(value) >= 2**127
    return type_name.startswith(_PLAIN_TYPES)


# ---------------------------------------------------------------- what both share


def _tuple(docs: tuple[Doc, ...]) -> Group:
    return Group("(", docs, ", ", ",)" if len(docs) == 1 else ")")


def _hinted(array: npt.NDArray[Any], write: Callable[[Any], str]) -> str:
    """Return the first elements, row by row in both languages, and the last one."""
    shown = [write(array.flat[k]) for k in (0, 1, 2, -1)]
    return f"[{', '.join(shown[:3])}, …, {shown[3]}]"


def _bytes(array: npt.NDArray[Any]) -> bytes:
    return array.astype(array.dtype.newbyteorder("<")).tobytes()
