"""Programs that are no Julia, or stop being one: real processes that break the protocol in every way."""

from __future__ import annotations

import contextlib
import gc
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cbor2
import numpy as np
import pytest
from processes import alive, children, descriptors, eventually, resident, shared_memory

from pyjuliann import ConversionError, EngineError, EngineRestartedWarning, EngineTimeoutError, start_julia
from pyjuliann.bridge.engines.engine import Engine, UnreadableError
from pyjuliann.bridge.engines.process import PROTOCOL
from pyjuliann.bridge.machine.folders import version
from pyjuliann.bridge.values.registered import Registry

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc"),
    pytest.mark.usefixtures("compiling"),  # else these would be looked at more closely before they start
]

HANG = 5.0  # seconds; errors come within one, but the machine may be busy
GROWTH = 64 << 20  # bytes
PRELUDE = f"""#!{sys.executable} -SE
import os, sys, time
if sys.argv[-1] == "compile":
    sys.exit(1)
def hang():
    time.sleep(1000)
def send(data):
    while data:
        data = data[os.write(1, data):]
def whole(data):
    send(len(data).to_bytes(4, "little") + bytes(4) + data)
def receive(size):
    data = b""
    while len(data) < size:
        part = os.read(0, size - len(data))
        if not part:
            sys.exit(0)
        data += part
    return data
def request():
    return receive(int.from_bytes(receive(8)[:4], "little"))
"""


def bulk(size: int) -> bytes:
    """Return an answer that announces an array of so many bytes outside the frame."""
    return frame(["ok", cbor2.CBORTag(86, cbor2.CBORTag(0x706A0001, size)), None], arrays=1)


def hello(*parts: Any) -> str:
    return f"send({frame(['hello', *parts])!r}); hang()"


def frame(item: Any, arrays: int = 0) -> bytes:
    data = cbor2.dumps(item)
    return len(data).to_bytes(4, "little") + arrays.to_bytes(4, "little") + data


HELLO = frame(["hello", PROTOCOL, "1.10.0", version()])


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that makes an executable of some lines of Python."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for module in ("engine", "worker"):  # such a program is not told of classes that other tests have registered
        monkeypatch.setattr(f"pyjuliann.bridge.engines.{module}.REGISTRY", Registry())

    def write(body: str) -> Path:
        path = tmp_path / "julia"
        path.write_text(PRELUDE + body + "\n")
        path.chmod(0o755)
        return path

    return write


def error_of(action: Callable[[], Any], kind: type[EngineError] = EngineError) -> str:
    """Return what an action's error says; it must come soon, and cost no memory and no process."""
    memory, start, running = resident(), time.monotonic(), children()
    with pytest.raises(EngineError) as caught:
        action()
    assert time.monotonic() - start < HANG
    assert resident() - memory < GROWTH
    assert children() <= running
    assert type(caught.value) is kind
    return str(caught.value)


# ---------------------------------------------------------------- instead of a hello

HALF = b"\x64\0\0\0" + bytes(4) + b"x" * 50
BAD_STARTS = {
    "text, then exit": ("print('I am no Julia')", "announced a frame of"),
    "text, then hang": ("print('I am no Julia', flush=True); hang()", "announced a frame of"),
    "endless text": ("while True: send(b'y\\n' * 4096)", "announced a frame of"),
    "endless zeros": ("while True: send(bytes(4096))", "cannot be read"),
    "2 GiB announced": ("send((2**31).to_bytes(4, 'little') + b'x' * 1000); hang()", "frame of 2147483648 bytes"),
    "4 GiB announced": ("send(b'\\xff\\xff\\xff\\xff' * 2); hang()", "frame of 4294967295 bytes"),
    "half a frame, then exit": (f"send({HALF!r})", "ended with exit code 0"),
    "no CBOR": ("whole(b'\\xff\\xff\\xff\\xff'); hang()", "cannot be read"),
    "an empty frame": ("whole(b''); hang()", "cannot be read"),
    "a huge string": ("whole(b'\\x5b\\x7f' + b'\\xff' * 7); hang()", "cannot be read"),
    "a huge list": ("whole(b'\\x9b\\x7f' + b'\\xff' * 7); hang()", "cannot be read"),
    "deep nesting": ("whole(b'\\x81' * 1000); hang()", "cannot be read"),
    "a number": ("whole(b'\\x07'); hang()", "no response"),
    "an empty list": ("whole(b'\\x80'); hang()", "no response"),
    "an array that is not announced": (f"whole({bulk(80000)[8:]!r})", "announced 0 arrays"),
    "another greeting": (f"send({frame(['good day', 1, 2, 3])!r}); hang()", "did not say hello"),
    "another protocol": (hello(99, '1.10.0', version()), "speaks protocol 99"),
    "a protocol that is no number": (hello('x' * 500), "speaks protocol 'xxx"),
    "other sources": (hello(PROTOCOL, '1.10.0', '0.0.0'), "other Julia sources"),
    "nothing, then exit": ("sys.exit(7)", "ended with exit code 7"),
    "a complaint, then exit": ("print('no such option', file=sys.stderr); sys.exit(2)", "no such option"),
    "a crash": ("os.kill(os.getpid(), 11)", "died with SIGSEGV"),
    "a closed pipe": ("os.close(1); hang()", "closed its pipe without ending"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_STARTS)
def test_a_program_that_is_no_julia_is_found_out(program: Callable[[str], Path], case: str) -> None:
    body, words = BAD_STARTS[case]
    path = program(body)
    said = error_of(lambda: start_julia("worker", julia=path))
    assert words in said
    assert said.startswith(f"{path} is no working Julia: it ")


@pytest.mark.parametrize(
    "words",
    [
        "signal (6): Aborted",  # Julia 1.5
        "[13699] signal (6.-6): Aborted",  # 1.10
        "[13462] signal 6 (-6): Aborted",  # 1.12
        "[7] signal 11: Segmentation fault",
        "fatal: error thrown and no exception handler available.",
        "ERROR: LoadError: no method",
    ],
)
def test_the_words_above_a_long_backtrace_are_told(program: Callable[[str], Path], words: str) -> None:
    backtrace = "\n".join(f"unknown function (ip: {number:#x})" for number in range(100))
    julia = program(f"sys.stderr.write({words!r} + '\\n' + {backtrace!r} + '\\n'); sys.stderr.flush(); os.abort()")
    with pytest.raises(EngineError, match="died with SIGABRT") as caught:
        start_julia("worker", julia)
    assert f"\n  {words}\n" in str(caught.value)
    assert str(caught.value).count("\n") <= 20


@pytest.mark.parametrize(
    "body",
    [
        "hang()",
        "while True: os.write(2, b'E' * 65536)",
        "os.close(0); hang()",
        "send(b'\\x01\\x00'); hang()",
        f"send({HALF!r}); hang()",
    ],
    ids=["silence", "endless complaints", "deaf", "half a head", "half a frame"],
)
def test_a_program_that_says_nothing_runs_into_the_timeout(program: Callable[[str], Path], body: str) -> None:
    path = program(body)
    said = error_of(lambda: start_julia("worker", julia=path, timeout=0.5), EngineTimeoutError)
    assert said.startswith(f"{path} did not start within 0.5 s")
    assert len(said) < 1 << 21


def test_a_file_that_the_system_cannot_run_is_named(tmp_path: Path) -> None:
    path = tmp_path / "julia"
    path.write_bytes(b"\0\1\2\3")
    path.chmod(0o755)
    gc.collect()
    before = (descriptors(), threading.active_count())
    said = error_of(lambda: start_julia("worker", julia=path))
    assert said == f"{path} could not be started: Exec format error"
    gc.collect()
    assert (descriptors(), threading.active_count()) == before


# ---------------------------------------------------------------- after a good start

OK = ["ok", 1, None]
SHARED = bytes.fromhex("0b000000 00000000 83626f6bd81c81d81d00f6")  # cbor2 does not write such a frame
BAD_ANSWERS = {
    "text": ("send(b'Segmentation fault, or so\\n')", "announced a frame of"),
    "2 GiB announced": ("send(b'\\0\\0\\0\\x80\\0\\0\\0\\0'); hang()", "frame of 2147483648 bytes"),
    "exit": ("sys.exit(3)", "ended with exit code 3"),
    "crash": ("os.kill(os.getpid(), 6)", "died with SIGABRT"),
    "no CBOR": ("whole(b'\\xff\\xff')", "cannot be read"),
    "no response": (f"send({frame({'a': 1})!r})", "no response"),
    "an unknown tag": (f"send({frame(['ok', cbor2.CBORTag(9999, 1), None])!r})", "CBOR tag 9999 is not part of the"),
    "a date": (f"send({frame(['ok', cbor2.CBORTag(1, 5), None])!r})", "CBOR tag 1 is not part of the protocol"),
    "a shared list that holds itself": (
        f"send({SHARED!r})", "CBOR tag 28 is not part of",
    ),
    "an array of less than nothing": (
        f"send({bulk(-8)!r})", "cannot be read",
    ),
    "a chunk that does not fit": (
        f"send({bulk(80000)!r} + b'\\0\\0\\1\\0' * 2)",
        "announced a chunk of 65536 bytes where 14464 were left",
    ),
    "fewer arrays than announced": (f"send({frame(OK, arrays=1)!r})", "announced 1 arrays"),
    "an empty chunk": (
        f"send({bulk(80000)!r} + bytes(4))", "chunk of 0 bytes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ANSWERS)
def test_a_worker_that_breaks_the_protocol_fails_the_call(program: Callable[[str], Path], case: str) -> None:
    body, words = BAD_ANSWERS[case]
    answer = f"send({HELLO!r})\nrequest()\n{body}\nhang()"
    with start_julia("worker", julia=program(answer)) as engine:
        pid = engine.pid
        said = error_of(lambda: engine.call("sum", [1]))
        assert said.startswith("Julia failed during sum: the worker ")
        assert words in said
        assert not alive(pid)


DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
STANDSTILLS = {
    "half a frame": f"send({HALF!r})",
    "half a head": "send(b'\\x64')",
    "half an array": f"send({bulk(2**21)!r} + (2**20).to_bytes(4, 'little'))",
    "an array of 1 TiB that never comes": f"send({bulk(2**40)!r})",
}


@pytest.mark.parametrize("case", STANDSTILLS)
def test_a_worker_that_stands_still_in_a_transfer_runs_into_the_timeout(
    program: Callable[[str], Path], case: str
) -> None:
    body = f"{DEAF}send({HELLO!r})\nrequest()\n{STANDSTILLS[case]}\nhang()"
    with start_julia("worker", julia=program(body)) as engine:
        said = error_of(lambda: engine.call("sum", [1], timeout=0.3), EngineTimeoutError)
        fate = "did not react to the interrupt" if case == "half a head" else "stood still in the midst of a transfer"
        assert said == f"sum took longer than 0.3 s; Julia {fate} and was ended"


def test_an_array_without_room_is_refused_and_the_worker_lives_on(program: Callable[[str], Path]) -> None:
    refuse = "send((2**20).to_bytes(4, 'little') * 2); assert receive(2) == b'\\x18' * 2; send(bytes(4))"
    body = f"send({HELLO!r})\nrequest(); send({bulk(2**40)!r}); {refuse}\nrequest(); send({frame(OK)!r})\nrequest()"
    with start_julia("worker", julia=program(body)) as engine:
        with pytest.raises(ConversionError, match=r"^sum returned arrays of 1\.1 TB do not fit into the .* are free$"):
            engine.call("sum", [1])
        assert engine.call("sum", [1]) == 1


UNREADABLE = {
    "an unknown kind": ["what", 1],
    "too few parts": ["ok"],
    "an error without words": ["error", "E"],
    "an unknown name": ["ok", cbor2.CBORTag(27, ["Nonsense", 1]), None],
    "a name without parts": ["ok", cbor2.CBORTag(27, []), None],
    "no name": ["ok", cbor2.CBORTag(27, 7), None],
    "a tuple of a map": ["ok", cbor2.CBORTag(27, ["Tuple", {1: 2}]), None],
    "a map": ["ok", {"a": 1}, None],
    "undefined": ["ok", cbor2.undefined, None],
    "a broken size": ["ok", cbor2.CBORTag(86, b"123"), None],
    "a shape that does not fit": ["ok", cbor2.CBORTag(1040, [[2, 2], cbor2.CBORTag(64, b"123")]), None],
    "a negative shape": ["ok", cbor2.CBORTag(1040, [[-1], cbor2.CBORTag(64, b"123")]), None],
    "half a Dict": ["ok", cbor2.CBORTag(27, ["Dict", 1]), None],
    "a range without step": ["ok", cbor2.CBORTag(27, ["StepRange", 1, 0, 5]), None],
    "a fraction of zero": ["ok", cbor2.CBORTag(27, ["Rational", 1, 0]), None],
    "Bools of nothing": ["ok", cbor2.CBORTag(27, ["Bool", 3]), None],
    "an Int8 of 1000": ["ok", cbor2.CBORTag(27, ["Int8", 1000]), None],
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_answer_that_makes_no_sense_is_an_engine_error(program: Callable[[str], Path], case: str) -> None:
    answer = UNREADABLE[case]
    body = f"send({HELLO!r})\nrequest(); send({frame(answer)!r})\nrequest(); send({frame(OK)!r})\nrequest()"
    with start_julia("worker", julia=program(body)) as engine:
        said = error_of(lambda: engine.call("sum", [1]), UnreadableError)
        assert said.startswith("Julia's response to sum cannot be read: ")
        assert engine.call("sum", [1]) == 1  # the frames themselves were whole


def test_a_worker_that_does_not_read_runs_into_the_timeout(program: Callable[[str], Path]) -> None:
    body = f"{DEAF}send({HELLO!r})\nhang()"
    with start_julia("worker", julia=program(body)) as engine:
        for argument in (1, "x" * 1_000_000, np.zeros(1_000_000)):
            first = isinstance(argument, int)
            with contextlib.nullcontext() if first else pytest.warns(EngineRestartedWarning):
                said = error_of(lambda argument=argument: engine.call("sum", argument, timeout=0.3), EngineTimeoutError)
            fate = "did not react to the interrupt" if first else "stood still in the midst of a transfer"
            assert said == f"sum took longer than 0.3 s; Julia {fate} and was ended"


def test_a_worker_that_dies_of_the_interrupt_is_told_as_such(program: Callable[[str], Path]) -> None:
    with start_julia("worker", julia=program(f"send({HELLO!r})\nrequest(); hang()")) as engine:
        said = error_of(lambda: engine.call("sum", 1, timeout=0.3), EngineTimeoutError)
        assert said.startswith("sum took longer than 0.3 s; Julia ")
        assert "KeyboardInterrupt" in said  # its last words


def test_a_worker_that_writes_without_being_asked_is_replaced(program: Callable[[str], Path]) -> None:
    body = f"send({HELLO!r})\nrequest(); send({frame(OK)!r} + b'more')\nrequest(); send({frame(OK)!r})\nhang()"
    with start_julia("worker", julia=program(body)) as engine:
        assert engine.call("sum", [1]) == 1
        with pytest.warns(EngineRestartedWarning, match="it wrote without being asked"):
            assert engine.call("sum", [1]) == 1


def test_a_fresh_worker_that_does_not_start_either_is_one_error_per_call(
    program: Callable[[str], Path], tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    body = f"""
if os.path.exists({str(mark)!r}): sys.exit(5)
open({str(mark)!r}, 'w').close()
send({HELLO!r})
request()
os.kill(os.getpid(), 9)"""
    with start_julia("worker", julia=program(body)) as engine:
        assert "died with SIGKILL" in error_of(lambda: engine.call("sum", [1]))
        for _ in range(2):
            assert "ended with exit code 5" in error_of(lambda: engine.call("sum", [1]))
        mark.unlink()
        with pytest.warns(EngineRestartedWarning), pytest.raises(EngineError, match="SIGKILL"):
            engine.call("sum", [1])


def test_a_launcher_that_stays_in_between_is_ended_with_julia(program: Callable[[str], Path]) -> None:
    before, after = frame(["ok", 0xAAAAAAAA, None]).split(b"\xaa" * 4)
    body = f"""
child = os.fork()
if child:
    os.waitpid(child, 0)
    sys.exit(0)
send({HELLO!r})
request(); send({before!r} + os.getpid().to_bytes(4, 'big') + {after!r})
hang()"""
    with start_julia("worker", julia=program(body)) as engine:
        pids = [engine.pid, engine.call("getpid")]
        assert all(map(alive, pids))
        assert len(set(pids)) == 2
    assert eventually(lambda: not any(map(alive, pids)))


def test_twenty_engines_leave_nothing_behind(program: Callable[[str], Path]) -> None:
    path = program(f"send({HELLO!r})\nwhile True: request(); send({frame(OK)!r})")
    start_julia("worker", julia=path).close()
    gc.collect()
    before = (children(), descriptors(), shared_memory(), threading.active_count())
    for i in range(20):
        engine: Engine = start_julia("worker", julia=path)
        assert engine.call("sum", [1]) == 1
        if i % 2:
            engine.close()
        del engine
    gc.collect()
    assert (children(), descriptors(), shared_memory(), threading.active_count()) == before


def test_the_compiled_form_is_made_only_by_a_program_that_has_proved_to_be_julia(
    program: Callable[[str], Path], tmp_path: Path
) -> None:
    log = tmp_path / "starts"
    note = f"open({str(log)!r}, 'a').write(sys.argv[-1] + ' ')\n"
    path = program("print('no Julia')")
    path.write_text(path.read_text().replace("import os, sys, time\n", "import os, sys, time\n" + note))
    error_of(lambda: start_julia("worker", julia=path))
    assert log.exists()
    assert "compile" not in log.read_text()
    assert not (tmp_path / "cache").exists()
    path.write_text(path.read_text().replace("print('no Julia')", f"send({HELLO!r}); request()"))
    start_julia("worker", julia=path).close()
    assert "compile" in log.read_text()
