"""The search for a repair on Python's side: in a child process that can change nothing outside of itself."""

from __future__ import annotations

import json
import math
import os
import select
import signal
import sys
import time
from ast import dump
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from pyjuliann.language import packed, phrase, unpacked
from pyjuliann.parity.causes.diagnosis import Repair, Search
from pyjuliann.parity.causes.rewrites import Rewrite, rewrites
from pyjuliann.parity.causes.sought import CONSTANTS, ELSEWHERE, MEMORY, Sought, heaviest
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import PythonCode
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.guard import Guard
from pyjuliann.parity.running.noise import doubtful
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import run
from pyjuliann.parity.running.verdict import judge_call, judge_calls
from pyjuliann.wording import LEFT_OUT

_CALL: Final = 0.5
"""Seconds for one call of a changed function."""
_TOLD: Final = 50
"""After how many changes the child says how far it is."""


class PythonSearch:
    """A child process that tries changes of the Python function, and writes a line for each that explains all."""

    def __init__(self, sought: Sought, code: PythonCode, constants: Sequence[float]) -> None:
        self.sought, self.code = sought, code
        self.changes = _changes(code, constants[:CONSTANTS], sought.lines("python"))
        self.pid, self.reading, self._data = 0, -1, b""
        if not hasattr(os, "fork") or not self.changes:
            return
        self.reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid:
            os.close(writing)
            return
        try:
            _Child(sought, code, self.changes, writing).work()
        finally:
            os._exit(0)

    def has_found(self) -> bool:
        """Return whether the child has found a change by now."""
        while self.pid and select.select([self.reading], [], [], 0)[0] and self._read():
            pass
        return b'"number"' in self._data

    def _read(self) -> bool:
        more = os.read(self.reading, 1 << 16)
        self._data += more
        return bool(more)

    def found(self, deadline: float) -> Search:
        """Return what the child has found until then, and end it."""
        if not self.pid:
            return Search()
        try:
            while select.select([self.reading], [], [], max(deadline - time.monotonic(), 0.05))[0] and self._read():
                pass
        finally:
            os.close(self.reading)
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        said = [json.loads(line) for line in self._data.splitlines() if line.endswith(b"}")]
        return Search(
            tuple(self._repair(self.changes[s["number"]], s["left"]) for s in said if "number" in s),
            max((line["tried"] for line in said if "tried" in line), default=0),
            not any("done" in line for line in said),
            tuple(
                phrase(LEFT_OUT, phrase("Python"), unpacked(line["left_out"])) for line in said if "left_out" in line
            ),
        )

    def _repair(self, change: Rewrite, left: int) -> Repair:
        text = self.code.edited(change.root, change.old, change.new, change.tree)
        edit = [change.cause, change.old.lineno, *self.code.written(change.old, change.new)]  # type: ignore[attr-defined]
        source = (self.code.path, self.code.text)
        return self.sought.repair("python", source, text, [edit], weight=change.weight, left=left)


def _changes(code: PythonCode, constants: Sequence[float], lines: Sequence[int]) -> list[Rewrite]:
    found: dict[str, Rewrite] = {}
    for root in code.places:
        unchanged = dump(root)
        for change in rewrites(root, constants):
            key = dump(change.tree)
            if key != unchanged and (key not in found or found[key].weight > change.weight):
                found[key] = change
    if lines:
        found = {key: _placed(change, *lines) for key, change in found.items()}
    return sorted(found.values(), key=lambda change: change.weight)


def _placed(change: Rewrite, first: int, last: int) -> Rewrite:
    """Return a change, heavier if it is not of one of these lines."""
    inside = first <= getattr(change.old, "lineno", 0) <= last
    return change if inside else replace(change, weight=change.weight + ELSEWHERE)


class _Child:
    """What the child process does."""

    def __init__(self, sought: Sought, code: PythonCode, changes: Sequence[Rewrite], writing: int) -> None:
        self.sought, self.code, self.changes, self.writing = sought, code, changes, writing

    def work(self) -> None:
        """Try the changes, the likeliest first, until one more would not be simpler than those that explain all."""
        deadline = time.monotonic() + self.sought.seconds
        refused = _confine(self.writing)
        if reason := self._why_not(refused):
            self._say(left_out=packed(reason), done=True)
            return
        simplest = math.inf
        for number, change in enumerate(self.changes):
            if time.monotonic() > deadline:
                return
            if change.weight > heaviest(simplest):
                break
            if number % _TOLD == 0:
                self._say(tried=number)
            try:
                function = self.code.changed(change.root, change.tree)
            except Exception:  # noqa: BLE001, S112 - a change may break the code in any way
                continue
            left = self._left_by(function)
            if left is not None:
                self._say(number=number, left=left)
                simplest = min(simplest, change.weight)
        self._say(tried=number + 1, done=True)

    def _say(self, **facts: Any) -> None:
        os.write(self.writing, json.dumps(facts).encode() + b"\n")

    def _why_not(self, refused: Sequence[str]) -> str:
        """Return why this function cannot be searched; "" if it can."""
        first = self.sought.first
        try:
            again = run_python(self.code.changed(self.code.node, self.code.node), [r.case for r in first])
        except Exception as error:  # noqa: BLE001 - the user's code
            return phrase("its source cannot be run by itself ({}: {})", type(error).__name__, error)
        if refused:
            return phrase("it reaches outside the computation ({})", refused[0])
        if not all(_same(one, r.python) for one, r in zip(again, first, strict=True)):
            return phrase(
                "its source does not give what the function gives (decorated, random, or edited since it was loaded?)"
            )
        return ""

    def _left_by(self, function: Callable[..., Any]) -> int | None:
        """Return what `Sought.left` says of a change."""
        pair = replace(self.sought.pair, python=function)
        first = self.sought.first
        try:
            with Guard() as guard:
                outcome = guard.call(_CALL, run_python, function, [first[0].case])[0]
                one = judge_call(pair, first[0].case, outcome, first[0].julia)
                if one.verdict == "differ" and not doubtful(one):
                    return None
                if any(r.verdict == "differ" for r in _judged(pair, guard, first)):
                    return None
                return self.sought.left(_judged(pair, guard, self.sought.tried))
        except BaseException:  # noqa: BLE001 - whatever a changed function does, it is not the repair
            return None


def _judged(pair: Pair, guard: Guard, results: Sequence[CaseResult]) -> list[CaseResult]:
    return run(
        [r.case for r in results],
        partial(guard.call, _CALL * len(results), run_python, pair.python),
        lambda _cases: [r.julia for r in results],
        partial(judge_calls, pair),
    )


def _same(one: Outcome, other: Outcome) -> bool:
    """Return whether two outcomes of a Python function are the same, as far as values can be compared."""
    if not (one.returned and other.returned):
        return one.error == other.error
    try:
        return bool(compare(one.value, other.value))
    except TypeError:
        return type(one.value) is type(other.value)


_REFUSED: Final = (
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.kill",
    "os.setxattr", "os.removexattr", "os.startfile", "pty.", "socket.", "shutil.", "ctypes.dlopen", "urllib.",
    "ftplib.", "smtplib.", "sqlite3.", "webbrowser.", "syslog.",
)  # fmt: skip
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def _confine(writing: int) -> list[str]:
    """Refuse this process, for good, to write files, start processes and speak to others; return what it tried.

    What the user's code had opened before leads nowhere: only `writing` does.
    """
    import fcntl
    import resource

    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in _open_descriptors():
        with suppress(OSError):
            written = fcntl.fcntl(descriptor, fcntl.F_GETFL) & (os.O_WRONLY | os.O_RDWR)
            if descriptor not in (writing, nowhere) and (written or descriptor < 3):
                os.dup2(nowhere, descriptor)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    refused: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if writes or event.startswith(_REFUSED):
            refused.append(event)
            raise PermissionError(phrase("a search for a repair does not {}", event))

    sys.addaudithook(hook)
    return refused


def _open_descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return [int(path.name) for path in Path(folder).iterdir() if path.name.isdigit()]
    return list(range(256))
