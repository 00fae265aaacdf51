"""How much memory can be had: arrays that do not fit are refused before anything is made or sent."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

LARGE = 1 << 25  # bytes; for less, nobody asks
_MEMINFO, _LIMIT = Path("/proc/meminfo"), Path("/sys/fs/cgroup/memory.max")


def free_memory() -> float:
    """Return how many bytes of memory can be had, at most; infinity where the system does not tell."""
    try:
        lines = re.findall(r"^(MemAvailable|SwapFree): +(\d+) kB$", _MEMINFO.read_text(), re.MULTILINE)
        return min(sum(1024 * int(size) for _, size in lines) or math.inf, _container_limit())
    except OSError:
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return math.inf


def _container_limit() -> float:
    try:
        return int(_LIMIT.read_text())
    except (OSError, ValueError):  # no container, or "max"
        return math.inf


def check_room(size: int, place: str = "") -> None:
    """Raise `ConversionError` if there is no room for arrays of ``size`` bytes."""
    if size >= LARGE and size > (free := free_memory()):
        told = "{}arrays of {} do not fit into the {} of memory that are free"
        raise ConversionError(phrase(told, place, _in_words(size), _in_words(free)))


def _in_words(size: float) -> str:
    for power, unit in ((4, "TB"), (3, "GB"), (2, "MB")):
        if size >= 1000**power:
            return f"{size / 1000**power:.1f} {unit}"
    return phrase("{:.0f} bytes", size)
