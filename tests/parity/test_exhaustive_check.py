"""`check(exhaustive=True)`: a statement about all inputs, in every view; what is refused; what is stopped."""

from __future__ import annotations

import json

import numpy as np
import pytest
from in_process import outcome_of, use_engine

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.parity.check import check, check_all
from pyjuliann.parity.exhaustive.sweep import Sweep
from pyjuliann.parity.pairing.pair import Expectation, pair
from pyjuliann.parity.pairing.stateful import stateful
from pyjuliann.parity.results import html, markdown
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import PairReport, Report
from pyjuliann.parity.results.terminal import report_text
from pyjuliann.wording import pair_text


def small(x: np.float16):
    return x + x


def off(x: np.float16):
    return x + x if x != 3.5 else x


UNIT = {"domain": {"x": (0, 4)}}


@pytest.fixture(scope="module")
def different(engine: Engine):
    """The report on a pair that differs at one of its inputs."""
    return check(pair(off, "x -> x + x", **UNIT), engine=engine, exhaustive=True, repair=0)


class TestStatement:
    def test_all_of_it(self, engine: Engine) -> None:
        report = check(pair(abs, "abs", types={"x": "float16"}), engine=engine, exhaustive=True)
        assert report
        assert (report.cases, report.identical, report.max_ulp) == (65536, 65536, 0)
        assert report.summary == "identical on all 65,536 Float16 values"

    def test_of_what_agrees(self, engine: Engine) -> None:
        given = pair(np.exp, "exp", types={"x": "float16"}, domain={"x": (10, 12)})
        report = check(given, engine=engine, exhaustive=True)
        assert report.summary.startswith(
            "agree on all 257 values of Float16 from 10 to 12, "
        )  # NumPy warns of overflow
        assert report.summary.endswith(" of them identical, at most 0 ULP apart")

    def test_a_part_of_it(self, engine: Engine) -> None:
        report = check(pair(small, "x -> x + x", **UNIT), engine=engine, exhaustive=True)
        assert report.summary == "identical on all 17,410 values of Float16 from 0 to 4"

    def test_all_but_one(self, different) -> None:
        assert different.differ == 1
        assert different.summary.startswith(
            "differ: identical on all 17,410 values of Float16 from 0 to 4 but 1; first"
        )
        assert "on (np.float16(3.5))" in different.summary
        (finding,) = different.findings
        assert finding.count == 1
        assert finding.case.case.arguments == (3.5,)
        assert finding.diagnosis is not None
        assert "off(x)" in finding.python_code

    def test_what_is_not_wanted_does_not_count(self, engine: Engine) -> None:
        given = pair(off, "x -> x + x", **UNIT, where=lambda x: x < 3)
        report = check(given, engine=engine, exhaustive=True)
        assert report.verdict == "identical"
        assert report.cases == 16897
        assert "all 16,897 wanted of 17,410 values" in report.summary

    def test_an_expected_difference_that_does_not_occur(self, engine: Engine) -> None:
        given = pair(lambda x: x, "identity", domain={"x": (0, 3)}, expect=Expectation("dtype"))
        report = check(given, engine=engine, exhaustive=True)
        assert report.verdict == "differ"
        assert report.stale == ("the expected difference in dtype did not occur in 4 cases",)
        assert "an expected difference did not occur on all 4 values" in report.summary

    def test_several_pairs(self, engine: Engine) -> None:
        pairs = [pair(small, "x -> x + x", **UNIT), pair(lambda a, b: a & b, "&", types={"a": bool, "b": bool})]
        report = check_all(pairs, engine=engine, exhaustive=True)
        assert [each.cases for each in report.pairs] == [17410, 4]


class TestViews:
    def test_json(self, different) -> None:
        facts = json.loads(json.dumps(different.to_dict(), allow_nan=False))["exhaustive"]
        assert facts["inputs"] == facts["done"] == 17410
        assert facts["ranges"] == [{"first": "np.float16(3.5)", "last": "np.float16(3.5)", "inputs": 1}]
        assert facts["arguments"] == [{"name": "x", "label": "Float16 from 0 to 4", "values": 17410}]
        assert facts["first"] == "np.float16(3.5)"
        assert (facts["more_ranges"], facts["unwanted"], facts["python_raised"]) == (0, 0, 0)

    def test_an_ordinary_check_has_no_such_part(self) -> None:
        assert "exhaustive" not in PairReport("a ~ b", "a", "b", "identical").to_dict()

    def test_markdown_says_what_agrees_too(self, engine: Engine) -> None:
        report = check(pair(small, "x -> x + x", **UNIT), engine=engine, exhaustive=True)
        assert "identical on all 17,410 values of Float16 from 0 to 4" in markdown.render(content(Report((report,))))

    @pytest.mark.parametrize("view", ["terminal", "html", "markdown", "text", "notebook"])
    def test_all_views_say_where(self, different, view) -> None:
        found = content(Report((different,)))
        shown = {
            "terminal": lambda: report_text(found, width=200, color=False),
            "html": lambda: html.render(found),
            "markdown": lambda: markdown.render(found),
            "text": lambda: pair_text(found["pairs"][0]),
            "notebook": different._repr_html_,
        }[view]()
        assert "17,410 values of Float16 from 0 to 4 but 1" in shown
        assert "(np.float16(3.5))" in shown
        assert "--seed" not in shown


class TestRefused:
    @pytest.mark.parametrize(
        ("given", "options", "message"),
        [
            (pair(lambda x: x, "identity"), {}, "has no annotation"),
            (pair(small, "x -> x + x"), {"seed": 1}, "seed, strategies and probes say nothing"),
            (pair(small, "x -> x + x"), {"probes": True}, "seed, strategies and probes say nothing"),
            (stateful(list, "() -> []", append="push!"), {}, "there is no end to the sequences of calls"),
            (pair(small, "x -> x + x", where=lambda _: False, **UNIT), {}, "none of 17,410 inputs is wanted"),
            (pair(lambda x: 1 // 0, "x -> div(1, 0)", domain={"x": (0, 3)}), {},
             "nothing was compared: on each of 4 inputs both sides raised an error"),
        ],
    )  # fmt: skip
    def test_one_message(self, engine: Engine, given, options, message) -> None:
        with pytest.raises(PairError, match=message):
            check(given, engine=engine, exhaustive=True, **options)

    def test_errors_may_be_what_is_compared(self, engine: Engine) -> None:
        given = pair(lambda x: 1 // 0, "x -> div(1, 0)", domain={"x": (0, 3)}, allow_errors=True)
        report = check(given, engine=engine, exhaustive=True)
        assert report.summary == "agree on all 4 values of int from 0 to 3, 4 raise on both sides"


class TestStopped:
    def test_ctrl_c_tells_what_was_found(self, engine: Engine, monkeypatch) -> None:
        sweep = Sweep.__call__

        def interrupted(self, engine, chunk):
            if chunk[0] >= 8192:
                raise KeyboardInterrupt
            return sweep(self, engine, chunk)

        monkeypatch.setattr(Sweep, "__call__", interrupted)
        with pytest.raises(KeyboardInterrupt) as stopped:
            check(pair(small, "x -> x + x", **UNIT), engine=engine, exhaustive=True)
        report = stopped.value.report
        assert report.summary == "identical on the first 8,192 of 17,410 values of Float16 from 0 to 4"


class TestCommand:
    @pytest.fixture
    def run(self, engine, monkeypatch, capsys, tmp_path):
        use_engine(monkeypatch, engine, "check")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "every_input.py").write_text("def double(x):\n    return x + x if x != 9 else 0\n")
        return lambda *words: outcome_of(capsys, "check", "every_input.py:double", "x -> x + x", *words)

    def test_types_and_ranges(self, run) -> None:
        code, out, _ = run("--exhaustive", "--type", "uint8", "--range", "0:8")
        assert (code, "identical on all 9 values of UInt8 from 0 to 8" in out) == (0, True)
        code, out, _ = run("--exhaustive", "--range", "x=0:20", "--repair", "0")
        assert code == 1
        assert "identical on all 21 values of int from 0 to 20 but 1" in " ".join(out.split())

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--exhaustive"], "has no annotation"),
            (["--exhaustive", "--type", "float64"], "18,446,744,073,709,551,616 inputs are too many"),
            (["--exhaustive", "--cases", "3"], "--exhaustive and --cases: give one of them"),
            (["--exhaustive", "--seed", "3", "--strict"], "--exhaustive and --seed, --strict: give one of them"),
            (["--exhaustive", "--watch"], "--exhaustive and --watch: give one of them"),
            (["--type", "float8"], "expected TYPE or NAME=TYPE, such as float16 or x=Int8"),
            (["--type", "y=int8"], "--type: no argument is called y; there are x"),
        ],
    )
    def test_bad_input_is_one_message(self, run, words, message) -> None:
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert message in err
        assert "Traceback" not in err

    def test_a_type_counts_in_an_ordinary_check_too(self, run, undiagnosed) -> None:
        code, out, _ = run("--type", "x=Float32", "--seed", "1", "--json", "-")
        (finding,) = json.loads(out)["pairs"][0]["findings"]
        assert (code, finding["case"]["arguments"]) == (1, [9.0])  # a number of the source
        assert "x = np.float32(9.0)" in finding["python_code"]


def test_nothing_is_set_apart(engine: Engine, undiagnosed) -> None:
    def python(x: int):
        if x > 7:
            raise OverflowError
        return x

    report = check(pair(python, "x -> x > 7 ? Inf : x", domain={"x": (0, 9)}), engine=engine, exhaustive=True)
    assert report.differ == 2
