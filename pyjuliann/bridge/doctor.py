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
        problems.append({"problem": "no live Julia can be used", "remedy": "\n".join(remedies())})
    if not _writable(cache_folder()):
        problem = f"{cache_folder()} cannot be written to, so every check is made anew"
        problems.append({"problem": problem, "remedy": "set XDG_CACHE_HOME to a folder that can"})
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


def render(report: Mapping[str, Any]) -> RenderableType:
    """Return a report of `diagnose_machine` as one screen, for `rich` to print."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")

    def row(title: str, text: str, style: str = "") -> None:
        table.add_row(title, Text(text, style=style))

    python, numpy, juliacall = report["python"], report["numpy"], report["juliacall"]
    row("Python", f"{python['version']}, {python['executable']}")
    row("NumPy", f"{numpy['version']}, BLAS {numpy['blas']['name']} {numpy['blas']['version']}".rstrip())
    row("juliacall", _juliacall_line(juliacall), "" if juliacall["ok"] else "yellow")
    title = "Julia"
    for julia in report["julias"]:
        state = _with_note(f"{julia['version']}, healthy", julia) if julia["ok"] else julia["symptom"]
        aside = "" if julia["considered"] else "; not considered"
        row(
            title,
            f"{julia['executable']} ({julia['source']}{aside})\n  {state}",
            "" if julia["ok"] else "yellow",
        )
        title = ""
    if not report["julias"]:
        row(title, "none found", "yellow")
    row(
        "Engine",
        f"auto: {report['engine']['auto']}, since {report['engine']['why']}",
        "" if report["ok"] else "red",
    )
    row("Project", _project_line(report["project"]))
    run_on = report["run_on"]
    worker, inside = ", ".join(run_on["worker"]), ", ".join(run_on["juliacall"])
    row("Run on", f"worker: Julia {worker}; juliacall {run_on['package']}: Julia {inside}; others by design")
    if report["offline"]:
        row("Offline", f"{OFFLINE} is set: nothing is fetched")
    title = "Problems"
    for entry in report["problems"]:
        remedy = entry["remedy"].replace("\n", "\n  ")
        row(title, f"{entry['problem']}\n  {remedy}")
        title = ""
    if not report["problems"]:
        row(title, "none", "green")
    return table


def _project_line(project: Mapping[str, Any]) -> str:
    if not project:
        return "unknown, since no worker runs"
    if not project["folder"]:
        return f"none is named: Julia {project['julia_version']} has the packages of its default environment"
    maker = f", made by Julia {project['maker']}" if project["maker"] else ""
    count, lacking = len(project["packages"]), project["not_installed"]
    state = f"not installed: {', '.join(lacking)}" if lacking else f"{count} packages, all of them installed"
    return f"{project['folder']} ({project['named_by']}){maker}, with Julia {project['julia_version']}\n  {state}"


def _juliacall_line(juliacall: Mapping[str, Any]) -> str:
    if juliacall["version"] is None:
        return "not installed"
    aside = " (remembered)" if juliacall["remembered"] else ""
    if juliacall["ok"]:
        return _with_note(f"{juliacall['version']}, starts Julia {juliacall['julia_version']}{aside}", juliacall)
    return f"{juliacall['version']}, cannot start{aside}: {juliacall['reason']}"


def _with_note(text: str, row: Mapping[str, Any]) -> str:
    return f"{text}; {row['note']}" if row["note"] else text


def _newer(engine: str, julia: str | None) -> str:
    """Return what to say of a Julia of a newer minor version than the engine was run on."""
    newest = max(RUN_ON[engine], key=_numbers)
    newer = julia is not None and _numbers(julia)[:2] > _numbers(newest)[:2]
    return f"newer than {newest}, the newest that it was run on" if newer else ""


def _juliacall_note(probe: JuliacallProbe) -> str:
    newer = probe.version is not None and _numbers(probe.version) > _numbers(JULIACALL_RUN)
    notes = [f"newer than {JULIACALL_RUN}, which it was run on"] if newer else []
    return "; ".join(filter(None, [*notes, _newer("juliacall", probe.julia_version)]))


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
        symptom = str(refusal).splitlines()[0]
        refused = {"executable": named, "source": VARIABLE, "considered": True}
        rows.append({**refused, "ok": False, "version": None, "symptom": symptom, "note": ""})
        problems.append({"problem": symptom, "remedy": f"unset {VARIABLE}, or point it at a Julia that you have"})
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
            problem = f"{candidate.executable} {health.symptom}"
            problems.append({"problem": problem, "remedy": _remedy(candidate)})
    return rows


def _remedy(sick: Candidate) -> str:
    if sick.source == VARIABLE:
        return f"unset {VARIABLE}, or point it at a Julia that works"
    if sick.source == OWN:
        name = sick.executable.parent.parent.name
        return f"`pyjuliann julia remove {name}`, then `pyjuliann julia install`"
    return f"it is passed over; repair or remove it, or point {VARIABLE} at another"


def _try_worker(
    julias: list[dict[str, Any]], problems: list[dict[str, str]], project: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Start a worker on the first healthy Julia, and let it compute; return how it went, and its project."""
    from pyjuliann.bridge.engines.start import start_julia

    try:
        julia_sources()
    except FileNotFoundError as problem:
        problems.append({"problem": str(problem), "remedy": "pip install --force-reinstall pyjuliann"})
        return {"ok": False, "julia": None, "reason": str(problem)}, {}
    usable = [julia for julia in julias if julia["ok"] and julia["considered"]]
    if not usable:
        return {"ok": False, "julia": None, "reason": "no healthy Julia was found"}, {}
    executable = usable[0]["executable"]
    in_use: dict[str, Any] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ManifestWarning)  # it is among the problems
            with start_julia("worker", julia=executable, project=project) as engine:
                answer = engine.call("sum", [1, 2, 3])
                in_use = _project(engine, project, problems)
        reason = "" if answer == 6 else f"the worker adds 1, 2 and 3 to {answer!r}"
    except (EngineError, JuliaError) as problem:
        reason = str(problem)
    if reason:
        remedy = f"point {VARIABLE} at another Julia; if it stays so, report it with this text"
        problems.append({"problem": f"the worker does not start on {executable}: {reason}", "remedy": remedy})
    return {"ok": not reason, "julia": executable, "reason": reason}, in_use


def _project(engine: Engine, project: str | None, problems: list[dict[str, str]]) -> dict[str, Any]:
    """Return what there is to say of the project that a worker runs in, and what it lacks."""
    facts = engine._project_facts()
    named_by = says_which(project or "", Path(facts.executable))
    packages = facts.dependencies if facts.is_there else []
    lacking = engine.call("PyjuliannBridge.not_installed", packages)
    if named_by and not facts.is_there:
        problem = f"{named_by} names a Julia project in {facts.folder}, which has no Project.toml"
        problems.append({"problem": problem, "remedy": "name a folder that has one"})
    if facts.is_of_another_julia:
        problem, _, remedy = facts.word_on_manifest().partition(": ")
        problems.append({"problem": problem, "remedy": remedy})
    if lacking:
        problem = f"the project {facts.folder} names packages that are not installed: {', '.join(lacking)}"
        problems.append({"problem": problem, "remedy": facts.install()})
    if note := facts.word_on_juliapkg():
        problems.append({"problem": note, "remedy": "name the Julia that it is of, or a project of your own"})
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
            "why": f"juliacall starts Julia {probe.julia_version} in this environment",
        }
    without = f"{VARIABLE} names a Julia" if named else "juliacall cannot start"
    if worker["ok"]:
        return {"auto": "worker", "why": f"{without}, and a worker runs on {worker['julia']}"}
    # a Julia that was named is never replaced
    fetch = "" if named or is_offline() else "; one is fetched when it is first needed"
    return {"auto": "none", "why": f"{without}, and {worker['reason']}{fetch}"}


def _writable(folder: Path) -> bool:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
