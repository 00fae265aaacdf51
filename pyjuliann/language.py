"""In which language the texts for readers are: English, or Korean, the language of the series.

Texts are written in English where they are used. Their Korean stands in tables by the English phrase, in folders
called ``korean`` beside them. So each language can be read as a whole, and an English phrase that was changed no
longer finds its translation, which a test notices.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

# in the order POSIX gives them; the first that is set and not empty decides, whatever the later ones say
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


Words = Callable[[str], str]
"""From an English phrase, perhaps with ``{}`` to fill in, to the same in the reader's language."""


def english(phrase: str) -> str:
    """Return a phrase as it is."""
    return phrase


@cache
def words_in(language: Language, *tables: str) -> Words:
    """Return what puts English phrases into a language; phrases that no table has stay as they are.

    Parameters
    ----------
    language : {"en", "ko"}
    tables : str
        Modules with the Korean phrases by the English ones, ``PHRASES``; loaded only where Korean is asked for. A
        phrase that stands in several is taken from the last.

    Examples
    --------
    >>> words_in("ko", "pyjuliann.traps.korean.shared")("linear algebra")
    '선형대수'
    """
    if language == "en":
        return english
    phrases: dict[str, str] = {}
    for table in tables:
        phrases |= import_module(table).PHRASES
    return lambda phrase: phrases.get(phrase, phrase)


def chosen_language(option: str | None = None, environment: Mapping[str, str] | None = None) -> Language:
    """Return the language that an option names, else the one that the environment asks for.

    Parameters
    ----------
    option : str, optional
        One of `LANGUAGES`, as `--lang` gives it.
    environment : mapping of str to str, optional
        The environment variables; those of this process by default.

    Returns
    -------
    {"en", "ko"}
        Korean if the deciding variable names it, English in all other cases.

    Raises
    ------
    ValueError
        If the option is none of `LANGUAGES`.

    References
    ----------
    POSIX.1-2017, Base Definitions, 8.2 Internationalization Variables

    Examples
    --------
    >>> chosen_language(environment={"LANG": "ko_KR.UTF-8"})
    'ko'
    >>> chosen_language(environment={"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"})
    'en'
    >>> chosen_language("ko", {"LANG": "en_GB.UTF-8"})
    'ko'
    """
    if option is not None:
        if option not in LANGUAGES:
            raise ValueError(f"chosen_language: option must be one of {', '.join(LANGUAGES)}, got {option!r}")
        return option
    if environment is None:
        environment = os.environ
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "ko" if _is_korean(locale) else "en"


def _is_korean(locale: str) -> bool:
    # a locale is language[_territory][.codeset][@modifier]; "korean" is an old alias, "kok" another language (Konkani)
    language = locale.lower()
    for mark in "_-.@":
        language = language.partition(mark)[0]
    return language in ("ko", "kor", "korean")
