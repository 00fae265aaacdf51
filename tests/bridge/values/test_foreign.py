"""Arrays and tables of other packages: what crosses as an array, what is refused, and why."""

from __future__ import annotations

import array
import ctypes
from typing import Any

import numpy as np
import pytest

from pyjuliann import MISSING, ConversionError, compare
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal


class Exporting:
    """What tells its elements by DLPack alone, from a device."""

    def __init__(self, elements: Any, device: int = 1) -> None:
        self.elements, self.device = np.array(elements), device

    def __dlpack__(self, **options: Any) -> Any:
        return self.elements.__dlpack__(**options)

    def __dlpack_device__(self) -> tuple[int, int]:
        return self.device, 0


class Telling:
    """What tells its elements by `__array__`."""

    requires_grad = False

    def __init__(self, elements: Any, error: Exception | None = None) -> None:
        self.elements, self.error = elements, error

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        if self.error is not None:
            raise self.error
        return np.array(self.elements, dtype)


class Learning(Telling):
    requires_grad = True


@pytest.mark.parametrize(
    ("value", "julia_type", "elements"),
    [
        (Exporting([1.0, 2.0]), "Vector{Float64}", [1.0, 2.0]),
        (Telling(np.array([[1, 2]], np.int16)), "Matrix{Int16}", [[1, 2]]),
        (memoryview(b"ab"), "Vector{UInt8}", [97, 98]),
        (memoryview(np.ones((2, 1), np.float32)), "Matrix{Float32}", [[1], [1]]),
        (array.array("i", [1, 2]), "Vector{Int32}", [1, 2]),
        ((ctypes.c_double * 2)(1, 2), "Vector{Float64}", [1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.thorough
def test_what_tells_its_elements_is_an_array(live: Engine, value: Any, julia_type: str, elements: Any) -> None:
    got = live.call("identity", value, typed=True)
    assert (got.type, got.value.tolist()) == (julia_type, elements)
    assert live.call("identity", [value, 1])[0].tolist() == elements
    assert compare(value, got).verdict == "identical"
    assert compare(value, got.value[:1] + 1).verdict == "differ"
    assert live.eval(julia_literal(value), typed=True).type == julia_type
    assert exact(value) == exact(np.array(elements, got.value.dtype))


def test_bytes_stay_bytes(live: Engine) -> None:
    assert live.call("identity", b"ab", typed=True).value == b"ab"


def test_code_makes_what_it_was() -> None:
    for value in (memoryview(np.ones(2)), array.array("d", [1.0, 2.0])):
        names: dict[str, Any] = {}
        exec("\n".join(code_needs(value, "python")), names)
        made = eval(python_literal(value), names)
        assert type(made) is type(value)
        assert np.asarray(made).tolist() == np.asarray(value).tolist()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Exporting([1.0], device=2), "Exporting that is not in the processor's memory: copy it there first"),
        (Learning([1.0]), r"Learning that requires gradients, which end here: pass its \.detach\(\)"),
        (Telling([1.0], RuntimeError("no\nway")), r"Telling that NumPy cannot read \(RuntimeError: no way\)"),
        (Telling(np.array([1], np.longdouble)), "dtype float128|dtype longdouble|extended precision"),
    ],
    ids=["gpu", "gradients", "raises", "longdouble"],
)
def test_what_cannot_be_read_is_refused(live: Engine, value: Any, words: str) -> None:
    with pytest.raises(ConversionError, match=rf"^identity: argument 1: .*({words})"):
        live.call("identity", value)
    assert live.call("sum", [1, 2]) == 3


def test_what_cannot_be_read_is_not_compared_and_has_no_code() -> None:
    with pytest.raises(TypeError, match="requires gradients"):
        compare(Learning([1.0]), np.array([1.0]))
    assert "Learning" in python_literal(Learning([1.0]))
    assert "Learning" in exact(Learning([1.0]))


# ---------------------------------------------------------------- packages that may not be there


def test_tensors(engine: Engine) -> None:
    torch = pytest.importorskip("torch")
    for tensor, julia_type in (
        (torch.ones(2, 3), "Matrix{Float32}"),
        (torch.arange(6).reshape(2, 3).T, "Matrix{Int64}"),
        (torch.tensor(1.5, dtype=torch.float64), "Array{Float64, 0}"),
        (torch.tensor([True]), "Vector{Bool}"),
    ):
        got = engine.call("identity", tensor, typed=True)
        assert got.type == julia_type
        assert got.value.tolist() == tensor.tolist()
        assert compare(tensor, got).verdict == "identical"
    for tensor in (torch.ones(2, requires_grad=True), torch.ones(2, dtype=torch.bfloat16), torch.ones(2).to_sparse()):
        with pytest.raises(ConversionError, match=r"^identity: argument 1: a torch\.Tensor that"):
            engine.call("identity", tensor)
    names: dict[str, Any] = {}
    exec("\n".join(code_needs(torch.ones(2), "python")), names)
    assert torch.equal(eval(python_literal(torch.ones(2)), names), torch.ones(2))


def test_series_and_frames(engine: Engine) -> None:
    pandas = pytest.importorskip("pandas")
    series = pandas.Series([1.0, np.nan], index=["a", "b"])
    assert engine.call("identity", series, typed=True).type == "Vector{Float64}"
    assert engine.call("sum", pandas.Series([1, 2], dtype="Int64")) == 3
    for lacking, julia_type in (
        (pandas.Series(["a", None, np.nan]), "Vector{Union{Missing, String}}"),
        (pandas.Series([1, None], dtype="Int64"), "Vector{Union{Missing, Int64}}"),
        (pandas.Series(["2020-01-01", None], dtype="datetime64[ms]"), "Vector{Union{Missing, Dates.DateTime}}"),
    ):
        got = engine.call("identity", lacking, typed=True)
        assert got.type == julia_type
        assert got.value[1] is MISSING or np.ma.is_masked(got.value[1])
        assert compare(lacking, got).verdict == "identical"
    frame = pandas.DataFrame({"x": [1.0, 2.0], "name": ["a", "b"], "unit price": [3, 4]})
    assert engine.call("identity", frame, typed=True).type.startswith("NamedTuple{(:x, :name, Symbol")
    back = engine.call("identity", frame)
    assert pandas.DataFrame(back._asdict()).equals(frame)
    assert compare(frame, back).verdict == "identical"
    assert ".x[1]" in str(compare(frame, engine.eval('(x = [1.0, 2.5], name = ["a", "b"], var"unit price" = [3, 4])')))
    assert compare(frame, engine.eval(julia_literal(frame))).verdict == "identical"
    names: dict[str, Any] = {"np": np, "pandas": pandas}
    assert eval(python_literal(frame), names).equals(frame)


@pytest.mark.parametrize(
    ("columns", "words"),
    [([0], "a column called 0: expected a text"), (["a", "a"], "two columns called 'a'")],
    ids=["number", "twice"],
)
def test_frames_that_are_refused(engine: Engine, columns: list[Any], words: str) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(np.ones((1, len(columns))), columns=columns)
    with pytest.raises(ConversionError, match=words):
        engine.call("identity", frame)
