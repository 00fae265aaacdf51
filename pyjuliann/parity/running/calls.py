"""One call of a pair: the arguments (`Case`), what each side did (`Outcome`), and the verdict (`CaseResult`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.kinds import julia_type, python_type
from pyjuliann.bridge.values.literals import Notation, julia_literal, python_literal
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Comparison, Difference, Policy, Verdict
from pyjuliann.parity.comparing.ulp import FLOATING
from pyjuliann.parity.pairing.case import Case, Slot
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.printable import error_text
from pyjuliann.shown import Shown
from pyjuliann.wording import case_summary, error_line, outcome_line

_DEFAULT: Final = phrase("4·√n for n elements")


def unseen(value: Any, error: Exception) -> str:
    """Return that a value of the user's cannot be looked at, and what it raises."""
    kind, raised = type(value).__name__, type(error).__name__
    return phrase("a {} that cannot be looked at ({}: {})", kind, raised, error_text(error))


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one side made of a case.

    Attributes
    ----------
    value : object
        The result; None if there is none.
    error, message : str
        Class and text of the exception raised; "" if none.
    exception : class or None
        The Python class itself.
    unsupported : str
        Why the result has no counterpart in Python; "" if it has one.
    warnings : tuple of str
        ``"RuntimeWarning: overflow encountered in exp"``, ….
    changed : mapping of slot to object
        Arguments that the call changed, and their new values.
    aliases : frozenset of slots
        Arguments that the result shares memory with.
    died : bool
        Whether Julia itself died of the call.
    """

    value: Any = None
    error: str = ""
    message: str = ""
    exception: type[BaseException] | None = None
    unsupported: str = ""
    warnings: tuple[str, ...] = ()
    changed: Mapping[Slot, Any] = field(default_factory=dict)
    aliases: frozenset[Slot] = frozenset()
    died: bool = False

    @property
    def type(self) -> str:
        """The result's type in the side's own words; "" if there is none."""
        if not self.returned:
            return ""
        if is_julia_value(self.value):
            return julia_type(self.value.value, self.value.type)
        return python_type(self.value)

    @property
    def returned(self) -> bool:
        """Whether there is a value to compare."""
        return not self.error and not self.unsupported

    @property
    def error_line(self) -> str:
        """The exception's class and the first line of its text; "" if there is none."""
        return error_line(self) if self.error else ""

    def __str__(self) -> str:
        return outcome_line(self)

    def text(self, notation: Notation) -> str:
        """Return the result in a language's notation, long arrays abbreviated; "" if there is none."""
        if not self.returned:
            return ""
        return (julia_literal if notation == "julia" else python_literal)(self.value, short=True)

    def to_dict(self, notation: Notation) -> dict[str, Any]:
        """Return the outcome as JSON-able content: the value as `exact` has it, and in a language's notation."""
        return {
            "value": exact(self.value) if self.returned else None,
            "text": self.text(notation),
            "type": self.type,
            "error": self.error,
            "message": self.message,
            "unsupported": self.unsupported,
            "warnings": list(self.warnings),
            "changed": {str(slot): exact(value) for slot, value in self.changed.items()},
            "aliases": sorted(str(slot) for slot in self.aliases),
        }


@dataclass(frozen=True, eq=False, repr=False)
class CaseResult(Shown):
    """The verdict on one call: value, dtype, shape, error class, warnings, changed arguments, aliasing.

    Attributes
    ----------
    case : Case
        The arguments.
    python, julia : Outcome
        What each side did.
    verdict : {"identical", "agree", "differ"}
        Whether they agree in everything.
    comparison : Comparison or None
        The two results compared; None if a side returned none. Made when it is asked for, where the verdict
        did not need it.
    max_ulp : int or None
        As `Comparison` has it.
    differences, expected, notes : tuple of Difference
        Those beyond the policy, those that the pair declares as known, and those that do not count.
    apart : {"", "range", "rounding"}
        Why the case says nothing of whether the two agree, if it does not; it has no differences then.
    """

    case: Case
    python: Outcome
    julia: Outcome
    verdict: Verdict
    found: Comparison | Callable[[], Comparison] | None = field(default=None, repr=False)
    differences: tuple[Difference, ...] = ()
    expected: tuple[Difference, ...] = ()
    max_ulp: int | None = None
    notes: tuple[Difference, ...] = ()
    apart: str = ""

    @cached_property
    def comparison(self) -> Comparison | None:
        """The two results compared; None if a side returned none."""
        return self.found() if callable(self.found) else self.found

    @property
    def within(self) -> int:
        """How many elements agree because of an allowance beyond the budget in ULP."""
        return self.found.within if isinstance(self.found, Comparison) else 0

    @property
    def aspect(self) -> str:
        """In what the sides differ first; "" if they agree."""
        return self.differences[0].aspect if self.differences else ""

    @property
    def signature(self) -> str:
        """The kind of difference: the aspect, and for values whether there is a distance at all."""
        place = self.comparison.worst if self.aspect and self.comparison is not None else None
        without = place is not None and place.ulp is None and isinstance(place.python, (float, complex, np.inexact))
        return "value without distance" if self.aspect == "value" and without else self.aspect

    @property
    def both_raised(self) -> bool:
        """Whether neither side returned a value."""
        return bool(self.python.error and self.julia.error)

    @property
    def compared(self) -> bool:
        """Whether any value of the two results was compared."""
        if not (self.python.returned and self.julia.returned) or self.apart:
            return False
        # only what is expected to have another form can be left without one
        return not self.expected or self.comparison is None or not self.uncompared or self.comparison.elements > 0

    @property
    def uncompared(self) -> tuple[Difference, ...]:
        """The known differences of form whose elements could not be compared."""
        return self.comparison.uncompared if self.expected and self.comparison is not None else ()

    @property
    def summary(self) -> str:
        """The verdict in one line."""
        return case_summary(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-able content."""
        return {
            "label": self.case.label,
            "verdict": self.verdict,
            "summary": self.summary,
            "aspect": self.aspect,
            "apart": self.apart,
            "arguments": exact(self.case.arguments),
            "keywords": exact(dict(self.case.keywords)),
            "python": self.python.to_dict("python"),
            "julia": self.julia.to_dict("julia"),
            "comparison": None if self.comparison is None else self.comparison.to_dict(),
            "differences": [d.to_dict() for d in self.differences],
            "expected": [d.to_dict() for d in self.expected],
            "notes": [d.to_dict() for d in self.notes],
        }


@lru_cache
def _default_policy(ulp: int) -> Policy:
    return Policy(ulp, _DEFAULT)


def policy_of(pair: Pair, case: Case) -> Policy:
    """Return what a case is compared with: the pair's policy, but no less than without one, unless that is strict.

    Without a policy the budget is 4·√n ULP, n the elements of the largest argument: elementary functions differ by up
    to 3 ULP between libraries; the rounding errors of n operations add up to about √n when they are independent.
    """
    least = 4 * math.isqrt(max(case.size - 1, 0)) + 4
    given = pair.policy
    if given is None:
        return _default_policy(least)
    if given.rounding == "strict":
        return given
    budgets = {name: max(given.budget(name), least) for name in FLOATING if given.allows_rounding(name)}
    if all(given.budget(name) == budget for name, budget in budgets.items()):
        return given
    raised = budgets if isinstance(given.ulp, Mapping) else max(given.ulp, least)
    return replace(
        given, ulp=raised, reason=phrase("{}, at least {}", told, _DEFAULT) if (told := given.reason) else _DEFAULT
    )
