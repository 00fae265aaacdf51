"""A class in Python and a struct with functions in Julia that must do the same, call by call: `stateful`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final, Literal, Unpack

from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.annotations import parameters_of
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import (
    OPTIONS,
    POLICY,
    AgreementOptions,
    JuliaTarget,
    Pair,
    folder_of_caller,
    target,
)
from pyjuliann.printable import safe_repr
from pyjuliann.shown import Shown
from pyjuliann.spelled_out import spelled_out

INIT: Final = "__init__"
"""The name of the constructor among the methods."""

STATES: Final = ("last", "each", "never")
"""After which calls of a sequence the fields of both objects may be compared."""


class SharedOptions(AgreementOptions, total=False):
    """What may be known about all methods, as `pair` takes it."""

    domain: Mapping[str, Any]


class SequenceOptions(SharedOptions, total=False):
    """The same, and how sequences are made and compared."""

    states: Literal["last", "each", "never"]
    calls: int
    allow_errors: bool


SHARED: Final = tuple(SharedOptions.__annotations__)
"""The options of a pair that hold for all methods."""


@dataclass(frozen=True, eq=False)
class MethodCall:
    """A call of a method of an object: the method's name in Python, and the arguments."""

    method: str
    case: Case


@dataclass(frozen=True, eq=False)
class CallSequence:
    """Calls on one instance, in their order.

    Attributes
    ----------
    start : Case or object
        What the constructor is called with; or an object, which is carried over to Julia by its fields.
    steps : tuple of MethodCall
        The calls.
    label : str
        How they came about.
    """

    start: Any
    steps: tuple[MethodCall, ...] = ()
    label: str = ""

    @property
    def is_made(self) -> bool:
        """Whether the object is made by the constructor, and not carried over."""
        return isinstance(self.start, Case)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The arguments of all calls, the constructor's first."""
        return (self.start if self.is_made else Case((), {}, self.label), *(step.case for step in self.steps))

    @property
    def methods(self) -> tuple[str, ...]:
        """The names of what is called, the constructor first."""
        return (INIT, *(step.method for step in self.steps))

    @property
    def told(self) -> str:
        """The object on one line, and how often it is called."""
        begun = self.start.told if self.is_made else safe_repr(self.start)
        return f"{begun}), and {len(self.steps)} calls of what it makes (" if self.steps else begun

    def __len__(self) -> int:
        return len(self.steps) + 1


@dataclass(frozen=True, eq=False, repr=False)
class StatefulPair(Shown):
    """A Python class, a Julia struct, and the functions that do what its methods do; made by `stateful`."""

    python: type
    julia: JuliaTarget
    init: Pair
    methods: Mapping[str, Pair] = field(default_factory=dict)
    fields: Mapping[str, str | None] = field(default_factory=dict)
    when: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    reuse: Mapping[str, str] = field(default_factory=dict)
    states: Literal["last", "each", "never"] = "last"
    calls: int = 20
    allow_errors: bool = False

    @property
    def python_name(self) -> str:
        """The class's dotted name."""
        module = self.python.__module__
        name = self.python.__qualname__
        return name if module in {"builtins", "__main__"} else f"{module}.{name}"

    @property
    def name(self) -> str:
        """The pair in one line."""
        return f"{self.python_name} ~ {self.julia}"

    @property
    def summary(self) -> str:
        """The pair in one line, with the methods."""
        return f"{self.name}: {', '.join(f'{name} ~ {pair.julia.text}' for name, pair in self.methods.items())}"

    @property
    def policy(self) -> Policy | None:
        """What all methods are compared with, unless they say otherwise."""
        return self.init.policy

    @property
    def using(self) -> tuple[str, ...]:
        """The Julia modules that the code needs."""
        return self.init.using

    @property
    def domain(self) -> dict[str, Any]:
        """The bounds of the numbers in the arguments of all methods."""
        return {name: bounds for pair in self.pairs.values() for name, bounds in pair.domain.items()}

    @property
    def argument_names(self) -> list[str]:
        """The names of the arguments of all methods, each once."""
        return list(dict.fromkeys(p.name for pair in self.pairs.values() for p in parameters_of(pair.python) or ()))

    @cached_property
    def pairs(self) -> dict[str, Pair]:
        """The constructor and the methods by their names."""
        return {INIT: self.init, **self.methods}

    @spelled_out(SequenceOptions)
    def replace(self, **changes: Unpack[SequenceOptions]) -> StatefulPair:
        """Return the pair with other options of all methods, such as ``ulp=``, or of its own, such as ``calls=``."""
        shared: dict[str, Any] = dict(changes)
        own = {name: shared.pop(name) for name in ("allow_errors", "calls", "states") if name in shared}
        if unfit := [name for name in shared if name not in SHARED]:
            raise PairError(phrase("{}: {}", self.name, _of_one_method(unfit)))
        pairs = {name: pair.replace(**_fitting(pair, shared)) for name, pair in self.pairs.items()}
        return _checked(replace(self, init=pairs.pop(INIT), methods=pairs, **own))

    def with_methods(self, julia: Mapping[str, str]) -> StatefulPair:
        """Return the pair with other methods, each with its Julia function, that have the constructor's options."""
        shared = {"using": self.using, "policy": self.policy, "errors": self.init.errors, "expect": self.init.expect}
        pairs = {name: _method(self.python, self.julia, name, text) for name, text in julia.items()}
        pairs = {name: _with(own, shared) for name, own in pairs.items()}
        return replace(self, methods=pairs)

    def public_methods(self) -> Iterator[str]:
        """Yield the names of the class's own methods and properties that are not private, those of its bases first."""
        seen: dict[str, None] = {}
        for kind in reversed(self.python.__mro__[:-1]):
            seen |= dict.fromkeys(name for name in vars(kind) if not name.startswith("_"))
        for name in seen:
            if _function_of(self.python, name) is not None:
                yield name


@spelled_out(SharedOptions)
def stateful(
    python: type,
    julia: str | JuliaTarget,
    methods: Mapping[str, str | Pair] | None = None,
    *,
    init: Pair | None = None,
    fields: Mapping[str, str | None] | None = None,
    strategies: Mapping[str, Any] | None = None,
    when: Mapping[str, Callable[[Any], bool]] | None = None,
    reuse: Mapping[str, str] | None = None,
    states: Literal["last", "each", "never"] = "last",
    calls: int = 20,
    allow_errors: bool = False,
    **others: Any,
) -> StatefulPair:
    """Say that a Python class and a Julia struct with functions must do the same, call by call.

    Parameters
    ----------
    python : class
        The Python class.
    julia : str or JuliaTarget
        What makes the Julia object: a struct, or a function, as `pair` takes it.
    methods : mapping of str to str or Pair
        Methods and properties, each with its Julia function, whose first argument is the object:
        ``{"step": "step!"}``; or with a pair, ``{"step": pair(Filter.step, "Mod.step!", ulp=8)}``, that has options of
        its own. Names without a module are those of the struct's. Without any, methods and functions of the same name
        belong together, ``step`` and ``step!`` too.
    init : Pair, optional
        The constructor with options of its own, ``pair(Filter, "Mod.Filter", order=…)``.
    fields : mapping of str to str or None
        Attributes whose field has another name in Julia; None for those that have no counterpart.
    strategies : mapping of method name to strategies
        Where the arguments of a method come from, as `pair` takes it; ``"__init__"`` for the constructor.
    when : mapping of method name to callable
        Called with the Python object: whether the method may be called now.
    reuse : mapping of argument name to method name
        Arguments whose values are what a method has returned before, such as the key that ``insert`` gives out.
    states : {"last", "each", "never"}
        After which calls of a sequence the fields of both objects are compared.
    calls : int
        The length of a generated sequence.
    allow_errors : bool
        Whether more than half of the calls may raise on both sides.
    **others
        Options of all methods (``using``, ``ulp``, ``rtol``, ``atol``, ``reason``, ``policy``, ``errors``, ``expect``,
        ``domain``), as `pair` takes them; any other name is a method: ``step="step!"``.

    Returns
    -------
    StatefulPair
        To be given to `check`.

    Raises
    ------
    PairError
        If an option or a method is unknown or does not fit.

    Examples
    --------
    >>> import collections
    >>> print(stateful(collections.deque, "() -> Float64[]", append="push!", pop="pop!"))
    collections.deque ~ () -> Float64[]: append ~ push!, pop ~ pop!
    """
    if not inspect.isclass(python):
        raise PairError(phrase("stateful: the Python side must be a class, got {}", safe_repr(python)))
    shared: dict[str, Any] = {name: others.pop(name) for name in SHARED if name in others}
    if unfit := [name for name in others if name in OPTIONS]:
        raise PairError(phrase("stateful: {}", _of_one_method(unfit)))
    where = folder_of_caller()
    known = julia if isinstance(julia, JuliaTarget) else target(julia, where)
    given = {**(methods or {}), **others}
    own = dict(strategies or {})
    if wrong := [name for name in own if name not in (INIT, *given)]:
        told = "stateful: {}: no method is called {}; there are {}"
        raise PairError(phrase(told, "strategies", ", ".join(wrong), ", ".join((INIT, *given))))
    pairs = {name: _method(python, known, name, text, where) for name, text in given.items()}
    pairs[INIT] = replace(init, python=python, julia=_beside(init.julia, known)) if init else Pair(python, known)
    pairs = {name: _with(found, shared, own.get(name)) for name, found in pairs.items()}
    found = StatefulPair(
        python, known, pairs.pop(INIT), pairs, fields or {}, when or {}, reuse or {}, states, calls, allow_errors
    )
    return _checked(found)


def _of_one_method(options: Sequence[str]) -> str:
    told = "{}: an option of one method, to be given in a pair: step=pair(Filter.step, 'step!', {}=…)"
    return phrase(told, ", ".join(options), options[0])


def _checked(pair: StatefulPair) -> StatefulPair:
    """Return the pair; raise `PairError` if what it says of methods and attributes does not fit."""
    if pair.states not in STATES:
        raise PairError(phrase("stateful: states: expected 'last', 'each' or 'never', got {}", repr(pair.states)))
    if isinstance(pair.calls, bool) or not isinstance(pair.calls, int) or pair.calls < 1:
        raise PairError(phrase("stateful: calls must be a whole number above 0, got {}", repr(pair.calls)))
    for option, names in (("when", pair.when), ("reuse", pair.reuse.values())):
        if wrong := [name for name in names if name not in pair.methods]:
            told = "stateful: {}: no method is called {}; there are {}"
            raise PairError(phrase(told, option, ", ".join(wrong), ", ".join(pair.methods) or phrase("none")))
    return pair


def _method(python: type, julia: JuliaTarget, name: str, given: str | Pair, folder: Path | None = None) -> Pair:
    """Return the pair of a method, whose Python side is called without the object."""
    function = _function_of(python, name)
    if function is None:
        of_class = "stateful: {}: is no method of instances of {}"
        told = of_class if hasattr(python, name) else "stateful: {}: is no method or property of {}"
        raise PairError(phrase(told, name, python.__qualname__))
    bound = partial(function, None)
    if isinstance(given, Pair):
        return replace(given, python=bound, julia=_beside(given.julia, julia))
    if not isinstance(given, str):
        raise PairError(
            phrase("stateful: {}: expected the name of a Julia function or a pair, got {}", name, repr(given))
        )
    return Pair(bound, _beside(target(given, folder), julia))


def _with(given: Pair, shared: Mapping[str, Any], strategies: Any = None) -> Pair:
    """Return a pair with the options of all methods that it has not of its own."""
    changes = {
        name: value
        for name, value in _fitting(given, shared).items()
        if not getattr(given, "policy" if name in POLICY else name)
    }
    if strategies is not None:
        changes["strategies"] = strategies
    return given.replace(**changes) if changes else given


def _fitting(pair: Pair, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of all methods as they are for one: the bounds of its own arguments alone."""
    found = dict(options)
    if "domain" in found:
        own = {p.name for p in parameters_of(pair.python) or ()}
        found["domain"] = {name: bounds for name, bounds in found["domain"].items() if name in own}
    return found


def _beside(own: JuliaTarget, struct: JuliaTarget) -> JuliaTarget:
    """Return where a function is that is named without a module: beside the struct."""
    if own.kind != "name" or struct.kind == "code":
        return own
    if struct.kind == "file":
        return JuliaTarget("file", own.text, struct.path)
    home = struct.text.rpartition(".")[0]
    return JuliaTarget("name", f"{home}.{own.text}") if home and "." not in own.text else own


def _function_of(kind: type, name: str) -> Callable[..., Any] | None:
    """Return the function of a method or a property of a class, which takes the object first; None if it is none."""
    found = inspect.getattr_static(kind, name, None)
    if isinstance(found, property):
        return found.fget
    if isinstance(found, staticmethod | classmethod | type) or found is None:
        return None
    if is_property(kind, name):
        return getattr(found, "func", None)
    return getattr(kind, name) if callable(getattr(kind, name, None)) else None


def is_property(kind: type, name: str) -> bool:
    """Whether a name of a class is read and not called."""
    found = inspect.getattr_static(kind, name, None)
    return isinstance(found, property) or type(found).__name__ == "cached_property"
