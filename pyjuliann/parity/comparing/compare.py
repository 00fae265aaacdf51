"""Whether a Python value and a Julia value are the same, element by element and type by type."""

from __future__ import annotations

import datetime
import enum
import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values import sparse
from pyjuliann.bridge.values.arrays import julia_element
from pyjuliann.bridge.values.kinds import KIND_OF, Compared, bare, julia_type, python_type
from pyjuliann.bridge.values.records import JuliaFactorization, fields_of
from pyjuliann.bridge.values.type_names import (
    JULIA_ELEMENT,
    dtype_name,
    is_julia_value,
    same_scalar,
    scalar_name,
    sizes,
)
from pyjuliann.bridge.values.typed import MISSING
from pyjuliann.errors import ConversionError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.comparing.blocks import Array, unravel
from pyjuliann.parity.comparing.comparison import Allowance, Comparison, Difference, Place, Policy
from pyjuliann.parity.comparing.elements import tally_arrays
from pyjuliann.parity.comparing.forms import are_sequences, in_one_container, in_one_shape
from pyjuliann.parity.comparing.tally import Tally, ValuePath
from pyjuliann.wording import AND

__all__ = ["Comparison", "Difference", "Place", "Policy", "compare"]

_DEEPEST: Final = 64
_NUMERIC: Final = frozenset("biufc")


def compare(
    python_value: Any,
    julia_value: Any,
    policy: Policy | None = None,
    *,
    scale: Any = None,
    expected: Iterable[str] = (),
    allowance: Allowance | None = None,
) -> Comparison:
    """Compare a Python result with a Julia result.

    Containers, lengths, keys, dtypes and shapes must be the same; strings and integers are compared exactly,
    floating-point numbers by bits and then by ULP distance, complex numbers by distance in the plane. Any two NaN
    are the same; -0.0 and 0.0 are 0 ULP apart but not identical; an infinity agrees with itself only.
    Python's float is Float64, its int is Int64 (or BigInt), its bool is Bool.

    Parameters
    ----------
    python_value, julia_value : object
        The two results; `julia_value` may be a ``JuliaValue``, which tells the width of a scalar.
    policy : Policy, optional
        What may differ; by default nothing.
    scale : float, array, or tuple, list or dict of these, optional
        Magnitude of the terms behind each element; see `tally_arrays`.
    expected : iterable of str
        Of "shape", "container" and "sequence" (a list or tuple against an array with one index), in what the two are
        known to differ: their elements are compared all the same, where both have them in one order. Which could not
        be, also of "length" and "keys", is in `Comparison.uncompared`.
    allowance : Allowance, optional
        What else may differ.

    Returns
    -------
    Comparison
        Verdict, counts, distances, first and worst place.

    Raises
    ------
    TypeError
        If a value is of a type there is no rule for, such as a masked array or an object of a user's class.

    Examples
    --------
    >>> compare([1.0, (2, "x")], [1.0, (2, "x")]).verdict
    'identical'
    >>> print(compare(0.1 + 0.2, 0.3))
    differ: the value; worst 0.30000000000000004 in Python, 0.3 in Julia, 1 ULP apart
    >>> compare(0.1 + 0.2, 0.3, Policy(ulp=1)).verdict
    'agree'
    """
    policy = policy if policy is not None else Policy()
    tally = Tally(policy, expected=frozenset(expected))
    slack = None if allowance is None else allowance.values
    _walk(tally, python_value, julia_value, ValuePath(scale=scale, slack=slack))
    given = julia_value.type if is_julia_value(julia_value) else ""
    bare = julia_value.value if given else julia_value
    return tally.result(python_type(python_value), julia_type(bare, given), allowance)


def _walk(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    given = ""
    if is_julia_value(julia):
        julia, given = julia.value, julia.type
    try:
        python, julia = bare(python), bare(julia)
    except ConversionError as error:
        raise TypeError(phrase("compare: {}", error)) from None
    if where.depth > _DEEPEST:
        raise ValueError(phrase("compare: values nested deeper than {} levels, or containing themselves", _DEEPEST))
    kinds = KIND_OF[type(python)], KIND_OF[type(julia)]
    for side, value, kind in (("python_value", python, kinds[0]), ("julia_value", julia, kinds[1])):
        if not kind.compared:
            place = phrase("{} at {}", side, where.python) if where.python else side
            told = (
                "compare: no rule for a value of type {} in {}; expected numbers, strings, arrays, "
                "or tuples, lists and dicts of them"
            )
            raise TypeError(phrase(told, type(value).__name__, place))
    categories = kinds[0].category, kinds[1].category
    if categories[0] != categories[1] and categories[1] == "string" and given in kinds[0].also:
        _compare_whole(tally, python, julia, where)
    elif categories[0] != categories[1]:
        named = _named(categories[0], python_type(python)), _named(categories[1], julia_type(julia, given))
        alike = _WALKS_ACROSS.get(frozenset(categories))
        if isinstance(julia, JuliaFactorization) and isinstance(python, tuple):
            alike = _walk_sequences
        if alike is not None and tally.policy.names == "default":
            tally.remark("container", *named, where)
            alike(tally, python, julia, where)
        else:
            aspect = "sequence" if "sequence" in tally.expected and are_sequences(python, julia) else "container"
            tally.differ(aspect, *named, where)
            _walk_other_form(tally, aspect, in_one_container(python, julia), where)
    elif kinds[0].compared == "number":
        _compare_scalars(tally, python, julia, given, where)
    else:
        _WALKS[kinds[0].compared](tally, python, julia, where)


def _compare_whole(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    tally.elements += 1
    if not KIND_OF[type(python)].same(python, julia):
        _note_values(tally, python, julia, where)


def _walk_other_form(tally: Tally, aspect: str, forms: tuple[Any, Any] | None, where: ValuePath) -> None:
    """Compare the elements of values whose forms are known to differ."""
    if aspect not in tally.expected:
        return
    if forms is None:
        tally.no_distance = True
        tally.uncompared.append(tally.differences[-1])
    else:
        _walk(tally, *forms, replace(where, depth=where.depth + 1))


def _named(kind: str, described: str) -> str:
    return described if kind in described else phrase("{} ({})", phrase(kind), described)


def _note_values(tally: Tally, python: Any, julia: Any, where: ValuePath, absolute: int | None = None) -> None:
    """Note two values without a ULP distance that are not equal."""
    tally.visited += 1
    tally.differing += 1
    tally.beyond += 1
    size = math.inf if absolute is None else _as_float(absolute)
    tally.note(where.place(None, python, julia, absolute=absolute), beyond=True, gap=0, absolute=size)


def _compare_scalars(tally: Tally, python: Any, julia: Any, given: str, where: ValuePath) -> None:
    names = scalar_name(python), scalar_name(julia, given)
    if not same_scalar(python, *names):
        tally.differ("dtype", python_type(python), names[1], where)
    whole = (bool, int, np.bool_, np.integer)
    if isinstance(python, whole) and isinstance(julia, whole):
        tally.elements += 1
        p, j = int(python), int(julia)
        if p != j:
            tally.enlarge(abs(p - j), abs(p - j) / max(abs(p), abs(j)))
            _note_values(tally, python, julia, where, abs(p - j))
        return
    if isinstance(python, whole) != isinstance(julia, whole) and (apart := _rounded_away(python, julia)):
        tally.elements += 1
        _note_values(tally, python, julia, where, apart)
        return
    before = tally.first, tally.worst
    if where.scale is not None or where.slack is not None:
        where = replace(where, scale=_filling(where.scale, (1,)), slack=_filling(where.slack, (1,)))
    arrays = [np.asarray(_as_number(x)).reshape(1) for x in (python, julia)]
    tally_arrays(tally, arrays[0], arrays[1], where)
    if tally.first is not None and tally.first is not before[0]:
        tally.first = (tally.first[0], replace(tally.first[1], index=None, python=python, julia=julia))
    if tally.worst is not None and tally.worst is not before[1]:
        tally.worst = (tally.worst[0], replace(tally.worst[1], index=None, python=python, julia=julia))


def _rounded_away(python: Any, julia: Any) -> int:
    """Return how far an integer is from a float that it would be rounded to; 0 if they are apart by more, or equal."""
    a, b = (x.item() if isinstance(x, np.generic) else x for x in (python, julia))
    if complex in {type(a), type(b)} or math.inf in {abs(a), abs(b)} or _as_number(a) != _as_number(b):
        return 0
    return abs(int(a) - int(b))  # Python compares these exactly, and NumPy after rounding the integer


def _as_number(value: Any) -> Any:
    """Let an integer that no NumPy dtype holds be compared with a float."""
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return _as_float(value)
    return value


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def walk_arrays(tally: Tally, python: Array, julia: Array, where: ValuePath) -> None:
    kinds = [_element_kind(x) for x in (python, julia)]
    if kinds[0] != kinds[1]:
        tally.differ("dtype", kinds[0], JULIA_ELEMENT.get(kinds[1], kinds[1]), where)
    if python.shape != julia.shape:
        tally.differ("shape", str(python.shape), sizes(julia.shape), where)
        scale, slack = (_filling(given, python.shape) for given in (where.scale, where.slack))
        where = replace(where, scale=_squeezed(scale), slack=_squeezed(slack))
        _walk_other_form(tally, "shape", in_one_shape(python, julia), where)
        return
    if kinds[0] == kinds[1] or {python.dtype.kind, julia.dtype.kind} <= _NUMERIC:
        walk_elements(tally, python, julia, where)


def walk_elements(tally: Tally, python: Array, julia: Array, where: ValuePath) -> None:
    """Compare the elements of two arrays of one shape and of one kind, or of numbers of two dtypes."""
    if {python.dtype.kind, julia.dtype.kind} <= _NUMERIC:
        shape = python.shape
        where = replace(where, scale=_filling(where.scale, shape), slack=_filling(where.slack, shape))
        tally_arrays(tally, python, julia, where)
    elif python.dtype.kind in "mM" or all(_element_kind(side) == "string" for side in (python, julia)):
        _tally_texts_or_dates(tally, python, julia, where)
    else:
        for index in np.ndindex(python.shape):
            _walk(tally, python[index], julia[index], _at(index, where))


def _tally_texts_or_dates(tally: Tally, python: Array, julia: Array, where: ValuePath) -> None:
    """Compare what has no distance, all of it at once."""
    if python.dtype.kind in "mM":
        unequal = (python != julia) & ~(np.isnat(python) & np.isnat(julia))
    else:
        unequal = np.asarray(python.astype(object) != julia.astype(object), bool)
    tally.visited += 1
    tally.elements += python.size
    _note_unequal_values(tally, python, julia, where, unequal)


def _note_unequal_values(tally: Tally, python: Any, julia: Any, where: ValuePath, unequal: Array) -> None:
    """Note elements without a distance that are not equal: how many, and the first of them."""
    count = int(np.count_nonzero(unequal))
    if not count:
        return
    tally.differing += count
    tally.beyond += count
    index = unravel(int(unequal.argmax()), unequal.shape)
    values = (MISSING if np.ma.is_masked(side[index]) else bare(side[index]) for side in (python, julia))
    tally.note(where.place(index, *values), beyond=True, gap=0, absolute=math.inf)


def _at(index: tuple[int, ...], where: ValuePath) -> ValuePath:
    """Return the way to an element of the array here."""
    steps = [", ".join(str(i + base) for i in where.whole(index)) for base in (0, 1)]
    return where.into(f"[{steps[0]}]", f"[{steps[1]}]", None)


def _walk_masked(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    """Compare what both arrays have, element by element, and note what one of them lacks."""
    if python.shape != julia.shape:
        walk_arrays(tally, np.ma.getdata(python), np.ma.getdata(julia), where)
        return
    present = shown(python, julia)
    walk_arrays(tally, present[0], present[1], where)
    tally_masks(tally, python, julia, where)


def shown(python: Any, julia: Any) -> tuple[Array, Array]:
    """Return masked arrays without their masks, and equal ones in place of what either masks."""
    hidden = np.ma.getmaskarray(python) | np.ma.getmaskarray(julia)
    present = []
    for side in (python, julia):
        data = np.array(np.ma.getdata(side))
        texts = data.dtype.kind == "O" and all(isinstance(x, str) for x in data[~hidden].flat)
        data[hidden] = "" if texts else np.zeros((), data.dtype)
        present.append(data)
    return present[0], present[1]


def tally_masks(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    """Note what one of two arrays masks and the other does not."""
    unequal = np.ma.getmaskarray(python) ^ np.ma.getmaskarray(julia)
    _note_unequal_values(tally, python, julia, where, unequal)


def _filling(given: Any, shape: tuple[int, ...]) -> Array | None:
    """Return what is given for the numbers of an array, one for each of them."""
    return None if given is None else np.broadcast_to(np.asarray(given), shape)


def _squeezed(given: Array | None) -> Array | None:
    return None if given is None else np.squeeze(given)


def _element_kind(array: Array) -> str:
    """Return the dtype's name; strings are one kind, whether NumPy keeps them as objects or by width."""
    if array.dtype.kind in "UT":
        return "string"
    if array.dtype.kind == "O" and array.size:
        if all(isinstance(x, str) for x in array.flat):
            return "string"
        for kind, name in _AS_NUMPY.items():
            if all(type(x) is kind for x in array.flat):
                return name
    if array.dtype.kind in "mM":
        return julia_element(array)
    if array.dtype.kind not in "biufcOS":
        raise TypeError(phrase("compare: no rule for arrays of dtype {}", array.dtype))
    return dtype_name(array.dtype)


def _walk_sequences(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    if len(python) != len(julia):
        tally.differ("length", phrase("{} elements", len(python)), phrase("{} elements", len(julia)), where)
    for k, (p, j) in enumerate(zip(python, julia, strict=False)):
        _walk(tally, p, j, where.into(f"[{k}]", f"[{k + 1}]", k))


def _walk_named(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    mine, other = fields_of(python), fields_of(julia)
    # the fields of a tuple have an order; those of a dataclass and of a struct are known by their names
    ordered = isinstance(python, tuple) and isinstance(julia, tuple)
    if list(mine) != list(other) if ordered else mine.keys() != other.keys():
        names = [", ".join(own) or phrase("no fields") for own in (mine, other)]
        tally.differ("keys", names[0], names[1], where)
    for name in mine:
        if name in other:
            step = f".{name}"
            _walk(tally, mine[name], other[name], where.into(step, step, name))


def _walk_dictionaries(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    # True, 1 and 1.0 are one key to Python's dict and three to a reader: the type belongs to the key.
    p_keys, j_keys = ({(_key_kind(k), _known_by(k)): k for k in d} for d in (python, julia))
    for mine, other in ((p_keys, j_keys), (j_keys, p_keys)):
        if only := [repr(key) for typed, key in mine.items() if typed not in other]:
            has, lacks = phrase("with {}", ", ".join(only[:5])), phrase("without")
            tally.differ("keys", *((has, lacks) if mine is p_keys else (lacks, has)), where)
    for typed, key in p_keys.items():
        if typed in j_keys:
            julia_key = f'"{key}"' if isinstance(key, str) else repr(key)
            _walk(tally, python[key], julia[j_keys[typed]], where.into(f"[{key!r}]", f"[{julia_key}]", key))


def _walk_sets(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    # As with keys: 1 and 1.0 are one element to Python's set, and another dtype to a reader.
    tally.elements += len(python)
    kinds = [sorted({_key_kind(x) for x in side}) for side in (python, julia)]
    left = [{_element(x): x for x in side} for side in (python, julia)]
    alone = [[x for key, x in mine.items() if key not in other] for mine, other in (left, left[::-1])]
    if any(alone):
        words = [", ".join(sorted(map(repr, elements))[:5]) for elements in alone]
        has = [
            phrase("a set with {}, which the other lacks", told) if told else phrase("a set without them")
            for told in words
        ]
        tally.differ("value", has[0], has[1], where)
    elif kinds[0] != kinds[1]:
        sets = [phrase("a set of {}", joined(AND, names)) for names in kinds]
        tally.differ("dtype", sets[0], sets[1], where)


def _element(value: Any) -> Any:
    """Return what an element of a set is known by: every NaN is the same."""
    value = _known_by(value)
    return "NaN" if isinstance(value, (float, np.floating)) and value != value else value  # noqa: PLR0124


def _known_by(key: Any) -> Any:
    """Return what a key is known by: a member of an enumeration by its name, which it crosses as."""
    key = bare(key)
    return key.name if isinstance(key, enum.Enum) else key


def _key_kind(key: Any) -> str:
    key = _known_by(key)
    kind = KIND_OF[type(key)]
    return scalar_name(key) if kind.compared == "number" else kind.category


def _walk_sparse(tally: Tally, python: Any, julia: Any, where: ValuePath) -> None:
    """Compare what either side stores, place by place; that one stores a zero and the other nothing is noted."""
    names = [dtype_name(side.dtype) for side in (python, julia)]
    if names[0] != names[1]:
        tally.differ("dtype", names[0], JULIA_ELEMENT.get(names[1], names[1]), where)
    if python.shape != julia.shape:
        tally.differ("shape", str(python.shape), sizes(julia.shape), where)
        return
    sides = [sparse.entries(side) for side in (python, julia)]
    places = np.union1d(sides[0][0], sides[1][0])
    if any(len(own) < len(places) for own, _ in sides):
        words = [phrase("{} stored elements", len(own)) for own, _ in sides]
        tally.remark("structure", words[0], words[1], where)
    whole = []
    for own, data in sides:
        whole.append(np.zeros(len(places), data.dtype))
        whole[-1][np.searchsorted(places, own)] = data
    before = tally.first, tally.worst
    tally_arrays(tally, whole[0], whole[1], replace(where, scale=None, slack=None))

    def placed(found: Any, known: Any) -> Any:
        if found is None or found is known or found[1].index is None:
            return found
        place = int(places[found[1].index[0]])
        index = (place,) if len(python.shape) == 1 else (place % python.shape[0], place // python.shape[0])
        return found[0], replace(found[1], index=index)

    tally.first, tally.worst = placed(tally.first, before[0]), placed(tally.worst, before[1])


_AS_NUMPY: Final = {
    datetime.date: "Dates.Date", datetime.datetime: "Dates.DateTime", datetime.timedelta: "Dates.Microsecond"
}  # fmt: skip
"""What objects are that NumPy has a dtype of its own for."""

_WALKS: Final[dict[Compared, Callable[[Tally, Any, Any, ValuePath], None]]] = {
    "equal": _compare_whole,
    "array": walk_arrays,
    "masked": _walk_masked,
    "sequence": _walk_sequences,
    "fields": _walk_named,
    "keys": _walk_dictionaries,
    "set": _walk_sets,
    "sparse": _walk_sparse,
}

_WALKS_ACROSS: Final = {
    frozenset({"tuple", "named tuple"}): _walk_sequences,
    frozenset({"tuple", "pair"}): _walk_sequences,
    frozenset({"record", "named tuple"}): _walk_named,
}
"""How two values of different categories are compared that hold the same parts."""
