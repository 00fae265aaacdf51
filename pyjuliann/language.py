"""In which language the texts for readers are: English, or Korean, the language of the series.

Texts are written in English where they are used. Their Korean stands in tables by the English phrase, in folders
called ``korean`` beside them. So each language can be read as a whole, and an English phrase that was changed no
longer finds its translation, which a test notices.

A sentence that is made where something is found, and read somewhere else, is a `Phrase`: the English text, which
remembers its template and what fills it. JSON and records have the English; who shows it to a reader says
``translated(sentence, words)``.
"""

from __future__ import annotations

import os
import re
from ast import literal_eval
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from numbers import Number
from typing import Any, Final, Literal, TypeVar
from unicodedata import east_asian_width

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


class Phrase(str):
    """A sentence in English that remembers its template and what fills it, so that it can be said in Korean too.

    Attributes
    ----------
    template : str
        The sentence with ``{}`` where something is filled in.
    fields, named : tuple, dict
        What is: numbers, texts of the user, which stay as they are, and other phrases.
    longest : int or None
        So many characters of it are shown, on one line; None for all, 0 for the first line.
    head : str
        What it would begin with, in every language, and does not.
    """

    __slots__ = ("fields", "head", "longest", "named", "template")

    template: str
    fields: tuple[Any, ...]
    named: dict[str, Any]
    longest: int | None
    head: str

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _filled, (self.template, self.fields, self.named, self.longest, self.head)

    def removeprefix(self, prefix: str, /) -> Phrase:
        """Return the sentence without a name that it begins with in every language, such as "pair: "."""
        if not self.startswith(prefix):
            return self
        return _filled(self.template, self.fields, self.named, self.longest, self.head + prefix)

    def within(self, words: Words) -> str:
        """Return the sentence in a reader's language."""
        if self.template == _SENTENCE:
            text = import_module(_SENTENCES).in_korean(self.named["sentence"])
        else:
            fields = (translated(field, words) for field in self.fields)
            named = {name: translated(field, words) for name, field in self.named.items()}
            text = words(self.template).format(*fields, **named)
        text = text.removeprefix(self.head)
        return text if self.longest is None else one_line(text, self.longest)


def phrase(template: str, /, *fields: Any, **named: Any) -> Phrase:
    """Return a sentence: a template, and what fills it.

    Examples
    --------
    >>> count = phrase("{} cases", 3)
    >>> count, translated(count, words_in("ko", "pyjuliann.korean.wording"))
    ('3 cases', '사례 3개')
    """
    return _filled(template, tuple(map(_field, fields)), {name: _field(field) for name, field in named.items()})


def as_phrase(text: str) -> str:
    """Return a whole sentence as a phrase in which nothing is filled in; one that is a phrase as it is."""
    return text if isinstance(text, Phrase) or not text else phrase(text.replace("{", "{{").replace("}", "}}"))


def heard(text: str, templates: Iterable[str]) -> str:
    """Return a sentence that comes from elsewhere as the phrase of its template; one that has none as it is.

    Examples
    --------
    >>> heard("2 of 5 tried", ["{} of {} tried"]).fields
    ('2', '5')
    """
    for template in templates:
        pattern = "(.*)".join(map(re.escape, re.split(r"\{(?:!r)?\}", template)))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            how = zip(re.findall(r"\{(!r)?\}", template), found.groups(), strict=True)
            with suppress(ValueError, SyntaxError):
                return phrase(template, *(literal_eval(field) if quoted else field for quoted, field in how))
    return text


_SENTENCE: Final = "{sentence}"
_SENTENCES: Final = "pyjuliann.korean.sentences"


def sentence(text: str) -> str:
    """Return a text of `nn` or of Julia, which know no phrases, as one that is told in Korean if it is known there.

    Examples
    --------
    >>> told = sentence("relu: x must be a matrix; got int 3")
    >>> told, translated(told, words_in("ko"))
    ('relu: x must be a matrix; got int 3', 'relu: x은(는) 행렬이어야 하는데 int 3이(가) 왔다')
    """
    return text if isinstance(text, Phrase) or not text else _filled(_SENTENCE, (), {"sentence": text})


def joined(separator: str, parts: Iterable[str]) -> Phrase:
    """Return sentences one after the other; those that are "" are left out."""
    kept = tuple(filter(None, parts))
    between = phrase(separator)
    fields = [field for part in kept for field in (between, part)][1:]
    return phrase("{}" * len(fields), *fields)


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut if it is too long to read."""
    if isinstance(text, Phrase):
        return _filled(text.template, text.fields, text.named, longest, text.head)
    return one_line(text, longest)


def first_line(text: str) -> str:
    """Return what stands before the first line break."""
    return shortened(text, 0)


def one_line(text: str, longest: int) -> str:
    """Return a text on one line, cut after so many characters; its first line alone for 0."""
    if not longest:
        return text.partition("\n")[0]
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes, of which Hangul takes two each."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def clipped(text: str, width: int) -> str:
    """Return the beginning of a text that fits into so many columns of a terminal."""
    while columns(text) > width:
        text = text[:-1]
    return text


def padded(text: str, width: int, before: bool = False) -> str:
    """Return a text with blanks behind it, or before it, up to so many columns of a terminal."""
    blanks = " " * (width - columns(text))
    return blanks + text if before else text + blanks


def _field(field: Any) -> Any:
    if isinstance(field, str | Number):
        return field
    return sentence(str(field)) if isinstance(field, BaseException) else str(field)


def _filled(
    template: str, fields: tuple[Any, ...], named: dict[str, Any], longest: int | None = None, head: str = ""
) -> Phrase:
    text = template.format(*fields, **named).removeprefix(head)
    made = Phrase(text if longest is None else one_line(text, longest))
    made.template, made.fields, made.named, made.longest, made.head = template, fields, named, longest, head
    return made


_Content = TypeVar("_Content")


def translated(content: _Content, words: Words) -> _Content:
    """Return a text, or lists and dicts with texts in them, with its phrases in a reader's language.

    Other texts stay as they are: names, code, what a user's own functions say.
    """
    made: Any = content
    if words is english:
        return content
    if isinstance(content, Phrase):
        made = content.within(words)
    elif isinstance(content, dict):
        made = {translated(key, words): translated(value, words) for key, value in content.items()}
    elif type(content) in (list, tuple):
        made = type(content)(translated(value, words) for value in content)  # type: ignore[call-arg,attr-defined]
    result: _Content = made
    return result


_PACKED: Final = "a phrase"


def packed(content: Any) -> Any:
    """Return lists and dicts with their phrases as plain data, for a way that takes no others, such as JSON."""
    if isinstance(content, Phrase):
        return {
            _PACKED: [content.template, packed(content.fields), packed(content.named), content.longest, content.head]
        }
    if isinstance(content, dict):
        return {key: packed(value) for key, value in content.items()}
    return list(map(packed, content)) if isinstance(content, list | tuple) else content


def unpacked(content: Any) -> Any:
    """Return what `packed` made of lists and dicts, with the phrases."""
    if isinstance(content, dict):
        if content.keys() == {_PACKED}:
            template, fields, named, *shown = content[_PACKED]
            return _filled(template, tuple(map(unpacked, fields)), unpacked(named), *shown)
        return {key: unpacked(value) for key, value in content.items()}
    return list(map(unpacked, content)) if isinstance(content, list) else content


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
            told = "chosen_language: option must be one of {}, got {}"
            raise ValueError(phrase(told, ", ".join(LANGUAGES), repr(option)))
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
