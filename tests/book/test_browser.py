"""The book in a real browser: nothing fails, nothing leaves, everyone can read it, and what it offers works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import faults, until

from pyjuliann.book.pages import Pages
from pyjuliann.lessons import lessons

pytestmark = pytest.mark.thorough

SHORT = ("index", "en/index", "ko/answers")
LONG = ("ko/lesson-1", "en/lesson-8", "en/traps", "ko/traps-random", "en/ulp")
"""With those, one page of each kind."""

Opened = Callable[..., Any]


def fits(page: Any) -> bool:
    """Return whether a page is no wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_drawn(page: Any) -> bool:
    """Return whether all formulas and figures of a page are to be seen."""
    sizes = "[...document.querySelectorAll('math, main svg')].map(one => one.getBoundingClientRect().height)"
    return all(height > 5 for height in page.evaluate(sizes))


def check_for_all(page: Any, axe: str) -> None:
    """Check that everyone can read a page, in light and in dark."""
    assert faults(page, axe) == [], page.url
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert faults(page, axe, "color-contrast") == [], page.url


@pytest.mark.parametrize("name", SHORT)
def test_everyone_can_read_a_page_on_a_phone(folder: Path, opened: Opened, axe: str, name: str) -> None:
    page = opened(folder / f"{name}.html", width=360)
    assert fits(page)
    check_for_all(page, axe)


@pytest.mark.parametrize("name", LONG)
def test_everyone_can_read_a_long_page(folder: Path, opened: Opened, axe: str, name: str) -> None:
    check_for_all(opened(folder / f"{name}.html", width=360), axe)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_on_every_screen(folder: Path, opened: Opened, run: Any, axe: str, language: str) -> None:
    """The contrast of all their colours would take axe-core minutes; the same parts look alike on all pages."""
    page = opened(folder / language / "index.html")
    for name in Pages(run).names:
        page.goto((folder / language / f"{name}.html").as_uri())
        assert is_drawn(page), name
        assert language == "en" or faults(page, axe, without="color-contrast") == [], name  # the parts are the same
        for width in (360, 800, 1400):
            page.set_viewport_size({"width": width, "height": 900})
            assert fits(page), (name, width)


def test_formulas_are_mathml_that_is_drawn(folder: Path, opened: Opened) -> None:
    name, lesson = next((name, one) for name, one in lessons().items() if one.formulas)
    page = opened(folder / "en" / f"lesson-{name}.html")
    drawn = page.evaluate(
        "[...document.querySelectorAll('.formula math')].map(one => one.getBoundingClientRect().width)"
    )
    assert len(drawn) == len(lesson.formulas)
    assert min(drawn) > 20


def test_nothing_can_be_asked_of_others(folder: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    context.route("http*://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto((folder / "en" / "lesson-1.html").as_uri())
    refused = page.evaluate(
        """async () => {
        const refused = [];
        addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
        await fetch("http://localhost:9/").catch(() => null);
        const image = new Image(), script = document.createElement("script"), inline = document.createElement("script");
        image.src = "http://localhost:9/a.png";
        script.src = "http://localhost:9/a.js";
        inline.textContent = "window.ran = true";
        document.head.append(script, inline);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return [refused.sort(), "ran" in window];
    }"""
    )
    context.close()
    assert asked == []
    assert refused == [["connect-src", "img-src", "script-src-elem", "script-src-elem"], False]


def test_the_two_codes_of_a_function_stand_at_the_same_height(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "lesson-1.html", width=1400)
    tops = page.evaluate(
        """[...document.querySelectorAll(".pair, .example")].filter((part) =>
        part.querySelectorAll("figure").length === 2).map((part) => [...part.querySelectorAll("figure pre, .value")]
        .filter((code) => code.checkVisibility()).map((code) => Math.round(code.getBoundingClientRect().top)))"""
    )
    assert len(tops) > 10
    for codes in tops:  # Python's, then Julia's
        assert codes[: len(codes) // 2] == codes[len(codes) // 2 :]
    page.set_viewport_size({"width": 360, "height": 800})
    left = page.evaluate("[...document.querySelectorAll('.pair .code')].map(one => one.getBoundingClientRect().left)")
    assert len(set(left)) == 1  # below each other


def test_light_or_dark_is_the_systems_until_one_says_otherwise(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "index.html", scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark, button = page.evaluate(paper), page.locator("button.theme")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    light = page.evaluate(paper)
    assert light != dark
    assert button.get_attribute("aria-pressed") == "false"
    page.goto((folder / "ko" / "lesson-2.html").as_uri())
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="light")
    button.click()
    assert page.evaluate(paper) == dark


def test_the_whole_book_is_searched(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "lesson-3.html")
    page.keyboard.press("/")
    page.keyboard.type("divisor STD")
    first = page.locator("#found a").first
    first.wait_for()
    assert first.inner_text().startswith("20.1 The divisor of std")
    assert page.locator("#found mark").count() > 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/traps-statistics.html#trap-20.1")
    page.keyboard.press("/")
    page.keyboard.type("no such words anywhere")
    until(page, "document.querySelector('#found p').textContent === 'Nothing has all these words.'")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


def test_korean_is_searched_in_korean(folder: Path, opened: Opened) -> None:
    page = opened(folder / "ko" / "index.html")
    page.locator("#search").fill("행렬과 벡터의 곱")
    page.locator("#found a").first.wait_for()
    assert "행렬과 벡터의 곱" in page.locator("#found a").first.inner_text()
    assert page.locator("#found p").inner_text().endswith("곳을 찾았다")
    for words, title in (
        ("소프트맥스를", "소프트맥스"),
        ("손실함수는", "손실 함수"),
        ("행렬과 벡터의 곱으로", "행렬과 벡터의 곱"),
    ):
        page.locator("#search").fill(words)
        until(page, f"document.querySelector('#found a')?.textContent.includes('{title}')")


def test_traps_are_filtered_by_topic_and_by_words(folder: Path, opened: Opened) -> None:
    page = opened(folder / "ko" / "traps.html")
    everything = page.locator("[data-trap]:visible").count()
    page.locator("#topic").select_option("nan")
    until(page, "document.querySelectorAll('.topic:not([hidden])').length === 1")
    of_topic = page.locator("[data-trap]:visible").count()
    assert 0 < of_topic < everything
    page.locator("#words").fill("argmax")
    until(page, f"document.querySelectorAll('.topic [data-trap]:not([hidden])').length < {of_topic}")
    assert page.locator(".filter .shown").inner_text().startswith(f"함정 {everything}개 가운데 ")
    page.locator("#topic").select_option("")
    page.locator("#words").fill("")
    until(page, f"document.querySelectorAll('[data-trap]:not([hidden])').length === {everything}")


@pytest.mark.parametrize("clipboard", [True, False])
def test_code_is_copied(folder: Path, opened: Opened, clipboard: bool) -> None:
    page = opened(folder / "en" / "lesson-1.html")
    page.evaluate(
        """works => {
        window.taken = [];
        navigator.clipboard.writeText = async (text) => {
            if (!works) throw new Error("not here");
            window.taken.push(text);
        };
        document.execCommand = () => window.taken.push(document.activeElement.value) > 0;
    }""",
        clipboard,
    )
    button = page.locator("#code-matrix_product .julia .copy")
    button.evaluate(  # what is on it stands there for a moment only
        """button => {
        window.labels = [];
        new MutationObserver(() => labels.push(button.textContent)).observe(button, {childList: true});
    }"""
    )
    button.click()
    until(page, "taken.length === 1")
    assert page.evaluate("taken[0]").startswith("function matrix_product")
    until(page, "labels[0] === 'Copied'")
    page.locator("#example-1\\.1 .python .copy").click()
    until(page, "taken.length === 2")
    assert page.evaluate("taken[1]").startswith("import numpy as np\n")
    assert page.evaluate("document.activeElement.className") == "copy"


def test_a_keyboard_reaches_the_text_and_what_scrolls(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "lesson-1.html", width=360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'main'")
    assert page.evaluate(
        """[...document.querySelectorAll("pre")].filter((pre) => pre.checkVisibility())
        .every((pre) => pre.tabIndex === (pre.scrollWidth > pre.clientWidth ? 0 : -1))"""
    )


def test_what_an_address_points_at_is_unfolded(folder: Path, opened: Opened) -> None:
    name, lesson = next((name, one) for name, one in lessons().items() if one.exercises)
    anchor = f"example-{lesson.exercises[0].answer.id}"
    page = opened(folder / "en" / f"lesson-{name}.html")
    assert not page.locator(f'[id="{anchor}"]').is_visible()
    page.evaluate("anchor => { location.hash = anchor; }", anchor)
    page.locator(f'[id="{anchor}"]').wait_for()


def test_on_paper_there_is_nothing_to_press(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "lesson-1.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("header.top").is_hidden()
    assert page.locator(".copy:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf().startswith(b"%PDF")


def test_without_scripts_all_can_be_read(folder: Path, opened: Opened) -> None:
    page = opened(folder / "en" / "traps.html", java_script_enabled=False)
    assert page.locator("[data-trap]").first.is_visible()
    assert page.locator("form:visible, button:visible").count() == 0
