"""Writing files: a regular one is there whole or not at all; a device, a pipe or a descriptor is written into."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from pathlib import Path

from pyjuliann.language import phrase
from pyjuliann.wording import system_reason

_DESCRIPTOR = re.compile(r"/dev/fd/(\d+)|/proc/(\d+)/(?:task/\d+/)?fd/(\d+)")
_MOST_LINKS = 40  # as Linux has it


def write_file(target: Path, content: str | bytes) -> None:
    """Write what a user wants at `target`, text as UTF-8.

    A regular file is written at one stroke: a reader, and a failure half-way, find the old content or the new. A
    symbolic link stays, and what it points at is written. Anything else, such as a device, a pipe or
    ``/dev/stdout``, is written straight into.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left behind.
    """
    # a lone surrogate has no UTF-8; it is shown as it would be written in Python, JSON and JavaScript
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    descriptor = _own_descriptor(target)
    if descriptor is not None:
        for stream in (sys.stdout, sys.stderr):  # what was printed before comes before
            if stream is not None:
                stream.flush()
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(data)
    elif _is_special(target):
        with target.open("wb") as file:
            file.write(data)
    else:
        _write_whole(_followed(target), data)


def why_not_writable(target: Path) -> str:
    """Return why nothing can be written at `target`; "" if it can, so that work need not be done in vain."""
    try:
        return _obstacle(target)
    except OSError as error:
        return phrase("cannot be written: {}", system_reason(error))


def _obstacle(target: Path) -> str:
    if target.is_dir():
        return phrase("is a folder")
    descriptor = _own_descriptor(target)
    if descriptor is not None:
        import fcntl

        reads = fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        return phrase("is open for reading only") if reads else ""
    if target.exists() and not os.access(target, os.W_OK):
        return phrase("may not be written to")
    if _is_special(target):
        return ""
    folder = _followed(target).parent
    if not folder.is_dir():
        return phrase("is in a folder that does not exist, {}", folder)
    if not os.access(folder, os.W_OK):
        return phrase("is in a folder that cannot be written to, {}", folder)
    return ""


def _followed(target: Path) -> Path:
    """Return what a symbolic link leads to, and anything else as it is."""
    if not target.is_symlink():
        return target
    end = Path(os.path.realpath(target))
    if end.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    return end


def _write_whole(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():  # its owner stays, and who may read the old one, and nobody else, reads this
            old = target.stat()
            with contextlib.suppress(PermissionError):
                os.chown(draft, old.st_uid, old.st_gid)
            draft.chmod(stat.S_IMODE(old.st_mode))
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _is_special(target: Path) -> bool:
    """Return whether `target` is there and neither a regular file nor a folder."""
    return target.exists() and not (target.is_file() or target.is_dir())


def _own_descriptor(target: Path) -> int | None:
    """Return the number of the descriptor of this process that `target` stands for, through links too.

    Opened by name, a descriptor that leads to a regular file would be cut to nothing, or replaced, under whoever
    else writes to it.
    """
    path = Path.cwd() / target
    for _ in range(_MOST_LINKS):
        path = Path(os.path.realpath(path.parent)) / path.name
        if found := _DESCRIPTOR.fullmatch(str(path)):
            number, process, other = found.groups()
            return int(number or other) if process in (None, str(os.getpid())) else None
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None
