"""What is typed into a field: literals of either language, of the kind that is expected, and nothing that computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pyjuliann.book.content import inputs_of
from pyjuliann.book.reading import LONGEST, MOST, InputError, field_text, is_editable, read_field
from pyjuliann.bridge.values.exact import exact
from pyjuliann.language import translated
from pyjuliann.lessons import lessons
from pyjuliann.lessons.types import julia_type
from pyjuliann.nn.rules import SGD
from pyjuliann.wording import words_of

MATRIX, WHOLE, VECTOR = np.ones((1, 3)), np.array([[1, 2]]), np.array([1.0])
SGD_CODE = "SGD(method='sgd', learning_rate=1.0)"


def test_the_inputs_of_all_examples_come_back_as_they_are() -> None:
    inputs = [
        (example.id, one)
        for lesson in lessons().values()
        for example in lesson.runs
        for one in inputs_of(example)
        if not one.is_function and is_editable(one.value)
    ]
    assert len(inputs) > 300
    for number, one in inputs:
        again = read_field(field_text(one.value), one.value)
        assert exact(again) == exact(one.value), (number, one.name)
        assert julia_type(again) == julia_type(one.value), (number, one.name)


@pytest.mark.parametrize(
    ("text", "like", "value"),
    [
        ("[1 2; 3 4]", MATRIX, np.array([[1.0, 2.0], [3.0, 4.0]])),
        (" [1 -2\n 3 4e-3] ", MATRIX, np.array([[1.0, -2.0], [3.0, 4e-3]])),
        ("[1 2 3]", MATRIX, np.array([[1.0, 2.0, 3.0]])),
        ("np.array([[1, 2]])", MATRIX, np.array([[1.0, 2.0]])),
        ("[[1, 2.5]]", WHOLE, np.array([[1.0, 2.5]])),
        ("[[1, 2]]", WHOLE, np.array([[1, 2]])),
        ("((1, 2), (3, 4))", WHOLE, np.array([[1, 2], [3, 4]])),
        ("[NaN, np.inf, -Inf]", VECTOR, np.array([np.nan, np.inf, -np.inf])),
        ("[1]", VECTOR, np.array([1.0])),
        ("[1, 2]", np.ones(3, np.float32), np.array([1, 2], np.float32)),
        ("[1e300]", np.ones(3, np.float32), np.array([np.inf], np.float32)),
        ("[[1, 2], [3, 4]]", np.ones((3, 3, 1, 1)), np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(2, 2, 1, 1)),
        ("-9223372036854775808", 1, -(2**63)),
        ("3", 1.0, 3.0),
        ("2.5", 1, 2.5),
        ("np.float64(2)", np.float64(1), np.float64(2)),
        ("('dense', 3)", ("relu", 1), ("dense", 3)),
        ("SGD(method='sgd', learning_rate=0.5)", SGD("sgd", 1.0), SGD("sgd", 0.5)),
        ("SGD('sgd', 0.5)", SGD("sgd", 1.0), SGD("sgd", 0.5)),
        ("true", False, True),
    ],
)
def test_either_notation_is_read(text: str, like: Any, value: Any) -> None:
    found = read_field(text, like)
    assert exact(found) == exact(value)
    assert type(found) is type(value)
    assert getattr(found, "dtype", None) == getattr(value, "dtype", None)


@pytest.mark.parametrize(
    ("text", "like", "told"),
    [
        ("", MATRIX, "expected a matrix such as [[1.0, 1.0]], got an empty field"),
        ("[[1, 2], [3]]", MATRIX, "expected rows of the same length, got 2 and 1 elements"),
        ("[[1], 2]", MATRIX, "expected rows of the same length; 2 stands where a list does elsewhere"),
        ("[1, [2]]", VECTOR, "expected rows of the same length; [2] stands where a number does elsewhere"),
        ("[1, 2]", MATRIX, "expected a matrix such as [[1.0, 1.0]], got one of size 2"),
        ("[[1, 2]]", VECTOR, "expected a vector such as [1.0], got one of size 1×2"),
        ("[]", VECTOR, "expected numbers, got an empty list"),
        ("[1, x]", VECTOR, "expected a number or a text, got x"),
        ("['a']", VECTOR, "expected a number, got 'a'"),
        ("1 + 1", 1, "expected a number or a text, got 1 + 1"),
        ("2 ** 99", 1, "expected a number or a text, got 2 ** 99"),
        ("1j", 1.0, "expected a number or a text, got 1j"),
        ("[1, 2", VECTOR, "this is no literal; reading it stopped at '[1, 2'"),
        ("9" * 40, 1, "expected a whole number from -2**63 to 2**63 - 1, got one of 133 bits"),
        ("9" * 20, 1, "expected a whole number from -2**63 to 2**63 - 1, got 99999999999999999999"),
        ("0x" + "f" * 9000, (1, 2), "expected something such as (1, 2), got …"),
        ("9" * 6000, 1, "this is no literal; reading it stopped at '" + "9" * 20 + "'"),
        ("'a'", 1, "expected something such as 1, got 'a'"),
        ("1", "sgd", "expected something such as 'sgd', got 1"),
        ("(1,)", (1, 2), "expected something such as (1, 2), got (1,)"),
        ("Adam('sgd', 1)", SGD("sgd", 1.0), f"expected something such as {SGD_CODE}, got Adam("),
        ("SGD('sgd')", SGD("sgd", 1.0), f"expected something such as {SGD_CODE}, got SGD("),
        ("SGD('sgd', 1, 2)", SGD("sgd", 1.0), "expected something such as SGD("),
        ("SGD(**{'method': 1})", SGD("sgd", 1.0), "expected something such as SGD("),
        ("(" * 5000, 1, "this is no literal"),
        ("-" * 5000 + "1", 1, "this is no literal"),
        ("\x00", 1, "this is no literal"),
        ("[" + "0," * (MOST + 1) + "]", VECTOR, f"expected at most {MOST} elements"),
        ("1" + " " * LONGEST, 1, f"expected at most {LONGEST} characters, got {LONGEST + 1}"),
    ],
)  # fmt: skip
def test_anything_else_is_said_in_a_line(text: str, like: Any, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_field(text, like)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_nothing_is_evaluated(tmp_path: Path) -> None:
    file = tmp_path / "made"
    opened = f"open({str(file)!r}, 'w')"
    touched = f"__import__('pathlib').Path({str(file)!r}).touch()"
    for text in (
        opened,
        touched,
        f"[{opened}]",
        f"np.array({opened})",
        f"[x for x in [{opened}]]",
        f"(lambda: {opened})()",
    ):
        for like in (1, VECTOR, MATRIX, (1,), "a", SGD("sgd", 1.0)):
            with pytest.raises(InputError):
                read_field(text, like)
    assert not file.exists()


def test_messages_are_in_the_readers_language() -> None:
    words = words_of("ko")
    for text, like in (("[[1], 2]", MATRIX), ("", 1), ("x", 1), ("[1, 2", VECTOR), ("9" * 40, 1), ("[]", VECTOR)):
        with pytest.raises(InputError) as caught:
            read_field(text, like)
        told = translated(str(caught.value), words)
        assert told != str(caught.value)
        assert any("가" <= character <= "힣" for character in told)
