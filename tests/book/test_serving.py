"""The live book as it is used: a command that prints an address, and ends with Ctrl-C without a trace."""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
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


def test_it_answers_and_ends_with_ctrl_c_leaving_nothing(server: tuple[subprocess.Popen[str], str], home: Path) -> None:
    process, address = server
    with asked(address, "/en/index.html") as answer:
        assert answer.status == 200
    with asked(address, "/en/example/1.11", "POST", {"a": "[[1, 0], [0, 1]]", "b": "[[7, 8], [9, 10]]"}) as answer:
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
