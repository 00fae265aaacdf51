"""Whether a Julia works: one child process that reports its version, catches an exception and multiplies.

A Julia may start and still be of no use: one that was built for another release of the system
reports its version and dies at its first exception. So no Julia is used before it has done three
things in one child process. A good answer is remembered for as long as the executable and the
system's C library stay the same; a bad one is found out anew each time.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pyjuliann.bridge.machine.children import ChildResult, julia_environment, last_lines, run_child, signal_name
from pyjuliann.bridge.machine.folders import cache_folder
from pyjuliann.language import phrase
from pyjuliann.wording import system_reason

OLDEST = (1, 5)
"""The oldest Julia that the worker runs on."""

# The exception is thrown in compiled code: a sick Julia can catch one in interpreted code and still die of
# the other kind. The product is asked of BLAS itself, since compiling `*` takes longer than all the rest.
_QUESTIONS = """
println("pyjuliann-health ", VERSION)
catches() = try; error("probe"); false; catch problem; problem isa ErrorException; end
println("exception ", catches())
import LinearAlgebra
a = reshape(collect(1.0:256.0), 16, 16)
p = LinearAlgebra.BLAS.gemm('N', 'N', 1.0, a, a)
println("product ", Int(p[2, 3]), " ", Int(sum(p)))
"""
_OPTIONS = ("--startup-file=no", "--color=no", "-O0")
_MAX_OUTPUT = 1 << 20
_FILE = "health.json"
_MAX_REMEMBERED = 64
_FORMAT = 1


@dataclass(frozen=True)
class Health:
    """What the health check found.

    Attributes
    ----------
    ok : bool
        Whether this Julia can be used.
    version : str or None
        What it reported as its version, also if it is sick; None if it reported none.
    symptom : str
        What it lacks, in plain words; empty if it is well.
    seconds : float
        How long the check took, when it was made.
    """

    ok: bool
    version: str | None
    symptom: str
    seconds: float


def check_health(executable: str | os.PathLike[str], timeout: float = 30.0, use_cache: bool = True) -> Health:
    """Run the health check on a Julia executable.

    Parameters
    ----------
    executable : str or path
        The program to check. It need not exist.
    timeout : float
        Seconds after which the program and its children are killed.
    use_cache : bool
        Whether a good result of an earlier check of the same file will do, and is remembered.

    Returns
    -------
    Health
        The result; a sick Julia is a result, not an exception.

    Examples
    --------
    >>> check_health("/nowhere/julia").symptom
    'does not exist'
    """
    path = Path(executable)
    symptom = why_not_runnable(path)
    if symptom:
        return Health(False, None, symptom, 0.0)
    if use_cache:
        known = _known(path)
        if known is not None:
            return known
    health = _examine(path, timeout)
    if health.ok and use_cache:
        _keep(path, health)
    return health


def why_not_runnable(path: Path) -> str:
    """Return why a path cannot be run, as far as the file system tells; empty if it can be tried."""
    try:
        if path.is_dir():
            inner = path / "bin" / ("julia.exe" if os.name == "nt" else "julia")
            would_be = phrase(" ({} would be one)", inner) if inner.is_file() else ""
            return phrase("is a folder, not a program{}", would_be)
        if not path.exists():
            return phrase("is a link that leads nowhere" if path.is_symlink() else "does not exist")
    except OSError as problem:
        return phrase("cannot be reached: {}", system_reason(problem))
    return "" if os.access(path, os.X_OK) else phrase("is not executable")


def _examine(path: Path, timeout: float) -> Health:
    command = [os.fspath(path), *_OPTIONS, "-e", _QUESTIONS]
    try:
        child = run_child(command, timeout, env=julia_environment(bare=True), max_output=_MAX_OUTPUT)
    except FileNotFoundError:
        symptom = phrase("cannot be started: the interpreter or loader that it names is missing")
        return Health(False, None, symptom, 0.0)
    except OSError as problem:
        return Health(False, None, phrase("cannot be started: {}", system_reason(problem)), 0.0)
    answers = dict(re.findall(r"^(pyjuliann-health|exception|product) (.+?)\r?$", child.stdout, re.MULTILINE))
    number = re.match(r"(\d+)\.(\d+)\S*$", answers.get("pyjuliann-health", ""))
    version = number[0] if number else None
    if number and (int(number[1]), int(number[2])) < OLDEST:
        wrong: str = phrase("is too old: Julia {}, and {}.{} or newer is needed", version, *OLDEST)
    else:
        wrong = _how_it_ended(child, version, answers, timeout) or _what_it_got_wrong(child, version, answers)
    return Health(not wrong, version, wrong, child.seconds)


def _how_it_ended(child: ChildResult, version: str | None, answers: dict[str, str], timeout: float) -> str:
    after = phrase("after reporting {}", version) if version else phrase("before it reported its version")
    if child.stopped == "output":
        return phrase("is not Julia: it printed more than {} KiB when asked for its version", _MAX_OUTPUT // 1024)
    if child.stopped == "timeout":
        return phrase("was stopped after {:g} s without an answer, {}", timeout, after)
    died_of = signal_name(child.returncode)
    if died_of:
        foreign = version and "exception" not in answers and died_of not in {"SIGKILL", "SIGTERM", "SIGINT"}
        hint = phrase(" (a Julia built for another release of this system does that at its first exception)")
        return phrase("crashed with {} {}{}", died_of, after, hint if foreign else "")
    if child.returncode != 0:
        words = last_lines(child.stderr)
        return phrase("ended with exit code {} {}{}", child.returncode, after, f": {words}" if words else "")
    return ""


def _what_it_got_wrong(child: ChildResult, version: str | None, answers: dict[str, str]) -> str:
    if version is None:
        said = child.stdout.strip() or child.stderr.strip()
        if not said:
            return phrase("is not Julia: it printed nothing when asked for its version")
        return phrase("is not Julia: it printed {} when asked for its version", repr(said[:60]))
    if answers.get("exception") != "true":
        return phrase("is Julia {}, but does not catch an exception", version)
    expected = _expected_product()
    if answers.get("product") != expected:
        found = answers.get("product")
        return phrase("is Julia {}, but multiplies two matrices to {}, not {}", version, found, expected)
    return ""


def _expected_product() -> str:
    # The 16 x 16 matrix holds 1 to 256 down its columns, so that a[i, j] = i + 16 (j - 1).
    size = range(1, 17)
    element = sum((2 + 16 * (k - 1)) * (k + 32) for k in size)
    total = sum(sum(i + 16 * (k - 1) for i in size) * sum(k + 16 * (j - 1) for j in size) for k in size)
    return f"{element} {total}"


def _identity(path: Path) -> tuple[str, dict[str, object]] | None:
    """Return the key of an executable, and what must be unchanged for a remembered result to hold."""
    real = path.resolve()
    # juliaup's launcher stays the same file when it is told to start another Julia.
    if "julialauncher" in real.name:
        return None
    try:
        stat = real.stat()
    except OSError:
        return None
    # The same file can become sick when the system below it is upgraded.
    libc = ""
    if hasattr(os, "confstr"):
        with contextlib.suppress(ValueError, OSError):
            libc = os.confstr("CS_GNU_LIBC_VERSION") or ""
    libraries = os.environ.get("LD_LIBRARY_PATH", "")
    return str(real), {"mtime": stat.st_mtime_ns, "size": stat.st_size, "libc": libc, "libraries": libraries}


def _known(path: Path) -> Health | None:
    identity = _identity(path)
    if identity is None:
        return None
    key, state = identity
    entry = recall(_FILE).get(key)
    if entry is None or any(entry.get(name) != value for name, value in state.items()):
        return None
    version, seconds = entry.get("version"), entry.get("seconds")
    if not isinstance(version, str) or not isinstance(seconds, int | float):
        return None
    return Health(True, version, "", float(seconds))


def _keep(path: Path, health: Health) -> None:
    identity = _identity(path)
    if identity is None:
        return
    key, state = identity
    remember(_FILE, key, {**state, "version": health.version, "seconds": health.seconds})


def recall(name: str) -> dict[str, dict[str, object]]:
    """Return the entries of a file in the cache folder; none if it is missing, damaged or of another kind."""
    try:
        content = json.loads((cache_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return {}
    entries = content.get("entries")
    if not isinstance(entries, dict):
        return {}
    return {key: entry for key, entry in entries.items() if isinstance(entry, dict)}


def remember(name: str, key: str, entry: dict[str, object]) -> None:
    """Put an entry into a file in the cache folder, at one stroke.

    Where the folder cannot be written to, nothing is remembered, and that is no error.
    """
    entries = recall(name)
    entries.pop(key, None)
    entries[key] = entry
    newest = dict(list(entries.items())[-_MAX_REMEMBERED:])
    folder = cache_folder()
    temporary = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"format": _FORMAT, "entries": newest}, file, indent=1)
        Path(temporary).replace(folder / name)
        temporary = ""
    except OSError:
        pass
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
