"""Causes between arrays of files: each is named where it is the cause, and where it is not, none is."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.files.causes import ROWS, explain, rows_elsewhere
from pyjuliann.files.diff import diff
from pyjuliann.parity.comparing.comparison import Policy

RNG = np.random.default_rng(17)
M = RNG.standard_normal((7, 4))
V = RNG.standard_normal(50)
CUBE = RNG.random((3, 4, 5))
HOURS = np.arange("2020-01-01", "2020-01-05", dtype="M8[h]") + np.arange(96) % 7
GAPS = np.where(RNG.random((9, 3)) < 0.2, np.nan, RNG.random((9, 3)))
EPOCH = 1.6e9 + np.arange(20) * 77
ANGLES = RNG.random(30) * 360
TURNS = np.array([1, -1, 1, -1])


def texts(values):
    return np.array(list(values), object)


def as_text(form, values=V):
    return texts(format(float(v), form) for v in values)


NAMED = [
    # names, A, B, what is said of it
    ("transposed", M, M.T, "(7, 4) in A, (4, 7) in B"),
    ("transposed", np.array([[1, 2], [3, 4]]), np.array([[1, 3], [2, 4]]), "in reverse"),
    ("transposed", CUBE, CUBE.T, "(5, 4, 3) in B"),
    ("permuted_axes", CUBE, CUBE.transpose(1, 0, 2), "(1, 0, 2)"),
    ("kept_dimension", np.ones(3), np.ones((3, 1)), "(3, 1) in B"),
    ("reshaped", M, M.reshape(4, 7) + 0, "the same order"),
    ("memory_order", M, M.ravel(order="F").reshape(M.shape), "other memory order"),
    ("memory_order", CUBE, CUBE.ravel(order="F"), "(60,) in B"),
    ("shifted", M, np.vstack([M[3:4] * 2, M[:-1]]), "rows stand 1 later than A's"),
    ("shifted", V, np.roll(V, -1), "go round"),
    ("shifted", M, np.roll(M, 1, axis=1), "columns stand 1 later"),
    ("left_out", V, V[1:], "B lacks 1 element at the start"),
    ("left_out", np.delete(M, [2, 3], axis=0), M, "A lacks 2 rows at 2 (Julia 3)"),
    ("left_out", M, M[:, :-1], "B lacks 1 column at the end"),
    ("reversed", M, M[::-1], "rows are in reverse"),
    ("sorted", V, np.sort(V), "50 elements in another order; B sorted"),
    ("sorted", V, V[[7, *range(1, 7), 0, *range(8, 50)]], "in another order, 2 of them elsewhere"),
    ("sorted", M, M[[3, 1, 0, 2, 6, 5, 4]], "7 rows"),
    ("sorted", texts("abcde"), texts("cabed"), "5 elements"),
    ("float_width", M, M.astype(np.float32), "B was rounded to float32"),
    ("float_width", M.astype(np.float32).astype(float), M, "A was rounded to float32"),
    ("float_width", M + 1j * M, (M + 1j * M).astype(np.complex64), "float32"),
    ("float_width", M, M.astype(np.float16), "float16"),
    ("element_type", np.arange(6), np.arange(6.0), "int64 in A, float64 in B"),
    ("complex", M, M + 0j, "B is complex"),
    ("truth", M > 0, (M > 0).astype(int), "a truth value in A, 0 or 1 in B"),
    ("truth", texts(["TRUE", "False", "true"]), np.array([True, False, True]), "a text in A"),
    ("missing", GAPS, np.ma.masked_invalid(GAPS), "NaN in A is missing in B"),
    ("missing", GAPS[:, 0], texts(None if v != v else v for v in GAPS[:, 0]), "None in B"),
    ("missing", GAPS[:, 0], texts("" if v != v else repr(float(v)) for v in GAPS[:, 0]), "an empty text in B"),
    ("missing", texts(["a", "NA", "b"]), texts(["a", "", "b"]), "'NA' in A is an empty text in B, at 1 place"),
    ("filled", np.where(RNG.random(100) < 0.1, np.nan, 2.5), None, "-9999"),
    ("printed", M, np.round(M, 3), "B was rounded to 3 digits behind the point"),
    ("printed", np.round(M * 100), M * 100, "A was rounded to whole numbers"),
    ("printed", M * 1e-7, np.array([[float(f"{v:.4e}") for v in row] for row in M * 1e-7]), "5 significant digits"),
    ("printed", V.astype(np.float32), np.round(V.astype(np.float32), 2), "2 digits"),
    ("numbers_as_text", V, as_text(".17g"), "B holds its numbers as text"),
    ("numbers_as_text", texts(t.replace(".", ",") for t in as_text(".17g")), V, "with a decimal comma"),
    ("padded", texts(["a", "bb"]), texts(["a  ", "bb\0"]), "B are padded"),
    ("padded", texts([b"a", b"bb"]), texts(["a", "bb"]), "bytes"),
    ("text_form", texts(["é", "b"]), texts(["e\u0301", "b"]), "normal form"),
    ("text_form", texts(["True", "b"]), texts(["TRUE", "B"]), "upper and lower"),
    ("byte_order", M, M.byteswap(), "float64"),
    ("byte_order", np.arange(20), np.arange(20).byteswap(), "int64"),
    ("signedness", np.arange(0, 250, 7, np.uint8), np.arange(0, 250, 7, np.uint8).view(np.int8), "uint8 in A"),
    ("index_base", np.arange(10) * 3 % 7, np.arange(10) * 3 % 7 + 1, "B counts from one more"),
    ("index_base", np.arange(10.0), np.arange(10.0) - 1, "A counts"),
    ("scaled", M, M * 100, "B is the other times 100 (percent"),
    ("scaled", np.degrees(M), M, "A is the other times 180/π"),
    ("scaled", M, M * 1.2345, "times 1.2345"),
    ("scaled", M, -M, "times -1"),
    ("scaled", np.arange(1, 9), np.arange(1, 9) * 1000, "times 1000"),
    ("offset", M, M + 273.15, "273.15 (kelvin"),
    ("offset", M + 0.7, M, "A is the other plus 0.7"),
    ("turned", ANGLES, np.where(ANGLES > 180, ANGLES - 360, ANGLES), "360"),
    ("signs", M, M * TURNS, "2 of 4 columns"),
    ("signs", M.T, M.T * TURNS[:, None], "2 of 4 rows"),
    ("time_zone", HOURS, HOURS + np.timedelta64(1, "h"), "times in B are 1:00 h later"),
    ("time_zone", HOURS.astype("M8[m]"), HOURS - np.timedelta64(330, "m"), "times in A are 5:30 h later"),
    ("time_zone", EPOCH, EPOCH - 3600, "A are 1:00 h later"),
    ("date_unit", HOURS.astype("M8[D]"), HOURS.astype("M8[D]").astype("M8[s]"), "by D in A, by s in B"),
    ("dates_as_text", HOURS.astype("M8[s]"), texts(f"{t}+00:00" for t in HOURS.astype("M8[s]")), "as text"),
    ("dates_as_numbers", HOURS, HOURS.astype("M8[s]").astype(float), "seconds since 1970-01-01"),
    ("dates_as_numbers", HOURS.astype("M8[s]").astype(float) / 86400 + 719529, HOURS, "datenum"),
    ("dates_as_numbers", HOURS.astype("M8[D]"), HOURS.astype("M8[D]").astype(int) + 719163, "Dates.value"),
    ("transposed float_width", M, M.T.astype(np.float32), "; and B was rounded to float32"),
    ("transposed printed", np.round(M, 4).T, M, "4 digits"),
    ("transposed signs", M, (M * TURNS).T, "rows have the other sign"),
    ("sorted float_width", V, np.sort(V).astype(np.float32), "another order"),
    ("shifted printed", M, np.round(np.roll(M, 1, 0), 2), "2 digits"),
    ("scaled printed", V, np.round(np.degrees(V), 3), "180/π"),
    ("numbers_as_text printed", V, as_text(".4f"), "4 digits"),
    ("missing printed", GAPS, np.ma.masked_invalid(np.round(GAPS, 3)), "3 digits"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "a", "b", "said"), NAMED, ids=[f"{k}-{row[0].replace(' ', '-')}" for k, row in enumerate(NAMED)]
)
def test_the_cause_is_named_from_either_side(names, a, b, said):
    if b is None:
        a = np.where(np.isnan(a), np.nan, RNG.random(100))
        b = np.where(np.isnan(a), -9999.0, a)
    found = explain(a, b)
    assert found is not None
    assert list(found.names) == names.split()
    assert said in found.sentence
    assert found.comparison.verdict != "differ"
    assert found.comparison.elements > 0
    back = explain(b, a)
    assert back is not None
    assert back.names == found.names
    assert back.to_dict()["names"] == names.split()


def test_every_cause_of_the_table_is_tried_here():
    assert {row.name for row in ROWS} == {name for row in NAMED for name in row[0].split()}
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_a_cause_without_a_sentence_is_refused():
    with pytest.raises(ValueError, match="no sentence for 'unheard of'"):
        type(ROWS[0])("unheard of", 0, ROWS[0].undo)


def symmetric(n):
    x = RNG.integers(0, 9, (n, n))
    return x + x.T


def changed(x, at=3, to=0.5):
    y = x.copy()
    y.reshape(-1)[at] = to
    return y


UNNAMED = {
    "other numbers": (RNG.random((6, 5)), RNG.random((6, 5))),
    "other numbers in the other shape": (RNG.random((6, 5)), RNG.random((5, 6))),
    "other symmetric matrices": (symmetric(6), symmetric(6)),
    "other truth values": (RNG.random(40) < 0.5, RNG.random(40) < 0.5),
    "as many true ones": (np.arange(40) % 2 == 0, np.arange(40) % 4 < 2),
    "other signs": (RNG.choice([-1.0, 1.0], (4, 6)), RNG.choice([-1.0, 1.0], (4, 6))),
    "constants": (np.full((3, 3), 2), np.full((3, 3), 4)),
    "constants in another shape": (np.full((3, 2), 2.0), np.full((2, 3), 2.0)),
    "constants one apart": (np.full(9, 5), np.full(9, 6)),
    "a constant of another length": (np.zeros(9), np.zeros(8)),
    "two numbers": (np.array([1.0, 2.0]), np.array([2.0, 1.0])),
    "one number": (np.array([1.25]), np.array([125.0])),
    "one time an hour later": (HOURS[:1], HOURS[:1] + np.timedelta64(1, "h")),
    "times a second later": (HOURS, HOURS.astype("M8[s]") + np.timedelta64(1, "s")),
    "one wrong number": (V, changed(V)),
    "one wrong among whole numbers": (np.arange(20.0), changed(np.arange(20.0), to=3.3)),
    "a square one, transposed, with a wrong number": (M[:4], changed(M[:4]).T),
    "few kinds of values in the other shape": (RNG.random((6, 5)) < 0.9, RNG.random((5, 6)) < 0.9),
    "noise on whole numbers": (np.arange(30.0) + 1e-9 * RNG.random(30), np.arange(30.0)),
    "noise": (V, V + 1e-3 * RNG.standard_normal(50)),
    "a few fractions among whole numbers": (changed(changed(changed(np.arange(99.0))), 50, 50.3), np.arange(99.0)),
    "random whole numbers": (RNG.integers(0, 5, (5, 5)), RNG.integers(0, 5, (5, 5))),
    "numbers that are not all there": (GAPS, changed(GAPS, int(np.flatnonzero(np.isnan(GAPS))[0]))),
    "nothing but NaN": (np.full(5, np.nan), np.ma.masked_invalid(np.full(5, np.nan))),
    "other texts": (texts("abcd"), texts("abce")),
    "nothing": (np.zeros((0, 3)), np.zeros((3, 0))),
    "in magnitude only": (M, np.abs(M)),
    "at the ends of the range": (np.array([8e306, 3e307, 1e308]), np.array([-0.5, 5e-324, 0.7])),
    "dates beyond those of a calendar": (HOURS, np.arange(96).astype("M8[D]") + 10**9),
    "integers beyond 64 bits": (np.array([2**70, 2**70 + 1, 5], object), np.array([2**70 + 5, 1, 2], object)),
    "objects of all kinds": (np.array([None, 1, "x", b"y"], object), np.array([2.5, True, 2**80, None], object)),
    "rows of few kinds": (RNG.permutation(np.arange(40) % 3), RNG.permutation(np.arange(40) % 3)),
}


@pytest.mark.parametrize("kind", list(UNNAMED))
def test_no_cause_is_named_that_is_none(kind):
    a, b = UNNAMED[kind]
    assert (found := explain(a, b)) is None, str(found)
    assert (found := explain(b, a)) is None, str(found)


def test_random_wrong_data_have_no_cause():
    kinds = (
        lambda: RNG.standard_normal((5, 4)),
        lambda: RNG.integers(-9, 9, (4, 4)),
        lambda: RNG.random((8, 1)).round(1),
        lambda: RNG.integers(0, 256, (4, 3)).astype(np.uint8),
        lambda: HOURS[RNG.integers(0, 96, 6)],
    )
    for k in range(25):
        a, b = (kinds[k % len(kinds)]() for _ in range(2))
        assert (found := explain(a, b)) is None, (str(found), a, b)


def test_the_policy_decides_what_agrees():
    near = np.nextafter(M.T, np.inf)
    assert explain(M, near) is None
    found = explain(M, near, Policy(ulp=1))
    assert found is not None
    assert found.names == ("transposed",)
    assert (found.comparison.verdict, found.comparison.max_ulp) == ("agree", 1)
    # what a loose policy lets agree by chance says nothing
    assert explain(RNG.random((3, 4)), RNG.random((4, 3)), Policy(atol=1.0)) is None


def test_dimensions_in_reverse_are_undone_where_other_values_differ_too():
    found = explain(M, changed(M).T)
    assert found is not None
    assert found.names == ("transposed",)
    assert (found.comparison.verdict, found.comparison.differing, found.comparison.elements) == ("differ", 1, 28)
    assert "Undone, differ: 1 of 28 elements" in found.sentence


def test_summer_time_is_a_time_zone():
    days = np.arange("2020-01-01", "2021-01-01", dtype="M8[D]") + np.timedelta64(43210, "s")
    summer = (days > np.datetime64("2020-03-29")) & (days < np.datetime64("2020-10-25"))
    found = explain(days, days + np.where(summer, 7200, 3600).astype("m8[s]"))
    assert found is not None
    assert found.names == ("time_zone",)
    assert "1:00 or 2:00 h" in found.sentence
    mixed = np.where(np.arange(days.size) % 2, 7200, 3600).astype("m8[s]")
    assert explain(days, days + mixed) is None


def test_large_arrays_take_another_shape_of_rounded_values():
    large = RNG.random((600, 500))
    found = explain(large, large.T.astype(np.float32))
    assert found is not None
    assert found.names == ("transposed", "float_width")


class TestRowsElsewhere:
    ORDER = np.array([4, 2, 0, 5, 1, 3])
    COLUMNS = (np.arange(6) + 10, np.array([1.5, 2.5, 1.5, 0.5, 2.5, 0.5]), texts("aabbcc"))

    def tables(self, change=None):
        columns = {name: (x, x[self.ORDER].copy()) for name, x in zip(["id", "x", "t"], self.COLUMNS, strict=True)}
        if change is not None:
            columns["x"][1][2] = change
        return columns

    def test_the_same_rows_in_another_order_and_what_aligns_them(self):
        assert rows_elsewhere(self.tables(), Policy()) == ["id"]
        near = np.nextafter(1.5, 2)
        assert rows_elsewhere(self.tables(near), Policy()) is None
        assert rows_elsewhere(self.tables(near), Policy(ulp=1)) == ["id"]

    def test_a_row_of_another_value_or_too_few_distinct_rows(self):
        assert rows_elsewhere(self.tables(9.0), Policy()) is None
        assert rows_elsewhere({"x": (np.arange(40) % 3, np.arange(40)[::-1] % 3)}, Policy()) is None
        straight = {name: (a, a) for name, (a, _) in self.tables().items()}
        assert rows_elsewhere(straight, Policy()) is None

    def test_diff_says_so(self, tmp_path):
        rows = [f"{k},{x},{t}" for k, x, t in zip(*self.COLUMNS, strict=True)]
        for name, order in (("a.csv", range(6)), ("b.csv", self.ORDER)):
            (tmp_path / name).write_text("\n".join(["id,x,t", *(rows[k] for k in order), ""]))
        report = diff(tmp_path / "a.csv", tmp_path / "b.csv")
        assert report.verdict == "differ"
        assert "the rows are the same in another order: --key id aligns them" in report.notes
        assert diff(tmp_path / "a.csv", tmp_path / "b.csv", keys=["id"]).verdict == "identical"
