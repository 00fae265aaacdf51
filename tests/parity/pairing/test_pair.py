"""Declaring pairs: what the Julia text means, options, and that nothing slow is imported by it."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.comparing.corresponding import CORRESPONDING, corresponds
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Expectation, Pair, mirrors, one_based, pair, pair_of, target, zero_based
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.verdict import judge_call


@pytest.mark.parametrize(
    ("text", "kind", "inner"),
    [
        ("Statistics.std", "name", "Statistics.std"),
        ("sum", "name", "sum"),
        ("sort!", "name", "sort!"),
        ("JuliaNN.softmax", "name", "JuliaNN.softmax"),
        ("÷", "code", "÷"),
        ("x -> sum(abs2, x)", "code", "x -> sum(abs2, x)"),
        ("Base.:+", "code", "Base.:+"),
        ("my.jl::f", "file", "f"),
        ("a folder/my file.jl::Mod.f", "file", "Mod.f"),
    ],
)
def test_kinds_of_julia_text(text, kind, inner):
    found = target(text)
    assert (found.kind, found.text) == (kind, inner)
    if kind == "file":
        assert Path(found.path).is_absolute()
        assert str(found).endswith(f"::{inner}")


@pytest.mark.parametrize("bad", ["", "  ", None, 3, "my.jl::", "my.jl::1 + 1"])
def test_julia_text_that_is_none(bad):
    with pytest.raises(PairError):
        target(bad)


def test_mirrors_returns_the_function_itself():
    def f(x):
        return x

    marked = mirrors("JuliaNN.f", ulp={"float64": 2}, reason="measured")(f)
    assert marked is f
    found = pair_of(f)
    assert found.python is f
    assert found.policy.budget("float64") == 2
    assert pair_of(mirrors("JuliaNN.f", ulp={"Float64": 2})(lambda x: x)).policy.budget("float64") == 2
    assert found.replace(ulp={"Float32": 3}).policy.budget("float32") == 3
    assert found.policy.reason == "measured"
    assert pair_of(len) is None


def test_names():
    assert pair(np.std, "Statistics.std").name == "numpy.std ~ Statistics.std"
    assert pair(math.sin, "sin").python_name == "math.sin"
    assert str(pair(len, "length")) == "len ~ length"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"ulps": 3}, "no option is called ulps; there are .*ulp"),
        ({"ulp": {"Flaot64": 4}}, "no budget can be given for 'Flaot64'; there are .*float64 or Float64"),
        ({"ulp": -1}, "must be an integer of 0 or more, got -1"),
        ({"ulp": 1, "policy": pair(len, "length").policy, "using": "a b"}, "names of Julia modules"),
        ({"using": ["Statistics; run(`ls`)"]}, "names of Julia modules"),
        ({"expect": "values"}, "expect: aspect must be one of value, dtype"),
    ],
)
def test_options_that_do_not_fit(options, told):
    with pytest.raises(PairError, match=told):
        pair(len, "length", **options)


def test_policy_and_ulp_exclude_each_other():
    policy = pair(len, "length", ulp=3).policy
    assert pair(len, "length", policy=policy).policy is policy
    with pytest.raises(PairError, match="either policy, or ulp, rtol, atol and reason"):
        pair(len, "length", policy=policy, ulp=1)


def test_python_side_must_be_callable():
    with pytest.raises(PairError, match="must be a function, got int"):
        pair(3, "sum")


def test_short_forms_are_completed():
    found = pair(len, "length", using="Statistics", expect="dtype", errors={ValueError: "MyError"})
    assert found.using == ("Statistics",)
    assert found.expect == (Expectation("dtype"),)
    assert found.errors == {ValueError: ("MyError",)}
    assert isinstance(found.replace(ulp=5), Pair)
    assert found.replace(ulp=5).policy.budget("float64") == 5


def test_index_transforms():
    assert one_based(2) == 3
    assert one_based([0, 4]) == [1, 5]
    assert zero_based((1, (2, 3))) == (0, (1, 2))
    assert zero_based(np.array([1, 2])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("python", "julia", "expected"),
    [
        (ValueError, "DimensionMismatch", True),
        (ValueError, "ArgumentError", True),
        (ValueError, "DomainError", True),
        (IndexError, "BoundsError", True),
        (KeyError, "KeyError", True),
        (ZeroDivisionError, "DivideError", True),
        (TypeError, "MethodError", True),
        (OverflowError, "InexactError", True),
        (np.linalg.LinAlgError, "SingularException", True),
        (np.linalg.LinAlgError, "DimensionMismatch", True),
        (np.exceptions.AxisError, "BoundsError", True),
        (ValueError, "BoundsError", False),
        (KeyError, "BoundsError", False),
        (ValueError, "MethodError", False),
        (Exception, "ErrorException", False),
    ],
)
def test_corresponding_exceptions(python, julia, expected):
    assert corresponds(python, julia) is expected


EMPTY = "MethodError: reducing over an empty collection is not allowed; consider supplying `init` to the reducer"


@pytest.mark.parametrize(
    ("python", "julia", "message", "expected"),
    [
        (ValueError, "MethodError", EMPTY, True),  # Julia 1.8 to 1.10; ArgumentError before and in 1.12
        (ValueError, "ArgumentError", EMPTY, True),
        (TypeError, "MethodError", EMPTY, True),
        (KeyError, "MethodError", EMPTY, False),
        (ValueError, "MethodError", "MethodError: no method matching sum(::String)", False),
        (ValueError, "OwnError", EMPTY, False),
        (AttributeError, "FieldError", "FieldError: type Point has no field `z`", True),  # ErrorException until 1.11
        (NotImplementedError, "CanonicalIndexError", "setindex! not defined for UnitRange{Int64}", True),
        (RuntimeError, "ConcurrencyViolationError", "lock must be held", True),
        (ValueError, "FieldError", "", False),
    ],
)
def test_exceptions_of_newer_julias(python, julia, message, expected):
    assert corresponds(python, julia, None, message) is expected


def test_an_exception_of_ones_own_means_what_it_meant():
    assert corresponds(LookupError, "FieldError", {LookupError: ("ErrorException",)})
    assert corresponds(LookupError, "FieldError", {LookupError: ("FieldError",)})
    assert not corresponds(LookupError, "ErrorException", {LookupError: ("FieldError",)})


@pytest.mark.parametrize("raised", ["ArgumentError", "MethodError"])
def test_an_empty_reduction_agrees_on_every_julia(raised):
    python = Outcome(error="ValueError", message="max() arg is an empty sequence", exception=ValueError)
    julia = Outcome(error=raised, message=EMPTY.replace("MethodError", raised))
    assert judge_call(pair(max, "maximum"), Case(([],)), python, julia).verdict == "agree"


def test_exceptions_of_ones_own():
    class OwnError(Exception):
        pass

    assert not corresponds(OwnError, "OwnException")
    assert corresponds(OwnError, "OwnException", {OwnError: ("OwnException",)})
    assert all(isinstance(name, str) and julia for name, julia in CORRESPONDING.items())


def test_declaring_imports_nothing_slow():
    code = (
        "import sys, pyjuliann.parity.pairing.pair as p\n"
        "p.mirrors('JuliaNN.f', ulp=1)(len.__class__ and (lambda x: x))\n"
        "print([m for m in ('numpy', 'hypothesis', 'jaxtyping', 'juliacall', 'subprocess') if m in sys.modules])"
    )
    blocked = "import sys; sys.modules['numpy'] = None\n"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[]", (result.stdout, result.stderr, blocked)


def test_a_package_may_name_the_module_that_has_its_pairs(tmp_path, monkeypatch):
    package = tmp_path / "plain"
    package.mkdir()
    (package / "__init__.py").write_text("__pyjuliann_pairs__ = 'plain_pairs'\n")
    (package / "code.py").write_text("def doubled(x):\n    return 2 * x\n\ndef alone(x):\n    return x\n")
    (tmp_path / "plain_pairs.py").write_text(
        "from plain.code import doubled\nfrom pyjuliann import pair\nPAIRS = {doubled: pair(doubled, 'x -> 2x')}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from plain.code import alone, doubled

    assert str(pair_of(doubled)).endswith("doubled ~ x -> 2x")
    assert pair_of(alone) is None
