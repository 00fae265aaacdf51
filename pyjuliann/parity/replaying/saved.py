"""A call in a file, to be replayed later: NumPy's ``.npz`` with the arrays, and what stands around them as JSON.

Nothing in it is pickled, and reading it runs no code: objects are those of dataclasses and named tuples that the
program's modules have, filled with what stands in the file.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.machine.files import write_file
from pyjuliann.bridge.values.memory import check_room
from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.type_names import is_namedtuple_class, type_name
from pyjuliann.errors import ConversionError, PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case
from pyjuliann.wording import system_reason

_SCHEMA: Final = "pyjuliann case"
_VERSION: Final = 1
_NO_ZIP: Final = "File is not a zip file"  # in the words of `zipfile`
_ABOUT: Final = "case"
"""The entry that says what the others are."""


def save_case(path: Path, function: str, case: Case) -> None:
    """Write the arguments of a call of a function to a file, whole or not at all.

    Raises
    ------
    PairError
        If an argument is of a kind that cannot be saved.
    OSError
        If the file cannot be written.
    """
    arrays: dict[str, Any] = {}
    writer = _Writer(arrays)
    about = {
        "schema": _SCHEMA,
        "schema_version": _VERSION,
        "function": function,
        "arguments": [writer.tree(x, f"argument {k + 1}") for k, x in enumerate(case.arguments)],
        "keywords": {name: writer.tree(x, name) for name, x in case.keywords.items()},
    }
    arrays[_ABOUT] = np.array(json.dumps(about))
    content = io.BytesIO()
    np.savez(content, **arrays)
    write_file(path, content.getvalue())


def load_case(path: Path) -> tuple[str, Case]:
    """Return the function's name and the arguments that `save_case` wrote.

    Raises
    ------
    PairError
        If it is no such file, or has objects of a class that no module has that is loaded.
    """
    try:
        return _load(path)
    except PairError:
        raise
    except OSError as error:
        raise PairError(phrase("{} cannot be read: {}", path, system_reason(error))) from None
    except Exception as error:  # noqa: BLE001 - a file may hold anything
        raise PairError(phrase("{} is no saved case: {}: {}", path, type(error).__name__, error)) from None


def _load(path: Path) -> tuple[str, Case]:
    try:
        with zipfile.ZipFile(path) as archive:
            check_room(sum(entry.file_size for entry in archive.infolist()), f"{path}: ")
    except (zipfile.BadZipFile, ConversionError) as error:
        why = phrase(_NO_ZIP) if str(error) == _NO_ZIP else error
        raise PairError(phrase("{} is no saved case: {}", path, why)) from None
    with np.load(path, allow_pickle=False) as stored:
        if _ABOUT not in stored:
            raise PairError(phrase("{} is no saved case: it has no entry {}", path, repr(_ABOUT)))
        about = json.loads(str(stored[_ABOUT]))
        if not isinstance(about, dict) or about.get("schema") != _SCHEMA:
            raise PairError(phrase("{} is no saved case: its entry {} says so", path, repr(_ABOUT)))
        if about["schema_version"] != _VERSION:
            told = "{} is a saved case of version {}, which this version cannot read"
            raise PairError(phrase(told, path, about["schema_version"]))
        read = _Reader(stored)
        arguments = tuple(map(read, about["arguments"]))
        return str(about["function"]), Case(arguments, {str(k): read(x) for k, x in about["keywords"].items()})


class _Writer:
    """Makes trees of JSON of values; arrays go beside them."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.arrays = arrays

    def tree(self, value: Any, place: str) -> Any:
        """Return the tree: JSON's own values as they are, others as a list of their kind and parts."""
        if value is None or type(value) in (bool, int, str):
            return value
        if type(value) is float:
            return ["float", value.hex()]
        if type(value) is complex:
            return ["complex", value.real.hex(), value.imag.hex()]
        if type(value) in (bytes, bytearray):
            return [type(value).__name__, base64.b64encode(value).decode()]
        if isinstance(value, np.ma.MaskedArray):
            return ["masked", self._array(np.ma.getdata(value), place), self._array(np.ma.getmaskarray(value), place)]
        if type(value) is np.ndarray:
            return ["array", self._array(value, place)]
        if isinstance(value, np.generic):
            return ["scalar", self._array(np.asarray(value), place)]
        if type(value) is range:
            return ["range", value.start, value.stop, value.step]
        if type(value) in (list, tuple, set, frozenset):
            return [type(value).__name__, *(self.tree(x, f"{place}[{k}]") for k, x in enumerate(value))]
        if type(value) is dict:
            return ["dict", *([self.tree(k, place), self.tree(x, f"{place}[{k!r}]")] for k, x in value.items())]
        if has_fields(value) and (is_dataclass(value) or is_namedtuple_class(type(value))):
            kind = type(value)
            parts = {name: self.tree(x, f"{place}.{name}") for name, x in fields_of(value).items()}
            return ["object", kind.__module__, kind.__qualname__, parts]
        raise PairError(phrase("{} cannot be saved: there is no form without code for a {}", place, type_name(value)))

    def _array(self, array: Any, place: str) -> str:
        if array.dtype.hasobject:
            raise PairError(phrase("{} cannot be saved: an array of {} holds objects of any class", place, array.dtype))
        name = f"array{len(self.arrays)}"
        self.arrays[name] = np.asarray(array)
        return name


class _Reader:
    """Makes values of trees again."""

    def __init__(self, stored: Any) -> None:
        self.stored = stored
        self._made: dict[str, Callable[..., Any]] = {
            "float": float.fromhex,
            "complex": lambda real, imag: complex(float.fromhex(real), float.fromhex(imag)),
            "bytes": base64.b64decode,
            "bytearray": lambda text: bytearray(base64.b64decode(text)),
            "array": self._array,
            "masked": lambda data, mask: np.ma.array(self._array(data), mask=self._array(mask)),
            "scalar": lambda name: self._array(name)[()],
            "range": range,
            "list": lambda *parts: [self(x) for x in parts],
            "tuple": lambda *parts: tuple(self(x) for x in parts),
            "set": lambda *parts: {self(x) for x in parts},
            "frozenset": lambda *parts: frozenset(self(x) for x in parts),
            "dict": lambda *parts: {self(key): self(x) for key, x in parts},
            "object": self._object,
        }

    def __call__(self, tree: Any) -> Any:
        """Return the value that a tree stands for."""
        if not isinstance(tree, list):
            return tree
        kind, *parts = tree
        return self._made[kind](*parts)

    def _array(self, name: str) -> Any:
        return self.stored[name]

    def _object(self, module: str, qualname: str, parts: dict[str, Any]) -> Any:
        """Return an object of a class that a loaded module has; none of its code runs."""
        kind: Any = sys.modules.get(module)
        for part in qualname.split("."):
            kind = vars(kind).get(part) if isinstance(kind, (ModuleType, type)) else None
        values = {name: self(x) for name, x in parts.items()}
        if is_namedtuple_class(kind) and tuple(values) == kind._fields:
            return tuple.__new__(kind, values.values())
        if not (isinstance(kind, type) and is_dataclass(kind)) or set(values) != {f.name for f in fields(kind)}:
            told = "an argument is a {}.{}, and no class of that name has fields {}"
            raise PairError(phrase(told, module, qualname, ", ".join(values)))
        made = object.__new__(kind)
        for name, value in values.items():
            object.__setattr__(made, name, value)
        return made
