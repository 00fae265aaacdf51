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
from pyjuliann.language import Phrase, joined, phrase

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
        if self.is_there:
            return phrase("the project {}, Julia {}", self.folder, self.version)
        return phrase("no project, {}", self._julia)

    @property
    def _julia(self) -> Phrase:
        return phrase("Julia {} with its default environment", self.version)

    def command(self, code: str) -> str:
        """Return the command that has Julia's package manager do something in this project."""
        project = f"--project={shlex.quote(self.folder)} " if self.is_there else ""
        return f"{shlex.join([self.executable])} {project}-e {shlex.quote(f'import Pkg; {code}')}"

    def install(self) -> str:
        """Return the command that installs what the project's files name, and its form without network."""
        offline = self.command("Pkg.offline(true); Pkg.instantiate()")
        command = self.command("Pkg.instantiate()")
        return phrase("{}\n  without network, of what this machine has: {}", command, offline)

    @property
    def dependencies(self) -> list[str]:
        """The packages that the project's file names."""
        named = read_toml(Path(self.file)).get("deps", {})
        return sorted(named) if isinstance(named, dict) else []

    # ------------------------------------------------------------ words

    def lacking(self, package: str) -> str:
        """Return why a package is not found here, and what to do."""
        return joined("\n", (self._why_not(package), self.word_on_manifest(), self.word_on_juliapkg()))

    def _why_not(self, package: str) -> str:
        named = os.environ.get(VARIABLE)
        develop = self.command(f'Pkg.develop(path="{self._folder_of(package) or f"FOLDER OF {package}"}")')
        if not self.is_there:
            unnamed = phrase("no project is in use")
            where = phrase("{} names {}, which has no Project.toml", VARIABLE, named) if named else unnamed
            return phrase(
                "{}, and {} has no {}; give the project that has it (project=, --project, {}), or add it to that "
                "environment: {}",
                where,
                self._julia,
                package,
                VARIABLE,
                develop,
            )
        head = phrase("The project in use is {}, Julia {}", self.folder, self.version)
        file = Path(self.file).name
        content = read_toml(Path(self.file))
        if not content:
            return phrase("{}; its {} is empty or cannot be read", head, file)
        if package not in content.get("deps", {}) and package != content.get("name"):
            add = f'Pkg.add("{package}")'
            return phrase(
                "{}; its {} does not name {}. To add it: {}, or of a registered package {}",
                head,
                file,
                package,
                develop,
                add,
            )
        missing = self._folder_of(package)
        if missing and not Path(missing, "src", f"{package}.jl").is_file():
            return phrase(
                "{}; its manifest {} says that {} is in {}, which has no {}",
                head,
                self.manifest,
                package,
                missing,
                package,
            )
        install = self.install()
        return phrase("{}; it names {}, which is not installed. To install what it names: {}", head, package, install)

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
        return phrase("{} does not define the module {}. ", file, package)

    def word_on_manifest(self) -> str:
        """Return what to say of a manifest that another Julia made, which may name what does not exist for this one."""
        return phrase("{}: {}", *self.on_manifest()) if self.is_of_another_julia else ""

    def on_manifest(self) -> tuple[Phrase, Phrase]:
        """Return what is wrong with a manifest that another Julia made, and what to do."""
        minor = ".".join(self.maker.split(".")[:2])
        return (
            phrase(
                "The manifest {} was made by Julia {}, and this is Julia {}", self.manifest, self.maker, self.version
            ),
            phrase(
                "start pyjuliann with a Julia {} (julia= or PYJULIANN_JULIA), or remove it and make one with this "
                "Julia: {}",
                minor,
                self.command("Pkg.instantiate()"),
            ),
        )

    def word_on_juliapkg(self) -> str:
        """Return what to say where juliapkg's project would be taken, if it were one for this Julia."""
        folder = juliacall_project()
        maker = unfit(folder, self.version)
        if os.environ.get(VARIABLE) or not maker or str(folder) == self.folder:
            return ""
        return phrase(
            "juliapkg's project {} is of Julia {}, so it is not taken with Julia {}", folder, maker, self.version
        )


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
            resolve = here.command("Pkg.resolve()")
            return phrase("In {}. To read the dependencies of its packages again: {}", here, resolve)
        return project().lacking(package)
    if found := _NOT_LOADED.search(message):
        here = project()
        why = here.without_module(next(filter(None, found.groups())))
        return joined("\n", (phrase("{}In {}", why, here), here.word_on_manifest()))
    undefined = _UNDEFINED.search(message) or _NO_NAME.match(message)
    if undefined is None or _OURS.match(name):
        return phrase("In {}", project()) if name and _PLACE.search(message) else ""
    home, _, last = name.rpartition(".")
    if last == undefined[1]:
        return phrase("{}. In {}", _on_name(ask, last, home), project())
    others = joined(" and ", ask("who_has", undefined[1])[:_MOST])
    where = phrase("In {}", project()) if name else ""
    return joined("\n", (others and phrase("{} is there, but is not brought in by `using`", others), where))


def _on_name(ask: Ask, missing: str, home: str) -> str:
    """Return what is there that is almost the same as what is not, or has its name."""
    if not home:
        others = joined(" and ", ask("who_has", missing)[:_MOST])
        return phrase("{} has no {}{}", "Main", missing, others and phrase("; there is {}", others))
    path, known = ask("names_in", home)
    close = ", ".join(difflib.get_close_matches(missing, known, _MOST))
    return phrase("{} has no {}{}", f"{home}{path and f' ({path})'}", missing, close and phrase("; closest: {}", close))


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
