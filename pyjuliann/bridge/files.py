"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(target: Path, content: str | bytes) -> None:
    """Write a file at one stroke, text as UTF-8: a reader, and a failure half-way, find the old content or the new.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left behind.
    """
    # what a link points at is replaced, and the link stays
    target = target.resolve()
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp's files are for their owner alone; a report is as readable as any file of the user's
        umask = os.umask(0)
        os.umask(umask)
        Path(draft).chmod(0o666 & ~umask)
        Path(draft).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


def why_not_writable(target: Path) -> str:
    """Return why no file can be written at `target`; "" if one can, so that work need not be done in vain."""
    if target.is_dir():
        return "is a folder"
    if not target.parent.is_dir():
        return f"is in a folder that does not exist, {target.parent}"
    if not os.access(target.parent, os.W_OK):
        return f"is in a folder that cannot be written to, {target.parent}"
    return ""
