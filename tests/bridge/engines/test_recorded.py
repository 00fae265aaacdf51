"""The recorded engine answers what was recorded, to the last bit, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from collections import namedtuple
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from cbor2 import CBORTag
from recording import Scripted, bits, recording, small_recording

from pyjuliann import ConversionError, EngineError, JuliaError, JuliaValue, LostChangeWarning
from pyjuliann.bridge.engines import dependencies
from pyjuliann.bridge.engines import recorded as recorded_module
from pyjuliann.bridge.engines.answers import dump_answer
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.recorder import Recorder
from pyjuliann.bridge.engines.records import Records
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import RecordError
from pyjuliann.settings import RECORDS


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers.jsonl"


@pytest.fixture
def small(path):
    """A record file with two answers."""
    return small_recording(path)


# ---------------------------------------------------------------- what is kept


VALUES = {
    "nothing": None,
    "true": True,
    "int": -7,
    "big int": 2**200,
    "float": 0.1 + 0.2,
    "minus zero": -0.0,
    "inf": -np.inf,
    "nan": np.nan,
    "minus nan": np.copysign(np.nan, -1),
    "complex": complex(-0.0, np.nan),
    "text": "한글\0",
    "bytes": b"\0\xff",
    "tuple": (1, ("a", None), 2.5),
    "empty tuple": (),
    "list": [1, "a", [2.0]],
    "dict": {"a": 1, 2: (3.5,)},
    "set": {3},
    "named tuple": namedtuple("P", "x y")(1, np.float32(2)),
    "range": range(0, 9, 2),
    "unit range": range(3),
    "rational": Fraction(-1, 3),
    "Int8": np.int8(-128),
    "UInt64": np.uint64(2**64 - 1),
    "Float16": np.float16(0.1),
    "Float32": np.float32(0.1),
    "Float32 nan": np.float32(-np.nan),
    "ComplexF32": np.complex64(1.5 - 2j),
    "Int128": JuliaValue(-(2**100), "Int128"),
    "Char": JuliaValue("é", "Char"),
    "Symbol": JuliaValue("a", "Symbol"),
    "vector": np.array([1.0, np.nan, -0.0, np.inf]),
    "matrix": np.arange(6, dtype=np.int32).reshape(2, 3),
    "bits": np.array([[True], [False]]),
    "three axes": np.arange(24, dtype=np.float16).reshape(2, 3, 4),
    "complex matrix": np.array([[1j, 2], [3, 4 - 1j]], np.complex64),
    "no dimension": np.array(1.5),
    "empty": np.zeros((0, 3)),
    "texts": np.array(["a", "bc"]),
    "objects": np.array([None, 1], dtype=object),
    "large": np.arange(70_000.0).reshape(700, 100),
    "large bits": np.arange(200_000) % 3 == 0,
    "large complex": np.arange(30_000) * (1 - 2j),
    "large inside": [np.arange(20_000.0), ("a", np.ones(9_000))],
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.thorough
def test_every_value_comes_back_to_the_last_bit(engine, path, value):
    recorder = Recorder(engine)
    live = recorder.call("identity", value, typed=True)
    recorder.write(path)
    replayed = RecordedEngine(path).call("identity", value, typed=True)
    assert replayed.type == live.type
    assert bits(replayed.value) == bits(live.value)


def test_answers_can_be_written_to_and_are_fresh_every_time(engine, path):
    engine = recording(path, engine, ("identity", np.ones(3)))
    first = engine.call("identity", np.ones(3))
    first[0] = 5
    assert engine.call("identity", np.ones(3)).tolist() == [1, 1, 1]


def test_an_answer_serves_with_and_without_its_type(small):
    engine = RecordedEngine(small)
    assert engine.call("Main.f", 1) == 3
    assert engine.call("Main.f", 1, typed=True) == JuliaValue(3, "Int64")


def test_keyword_arguments_count(engine, path):
    recorder = Recorder(engine)
    recorder.call("sort", [3, 1, 2], rev=True)
    recorder.write(path)
    replay = RecordedEngine(path)
    assert replay.call("sort", [3, 1, 2], rev=True) == [3, 2, 1]
    with pytest.raises(RecordError, match="no answer to sort with these arguments"):
        replay.call("sort", [3, 1, 2], rev=False)
    with pytest.raises(RecordError, match="no answer to sort with these arguments"):
        replay.call("sort", [3, 1, 2])


def test_what_a_call_changes_in_its_arguments_is_recorded(engine, path):
    recorder = Recorder(engine)
    recorder.call("sort!", np.array([2, 1]), update=True)
    recorder.call("sort!", [3, 1], update=False)
    assert recorder.call("println", 1, capture=True).stdout == "1\n"
    recorder.write(path)
    replay = RecordedEngine(path)
    x = np.array([2, 1])
    assert replay.call("sort!", x, update=True) is x
    assert x.tolist() == [1, 2]
    with pytest.warns(LostChangeWarning, match="^sort! changed argument 1"):
        replay.call("sort!", [3, 1])
    with pytest.raises(RecordError, match=r"no answer to sort! with these arguments"):
        replay.call("sort!", [2, 1], update=True)
    with pytest.raises(RecordError, match="println: what Julia prints is not recorded: capture=True needs a live"):
        replay.call("println", 1, capture=True)


def test_errors_are_answers(engine, path):
    recorder = Recorder(engine)
    with pytest.raises(JuliaError) as live:
        recorder.call("sqrt", -1.0)
    with pytest.raises(ConversionError) as unsupported:
        recorder.eval("sin")
    recorder.write(path)
    replay = RecordedEngine(path)
    with pytest.raises(JuliaError) as replayed:
        replay.call("sqrt", -1.0)
    assert (replayed.value.type, replayed.value.message) == ("DomainError", live.value.message)
    assert live.value.backtrace
    assert replayed.value.backtrace == ""
    with pytest.raises(ConversionError) as again:
        replay.eval("sin")
    assert str(again.value) == str(unsupported.value)


def test_no_folder_of_the_recording_machine_is_kept(path):
    folder = str(julia_sources())
    live = Scripted(["error", "ErrorException", f"no method in {folder}/src/x.jl:3", f"f at {folder}/src/x.jl:3"])
    recorder = Recorder(live)
    with pytest.raises(JuliaError):
        recorder.call("Main.f")
    recorder.write(path)
    with pytest.raises(JuliaError, match=r"no method in julia/src/x\.jl:3"):
        RecordedEngine(path).call("Main.f")
    assert folder.encode() not in b"".join(a.content for a in Records.read(path))


def test_info_says_what_the_answers_come_from(small):
    info = RecordedEngine(small).info
    assert (info.engine, info.julia_version, info.blas, info.threads) == ("recorded", "1.10.8", "openblas", 1)
    assert info.executable == ""
    assert len(info.recorded) == len("2020-01-01")


# ---------------------------------------------------------------- code that answers depend on


def test_evaluated_code_is_part_of_the_question(engine, path):
    recorder = Recorder(engine)
    recorder.eval("recorded_test(x) = x + 1; nothing")
    assert recorder.call("recorded_test", 1) == 2
    recorder.write(path)
    replay = RecordedEngine(path)
    with pytest.raises(RecordError, match="no answer to recorded_test with these arguments"):
        replay.call("recorded_test", 1)
    with pytest.raises(RecordError, match="no record of the given code"):
        RecordedEngine(path).eval("recorded_test(x) = x + 2; nothing")
    replay.eval("recorded_test(x) = x + 1; nothing")
    assert replay.call("recorded_test", 1) == 2


@pytest.mark.parametrize("changed", ["main.jl", "inner.jl"])
def test_an_included_file_is_part_of_the_question(engine, path, tmp_path, changed):
    (tmp_path / "main.jl").write_text('include("inner.jl")\nincluded_test() = inner_test()\n')
    (tmp_path / "inner.jl").write_text("inner_test() = 1\n")
    recorder = Recorder(engine)
    recorder.include(tmp_path / "main.jl")
    assert recorder.call("included_test") == 1
    recorder.write(path)

    replay = RecordedEngine(path)
    replay.include(tmp_path / "main.jl")
    assert replay.call("included_test") == 1

    with (tmp_path / changed).open("a") as file:
        file.write("# a change\n")
    with pytest.raises(
        RecordError,
        match=rf"the answer to \S*main\.jl in {path} is stale: {changed}(, which main.jl includes,)? has changed since",
    ):
        RecordedEngine(path).include(tmp_path / "main.jl")


def test_our_own_files_need_no_answer(small):
    RecordedEngine(small).include(julia_sources() / "worker" / "cbor_read.jl")


# ---------------------------------------------------------------- what is refused


def test_a_changed_input_is_refused(small):
    with pytest.raises(RecordError) as refusal:
        RecordedEngine(small).call("Main.f", 3)
    assert str(refusal.value) == (
        f"{small} has no answer to Main.f with these arguments: the 2 recorded calls have others; "
        f"`pyjuliann record {small}` makes it anew, which takes a live Julia"
    )


def test_an_unknown_function_is_refused_with_the_closest_names():
    with pytest.raises(RecordError, match=r"no answer to JuliaNN\.two_layers \(it has JuliaNN\.two_layer"):
        RecordedEngine(RECORDS / "lessons.jsonl").call("JuliaNN.two_layers", 1)


def test_after_the_end_there_are_no_answers(small):
    with RecordedEngine(small) as engine:
        pass
    with pytest.raises(EngineError, match="the engine is closed"):
        engine.call("Main.f", 1)


def broken(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RecordError) as error:
        RecordedEngine(path)
    assert "\n" not in str(error.value)
    assert f"`pyjuliann record {path}` makes it anew" in str(error.value)
    return str(error.value)


def test_a_missing_file(tmp_path):
    with pytest.raises(RecordError, match="cannot be read: No such file or directory"):
        RecordedEngine(tmp_path / "none.jsonl")
    with pytest.raises(RecordError, match="cannot be read: Is a directory"):
        RecordedEngine(tmp_path)


def test_a_truncated_file(small):
    whole = small.read_text()
    assert "is truncated" in broken(small, whole[:-1])
    assert "is truncated" in broken(small, whole[: len(whole) // 2])
    assert "is truncated" in broken(small, "".join(whole.splitlines(True)[:-1]))


def test_a_damaged_file(small):
    whole = small.read_text()
    assert "is damaged" in broken(small, whole.replace("Main.f", "Main.g"))
    assert "is damaged" in broken(small, whole.replace("1.10.8", "1.10.9"))
    assert "not text" in broken(small, b"\xff" + whole.encode())


@pytest.mark.parametrize("content", ["", "hello\n", "[1]\n", "{}\n", '{"a": 1}\n{"b": 2}\n', "[" * 10_000])
def test_another_kind_of_file(path, content):
    assert "is no record file of pyjuliann" in broken(path, content)


def test_a_file_of_another_format(small):
    text = small.read_text().replace("pyjuliann records 2", "pyjuliann records 3")
    assert "has the format 'pyjuliann records 3'" in broken(small, text)


def test_line_ends_of_another_system_are_no_damage(small):
    small.write_bytes(small.read_bytes().replace(b"\n", b"\r\n"))
    assert RecordedEngine(small).call("Main.f", 1) == 3


def signed(path, change):
    """Change the lines of a record file, and give it the end that they need."""
    lines = change([json.loads(line) for line in path.read_text().splitlines()[:-1]])
    body = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return body + json.dumps({"end": len(lines) - 1, "sha256": digest}) + "\n"


NONSENSE = {
    "no answer": {"asked": "x", "function": "f", "needs": []},
    "a number for a line": 1,
    "a list for a line": [],
    "nothing for a line": None,
    "no object": '"x"',
    "no JSON": "hello",
    "no base64": {"asked": "x", "function": "f", "answer": "é", "needs": []},
    "a number for an answer": {"asked": "x", "function": "f", "answer": 1, "needs": []},
    "a list for a question": {"asked": ["x"], "function": "f", "answer": "", "needs": []},
    "a number for a function": {"asked": "x", "function": 7, "answer": "", "needs": []},
    "no dependencies": {"asked": "x", "function": "f", "answer": ""},
    "an unknown dependency": {"asked": "x", "function": "f", "answer": "", "needs": ["y"]},
    "a list for a dependency": {"asked": "x", "function": "f", "answer": "", "needs": [["y"]]},
    "an object of dependencies": {"asked": "x", "function": "f", "answer": "", "needs": {"y": 1}},
    "a dependency without files": {"id": "x"},
    "a list for an id": {"id": ["x"], "kind": "file", "name": "x", "file": "x", "sha256": "x"},
    "a number for a hash": {"id": "x", "kind": "file", "name": "x", "file": "x", "sha256": 1},
    "lists in lists": "[" * 100_000,
    "objects in objects": '{"a":' * 100_000,
}


@pytest.mark.parametrize("line", NONSENSE.values(), ids=NONSENSE)
def test_a_whole_file_with_nonsense_in_it(small, line):
    assert "is damaged" in broken(small, signed(small, lambda lines: [*lines, line]))


HEADER = (
    "engine",
    "julia_version",
    "blas",
    "threads",
    "date",
    "platform",
    "pyjuliann",
    "protocol",
    "hypothesis",
    "numpy",
    "what",
)


@pytest.mark.parametrize("name", HEADER)
@pytest.mark.parametrize("value", [None, 1.5, ["x"], {}, True])
def test_a_whole_file_with_nonsense_at_its_head(small, name, value):
    assert "is damaged" in broken(small, signed(small, lambda lines: [{**lines[0], name: value}, *lines[1:]]))


def test_a_file_of_another_protocol(small):
    content = signed(small, lambda lines: [{**lines[0], "protocol": 99}, *lines[1:]])
    assert "has answers that crossed by protocol 99, and this pyjuliann speaks" in broken(small, content)


deep: object = 1
for _ in range(5_000):
    deep = [deep]

ANSWERS = {
    "nothing": b"",
    "a cut one": dump_answer(["ok", 3, "Int64"])[:-1],
    "no CBOR": b"\xff",
    "a text": dump_answer("ok"),
    "an unknown kind": dump_answer(["maybe", 3, "Int64"]),
    "half of one": dump_answer(["ok"]),
    "a number for a type": dump_answer(["ok", 3, 3]),
    "an error without words": dump_answer(["error", 1, 2, 3]),
    "lists in lists": b"\x81" * 100_000,
    "tags in tags": b"\xc6" * 100_000,
    "a large promise": b"\x9b" + b"\xff" * 8,
    "large bytes": b"\x5b\x7f" + b"\xff" * 7,
    "half a number": b"\x83\x62ok\xd8\x56\x43abc\x60",
    "an array of another size": b"\x83\x62ok\xd9\x04\x10\x82\x82\x02\x02\xd8\x56\x41a\x60",
    "no text": b"\x83\x62ok\x62\xff\xff\x60",
}


@pytest.mark.parametrize("content", ANSWERS.values(), ids=ANSWERS)
def test_a_damaged_answer_is_refused_in_one_line(small, content):
    answer = base64.b64encode(content).decode()
    small.write_text(signed(small, lambda lines: [*lines[:-2], *({**line, "answer": answer} for line in lines[-2:])]))
    engine = RecordedEngine(small)
    with pytest.raises(RecordError, match=rf"^the answer to Main\.f in {small} is damaged: .*makes it anew.*$"):
        engine.call("Main.f", 1)
    assert engine.refused


# ---------------------------------------------------------------- pyjuliann's own code


def needs_of(path):
    return {dependency.name for answer in Records.read(path) for dependency in answer.dependencies}


@pytest.mark.parametrize(
    ("function", "arguments", "needs"),
    [
        ("sum", [1], set()),
        ("JuliaNN.relu", [1.0], {"JuliaNN"}),
        ("PyjuliannBridge.evaluate", ["1 + 1"], set()),
        ("PyjuliannBridge.evaluate", ["JuliaNN.relu(1.0)"], {"JuliaNN"}),
        ("PyjuliannParity.observe", [["1"], None, []], {"PyjuliannParity.observe"}),
        ("PyjuliannParity.run", ["name\nMain.f", []], {"PyjuliannParity.run"}),
        ("PyjuliannParity.run", ["name\nJuliaNN.relu", []], {"PyjuliannParity.run", "JuliaNN"}),
        ("PyjuliannParity.other", [], {"PyjuliannParity"}),
        ("PyjuliannTraining.open_run", [1], {"PyjuliannTraining", "JuliaNN"}),
    ],
)
def test_an_answer_depends_on_what_gives_it(path, function, arguments, needs):
    recording(path, Scripted(["ok", 3, "Int64"]), (function, *arguments))
    assert needs_of(path) == needs


def test_what_is_called_after_code_that_uses_juliann_depends_on_it(path):
    recorder = Recorder(Scripted(*[["ok", 3, "Int64"]] * 3))
    recorder.call("sum", 1)
    recorder.call("PyjuliannBridge.evaluate", "f(x) = JuliaNN.relu(x)")
    recorder.call("f", 1)
    recorder.write(path)
    assert {a.function: bool(a.dependencies) for a in Records.read(path)} == {
        "sum": False,
        "PyjuliannBridge.evaluate": True,
        "f": True,
    }


def test_only_what_changed_is_stale(path, tmp_path, monkeypatch):
    answers = (["ok", 3, "Int64"], ["ok", 4, "Int64"])
    recording(path, Scripted(*answers), ("JuliaNN.f", 1), ("sum", 1))
    copy = tmp_path / "julia"
    shutil.copytree(julia_sources(), copy)
    for module in (dependencies, recorded_module):
        monkeypatch.setattr(module, "julia_sources", lambda: copy)
    with (copy / "src" / "dense.jl").open("a") as file:
        file.write("# a change\n")
    engine = RecordedEngine(path)
    assert engine.call("sum", 1) == 4
    with pytest.raises(RecordError) as stale:
        engine.call("JuliaNN.f", 1)
    date = engine.provenance.date
    assert str(stale.value) == (
        f"the answer to JuliaNN.f in {path} is stale: src/dense.jl of pyjuliann has changed since it was "
        f"recorded with Julia 1.10.8 on {date}; `pyjuliann record {path}` makes it anew, which takes a live Julia"
    )


@pytest.mark.thorough
def test_the_parts_of_a_function_are_all_that_it_needs(engine):
    """A module of the files that are said to have a part in its answers gives them."""
    for function, files in dependencies._PARTS.items():
        module, _, name = function.partition(".")
        head = (julia_sources() / "worker" / "parity.jl").read_text().partition("include(")[0]
        includes = "\n".join(f"include({json.dumps(str(julia_sources() / file))})" for file in files)
        copy = head.replace(f"module {module}", f"module Part_{name}")
        engine.call("PyjuliannBridge.evaluate", f"{copy}\n{includes}\nend")
        calls = [("prepare", "key", "code", "x -> x + 1", [], "")] if name != "observe" else []
        group = [1, [["value", [1.0]]], []]
        calls += {
            "observe": [("observe", ["1 + 1", "@warn 1", "nothing(1)", "sin"], "2", ["LinearAlgebra"])],
            "prepare": [("prepare", "two", "name", "no_such_function", ["LinearAlgebra"], "")],
            "takes": [("takes", "key", 1), ("takes", "key", 2)],
            "run": [("run", "key", [group, [1, [["code", ["sqrt"]]], []]])],
            "judge": [("judge", "key", group, 2.0, 2.0)],
            "noise": [("noise", "key", [group], [[53]])],
        }[name]
        engine.include(julia_sources() / "worker" / "parity.jl")
        for asked, *arguments in calls:
            assert engine.call(f"Part_{name}.{asked}", *arguments) == engine.call(f"{module}.{asked}", *arguments)


# ---------------------------------------------------------------- recording


def test_what_answers_differently_cannot_be_recorded(path):
    recorder = Recorder(Scripted(["ok", 1, "Int64"], ["ok", 1, "Int64"], ["ok", 2, "Int64"]))
    recorder.call("rand")
    recorder.call("rand")
    with pytest.raises(RecordError, match="rand cannot be recorded: it answers differently"):
        recorder.call("rand")
    with pytest.raises(RecordError, match="nothing was recorded: rand cannot be recorded"):
        recorder.write(path)
    assert not path.exists()


def test_what_is_not_loaded_yet_answers_once_it_is(path):
    live = Scripted(["ok", None, "Nothing"], ["ok", None, "Nothing"], ["ok", 7, "Int64"])
    recorder = Recorder(live)
    for _ in range(3):
        answer = recorder.call("PyjuliannParity.run", "key")
    recorder.write(path)
    assert RecordedEngine(path).call("PyjuliannParity.run", "key") == answer == 7


def test_uninitialised_memory_is_not_recorded(engine, path):
    recorder = Recorder(engine, undefined={"identity"})
    assert recorder.call("identity", np.full((2, 3), 5.0)).sum() == 30
    recorder.call("identity", np.full(20_000, 5.0))
    recorder.write(path)
    replay = RecordedEngine(path)
    answer = replay.call("identity", np.full((2, 3), 5.0))
    assert (answer.shape, answer.sum()) == ((2, 3), 0)
    assert replay.call("identity", np.full(20_000, 5.0)).sum() == 0


def test_nothing_is_written_after_a_failure_of_julia(small):
    before = small.read_bytes()
    recorder = Recorder(Scripted(["ok", 1, "Int64"], EngineError("Julia failed during g: died\nwords")))
    recorder.call("Main.f", 1)
    with pytest.raises(EngineError, match="died"):
        recorder.call("Main.g", 1)
    with pytest.raises(RecordError, match=r"nothing was recorded: Julia failed: Julia failed during g: died$"):
        recorder.write(small)
    assert small.read_bytes() == before


def test_a_failure_to_write_leaves_the_old_file_and_nothing_else(small, monkeypatch):
    before = small.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    recorder = Recorder(Scripted())
    with pytest.raises(RecordError, match="cannot be written: No space left on device"):
        recorder.write(small)
    assert small.read_bytes() == before
    assert list(small.parent.iterdir()) == [small]


def renewed(path, *responses, **facts):
    """Record one question again, and return the content of the file."""
    live = Scripted(*responses)
    recorder = Recorder(live)
    for number, _ in enumerate(responses):
        recorder.call("Main.f", number)
    recorder._records.provenance = replace(recorder._records.provenance, date="2020-02-02", **facts)
    recorder.write(path)
    return path.read_text()


ONE, NEXT = np.array([1.0, -0.1, 0.0]), np.array([1 + 2**-52, -0.1 + 2**-56, 0.0])
VECTOR = "Vector{Float64}"


def floats(array):
    return CBORTag(86, array.tobytes())


def test_answers_that_differ_in_rounding_stay(path):
    first = renewed(path, ["ok", floats(ONE), VECTOR], ["ok", [3, 0.1], "Tuple"])
    assert renewed(path, ["ok", floats(NEXT), VECTOR], ["ok", [3, 0.1 + 2**-56], "Tuple"]) == first
    assert RecordedEngine(path).call("Main.f", 0).tobytes() == ONE.tobytes()


@pytest.mark.parametrize(
    "other",
    [
        ["ok", floats(ONE * 1.001), VECTOR],
        ["ok", floats(ONE * -1), VECTOR],
        ["ok", floats(np.array([1.0, -0.1, -0.0])), VECTOR],
        ["ok", floats(np.array([1.0, -0.1, np.nan])), VECTOR],
        ["ok", floats(ONE[:2]), VECTOR],
        ["ok", CBORTag(71, ONE.tobytes()), VECTOR],
        ["ok", floats(ONE), "Vector{Float32}"],
        ["ok", ONE.tolist(), VECTOR],
    ],
)
def test_answers_that_differ_in_more_are_replaced(path, other):
    renewed(path, ["ok", floats(ONE), VECTOR])
    renewed(path, other)
    (answer,) = Records.read(path)
    assert answer.content == dump_answer(other)


def test_of_a_record_of_another_julia_nothing_stays(path):
    renewed(path, ["ok", floats(ONE), VECTOR], julia_version="1.9.4")
    text = renewed(path, ["ok", floats(NEXT), VECTOR])
    assert RecordedEngine(path).call("Main.f", 0).tobytes() == NEXT.tobytes()
    assert "1.9.4" not in text


def test_a_file_that_is_no_record_is_replaced(path):
    path.write_text("hello\n")
    renewed(path, ["ok", 3, "Int64"])
    assert RecordedEngine(path).call("Main.f", 0) == 3


def test_a_recorded_engine_cannot_be_recorded(small):
    with pytest.raises(RecordError, match="a live Julia is needed"):
        Recorder(RecordedEngine(small))


def test_the_same_answers_make_the_same_file(engine, tmp_path):
    for name, order in (("a", (1, 2)), ("b", (2, 1))):
        recording(tmp_path / name, engine, *(("identity", x) for x in order))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
