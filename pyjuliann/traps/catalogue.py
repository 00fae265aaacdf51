"""All entries of the catalogue: found by number, by topic, by words; what is not there gets the closest matches."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pyjuliann.errors import UnknownNameError
from pyjuliann.language import LANGUAGES, Language, Words, words_in

if TYPE_CHECKING:
    from pyjuliann.traps.model import Entry, TrapGroup

TOPICS: Final = {
    "indexing": "indexing",
    "memory": "memory",
    "operators": "operators",
    "vectors": "vectors",
    "linalg": "linear algebra",
    "equality": "equality",
    "integers": "integers",
    "numbers": "number types",
    "arguments": "arguments",
    "special": "zeros, NaN, domains",
    "nan": "NaN and signed zero",
    "statistics": "statistics",
    "reductions": "reductions",
    "rounding": "rounding",
    "sorting": "sorting and sets",
    "elementary": "elementary functions",
    "strings": "strings",
    "printing": "printing and parsing",
    "random": "random numbers",
    "language": "language",
    "containers": "lists, dates, files",
    "bridge": "bridge",
}
"""The topics by their names, which are those of their modules too."""


def words_of(topic: str, language: Language) -> Words:
    """Return what puts the phrases of a topic's entries into a language; of a topic "", those that all share.

    Examples
    --------
    >>> words_of("nan", "ko")("The sign of zero")
    '0의 부호'
    """
    folder = "pyjuliann.traps.korean"
    return words_in(language, f"{folder}.shared", *(f"{folder}.{one}" for one in (topic,) if one))


def in_each(phrase: str, topic: str = "") -> dict[Language, str]:
    """Return a phrase of a topic in every language, by its name."""
    return {language: words_of(topic, language)(phrase) for language in LANGUAGES}


@cache
def groups() -> tuple[TrapGroup, ...]:
    """Return all groups, ordered by number."""
    found = [group for topic in TOPICS for group in topic_groups(topic)]
    return tuple(sorted(found, key=lambda group: group.number))


def topic_named(name: str, language: Language = "en") -> str:
    """Return the topic of a name: its module's, or as it is shown in either language, whatever its case and blanks.

    Raises
    ------
    UnknownNameError
        If there is none; the message has the names in the reader's language.

    Examples
    --------
    >>> topic_named("Linear algebra"), topic_named("선형대수"), topic_named("linalg")
    ('linalg', 'linalg', 'linalg')
    """
    names = {_folded(shown): topic for topic, title in TOPICS.items() for shown in (topic, *in_each(title).values())}
    if _folded(name) not in names:
        words = words_of("", language)
        shown = [words(title) for title in TOPICS.values()]
        close = difflib.get_close_matches(_folded(name), names, 3, 0.5)
        titles = dict.fromkeys(words(TOPICS[names[one]]) for one in close)
        hint = f" (closest: {'; '.join(titles)})" if titles else ""
        raise UnknownNameError(f"unknown topic {name!r}{hint}; topics are: {'; '.join(shown)}")
    return names[_folded(name)]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def topic_groups(topic: str) -> tuple[TrapGroup, ...]:
    """Return the groups of a topic, one of the keys of `TOPICS`."""
    found: tuple[TrapGroup, ...] = import_module(f"pyjuliann.traps.{topic}").GROUPS
    return found


@cache
def _topics() -> dict[int, str]:
    return {group.number: topic for topic in TOPICS for group in topic_groups(topic)}


def topic_of(entry: Entry) -> str:
    """Return the topic that an entry belongs to."""
    return _topics()[entry.group]


def group_of(entry: Entry) -> TrapGroup:
    """Return the group that an entry belongs to."""
    return next(group for group in groups() if group.number == entry.group)


def entries() -> tuple[Entry, ...]:
    """Return all entries, ordered by number."""
    return tuple(entry for group in groups() for entry in group.entries)


def find(number: str) -> tuple[Entry, ...]:
    """Return the entry of a number such as ``"24.3"``, or all entries of a group such as ``"24"``.

    Raises
    ------
    UnknownNameError
        If there is none; the message has the closest numbers, and titles with that word in them.
    """
    found = tuple(entry for entry in entries() if number in (entry.number, str(entry.group)))
    if not found:
        raise UnknownNameError(_no_such_number(number))
    return found


def search(text: str) -> tuple[Entry, ...]:
    """Return the entries in which all words of a text occur: in their titles, lines, codes, reasons or sources."""
    words = text.casefold().split()
    return tuple(entry for entry in entries() if all(word in _haystack(entry) for word in words))


@cache
def _haystack(entry: Entry) -> str:
    parts = (
        entry.number, topic_of(entry), entry.title, *_lines(entry), entry.julia_setup, entry.julia,
        entry.python_setup, entry.python, entry.why, entry.as_python, entry.as_julia, entry.source,
    )  # fmt: skip
    return "\n".join(parts).casefold()


def _lines(entry: Entry) -> Iterable[str]:
    return in_each(entry.line, topic_of(entry)).values()


def closest_words(text: str) -> list[str]:
    """Return words of the catalogue's titles and codes that are almost a word of `text`."""
    vocabulary = {word for entry in entries() for word in _words(entry)}
    close = (difflib.get_close_matches(word, vocabulary, 3) for word in text.casefold().split())
    return list(dict.fromkeys(word for words in close for word in words))


def _words(entry: Entry) -> Iterable[str]:
    text = " ".join((entry.title, *_lines(entry), entry.julia, entry.python)).casefold()
    return re.findall("[a-z_][a-z0-9_]+|[가-힣]+", text)


def _no_such_number(number: str) -> str:
    numbers = [entry.number for entry in entries()]
    group = number.partition(".")[0]
    own = [other for other in numbers if other.partition(".")[0] == group]
    if own:
        return f"unknown trap {number!r}; group {group} has {', '.join(own)}"
    if re.fullmatch(r"[\d.]+", number):
        first, last = groups()[0].number, groups()[-1].number
        return f"unknown trap {number!r}{_closest(number, numbers)}; groups are {first} to {last}"
    titled = [f"{entry.number} {entry.title}" for entry in search(number)[:3]]
    titles = {entry.title.casefold(): f"{entry.number} {entry.title}" for entry in entries()}
    titled = titled or [titles[match] for match in difflib.get_close_matches(number.casefold(), titles, 3, 0.4)]
    hint = f"; closest: {', '.join(titled)}" if titled else ""
    return f"unknown trap {number!r}: a number such as 24 or 24.3 is expected{hint}"


def _closest(name: str, others: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(others), 3, 0.5)
    return f" (closest: {', '.join(close)})" if close else ""
