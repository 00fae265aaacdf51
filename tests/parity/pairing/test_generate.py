"""Arguments from annotations, domains and strategies; the same seed gives the same ones."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import dataclasses
import datetime
import warnings
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from jaxtyping import Bool, Complex, Float, Float32, Float64, Int64, Real, UInt8

from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.case import fingerprint
from pyjuliann.parity.pairing.generate import Family, families_of, probes
from pyjuliann.parity.pairing.pair import Expectation, pair
from pyjuliann.parity.pairing.recipes import LAYOUTS, PartRecipe
from pyjuliann.parity.running.shrink import hypothesis_cases


class Settings(NamedTuple):
    rate: float
    steps: int


def cases(function, count=300, **options):
    (family,) = families_of(pair(function, "f", **options))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return family.cases(3, count)


def test_dimensions_named_alike_are_equal():
    def f(x: Float64[np.ndarray, "h m"], w: Float64[np.ndarray, "m n"], b: Float64[np.ndarray, " n"]): ...

    shapes = {tuple(a.shape for a in case.arguments) for case in cases(f)}
    assert all(x[1] == w[0] and w[1] == b[0] for x, w, b in shapes)
    assert any(0 in x for x, _, _ in shapes)
    assert any(x == (1, 1) for x, _, _ in shapes)
    assert len(shapes) > 50


def test_dimensions_of_every_form():
    def f(
        a: Float64[np.ndarray, "2 n"], b: Float64[np.ndarray, "n+1 2*n"], c: Float64[np.ndarray, "*batch 3"],
        d: Float64[np.ndarray, "*batch"], e: Float64[np.ndarray, ""], g: Float64[np.ndarray, "... n"],
        h: Float64[np.ndarray, "_ rows=4"], i: Float64[np.ndarray, "#n"],
    ): ...  # fmt: skip

    for case in cases(f):
        a, b, c, d, e, g, h, i = case.arguments
        n = a.shape[1]
        assert a.shape[0] == 2
        assert b.shape == (n + 1, 2 * n)
        assert c.shape == (*d.shape, 3)
        assert e.shape == ()
        assert g.shape[-1] == n
        assert h.shape[1] == 4
        assert i.shape[0] in {1, n}


def test_dtypes_are_as_annotated():
    def f(a: Float32[np.ndarray, " n"], b: Int64[np.ndarray, " n"], c: UInt8[np.ndarray, " n"],
          d: Bool[np.ndarray, " n"],
          e: Complex[np.ndarray, " n"], g: Float[np.ndarray, " n"], h: Real[np.ndarray, " n"]): ...  # fmt: skip

    seen = [{str(case.arguments[k].dtype) for case in cases(f)} for k in range(7)]
    assert seen[:4] == [{"float32"}, {"int64"}, {"uint8"}, {"bool"}]
    assert seen[4] == {"complex128", "complex64"}
    assert {"float64", "float32"} <= seen[5]
    assert {"float64", "float32", "int64"} <= seen[6]


def test_arrays_of_one_category_have_one_dtype():
    def f(a: Real[np.ndarray, " n"], b: Real[np.ndarray, " n"]): ...

    assert all(case.arguments[0].dtype == case.arguments[1].dtype for case in cases(f))


def test_layouts_and_special_values_are_all_met():
    def f(x: Float64[np.ndarray, "h m"]): ...

    arrays = [case.arguments[0] for case in cases(f, 2000)]
    assert {layout_of(a) for a in arrays} == set(LAYOUTS)
    flat = np.concatenate([a.ravel() for a in arrays])
    assert np.isnan(flat).any()
    assert np.isposinf(flat).any()
    assert np.isneginf(flat).any()
    assert (np.signbit(flat) & (flat == 0)).any()
    assert (np.abs(flat) == np.finfo(float).smallest_subnormal).any()
    assert (np.abs(flat) == np.finfo(float).max).any()


def test_integers_reach_the_ends_of_their_range():
    def f(x: Int64[np.ndarray, " n"]): ...

    flat = np.concatenate([case.arguments[0] for case in cases(f, 1000)])
    assert {flat.min(), flat.max()} == {-(2**63), 2**63 - 1}


def test_scalars_and_containers():
    def f(a: int, b: float, c: bool, d: str, e: Literal["x", 3], g: float | None, h: tuple[int, float],
          i: list[int], j: Settings, k: np.float32, m: bytes, n: tuple[bool, ...], *, o: complex): ...  # fmt: skip

    for case in cases(f, 200):
        a, b, c, d, e, g, h, i, j, k, m, n = case.arguments
        assert (type(a), type(b), type(c), type(d), type(k), type(m)) == (int, float, bool, str, np.float32, bytes)
        assert e in {"x", 3}
        assert g is None or type(g) is float
        assert (type(h[0]), type(h[1]), len(h)) == (int, float, 2)
        assert all(type(x) is int for x in i)
        assert isinstance(j, Settings)
        assert type(j.steps) is int
        assert isinstance(n, tuple)
        assert set(case.keywords) == {"o"}


def test_scalar_integers_stay_small_enough_for_sizes():
    def f(n: int): ...

    assert all(-2 <= case.arguments[0] <= 9 for case in cases(f, 1000))


def test_plain_numpy_annotations():
    def f(a: np.ndarray, b: npt.NDArray[np.int32]): ...

    assert {case.arguments[0].dtype.name for case in cases(f)} == {"float64"}
    assert {case.arguments[1].dtype.name for case in cases(f)} == {"int32"}
    assert {case.arguments[1].ndim for case in cases(f)} == {1, 2}


def test_optional_arguments_are_left_out_sometimes():
    def f(x: float, pad: int = 0, *, scale: float = 1.0): ...

    lengths = {len(case.arguments) for case in cases(f)}
    assert lengths == {1, 2}
    assert not any(case.keywords for case in cases(f))


def test_variable_arguments():
    def f(value: float, *sizes: int): ...

    assert {len(case.arguments) for case in cases(f)} == {1, 2, 3, 4}


@pytest.mark.parametrize("dtype", [Float64, Int64])
def test_domain(dtype):
    def f(x: object, s: float): ...

    f.__annotations__["x"] = dtype[np.ndarray, " n"]
    for case in cases(f, 500, domain={"x": (-2, 5), "s": (0, 1)}):
        assert ((case.arguments[0] >= -2) & (case.arguments[0] <= 5)).all()
        assert 0 <= case.arguments[1] <= 1


def test_finite_domain():
    def f(x: Float64[np.ndarray, " n"]): ...

    assert all(np.isfinite(case.arguments[0]).all() for case in cases(f, 1000, domain={"x": "finite"}))


def test_where():
    def f(x: Float64[np.ndarray, " n"]): ...

    assert all(case.arguments[0].size > 2 for case in cases(f, where=lambda x: x.size > 2))
    with pytest.raises(PairError, match=r"none of \d+ generated cases is wanted"):
        cases(f, where=lambda x: False)


def test_strategies_of_the_users():
    def f(a: float, b): ...

    (family,) = families_of(pair(f, "f", strategies={"b": lambda: st.just("own")}))
    assert family.needs_hypothesis
    case = find(family.strategy(), lambda case: True, settings=settings(database=None))
    assert case.arguments == (0.0, "own")
    (whole,) = families_of(pair(f, "f", strategies=st.tuples(st.just(1), st.just(2))))
    assert find(whole.strategy(), lambda case: True, settings=settings(database=None)).arguments == (1, 2)


def test_parts_of_one_case_fit_each_other():
    def f(a: object, b: object, c: float): ...

    def make(rng):
        a = rng.integers(0, 100, 3)
        return {"a": a, "b": a + 1}

    given = {name: PartRecipe(make, name) for name in ("a", "b")}
    (family,) = families_of(pair(f, "f", strategies=given))
    assert not family.needs_hypothesis
    found = family.cases(1, 50)
    assert all((case.arguments[1] == case.arguments[0] + 1).all() for case in found)
    assert len({tuple(case.arguments[0]) for case in found}) == 50
    # What the random source answered makes the same case out of Hypothesis, which can then shrink it.
    seed, *_ = found[7].choices()
    assert (make(np.random.default_rng(seed))["a"] == found[7].arguments[0]).all()


def test_a_strategy_for_an_optional_argument_goes_by_name():
    def f(a: float, b: object = None, c: int = 3): ...

    (family,) = families_of(pair(f, "f", strategies={"c": st.just(7)}))
    case = find(family.strategy(), lambda case: True, settings=settings(database=None))
    assert (case.arguments, case.keywords) == ((0.0,), {"c": 7})


@dataclasses.dataclass
class Point:
    x: float
    n: int = 3


def test_types_that_hypothesis_knows():
    def f(a: dict[str, float], b: list[datetime.date], c: Point, d: set[int]): ...

    (family,) = families_of(pair(f, "f"))
    assert family.needs_hypothesis
    found = [case.arguments for case in hypothesis_cases(pair(f, "f"), family, 60, 1)]
    assert any(a for a, *_ in found)
    assert all(type(k) is str and type(v) is float for a, *_ in found for k, v in a.items())
    assert any(b for _, b, *_ in found)
    assert all(type(day) is datetime.date for _, b, *_ in found for day in b)
    assert all(type(c) is Point and type(c.x) is float and type(c.n) is int for *_, c, _ in found)
    assert all(type(d) is set for *_, d in found)


def test_no_two_cases_are_alike_and_there_are_no_more_than_there_can_be():
    def f(x: Float64[np.ndarray, " n"]): ...
    def g(flag: bool, k: Literal["a", "b", "c"]): ...

    assert len({fingerprint(case) for case in cases(f, 1000)}) == 1000
    assert len(cases(g, 100)) == 6
    chosen = pair(g, "f", strategies=st.tuples(st.booleans(), st.integers(0, 4)))
    (family,) = families_of(chosen)
    found = hypothesis_cases(chosen, family, 60, 1)
    assert len(found) == len({fingerprint(case) for case in found}) == 10
    chosen = pair(g, "f", strategies=st.tuples(st.booleans(), st.integers(0, 400).map(lambda k: k // 4)))
    (family,) = families_of(chosen)
    found = hypothesis_cases(chosen, family, 100, 1)
    assert len(found) == len({fingerprint(case) for case in found}) == 100


def test_sizes_and_strings_grow():
    def f(x: Float64[np.ndarray, "m n"], s: str, v: list[float]): ...

    found = [case.arguments for case in cases(f, 1000)]
    for longest, values in ((64, [max(x.shape) for x, *_ in found]), (90, [len(s) for _, s, _ in found]),
                            (64, [len(v) for *_, v in found])):  # fmt: skip
        assert max(values) >= longest
        assert np.median(values) < 9, "most are small"
    assert max(max(x.shape) for x, *_ in found[60:100]) < 40


def bad_callable(f: callable, x: float): ...
def bad_dict(options: dict, x: float): ...
def bad_dimension(x: Float64[np.ndarray, " f(n)"]): ...
def bad_object(x: float, y: object): ...


@pytest.mark.parametrize(
    ("function", "argument"),
    [(bad_callable, "f"), (bad_dict, "options"), (bad_dimension, "x"), (bad_object, "y")],
)
def test_what_cannot_be_generated_is_named(function, argument):
    with pytest.raises(PairError) as caught:
        families_of(pair(function, "f"))
    message = str(caught.value)
    assert f"argument '{argument}'" in message
    assert f"strategies={{'{argument}': st." in message
    assert function.__name__ in message


@pytest.mark.parametrize("option", ["strategies", "domain", "arguments", "keywords"])
def test_options_for_arguments_that_are_not_there(option):
    def f(x: float): ...

    with pytest.raises(PairError, match=f"{option}: no argument is called y; there are x"):
        families_of(pair(f, "f", **{option: {"y": abs if option == "arguments" else (0, 1)}}))


@pytest.mark.parametrize("bounds", ["positive", (1, 0), (1,), 3, ("a", "b")])
def test_domains_that_are_none(bounds):
    def f(x: float): ...

    with pytest.raises(PairError, match=r"expected \(low, high\) or 'finite'"):
        families_of(pair(f, "f", domain={"x": bounds}))


def test_annotations_that_cannot_be_resolved():
    def f(x): ...

    f.__annotations__["x"] = "NoSuchName"
    with pytest.raises(PairError, match=r"cannot be resolved: .*NoSuchName"):
        families_of(pair(f, "f"))


def test_functions_without_annotations_get_what_usually_fits():
    labels = [family.label for family in families_of(pair(np.std, "f"))]
    assert labels[:2] == ["Float64 vectors", "Float64 matrices"]
    assert set(labels) == {
        "Float64 vectors", "Float64 matrices", "square Float64 matrices", "floats", "integers", "Int64 vectors",
        "ComplexF64 vectors", "strings",
    }  # fmt: skip
    assert any(case.arguments[0].size == 6 for case in probes(families_of(pair(np.std, "f"))[0]))
    two = families_of(pair(np.dot, "f"))
    assert all(len(case.arguments) == 2 for family in two for case in family.cases(1, 5))
    assert families_of(pair(lambda: 1, "f"))[0].cases(1, 2)[0].arguments == ()


def test_the_same_seed_gives_the_same_cases():
    def f(x: Real[np.ndarray, "h m"], k: int, s: str): ...

    (family,) = families_of(pair(f, "f"))
    marks = [[fingerprint(case) for case in family.cases(seed, 50)] for seed in (1, 1, 2)]
    assert marks[0] == marks[1]
    assert marks[0] != marks[2]


def test_hypothesis_starts_from_a_case_of_the_random_source():
    """The notes of a random case, as a choice sequence, make Hypothesis build that very case."""
    from hypothesis import Phase
    from hypothesis.database import InMemoryExampleDatabase, choices_to_bytes

    def f(x: Float64[np.ndarray, "h m"], k: int, s: str, z: Complex[np.ndarray, " m"]): ...

    (family,) = families_of(pair(f, "f"))
    for case in (family.cases(5, 200)[number] for number in (0, 2, 7, 23, 150, 199)):
        database, seen = InMemoryExampleDatabase(), []
        database.save(b"key", choices_to_bytes(case.choices()))
        options = settings(database=database, phases=[Phase.reuse], max_examples=5)
        with pytest.raises(NoSuchExample):
            find(family.strategy(), seen.append, settings=options, database_key=b"key")
        assert fingerprint(seen[0]) == fingerprint(case)


def test_families_are_plain_values():
    assert Family("empty").build(None).arguments == ()  # type: ignore[arg-type]


def test_keyword_only_arguments_that_both_sides_have_are_given_or_not():
    def f(x, *, k=3, sign=True, scale=0.5, down=-1, free=0.0, how="full", other: float = 1.0, only_here=2, z=None): ...

    names = ("k", "sign", "scale", "down", "free", "how", "factor", "z")
    families = families_of(pair(f, "f", keywords={"other": "factor"}, domain={"free": (5, 6)}), lambda: names)
    assert len(families) > 1
    for family in families:
        cases = family.cases(1, 200)
        seen = {name: [case.keywords[name] for case in cases if name in case.keywords] for name in names}
        assert {name for name, values in seen.items() if values} == {"k", "sign", "scale", "down", "free"}
        assert all(0 < len(values) < 200 for values in seen.values() if values)
        assert set(seen["k"]) == {1, 2, 3, 4, 5}
        assert set(seen["sign"]) == {False, True}
        assert all(0.25 <= value <= 1 for value in seen["scale"])
        assert set(seen["down"]) == {-3, -2, -1, 0}
        assert all(5 <= value <= 6 for value in seen["free"])
        assert any("other" in case.keywords for case in cases)


def test_julia_is_asked_for_keywords_only_where_some_can_be_varied():
    def refuse():
        raise AssertionError

    def f(x: float, y: float = 1.0, *, required: int): ...

    assert families_of(pair(f, "f"), refuse)


def test_a_keyword_is_not_varied_where_the_pairs_own_functions_do_not_take_it():
    def f(x: float, *, k=3): ...

    for option in ({"where": lambda x: True}, {"scale": abs}, {"expect": Expectation("value", when=lambda x: True)}):
        (family,) = families_of(pair(f, "f", **option), lambda: ["k"])
        assert not family.optional_keywords
    for where in (lambda x, k=3: True, lambda x, **rest: True):
        (family,) = families_of(pair(f, "f", where=where), lambda: ["k"])
        assert list(family.optional_keywords) == ["k"]


def test_modules_that_are_loaded_do_not_change_the_cases(tmp_path, monkeypatch):
    """Hypothesis draws constants of local modules now and then; a seed is to make the same cases everywhere."""
    made = pair(lambda x: x, "identity", strategies={"x": st.floats(allow_nan=False)})

    def cases():
        [family] = families_of(made)
        return [case.arguments[0] for case in hypothesis_cases(made, family, 60, 3)]

    before = cases()
    numbers = ", ".join(f"{1234.5 + k}" for k in range(200))
    (tmp_path / "full_of_constants.py").write_text(f"NUMBERS = [{numbers}]\n")
    monkeypatch.syspath_prepend(tmp_path)
    import full_of_constants

    assert len(full_of_constants.NUMBERS) == 200
    assert cases() == before
