"""The live book as it is used: in a real browser, from a command that ends with Ctrl-C without a trace."""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import faults
from processes import PATIENCE, eventually

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.lessons import find_lesson

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the server has nothing to begin with."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(interpreted: Engine, home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A served book, and its address."""
    environment = {
        **os.environ, "PYJULIANN_JULIA": str(interpreted._executable), "TMPDIR": str(home), "PYJULIANN_MARK": str(home),
    }  # fmt: skip
    command = [sys.executable, "-m", "pyjuliann", "book", "--no-browser", "--engine", "worker", "--lang", "en"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    try:
        assert select.select([process.stdout], [], [], 3 * PATIENCE)[0]
        told = process.stdout.readline()
        yield process, re.search(r"http://\S+", told)[0]
    finally:
        process.kill()
        process.wait(PATIENCE)
        process.stdout.close()


def marked(home: Path) -> set[int]:
    """Return the processes that the server has started, itself among them."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"PYJULIANN_MARK={home}".encode() in (entry / "environ").read_bytes():
                found.add(int(entry.name))
        except OSError:
            continue  # somebody else's, or gone
    return found


def asked(address: str, path: str, method: str = "GET", inputs: Any = None) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=3 * PATIENCE)
    headers = {
        "x-pyjuliann-token": parts.query.removeprefix("token="), "origin": f"http://{parts.netloc}",
        "content-type": "application/json", "connection": "close",
    }  # fmt: skip
    connection.request(method, path, json.dumps(inputs) if inputs is not None else None, headers)
    return connection.getresponse()


# ------------------------------------------------------------------------------------------ in a browser


def example_in(page: Any, address: str, language: str = "en") -> Any:
    """Return the product of post 1 on its page, its form open."""
    number = next(each.id for each in find_lesson("1").examples if each.name == "matrix_product")
    page.goto(f"{address.partition('?')[0]}{language}/lesson-1.html", timeout=3000 * PATIENCE)
    section = page.locator(f'[data-example="{number}"]')
    section.locator(".change").click()
    section.locator("form input").first.wait_for()
    return section


def run_in(section: Any) -> str:
    """Run what is in the form, and return what both languages gave."""
    section.locator(".run").click()
    section.locator(".status").filter(has_text=re.compile(r"\d+( ms|밀리초)")).wait_for(timeout=3000 * PATIENCE)
    return " | ".join(section.locator(".result .value").all_inner_texts())


def test_other_inputs_give_the_right_numbers(
    server: tuple[subprocess.Popen[str], str], opened: Callable[..., Any]
) -> None:
    page = opened(server[1])
    assert "token" not in page.url
    section = example_in(page, server[1])
    before = section.inner_html()
    cells = section.locator("form input")
    cells.nth(0).fill("100")
    assert (
        run_in(section) == "np.array([[116, 220, 324], [22, 29, 36], [27, 36, 45]]) | [116 220 324; 22 29 36; 27 36 45]"
    )
    assert section.locator(".verdict").inner_text().endswith("With these inputs: identical bits")
    assert section.locator(".side.julia .input").first.inner_text() == "a = [100 4; 2 5; 3 6]"
    section.get_by_role("button", name="a: one row less").click()
    assert run_in(section) == "np.array([[116, 220, 324], [22, 29, 36]]) | [116 220 324; 22 29 36]"
    section.get_by_role("button", name="as a literal").first.click()
    section.locator("form textarea").fill("[0 1; 1 0]")
    assert run_in(section) == "np.array([[4, 5, 6], [1, 2, 3]]) | [4 5 6; 1 2 3]"
    section.get_by_role("button", name="As in the lesson").click()
    assert section.locator(".verdict").inner_text().endswith("as published")
    assert "17 22 27" in before
    assert section.locator(".result .value").last.inner_text() == "[17 22 27; 22 29 36; 27 36 45]"


def test_a_message_stands_at_its_field(server: tuple[subprocess.Popen[str], str], opened: Callable[..., Any]) -> None:
    section = example_in(opened(server[1]), server[1], "ko")
    cell = section.locator("form input").nth(2)
    cell.fill("__import__('os')")
    section.locator(".run").click()
    message = section.locator(".message").first
    message.filter(has_text="수나 글이 와야 하는데").wait_for()
    assert message.get_attribute("role") == "alert"
    assert cell.get_attribute("aria-describedby") == message.get_attribute("id")
    assert cell.get_attribute("aria-invalid") == "true"
    assert cell.evaluate("cell => cell === document.activeElement")
    cell.fill("7")
    assert "7" in run_in(section)
    assert message.inner_text() == ""


def test_a_phone_and_everyone_can_use_it(
    server: tuple[subprocess.Popen[str], str], opened: Callable[..., Any], axe: str
) -> None:
    page = opened(server[1], width=360)
    section = example_in(page, server[1])
    section.locator("form input").first.fill("x")
    section.locator(".run").click()
    section.locator(".message").first.filter(has_text="expected a number").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page, axe) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert faults(page, axe, "color-contrast") == []


# ------------------------------------------------------------------------------------------ its end


def test_it_answers_and_ends_with_ctrl_c_leaving_nothing(server: tuple[subprocess.Popen[str], str], home: Path) -> None:
    process, address = server
    with asked(address, "/en/index.html") as answer:
        assert answer.status == 200
    number = next(each.id for each in find_lesson("1").examples if each.name == "matrix_product")
    with asked(address, f"/en/example/{number}", "POST", {"a": "[[1, 0], [0, 1]]", "b": "[[7, 8], [9, 10]]"}) as answer:
        said = json.loads(answer.read())
    assert re.sub("<[^>]*>", "", said["sides"]["julia"]["value"]) == "[7 8; 9 10]"
    assert said["verdict"] == "identical"
    assert not sys.platform.startswith("linux") or len(marked(home)) >= 3  # itself, what runs examples, and Julia
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert eventually(lambda: not marked(home))
    assert list(home.iterdir()) == []


def test_it_ends_with_ctrl_c_while_an_example_runs(home: Path) -> None:
    """A loop of many steps, which neither language would leave for an hour."""
    long = next(example.id for example in find_lesson("4").examples if example.name == "gradient_descent")
    code = (
        "import signal, threading, _thread, time\n"
        "from pyjuliann.book import live, lazily, runner\n"
        "from pyjuliann.settings import JuliaSettings\n"
        "settings = JuliaSettings('recorded')\n"
        "made = runner.Runner(settings, 3600.0)\n"
        f"asked = {{'example': {long!r}, 'inputs': {{'steps': '1000000000'}}, 'language': 'en'}}\n"
        "def told(line):\n"
        "    if 'http' in line:\n"
        "        threading.Thread(target=made.ask, args=(asked,), daemon=True).start()\n"
        "        threading.Timer(2.0, signal.raise_signal, [signal.SIGINT]).start()\n"
        "threading.excepthook = lambda _: None\n"
        "live.serve(live.LiveBook(lazily.LazyPages(settings), made), live.listening(), say=told, browser=False)\n"
    )
    environment = {**os.environ, "PYJULIANN_MARK": str(home)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, timeout=3 * PATIENCE, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert eventually(lambda: not marked(home))
