"""What a result depends on, on the Python side."""

from __future__ import annotations

import platform

import numpy as np


def versions() -> dict[str, str]:
    """Return the versions that a result depends on, on the Python side."""
    return {"python": platform.python_version(), "numpy": np.__version__, "platform": platform.platform()}
