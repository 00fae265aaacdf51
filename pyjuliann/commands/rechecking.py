"""Checking again what has been saved, with a Julia that stays: the half of ``check --watch`` that runs users' code.

It is a process of its own, which the other half can interrupt, and which may die of what it runs.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import os
import select
import signal
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.bridge.engines.dependencies import content_hash, included_files
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.commands.check import Asked, check_options, checked, whole_content
from pyjuliann.commands.common import started_julia, told
from pyjuliann.errors import JuliaError
from pyjuliann.language import packed
from pyjuliann.parity.pairing.python_code import is_installed

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.commands.targets import Request, Target
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair
    from pyjuliann.parity.results.content import Content
    from pyjuliann.parity.results.reports import PairReport

_OURS: Final = Path(__file__).parents[1]
_DYNAMIC: Final = ("import_module", "__import__", "exec(", "runpy")
"""What a module's text has where it may need others than those that it imports by name."""

_RECORDER: Final = "PyjuliannRecorder.seen"


class Rechecker:
    """Checks what was asked for, and then again what depends on files that have changed.

    Parameters
    ----------
    asked : Asked
        What is checked.
    engine : Engine
        A live one, which stays.

    Attributes
    ----------
    files : set of Path
        The files that the last check depended on.
    """

    def __init__(self, asked: Asked, engine: Engine) -> None:
        self.files: set[Path] = set()
        self._asked, self._engine = asked, engine
        self._options = check_options(asked.arguments)
        self._others = frozenset(sys.modules)  # modules that are not the user's
        self._load: Any = None
        self._target: Target | None = None
        self._reports: dict[str, PairReport] = {}
        self._errors: dict[str, str] = {}
        self._unsearched: list[str] = []
        self._loaded: dict[Path, str] = {}
        """Files that Julia keeps until it is started anew, with the hashes of what they were when it loaded them."""

    def check(self, changed: Collection[Path] | None = None) -> Content:
        """Check again all pairs, or those that depend on files that have changed; the other results stay.

        Returns
        -------
        dict
            ``found``, the content of all results, the names of those ``checked``, and of how many ``pairs``; or the
            ``problem`` that keeps anything from being checked. ``files`` it depends on, and ``seconds`` that it took.
        """
        start = time.perf_counter()
        try:
            facts = self._check(changed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next file that is saved may put it right
            self._target = None
            facts = {"problem": told(error)}
        self.files = self._needed()
        files = sorted(map(str, self.files))
        return {"found": None, "problem": "", "files": files, "seconds": time.perf_counter() - start, **facts}

    def explain(self) -> Content | None:
        """Search for the repair of the next pair that differs; return what `check` does, None if none is left."""
        if not self._unsearched or self._target is None:
            return None
        start = time.perf_counter()
        name = self._unsearched.pop(0)
        self._run([pair for pair in self._target.pairs if pair.name == name], self._options)
        return {"found": self._found(self._target), "pair": name, "seconds": time.perf_counter() - start}

    def _check(self, changed: Collection[Path] | None) -> dict[str, Any]:
        whole = changed is None or self._target is None
        if any(not file.is_file() or content_hash(file) != known for file, known in self._loaded.items()):
            self._loaded.clear()
            self._engine.reload()
            whole = True
        self._note_loaded()
        if whole or self._load is None or any(file.suffix != ".jl" for file in changed or ()):
            self._load = None
            self._forget()
            self._load = self._asked.load()
        self._target = None
        target: Target = self._load(self._engine)
        self._note_loaded()
        pairs = target.pairs if whole else self._dependent(target.pairs, changed or ())
        self._run(pairs, self._options | {"repair": 0.0})
        self._target = target
        self._note_loaded()
        if self._options["repair"] != 0.0:
            now = {pair.name for pair in pairs}
            self._unsearched = [
                pair.name
                for pair in target.pairs
                if pair.name in self._reports
                and self._reports[pair.name].findings
                and (pair.name in now or pair.name in self._unsearched)
            ]
        names = [pair.name for pair in pairs]
        return {"found": self._found(target), "checked": names, "pairs": len(target.pairs)}

    def _run(self, pairs: Iterable[Pair | StatefulPair], options: dict[str, Any]) -> None:
        """Check pairs, and keep what was found of each."""
        for pair in pairs:
            self._reports.pop(pair.name, None)
            self._errors.pop(pair.name, None)
            reports, errors = checked(self._engine, [pair], options)
            self._reports.update((pair.name, report) for report in reports)
            self._errors.update(errors)

    def _found(self, target: Target) -> Content:
        names = [pair.name for pair in target.pairs]
        reports = [self._reports[name] for name in names if name in self._reports]
        errors = [(name, self._errors[name]) for name in names if name in self._errors]
        return whole_content(reports, asdict(self._engine.info), errors, target.unmatched)

    # ------------------------------------------------------------ what depends on what

    def _dependent(self, pairs: Iterable[Pair | StatefulPair], changed: Collection[Path]) -> list[Pair | StatefulPair]:
        """Return the pairs that depend on one of these files; all, where a file is in none's ken."""
        found = list(pairs)
        modules = dict(self._modules())
        needed = {pair.name: _julia_files(pair) | _python_files(pair, modules) for pair in found}
        known = set().union(*needed.values())
        if not known.issuperset(changed):
            return found
        fresh = (*self._reports, *self._errors)
        return [pair for pair in found if pair.name not in fresh or needed[pair.name] & set(changed)]

    def _needed(self) -> set[Path]:
        """Return the files that may change what is found, those included that are not there."""
        files = self._named() | set(self._loaded) | {path for _, path in self._modules()}
        for pair in self._target.pairs if self._target is not None else ():
            files |= _julia_files(pair)
        if self._target is None:  # what could not be loaded needs what it needed before, as far as is known
            files |= self.files
            for request in self._requests:
                files.update(_sources(request.place))
        return {path.resolve() for path in files}

    @property
    def _requests(self) -> list[Request]:
        return [*self._asked.pairs, *filter(None, [self._asked.whole])]

    def _named(self) -> set[Path]:
        """Return the files that the command names, and what these include."""
        files = {path for request in self._requests for path in request.files()}
        packages = {
            path for request in self._requests if request.package for path in _package_files(request.files()[-1])
        }
        return files | packages | {path for file in files if file.suffix == ".jl" for path in included_files(file)}

    def _modules(self) -> Iterator[tuple[str, Path]]:
        """Yield the names and files of the user's modules that have been imported."""
        for name, module in list(sys.modules.items()):
            path = _file_of(module) if name not in self._others else None
            if path is not None and not is_installed(path) and not path.is_relative_to(_OURS):
                yield name, path

    def _forget(self) -> None:
        """Have the user's modules imported anew."""
        for name, _ in list(self._modules()):
            del sys.modules[name]
        importlib.invalidate_caches()

    def _note_loaded(self) -> None:
        """Take note of what Julia has loaded for good: packages in development, and files whose names are computed."""
        try:
            files, packages, _, depots = self._engine.call(_RECORDER)
        except JuliaError:
            self._engine.include(julia_sources() / "worker" / "recorder.jl")
            return
        found = {Path(file).resolve() for file in files}
        for _, _, file in packages:
            if not any(Path(file).is_relative_to(Path(depot, "packages")) for depot in depots):
                found.update(_package_files(Path(file).resolve()))
        pairs = self._target.pairs if self._target is not None else ()
        anew = {path for request in self._requests if not request.package for path in request.files()}
        anew |= {path for file in anew if file.suffix == ".jl" for path in included_files(file.resolve())}
        for path in found - anew - {path for pair in pairs for path in _julia_files(pair)}:
            if path.is_file() and not path.is_relative_to(julia_sources()):
                self._loaded.setdefault(path, content_hash(path))


def _sources(place: str) -> list[Path]:
    """Return the files of a module, or of the package that it is in, without importing it."""
    if place.endswith(".py"):
        return []
    try:
        spec = importlib.util.find_spec(place.partition(".")[0])
    except (ImportError, ValueError):
        return []
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = [path for folder in folders for path in Path(folder).rglob("*.py")]
    return files or ([Path(spec.origin)] if spec is not None and spec.origin else [])


def _file_of(module: ModuleType) -> Path | None:
    file = getattr(module, "__file__", None)
    return Path(file).resolve() if isinstance(file, str) and file.endswith(".py") else None


def _package_files(entry: Path) -> list[Path]:
    """Return the files that a package's code is in."""
    if entry.parent.name != "src":
        return [entry]
    return [entry, *(file for part in ("src", "ext") for file in (entry.parent.parent / part).rglob("*.jl"))]


def _julia_files(pair: Pair | StatefulPair) -> set[Path]:
    """Return the files that a pair's Julia side is in, which are loaded anew when they change."""
    sides = [pair.julia, *(own.julia for own in getattr(pair, "pairs", {}).values())]
    paths = {julia.path for julia in sides if julia.kind == "file"}
    return {file for path in paths for file in included_files(Path(path).resolve())}


def _python_files(pair: Pair | StatefulPair, modules: Mapping[str, Path]) -> set[Path]:
    """Return the user's files that a pair's Python side needs: its module, what that imports, and so on."""
    function = getattr(pair.python, "__func__", pair.python)
    waiting = [str(getattr(function, "__module__", ""))]
    found: dict[str, Path] = {}
    while waiting:
        name = waiting.pop()
        if name in modules and name not in found:
            found[name] = modules[name]
            waiting += _imported(name, modules)
    return set(found.values())


def _imported(name: str, modules: Mapping[str, Path]) -> set[str]:
    """Return the user's modules that one of them imports."""
    try:
        text = modules[name].read_text(encoding="utf-8", errors="replace")
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError):
        return set(modules)
    if any(word in text for word in _DYNAMIC):
        return set(modules)
    package = name if modules[name].name == "__init__.py" else name.rpartition(".")[0]
    wanted = [name]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wanted += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            with contextlib.suppress(ImportError):
                base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
                wanted += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    # a module is imported after the packages that it is in
    parts = [each.split(".") for each in wanted]
    return {".".join(words[:k]) for words in parts for k in range(1, len(words) + 1)} & set(modules)


# ---------------------------------------------------------------- the process


def serve(asked: Asked, requests: int, answers: int, quiet: bool) -> None:
    """Answer requests, lines of JSON, until there are no more.

    A request has ``changed``, files or None for all. There are several answers: first what Julia it is, or why there is
    none (``failed``); then for each request what `Rechecker` returns, and ``idle`` when it is done. SIGINT breaks off
    what is being done.
    """
    stop = _Stop()
    sys.dont_write_bytecode = True  # a file that is saved twice in a second has a stale one

    def tell(**facts: Any) -> None:
        data = memoryview(json.dumps(packed(facts)).encode() + b"\n")
        while data:
            data = data[os.write(answers, data) :]

    try:
        with started_julia(asked.arguments, quiet) as engine, contextlib.redirect_stdout(sys.stderr):
            work = Rechecker(asked, engine)
            tell(started=asdict(engine.info))
            with os.fdopen(requests, encoding="utf-8") as lines:
                while line := lines.readline():
                    changed = json.loads(line)["changed"]
                    answer: Content | None = None
                    with stop.heeded():
                        answer = work.check(None if changed is None else set(map(Path, changed)))
                    while answer is not None:
                        tell(**answer)
                        answer = None
                        if not select.select([requests], [], [], 0)[0]:
                            with stop.heeded():
                                answer = work.explain()
                    tell(idle=True)
    except Exception as error:  # noqa: BLE001 - told by the other half
        with contextlib.suppress(OSError):
            tell(failed=told(error))


class _Stop:
    """Has SIGINT break off what is done while it is heeded, and do nothing at other times."""

    def __init__(self) -> None:
        self._heeds = False
        signal.signal(signal.SIGINT, self._on_interrupt)

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._heeds:
            self._heeds = False
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def heeded(self) -> Iterator[None]:
        """Go on after what stands in this context if it is broken off."""
        try:
            self._heeds = True
            yield
        except KeyboardInterrupt:
            pass
        finally:
            self._heeds = False
