"""One verdict per call: error class, warnings, changed arguments, aliasing, what cannot cross."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.language import translated
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Expectation, Twin, one_based, pair, zero_based
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.wording import words_of

X = np.array([3.0, 1.0, 2.0])


@pytest.fixture(scope="module")
def session(engine: Engine) -> Session:
    return Session(engine)


def one(session: Session, python, julia, *arguments, named=None, **options) -> CaseResult:
    chosen = pair(python, julia, **options)
    session.prepare(chosen)
    return run_pair(session, chosen, [Case(arguments, named or {})])[0]


def test_equal_results(session):
    result = one(session, np.sum, "sum", X)
    assert result.verdict == "identical"
    assert not result.differences
    assert result.julia.type == "Float64"


def test_why_a_result_does_not_cross_is_told_in_korean(session):
    result = one(session, lambda x: {}, "x -> Dict([1] => 2)", X)
    assert result.julia.unsupported == "a Dict with a numpy.ndarray as key, which Python cannot hash"
    told = translated(result.julia.unsupported, words_of("ko"))
    assert told == "Dict의 키에 파이썬이 해시할 수 없는 numpy.ndarray이(가) 있다"


@pytest.mark.parametrize(
    ("aspect", "python", "julia", "arguments"),
    [
        ("value", lambda x: x, "x -> x .+ 1", (X,)),
        ("dtype", lambda x: x.astype(np.float32), "copy", (X,)),
        ("dtype", np.sum, "x -> Float32(sum(x))", (X,)),
        ("shape", lambda x: x.copy(), "x -> repeat(x, 2)", (X,)),
        ("container", lambda x: [1, 2], "x -> (1, 2)", (X,)),
        ("length", lambda x: (1, 2), "x -> (1, 2, 3)", (X,)),
        ("keys", lambda x: {"a": 1}, 'x -> Dict("b" => 1)', (X,)),
        ("error", np.log, "v -> log.(v)", (-X,)),
        ("error", lambda x: int("x"), "x -> 1", (X,)),
        ("error", lambda x: {}["a"], "x -> [1][2]", (X,)),
        ("crossing", np.sum, "x -> sin", (X,)),
        ("changed", lambda x: x.sort(), "x -> nothing", (X,)),
        ("changed", lambda x: None, "x -> (sort!(x); nothing)", (X,)),
        ("changed", lambda x: x.sort(), "x -> (sort!(x; rev=true); nothing)", (X,)),
        ("warnings", lambda x: (warnings.warn("careful", stacklevel=1), 1)[1], "x -> 1", (X,)),
        ("warnings", lambda x: 1, 'x -> (@warn "careful"; 1)', (X,)),
    ],
)
def test_aspects(session, aspect, python, julia, arguments):
    result = one(session, python, julia, *arguments)
    assert result.verdict == "differ"
    assert result.aspect == aspect, result.differences
    assert result.summary.startswith("differ")
    assert X.tolist() == [3.0, 1.0, 2.0], "the caller's arguments stay as they are"


@pytest.mark.parametrize(("python", "julia"), [(lambda x: x[1:], "x -> x[2:end]"), (lambda x: x.copy(), "identity")])
def test_shared_memory_alone_is_noted(session, python, julia):
    result = one(session, python, julia, X)
    assert result.verdict == "identical"
    assert [note.aspect for note in result.notes] == ["aliasing"]
    assert not one(session, python, julia, X, policy=Policy(aliasing="ignore")).notes
    strict = one(session, python, julia, X, policy=Policy(aliasing="strict"))
    assert (strict.verdict, strict.aspect) == ("differ", "aliasing")
    known = one(session, python, julia, X, expect="aliasing")
    assert [d.aspect for d in known.expected] == ["aliasing"]
    assert not known.notes


@pytest.mark.parametrize(
    ("python", "julia", "arguments"),
    [
        (lambda x: x.sort(), "x -> (sort!(x); nothing)", (X,)),
        (lambda x: x, "identity", (X,)),
        (lambda x: x[1:], "x -> view(x, 2:length(x))", (X,)),
        (lambda x: (x, 1), "x -> (x, 1)", (X,)),
        (lambda x: x.reshape(3, 1), "x -> reshape(x, 3, 1)", (X,)),
        (lambda d: d, "identity", ({"a": 1},)),
        (dict, "copy", ({"a": 1},)),
        (lambda x: x, "identity", (np.zeros((0, 2)),)),
        (lambda x: x[5], "x -> x[6]", (X,)),
        (lambda a, b: a // b, "÷", (1, 0)),
        (lambda x: warnings.warn("a", stacklevel=1), 'x -> (@warn "b"; nothing)', (X,)),
        (lambda x: x * 1e300 * 1e300, "x -> x .* 1e300 .* 1e300", (X,)),
        (np.linalg.inv, "inv", (np.ones((2, 2)),)),
        (lambda x: None, "x -> nothing", ("text",)),
        (lambda x: "é" + x, 'x -> "é" * x', ("text",)),
        (np.sum, "sum", (np.asfortranarray(np.arange(6.0).reshape(2, 3))[::-1],)),
        (lambda x: x + 1, "x -> x .+ 1", (np.arange(6.0).reshape(2, 3)[:, ::2],)),
        (lambda x: x, "identity", (np.array(2.5),)),
        (lambda x: x * 2, "x -> x .* 0x02", (np.array([1, 2], np.uint8),)),
        (lambda *a: len(a), "(a...) -> length(a)", (1, 2.0, "x", None, X, [1], True, 2**70)),
    ],
)
def test_agreement(session, python, julia, arguments):
    result = one(session, python, julia, *arguments, using="LinearAlgebra")
    assert result.verdict in {"identical", "agree"}, result.differences


def test_arithmetic_warnings_of_numpy_count_only_when_strict(session):
    def divide(x):
        return x / 0.0

    assert one(session, divide, "x -> x ./ 0.0", X).verdict == "agree"
    assert one(session, divide, "x -> x ./ 0.0", X, policy=Policy(warnings="strict")).aspect == "warnings"
    shouted = one(
        session, lambda x: warnings.warn("a", stacklevel=1), "x -> nothing", X, policy=Policy(warnings="ignore")
    )
    assert shouted.verdict in {"identical", "agree"}


def test_aliasing_can_be_ignored(session):
    assert one(session, lambda x: x[1:], "x -> x[2:end]", X, policy=Policy(aliasing="ignore")).verdict == "identical"


def test_both_sides_raise(session):
    result = one(session, lambda x: x @ np.ones(5), "x -> x' * ones(5)", X)
    assert result.both_raised
    assert (result.python.error, result.julia.error) == ("ValueError", "DimensionMismatch")
    assert result.verdict == "agree"
    assert result.summary == "agree: both raised, ValueError and DimensionMismatch"


def test_read_only_arguments_are_no_difference(session):
    frozen = X.copy()
    frozen.flags.writeable = False
    assert one(session, lambda x: x.sort(), "x -> (sort!(x); nothing)", frozen).verdict == "identical"
    assert one(session, np.sort, "sort", frozen).verdict == "identical"


def test_expected_differences(session):
    known = Expectation("dtype", "Float32 is kept", when=lambda x: x.dtype == np.float32)
    result = one(session, lambda x: x * np.float64(2), "x -> x .* 2", X.astype(np.float32), expect=known)
    assert result.verdict == "agree"
    assert [d.aspect for d in result.expected] == ["dtype"]
    elsewhere = Expectation("dtype", "", when=lambda x: x.size > 99)
    assert one(session, lambda x: x * 2, "x -> Float32.(x .* 2)", X, expect=elsewhere).verdict == "differ"


def test_transforms_of_arguments_and_result(session):
    options = {"arguments": {"i": one_based}, "result": zero_based}
    assert one(session, lambda x, i: int(x[i]), "(x, i) -> Int(x[i]) + 1", X, 2, **options).verdict == "identical"


def test_keywords(session):
    assert one(session, lambda x, *, k: x * k, "(x; k) -> x * k", 2.0, named={"k": 3.0}).verdict == "identical"
    by_axis = {"keywords": {"axis": "dims"}, "arguments": {"axis": one_based}, "result": np.ravel}
    matrix = np.arange(6.0).reshape(2, 3)
    assert one(session, lambda a, axis: a.sum(axis), "(a; dims) -> sum(a; dims=dims)", matrix, 1, **by_axis)


def test_twins_cross_as_code(session):
    square = Twin(lambda v: v * v, "v -> v * v")
    assert one(session, lambda f, x: f(x), "(f, x) -> f(x)", square, 3.0).verdict == "identical"


def test_own_error_classes(session):
    class OwnError(Exception):
        pass

    def fail(x):
        raise OwnError

    code = 'x -> throw(ErrorException("no"))'
    assert one(session, fail, code, X).aspect == "error"
    assert one(session, fail, code, X, errors={OwnError: "ErrorException"}).verdict == "agree"


def test_many_cases_of_many_kinds_in_one_frame(session):
    chosen = pair(lambda x: x, "identity")
    session.prepare(chosen)
    values = [1, 2.5, True, None, "é", 1j, X, X.astype("f4"), X.reshape(1, 3), [1, [2]], (1, "a"), {"k": X}, np.int8(3),
              np.zeros((2, 0)), 2**80, np.array([1 + 2j]), np.array([True, False]), np.array(1.0)] * 20  # fmt: skip
    results = run_pair(session, chosen, [Case((value,)) for value in values])
    assert [r.case.arguments[0] is value for r, value in zip(results, values, strict=True)] == [True] * len(values)
    assert {r.verdict for r in results} == {"identical"}


def test_no_argument_at_all(session):
    assert one(session, lambda: 1.5, "() -> 1.5").verdict == "identical"


def test_an_argument_that_cannot_cross(session):
    with pytest.raises(PairError, match="Twin"):
        one(session, lambda x: 1, "x -> 1", object())


@pytest.mark.parametrize(
    ("julia", "told"),
    [
        ("Statistics.sdt", "Julia has no such function: .*no sdt; closest: std"),
        ("smu", "no smu; closest: sum"),
        ("NoSuchModule.f", "NoSuchModule"),
        ("x -> (", "the Julia code gives no function"),
        ("1 + 1", "a value of type Int64, not a function"),
        ('error("no")', "no"),
    ],
)
def test_a_julia_side_that_is_not_there(session, julia, told):
    with pytest.raises(PairError, match=told) as caught:
        session.prepare(pair(np.std, julia))
    assert "numpy.std" in str(caught.value)


def test_julia_files(session, tmp_path):
    good, bad = tmp_path / "good.jl", tmp_path / "bad.jl"
    good.write_text("module Inner\nf(x) = x .+ 1\nend\nf(x) = x .* 2\n")
    bad.write_text("f(x) = 1\n\ng(x) = (\n")
    assert one(session, lambda x: x * 2, f"{good}::f", X).verdict == "identical"
    assert one(session, lambda x: x + 1, f"{good}::Inner.f", X).verdict == "identical"
    for text, told in (
        (f"{bad}::f", r"bad\.jl:3"),
        (f"{good}::h", "no h"),
        (f"{tmp_path}/none.jl::f", "no Julia file"),
    ):
        with pytest.raises(PairError, match=told):
            session.prepare(pair(np.std, text))
    good.write_text("f(x) = x .* 3\n")
    assert one(session, lambda x: x * 3, f"{good}::f", X).verdict == "identical", "a changed file is loaded anew"


def test_a_plain_name_is_that_of_a_module_that_is_used(session):
    session.engine.eval(
        "module UsedByName; export sin, shown; sin(x) = 7.0; shown(x) = 8.0; hidden(x) = 9.0; end; nothing"
    )
    for name, value in (("sin", 7.0), ("shown", 8.0), ("hidden", 9.0)):
        assert one(session, lambda x, v=value: v, name, 1.0, using=["Statistics", "UsedByName"]).verdict == "identical"
    assert one(session, np.mean, "mean", X, using="Statistics").verdict == "identical"
    assert one(session, lambda x: x + 1.0, "x -> x .+ 1.0", X, using="UsedByName").verdict == "identical"
    with pytest.raises(PairError, match="there is no mean"):
        session.prepare(pair(np.mean, "mean", using="UsedByName"))


def test_using_a_module_that_is_not_there(session):
    with pytest.raises(PairError, match="cannot load what it is `using`"):
        session.prepare(pair(np.std, "f", using="NoSuchModule"))


def test_python_side_keeps_layout_and_arguments():
    seen = []

    def spy(x):
        seen.append(x.strides)
        x[...] = 0
        return x

    reversed_view = np.arange(4.0)[::-1]
    outcome = run_python(spy, [Case((reversed_view,))])[0]
    assert seen == [reversed_view.strides]
    assert reversed_view.tolist() == [3.0, 2.0, 1.0, 0.0]
    assert outcome.changed[0].tolist() == [0.0] * 4
    assert outcome.value.tolist() == [0.0] * 4
    assert outcome.aliases == {0}


def test_changing_nan_or_the_sign_of_zero_is_noticed():
    def flip(x):
        x *= -1

    assert run_python(flip, [Case((np.array([0.0]),))])[0].changed
    assert not run_python(lambda x: None, [Case((np.array([np.nan]),))])[0].changed
