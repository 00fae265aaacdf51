"""What is said in reports, messages and the command line has its Korean, and no table has what nobody says."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from phrases import has_words, labels, templates, texts_in

import pyjuliann
from pyjuliann import wording
from pyjuliann.language import Phrase, joined, packed, padded, phrase, shortened, translated, unpacked
from pyjuliann.parity.pairing.pair import SIGNATURES
from pyjuliann.wording import TABLES, words_of

PACKAGE = Path(pyjuliann.__file__).parent
HANGUL = re.compile("[가-힣]")
TITLED = (
    wording.TITLES, dict(wording.FILTERS), wording.FILTER_LABELS, wording.AGREEING, wording.AXIS, wording.SIDES,
    dict(map(reversed, wording.ELEMENT_COLUMNS)), dict(map(reversed, wording.PLACE_COLUMNS)), wording.FILE_TITLES,
    wording.FILE_LABELS, tuple(wording.CODES), wording._DISTANCES, SIGNATURES, ("real", "imag", "patch"),
)  # fmt: skip
"""Tables of words that are told one by one."""

NAMES = ("probe", "using", "{}(pyjuliann traps {})")
"""What is called the same in both languages."""

ELSEWHERE = ("korean", "lessons", "traps", "book")
"""Rooms with tables of their own."""


def sources() -> Iterable[str]:
    """Yield the source of every module that speaks by these tables."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in ELSEWHERE:
            yield path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every phrase that is said."""
    found = set().union(*map(texts_in, TITLED), labels((PACKAGE / "wording.py").read_text(encoding="utf-8")))
    return found.union(*map(templates, sources()))


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Every phrase that has its Korean."""
    tables = [import_module(name).PHRASES for name in TABLES]
    assert sum(map(len, tables)) == len(set().union(*tables)), "a phrase stands in two tables"
    return {phrase: own for table in tables for phrase, own in table.items()}


def test_every_phrase_has_its_korean(said, known):
    assert len(said) > 300
    assert sorted(said - set(known)) == []


def test_no_phrase_is_left_over(said, known):
    assert sorted(set(known) - said) == []


def test_the_korean_is_korean_and_takes_what_the_english_takes(known):
    for english, own in known.items():
        assert HANGUL.search(own) or not has_words(own) or own in NAMES, own
        theirs, ours = ({(name, form, how) for name, form, how in fields(text)} for text in (english, own))
        assert {(name, how) for name, _, how in theirs} == {(name, how) for name, _, how in ours}, own


def fields(text):
    """Return what is filled into a template: by which name or place, in which form."""
    found = [(name, form, how) for _, name, form, how in string.Formatter().parse(text) if name is not None]
    return [(name or str(place), form, how) for place, (name, form, how) in enumerate(found)]


# ------------------------------------------------------------------------------------------ phrases


def test_a_phrase_is_its_english_until_it_is_translated():
    count = phrase("{} of {}", phrase("{} cases", 3), "cases")
    assert count == "3 cases of cases"
    assert isinstance(str(count), Phrase)
    words = {"{} of {}": "{1}의 {0}", "{} cases": "사례 {}개", "cases": "사례"}
    assert translated(count, lambda text: words.get(text, text)) == "cases의 사례 3개"


def test_what_is_filled_in_is_not_translated_unless_it_is_a_phrase():
    words = words_of("ko")
    assert translated(phrase("note: {}", "cause"), words) == "참고: cause"
    assert translated(phrase("note: {}", phrase("cause")), words) == "참고: 원인"
    assert translated({"cause": ["cause", phrase("cause")]}, words) == {"cause": ["cause", "원인"]}


def test_a_joined_phrase_leaves_out_what_is_empty():
    both = joined(" and ", (phrase("{} cases", 2), "", phrase("{} calls", 1)))
    assert both == "2 cases and 1 calls"
    assert translated(both, words_of("ko")) == "사례 2개, 호출 1번"
    assert not joined(" and ", ())


def test_a_phrase_is_cut_in_the_language_it_is_read_in():
    long = shortened(phrase("also tried: {}", "x" * 40), 20)
    assert long == f"also tried: {'x' * 8}…"
    assert translated(long, words_of("ko")) == f"더 시험한 것: {'x' * 11}…"


def test_phrases_go_where_plain_data_goes():
    content = {"summary": phrase("{} of {}", phrase("{} cases", 3), "x"), "notes": ["plain", phrase("{s}", s="s")]}
    back = unpacked(packed(content))
    assert back == content
    assert translated(back, words_of("ko"))["summary"] == translated(content["summary"], words_of("ko"))


def test_columns_are_counted_as_a_terminal_does():
    assert padded("원인", 6) == "원인  "
    assert padded("cause", 6) == "cause "
