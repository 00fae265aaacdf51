"""What Julia prints, and whose memory is whose, on every live engine."""

from __future__ import annotations

import os
import tempfile

import numpy as np
import pytest
from conftest import is_older_than_juliacalls

from pyjuliann import Captured, JuliaError, JuliaSettings, start_julia
from pyjuliann.bridge.engines.engine import Engine


def test_what_julia_and_c_print_is_captured(live: Engine) -> None:
    before = len(live.stdout)
    live.eval('println("from Julia: ü"); ccall(:puts, Cint, (Cstring,), "from C")')
    assert sorted(live.stdout[before:].splitlines()) == ["from C", "from Julia: ü"]
    live.eval('print("no newline")')
    assert live.stdout.endswith("\nno newline")


def test_stderr_is_captured_apart(live: Engine) -> None:
    before, out = len(live.stderr), len(live.stdout)
    live.eval('println(stderr, "a complaint")')
    assert live.stderr[before:] == "a complaint\n"
    assert len(live.stdout) == out


def test_log_messages_are_captured(live: Engine) -> None:
    if is_older_than_juliacalls(live):
        pytest.skip("the logger of such a Julia keeps to the stream that standard error was when it started")
    live.eval('@warn "a log message"')
    assert "a log message" in live.stderr


def test_noise_on_descriptor_1_never_mixes_with_answers(live: Engine) -> None:
    before = len(live.stdout)
    noise = "ccall(:write, Cssize_t, (Cint, Ptr{UInt8}, Csize_t), 1, UInt8[0, 255, 16, 0, 0, 128, 10], 7)"
    assert live.eval(noise) == 7
    assert live.stdout[before:] == "\0\ufffd\x10\0\0\ufffd\n"
    assert live.call("sum", [1, 2]) == 3


def test_much_output_does_not_block(live: Engine) -> None:
    live.eval('for i in 1:3000; println("x"^1000); end')
    assert live.stdout.endswith("x" * 1000 + "\n")
    assert len(live.stdout) <= 1 << 20


def test_output_of_a_call_that_fails_is_there(live: Engine) -> None:
    with pytest.raises(JuliaError):
        live.eval('println("last words"); error("x")')
    assert live.stdout.endswith("last words\n")


# ---------------------------------------------------------------- of one call


def test_what_a_call_prints_can_be_had_with_its_value(live: Engine) -> None:
    live.eval('talk(x) = (print("out ü"); print(stderr, "err"); ccall(:puts, Cint, (Cstring,), "C"); 2x)')
    live.eval('print("before"); print(stderr, "before")')
    value, out, err = live.call("talk", 3, capture=True)
    assert (value, sorted(out.replace("C\n", "")), err) == (6, sorted("out ü"), "err")
    assert "C\n" in out
    assert live.call("talk", 1, capture=True, typed=True).value.type == "Int64"
    assert live.eval('println("x"); nothing', capture=True) == Captured(None, "x\n", "")
    assert live.call("identity", 1, capture=True) == (1, "", "")
    assert live.stdout.endswith("x\n")


def test_much_output_of_a_call_is_kept_within_bounds(live: Engine) -> None:
    _, out, err = live.eval('for i in 1:20000; println("x"^1000); end; print("end")', capture=True)
    assert (len(out), out[-5:], err) == (1 << 20, "x\nend", "")
    assert live.stdout.endswith("x\nend")
    live.eval('println("after")')
    assert live.stdout.endswith("x\nendafter\n")
    assert len(live.stdout) == 1 << 20


def test_bytes_that_are_no_text_are_captured(live: Engine) -> None:
    noise = "ccall(:write, Cssize_t, (Cint, Ptr{UInt8}, Csize_t), 1, UInt8[0, 255, 0xc3], 3)"
    assert live.eval(noise, capture=True) == (3, "\0\ufffd\ufffd", "")


def test_what_a_failing_call_printed_is_not_lost_with_capture(live: Engine) -> None:
    with pytest.raises(JuliaError):
        live.eval('println("its last words"); error("x")', capture=True)
    assert live.stdout.endswith("its last words\n")
    assert live.eval("1", capture=True) == (1, "", "")


@pytest.mark.parametrize("live", ["worker", "juliacall"], indirect=True)
def test_what_is_captured_is_not_shown(live: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with start_julia(
        JuliaSettings(live.name, live.info.executable if live.name == "worker" else None, echo=True)
    ) as own:
        own.eval('println("shown")')
        assert own.eval('println("captured"); print(stderr, "too")', capture=True) == (None, "captured\n", "too")
        own.eval('println("again")')
    assert capsys.readouterr() == ("shown\nagain\n", "")


def test_standard_input_is_at_its_end(live: Engine) -> None:
    if live.info.engine == "juliacall":
        pytest.skip("in-process Julia shares Python's standard input")
    assert live.eval("read(stdin, String)") == ""


@pytest.mark.parametrize("size", [4, 40_000])
def test_a_function_that_mutates_its_argument_does_not_change_numpys(live: Engine, size: int) -> None:
    live.eval("overwrite!(x) = (fill!(x, 0); x)")
    for order in ("C", "F"):
        array = np.arange(float(size)).reshape(2, -1, order=order)
        copy = array.copy()
        assert not live.call("overwrite!", array).any()
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("size", [4, 40_000])
def test_a_result_is_ones_own(live: Engine, size: int) -> None:
    live.eval(f"kept = zeros({size}); get_kept() = kept")
    first = live.call("get_kept")
    first += 1
    assert first.flags.writeable
    assert first.flags.owndata or first.base is not None
    assert not live.call("get_kept").any()


def test_the_same_array_twice_is_two_arrays(live: Engine) -> None:
    array = np.zeros(3)
    live.eval("differ(x, y) = (x[1] = 1; y[1] == 0)")
    assert live.call("differ", array, array, update=False) is True


def test_arguments_are_plain_arrays(live: Engine) -> None:
    live.eval("plain(x) = x isa Array")
    for array in (np.ones(3), np.ones((300, 300)), np.asfortranarray(np.ones((2, 2))), np.ones((4, 4))[::2, ::-1]):
        assert live.call("plain", array) is True


def test_what_was_redirected_is_as_before_after_a_call(live: Engine) -> None:
    """Whoever redirects a descriptor keeps what he made of it, also one that Julia has never seen."""
    with tempfile.TemporaryFile() as elsewhere:
        saved = os.dup(1)
        os.dup2(elsewhere.fileno(), 1)
        try:
            live.eval('println("within")')
            os.write(1, b"after")
        finally:
            os.dup2(saved, 1)
            os.close(saved)
        elsewhere.seek(0)
        assert elsewhere.read() == b"after"
    assert live.stdout.endswith("within\n")


@pytest.mark.parametrize("live", ["juliacall"], indirect=True)  # what a worker's code has closed stays closed
def test_a_stream_that_a_call_closed_is_open_in_the_next(live: Engine) -> None:
    live.eval("close(stdout)")
    live.eval('println("open again")')
    assert live.stdout.endswith("open again\n")
