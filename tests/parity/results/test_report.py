"""Four views of one object: what a check found, in the terminal, as JSON, as HTML and as JUnit XML."""

from __future__ import annotations

import io
import json
import re
from collections import Counter, namedtuple
from html import unescape
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from reporting import CONTENT, DIFFERENT, ENGINE, EQUAL, NEAR, finding_of, hostile, report_of, result_of
from rich.console import Console

from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.results import html, junit, markdown, terminal
from pyjuliann.parity.results.content import content, merged, pair_content, worst_elements
from pyjuliann.parity.results.histogram import bins, histogram
from pyjuliann.parity.results.reports import PairReport
from pyjuliann.wording import engine_line, pair_text, shortened, summary_line


def shown(report, width=100):
    stream = io.StringIO()
    terminal.print_report(Console(file=stream, width=width, highlight=False), report)
    return stream.getvalue()


@pytest.mark.parametrize("width", [32, 50, 69, 70, 90])
def test_nothing_is_cut_in_the_terminal(width):
    letters = Counter("".join(shown(CONTENT, width).split()).replace("─", ""))
    assert letters["…"] == 0
    # a wide terminal has columns of counts besides
    assert letters - Counter("".join(shown(CONTENT, 1000).split())) == Counter()
    for text in ("numpy.std ~ Statistics.std", "mine.tanh ~ tanh", "np.std(x, ddof=1)", "h ~ k: Julia has no such"):
        assert Counter("".join(text.split())) - letters == Counter()
    assert not any(line.endswith(" ") for line in shown(CONTENT, width).splitlines())


# ---------------------------------------------------------------- content


def test_the_content_is_plain_data():
    again = json.loads(json.dumps(CONTENT, allow_nan=False))
    assert again == CONTENT
    assert (again["verdict"], again["counts"]) == ("differ", {"identical": 1, "agree": 1, "differ": 1})
    assert again["errors"] == [{"name": "h ~ k", "message": "h ~ k: Julia has no such function: k"}]
    assert again["unmatched"] == {"python": ["lone"], "julia": ["k2"]}
    assert (
        again["pairs"][2]["findings"][0]["case"]["julia"] | {"text": "0.7071067811865476", "value": 0.7071067811865476}
        == (again["pairs"][2]["findings"][0]["case"]["julia"])
    )


def test_the_worst_elements_come_first_with_both_index_bases():
    python = np.array([[1.0, 2.0], [3.0, 4.0]])
    julia = python.copy()
    julia[0, 1] = np.nextafter(np.nextafter(2.0, 3), 3)
    julia[1, 0] = np.nextafter(3.0, 4)
    places = worst_elements(result_of(python, julia))
    assert [(p["python_index"], p["julia_index"], p["ulp"]) for p in places] == [
        ("[0, 1]", "[1, 2]", 2),
        ("[1, 0]", "[2, 1]", 1),
    ]
    assert places[0]["python"] == 2.0
    assert places[0]["absolute"] == pytest.approx(8.9e-16, rel=0.01)
    assert places[0]["relative"] == pytest.approx(4.4e-16, rel=0.01)


def test_what_has_no_distance_is_the_worst():
    python, julia = np.array([1.0, 2.0, np.nan, np.nan, np.inf]), np.array([1.5, np.nan, 3.0, np.nan, np.inf])
    places = worst_elements(result_of(python, julia))
    assert sorted(p["python_index"] for p in places[:2]) == ["[1]", "[2]"]
    assert [p["ulp"] for p in places] == [None, None, 2**51]
    assert len(places) == 3


def test_the_worst_elements_inside_containers():
    point = namedtuple("NamedTuple", "x y")
    python = (1.0, {"a": np.array([1.0, 5.0]), 3: 7}, [point(1, 2.0)], "text", None)
    julia = (1.0, {"a": np.array([1.0, 6.0]), 3: 9}, [point(1, 2.5)], "other", None)
    places = worst_elements(result_of(python, julia))
    assert {(p["python_index"], p["julia_index"]) for p in places} == {
        ("[1]['a'][1]", '[2]["a"][2]'),
        ("[1][3]", "[2][3]"),
        ("[2][0].y", "[3][1].y"),
    }


@pytest.mark.parametrize(
    ("python", "julia"),
    [
        (np.array([1.0, 2.0]), np.array([[1.0, 3.0]])),
        ("a", "b"),
        (None, 1.0),
        (range(3), range(4)),
        (np.array(["a"]), np.array(["b"])),
        (np.array([], float), np.array([], float)),
    ],
)
def test_where_there_are_no_elements_to_compare(python, julia):
    assert worst_elements(result_of(python, julia)) == []


def test_integers_and_complex_numbers_have_worst_elements_too():
    (first, second) = worst_elements(result_of(np.array([1, 2, 2**60]), np.array([1, 9, 2**60 + 1024])))
    assert (first["absolute"], second["absolute"], first["ulp"]) == (1024.0, 7.0, None)
    (place,) = worst_elements(result_of(np.array([1 + 1j]), np.array([1 + np.nextafter(1, 2) * 1j])))
    assert (place["python"], place["ulp"]) == ({"real": 1.0, "imag": 1.0}, 1)
    assert place["julia_text"] == "complex(1.0, 1.0000000000000002)"
    (place,) = worst_elements(result_of(np.float32([1.5]), np.array([1.25])))
    assert (place["ulp"], place["absolute"]) == (None, 0.25)


def test_not_more_elements_than_can_be_read():
    assert len(worst_elements(result_of(np.zeros(1000), np.ones(1000)))) == 8


def test_checks_of_one_pair_are_put_together():
    first, second = pair_content(NEAR), pair_content(NEAR)
    second |= {"verdict": "differ", "differ": 1, "max_ulp": 5, "ulp_counts": {"2": 2, "5": 1}, "notes": ["n"]}
    before = json.dumps([first, second])
    whole = merged([first, pair_content(EQUAL), second], ENGINE, {})
    assert json.dumps([first, second]) == before
    near, equal = whole["pairs"]
    assert (near["cases"], near["verdict"], near["max_ulp"], near["notes"]) == (8, "differ", 5, ["n"])
    assert near["ulp_counts"] == {"0": 3, "2": 3, "5": 1}
    assert equal["name"] == "f ~ g"
    assert (whole["verdict"], whole["counts"]) == ("differ", {"identical": 1, "agree": 0, "differ": 1})
    assert merged([], {}, {})["verdict"] == "identical"


# ---------------------------------------------------------------- words and terminal


def test_the_summary_says_what_it_was_compared_with():
    words = "3 pairs: 1 identical, 1 agree, 1 differ, 1 could not be checked · worker engine, Julia 1.10.8"
    assert summary_line(CONTENT) == words
    assert engine_line({**ENGINE, "engine": "recorded", "recorded": "2020-02-02"}) == (
        "recorded engine, Julia 1.10.8, recorded 2020-02-02"
    )
    assert summary_line(merged([], {}, {})) == "0 pairs: nothing checked"


def test_a_pair_in_plain_text():
    lines = pair_text(CONTENT["pairs"][2]).splitlines()
    assert lines[0].startswith("numpy.std ~ Statistics.std: differ: 3 of 10 cases differ")
    assert lines[1] == "value: 3 of 10 cases of vectors"
    assert "  in Python np.std(a, ddof=1)" in lines
    assert "  or        scaled" in lines
    assert lines[-1] == "note: a note"
    code = lines.index("  Python")
    assert lines[code + 1 : code + 3] == ["      import numpy as np", "      np.std(a)"]
    assert shortened("a\nb" * 400) == ("a b" * 400)[:300] + "…"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_shows_the_worst_first(width):
    text = shown(CONTENT, width)
    squeezed = " ".join(text.split())
    assert text.splitlines()[0].split()[0] == "verdict"
    assert text.splitlines()[1].split()[0] == "differ"
    for words in ("ddof=1", "divided by n - 1", "Julia is closer", "a note", "lone", "k2"):
        assert words in squeezed
    assert text.splitlines()[-1].strip() == summary_line(CONTENT)
    assert "\nimport numpy as np\nnp.std(a)\n" in text


def test_code_in_the_terminal_is_never_cut_or_indented():
    code = "a = " + "+".join("12345" for _ in range(40))
    finding = finding_of(result_of(1.0, 2.0), python_code=code, julia_code=code)
    report = PairReport("f ~ g", "f", "g", "differ", cases=1, differ=1, findings=(finding,))
    assert shown(content(report_of(report)), 60).count(f"\n{code}\n") == 2


def test_nothing_in_the_terminal_is_taken_for_markup():
    text = "".join(shown(hostile(), 400).split())
    assert "<script>alert('x')</script>" in text
    result = content(report_of(PairReport("[red]f[/red] ~ g", "f", "g", "agree")))
    assert "[red]f[/red] ~ g" in shown(result)


# ---------------------------------------------------------------- histogram


def test_bins_double():
    assert bins({0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 8: 7, 9: 8}) == [
        ("0", 1), ("1", 2), ("2", 3), ("3–4", 9), ("5–8", 13), ("9–16", 8),
    ]  # fmt: skip
    assert bins({}) == []
    assert bins({2**62: 1})[-1] == ("≤2⁶²", 1)
    assert sum(count for _, count in bins(dict.fromkeys(range(5000), 1))) == 5000


def test_the_histogram_is_a_picture_with_a_description():
    svg = ET.fromstring(histogram({"0": 60, "1": 30, "1000000000": 10}))
    assert svg.get("aria-label") == "Cases by largest distance: 60 at 0 ULP, 30 at 1 ULP, 10 at ≤2³⁰ ULP"
    bars = [int(rect.get("height")) for rect in svg.iter("rect")]
    assert bars[0] == 2 * bars[1] > bars[2] > 0
    assert {"60", "30", "10"} <= {text.text for text in svg.iter("text")}
    for rect in svg.iter("rect"):
        assert int(rect.get("x")) + int(rect.get("width")) <= int(svg.get("width"))
    assert histogram({}) == ""


# ---------------------------------------------------------------- JUnit


def test_junit_has_a_case_per_pair():
    root = ET.fromstring(junit.render(CONTENT).encode())
    assert root.tag == "testsuites"
    (suite,) = root
    assert {key: suite.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "4", "failures": "1", "errors": "1",
    }  # fmt: skip
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    failure = cases["numpy.std ~ Statistics.std"].find("failure")
    assert failure.get("message").startswith("differ: 3 of 10 cases differ")
    assert "np.std(a, ddof=1)" in failure.text
    assert cases["numpy.std ~ Statistics.std"].get("classname") == "numpy"
    assert cases["numpy.std ~ Statistics.std"].get("time") == "0.250"
    assert cases["h ~ k"].find("error").get("message") == "h ~ k: Julia has no such function: k"
    assert len(cases["f ~ g"]) == 0
    properties = {item.get("name"): item.get("value") for item in suite.iter("property")}
    assert properties["julia_version"] == "1.10.8"


def test_junit_is_xml_whatever_the_user_supplies():
    root = ET.fromstring(junit.render(hostile()).encode())
    failure = next(root.iter("failure"))
    assert "<script>alert('x')</script> & \"quoted\" \\x00\\x1b[31m ]]>" in failure.text


# ---------------------------------------------------------------- a live check


def test_all_views_of_a_live_check(engine):
    from pyjuliann.parity.check import check_all

    report = check_all(
        [pair(np.std, "Statistics.std"), pair(np.cumsum, "cumsum")], engine=engine, cases=20, seed=1, judge=True
    )
    found = content(report)
    json.dumps(found, allow_nan=False)
    assert "ddof" in pair_text(found["pairs"][0])
    assert found["pairs"][0]["findings"][0]["worst_elements"]
    ET.fromstring(junit.render(found).encode())
    assert "Statistics.std" in html.render(found)
    assert "Statistics.std" in shown(found)


# ---------------------------------------------------------------- probes

FINDING = DIFFERENT.findings[0]
PARTS = "parts first at probe 'variance' (call 2 of it, mine.py:12 / mine.jl:9): the value; worst 0.5 in Python"


def test_every_view_says_at_which_probe_the_sides_part():
    views = (
        shown(CONTENT, 1000), html.render(CONTENT), junit.render(CONTENT), markdown.render(CONTENT),
        FINDING._repr_html_(), FINDING.probes._repr_html_(),
    )  # fmt: skip
    for view in views:
        text = " ".join(re.sub(r"<[^>]*>|\\", "", unescape(view)).split())
        assert PARTS in text
        assert "the last that agrees: 'rest' (mine.py:11 / mine.jl:8)" in text
        assert "only Python has 'debug'" in text
        assert "a note on probes" in text
    probes = json.loads(json.dumps(CONTENT))["pairs"][2]["findings"][0]["probes"]
    assert probes["place"] | {"calls": 3} == {
        "name": "variance", "call": 2, "calls": 3, "python": {"file": "/home/me/mine.py", "line": 12},
        "julia": {"file": "/home/me/mine.jl", "line": 9},
    }  # fmt: skip


def test_without_probes_nothing_is_said_of_them():
    report = content(report_of(PairReport("f ~ g", "m.f", "g", "differ", findings=(finding_of(result_of(1.0, 2.0)),))))
    assert report["pairs"][0]["findings"][0]["probes"] is None
    assert "probe" not in shown(report) + html.render(report) + junit.render(report)
