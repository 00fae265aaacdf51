"""All entries of the catalogue: found by number, by topic, by words; what is not there gets the closest matches."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyjuliann.errors import UnknownNameError
from pyjuliann.language import LANGUAGES, Language, Words, joined, phrase, words_in
from pyjuliann.wording import TABLES

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
    return words_in(language, *TABLES, f"{folder}.shared", *(f"{folder}.{one}" for one in (topic,) if one))


def all_words(language: Language) -> Words:
    """Return what puts the phrases of all entries into a language."""
    folder = "pyjuliann.traps.korean"
    return words_in(language, *TABLES, *(f"{folder}.{topic}" for topic in TOPICS), f"{folder}.shared")


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
        hint = phrase(" (closest: {})", "; ".join(titles)) if titles else ""
        raise UnknownNameError(phrase("unknown topic {!r}{}; topics are: {}", name, hint, "; ".join(shown)))
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
        entry.number, topic_of(entry), *_texts(entry), entry.julia_setup, entry.julia,
        entry.python_setup, entry.python, entry.as_python, entry.as_julia, entry.source,
    )  # fmt: skip
    return "\n".join(parts).casefold()


def _texts(entry: Entry) -> Iterable[str]:
    """Yield title, line and reason of an entry in every language."""
    for text in (entry.title, entry.line, entry.why):
        yield from in_each(text, topic_of(entry)).values()


def closest_words(text: str) -> list[str]:
    """Return words of the catalogue's titles and codes that are almost a word of `text`."""
    vocabulary = {word for entry in entries() for word in _words(entry)}
    close = (difflib.get_close_matches(word, vocabulary, 3) for word in text.casefold().split())
    return list(dict.fromkeys(word for words in close for word in words))


def _words(entry: Entry) -> Iterable[str]:
    titled = (in_each(text, topic_of(entry)).values() for text in (entry.title, entry.line))
    text = " ".join((*chain.from_iterable(titled), entry.julia, entry.python)).casefold()
    return re.findall("[a-z_][a-z0-9_]+|[가-힣]+", text)


def _no_such_number(number: str) -> str:
    numbers = [entry.number for entry in entries()]
    group = number.partition(".")[0]
    own = [other for other in numbers if other.partition(".")[0] == group]
    if own:
        return phrase("unknown trap {!r}; group {} has {}", number, group, ", ".join(own))
    if re.fullmatch(r"[\d.]+", number):
        first, last = groups()[0].number, groups()[-1].number
        close = _closest(number, numbers)
        return phrase("unknown trap {!r}{}; groups are {} to {}", number, close, first, last)
    titles = {
        title.casefold(): entry for entry in entries() for title in in_each(entry.title, topic_of(entry)).values()
    }
    found = search(number)[:3] or [titles[one] for one in difflib.get_close_matches(number.casefold(), titles, 3, 0.4)]
    titled = joined(", ", (phrase("{} {}", entry.number, phrase(entry.title)) for entry in dict.fromkeys(found)))
    hint = phrase("; closest: {}", titled) if titled else ""
    return phrase("unknown trap {!r}: a number such as 24 or 24.3 is expected{}", number, hint)


def _closest(name: str, others: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(others), 3, 0.5)
    return phrase(" (closest: {})", ", ".join(close)) if close else ""
