"""Runs in files: weights, the optimizer's state, the place in the streams of draws, and the curves so far.

The file is NumPy's ``.npz``: arrays, and a text ``run`` in JSON. Weights stand in it as ``python/w1``, ``python/b1``
and so on. Nothing in it is ever executed: it is read without pickle.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.files import write_file
from pyjuliann.nn.rules import KEPT_TREES
from pyjuliann.training.errors import TrainingError
from pyjuliann.training.lockstep import Distances
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.run import History, Run
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
    histories : mapping of language to History
    distances : list of Distances
        What lockstep has seen.
    """

    settings: Settings
    fingerprint: str
    step: int
    positions: Mapping[str, Position]
    histories: Mapping[str, History]
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
    try:
        # read here, since NumPy leaves a file open that it finds to be damaged
        content = file.read_bytes()
    except FileNotFoundError:
        raise TrainingError(f"resume: there is no file {str(file)!r}") from None
    except OSError as error:
        raise TrainingError(f"resume: {file} cannot be read: {error.strerror}") from None
    if not content.startswith(_ZIP):
        raise TrainingError(f"resume: {file} is no run that --save wrote, but {_kind_of(content)}")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (ValueError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise TrainingError(f"resume: {file} is damaged, or no run that --save wrote: {error}") from None
    try:
        return _read(arrays)
    except TrainingError as error:
        raise TrainingError(f"resume: {file}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise TrainingError(f"resume: {file} is no run that --save wrote, or damaged: {error!r}") from None


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
    for language, position in saved.positions.items():
        sizes = tuple(w.shape for w, _ in position.params)
        if sizes != plan.network.sizes:
            raise TrainingError(
                f"resume: {file}: expected {language} weights of {_told(plan.network.sizes)}; got {_told(sizes)}"
            )


def _read(arrays: Mapping[str, np.ndarray]) -> Saved:
    facts = json.loads(str(arrays["run"][()]))
    if facts.get("format") != _FORMAT:
        raise TrainingError("no run that --save wrote")
    if facts["version"] != _VERSION:
        raise TrainingError(f"written by another version of pyjuliann: format {facts['version']}, not {_VERSION}")
    known = {field.name for field in fields(Settings)}
    settings = Settings(**{key: value for key, value in facts["settings"].items() if key in known})
    positions, histories = {}, {}
    for language, told in facts["languages"].items():
        count = sum(name.startswith(f"{language}/w") for name in arrays)
        kept = KEPT_TREES[settings.optimizer]
        trees = tuple(_tree(arrays, f"{language}/state{k}/", count) for k in range(kept))
        state = trees if told["steps_of_optimizer"] is None else (int(told["steps_of_optimizer"]), *trees)
        positions[language] = Position(_tree(arrays, f"{language}/", count), state)
        points = [(int(step), learnt, tested) for step, learnt, tested in arrays[f"{language}/points"].tolist()]
        histories[language] = History([arrays[f"{language}/losses"]], points, int(told["timed"]), told["seconds"])
        if len(histories[language].all_losses()) != facts["step"]:
            raise TrainingError(f"expected the losses of {facts['step']} steps in {language}")
    distances = [Distances(int(row[0]), *row[1:]) for row in arrays["distances"].tolist()]
    return Saved(settings, facts["data"], int(facts["step"]), positions, histories, distances)


def _tree(arrays: Mapping[str, np.ndarray], prefix: str, count: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    return tuple((arrays[f"{prefix}w{number}"], arrays[f"{prefix}b{number}"]) for number in range(1, count + 1))


def _told(sizes: tuple[tuple[int, ...], ...]) -> str:
    return ", ".join("x".join(map(str, size)) for size in sizes)
