"""What is said of packages and names that Julia does not find, and of a manifest of another Julia."""

from __future__ import annotations

import difflib
import functools
import os
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyjuliann.bridge.machine.find import juliacall_project
from pyjuliann.bridge.machine.project import VARIABLE, is_other_julia, read_toml, unfit
from pyjuliann.caller import warn_caller
from pyjuliann.errors import ManifestWarning

Ask = Callable[..., Any]
"""Calls a function of the bridge's Julia half by its name."""

_NOT_THERE = re.compile(r"Package (\w+) (?:\[[^]]*\] )?(?:not found|is required but does not seem to be installed)")
_NO_DEPENDENCY = re.compile(r"Package \w+ does not have (\w+) in its dependencies")
_NOT_LOADED = re.compile(
    r"Failed to precompile (\w+)|during initialization of module (\w+)|did not define the expected module `?(\w+)|"
    r"KeyError: key (\w+) \[[0-9a-f-]{36}\] not found"
)
_PLACE = re.compile(r"\nin [^\n]+:\d+$")
_UNDEFINED = re.compile(r"UndefVarError: `?([^\s`]+)`? not defined")
_NO_NAME = re.compile(r"(?:ArgumentError: )?(?:there is|[\w.]+ has) no ([^\s;]+)")
_OURS = re.compile(r"Pyjuliann\w*|JuliaNN")
_MOST = 3


@dataclass(frozen=True)
class ProjectFacts:
    """The project in use and the Julia that runs, as ``project_facts`` in projects.jl tells them.

    Attributes
    ----------
    file : str
        The project's file.
    is_there : bool
        Whether there is one.
    manifest, maker : str
        Its manifest and the version of the Julia that made it, where that is known.
    version, executable : str
        Of the Julia that runs.
    """

    file: str
    is_there: bool
    manifest: str
    maker: str
    version: str
    executable: str

    @classmethod
    def of(cls, ask: Ask, executable: object = None) -> ProjectFacts:
        """Return what Julia says; the program that was started may be a launcher of Julia's."""
        facts = ask("project_facts")
        return cls(**{**facts, "executable": str(executable or facts["executable"])})

    @property
    def folder(self) -> str:
        """The folder that the project's file is in."""
        return os.path.dirname(self.file)  # noqa: PTH120 - a text, as Julia has it

    @property
    def is_of_another_julia(self) -> bool:
        """Whether its manifest is none for the Julia that runs."""
        return is_other_julia(self.maker, self.version)

    def __str__(self) -> str:
        return f"the project {self.folder}, Julia {self.version}" if self.is_there else f"no project, {self._julia}"

    @property
    def _julia(self) -> str:
        return f"Julia {self.version} with its default environment"

    def command(self, code: str) -> str:
        """Return the command that has Julia's package manager do something in this project."""
        project = f"--project={shlex.quote(self.folder)} " if self.is_there else ""
        return f"{shlex.join([self.executable])} {project}-e {shlex.quote(f'import Pkg; {code}')}"

    def install(self) -> str:
        """Return the command that installs what the project's files name, and its form without network."""
        offline = self.command("Pkg.offline(true); Pkg.instantiate()")
        return f"{self.command('Pkg.instantiate()')}\n  without network, of what this machine has: {offline}"

    @property
    def dependencies(self) -> list[str]:
        """The packages that the project's file names."""
        named = read_toml(Path(self.file)).get("deps", {})
        return sorted(named) if isinstance(named, dict) else []

    # ------------------------------------------------------------ words

    def lacking(self, package: str) -> str:
        """Return why a package is not found here, and what to do."""
        return "\n".join(filter(None, [self._why_not(package), self.word_on_manifest(), self.word_on_juliapkg()]))

    def _why_not(self, package: str) -> str:
        named = os.environ.get(VARIABLE)
        develop = f'Pkg.develop(path="{self._folder_of(package) or f"FOLDER OF {package}"}")'
        if not self.is_there:
            where = f"{VARIABLE} names {named}, which has no Project.toml" if named else "no project is in use"
            return (
                f"{where}, and {self._julia} has no {package}; give the project that has it (project=, --project, "
                f"{VARIABLE}), or add it to that environment: {self.command(develop)}"
            )
        head = f"The project in use is {self.folder}, Julia {self.version}"
        content = read_toml(Path(self.file))
        if not content:
            return f"{head}; its {Path(self.file).name} is empty or cannot be read"
        if package not in content.get("deps", {}) and package != content.get("name"):
            return (
                f"{head}; its {Path(self.file).name} does not name {package}. To add it: {self.command(develop)}, "
                f'or of a registered package Pkg.add("{package}")'
            )
        missing = self._folder_of(package)
        if missing and not Path(missing, "src", f"{package}.jl").is_file():
            return f"{head}; its manifest {self.manifest} says that {package} is in {missing}, which has no {package}"
        return f"{head}; it names {package}, which is not installed. To install what it names: {self.install()}"

    def _folder_of(self, package: str) -> str:
        """Return the folder that the manifest says a package in development is in; "" for others."""
        manifest = read_toml(Path(self.manifest)) if self.manifest else {}
        entries = manifest.get("deps", manifest).get(package)
        path = entries[0].get("path") if isinstance(entries, list) and isinstance(entries[0], dict) else None
        return os.path.normpath(Path(self.manifest).parent / path) if isinstance(path, str) else ""

    def without_module(self, package: str) -> str:
        """Return what to say where a package's file does not define the module that has its name."""
        folder = self._folder_of(package)
        file = Path(folder, "src", f"{package}.jl")
        if not folder or re.search(rf"\bmodule\s+{package}\b", file.read_text(encoding="utf-8", errors="replace")):
            return ""
        return f"{file} does not define the module {package}. "

    def word_on_manifest(self) -> str:
        """Return what to say of a manifest that another Julia made, which may name what does not exist for this one."""
        if not self.is_of_another_julia:
            return ""
        minor = ".".join(self.maker.split(".")[:2])
        return (
            f"The manifest {self.manifest} was made by Julia {self.maker}, and this is Julia {self.version}: start "
            f"pyjuliann with a Julia {minor} (julia= or PYJULIANN_JULIA), or remove it and make one with this Julia: "
            f"{self.command('Pkg.instantiate()')}"
        )

    def word_on_juliapkg(self) -> str:
        """Return what to say where juliapkg's project would be taken, if it were one for this Julia."""
        folder = juliacall_project()
        maker = unfit(folder, self.version)
        if os.environ.get(VARIABLE) or not maker or str(folder) == self.folder:
            return ""
        return f"juliapkg's project {folder} is of Julia {maker}, so it is not taken with Julia {self.version}"


def advice(ask: Ask, message: str, name: str, executable: object) -> str:
    """Return what to add to an error of Julia's about what it does not find, or what does not load; "" to others.

    Parameters
    ----------
    ask : callable
    message : str
        What Julia says.
    name : str
        The dotted name that was asked for, "" if it was none.
    executable : path, optional
        The program that was started, if Julia is one.
    """
    project = functools.partial(ProjectFacts.of, ask, executable)
    if found := _NOT_THERE.search(message) or _NO_DEPENDENCY.search(message):
        package = found[1]
        if _OURS.fullmatch(package):
            return ""
        if found.re is _NO_DEPENDENCY:
            here = project()
            return f"In {here}. To read the dependencies of its packages again: {here.command('Pkg.resolve()')}"
        return project().lacking(package)
    if found := _NOT_LOADED.search(message):
        here = project()
        why = here.without_module(next(filter(None, found.groups())))
        return "\n".join(filter(None, [f"{why}In {here}", here.word_on_manifest()]))
    undefined = _UNDEFINED.search(message) or _NO_NAME.match(message)
    if undefined is None or _OURS.match(name):
        return f"In {project()}" if name and _PLACE.search(message) else ""
    home, _, last = name.rpartition(".")
    if last == undefined[1]:
        return f"{_on_name(ask, last, home)}. In {project()}"
    others = " and ".join(ask("who_has", undefined[1])[:_MOST])
    where = f"In {project()}" if name else ""
    return "\n".join(filter(None, [others and f"{others} is there, but is not brought in by `using`", where]))


def _on_name(ask: Ask, missing: str, home: str) -> str:
    """Return what is there that is almost the same as what is not, or has its name."""
    if not home:
        others = " and ".join(ask("who_has", missing)[:_MOST])
        return f"Main has no {missing}{others and f'; there is {others}'}"
    path, known = ask("names_in", home)
    close = ", ".join(difflib.get_close_matches(missing, known, _MOST))
    return f"{home}{path and f' ({path})'} has no {missing}{close and f'; closest: {close}'}"


def is_about_loading(message: str) -> bool:
    """Whether an error of Julia's says that a package is not found, or does not load."""
    return any(kind.search(message) for kind in (_NOT_THERE, _NO_DEPENDENCY, _NOT_LOADED))


_warned: set[tuple[str, str]] = set()


def warn_of_manifest(project: ProjectFacts) -> None:
    """Warn, once in this process, of a manifest that another Julia made."""
    facts = (project.manifest, project.version)
    if project.is_of_another_julia and facts not in _warned:
        _warned.add(facts)
        warn_caller(project.word_on_manifest(), ManifestWarning)
