"""What ``pyjuliann check TARGET`` is about: the pairs that a target stands for.

A target is a module or a file whose functions `mirrors` has marked; one function, ``module:function``, whose
Julia side is given beside it; or a module or file and a Julia file, package or module, whose functions belong together
where their names are the same.
"""

from __future__ import annotations

import contextlib
import difflib
import importlib
import importlib.util
import inspect
import os
import re
import sys
import traceback
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.machine.project import PROJECT_FILES, VARIABLE, read_toml
from pyjuliann.bridge.values.typed import Portable
from pyjuliann.commands.classes import as_stateful, with_given_methods
from pyjuliann.commands.common import UsageError
from pyjuliann.errors import ConversionError, EngineError, EngineTimeoutError, JuliaError, PairError, RecordError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.pairing.pair import Pair, from_here, pair, pair_of, target
from pyjuliann.parity.pairing.stateful import StatefulPair, is_property
from pyjuliann.parity.results.content import Unmatched
from pyjuliann.parity.running import guard as guard_module
from pyjuliann.parity.running.guard import Guard, TimeIsUp
from pyjuliann.parity.running.limits import current_limits
from pyjuliann.printable import error_text

if TYPE_CHECKING:
    import argparse

    from pyjuliann.bridge.engines.engine import Engine


_MODULE = re.compile(r"([^\W\d]\w*\.)*[A-Z]\w*")
"""A module's dotted name, as Julia's are written."""

_TARGET = re.compile(r"[\w./\\-]+:[\w.]+")
"""A module or a file with a function, as it is told from Julia code."""

_PAIR = re.compile(r"(?P<python>.+?:[^\W\d][\w.]*)\s*=(?!=)\s*(?P<julia>\S.*)", re.DOTALL)
"""A function of a module or a file, and its Julia side."""

_OURS = (__file__, guard_module.__file__, importlib.__file__)
"""Whose lines are not where a user's module went wrong."""


@dataclass(frozen=True)
class Target:
    """The pairs to check, and the functions of two files or packages that have no twin."""

    pairs: tuple[Pair | StatefulPair, ...]
    unmatched: Unmatched = field(default_factory=Unmatched)


@dataclass(frozen=True)
class Request:
    """A target as it was given.

    Attributes
    ----------
    text : str
        A module, a file, or either with ``:function`` after it.
    side : str
        The Julia side: of one function a name, code, or ``file.jl::name``; else a file, the folder of a package, or
        a module's name; "" if it is not given.
    carried : bool
        Whether the object of a method goes to Julia too, as the first argument.
    """

    text: str
    side: str = ""
    carried: bool = False

    def __post_init__(self) -> None:
        if not self.side:
            return
        if self.function:
            if self.side.endswith(".jl"):
                raise UsageError(
                    phrase(
                        "JULIA: expected {}::function for one function, {!r}, got all of {}",
                        self.side,
                        self.text,
                        self.side,
                    )
                )
            return
        is_file = self.side.endswith(".jl") and Path(self.side).is_file()
        if is_file or self.module:
            return
        if self.side.endswith(".jl"):
            raise UsageError(phrase("there is no Julia file {}, nor a package in a folder of that name", self.side))
        if Path(self.side).is_dir():
            raise UsageError(
                phrase("JULIA: the folder {} is no Julia package: it has no Project.toml with a name", self.side)
            )
        raise UsageError(
            phrase(
                "JULIA: expected a Julia file, one that ends in .jl, a package's folder or a module's name, for "
                "all of {!r}, got {!r}; the Julia side of one function goes with {}:function",
                self.text,
                self.side,
                self.text,
            )
        )

    @cached_property
    def package(self) -> str:
        """The name of the package whose folder the Julia side is; "" if it is none."""
        return package_in(Path(self.side)) if self.side and not self.function else ""

    @property
    def module(self) -> str:
        """The module of Julia's whose exported functions are the Julia side; "" if it is a file."""
        if self.function or Path(self.side).is_file():
            return ""
        return self.package or (self.side if _MODULE.fullmatch(self.side) else "")

    @property
    def function(self) -> str:
        """The name of the one function that it is about; "" if it is about all."""
        return self._parts[1]

    def files(self) -> list[Path]:
        """Return the files that it names, whether they are there or not; of a package its first one."""
        side = self.side.partition("::")[0]
        named = [Path(name) for name in (self._parts[0], side) if name.endswith((".py", ".jl"))]
        return named + ([Path(self.side, "src", f"{self.package}.jl")] if self.package else [])

    @property
    def place(self) -> str:
        """The module or the file of the Python side."""
        return self._parts[0]

    @property
    def _parts(self) -> tuple[str, str]:
        place, colon, name = self.text.rpartition(":")
        # C:\mine.py is a file of Windows
        return (place, name) if colon and not name.startswith(("/", "\\")) else (self.text, "")

    def load(self, known: dict[str, ModuleType] | None = None) -> Loaded:
        """Import the Python side.

        Parameters
        ----------
        known : dict of str to module, optional
            What has been imported, by the name that it was given; added to. So several targets see one module.

        Raises
        ------
        UsageError
            If it cannot be imported, or lacks the function.
        """
        place, name = self._parts
        known = {} if known is None else known
        if place not in known:
            known[place] = imported(place)
        module = known[place]
        if name and self.carried and (method := _method(module, place, name)) is not None:
            return Loaded(self, module, (), method)
        if name:
            function = _function(module, place, name)
            return Loaded(self, module, (self._single(function),))
        if self.side:
            return Loaded(self, module, ())
        pairs = tuple(_marked(module))
        if not pairs:
            raise UsageError(
                phrase(
                    "{} has no function that @mirrors(...) marks; check one with {}:function and "
                    "'Module.function' after it, or give a Julia file with functions of the same names",
                    place,
                    place,
                )
            )
        return Loaded(self, module, pairs)

    def is_marked(self) -> bool:
        """Whether the one function that it is about has a Julia side of its own."""
        place, name = self._parts
        return pair_of(_function(imported(place), place, name)) is not None

    def _single(self, function: Any) -> Pair:
        if self.side:
            try:
                return Pair(function, target(self.side))
            except PairError as error:
                raise UsageError(str(error)) from None
        marked = pair_of(function)
        if marked is None:
            raise UsageError(
                phrase(
                    "{} is not marked by @mirrors(...); say what it is compared with: {} 'Module.function'",
                    self.text,
                    self.text,
                )
            )
        return marked


def read_pair(text: str) -> Request:
    """Return the target that ``--pair`` stands for, such as ``mod:f=Mod.g`` or ``file.py:f=file.jl::g``.

    Raises
    ------
    UsageError
        If it is none.
    """
    found = _PAIR.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            phrase(
                "--pair: expected a Python function, '=' and its Julia side, such as mod:f=Mod.g or "
                "mine.py:f=mine.jl::g, got {!r}",
                text,
            )
        )
    try:
        return Request(found["python"], found["julia"], carried=True)
    except UsageError as error:
        raise UsageError(phrase("--pair {}: {}", text, str(error).removeprefix("JULIA: "))) from None


def given_pairs(loaded: Iterable[Loaded], engine: Engine) -> tuple[Pair | StatefulPair, ...]:
    """Return the pairs that ``--pair`` gives; those of the methods of one class, and its struct, are one stateful pair.

    Raises
    ------
    UsageError
        If a class's struct is not known, or has nothing in common with it.
    """
    found: dict[Any, Pair | StatefulPair] = {}
    methods: dict[type, dict[str, Pair]] = {}
    structs: dict[type, Pair] = {}
    for one in loaded:
        if one.method is not None:
            kind, name = one.method
            methods.setdefault(kind, {})[name] = Pair(getattr(kind, name), target(one.request.side))
        else:
            for pair in one.pairs:
                if isinstance(pair.python, type):
                    structs[pair.python] = pair
                else:
                    found[id(pair)] = pair
    for kind in {**structs, **methods}:
        if kind in methods:
            found[kind] = with_given_methods(engine, kind, structs.get(kind), methods[kind])
        else:
            found[kind] = as_stateful(engine, structs[kind])
    return tuple(found.values())


def heed_packages(requests: Iterable[Request], arguments: argparse.Namespace) -> None:
    """Have a package whose folder is given be the project, where none is named."""
    folders = [request.side for request in requests if request.package]
    if folders and not (arguments.project or os.environ.get(VARIABLE)):
        arguments.project = folders[0]


def is_julia_side(text: str, before: Request) -> bool:
    """Whether what stands after a target is its Julia side, and no target of its own."""
    if text.endswith(".jl") or (not before.function and package_in(Path(text))):
        return True
    if not before.function or text.endswith(".py"):
        return False
    return "::" in text or not (_TARGET.fullmatch(text) or before.is_marked())


@dataclass(frozen=True)
class SameNames:
    """The pairs by the names of their Python functions, the functions without a twin, and how these are told."""

    pairs: dict[str, Pair]
    alone: dict[str, Any]
    names: Unmatched


@dataclass(frozen=True)
class Loaded:
    """A target whose Python side has been imported; `method` is a class and the name of the method that it is about."""

    request: Request
    module: ModuleType
    pairs: tuple[Pair, ...]
    method: tuple[type, str] | None = None

    def target(self, engine: Engine, given: Sequence[Pair | StatefulPair] = ()) -> Target:
        """Return the pairs, those that are given first; a Julia file, or a package, is asked for its functions.

        A function of a pair that is given has its twin, and is matched with no other.

        Raises
        ------
        UsageError
            If the Julia side does not load, or no name is in both.
        """
        if self.request.function or not self.request.side:
            sides = bool(self.request.side)
            own = [as_stateful(engine, p) if sides and inspect.isclass(p.python) else p for p in self.pairs]
            return Target((*given, *own))
        matched = self.matched(engine, given)
        if not matched.pairs and not given:
            listed = joined(
                "; ",
                (
                    phrase("{} has {}", title, ", ".join(found) or phrase("no functions"))
                    for title, found in (
                        (self.request.text, matched.names.python),
                        (self.request.side, matched.names.julia),
                    )
                ),
            )
            raise UsageError(phrase("no function has a twin of the same name: {}", listed))
        return Target((*given, *matched.pairs.values()), matched.names)

    def matched(self, engine: Engine, given: Sequence[Pair | StatefulPair] = ()) -> SameNames:
        """Return which functions of the two sides have the same name; those of pairs that are given are left out.

        Raises
        ------
        UsageError
            If the Julia side does not load.
        """
        prefix, found = _julia_functions(engine, self.request)
        theirs = {name.rpartition(".")[2]: name for name in reversed(found)}
        mine = {name: f for name, f in _public_functions(self.module) if all(f is not pair.python for pair in given)}
        # what changes its arguments is named so in Julia, and cannot be in Python
        spelt = {_normal(own): own for own in theirs} | {own: own for own in theirs}
        twins = {
            name: spelt[own]
            for name in mine
            for own in (f"{_normal(name)}!", f"{name}!", _normal(name), name)
            if own in spelt
        }
        taken = {*twins, *twins.values(), *(name for pair in given for name in _julia_names(pair))}
        names = Unmatched(tuple(_alone(mine, taken, theirs)), tuple(_alone(theirs, taken, mine)))
        pairs = {name: pair_of(mine[name]) or pair(mine[name], f"{prefix}{theirs[own]}") for name, own in twins.items()}
        alone = {name: function for name, function in mine.items() if name not in taken and not name.startswith("_")}
        return SameNames(pairs, alone, names)

    def marked(self) -> dict[str, Pair]:
        """Return the pairs that the module's own marks make, by the names of their functions, methods included."""
        return dict(_marked_names(self.module))


def _julia_names(pair: Pair | StatefulPair) -> Iterator[str]:
    """Yield what the Julia functions of a pair are called where they are."""
    own = (
        (pair.julia, *(method.julia for method in pair.methods.values()))
        if isinstance(pair, StatefulPair)
        else [pair.julia]
    )
    yield from (julia.text.rpartition(".")[2] for julia in own)


# ---------------------------------------------------------------- Python


def imported(place: str) -> ModuleType:
    """Return a user's module, or what is in a file.

    Raises
    ------
    UsageError
        If it cannot be imported.
    """
    if not place:
        raise UsageError(phrase("TARGET: expected a module, a file or module:function, got an empty name"))
    is_file = place.endswith(".py") or "/" in place or "\\" in place
    file = Path(place)
    if is_file and not file.is_file():
        raise UsageError(phrase("there is no Python file {}", place))
    # the user's modules are found as `python -m` would find them
    sys.path.insert(0, str(file.resolve().parent if is_file else Path.cwd()))
    limits, guard = current_limits(), Guard()
    try:
        # what the user's code prints is not part of the results
        with contextlib.redirect_stdout(sys.stderr), guard:
            load = partial(_from_file, file.resolve()) if is_file else partial(importlib.import_module, place)
            module: ModuleType = guard.call(limits.seconds(), load)
            return module
    except TimeIsUp:
        raise UsageError(str(limits.broken_by("Python", phrase("to import {}", place)))) from None
    except ModuleNotFoundError as error:
        if not is_file and error.name and (place == error.name or place.startswith(f"{error.name}.")):
            raise UsageError(phrase("there is no module {}: {}", place, error)) from None
        raise UsageError(_import_failure(place, error)) from None
    except BaseException as error:
        # whatever the user's module raises, but for the user's own Ctrl-C
        if guard.interrupted:
            raise
        raise UsageError(_import_failure(place, error)) from None


def _from_file(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise UsageError(phrase("{} is no Python file: its name should end in .py", file))
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def _import_failure(place: str, error: BaseException) -> str:
    where = ""
    if not isinstance(error, SyntaxError):
        frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith(("<", *_OURS))]
        if frames:
            where = phrase(" ({}, line {})", Path(frames[-1].filename).name, frames[-1].lineno)
    text = error_text(error).partition("\n")[0]
    said = f"{type(error).__name__}{': ' if text else ''}{text}"
    return phrase("{} cannot be imported: {}{}", place, said, where)


def _function(module: ModuleType, place: str, name: str) -> Any:
    owner: Any = None
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            raise UsageError(phrase("{} has no {}{}", place, name, _closest(part, dir(found))))
        owner, found = found, getattr(found, part)
    if needs_instance(owner, part):
        try:
            found = getattr(owner(), part)
        except Exception as error:  # noqa: BLE001 - whatever the user's class raises
            raise UsageError(
                phrase(
                    "{}:{} is a method of instances, and {}() makes none ({}: {}); give a method of one that the "
                    "module has, {}:instance.{}",
                    place,
                    name,
                    owner.__name__,
                    type(error).__name__,
                    error,
                    place,
                    part,
                )
            ) from None
    if not callable(found):
        raise UsageError(phrase("{}:{} is a {}, not a function", place, name, type(found).__name__))
    return found


def _method(module: ModuleType, place: str, name: str) -> tuple[type, str] | None:
    """Return the class, and the name in it, of a method or property of instances; None of anything else."""
    owner: Any = module
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part, None)
    if not inspect.isclass(owner):
        return None
    if not hasattr(owner, last):
        raise UsageError(phrase("{} has no {}{}", place, name, _closest(last, dir(owner))))
    return (owner, last) if needs_instance(owner, last) or is_property(owner, last) else None


def needs_instance(owner: Any, name: str) -> bool:
    """Whether what an object has under a name is a function of a class that an instance is the first argument of."""
    return inspect.isclass(owner) and inspect.isfunction(inspect.getattr_static(owner, name, None))


def _marked(module: ModuleType) -> Iterator[Pair]:
    """Yield the pairs of a module's functions, and of its classes' methods, in their order, each once."""
    return (found for _, found in _marked_names(module))


def _marked_names(module: ModuleType) -> Iterator[tuple[str, Pair]]:
    """Yield the same with their names in the module."""
    seen = set()
    for name, value in vars(module).items():
        own = inspect.isclass(value) and value.__module__ == module.__name__
        for inner in [f"{name}.{part}" for part in vars(value)] if own else [name]:
            marked = pair_of(_attribute(module, inner))
            if marked is None or id(marked.python) in seen:
                continue
            found = pair_of(_function(module, module.__name__, inner))
            if found is not None:
                seen.add(id(marked.python))
                yield inner, found


def _attribute(module: ModuleType, name: str) -> Any:
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _public_functions(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield a module's functions: those in its ``__all__``, or else the public ones that it, or a module in it, has."""
    listed = getattr(module, "__all__", None)
    for name in vars(module) if listed is None else listed:
        value = getattr(module, name, None)
        if listed is not None:
            if callable(value) and not isinstance(value, type):
                yield name, value
        elif inspect.isfunction(value) and not name.startswith("_") and _is_within(value, module):
            yield name, value


def _is_within(function: Any, module: ModuleType) -> bool:
    return f"{function.__module__}.".startswith(f"{module.__name__}.")


# ---------------------------------------------------------------- Julia


def package_in(folder: Path) -> str:
    """Return the name of the Julia package in a folder; "" if there is none."""
    for name in PROJECT_FILES:
        content = read_toml(folder / name)
        if isinstance(content.get("name"), str):
            return str(content["name"])
    return ""


def _julia_functions(engine: Engine, request: Request) -> tuple[str, list[str]]:
    """Return what a pair's Julia side begins with, and the names of the functions of a file, package or module."""
    engine.include(julia_sources() / "worker" / "file_functions.jl")
    if request.module:
        place: str | Portable = ""
        if request.package:
            folder = Path(request.side).resolve()
            place = Portable(str(folder), folder.name, folder / "src" / f"{request.package}.jl")
        what = phrase("the Julia module {}", request.module)
        return "", _loaded(what, lambda: engine.call("PyjuliannFiles.exported", request.module, place))
    file = Path(request.side).resolve()
    what = phrase("the Julia file {}", from_here(str(file)))
    names = _loaded(what, lambda: engine.call("PyjuliannFiles.functions", Portable(str(file), file.name, file)))
    return f"{file}::", names


def _loaded(what: str, load: Callable[[], Any]) -> Any:
    """Return what Julia says of code that it loads for that."""
    try:
        return load()
    except JuliaError as error:
        raise UsageError(phrase("{} cannot be loaded: {}", what, error.told)) from None
    except EngineTimeoutError:
        raise UsageError(str(current_limits().broken_by("Julia", phrase("to load {}", what)))) from None
    except (RecordError, ConversionError):
        raise
    except EngineError as error:
        raise UsageError(phrase("Julia died of loading {}: {}", what, error)) from None


def _normal(name: str) -> str:
    """Return a name as both languages have it: Python takes ϕ for φ and µ for μ, and Julia ɛ for ε."""
    return unicodedata.normalize("NFKC", name).replace("ɛ", "ε")


def _alone(names: Iterable[str], matched: Collection[str], others: Iterable[str]) -> Iterator[str]:
    """Yield the names without a twin, each with those that are almost the same."""
    for name in names:
        if name not in matched and not name.startswith("_"):
            close = _closest(name, others)
            yield phrase("{}{}", name, close) if close else name


def _closest(name: str, others: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(others), 3)
    return phrase(" (closest: {})", ", ".join(close)) if close else ""
