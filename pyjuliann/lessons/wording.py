"""The words of the lessons in the reader's language.

Lessons are written in English. A module of ``korean`` has a lesson's text in Korean, ``TEXT``, and the Korean of its
other phrases by the English ones, ``PHRASES``; what all lessons share stands in `korean.shared`. So each language can
be read as a whole, and an English phrase that was changed no longer finds its translation, which a test notices.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from pyjuliann.language import Language
from pyjuliann.lessons.index import MODULES

Words = Callable[[str], str]
"""From an English phrase, perhaps with ``{}`` to fill in, to the same in the reader's language."""


def english(phrase: str) -> str:
    """Return a phrase as it is."""
    return phrase


def words_of(lesson: str, language: Language) -> Words:
    """Return what puts the phrases of a lesson into a language; phrases that it does not know stay as they are.

    Parameters
    ----------
    lesson : str
        Its name; "" for the phrases that all lessons share.
    language : {"en", "ko"}

    Examples
    --------
    >>> words_of("1", "ko")("Matrix and vector products"), words_of("1", "ko")("17 31 28")
    ('행렬과 벡터의 곱', '17 31 28')
    """
    if language == "en":
        return english
    phrases = dict(korean("shared").PHRASES)
    if lesson in MODULES:
        phrases |= korean(MODULES[lesson]).PHRASES
    return lambda phrase: phrases.get(phrase, phrase)


def korean(name: str) -> ModuleType:
    """Return the Korean module of a lesson, or ``"shared"``."""
    return import_module(f"pyjuliann.lessons.korean.{name}")
