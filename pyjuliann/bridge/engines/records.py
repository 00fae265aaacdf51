"""Recorded answers: the file that ``pyjuliann record`` writes, and what must hold before it is believed.

The file is text, one JSON object per line, so that a change of one answer is a change of one line:

1. the header: format, and under which Julia, when and where the answers were given;
2. a line per file that answers depend on, with its hash and the id of the `Dependency` that it belongs to;
3. a line per answer: the function's name, the hash of what was asked, the answer, the ids of its dependencies;
4. the end: the number of answers and the hash of all lines before.

Answers are CBOR items in base64: the trees that `pyjuliann.bridge.values.decode` reads, so every value that
crosses the bridge is kept to the last bit.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import importlib.metadata
import itertools
import json
import os
import platform
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.engines.answers import load_answer, within_noise
from pyjuliann.bridge.engines.dependencies import Dependency, relative
from pyjuliann.bridge.machine.files import write_file
from pyjuliann.bridge.machine.folders import version
from pyjuliann.errors import EngineError, JuliaError, RecordError
from pyjuliann.language import Phrase, phrase
from pyjuliann.settings import RECORDS
from pyjuliann.wording import system_reason

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import EngineInfo

FORMAT = "pyjuliann records 2"
GENERATORS = ("hypothesis", "numpy")
_NAMES = {"hypothesis": "Hypothesis", "numpy": "NumPy"}
PROTOCOL = 2
"""Of values in answers."""

_LIVE = ("engine", "julia_version", "blas", "threads", "platform", "protocol")

Same = Callable[[Any, Any], bool]
"""Says whether two responses differ in rounding at most."""


@dataclass(frozen=True)
class Provenance:
    """Where recorded answers come from.

    Attributes
    ----------
    engine, julia_version, blas, threads
        What `EngineInfo` said of the live engine.
    date : str
        Day of the recording, such as ``"2026-11-21"``.
    platform : str
        System and processor, such as ``"Linux x86_64"``.
    pyjuliann : str
        Version of pyjuliann.
    protocol : int
        How values cross the bridge.
    hypothesis, numpy : str
        Versions of what generates arguments; "" for what is not installed.
    what : str
        What ``pyjuliann record FILE`` was given to ask; "" where another program recorded.
    project : str
        The project that was asked for, or what JULIA_PROJECT was, as seen from the current folder; "" if neither was.
    """

    engine: str
    julia_version: str
    blas: str
    threads: int
    date: str
    platform: str
    pyjuliann: str
    protocol: int
    hypothesis: str
    numpy: str
    what: str = ""
    project: str = ""

    @classmethod
    def of(cls, info: EngineInfo, what: str = "", project: str = "") -> Provenance:
        """Return the provenance of what a live engine, in a project, answers here and now."""
        return cls(
            engine=info.engine,
            julia_version=info.julia_version,
            blas=info.blas,
            threads=info.threads,
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            platform=f"{platform.system()} {platform.machine()}",
            pyjuliann=version(),
            protocol=PROTOCOL,
            **{name: installed_version(name) for name in GENERATORS},
            what=what,
            project=_from_here(project or os.environ.get("JULIA_PROJECT", "")),
        )

    @classmethod
    def from_header(cls, header: Mapping[str, Any]) -> Provenance:
        """Return what a header says; raise `TypeError` if it is not all there."""
        facts: dict[str, Any] = {name: header.get(name) for name in cls.__dataclass_fields__}
        for name, value in facts.items():
            _expect(value, int if name in ("threads", "protocol") else str)
        return cls(**facts)

    def is_like(self, other: Provenance) -> bool:
        """Whether two live engines ran the same Julia on the same kind of machine, on whatever day."""
        return all(getattr(self, name) == getattr(other, name) for name in _LIVE)

    def other_generators(self) -> list[tuple[str, str, str]]:
        """Return what generated the arguments in another version than the one here: its name, then, and now."""
        versions = ((name, getattr(self, name), installed_version(name)) for name in GENERATORS)
        return [(_NAMES[name], then, now) for name, then, now in versions if then != now]


@dataclass(frozen=True)
class Answer:
    """One answer: which function gave it, the CBOR item of the response, and what it depends on."""

    function: str
    content: bytes
    dependencies: tuple[Dependency, ...] = ()


@dataclass
class Records:
    """Answers by the hash of what was asked, and where they come from.

    A question may have several answers, which then depend on different things.
    """

    provenance: Provenance
    answers: dict[str, list[Answer]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of answers."""
        return sum(map(len, self.answers.values()))

    def __iter__(self) -> Iterator[Answer]:
        """Yield all answers."""
        return itertools.chain.from_iterable(self.answers.values())

    def take_over(self, old: Records, same: Mapping[str, Same]) -> None:
        """Keep old answers in place of new ones that differ from them in rounding at most, if all else is the same.

        Parameters
        ----------
        old : Records
        same : mapping of str to callable
            What says of the answers to a question whether they differ in no more; by default `within_noise` does.
        """
        if not self.provenance.is_like(old.provenance):
            return
        for key, answers in self.answers.items():
            for k, answer in enumerate(answers):
                for known in old.answers.get(key, ()):
                    if known.dependencies == answer.dependencies and _are_same(
                        known, answer, same.get(key, within_noise)
                    ):
                        answers[k] = known
        if self.answers == old.answers:
            self.provenance = replace(self.provenance, date=old.provenance.date)

    def write(self, path: Path) -> None:
        """Write the record file, whole or not at all.

        Raises
        ------
        RecordError
            If it cannot be written.
        """
        body = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in self._lines())
        end = {"end": len(self), "sha256": hashlib.sha256(body.encode()).hexdigest()}
        try:
            write_file(path, f"{body}{json.dumps(end)}\n")
        except OSError as error:
            raise RecordError(phrase("the record file {} cannot be written: {}", path, system_reason(error))) from None

    def _lines(self) -> Iterator[dict[str, Any]]:
        yield {"format": FORMAT, **vars(self.provenance)}
        ids = _ids(self)
        for dependency, key in ids.items():
            facts = {"id": key, "kind": dependency.kind, "name": dependency.name}
            place = {"place": dependency.place} if dependency.place else {}
            for name, digest in dependency.files:
                yield {**facts, **place, "file": name, "sha256": digest}
        found = [(answer.function, key, answer) for key, answers in self.answers.items() for answer in answers]
        for function, key, answer in sorted(found, key=lambda line: (*line[:2], line[2].dependencies)):
            content = base64.b64encode(answer.content).decode()
            needs = [ids[dependency] for dependency in answer.dependencies]
            yield {"function": function, "asked": key, "answer": content, "needs": needs}

    @classmethod
    def read(cls, path: Path) -> Records:
        """Read a record file and check that it is whole.

        Raises
        ------
        RecordError
            If it is missing, no record file, of another format, truncated or damaged: one message that says
            which, and how to get a good one.
        """
        remedy, called = remedy_for(path), shown(path)
        try:
            text = path.read_bytes().decode().replace("\r\n", "\n")  # a checkout may have changed the line ends
        except OSError as error:
            raise RecordError(
                phrase("the record file {} cannot be read: {}; {}", called, system_reason(error), remedy)
            ) from None
        except UnicodeDecodeError:
            raise RecordError(phrase("{} is damaged, or no record file: it is not text; {}", called, remedy)) from None
        lines = text.split("\n")
        header = _parsed(lines[0])
        if "format" not in header:
            raise RecordError(phrase("{} is no record file of pyjuliann: its first line is none; {}", called, remedy))
        if header["format"] != FORMAT:
            raise RecordError(
                phrase(
                    "{} has the format {:.60}, and this pyjuliann reads {}; {}",
                    called,
                    repr(header["format"]),
                    repr(FORMAT),
                    remedy,
                )
            )
        end = _parsed(lines[-2]) if len(lines) > 2 and not lines[-1] else {}
        if "end" not in end:
            raise RecordError(
                phrase("the record file {} is truncated: the line that ends it is missing; {}", called, remedy)
            )
        body = text[: len(text) - len(lines[-2]) - 1]
        if hashlib.sha256(body.encode()).hexdigest() != end.get("sha256"):
            raise RecordError(phrase("the record file {} is damaged: it is not as it was written; {}", called, remedy))
        try:
            records = cls(Provenance.from_header(header), _answers([json.loads(line) for line in lines[1:-2]]))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise RecordError(
                phrase("the record file {} is damaged: {:.200}; {}", called, repr(error), remedy)
            ) from None
        if end["end"] != len(records):
            raise RecordError(
                phrase("the record file {} is damaged: it has another number of answers; {}", called, remedy)
            )
        if records.provenance.protocol != PROTOCOL:
            raise RecordError(
                phrase(
                    "{} has answers that crossed by protocol {}, and this pyjuliann speaks {}; {}",
                    called,
                    records.provenance.protocol,
                    PROTOCOL,
                    remedy_for(path, records.provenance),
                )
            )
        return records


def remedy_for(path: Path, provenance: Provenance | None = None) -> Phrase:
    """Return how a record file is made anew."""
    shipped = path.stem if path.parent == RECORDS else ""
    what = provenance.what if provenance is not None and provenance.what else shipped
    project = provenance.project if provenance is not None else ""
    words = [f"JULIA_PROJECT={shlex.quote(project)}"] if project else []
    words += ["pyjuliann record", shlex.quote(str(shown(path))), *([what] if what else [])]
    return phrase("`{}` makes it anew, which takes a live Julia", " ".join(words))


def shown(path: Path) -> Path:
    """Return a path as a reader in the current folder knows it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _from_here(name: str) -> str:
    return relative(Path(name), Path.cwd()) if name and not name.startswith("@") else name


def installed_version(name: str) -> str:
    """Return the version of an installed package, "" if there is none."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _are_same(known: Answer, answer: Answer, same: Same) -> bool:
    try:
        return known.content == answer.content or same(load_answer(known.content), load_answer(answer.content))
    except (ValueError, EngineError, JuliaError):  # the old one is damaged, or both are errors, in other words
        return False


def _ids(answers: Iterable[Answer]) -> dict[Dependency, str]:
    """Return what lines call the dependencies of answers: by their names, with a number where several share one."""
    found = sorted({dependency for answer in answers for dependency in answer.dependencies})
    ids: dict[Dependency, str] = {}
    for dependency in found:
        same = sum(other.name == dependency.name for other in ids)
        ids[dependency] = f"{dependency.name} ({same + 1})" if same else dependency.name
    return ids


def _answers(lines: list[Any]) -> dict[str, list[Answer]]:
    """Return the answers that lines hold; raise `KeyError`, `TypeError` or `ValueError` if they do not make sense."""
    groups: dict[str, list[dict[str, str]]] = {}
    answers: dict[str, list[Answer]] = {}
    dependencies: dict[str, Dependency] = {}
    for line in lines:
        _expect(line, dict)
        if "id" in line:
            line.setdefault("place", "")
            for name in ("id", "kind", "name", "place", "file", "sha256"):
                _expect(line[name], str)
            groups.setdefault(line["id"], []).append(line)
            continue
        for name in ("function", "asked", "answer"):
            _expect(line[name], str)
        _expect(line["needs"], list)
        for key in line["needs"]:
            _expect(key, str)
            if key not in dependencies:
                files = tuple((part["file"], part["sha256"]) for part in groups[key])
                first = groups[key][0]
                dependencies[key] = Dependency(first["kind"], first["name"], first["place"], files)
        content = base64.b64decode(line["answer"], validate=True)
        needs = tuple(dependencies[key] for key in line["needs"])
        answers.setdefault(line["asked"], []).append(Answer(line["function"], content, needs))
    return answers


def _expect(value: Any, kind: type) -> None:
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}, got {value!r:.40}")


def _parsed(line: str) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
