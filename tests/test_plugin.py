"""The pytest plugin, as another project's tests meet it."""

from __future__ import annotations

import json
import os
import re
import textwrap
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from offline import HIDDEN, settings_without_julia
from packages import write_two_packages

import pyjuliann
from pyjuliann.bridge.machine.folders import cache_folder
from pyjuliann.settings import ENGINES

pytest_plugins = "pytester"

ROOT = Path(pyjuliann.__file__).parent.parent
CACHE = cache_folder().parent  # found before the tests get a home of their own: Julia compiles for long
INSTALLED = any(entry.name == "pyjuliann" for entry in metadata.entry_points(group="pytest11"))

HELP = """\
comparing Python with Julia (pyjuliann):
  --julia-engine=ENGINE
                        how Julia is reached (default: auto): auto, juliacall,
                        worker, recorded
  --julia=PATH          the Julia executable to use, with the worker engine
  --julia-project=PATH  the Julia project to use: a folder, @. or @name
  --julia-records=FILE  answers that pyjuliann record wrote, to use in place of
                        Julia
  --julia-echo          show what Julia prints, as it comes
  --no-julia            skip every test that needs Julia
  --parity-html=FILE    write what was compared as one HTML page
  --parity-json=FILE    write what was compared as JSON
  --parity-markdown=FILE
                        write what was compared as GitHub's Markdown
  --parity-replay=PYTHON=JULIA
                        make the tests' calls of these functions in Julia too,
                        such as mine.py=mine.jl; may be given again
"""

INI_HELP = """\
  julia_engine (string):
                        default of --julia-engine: how Julia is reached
                        (default: auto): auto, juliacall, worker, recorded
  julia (string):       default of --julia: the Julia executable to use, with
                        the worker engine
  julia_project (string):
                        default of --julia-project: the Julia project to use: a
                        folder, @. or @name
  julia_records (string):
                        default of --julia-records: answers that pyjuliann
                        record wrote, to use in place of Julia
  julia_echo (bool):    default of --julia-echo: show what Julia prints, as it
                        comes
  no_julia (bool):      default of --no-julia: skip every test that needs Julia
  parity_html (string): default of --parity-html: write what was compared as one
                        HTML page
  parity_json (string): default of --parity-json: write what was compared as
                        JSON
  parity_markdown (string):
                        default of --parity-markdown: write what was compared as
                        GitHub's Markdown
  parity_replay (linelist):
                        default of --parity-replay: make the tests' calls of
                        these functions in Julia too, such as mine.py=mine.jl;
                        may be given again
"""

COMPARING = """
import numpy as np
import pytest

def test_same(parity):
    result = parity(np.vdot, "LinearAlgebra.dot", np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    assert result.verdict == "identical"

def test_other(parity):
    parity(np.std, "Statistics.std", np.array([1.0, 2.0, 4.0]))

def test_julia(julia):
    assert julia.call("sum", [1, 2]) == 3
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Run pytest with the plugin in a process of its own."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")  # a home without a Julia is no reason to fetch one
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    plugin = () if INSTALLED else ("-p", "_pyjuliann_pytest")
    return lambda *arguments: pytester.runpytest_subprocess(*plugin, *arguments)


@pytest.fixture
def live(run, engine):
    """Run pytest with the worker engine, where there is a Julia, which is found before home moves."""
    return lambda *arguments: run("--julia-engine=worker", f"--julia={engine.info.executable}", *arguments)


# ---------------------------------------------------------------- settings


def test_help(run):
    text = run("--help").stdout.str()
    assert HELP in text
    assert INI_HELP in text
    assert all(name in HELP for name in ENGINES)


def test_markers(run):
    run("--markers").stdout.fnmatch_lines(["@pytest.mark.parity(**options): compares Python with Julia*"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--julia-engine=gpu"],
            f"ERROR: --julia-engine: expected one of {', '.join(ENGINES)}, got 'gpu'",
        ),
        (
            ["--julia-engine=juliacall", "--julia=julia"],
            "ERROR: --julia: juliacall chooses its own Julia; use --julia-engine worker with --julia",
        ),
        (["--parity-html=no/x"], "ERROR: --parity-html: expected a file that can be written, got *no/x, which is in *"),
        (["--parity-json=."], "ERROR: --parity-json: expected a file that can be written, got *, which is a folder"),
    ],
)
@pytest.mark.thorough
def test_a_wrong_setting_is_a_usage_error(run, pytester, arguments, message):
    pytester.makepyfile("def test(): pass")
    result = run(*arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([message])
    assert "Traceback" not in result.stderr.str()


@pytest.mark.thorough
def test_settings_from_the_configuration_file(run, pytester):
    pytester.makeini("[pytest]\njulia_engine = gpu\n")
    result = run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --julia-engine: expected one of *, got 'gpu'"])
    pytester.makeini("[pytest]\nno_julia = true\nparity_json = out/found.json\n")
    pytester.mkdir("out")
    pytester.makepyfile(COMPARING)
    pytester.mkdir("inside")
    result = run("--rootdir", pytester.path, "--julia-engine", "worker")
    result.assert_outcomes(skipped=3)
    assert json.loads((pytester.path / "out" / "found.json").read_text())["pairs"] == []


# ---------------------------------------------------------------- without Julia


def test_no_julia_skips_with_the_reason(run, pytester):
    pytester.makepyfile(
        COMPARING + "\n@pytest.mark.parity\ndef test_marked():\n    raise ValueError\n\ndef test_free():\n    pass\n"
    )
    result = run("--no-julia", "-rs")
    result.assert_outcomes(skipped=4, passed=1)
    result.stdout.fnmatch_lines(["julia: none (--no-julia was given)", "SKIPPED*--no-julia was given"])


def test_a_julia_that_cannot_be_had_is_an_error_that_says_why(run, pytester):
    pytester.makepyfile(COMPARING)
    result = run("--julia", "/no/such/julia")
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(
        [
            "julia: none (the Julia that julia= names, /no/such/julia, does not exist; no other was tried.)",
            "the Julia that julia= names, /no/such/julia, does not exist; no other was tried.",
            "(--no-julia skips the tests that need it)",
        ]
    )
    assert "_pyjuliann_pytest.py" not in result.stdout.str()


@pytest.mark.thorough
def test_a_fresh_account_is_told_how_to_get_a_julia(run, pytester, monkeypatch, tmp_path):
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    for name, value in settings_without_julia(tmp_path).items():
        monkeypatch.setenv(name, value)
    pytester.makepyfile(COMPARING)
    result = run()
    result.assert_outcomes(errors=3)
    said = "no usable Julia (*) was found; `pyjuliann julia install` fetches one, once PYJULIANN_OFFLINE is unset*"
    result.stdout.fnmatch_lines([f"julia: none ({said}", said])
    assert "recorded" not in result.stdout.str()


@pytest.mark.thorough
def test_what_is_said_while_a_julia_is_fetched_is_not_captured(run, pytester):
    pytester.makeconftest(
        """
        import pyjuliann.bridge.engines.start as start
        from pyjuliann import EngineError

        def start_julia(settings):
            settings.install("No Julia was found, so one is fetched")
            raise EngineError("nor can it be fetched")

        start.start_julia = start_julia
        """
    )
    pytester.makepyfile(COMPARING)
    result = run()
    result.stderr.fnmatch_lines(["pyjuliann: No Julia was found, so one is fetched"])


def test_nothing_is_imported_or_started_where_it_is_not_used(run, pytester):
    pytester.makepyfile(
        """
        import sys

        def test_lean():
            heavy = {"numpy", "pyjuliann", "rich", "cbor2", "juliacall"}
            assert not heavy & set(sys.modules)
        """
    )
    # other plugins that are installed import what they like
    result = run("-p", "no:hypothesispytest", "-p", "no:jaxtyping", "-v", *(["-p", "no:xdist"]))
    result.assert_outcomes(passed=1)
    assert "julia:" not in result.stdout.str()
    assert "parity" not in result.stdout.str()


def test_with_recorded_answers_that_is_said(run, pytester):
    pytester.makepyfile(
        """
        def test_info(julia):
            assert julia.info.recorded

        def test_refused(julia):
            julia.call("sum", [1, 2])
        """
    )
    result = run("--julia-engine=recorded")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["julia: recorded engine, Julia *, recorded *, no Julia is running"])
    result.stdout.fnmatch_lines(["*UnknownQuestionError: *has no answer to sum*a live Julia*answers everything*"])


# ---------------------------------------------------------------- with Julia


@pytest.mark.thorough
def test_packages_of_a_project(live, pytester):
    write_two_packages(pytester.path / "env")
    pytester.makepyfile(
        """
        import numpy as np
        from pyjuliann import mirrors

        @mirrors("Outer.shifted")
        def shifted(x):
            return x + 5.0

        def test_package(parity, julia):
            parity(shifted, np.array([1.0, 2.0]))
            parity(lambda x: x / 2, "Outer.Parts.part", 3.0)
            assert julia.call("Inner.total", [1, 2]) == 3

        def test_lacking(parity):
            parity(abs, "Outer.shiftd", 1.0)
        """
    )
    pytester.makeini("[pytest]\njulia_project = env\n")
    result = live()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["*Outer has no shiftd; closest: shifted", f"*In the project {pytester.path}/env, Julia *"]
    )


@pytest.mark.thorough
def test_fixtures_header_and_summary(live, pytester):
    pytester.makepyfile(COMPARING)
    result = live()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "collected 3 items",
            "julia: worker engine, Julia 1.*, /*julia*",
            "E *numpy.std ~ Statistics.std: differ: 1 of 1 case* differ; likely cause: ddof*",
            "E *found *differ: the value; worst 1.2472* in Python, 1.5275* in Julia, * ULP apart",
            "E *in Python*np.std(x, ddof=1)",
            "E *in Julia*corrected=false*",
            "E *a = np.array([[]1.0, 2.0, 4.0[]])",
            "E *Statistics.std(a)",
            "*= parity of Python and Julia =*",
            "differ    numpy.std ~ Statistics.std: 1 case, at most 1.3e+15 ULP apart",
            "identical numpy.vdot ~ LinearAlgebra.dot: 1 case, at most 0 ULP apart",
            "2 pairs: 1 identical, 1 differ * worker engine, Julia 1.*",
        ]
    )
    assert "pyjuliann/testing.py" not in result.stdout.str(), "our own frames are nobody's business"


def test_all_that_can_be_compared(live, pytester):
    pytester.makepyfile(
        """
        import numpy as np
        import pytest
        from pyjuliann.errors import PairError
        from pyjuliann.parity.pairing.pair import mirrors, pair

        @mirrors("x -> 2x", ulp=0)
        def doubled(x):
            return x * 2

        def test_mirrors(parity):
            parity(doubled, np.array([1.5]))

        def test_pair(parity):
            parity(pair(np.cumsum, "cumsum", ulp=4, reason="order"), np.array([1.5, 2.5]))

        def test_keywords(parity):
            parity(sorted, "sort", [3, 1, 2])
            with pytest.raises(AssertionError, match="error"):
                parity(sorted, "sort", [3, 1, 2], reverse=True)

        @pytest.mark.parity(keywords={"reverse": "rev"})
        def test_options_of_the_marker(parity):
            parity(sorted, "sort", [3, 1, 2], reverse=True)

        @pytest.mark.parity(expect="value")
        def test_an_expected_difference(parity):
            parity(np.std, "Statistics.std", np.array([1.0, 2.0]))
            with pytest.raises(AssertionError, match="stale: the expected difference in value did not occur"):
                parity(np.mean, "Statistics.mean", np.array([1.0, 2.0]))

        def test_generated(parity):
            report = parity.check(doubled, cases=20, seed=1)
            assert report.cases >= 20
            with pytest.raises(AssertionError, match="numpy.std ~ Statistics.std: differ: .* likely cause: ddof"):
                parity.check(np.std, "Statistics.std", cases=20, seed=1)

        def test_mistakes(parity):
            with pytest.raises(PairError, match="expected a function and its Julia counterpart"):
                parity(np.std, np.array([1.0]))
            with pytest.raises(PairError, match="arguments are generated"):
                parity.check(np.std, "Statistics.std", "x")
            with pytest.raises(PairError, match="no option is called ulps"):
                parity(pair(np.std, "Statistics.std", ulps=1), 1)
        """
    )
    live().assert_outcomes(passed=7)


@pytest.mark.thorough
def test_a_call_takes_the_options_of_a_pair_and_refuses_others_by_name(live, pytester):
    pytester.makepyfile(
        """
        import numpy as np
        import pytest
        from pyjuliann.errors import PairError
        from pyjuliann.parity.pairing.pair import pair

        X = np.array([1.0, 2.0, 4.0])

        def test_options(parity):
            parity(np.std, "x -> std(x; corrected=false)", X, using=["Statistics"])
            parity(np.std, "x -> std(x; corrected=false) * (1 + 2eps())", X, using="Statistics", ulp={"Float64": 4})
            parity(pair(np.std, "Statistics.std"), X, expect="value")
            parity.check(np.cumsum, "cumsum", cases=10, seed=1, ulp=1000, where=lambda x: x.size < 5)

        def test_what_both_sides_get(parity):
            with pytest.raises(AssertionError, match="differ: the value"):
                parity(np.std, "x -> 1.0", X, using=["Statistics"])

        def test_refused(parity):
            with pytest.raises(PairError, match="no option is called usign, and std takes no such argument; there are"):
                parity(np.std, "std", X, usign=["Statistics"])
            with pytest.raises(PairError, match="no option is called ulps; there are .*cases.*ulp"):
                parity.check(np.std, "std", ulps=2)
            with pytest.raises(PairError, match="no option is called where, and cumsum takes no such argument"):
                parity(np.cumsum, "cumsum", X, where=lambda x: True)
            with pytest.raises(PairError, match="scale: an option of parity's, and an argument of drawn"):
                def drawn(x, scale):
                    return x * scale
                parity(drawn, "(x; scale) -> x * scale", X, scale=2.0)

        def test_an_argument_named_as_an_option_for_generating(parity):
            parity(np.sum, "(x; where) -> sum(x[where])", X, where=np.array([True, False, True]))
        """
    )
    live().assert_outcomes(passed=4)


@pytest.mark.thorough
def test_where_both_sides_raise_nothing_was_compared(live, pytester):
    pytester.makepyfile(
        """
        import numpy as np
        import pytest
        from pyjuliann.errors import PairError

        VACUOUS = "both sides raised, so nothing was compared.*raises="

        @pytest.mark.parametrize(("python", "julia", "arguments"), [
            (lambda x: undefined(x), "x -> undefined(x)", (1.0,)),
            (np.linalg.det, "LinearAlgebra.det", (np.eye(2), 1, 2)),
            (lambda x: [1][x], "x -> [1][x + 1]", (4,)),
        ])
        def test_vacuous(parity, python, julia, arguments):
            with pytest.raises(AssertionError, match=VACUOUS):
                parity(python, julia, *arguments)

        def test_expected(parity):
            result = parity(lambda x: [1][x], "x -> [1][x + 1]", 4, raises=IndexError)
            assert result.both_raised
            parity(lambda x: [1][x], "x -> [1][x + 1]", 4, raises=(ValueError, LookupError))

        def test_another_or_none(parity):
            with pytest.raises(AssertionError, match="expects TypeError .*raises.*Python raised IndexError"):
                parity(lambda x: [1][x], "x -> [1][x + 1]", 4, raises=TypeError)
            with pytest.raises(AssertionError, match="expects IndexError .*Python returned int"):
                parity(lambda x: [1][x], "x -> [1][x + 1]", 0, raises=IndexError)
            with pytest.raises(AssertionError, match="error: raised IndexError"):
                parity(lambda x: [1][x], "x -> 1", 4, raises=IndexError)

        def test_mistakes(parity):
            for wrong in (3, "IndexError", (), [IndexError], (IndexError, 2)):
                with pytest.raises(PairError, match="raises: expected an exception class"):
                    parity(lambda x: x, "identity", 4, raises=wrong)
        """
    )
    live().assert_outcomes(passed=6)


@pytest.mark.thorough
def test_under_hypothesis(live, pytester):
    pytester.makepyfile(
        """
        import numpy as np
        from hypothesis import given, settings, strategies as st

        @given(x=st.floats(-10, 10))
        def test_agrees(parity, x):
            parity(np.sin, "x -> (sleep(0.01); sin(x))", x)

        class TestMethod:
            @given(st.integers(0, 9))
            def test_agrees(self, parity, x):
                parity(lambda n: n + 1, "n -> n + 1", x)

        @given(v=st.lists(st.integers(0, 9), min_size=1))
        def test_differs(parity, v):
            parity(lambda v: v[0], "v -> length(v) > 3 ? 10 : v[1]", v)
        """
    )
    result = live("--parity-json=found.json", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["E *v = [[]0, 0, 0, 0[]]", "E *parity=parity,"])
    found = {pair["name"]: pair for pair in json.loads((pytester.path / "found.json").read_text())["pairs"]}
    assert "pyjuliann/" not in result.stdout.str().replace("pyjuliann/julia", ""), "nor are our lines an explanation"
    (smallest,) = next(pair for name, pair in found.items() if "test_differs" in name)["findings"]
    assert "v = [0, 0, 0, 0]" in smallest["python_code"], "of all that Hypothesis tried, the last one is told"
    assert found["numpy.sin ~ x -> (sleep(0.01); sin(x))"]["cases"] >= 50


@pytest.mark.thorough
def test_failing_tests_show_no_frames_of_ours(live, pytester):
    calls = ['parity(abs, "nosuch", 1)', "parity(abs)", 'parity.engine.call("error", "no")']
    tests = [
        f"""
def test_fails_{k}(parity):
    {call}

def test_in_a_chain_{k}(parity):
    try:
        {call}
    except Exception as error:
        raise ValueError("and so on") from error
"""
        for k, call in enumerate(calls)
    ]
    pytester.makepyfile("\n".join(tests))
    result = live("--tb=long")
    result.assert_outcomes(failed=2 * len(calls))
    shown = result.stdout.str()
    assert "pyjuliann/" not in shown.replace("pyjuliann/julia", "")
    assert all(shown.count(f"   {call}\n") >= 2 for call in calls)
    assert shown.count("The above exception was the direct cause") == len(calls)
    in_full = re.split(r"_+ test_fails_\d _+\n", live("--full-trace", "-k", "fails").stdout.str())[1:]
    assert ["pyjuliann/testing.py" in each for each in in_full[:2]] == [True, True]


@pytest.mark.thorough
def test_what_julia_prints_is_in_the_captured_sections(live, pytester):
    pytester.makepyfile(
        """
        import pytest

        LOUD = 'x -> (println("out of Julia ", x); println(stderr, "err of Julia ", x); x)'

        def test_passes(parity):
            parity(lambda x: x, LOUD, 1)

        def test_fails(parity):
            parity(lambda x: x + 1, LOUD, 2)

        def test_fails_too(julia):
            julia.eval('println("of the call")')
            assert False
        """
    )
    result = live("--junit-xml=junit.xml", "-o", "junit_logging=all")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "*Captured stdout call (Julia)*",
            "out of Julia 2",
            "*Captured stderr call (Julia)*",
            "err of Julia 2",
            "*Captured stdout call (Julia)*",
            "of the call",
        ]
    )
    shown = result.stdout.str()
    assert "out of Julia 1" not in shown, "it is shown for the test that failed"
    assert shown.count("out of Julia 2") == 1, "what is tried to find the cause is no output of the test"
    assert "out of Julia 2" in (pytester.path / "junit.xml").read_text()


@pytest.mark.thorough
def test_files_are_relative_to_the_file_that_says_them(live, pytester):
    folder = pytester.mkdir("deep")
    (folder / "mine.jl").write_text("twice(x) = 2x\n")
    (folder / "mine.py").write_text(
        "from pyjuliann import mirrors\n\n\n@mirrors('mine.jl::twice')\ndef twice(x):\n    return 2 * x\n"
    )
    (folder / "test_deep.py").write_text(
        "import pytest\nfrom mine import twice\nfrom pyjuliann.parity.pairing.pair import pair\n\n\n"
        "def test_all(parity):\n"
        "    parity(twice, 2.0)\n"
        "    parity(lambda x: x + x, 'mine.jl::twice', 2.0)\n"
        "    parity(pair(lambda x: x + x, './mine.jl::twice'), 2.0)\n"
        "    assert parity.check(lambda x: x + x, '../deep/mine.jl::twice', cases=10)\n"
    )
    live("deep").assert_outcomes(passed=1)


@pytest.mark.thorough
def test_the_marker_takes_names_only(run, pytester):
    pytester.makepyfile("import pytest\n@pytest.mark.parity(2)\ndef test(parity): pass\n")
    result = run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: *::test: pytest.mark.parity takes options by name, such as ulp=2"])


@pytest.mark.thorough
def test_what_compares_can_be_chosen_by_the_marker(live, pytester):
    pytester.makepyfile(COMPARING)
    result = live("-m", "parity", "--collect-only", "-q", "--strict-markers")
    result.stdout.fnmatch_lines(["*::test_same", "*::test_other", "2/3 tests collected*"])
    assert "julia:" not in result.stdout.str(), "nothing is started to list tests"


@pytest.mark.thorough
def test_reports_are_written(live, pytester, monkeypatch):
    test = pytester.makepyfile(COMPARING)
    for name, value in (("ACTIONS", "true"), ("STEP_SUMMARY", "summary"), ("WORKSPACE", str(pytester.path))):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    result = live("--parity-json=found.json", "--parity-html=found.html", "--parity-markdown=found.md")
    result.stdout.fnmatch_lines(["written: *found.html", "written: *found.json", "written: *found.md"])
    found = json.loads((pytester.path / "found.json").read_text())
    assert [pair["verdict"] for pair in found["pairs"]] == ["identical", "differ"]
    assert found["engine"]["engine"] == "worker"
    assert found["pairs"][1]["findings"][0]["label"].endswith("::test_other")
    page = (pytester.path / "found.html").read_text()
    assert "Statistics.std" in page
    assert (pytester.path / "summary").read_text() == (pytester.path / "found.md").read_text()
    # NumPy's file is none of the repository's: the test is
    result.stderr.fnmatch_lines([f"::error file={test.name},line=8,title=numpy.std ~ Statistics.std*::found: differ*"])


@pytest.mark.thorough
def test_under_xdist_there_is_a_julia_per_process_and_one_report(live, pytester):
    pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    pytester.makepyfile(
        """
        import os
        import numpy as np
        import pytest

        @pytest.mark.parametrize("k", range(6))
        def test_same(parity, k):
            assert parity.engine.call("getpid") not in (os.getpid(), os.getppid())
            parity(np.cumsum, "cumsum", np.arange(k + 1.0))
        """
    )
    result = live("-n", "2", "--parity-json=found.json")
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(
        ["identical numpy.cumsum ~ cumsum: 6 cases, at most 0 ULP apart", "1 pair: 1 identical*"]
    )
    found = json.loads((pytester.path / "found.json").read_text())
    assert [(pair["cases"], pair["ulp_counts"]) for pair in found["pairs"]] == [(6, {"0": 6})]


def test_a_report_that_can_no_longer_be_written_is_told(run, pytester):
    pytester.makepyfile(
        """
        import os
        import shutil

        def test_spoil():
            shutil.rmtree("out")
        """
    )
    pytester.mkdir("out")
    result = run("--parity-json=out/found.json")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["Exit: *found.json could not be written: No such file or directory"])


def test_the_plugin_is_part_of_the_distribution():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert settings["project"]["entry-points"]["pytest11"] == {"pyjuliann": "_pyjuliann_pytest"}
    build = settings["tool"]["hatch"]["build"]["targets"]
    # mapped into the wheel by force-include, an editable install would get a copy, which no edit reaches
    assert "_pyjuliann_pytest.py" in build["wheel"]["only-include"]
    assert "/_pyjuliann_pytest.py" in build["sdist"]["include"]


# ---------------------------------------------------------------- the tests as a program

REPLAYED = {
    "mine.py": "def total(x): return sum(x)\ndef mean(x):\n    return total(x) / len(x)\ndef other(x):\n    pass\n",
    "mine.jl": "total(x) = sum(x)\nmean(x) = total(x) / (length(x) - 1)\nother(x) = x\n",
    "test_mine.py": """
        import pytest
        from mine import mean as average
        import mine

        @pytest.mark.parametrize("k", range(6))
        def test_mean(k):
            assert average([1.0, 2.0, 3.0 * k]) == 1 + k

        def test_total():
            assert mine.total([1.0]) == 1
    """,
}


@pytest.fixture
def replayed(pytester):
    for name, text in REPLAYED.items():
        (pytester.path / name).write_text(textwrap.dedent(text), encoding="utf-8")


@pytest.mark.thorough
def test_the_calls_that_tests_make_are_made_in_julia_too_whatever_process_they_run_in(live, pytester, replayed):
    pytester.makeini("[pytest]\nparity_replay = mine.py=mine.jl\n")
    result = live("-n", "2", "--parity-json", "found.json", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=7)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*the tests' calls in Julia*", "*value: 6 of 6 cases*", "never called: other"])
    found = json.loads((pytester.path / "found.json").read_text())
    pairs = {pair["python"]: pair for pair in found["pairs"]}
    assert {name: pair["verdict"] for name, pair in pairs.items()} == {"mine.mean": "differ", "mine.total": "identical"}
    assert {name: pair["calls"]["seen"] for name, pair in pairs.items()} == {"mine.mean": 6, "mine.total": 7}
    assert found["replay"]["first"]["function"] == "mean"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("mine.py=nothing.jl", "there is no Julia file nothing.jl"),
        ("mine.py:mean=mine.jl", "expected *mine.jl::function for one function"),
    ],
)
@pytest.mark.thorough
def test_what_cannot_be_replayed_is_a_usage_error(run, replayed, asked, message):
    result = run("--parity-replay", asked)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*--parity-replay: *{message}*"])


@pytest.mark.thorough
def test_a_process_that_has_no_julia_runs_the_tests_all_the_same(run, pytester, replayed):
    result = run("-n", "1", "--julia", "nothing", "--julia-engine", "worker", "--parity-replay", "mine.py=mine.jl")
    result.assert_outcomes(passed=7)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["ERROR: --parity-replay: *nothing*"])


@pytest.mark.thorough
def test_without_julia_nothing_is_replayed(run, replayed):
    result = run("--no-julia", "--parity-replay", "mine.py=mine.jl")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["parity replay: none (--no-julia was given)"])
