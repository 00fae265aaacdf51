"""Lines that fit a terminal of the usual width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyjuliann.language import columns

WIDTH: Final = 80

# after a blank, and after the comma between two parts of a layer spec
_BREAK: Final = re.compile(r"(?<=\s)(?=\S)|(?<=,)(?=[a-z])")


def fitted(text: str, indent: int = 2) -> Iterator[str]:
    """Yield a text in lines of at most `WIDTH`, the further ones indented; a single word may be longer.

    Examples
    --------
    >>> for line in fitted("dense:50,relu,dense:50,relu,dense:50,relu,dense:50,relu,dense:50,relu,dense:50,sigmoid"):
    ...     print(line)
    dense:50,relu,dense:50,relu,dense:50,relu,dense:50,relu,dense:50,relu,dense:50,
      sigmoid
    """
    own = len(text) - len(text.lstrip())
    line = text[:own]
    for word in _BREAK.split(text[own:]):
        if columns(line) + columns(word.rstrip()) > WIDTH and line.strip():
            yield line.rstrip()
            line = " " * (own + indent)
        line += word
    yield line.rstrip()
