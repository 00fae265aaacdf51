"""The compiled form of our Julia modules, made once per Julia and per state of the sources.

Julia writes it next to the packages of the user unless told otherwise; here it gets a folder of its own in the
cache, keyed by everything that it depends on, so it is never stale and never shared between installations.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import time
from pathlib import Path

from pyjuliann.bridge.machine.folders import cache_folder

COMPILE_TIMEOUT = 120.0  # seconds


def compiled_depot(executable: Path, sources: Path) -> str:
    """Return the folder with the compiled modules; ``""`` where there is none (yet)."""
    folder = _folder(executable, sources)
    return str(folder) if folder.is_dir() else ""


def compile_modules(executable: Path, sources: Path) -> None:
    """Make the compiled modules for the next start, which takes some seconds, once.

    The executable must have proved to be a working Julia. Where the modules cannot be made, or another
    process is about to make them, nothing happens: a worker starts without them too, only slower.
    """
    from filelock import FileLock, Timeout

    folder = _folder(executable, sources)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f"{_place(folder)}.lock", timeout=0):
            if not folder.is_dir():
                _make(executable, sources, folder)
    except (OSError, Timeout):
        pass


def _make(executable: Path, sources: Path, folder: Path) -> None:
    from pyjuliann.bridge.machine.children import julia_environment, run_child

    _forget_others(folder)
    making = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    script = sources / "worker" / "worker.jl"
    command = [executable, "--startup-file=no", "--history-file=no", script, making, "compile"]
    try:
        result = run_child(list(map(str, command)), COMPILE_TIMEOUT, env=julia_environment(bare=True))
        if result.returncode == 0 and any(making.iterdir()):
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _folder(executable: Path, sources: Path) -> Path:
    """Name what the compiled form depends on: the Julia and the sources; before the dash stands the place."""
    place = hashlib.sha256(f"{executable.resolve()}\0{sources}".encode())
    state = hashlib.sha256()
    files = [executable.resolve(), *sorted(sources.glob("src/*.jl")), *sorted(sources.glob("worker/*.jl"))]
    for file in files:
        with contextlib.suppress(OSError):
            stat = file.stat()
            state.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return cache_folder() / "compiled" / f"{place.hexdigest()[:12]}-{state.hexdigest()[:12]}"


def _place(folder: Path) -> str:
    return folder.name.split("-")[0]


def _forget_others(folder: Path) -> None:
    """Remove the compiled form of earlier states of the same sources, and what interrupted attempts left."""
    for other in folder.parent.glob(f"{_place(folder)}-*"):
        with contextlib.suppress(OSError):
            being_made = other.suffix and time.time() - other.stat().st_mtime < 2 * COMPILE_TIMEOUT
            if other != folder and not being_made:
                shutil.rmtree(other)
