"""What every nn function needs around its formula: argument checks, and arithmetic in Julia's types.

The checks have the same names, rules and words as those of Julia, so that a wrong argument is the same error in both
languages. Here a wrong type raises ``TypeError``, a wrong value or size ``ValueError``; there sizes that do not fit
each other throw ``DimensionMismatch`` and all else ``ArgumentError``.

The arithmetic follows Julia where NumPy would choose another element type (an Int64 array with a Float32 array is
Float32, Int64 with UInt64 is UInt64) and, as Julia does, says nothing when a result is infinite or NaN.
"""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._windows import output_length

Function = TypeVar("Function", bound=Callable[..., Any])

# Julia's Base also has Float16, so float16 takes part; longdouble has no counterpart there.
_FLOATS = (np.float16, np.float32, np.float64)
_MOST_ELEMENTS = 2**59  # of 8 bytes each: more cannot be addressed
_MOST_DIMENSIONS = 64  # NumPy's limit
_MOST_PIXELS = 2**31 - 1  # in one direction: sums of a size and two of these fit into 64 bits
_INT64 = np.iinfo(np.int64)


def is_real_dtype(dtype: np.dtype[Any]) -> bool:
    """Return whether both languages have `dtype` as a real number: an integer or a float, not a Bool."""
    return dtype.kind in "iu" or dtype.type in _FLOATS


def describe(value: object) -> str:
    """Return what `value` is, for the "got" part of a message."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} with size {value.shape}"
    return f"{type(value).__name__} {value!r:.60}"


def _array_check(kinds: str, is_right: Callable[[np.dtype[Any]], bool]) -> Callable[..., None]:
    def check(function: str, argument: str, value: object, ndim: int | None = None) -> None:
        """Refuse `value` unless it is an array of these kinds, with `ndim` dimensions if that is given."""
        if not isinstance(value, np.ndarray) or not is_right(value.dtype):
            raise TypeError(f"{function}: {argument} must be an array of {kinds}; got {describe(value)}")
        if ndim is not None and value.ndim != ndim:
            kind = {1: "a vector", 2: "a matrix"}.get(ndim, f"an array of {ndim} dimensions")
            raise ValueError(f"{function}: {argument} must be {kind}; got {describe(value)}")

    return check


check_real_array = _array_check("integers or floats", is_real_dtype)
check_float_array = _array_check("floats", lambda dtype: dtype.type in _FLOATS)
check_integer_array = _array_check("integers", lambda dtype: dtype.kind in "iu")


def check_real_number(function: str, argument: str, value: object) -> None:
    """Refuse `value` unless it is one integer (of at most 64 bits) or float."""
    if isinstance(value, np.generic):
        fits = is_real_dtype(value.dtype)
    else:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits:
        raise TypeError(f"{function}: {argument} must be an integer or a float; got {describe(value)}")
    if isinstance(value, int) and not _INT64.min <= value <= _INT64.max:
        raise ValueError(f"{function}: {argument} must fit into Int64; got {describe(value)}")


def check_integer(function: str, argument: str, value: object) -> None:
    """Refuse `value` unless it is one integer of at most 64 bits."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{function}: {argument} must be an integer; got {describe(value)}")
    check_real_number(function, argument, value)


def check_between(function: str, argument: str, value: object, low: float, high: float = math.inf) -> None:
    """Refuse `value` unless it is one number from `low` to `high`, both included; NaN is not."""
    check_real_number(function, argument, value)
    if not low <= value <= high:  # type: ignore[operator]
        expected = f"at least {low}" if high == math.inf else f"between {low} and {high}"
        raise ValueError(f"{function}: {argument} must be {expected}; got {value}")


def check_positive(function: str, argument: str, value: object) -> None:
    """Refuse `value` unless it is one number above 0."""
    check_real_number(function, argument, value)
    if not value > 0:  # type: ignore[operator]
        raise ValueError(f"{function}: {argument} must be above 0; got {value}")


def check_filled(function: str, argument: str, array: np.ndarray) -> None:
    """Refuse `array` if it holds no element, as an empty batch does."""
    if array.size == 0:
        raise ValueError(f"{function}: {argument} must hold at least one element; got {describe(array)}")


def check_labels(function: str, argument: str, value: object, classes: int) -> None:
    """Refuse `value` unless it is a filled vector of integers from 0 to classes − 1."""
    check_integer_array(function, argument, value, 1)
    labels = np.asarray(value)
    check_filled(function, argument, labels)
    low, high = labels.min(), labels.max()
    if low < 0 or high >= classes:
        raise ValueError(f"{function}: {argument} must be between 0 and {classes - 1}; got {low} to {high}")


def check_draws(function: str, argument: str, value: object, ndim: int | None = None) -> None:
    """Refuse `value` unless it is an array of uniform draws: floats of at least 0 and below 1."""
    check_float_array(function, argument, value, ndim)
    draws = np.asarray(value)
    outside = int(np.count_nonzero(~((draws >= 0) & (draws < 1))))
    if outside:
        raise ValueError(
            f"{function}: every element of {argument} must be at least 0 and below 1; "
            f"got {outside} of {draws.size} outside"
        )


def check_probabilities(function: str, argument: str, y: Any) -> None:
    """Refuse `y` unless all its elements are between 0 and 1."""
    outside = int(np.count_nonzero((y < 0) | (y > 1)))
    if outside:
        raise ValueError(f"{function}: {argument} must hold probabilities, 0 to 1; got {outside} of {y.size} outside")


def check_size(function: str, argument: str, value: object) -> None:
    """Refuse `value` unless it is a tuple of non-negative integers that an array can have as its size."""
    if not isinstance(value, tuple) or any(isinstance(n, bool) or not isinstance(n, int | np.integer) for n in value):
        raise TypeError(f"{function}: {argument} must be a tuple of integers; got {describe(value)}")
    if any(n < 0 for n in value):
        raise ValueError(f"{function}: {argument} must hold no negative number; got {value}")
    if len(value) > _MOST_DIMENSIONS:
        raise ValueError(f"{function}: {argument} must have at most {_MOST_DIMENSIONS} dimensions; got {len(value)}")
    # Zeros are left out, because NumPy refuses (2**62, 2**62, 0) although it holds nothing.
    if math.prod(int(n) for n in value if n > 0) > _MOST_ELEMENTS:
        raise ValueError(f"{function}: {argument} must hold at most 2^59 elements; got {value}")


def check_image_size(function: str, argument: str, value: Any) -> None:
    """Refuse `value` unless it is a tuple of four natural numbers, as an image array has."""
    check_size(function, argument, value)
    if len(value) != 4:
        raise ValueError(f"{function}: {argument} must be (rows, columns, channels, samples); got {value}")


def check_window(function: str, argument: str, value: Any) -> None:
    """Refuse `value` unless it is a pair of integers of at least 1, and not too large to calculate with."""
    if not isinstance(value, tuple) or len(value) != 2:
        raise TypeError(f"{function}: {argument} must be a tuple (rows, columns); got {describe(value)}")
    check_step(function, f"rows of {argument}", value[0])
    check_step(function, f"columns of {argument}", value[1])


def check_within(function: str, size: Any, window: Any, pad: int) -> None:
    """Refuse a `window` larger than padded images of `size`, in both directions or in the only one that is given."""
    if not holds(size, window, pad):
        got = f"window {window}, images of size {size} and pad {pad}"
        raise ValueError(f"{function}: window must fit into the padded images; got {got}")


def holds(size: Any, window: Any, pad: int) -> bool:
    """Return whether padded images of `size` are as large as a `window`, in one direction or in both."""
    if isinstance(window, int):
        return window <= size + 2 * pad
    return window[0] <= size[0] + 2 * pad and window[1] <= size[1] + 2 * pad


def check_below_window(function: str, window: tuple[int, ...], pad: int) -> None:
    """Refuse a padding of which a window would see nothing else."""
    if pad >= min(window):
        raise ValueError(f"{function}: pad must be smaller than the window of size {window}; got {pad}")


def check_fit(function: str, fits: bool, expected: str, **arrays: np.ndarray) -> None:
    """Refuse arrays whose sizes do not fit each other; `expected` says how they should."""
    if not fits:
        sizes = ", ".join(f"{name} of size {array.shape}" for name, array in arrays.items())
        raise ValueError(f"{function}: {expected}; got {sizes}")


def listed(names: Collection[str], between: str = " or ") -> str:
    """Return names as a message lists them, such as ``"sigmoid" or "relu"``."""
    *others, last = (name if name.startswith("(") else f'"{name}"' for name in names)
    return f"{', '.join(others)}{between}{last}" if others else last


def promoted_dtype(*dtypes: np.dtype[Any]) -> np.dtype[Any]:
    """Return the element type that Julia's ``promote_type`` gives for real `dtypes`.

    Floats win over integers whatever their width, then the wider wins, then unsigned wins over signed.
    """
    widest = max(dtypes, key=lambda dtype: (dtype.kind == "f", dtype.itemsize, dtype.kind == "u"))
    return widest.newbyteorder("=")


def promote(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return `arrays` in the one element type that Julia would give them all."""
    dtype = promoted_dtype(*(array.dtype for array in arrays))
    return tuple(np.asarray(array, dtype) for array in arrays)


def as_float(array: np.ndarray) -> np.ndarray:
    """Return `array` in floats: floats keep their width, integers become Float64, as in Julia."""
    dtype = array.dtype.newbyteorder("=") if array.dtype.kind == "f" else np.float64
    return array.astype(dtype, copy=False)


# ---------------------------------------------------------------- a contract, read from the annotations


Check = Callable[[str, str, Any], None]  # of function, argument and value


def between(low: float, high: float = math.inf, whole: bool = False) -> Check:
    """Return what refuses a number outside of `low` to `high`, or one that is no integer if it is to be `whole`."""
    largest = min(high, int(_INT64.max))

    def check(function: str, argument: str, value: Any) -> None:
        if type(value) is int and low <= value <= largest:
            return  # as nearly always, and quickly
        if whole:
            check_integer(function, argument, value)
        check_between(function, argument, value, low, high)

    return check


check_extent = between(0, _MOST_PIXELS, whole=True)
check_step = between(1, _MOST_PIXELS, whole=True)


def one_of(names: Collection[str]) -> Check:
    """Return what refuses everything but one of `names`, such as the rows of a table."""

    def check(function: str, argument: str, value: Any) -> None:
        if not isinstance(value, str) or value not in names:
            raise ValueError(f"{function}: {argument} must be {listed(names)}; got {describe(value)}")

    return check


class Fitted:
    """What an argument must be beside others: `fit` takes the function's name and the arguments that it names itself.

    What it returns, unless that is None, takes the place of the argument.
    """

    def __init__(self, fit: Callable[..., Any]) -> None:
        self.fit, self.names = fit, list(inspect.signature(fit).parameters)[1:]


@dataclass(frozen=True)
class Related:
    """What is checked of arguments together, by name, when each of them is known to be right."""

    check: Callable[[str, Mapping[str, Any]], None]


def _fits_images(function: str, values: Mapping[str, Any]) -> None:
    """Refuse a `window`, or filters `w`, that the padded images `x`, or images of a `size`, do not hold."""
    size, pad = values["x"].shape if "x" in values else values["size"], values["pad"]
    if "w" in values:
        x, w = values["x"], values["w"]
        check_fit(function, min(w.shape[:2]) > 0, "w must have at least one row and one column", w=w)
        check_fit(function, holds(size, w.shape, pad), f"w must fit into the images of x with pad {pad}", x=x, w=w)
    else:
        check_within(function, size, values["window"], pad)


def _fits_window(function: str, values: Mapping[str, Any]) -> None:
    check_below_window(function, values["window"], values["pad"])


Rate = Annotated[float, between(0, 1)]
NotNegative = Annotated[float, between(0)]
Positive = Annotated[float, check_positive]
Count = Annotated[int, between(0, whole=True)]
Length = Annotated[int, between(1, whole=True)]
Size = Annotated[tuple[int, ...], check_size]
# Of images and filters. A text says as which sizes the numbers of a tuple are known.
Images = Real[np.ndarray, "rows columns channels samples"]
Filters = Real[np.ndarray, "window_rows window_columns channels filters"]
Bias = Real[np.ndarray, "1 filters"]
Filtered = Real[np.ndarray, "out_rows out_columns filters samples"]
Pooled = Real[np.ndarray, "out_rows out_columns channels samples"]
Averages = Float[np.ndarray, "out_rows out_columns channels samples"]
ImageSize = Annotated[tuple[int, ...], check_image_size, "rows columns channels samples"]
Window = Annotated[tuple[int, ...], check_window, "window_rows window_columns"]
WindowLength = Annotated[int, check_step]
Stride = Annotated[int, check_step]
Extent = Annotated[int, check_extent]
Pad = Annotated[int, check_extent, Related(_fits_images)]
PoolingPad = Annotated[Pad, Related(_fits_window)]


class _Sizes(SimpleNamespace):
    """The sizes of a call by name, and those that follow from them."""

    out_rows = property(lambda n: output_length(n.rows, n.window_rows, n.stride, n.pad))
    out_columns = property(lambda n: output_length(n.columns, n.window_columns, n.stride, n.pad))
    places = property(lambda n: n.out_rows * n.out_columns * n.samples)
    pixels = property(lambda n: n.window_rows * n.window_columns * n.channels)
    numbers = property(lambda n: n.rows * n.columns * n.channels)


_AXES = {1: ("length",), 2: ("rows", "columns")}  # of an array whose dimensions are named by letters


class _Contract:
    """What a function's annotations say of its arguments and its result."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.name = function.__name__
        self.signature = inspect.signature(function)
        parameters = self.signature.parameters.values()
        self.positional = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
        self.defaults = {p.name: p.default for p in parameters if p.default is not p.empty}
        hints = get_type_hints(function, include_extras=True)
        self.first: list[tuple[str, Check | Fitted]] = []  # kinds, dimensions, numbers, what must fit others
        self.last: list[tuple[str, Check]] = []  # what the elements of an array are
        self.related: list[Related] = []
        self.arrays: dict[str, tuple[str, ...]] = {}
        self.integers: dict[str, tuple[str, ...]] = {}
        self.returns_array = hasattr(hints.pop("return", None), "dim_str")
        for argument, hint in hints.items():
            kind, *said = get_args(hint) if get_origin(hint) is Annotated else (hint,)
            checks = [check for check in said if callable(check)]
            fitted = [(argument, check) for check in said if isinstance(check, Fitted)]
            if fitted:
                self.first += fitted
                continue
            if hasattr(kind, "dim_str"):
                dims = self.arrays[argument] = tuple(kind.dim_str.split())
                ndim = None if any(dim.startswith("*") for dim in dims) else len(dims)
                self.first.append((argument, functools.partial(_array_kind(kind), ndim=ndim)))
                self.last += [(argument, check) for check in checks]
                continue
            checks = checks or ([_NUMBERS[kind]] if kind in _NUMBERS else [])
            self.first += [(argument, check) for check in checks]
            self.related += [relation for relation in said if isinstance(relation, Related)]
            if checks and (kind is int or get_args(kind)[:1] == (int,)):
                names = (argument,) if kind is int else " ".join(text for text in said if isinstance(text, str)).split()
                self.integers[argument] = tuple(names)
        self.derived = {a: dims for a, dims in self.arrays.items() if any(hasattr(_Sizes, dim) for dim in dims)}
        self.given = {a: dims for a, dims in self.arrays.items() if a not in self.derived}
        self.sizes = list(self._size_checks())

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments by name, defaults included."""
        given = dict(zip(self.positional, args, strict=False))
        values = {**self.defaults, **given, **kwargs}
        complete = values.keys() == self.signature.parameters.keys()
        if complete and len(args) == len(given) and given.keys().isdisjoint(kwargs):
            return values
        try:
            return self.signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{self.name}: {error}") from None

    def check(self, values: dict[str, Any]) -> None:
        """Refuse arguments that do not keep the contract: kinds first, then sizes, elements, and what follows.

        Integers become Python's own, which print without their type and do not wrap.
        """
        for argument, check in self.first:
            if isinstance(check, Fitted):
                fit = check.fit(self.name, *(values[name] for name in check.names))
                values[argument] = values[argument] if fit is None else fit
            else:
                check(self.name, argument, values[argument])
        for argument in self.integers:
            if type(value := values[argument]) is not int:
                values[argument] = tuple(map(int, value)) if isinstance(value, tuple) else int(value)
        for owner, place, argument, axis, before, expected in self.sizes:
            if before + values[owner].shape[place] != values[argument].shape[axis]:
                self._misfit(expected, values, owner, argument)
        for argument, elements in self.last:
            elements(self.name, argument, values[argument])
        for relation in self.related:
            relation.check(self.name, values)
        if self.derived:
            self._check_derived(values)

    def _size_checks(self) -> Iterator[tuple[str, slice, str, slice, tuple[int, ...], str]]:
        """Yield which sizes must be equal because their dimensions have one name, and how a person would say so."""
        seen: dict[str, tuple[str, int]] = {}  # a dimension's name: the argument and axis where it came first
        whole = slice(None)
        for argument, dims in self.given.items():
            twin = next(other for other in self.given if self.given[other] == dims)
            if twin != argument:
                yield twin, whole, argument, whole, (), f"{twin} and {argument} must have the same size"
            elif dims[0] == "1":
                owner, place = seen[dims[1]]
                width = f"with a column for each of the {dims[1]} of" if len(dims[1]) > 1 else "as wide as"
                expected = f"{argument} must be one row, {width} {owner}"
                yield owner, slice(place, place + 1), argument, whole, (1,), expected
            elif not any(dim.startswith("*") for dim in dims):
                for axis, dim in enumerate(dims):
                    owner, place = seen.setdefault(dim, (argument, axis))
                    theirs = f"{self._axis(owner, place)} of {owner}"
                    ours = f"{self._axis(argument, axis)} of {argument}"
                    expected = f"{ours} must equal {theirs}" if len(dims) == 1 else f"{theirs} must equal {ours}"
                    if owner != argument:
                        yield owner, slice(place, place + 1), argument, slice(axis, axis + 1), (), expected

    def _axis(self, argument: str, axis: int) -> str:
        dims = self.given[argument]
        return _AXES.get(len(dims), dims)[axis]

    def _check_derived(self, values: Mapping[str, Any]) -> None:
        """Refuse arrays that do not have the size that follows from the other arguments."""
        sizes = _Sizes()
        for argument, names in self.integers.items():
            value = values[argument]
            vars(sizes).update(zip(names, value if isinstance(value, tuple) else (value,), strict=False))
        for argument, dims in self.given.items():
            vars(sizes).update(zip(dims, values[argument].shape, strict=True))
        for argument, dims in self.derived.items():
            expected = tuple(getattr(sizes, dim) for dim in dims)
            if values[argument].shape != expected:
                self._misfit(f"{argument} must be of size {expected}", values, argument, *self.given)

    def _misfit(self, expected: str, values: Mapping[str, Any], *arguments: str) -> None:
        check_fit(self.name, False, expected, **{name: values[name] for name in arguments})


def _array_kind(kind: Any) -> Callable[..., None]:
    integers, floats = "int64" in kind.dtypes, "float64" in kind.dtypes
    return check_real_array if integers and floats else check_float_array if floats else check_integer_array


_NUMBERS: dict[Any, Check] = {int: check_integer, float: check_real_number}


class _Promoting(np.ndarray):
    """An array among others of other types: what is computed with it has the type that Julia gives, not NumPy's."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **keywords: Any) -> Any:
        values = list(map(_plain, inputs))
        dtype = promoted_dtype(*(x.dtype for x in values if isinstance(x, np.ndarray | np.generic)))
        values = [x.astype(dtype, copy=False) if isinstance(x, np.ndarray | np.generic) else x for x in values]
        if "out" in keywords:
            keywords["out"] = tuple(map(_plain, keywords["out"]))
        result = getattr(ufunc, method)(*values, **keywords)
        return result.view(_Promoting) if isinstance(result, np.ndarray) else result


def contract(function: Function) -> Function:
    """Return a function that checks its arguments against its annotations before its formula is computed.

    Sizes and types stand in the annotations and nowhere else: ``Real``, ``Float`` and ``Int`` arrays with named
    dimensions, numbers, and what `Annotated` adds. Dimensions such as ``out_rows`` follow from others. While the
    formula runs, arrays are in this machine's byte order, NumPy is quiet where a result is infinite, not a number or
    wraps around, as Julia is, and arrays of different types are promoted as Julia does it. The formula alone is
    what ``formula`` returns.

    >>> from jaxtyping import Real
    >>> @contract
    ... def affine(x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"]) -> Real[np.ndarray, "h n"]:
    ...     return x @ w
    >>> affine(np.ones((1, 2)), np.ones((3, 1)))
    Traceback (most recent call last):
        ...
    ValueError: affine: columns of x must equal rows of w; got x of size (1, 2), w of size (3, 1)
    """
    terms = functools.cache(lambda: _Contract(function))  # annotations are read when the function is first called

    @functools.wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        known = terms()
        values = known.bind(args, kwargs)
        known.check(values)
        for name in known.arrays:
            if not values[name].dtype.isnative:
                values[name] = values[name].astype(values[name].dtype.newbyteorder("="))
        mixed = len({values[name].dtype for name in known.arrays}) > 1
        if mixed:
            values.update({name: values[name].view(_Promoting) for name in known.arrays})
        with np.errstate(all="ignore"):
            result = function(**values)
        if mixed:
            result = tuple(map(_plain, result)) if isinstance(result, tuple) else _plain(result)
        return np.asarray(result) if known.returns_array else result

    checked.formula = function  # type: ignore[attr-defined]
    return cast("Function", checked)


def formula(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what a function with a contract computes, without the checks."""
    return function.formula  # type: ignore[attr-defined]


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, _Promoting) else value
