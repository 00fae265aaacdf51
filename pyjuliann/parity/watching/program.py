"""Running a user's program as Python runs it, in this process: a script, a folder or an archive, or a module."""

from __future__ import annotations

import builtins
import contextlib
import importlib.util
import os
import signal
import sys
import threading
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, NamedTuple, NoReturn

import numpy as np

from pyjuliann.caller import hide_frames, is_ours
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.watching.sources import Sources
from pyjuliann.parity.watching.trampoline import is_telling

INTERRUPTED: Final = 130
"""The exit code of a program that Ctrl-C has ended, as a shell has it."""

_USAGE: Final = phrase("expected a program: a script or -m and a module, with its arguments")


class _Program(NamedTuple):
    """What is run: the module that it is to be, its code, and its arguments."""

    module: ModuleType
    code: CodeType
    argv: list[str]


class _NoProgramError(PairError):
    """There is no such program."""


class _EndedError(BaseException):
    """The program has called ``os._exit``; no `Exception`, which the user's own handlers are for."""


def run_program(words: Sequence[str]) -> int:
    """Run a program with its arguments, as Python would, and return its exit code.

    It is ``__main__``, with its own `sys.argv` and folder of modules; what it prints, reads and raises is where it
    would be, and threads that it leaves are waited for. Ctrl-C ends it, and ``os._exit`` no more than it: its
    exit code is what is returned. What it changed of the process is then as before: the current folder, streams,
    warnings, handlers of Ctrl-C.

    Parameters
    ----------
    words : sequence of str
        ``["script.py", "--option"]`` or ``["-m", "module", "--option"]``. A script whose functions are watched is
        watched from its first line on.

    Raises
    ------
    PairError
        If there is no such program.
    """
    find, words, folder = _found(words)
    with _as_before():
        return _run(find, words, folder)


def _refuse(message: str) -> NoReturn:
    raise _NoProgramError(message)


def _found(words: Sequence[str]) -> tuple[Callable[[Sequence[str]], _Program], Sequence[str], str]:
    """Return what finds the program, the words for it, and the folder that its modules are in."""
    if not words:
        _refuse(_USAGE)
    first, *rest = words
    if first == "-m":
        if not rest or not rest[0]:
            _refuse(phrase("{}; got -m alone", _USAGE))
        return _module, rest, str(Path.cwd())
    path = Path(first)
    if not path.exists():
        python = path.name.startswith("python") and rest
        advice = phrase("; leave {} out: it is Python that runs {}", first, rest[0]) if python else ""
        _refuse(phrase("there is no program {}{}", first, advice))
    if path.is_dir() or zipfile.is_zipfile(path):
        return _archive, words, os.path.abspath(first)  # noqa: PTH100
    return _script, words, str(path.resolve().parent)


def _run(find: Callable[[Sequence[str]], _Program], words: Sequence[str], folder: str) -> int:
    others = set(threading.enumerate())
    exits = _Exits()
    sys.path.insert(0, folder)
    try:
        with exits:
            program = find(words)
            sys.modules["__main__"] = program.module
            sys.argv[:] = program.argv
            exec(program.code, vars(program.module))  # noqa: S102 - it is the user's own program
            for thread in set(threading.enumerate()) - others:
                if not thread.daemon:
                    thread.join()
    except _EndedError:
        return exits.status
    except SystemExit as ended:
        return _exit_code(ended.code)
    except _NoProgramError:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the program raises
        if exits.called:
            return exits.status
        _tell(error)
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _exit_code(code: Any) -> int:
    if code is None or isinstance(code, int):
        return int(code or 0)
    print(code, file=sys.stderr)
    return 1


def _tell(error: BaseException) -> None:
    """Show what the program did not catch, as it would be shown: without our own frames."""
    hide_frames(error, lambda frame: is_ours(frame) or is_telling(frame.f_code))
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except BaseException:  # noqa: BLE001 - it may be the program's own
        traceback.print_exception(error)


# ---------------------------------------------------------------- what there is to run


def _compiled(data: bytes, path: str) -> CodeType:
    """Return the code of a file, whose functions are taken up if they are watched."""
    sources = next((finder for finder in sys.meta_path if isinstance(finder, Sources)), None)
    return (sources or Sources({}, lambda *_: lambda: None)).compile(data, path)


def _script(words: Sequence[str]) -> _Program:
    path = os.path.abspath(words[0])  # noqa: PTH100 - as Python has it, links as they are
    module = _main(path, None, SourceFileLoader("__main__", path))
    return _Program(module, _compiled(Path(path).read_bytes(), path), list(words))


def _archive(words: Sequence[str]) -> _Program:
    spec = PathFinder.find_spec("__main__", [sys.path[0]])
    if spec is None:
        _refuse(phrase("there is no __main__.py in {}", words[0]))
    return _of_spec(spec, list(words))


def _module(words: Sequence[str]) -> _Program:
    name = words[0]
    sys.argv[:] = ["-m", *words[1:]]  # while its packages are imported
    spec = _spec(name)
    if spec is not None and spec.submodule_search_locations is not None:
        name = f"{name}.__main__"
        spec = _spec(name)
    if spec is None:
        _refuse(phrase("there is no module {}", name))
    return _of_spec(spec, [str(spec.origin), *words[1:]])


def _spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            return None
        raise
    except ValueError:  # a module that was made by hand has no specification
        return None


def _of_spec(spec: ModuleSpec, argv: list[str]) -> _Program:
    loader: Any = spec.loader
    if isinstance(loader, SourceFileLoader):
        code: CodeType | None = _compiled(loader.get_data(loader.path), loader.path)
    else:
        code = loader.get_code(spec.name) if hasattr(loader, "get_code") else None
    if code is None:
        _refuse(phrase("the module {} has no code of Python's to run", spec.name))
    return _Program(_main(str(spec.origin), spec, loader), code, argv)


def _main(file: str, spec: ModuleSpec | None, loader: Any) -> ModuleType:
    module = ModuleType("__main__")
    package = None if spec is None else spec.parent
    vars(module).update(
        __file__=file, __cached__=None if spec is None else spec.cached, __loader__=loader, __package__=package,
        __spec__=spec, __builtins__=builtins, __annotations__={},
    )  # fmt: skip
    return module


# ---------------------------------------------------------------- the process around it


class _Exits:
    """Has ``os._exit`` end the program and not the process, whichever thread calls it; other processes do end."""

    def __init__(self) -> None:
        self.called = False
        self.status = 0
        self._pid = os.getpid()

    def __enter__(self) -> None:
        self._real = os._exit
        os._exit = self._exit

    def __exit__(self, *_: object) -> None:
        os._exit = self._real

    def _exit(self, status: int) -> NoReturn:
        if os.getpid() != self._pid:
            self._real(status)
        self.called, self.status = True, status
        if threading.current_thread() is threading.main_thread():
            raise _EndedError
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        raise SystemExit  # which ends this thread alone


@contextlib.contextmanager
def _as_before() -> Iterator[None]:
    """Have what a program may change of the process be as before."""
    streams = sys.stdin, sys.stdout, sys.stderr
    lists = [(sys.argv, list(sys.argv)), (sys.path, list(sys.path))]
    main, hook = sys.modules["__main__"], sys.excepthook
    folder = Path.cwd()
    in_main = threading.current_thread() is threading.main_thread()
    on_interrupt = signal.getsignal(signal.SIGINT) if in_main else None
    try:
        with warnings.catch_warnings(), np.errstate():
            yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        sys.stdin, sys.stdout, sys.stderr = streams
        for held, content in lists:
            held[:] = content
        (sys.argv, _), (sys.path, _) = lists
        sys.modules["__main__"], sys.excepthook = main, hook
        os.chdir(folder)
        if on_interrupt is not None:
            signal.signal(signal.SIGINT, on_interrupt)
