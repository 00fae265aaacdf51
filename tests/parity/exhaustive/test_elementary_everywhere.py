"""Elementary functions at every number: the counts, held against 256 bits at each point, and what is refused."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.comparing.ulp import ulp_distance
from pyjuliann.parity.exhaustive.elementary import (
    CHUNK,
    PLACES,
    Facts,
    SweepRequest,
    Swept,
    Worst,
    number,
    requested,
    sweep,
    swept,
)
from pyjuliann.parity.exhaustive.published import JULIA, LIBM, NUMPY, library, sources
from pyjuliann.parity.judging.elementary import FUNCTIONS
from pyjuliann.parity.running.session import Session

EXP, LOG, SIN, SQRT = (FUNCTIONS[name] for name in ("exp", "log", "sin", "sqrt"))
ONE = 0x3F80_0000
SIGN = 0x8000_0000
INFINITY = 0x7F80_0000


def bits_of(value):
    return int(np.float32(value).view(np.uint32))


def at(first, count):
    return np.arange(first, first + count, dtype=np.uint32).view(np.float32)


def facts(function, first, count, engine, dtype="float32"):
    row = Swept(SweepRequest(function, dtype))
    row.add(swept(function, dtype, first, count, Session(engine)))
    return row.facts


def every_point(function, x, engine):
    """Return what 256 bits say of each point: both sides' results, the right ones, and both sides' errors."""
    with np.errstate(all="ignore"):
        python = function.python(x)
    julia, exact, *errors = Session(engine).elementary(function.julia, python, [x])
    return python, julia, exact, errors


# ---------------------------------------------------------------- the counts


@pytest.mark.parametrize(
    "first", [ONE, bits_of(88.7228), bits_of(-103.9721) - 700, bits_of(-87.336)],
    ids=["near 1", "where it overflows", "where it underflows", "where subnormal numbers begin"],
)  # fmt: skip
def test_exp_is_counted_as_256_bits_count_it_point_by_point(engine, first):
    x = at(first, 1500)
    python, julia, exact, errors = every_point(EXP, x, engine)
    found = facts(EXP, first, 1500, engine)
    distances = ulp_distance(python, julia)
    assert found.points == 1500
    assert found.distances[:3] == tuple(int(np.count_nonzero(distances == k)) for k in range(3))
    for side, values, own in ((found.python, python, errors[0]), (found.julia, julia, errors[1])):
        assert side.misrounded == np.count_nonzero(values.view(np.uint32) != exact.view(np.uint32))
        normal = np.isfinite(exact) & np.isfinite(values) & (np.abs(exact) >= np.finfo(np.float32).tiny)
        if normal.all():
            assert side.error == own.max()
            assert side.at == first + int(own.argmax())


def test_the_square_root_is_right_everywhere_and_only_below_zero_it_is_nothing(engine):
    found = facts(SQRT, SIGN - 5000, 10_000, engine)
    assert (found.python.misrounded, found.julia.misrounded, found.distances[0]) == (0, 0, 10_000)
    # NaN until the sign changes; -0.0 has a root, no other negative number
    assert (found.nans, found.outside, found.raised) == (5000, 4999, 4999)
    assert (found.python.error, found.julia.error) == (0, 0)


def test_the_ends_of_the_numbers_are_counted_once_each(engine):
    found = facts(LOG, INFINITY - 100, 300, engine)
    assert (found.points, found.nans, found.outside, found.raised) == (300, 199, 0, 0)
    assert found.python.error < 4
    assert facts(LOG, SIGN, 1, engine).distances[0] == 1  # the logarithm of -0.0 is minus infinity on both sides


def test_where_a_function_is_not_defined_julia_raises_and_numpy_gives_nan(engine):
    found = facts(SIN, INFINITY, 1, engine)
    assert (found.outside, found.raised, found.distances[0], found.python.misrounded) == (1, 1, 1, 0)


def test_float16_is_decided_by_256_bits_and_rounded_once(engine):
    found = facts(EXP, 0x3C00, 256, engine, "float16")
    assert (found.points, found.decided, found.tried) == (256, 256, 0)
    # just above the middle of 1 and the next number; two roundings would end at 1
    engine.eval("rounds_once(x) = x + oftype(x, 2)^-11 + oftype(x, 2)^-30")
    above = dataclasses.replace(EXP, python=lambda x: np.nextafter(x, np.float16(9)), julia="Main.rounds_once")
    assert facts(above, 0x3C00, 1, engine, "float16").python.misrounded == 0


def test_julia_is_measured_as_a_broadcast_calls_it(engine):
    x = at(bits_of(0.7), 5000)
    engine.eval("broadcast_of_sin(x) = sin.(x)")
    julia = engine.call("broadcast_of_sin", x)
    same = dataclasses.replace(SIN, python=lambda _: julia)
    found = facts(same, bits_of(0.7), 5000, engine)
    assert found.distances[0] == 5000
    assert found.python == found.julia


def test_a_function_of_another_dtype_is_refused(engine):
    wide = dataclasses.replace(EXP, python=lambda x: np.exp(x.astype(np.float64)))
    with pytest.raises(PairError, match="exp: expected 8 results of float32 from Python, got float64"):
        facts(wide, ONE, 8, engine)


def test_blocks_and_chunks_change_nothing(engine, monkeypatch):
    whole = facts(SQRT, ONE - 3000, 6000, engine)
    monkeypatch.setattr("pyjuliann.parity.exhaustive.elementary.BLOCKS", {"float32": 1024})
    row = Swept(SweepRequest(SQRT, "float32"))
    for first, count in ((ONE - 3000, 2500), (ONE - 500, 3500)):
        row.add(json.loads(json.dumps(sweep(engine, ("sqrt", "float32", first, count)))))
    tried = {"tried": 0, "float64_error": 0.0, "float64_at": 0}  # which points are tried depends on where groups begin
    assert row.facts._replace(**tried) == whole._replace(**tried)
    assert [first - (ONE - 3000) for first, *_ in row.stretches] == [0, 1024, 2048, 2500, 3524, 4548, 5572]


# ---------------------------------------------------------------- what is wanted


def covered(span, dtype="float32"):
    return [
        number(dtype, bits)
        for start, count in SweepRequest(SIN, dtype, span).runs
        for bits in (start, start + count - 1)
    ]


@pytest.mark.parametrize(
    ("span", "ends"),
    [
        ((1.0, 2.0), [1.0, 2.0]),
        ((-2.0, -1.0), [-1.0, -2.0]),
        ((-1.0, 2.0), [0.0, 2.0, -0.0, -1.0]),
        ((0.1, 1.0), [float(np.nextafter(np.float32(0.1), np.float32(0))) + 2**-27, 1.0]),
    ],
)
def test_a_range_holds_the_numbers_inside_of_it(span, ends):
    assert covered(span) == ends
    assert SweepRequest(SIN, "float32", span).points == sum(
        count for _, count in SweepRequest(SIN, "float32", span).runs
    )


def test_an_end_that_is_no_number_of_the_dtype_is_rounded_inward():
    for low, high in ((0.1, 0.3), (-0.3, -0.1), (0.7, 0.9)):
        found = covered((low, high))
        assert all(low <= value <= high for value in found)
        outward = [abs(float(np.nextafter(np.float32(value), np.float32(value * 2)))) for value in found]
        assert max(outward) > max(abs(low), abs(high))


def test_chunks_are_all_numbers_once():
    for dtype, bits in (("float32", 32), ("float16", 16)):
        place = 0
        for _, _, first, count in SweepRequest(EXP, dtype).chunks():
            assert first == place
            assert 1 <= count <= CHUNK
            place += count
        assert place == 2**bits


@pytest.mark.parametrize(
    ("names", "dtype", "span", "words"),
    [
        (["expp"], "float32", None, "unknown function 'expp'; closest: exp"),
        (["exp", "pow"], "float32", None, "pow has two arguments: all pairs of float32 are 2^64 = 18,446,744,073,709"),
        (["atan2"], "float16", None, "atan2 has two arguments: all pairs of float16 are 2^32 = 4,294,967,296"),
        (["exp"], "float64", None, "float64 has 2^64 = 18,446,744,073,709,551,616 numbers, too many"),
        (["log"], "float32", (-1.0, 1.0), "log is defined from 0 to inf; got the range -1:1"),
        (["exp"], "float16", (0.0, 1e9), "exp: the range 0:1e+09 has no room among the numbers of float16"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_refused(names, dtype, span, words):
    with pytest.raises(PairError) as refused:
        requested(names, dtype, span)
    assert words in str(refused.value)


def test_all_functions_are_those_of_one_argument():
    names = [request.function.name for request in requested([], "float32")]
    assert set(names) == {name for name, function in FUNCTIONS.items() if not function.second}


# ---------------------------------------------------------------- joining


def block(first, wrong, error, apart=0):
    distances = [0] * len(PLACES)
    distances[0] = 4
    worst = Worst(wrong, error, first)
    return first, list(Facts(4, 0, 0, 0, 1, tuple(distances), apart, first, 1, 0.5, first, worst, worst))


def test_of_equal_errors_the_first_is_kept():
    row = Swept(SweepRequest(EXP, "float32"))
    row.add([block(0, 1, 0.75, 2), block(4, 1, 0.75, 2)])
    row.add([block(8, 2, 0.5)])
    assert row.facts.python == row.facts.julia == Worst(4, 0.75, 0)
    assert (row.facts.apart, row.facts.apart_at, row.facts.decided) == (2, 0, 3)
    row.add([block(12, 0, math.inf)])
    assert row.facts.python.at == 12
    assert not row.is_whole
    assert json.dumps(row.to_dict(), allow_nan=False)


# ---------------------------------------------------------------- what others found


def test_published_figures_are_met_if_rounded_to_them_or_up_to_them():
    assert LIBM.agrees("exp", 0.91008)
    assert LIBM.agrees("sin", 0.5009)
    assert JULIA.agrees("log", 0.55072)
    assert not JULIA.agrees("exp", 0.91008)
    assert not NUMPY.agrees("exp", 2.5408)


def test_only_all_numbers_are_held_against_published_figures():
    row = Swept(SweepRequest(EXP, "float32", (1.0, 2.0)))
    assert row.published("julia") == []
    assert [source.digits for source in sources("julia", "exp", "float32")] == [4, 3]
    assert sources("julia", "exp", "float16") == sources("python", "tan", "float32") == []


@pytest.mark.parametrize(
    ("target", "name", "words"),
    [
        ("X86_V4", "exp", "NumPy's own loops for X86_V4"),
        ("AVX512_SKX", "tan", "Intel's SVML, as NumPy has it for AVX512_SKX"),
        ("X86_V3", "exp", "NumPy's own loops for X86_V3"),
        ("baseline(X86_V2)", "tan", "NumPy's loops for all processors (baseline(X86_V2)), or the C library"),
        ("", "tan", "the system's C library"),
    ],
)
def test_what_computes_a_function_is_told_by_what_numpy_dispatched(monkeypatch, target, name, words):
    monkeypatch.setattr("pyjuliann.parity.exhaustive.published.dispatched", lambda *_: target)
    assert library(name, name, "float32") == words
