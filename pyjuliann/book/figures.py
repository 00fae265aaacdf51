"""The drawings of the lessons, each a function that returns an SVG.

A drawing is inline in its page: colours are ``currentColor`` or the classes of ``style.css``, so that dark pages are
drawn dark; there is no ``style=`` attribute and no ``<style>``, which the pages' content policy forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pyjuliann.language import Words

FIGURES: Final[Mapping[tuple[str, str], Callable[[Words], str]]] = {}
"""What draws each figure, by the lesson's name and its own; given the reader's words, for what is written in it."""
