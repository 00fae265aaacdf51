"""Runs in files: weights, the optimizer's state, the place in the streams of draws, and the curves so far.

The file is NumPy's ``.npz``: arrays, and a text ``run`` in JSON. Weights stand in it as ``python/w1``, ``python/b1``
and so on. Nothing in it is ever executed: it is read without pickle.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.machine.files import write_file
from pyjuliann.errors import TrainingError
from pyjuliann.language import Phrase, heard, phrase
from pyjuliann.nn.rules import KEPT_TREES
from pyjuliann.training.lockstep import Distances
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.run import Run, TrainingHistory
from pyjuliann.training.sides import Position

_FORMAT: Final = "pyjuliann training run"
_VERSION: Final = 1
_ZIP: Final = b"PK\x03\x04"  # what a .npz file begins with
_KINDS: Final[dict[str, tuple[bytes, ...]]] = {
    phrase("a PNG picture"): (b"\x89PNG",),
    phrase("an SVG picture or another XML file"): (b"<?xml", b"<svg"),
    phrase("a JPEG picture"): (b"\xff\xd8\xff",),
    phrase("a JSON file"): (b"{", b"["),
    phrase("a single NumPy array"): (b"\x93NUMPY",),
}
"""What a user may take for a saved run, and how it begins."""

_DAMAGED: Final = (
    "File is not a zip file",
    "Bad CRC-32 for file {}",
    "Truncated file header",
    "Expecting value: line {} column {} (char {})",
)
"""What Python says of files that are damaged."""


@dataclass(frozen=True)
class Saved:
    """What a file holds of a run.

    Parameters
    ----------
    settings : Settings
    fingerprint : str
        Of the data.
    step : int
    positions : mapping of language to Position
    histories : mapping of language to TrainingHistory
    distances : list of Distances
        What lockstep has seen.
    """

    settings: Settings
    fingerprint: str
    step: int
    positions: Mapping[str, Position]
    histories: Mapping[str, TrainingHistory]
    distances: list[Distances]


def save(run: Run, target: Path) -> None:
    """Write a run to a file, whole or not at all.

    Raises
    ------
    OSError
        If it cannot be written; what stood there before still does.
    """
    arrays: dict[str, np.ndarray] = {}
    facts: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "settings": asdict(run.plan.settings),
        "data": run.plan.data.fingerprint(),
        "step": run.step,
        "languages": {},
    }
    for language, side in run.sides.items():
        params, state = side.position()
        counted = len(state) > KEPT_TREES[run.plan.settings.optimizer]  # Adam's state starts with its step count
        trees = state[1:] if counted else state
        facts["languages"][language] = {
            "steps_of_optimizer": int(state[0]) if counted else None,
            "timed": run.histories[language].timed,
            "seconds": run.histories[language].seconds,
        }
        for prefix, tree in (("", params), *((f"state{k}/", tree) for k, tree in enumerate(trees))):
            for number, (w, b) in enumerate(tree, start=1):
                arrays[f"{language}/{prefix}w{number}"] = np.ascontiguousarray(w)
                arrays[f"{language}/{prefix}b{number}"] = np.ascontiguousarray(b)
        arrays[f"{language}/losses"] = run.histories[language].all_losses()
        arrays[f"{language}/points"] = np.array(run.histories[language].points, float).reshape(-1, 3)
    seen = run.lockstep.distances if run.lockstep else []
    arrays["distances"] = np.array([(d.step, d.loss, d.gradient, d.weights) for d in seen], float).reshape(-1, 4)
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, run=np.array(json.dumps(facts)), **arrays)
    write_file(target, content.getvalue())


def load(file: Path) -> Saved:
    """Return what `save` wrote.

    Raises
    ------
    TrainingError
        If the file is missing, damaged, or something else.
    """
    if not file.exists():
        raise TrainingError(phrase("resume: there is no file {}", repr(str(file))))
    problem = "resume: {} is damaged, or no run that --save wrote: {}"
    try:
        arrays = _arrays(file)
        problem = "resume: {} is no run that --save wrote, or damaged: {}"
        return _read(arrays)
    except TrainingError as error:
        raise TrainingError(phrase("resume: {}: {}", file, error)) from None
    except Exception as error:  # noqa: BLE001 - what is no run may raise anything in zipfile, NumPy and json
        told = phrase("{}: {}", type(error).__name__, heard(str(error), _DAMAGED))
        raise TrainingError(phrase(problem, file, told)) from None


def _kind_of(content: bytes) -> str:
    """Say what a file is that is no run, by how it begins."""
    found = (kind for kind, starts in _KINDS.items() if content.lstrip().startswith(starts))
    return next(found, phrase("another kind of file") if content else phrase("an empty file"))


def check_fits(saved: Saved, plan: Plan, file: Path) -> None:
    """Refuse a saved run whose data or weights are not those of a plan made from its settings.

    Raises
    ------
    TrainingError
        If they do not fit.
    """
    if saved.fingerprint != plan.data.fingerprint():
        raise TrainingError(
            phrase("resume: {} was trained on other samples than {} has now", file, repr(plan.data.name))
        )
    start = Position(*plan.start())
    for language, position in saved.positions.items():
        sizes = tuple(w.shape for w, _ in position.params)
        if sizes != plan.network.sizes:
            wanted = _told(plan.network.sizes)
            raise TrainingError(
                phrase("resume: {}: expected {} weights of {}; got {}", file, language, wanted, _told(sizes))
            )
        for name, given, wanted in (
            (phrase("weights"), position.params, start.params),
            (phrase("state of the optimizer"), position.state, start.state),
        ):
            if misfit := next(_misfits(given, wanted), None):
                raise TrainingError(phrase("resume: {}: {}: {}: {}", file, language, name, misfit))


def _misfits(given: Any, wanted: Any) -> Iterator[Phrase]:
    """Yield in what a nested tuple of arrays and counts is not built as another one."""
    if isinstance(wanted, tuple):
        if len(given) != len(wanted):
            yield phrase("expected {} parts, got {}", len(wanted), len(given))
        for mine, other in zip(given, wanted, strict=False):
            yield from _misfits(mine, other)
    elif isinstance(wanted, np.ndarray):
        if (given.dtype, given.shape) != (wanted.dtype, wanted.shape):
            told = "expected {} numbers of size {}; got {} of {}"
            yield phrase(told, wanted.dtype, _told((wanted.shape,)), given.dtype, _told((given.shape,)))
    elif not isinstance(given, int):
        yield phrase("expected a count, got {}", repr(given))


def _arrays(file: Path) -> dict[str, np.ndarray]:
    """Return what stands in an .npz file, which may not unpack to more than it is."""
    if not file.is_file():
        raise TrainingError(phrase("expected a file that --save wrote, got a folder, a pipe or a device"))
    # read here, since NumPy leaves a file open that it finds to be damaged
    content = io.BytesIO(file.read_bytes())
    if not content.getvalue().startswith(_ZIP):
        raise TrainingError(phrase("is no run that --save wrote, but {}", _kind_of(content.getvalue())))
    with zipfile.ZipFile(content) as archive:
        parts = archive.infolist()
    if any(part.compress_type != zipfile.ZIP_STORED for part in parts):
        raise TrainingError(phrase("expected nothing in it to be compressed, as --save writes it"))
    if sum(part.file_size for part in parts) > len(content.getbuffer()):
        raise TrainingError(phrase("damaged: its parts are larger than the file"))
    with np.load(content, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _read(arrays: Mapping[str, np.ndarray]) -> Saved:
    facts = json.loads(str(arrays["run"][()]))
    if facts.get("format") != _FORMAT:
        raise TrainingError(phrase("no run that --save wrote"))
    if facts["version"] != _VERSION:
        raise TrainingError(
            phrase("written by another version of pyjuliann: format {}, not {}", facts["version"], _VERSION)
        )
    settings = Settings(**_known_settings(facts["settings"]))
    step, data = _typed(facts, "step", int), _typed(facts, "data", str)
    languages = _typed(facts, "languages", dict)
    if not languages or not set(languages) <= {"python", "julia"}:
        named = ", ".join(languages) or phrase("no language")
        raise TrainingError(phrase("expected python, julia, or both; got {}", named))
    positions, histories = {}, {}
    for language, told in languages.items():
        count = sum(name.startswith(f"{language}/w") for name in arrays)
        kept = KEPT_TREES[settings.optimizer]
        trees = tuple(_tree(arrays, f"{language}/state{k}/", count) for k in range(kept))
        counted = told["steps_of_optimizer"] is not None
        state = (_typed(told, "steps_of_optimizer", int), *trees) if counted else trees
        positions[language] = Position(_tree(arrays, f"{language}/", count), state)
        points = [(int(at), learnt, tested) for at, learnt, tested in _table(arrays, f"{language}/points", 3)]
        losses = arrays[f"{language}/losses"]
        if losses.dtype.kind != "f" or losses.shape != (step,):
            expected = "expected the losses of {} steps in {}; got {} of {}"
            raise TrainingError(phrase(expected, step, language, losses.dtype, losses.shape))
        histories[language] = TrainingHistory(
            [losses], points, _typed(told, "timed", int), _typed(told, "seconds", float)
        )
    distances = [Distances(int(row[0]), *row[1:]) for row in _table(arrays, "distances", 4)]
    return Saved(settings, data, step, positions, histories, distances)


def _known_settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that there are, each of the kind that it has to be."""
    return {
        field.name: _typed(given, field.name, type(field.default)) for field in fields(Settings) if field.name in given
    }


def _typed(facts: Mapping[str, Any], name: str, kind: type) -> Any:
    """Return a fact that has to be of a kind: a whole number is 0 or more, and may stand for a float."""
    value = facts[name]
    if kind is float and type(value) is int:
        return float(value)
    negative = isinstance(value, int) and value < 0
    if type(value) is not kind or negative:
        told = "{}: expected {} of 0 or more, got {}" if kind is int else "{}: expected {}, got {}"
        raise TrainingError(phrase(told, name, kind.__name__, repr(value)))
    return value


def _table(arrays: Mapping[str, np.ndarray], name: str, columns: int) -> list[list[float]]:
    table = arrays[name]
    if table.dtype != float or table.ndim != 2 or table.shape[1] != columns:
        raise TrainingError(
            phrase("{}: expected float64 in {} columns, got {} of {}", name, columns, table.dtype, table.shape)
        )
    rows: list[list[float]] = table.tolist()
    return rows


def _tree(arrays: Mapping[str, np.ndarray], prefix: str, count: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    return tuple((arrays[f"{prefix}w{number}"], arrays[f"{prefix}b{number}"]) for number in range(1, count + 1))


def _told(sizes: tuple[tuple[int, ...], ...]) -> str:
    return ", ".join("x".join(map(str, size)) for size in sizes)
