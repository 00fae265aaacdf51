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
from pyjuliann.nn.rules import KEPT_TREES
from pyjuliann.training.lockstep import Distances
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.run import Run, TrainingHistory
from pyjuliann.training.sides import Position

_FORMAT: Final = "pyjuliann training run"
_VERSION: Final = 1
_ZIP: Final = b"PK\x03\x04"  # what a .npz file begins with
_KINDS: Final[dict[str, tuple[bytes, ...]]] = {
    "a PNG picture": (b"\x89PNG",),
    "an SVG picture or another XML file": (b"<?xml", b"<svg"),
    "a JPEG picture": (b"\xff\xd8\xff",),
    "a JSON file": (b"{", b"["),
    "a single NumPy array": (b"\x93NUMPY",),
}
"""What a user may take for a saved run, and how it begins."""


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
        raise TrainingError(f"resume: there is no file {str(file)!r}")
    problem = "is damaged, or no run that --save wrote"
    try:
        arrays = _arrays(file)
        problem = "is no run that --save wrote, or damaged"
        return _read(arrays)
    except TrainingError as error:
        raise TrainingError(f"resume: {file}: {error}") from None
    except Exception as error:  # noqa: BLE001 - what is no run may raise anything in zipfile, NumPy and json
        told = f"{type(error).__name__}: {error}"
        raise TrainingError(f"resume: {file} {problem}: {told}") from None


def _kind_of(content: bytes) -> str:
    """Say what a file is that is no run, by how it begins."""
    found = (kind for kind, starts in _KINDS.items() if content.lstrip().startswith(starts))
    return next(found, "another kind of file" if content else "an empty file")


def check_fits(saved: Saved, plan: Plan, file: Path) -> None:
    """Refuse a saved run whose data or weights are not those of a plan made from its settings.

    Raises
    ------
    TrainingError
        If they do not fit.
    """
    if saved.fingerprint != plan.data.fingerprint():
        raise TrainingError(f"resume: {file} was trained on other samples than {plan.data.name!r} has now")
    start = Position(*plan.start())
    for language, position in saved.positions.items():
        sizes = tuple(w.shape for w, _ in position.params)
        if sizes != plan.network.sizes:
            raise TrainingError(
                f"resume: {file}: expected {language} weights of {_told(plan.network.sizes)}; got {_told(sizes)}"
            )
        for name, given, wanted in (
            ("weights", position.params, start.params),
            ("state of the optimizer", position.state, start.state),
        ):
            if misfit := next(_misfits(given, wanted), ""):
                raise TrainingError(f"resume: {file}: {language}: {name}: {misfit}")


def _misfits(given: Any, wanted: Any) -> Iterator[str]:
    """Yield in what a nested tuple of arrays and counts is not built as another one."""
    if isinstance(wanted, tuple):
        if len(given) != len(wanted):
            yield f"expected {len(wanted)} parts, got {len(given)}"
        for mine, other in zip(given, wanted, strict=False):
            yield from _misfits(mine, other)
    elif isinstance(wanted, np.ndarray):
        if (given.dtype, given.shape) != (wanted.dtype, wanted.shape):
            expected = f"{wanted.dtype} numbers of size {_told((wanted.shape,))}"
            yield f"expected {expected}; got {given.dtype} of {_told((given.shape,))}"
    elif not isinstance(given, int):
        yield f"expected a count, got {given!r}"


def _arrays(file: Path) -> dict[str, np.ndarray]:
    """Return what stands in an .npz file, which may not unpack to more than it is."""
    if not file.is_file():
        raise TrainingError("expected a file that --save wrote, got a folder, a pipe or a device")
    # read here, since NumPy leaves a file open that it finds to be damaged
    content = io.BytesIO(file.read_bytes())
    if not content.getvalue().startswith(_ZIP):
        raise TrainingError(f"is no run that --save wrote, but {_kind_of(content.getvalue())}")
    with zipfile.ZipFile(content) as archive:
        parts = archive.infolist()
    if any(part.compress_type != zipfile.ZIP_STORED for part in parts):
        raise TrainingError("expected nothing in it to be compressed, as --save writes it")
    if sum(part.file_size for part in parts) > len(content.getbuffer()):
        raise TrainingError("damaged: its parts are larger than the file")
    with np.load(content, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _read(arrays: Mapping[str, np.ndarray]) -> Saved:
    facts = json.loads(str(arrays["run"][()]))
    if facts.get("format") != _FORMAT:
        raise TrainingError("no run that --save wrote")
    if facts["version"] != _VERSION:
        raise TrainingError(f"written by another version of pyjuliann: format {facts['version']}, not {_VERSION}")
    settings = Settings(**_known_settings(facts["settings"]))
    step, data = _typed(facts, "step", int), _typed(facts, "data", str)
    languages = _typed(facts, "languages", dict)
    if not languages or not set(languages) <= {"python", "julia"}:
        raise TrainingError(f"expected python, julia, or both; got {', '.join(languages) or 'no language'}")
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
            raise TrainingError(
                f"expected the losses of {step} steps in {language}; got {losses.dtype} of {losses.shape}"
            )
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
        raise TrainingError(f"{name}: expected {kind.__name__}{' of 0 or more' * (kind is int)}, got {value!r}")
    return value


def _table(arrays: Mapping[str, np.ndarray], name: str, columns: int) -> list[list[float]]:
    table = arrays[name]
    if table.dtype != float or table.ndim != 2 or table.shape[1] != columns:
        raise TrainingError(f"{name}: expected float64 in {columns} columns, got {table.dtype} of {table.shape}")
    rows: list[list[float]] = table.tolist()
    return rows


def _tree(arrays: Mapping[str, np.ndarray], prefix: str, count: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    return tuple((arrays[f"{prefix}w{number}"], arrays[f"{prefix}b{number}"]) for number in range(1, count + 1))


def _told(sizes: tuple[tuple[int, ...], ...]) -> str:
    return ", ".join("x".join(map(str, size)) for size in sizes)
