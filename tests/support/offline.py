"""Python where there is no Julia and none may be fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyjuliann

HIDDEN = ("PYJULIANN_JULIA", "JULIA_DEPOT_PATH", "PYTHON_JULIACALL_EXE", "PYTHON_JULIAPKG_EXE")


def settings_without_julia(folder):
    """Return the variables that leave no Julia to be found, once those of `HIDDEN` are unset."""
    places = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PATH", "PYTHON_JULIAPKG_PROJECT")
    return {**dict.fromkeys(places, str(folder)), "PYJULIANN_OFFLINE": "1"}


def without_julia(tmp_path, *arguments, **environment):
    """Run Python where no Julia is and none may be fetched."""
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    package = Path(pyjuliann.__file__).parent.parent
    environment = {**kept, **settings_without_julia(tmp_path), "PYTHONPATH": package, **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={name: str(value) for name, value in environment.items()},
        cwd=tmp_path,
    )
