"""What every nn function needs around its formula: argument checks, and arithmetic in Julia's types.

The checks mirror ``julia/src/contract.jl``: same names, same rules, same words in the message, so that a
wrong argument is the same error in both languages. Here a wrong type raises ``TypeError``, a wrong value or
size ``ValueError``; there sizes that do not fit each other throw ``DimensionMismatch`` and all else
``ArgumentError``.

The arithmetic follows Julia where NumPy would choose another element type (an Int64 array with a Float32
array is Float32, Int64 with UInt64 is UInt64) and, as Julia does, says nothing when a result is infinite
or NaN.
"""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])

# Julia's Base also has Float16, so float16 takes part; longdouble has no counterpart there.
_FLOATS = (np.float16, np.float32, np.float64)
_MOST_ELEMENTS = 2**59  # of 8 bytes each: more cannot be addressed
_MOST_DIMENSIONS = 64  # NumPy's limit
_INT64 = np.iinfo(np.int64)


def is_real_dtype(dtype: np.dtype[Any]) -> bool:
    """Return whether both languages have `dtype` as a real number: an integer or a float, not a Bool."""
    return dtype.kind in "iu" or dtype.type in _FLOATS


def describe(value: object) -> str:
    """Return what `value` is, for the "got" part of a message."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} with size {value.shape}"
    return f"{type(value).__name__} {value!r:.60}"


def check_real_array(function: str, argument: str, value: object, ndim: int | None = None) -> None:
    """Refuse `value` unless it is an array of real numbers, with `ndim` dimensions if that is given.

    Raises
    ------
    TypeError
        If it is no array, or its elements are neither integers nor floats.
    ValueError
        If it has another number of dimensions.

    Examples
    --------
    >>> check_real_array("affine", "b", np.ones((1, 2)), 1)
    Traceback (most recent call last):
        ...
    ValueError: affine: b must be a vector; got an array of float64 with size (1, 2)
    """
    if not isinstance(value, np.ndarray) or not is_real_dtype(value.dtype):
        raise TypeError(f"{function}: {argument} must be an array of integers or floats; got {describe(value)}")
    if ndim is not None and value.ndim != ndim:
        kind = {1: "a vector", 2: "a matrix"}.get(ndim, f"an array of {ndim} dimensions")
        raise ValueError(f"{function}: {argument} must be {kind}; got {describe(value)}")


def check_float_array(function: str, argument: str, value: object, ndim: int | None = None) -> None:
    """Refuse `value` unless it is an array of floats, with `ndim` dimensions if that is given."""
    if not isinstance(value, np.ndarray) or value.dtype.type not in _FLOATS:
        raise TypeError(f"{function}: {argument} must be an array of floats; got {describe(value)}")
    check_real_array(function, argument, value, ndim)


def check_integer_array(function: str, argument: str, value: object, ndim: int | None = None) -> None:
    """Refuse `value` unless it is an array of integers, with `ndim` dimensions if that is given."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "iu":
        raise TypeError(f"{function}: {argument} must be an array of integers; got {describe(value)}")
    check_real_array(function, argument, value, ndim)


def check_real_number(function: str, argument: str, value: object) -> None:
    """Refuse `value` unless it is one integer (of at most 64 bits) or float.

    Raises
    ------
    TypeError
        If it is anything else: a bool, an array, text.
    ValueError
        If it is an integer that does not fit into Int64.
    """
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
    """Refuse `value` unless it is one number from `low` to `high`, both included; NaN is not.

    Raises
    ------
    TypeError
        If it is no integer or float.
    ValueError
        If it lies outside.

    Examples
    --------
    >>> check_between("dropout_mask", "rate", 1.5, 0, 1)
    Traceback (most recent call last):
        ...
    ValueError: dropout_mask: rate must be between 0 and 1; got 1.5
    """
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
    """Refuse `value` unless it is a filled vector of integers from 0 to classes − 1.

    Raises
    ------
    TypeError
        If it is no array of integers.
    ValueError
        If it is no vector, is empty, or holds a label outside the classes.
    """
    check_integer_array(function, argument, value, 1)
    labels = np.asarray(value)
    check_filled(function, argument, labels)
    low, high = labels.min(), labels.max()
    if low < 0 or high >= classes:
        raise ValueError(f"{function}: {argument} must be between 0 and {classes - 1}; got {low} to {high}")


def check_draws(function: str, argument: str, value: object, ndim: int | None = None) -> None:
    """Refuse `value` unless it is an array of uniform draws: floats of at least 0 and below 1.

    Raises
    ------
    TypeError
        If it is no array of floats.
    ValueError
        If it has another number of dimensions than `ndim`, or holds something outside.
    """
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
    """Refuse `value` unless it is a tuple of non-negative integers that an array can have as its size.

    Raises
    ------
    TypeError
        If it is no tuple of integers.
    ValueError
        If a number is negative, or there are too many dimensions or elements.

    Examples
    --------
    >>> check_size("ones_array", "size", (2, -3))
    Traceback (most recent call last):
        ...
    ValueError: ones_array: size must hold no negative number; got (2, -3)
    """
    if not isinstance(value, tuple) or any(isinstance(n, bool) or not isinstance(n, int | np.integer) for n in value):
        raise TypeError(f"{function}: {argument} must be a tuple of integers; got {describe(value)}")
    if any(n < 0 for n in value):
        raise ValueError(f"{function}: {argument} must hold no negative number; got {value}")
    if len(value) > _MOST_DIMENSIONS:
        raise ValueError(f"{function}: {argument} must have at most {_MOST_DIMENSIONS} dimensions; got {len(value)}")
    # Zeros are left out, because NumPy refuses (2**62, 2**62, 0) although it holds nothing.
    if math.prod(int(n) for n in value if n > 0) > _MOST_ELEMENTS:
        raise ValueError(f"{function}: {argument} must hold at most 2^59 elements; got {value}")


def check_fit(function: str, fits: bool, expected: str, **arrays: np.ndarray) -> None:
    """Refuse arrays whose sizes do not fit each other; `expected` says how they should.

    Raises
    ------
    ValueError
        If `fits` is false; the message gives the size of every array.

    Examples
    --------
    >>> a, b = np.ones((2, 3)), np.ones((2, 3))
    >>> check_fit("matrix_product", a.shape[1] == b.shape[0], "columns of a must equal rows of b", a=a, b=b)
    Traceback (most recent call last):
        ...
    ValueError: matrix_product: columns of a must equal rows of b; got a of size (2, 3), b of size (2, 3)
    """
    if not fits:
        sizes = ", ".join(f"{name} of size {array.shape}" for name, array in arrays.items())
        raise ValueError(f"{function}: {expected}; got {sizes}")


def promoted_dtype(*dtypes: np.dtype[Any]) -> np.dtype[Any]:
    """Return the element type that Julia's ``promote_type`` gives for real `dtypes`.

    Floats win over integers whatever their width, then the wider wins, then unsigned wins over signed.

    Examples
    --------
    >>> promoted_dtype(np.dtype("int64"), np.dtype("float32"))
    dtype('float32')
    >>> promoted_dtype(np.dtype("int64"), np.dtype("uint64"))
    dtype('uint64')
    """
    widest = max(dtypes, key=lambda dtype: (dtype.kind == "f", dtype.itemsize, dtype.kind == "u"))
    return widest.newbyteorder("=")


def promote(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return `arrays` in the one element type that Julia would give them all."""
    dtype = promoted_dtype(*(array.dtype for array in arrays))
    return tuple(array.astype(dtype, copy=False) for array in arrays)


def as_float(array: np.ndarray) -> np.ndarray:
    """Return `array` in floats: floats keep their width, integers become Float64, as in Julia."""
    dtype = array.dtype.newbyteorder("=") if array.dtype.kind == "f" else np.float64
    return array.astype(dtype, copy=False)


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the matrix product of `a` and `b` in Julia's promoted type; integers stay exact."""
    a, b = promote(a, b)
    with np.errstate(all="ignore"):
        return np.asarray(a @ b)


def add(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return a + b with NumPy's broadcasting, in Julia's promoted type."""
    a, b = promote(a, b)
    with np.errstate(all="ignore"):
        return np.asarray(a + b)


# ---------------------------------------------------------------- a contract, read from the annotations


Check = Callable[[str, str, Any], None]  # of function, argument and value


def between(low: float, high: float = math.inf, whole: bool = False) -> Check:
    """Return what refuses a number outside of `low` to `high`, or one that is no integer if it is to be `whole`."""

    def check(function: str, argument: str, value: Any) -> None:
        if whole:
            check_integer(function, argument, value)
        check_between(function, argument, value, low, high)

    return check


Rate = Annotated[float, between(0, 1)]
NotNegative = Annotated[float, between(0)]
Positive = Annotated[float, check_positive]
Count = Annotated[int, between(0, whole=True)]
Length = Annotated[int, between(1, whole=True)]
Size = Annotated[tuple[int, ...], check_size]

_AXES = {1: ("length",), 2: ("rows", "columns"), 4: ("rows", "columns", "channels", "samples")}


@dataclass(frozen=True)
class _Array:
    """What an annotation such as ``Real[np.ndarray, "h m"]`` asks of an array."""

    check: Callable[[str, str, object, int | None], None]
    dims: tuple[str, ...]

    @property
    def ndim(self) -> int | None:
        return None if any(dim.startswith("*") for dim in self.dims) else len(self.dims)


class _Contract:
    """What a function's annotations say of its arguments and its result."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.name = function.__name__
        self.signature = inspect.signature(function)
        hints = get_type_hints(function, include_extras=True)
        self.first: list[tuple[str, Callable[[str, str, Any], None]]] = []  # kinds, dimensions, numbers
        self.last: list[tuple[str, Check]] = []  # what the elements of an array are
        self.arrays: dict[str, tuple[str, ...]] = {}
        self.returns_array = hasattr(hints.pop("return", None), "dim_str")
        for argument, hint in hints.items():
            kind, *checks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
            if hasattr(kind, "dim_str"):
                array = _array(kind)
                self.arrays[argument] = array.dims
                self.first.append((argument, functools.partial(_check_array, array)))
                self.last += [(argument, check) for check in checks]
            elif kind in _NUMBERS and not checks:
                self.first.append((argument, _NUMBERS[kind]))
            else:
                self.first += [(argument, check) for check in checks]

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments by name, defaults included."""
        if not kwargs and len(args) == len(self.signature.parameters):
            return dict(zip(self.signature.parameters, args, strict=True))
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self.name}: {error}") from None
        bound.apply_defaults()
        return bound.arguments

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse arguments that do not keep the contract: kinds first, then sizes, then elements."""
        for argument, check in self.first:
            check(self.name, argument, values[argument])
        self._check_sizes(values)
        for argument, check in self.last:
            check(self.name, argument, values[argument])

    def _check_sizes(self, values: Mapping[str, Any]) -> None:
        """Refuse arrays whose dimensions of one name differ; the message names both, as a person would."""
        bound: dict[str, tuple[str, int]] = {}  # a dimension's name: the argument and axis where it was seen first
        for argument, dims in self.arrays.items():
            shape = values[argument].shape
            twin = next(other for other in self.arrays if self.arrays[other] == dims)
            if twin != argument:
                same = f"{twin} and {argument} must have the same size"
                self._fit(values[twin].shape == shape, same, values, twin, argument)
            elif dims[0] == "1":
                owner, axis = bound[dims[1]]
                fits = shape == (1, values[owner].shape[axis])
                self._fit(fits, f"{argument} must be one row, as wide as {owner}", values, owner, argument)
            elif not any(dim.startswith("*") for dim in dims):
                for axis, dim in enumerate(dims):
                    owner, place = bound.setdefault(dim, (argument, axis))
                    theirs = f"{_AXES[values[owner].ndim][place]} of {owner}"
                    ours = f"{_AXES[len(dims)][axis]} of {argument}"
                    expected = f"{ours} must equal {theirs}" if len(dims) == 1 else f"{theirs} must equal {ours}"
                    self._fit(values[owner].shape[place] == shape[axis], expected, values, owner, argument)

    def _fit(self, fits: bool, expected: str, values: Mapping[str, Any], *arguments: str) -> None:
        if not fits:
            check_fit(self.name, fits, expected, **{name: values[name] for name in arguments})


def _array(kind: Any) -> _Array:
    integers, floats = "int64" in kind.dtypes, "float64" in kind.dtypes
    check = check_real_array if integers and floats else check_float_array if floats else check_integer_array
    return _Array(check, tuple(kind.dim_str.split()))


def _check_array(array: _Array, function: str, argument: str, value: object) -> None:
    array.check(function, argument, value, array.ndim)


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
    dimensions, numbers, and what `Annotated` adds. While the formula runs, arrays are in this machine's byte order,
    NumPy is quiet where a result is infinite, not a number or wraps around, as Julia is, and arrays of different
    types are promoted as Julia does it. The formula alone is the attribute ``formula``.

    Raises
    ------
    TypeError
        From the function: an argument is of the wrong kind or type.
    ValueError
        From the function: sizes do not fit each other, or a number lies outside its range.

    Examples
    --------
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


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, _Promoting) else value
