"""Who is right: the Julia function once more on BigFloat arguments, and each side's error against that."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pyjuliann.bridge.values.exact import exact
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase, sentence
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.landmarks import julia_numbers, julia_text, python_numbers
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.shown import Shown
from pyjuliann.wording import NO_ROUNDING, judgement_summary

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.settings import JuliaSettings


@dataclass(frozen=True, repr=False)
class Judgement(Shown):
    """Each side's error, in units of the last place of its own type, against the exact result.

    Attributes
    ----------
    closer : {"python", "julia", "equal", ""}
        Whose largest error is smaller, or, where these are equal, who is closer more often; "" if there is
        no judgement, or Julia's code, which the exact result is of, has a constant that Python's has not.
    reason : str
        Why there is no judgement; "" if there is one.
    python_ulp, julia_ulp : float or None
        The largest error of each side.
    elements : int
        How many floating-point numbers were judged.
    python_closer, julia_closer : int
        For how many of them each side is closer.
    doubts : tuple of (side, number)
        Constants in the source of either side that are not what is written there, but rounded: the exact result is
        that of the rounded ones in Julia's code.
    """

    closer: Literal["python", "julia", "equal", ""] = ""
    reason: str = ""
    python_ulp: float | None = None
    julia_ulp: float | None = None
    elements: int = 0
    python_closer: int = 0
    julia_closer: int = 0
    doubts: tuple[tuple[str, float], ...] = ()

    @property
    def summary(self) -> str:
        """The judgement in one line."""
        return judgement_summary(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the judgement as JSON-able content."""
        return {
            "closer": self.closer,
            "reason": self.reason,
            "summary": self.summary,
            "python_ulp": exact(self.python_ulp),
            "julia_ulp": exact(self.julia_ulp),
            "elements": self.elements,
            "python_closer": self.python_closer,
            "julia_closer": self.julia_closer,
            "doubts": [{"side": side, "constant": number} for side, number in self.doubts],
        }


def judge(
    pair: Pair, *arguments: Any, engine: Engine | Session | JuliaSettings | None = None, **keywords: Any
) -> Judgement:
    """Say which side's floating-point result is closer to the truth.

    The Julia function runs once more with its floating-point arguments as BigFloat of 256 bits.

    Parameters
    ----------
    pair : Pair
        The two functions.
    *arguments, **keywords
        The arguments of the Python function.
    engine : Engine or JuliaSettings, optional
        A live engine, or how one is started for this call.

    Returns
    -------
    Judgement
        Each side's largest error in ULP, or why it cannot be told: the sides are farther apart than rounding explains,
        the function is not generic, has integer or random results, or a side raised.

    Raises
    ------
    PairError
        If the Julia side of the pair cannot be loaded, or an argument cannot go to Julia.
    """
    case = Case(arguments, keywords)
    with session_for(engine) as session:
        session.prepare(pair)
        (result,) = run_pair(session, pair, [case])
        return judge_case(session, pair, case, result.python, result.julia)


def judge_case(session: Session, pair: Pair, case: Case, python: Outcome, julia: Outcome) -> Judgement:
    """Judge a call that both sides have already made."""
    for name, outcome in (("Python", python), ("Julia", julia)):
        if not outcome.returned:
            return Judgement(reason=phrase("{} {}", phrase(name), outcome))
    if pair.result is not None:
        return Judgement(reason=phrase("the pair changes Julia's result before it is compared"))
    try:
        reason, python_errors, julia_errors, _ = session.judge(pair, case, python.value, julia.value)
    except ConversionError as error:
        return Judgement(reason=phrase("Python's result cannot go to Julia: {}", error))
    if reason:
        return Judgement(reason=sentence(str(reason).splitlines()[0]))
    if not is_rounding(session, pair, case, python, julia):
        return Judgement(reason=NO_ROUNDING)
    p, j = np.asarray(python_errors, float), np.asarray(julia_errors, float)
    wins = int(np.count_nonzero(p < j)), int(np.count_nonzero(j < p))
    largest = float(p.max(initial=0.0)), float(j.max(initial=0.0))
    first, second = largest if largest[0] != largest[1] else (-wins[0], -wins[1])
    closer: Literal["python", "julia", "equal", ""] = "equal"
    if first != second:
        closer = "python" if first < second else "julia"
    rounded = {
        "python": _rounded(python_numbers(pair.python)),
        "julia": _rounded(julia_numbers(julia_text(pair.julia))),
    }
    if rounded["julia"] - rounded["python"]:
        closer = ""
    doubts = tuple((side, number) for side, numbers in rounded.items() for number in sorted(numbers))
    return Judgement(closer, "", largest[0], largest[1], p.size, wins[0], wins[1], doubts)


def is_rounding(session: Session, pair: Pair, case: Case, python: Outcome, julia: Outcome) -> bool:
    """Whether two results are no farther apart than rounding explains, whatever the pair allows."""
    plain = replace(pair, policy=None, expect=())
    (result,) = judge_calls(plain, [case], [python], [julia], session=session)
    return not any(difference.aspect == "value" for difference in result.differences) or any(
        difference.aspect == "dtype" for difference in result.differences
    )


def _rounded(numbers: Iterable[float]) -> set[float]:
    """Return those of the constants in a source that no Float64 is, such as 0.1, taken for what is written there."""
    return {x for x in numbers if math.isfinite(x) and Decimal(repr(x)) != Decimal(x)}
