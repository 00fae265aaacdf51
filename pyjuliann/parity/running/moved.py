"""What Python's own rounding does to a result: the function again on arguments moved in their last places.

Each time every number is moved at random. Arrays and numbers go in as `Moved` arrays first, whose every operation is
rounded at random too (Monte Carlo arithmetic, D. S. Parker 1997); as plain ones where the function takes no others.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from functools import reduce
from types import BuiltinFunctionType, FunctionType, ModuleType, SimpleNamespace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.records import fields_of, has_fields, with_fields
from pyjuliann.errors import StoppedError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.running.python_side import argument_value, as_numbers, run_python

TIMES: Final = 8
"""How often the arguments are moved."""

_EXACT: Final = frozenset({
    "absolute", "fabs", "negative", "positive", "sign", "conjugate", "maximum", "minimum", "fmax", "fmin", "floor",
    "ceil", "trunc", "rint", "copysign", "fmod", "remainder", "ldexp", "frexp", "clip", "heaviside", "nextafter",
})  # fmt: skip
"""Operations that do not round."""

_UNDERFLOWING: Final = frozenset({"multiply", "divide", "square", "power", "float_power", "exp", "exp2"})
"""Operations whose result may be too small for any number but 0."""

_SUMMING: Final = frozenset({"dot", "vdot", "inner", "tensordot", "einsum", "interp", "convolve", "correlate", "trace"})
"""Functions of NumPy that sum inside; those of `numpy.linalg` and `numpy.fft` do besides."""


class Moved(np.ndarray):
    """An array whose operations are rounded up or down at random.

    A single number of it is an array of no dimensions, so that what is computed from it is rounded so too.
    """

    random: np.random.Generator

    def __array_finalize__(self, origin: Any) -> None:
        self.random = getattr(origin, "random", None) or np.random.default_rng(0)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        summing = method != "__call__" or ufunc.signature is not None
        plain = [self._again(_bare(x)) if summing else _bare(x) for x in inputs]
        if out is not None:
            options["out"] = tuple(map(_bare, out))
        result = getattr(ufunc, method)(*plain, **options)
        exact = ufunc.__name__ in _EXACT
        whole = np.True_ if summing else reduce(np.logical_and, map(_is_whole, plain))
        if out is not None:
            for target in out:
                if not exact and isinstance(target, np.ndarray):
                    target[...] = self._again(np.asarray(target), whole)
            return out[0] if len(out) == 1 else out
        if isinstance(result, tuple):
            return tuple(self._wrapped(x, exact, whole) for x in result)
        if ufunc.__name__ in _UNDERFLOWING and not summing:
            result = self._underflown(result, plain)
        return self._wrapped(result, exact, whole)

    def _underflown(self, result: Any, inputs: list[Any]) -> Any:
        """Return a result with its zeros moved to the next numbers where no number that went in was 0."""
        value = np.asarray(result)
        if value.dtype.kind != "f" or np.all(value):
            return result
        lost = (value == 0) & np.logical_and.reduce([np.broadcast_to(x != 0, value.shape) for x in inputs])
        step = self.random.integers(-1, 2, value.shape)
        return np.where(lost & (step != 0), np.copysign(np.finfo(value.dtype).smallest_subnormal, step), value)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function.__name__ in _SUMMING or function.__module__ in {"numpy.linalg", "numpy.fft"}:
            args = tuple(_each_array(x, lambda a: self._wrapped(_bare(a), exact=False)) for x in args)
        result = super().__array_function__(function, types, args, kwargs)
        return _each_array(result, lambda a: self._wrapped(a, exact=True))

    def __getitem__(self, key: Any) -> Any:
        return self._wrapped(super().__getitem__(key), exact=True)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self)))

    def _wrapped(self, value: Any, exact: bool, whole: Any = True) -> Any:
        """Return a floating-point result as a `Moved` array, anything else as it is."""
        if not isinstance(value, (np.ndarray, np.inexact)) or value.dtype.kind not in "fc":
            return value
        return _as_moved(np.asarray(value if exact else self._again(np.asarray(value), whole)), self.random)

    def _again(self, value: Any, whole: Any = True) -> Any:
        """Return numbers rounded the other way at random, but for whole ones made of `whole` ones."""
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "fc":
            return value
        return shaken(value, self.random, _is_whole(value) & whole)


def _is_whole(value: Any) -> Any:
    """Return which numbers are whole: sums and products of these do not round."""
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "fc":
        return np.ones(numbers.shape, bool)
    return (numbers.real == np.rint(numbers.real)) & (numbers.imag == np.rint(numbers.imag))


def shaken(value: npt.NDArray[Any], random: np.random.Generator, fixed: Any = False) -> npt.NDArray[Any]:
    """Return numbers moved by a unit in the last place, up or down, or not at all; those that are `fixed` stay."""
    if value.dtype.kind == "c":
        moved = value.copy()
        moved.real, moved.imag = shaken(value.real, random, fixed), shaken(value.imag, random, fixed)
        return moved
    with np.errstate(all="ignore"):
        step = random.integers(-1, 2, value.shape)
        moved = np.nextafter(value, np.where(step < 0, -np.inf, np.inf).astype(value.dtype))
        # at the ends of the range and at zero there is nothing to move to
        stays = (step == 0) | (value == 0) | ~np.isfinite(moved) | fixed
        return np.where(stays, value, moved)


def _bare(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Moved) else value


def _each_array(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, (np.ndarray, np.inexact)):
        return change(np.asarray(value)) if value.dtype.kind in "fc" else value
    if type(value) in (tuple, list):
        return type(value)(_each_array(x, change) for x in value)
    if has_fields(value):
        return with_fields(value, {name: _each_array(x, change) for name, x in fields_of(value).items()})
    return value


# ---------------------------------------------------------------- arguments


def _move(value: Any, random: np.random.Generator, plain: bool, integers: bool) -> Any:
    """Return an argument with every number moved, at any depth."""

    def into(x: Any) -> Any:
        return _move(x, random, plain, integers)

    if isinstance(value, (bool, np.bool_)):
        return value
    if isinstance(value, (int, np.integer)) and integers and abs(int(value)) < 2**53:
        return into(float(value))
    if isinstance(value, (float, complex, np.inexact)):
        moved = shaken(np.asarray(value), random)
        return type(value)(moved[()]) if plain else _as_moved(moved, random)
    if isinstance(value, np.ndarray):
        numbers = value.astype(np.float64) if integers and value.dtype.kind in "iu" else value
        if numbers.dtype.kind not in "fc":
            return value.copy()
        moved = shaken(numbers, random)
        return moved if plain else _as_moved(moved, random)
    if has_fields(value):
        return with_fields(value, {name: into(x) for name, x in fields_of(value).items()})
    if type(value) in (tuple, list):
        return type(value)(map(into, value))
    if type(value) is dict:
        return {key: into(x) for key, x in value.items()}
    return value


def as_moved_numbers(case: Case) -> Case:
    """Return a case with every number as a `Moved` array, which complains as NumPy's numbers do."""
    random = _source(case)
    keywords = {name: _move(x, random, plain=False, integers=False) for name, x in case.keywords.items()}
    return Case(tuple(_move(x, random, plain=False, integers=False) for x in case.arguments), keywords)


def _as_moved(value: npt.NDArray[Any], random: np.random.Generator) -> Moved:
    moved = value.view(Moved)
    moved.random = random
    return moved


def _source(case: Case) -> np.random.Generator:
    """Return a random source of the case's own, the same at every run."""
    told = repr([np.asarray(x).tolist() if isinstance(x, np.ndarray) else x for _, x in case.slots()])
    return np.random.default_rng(list(hashlib.sha256(told.encode(errors="replace")).digest()))


def _seen_through(function: Callable[..., Any], random: np.random.Generator) -> Callable[..., Any]:
    """Return a function whose own rounding is moved too: that of `math`, and of constants such as 0.1."""
    if type(function) is not FunctionType:
        return function
    constants = tuple(
        float(shaken(np.asarray(c), random)) if type(c) is float and c * _SHORT % 1 else c
        for c in function.__code__.co_consts
    )
    home = function.__globals__
    used = [name for name in function.__code__.co_names if _is_of_math(home.get(name))]
    rounded = {name: _rounded(home[name], random) for name in used}
    changed = FunctionType(
        function.__code__.replace(co_consts=constants), {**home, **rounded}, function.__name__,
        function.__defaults__, function.__closure__,
    )  # fmt: skip
    changed.__kwdefaults__ = function.__kwdefaults__
    return changed


def _is_of_math(value: Any) -> bool:
    return value is math or (isinstance(value, BuiltinFunctionType) and getattr(math, value.__name__, None) is value)


def _rounded(value: Any, random: np.random.Generator) -> Any:
    """Return a function of `math`, or all of it, with results rounded at random."""
    if isinstance(value, ModuleType):
        return SimpleNamespace(**{k: _rounded(v, random) if callable(v) else v for k, v in vars(value).items()})

    def rounded(*arguments: Any, **keywords: Any) -> Any:
        result = value(*arguments, **keywords)
        if type(result) is not float:
            return result
        exact = result.is_integer() and all(map(np.all, map(_is_whole, arguments)))
        return _as_moved(shaken(np.asarray(result), random, exact), random)

    return rounded


_SHORT: Final = 2.0**20
"""A constant that is a whole number of its inverses was written exactly, as 0.5 and 0.375 are."""

_WAYS: Final = ((False, True), (False, False), (True, True), (True, False))
"""As plain numbers or as `Moved`; integers as numbers or as they are."""


def moved_results(function: Callable[..., Any], case: Case, value: Any, times: int = TIMES) -> list[Any]:
    """Return what a Python function gives on a case's arguments moved in their last places.

    Parameters
    ----------
    function : callable
        The Python function.
    case : Case
        Its arguments.
    value : object
        Its result.
    times : int
        How often they are moved.

    Returns
    -------
    list of object
        Results of the form of `value`; none where every way of moving the arguments gives another form or an error.
    """
    with np.errstate(all="ignore"):
        return _moved_results(function, case, value, times)


def _moved_results(function: Callable[..., Any], case: Case, value: Any, times: int) -> list[Any]:
    random = _source(case)
    form = _form(value)
    for plain, integers in _WAYS:
        found: list[Any] = []
        for _ in range(times):
            seen = function if plain else _seen_through(function, random)
            arguments = tuple(_move(argument_value(x), random, plain, integers) for x in case.arguments)
            keywords = {
                name: x if isinstance(x, Twin) else _move(argument_value(x), random, plain, integers)
                for name, x in case.keywords.items()
            }
            try:
                outcome = run_python(seen, [Case(arguments, keywords)])[0]
            except StoppedError:
                return []
            if not outcome.returned or _form(outcome.value) != form:
                break
            found.append(outcome.value)
        if len(found) == times:
            return found
    return []


def _form(value: Any) -> Any:
    """Return what must stay when numbers move: containers, lengths, keys, sizes."""
    if isinstance(value, np.ndarray) or np.isscalar(value):
        return np.shape(value) if np.asarray(value).dtype.kind in "fciub" else ""
    if isinstance(value, dict):
        return {key: _form(x) for key, x in value.items()}
    if isinstance(value, (tuple, list)):
        return [_form(x) for x in value]
    return ""


def spread_of(value: Any, moved: list[Any]) -> Any:
    """Return the largest change of each number of a result, in the form of the result; None in place of others."""
    if isinstance(value, dict):
        return {key: spread_of(x, [m[key] for m in moved]) for key, x in value.items()}
    if has_fields(value):
        return {name: spread_of(x, [fields_of(m)[name] for m in moved]) for name, x in fields_of(value).items()}
    if isinstance(value, (tuple, list)):
        return type(value)(spread_of(x, [m[k] for m in moved]) for k, x in enumerate(value))
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return None
    first = np.asarray(value)
    if first.dtype.kind not in "fc":
        return None
    with np.errstate(all="ignore"):
        found = np.zeros(first.shape)
        for again in moved:
            apart = np.abs(np.asarray(again) - first).astype(float)
            found = np.maximum(found, np.where(np.isfinite(apart), apart, 0.0))
    return found


def is_mixed(function: Callable[..., Any], case: Case, value: Any) -> bool:
    """Whether every number of an array depends on every argument's largest number, as those of a factorization do."""
    first = as_numbers(value)
    if first is None or first.dtype.kind not in "fc" or first.size < 2:
        return False
    arrays = [k for k, x in enumerate(case.arguments) if isinstance(x, np.ndarray) and x.dtype.kind in "fc" and x.size]
    for k in arrays:
        changed = np.array(case.arguments[k])
        with np.errstate(all="ignore"):
            at = np.unravel_index(np.nanargmax(np.abs(changed)) if not np.isnan(changed).all() else 0, changed.shape)
            changed[at] = changed[at] * (1 + math.sqrt(float(np.finfo(changed.dtype).eps)))
        arguments = [*case.arguments[:k], changed, *case.arguments[k + 1 :]]
        try:
            outcome = run_python(function, [Case(tuple(arguments), case.keywords)])[0]
        except StoppedError:
            return False
        if not outcome.returned or np.shape(outcome.value) != first.shape:
            return False
        if np.count_nonzero(np.asarray(outcome.value) == first) > first.size // 2:
            return False
    return bool(arrays)


def sensitivity(function: Callable[..., Any], case: Case, value: Any) -> npt.NDArray[Any] | None:
    """Return how much each number of a result moves when the arguments move in their last places.

    Parameters
    ----------
    function : callable
        The Python function.
    case : Case
        Its arguments.
    value : number or array (...), float or complex
        Its result.

    Returns
    -------
    (...) float or None
        The largest change seen; 0 where the result jumps, as rounding to integers does, rather than moves.
        None where the result is no number, or another one at every call.
    """
    first = as_numbers(value)
    if first is None or first.dtype.kind not in "fc":
        return None
    moved = moved_results(function, case, value)
    if not moved:
        return None
    spread: npt.NDArray[Any] = spread_of(value, moved)
    floats = [x for x in map(as_numbers, map(argument_value, case.arguments)) if x is not None and x.dtype.kind in "fc"]
    with np.errstate(all="ignore"):
        size = max((float(np.abs(x[np.isfinite(x)]).max(initial=0.0)) for x in floats), default=0.0)
    return np.where(spread < math.sqrt(float(np.finfo(first.dtype).eps)) * size, spread, 0.0)
