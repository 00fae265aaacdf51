"""The words of the lessons in the reader's language.

A module of ``korean`` has a lesson's text in Korean, ``TEXT``, and the table of its other phrases; what all
lessons share stands in `korean.shared`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from pyjuliann.language import Language, Words, words_in
from pyjuliann.lessons.index import MODULES
from pyjuliann.wording import TABLES

_KOREAN: Final = "pyjuliann.lessons.korean"


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
    own = (f"{_KOREAN}.{MODULES[lesson]}",) if lesson in MODULES else ()
    return words_in(language, *TABLES, f"{_KOREAN}.shared", *own)


def run_words(language: Language) -> Words:
    """Return what puts the phrases of short runs into a language."""
    return words_in(language, f"{_KOREAN}.shared", f"{_KOREAN}.runs")


def korean_text(lesson: str) -> str:
    """Return the text of a lesson in Korean."""
    text: str = import_module(f"{_KOREAN}.{MODULES[lesson]}").TEXT
    return text
