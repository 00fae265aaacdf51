"""A test double of juliacall that is real Julia: libjulia in this process, with the part of its face that we use.

It takes any Julia, also those that juliacall itself does not start, and needs no package but the standard library.
`environment` in embedding.py sets what it reads: a process cannot change its own library path. Signals are
Python's here too, unless ``PYTHON_JULIACALL_HANDLE_SIGNALS`` is ``yes``, and ``PYTHON_JULIACALL_COMPILE`` says how it
compiles, as juliacall's own options do.
"""

from __future__ import annotations

import atexit
import ctypes
import os
from typing import Any

LIBRARY, BINDIR, IMAGE = (os.environ[f"EMBEDDED_JULIA_{part}"] for part in ("LIBRARY", "BINDIR", "IMAGE"))
SHOW_EXCEPTION = b"sprint(showerror, ccall(:jl_exception_occurred, Any, ()))"


class JuliaError(Exception):
    """An error that Julia raised."""


class AnyValue(str):
    """A value that stays in Julia: here, its type."""


class Module:
    """Julia's Main."""

    def __init__(self, library: ctypes.PyDLL) -> None:
        self._library = library

    def seval(self, code: str) -> Any:
        """Evaluate code and return its value; what is no integer, Bool, String or nothing stays Julia's."""
        library = self._library
        value = library.jl_eval_string(code.encode())
        if library.jl_exception_occurred():
            raise JuliaError(self.seval(SHOW_EXCEPTION.decode()))
        kind = library.jl_typeof_str(value).decode()
        return CONVERSIONS[kind](library, value) if kind in CONVERSIONS else AnyValue(kind)


CONVERSIONS: dict[str, Any] = {
    "Int64": lambda library, value: library.jl_unbox_int64(value),
    "Bool": lambda library, value: bool(library.jl_unbox_bool(value)),
    "String": lambda library, value: library.jl_string_ptr(value).decode(),
    "Nothing": lambda *_: None,
}
SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "jl_parse_opts": (None, [ctypes.c_void_p, ctypes.c_void_p]),
    "jl_eval_string": (ctypes.c_void_p, [ctypes.c_char_p]),
    "jl_exception_occurred": (ctypes.c_void_p, []),
    "jl_typeof_str": (ctypes.c_char_p, [ctypes.c_void_p]),
    "jl_unbox_int64": (ctypes.c_int64, [ctypes.c_void_p]),
    "jl_unbox_bool": (ctypes.c_int8, [ctypes.c_void_p]),
    "jl_string_ptr": (ctypes.c_char_p, [ctypes.c_void_p]),
    "jl_atexit_hook": (None, [ctypes.c_int]),
}


def start() -> Module:
    """Start Julia in this process."""
    library = ctypes.PyDLL(LIBRARY, mode=ctypes.RTLD_GLOBAL)
    for name, (result, arguments) in SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    signals = os.environ.get("PYTHON_JULIACALL_HANDLE_SIGNALS", "no")
    compiling = os.environ.get("PYTHON_JULIACALL_COMPILE", "yes")
    options = ("--startup-file=no", f"--handle-signals={signals}", f"--compile={compiling}")
    words = [word.encode() for word in ("julia", *options)]
    count, values = ctypes.c_int(len(words)), ctypes.pointer((ctypes.c_char_p * (len(words) + 1))(*words))
    library.jl_parse_opts(ctypes.byref(count), ctypes.byref(values))
    # its name up to Julia 1.8, and the one since
    initialise = getattr(library, "jl_init_with_image__threading", None) or library.jl_init_with_image
    initialise.restype, initialise.argtypes = None, [ctypes.c_char_p, ctypes.c_char_p]
    initialise(BINDIR.encode(), IMAGE.encode())
    atexit.register(library.jl_atexit_hook, 0)
    return Module(library)


Main = start()
