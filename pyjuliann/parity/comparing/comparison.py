"""What a comparison allows (`Policy`, `Allowance`) and what it found (`Comparison`, `Place`, `Difference`).

Pairs are declared with a policy on import, where NumPy would be slow: what needs it is imported where it is used.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pyjuliann.language import joined, phrase
from pyjuliann.shown import Shown
from pyjuliann.wording import allowed_line, comparison_summary, difference_line, place_line, policy_line

Verdict = Literal["identical", "agree", "differ"]

_PARTS: Final = {"complex128": "float64", "complex64": "float32"}


@dataclass(frozen=True)
class Policy:
    """How far two results may be apart and still agree; dtype, shape and structure are always strict.

    Parameters
    ----------
    ulp : int or mapping of dtype to int
        The budget in units in the last place, for all dtypes or by NumPy's or Julia's name (``"float64"``,
        ``"Float64"``), kept under NumPy's; a dtype that the mapping lacks has budget 0. Complex numbers are
        measured in the plane, in units of abs(z), under ``"complex128"`` or, if that is missing, ``"float64"``.
    rtol, atol : float
        A floating-point number also agrees when abs(p - j) <= atol + rtol * max(abs(p), abs(j)).
    reason : str
        Why the budget is what it is.
    rounding : {"allow", "strict"}
        For pairs. "allow": they also agree where they would without a policy, in particular where the rounding inside
        the computation explains the difference; a policy of 0 alone asks for the same bits. "strict": the numbers
        above are all that is allowed.
    signed_zero : bool
        True: -0.0 and 0.0 differ. False (default): they are 0 ULP apart, which agrees but is not identical.
    warnings : {"default", "strict", "ignore"}
        "default": a side that warns alone differs, except for NumPy's floating-point RuntimeWarnings, which
        Julia has no counterpart of. "strict": these too. "ignore": warnings do not count.
    aliasing : {"default", "strict", "ignore"}
        That a result shares memory with an argument on one side only is noted, or a difference ("strict"), or nothing.
    names : {"default", "strict"}
        That one side alone has a named tuple, and the other a tuple, is noted, or a difference ("strict").

    Examples
    --------
    >>> Policy(ulp={"Float64": 2}, reason="exp differs by 1 ULP").budget("complex128")
    2
    """

    ulp: int | Mapping[str, int] = 0
    reason: str = ""
    signed_zero: bool = False
    warnings: Literal["default", "strict", "ignore"] = "default"
    aliasing: Literal["default", "strict", "ignore"] = "default"
    rtol: float = 0.0
    atol: float = 0.0
    rounding: Literal["allow", "strict"] = "allow"
    names: Literal["default", "strict"] = "default"

    def __post_init__(self) -> None:
        if isinstance(self.ulp, Mapping):
            object.__setattr__(self, "ulp", _by_dtype(self.ulp))
        budgets = self.ulp if isinstance(self.ulp, Mapping) else {"": self.ulp}
        for name, budget in budgets.items():
            if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
                what = phrase("ulp for {}", name) if name else "ulp"
                raise ValueError(phrase("Policy: {} must be an integer of 0 or more, got {}", what, repr(budget)))
        for name, tolerance in (("rtol", self.rtol), ("atol", self.atol)):
            number = isinstance(tolerance, (int, float)) and not isinstance(tolerance, bool)
            if not (number and 0 <= tolerance < math.inf):
                raise ValueError(
                    phrase("Policy: {} must be a finite number of 0 or more, got {}", name, repr(tolerance))
                )
        for name, value, valid in (
            ("warnings", self.warnings, ("default", "strict", "ignore")),
            ("aliasing", self.aliasing, ("default", "strict", "ignore")),
            ("rounding", self.rounding, ("allow", "strict")),
            ("names", self.names, ("default", "strict")),
        ):
            if value not in valid:
                raise ValueError(phrase("Policy: {} must be one of {}; got {}", name, ", ".join(valid), repr(value)))

    def budget(self, dtype: str) -> int:
        """Return the budget in ULP for a dtype name such as ``"float32"``."""
        if isinstance(self.ulp, int):
            return self.ulp
        return self.ulp.get(dtype, self.ulp.get(_PARTS.get(dtype, dtype), 0))

    def allows_rounding(self, dtype: str) -> bool:
        """Whether numbers of a dtype may also be as far apart as they may be without a policy."""
        return self.rounding == "allow" and bool(self.budget(dtype) or self.rtol or self.atol)

    @property
    def told(self) -> str:
        """What is allowed, in words."""
        return policy_line(self)

    @property
    def tolerances(self) -> str:
        """The tolerances that are given, in words."""
        given = (("rtol", self.rtol), ("atol", self.atol))
        return " or ".join(f"{name}={value:g}" for name, value in given if value)

    def to_dict(self) -> dict[str, Any]:
        """Return the policy as JSON-able content."""
        return {
            "ulp": self.ulp if isinstance(self.ulp, int) else dict(self.ulp),
            "reason": self.reason,
            "signed_zero": self.signed_zero,
            "warnings": self.warnings,
            "aliasing": self.aliasing,
            "rtol": self.rtol,
            "atol": self.atol,
            "rounding": self.rounding,
            "names": self.names,
        }


@dataclass(frozen=True)
class Allowance:
    """How far apart the numbers of one result may be for a reason of their own.

    Attributes
    ----------
    values : object
        In the form of the result, with the largest distance allowed in place of each number; None where there is none.
    source : str
        Where that comes from.
    ill_conditioned : bool
        Whether rounding alone changes so many digits that nothing can be compared; such numbers are allowed nothing.
    """

    values: Any
    source: str
    ill_conditioned: bool = False


def _by_dtype(budgets: Mapping[Any, int]) -> dict[str, int]:
    """Return budgets under NumPy's names of the dtypes."""
    from pyjuliann.bridge.values.type_names import FLOATS, float_name

    found: dict[str, int] = {}
    for key, budget in budgets.items():
        name = float_name(key)
        if not name:
            both = joined(", ", (phrase("{} or {}", *names) for names in FLOATS.items()))
            raise ValueError(phrase("Policy: ulp: no budget can be given for {}; there are {}", repr(key), both))
        if name in found:
            raise ValueError(phrase("Policy: ulp: {} is given twice, in two spellings", name))
        found[name] = budget
    return found


@dataclass(frozen=True)
class Place:
    """One element, where it stands in both index bases, and how far its two values are apart.

    `python_path` and `julia_path` lead to the array or value inside nested containers; `index` is 0-based.
    `ulp` is None where there is no distance; `part` is "real" or "imag" for complex numbers, whose distances are
    those in the plane. `allowed` is the largest absolute distance that would agree, beyond the budget in ULP.
    """

    python_path: str
    julia_path: str
    index: tuple[int, ...] | None
    python: Any
    julia: Any
    ulp: int | None = None
    absolute: float | int | None = None
    relative: float | None = None
    part: str = ""
    allowed: float | None = None

    @property
    def python_index(self) -> str:
        """Where the element is, as Python writes it: ``[0, 1]``."""
        own = "" if self.index is None else "[" + ", ".join(str(i) for i in self.index) + "]"
        return self.python_path + own

    @property
    def julia_index(self) -> str:
        """Where the element is, as Julia writes it: ``[1, 2]``."""
        own = "" if self.index is None else "[" + ", ".join(str(i + 1) for i in self.index) + "]"
        return self.julia_path + own

    @property
    def python_text(self) -> str:
        """Python's value in Python's notation."""
        from pyjuliann.bridge.values.literals import element_text

        return element_text(self.python, "python")

    @property
    def julia_text(self) -> str:
        """Julia's value in Julia's notation."""
        from pyjuliann.bridge.values.literals import element_text

        return element_text(self.julia, "julia")

    def __str__(self) -> str:
        return place_line(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the place as JSON-able content."""
        from pyjuliann.bridge.values.exact import exact

        return {
            "python_index": self.python_index,
            "julia_index": self.julia_index,
            "python": exact(self.python),
            "julia": exact(self.julia),
            "python_text": self.python_text,
            "julia_text": self.julia_text,
            "ulp": self.ulp,
            "absolute": exact(self.absolute),
            "relative": exact(self.relative),
            "part": self.part,
            "allowed": exact(self.allowed),
        }


@dataclass(frozen=True)
class Difference:
    """One aspect in which the two sides differ beyond the policy.

    `aspect` is one of "container", "sequence", "length", "keys", "dtype", "shape", "value" for results, and "error",
    "warnings", "changed", "aliasing", "crossing" for calls.
    """

    aspect: str
    python: str
    julia: str
    python_path: str = ""
    julia_path: str = ""

    def __str__(self) -> str:
        return difference_line(self)

    def to_dict(self) -> dict[str, str]:
        """Return the difference as JSON-able content."""
        return {
            "aspect": self.aspect,
            "python": self.python,
            "julia": self.julia,
            "python_path": self.python_path,
            "julia_path": self.julia_path,
        }


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """What `compare` found.

    Attributes
    ----------
    verdict : {"identical", "agree", "differ"}
        Same bits and types throughout (any two NaN are the same); within the policy; or neither.
    elements, differing, beyond : int
        Elements compared, how many are not identical, how many are beyond the policy.
    signed_zeros : int
        How many pairs are -0.0 against 0.0.
    max_ulp : int or None
        The largest distance over all float elements but those `within`; None where some float element has none
        (NaN against a number, an infinity against another number, another shape or dtype), where there is no float
        at all, or where all are within.
    max_absolute, max_relative : number or None
        The largest d = abs(p - j) and d / max(abs(p), abs(j)) over all numbers that differ; None where none does.
    first, worst : Place or None
        The first differing element in Python's reading order (beyond the policy, if any is), and the worst.
    uncompared : tuple of Difference
        Known differences of form whose elements could not be compared.
    notes : tuple of Difference
        What differs and does not count.
    within : int
        Elements beyond the budget in ULP that agree because of an allowance: rtol, atol, a scale, or `allowance`.
    widest : Place or None
        Of these the one that is farthest apart.
    allowance : Allowance or None
        What was allowed beyond the policy.
    """

    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    elements: int = 0
    differing: int = 0
    beyond: int = 0
    signed_zeros: int = 0
    max_ulp: int | None = None
    max_absolute: float | int | None = None
    max_relative: float | None = None
    first: Place | None = None
    worst: Place | None = None
    python_type: str = ""
    julia_type: str = ""
    policy: Policy = field(default_factory=Policy)
    uncompared: tuple[Difference, ...] = ()
    notes: tuple[Difference, ...] = ()
    within: int = 0
    widest: Place | None = None
    allowance: Allowance | None = None

    @property
    def share(self) -> float:
        """The share of elements that are not identical, from 0 to 1."""
        return self.differing / self.elements if self.elements else 0.0

    @property
    def summary(self) -> str:
        """The finding in one line."""
        return comparison_summary(self)

    @property
    def reason(self) -> str:
        """Why elements beyond the budget in ULP agree, where any does."""
        if self.allowance is not None:
            return self.allowance.source
        return self.policy.tolerances or phrase("the scale given")

    @property
    def allowed(self) -> str:
        """What was allowed, in words, and at the worst element."""
        return allowed_line(self)

    def __bool__(self) -> bool:
        """Whether the two sides agree."""
        return self.verdict != "differ"

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-able content."""
        from pyjuliann.bridge.values.exact import exact

        return {
            "verdict": self.verdict,
            "summary": self.summary,
            "python_type": self.python_type,
            "julia_type": self.julia_type,
            "differences": [d.to_dict() for d in self.differences],
            "elements": self.elements,
            "differing": self.differing,
            "beyond": self.beyond,
            "signed_zeros": self.signed_zeros,
            "max_ulp": self.max_ulp,
            "max_absolute": exact(self.max_absolute),
            "max_relative": exact(self.max_relative),
            "first": self.first.to_dict() if self.first else None,
            "worst": self.worst.to_dict() if self.worst else None,
            "policy": self.policy.to_dict(),
            "uncompared": [d.to_dict() for d in self.uncompared],
            "notes": [note.to_dict() for note in self.notes],
            "within": self.within,
            "widest": self.widest.to_dict() if self.widest else None,
            "allowed": self.allowed,
            "ill_conditioned": self.allowance is not None and self.allowance.ill_conditioned,
        }
