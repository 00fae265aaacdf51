"""Code to paste gives the arguments back exactly, in both languages."""

from __future__ import annotations

from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Twin, one_based, pair
from pyjuliann.parity.pairing.recipes import LAYOUTS, laid_out
from pyjuliann.parity.running.snippets import julia_code, python_code

Point = namedtuple("Point", "x y")
EXACT = Policy(signed_zero=True)
RNG = np.random.default_rng(2)

VALUES = [
    1.5, -0.0, float("inf"), float("-inf"), float("nan"), 0.1, 5e-324, 3, -3, -(2**63), 2**63 - 1, 2**70, True, None,
    1 - 2j, complex(float("nan"), -0.0), "a $b \"c\" \\ é 🙂\n", b"\x00a\xff", (1,), (1, 2.0), [1, [2.0, "x"]], (),
    {"a": [1.0], 2: None}, Point(1, 2.5), Fraction(2, 3), range(0, 9, 2), range(3), np.float32(0.1), np.int8(-5),
    np.uint8(200), np.float16(0.3), np.complex64(0.1 + 2j), np.bool_(False),
    np.array([1.0, -0.0, np.nan]), np.array([[1.0, 2.0], [3.0, 4.5]]), np.array([[1.0, 2.0]]), np.array([[1.0], [2.0]]),
    np.zeros((0, 3)), np.zeros(0, np.float32), np.zeros((2, 0), np.int8), np.array(2.5), np.array([[7.0]]),
    np.arange(24.0).reshape(2, 3, 4), np.array([0.1, 0.2], np.float32), np.array([1, -2], np.int16),
    np.array([-(2**63), 2**63 - 1]), np.array([True, False]), np.array([1 + 2j, np.inf]),
    np.array([[[[20]]]]), np.arange(1, 9).reshape((2, 2, 2), order="F"), np.arange(16.0).reshape((2, 2, 2, 2)),
    np.arange(1, 5).reshape((2, 1, 2, 1), order="F"), np.ones((1, 1, 1), np.float32), np.ones((1, 1, 2), bool),
    np.zeros((0, 2, 3)), np.array([[[0.1 + 2j]]], np.complex64), np.array(["a", "bc"]), np.array([["$x"], ["가"]]),
    np.array([0, 2**64 - 1], np.uint64), range(0), range(5, 0, -1), {1.5, 2}, complex(-0.0, 0.0), namedtuple("E", "")(),
    (np.array([[1, 2]]), (np.float32(-0.0), ())), np.array([None, 1], dtype=object), np.zeros((2, 0), dtype=object),
    RNG.standard_normal(150), RNG.standard_normal((13, 11)).astype(np.float32), RNG.integers(0, 9, (101, 2)),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{type(v).__name__}-{v!r}"[:40])
def test_literals_are_exact(engine: Engine, value):
    names = {"np": np, "namedtuple": namedtuple, "Point": Point, "Fraction": Fraction}
    assert compare(eval(python_literal(value), names), value, EXACT).verdict == "identical"
    julia = engine.eval(julia_literal(value), typed=True)
    assert compare(value, julia, EXACT).verdict == "identical", julia


@pytest.mark.parametrize("layout", LAYOUTS)
def test_memory_layout_is_kept(layout):
    array = laid_out(np.arange(6.0).reshape(2, 3), layout)
    code = python_code(pair(np.sum, "sum"), Case((array,)))
    names: dict = {}
    exec(code, names)
    assert np.array_equal(names["a"], array)
    assert layout_of(names["a"]) == layout_of(array) == layout


def test_functions_of_every_kind(engine: Engine, tmp_path):
    (tmp_path / "my.jl").write_text("triple(x) = 3x\n")
    for python, julia in (
        (np.std, "Statistics.std"),
        (np.linalg.norm, "LinearAlgebra.norm"),
        (np.exp, "x -> exp.(x)"),
        (lambda x: x * 3.0, f"{tmp_path / 'my.jl'}::triple"),
        (len, "length"),
    ):
        chosen = pair(python, julia)
        case = Case((np.array([1.0, 2.0]),))
        *lines, call = python_code(chosen, case).splitlines()
        names: dict = {}
        exec("\n".join(lines), names)
        assert compare(python(case.arguments[0]), eval(call, names)).verdict == "identical"
        engine.eval(julia_code(chosen, case))


def test_transforms_keywords_and_reserved_words(engine: Engine):
    def f(end, axis, *, k):
        return end * k + axis

    chosen = pair(f, "(e; dims, k) -> e * k + dims - 1", arguments={"axis": one_based}, keywords={"axis": "dims"})
    case = Case((2.0, 1), {"k": 3.0})
    assert engine.eval(julia_code(chosen, case)) == f(2.0, 1, k=3.0)
    assert "end_ = 2.0" in julia_code(chosen, case)


def test_twins_are_their_julia_code(engine: Engine):
    chosen = pair(lambda g, x: g(x), "(g, x) -> g(x)")
    case = Case((Twin(np.sum, "sum"), np.array([1.0, 2.0])))
    assert engine.eval(julia_code(chosen, case)) == 3.0
    assert "np.sum" in python_code(chosen, case)


def test_the_project_module_is_loaded_once(engine: Engine):
    code = julia_code(pair(np.dot, "JuliaNN.flat_dot"), Case((np.ones(2), np.ones(2))))
    assert "isdefined(Main, :JuliaNN) ||" in code
    assert engine.eval(code) == 2.0
