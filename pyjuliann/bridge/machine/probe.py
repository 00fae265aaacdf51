"""Whether juliacall can start Julia in this environment: asked once in a child process, then remembered."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyjuliann.bridge.machine.children import last_lines, new_lines, run_child, signal_name
from pyjuliann.bridge.machine.health import recall, remember
from pyjuliann.language import heard, phrase

_FILE = "juliacall.json"
_NO_HOLDS = 24 * 3600.0
_MARK = "pyjuliann-juliacall"
_QUESTION = f"""
import juliacall
answer = juliacall.Main.seval("1 + 1")
if answer != 2:
    raise SystemExit(f"juliacall computes 1 + 1 = {{answer}}")
print("{_MARK}", juliacall.Main.seval("string(VERSION)"), juliacall.Main.seval("Sys.BINDIR"), flush=True)
"""

_UNSTARTED = "{} cannot be started: {}"
_CODE = "exit code {}"
_SLOW = "did not start within {} s"
_CRASHED = "Python crashed with {} when juliacall started"
_MISFIT = "{} takes {}, and {} has {}; in that project, `{}`, or `{}`"
_REASONS = (_UNSTARTED, _CODE, _SLOW, _CRASHED, _MISFIT)
"""Why it cannot start; a reason is remembered as its text."""


@dataclass(frozen=True)
class JuliacallProbe:
    """Whether juliacall can start Julia inside a Python process of this environment.

    Attributes
    ----------
    ok : bool
        Whether it started and computed.
    version : str or None
        juliacall's version; None if it is not installed.
    julia_version, bindir : str or None
        The Julia it started, if it did.
    reason : str
        Why it cannot start: the last line that it said; empty if it can.
    seconds : float
        How long the probe took, when it was made.
    remembered : bool
        Whether the answer is that of an earlier probe.
    """

    ok: bool
    version: str | None
    julia_version: str | None
    bindir: str | None
    reason: str
    seconds: float
    remembered: bool = False


def probe_juliacall(
    timeout: float = 900.0,
    use_cache: bool = True,
    *,
    fetch: bool = True,
    report: Callable[[str], None] | None = None,
) -> JuliacallProbe:
    """Find out in a child process whether juliacall can start, and remember the answer.

    The first start may fetch Julia and compile packages, hence the long timeout. A "no" is asked again after
    a day, and so is every answer after a change of Python, of juliacall, of the settings that juliacall reads
    or of the Julia that it would find.

    Parameters
    ----------
    timeout : float
        Seconds after which the child is killed, which counts as a "no".
    use_cache : bool
        Whether a remembered answer will do.
    fetch : bool
        Whether juliacall may fetch what it lacks; with ``PYJULIANN_OFFLINE`` set it never may.
    report : callable, optional
        Given lines of progress: one before anything may be fetched, then juliapkg's own.
    """
    from importlib import metadata

    from pyjuliann.bridge.machine.find import OFFLINE, is_offline, juliapkg_project

    fetch = fetch and not is_offline()
    try:
        version = metadata.version("juliacall")
    except metadata.PackageNotFoundError:
        return JuliacallProbe(False, None, None, None, phrase("juliacall is not installed"), 0.0)
    key = _environment(version, fetch)
    if use_cache:
        known = _known(recall(_FILE).get(key), version)
        if known is not None:
            return known
    if fetch and report is not None and not (juliapkg_project() / "pyjuliapkg" / "meta.json").exists():
        report(
            phrase(
                "Trying juliacall, which may fetch Julia and packages at its first start; {}=1 forbids that", OFFLINE
            )
        )
    probe = _ask(version, timeout, fetch, report)
    entry: dict[str, object] = {
        "ok": probe.ok,
        "julia_version": probe.julia_version,
        "bindir": probe.bindir,
        "reason": probe.reason,
        "seconds": probe.seconds,
        "time": time.time(),
    }
    # Started or not, the child may have changed what juliapkg has, and with it the key.
    remember(_FILE, _environment(version, fetch), entry)
    return probe


def _ask(version: str, timeout: float, fetch: bool, report: Callable[[str], None] | None = None) -> JuliacallProbe:
    env = dict(os.environ)
    if not fetch:
        env["PYTHON_JULIAPKG_OFFLINE"] = "yes"
    try:
        progress = new_lines("[juliapkg]", report) if report else None
        child = run_child([sys.executable, "-u", "-c", _QUESTION], timeout, env=env, on_tick=progress)
    except OSError as problem:
        return JuliacallProbe(False, version, None, None, phrase(_UNSTARTED, sys.executable, problem), 0.0)
    for line in child.stdout.splitlines():
        if line.startswith(_MARK + " ") and child.returncode == 0:
            _, julia_version, bindir = line.split(" ", 2)
            return JuliacallProbe(True, version, julia_version, bindir, "", child.seconds)
    died_of = signal_name(child.returncode)
    said = last_lines(child.stderr, 1) or last_lines(child.stdout, 1) or phrase(_CODE, child.returncode)
    if child.stopped == "timeout":
        reason: str = phrase(_SLOW, f"{timeout:g}")
    elif died_of:
        reason = phrase(_CRASHED, died_of)
    else:
        reason = misfit() or said
    return JuliacallProbe(False, version, None, None, reason, child.seconds)


def misfit() -> str:
    """Return why juliacall's other half, the Julia package PythonCall, does not fit it; "" if it does or is not there.

    juliacall itself only says that PythonCall did not start.
    """
    from importlib import metadata

    try:
        version = metadata.version("juliacall")
    except metadata.PackageNotFoundError:
        return ""
    for manifest in _manifests():
        try:
            content = tomllib.loads(manifest.read_text(encoding="utf-8"))
            found = content.get("deps", content)["PythonCall"][0]["version"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            continue
        if found != version:
            return phrase(
                _MISFIT,
                f"juliacall {version}",
                f"PythonCall {version}",
                manifest,
                found,
                f'import Pkg; Pkg.add(name="PythonCall", version="{version}")',
                f"pip install juliacall=={found}",
            )
    return ""


def _manifests() -> list[Path]:
    """Return the files that say which Julia packages juliacall finds."""
    from pyjuliann.bridge.machine.find import juliacall_project

    return sorted(juliacall_project().glob("Manifest*.toml"))


def _environment(version: str, fetch: bool) -> str:
    """Return the key of everything that decides whether juliacall can start here."""
    from pyjuliann.bridge.machine.find import julia_for_juliacall

    settings = {
        name: value
        for name, value in sorted(os.environ.items())
        if name.startswith(("PYTHON_JULIACALL_", "PYTHON_JULIAPKG_"))
        or name in {"JULIA_DEPOT_PATH", "JULIA_PKG_SERVER", "JULIAUP_DEPOT_PATH", "LD_LIBRARY_PATH"}
    }
    manifests = [(str(file), file.stat().st_mtime_ns) for file in _manifests()]
    parts = [sys.prefix, sys.version, version, not fetch, settings, julia_for_juliacall(), manifests]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return f"{sys.prefix} Python {sys.version.split()[0]} juliacall {version} {digest}"


def _known(entry: Mapping[str, object] | None, version: str) -> JuliacallProbe | None:
    if entry is None:
        return None
    ok, when, seconds = entry.get("ok"), entry.get("time"), entry.get("seconds")
    if not isinstance(ok, bool) or not isinstance(when, int | float) or not isinstance(seconds, int | float):
        return None
    # A clock that was set back must not keep a "no" alive.
    if not ok and not 0 <= time.time() - when < _NO_HOLDS:
        return None
    julia_version, bindir = entry.get("julia_version"), entry.get("bindir")
    return JuliacallProbe(
        ok,
        version,
        julia_version if isinstance(julia_version, str) else None,
        bindir if isinstance(bindir, str) else None,
        heard(str(entry.get("reason", "")), _REASONS),
        float(seconds),
        remembered=True,
    )
