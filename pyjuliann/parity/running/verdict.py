"""The verdict on one call, out of what each side did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.language import joined, phrase
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Allowance, Comparison, Difference, Policy, Verdict
from pyjuliann.parity.comparing.corresponding import corresponds
from pyjuliann.parity.pairing.case import Case, Slot
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult, Outcome, policy_of, unseen
from pyjuliann.parity.running.noise import doubtful, measurable, with_noise
from pyjuliann.parity.running.python_side import argument_value
from pyjuliann.parity.running.screening import screen
from pyjuliann.parity.running.session import Session


def judge_calls(
    pair: Pair,
    cases: Sequence[Case],
    python: Sequence[Outcome],
    julia: Sequence[Outcome],
    *,
    session: Session | None = None,
) -> list[CaseResult]:
    """Return the verdicts on many calls; those that agree at a glance are not looked at one by one.

    Only where values differ is it measured what the rounding inside the computation explains: on each case where they
    do by little, and on one more, where rounding may change all digits. Without a session Python's side alone is asked.
    """
    results = at_a_glance(pair, cases, python, julia)
    differing = [k for k, result in enumerate(results) if result.aspect and measurable(pair, result)]
    unsure = [k for k in differing if doubtful(results[k])]
    unsure += [k for k in differing if k not in unsure][:1]
    if unsure:
        again = partial(compared_again, pair)
        for k, comparison in zip(unsure, with_noise(session, pair, [results[k] for k in unsure], again), strict=True):
            results[k] = _verdict(pair, cases[k], python[k], julia[k], comparison)
    return results


def at_a_glance(
    pair: Pair, cases: Sequence[Case], python: Sequence[Outcome], julia: Sequence[Outcome]
) -> list[CaseResult]:
    """Return the verdicts on many calls, whatever rounding may explain."""
    known = screen(pair, cases, python, julia)
    results: list[CaseResult] = []
    for number, (case, p, j) in enumerate(zip(cases, python, julia, strict=True)):
        if number in known:
            verdict, ulp = known[number]
            compared = partial(_compare_values, pair, case, p, j)
            results.append(CaseResult(case, p, j, verdict, compared, max_ulp=ulp))
        else:
            results.append(judge_call(pair, case, p, j))
    return results


def judged_with(
    pair: Pair, case: Case, python: Outcome, julia: Outcome, allowance: Allowance | None = None
) -> CaseResult:
    """Return the verdict on one call, perhaps with what its values may be apart besides; it may fail to look."""
    both = python.returned and julia.returned
    comparison = _compare_values(pair, case, python, julia, allowance) if both else None
    return _verdict(pair, case, python, julia, comparison)


def judge_call(pair: Pair, case: Case, python: Outcome, julia: Outcome) -> CaseResult:
    """Return the verdict on one call out of what each side did; what cannot be looked at is a difference too."""
    try:
        return judged_with(pair, case, python, julia)
    except Exception as error:  # noqa: BLE001 - results may be of any class, and raise whatever is asked of them
        theirs = phrase("a result of its own") if julia.returned else str(julia)
        found = Difference("crossing", unseen(python.value, error), theirs)
        return CaseResult(case, python, julia, "differ", differences=(found,))


def _verdict(pair: Pair, case: Case, python: Outcome, julia: Outcome, comparison: Comparison | None) -> CaseResult:
    """Return the verdict on a call whose results, if there are any, have been compared."""
    policy = policy_of(pair, case)
    found: list[Difference] = []
    notes: list[Difference] = []
    if comparison is not None:
        found.extend(comparison.differences)
        notes.extend(comparison.notes)
    elif python.error and julia.error:
        if python.exception is None or not corresponds(python.exception, julia.error, pair.errors, julia.message):
            found.append(Difference("error", str(python), str(julia)))
    elif python.unsupported or julia.unsupported:
        found.append(Difference("crossing", str(python), str(julia)))
    else:
        found.append(Difference("error", str(python), str(julia)))
    found.extend(_side_effects(case, python, julia, policy))
    known = {e.aspect for e in pair.expect if e.holds(case.arguments, case.keywords)}
    noted = [d for d in found if d.aspect == "aliasing" and policy.aliasing == "default"]
    notes.extend(noted)
    expected = tuple(d for d in dict.fromkeys((*found, *notes)) if d.aspect in known)
    differences = tuple(d for d in found if d not in expected and d not in noted)
    verdict: Verdict = "agree"
    if differences:
        verdict = "differ"
    elif comparison is not None and comparison.verdict == "identical" and python.warnings == julia.warnings:
        verdict = "identical"
    ulp = comparison.max_ulp if comparison is not None and not comparison.within else None
    told = tuple(d for d in notes if d not in expected)
    return CaseResult(case, python, julia, verdict, comparison, differences, expected, ulp, told)


def compared_again(pair: Pair, result: CaseResult, allowance: Allowance) -> Comparison:
    """Return the comparison of a call's results with an allowance beyond the policy."""
    return _compare_values(pair, result.case, result.python, result.julia, allowance)


def _compare_values(
    pair: Pair, case: Case, python: Outcome, julia: Outcome, allowance: Allowance | None = None
) -> Comparison:
    policy = policy_of(pair, case)
    julia_value = julia.value
    if pair.result is not None:
        bare = julia_value.value if is_julia_value(julia_value) else julia_value
        julia_value = pair.result(bare)
    scale = None
    if pair.scale is not None:
        with np.errstate(all="ignore"):
            scale = pair.scale(*map(argument_value, case.arguments), **case.keywords)
    expected = {e.aspect for e in pair.expect if e.holds(case.arguments, case.keywords)}
    try:
        return compare(python.value, julia_value, policy, scale=scale, expected=expected, allowance=allowance)
    except TypeError as error:
        given = Difference("container", python.type, julia.type)
        return Comparison(
            "differ", (given, Difference("crossing", str(error), "")), policy=policy,
            python_type=python.type, julia_type=julia.type,
        )  # fmt: skip


def _side_effects(case: Case, python: Outcome, julia: Outcome, policy: Policy) -> Iterator[Difference]:
    names = [phrase("argument {}", k + 1) for k in range(len(case.arguments))]
    called: dict[Slot, str] = dict(enumerate(names))
    called.update({name: name for name in case.keywords})

    def listed(slots: Any, verb: str, otherwise: str) -> str:
        return phrase(verb, joined(", ", (called.get(s, str(s)) for s in slots))) if slots else phrase(otherwise)

    mine, theirs = sorted(python.changed, key=str), sorted(julia.changed, key=str)
    if mine != theirs:
        yield Difference("changed", listed(mine, *_CHANGES), listed(theirs, *_CHANGES))
    else:
        for slot in mine:
            after = compare(python.changed[slot], julia.changed[slot], policy)
            if not after:
                yield Difference("changed", phrase("{} becomes another value", called[slot]), after.summary)
    if policy.aliasing != "ignore" and python.returned and julia.returned and python.aliases != julia.aliases:
        sides = (listed(sorted(side.aliases, key=str), *_SHARES) for side in (python, julia))
        yield Difference("aliasing", *sides)
    if policy.warnings != "ignore":
        p = [w for w in python.warnings if policy.warnings == "strict" or not is_arithmetic(w)]
        if bool(p) != bool(julia.warnings):
            yield Difference("warnings", *(w[0] if w else phrase("no warning") for w in (p, julia.warnings)))


_CHANGES: Final = ("changes {}", "changes nothing")
_SHARES: Final = ("a result that shares memory with {}", "a result with memory of its own")


def is_arithmetic(warning: str) -> bool:
    """Return whether a warning is one of NumPy's about floating-point or integer arithmetic."""
    return warning.startswith("RuntimeWarning: ") and any(
        words in warning
        for words in ("divide by zero", "overflow", "underflow", "invalid value", "Mean of empty slice",
                      "Degrees of freedom")
    )  # fmt: skip
