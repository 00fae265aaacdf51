"""A lesson's text in parts: what is prose, what is a reference, and what is neither and refused."""

from __future__ import annotations

import pytest

from pyjuliann.lessons.text import Prose, Reference, blocks, references


def test_prose_and_references_come_in_their_order():
    text = "\nOne.\n\n- a\n- b\n\n{formula:dot}\n\n{figure:net-work}\n  \nTwo `{x}`.\n\n{example:note.1}\n"
    assert blocks(text) == (
        Prose("One.\n\n- a\n- b"),
        Reference("formula", "dot"),
        Reference("figure", "net-work"),
        Prose("Two `{x}`."),
        Reference("example", "note.1"),
    )
    assert [reference.name for reference in references(text)] == ["dot", "net-work", "note.1"]


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_a_text_of_nothing_has_no_parts(text):
    assert blocks(text) in ((), (Prose(""),))


@pytest.mark.parametrize("text", ["A {formula:dot}.", "{formula:dot} {figure:x}", "{formel:dot}", "{example:1.1}\nand"])
def test_a_reference_among_words_or_of_no_kind_is_refused(text):
    with pytest.raises(ValueError, match="in a paragraph of its own"):
        blocks(text)


@pytest.mark.parametrize("text", ["{}", "{name}", "`{dict: 1}` of Python", "{a:b} is no kind"])
def test_other_braces_are_prose(text):
    assert blocks(text) == (Prose(text),)
