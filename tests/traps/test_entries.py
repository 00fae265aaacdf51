"""Every entry, live in both languages: what it states comes, the two differ, and the idioms agree."""

from __future__ import annotations

import pytest
from conftest import start_or_skip

from pyjuliann.traps.catalogue import entries, find
from pyjuliann.traps.python_code import is_same, run_code
from pyjuliann.traps.run import run_entries


@pytest.fixture(scope="module")
def findings(interpreted):
    """All entries, run once."""
    return {finding.entry.number: finding for finding in run_entries(entries(), interpreted)}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.number)
def test_what_is_stated_is_so(entry, findings):
    finding = findings[entry.number]
    assert finding, "\n".join(finding.problems)


def test_entries_that_do_not_apply_here_are_few(findings):
    """An entry that is never checked proves nothing; here only versions, or the engine, can be the reason."""
    other = [finding.entry for finding in findings.values() if not finding.applies]
    assert all(entry.engine or entry.julia_until or entry.numpy_until or entry.julia_since > "1.0" for entry in other)
    assert len(other) < len(findings) / 10


@pytest.mark.parametrize("entry", [entry for entry in entries() if entry.engine], ids=lambda entry: entry.number)
def test_what_is_stated_of_an_engine_is_so(entry):
    with start_or_skip(entry.engine) as engine:
        (finding,) = run_entries([entry], engine)
    assert finding.applies
    assert finding, "\n".join(finding.problems)


@pytest.mark.parametrize("number", ["5.2", "8.9", "10.1", "12.1"])
def test_compiled_code_gives_the_same(number, engine, findings):
    (compiled,) = run_entries(find(number), engine)
    interpreted = findings[number]
    assert compiled, compiled.problems
    assert compiled.julia.text == interpreted.julia.text
    assert compiled.julia.type == interpreted.julia.type


def test_the_engine_that_runs_them_compiles_nothing(interpreted, engine):
    asked = "Base.JLOptions().compile_enabled"
    assert interpreted.eval(asked) == 3  # as --compile=min sets it
    assert engine.eval(asked) == 1


# ---------------------------------------------------------------- Python's side


def test_the_last_expression_counts_even_in_a_with_block():
    assert run_code("x = 2\nwith np.errstate(all='ignore'):\n    y = 3\n    x * y").value == 6


@pytest.mark.parametrize("code", ["", "x = 1", "for i in range(3): i", "1 +"])
def test_code_without_a_value_is_an_error(code):
    assert run_code(code).error == "SyntaxError"


def test_every_run_has_a_namespace_and_an_error_state_of_its_own():
    run_code("np.seterr(all='raise'); left_over = 1")
    assert run_code("left_over").error == "NameError"
    outcome = run_code("np.float64(1) / np.float64(0)")
    assert not outcome.error
    assert outcome.warnings[0].startswith("RuntimeWarning: divide by zero")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.0", "1.0", True),
        ("np.nan", "float('nan')", True),
        ("0.0", "-0.0", False),
        ("1", "1.0", False),
        ("1.0", "np.float64(1.0)", False),
        ("np.float32(1)", "np.float64(1)", False),
        ("np.array([1, 2])", "np.array([1, 2])", True),
        ("np.array([1, 2])", "np.array([1.0, 2.0])", False),
        ("np.array([[1, 2]])", "np.array([1, 2])", False),
        ("np.zeros(2000)", "np.r_[np.zeros(1000), 1e-300, np.zeros(999)]", False),
        ("(1, 2)", "[1, 2]", False),
        ("True", "1", False),
        ("None", "None", True),
        ("len", "len", True),
    ],
)
def test_sameness_is_to_the_bit_and_type(one, other, same):
    assert is_same(run_code(one).value, run_code(other).value) is same
