"""The compiled form of our Julia modules, made once per Julia and per state of the sources.

Julia writes it next to the packages of the user unless told otherwise; here it gets a folder of its own in the
cache, keyed by everything that it depends on, so it is never stale and never shared between installations.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from pyjuliann.bridge.folders import cache_folder

COMPILE_TIMEOUT = 120.0  # seconds


def compiled_depot(executable: Path, sources: Path) -> str:
    """Return the folder with the compiled modules, made if need be; ``""`` where it cannot be made.

    Making it takes some seconds, once. Without it a worker starts all the same, only slower.
    """
    key = _key(executable, sources)
    folder = cache_folder() / "compiled" / key
    if folder.is_dir():
        return str(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=f"{key}.", dir=folder.parent))
    except OSError:
        return ""
    try:
        script = sources / "worker" / "worker.jl"
        result = subprocess.run(
            [executable, "--startup-file=no", "--history-file=no", script, making, "compile"],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMPILE_TIMEOUT,
        )
        if result.returncode == 0 and any(making.iterdir()):
            _forget_others(folder)
            # another process may have been faster: its folder serves as well
            with contextlib.suppress(OSError):
                making.rename(folder)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return str(folder) if folder.is_dir() else ""


def _key(executable: Path, sources: Path) -> str:
    """Name what the compiled form depends on: the Julia and the sources; the part before the dash is the place."""
    place = hashlib.sha256(f"{executable.resolve()}\0{sources}".encode())
    state = hashlib.sha256()
    for file in [
        executable.resolve(),
        *sorted(sources.glob("src/*.jl")),
        *sorted(sources.glob("worker/*.jl")),
    ]:
        with contextlib.suppress(OSError):
            stat = os.stat(file)  # noqa: PTH116 - executable may be a str in callers' hands
            state.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return f"{place.hexdigest()[:12]}-{state.hexdigest()[:12]}"


def _forget_others(folder: Path) -> None:
    """Remove the compiled form of earlier states of the same sources."""
    place = folder.name.split("-")[0]
    for other in folder.parent.glob(f"{place}-????????????"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
