"""Seeded mistakes in a translation: the checks of the Korean texts must find each."""

from __future__ import annotations

import re

import pytest
from translation import lost, paragraphs, polite_endings, translatable

from pyjuliann.lessons import find_lesson, lesson_names
from pyjuliann.lessons.model import text_of

MISTAKES = {
    "a figure": (r"\d+\.\d+", lambda found: found[0][:-1] + str((int(found[0][-1]) + 5) % 10)),
    "code": (r"`[^`]+`", lambda found: found[0][:-1] + "x`"),
    "code left out": (r"`[^`]+`", lambda found: ""),
    "emphasis": (r"\*\*", lambda found: ""),
    "an item of a list": (r"(?m)^- ", lambda found: ""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_paragraph_is_found(mistake):
    pattern, change = MISTAKES[mistake]
    seeded = 0
    for name in lesson_names():
        lesson = find_lesson(name)
        for english, own in zip(paragraphs(lesson.text), paragraphs(text_of(lesson, "ko")), strict=True):
            wrong = re.sub(pattern, change, own, count=1)
            # a figure that stands twice in a paragraph, or in code as well, is still there
            if wrong != own and (mistake != "a figure" or own.count(re.search(pattern, own)[0]) == 1):
                seeded += 1
                assert lost(english, own) == []
                assert lost(english, wrong), wrong
    assert seeded > 1


def test_polite_endings_are_found():
    assert polite_endings("합이 전부입니다. 곱이다.") == ["입니다."]
    assert polite_endings("행렬을 곱해요. 그럴까요?") == ["해요.", "까요?"]
    assert polite_endings("그렇지 않다. 역함수가 아니다. 이긴다.") == []


def test_what_needs_a_translation_is_known():
    assert all(map(translatable, ("Its sum", "3×5, all 1.0", "ReLU at the two zeros", "51 62 and 300 414 528")))
    assert not any(map(translatable, ("", "ReLU", "17 31 28", "1.0e-9", "3×3×2×1", "im2col", "0.5 / 4.4e-5")))
