"""Entries run live on both sides, and all that they state checked: values, the difference, the idioms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.parity.comparing.comparison import Difference, Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import JuliaTarget, Pair
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_call
from pyjuliann.traps.model import Answer, Entry, Raises, Warns, after
from pyjuliann.traps.python_code import is_same, run_python

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


@dataclass(frozen=True, eq=False)
class Side:
    """What came of a piece of code.

    Attributes
    ----------
    outcome : Outcome
    text : str
        The value in the language's notation, or the error's first line.
    type : str
        The value's type, or the error's.
    """

    outcome: Outcome
    text: str
    type: str

    def to_dict(self) -> dict[str, Any]:
        """Return the side as JSON-able content."""
        value = exact(self.outcome.value) if self.outcome.returned else None
        return {"value": value, "text": self.text, "type": self.type, "error": self.outcome.error,
                "warnings": list(self.outcome.warnings)}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Finding:
    """One entry, run.

    Attributes
    ----------
    entry : Entry
    julia, python : Side
        What the code of each side gave.
    as_python, as_julia : Side or None
        What the idioms gave; None where there is none.
    differences : tuple of Difference
        In what the two sides differ.
    problems : tuple of str
        What is not as stated, one sentence each; empty if the entry is true here.
    applies : bool
        False if the difference is not stated for these versions, of which nothing is checked then, or if the Python
        code needs another engine, when what Julia gives is checked alone.
    """

    entry: Entry
    julia: Side
    python: Side
    as_python: Side | None
    as_julia: Side | None
    differences: tuple[Difference, ...]
    problems: tuple[str, ...]
    applies: bool = True

    def __bool__(self) -> bool:
        """Whether the entry is true here."""
        return not self.problems


def run_entries(entries: Iterable[Entry], engine: Engine) -> Iterator[Finding]:
    """Run entries on both sides and check all that they state.

    Parameters
    ----------
    entries : iterable of Entry
    engine : Engine
        A live Julia, or recorded answers.

    Yields
    ------
    Finding
        One per entry, in their order.

    Raises
    ------
    RecordError
        If the recorded engine has no answer to an entry.
    """
    session = Session(engine)
    version = str(engine.info.julia_version)
    for entry in entries:
        yield _run(entry, session, version)


def _run(entry: Entry, session: Session, version: str) -> Finding:
    versions = version, np.__version__
    stated = entry.julia_answer(version)
    codes = [after(entry.julia_setup, code) for code in (entry.julia, entry.as_python) if code]
    expected = None if isinstance(stated, Raises) else after(entry.julia_setup, _value_of(stated))
    reports = session.observe(codes, expected, entry.using)
    julia, *rest = map(_julia_side, reports)
    as_python = rest[0] if rest else None
    applies = entry.applies(*versions)
    problems = list(_not_as_stated("Julia", julia, stated, reports[0][5] is not False)) if applies else []
    if entry.engine not in ("", session.engine.info.engine):
        # that package would start another Julia in this process
        not_run = Side(Outcome(), f"not run: it needs the {entry.engine} engine", "")
        return Finding(entry, julia, not_run, as_python, None, (), tuple(problems), applies=False)
    python = _python_side(entry, entry.python, session.engine)
    as_julia = _python_side(entry, entry.as_julia, session.engine) if entry.as_julia else None
    differences = _differences(python, julia, Policy(signed_zero=True, warnings="strict"))
    if applies:
        aspect = entry.aspect(*versions)
        problems += _not_as_stated_in_python(entry, python)
        problems += _is_gone(entry, aspect, differences, versions)
        problems += _julia_idiom_problems(entry, aspect, python, as_python)
        problems += _python_idiom_problems(entry, julia, as_julia)
    return Finding(entry, julia, python, as_python, as_julia, differences, tuple(problems), applies)


def _value_of(answer: Answer) -> str:
    return answer.value if isinstance(answer, Warns) else str(answer)


# ---------------------------------------------------------------- the two sides


def _julia_side(report: list[Any]) -> Side:
    kind, value, type_name, text, warnings, _ = report
    said = tuple(str(warning) for warning in warnings)
    if kind == "error":
        message = text.splitlines()[0] if text else ""
        return Side(Outcome(error=type_name, message=text, warnings=said), message, type_name)
    if kind == "uncrossable":
        return Side(Outcome(unsupported=f"{text}, a {type_name}", warnings=said), text, type_name)
    answer = JuliaValue(value, type_name)
    # Julia 1.5 writes a column as a vector, and more dimensions as several matrices
    written = julia_literal(answer) if isinstance(value, np.ndarray) and value.ndim != 1 else text
    return Side(Outcome(answer, warnings=said), written, type_name)


def _python_side(entry: Entry, code: str, engine: Engine) -> Side:
    outcome = run_python(after(entry.python_setup, code), engine)
    if outcome.error:
        return Side(outcome, outcome.message.partition("\n")[0], outcome.error)
    return Side(outcome, python_literal(outcome.value), outcome.type)


# ---------------------------------------------------------------- the checks


def _differences(python: Side, julia: Side, policy: Policy) -> tuple[Difference, ...]:
    pair = Pair(len, JuliaTarget("name", "length"), policy=policy)  # only its policy has a part in the verdict
    return judge_call(pair, Case(), python.outcome, julia.outcome).differences


def _not_as_stated(language: str, side: Side, stated: Answer, same: bool) -> Iterator[str]:
    outcome = side.outcome
    if isinstance(stated, Raises):
        if outcome.error != stated.error:
            yield f"{language} is stated to raise {stated.error}, and {_did(side)}"
        return
    if outcome.error or not same:
        yield f"{language} is stated to give {_value_of(stated)}, and {_did(side)}"
    warning = stated.warning if isinstance(stated, Warns) else ""
    if bool(warning) != bool(outcome.warnings) or not all(text.startswith(warning) for text in outcome.warnings):
        came = f"warns: {'; '.join(outcome.warnings)}" if outcome.warnings else "does not warn"
        yield f"{language} is stated to {f'warn with {warning}' if warning else 'give no warning'}, and {came}"


def _not_as_stated_in_python(entry: Entry, python: Side) -> Iterator[str]:
    stated = entry.python_answer(np.__version__)
    same = True
    if not isinstance(stated, Raises):
        wanted = run_python(after(entry.python_setup, _value_of(stated)))
        if wanted.error:
            yield f"what Python is stated to give, {_value_of(stated)}, raises {wanted.error}: {wanted.message}"
            return
        same = python.outcome.returned and is_same(python.outcome.value, wanted.value)
    yield from _not_as_stated("Python", python, stated, same)


def _is_gone(
    entry: Entry, aspect: str, differences: tuple[Difference, ...], versions: tuple[str, str]
) -> Iterator[str]:
    if aspect not in {difference.aspect for difference in differences}:
        found = f"they differ in {', '.join(d.aspect for d in differences)}" if differences else "they agree"
        yield (
            f"the difference in {aspect} is gone with Julia {versions[0]} and NumPy {versions[1]} "
            f"(stated: {entry.versions}): {found}"
        )


def _did(side: Side) -> str:
    if side.outcome.error:
        return f"raises {side.type}: {side.text}"
    return f"gives {side.text} ({side.type})"


def _julia_idiom_problems(entry: Entry, aspect: str, python: Side, idiom: Side | None) -> Iterator[str]:
    if idiom is not None:
        # Julia's code need not warn as NumPy does, unless that is all in which the two differ
        policy = Policy(ulp=entry.ulp, signed_zero=True, warnings="strict" if aspect == "warnings" else "ignore")
        for difference in _differences(python, idiom, policy):
            yield f"the Julia idiom {entry.as_python} does not do what Python did: {difference}"


def _python_idiom_problems(entry: Entry, julia: Side, idiom: Side | None) -> Iterator[str]:
    if idiom is not None:
        for difference in _differences(idiom, julia, Policy(ulp=entry.ulp, signed_zero=True, warnings="strict")):
            yield f"the Python idiom {entry.as_julia} does not do what Julia did: {difference}"
