"""What an argument without annotation is likely to be: by its name, what its docstring says, its bounds."""

from __future__ import annotations

import inspect
import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pyjuliann.language import joined, phrase
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.recipes import (
    ArrayRecipe,
    ContainerRecipe,
    CountRecipe,
    Recipe,
    ScalarRecipe,
    TextRecipe,
)

MOST: Final = 24
"""How many ways to make the arguments of a function are tried at most."""


@dataclass(frozen=True)
class ArgumentKind:
    """A kind of argument: what several and one of it are called, how usual it is, and how it is made.

    `make` gets the numbers wanted and whether other kinds stand beside it. `strategy` is Hypothesis' for it as code, in
    which ``N`` and ``M`` are sizes that arguments share, ``FLOATS`` and ``COMPLEX`` numbers.
    """

    several: str
    one: str
    usual: float
    make: Callable[[Domain, bool], Recipe]
    strategy: str

    @property
    def is_number(self) -> bool:
        """Whether it is one number, no array."""
        return self.one in {"a float", "an integer"}


def _array(dtype: str, *dimensions: str) -> Callable[[Domain, bool], Recipe]:
    def make(domain: Domain, _beside: bool) -> Recipe:
        # Complex products of infinities are NaN or not as a library pleases: not what is asked first.
        return ArrayRecipe((dtype,), dimensions, replace(domain, special=False) if dtype[0] == "c" else domain)

    return make


def _float(domain: Domain, beside: bool) -> Recipe:
    # Beside an array, it is a setting of what is done to the array.
    return ScalarRecipe("float64", replace(domain, special=False) if beside else domain, float)


def _integer(domain: Domain, beside: bool) -> Recipe:
    if beside and not domain.bounded:
        return CountRecipe("n")
    return ScalarRecipe("int64", domain, int, None if domain.bounded else replace(domain, low=-9, high=9))


def _text(_domain: Domain, _beside: bool) -> Recipe:
    return TextRecipe()


def _texts(_domain: Domain, _beside: bool) -> Recipe:
    return ContainerRecipe(list, repeated=TextRecipe())


def _flag(_domain: Domain, _beside: bool) -> Recipe:
    return ScalarRecipe("bool", python=bool)


KINDS: Final[Mapping[str, ArgumentKind]] = {
    "vector": ArgumentKind(
        "Float64 vectors", "a Float64 vector", 1.0, _array("float64", "n"), "arrays(np.float64, N, elements=FLOATS)"
    ),
    "float": ArgumentKind("floats", "a float", 0.6, _float, "FLOATS"),
    "matrix": ArgumentKind(
        "Float64 matrices",
        "a Float64 matrix",
        0.3,
        _array("float64", "m", "n"),
        "arrays(np.float64, st.tuples(M, N), elements=FLOATS)",
    ),
    "square": ArgumentKind(
        "square Float64 matrices",
        "a square Float64 matrix",
        0.28,
        _array("float64", "n", "n"),
        "arrays(np.float64, st.tuples(N, N), elements=FLOATS)",
    ),
    "integers": ArgumentKind(
        "Int64 vectors",
        "an Int64 vector",
        0.2,
        _array("int64", "n"),
        "arrays(np.int64, N, elements=st.integers(-9, 9))",
    ),
    "complex": ArgumentKind(
        "ComplexF64 vectors",
        "a ComplexF64 vector",
        0.1,
        _array("complex128", "n"),
        "arrays(np.complex128, N, elements=COMPLEX)",
    ),
    "integer": ArgumentKind("integers", "an integer", 0.25, _integer, "st.integers(0, 9)"),
    "string": ArgumentKind("strings", "a string", 0.05, _text, "st.text(max_size=20)"),
    "strings": ArgumentKind(
        "lists of strings", "a list of strings", 0.04, _texts, "st.lists(st.text(max_size=9), max_size=9)"
    ),
    "flags": ArgumentKind("Bool vectors", "a Bool vector", 0.04, _array("bool", "n"), "arrays(np.bool_, N)"),
    "flag": ArgumentKind("booleans", "a boolean", 0.04, _flag, "st.booleans()"),
}

_STRONG: Final = 100.0
_MILD: Final = 2.0
_ALIKE: Final = 3.0
"""How much more usual it is that all arguments are of one kind."""

NAMES: Final[tuple[tuple[str, float, str], ...]] = (
    ("integer", _STRONG, """n k i j index window size length width lag order degree deg steps n_steps iterations iters
        max_iter maxiter axis dim bins nbins n_bins count num nterms seed period depth level rank digits places stride
        pad shift offset pos position start stop end year month day base modulus"""),
    ("integer", _MILD, "m l h w"),
    ("float", _STRONG, """alpha beta gamma delta eta lr rate dt dx tol eps epsilon lo hi low high lower upper vmin vmax
        xmin xmax mu mean sigma std scale loc temperature temp theta phi omega freq frequency fs tau prob probability
        radius mass energy threshold lam lambda_ lmbda factor fraction decay momentum quantile percentile weight
        bandwidth slope intercept amplitude phase cutoff power exponent velocity speed voltage pressure volume height g
        fill value target price strike spot maturity volatility interest time duration angle degrees radians"""),
    ("float", _MILD, "t t0 t1 r q p s0 x0 y0 a0 c0"),
    ("vector", _MILD, """x y u v c xs ys data values samples sample signal sig weights coeffs coefs coef coefficients
        arr array vec vector series times points grid knots obs observations poly taps kernel filter"""),
    ("matrix", _STRONG, "matrix mat A M X W B img image table rows"),
    ("square", _MILD, "A matrix mat M cov covariance adjacency"),
    ("string", _STRONG, """s text string word name path line msg message char token sentence sep separator prefix
        suffix"""),
    ("strings", _STRONG, "words lines names tokens strings"),
    ("integers", _STRONG, "idx indices labels counts ids permutation perm classes ints"),
    ("flags", _STRONG, "mask flags selected"),
    ("complex", _MILD, "z spectrum"),
)  # fmt: skip
"""What names say of an argument's kind, and how surely."""

_TYPES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"(array|list|sequence|vector|ndarray)\w*( of |\[)(str|string)", ("strings",)),
    (r"(array|list|sequence|vector|ndarray)\w*( of |\[)int", ("integers",)),
    (r"(array|list|sequence|vector|ndarray)\w*( of |\[)bool", ("flags",)),
    (r"\(\s*(\w+)\s*,\s*\1\s*\)|square", ("square",)),
    (r"\(\s*\w+\s*,\s*\w+\s*\)|matrix|\b2-?d\b", ("matrix", "square")),
    (r"\(\s*\w+\s*,\s*\)|vector|\b1-?d\b", ("vector",)),
    (r"complex", ("complex",)),
    (r"array|sequence|list", ("vector", "matrix", "square")),
    (r"\bbool", ("flag",)),
    (r"\bint", ("integer",)),
    (r"float|real|scalar|number|double", ("float",)),
    (r"\bstr", ("string",)),
)
"""What the words of a docstring say of a type: the first that is found counts."""

_UNIT: Final = "alpha q p prob probability quantile fraction decay momentum"
"""Names of what lies between 0 and 1."""

_POSITIVE: Final = """sigma std scale dt dx tol eps epsilon tau radius mass temperature freq frequency fs bandwidth
    price strike spot maturity volatility volume duration"""
"""Names of what is above 0."""

ORDERED: Final = frozenset(
    {("lo", "hi"), ("low", "high"), ("lower", "upper"), ("vmin", "vmax"), ("xmin", "xmax"), ("min", "max"),
     ("start", "stop"), ("start", "end"), ("left", "right"), ("t0", "t1"), ("amin", "amax")}
)  # fmt: skip
"""Names of two numbers of which the first is the lower one."""


def weights_of(name: str, said: str) -> dict[str, float]:
    """Return how likely each kind is for an argument of a name; `said` is what the docstring calls its type, or ""."""
    found = {kind: row.usual for kind, row in KINDS.items()}
    for kind, factor, names in NAMES:
        if {name, name.rstrip("0123456789_")} & set(names.split()):
            found[kind] *= factor
    for pattern, kinds in _TYPES:
        if re.search(pattern, said, re.IGNORECASE):
            for kind in kinds:
                found[kind] *= _STRONG**2
            break
    return found


def is_told(name: str, said: str) -> bool:
    """Whether anything says of what kind an argument of a name is; `said` is as for `weights_of`."""
    return weights_of(name, said) != {kind: row.usual for kind, row in KINDS.items()}


def usual_domain(name: str, domain: Domain) -> Domain:
    """Return the numbers that a setting of that name has; `domain` if it is bounded."""
    if domain.bounded:
        return domain
    if name in _UNIT.split():
        return Domain(0.0, 1.0, special=False)
    return Domain(0.01, 10.0, special=False) if name in _POSITIVE.split() else domain


@dataclass(frozen=True)
class Guess:
    """Kinds of all arguments of a function; `usual` where all are numbers or arrays of one kind."""

    kinds: tuple[str, ...]
    usual: bool

    @property
    def label(self) -> str:
        """What the arguments are called."""
        rows = [KINDS[kind] for kind in self.kinds]
        if len(set(self.kinds)) == 1:
            return phrase(rows[0].several)
        if len(rows) > 1 and self.kinds[0] == "square" and set(self.kinds[1:]) == {"vector"}:
            return phrase("a Float64 matrix and vectors")
        parts = [
            phrase(row.one) if count == 1 else phrase("{} {}", count, phrase(row.several))
            for row, count in ((row, len(list(group))) for row, group in itertools.groupby(rows))
        ]
        return phrase("{} and {}", joined(", ", parts[:-1]), parts[-1])


_USUAL: Final = ("vector", "float", "matrix", "square", "integers", "complex", "integer", "string")


def guesses(weights: Sequence[Mapping[str, float]]) -> list[Guess]:
    """Return the ways to make arguments, the likeliest first, from how likely each kind is for each of them."""
    count = len(weights)
    alike = {(kind,) * count for kind in _USUAL if count == 1 or kind != "matrix"}
    if count > 1:
        alike.add(("square", *["vector"] * (count - 1)))
    best = [sorted(row, key=row.__getitem__, reverse=True)[: 5 if count < 4 else 3] for row in weights]
    mixed = set(itertools.islice(itertools.product(*best), 729))

    def likelihood(kinds: tuple[str, ...]) -> float:
        chance = math.prod(row[kind] for row, kind in zip(weights, kinds, strict=True))
        return chance * (_ALIKE if len(set(kinds)) == 1 else 1.0)

    ordered = sorted(alike | mixed, key=lambda kinds: (-likelihood(kinds), kinds))
    kept = set(ordered[: max(MOST - len(alike), 0)]) | alike
    return [Guess(kinds, kinds in alike) for kinds in ordered if kinds in kept]


# ---------------------------------------------------------------- docstrings

_ENTRY: Final = re.compile(
    r"""^\s*(?:
        (?P<numpy>[\w\u0300-\u036f, *]+?)\s+:\s+(?P<numpy_type>\S.*)            # x, y : array_like
      | (?P<google>\w+)\s+\((?P<google_type>[^)]+\)?)\)\s*:        # x (float):
      | :param\s+(?P<sphinx_type>[\w.\[\]]+)\s+(?P<sphinx>\w+)\s*: # :param float x:
      | :type\s+(?P<typed>\w+)\s*:\s*(?P<typed_type>\S.*)          # :type x: float
    )""",
    re.VERBOSE,
)


def documented_types(function: Callable[..., Any]) -> dict[str, str]:
    """Return what a docstring calls the types of a function's arguments, in the style of NumPy, Google or Sphinx."""
    text = inspect.getdoc(function) or ""
    return {name: said for line in text.splitlines() for name, said in _entries(line)}


def _entries(line: str) -> Iterator[tuple[str, str]]:
    match = _ENTRY.match(line)
    if match is None:
        return
    for names, said in (("numpy", "numpy_type"), ("google", "google_type"), ("sphinx", "sphinx_type"),
                        ("typed", "typed_type")):  # fmt: skip
        if match[names]:
            yield from ((name.strip(" *"), match[said]) for name in match[names].split(","))
