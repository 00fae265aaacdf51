"""A Python function and the Julia function that must do the same: `pair`, and `mirrors` on our own functions.

Declaring a pair imports nothing slow and starts nothing.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, Final, Literal, TypedDict, TypeVar, Unpack

from pyjuliann.bridge.values.typed import Twin as Twin  # noqa: PLC0414 - an argument of pairs
from pyjuliann.caller import frames_to_caller
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.signature import (
    check_keywords,
    check_names,
    check_order,
    check_transforms,
    types_by_name,
    unwrapped,
)
from pyjuliann.shown import Shown
from pyjuliann.spelled_out import spelled_out

ATTRIBUTE: Final = "__pyjuliann_pair__"
"""Where `mirrors` leaves the pair on the function."""

HOME_OF_PAIRS: Final = "__pyjuliann_pairs__"
"""Where a package names the module that has the pairs of its functions."""

ASPECTS: Final = (
    "value", "dtype", "shape", "container", "sequence", "length", "keys", "error", "warnings", "changed", "aliasing",
    "crossing", "probe",
)  # fmt: skip
"""In what the two sides can differ. A list or tuple for an array with one index is "sequence" where it is expected."""

SIGNATURES: Final = (*ASPECTS, "value without distance")
"""The kinds of difference that get a counterexample of their own."""

Function = TypeVar("Function", bound=Callable[..., Any])

_MARKS: Final = "\u0300-\u036f\u20d0-\u20ff\u2032-\u2037\u2057"  # accents and primes, as in x̂ and f′
_WORD: Final = rf"(?:[^\W\d]|[∂∇])[\w{_MARKS}∂∇]*!?"
_NAME: Final = re.compile(rf"{_WORD}(\.{_WORD})*")


@dataclass(frozen=True)
class JuliaTarget:
    """Where a Julia function is: a dotted name, code that gives it, or a name in a file.

    With a `probe`, its name and number, what the function gives to that is taken for its result.
    """

    kind: Literal["name", "code", "file"]
    text: str
    path: str = ""
    probe: tuple[str, int] | None = None

    def __str__(self) -> str:
        return f"{from_here(self.path)}::{self.text}" if self.kind == "file" else self.text


def from_here(path: str) -> str:
    """Return a file's path from the current folder, or the whole one where that is shorter.

    Examples
    --------
    >>> from_here(str(Path("mine.jl").resolve()))
    'mine.jl'
    """
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # no current folder any more, or another drive
        return path
    return min(relative, path, key=len)


@dataclass(frozen=True)
class Expectation:
    """A known difference, which fails when it stops occurring.

    Parameters
    ----------
    aspect : str
        In what the sides differ, one of `ASPECTS`.
    reason : str
        Why that is known and wanted.
    when : callable, optional
        Called with the arguments of a case: whether the difference is expected there. By default everywhere.
    """

    aspect: str
    reason: str = ""
    when: Callable[..., bool] | None = None

    def __post_init__(self) -> None:
        if self.aspect not in ASPECTS:
            raise PairError(phrase("expect: aspect must be one of {}; got {}", ", ".join(ASPECTS), repr(self.aspect)))

    def holds(self, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> bool:
        """Return whether the difference is expected for these arguments."""
        return self.when is None or bool(self.when(*arguments, **keywords))


def one_based(value: Any) -> Any:
    """Return an index, or a list or array of indices, as Julia counts: one more."""
    if isinstance(value, (list, tuple)):
        return type(value)(one_based(x) for x in value)
    return value + 1


def zero_based(value: Any) -> Any:
    """Return an index, or a list or array of indices, as Python counts: one less."""
    if isinstance(value, (list, tuple)):
        return type(value)(zero_based(x) for x in value)
    return value - 1


class AgreementOptions(TypedDict, total=False):
    """What may be known about functions, whatever arguments they have: what Julia needs, what counts as the same."""

    using: str | Iterable[str]
    ulp: int | Mapping[str, int] | None
    rtol: float
    atol: float
    reason: str
    policy: Policy | None
    expect: str | Expectation | Iterable[str | Expectation]
    errors: Mapping[type[BaseException], str | Iterable[str]]


class CallOptions(AgreementOptions, total=False):
    """The same of two functions, whatever they are called with."""

    scale: Callable[..., Any] | None
    arguments: Mapping[str, Callable[[Any], Any]] | Callable[..., tuple[Any, ...]]
    order: Sequence[str | int]
    result: Callable[[Any], Any] | None
    keywords: Mapping[str, str | None]
    python_keywords: Mapping[str, Any]
    julia_keywords: Mapping[str, Any]


class PairOptions(CallOptions, total=False):
    """The same, and which arguments are generated."""

    strategies: Any
    types: Mapping[str, Any]
    domain: Mapping[str, Any]
    where: Callable[..., bool] | None
    allow_errors: bool


OPTIONS: Final = tuple(PairOptions.__annotations__)
"""What `pair` takes besides the two functions."""

POLICY: Final = ("ulp", "rtol", "atol", "reason")
"""What may be given in place of a whole `Policy`."""


@dataclass(frozen=True, eq=False, repr=False)
class Pair(Shown):
    """A Python function, its Julia counterpart, and what is known about the two; made by `pair`."""

    python: Callable[..., Any]
    julia: JuliaTarget
    using: tuple[str, ...] = ()
    policy: Policy | None = None
    expect: tuple[Expectation, ...] = ()
    errors: Mapping[type[BaseException], tuple[str, ...]] = field(default_factory=dict)
    arguments: Mapping[str, Callable[[Any], Any]] | Callable[..., tuple[Any, ...]] = field(default_factory=dict)
    order: tuple[str | int, ...] = ()
    result: Callable[[Any], Any] | None = None
    keywords: Mapping[str, str | None] = field(default_factory=dict)
    python_keywords: Mapping[str, Any] = field(default_factory=dict)
    julia_keywords: Mapping[str, Any] = field(default_factory=dict)
    strategies: Any = None
    types: Mapping[str, Any] = field(default_factory=dict)
    domain: Mapping[str, Any] = field(default_factory=dict)
    where: Callable[..., bool] | None = None
    scale: Callable[..., Any] | None = None
    allow_errors: bool = False

    def __post_init__(self) -> None:
        if self.python_keywords:
            object.__setattr__(self, "python", partial(self.python, **self.python_keywords))
        if isinstance(self.arguments, Mapping):
            check_names(self.python, "arguments", self.arguments)
        check_order(self.python, self.order, self.arguments, self.keywords)

    @property
    def python_name(self) -> str:
        """The Python function's dotted name, such as ``numpy.std``."""
        f = unwrapped(self.python)
        name = getattr(f, "__qualname__", None) or getattr(f, "__name__", None) or type(f).__name__
        module = getattr(f, "__module__", None)
        return f"{module}.{name}" if module and module not in {"builtins", "__main__"} else str(name)

    @property
    def name(self) -> str:
        """The pair in one line."""
        return f"{self.python_name} ~ {self.julia}"

    @property
    def summary(self) -> str:
        """The pair in one line."""
        return self.name

    @spelled_out(PairOptions)
    def replace(self, **changes: Unpack[PairOptions]) -> Pair:
        """Return the pair with some of its properties changed; ``ulp=``, ``rtol=``, … change the policy."""
        return replace(self, **_checked(changes, self.policy or Policy()))


@spelled_out(PairOptions)
def pair(python: Callable[..., Any], julia: str, **options: Unpack[PairOptions]) -> Pair:
    """Say that a Python function and a Julia function must do the same.

    Parameters
    ----------
    python : callable
        The Python function.
    julia : str
        A dotted name (``"Statistics.std"``), an operator or code that gives a function
        (``"÷"``, ``"x -> sum(abs2, x)"``; it is evaluated, so it must be trusted), or a function in a file
        (``"myfile.jl::myfunction"``, relative to the Python file that says so).
    using : str or list of str
        Julia modules that the code needs.
    ulp : int or mapping of dtype name to int
        Budget in ULP; without it, 4·√n for n elements in the largest argument. 0 asks for the same bits; any other
        budget allows no less than none: the least is 4·√n, or what the rounding inside the computation explains.
    rtol, atol : float
        As NumPy's `allclose` has them: a floating-point number agrees when it is off by no more than atol + rtol·size.
    reason : str
        Why the budget is what it is.
    policy : Policy
        Instead of these, the whole policy.
    scale : callable
        Called with the arguments: magnitude of the terms behind each element of the result. The budget is
        then also counted at that magnitude, which cancellation needs: ``lambda a, b: abs(a) @ abs(b)``.
    expect : str, Expectation or list of these
        Known differences, by aspect (``"dtype"``); each fails when it stops occurring.
    errors : mapping of exception class to Julia type names
        Exceptions that correspond beyond the usual ones.
    arguments : mapping of argument name to callable, or callable
        What is done to an argument before it goes to Julia, such as `one_based`; or to all at once: called as the
        Python function is, it returns the tuple that Julia is given, ``lambda n, s: (n, s / (n - 1))``.
    order : sequence of argument names, or of positions from 0
        The order in which Julia takes the arguments: ``("y", "x")``. Those that may be left out may be left out here.
    result : callable
        What is done to Julia's result before it is compared, such as `zero_based`.
    keywords : mapping of argument name to str or None
        Arguments that Julia takes by keyword, and under which name (``{"axis": "dims"}``); None for one that it is
        not given.
    python_keywords, julia_keywords : mapping of str to object
        Keyword arguments that one side alone is given, each time: ``julia_keywords={"corrected": False}``.
    strategies : mapping of argument name to Hypothesis strategy, or a strategy of argument tuples
        Where arguments come from; a function without arguments that returns one keeps imports lazy. A recipe of
        ``parity.recipes`` may stand in place of a strategy: it needs no Hypothesis, which makes many cases fast.
    types : mapping of argument name to class or str
        What an argument is, in place of its annotation: a class, or a name in either language, ``{"x": "float16"}``.
    domain : mapping of argument name to (low, high) or "finite"
        Bounds of an argument's numbers; within them no NaN and no infinity.
    where : callable
        Called with the arguments: whether they are wanted.
    allow_errors : bool
        Whether more than half of the cases may raise on both sides, which compares no values.

    Returns
    -------
    Pair
        To be given to `check`, `judge` and `diagnose`.

    Raises
    ------
    PairError
        If an option is unknown or does not fit.

    Examples
    --------
    >>> import math
    >>> print(pair(math.hypot, "hypot", ulp=1, reason="libm and Julia's own"))
    math.hypot ~ hypot
    """
    if not callable(python):
        raise PairError(phrase("pair: the Python side must be a function, got {}", type(python).__name__))
    return Pair(python, target(julia, folder_of_caller()), **_checked(options))


@spelled_out(PairOptions)
def mirrors(julia: str, **options: Unpack[PairOptions]) -> Callable[[Function], Function]:
    """Mark a Python function as the twin of a Julia function; the function itself stays as it is.

    Parameters
    ----------
    julia : str
        The Julia function, as for `pair`.
    **options
        As for `pair`.

    Returns
    -------
    callable
        A decorator that returns the function unchanged.

    Raises
    ------
    PairError
        If an option is unknown or does not fit.

    Examples
    --------
    >>> @mirrors("JuliaNN.identity_function", ulp=0, reason="nothing is computed")
    ... def identity_function(x):
    ...     return x
    >>> pair_of(identity_function).julia.text
    'JuliaNN.identity_function'
    """
    where, checked = target(julia, folder_of_caller()), _checked(options)

    def mark(function: Function) -> Function:
        # what a class gives out for these is the function within
        bare = function.__func__ if isinstance(function, staticmethod | classmethod) else function
        setattr(bare, ATTRIBUTE, Pair(bare, where, **checked))
        return function

    return mark


def pair_of(function: Callable[..., Any]) -> Pair | None:
    """Return the pair that `mirrors` left on a function, or the one that its package names, or None.

    A package that is not to import pyjuliann says in ``__pyjuliann_pairs__`` which module has its pairs:
    a mapping ``PAIRS`` from its functions.
    """
    found = getattr(function, ATTRIBUTE, None)
    if isinstance(found, Pair):
        # a method of an instance or of a class, of which the function alone was marked
        return replace(found, python=function) if isinstance(function, MethodType) else found
    package = str(getattr(function, "__module__", "")).rpartition(".")[0]
    home = getattr(sys.modules.get(package), HOME_OF_PAIRS, None)
    if home is None or not isinstance(function, FunctionType):
        return None
    found = import_module(home).PAIRS.get(function)
    return found if isinstance(found, Pair) else None


def target(julia: str, folder: Path | None = None) -> JuliaTarget:
    """Return what a Julia function's text stands for: a name, code, or a function in a file.

    A file's path is relative to `folder`, by default the current one.
    """
    if not isinstance(julia, str) or not julia.strip():
        raise PairError(phrase("the Julia side must be a name, code or 'file.jl::name', got {}", repr(julia)))
    text = julia.strip()
    if _NAME.fullmatch(text):
        return JuliaTarget("name", text)
    path, separator, name = text.rpartition("::")
    if separator and path.endswith(".jl"):
        if not _NAME.fullmatch(name):
            raise PairError(phrase("{}: what follows '::' must be a function's name, got {}", text, repr(name)))
        return JuliaTarget("file", name, str((folder or Path()).joinpath(Path(path).expanduser()).resolve()))
    return JuliaTarget("code", text)


def folder_of_caller() -> Path:
    """Return the folder of the file whose code calls pyjuliann; the current one for a notebook or a prompt."""
    frame, _ = frames_to_caller()
    file = Path(frame.f_code.co_filename if frame is not None else "")
    return file.resolve().parent if file.is_file() else Path()


def _checked(options: Mapping[str, Any], policy: Policy | None = None) -> dict[str, Any]:
    """Return a pair's options in their final form; those that `POLICY` names are put into `policy`."""
    given = dict(options)
    if unknown := sorted(set(given) - set(OPTIONS)):
        raise PairError(
            phrase("pair: no option is called {}; there are {}", ", ".join(unknown), ", ".join(sorted(OPTIONS)))
        )
    if any(name in given for name in POLICY):
        if given.get("policy") is not None:
            raise PairError(phrase("pair: give either policy, or ulp, rtol, atol and reason"))
        try:
            changes = {name: given.pop(name) for name in POLICY if name in given}
            given["policy"] = replace(policy or Policy(), **changes)
        except ValueError as error:
            raise PairError(phrase("pair: {}", error)) from None
    if "using" in given:
        using = (given["using"],) if isinstance(given["using"], str) else tuple(given["using"])
        if wrong := [name for name in using if not _NAME.fullmatch(name)]:
            raise PairError(phrase("pair: using takes names of Julia modules, got {}", ", ".join(map(repr, wrong))))
        given["using"] = using
    if "order" in given:
        given["order"] = tuple(_listed("order", given["order"], phrase("argument names, or positions from 0")))
    if "arguments" in given:
        check_transforms(given["arguments"])
    for name in ("keywords", "python_keywords", "julia_keywords"):
        if name in given:
            check_keywords(name, given[name])
    if "types" in given:
        given["types"] = types_by_name(given["types"])
    if "expect" in given:
        given["expect"] = tuple(_expectations(given["expect"]))
    if "errors" in given:
        given["errors"] = {
            python: (julia,) if isinstance(julia, str) else tuple(julia) for python, julia in given["errors"].items()
        }
    return given


def _listed(option: str, given: Any, what: str) -> Iterable[Any]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise PairError(phrase("pair: {}: expected {}, got {}", option, what, repr(given)))
    return given


def _expectations(expect: Any) -> Iterable[Expectation]:
    for item in (expect,) if isinstance(expect, (str, Expectation)) else expect:
        yield item if isinstance(item, Expectation) else Expectation(item)
