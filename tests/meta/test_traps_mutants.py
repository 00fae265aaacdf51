"""Entries that are wrong on purpose: the run of the catalogue catches each, and says what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pyjuliann.traps.catalogue import entries, find
from pyjuliann.traps.model import Raises, Warns
from pyjuliann.traps.run import run_entries

SAMPLE = entries()[::9]


def run(engine, entry):
    (finding,) = run_entries([entry], engine)
    return finding


def mutated(number, **changes):
    (entry,) = find(number)
    return replace(entry, **changes)


MUTANTS = {
    # name: (entry, words of the problem)
    "another value in Julia": (mutated("1.1", julia_gives="20"), "Julia is stated to give 20"),
    "another type in Julia": (mutated("1.1", julia_gives="10.0"), "Julia is stated to give 10.0"),
    "another sign of zero in Julia": (
        mutated("10.3", julia="-0.0", julia_gives="0.0", as_julia="-0.0"), "Julia is stated to give 0.0",
    ),
    "another shape in Julia": (mutated("1.3", julia_gives="[10 20]"), "Julia is stated to give [10 20]"),
    "a stated value of Julia that raises": (mutated("1.1", julia_gives="error()"), "Julia is stated to give error()"),
    "a stated value of Julia that does not parse": (mutated("1.1", julia_gives="10 +"), "Julia is stated to give 10 +"),
    "another value in Python": (mutated("1.1", python_gives="np.int64(10)"), "Python is stated to give np.int64(10)"),
    "another type in Python": (mutated("1.1", python_gives="20"), "Python is stated to give 20"),
    "a stated value that raises": (mutated("1.1", python_gives="1 // 0"), "raises ZeroDivisionError"),
    "another error in Julia": (mutated("1.2", julia_gives=Raises("DomainError")), "and raises BoundsError"),
    "another error in Python": (mutated("9.2", python_gives=Raises("TypeError")), "and raises ValueError"),
    "an error that does not come": (mutated("1.1", julia_gives=Raises("BoundsError"), differ="value"), "gives 10"),
    "a value where an error comes": (mutated("1.2", julia_gives="10", differ="error"), "and raises BoundsError"),
    "a warning that does not come": (
        mutated("1.1", python_gives=Warns("np.int64(20)", "RuntimeWarning")), "does not warn",
    ),
    "a warning that is not stated": (mutated("12.1", python_gives="np.int8(-56)"), "warns: RuntimeWarning: overflow"),
    "a warning of another class": (
        mutated("12.1", python_gives=Warns("np.int8(-56)", "UserWarning")), "warn with UserWarning",
    ),
    "a difference that has vanished": (
        mutated("1.1", python="x[0]", python_gives="np.int64(10)"), "the difference in value is gone",
    ),
    "a difference in something else": (mutated("16.1", differ="shape"), "they differ in dtype"),
    "an error on both sides": (
        mutated("1.2", python="x[99]", python_gives=Raises("IndexError"), as_python="x[99]"),
        "the difference in error is gone",
    ),
    "a Julia idiom with another value": (mutated("2.1", as_python="vec(A)"), "the Julia idiom vec(A)"),
    "a Julia idiom with another type": (mutated("10.3", as_python="Float32(mod(-0.5, 1.0))"), "dtype"),
    "a Julia idiom that raises": (mutated("1.4", as_python="x[-1]"), "the Julia idiom x[-1]"),
    "a Python idiom with another value": (mutated("2.1", as_julia="A.ravel()"), "the Python idiom A.ravel()"),
    "a Python idiom with another dtype": (
        mutated("2.1", as_julia='A.ravel(order="F").astype(np.int32)'), "dtype: int32 in Python",
    ),
    "a Python idiom that raises something else": (mutated("1.2", as_julia="1 // 0"), "ZeroDivisionError"),
    "a Python idiom that warns": (mutated("12.1", as_julia="a + a"), "warnings"),
    "a Julia idiom that does not warn": (mutated("12.1", as_python="a + a"), "warnings"),
}  # fmt: skip


@pytest.mark.parametrize(("entry", "words"), MUTANTS.values(), ids=MUTANTS)
def test_a_wrong_entry_is_caught(entry, words, interpreted):
    finding = run(interpreted, entry)
    assert not finding
    assert words in "\n".join(finding.problems)


@pytest.mark.parametrize("entry", SAMPLE, ids=lambda entry: entry.number)
def test_every_check_looks_at_every_entry(entry, interpreted):
    wrong = replace(
        entry, julia_gives=":mutant", python_gives="'mutant'", as_python=":mutant", as_julia="'mutant'",
        differ="aliasing", using=entry.using,
    )  # fmt: skip
    problems = "\n".join(run(interpreted, wrong).problems)
    if not entry.applies(interpreted.info.julia_version, "2.0"):
        pytest.skip("the entry is about other versions")
    for words in ("Julia is stated to give :mutant", "Python is stated to give 'mutant'", "in aliasing is gone",
                  "the Julia idiom :mutant", "the Python idiom 'mutant'"):  # fmt: skip
        assert words in problems


@pytest.mark.parametrize("entry", [e for e in SAMPLE if e.as_julia], ids=lambda entry: entry.number)
def test_a_difference_that_has_vanished_is_noticed_in_every_entry(entry, interpreted):
    if not entry.applies(interpreted.info.julia_version, "2.0"):
        pytest.skip("the entry is about other versions")
    problems = run(interpreted, replace(entry, python=entry.as_julia)).problems
    assert any("is gone" in problem and "they agree" in problem for problem in problems), problems


def test_what_is_stated_for_other_versions_is_not_checked(interpreted):
    finding = run(interpreted, mutated("1.1", julia_gives="20", julia_since="99.0"))
    assert finding
    assert not finding.applies
    assert not run(interpreted, mutated("1.1", julia_gives={"1.0": "20", "99.0": "10"}))
    assert run(interpreted, mutated("1.1", julia_gives={"1.0": "10", "99.0": "20"}))
