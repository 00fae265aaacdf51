"""Which of the arguments that a function may want it does take: tried on both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from pyjuliann.errors import ArgumentsError, PairError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import Family, probes
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.widening import widened

Evaluate = Callable[[Sequence[Case]], list[CaseResult]]
"""Runs both sides on cases."""

ENOUGH: Final = 0.5
"""A kind of argument of which both sides take such a share is what the function is for."""

MOST_RAISING: Final = 0.5
"""The share of calls that may raise on both sides, unless the pair allows more."""

_MOST: Final = 7
_SHORT: Final = 100


@dataclass(frozen=True)
class Fitting:
    """The arguments that decide the verdict, and other kinds that both sides take."""

    main: Family
    others: tuple[Family, ...] = ()


def fitting(session: Session, pair: Pair, families: Sequence[Family]) -> Fitting:
    """Return which families both sides take: the likeliest one that they mostly take, and other usual ones.

    Integers of the main one are let go to the ends of their range where both sides take large ones as fast.

    Raises
    ------
    ArgumentsError
        If none of them is taken.
    """
    evaluate = partial(run_pair, session, pair)
    found = Fitting(families[0]) if len(families) == 1 else _chosen(pair, families, evaluate)
    return Fitting(widened(session, pair, _with_defaults(found.main, evaluate)), found.others)


def _chosen(pair: Pair, families: Sequence[Family], evaluate: Evaluate) -> Fitting:
    shares: dict[Family, float] = {}
    unwanted: list[str] = []
    refused: dict[str, list[CaseResult]] = {}
    decided = False
    for family in families:
        if decided and (not family.usual or len(shares) >= _MOST):
            continue
        try:
            cases = probes(family)
        except PairError as error:  # `where` or `domain` leave no argument of this kind
            unwanted.append(str(error))
            continue
        if not _is_meant(pair, cases[0]):
            continue
        if not family.usual and all(outcome.error for outcome in run_python(pair.python, cases)):
            continue
        results = evaluate(cases)
        if share := _share(results):
            shares[family] = share
            decided = decided or share >= ENOUGH
        elif results:
            refused[family.label] = results
    if not shares:
        raise ArgumentsError(phrase("{}: {}", pair.name, _tried(refused) if refused else unwanted[0]))
    main = next((family for family, share in shares.items() if share >= ENOUGH), max(shares, key=shares.__getitem__))
    others = [family for family in shares if family is not main and family.usual]
    if main.empty is False and _is_wanted(main.of_empty_arrays()):
        others.append(main.of_empty_arrays())
    return Fitting(main, tuple(others))


def _is_wanted(family: Family) -> bool:
    """Whether `where` lets such arguments through, and expects them."""
    try:
        return bool(family.cases(1, 1))
    except PairError:
        return False


def _is_meant(pair: Pair, case: Case) -> bool:
    """Whether the pair's own functions of the arguments, such as when a difference is expected, take such a case."""
    try:
        for function in (pair.scale, *(expectation.when for expectation in pair.expect)):
            if function is not None:
                function(*case.arguments, **case.keywords)
    except Exception:  # noqa: BLE001 - they are the user's, and may raise anything
        return False
    return True


def _share(results: Sequence[CaseResult]) -> float:
    """Return how many of the calls both sides return from."""
    return sum(not r.python.error and not r.julia.error for r in results) / max(len(results), 1)


def _with_defaults(family: Family, evaluate: Evaluate) -> Family:
    """Return the family with the arguments that have defaults, if both sides take these by position."""
    if not family.defaults or family.needs_hypothesis:
        return family
    longer = family.with_defaults()
    try:
        results = evaluate(probes(replace(longer, optional=0)))
    except PairError:
        return family
    return longer if _share(results) >= ENOUGH else family


def _tried(refused: Mapping[str, Sequence[CaseResult]]) -> str:
    """Say in words which arguments were tried and what each side made of them."""
    python = [label for label, results in refused.items() if not all(r.python.error for r in results)]
    julia = [label for label, results in refused.items() if not all(r.julia.error for r in results)]
    # an argument that one side takes shows best what is missing
    shown = next(iter([*python, *julia, *refused]))
    first = refused[shown][0]
    none = phrase("none of them")
    return phrase(
        "the Python function has no annotations, and none of the arguments tried is taken by both sides: "
        "Python takes {}, Julia {}. Given {}, Python {}, Julia {}",
        joined(", ", python) or none,
        joined(", ", julia) or none,
        shown,
        briefly(first.python),
        briefly(first.julia),
    )


def briefly(outcome: Outcome) -> str:
    """Return what came of a call, with the message of an error if it is short."""
    said = str(outcome)
    is_short = len(said) <= _SHORT and len(outcome.message.splitlines()) <= 1
    return said if is_short else phrase("raised {}", outcome.error)
