"""Running commands in this process."""

from __future__ import annotations

import contextlib

from pyjuliann.cli import main


def outcome_of(capsys, *arguments):
    """Run a command, and return the exit code, also one that it leaves with, and what was printed."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


def use_engine(monkeypatch, engine, *commands):
    """Have commands use an engine that runs already."""

    @contextlib.contextmanager
    def started(*_arguments, **_options):
        yield engine

    for command in commands:
        monkeypatch.setattr(f"pyjuliann.commands.{command}.started_julia", started)
