"""Texts of others, shown so that they cannot act on a terminal or a page: control characters are written out."""

from __future__ import annotations

import re
from typing import Any, Final

from pyjuliann.language import phrase

# C0 but for tab and line feed, DEL and C1; marks that turn the direction of a line, and ends of lines that only some
# programs heed; halves of a surrogate pair, which no encoding has
_ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(text: str) -> str:
    r"""Return a text with every character that would act, rather than be seen, as Python writes it.

    Examples
    --------
    >>> printable("a\x1b[31mb\n")
    'a\\x1b[31mb\n'
    """
    return _ACTING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def safe_repr(value: Any) -> str:
    """Return how Python shows a value, whatever its class makes of the question."""
    try:
        return repr(value)
    except BaseException as error:  # noqa: BLE001 - a user's class may raise anything
        return phrase("<{}, whose repr raised {}>", type(value).__name__, type(error).__name__)


def error_text(error: BaseException) -> str:
    """Return the text of an exception, whatever its class makes of the question."""
    try:
        return str(error)
    except BaseException as second:  # noqa: BLE001 - a user's class may raise anything
        return phrase("its text raised {}", type(second).__name__)


def printable_parts(tree: Any) -> Any:
    """Return nested dicts and lists with every text in them printable."""
    if isinstance(tree, str):
        return printable(tree)
    if isinstance(tree, dict):
        return {printable_parts(key): printable_parts(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [printable_parts(part) for part in tree]
    return tree
