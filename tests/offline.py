"""Python where there is no Julia and none may be fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyjuliann


def without_julia(tmp_path, *arguments, **environment):
    """Run Python where no Julia is and none may be fetched."""
    package = Path(pyjuliann.__file__).parent.parent
    hidden = ("PYJULIANN_JULIA", "JULIA_DEPOT_PATH", "PYTHON_JULIACALL_EXE", "PYTHON_JULIAPKG_EXE")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    folders = {"HOME": tmp_path, "XDG_DATA_HOME": tmp_path, "XDG_CACHE_HOME": tmp_path, "PATH": tmp_path}
    settings = {"PYJULIANN_OFFLINE": "1", "PYTHONPATH": package, "PYTHON_JULIAPKG_PROJECT": tmp_path}
    environment = {**kept, **folders, **settings, **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={name: str(value) for name, value in environment.items()},
        cwd=tmp_path,
    )
