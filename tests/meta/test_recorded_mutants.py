"""No change of a record file, of a source or of an input gets an answer out of the recorded engine."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from recording import Pretended

from pyjuliann import JuliaValue
from pyjuliann.bridge.engines import dependencies, recorded
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.recorder import Recorder
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import RecordError


class Seven(Pretended):
    """A live engine whose every answer is 7."""

    def answer(self, message):
        return ["ok", 7, "Int64"]


ARRAY = np.array([[1.0, 0.0], [3.0, 0.1]])
LARGE = np.arange(10_000.0)


def ask(engine, *arguments, **keywords):
    return engine.call("Main.f", *arguments, **keywords)


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "answers.jsonl"
    recorder = Recorder(Seven())
    ask(recorder, 1, ARRAY, x=2.0)
    ask(recorder, LARGE)
    recorder.write(target)
    return target


def refused(path, *arguments, **keywords):
    try:
        ask(RecordedEngine(path), *arguments, **keywords)
    except RecordError as error:
        return "\n" not in str(error)
    return False


def test_without_a_mutation_the_answer_comes(path):
    assert ask(RecordedEngine(path), 1, ARRAY, x=2.0) == 7
    assert ask(RecordedEngine(path), LARGE) == 7


# ---------------------------------------------------------------- the file


def test_every_byte_of_the_file_counts(path):
    whole = path.read_bytes()
    survivors = []
    for k in range(len(whole)):
        path.write_bytes(whole[:k] + bytes([whole[k] ^ 1]) + whole[k + 1 :])
        if not refused(path, 1, ARRAY, x=2.0):
            survivors.append(k)
    assert survivors == []


def test_every_cut_of_the_file_is_noticed(path):
    whole = path.read_bytes()
    survivors = []
    for k in range(len(whole)):
        path.write_bytes(whole[:k])
        if not refused(path, 1, ARRAY, x=2.0):
            survivors.append(k)
    assert survivors == []


LINES = {
    "dropped": lambda lines, k: lines[:k] + lines[k + 1 :],
    "doubled": lambda lines, k: [*lines[: k + 1], *lines[k:]],
    "swapped": lambda lines, k: lines[:k] + lines[k : k + 2][::-1] + lines[k + 2 :],
    "emptied": lambda lines, k: [*lines[:k], "\n", *lines[k + 1 :]],
    "merged": lambda lines, k: [*lines[:k], "<<<<<<< ours\n", *lines[k:]],
}


@pytest.mark.parametrize("change", LINES.values(), ids=LINES)
def test_every_line_of_the_file_counts(path, change):
    lines = path.read_text().splitlines(keepends=True)
    survivors = []
    for k in range(len(lines) - (change is LINES["swapped"])):
        path.write_text("".join(change(lines, k)))
        if not refused(path, 1, ARRAY, x=2.0):
            survivors.append(k)
    assert survivors == []


# ---------------------------------------------------------------- the sources


NEEDS = {
    "JuliaNN.f": {f"src/{file.name}" for file in (julia_sources() / "src").glob("*.jl")} - {"src/precompile.jl"},
    "PyjuliannParity.observe": {"worker/parity_code.jl", "worker/parity_observe.jl"},
    "PyjuliannParity.run": {"worker/parity_code.jl", "worker/parity_targets.jl", "worker/parity_run.jl"},
    "PyjuliannFiles.functions": {"worker/file_functions.jl"},
    "Main.f": set(),
}
"""What answers depend on."""


@pytest.fixture
def sources(path, tmp_path, monkeypatch):
    """A copy of the Julia sources, which a record with answers of all kinds was made with as far as anyone can tell."""
    recorder = Recorder(Seven())
    for function in NEEDS:
        recorder.call(function, 1)
    recorder.write(path)
    copy = tmp_path / "julia"
    for folder in ("src", "worker"):
        shutil.copytree(julia_sources() / folder, copy / folder)
    for module in (dependencies, recorded):
        monkeypatch.setattr(module, "julia_sources", lambda: copy)
    return copy


def stale(path):
    engine, found = RecordedEngine(path), set()
    for function in NEEDS:
        try:
            assert engine.call(function, 1) == 7
        except RecordError:
            found.add(function)
    return found


def test_every_source_counts_where_it_has_a_part_and_nowhere_else(path, sources):
    survivors = []
    files = sorted(sources.glob("*/*.jl"))
    for file in files:
        content = file.read_bytes()
        wanted = {function for function, names in NEEDS.items() if file.relative_to(sources).as_posix() in names}
        file.write_bytes(content + b"\n")
        if stale(path) != wanted:
            survivors.append(file.name)
        file.unlink()
        if stale(path) != wanted:
            survivors.append(f"{file.name} deleted")
        file.write_bytes(content)
    assert files
    assert survivors == []
    assert stale(path) == set()


def test_a_source_that_has_another_name_counts(path, sources):
    (sources / "src" / "layer.jl").rename(sources / "src" / "layers.jl")
    assert stale(path) == {"JuliaNN.f"}


def test_the_line_ends_of_another_system_do_not_count(path, sources):
    for file in sources.glob("*/*.jl"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(path) == set()


# ---------------------------------------------------------------- the input

INPUTS = {
    "another number": (2, ARRAY),
    "a float for an integer": (1.0, ARRAY),
    "a bool for an integer": (True, ARRAY),
    "another width": (np.int32(1), ARRAY),
    "a text for a number": ("1", ARRAY),
    "a named Julia type": (JuliaValue(1, "Int128"), ARRAY),
    "one ULP": (1, np.nextafter(ARRAY, 9)),
    "one ULP in one element": (1, np.array([[1.0, 0.0], [3.0, np.nextafter(0.1, 1)]])),
    "a signed zero": (1, np.array([[1.0, -0.0], [3.0, 0.1]])),
    "single precision": (1, ARRAY.astype(np.float32)),
    "transposed": (1, ARRAY.T),
    "another shape": (1, ARRAY.reshape(1, 4)),
    "flattened": (1, ARRAY.ravel()),
    "one axis more": (1, ARRAY[..., None]),
    "a list for an array": (1, ARRAY.tolist()),
    "a tuple around it": ((1,), ARRAY),
    "one argument less": (1,),
    "one argument more": (1, ARRAY, None),
    "swapped": (ARRAY, 1),
}


@pytest.mark.parametrize("arguments", INPUTS.values(), ids=INPUTS)
def test_every_change_of_an_input_counts(path, arguments):
    assert refused(path, *arguments, x=2.0)


@pytest.mark.parametrize("keywords", [{}, {"x": 2}, {"x": 2.5}, {"y": 2.0}, {"x": 2.0, "y": 1}])
def test_every_change_of_a_keyword_counts(path, keywords):
    assert refused(path, 1, ARRAY, **keywords)


def test_every_element_of_a_large_array_counts(path):
    for k in (0, 1, 5_000, LARGE.size - 1):
        changed = LARGE.copy()
        changed[k] = np.nextafter(changed[k], np.inf)
        assert refused(path, changed)
    assert refused(path, LARGE.reshape(100, 100))


def test_memory_layout_does_not_count(path):
    assert ask(RecordedEngine(path), 1, np.asfortranarray(ARRAY), x=2.0) == 7
    assert ask(RecordedEngine(path), 1, ARRAY.T.copy().T, x=2.0) == 7
    assert ask(RecordedEngine(path), LARGE.astype(">f8")) == 7


def test_the_function_counts(path):
    engine = RecordedEngine(path)
    for name in ("Main.g", "f", "Main.F"):
        with pytest.raises(RecordError):
            engine.call(name, 1, ARRAY, x=2.0)


def test_code_before_the_question_counts(path):
    engine = RecordedEngine(path)
    with pytest.raises(RecordError):
        engine.eval("f(x...) = 8; nothing")
    with pytest.raises(RecordError):
        ask(engine, 1, ARRAY, x=2.0)
