"""The call of an example as code, its arguments outlined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.groups import Group, doc_lines
from pyjuliann.bridge.values.literals import Notation, julia_literal, python_literal
from pyjuliann.bridge.values.type_names import is_namedtuple, sizes

MOST_CHARACTERS: Final = 40


def outline(value: Any, notation: Notation) -> str:
    """Return `value` as code on one line; of nested arrays whose numbers would fill a line, the sizes.

    Examples
    --------
    >>> outline((("dense",), ((np.ones((6, 5)), np.zeros((1, 5))),)), "julia")
    '(("dense",), ((6×5, 1×5),))'
    """
    whole = julia_literal(value, short=True) if notation == "julia" else python_literal(value, short=True)
    if len(whole) <= MOST_CHARACTERS or not isinstance(value, tuple) or is_namedtuple(value):
        return whole
    parts = [sizes(part.shape) if isinstance(part, np.ndarray) else outline(part, notation) for part in value]
    return f"({', '.join(parts)}{',' * (len(parts) == 1)})"


_PROMPTS: Final = {"python": (">>> ", "... "), "julia": ("julia> ", "       ")}


def call_lines(
    function: str, args: Iterable[Any], keywords: Mapping[str, Any], notation: Notation, width: int
) -> list[str]:
    """Return a call as it is typed into a language, in lines of at most `width` where the arguments allow it.

    Examples
    --------
    >>> call_lines("zeros", (np.int64(2),), {"seed": 1}, "julia", 80)
    ['julia> zeros(2; seed = 1)']
    """
    given = [outline(argument, notation) for argument in args]
    named = [
        f"{key}{'=' if notation == 'python' else ' = '}{outline(value, notation)}" for key, value in keywords.items()
    ]
    if named and notation == "julia":
        given, named = [*given[:-1], f"{given[-1] if given else ''}; {named[0]}"], named[1:]
    first, further = _PROMPTS[notation]
    lines = doc_lines(Group(f"{function}(", (*given, *named), ", ", ")"), width - len(first))
    return [f"{further if number else first}{line}" for number, line in enumerate(lines)]
