"""The live book over HTTP: who may ask, what is taken, and what both languages answer to other inputs."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import numpy as np
import pytest
from in_process import outcome_of

from pyjuliann.book import runner
from pyjuliann.book.lazily import LazyPages
from pyjuliann.book.live import _LABELS, LARGEST, Doorkeeper, LiveBook, listening
from pyjuliann.book.reading import MOST
from pyjuliann.book.runner import Runner, RunnerError
from pyjuliann.book.trying import MOST_SHOWN, tried
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.lessons import find_example, lessons
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.session import Session
from pyjuliann.settings import JuliaSettings

PORT, TOKEN = 8123, "a-token"
HERE = f"http://127.0.0.1:{PORT}"
RUN = "/en/example/1.11"


class InProcess:
    """A runner that runs in this process."""

    def __init__(self, engine: Engine) -> None:
        self.session = Session(engine)
        self.cold: list[str] = []

    def warm(self, examples: Iterable[str], *, next_of_all: bool = False) -> None:
        self.cold = [*examples, *self.cold] if next_of_all else [*self.cold, *examples]

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        return runner._answered(request, self.session, 60.0)


@pytest.fixture(scope="module")
def pages() -> Iterator[LazyPages]:
    made = LazyPages(JuliaSettings("recorded"))
    yield made
    made.close()


class Browser:
    """Asks the application as a browser does that has opened the address that was printed."""

    def __init__(self, runner: InProcess, pages: LazyPages) -> None:
        self.runner, self.app = runner, Doorkeeper(LiveBook(pages, runner).app, PORT, TOKEN)
        self.cookies, self.headers = httpx.Cookies(), {"origin": HERE}
        self.cookies.set(f"pyjuliann-{PORT}", TOKEN, domain="127.0.0.1")

    def get(self, address: str, **more: Any) -> httpx.Response:
        return self.ask("GET", address, **more)

    def post(self, address: str, **more: Any) -> httpx.Response:
        return self.ask("POST", address, **more)

    def ask(self, method: str, address: str, headers: Any = None, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
            async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=self.cookies) as client:
                answer = await client.request(method, address, headers={**self.headers, **(headers or {})}, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())


@pytest.fixture
def client(interpreted: Engine, pages: LazyPages) -> Browser:
    return Browser(InProcess(interpreted), pages)


# ------------------------------------------------------------------------------------------ who may ask


def test_the_address_with_the_token_gives_a_cookie_and_leads_on_without_it(client: Browser) -> None:
    client.cookies.clear()
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    answer = client.get("/")  # the client has kept it
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/index.html")


@pytest.mark.parametrize("address", ["/", "/?token=other", "/?token=", "/en/ulp.html", "/style.css", "/en/live.json"])
def test_without_the_token_nothing_is_answered(client: Browser, address: str) -> None:
    client.cookies.clear()
    answer = client.get(address)
    assert answer.status_code == 403
    assert "pyjuliann book" in answer.text
    assert client.get(address, headers={"x-pyjuliann-token": "other"}).status_code == 403
    assert client.post(RUN, json={}).status_code == 403


def test_the_token_may_be_in_a_header(client: Browser) -> None:
    client.cookies.clear()
    assert client.get("/style.css", headers={"x-pyjuliann-token": TOKEN}).status_code == 200


@pytest.mark.parametrize("host", ["example.org", f"example.org:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_another_host_is_refused(client: Browser, host: str) -> None:
    """A name of somebody else's that leads to this machine is how a page elsewhere would reach the server."""
    for answer in (client.get("/style.css", headers={"host": host}), client.post(RUN, json={}, headers={"host": host})):
        assert (answer.status_code, answer.text) == (421, "This server answers to its own address only.\n")


@pytest.mark.parametrize("origin", ["http://example.org", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1"])
def test_another_origin_is_refused(client: Browser, origin: str) -> None:
    for answer in (
        client.get("/style.css", headers={"origin": origin}),
        client.post(RUN, json={}, headers={"origin": origin}),
    ):
        assert (answer.status_code, answer.text) == (403, "This request comes from the page of another server.\n")


def test_a_run_needs_an_origin(client: Browser) -> None:
    del client.headers["origin"]
    assert client.get("/style.css").status_code == 200
    assert client.post(RUN, json={}).status_code == 403


def test_it_listens_at_this_machine_alone() -> None:
    with listening() as at:
        assert at.getsockname()[0] == "127.0.0.1"
        at.listen()
        with pytest.raises(OSError):
            listening(at.getsockname()[1])
        with socket.create_connection(at.getsockname(), timeout=5):
            pass


def test_a_port_that_is_taken_is_said_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with listening() as at:
        at.listen()
        port = at.getsockname()[1]
        code, out, err = outcome_of(capsys, "book", "--port", port, "--no-browser")
    assert (code, out) == (2, "")
    assert err.startswith(f"pyjuliann book: --port: expected a free port of 127.0.0.1, got {port}: ")
    code, _, err = outcome_of(capsys, "book", "--port", "65536")
    assert code == 2
    assert "expected a whole number from 0 to 65535, got '65536'" in err


# ------------------------------------------------------------------------------------------ pages


def test_pages_may_ask_this_server_and_no_other(client: Browser) -> None:
    answer = client.get("/ko/ulp.html")
    assert answer.status_code == 200
    assert "connect-src &#39;self&#39;" in answer.text
    assert '<script src="../live.js" defer>' in answer.text
    assert {"cache-control": "no-store", "x-content-type-options": "nosniff"}.items() <= answer.headers.items()
    for asset, kind in (("style.css", "text/css"), ("script.js", "text/javascript"), ("live.js", "text/javascript")):
        assert client.get(f"/{asset}").headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize(
    "address",
    ["/en/nothing.html", "/fr/ulp.html", "/live.py", "/..%2flive.py", "/en/%2e%2e/live.py", "/en/example/99.1.json",
     "/en/example/1.99.json", "/fr/live.json", "/fr/search.js", "/en/lesson-99.html"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Browser, address: str) -> None:
    assert client.get(address).status_code == 404


def test_every_label_has_its_korean(client: Browser) -> None:
    assert set(client.get("/en/live.json").json()) == set(_LABELS)
    korean = client.get("/ko/live.json").json()
    assert {label for label, said in korean.items() if said == label} == set()


# ------------------------------------------------------------------------------------------ runs


def run(client: Browser, example: str, language: str = "en", **inputs: str) -> dict[str, Any]:
    answer = client.post(f"/{language}/example/{example}", json=inputs)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_other_inputs_are_run_in_both_languages(client: Browser) -> None:
    answer = run(client, "1.11", a="[[2, 0], [0, 3]]", b="[1 2; 3 4]")
    plain = {
        side: "".join(part.rpartition(">")[2] for part in one["value"].split("<"))
        for side, one in answer["sides"].items()
    }
    assert plain == {"python": "np.array([[2, 4], [9, 12]])", "julia": "[2 4; 9 12]"}
    assert [one["type"] for one in answer["sides"].values()] == ["ndarray[int64]", "Matrix{Int64}"]
    assert (answer["verdict"], answer["told"], answer["changed"]) == ("identical", "identical bits", ["a", "b"])
    assert answer["whole"]["julia"].endswith("a = [2 0; 0 3]\nb = [1 2; 3 4]\nmatrix_product(a, b)")
    assert run(client, "1.11")["changed"] == []


def test_a_function_among_the_inputs_stays(client: Browser) -> None:
    answer = run(client, "4.3", x="5")
    assert answer["verdict"] == "identical"
    assert "9.99999999997" in answer["sides"]["julia"]["value"]


def test_the_form_has_grids_literals_and_what_stays(client: Browser) -> None:
    a, b = client.get("/en/example/1.11.json").json()["fields"]
    assert (a["name"], a["rows"], a["vector"]) == ("a", [["1", "4"], ["2", "5"], ["3", "6"]], False)
    assert b["text"] == "[[1, 2, 3], [4, 5, 6]]"
    f, x = client.get("/en/example/4.3.json").json()["fields"]
    assert (f["text"], x["text"], x["rows"]) == (None, "3.0", [])


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "[[1, 2], [3]]", "expected rows of the same length, got 2 and 1 elements"),
        ("en", "[1, 2]", "expected a matrix such as [[1, 4], [2, 5]], got one of size 2"),
        ("en", "__import__('os')", "expected a number or a text, got __import__('os')"),
        ("en", str([[0] * (MOST + 1)]), f"expected at most {MOST} elements"),
        ("ko", "", "[[1, 4], [2, 5]] 같은 행렬이 와야 하는데 빈칸이(가) 왔다"),
    ],
)
def test_damaged_input_is_told_at_its_field(client: Browser, language: str, text: str, told: str) -> None:
    assert run(client, "1.11", language, a=text) == {"fields": {"a": told}}
    assert set(run(client, "1.11", language, a=text, b="x")["fields"]) == {"a", "b"}


def test_sizes_that_do_not_go_together_are_refused_by_both(client: Browser) -> None:
    answer = run(client, "1.11", a="[[1, 2, 3]]")
    assert (answer["verdict"], answer["told"], answer["facts"]) == ("agree", "both refuse it", [])
    assert all(side["error"] for side in answer["sides"].values())
    assert "ValueError" in answer["sides"]["python"]["value"]


def test_a_difference_is_told_with_its_cause(interpreted: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    example = find_example("1.11")
    both = pair(lambda a, b: float(np.std(a)), "(a, b) -> Statistics.std(a)", using=["Statistics"])
    monkeypatch.setattr("pyjuliann.book.trying.pair_for", lambda _: both)
    answer = tried(example, {"a": "[[1, 2], [4, 8]]"}, "en", Session(interpreted), 60.0)
    assert (answer["verdict"], answer["told"]) == ("differ", "differs")
    facts = dict(answer["facts"])
    assert "ULP" in facts["where"]
    assert facts["in Julia"] == "std(x; corrected=false)"


def test_a_korean_reader_meets_no_english_sentence(
    client: Browser, interpreted: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [message for text in DAMAGED for message in run(client, "1.11", "ko", a=text)["fields"].values()]
    told += [client.get(address).text for address in ("/ko/nothing.html", "/ko/example/1.11")]
    told += [client.get("/ko/ulp.html", headers=each).text for each in ({"host": "a"}, {"origin": "b"})]
    told += [client.post("/ko/example/1.11", content=body).json()["message"] for body in (b"{", b" " * (LARGEST + 1))]
    told += [client.get("/ko/ulp.html", headers={"x-pyjuliann-token": "other"}).text]
    told += [text for number in ("8.9", "2.9") for text in texts_of(run(client, number, "ko"))]
    differing = (
        ("lambda a, b: float(np.std(a))", "(a, b) -> Statistics.std(a)"),
        ("lambda a, b: a[:, 0]", "(a, b) -> a[:, 1:1]"),
        ("lambda a, b: a", "(a, b) -> a .+ 0.25"),
        ("lambda a, b: a", "(a, b) -> error(1)"),
    )
    for python, julia in differing:
        both = pair(eval(python), julia, using=["Statistics"])
        monkeypatch.setattr("pyjuliann.book.trying.pair_for", lambda _, both=both: both)
        answer = tried(find_example("1.11"), {"a": "[[1, 2], [4, 8]]"}, "ko", Session(interpreted), 60.0)
        assert answer["verdict"] == "differ"
        told += texts_of(answer)
    monkeypatch.setattr("pyjuliann.book.trying.pair_for", lambda _: pair(abs, "(a, b) -> nothing_of_this_name"))
    told.append(run(client, "1.11", "ko").get("message", ""))
    monkeypatch.setattr("pyjuliann.book.trying.pair_for", lambda _: 1 / 0)
    told.append(run(client, "1.11", "ko")["message"])
    english = [text for text in told if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", re.sub(r"`[^`]*`|'[^']*'", "", text))]
    assert english == ["실행하지 못했다: ZeroDivisionError: division by zero"]  # nobody has foreseen it
    assert all(re.search("[가-힣]", text) for text in told if re.search("[a-z]{2}", text))


DAMAGED = ("", "[1, 2]", "[[1, 2], [3]]", "[[], []]", "[[1], 2]", "[[1, x]]", "[[1, 'a']]", "[[1, 2", "\0", "[[1e, 2]]",
           "9" * 40, f"[[{9**30}]]", str([[0] * (MOST + 1)]), "a" * 20_001, "[" * 5_000)  # fmt: skip


def texts_of(answer: dict[str, Any]) -> list[str]:
    """What an answer says in words: not code, which follows labels that name a language."""
    code = ("파이썬에서", "줄리아에서")
    return [answer["told"], *(text for label, text in answer["facts"] if label not in code)]


def test_a_julia_that_has_no_memory_for_a_result_says_so(interpreted: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    both = pair(lambda a, b: 1, "(a, b) -> throw(OutOfMemoryError())")
    monkeypatch.setattr("pyjuliann.book.trying.pair_for", lambda _: both)
    answer = tried(find_example("1.11"), {}, "en", Session(interpreted), 60.0)
    assert answer["message"] == ("The result takes more memory than a run may have here.")


def test_a_result_that_is_too_large_is_not_shown(client: Browser) -> None:
    number = next(example.id for example in lessons()["0"].examples if example.name == "ones_array")
    told = run(client, number, size="(300, 300)")["message"]
    assert told == f"The result has 90000 elements; at most {MOST_SHOWN} are shown here."
    told = run(client, number, size="(1000000, 100000)")["message"]
    assert told == "The result takes more memory than a run may have here."


def test_a_run_that_takes_too_long_is_stopped(interpreted: Engine) -> None:
    number = next(example.id for example in lessons()["4"].examples if example.name == "gradient_descent")
    answer = tried(find_example(number), {"steps": "1000000000"}, "en", Session(interpreted), 0.2)
    assert answer == {"message": "It took longer than 0.2 s, and was stopped."}
    assert tried(find_example(number), {"steps": "3"}, "en", Session(interpreted), 60.0)["verdict"] == "identical"


def test_without_a_julia_python_answers_alone() -> None:
    answer = tried(find_example("1.11"), {"a": "[[1, 0]]"}, "en", None, 60.0)
    assert (answer["verdict"], answer["told"]) == ("", "No Julia is running: this is Python's answer alone.")
    assert list(answer["sides"]) == ["python"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        (b"{" + b" " * LARGEST + b"}", "application/json", 413, "That is more than is taken."),
        (b"{}", "text/plain", 415, "The inputs are expected as JSON."),
        (b"{", "application/json", 400, "The inputs are expected as JSON: a text for each name."),
        (b"[]", "application/json", 400, "The inputs are expected as JSON: a text for each name."),
        (b'{"a": 1}', "application/json", 400, "The inputs are expected as JSON: a text for each name."),
        (b"\xff", "application/json", 400, "The inputs are expected as JSON: a text for each name."),
        (b"[" * 100_000, "application/json", 400, "The inputs are expected as JSON: a text for each name."),
    ],
)
def test_a_body_that_is_not_taken(client: Browser, body: bytes, kind: str, status: int, told: str) -> None:
    answer = client.post(RUN, content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()) == (status, {"message": told})


def test_every_example_can_be_run(client: Browser) -> None:
    """With its own inputs, each agrees as in the lesson; those that train take their time elsewhere."""
    for name in ("0", "1", "note", "4"):
        for example in lessons()[name].runs:
            answer = run(client, example.id)
            assert answer["verdict"] in ("identical", "agree"), (example.id, answer)
            assert answer["changed"] == []


# ------------------------------------------------------------------------------------------ before the first run


def test_opening_a_lesson_and_a_form_has_their_examples_run_ahead(client: Browser) -> None:
    runner = client.runner
    client.get("/ko/lesson-1.html")
    assert runner.cold == [example.id for example in lessons()["1"].runs]
    client.get("/ko/example/1.11.json")
    assert runner.cold[0] == "1.11"
    client.get("/ko/traps.html")
    assert len(runner.cold) == len(lessons()["1"].runs) + 1


def test_examples_run_ahead_in_their_order_while_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Runner(JuliaSettings("recorded"), 60.0)
    ran: list[str] = []
    first, may_go_on, all_ran = threading.Event(), threading.Event(), threading.Event()

    def answer(_: Runner, request: dict[str, Any]) -> dict[str, Any]:
        ran.append(request["example"])
        first.set()
        may_go_on.wait(60.0)
        if ran[-1] == "1.2":
            all_ran.set()
        return {}

    monkeypatch.setattr(Runner, "_answer", answer)
    made.warm(["1.1", "1.2"])
    assert first.wait(60.0)
    asking = threading.Thread(target=made.ask, args=({"example": "a reader's"},))
    asking.start()
    made.warm(["1.1", "1.3"], next_of_all=True)
    while not made._asking:
        time.sleep(0.001)
    may_go_on.set()
    assert all_ran.wait(60.0)
    asking.join(60.0)
    assert ran == ["1.1", "a reader's", "1.3", "1.2"]
    made.close()
    made._warmer.join(60.0)
    assert not made._warmer.is_alive()


# ------------------------------------------------------------------------------------------ the process beside it


@pytest.mark.thorough
def test_the_process_that_runs_examples_is_ended_and_started_again(
    interpreted: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a run neither ends nor says so, and where the process vanishes; then the next one is answered."""
    made = Runner(JuliaSettings("worker", julia=interpreted._executable), 60.0)
    asked = {"example": "1.11", "inputs": {}, "language": "en"}
    try:
        assert made.ask(asked)["verdict"] == "identical"
        assert made.julia["julia"] == interpreted.info.julia_version
        first = made._process
        monkeypatch.setattr(runner, "GRACE", -60.0)
        with pytest.raises(RunnerError, match=r"^It took too long, and was stopped; Julia is started again"):
            made.ask(asked)
        assert first.returncode is not None
        monkeypatch.undo()
        made._settings = JuliaSettings("recorded")
        assert made.ask(asked)["told"].startswith("No Julia is running")
        made._process.kill()
        made._process.wait(10)
        assert made.ask(asked)["told"].startswith("No Julia is running")
    finally:
        made.close()
    with pytest.raises(RunnerError, match=r"^The book is being closed"):
        made.ask(asked)


def test_who_asks_while_the_book_is_closed_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Runner(JuliaSettings("recorded"), 60.0)

    def closing(_: Runner, __: float) -> dict[str, Any]:
        made.close()
        raise RunnerError("The process that runs the examples has ended; it is started again.")

    monkeypatch.setattr(Runner, "_started", lambda _: None)
    monkeypatch.setattr(Runner, "_send", lambda _, __: None)
    monkeypatch.setattr(Runner, "_line", closing)
    with pytest.raises(RunnerError, match=r"^The book is being closed"):
        made.ask({})
