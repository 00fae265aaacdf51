"""The drawings of the lessons: all there, whole, small, in the page's colours and the reader's language."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from pyjuliann.book.figures import FIGURES
from pyjuliann.book.figures.svg import COLOURS, Axes, Drawing, number
from pyjuliann.book.pages import book_words
from pyjuliann.language import LANGUAGES, english, words_in
from pyjuliann.lessons import lessons
from pyjuliann.lessons.index import MODULES

SVG = "{http://www.w3.org/2000/svg}"
ASKED = {(lesson.id, name) for lesson in lessons().values() for name in lesson.figures}
DRAWN = sorted(set(FIGURES) & ASKED)


def test_what_the_lessons_show_is_drawn_and_nothing_else() -> None:
    assert set(FIGURES) == ASKED


def words_for(lesson: str, language: str):
    if language == "en":
        return english
    own = words_in("ko", f"pyjuliann.lessons.korean.{MODULES[lesson]}")
    book = book_words("ko")
    return lambda phrase: own(phrase) if own(phrase) != phrase else book(phrase)


def drawn(key: tuple[str, str], language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(FIGURES[key](words_for(key[0], language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", DRAWN, ids="-".join)
def test_a_drawing_is_whole_and_has_no_style_of_its_own(key: tuple[str, str], language: str) -> None:
    text = FIGURES[key](words_for(key[0], language))
    assert len(text.encode()) < 40_000
    root = drawn(key, language)
    assert root.tag == f"{SVG}svg"
    title, told = root[:2]
    assert (title.tag, told.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    caption = lessons()[key[0]].figures[key[1]]
    assert told.text == words_for(key[0], language)(caption)
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == told.get("id")
    colours = {element.get(paint) for element in root.iter() for paint in ("fill", "stroke")} - {None}
    assert {colour for colour in colours if not re.fullmatch("#([0-9a-f]{2})\\1\\1", colour)} <= set(COLOURS.values())
    for element in root.iter():
        assert element.tag in {
            SVG + tag for tag in ("svg", "title", "desc", "line", "polyline", "rect", "circle", "text")
        }
        assert not {"style", "class", "href", "onload"} & set(element.keys())
        assert "nan" not in " ".join(element.attrib.values())


@pytest.mark.parametrize("key", DRAWN, ids="-".join)
def test_nothing_lies_outside(key: tuple[str, str]) -> None:
    for language in LANGUAGES:
        root = drawn(key, language)
        _, _, width, height = map(float, root.get("viewBox").split())
        for element in root.iter(f"{SVG}text"):
            x, y, size = (float(element.get(name)) for name in ("x", "y", "font-size"))
            mono = element.get("font-family")
            long = sum(1.0 if ord(letter) > 0x1100 else 0.61 if mono else 0.53 for letter in element.text) * size
            left = x - {"start": 0.0, "middle": long / 2, "end": long}[element.get("text-anchor")]
            assert left > -1, (element.text, left)
            assert left + long < width + 1, (element.text, left + long)
            assert 0 < y <= height, element.text
        for element in root.iter(f"{SVG}rect"):
            x, y, wide, high = (float(element.get(name)) for name in ("x", "y", "width", "height"))
            assert min(x, y) >= 0
            assert x + wide <= width
            assert y + high <= height


@pytest.mark.parametrize("key", DRAWN, ids="-".join)
def test_a_korean_drawing_has_no_english_in_it(key: tuple[str, str]) -> None:
    root = drawn(key, "ko")
    texts = [root[0].text, *(one.text for one in root.iter(f"{SVG}text") if not one.get("font-family"))]
    strangers = {word for text in texts for word in re.findall("[A-Za-z]{3,}", text)}
    names = {"Julia", "NumPy", "ReLU", "log", "std", "Xavier", "SGD", "AdaGrad", "RMSProp", "Adam"}
    assert strangers <= names  # of formulas


def test_figures_are_drawn_from_the_lessons_own_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a function computes otherwise is drawn otherwise."""
    before = FIGURES["1", "two-views"](english)
    assert all(f">{value}<" in before for value in (17, 31, 28))
    monkeypatch.setattr("pyjuliann.book.figures.products.matrix_vector_by_rows", lambda a, x: a @ x + 1)
    after = FIGURES["1", "two-views"](english)
    assert all(f">{value}<" in after for value in (18, 32, 29))
    assert ">63<" in FIGURES["14", "convolution"](english)
    assert "slope 7" in FIGURES["4", "differences"](english)


def test_texts_are_escaped() -> None:
    drawing = Drawing(10)
    drawing.text((1, 1), '<a href="x">&')
    root = ElementTree.fromstring(drawing.svg("n", "<b>", "a & b"))
    assert [root[0].text, root[1].text, root[2].text] == ["<b>", "a & b", '<a href="x">&']


def test_axes_put_numbers_where_they_belong() -> None:
    axes = Axes(Drawing(100), (10, 20), (100, 50), (0, 10), (-1, 1))
    assert axes.place(0, -1) == (10, 70)
    assert axes.place(10, 1) == (110, 20)
    assert axes.place(5, 0) == (60, 45)
    assert [number(x) for x in (-0.25, np.float64(3), 2, 1e-9)] == ["−0.25", "3", "2", "1e−09"]
