"""``pyjuliann traps`` as a user meets it: the table, whole entries, runs, JSON, mistakes, and no Julia at all."""

from __future__ import annotations

import contextlib
import json
from collections import Counter

import numpy as np
import pytest
from in_process import outcome_of
from offline import without_julia
from rich.cells import cell_len

from pyjuliann.bridge.engines.answers import question_hash
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.records import Records
from pyjuliann.cli import main
from pyjuliann.errors import RecordError
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.settings import RECORDS
from pyjuliann.traps.catalogue import TOPICS, entries, find, topic_of, words_of
from pyjuliann.traps.run import run_entries

SHIPPED = RECORDS / "traps.jsonl"
ARRAYS_AND_SCALARS = (np.ndarray, float, int, np.number)
RENEW = "renew it with: pyjuliann record pyjuliann/records/traps.jsonl traps"


@pytest.fixture(autouse=True)
def english_in_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def live(interpreted, monkeypatch):
    """The session's worker in place of one that every command starts."""
    monkeypatch.setattr("pyjuliann.commands.traps.started_julia", lambda *_, **__: contextlib.nullcontext(interpreted))


def output_of(capsys, *arguments, code=0):
    assert main(["traps", *arguments]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_has_every_entry_and_fits_80_columns(capsys, language):
    out = output_of(capsys, "--lang", language)
    for entry in entries():
        assert f"\n{entry.number} " in out
    assert max(map(cell_len, out.splitlines())) <= 80
    assert f"{len(entries())}{' entries' if language == 'en' else '개 항목'}" in out


def letters(text):
    return Counter("".join(text.split()))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("numbers", [[], ["1", "5", "20", "24"]], ids=["table", "entries"])
def test_nothing_is_cut_at_any_width(capsys, monkeypatch, language, numbers):
    monkeypatch.setenv("COLUMNS", "1000")
    whole = output_of(capsys, *numbers, "--lang", language)
    for columns in (0, 1, 20, 33, 40, 60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert letters(output_of(capsys, *numbers, "--lang", language)) == letters(whole), columns


def test_code_is_printed_whole_and_no_line_ends_in_blanks(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    lines = output_of(capsys, *(entry.number for entry in entries())).splitlines()
    assert not any(line.endswith(" ") for line in lines)
    shown = {line.strip() for line in lines}
    for entry in entries():
        for code in (entry.as_python, entry.as_julia):
            assert set(map(str.strip, code.splitlines())) <= shown


def test_topics_are_taken_by_every_name_that_is_shown(capsys):
    for topic, title in TOPICS.items():
        names = (topic, title, words_of("", "ko")(title), title.upper())
        shown = [output_of(capsys, "--topic", name, "--json") for name in names]
        assert len(set(shown)) == 1
        assert {entry["topic"] for entry in json.loads(shown[0])["entries"]} == {topic}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_whole_entries_fit_80_columns(capsys, language):
    shown = entries() if language == "en" else entries()[::5]
    out = output_of(capsys, *(entry.number for entry in shown), "--lang", language)
    # code stays whole, whatever its length
    codes = "\n".join(
        f"{e.julia_setup}\n{e.julia}\n{e.python_setup}\n{e.python}\n{e.as_python}\n{e.as_julia}" for e in shown
    )
    long = [line for line in out.splitlines() if cell_len(line) > 80]
    assert [line for line in long if line[11:].strip() not in codes] == []
    for entry in shown:
        title = words_of(topic_of(entry), language)(entry.title)
        assert f"{entry.number}  {title}" in " ".join(out.split("\n"))


def test_the_language_comes_from_the_option_or_the_environment(capsys, monkeypatch):
    (entry,) = find("1.1")
    words = words_of("indexing", "ko")
    assert words(entry.line) in output_of(capsys, "1.1", "--lang", "ko")
    assert entry.line in output_of(capsys, "1.1")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert words(entry.line) in output_of(capsys, "1.1")
    assert words(TOPICS["indexing"]) in output_of(capsys, "--topic", "indexing")
    assert entry.line in output_of(capsys, "1.1", "--lang", "en")


def test_one_entry_is_shown_with_both_idioms(capsys):
    out = output_of(capsys, "1.5")
    for words in ("x[2:5]", "raises   BoundsError", "np.array([30])", "x[(2 + 1):min(5, end)]",
                  "x[np.arange(2, 6) - 1]", "Julia 1.0 and newer", "Julia manual"):  # fmt: skip
        assert words in out
    assert "here" not in out


def test_numbers_topic_and_search_narrow_each_other(capsys):
    shown = json.loads(output_of(capsys, "2", "3", "--search", "copy", "--json"))["entries"]
    assert shown
    assert all(entry["number"].startswith(("2.", "3.")) for entry in shown)
    topics = {entry["topic"] for entry in json.loads(output_of(capsys, "--topic", "memory", "--json"))["entries"]}
    assert topics == {"memory"}
    assert output_of(capsys, "1.1", "1.1").count("The first index") == 1


def test_json_has_the_documented_keys_in_any_language(capsys):
    out = output_of(capsys, "12.1", "--json")
    assert out == output_of(capsys, "12.1", "--json", "--lang", "ko")
    (entry,) = json.loads(out)["entries"]
    assert entry["line"].keys() == {"en", "ko"}
    assert entry["python"]["gives"] == {"value": "np.int8(-56)", "warns": "RuntimeWarning"}
    assert entry["julia"]["gives"] == {"value": "Int8(-56)"}
    (entry,) = json.loads(output_of(capsys, "1.19", "--json"))["entries"]
    assert entry["julia"]["gives"]["1.0"] == {"raises": "UndefKeywordError"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1.999"], "unknown trap '1.999'; group 1 has 1.1, 1.2"),
        (["99"], "unknown trap '99'"),
        (["transpose"], "a number such as 24 or 24.3 is expected; closest: "),
        (["--topic", "memry"], "unknown topic 'memry' (closest: memory"),
        (["--search", "reshpe"], "no entry has all that was asked for; closest words: "),
        (["1", "--topic", "memory"], "no entry has all that was asked for"),
        (["--lang", "fr"], "--lang: invalid choice: 'fr' (choose from"),
    ],
)
def test_a_mistake_is_one_line_with_the_closest_matches(arguments, words, capsys):
    code, out, err = outcome_of(capsys, "traps", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert words in err


# ---------------------------------------------------------------- runs


@pytest.mark.usefixtures("live")
def test_run_shows_the_values_of_this_machine(capsys, interpreted):
    out = output_of(capsys, "1.5", "12.1", "--run")
    assert "BoundsError: attempt to access" in out
    assert "np.int8(-56), and RuntimeWarning: overflow" in out
    assert out.count("as stated") == 3
    assert f"Julia {interpreted.info.julia_version}, NumPy" in out
    prose = [line for line in out.splitlines() if not line.startswith("  here")]
    assert max(map(cell_len, prose)) <= 80


@pytest.mark.usefixtures("live")
@pytest.mark.thorough
def test_what_a_run_shows_is_code_of_each_language(interpreted):
    for entry in entries():
        if entry.engine not in ("", "worker"):
            continue
        (finding,) = run_entries([entry], interpreted)
        python, julia = finding.python, finding.julia
        if python.outcome.returned and isinstance(python.outcome.value, ARRAYS_AND_SCALARS):
            again = eval(python.text, {"np": np})
            assert compare(python.outcome.value, again, Policy(signed_zero=True)).verdict == "identical", entry.number
        if julia.outcome.returned and isinstance(julia.outcome.value.value, np.ndarray):
            again = interpreted.eval(julia.text)
            assert np.shape(again) == julia.outcome.value.value.shape, entry.number


@pytest.mark.usefixtures("live")
def test_run_of_a_topic_is_a_table(capsys, interpreted):
    out = output_of(capsys, "--topic", "memory", "--run")
    assert out.splitlines()[0].split()[1] == "Julia"
    assert out.splitlines()[1].split()[0] == "NumPy"
    assert f"Julia {interpreted.info.julia_version}, NumPy" in out
    assert "[1, 4, 2, 5, 3, 6]" in out


@pytest.mark.usefixtures("live")
def test_run_as_json(capsys, interpreted):
    result = json.loads(output_of(capsys, "1.1", "--run", "--json"))
    assert (result["engine"], result["julia_version"]) == ("worker", interpreted.info.julia_version)
    assert result["recorded"] is None
    (entry,) = result["entries"]
    assert entry["run"]["julia"] == {
        "value": 10, "text": "10", "type": "Int64", "error": "", "warnings": [],
    }  # fmt: skip
    assert entry["run"]["as_stated"]


@pytest.mark.usefixtures("live")
def test_what_is_not_as_stated_is_shown_and_is_exit_code_1(capsys, monkeypatch):
    (entry,) = find("1.1")
    monkeypatch.setitem(entry.__dict__, "julia_gives", "99")
    for arguments in (["1.1", "--run"], ["--topic", "indexing", "--run"]):
        out = " ".join(output_of(capsys, *arguments, code=1).split())
        assert "1 not as stated" in out
        assert "Julia is stated to give 99" in out


# ---------------------------------------------------------------- records


def test_the_shipped_records_are_fresh_and_hold_every_entry():
    records = Records.read(SHIPPED)
    asked = set()

    class Listening(RecordedEngine):
        def _exchange(self, message, bulk, timeout, what):
            asked.add(question_hash([], message[:-1], bulk))
            return super()._exchange(message, bulk, timeout, what)

    try:
        findings = list(run_entries(entries(), Listening(SHIPPED)))
    except RecordError as missing:
        pytest.fail(f"{missing}\n{RENEW}", pytrace=False)
    assert [problem for finding in findings for problem in finding.problems] == []
    surplus = [key for key in records.answers if key not in asked]
    assert surplus == [], RENEW
    assert SHIPPED.stat().st_size < 300_000


def test_without_julia_the_recorded_values_are_shown_and_marked(tmp_path):
    done = without_julia(tmp_path, "-m", "pyjuliann", "traps", "4.1", "--run")
    assert done.returncode == 0, done.stderr
    facts = Records.read(SHIPPED).provenance
    assert "WARNING: NO JULIA IS RUNNING. These are recorded answers" in done.stderr
    assert "only the traps are recorded" in done.stderr
    assert "[19 22; 43 50]" in done.stdout
    assert f"Julia's values were recorded on {facts.date}" in " ".join(done.stdout.split())


def test_reading_needs_no_julia(tmp_path):
    done = without_julia(tmp_path, "-m", "pyjuliann", "traps", "4.1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The product of matrices" in done.stdout


def test_record_writes_the_traps(tmp_path, interpreted, monkeypatch, capsys):
    two = find("2.1") + find("12.1")
    target = tmp_path / "traps.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr("pyjuliann.traps.catalogue.entries", lambda: two)
        patch.setattr("pyjuliann.commands.record.started_julia", lambda *_, **__: contextlib.nullcontext(interpreted))
        assert main(["record", str(target), "traps"]) == 0
    assert "2 answers" in capsys.readouterr().err
    out = output_of(capsys, "2.1", "--run", "--engine", "recorded", "--records", str(target))
    assert "[1, 4, 2, 5, 3, 6]" in out
    assert main(["traps", "2.2", "--run", "--engine", "recorded", "--records", str(target)]) == 2
    assert "has no answer to this code" in capsys.readouterr().err
