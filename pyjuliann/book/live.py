"""The book from a server of one's own, in which every example's inputs can be changed and run in both languages.

It answers this machine alone, and of that only who has the address that it has printed: a request needs the token of
that address, names this server as its host, and comes from a page of this server.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import copy_context
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pyjuliann.book.lazily import LazyPages
from pyjuliann.book.pages import FOLDER
from pyjuliann.book.runner import Runner, RunnerError
from pyjuliann.book.trying import form_of, live_words
from pyjuliann.errors import EngineError, UnknownNameError
from pyjuliann.language import LANGUAGES, Language, phrase, translated
from pyjuliann.lessons import find_example, find_lesson
from pyjuliann.lessons.model import Example

HOST: Final = "127.0.0.1"
LARGEST: Final = 1 << 18
"""Bytes that a request may bring."""

_TYPES: Final = {".css": "text/css", ".js": "text/javascript"}
_ASSETS: Final = ("style.css", "script.js", "live.js")
_LABELS: Final = (
    "Change the inputs", "Inputs", "Run in both languages", "As in the lesson", "Close", "Running …", "as it is",
    "as a grid", "as a literal", "row {}", "column {}", "one row more", "one row less", "one column more",
    "one column less", "With these inputs:", "Julia had ended, and was started again.", "{} ms",
    "The book's server does not answer. It ends with Ctrl-C in the terminal where it was started.",
)  # fmt: skip
"""What the script of the pages says, in English."""

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Doorkeeper:
    """What stands before the pages: who may come in, and with how much.

    Parameters
    ----------
    app : callable
        What answers those who may.
    port : int
        The server's.
    token : str
        What is in the address that was printed; later a cookie has it.
    language : {"en", "ko"}
        What is spoken where the address does not say.
    """

    def __init__(self, app: App, port: int, token: str, language: Language = "en") -> None:
        self.app, self.token, self.language = app, token, language
        self.hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
        self.cookie = f"pyjuliann-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            return  # no web sockets, and nothing happens at the start or the end
        request = Request(scope, receive)
        problem, status = self._problem(request)
        if problem:
            await _line(problem, status, _language(request) or self.language)(scope, receive, send)
        elif "token" in request.query_params:
            there = RedirectResponse(request.url.path, 303, _HEADERS)
            there.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
            await there(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _problem(self, request: Request) -> tuple[str, int]:
        """Return why a request is not answered, and the status that says so; "" if it is."""
        headers = request.headers
        if headers.get("host") not in self.hosts:
            return phrase("This server answers to its own address only."), 421
        origin = headers.get("origin")
        own = {f"http://{host}" for host in self.hosts}
        if origin not in own and (origin is not None or request.method not in {"GET", "HEAD"}):
            return phrase("This request comes from the page of another server."), 403
        given = request.query_params.get("token") or request.cookies.get(self.cookie) or ""
        given = headers.get("x-pyjuliann-token", given)
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            told = "Open the book by the address that `pyjuliann book` has printed: it has the token that is needed."
            return phrase(told), 403
        return "", 200


class LiveBook:
    """The application: pages, and what the examples' forms ask.

    Parameters
    ----------
    pages : LazyPages
    runner : Runner
        Where examples run.
    """

    def __init__(self, pages: LazyPages, runner: Runner, language: Language = "en") -> None:
        self.pages, self.runner, self.language = pages, runner, language

    @cached_property
    def app(self) -> Starlette:
        """What answers requests that have passed the gate."""
        return Starlette(
            routes=[
                Route("/", self._first),
                Route("/index.html", self._first),
                Route("/{language}/search.js", self._search),
                Route("/{language}/live.json", self._labels),
                Route("/{language}/example/{example}.json", self._form),
                Route("/{language}/example/{example}", self._run, methods=["POST"]),
                Route("/{language}/{name}.html", self._page),
                Route("/{asset}", self._asset),
            ],
            exception_handlers={HTTPException: self._refused},
        )

    def _refused(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = phrase("There is no such page." if status == 404 else "That is not how this page is asked for.")
        return _line(told, status, _language(request) or self.language)

    def _first(self, _: Request) -> Response:
        return RedirectResponse(f"/{self.language}/index.html", 303, _HEADERS)

    def _asset(self, request: Request) -> Response:
        name = request.path_params["asset"]
        if name == "favicon.ico":
            return Response(status_code=204, headers=_HEADERS)  # browsers ask for it by themselves
        if name not in _ASSETS:
            raise HTTPException(404)
        kind = _TYPES[Path(name).suffix]
        return Response((FOLDER / name).read_bytes(), media_type=f"{kind}; charset=utf-8", headers=_HEADERS)

    def _page(self, request: Request) -> Response:
        language, name = _known(request), request.path_params["name"]
        try:
            text = self.pages.page(name, language)
        except KeyError:
            raise HTTPException(404) from None
        except EngineError as error:
            return _line(str(error), 503, language)
        if name.startswith("lesson-"):
            self.runner.warm(example.id for example in find_lesson(name.removeprefix("lesson-")).runs)
        return HTMLResponse(text, headers=_HEADERS)

    def _search(self, request: Request) -> Response:
        script = self.pages.index_script(_known(request))
        return Response(script, media_type="text/javascript; charset=utf-8", headers=_HEADERS)

    def _labels(self, request: Request) -> Response:
        words = live_words(_known(request))
        return JSONResponse({label: words(label) for label in _LABELS}, headers=_HEADERS)

    def _form(self, request: Request) -> Response:
        example = _example(request)
        self.runner.warm([example.id], next_of_all=True)  # while the reader changes its inputs
        return JSONResponse({"fields": form_of(example)}, headers=_HEADERS)

    async def _run(self, request: Request) -> Response:
        language, example = _known(request), _example(request)
        words = live_words(language)
        try:
            inputs = await _inputs(request)
        except _RefusedError as refused:
            return JSONResponse({"message": translated(str(refused), words)}, refused.status, _HEADERS)
        asked = {"example": example.id, "inputs": inputs, "language": language}
        try:
            answer = await run_in_threadpool(self.runner.ask, asked)
        except RunnerError as error:
            return JSONResponse({"message": translated(str(error), words)}, 503, _HEADERS)
        return JSONResponse(answer, headers=_HEADERS)


class _RefusedError(Exception):
    """A body that is not taken."""

    def __init__(self, told: str, status: int) -> None:
        super().__init__(told)
        self.status = status


async def _inputs(request: Request) -> dict[str, str]:
    """Return the texts of a form, by the names of the inputs."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise _RefusedError(phrase("That is more than is taken."), 413)
    if Headers(scope=request.scope).get("content-type", "").partition(";")[0].strip() != "application/json":
        raise _RefusedError(phrase("The inputs are expected as JSON."), 415)
    try:
        found = json.loads(bytes(body))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise _RefusedError(phrase("The inputs are expected as JSON: a text for each name."), 400)
    return found


def _language(request: Request) -> Language | None:
    """Return the language that an address begins with."""
    return next((language for language in LANGUAGES if request.url.path.startswith(f"/{language}/")), None)


def _known(request: Request) -> Language:
    language = _language(request)
    if language is None:
        raise HTTPException(404)
    return language


def _example(request: Request) -> Example:
    try:
        return find_example(request.path_params["example"])
    except UnknownNameError:
        raise HTTPException(404) from None


def _line(told: str, status: int, language: Language) -> Response:
    """Return a sentence as a page."""
    return PlainTextResponse(f"{translated(told, live_words(language))}\n", status, _HEADERS)


# ---------------------------------------------------------------- serving


class _Server(uvicorn.Server):
    """A server that lets go of a run when it is to end."""

    def __init__(self, config: uvicorn.Config, runner: Runner, started: Callable[[], object]) -> None:
        super().__init__(config)
        self._runner, self._told = runner, started

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._runner.close()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._told()


def listening(port: int = 0) -> socket.socket:
    """Return a socket at this machine's own address; port 0 is any that is free.

    Raises
    ------
    OSError
        If the port cannot be had.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
    except OSError:
        found.close()
        raise
    return found


def serve(
    book: LiveBook, at: socket.socket, *, say: Callable[[str], object], browser: bool = True, seconds: float = math.inf
) -> None:
    """Serve a book until Ctrl-C, and leave nothing behind.

    Parameters
    ----------
    book : LiveBook
    at : socket
        Where, as `listening` returns it.
    say : callable
        Told the address when it can be opened.
    browser : bool
        Whether to open it.
    seconds : float
        After how long it ends by itself.
    """
    port = at.getsockname()[1]
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    config = uvicorn.Config(
        Doorkeeper(book.app, port, token, book.language),
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=5,
        limit_concurrency=64,
    )

    def started() -> None:
        say(phrase("The book is at {}", address))
        say(phrase("Ctrl-C ends it."))
        if browser and _has_browser():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        if seconds < math.inf:
            asyncio.get_running_loop().call_later(seconds, signal.raise_signal, signal.SIGINT)
        threading.Thread(target=copy_context().run, args=(_start_quietly, book.runner, say), daemon=True).start()

    try:
        with contextlib.suppress(KeyboardInterrupt):
            _Server(config, book.runner, started).run(sockets=[at])
    finally:
        book.runner.close()
        book.pages.close()
        at.close()


def _start_quietly(runner: Runner, say: Callable[[str], object]) -> None:
    with contextlib.suppress(RunnerError):  # who runs an example is told
        runner.start()
        if problem := runner.problem:
            say(phrase("Python alone answers in the examples: {}", problem))


def _has_browser() -> bool:
    """Return whether a browser would open beside the terminal, and not in it."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
