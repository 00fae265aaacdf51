"""Sparse matrices and vectors: what is stored stays stored, in both directions, and nothing becomes dense."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np
import pytest

from pyjuliann import ConversionError, JuliaRecord, JuliaValue, check, compare, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal

sparse = pytest.importorskip("scipy.sparse")
DENSE = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]])


def matrices() -> list[tuple[str, Any, str]]:
    csc = sparse.csc_array(DENSE)
    twice = sparse.coo_array(([1.0, 2.0, 0.0], ([0, 0, 1], [1, 1, 0])), shape=(2, 2))
    unsorted = sparse.csc_array(([3.0, 1.0], [2, 0], [0, 2, 2]), shape=(3, 2))
    return [
        ("csc", csc, "Float64"), ("csr", csc.tocsr(), "Float64"), ("coo, one place twice", twice, "Float64"),
        ("dok", csc.todok(), "Float64"), ("matrix", sparse.csr_matrix(DENSE), "Float64"),
        ("unsorted", unsorted, "Float64"), ("empty", sparse.csc_array((3, 0)), "Float64"),
        ("float32", csc.astype(np.float32), "Float32"),
        ("bool", csc.astype(bool), "Bool"), ("complex", csc * 1j, "ComplexF64"), ("int8", csc.astype(np.int8), "Int8"),
        ("large", sparse.random_array((400, 300), density=0.2, rng=np.random.default_rng(1)), "Float64"),
    ]  # fmt: skip


MATRICES = matrices()


@pytest.mark.parametrize(("value", "element"), [row[1:] for row in MATRICES], ids=[row[0] for row in MATRICES])
@pytest.mark.thorough
def test_a_sparse_matrix_is_julias(live: Engine, value: Any, element: str) -> None:
    got = live.call("identity", value, typed=True)
    assert got.type == f"SparseArrays.SparseMatrixCSC{{{element}, Int64}}"
    assert got.value.format == "csc"
    assert got.value.dtype == value.dtype
    assert (got.value.toarray() == value.toarray()).all()
    assert compare(value, got).verdict == "identical"
    assert live.call("SparseArrays.nnz", value) == got.value.nnz
    assert live.call("identity", got, typed=True).type == got.type
    assert live.call("sum", value) == pytest.approx(value.sum())


def test_explicit_zeros_stay(live: Engine) -> None:
    value = sparse.csc_array(([1.0, 0.0], [0, 1], [0, 2]), shape=(2, 1))
    assert live.call("SparseArrays.nnz", value) == 2
    assert live.call("identity", value).nnz == 2


def test_a_sparse_vector_has_one_dimension(live: Engine) -> None:
    value = sparse.coo_array(([1, 2], ([3, 0],)), shape=(5,))
    got = live.call("identity", value, typed=True)
    assert got.type == "SparseArrays.SparseVector{Int64, Int64}"
    assert got.value.toarray().tolist() == [2, 0, 0, 1, 0]
    assert compare(value, got).verdict == "identical"


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("sparse([1.0 0; 0 2; 3 0])'", (2, 3)), ("view(sparse([1.0 0; 0 2]), :, 1)", (2,)),
        ("view(sparse([1.0 0; 0 2]), 1:2, 2:2)", (2, 1)), ("Symmetric(sparse([1.0 2; 2 0]))", (2, 2)),
        ("sparse(Int32[1, 2], Int32[1, 2], [1.0, 2.0])", (2, 2)), ("sprand(7, 0.5)", (7,)),
        ("spzeros(0, 2)", (0, 2)), ("sparse(collect(1:20_000), ones(Int, 20_000), 1.0)", (20_000, 1)),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_what_shows_a_sparse_matrix_is_sparse_too(live: Engine, code: str, shape: tuple[int, ...]) -> None:
    got = live.eval(f"using SparseArrays, LinearAlgebra; shown = {code}")
    assert sparse.issparse(got)
    assert got.shape == shape
    assert (got.toarray() == live.eval("Array(shown)")).all()


def test_a_sparse_array_of_more_dimensions_is_refused(live: Engine) -> None:
    with pytest.raises(ConversionError, match="it is sparse and has 3 dimensions"):
        live.eval("using SparseArrays; reshape(sparse([1.0 0; 0 2]), 2, 1, 2)")


@pytest.mark.parametrize("element", ["Float16", "Rational{Int64}"])
def test_elements_that_scipy_lacks_are_a_record(live: Engine, element: str) -> None:
    got = live.eval(f"using SparseArrays; sparse({element}[1 0; 0 2])", typed=True)
    assert got.type == got.value._type == f"SparseArrays.SparseMatrixCSC{{{element}, Int64}}"
    assert got.value.rowval.tolist() == [1, 2]
    assert live.call("identity", got.value, typed=True).type == got.type


def test_without_scipy_it_is_a_record_and_that_is_told(live: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.warns(
        UserWarning, match=r"SciPy is not installed: a SparseArrays.SparseMatrixCSC\{Float64, Int64\} is a record"
    ):
        got = live.eval("using SparseArrays; sparse([1.0 0; 0 2])")
    assert isinstance(got, JuliaRecord)
    assert got.nzval.tolist() == [1.0, 2.0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert live.call("identity", got, typed=True).type == got._type


def test_a_type_can_be_named(live: Engine) -> None:
    value = sparse.csc_array(DENSE)
    named = "SparseArrays.SparseMatrixCSC{Float32, Int32}"
    assert live.call("identity", JuliaValue(value, named), typed=True).type == named
    for wrong in (
        JuliaValue(value * 0.1, named),
        JuliaValue(DENSE, named),
        JuliaValue(value, "SparseArrays.SparseVector{Float64, Int64}"),
    ):
        with pytest.raises(ConversionError, match="is no SparseArrays"):
            live.call("identity", wrong)


def test_what_is_no_matrix_is_refused(live: Engine) -> None:
    broken = sparse.csc_array(DENSE)
    broken.indices = broken.indices + 7
    with pytest.raises(ConversionError, match=r"csc_array of shape \(3, 2\) is no sparse matrix of Julia's: "):
        live.call("identity", broken)
    with pytest.raises(ConversionError, match=r"float128|longdouble|extended"):
        live.call("identity", sparse.csc_array(DENSE.astype(np.longdouble)))


# ---------------------------------------------------------------- comparing, and as code


def test_they_are_compared_place_by_place() -> None:
    value = sparse.csc_array(DENSE)
    other = value.copy()
    other.data[1] = 5
    differing = compare(value, other)
    assert (differing.verdict, differing.worst.index) == ("differ", (2, 0))
    assert (differing.worst.python, differing.worst.julia) == (3.0, 5.0)
    moved = sparse.csc_array(DENSE[::-1])
    assert compare(value, moved).verdict == "differ"
    assert compare(value, value.astype(np.float32)).differences[0].aspect == "dtype"
    assert compare(value, sparse.csc_array(DENSE.T)).differences[0].aspect == "shape"
    assert compare(value, DENSE).differences[0].aspect == "container"
    assert compare(
        sparse.coo_array(([1.0], ([2],)), shape=(3,)), sparse.coo_array(([1.5], ([2],)), shape=(3,))
    ).worst.index == (2,)


def test_a_stored_zero_is_noted_and_no_difference() -> None:
    value = sparse.csc_array(DENSE)
    more = sparse.csc_array(([1.0, 3.0, 0.0, 2.0], [0, 2, 0, 1], [0, 2, 4]), shape=(3, 2))
    found = compare(value, more)
    assert found.verdict == "identical"
    assert [(note.aspect, note.python, note.julia) for note in found.notes] == [
        ("structure", "3 stored elements", "4 stored elements")
    ]


def test_code_gives_the_matrix_back(engine: Engine) -> None:
    for _, value, element in MATRICES[:-1]:
        names: dict[str, Any] = {}
        exec("\n".join(code_needs(value, "python")), names)
        made = eval(python_literal(value), names)
        assert made.format == value.format
        assert type(made).__name__ == type(value).__name__
        assert compare(value, made).verdict == "identical"
        code = "\n".join([*code_needs(value, "julia"), julia_literal(value)])
        assert engine.eval(code, typed=True).type == f"SparseArrays.SparseMatrixCSC{{{element}, Int64}}"
        assert compare(value, engine.eval(code)).verdict == "identical"
    assert exact(sparse.csc_array(DENSE))["shape"] == [3, 2]


def doubled(matrix: sparse.csc_array) -> Any:
    return matrix * 2


def test_they_are_generated_and_compared_in_pairs(engine: Engine) -> None:
    assert check(pair(doubled, "m -> 2 .* m"), cases=10, seed=1, engine=engine, repair=0).verdict == "identical"
    assert check(pair(doubled, "m -> 3 .* m"), cases=10, seed=1, engine=engine, repair=0).verdict == "differ"
