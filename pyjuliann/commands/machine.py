"""``pyjuliann doctor`` and ``pyjuliann julia``: what this machine has, and getting it a Julia."""

from __future__ import annotations

import argparse
from typing import Any

from pyjuliann.commands.arguments import command, engine_options, language_option, result_options
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    file_target,
    say,
    show,
    spoken,
    spoken_words,
    write_result,
)
from pyjuliann.language import phrase


def add(commands: Any) -> None:
    """Add the commands."""
    doctor = command(commands, "doctor", _doctor, "say what this machine has and which engine is taken")
    engine_options(doctor, "project")
    result_options(doctor, "json")

    julia = commands.add_parser(
        "julia", help="find, install and remove Julia", description="Find, install and remove Julia."
    )
    julia.set_defaults(parser=julia)
    verbs = julia.add_subparsers(title="commands", metavar="COMMAND")
    which = command(verbs, "which", _which, "print the Julia that is used")
    engine_options(which, "julia")
    command(verbs, "install", _install, "get a Julia, without root")
    command(verbs, "list", _list, "list every Julia found, with its health")
    remove = command(verbs, "remove", _remove, "remove a Julia that pyjuliann installed")
    remove.add_argument("name", metavar="NAME", help="as `pyjuliann julia list` names it")
    command(verbs, "probe", _probe, "print the file that gives Julia code `probe`, to be kept with it")
    julia.commands = list(verbs.choices)
    for parser in (doctor, *verbs.choices.values()):
        language_option(parser)


def _doctor(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.doctor import diagnose_machine, render
    from pyjuliann.bridge.machine.project import named_project

    target = file_target("--json", arguments.json)
    report = diagnose_machine(project=named_project(arguments.project) or None)
    if arguments.json:
        from pyjuliann.bridge.values.exact import document

        write_result("--json", arguments.json, target, document("doctor", report))
    if arguments.json != "-":
        show(render(report, spoken_words()))
    return AGREES if report["ok"] else COULD_NOT_RUN


def _which(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.machine.find import find_julia

    print(find_julia(arguments.julia).executable)
    return AGREES


def _install(_: argparse.Namespace) -> int:
    from pyjuliann.bridge.machine.install import install_julia

    print(install_julia(say))
    return AGREES


def _list(_: argparse.Namespace) -> int:
    from pyjuliann.bridge.machine.find import candidates
    from pyjuliann.bridge.machine.health import check_health

    found = [(candidate, check_health(candidate.executable)) for candidate in candidates()]
    for candidate, health in found:
        state = phrase("Julia {}, healthy", health.version) if health.ok else health.symptom
        print(spoken(phrase("{}  ({})  {}", candidate.executable, candidate.source, state)))
    if not found:
        say(phrase("No Julia was found; `pyjuliann julia install` gets one."))
    return AGREES


def _probe(_: argparse.Namespace) -> int:
    from pyjuliann.bridge.machine.folders import probe_file

    print(probe_file().read_text(encoding="utf-8"), end="")
    return AGREES


def _remove(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.machine.install import remove_julia

    print(spoken(phrase("Removed {}", remove_julia(arguments.name))))
    return AGREES
