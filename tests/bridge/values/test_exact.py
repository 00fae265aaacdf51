"""Values in JSON: every number in full, and nothing that JSON cannot hold."""

from __future__ import annotations

import base64
import json
from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

from pyjuliann.bridge.values.array_code import MOST_IN_JSON
from pyjuliann.bridge.values.exact import SCHEMA_VERSION, document, exact
from pyjuliann.bridge.values.typed import JuliaValue

P = namedtuple("P", "x y")
RNG = np.random.default_rng(5)


def through_json(value):
    return json.loads(json.dumps(exact(value), allow_nan=False))


def array_of(content):
    """Read an array back as a program would."""
    dtype, shape = np.dtype(content["dtype"]), content["shape"]
    if "base64" in content:
        return np.frombuffer(base64.b64decode(content["base64"]), dtype.newbyteorder("<")).reshape(shape)
    if dtype.kind == "c":
        flat = np.array(content["data"], object).ravel()
        return np.array([complex(float(x["real"]), float(x["imag"])) for x in flat], dtype).reshape(shape)
    return np.array(content["data"], object).astype(dtype).reshape(shape)


ARRAYS = [
    RNG.standard_normal((3, 4)), RNG.standard_normal((2, 3)).astype(np.float32), np.array([-0.0, np.nan, np.inf]),
    np.array([[2**63 - 1, -(2**63)]]), np.array([2**64 - 1], np.uint64), np.array([True, False]), np.array(0.1),
    np.zeros((0, 3)), np.array([1 + 2j, complex(np.nan, -0.0)]), np.array([0.1], np.float16),
    np.asfortranarray(RNG.standard_normal((40, 41))), np.arange(MOST_IN_JSON + 1, dtype=np.int16)[::-1],
    RNG.standard_normal(3).astype(">f8"),
]  # fmt: skip


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}-{array.shape}")
def test_an_array_is_read_back_to_the_last_bit(array):
    content = through_json(array)
    again = array_of(content)
    assert again.shape == array.shape
    assert again.astype(array.dtype).tobytes() == np.ascontiguousarray(array).tobytes()
    assert ("base64" in content) is (array.size > MOST_IN_JSON)


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (0.1 + 0.2, 0.30000000000000004),
        (np.float32(0.1), 0.10000000149011612),
        (float("nan"), "NaN"),
        (-np.inf, "-Inf"),
        (2**70, 2**70),
        (np.bool_(True), True),
        (complex(1, -0.0), {"real": 1.0, "imag": -0.0}),
        (P(1, (2.5, None)), {"x": 1, "y": [2.5, None]}),
        ({"a": np.int8(1)}, {"a": 1}),
        ({1: "a", (2, 3): "b"}, [[1, "a"], [[2, 3], "b"]]),
        (Fraction(1, 3), {"numerator": 1, "denominator": 3}),
        (range(0, 9, 2), {"start": 0, "stop": 9, "step": 2}),
        (b"ab", {"base64": "YWI="}),
        ({3}, [3]),
        (JuliaValue(1.5, "Float64"), 1.5),
        (object, "<class 'object'>"),
    ],
)
def test_values_that_json_lacks(value, content):
    assert through_json(value) == content


def test_a_list_that_holds_itself_is_no_endless_loop():
    loop: list = []
    loop.append(loop)
    assert "[...]" in json.dumps(exact(loop))


def test_a_document_says_what_it_is():
    text = document("check", {"x": "한"})
    assert json.loads(text) == {"schema": "pyjuliann check", "schema_version": SCHEMA_VERSION, "x": "한"}
    assert text.endswith("}\n")
    with pytest.raises(ValueError, match="JSON"):
        document("check", {"x": float("nan")})
