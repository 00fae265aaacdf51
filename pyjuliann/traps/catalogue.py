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
from pyjuliann.language import Bilingual, Language

if TYPE_CHECKING:
    from pyjuliann.traps.model import Entry, TrapGroup

TOPICS: Final = {
    "indexing": Bilingual("indexing", "인덱싱"),
    "memory": Bilingual("memory", "메모리"),
    "operators": Bilingual("operators", "연산자"),
    "vectors": Bilingual("vectors", "벡터"),
    "linalg": Bilingual("linear algebra", "선형대수"),
    "equality": Bilingual("equality", "같음"),
    "integers": Bilingual("integers", "정수"),
    "numbers": Bilingual("number types", "수의 타입"),
    "arguments": Bilingual("arguments", "인수"),
    "special": Bilingual("zeros, NaN, domains", "0, NaN, 정의역"),
    "nan": Bilingual("NaN and signed zero", "NaN과 부호 있는 0"),
    "statistics": Bilingual("statistics", "통계"),
    "reductions": Bilingual("reductions", "축약"),
    "rounding": Bilingual("rounding", "반올림"),
    "sorting": Bilingual("sorting and sets", "정렬과 집합"),
    "elementary": Bilingual("elementary functions", "초등함수"),
    "strings": Bilingual("strings", "문자열"),
    "printing": Bilingual("printing and parsing", "출력과 해석"),
    "random": Bilingual("random numbers", "난수"),
    "language": Bilingual("language", "언어"),
    "containers": Bilingual("lists, dates, files", "리스트, 날짜, 파일"),
    "bridge": Bilingual("bridge", "브리지"),
}
"""The topics by their names, which are those of their modules too."""


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
    names = {_folded(shown): topic for topic, title in TOPICS.items() for shown in (topic, *title)}
    if _folded(name) not in names:
        shown = [title.text(language) for title in TOPICS.values()]
        close = difflib.get_close_matches(_folded(name), names, 3, 0.5)
        titles = dict.fromkeys(TOPICS[names[one]].text(language) for one in close)
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
        entry.number, topic_of(entry), entry.title, entry.en, entry.ko, entry.julia_setup, entry.julia,
        entry.python_setup, entry.python, entry.why, entry.as_python, entry.as_julia, entry.source,
    )  # fmt: skip
    return "\n".join(parts).casefold()


def closest_words(text: str) -> list[str]:
    """Return words of the catalogue's titles and codes that are almost a word of `text`."""
    vocabulary = {word for entry in entries() for word in _words(entry)}
    close = (difflib.get_close_matches(word, vocabulary, 3) for word in text.casefold().split())
    return list(dict.fromkeys(word for words in close for word in words))


def _words(entry: Entry) -> Iterable[str]:
    text = f"{entry.title} {entry.en} {entry.ko} {entry.julia} {entry.python}".casefold()
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
