"""What `nn`, JuliaNN and Julia's side of the bridge say as text is said in Korean; what users say is not touched."""

import ast
import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import pyjuliann
from pyjuliann import nn
from pyjuliann.errors import ConversionError
from pyjuliann.korean import contracts, others, worker
from pyjuliann.korean.sentences import in_korean
from pyjuliann.language import Phrase, packed, phrase, sentence, shortened, translated, unpacked
from pyjuliann.wording import words_of

PACKAGE = Path(pyjuliann.__file__).parent
JULIA = PACKAGE.parent / "julia"
HOLE = re.compile(r"\{\w*\}")
TWO_WORDS = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,}\b")

OF_TABLES = (
    "a layer must have both `weights` and `gradients`, or neither",
    "a layer with `settings` must have a `check` of",
    "optimizers: {} stands in rules, but no function {} makes one",
    "JuliaNN: {} stands in RULES, but no function {} makes one",
)
"""What is said where a row of our own tables is wrong, before anybody can ask for anything."""

OF_THE_PROTOCOL = (
    "additional information {} is reserved",
    "length {} is more than the {} bytes left",
    "nested deeper than {} levels",
    "the item ends early: {} bytes expected, {} left",
    "{} bytes left over after the item",
    "a text string is not valid UTF-8",
    "a chunk of an indefinite string is of another kind",
    "the key {} stands twice in a map",
    "simple value {} in two bytes",
    "simple value {} is reserved",
    "a break outside an indefinite item",
    "a bignum must hold a byte string",
    "a typed array must hold bytes",
    "a reference must give a number of bytes",
    "a reference to bytes outside the item",
    "bytes outside the item must be little-endian",
    "more bytes outside the item than any memory holds",
    "{} bytes are no whole number of {} elements",
    "a chunk of {} bytes does not fit",
    "health check",
    "the health check failed",
    "{} arrays were announced, and {} are referred to",
    "an answer came to a question that nobody has asked",
    "protocol {} was asked for; this worker speaks {}",
    "CBOR tag {} is not part of the protocol",
    "a reference to a value must give a number where there are any",
    "a list was expected",
    "a reference to a function must give a number and a name where there are any",
    "a list with elements was expected",
    "dimensions must be a list",
    "dimensions must be natural numbers",
    "an array with dimensions has two parts",
    "an array with dimensions must hold an array",
    "bytes outside the item must be column-major",
    "{} elements do not fill dimensions {}",
    "no value is called {}",
    "{} names for {} fields",
    "a Char is one character",
    "bytes outside the item cannot be converted",
    "complex parts come in pairs",
    "no operation is called {}",
)
"""What only a worker says that is asked in another protocol than this package's, which adds what it is."""


OF_JULIA = ("ArgumentError: ", "no method matching", "Closest candidates are:")
"""Julia's own words, which are told in its name."""


def pieces(text: str) -> list[str]:
    """Return the words of a template between what is filled in."""
    return [piece for piece in re.split(r"\{\w*\}|; got | must | must be |: ", text) if re.search("[a-z]{2}", piece)]


def of_python(source: str) -> Iterator[str]:
    """Yield the sentences in a module: its texts of two words or more, with {} where something is filled in."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    hints = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Subscript) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | docs | hints:
            yield node.value


def of_julia(source: str) -> Iterator[str]:
    """Yield the texts in a file of Julia, but not what documents it, nor sizes in contracts and regular expressions."""
    filled = re.sub(r"\$\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|(?<!\\)\$\w+", "{}", source)
    code = re.sub(
        r'"""(.|\n)*?"""|^ *"[A-Z]([^"\\]|\\.)*"$|^ *#.*$|\b(?:Real|Float|Int|r)"[^"\n]*"',
        "",
        filled,
        flags=re.MULTILINE,
    )
    for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', code):
        yield re.sub(r"\\(\W)", r"\1", text.replace("\\n", " ")).strip()


def words(text: str) -> list[str]:
    return re.findall("[A-Za-z]{2,}", text)


def rows(*tables) -> list[str]:
    """Return all English of tables."""
    return [
        row for table in tables for row in (*table.PHRASES, *(row for part in table.PARTS.values() for row in part))
    ]


def is_known(text: str, known: list[str]) -> bool:
    """Whether the words of a text stand in a row, or the text has all words of a row that tells what is expected."""
    if all(any(piece in HOLE.sub("{}", row) for row in known) for piece in pieces(text)):
        return True
    cores = [re.sub(r"^\{function\}: |; got .*$", "", row) for row in known]
    return any(re.fullmatch(".+".join(map(re.escape, HOLE.split(core))), text) for core in [*known, *cores])


SIDES = {
    "nn": (PACKAGE / "nn", "py", of_python),
    "JuliaNN": (JULIA / "src", "jl", of_julia),
    "worker": (JULIA / "worker", "jl", of_julia),
}


@cache
def texts_of(side: str) -> frozenset[str]:
    folder, suffix, read = SIDES[side]
    sources = (path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{suffix}")))
    return frozenset(text for source in sources for text in read(source))


@pytest.mark.parametrize("side", SIDES)
def test_every_sentence_has_its_korean(side):
    known = [*rows(worker if side == "worker" else contracts), *OF_TABLES, *OF_THE_PROTOCOL, *OF_JULIA]
    texts = [text for text in texts_of(side) if re.search(r"[A-Za-z]{2,} [a-z]{2,}", HOLE.sub("", text))]
    assert len(texts) > 30
    unknown = sorted(text for text in texts if not is_known(text, known))
    assert not unknown, "\n".join(unknown)


BY_PYTHON = (
    "missing a required argument",
    "got an unexpected keyword argument",
    "multiple values for argument",
    "too many positional arguments",
)
"""What Python itself says of a call."""


@pytest.mark.parametrize(("table", "side"), [(contracts, "nn"), (worker, "worker")])
def test_no_korean_is_left_over(table, side):
    known = {word for text in (*texts_of(side), *BY_PYTHON, *OF_JULIA) for word in words(text)}
    left = [row for row in rows(table) if not known.issuperset(words(HOLE.sub("{}", row)))]
    assert not left, "\n".join(left)


def test_the_korean_takes_what_the_english_takes():
    for table in (contracts, worker, others):
        for english, own in {
            **table.PHRASES,
            **{k: v for part in table.PARTS.values() for k, v in part.items()},
        }.items():
            assert sorted(HOLE.findall(english)) == sorted(HOLE.findall(own)), own
            assert re.search("[가-힣]", own) or not re.search("[a-z]{2}", HOLE.sub("", own)), own


W, B = np.ones((3, 2)), np.zeros((1, 2))
MISTAKES = (
    lambda: nn.relu(3),
    lambda: nn.relu(W, y=1),
    lambda: nn.softmax(np.ones((0, 2))),
    lambda: nn.dense_forward(W, W, B),
    lambda: nn.random_integers(W / 3, 5, 2),
    lambda: nn.random_integers(W, 1, 2),
    lambda: nn.column_major_reshape(W, (5,)),
    lambda: nn.matrix_from_rows(((1, 2), (3, "a"))),
    lambda: nn.build_network((np.ones(3),)),
    lambda: nn.build_network((W / 4,), initializer="x"),
    lambda: nn.convolution_forward(np.ones((4, 4, 1, 2)), np.ones((5, 5, 1, 1)), np.ones((1, 1))),
    lambda: nn.convolution_forward(np.ones((4, 4, 1, 2)), np.ones((2, 2, 3, 1)), np.ones((1, 1))),
    lambda: nn.max_pooling_forward(np.ones((4, 4, 1, 2)), (7, 2)),
    lambda: nn.max_pooling_forward(np.ones((4, 4, 1, 2)), (2, 2.5)),
    lambda: nn.max_pooling_forward(np.ones((4, 4, 1, 2)), (2, 2), 1, 2),
    lambda: nn.predict(("sigmoidx", "dense"), ((W, B),), W),
    lambda: nn.predict(("flatten", "max_pooling", "dense"), ((W, B),), W),
    lambda: nn.predict(("dense", "dense"), ((W, B), (W, B)), W),
    lambda: nn.optimizer_init(1, W),
    lambda: nn.optimizer_step(nn.adam(), (W,), (W,), ()),
)


def test_mistakes_with_nn_are_told_in_korean():
    for mistake in MISTAKES:
        with pytest.raises((TypeError, ValueError)) as caught:
            mistake()
        told = translated(phrase("{}", caught.value), words_of("ko"))
        assert re.search("[가-힣]", told), told
        assert not TWO_WORDS.search(re.sub(r"'[^']*'|\"[^\"]*\"|\(.*?\)", "", told)), told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ArgumentError: relu: x must be an array of integers or floats; got Int64 3",
            "ArgumentError: relu: x은(는) 정수나 부동소수점 수의 배열이어야 하는데 Int64 3이(가) 왔다",
        ),
        (
            'DimensionMismatch("f: x and y must have the same size; got x of size (1,), y of size (2, 3)")',
            "DimensionMismatch: f: x과(와) y의 크기가 같아야 하는데 크기 (1,)인 x, 크기 (2, 3)인 y이(가) 왔다",
        ),
        (
            "a value of type Main.T: its field a.b is a value of type Ptr{Nothing}: it has no Python counterpart",
            "타입 Main.T의 값: 필드 a.b이(가) 타입 Ptr{Nothing}의 값이다: 파이썬에 대응하는 것이 없다",
        ),
        (
            "Main.P: expected the fields x, y; what came lacks y and has z besides",
            "Main.P: 필드 x, y이(가) 있어야 하는데 온 것에는 y이(가) 없고 z이(가) 더 있다",
        ),
        (
            "the Julia function is not generic: on BigFloat arguments it raises f: x must be an integer; got Bool true",
            "줄리아 함수가 제네릭이 아니다. BigFloat 인수에서 예외가 난다: f: x은(는) 정수여야 하는데 "
            "Bool true이(가) 왔다",
        ),
        (
            "/x/f.jl:3: ArgumentError: no type is called Foo\nmine",
            "/x/f.jl:3: ArgumentError: Foo(이)라는 타입이 없다\nmine",
        ),
    ],
)
def test_what_julia_says_is_told_in_korean(text, told):
    assert in_korean(text) == told


def test_what_users_say_stays_as_it_is():
    for text in (
        "f: x must be positive; got 3",
        "x must be an integer",
        "my function: n must equal m; got 3",
        "there is no spoon",
        'Custom("there is no way")',
        "a value of mine: expected more",
        "the map has no legend",
        "no way\nhome",
    ):
        assert in_korean(text) == text


def test_a_text_that_is_said_goes_where_phrases_go():
    text = sentence("relu: x must be a matrix; got int 3")
    told = "relu: x은(는) 행렬이어야 하는데 int 3이(가) 왔다"
    assert text == "relu: x must be a matrix; got int 3"
    assert sentence(text) is text
    assert sentence("") == ""
    for copy in (
        text,
        unpacked(packed(text)),
        pickle.loads(pickle.dumps(text)),
        phrase("{}", ConversionError(str(text))),
    ):
        assert copy == text
        assert translated(copy, words_of("ko")) == told
    assert translated(shortened(text, 10), words_of("ko")) == f"{told[:10]}…"
    assert translated(text.removeprefix("relu: "), words_of("ko")) == told.removeprefix("relu: ")
    assert isinstance(text, Phrase)


def test_what_python_numpy_and_julia_themselves_say_of_sizes_and_places():
    """The usual of it; what NumPy says is taken from it here, whichever version it has."""
    mistakes = (
        lambda: np.ones(3) + np.ones(6),
        lambda: np.ones(1).reshape(4, 4),
        lambda: W @ W,
        lambda: W.dot(W),
        lambda: W[5],
        lambda: int(np.nan),
        lambda: int(np.inf),
    )
    texts = [
        'DimensionMismatch("A has dimensions (2,1) but B has dimensions (3,2)")',
        "DimensionMismatch: matrix A has dimensions (1,1), vector B has length 3",
        "DimensionMismatch: arrays could not be broadcast to a common size; got a dimension with lengths 2 and 3",
        "BoundsError: attempt to access 1×3 Array{Float64,2} at index [2, 1:1]",
        "DomainError with -0.5:",
        "MethodError: no method matching +(::Int64, ::String)",
    ]
    for mistake in mistakes:
        with pytest.raises(Exception) as caught:
            mistake()
        texts.append(f"{type(caught.value).__name__}: {caught.value}")
    left = [
        told for told in map(in_korean, texts) if not re.search("[가-힣]", told) or re.search("[a-z]{2} [a-z]", told)
    ]
    assert left == []
