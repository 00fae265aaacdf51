"""What holds of the catalogue whatever the languages say: numbers, topics, texts, and how entries are found."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest
from phrases import templates
from translation import lost, polite_endings

import pyjuliann.traps
from pyjuliann.errors import UnknownNameError
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.traps import catalogue, model, run, show
from pyjuliann.traps.catalogue import (
    TOPICS,
    closest_words,
    entries,
    find,
    groups,
    search,
    topic_groups,
    topic_named,
    topic_of,
    words_of,
)
from pyjuliann.traps.korean.shared import PHRASES as SHARED
from pyjuliann.traps.model import Entry, Raises, at_version, is_between

PARTS = {
    "number": "1.1", "title": "t", "line": "l", "julia": "1", "julia_gives": "1", "python": "2",
    "python_gives": "2", "why": "w", "as_python": "2", "as_julia": "1", "source": "s",
}  # fmt: skip


def korean(entry):
    return words_of(topic_of(entry), "ko")(entry.line)


def korean_title(entry):
    return words_of(topic_of(entry), "ko")(entry.title)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_korean_of_a_topic_is_there_and_nothing_is_left_over(topic):
    phrases = import_module(f"pyjuliann.traps.korean.{topic}").PHRASES
    titles = {group.title for group in topic_groups(topic)}
    entries_of = [entry for group in topic_groups(topic) for entry in group.entries]
    assert set(phrases) == titles.union(*({entry.title, entry.line, entry.why} for entry in entries_of))
    assert set(phrases) & set(SHARED) == set()
    for phrase, own in phrases.items():
        assert lost_code(phrase, own) == [], own
        assert own == phrase or re.search("[가-힣]", own)


def lost_code(phrase, own):
    """Return the numbers with a point that a translation lost."""
    return [number for number in re.findall(r"\d+\.\d+", phrase) if number not in own]


def test_the_korean_that_all_topics_share_is_asked_for():
    asked = set(TOPICS.values())
    asked |= {text.value for text in ast.walk(ast.parse(inspect.getsource(show))) if isinstance(text, ast.Constant)}
    said = set().union(*(templates(inspect.getsource(module)) for module in (show, catalogue, model, run)))
    assert {phrase for phrase in said if phrase not in SHARED and words_of("", "ko")(phrase) == phrase} == set()
    idioms = {entry.no_idiom for entry in entries() if entry.no_idiom}
    assert idioms <= set(SHARED)
    assert set(SHARED) - asked - said - idioms == set()
    assert all(re.search("[가-힣]", words_of("", "ko")(title)) for title in TOPICS.values())


def test_every_group_of_the_list_has_entries():
    numbers = [group.number for group in groups()]
    assert numbers == sorted(set(numbers))
    assert set(range(1, 35)) <= set(numbers)
    assert len(entries()) > 200
    assert all(group.entries for group in groups())


def test_numbers_are_those_of_the_groups_and_run_without_gaps():
    for group in groups():
        assert [entry.number for entry in group.entries] == [
            f"{group.number}.{k}" for k in range(1, len(group.entries) + 1)
        ]


def test_titles_and_lines_tell_entries_apart():
    for what in (attrgetter("title"), attrgetter("line"), korean, korean_title):
        count = Counter(map(what, entries()))
        assert [text for text, n in count.items() if n > 1] == [], what


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_a_module_below_300_lines_with_groups(topic):
    assert topic_groups(topic)
    source = Path(pyjuliann.traps.__file__).parent / f"{topic}.py"
    assert len(source.read_text().splitlines()) < 300


def test_no_module_of_data_is_left_out():
    folder = Path(pyjuliann.traps.__file__).parent
    with_groups = {path.stem for path in folder.glob("*.py") if re.search(r"^GROUPS\b", path.read_text(), re.MULTILINE)}
    assert with_groups == set(TOPICS)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.number)
def test_texts_are_for_one_line_and_in_their_language(entry):
    assert "\n" not in entry.line + korean(entry) + entry.title
    assert len(entry.line) <= 110
    assert entry.line.endswith(".")
    assert korean(entry).endswith("다.")
    assert re.search("[가-힣]", korean(entry))
    assert not re.search("[가-힣]", entry.line + entry.title + entry.why)
    assert not entry.title.endswith(".")
    words = words_of(topic_of(entry), "ko")
    assert re.search("[가-힣]", words(entry.why)) or entry.why == words(entry.why)
    assert words(entry.why).endswith((".", "?"))
    assert polite_endings(words(entry.why)) == []
    assert lost(entry.why, words(entry.why)) == []


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.number)
def test_python_code_is_python(entry):
    for code in (entry.python, entry.as_julia):
        ast.parse(f"{entry.python_setup}\n{code}")


def test_every_cause_that_diagnose_knows_has_an_entry():
    numbers = {entry.number for entry in entries()}
    assert [(cause.name, cause.trap) for cause in CAUSES if cause.trap and cause.trap not in numbers] == []


# ---------------------------------------------------------------- finding


def test_find_gives_one_entry_or_a_group():
    assert [entry.number for entry in find("1.3")] == ["1.3"]
    assert {entry.group for entry in find("4")} == {4}
    assert len(find("4")) > 10


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1.999", ["unknown trap '1.999'", "group 1 has 1.1, 1.2"]),
        ("99", ["unknown trap '99'", "groups are 1 to"]),
        ("reshaping", ["a number such as 24 or 24.3 is expected", "2.2 Reshaping"]),
        ("", ["unknown trap ''"]),
        ("1.", ["unknown trap '1.'"]),
    ],
)
def test_an_unknown_number_gets_the_closest(number, words):
    with pytest.raises(UnknownNameError) as error:
        find(number)
    for word in words:
        assert word in str(error.value)


def test_an_unknown_topic_gets_the_closest():
    with pytest.raises(
        UnknownNameError, match=r"unknown topic 'indexin' \(closest: indexing\b.*; topics are: indexing"
    ):
        topic_named("indexin")


def test_search_wants_all_words_in_any_language_and_case():
    found = search("RESHAPE column")
    assert found
    assert all("reshape" in f"{e.julia} {e.python} {e.line} {e.why} {e.as_python} {e.as_julia}" for e in found)
    assert search("복사")
    assert all("복사" in "".join(map(words_of(topic_of(e), "ko"), (e.title, e.line, e.why))) for e in search("복사"))
    assert search("no such words at all xyz") == ()
    assert "reshape" in closest_words("reshpe")


def test_topic_of_an_entry():
    assert topic_of(find("1.1")[0]) == "indexing"


# ---------------------------------------------------------------- the model


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"number": "1"}, "GROUP.PLACE"),
        ({"number": "0.1"}, "GROUP.PLACE"),
        ({"line": ""}, "line is missing"),
        ({"as_python": ""}, "an idiom is missing"),
        ({"differ": "colour"}, "differ must be one of value, dtype"),
    ],
)
def test_an_entry_without_a_part_is_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        Entry(**{**PARTS, **changed})


def test_an_idiom_may_be_missing_for_a_reason():
    assert Entry(**{**PARTS, "as_julia": "", "no_idiom": "NumPy has none"}).no_idiom


def test_versions_are_compared_as_numbers():
    given = {"1.0": "old", "1.9": "new", "1.11": Raises("E")}
    assert [at_version(given, v) for v in ("0.7", "1.5.3", "1.9.0", "1.10.8", "1.11.1", "2.0")] == [
        "old", "old", "new", "new", Raises("E"), Raises("E"),
    ]  # fmt: skip
    assert is_between("1.9", "1.10", "1.11")
    assert not is_between("1.9", "1.11.0-rc1", "1.11")


def test_the_aspect_follows_from_what_is_stated():
    assert Entry(**PARTS).aspect("1.5.3", "2.4") == "value"
    raising = Entry(**{**PARTS, "julia_gives": {"1.0": Raises("E"), "1.9": "1"}})
    assert (raising.aspect("1.5.3", "2.4"), raising.aspect("1.10", "2.4")) == ("error", "value")
    assert Entry(**{**PARTS, "differ": "dtype"}).aspect("1.5.3", "2.4") == "dtype"
