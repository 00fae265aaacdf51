"""In which language the texts for readers are: English, or Korean, the language of the series."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

# in the order POSIX gives them; the first that is set and not empty decides, whatever the later ones say
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Bilingual(NamedTuple):
    """A text in both languages.

    Examples
    --------
    >>> Bilingual("matrix", "행렬").text("ko")
    '행렬'
    """

    en: str
    ko: str

    def text(self, language: Language) -> str:
        """Return the text in one of the languages."""
        return self.ko if language == "ko" else self.en


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
