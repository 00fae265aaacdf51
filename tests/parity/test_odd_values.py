"""Values that are no numbers, or numbers at the end of the range: one clear message, a difference, and no complaint."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import strategies as st

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import pair


class Sparse:
    """An array as SciPy's sparse ones: its length is ambiguous, and so is whether two are equal."""

    shape = (2, 2)

    def __len__(self):
        raise TypeError("sparse array length is ambiguous")

    def __eq__(self, other):
        return Sparse()

    def __bool__(self):
        raise ValueError("the truth value of a sparse array is ambiguous")

    __hash__ = None


STRUCTURED = [("a", "i4"), ("b", "f8")]
ODD = {
    "dates one of which is none": np.array(["2020-01-01", "NaT"], "M8[D]"),
    "a date that is none": np.datetime64("NaT"),
    "spans of time of no unit": np.array([3], "m8"),
    "records": np.array([(1, 2.0)], STRUCTURED),
    "a record": np.array([(1, 2.0)], STRUCTURED)[0],
    "a masked array of records": np.ma.zeros(2, STRUCTURED),
    "a number of extended precision": np.longdouble(1),
    "a sparse array": Sparse(),
    "an object": object(),
}


def checked(engine, python, julia, value, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        given = st.tuples(st.just(value))
        return check(pair(python, julia, **options), engine=engine, strategies=given, seed=1, keep=False, cases=3)


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_cross_is_named_as_the_argument_that_it_is(engine: Engine, name):
    with pytest.raises(PairError, match=r"argument 1 cannot go to Julia: .* no Julia counterpart.*arguments=\{name: "):
        checked(engine, lambda a: 1, "a -> 1", ODD[name])
    two = pair(lambda x, d: 1, "(x, d) -> 1", strategies=st.tuples(st.just(1.0), st.just(ODD[name])))
    with pytest.raises(PairError, match="argument 2 cannot go to Julia"):
        check(two, engine=engine, seed=1, keep=False, cases=3)


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_cross_is_converted_on_the_way(engine: Engine, name):
    assert checked(engine, lambda a: 7, "a -> a", ODD[name], arguments={"a": lambda _: 7})


@pytest.mark.parametrize("wrapped", [lambda v: v, lambda v: (1, v), lambda v: [v], lambda v: {"a": v}])
@pytest.mark.parametrize("name", ODD)
def test_as_a_result_it_is_a_difference(engine: Engine, name, wrapped):
    report = checked(engine, lambda a: wrapped(ODD[name]), "a -> [1.0, 2.0]", 1.0)
    assert report.verdict == "differ"
    assert not [note for note in report.notes if "failed" in note]


QUIET = np.array([0x7FF8_0000_0000_0000], np.uint64).view(np.float64)
SIGNALLING = {
    8: np.array([0x7FF4_0000_0000_0000], np.uint64).view(np.float64),
    4: np.array([0x7FA0_0000], np.uint32).view(np.float32),
}


@pytest.mark.parametrize("width", SIGNALLING)
@pytest.mark.parametrize(
    ("python", "julia", "verdict"),
    [
        (lambda a: a.copy(), "copy", "identical"), (lambda a: a.copy(), "a -> fill(one(eltype(a)), 1)", "differ"),
        (lambda a: a[0], "a -> a[1]", "identical"), (lambda a: (a.copy(), 1.0), "a -> (a, 1.0 + 1e-13)", "differ"),
        (lambda a: a.astype(np.complex128), "a -> ComplexF64.(a)", "identical"),
    ],
)  # fmt: skip
def test_a_signalling_nan_raises_no_complaint_of_ours(engine: Engine, width, python, julia, verdict):
    report = checked(engine, python, julia, SIGNALLING[width])
    assert report.verdict == verdict or {report.verdict, verdict} == {"agree", "identical"}
    assert not [f for f in report.findings if f.aspect == "crossing"]
    assert not [note for note in report.notes if "failed" in note]


@pytest.mark.parametrize(
    ("python", "julia"),
    [(lambda a: a + 0, "a -> a .+ 1"), (lambda a: a * 1.0, "a -> a .+ 1"), (np.abs, "a -> -a .- 1")],
)
def test_the_least_integer_raises_no_complaint_of_ours(engine: Engine, python, julia):
    report = checked(engine, python, julia, np.array([-(2**63), 2**53 + 1]))
    assert report.verdict == "differ"
    assert not [note for note in report.notes if "failed" in note]


def test_a_matrix_of_numpy_goes_as_a_matrix(engine: Engine):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matrix = np.matrix([[1.0, 2.0], [3.0, 4.0]])
    assert checked(engine, lambda a: np.asarray(a) * 2, "a -> 2a", matrix)
