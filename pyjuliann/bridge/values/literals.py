"""Values as code, in the notation of either language: what is evaluated gives the value and its type back.

Python code knows ``np``, and ``Fraction``, ``namedtuple`` and the classes of named tuples where a value needs them.
Julia code is that of every version from 1.5 on: an array of more than two dimensions is written by `cat` and `reshape`,
not by ``;;;``.

Arrays that are too long to be read are either written as bytes, or, if that is asked for, abbreviated: then ``…``,
which neither language takes for code, stands for what is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pyjuliann.bridge.values.groups import Doc, Group, doc_lines, flat
from pyjuliann.bridge.values.julia_types import split
from pyjuliann.bridge.values.kinds import KIND_OF, TYPED
from pyjuliann.bridge.values.numerals import item
from pyjuliann.bridge.values.records import has_fields, struct_in_julia
from pyjuliann.errors import ConversionError
from pyjuliann.printable import safe_repr

Notation = Literal["python", "julia"]


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


class _Python:
    """Writes Python code."""

    def __init__(self, short: bool, layout: bool = False) -> None:
        self.short, self.layout = short, layout

    def doc(self, value: Any) -> Doc:
        return KIND_OF[type(value)].python_code(self, value)

    def docs(self, values: Iterable[Any]) -> tuple[Doc, ...]:
        return tuple(map(self.doc, values))

    def text(self, value: Any) -> str:
        return flat(self.doc(value))

    def typed(self, value: Any, _: str) -> Doc:
        return self.doc(value)


class _Julia(_Python):
    """Writes Julia code."""

    def doc(self, value: Any) -> Doc:
        return KIND_OF[type(value)].julia_code(self, value)

    def typed(self, value: Any, julia_type: str) -> Doc:
        """Return code that gives a value of this Julia type."""
        rule = TYPED.get(julia_type)
        if rule is not None and rule.code:
            return rule.code.format(self.text(value))
        if has_fields(value) and not (rule or TYPED.get(split(julia_type)[0])):
            return struct_in_julia(self, value, julia_type)
        doc = self.doc(value)
        if KIND_OF[type(value)].says_type(value, julia_type):
            return doc
        return Group("convert(", (julia_type, doc), ", ", ")")


def _doc(value: Any, writer: _Python) -> Doc:
    try:
        return writer.doc(value)
    except (RecursionError, ConversionError):
        return safe_repr(value)  # a container that holds itself, or what cannot be read: no code gives it back
