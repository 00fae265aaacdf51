"""Going through a space: the verdict on every input is that of the ordinary comparison."""

from __future__ import annotations

import enum
import math
import warnings
from collections import Counter
from typing import Any

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.exhaustive.found import Found
from pyjuliann.parity.exhaustive.spaces import chunks, space_of
from pyjuliann.parity.exhaustive.sweep import Sweep
from pyjuliann.parity.pairing.generate import Family
from pyjuliann.parity.pairing.pair import Expectation, one_based, pair
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


def warner(x):
    if x % 50 == 3:
        warnings.warn("three", stacklevel=1)
    return x


def spoiled(x):
    return np.nextafter(x, np.float16(9)) if x > 3 else -x if x == 0 else x


def branching(x):
    if x == 5:
        raise KeyError(x)
    return x / 3 if x < 100 else float("inf") if x < 120 else x


NAN = "x -> x < 4 ? NaN : x / 2"
NARROW = {"domain": {"x": (0.5, 0.75)}, "types": {"x": "float16"}}
PAIRS = {
    "the same": (lambda x: x, "identity", {"types": {"x": "int8"}}),
    "one other": (lambda x: x + (x == 77), "identity", {"types": {"x": "int8"}}),
    "floor": (lambda a, b: a // b, "div", {"domain": {"a": (-9, 9), "b": (-9, 9)}}),
    "overflow": (lambda x: x * x, "x -> x * x", {"types": {"x": "int8"}}),
    "another dtype": (lambda x: x.astype(np.float32), "x -> Float64(x)", {"types": {"x": "uint8"}}),
    "another dtype at times": (lambda x: x if x < 9 else float(x), "identity", {"domain": {"x": (0, 20)}}),
    "ufunc": (np.exp, "exp", NARROW),
    "ufunc that warns": (np.exp, "exp", {"types": {"x": "float16"}, "domain": {"x": (11, 12)}}),
    "ufunc of two": (np.hypot, "hypot", {"types": {"x1": "uint8", "x2": "uint8"}, "domain": {"x1": (0, 9)}}),
    "ulp": (lambda x: np.float16(math.exp(x)), "exp", {**NARROW, "ulp": 0}),
    "spoiled": (spoiled, "identity", {"types": {"x": "float16"}, "domain": {"x": (-0.0001, 0.0001)}}),
    "spoiled, strictly": (
        spoiled, "identity",
        {"types": {"x": "float16"}, "domain": {"x": (2.9, 3.3)}, "policy": Policy(rounding="strict")},
    ),
    "signed zero": (
        lambda x: x + np.float16(0), "identity",
        {"types": {"x": "float16"}, "domain": {"x": (-1e-6, 1e-6)}, "policy": Policy(signed_zero=True)},
    ),
    "logarithm": (np.log, "log", {"types": {"x": "float16"}, "domain": {"x": (-3e-7, 3e-7)}}),
    "raises": (math.sqrt, "sqrt", {"domain": {"x": (-40, 40)}}),
    "raises alone": (branching, "x -> x / 3", {"domain": {"x": (0, 130)}}),
    "NaN": (lambda x: x / 2, NAN, {"domain": {"x": (0, 30)}}),
    "warns": (warner, "identity", {"types": {"x": "uint8"}}),
    "text": (lambda x: str(int(x)), "string", {"types": {"x": "uint8"}}),
    "text at times": (lambda x: x if x < 9 else "many", 'x -> x < 9 ? x : "many"', {"domain": {"x": (0, 20)}}),
    "bool": (lambda a, b: a and b, "&", {"types": {"a": bool, "b": bool}}),
    "choice": (lambda x: x is Level.LOW, "x -> x == :LOW", {"types": {"x": Level}}),
    "transformed": (lambda k: "abc"[k], 'k -> string("abc"[k])', {
        "domain": {"k": (0, 4)}, "arguments": {"k": one_based}}),
    "result": (lambda x: x, "x -> x + 1", {"domain": {"x": (0, 9)}, "result": lambda x: x - 1}),
    "where": (lambda x: x, "identity", {"types": {"x": "uint8"}, "where": lambda x: x % 3 == 1}),
    "expected": (lambda x: x * 1.0, "identity", {"domain": {"x": (0, 9)}, "expect": Expectation(
        "dtype", "of old", lambda x: x > 4)}),
    "tolerance": (lambda x: x * 1.0001, "identity", {"types": {"x": "float"}, "rtol": 1e-3,
                                                    "domain": {"x": (1, 1 + 1e-13)}}),
}  # fmt: skip


def counts_of(results: Any) -> Counter[str]:
    """Return what ordinary results come to, in the words of `Found`."""
    found: Counter[str] = Counter(result.verdict for result in results)
    found["both"] = sum(r.both_raised for r in results)
    found["python"] = sum(bool(r.python.error and not r.julia.error) for r in results)
    found["julia"] = sum(bool(r.julia.error and not r.python.error) for r in results)
    found["uncompared"] = sum(not r.compared and not r.both_raised for r in results)
    found["within"] = sum(bool(r.within) for r in results)
    return +found


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.thorough
def test_every_verdict_is_that_of_the_ordinary_comparison(engine: Engine, name: str) -> None:
    python, julia, options = PAIRS[name]
    given = pair(python, julia, **options)
    space, session = space_of(given), Session(engine)
    session.prepare(given)
    found = Found()
    for chunk in chunks(space.size):
        found.join(Found.of_plain(Sweep(given, space)(engine, chunk)))
    family = Family("all", where=given.where)
    cases = [(k, case) for k, case in enumerate(space.cases(np.arange(space.size))) if family.wanted(case)]
    results = run_pair(session, given, [case for _, case in cases])
    expected = counts_of(results)
    assert {name: found.counts[name] for name in expected} == dict(expected)
    assert sum(found.counts[verdict] for verdict in ("identical", "agree", "differ")) == len(cases)
    assert found.counts["unwanted"] == space.size - len(cases)
    kinds = Counter(result.signature for result in results if result.signature)
    assert {kind: entry.count for kind, entry in found.kinds.items()} == kinds
    differing = [k for (k, _), result in zip(cases, results, strict=True) if result.aspect]
    inside = [place for first, last in found.ranges.listed for place in range(first, last + 1)]
    assert inside == differing
    distances = Counter(r.max_ulp if r.max_ulp <= 64 else 1 << (r.max_ulp - 1).bit_length()
                        for r in results if r.max_ulp is not None)  # fmt: skip
    assert found.distances == distances


@pytest.mark.thorough
def test_a_julia_that_dies_of_one_input_is_found_out(engine: Engine) -> None:
    given = pair(lambda x: x, "x -> x == 3 ? ccall(:abort, Cvoid, ()) : x", domain={"x": (2, 4)})
    space = space_of(given)
    found = Found.of_plain(Sweep(given, space)(engine, (0, 3)))
    assert found.counts["identical"] == 2
    assert found.kinds["error"].first == [1]


def test_classes_of_many_inputs_are_judged_by_some(engine: Engine) -> None:
    given = pair(lambda x: x + 1, "identity", types={"x": "uint16"})
    found = Found.of_plain(Sweep(given, space_of(given))(engine, (0, 4096)))
    assert found.counts["differ"] == 4096
    assert 0 < found.counts["judged"] < 100
    assert found.counts["judged"] + found.counts["alike"] == 4096
