"""What must never come of a mistake, a hostile file or a full disk: a traceback, a wrong exit code, a silent pass."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from pyjuliann import cli
from pyjuliann.parity.results import html, junit, terminal
from pyjuliann.parity.results.content import Unmatched, content
from pyjuliann.parity.results.reports import PairReport, Report
from pyjuliann.printable import printable, printable_parts

RECORDED = ("verify", "1", "--engine", "recorded")


def run(*arguments, shell="", **options):
    """Run the command as its own process; `shell` is what a shell adds to the line, such as a redirection."""
    command = [sys.executable, "-m", "pyjuliann", *map(str, arguments)]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    options = {"capture_output": True, "text": True, "timeout": 300} | options
    return subprocess.run(command, check=False, **options)


def is_one_line(text):
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


# ---------------------------------------------------------------- where output goes


@pytest.mark.parametrize("arguments", [RECORDED, ("traps",), ("--help",), ("verify", "--help"), ("--version",)])
@pytest.mark.parametrize(("shell", "words"), [(">/dev/full", "No space left"), (">&-", "standard output is closed")])
@pytest.mark.thorough
def test_results_that_cannot_be_printed_are_an_error(arguments, shell, words):
    result = run(*arguments, shell=shell)
    assert result.returncode == 2
    assert words in result.stderr
    assert is_one_line(result.stderr.removeprefix("WARNING"))


@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full"])
def test_remarks_that_cannot_be_printed_are_none(shell):
    result = run(*RECORDED, "-q", shell=shell)
    assert result.returncode == 0
    assert is_one_line(result.stdout)


@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full"])
def test_a_mistake_has_its_exit_code_where_nobody_can_read_it(shell):
    assert run("verify", "99", shell=shell).returncode == 2
    assert run("verify", "--nonsense", shell=shell).returncode == 2


# ---------------------------------------------------------------- what nobody has foreseen


@pytest.mark.parametrize(
    "error", [ValueError("a\n\x1b[31mb"), RecursionError("too deep"), MemoryError(), OSError("odd"), KeyError("x")]
)
def test_an_unforeseen_error_is_one_line(monkeypatch, capsys, error):
    def fail(_):
        raise error

    monkeypatch.setattr("pyjuliann.commands.traps._traps", fail)
    assert cli.main(["traps"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert is_one_line(output.err)
    assert type(error).__name__ in output.err
    assert "--traceback" in output.err
    assert "\x1b" not in output.err


@pytest.mark.parametrize("arguments", [["traps", "--traceback"], ["--traceback", "traps"]])
def test_where_it_came_from_is_shown_if_asked_for(monkeypatch, capsys, arguments):
    def fail(_):
        raise ValueError("deep inside")

    monkeypatch.setattr("pyjuliann.commands.traps._traps", fail)
    assert cli.main(arguments) == 2
    assert "Traceback" in (told := capsys.readouterr().err)
    assert "in fail" in told


# ---------------------------------------------------------------- characters that act

ACTING = ["\x00", "\x07", "\r", "\x1b[2J", "\x7f", "\x9b2J", "\u202e", "\u2028", "\ud800"]


def test_acting_characters_are_shown_and_others_stay():
    assert printable("ŷ 한글 \t\n é🎉 a\x1bb\x9bc\u202ed\ud800") == "ŷ 한글 \t\n é🎉 a\\x1bb\\x9bc\\u202ed\\ud800"
    assert printable_parts({"a\x1b": ["\x00", ("\r", 1, None)]}) == {"a\\x1b": ["\\x00", ["\\r", 1, None]]}


def report_of(text):
    pair = PairReport(f"f{text}", f"m.f{text}", text, "agree", cases=1, agree=1, stale=(text,), notes=(text,))
    report = Report((pair,), {}, {"python": text})
    return content(report, [(text, f"what was said: {text}")], Unmatched((text,), (text,)))


@pytest.mark.parametrize("text", ACTING, ids=ascii)
def test_names_and_messages_act_nowhere(text, capsys):
    from rich.console import Console

    report = report_of(text)
    terminal.print_report(Console(color_system=None, width=200), report)
    shown = [capsys.readouterr().out, html.render(report), junit.render(report)]
    ET.fromstring(shown[2])
    for view in shown:
        assert text not in view
        assert printable(text) in view
        assert not set(view) & {chr(n) for n in (*range(9), *range(11, 32), *range(127, 160))}
        view.encode()


def test_an_argument_of_the_command_line_acts_nowhere(capsys):
    assert cli.main(["traps", "\x1b[31m1"]) == 2
    with pytest.raises(SystemExit):
        cli.main(["\x1b[31m"])
    with pytest.raises(SystemExit):
        cli.main(["traps", "--\x1b[31m"])
    assert "\x1b" not in capsys.readouterr().err


def test_a_file_name_that_is_no_text_can_be_told(tmp_path):
    name = os.fsdecode(b"\xff\x1b.py")
    result = run("check", tmp_path / name)
    assert result.returncode == 2
    assert is_one_line(result.stderr)


# ---------------------------------------------------------------- hostile files through every command that reads them

TARGETS = {
    "bytes": b"\x00\xff\xfe" * 100,
    "no UTF-8": b"x = '\xff'\n",
    "syntax": b"def f(:\n",
    "too deep": b"(" * 5000,
    "leaves": b"raise SystemExit(0)\n",
    "interrupts": b"raise KeyboardInterrupt\n",
    "exits": b"import os\nos._exit(0)\n",
    "odd": b"class Odd(BaseException):\n    def __str__(self): raise Odd\nraise Odd\n",
    "recursion": b"def f(): f()\nf()\n",
    "empty": b"",
    "acts": b"raise ValueError('\\x1b[2J\\x00')\n",
}
RECORDS = [b"", b"{}", b"[]\n", b"\x00" * 50, b"[" * 100_000, b'{"pyjuliann": 1}\n{"a": 2}\n', b"null\n" * 3, b"\xff\n"]


@pytest.mark.parametrize("command", [["check"], ["record", "OUT"]])
@pytest.mark.parametrize("content", TARGETS)
def test_a_hostile_target_is_one_line(command, content, tmp_path, capsys):
    file = tmp_path / "hostile_target.py"
    file.write_bytes(TARGETS[content])
    arguments = [str(tmp_path / "out.jsonl") if word == "OUT" else word for word in command]
    assert cli.main([*arguments, str(file)]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert is_one_line(output.err)
    assert "unexpected" not in output.err
    assert "\x1b" not in output.err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", ["verify", "lesson 1", "traps --run 24", "check numpy:std sum"])
@pytest.mark.parametrize("content", RECORDS, ids=range(len(RECORDS)))
def test_hostile_records_are_one_line(command, content, tmp_path, capsys):
    file = tmp_path / "records.jsonl"
    file.write_bytes(content)
    assert cli.main([*command.split(), "--engine", "recorded", "--records", str(file)]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert is_one_line(output.err)
    assert "unexpected" not in output.err
