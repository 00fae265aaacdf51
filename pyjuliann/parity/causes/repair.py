"""The search for a repair: every single porting mistake at every place in the source, on either side, tried.

A rewritten function is still the user's code: Julia's runs in a worker of its own, Python's in a child process under an
audit hook that refuses files opened for writing, processes and sockets. Both have limits of time and memory. Nothing is
claimed that has not been run.
"""

from __future__ import annotations

import difflib
import json
import math
import os
import re
import select
import signal
import sys
import time
from ast import dump, unparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import ConversionError, EngineError, PairError, PyjuliannError
from pyjuliann.parity.causes.diagnosis import Edit, Repair, Search
from pyjuliann.parity.causes.evidence import is_ordinary
from pyjuliann.parity.causes.rewrites import Rewrite, rewrites
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair, from_here, one_based, target, zero_based
from pyjuliann.parity.pairing.python_code import PythonCode, python_code
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.crossing import pack
from pyjuliann.parity.running.guard import Guard
from pyjuliann.parity.running.python_side import as_numbers, run_python
from pyjuliann.parity.running.run import run, run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.settings import JuliaSettings

default_seconds: ContextVar[float] = ContextVar("pyjuliann_repair", default=10.0)
"""How long a search takes at most, unless told otherwise."""

_FIRST: Final = (6, 2)
"""How many differing cases, and how many others, a change is tried on first."""
_ALL: Final = (60, 40)
"""How many of each it must explain."""
_LEAST: Final = 4
"""From how many elements on a case tells enough to be tried first."""
_MOST: Final = 8
_CONSTANTS: Final = 12
"""How many numbers of the other side's code are tried."""
_MEMORY: Final = 4 << 30
_CALL: Final = 0.5
"""Seconds for one call of a changed Python function."""


def search_repair(session: Session, pair: Pair, results: Sequence[CaseResult], aspect: str, seconds: float) -> Search:
    """Search both sides of a pair for the one change that makes all cases agree.

    Parameters
    ----------
    session : Session
        Where the pair's Julia side was run.
    pair : Pair
        The pair.
    results : sequence of CaseResult
        Cases on which it ran, some of which differ.
    aspect : str
        In what those that are to be explained differ.
    seconds : float
        How long to search.

    Returns
    -------
    Search
        The repairs found, the simplest first, and what was tried or left out.
    """
    if session.engine.repeats:
        return Search()  # there is no Julia to try anything in
    deadline = time.monotonic() + seconds
    differing = [r for r in results if r.aspect == aspect and not r.julia.died]
    others = [r for r in results if r.verdict != "differ" and not r.both_raised]
    # Ordinary numbers first, in small arrays, which are quick; but not the smallest: much that is wrong agrees there.
    differing.sort(
        key=lambda r: (
            not (r.python.returned and r.julia.returned), not is_ordinary(r.case), r.case.size < _LEAST, r.case.size
        )
    )  # fmt: skip
    others.sort(key=lambda r: (r.case.size < _LEAST, r.case.size))
    if len(differing) < 2:
        return Search(notes=("one differing case is too few to search for a repair",))
    tried = [*_spread(differing, _ALL[0]), *_spread(others, _ALL[1])]
    tried += _between(session, pair, tried)
    first = [*differing[: _FIRST[0]], *others[: _FIRST[1]]]
    code = python_code(pair.python)
    search = Search()
    question = _Question(pair, first, tried, deadline)
    child = _Child(question, code, _constants_of_julia(pair)) if code is not None else None
    try:
        search = _in_julia(session, question, code.constants if code else [])
    finally:
        python = child.found(deadline) if child is not None else Search()
    found = sorted((*search.repairs, *python.repairs), key=lambda r: (r.weight, r.side == "python"))
    return Search(
        repairs=tuple({repair.patch or repair.edits: repair for repair in reversed(found)}.values())[::-1][:4],
        tried=search.tried + python.tried,
        late=search.late or python.late,
        notes=(*search.notes, *python.notes),
    )


def _spread(results: Sequence[CaseResult], most: int) -> list[CaseResult]:
    """Return so many of a list at most, from its first to its last."""
    return [results[k] for k in np.unique(np.linspace(0, len(results) - 1, min(most, len(results))).astype(int))]


def _between(session: Session, pair: Pair, tried: Sequence[CaseResult]) -> list[CaseResult]:
    """Return cases with fractions where all floats tried are whole: on whole numbers much agrees by chance."""
    floats = [
        x for r in tried for x in map(as_numbers, r.case.arguments) if x is not None and x.dtype.kind == "f" and x.size
    ]
    if not floats or any(np.any(x != np.rint(x)) for x in floats):
        return []
    low, high = min(x.min() for x in floats), max(x.max() for x in floats)
    rng = np.random.default_rng(7)

    def moved(x: Any) -> Any:
        if isinstance(x, np.ndarray) and x.dtype.kind == "f":
            return np.clip(x + rng.uniform(-0.5, 0.5, x.shape), low, high).astype(x.dtype)
        return min(max(x + rng.uniform(-0.5, 0.5), float(low)), float(high)) if isinstance(x, float) else x

    cases = [replace(r.case, arguments=tuple(map(moved, r.case.arguments))) for r in tried[: _FIRST[0]]]
    return [r for r in run_pair(session, pair, cases) if r.python.returned and r.julia.returned]


@dataclass(frozen=True)
class _Question:
    """What a search works on: the cases that a change is tried on first, those that it must explain, and the time."""

    pair: Pair
    first: Sequence[CaseResult]
    tried: Sequence[CaseResult]
    deadline: float


# ---------------------------------------------------------------- Julia


def _source_of_julia(pair: Pair) -> tuple[str, str, str] | None:
    """Return the path, the text, and the name in it; None where a name is all there is."""
    julia = pair.julia
    if julia.kind == "code":
        return "", julia.text, ""
    if julia.kind == "file":
        return julia.path, Path(julia.path).read_text(encoding="utf-8"), julia.text
    return None


def _constants_of_julia(pair: Pair) -> list[float]:
    source = _source_of_julia(pair)
    if source is None:
        return []
    found = re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?", source[1])
    return list(dict.fromkeys(float(text) if {".", "e"} & set(text) else int(text) for text in found))[:_CONSTANTS]


_UNDONE: Final[dict[Any, Callable[[Any], Any]]] = {
    None: lambda value: value, zero_based: one_based, one_based: zero_based,
}  # fmt: skip
"""How to get Julia's own result back from what a pair makes of it."""


def _in_julia(session: Session, question: _Question, constants: Sequence[float]) -> Search:
    pair, first, tried, deadline = question.pair, question.first, question.tried, question.deadline
    source = _source_of_julia(pair)
    undo = _UNDONE.get(pair.result)
    if source is None or undo is None:
        return Search()
    path, text, name = source
    groups, numbers, _ = pack(pair, [r.case for r in first])
    wanted = [[undo(first[k].python.value)] if first[k].python.returned else [] for group in numbers for k in group]
    try:
        with _worker(session) as own:
            for file in ("parity.jl", "repair.jl"):
                own.include(julia_sources() / "worker" / file)
            left = max(deadline - time.monotonic(), 0.1)
            reason, count, late, found = own.call(
                "PyjuliannRepair.search", path, text, name, list(pair.using), groups, wanted, constants[:_CONSTANTS],
                left, _MOST, timeout=left + 5,
            )  # fmt: skip
            if reason:
                return Search(notes=(f"the Julia side was left out of the search: {reason}",))
            repairs = []
            for agreeing, weight, changed, edits in found:
                if agreeing == len(first) and _explains_all(own, pair, source, changed, tried):
                    repairs.append(_repair("julia", (path, text), changed, edits, (weight, len(tried))))
            return Search(tuple(repairs), count, late)
    except ConversionError:
        return Search(notes=("the Julia side was left out of the search: Python's results have no counterpart there",))
    except (EngineError, PyjuliannError) as error:
        return Search(notes=(f"the search on the Julia side ended early: {str(error).splitlines()[0]}",))


def _worker(session: Session) -> Engine:
    """Start a worker of the same Julia, that interprets, and limit its memory."""
    from pyjuliann.bridge.engines.worker import WorkerEngine

    own = WorkerEngine(
        Path(session.engine.info.executable), JuliaSettings(interpreted=True, project=session.engine.project or None)
    )
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        resource.prlimit(own.pid or 0, resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    return own


def _explains_all(
    own: Engine, pair: Pair, source: tuple[str, str, str], changed: str, tried: Sequence[CaseResult]
) -> bool:
    path, _, name = source
    session = Session(own)
    other = replace(pair, julia=target(f"# {name}\n{changed}"))
    try:
        own.call("PyjuliannRepair.adopt", session.key(other), path, changed, name, list(pair.using))
        results = run(
            [r.case for r in tried],
            lambda _cases: [r.python for r in tried],
            partial(session.run, other),
            partial(judge_calls, other),  # Julia's own rounding would take minutes, interpreted
        )
    except (PairError, EngineError, PyjuliannError):
        return False
    return all(r.verdict != "differ" for r in results)


# ---------------------------------------------------------------- Python


class _Child:
    """A child process that tries changes of the Python function, and writes a line for each that explains all."""

    def __init__(self, question: _Question, code: PythonCode, constants: Sequence[float]) -> None:
        self.code, self.count = code, len(question.tried)
        self.changes = _changes(code, constants)
        self.pid, self.reading = 0, -1
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
            os.close(self.reading)
            _try_changes(question, code, self.changes, writing)
        finally:
            os._exit(0)

    def found(self, deadline: float) -> Search:
        """Return what the child has found until then, and end it."""
        if not self.pid:
            return Search()
        data = b""
        try:
            while (left := deadline - time.monotonic()) > 0 or not data:
                if not select.select([self.reading], [], [], max(left, 0.05))[0]:
                    break
                if not (more := os.read(self.reading, 1 << 16)):
                    break
                data += more
        finally:
            os.close(self.reading)
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        said = [json.loads(line) for line in data.splitlines() if line.endswith(b"}")]
        notes = tuple(line["refused"] for line in said if "refused" in line)
        repairs = []
        for line in said:
            if "number" in line:
                change = self.changes[line["number"]]
                text = self.code.edited(change.root, change.old, change.new, change.tree)
                edit = [change.cause, change.old.lineno, self.code.segment(change.old), unparse(change.new)]
                repairs.append(
                    _repair("python", (self.code.path, self.code.text), text, [edit], (change.weight, self.count))
                )
        ended = next((line["tried"] for line in said if "tried" in line), None)
        return Search(tuple(repairs), len(self.changes) if ended is None else ended, ended is None, notes)


def _changes(code: PythonCode, constants: Sequence[float]) -> list[Rewrite]:
    found: dict[str, Rewrite] = {}
    for root in code.places:
        unchanged = dump(root)
        for change in rewrites(root, constants):
            key = dump(change.tree)
            if key != unchanged and (key not in found or found[key].weight > change.weight):
                found[key] = change
    return sorted(found.values(), key=lambda change: change.weight)


def _try_changes(question: _Question, code: PythonCode, changes: Sequence[Rewrite], writing: int) -> None:
    pair, first, tried = question.pair, question.first, question.tried

    def say(**facts: Any) -> None:
        os.write(writing, json.dumps(facts).encode() + b"\n")

    refused = _confine()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    run_python(pair.python, [r.case for r in first[:1]])
    if refused:
        say(refused=f"the Python side was left out of the search: it reaches outside the computation ({refused[0]})")
        return
    count, simplest = 0, math.inf
    for number, change in enumerate(changes):
        if time.monotonic() > question.deadline:
            return
        if change.weight > simplest + 3:  # what is simpler wins
            break
        count += 1
        try:
            function = code.changed(change.root, change.tree)
        except Exception:  # noqa: BLE001, S112 - a change may break the code in any way
            continue
        if _agrees(pair, function, first[:1]) and _agrees(pair, function, first) and _agrees(pair, function, tried):
            say(number=number)
            simplest = min(simplest, change.weight)
    say(tried=count)


def _agrees(pair: Pair, function: Callable[..., Any], results: Sequence[CaseResult]) -> bool:
    changed = replace(pair, python=function)
    cases: list[Case] = [r.case for r in results]
    try:
        with Guard() as guard:
            verdicts = run(
                cases,
                partial(guard.call, _CALL * len(cases), run_python, function),
                lambda _cases: [r.julia for r in results],
                partial(judge_calls, changed),
            )
    except BaseException:  # noqa: BLE001 - whatever a changed function does, it is not the repair
        return False
    return all(r.verdict != "differ" for r in verdicts)


def _confine() -> list[str]:
    """Refuse this process, for good, to write files, start processes and speak to others; return what it tried."""
    refused: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event.startswith(_REFUSED):
            refused.append(event)
            raise PermissionError(f"a search for a repair does not {event}")

    sys.addaudithook(hook)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    return refused


_REFUSED: Final = (
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename", "os.rmdir",
    "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.kill", "socket.", "shutil.",
    "ctypes.dlopen", "urllib.", "ftplib.", "smtplib.",
)  # fmt: skip


# ---------------------------------------------------------------- telling


def _repair(
    side: str, source: tuple[str, str], changed: str, edits: Sequence[Sequence[Any]], facts: tuple[int, int]
) -> Repair:
    (path, text), (weight, cases) = source, facts
    patch = ""
    if changed and all(edit[1] for edit in edits):  # a place that was found
        name = PurePath(from_here(path) if path else f"{side}_code").as_posix().lstrip("/")
        before, after = (code if code.endswith("\n") else f"{code}\n" for code in (text, changed))
        lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}")
        patch = "".join(lines)
    made = tuple(Edit(*edit) for edit in edits)
    return Repair(side, path, made, weight, cases, patch)


MISTAKES: Final = {
    "logarithm": ("the logarithm of another base", "37.2"), "exponential": ("the exponential of another base", ""),
    "average": ("mean against median", ""), "spread": ("variance against standard deviation", ""),
    "reduction": ("sum against product", ""), "extremum": ("greatest against least", ""),
    "search_side": ("the other side of equal elements", "1.16"), "first_or_last": ("first against last", ""),
    "comparison": ("another comparison", ""), "sign": ("another sign", ""), "operator": ("another operator", ""),
    "bitwise": ("another operation on bits", ""), "absolute": ("a magnitude", ""),
    "sorted_otherwise": ("another order", ""), "quantifier": ("all against any", ""),
    "root": ("a root or a square", ""), "trigonometric": ("sine against cosine", ""),
    "constant": ("another constant", ""), "flag": ("another option", ""),
    "extra_term": ("a term more on one side", ""), "extra_call": ("a call more on one side", ""),
    "extra_line": ("a line more on one side", ""), "order_of_lines": ("two lines in the other order", ""),
    "epsilon": ("a small number inside or outside the root", ""), "quadrant": ("the quadrant is lost", ""),
    "inverse": ("a transpose for an inverse", ""), "end_points": ("end points in full or by half", ""),
    "exclusive_sum": ("a running sum with or without its last element", ""),
    "outer_product": ("outer against inner product", ""), "padding": ("another kind of edge", ""),
    "intermediate_overflow": ("a square that overflows", ""), "branch": ("another branch of the root", ""),
}  # fmt: skip
"""Title and trap of the mistakes that show in code only, and are no cause of their own."""
