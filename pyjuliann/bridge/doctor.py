"""What this machine has, what it lacks, and what to do about it: the facts behind `pyjuliann doctor`."""

from __future__ import annotations

import dataclasses
import os
import platform
import re
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.machine.find import (
    OFFLINE,
    OWN,
    VARIABLE,
    Candidate,
    candidates,
    is_offline,
    remedies,
    unnamed_candidates,
)
from pyjuliann.bridge.machine.folders import cache_folder, data_folder, julia_sources
from pyjuliann.bridge.machine.health import check_health
from pyjuliann.bridge.machine.probe import JuliacallProbe, probe_juliacall
from pyjuliann.bridge.machine.project import says_which
from pyjuliann.errors import EngineError, JuliaError, ManifestWarning
from pyjuliann.language import Words, english, first_line, joined, phrase, translated

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pyjuliann.bridge.engines.engine import Engine

_LIVE = ("juliacall", "worker")

# What the whole of the tests was really run on; every other Julia from 1.5 on is by design.
RUN_ON = {"worker": ("1.5.3", "1.10.8", "1.12.5"), "juliacall": ("1.10.8",)}
JULIACALL_RUN = "0.9.34"


def diagnose_machine(
    timeout: float = 30.0, probe_timeout: float = 900.0, use_cache: bool = True, *, project: str | None = None
) -> dict[str, Any]:
    """Collect what `pyjuliann doctor` shows.

    Parameters
    ----------
    timeout : float
        Seconds for the health check of each Julia.
    probe_timeout : float
        Seconds for juliacall's start, which may fetch Julia the first time.
    use_cache : bool
        Whether remembered answers of earlier checks will do.
    project : str, optional
        The Julia project to look at; by default the one that is taken where none is named.

    Returns
    -------
    dict
        JSON-able, with the keys ``ok`` (whether a live engine works), ``python``, ``numpy``, ``juliacall``,
        ``julias`` (each with ``executable``, ``source``, ``considered``, and the fields of `Health`),
        ``worker``, ``project`` (its ``folder``, ``named_by``, ``julia_version``, the Julia that made its manifest as
        ``maker``, its ``packages`` and those that are ``not_installed``), ``engine`` (``auto`` and ``why``),
        ``run_on`` (the versions of Julia that each engine was really
        run on, and of juliacall), ``offline``, ``folders`` and ``problems``
        (each with ``problem`` and ``remedy``).
    """
    problems: list[dict[str, str]] = []
    julias = _julias(timeout, use_cache, problems)
    probe = probe_juliacall(probe_timeout, use_cache)
    worker, in_use = _try_worker(julias, problems, project)
    engine = _auto(probe, worker)
    ok = engine["auto"] in _LIVE
    if not ok and not os.environ.get(VARIABLE):
        problems.append(_problem(phrase("no live Julia can be used"), joined("\n", remedies())))
    if not _writable(cache_folder()):
        problem = phrase("{} cannot be written to, so every check is made anew", cache_folder())
        problems.append(_problem(problem, phrase("set XDG_CACHE_HOME to a folder that can")))
    return {
        "ok": ok,
        "python": {"version": platform.python_version(), "executable": sys.executable, "prefix": sys.prefix},
        "numpy": _numpy(),
        "juliacall": {**dataclasses.asdict(probe), "note": _juliacall_note(probe)},
        "julias": julias,
        "worker": worker,
        "project": in_use,
        "engine": engine,
        "run_on": {"worker": list(RUN_ON["worker"]), "juliacall": list(RUN_ON["juliacall"]), "package": JULIACALL_RUN},
        "offline": is_offline(),
        "folders": {"data": str(data_folder()), "cache": str(cache_folder())},
        "problems": problems,
    }


def _problem(problem: str, remedy: str) -> dict[str, str]:
    return {"problem": problem, "remedy": remedy}


def render(report: Mapping[str, Any], words: Words = english) -> RenderableType:
    """Return a report of `diagnose_machine` as one screen, in the language of ``words``, for `rich` to print."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")

    def row(title: str, text: str, style: str = "") -> None:
        table.add_row(translated(title, words), Text(translated(text, words), style=style))

    python, numpy, juliacall = report["python"], report["numpy"], report["juliacall"]
    row(phrase("Python"), f"{python['version']}, {python['executable']}")
    row("NumPy", f"{numpy['version']}, BLAS {numpy['blas']['name']} {numpy['blas']['version']}".rstrip())
    row("juliacall", _juliacall_line(juliacall), "" if juliacall["ok"] else "yellow")
    title: str = phrase("Julia")
    for julia in report["julias"]:
        state = _with_note(phrase("{}, healthy", julia["version"]), julia) if julia["ok"] else julia["symptom"]
        aside = "" if julia["considered"] else phrase("; not considered")
        text = phrase("{} ({}{})\n  {}", julia["executable"], julia["source"], aside, state)
        row(title, text, "" if julia["ok"] else "yellow")
        title = ""
    if not report["julias"]:
        row(title, phrase("none found"), "yellow")
    engine = report["engine"]
    row(phrase("Engine"), phrase("auto: {}, since {}", engine["auto"], engine["why"]), "" if report["ok"] else "red")
    row(phrase("Project"), _project_line(report["project"]))
    run_on = report["run_on"]
    worker, inside = ", ".join(run_on["worker"]), ", ".join(run_on["juliacall"])
    by_design = "worker: Julia {}; juliacall {}: Julia {}; others by design"
    row(phrase("Run on"), phrase(by_design, worker, run_on["package"], inside))
    if report["offline"]:
        row(phrase("Offline"), phrase("{} is set: nothing is fetched", OFFLINE))
    title = phrase("Problems")
    for entry in report["problems"]:
        remedy = translated(entry["remedy"], words).replace("\n", "\n  ")
        row(title, phrase("{}\n  {}", entry["problem"], remedy))
        title = ""
    if not report["problems"]:
        row(title, phrase("none"), "green")
    return table


def _project_line(project: Mapping[str, Any]) -> str:
    if not project:
        return phrase("unknown, since no worker runs")
    if not project["folder"]:
        return phrase("none is named: Julia {} has the packages of its default environment", project["julia_version"])
    maker = phrase(", made by Julia {}", project["maker"]) if project["maker"] else ""
    state = phrase("{} packages, all of them installed", len(project["packages"]))
    if lacking := project["not_installed"]:
        state = phrase("not installed: {}", ", ".join(lacking))
    named = f"{project['folder']} ({project['named_by']})"
    return phrase("{}{}, with Julia {}\n  {}", named, maker, project["julia_version"], state)


def _juliacall_line(juliacall: Mapping[str, Any]) -> str:
    if juliacall["version"] is None:
        return phrase("not installed")
    aside = phrase(" (remembered)") if juliacall["remembered"] else ""
    if juliacall["ok"]:
        starts = phrase("{}, starts Julia {}{}", juliacall["version"], juliacall["julia_version"], aside)
        return _with_note(starts, juliacall)
    return phrase("{}, cannot start{}: {}", juliacall["version"], aside, juliacall["reason"])


def _with_note(text: str, row: Mapping[str, Any]) -> str:
    return joined("; ", (text, row["note"]))


def _newer(engine: str, julia: str | None) -> str:
    """Return what to say of a Julia of a newer minor version than the engine was run on."""
    newest = max(RUN_ON[engine], key=_numbers)
    newer = julia is not None and _numbers(julia)[:2] > _numbers(newest)[:2]
    return phrase("newer than {}, the newest that it was run on", newest) if newer else ""


def _juliacall_note(probe: JuliacallProbe) -> str:
    newer = probe.version is not None and _numbers(probe.version) > _numbers(JULIACALL_RUN)
    note = phrase("newer than {}, which it was run on", JULIACALL_RUN) if newer else ""
    return joined("; ", (note, _newer("juliacall", probe.julia_version)))


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _numpy() -> dict[str, Any]:
    import numpy as np

    config = np.show_config(mode="dicts")
    blas = config.get("Build Dependencies", {}).get("blas", {}) if isinstance(config, dict) else {}
    return {
        "version": np.__version__,
        "blas": {"name": str(blas.get("name", "unknown")), "version": str(blas.get("version", ""))},
    }


def _julias(timeout: float, use_cache: bool, problems: list[dict[str, str]]) -> list[dict[str, Any]]:
    named = os.environ.get(VARIABLE, "")
    rows: list[dict[str, Any]] = []
    considered: list[Candidate] = []
    try:
        considered = candidates()
    except EngineError as refusal:
        symptom = first_line(str(refusal))
        refused = {"executable": named, "source": VARIABLE, "considered": True}
        rows.append({**refused, "ok": False, "version": None, "symptom": symptom, "note": ""})
        problems.append(_problem(symptom, phrase("unset {}, or point it at a Julia that you have", VARIABLE)))
    seen = {candidate.executable.resolve() for candidate in considered}
    passed_over = [other for other in unnamed_candidates() if other.executable.resolve() not in seen]
    for candidate in [*considered, *passed_over]:
        health = check_health(candidate.executable, timeout, use_cache)
        row = {
            "executable": str(candidate.executable),
            "source": candidate.source,
            "considered": candidate in considered,
            **dataclasses.asdict(health),
            "note": _newer("worker", health.version) if health.ok else "",
        }
        rows.append(row)
        if row["considered"] and not health.ok:
            problems.append(_problem(phrase("{} {}", candidate.executable, health.symptom), _remedy(candidate)))
    return rows


def _remedy(sick: Candidate) -> str:
    if sick.source == VARIABLE:
        return phrase("unset {}, or point it at a Julia that works", VARIABLE)
    if sick.source == OWN:
        name = sick.executable.parent.parent.name
        return phrase("`{}`, then `{}`", f"pyjuliann julia remove {name}", OWN)
    return phrase("it is passed over; repair or remove it, or point {} at another", VARIABLE)


def _try_worker(
    julias: list[dict[str, Any]], problems: list[dict[str, str]], project: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Start a worker on the first healthy Julia, and let it compute; return how it went, and its project."""
    from pyjuliann.bridge.engines.start import start_julia

    try:
        julia_sources()
    except FileNotFoundError as problem:
        problems.append(_problem(str(problem), "pip install --force-reinstall pyjuliann"))
        return {"ok": False, "julia": None, "reason": str(problem)}, {}
    usable = [julia for julia in julias if julia["ok"] and julia["considered"]]
    if not usable:
        return {"ok": False, "julia": None, "reason": phrase("no healthy Julia was found")}, {}
    executable = usable[0]["executable"]
    in_use: dict[str, Any] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ManifestWarning)  # it is among the problems
            with start_julia("worker", julia=executable, project=project) as engine:
                answer = engine.call("sum", [1, 2, 3])
                in_use = _project(engine, project, problems)
        reason = "" if answer == 6 else phrase("the worker adds 1, 2 and 3 to {}", repr(answer))
    except (EngineError, JuliaError) as problem:
        reason = str(problem)
    if reason:
        remedy = phrase("point {} at another Julia; if it stays so, report it with this text", VARIABLE)
        problems.append(_problem(phrase("the worker does not start on {}: {}", executable, reason), remedy))
    return {"ok": not reason, "julia": executable, "reason": reason}, in_use


def _project(engine: Engine, project: str | None, problems: list[dict[str, str]]) -> dict[str, Any]:
    """Return what there is to say of the project that a worker runs in, and what it lacks."""
    facts = engine._project_facts()
    named_by = says_which(project or "", Path(facts.executable))
    packages = facts.dependencies if facts.is_there else []
    lacking = engine.call("PyjuliannBridge.not_installed", packages)
    if named_by and not facts.is_there:
        problem = phrase("{} names a Julia project in {}, which has no Project.toml", named_by, facts.folder)
        problems.append(_problem(problem, phrase("name a folder that has one")))
    if facts.is_of_another_julia:
        problems.append(_problem(*facts.on_manifest()))
    if lacking:
        names = ", ".join(lacking)
        problem = phrase("the project {} names packages that are not installed: {}", facts.folder, names)
        problems.append(_problem(problem, facts.install()))
    if note := facts.word_on_juliapkg():
        problems.append(_problem(note, phrase("name the Julia that it is of, or a project of your own")))
    return {
        "folder": facts.folder if facts.is_there else "",
        "named_by": named_by,
        "julia_version": facts.version,
        "maker": facts.maker,
        "packages": packages,
        "not_installed": lacking,
    }


def _auto(probe: JuliacallProbe, worker: Mapping[str, Any]) -> dict[str, str]:
    named = bool(os.environ.get(VARIABLE))
    if probe.ok and not named:
        return {
            "auto": "juliacall",
            "why": phrase("juliacall starts Julia {} in this environment", probe.julia_version),
        }
    without = phrase("{} names a Julia", VARIABLE) if named else phrase("juliacall cannot start")
    if worker["ok"]:
        return {"auto": "worker", "why": phrase("{}, and a worker runs on {}", without, worker["julia"])}
    # a Julia that was named is never replaced
    fetch = "" if named or is_offline() else phrase("; one is fetched when it is first needed")
    return {"auto": "none", "why": phrase("{}, and {}{}", without, worker["reason"], fetch)}


def _writable(folder: Path) -> bool:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
