"""Who calls pyjuliann: the code outside the package, and what it makes of a call's value."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from opcode import opname
from pathlib import Path
from types import FrameType, TracebackType

_PACKAGE = Path(__file__).parent


def frames_to_caller() -> tuple[FrameType | None, int]:
    """Return the innermost frame outside the package, and how many frames up it is from who asks; None without one."""
    frame: FrameType | None = sys._getframe(1)
    count = 0
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "pyjuliann":
        frame, count = frame.f_back, count + 1
    return frame, count


def warn_caller(text: str, category: type[Warning]) -> None:
    """Warn of something at the line that called pyjuliann."""
    _, count = frames_to_caller()
    warnings.warn(text, category, stacklevel=count + 1)


def is_ours(frame: FrameType) -> bool:
    """Return whether a frame's code stands in a file of the package."""
    return Path(frame.f_code.co_filename).is_relative_to(_PACKAGE)


def hide_frames(
    error: BaseException | None, hidden: Callable[[FrameType], bool], seen: frozenset[int] = frozenset()
) -> None:
    """Take frames out of the traceback of an exception, and of those that it came from."""
    if error is None or id(error) in seen:
        return
    seen |= {id(error)}
    error.__traceback__ = place = _first_shown(error.__traceback__, hidden)
    while place is not None:
        place.tb_next = _first_shown(place.tb_next, hidden)
        place = place.tb_next
    for origin in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
        hide_frames(origin, hidden, seen)


def _first_shown(place: TracebackType | None, hidden: Callable[[FrameType], bool]) -> TracebackType | None:
    while place is not None and hidden(place.tb_frame):
        place = place.tb_next
    return place


def drops_value(frame: FrameType) -> bool:
    """Return whether the call that a frame is at is a statement of its own: its value is shown at most, and not kept.

    Examples
    --------
    >>> def asked():
    ...     return drops_value(sys._getframe(1))
    >>> def statement():
    ...     yield asked()
    >>> next(statement())
    False
    """
    code, at = frame.f_code.co_code, frame.f_lasti + 2
    while at < len(code) and opname[code[at]] == "CACHE":
        at += 2
    if at >= len(code):
        return False
    name = opname[code[at]]
    return name in ("POP_TOP", "PRINT_EXPR") or (name == "CALL_INTRINSIC_1" and code[at + 1] == 1)
