"""A book of recorded answers, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyjuliann.book.content import Book

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
LIMIT = 20_000
"""Milliseconds that the browser may take for anything."""


@pytest.fixture(scope="session")
def run() -> Book:
    """All that a book tells: recorded answers, and for the lessons' Python's own in Julia's place.

    So pages can be looked at while a change of the lessons has not been recorded yet.
    """
    from mimic import run_of_all

    from pyjuliann.book.content import Book, origin_of, recorded_accuracy
    from pyjuliann.bridge.engines.recorded import RecordedEngine
    from pyjuliann.settings import RECORDS
    from pyjuliann.traps.catalogue import entries
    from pyjuliann.traps.run import run_entries

    with RecordedEngine(RECORDS / "traps.jsonl") as engine:
        findings = tuple(run_entries(entries(), engine))
        origin = origin_of("The traps", engine)
    return Book(
        run_of_all(), findings, recorded_accuracy(), (replace(origin, what="The examples of the lessons"), origin)
    )


@pytest.fixture(scope="session")
def folder(run: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a static book in both languages."""
    from pyjuliann.book.pages import Pages
    from pyjuliann.book.writing import write_book

    folder = tmp_path_factory.mktemp("book") / "pages"
    write_book(Pages(run), folder)
    return folder


def needed(what: str, missing: str) -> str:
    """Return what a test needs; without it the test fails where all must be there, else is skipped."""
    if not what:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return what


# Of a module and no longer: a loop of asyncio runs in this thread until Playwright is stopped, and tests of other
# modules have loops of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = needed(next(filter(None, map(shutil.which, names)), ""), "no Chromium is on PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*FLAGS], timeout=3 * LIMIT)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages in windows of their own, and in the end says that nothing went wrong in any of them."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_page(path: Path | str, width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(LIMIT)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("request", lambda request: wrong.extend([] if is_ours(request.url, path) else [request.url]))
        page.goto(path.as_uri() if isinstance(path, Path) else path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def until(page: Any, expression: str) -> None:
    """Wait until an expression is true on a page: Playwright's own wait evaluates, which the pages forbid."""
    end = time.monotonic() + LIMIT / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def is_ours(url: str, path: Path | str) -> bool:
    """Return whether a request is for a file of the book that a page is in, or for the server that it comes from."""
    home = path.parents[1 if path.parent.name in ("en", "ko") else 0].as_uri() if isinstance(path, Path) else path
    return url.startswith(home if isinstance(path, Path) else "/".join(home.split("/")[:3]) + "/")


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for what keeps people from reading a page."""
    return Path(needed(os.environ.get("AXE_CORE", ""), "AXE_CORE does not say where axe-core's script is")).read_text(
        encoding="utf-8"
    )


def faults(page: Any, axe: str, *rules: str, without: str = "") -> list[str]:
    """Return what axe-core finds on a page that is serious or critical, by some rules or by all but one."""
    page.evaluate(axe)
    chosen = {"runOnly": [*rules]} if rules else {"rules": {without: {"enabled": False}} if without else {}}
    options = {"resultTypes": ["violations"], "preload": False, **chosen}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0].get('failureSummary', '')[:300]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
