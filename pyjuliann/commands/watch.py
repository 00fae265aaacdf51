"""``pyjuliann check … --watch``: the half that waits for files that are saved, and for keys, and shows what was found.

What runs users' code is a child process (`rechecking`), so that whatever that code does, the watch goes on.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import secrets
import select
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

from pyjuliann.bridge.machine.folders import cache_folder
from pyjuliann.commands.check import FORMATS, Asked, asked_for, refuse_contradictions, views_of
from pyjuliann.commands.common import (
    AGREES,
    UsageError,
    console,
    file_targets,
    spoken,
    spoken_language,
    spoken_words,
    write_results,
    writes_to_stdout,
)
from pyjuliann.commands.supervised import ending
from pyjuliann.language import clipped, joined, phrase, unpacked
from pyjuliann.printable import printable
from pyjuliann.wording import system_reason

KEYS: Final = {"r": "run all again", "o": "report as HTML", "q": "quit"}
GATHER: Final = 50
"""Milliseconds in which several saves are one, at most."""

_STEP: Final = 20  # milliseconds without a further save after which they are told
_PATIENCE: Final = 1.0  # seconds that a check goes on although it is out of date
_GRACE: Final = 3.0  # seconds in which what is told to stop must do so
_TICK: Final = 1.0  # seconds between looks at whether the folders are those that are watched
_PRINTED: Final = 10  # lines of what users' code printed that are shown


def watch_files(arguments: argparse.Namespace) -> int:
    """Check, wait for files that are saved, and check again what depends on them, until told to stop."""
    refuse_contradictions(arguments)
    targets = file_targets(arguments, FORMATS)
    if writes_to_stdout(arguments, FORMATS):
        raise UsageError(phrase("--watch: expected a FILE for reports, for standard output tells what happens"))
    if arguments.records or arguments.engine == "recorded":
        raise UsageError(phrase("--watch: recorded answers know nothing of code that changes: a live Julia is needed"))
    if arguments.limits.deadline < float("inf"):
        raise UsageError(phrase("--deadline: a watch has no end; --timeout limits one call of either language"))
    for name in ("jobs", "cluster", "save", "resume"):
        if getattr(arguments, name) is not None:
            raise UsageError(phrase("--{}: expected without --watch, which checks a few cases again and again", name))
    if not hasattr(os, "fork"):
        raise UsageError(phrase("--watch works on Linux and macOS only"))
    try:
        import watchfiles  # noqa: F401 - better said before any work is done
    except ImportError:
        raise UsageError(phrase("--watch needs the package watchfiles: pip install 'pyjuliann[watch]'")) from None
    if arguments.seed is None:
        arguments.seed = secrets.randbits(32)  # so that what differs keeps its counterexample
    shows = sys.stdout.isatty()
    view: _Lines = _Screen(arguments) if shows else _Lines(arguments)
    with _ended_by_signals(), _keys(shows) as keys, _Saves() as saves:
        child = _Child(asked_for(arguments), hears=not shows)
        try:
            return _Watch(child, saves, keys, view, partial(_write, arguments, targets)).run()
        finally:
            child.close()
            view.end()


def _write(arguments: argparse.Namespace, targets: dict[str, Path | None], found: dict[str, Any]) -> None:
    """Write the reports that were asked for anew."""
    write_results(arguments, targets, views_of(found))


class _Watch:
    """What is known, and what is being done."""

    def __init__(
        self, child: _Child, saves: _Saves, keys: int | None, view: _Lines, write: Callable[[dict[str, Any]], None]
    ) -> None:
        self.child, self._saves, self._keys, self._view, self._write = child, saves, keys, view, write
        self._digests: dict[Path, str] = {}
        self._waiting: set[Path] | None = set()  # saved, and not yet checked; None for all
        self._strangers: set[Path] = set()  # saved since the last check began, and not known to matter
        self._stuck = False
        self._found: dict[str, Any] | None = None
        self._overdue: float | None = None

    def run(self) -> int:
        """Watch until told to stop."""
        self._saves.follow(self.child.folders | {Path.cwd()})
        self._ask(None)
        while True:
            sources = [self._saves.reading, *self.child.sources, *([] if self._keys is None else [self._keys])]
            ready, _, _ = select.select(sources, [], [], 0.1 if self._overdue else _TICK)
            if self._keys in ready and self._keys is not None and self._obey(os.read(self._keys, 1)):
                return AGREES
            if self._saves.reading in ready:
                self._heed(self._saves.take())
            if set(self.child.sources) & set(ready):
                for answer in self.child.answers():
                    self._take(answer)
            if not ready and self._saves.is_astray():
                self._saves.follow(self._saves.folders)
                self._heed(self._digests)
            self._hasten()

    def _obey(self, key: bytes) -> bool:
        """Do what a key says; return whether it is to end."""
        match key.decode("ascii", "replace").lower():
            case "q" | "\x04" | "":
                return True
            case "r":
                self._again(None)
            case "o" if self._found is not None:
                self._view.tell(shown_page(self._found, self._view.page))
        return False

    def _heed(self, paths: Iterable[Path]) -> None:
        """Check again what depends on files, if they are not what they were."""
        changed = {path for path in paths if path in self._digests and _digest(path) != self._digests[path]}
        self._strangers.update(path for path in paths if path not in self._digests)
        if not changed and self._stuck and any(path.suffix in (".py", ".jl") for path in paths):
            self._again(None)  # it may be the one that was missing
        elif changed:
            self._again(changed)

    def _again(self, changed: set[Path] | None) -> None:
        self._waiting = None if changed is None or self._waiting is None else self._waiting | changed
        if not self.child.busy:
            self._ask(self._waiting)
        elif self._overdue is None:
            self._overdue = max(time.monotonic(), self.child.since + (0 if self.child.explains else _PATIENCE))

    def _hasten(self) -> None:
        """Break off what is out of date, and end what does not stop."""
        late = self._overdue is not None and time.monotonic() >= self._overdue
        if late and self.child.started and self.child.busy:  # one that starts Julia is not told to stop
            self._overdue = None
            self.child.interrupt()
        if self.child.is_stubborn():
            self.child.kill()

    def _ask(self, changed: set[Path] | None) -> None:
        self._waiting, self._overdue, self._strangers = set(), None, set()
        for path in self._digests if changed is None else changed:
            self._digests[path] = _digest(path)
        self._view.begin(changed)
        self.child.ask(changed)

    def _take(self, answer: dict[str, Any]) -> None:
        """Show an answer of the child."""
        if "failed" in answer:
            raise UsageError(answer["failed"])
        if "vanished" in answer:
            self._stuck, self._found = True, None
            told = "the process that ran it {}; the next file that is saved is tried again"
            self._view.problem(phrase(told, answer["vanished"]))
        if "files" in answer:
            self._follow(map(Path, answer["files"]))
        if answer.get("problem"):
            self._stuck, self._found = True, None
            self._view.problem(answer["problem"])
        elif "found" in answer:
            self._stuck, self._found = False, answer["found"]
            self._write(answer["found"])
            self._view.found(answer, self.child.printed())
        if ("idle" in answer or "vanished" in answer) and (self._waiting is None or self._waiting):
            self._ask(self._waiting)

    def _follow(self, files: Iterable[Path]) -> None:
        """Watch the files that the last check depended on."""
        known = set(files)
        for path in known - set(self._digests):
            self._digests[path] = _digest(path)
        for path in set(self._digests) - known:
            del self._digests[path]
        self._view.watched = len(known)
        self._saves.follow({path.parent for path in known} | {Path.cwd()})
        if early := known & self._strangers:  # it may have been read before it was saved
            self._strangers = set()
            self._again(early)


def _digest(path: Path) -> str:
    """Return what stands for a file's content; "" if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def shown_page(found: dict[str, Any], written: str | None) -> str:
    """Open the report as HTML where there is a screen, and say where it is; write it if it has not been."""
    from pyjuliann.bridge.machine.files import write_file
    from pyjuliann.parity.results import html

    if written:
        page = Path(written).resolve()
    else:
        page = cache_folder() / "watch.html"
        try:
            page.parent.mkdir(parents=True, exist_ok=True)
            write_file(page, html.render(found, spoken_language()))
        except OSError as error:
            return phrase("the report could not be written: {}: {}", system_reason(error), page)
    if sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        import webbrowser

        webbrowser.open(page.as_uri())
    return phrase("report: {}", page)


# ---------------------------------------------------------------- what runs users' code


class _Child:
    """The process that runs users' code and has the Julia: there is a new one where it has died.

    Attributes
    ----------
    started, busy, explains : bool
        Whether it has its Julia, is checking, and has told the verdicts and searches for repairs.
    since : float
        When it began, in the seconds of `time.monotonic`.
    """

    def __init__(self, asked: Asked, hears: bool) -> None:
        self.started = self.busy = self.explains = False
        self.since = 0.0
        self._asked, self._hears = asked, hears
        self._pid = 0
        self._requests = self._answers = -1
        self._text = b""
        self._told_to_stop: float | None = None
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the watch
        self._read = 0

    @property
    def folders(self) -> set[Path]:
        """Where the files are that the command names."""
        requests = (*self._asked.pairs, *filter(None, [self._asked.whole]))
        return {path.resolve().parent for request in requests for path in request.files()}

    @property
    def sources(self) -> list[int]:
        """What becomes readable where there are answers."""
        return [self._answers] if self._pid else []

    def ask(self, changed: Iterable[Path] | None) -> None:
        """Have it check again what depends on some files, or all for None."""
        if not self._pid:
            self._start()
            changed = None
        self.busy, self.explains, self.since, self._told_to_stop = True, False, time.monotonic(), None
        request = {"changed": None if changed is None else sorted(map(str, changed))}
        with contextlib.suppress(BrokenPipeError):  # it is gone, as its answers will tell
            os.write(self._requests, json.dumps(request).encode() + b"\n")

    def answers(self) -> Iterator[dict[str, Any]]:
        """Yield what it has answered; last, where it is gone, how it has ended."""
        data = os.read(self._answers, 1 << 20)
        self._text += data
        *lines, self._text = self._text.split(b"\n")
        for line in lines:
            answer = unpacked(json.loads(line))
            self.started = self.started or "started" in answer
            self.explains = self.explains or "found" in answer
            self.busy = self.busy and "idle" not in answer
            yield answer
        if not data:
            yield {"vanished": self._left()}

    def interrupt(self) -> None:
        """Have it stop what it does."""
        if self._pid and self._told_to_stop is None:
            self._told_to_stop = time.monotonic()
            os.kill(self._pid, signal.SIGINT)

    def is_stubborn(self) -> bool:
        """Whether it was told to stop and has not."""
        return self.busy and self._told_to_stop is not None and time.monotonic() - self._told_to_stop > _GRACE

    def kill(self) -> None:
        """End it, whatever it does; its Julia ends with it."""
        if self._pid:
            self._told_to_stop = None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._pid, signal.SIGKILL)

    def printed(self) -> str:
        """Return the last lines of what was printed since this was last called."""
        size = self._output.seek(0, os.SEEK_END)
        self._output.seek(max(self._read, size - (1 << 14)))
        text = self._output.read().decode("utf-8", "replace")
        self._read = size
        return "\n".join(text.splitlines()[-_PRINTED:])

    def close(self) -> None:
        """End it, for good."""
        self._output.close()
        if not self._pid:
            return
        os.close(self._requests)
        self._requests = -1
        if not self.busy:
            end = time.monotonic() + _GRACE
            while time.monotonic() < end:
                if os.waitpid(self._pid, os.WNOHANG)[0]:
                    self._pid = 0
                    return
                time.sleep(0.01)
        self.kill()
        self._left()

    def _left(self) -> str:
        """Return how it ended, once it has, and forget it."""
        os.close(self._answers)
        if self._requests >= 0:
            os.close(self._requests)
        how: str = ending(os.waitpid(self._pid, 0)[1])
        self._pid, self._requests, self._answers, self._text, self.busy = 0, -1, -1, b"", False
        self.started = False
        return how

    def _start(self) -> None:
        theirs, self._requests = os.pipe()
        self._answers, ours = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid:
            os.close(theirs)
            os.close(ours)
            with contextlib.suppress(OSError):
                os.setpgid(self._pid, self._pid)  # whoever of the two is first
            return
        code = 1
        try:
            os.setpgid(0, 0)  # Ctrl-C is for the other half
            os.close(self._requests)
            os.close(self._answers)
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            with Path(os.devnull).open(encoding="utf-8") as nothing:
                os.dup2(nothing.fileno(), 0)
            if not self._hears:  # the screen is ours
                os.dup2(self._output.fileno(), 1)
                os.dup2(self._output.fileno(), 2)
            from pyjuliann.commands.rechecking import serve

            serve(self._asked, theirs, ours, quiet=not self._hears)
            code = 0
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.flush()
            os._exit(code)


# ---------------------------------------------------------------- files and keys


class _Saves:
    """Files that are saved in some folders, told by a descriptor that becomes readable.

    Folders are watched, not files: many editors put another file in the place of the one that they save.
    """

    def __init__(self) -> None:
        self.folders: set[Path] = set()
        self._identities: dict[Path, tuple[int, int]] = {}
        self._found: set[Path] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> _Saves:
        self.reading, self._writing = os.pipe()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        os.close(self.reading)
        os.close(self._writing)

    def follow(self, folders: set[Path]) -> None:
        """Watch these folders from now on, or, where one is not there, the one that it would be in."""
        there = {_existing(folder) for folder in folders}
        identities = {folder: _identity(folder) for folder in there}
        if identities == self._identities and self._thread is not None:
            self.folders = folders
            return
        self._end()
        self.folders, self._identities = folders, identities
        self._stop = threading.Event()
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._watch, args=(sorted(there), self._stop, ready), daemon=True, name="pyjuliann-saves"
        )
        self._thread.start()
        ready.wait(5)

    def is_astray(self) -> bool:
        """Whether a folder is gone, or is another one now."""
        there = {_existing(folder) for folder in self.folders}
        return {folder: _identity(folder) for folder in there} != self._identities

    def take(self) -> set[Path]:
        """Return the files that were saved since this was last called."""
        os.read(self.reading, 1 << 10)
        with self._lock:
            found, self._found = self._found, set()
        return found

    def _watch(self, folders: list[Path], stop: threading.Event, ready: threading.Event) -> None:
        from watchfiles import watch

        options: dict[str, Any] = {"recursive": False, "debounce": GATHER, "step": _STEP, "raise_interrupt": False}
        try:
            for changes in watch(
                *folders, watch_filter=None, stop_event=stop, rust_timeout=200, yield_on_timeout=True, **options
            ):
                ready.set()
                if changes and not stop.is_set():
                    with self._lock:
                        self._found |= {Path(path) for _, path in changes}
                    os.write(self._writing, b"x")
        except (OSError, RuntimeError):
            self._identities = {}  # a folder has just gone: another look is taken soon
        finally:
            ready.set()

    def _end(self) -> None:
        if self._thread is not None:
            self._stop.set()
            self._thread.join(5)
            self._thread = None


def _existing(folder: Path) -> Path:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def _identity(folder: Path) -> tuple[int, int]:
    try:
        facts = folder.stat()
    except OSError:
        return 0, 0
    return facts.st_dev, facts.st_ino


@contextlib.contextmanager
def _keys(shows: bool) -> Iterator[int | None]:
    """Have keys come as they are pressed; yield where from, None without a terminal, which is left as it was."""
    if not (shows and sys.stdin is not None and sys.stdin.isatty()):
        yield None
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def once_more(_number: int, _frame: FrameType | None) -> None:
        tty.setcbreak(terminal)  # a shell has had the terminal meanwhile

    known = signal.signal(signal.SIGCONT, once_more)
    try:
        tty.setcbreak(terminal)
        yield terminal
    finally:
        signal.signal(signal.SIGCONT, known)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have the signals that end a program end this one in order: the terminal is put right, and the child ends."""

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt(signal.Signals(number).name)

    known = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in known.items():
            signal.signal(number, handler)


# ---------------------------------------------------------------- what is shown


class _Lines:
    """Plain lines, for where there is no terminal.

    Attributes
    ----------
    watched : int
        How many files are.
    page : str or None
        Where the report is written as HTML.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.watched = 0
        self.page: str | None = arguments.html
        self._quiet = arguments.quiet
        self._because: str = ""

    def begin(self, changed: Iterable[Path] | None) -> None:
        """Say what is checked again."""
        names = sorted(path.name for path in changed or ())
        self._because = phrase("{} saved", ", ".join(names)) if names else phrase("all")

    def problem(self, message: str) -> None:
        """Say why nothing could be checked."""
        self.tell(phrase("{}: {}", self._because, message))

    def found(self, answer: dict[str, Any], _printed: str) -> None:
        """Say what was found: the verdict on each pair that was checked again, and all in one line."""
        from pyjuliann.wording import changes_lines, comparison_line, error_lines, found_line, labelled, summary_line

        report = answer["found"]
        again = answer.get("checked", [answer.get("pair")])
        self.tell(self._head(answer))
        for pair in report["pairs"] if not self._quiet else ():
            if pair["name"] in again:
                self.tell(comparison_line(pair))
                for finding in pair["findings"]:
                    lines = [found_line(finding["case"]), *changes_lines(finding["diagnosis"])]
                    told = [(spoken(phrase(label)), spoken(text)) for label, text in lines]
                    self.tell("\n".join(line for entry in told for line in labelled(*entry)))
        for _, message in error_lines(report):
            self.tell(message)
        self.tell(summary_line(report))

    def _head(self, answer: dict[str, Any]) -> str:
        if "pair" in answer:
            return phrase("searched for a repair of {}, {:.2f} s", answer["pair"], answer["seconds"])
        told = "{}: {} of {} pairs checked, {:.2f} s"
        return phrase(told, self._because, len(answer["checked"]), answer["pairs"], answer["seconds"])

    def tell(self, line: str) -> None:
        """Print a line."""
        print(printable(spoken(line)), flush=True)

    def end(self) -> None:
        """Leave the output to whoever comes next."""


class _Screen(_Lines):
    """One screen of a terminal: the report, and a last line that says what can be done."""

    def begin(self, changed: Iterable[Path] | None) -> None:
        """Say in the last line that something is checked."""
        super().begin(changed)
        self._last(phrase("checking: {} …", self._because))

    def problem(self, message: str) -> None:
        """Show why nothing could be checked."""
        from rich.text import Text

        self._clear(phrase("{}, {}", self._because, time.strftime("%H:%M:%S")))
        console().print(Text(printable(spoken(message)), "bold red"))
        console().print()
        self._last()

    def found(self, answer: dict[str, Any], printed: str) -> None:
        """Show the report."""
        from rich.text import Text

        from pyjuliann.parity.results import terminal
        from pyjuliann.wording import summary_line

        self._clear(phrase("{}, {}", self._head(answer), time.strftime("%H:%M:%S")))
        if self._quiet:
            self.tell(summary_line(answer["found"]))
        else:
            terminal.print_report(console(), answer["found"], spoken_words())
        if printed and not self._quiet:
            console().print(Text(spoken(phrase("\nprinted meanwhile:\n{}", printable(printed))), "dim"))
        self._last()

    def tell(self, line: str) -> None:
        """Print a line above the last one."""
        print(f"\r\x1b[K{printable(spoken(line))}", flush=True)
        self._last()

    def end(self) -> None:
        """Take the last line away."""
        print("\r\x1b[K", end="", flush=True)

    def _clear(self, head: str) -> None:
        from rich.text import Text

        console().clear()
        console().print(Text(printable(spoken(head)), "dim"))

    def _last(self, doing: str = "") -> None:
        """Print the last line, in which the cursor stays."""
        keys = joined(" · ", (phrase("{}: {}", key, phrase(text)) for key, text in KEYS.items()))
        line = spoken(doing or phrase("watching {} files · {}", self.watched, keys))
        print(f"\r\x1b[K\x1b[2m{clipped(printable(line), console().width - 1)}\x1b[0m", end="", flush=True)
