"""A check that goes on where it was stopped: what is done of it in a file, with what it was asked."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

from pyjuliann.bridge.machine.files import write_file
from pyjuliann.errors import PairError
from pyjuliann.language import heard, packed, phrase, unpacked
from pyjuliann.parity.distributed.chunks import CaseQuestion
from pyjuliann.parity.distributed.identity import unlike
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import place_of
from pyjuliann.parity.running.session import Session
from pyjuliann.wording import system_reason

SCHEMA: Final = "pyjuliann-run"
VERSION: Final = 1

_EVERY: Final = 5.0
"""Seconds between one writing and the next, at least."""

_SHARE: Final = 20
"""So many times as long as writing took, nothing is written again: it takes a twentieth of the time, at most."""


_NO_JSON: Final = (
    "Expecting value: line {} column {} (char {})",
    "Extra data: line {} column {} (char {})",
    "Unterminated string starting at: line {} column {} (char {})",
    "Expecting property name enclosed in double quotes: line {} column {} (char {})",
    "Expecting ',' delimiter: line {} column {} (char {})",
    "'utf-8' codec can't decode byte {} in position {}: {}",
)
"""What Python says of what is no JSON."""


class SavedRun:
    """The chunks of a check that are done, in memory and in a file.

    Parameters
    ----------
    target : Path
        The file.
    seed : int, optional
        What cases are drawn from; by default another one each time.
    versions : mapping of str to str
        Of what takes part, Julia too.
    """

    def __init__(self, target: Path, seed: int | None, versions: Mapping[str, str]) -> None:
        self.target, self.versions = target, dict(versions)
        self.seed = secrets.randbits(32) if seed is None else seed
        self._questions: dict[str, dict[str, Any]] = {}
        self._written = time.monotonic()
        self._took = 0.0

    @classmethod
    def resumed(cls, source: Path, target: Path, seed: int | None, versions: Mapping[str, str]) -> Self:
        """Return what a file has, to go on with it.

        Raises
        ------
        PairError
            If it is no such file, or was made with another seed or other versions.
        """
        try:
            content = json.loads(source.read_text(encoding="utf-8"))
        except OSError as error:
            raise PairError(phrase("{} cannot be read: {}", source, system_reason(error))) from None
        except ValueError as error:
            raise PairError(phrase("{} is no saved run: {}", source, heard(str(error), _NO_JSON))) from None
        if not isinstance(content, dict) or content.get("schema") != SCHEMA or content.get("schema_version") != VERSION:
            raise PairError(phrase("{} is no saved run of this version of pyjuliann, as --save writes it", source))
        try:
            saved = cls(target, int(content["seed"]), versions)
            saved._questions = {
                str(key): {
                    "asked": {str(name): str(text) for name, text in unpacked(question["asked"]).items()},
                    "chunks": {str(int(number)): dict(chunk) for number, chunk in question["chunks"].items()},
                }
                for key, question in content["questions"].items()
            }
            before = {str(name): str(text) for name, text in content["versions"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise PairError(phrase("{} is a damaged saved run: {}: {}", source, type(error).__name__, error)) from None
        if seed is not None and seed != saved.seed:
            told = "{} was made with --seed {}, not {}: the cases are others"
            raise PairError(phrase(told, source, saved.seed, seed))
        if different := unlike(saved.versions, before):
            raise PairError(phrase("{} was made with other versions: {}", source, different))
        return saved

    def finished(self, asked: CaseQuestion, number: int) -> dict[int, Any]:
        """Return what is done of a kind of arguments of a pair, by the number of the chunk.

        Raises
        ------
        PairError
            If something else was asked then.
        """
        return self.known(_key(asked, number), self._told(asked), asked.pair.name)

    def add(self, asked: CaseQuestion, number: int, chunk: int, sent: Any) -> None:
        """Add a chunk that is done, and write the file now and then."""
        self.keep(_key(asked, number), self._told(asked), chunk, sent)

    def known(self, key: str, asked: Mapping[str, str], name: str) -> dict[int, Any]:
        """Return what is done of a question that has a key, by the number of the chunk.

        Raises
        ------
        PairError
            If something else was asked then; `name` is what it is about.
        """
        question = self._questions.get(key)
        if question is None:
            return {}
        if different := unlike(asked, unpacked(question["asked"])):
            raise PairError(phrase("{}: the saved run was asked something else: {}", name, different))
        return {int(chunk): sent for chunk, sent in question["chunks"].items()}

    def keep(self, key: str, asked: Mapping[str, str], chunk: int, sent: Any) -> None:
        """Add a chunk of a question that is done, an object as JSON can hold it, and write the file now and then."""
        if key not in self._questions:
            self._questions[key] = {"asked": packed(asked), "chunks": {}}
        self._questions[key]["chunks"][str(chunk)] = sent
        if time.monotonic() - self._written > max(_EVERY, _SHARE * self._took):
            self.write()

    def write(self) -> None:
        """Write the file.

        Raises
        ------
        PairError
            If it cannot be.
        """
        begun = time.monotonic()
        content = {
            "schema": SCHEMA, "schema_version": VERSION, "seed": self.seed, "versions": self.versions,
            "questions": self._questions,
        }  # fmt: skip
        try:
            write_file(self.target, json.dumps(content))
        except OSError as error:
            raise PairError(phrase("{} could not be written: {}", self.target, system_reason(error))) from None
        self._written = time.monotonic()
        self._took = self._written - begun

    def _told(self, asked: CaseQuestion) -> dict[str, str]:
        """Return what makes a question another one, in words or as a hash."""
        return {
            "--cases": str(asked.cases),
            "--probes": str(asked.probes),
            "the kind of arguments": asked.family.label,
            **what_is_compared(asked.pair),
        }


ASKED: Final = (
    "the kind of arguments", "the inputs", "Python's source", "Julia's source", "the pair's options",
    "the size of chunks", "the processor's instructions", "unknown",
)  # fmt: skip
"""What makes a question, or a machine, another one: what is no name of an option."""


def what_is_compared(pair: Pair) -> dict[str, str]:
    """Return what makes a pair another one, as hashes of its sources and of its options."""
    place = place_of(pair.python)
    options = (
        pair.policy, pair.using, pair.order, sorted(map(str, pair.keywords)), pair.julia_keywords,
        pair.python_keywords, sorted(pair.domain.items()), [(e.aspect, e.reason) for e in pair.expect],
    )  # fmt: skip
    return {
        "Python's source": _hash(Path(place[0]).read_bytes()) if place and Path(place[0]).is_file() else "none",
        "Julia's source": _hash(str(Session.key(pair)).encode()),
        "the pair's options": _hash(repr(options).encode()),
    }


def _key(asked: CaseQuestion, number: int) -> str:
    return f"{asked.pair.name}, {asked.family.label} ({number})"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
