"""An example with other inputs, run in both languages: what its page is then told."""

from __future__ import annotations

import os
import resource
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

import pyjuliann.nn
from pyjuliann.book.content import inputs_of, julia_code, python_code
from pyjuliann.book.reading import InputError, field_text, is_editable, read_field
from pyjuliann.book.typeset import highlight
from pyjuliann.bridge.values.literals import Notation, literal_lines
from pyjuliann.bridge.values.typed import JuliaValue, bare
from pyjuliann.bridge.values.wire import EVALUATE
from pyjuliann.errors import EngineRestartedWarning, StoppedError
from pyjuliann.language import Language, Words, as_phrase, joined, translated, words_in
from pyjuliann.lessons.calls import definition
from pyjuliann.lessons.index import MODULES
from pyjuliann.lessons.model import Example
from pyjuliann.lessons.types import julia_type, python_type
from pyjuliann.parity.causes.diagnose import diagnose
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair, pair, pair_of
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.limits import Limits, limited
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import run
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.wording import TABLES

MOST_SHOWN: Final = 10_000
"""Elements that a result may have."""

MEMORY: Final = 1 << 30
"""Bytes that Python's side of a run may take."""

_WIDTH: Final = 60
_TABLES: Final = (*TABLES, "pyjuliann.lessons.korean.shared", "pyjuliann.book.korean.live")


def live_words(language: Language, example: str = "") -> Words:
    """Return what puts the phrases of live examples into a language, or of the one of this number."""
    lesson = example.partition(".")[0]
    return words_in(language, *_TABLES, *([f"pyjuliann.lessons.korean.{MODULES[lesson]}"] if lesson else []))


def form_of(example: Example) -> list[dict[str, Any]]:
    """Return the fields of an example: of each input that can be typed its name, its text, and its rows if it has any.

    What can be no field, a function or an array that is too long, has no text.
    """
    fields = []
    for one in inputs_of(example):
        editable = not one.is_function and is_editable(one.value)
        grid = isinstance(one.value, np.ndarray) and one.value.ndim in (1, 2) and max(one.value.shape) <= 12
        rows = one.value.reshape(-1, one.value.shape[-1]) if editable and grid else ()
        fields.append(
            {
                "name": one.name,
                "text": field_text(one.value) if editable else None,
                "rows": [[field_text(each) for each in row] for row in rows],
                "vector": grid and one.value.ndim == 1,
                "kind": "" if one.is_function else julia_type(one.value),
                "shown": one.python,
            }
        )
    return fields


def tried(
    example: Example, texts: Mapping[str, str], language: Language, session: Session | None, seconds: float
) -> dict[str, Any]:
    """Run an example with what stands in its fields, and return what its page shows of it, ready for JSON.

    Parameters
    ----------
    example : Example
    texts : mapping of str to str
        What was typed, by the names of the inputs; the others are as they are in the lesson.
    language : {"en", "ko"}
    session : Session, optional
        A live Julia; without one Python alone answers.
    seconds : float
        How long all of it may take.

    Returns
    -------
    dict
        With ``fields``, the messages at fields that cannot be taken, or with the results of both languages.
    """
    words, began = live_words(language, example.id), time.monotonic()
    changed, messages = {}, {}
    for one in inputs_of(example):
        try:
            if one.name in texts and not one.is_function and is_editable(one.value):
                value = read_field(texts[one.name], one.value)
                if field_text(value) != field_text(one.value):
                    changed[one.name] = value
        except InputError as error:
            messages[one.name] = translated(str(error), words)
    if messages:
        return {"fields": messages}
    asked = _with_inputs(example, changed)
    limits = Limits.of(seconds, seconds)
    with limited(limits), warnings.catch_warnings(record=True) as caught, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        try:
            answer = _answer(asked, words, replace_limits(session, limits))
        except StoppedError:
            return {"message": words("It took longer than {:g} s, and was stopped.").format(seconds)}
    answer["restarted"] = any(issubclass(one.category, EngineRestartedWarning) for one in caught)
    answer["changed"] = sorted(changed)
    answer["whole"] = {"python": python_code(asked).whole, "julia": julia_code(asked).whole}
    answer["inputs"] = {
        one.name: {side: highlight(f"{one.name} = {getattr(one, side)}", side) for side in ("python", "julia")}
        for one in inputs_of(asked)
    }
    answer["milliseconds"] = round(1000 * (time.monotonic() - began))
    return answer


def replace_limits(session: Session | None, limits: Limits) -> Session | None:
    """Return a session in the same engine under other limits."""
    return None if session is None else Session(session.engine, limits)


def _with_inputs(example: Example, values: Mapping[str, Any]) -> Example:
    named = [values.get(one.name, one.value) for one in inputs_of(example)]
    count = len(example.args)
    keywords = dict(zip(example.keywords, named[count:], strict=True))
    return replace(example, args=tuple(named[:count]), keywords=keywords)


def _answer(example: Example, words: Words, session: Session | None) -> dict[str, Any]:
    asked, case = pair_for(example), Case(example.args, example.keywords, example.id)
    with _limited_memory():
        (python,) = run_python(asked.python, [case])
    if python.error == "MemoryError":
        return {"message": words("The result takes more memory than a run may have here.")}
    count = _elements(python.value)
    if count > MOST_SHOWN:
        return {"message": words("The result has {} elements; at most {} are shown here.").format(count, MOST_SHOWN)}
    if session is None:
        told = words("No Julia is running: this is Python's answer alone.")
        return {"verdict": "", "told": told, "facts": [], "sides": {"python": _side(python, "python", words)}}
    if not isinstance(example.function, str):
        session.engine.call(EVALUATE, definition(example)[1])
    session.prepare(asked)
    (result,) = run(
        [case], lambda _: [python], partial(session.run, asked), partial(judge_calls, asked, session=session)
    )
    if result.julia.error.startswith("OutOfMemoryError"):
        return {"message": words("The result takes more memory than a run may have here.")}
    sides = {"python": _side(result.python, "python", words), "julia": _side(result.julia, "julia", words)}
    if not example.expected.values_defined and result.python.returned and result.julia.returned:
        same = julia_type(result.python.value) == _type(result.julia.value)
        same = same and np.shape(result.python.value) == np.shape(bare(result.julia.value))
        for side, outcome in (("python", result.python), ("julia", result.julia)):
            sides[side]["value"] = "×".join(map(str, np.shape(bare(outcome.value))))
        told = words("same type and size" if same else "differs")
        return {"verdict": "agree" if same else "differ", "told": told, "facts": [], "sides": sides}
    return {
        "verdict": result.verdict,
        "told": _verdict(result, words),
        "facts": list(_facts(result, asked, words, session)),
        "sides": sides,
    }


def pair_for(example: Example) -> Pair:
    """Return the two functions of an example as the checker takes them: a function of ``nn`` with its own budget."""
    budget: dict[str, Any] = {"ulp": example.ulp, "reason": example.reason} if example.ulp else {}
    if example.scale is not None:
        budget["scale"] = lambda *_, **__: example.scale
    if not isinstance(example.function, str):
        return pair(example.function.python, f"Main.{definition(example)[0]}", **budget)
    function = getattr(pyjuliann.nn, example.function)
    twin = pair_of(function)
    if twin is None or "scale" in budget:
        return pair(function, f"JuliaNN.{example.function}", **budget)
    return twin


def _verdict(result: CaseResult, words: Words) -> str:
    if result.both_raised and not result.differences:
        return words("both refuse it")
    if result.verdict == "identical":
        return words("identical bits")
    if result.verdict == "differ":
        return words("differs")
    return words("agrees to {} ULP").format(result.max_ulp) if result.max_ulp else words("agrees")


def _facts(result: CaseResult, asked: Pair, words: Words, session: Session) -> Iterator[tuple[str, str]]:
    """Yield what else there is to tell: of what agrees the distance, of what differs where, and the cause."""
    if result.verdict != "differ":
        if result.max_ulp is not None:
            yield words("distance"), words("{} ULP").format(result.max_ulp)
        if result.verdict == "agree" and result.compared and asked.policy is not None and asked.policy.reason:
            yield words("reason"), translated(as_phrase(asked.policy.reason), words)
        return
    yield words("where"), translated(result.summary, words)
    with suppress(StoppedError):
        found = diagnose(asked, *result.case.arguments, engine=session, repair=0, **result.case.keywords)
        if found:
            yield words("cause"), translated(joined(": ", (found.title, found.detail)), words)
            for name, remedy in (("Python", found.python_remedy), ("Julia", found.julia_remedy)):
                if remedy:
                    yield words("in {}").format(words(name)), translated(remedy, words)


def _side(outcome: Outcome, notation: Notation, words: Words) -> dict[str, Any]:
    if outcome.error:
        return {"value": translated(outcome.error_line, words), "type": "", "error": True}
    value = bare(outcome.value)
    lines = "\n".join(literal_lines(value, notation, _WIDTH))
    kind = python_type(value) if notation == "python" else _type(outcome.value)
    return {"value": highlight(lines, notation), "type": kind, "error": False}


def _type(value: Any) -> str:
    return value.type if isinstance(value, JuliaValue) else julia_type(value)


def _elements(value: Any) -> int:
    if isinstance(value, tuple | list):
        return sum(map(_elements, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1


@contextmanager
def _limited_memory() -> Iterator[None]:
    """Have what asks for much memory fail in this process, and not the machine."""
    if sys.platform != "linux":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(open("/proc/self/statm", encoding="ascii").read().split()[0])  # noqa: SIM115, PTH123
    most = pages * resource.getpagesize() + MEMORY
    if before[0] == resource.RLIM_INFINITY or most < before[0]:
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def limit_data() -> None:
    """Have this process, and each that it starts, take half of the machine's memory at most: Julia is one of them."""
    if sys.platform != "linux":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    half = os.sysconf("SC_PHYS_PAGES") * resource.getpagesize() // 2
    if soft == resource.RLIM_INFINITY or half < soft:
        resource.setrlimit(resource.RLIMIT_DATA, (half, hard))
