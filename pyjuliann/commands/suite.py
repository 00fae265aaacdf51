"""The user's own tests as the program whose calls are replayed: what ``pytest --parity-replay`` does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.replay import as_called, classes_of, named, to_watch
from pyjuliann.commands.targets import Request
from pyjuliann.language import phrase
from pyjuliann.parity.replaying.instances import with_instances
from pyjuliann.parity.replaying.replay import replay
from pyjuliann.parity.results.content import Content, content, merged
from pyjuliann.parity.running.session import session_for
from pyjuliann.parity.watching.watch import watch
from pyjuliann.wording import processes_note, several_processes_note, uncalled_line

if TYPE_CHECKING:
    from types import ModuleType

    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair

PROGRAM = phrase("the tests")


def requests(texts: Iterable[str], folder: Path) -> list[Request]:
    """Return what ``PYTHON=JULIA`` asks for, files seen from a folder.

    Raises
    ------
    UsageError
        If there is no such Julia side.
    """
    asked = []
    for text in texts:
        python, _, julia = text.partition("=")
        asked.append(Request(_seen_from(folder, python.strip()), _seen_from(folder, julia.strip())))
    return asked


def _seen_from(folder: Path, part: str) -> str:
    place, colon, name = part.partition(":")
    return f"{folder / place}{colon}{name}" if place and (folder / place).exists() else part


def project_of(asked: Iterable[Request]) -> str:
    """Return the folder of the first package among the Julia sides; "" if there is none."""
    return next((request.side for request in asked if request.package), "")


class SuiteReplay:
    """Watches the functions of pairs while tests run, and replays their calls.

    Parameters
    ----------
    asked : sequence of Request
        Which functions.
    engine : Engine
        Told which there are.

    Raises
    ------
    UsageError
        If either side does not load, or no function has a twin.
    """

    def __init__(self, asked: Sequence[Request], engine: Engine) -> None:
        known: dict[str, ModuleType] = {}
        found: list[Pair | StatefulPair] = []
        for request in asked:
            found += request.load(known).target(engine).pairs
        self._pairs, self._classes = named(found), classes_of(found)
        self._end = contextlib.ExitStack()
        self._watcher = self._end.enter_context(watch(to_watch(self._pairs, self._classes)))

    def finish(self, engine: Engine) -> Content:
        """Watch no more, and return what replaying the calls found."""
        self._end.close()
        recording = self._watcher.recording()
        notes = (processes_note(recording.processes),) if recording.processes else ()
        pairs = as_called(self._pairs, recording)
        with session_for(engine) as session:
            done = replay(pairs, recording, engine=session, program=PROGRAM, notes=notes)
            report, errors = with_instances(done.report, session, self._classes, recording)
        return content(report, [*done.errors, *errors])


def together(found: Sequence[Mapping[str, Any]]) -> Content:
    """Return what replaying the calls of several processes found as one; each has its own order of calls."""
    first = found[0]
    whole = merged([pair for each in found for pair in each["pairs"]], first["engine"], first["versions"])
    replays = [each["replay"] for each in found]
    uncalled = [name for name in replays[0]["uncalled"] if all(name in other["uncalled"] for other in replays)]
    notes = dict.fromkeys(note for each in replays for note in each["notes"])
    if len(found) > 1:
        notes[several_processes_note(len(found))] = None
    errors = {error["name"]: error for each in found for error in each["errors"]}
    compared = {pair["name"] for pair in whole["pairs"]}
    left = [error for name, error in errors.items() if name not in compared]
    if not (whole["pairs"] or left):
        left = [{"name": PROGRAM, "message": uncalled_line(PROGRAM, uncalled)}]
    own = [each["first"] for each in replays if each["first"]]
    replayed = {**replays[0], "uncalled": uncalled, "notes": list(notes), "first": own[0] if own else None}
    return {**whole, "errors": left, "replay": replayed}


def failed(found: Mapping[str, Any]) -> bool:
    """Whether something differs, or could not be compared."""
    return found["verdict"] == "differ" or bool(found["errors"])
