"""What the catalogue is made of: an entry is one difference, as code for both languages.

Code is one or more statements, of which the last is an expression: its value is what the code gives (in Python
it may stand in a ``with`` block). What it is stated to give is code too, evaluated where the code itself runs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypedDict

from pyjuliann.language import joined, phrase
from pyjuliann.parity.pairing.pair import ASPECTS


@dataclass(frozen=True)
class Raises:
    """The code raises an exception of this class: ``Raises("DomainError")``."""

    error: str

    def __str__(self) -> str:
        return self.error


@dataclass(frozen=True)
class Warns:
    """The code gives a value, and a warning; in Python ``warning`` is the class of it."""

    value: str
    warning: str

    def __str__(self) -> str:
        return phrase("{}, and {}", self.value, self.warning)


Answer = str | Raises | Warns
"""What code gives: a value, written as code; an error; or a value with a warning."""

Given = Answer | Mapping[str, Answer]
"""An answer, or answers by the lowest version of Julia or NumPy that gives them."""


class Setup(TypedDict):
    """Statements that several entries start from, for ``Entry(..., **setup)``."""

    julia_setup: str
    python_setup: str


@dataclass(frozen=True, eq=False)
class Entry:
    """One difference between Julia and Python with NumPy.

    Parameters
    ----------
    number : str
        Number of the group, a point, and the place in it: ``"24.3"``.
    title : str
        A few words.
    line : str
        The difference in one line.
    julia, python : str
        Code that looks the same in both languages.
    julia_gives, python_gives : str, Raises, Warns, or mapping of version to these
        What comes of it: code for the value, evaluated and held against what came, its type included.
    why : str
        The reason, and what follows from it.
    as_python : str
        Julia code that does what the Python code did.
    as_julia : str
        Python code that does what the Julia code did.
    source : str
        Where it is said: a section of a manual, a PEP or NEP, an issue.
    julia_setup, python_setup : str
        Statements that come before every code of that language, such as ``A = [1 2; 3 4]``.
    using : tuple of str
        Modules of Julia's standard library that the Julia code needs.
    differ : str
        In what the two differ, one of `pyjuliann.parity.pairing.pair.ASPECTS`; by default "error" where one side is
        stated to raise, else "value".
    julia_since, numpy_since : str
        The lowest versions with the difference, as far as the sources say.
    julia_until, numpy_until : str
        The first versions without it; "" while there is none.
    ulp : int
        How far the idioms may be apart from what they imitate; 0 is the rule.
    no_idiom : str
        Why one of the two idioms, left "", cannot be had.
    engine : str
        "juliacall" where the Python code calls that package itself, and runs with that engine alone; "" elsewhere.

    Raises
    ------
    ValueError
        If a part is missing, or the number or the aspect is none.
    """

    number: str
    title: str
    line: str
    julia: str
    julia_gives: Given
    python: str
    python_gives: Given
    why: str
    as_python: str
    as_julia: str
    source: str
    julia_setup: str = ""
    python_setup: str = ""
    using: tuple[str, ...] = ()
    differ: str = ""
    julia_since: str = "1.0"
    julia_until: str = ""
    numpy_since: str = "1.0"
    numpy_until: str = ""
    ulp: int = 0
    no_idiom: str = ""
    engine: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[1-9]\d*\.[1-9]\d*", self.number):
            raise ValueError(f"Entry: number must be GROUP.PLACE, such as '24.3'; got {self.number!r}")
        for name in ("title", "line", "julia", "python", "why", "source"):
            if not getattr(self, name):
                raise ValueError(f"Entry {self.number}: {name} is missing")
        if not (self.as_python and self.as_julia) and not self.no_idiom:
            raise ValueError(f"Entry {self.number}: an idiom is missing; say why in no_idiom")
        if self.engine not in ("", "juliacall"):
            raise ValueError(f"Entry {self.number}: engine must be '' or 'juliacall'; got {self.engine!r}")
        if self.differ not in ("", *ASPECTS):
            raise ValueError(f"Entry {self.number}: differ must be one of {', '.join(ASPECTS)}; got {self.differ!r}")

    @property
    def group(self) -> int:
        """The number of its group."""
        return int(self.number.partition(".")[0])

    def aspect(self, julia_version: str, numpy_version: str) -> str:
        """Return in what the two sides differ under these versions."""
        if self.differ:
            return self.differ
        sides = self.julia_answer(julia_version), self.python_answer(numpy_version)
        return "error" if any(isinstance(side, Raises) for side in sides) else "value"

    def julia_answer(self, version: str) -> Answer:
        """Return what the Julia code is stated to give under a version."""
        return at_version(self.julia_gives, version)

    def python_answer(self, version: str) -> Answer:
        """Return what the Python code is stated to give under a version of NumPy."""
        return at_version(self.python_gives, version)

    def applies(self, julia_version: str, numpy_version: str) -> bool:
        """Whether the difference is stated to be there under these versions."""
        return is_between(self.julia_since, julia_version, self.julia_until) and is_between(
            self.numpy_since, numpy_version, self.numpy_until
        )

    @property
    def versions(self) -> str:
        """Since and until when the difference is there, and with which engine alone, in words."""
        spans = ((phrase("Julia"), self.julia_since, self.julia_until), ("NumPy", self.numpy_since, self.numpy_until))
        told = [phrase("{} {} until {}" if high else "{} {} and newer", name, low, high) for name, low, high in spans]
        return joined(", ", (*told, phrase("with the {} engine", self.engine) if self.engine else ""))


@dataclass(frozen=True, eq=False)
class TrapGroup:
    """Entries about one thing, of one topic."""

    number: int
    title: str
    entries: tuple[Entry, ...]


def after(setup: str, code: str) -> str:
    """Return code with the statements that come before it."""
    return f"{setup}\n{code}" if setup else code


_NUMBERS: Final = re.compile(r"\d+")


def version_key(version: str) -> tuple[int, ...]:
    """Return a version so that it can be compared with others; what follows the third number does not count.

    Examples
    --------
    >>> version_key("1.11") > version_key("1.5.3"), version_key("2.4.0rc1")
    (True, (2, 4, 0))
    """
    numbers = [int(number) for number in _NUMBERS.findall(version)[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


def is_between(low: str, version: str, high: str) -> bool:
    """Whether a version is `low` or newer and, where `high` is not "", older than that.

    Examples
    --------
    >>> is_between("1.5", "1.10.8", ""), is_between("1.5", "1.10.8", "1.9")
    (True, False)
    """
    at = version_key(version)
    return version_key(low) <= at and (not high or at < version_key(high))


def at_version(given: Given, version: str) -> Answer:
    """Return the answer of the newest version that is not above `version`, or that of the oldest.

    Examples
    --------
    >>> at_version({"1.0": "1", "1.11": "2"}, "1.5.3"), at_version({"1.0": "1", "1.11": "2"}, "1.12.0")
    ('1', '2')
    """
    if not isinstance(given, Mapping):
        return given
    oldest_first = sorted(given, key=version_key)
    reached = [low for low in oldest_first if version_key(low) <= version_key(version)]
    return given[reached[-1] if reached else oldest_first[0]]
