"""Recorded answers: the file that ``pyjuliann record`` writes, and what must hold before it is believed.

The file is text, one JSON object per line, so that a change of one answer is a change of one line:

1. the header: format, and under which Julia, when and where the answers were given;
2. a line per Julia source file of pyjuliann, with its hash;
3. a line per answer: the function's name, the hash of what was asked, the answer;
4. the end: the number of answers and the hash of all lines before.

Answers are CBOR items in base64: the trees that `pyjuliann.bridge.decode` reads, so every value that
crosses the bridge is kept to the last bit.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import platform
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.arrays import DTYPES
from pyjuliann.bridge.errors import EngineError
from pyjuliann.bridge.files import write_file
from pyjuliann.bridge.folders import julia_sources, version
from pyjuliann.bridge.start import ANSWERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pyjuliann.bridge.engine import EngineInfo

FORMAT = "pyjuliann records 1"
NAN = 0x706A0002  # the CBOR tag of a NaN's eight bytes: cbor2 writes every NaN alike
_PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED_ANSWERS = {name: _PACKAGE / name / "records.jsonl" for name in ANSWERS}
SHIPPED = SHIPPED_ANSWERS["lessons"]
_INCLUDE = re.compile(rb"""\binclude\(\s*"([^"$]+)"\s*\)""")


class RecordError(EngineError):
    """A record file is damaged or stale, or has no answer to what was asked."""


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
    sources : mapping of file name to str
        Hashes of pyjuliann's Julia sources.
    """

    engine: str
    julia_version: str
    blas: str
    threads: int
    date: str
    platform: str
    pyjuliann: str
    sources: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, info: EngineInfo) -> Provenance:
        """Return the provenance of what a live engine answers here and now."""
        return cls(
            engine=info.engine,
            julia_version=info.julia_version,
            blas=info.blas,
            threads=info.threads,
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            platform=f"{platform.system()} {platform.machine()}",
            pyjuliann=version(),
            sources=source_hashes(),
        )


@dataclass(frozen=True)
class Answer:
    """One answer: which function gave it, and the CBOR item of the response."""

    function: str
    content: bytes


@dataclass
class Records:
    """Answers by the hash of what was asked, and where they come from."""

    provenance: Provenance
    answers: dict[str, Answer] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the record file, whole or not at all.

        Raises
        ------
        RecordError
            If it cannot be written.
        """
        lines = list(self._lines())
        body = "".join(f"{line}\n" for line in lines)
        end = {"end": len(self.answers), "sha256": hashlib.sha256(body.encode()).hexdigest()}
        try:
            write_file(path, f"{body}{json.dumps(end)}\n")
        except OSError as error:
            raise RecordError(f"the record file {path} cannot be written: {error.strerror}") from None

    def _lines(self) -> Iterator[str]:
        facts = vars(self.provenance).copy()
        sources = facts.pop("sources")
        yield json.dumps({"format": FORMAT, **facts}, ensure_ascii=False)
        for name, digest in sorted(sources.items()):
            yield json.dumps({"source": name, "sha256": digest}, ensure_ascii=False)
        for key, answer in sorted(self.answers.items(), key=lambda item: (item[1].function, item[0])):
            content = base64.b64encode(answer.content).decode()
            line = {"function": answer.function, "asked": key, "answer": content}
            yield json.dumps(line, ensure_ascii=False)

    @classmethod
    def read(cls, path: Path) -> Records:
        """Read a record file and check that it is whole.

        Raises
        ------
        RecordError
            If it is missing, no record file, of another format, truncated or damaged: one message that says
            which, and how to get a good one.
        """
        remedy = _remedy(path)
        try:
            text = path.read_bytes().decode().replace("\r\n", "\n")  # a checkout may have changed the line ends
        except OSError as error:
            raise RecordError(f"the record file {path} cannot be read: {error.strerror}; {remedy}") from None
        except UnicodeDecodeError:
            raise RecordError(f"{path} is damaged, or no record file: it is not text; {remedy}") from None
        lines = text.split("\n")
        header = _parsed(lines[0])
        if "format" not in header:
            raise RecordError(f"{path} is no record file of pyjuliann: its first line is none; {remedy}")
        if header["format"] != FORMAT:
            raise RecordError(
                f"{path} has the format {header['format']!r:.60}, and this pyjuliann reads {FORMAT!r}; {remedy}"
            )
        end = _parsed(lines[-2]) if len(lines) > 2 and not lines[-1] else {}
        if "end" not in end:
            raise RecordError(f"the record file {path} is truncated: the line that ends it is missing; {remedy}")
        body = text[: len(text) - len(lines[-2]) - 1]
        if hashlib.sha256(body.encode()).hexdigest() != end.get("sha256"):
            raise RecordError(f"the record file {path} is damaged: it is not as it was written; {remedy}")
        try:
            records = cls._of(header, [json.loads(line) for line in lines[1:-2]])
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(f"the record file {path} is damaged: {error!r}; {remedy}") from None
        if end["end"] != len(records.answers):
            raise RecordError(f"the record file {path} is damaged: it has another number of answers; {remedy}")
        return records

    @classmethod
    def _of(cls, header: dict[str, Any], lines: list[dict[str, Any]]) -> Records:
        names = [name for name in Provenance.__dataclass_fields__ if name != "sources"]
        sources = {line["source"]: line["sha256"] for line in lines if "source" in line}
        records = cls(Provenance(**{name: header[name] for name in names}, sources=sources))
        for line in lines:
            if "asked" in line:
                content = base64.b64decode(line["answer"], validate=True)
                records.answers[line["asked"]] = Answer(line["function"], content)
        return records

    def check_sources(self, path: Path) -> None:
        """Raise `RecordError` if pyjuliann's Julia sources are not those that the answers were given by."""
        recorded, here = self.provenance.sources, source_hashes()
        changed = sorted(name for name in {*recorded, *here} if recorded.get(name) != here.get(name))
        if changed:
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            raise RecordError(
                f"the record file {path} is stale: of pyjuliann's Julia sources {', '.join(changed[:3])}{more} "
                f"changed after it was recorded with Julia {self.provenance.julia_version} on "
                f"{self.provenance.date}; {_remedy(path)}"
            )


def _remedy(path: Path) -> str:
    what = "".join(f" {name}" for name, shipped in SHIPPED_ANSWERS.items() if path == shipped)
    return f"`pyjuliann record {path}{what}` makes it anew, which takes a live Julia"


def _parsed(line: str) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


# ---------------------------------------------------------------- hashes


def source_hashes() -> dict[str, str]:
    """Return the hash of every Julia source of pyjuliann that has a part in an answer, by its name."""
    folder = julia_sources()
    files = sorted([*folder.glob("src/*.jl"), *folder.glob("worker/*.jl")])
    return {file.relative_to(folder).as_posix(): _content_hash(file) for file in files}


def is_own_source(path: str) -> bool:
    """Whether a file is one of those that `source_hashes` covers."""
    file = Path(path)
    return file.suffix == ".jl" and file.parent in (julia_sources() / "src", julia_sources() / "worker")


def file_hash(path: Path) -> str:
    """Return the hash of a Julia file and of every file that it includes by a literal name."""
    state, done, waiting = hashlib.sha256(), set(), [path]
    while waiting:
        file = waiting.pop()
        if file in done or not file.is_file():
            continue
        done.add(file)
        state.update(_content_hash(file).encode())
        names = _INCLUDE.findall(file.read_bytes())
        waiting += [(file.parent / name.decode(errors="replace")).resolve() for name in names]
    return state.hexdigest()


def _content_hash(file: Path) -> str:
    # a checkout may have changed the line ends, which Julia does not mind
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def question_hash(state: Iterable[str], message: list[Any], bulk: list[NDArray[Any]]) -> str:
    """Return the hash of a request, its arrays, and all code that was evaluated or included before it."""
    digest = hashlib.sha256()
    for part in (cbor2.dumps([*state]), cbor2.dumps(message, canonical=True)):
        digest.update(len(part).to_bytes(8, "little") + part)
    for array in bulk:
        digest.update(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes(order="F"))
    return digest.hexdigest()


# ---------------------------------------------------------------- answers


def dump_answer(response: Any) -> bytes:
    """Return a response, whose arrays may be in memory of their own, as one CBOR item."""
    return cbor2.dumps(_whole(response))


def load_answer(content: bytes) -> Any:
    """Return the response that `dump_answer` wrote; raise `ValueError` if it is none."""
    return cbor2.loads(content, tag_hook=_nan)


def _whole(tree: Any) -> Any:
    if isinstance(tree, CBORTag):
        return CBORTag(tree.tag, _whole(tree.value))
    if isinstance(tree, list | tuple):
        return [_whole(item) for item in tree]
    if isinstance(tree, np.ndarray):
        return tree.tobytes()
    if isinstance(tree, float) and tree != tree:  # noqa: PLR0124 - NaN
        return CBORTag(NAN, struct.pack("<d", tree))
    return tree


def _nan(tag: CBORTag, _immutable: bool) -> Any:
    return struct.unpack("<d", tag.value)[0] if tag.tag == NAN else tag


def without_places(response: Any) -> Any:
    """Return an error response without what names folders of this machine: they are nobody else's business."""
    match response:
        case ["error", str(name), str(text), _]:
            return ["error", name, text.replace(str(julia_sources()), "julia"), ""]
    return response


def with_zeros(tree: Any) -> Any:
    """Return a response with zeros in place of the numbers in its arrays."""
    if isinstance(tree, CBORTag):
        numbers = tree.tag in DTYPES
        return CBORTag(tree.tag, bytes(len(tree.value)) if numbers else with_zeros(tree.value))
    return [with_zeros(item) for item in tree] if isinstance(tree, list | tuple) else tree
