"""Running a program: it finds what it would find if Python ran it, and the process is as before afterwards."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.watching.calls import Recording
from pyjuliann.parity.watching.program import INTERRUPTED, run_program
from pyjuliann.parity.watching.watch import watch

# a thread that calls os._exit ends by SystemExit, which Python does not tell of, but pytest does
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    yield write
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


FACTS = """\
import sys, os
print(sys.argv, sys.path[0], __name__, __file__, __package__, __spec__ and __spec__.name)
print(sys.modules["__main__"].__dict__ is globals(), sorted(n for n in globals() if not n.startswith("__")))
"""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("facts.py", ["facts.py", "--x", "-m", "1"]),
        ("sub/facts.py", ["sub/facts.py"]),
        ("facts", ["facts"]),
        ("waone.py", ["-m", "waone", "a", "-b"]),
        ("wapack/__main__.py", ["-m", "wapack", "a"]),
        ("wapack2/inner.py", ["-m", "wapack2.inner"]),
        ("folder/__main__.py", ["folder", "a"]),
    ],
)
def test_a_program_finds_what_python_gives_it(
    name: str, words: list[str], write: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    write(name, FACTS)
    if name.startswith("wapack"):
        write(f"{Path(name).parent}/__init__.py", "")
    python = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True, timeout=60)
    capfd.readouterr()
    assert run_program(words) == 0
    ours, theirs = capfd.readouterr().out.splitlines(), python.stdout.splitlines()
    assert ours == theirs


def test_an_archive(write: Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "app.pyz", "w") as archive:
        archive.writestr("__main__.py", "import sys, helper_of_app\nprint(sys.argv, helper_of_app.x)\n")
        archive.writestr("helper_of_app.py", "x = 1\n")
    assert run_program(["app.pyz", "a"]) == 0
    assert capfd.readouterr().out == "['app.pyz', 'a'] 1\n"
    sys.modules.pop("helper_of_app")
    sys.path_importer_cache.clear()


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("pass", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit()", 0, ""),
        ("raise SystemExit('no data')", 1, "no data\n"),
        ("import os; os._exit(5)", 5, ""),
        ("import os\ntry:\n    os._exit(6)\nexcept Exception:\n    print('caught')", 6, ""),
        ("import os, threading\nt = threading.Thread(target=os._exit, args=(7,)); t.start(); t.join()", 7, ""),
        ("raise KeyboardInterrupt", INTERRUPTED, "KeyboardInterrupt"),
        ("from pyjuliann import PairError\nraise PairError('its own')", 1, "PairError: its own"),
        ("import sys\nsys.excepthook = lambda *_: print('mine', file=sys.stderr)\n1 / 0", 1, "mine\n"),
        ("def f(:", 1, "SyntaxError"),
    ],
)  # fmt: skip
def test_how_a_program_ends(text: str, code: int, told: str, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("ends.py", text)
    real = os._exit
    assert run_program(["ends.py"]) == code
    assert os._exit is real
    printed = capsys.readouterr()
    assert not printed.out
    assert (told in printed.err) if told else not printed.err


def test_an_error_is_told_as_python_tells_it(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "fails.py",
        "def f(x):\n    try:\n        1 / x\n    except Exception as e:\n        raise ValueError from e\n\nf(0)\n",
    )
    python = subprocess.run([sys.executable, "fails.py"], capture_output=True, text=True, check=False, timeout=60)
    assert run_program(["fails.py"]) == python.returncode == 1
    assert capsys.readouterr().err == python.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "expected a program"),
        (["-m"], "got -m alone"),
        (["nothing.py"], "there is no program nothing.py"),
        (["python", "facts.py"], "leave python out: it is Python that runs facts.py"),
        (["-m", "no_such_module"], "there is no module no_such_module"),
        (["-m", "no_such.module"], "there is no module no_such.module"),
        (["-m", "json"], "there is no module json.__main__"),
        (["-m", "sys"], "no code of Python's"),
        (["empty"], "there is no __main__.py in empty"),
    ],
)
def test_what_is_no_program(words: list[str], message: str, tmp_path: Path, write: Write) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PairError, match=message):
        run_program(words)


def test_the_process_is_as_before(write: Write, tmp_path: Path) -> None:
    write("elsewhere/x.py", "")
    write(
        "changes.py",
        """\
        import io, os, signal, sys, warnings
        import numpy as np
        os.chdir("elsewhere")
        sys.argv = ["other"]
        sys.path = ["nowhere"]
        sys.stdout = io.StringIO()
        sys.excepthook = None
        warnings.simplefilter("ignore")
        np.seterr(all="raise")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        """,
    )

    def world() -> Any:
        return (
            Path.cwd(), sys.argv, list(sys.argv), sys.path, list(sys.path), sys.stdout, sys.excepthook, warnings_now(),
            np.geterr(), signal.getsignal(signal.SIGINT), sys.modules["__main__"], os._exit,
        )  # fmt: skip

    def warnings_now() -> Any:
        import warnings

        return list(warnings.filters)

    before = world()
    assert run_program(["changes.py"]) == 0
    assert world() == before


def test_it_reads_what_it_would_read_and_waits_for_its_threads(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("3\n4\n"))
    write(
        "reads.py",
        """\
        import threading, time
        x = int(input()) + int(input())
        def later():
            time.sleep(0.1)
            print(x)
        threading.Thread(target=later).start()
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
        """,
    )
    assert run_program(["reads.py"]) == 0
    assert capsys.readouterr().out == "7\n"


MINE = """\
import sys

class Fit:
    def __init__(self, x):
        self.x = x

    def step(self):
        return self.x + 1

def residual(x):
    return x - 1

def fit(x):
    return residual(x) ** 2

if __name__ == "__main__":
    print(fit(float(sys.argv[1])))
    Fit(1).step()
"""


def watched(words: list[str], module: Any, *names: str) -> tuple[int, Recording]:
    functions = {name: eval(f"m.{name}", {"m": module}) for name in names}
    with watch(functions) as watcher:
        code = run_program(words)
    return code, watcher.recording()


@pytest.mark.parametrize("words", [["wamine.py", "3"], ["-m", "wamine", "3"]])
def test_the_program_is_the_file_that_is_watched(
    words: list[str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("wamine.py", MINE)
    monkeypatch.syspath_prepend(path.parent)
    import wamine  # type: ignore[import-not-found]

    code, recording = watched(words, wamine, "fit", "residual", "Fit.step")
    assert code == 0
    assert capsys.readouterr().out == "4.0\n"
    fit, residual, step = recording.calls
    assert (fit.case.arguments, fit.outcome.value) == ((3.0,), 4.0)
    assert residual.parent == fit.number
    assert step.outcome.value == 2
    assert type(step.case.arguments[0]).__module__ == "__main__"
    called = recording.functions["fit"].called
    assert called is not None
    assert called is not wamine.fit
    assert called(3.0) == 4.0
    assert recording.functions["fit"].seen == 1


def test_a_script_that_imports_what_is_watched(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("wamine.py", MINE)
    write("analysis.py", "from wamine import fit as f\nimport wamine\nprint(f(1), wamine.residual(5))\n1 / 0\n")
    monkeypatch.syspath_prepend(path.parent)
    import wamine

    with contextlib.redirect_stderr(io.StringIO()) as told:
        code, recording = watched(["analysis.py"], wamine, "fit", "residual")
    assert code == 1
    assert "ZeroDivisionError" in told.getvalue()
    assert [(c.function, *c.case.arguments) for c in recording.calls] == [("fit", 1), ("residual", 1), ("residual", 5)]


def test_an_error_in_a_watched_function_shows_no_frames_of_ours(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write("waraises.py", "def f(x):\n    return 1 / x\n\nif __name__ == '__main__':\n    f(0)\n")
    sys.path.insert(0, str(Path.cwd()))
    try:
        import waraises  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    python = subprocess.run([sys.executable, "waraises.py"], capture_output=True, text=True, check=False, timeout=60)
    code, recording = watched(["waraises.py"], waraises, "f")
    assert code == 1
    assert capsys.readouterr().err == python.stderr
    assert recording.calls[0].outcome.error == "ZeroDivisionError"


def test_what_was_kept_until_ctrl_c_remains(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("wamine.py", MINE)
    write("long.py", "import time, wamine\nwamine.fit(1)\nopen('begun', 'w').close()\ntime.sleep(60)\n")
    monkeypatch.syspath_prepend(path.parent)
    import wamine

    def interrupt() -> None:
        until = time.monotonic() + 20
        while not Path("begun").exists() and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with contextlib.redirect_stderr(io.StringIO()):
        code, recording = watched(["long.py"], wamine, "fit")
    assert code == INTERRUPTED
    assert [c.case.arguments for c in recording.calls] == [(1,)]


def test_a_test_suite_as_the_program(write: Write) -> None:
    write("wamine.py", MINE)
    write(
        "test_wamine.py",
        "from wamine import fit\n\ndef test_fit():\n    assert fit(3) == 4\n\ndef test_no():\n    assert 0\n",
    )
    text = """\
    import sys
    import wamine
    from pyjuliann.parity.watching.program import run_program
    from pyjuliann.parity.watching.watch import watch
    with watch({"fit": wamine.fit}) as watcher:
        code = run_program(["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_wamine.py"])
    print("code", code, [c.case.arguments for c in watcher.recording().calls])
    """
    write("outer.py", text)
    done = subprocess.run([sys.executable, "outer.py"], capture_output=True, text=True, check=True, timeout=120)
    assert "1 failed, 1 passed" in done.stdout
    assert done.stdout.splitlines()[-1] == "code 1 [(3,)]"


def test_processes_that_are_spawned_run_the_program_unwatched(write: Write) -> None:
    write(
        "wamine.py",
        """\
        import multiprocessing

        def f(x):
            return x + 1

        if __name__ == "__main__":
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                print(pool.map(f, [1, 2]), f(3))
        """,
    )
    write(
        "outer.py",
        """\
        import wamine
        from pyjuliann.parity.watching.program import run_program
        from pyjuliann.parity.watching.watch import watch
        if __name__ == "__main__":
            with watch({"f": wamine.f}) as watcher:
                code = run_program(["wamine.py"])
            recording = watcher.recording()
            print(code, recording.processes, [c.case.arguments for c in recording.calls])
        """,
    )
    done = subprocess.run([sys.executable, "outer.py"], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == ["[2, 3] 4", "0 1 [(3,)]"]
