"""Who takes the recorded engine, and what comes with it: start_julia, the commands, the answers to the lessons."""

from __future__ import annotations

import json

import pytest
from offline import without_julia
from recording import small_recording

from pyjuliann import JuliaValue, start_julia
from pyjuliann.bridge.engines.answers import load_answer, question_hash
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.records import Records
from pyjuliann.cli import main
from pyjuliann.errors import RecordError
from pyjuliann.lessons import lessons
from pyjuliann.lessons.verify import same_but_for_rounding, verify
from pyjuliann.settings import RECORDS

pytestmark = pytest.mark.thorough

SHIPPED = RECORDS / "lessons.jsonl"
RENEW = "renew it with: pyjuliann record pyjuliann/records/lessons.jsonl lessons"


@pytest.fixture
def small(tmp_path):
    """A record file with two answers."""
    return small_recording(tmp_path / "answers.jsonl")


# ---------------------------------------------------------------- start_julia


def test_start_julia_takes_a_record_file(small):
    with start_julia("recorded", records=small) as engine:
        assert engine.call("Main.f", 2) == 7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"engine": "worker", "records": "x"}, "only the recorded engine reads them"),
        ({"engine": "recorded", "julia": "/opt/julia"}, "the recorded engine starts none"),
        ({"engine": "tape"}, "expected one of auto, juliacall, worker, recorded, got 'tape'"),
        ({"engine": "recorded", "records": ""}, "start_julia: records: expected a path, or None, got ''"),
        ({"engine": "recorded", "fallback": 3}, "start_julia: fallback: expected a path, or None, got 3"),
        ({"engine": "recorded", "timeout": -1}, "expected seconds above 0"),
    ],
)
def test_arguments_that_do_not_go_together(arguments, message):
    with pytest.raises(ValueError, match=message):
        start_julia(**arguments)


def test_verify_needs_no_julia_with_recorded_answers(tmp_path):
    done = without_julia(tmp_path, "-m", "pyjuliann", "verify", "-q", "--engine", "recorded")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    date = Records.read(SHIPPED).provenance.date
    assert f"recorded engine, Julia {Records.read(SHIPPED).provenance.julia_version}, recorded {date}" in done.stdout


def test_auto_falls_back_to_recorded_answers_and_says_so(tmp_path):
    done = without_julia(tmp_path, "-m", "pyjuliann", "verify", "1", "--json", "out.json")
    assert done.returncode == 0, done.stderr
    assert "no usable Julia" in done.stderr
    assert "WARNING: NO JULIA IS RUNNING. These are recorded answers" in done.stderr
    result = json.loads((tmp_path / "out.json").read_text())
    assert result["engine"] == "recorded"
    assert result["recorded"] == Records.read(SHIPPED).provenance.date


def test_a_julia_that_was_named_is_never_replaced_by_recorded_answers(tmp_path):
    code = "import pyjuliann; pyjuliann.start_julia({})"
    for done in (
        without_julia(tmp_path, "-m", "pyjuliann", "verify", "1", PYJULIANN_JULIA="/no/julia"),
        without_julia(tmp_path, "-m", "pyjuliann", "verify", "1", "--julia", "/no/julia"),
        without_julia(tmp_path, "-m", "pyjuliann", "verify", "1", "--engine", "worker"),
        without_julia(tmp_path, "-m", "pyjuliann", "record", "x.jsonl"),
    ):
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.jsonl").exists()
    done = without_julia(tmp_path, "-c", code.format("'worker'"))
    assert "EngineError" in done.stderr
    assert "RECORDED" not in done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "pyjuliann.start_julia()",
        "pyjuliann.start_julia('worker')",
        "pyjuliann.check(pyjuliann.pair(abs, 'abs'))",
        "pyjuliann.judge(pyjuliann.pair(abs, 'abs'), 1.0)",
        "pyjuliann.diagnose(pyjuliann.pair(abs, 'abs'), 1.0)",
    ],
)
def test_recorded_answers_never_stand_in_for_what_they_do_not_hold(tmp_path, code):
    done = without_julia(tmp_path, "-c", f"import pyjuliann; {code}")
    assert done.returncode == 1
    first = next(line for line in done.stderr.splitlines() if "EngineError: " in line)
    assert "no usable Julia (1.5 or newer) was found; `pyjuliann julia install` fetches one" in first
    assert "recorded answers" not in done.stderr.lower()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "builtins:abs", "abs"),
        ("train", "mlp", "--steps", "1"),
        ("ulp", "exp"),
        ("record", "x.jsonl"),
    ],
)
def test_commands_that_need_a_live_julia_say_how_to_get_one(tmp_path, arguments):
    done = without_julia(tmp_path, "-m", "pyjuliann", *arguments)
    assert done.returncode == 2
    assert f"pyjuliann {arguments[0]}: no usable Julia" in done.stderr
    assert "`pyjuliann julia install` fetches one" in done.stderr
    assert "recorded answers" not in done.stderr.lower()
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- the records of the lessons


def test_the_shipped_records_are_fresh():
    records = Records.read(SHIPPED)
    asked = []

    class Listening(RecordedEngine):
        def _exchange(self, message, bulk, timeout, what):
            asked.append(question_hash([], message[:-1], bulk))
            return super()._exchange(message, bulk, timeout, what)

    try:
        result = verify(Listening(SHIPPED), lessons().values())
    except RecordError as missing:
        pytest.fail(f"{missing}\n{RENEW}", pytrace=False)
    assert result.exit_code == 0, result.summary
    surplus = {answer.function for key in records.answers.keys() - {*asked} for answer in records.answers[key]}
    assert not surplus, f"no lesson asks for {surplus} any more; {RENEW}"


def test_the_shipped_records_hold_values_only_and_are_small():
    records = Records.read(SHIPPED)
    for answer in records:
        status, _, julia_type = load_answer(answer.content)
        assert (status, bool(julia_type)) == ("ok", True), answer.function
    assert SHIPPED.stat().st_size < 300_000


def test_the_shipped_records_are_those_of_this_julia(engine):
    """Where the Julia at hand is the one that was recorded, it gives every answer but for its rounding today."""
    records = Records.read(SHIPPED)
    if engine.info.julia_version != records.provenance.julia_version:
        pytest.skip(f"Julia {engine.info.julia_version} is not Julia {records.provenance.julia_version}")
    live, recorded = (verify(e, lessons().values()) for e in (engine, RecordedEngine(SHIPPED)))
    for ours, theirs in zip(live.outcomes, recorded.outcomes, strict=True):
        answers = (JuliaValue(one.julia.value, one.julia.type) for one in (theirs, ours))
        assert same_but_for_rounding(ours.example, *answers), f"{ours.example.id}; {RENEW}"


# ---------------------------------------------------------------- the commands


def test_record_then_verify_from_the_file(engine, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PYJULIANN_JULIA", engine.info.executable)
    target = tmp_path / "lessons.jsonl"
    monkeypatch.setattr("pyjuliann.commands.record.started_julia", lambda *_, **__: _Kept(engine))
    assert main(["record", str(target), "lessons"]) == 0
    count = len(Records.read(target))
    assert f"{target}: {count} answers of Julia {engine.info.julia_version} (worker engine)" in capsys.readouterr().err
    monkeypatch.undo()
    assert main(["verify", "-q", "--engine", "recorded", "--records", str(target)]) == 0
    assert f"recorded {Records.read(target).provenance.date}" in " ".join(capsys.readouterr().out.split())


class _Kept:
    """A session's engine in place of one that a command starts and ends."""

    def __init__(self, engine):
        self.engine = engine

    def __enter__(self):
        return self.engine

    def __exit__(self, *_):
        pass


def error_of(capsys, *arguments):
    assert main([str(a) for a in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_bad_record_files_are_one_message_and_exit_code_2(small, capsys, tmp_path):
    run = ("verify", "--engine", "recorded", "--records")
    assert "has no answer to JuliaNN." in error_of(capsys, *run, small)
    small.write_text(small.read_text()[:-5])
    assert error_of(capsys, *run, small).startswith(f"pyjuliann verify: the record file {small} is truncated")
    assert "cannot be read" in error_of(capsys, *run, tmp_path / "none")
    assert "only the recorded engine reads them" in error_of(capsys, "verify", "--engine", "worker", "--records", small)


def test_record_refuses_before_any_work_is_done(tmp_path, capsys):
    message = error_of(capsys, "record", tmp_path / "no" / "x.jsonl")
    assert message.startswith("pyjuliann record: FILE: expected a file in a folder that can be written to, got ")
    assert "which is a folder" in error_of(capsys, "record", tmp_path)
    assert "a live Julia is needed" in error_of(capsys, "record", tmp_path / "x", "--engine", "recorded")
    assert list(tmp_path.iterdir()) == []
