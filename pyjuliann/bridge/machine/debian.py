"""Julia from the Debian mirror that this machine's apt is configured with, without root.

Debian 11 is the last release with a `julia` package. It runs on later releases if it is given the
libraries of its own release, all but the C library. apt does the work in a root of its own, with its
own signature check; the system's package lists and packages stay untouched.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pyjuliann.bridge.machine.children import ChildResult, run_child
from pyjuliann.errors import EngineError
from pyjuliann.language import joined, phrase

RELEASE = "bullseye"
VERSION = "1.5.3"
NAME = f"debian-{VERSION}"
DISK_NEEDED = 600 << 20
"""Bytes: package lists and packages (100 MB), the unpacked tree (400 MB), and some air."""

_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# What the host has and must keep (the C library), and what only an installation by dpkg would need.
_NOT_WANTED = {"libc6", "libcrypt1", "dpkg", "tar", "perl-base", "debconf", "gcc-10-base"}
_UNKNOWN = re.compile(r"^\$\(\w+\)$")
_HOUR = 3600.0

Report = Callable[[str], None]


@dataclass(frozen=True)
class _Package:
    name: str
    file: str
    size: int


def why_not() -> str:
    """Return why this way is closed on this machine; empty if it may be tried."""
    missing = [tool for tool in ("apt-get", "dpkg", "dpkg-deb") if shutil.which(tool) is None]
    if missing:
        tools = joined(" and no ", missing)
        return phrase("this system has no {}: it is not Debian or one of its kin", tools)
    return ""


def mirrors() -> list[str]:
    """Return the archives that apt is configured with and that may hold Debian 11, Debian's own first.

    Raises
    ------
    EngineError
        If apt cannot tell, or knows archives of another distribution only.
    """
    fields = "$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(CREATED_BY)|$(ORIGIN)"
    told = _apt(["indextargets", "--format", fields], 60.0)
    rows = [line.split("|") for line in told.stdout.splitlines() if line.count("|") == 4]
    origins = {
        uri: "" if _UNKNOWN.match(origin) else origin
        for uri, release, component, created_by, origin in rows
        if component == "main" and created_by == "Packages" and _may_hold_releases(uri, release)
    }
    if not origins:
        # Container images are shipped without package lists; then apt tells what it would fetch.
        told = _apt(["update", "--print-uris"], 60.0)
        found = re.findall(r"^'([^'\s]+?)/dists/(\S+)/(?:In)?Release'", told.stdout, re.MULTILINE)
        origins = {f"{uri}/": "" for uri, release in found if _may_hold_releases(uri, release)}
    usable = sorted(
        (uri for uri, origin in origins.items() if origin in {"Debian", ""}), key=lambda uri: not origins[uri]
    )
    if usable:
        return usable
    if origins:
        others = ", ".join(sorted(set(origins.values())))
        raise EngineError(
            phrase("apt is configured with archives of {} only, and Debian 11's Julia is not there", others)
        )
    raise EngineError(phrase("apt is configured with no archive that could hold Debian 11's Julia{}", _words(told)))


def unpack_into(folder: Path, report: Report, destination: Path) -> None:
    """Fetch Julia and its libraries, and unpack them into an existing, empty folder.

    Parameters
    ----------
    folder : Path
        Gets ``root/`` (the unpacked packages) and ``bin/julia`` (the program to start).
    report : callable
        Gets one line of text per step.
    destination : Path
        Where the folder is going to be moved, for the first line of the report.

    Raises
    ------
    EngineError
        If no mirror has it, or fetching or unpacking fails, with apt's own words.
    """
    work = folder / "apt"
    packages = _first_mirror_that_has_it(work)
    total = sum(package.size for package in packages)
    size = f"{total / 1e6:.0f} MB"
    report(phrase("Fetching Julia {} from this system's package mirror ({}) into {}", VERSION, size, destination))
    _download(work, packages, total, report)
    _unpack(work, folder / "root", packages, report)
    shutil.rmtree(work)
    _write_program(folder)


def _may_hold_releases(uri: str, release: str) -> bool:
    return not (uri.startswith("cdrom:") or "security" in release or uri.rstrip("/").endswith("-security"))


def _first_mirror_that_has_it(work: Path) -> list[_Package]:
    failures: list[str] = []
    for uri in mirrors():
        updated = _update(work, uri)
        if updated.returncode != 0:
            failures.append(phrase("  {}:{}", _public(uri), _words(updated)))
            continue
        command = [*_options(work), "-y", "--no-install-recommends", "--print-uris", "install", "julia"]
        listed = _apt(command, 300.0)
        packages = _parse(listed.stdout)
        if listed.returncode == 0 and any(package.name == "julia" for package in packages):
            return packages
        failures.append(phrase("  {}: has no Julia for this processor{}", _public(uri), _words(listed)))
    head = phrase("no mirror that apt is configured with gives Debian 11's ({}) Julia:", RELEASE)
    raise EngineError(joined("\n", [head, *failures]))


def _update(work: Path, uri: str) -> ChildResult:
    # A mirror that signs with a key of its own is fine where the administrator told apt to trust that key.
    for trust in [f" signed-by={_KEYRING}", ""] if _KEYRING.is_file() else [""]:
        _prepare(work, uri, trust)
        updated = _apt([*_options(work), "update"], 900.0)
        if not re.search(r"NO_PUBKEY|not signed|signature", updated.stderr):
            break
    return updated


def _prepare(work: Path, uri: str, trust: str) -> None:
    shutil.rmtree(work, ignore_errors=True)
    for name in ("lists/partial", "archives/partial", "packages"):
        (work / name).mkdir(parents=True)
    (work / "status").touch()
    architecture = run_child(["dpkg", "--print-architecture"], 60.0).stdout.strip()
    source = f"deb [arch={architecture} target=Packages{trust}] {uri} {RELEASE} main\n"
    (work / "sources.list").write_text(source, encoding="utf-8")
    # What the system wants done after an update of its own lists has no place here.
    hooks = ("Pre-Invoke", "Post-Invoke", "Post-Invoke-Success")
    (work / "apt.conf").write_text("".join(f"#clear APT::Update::{hook};\n" for hook in hooks), encoding="utf-8")


def _options(work: Path) -> list[str]:
    settings = {
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State": work,
        "Dir::State::lists": work / "lists",
        "Dir::State::status": work / "status",
        "Dir::Cache": work,
        "Dir::Cache::archives": work / "archives",
        "APT::Default-Release": "",
        # For root only, who may read a folder that apt's own user may not; nobody else changes users anyway.
        "APT::Sandbox::User": "root",
        "APT::Update::Error-Mode": "any",
        "Acquire::Languages": "none",
        "Acquire::http::Timeout": "30",
        "Acquire::https::Timeout": "30",
        "Debug::NoLocking": "1",
    }
    options = ["-c", str(work / "apt.conf")]
    for name, value in settings.items():
        options += ["-o", f"{name}={value}"]
    return options


def _parse(printed: str) -> list[_Package]:
    lines = re.findall(r"^'[^']+' (\S+\.deb) (\d+)(?: |$)", printed, re.MULTILINE)
    packages = [_Package(file.split("_")[0], file, int(size)) for file, size in lines]
    return [package for package in packages if package.name not in _NOT_WANTED]


def _download(work: Path, packages: list[_Package], total: int, report: Report) -> None:
    folder = work / "packages"
    reached = 0

    def show_progress(*_: str) -> None:
        nonlocal reached
        have = 0
        # apt renames files while they are counted.
        with contextlib.suppress(OSError):
            have = sum(entry.stat().st_size for entry in os.scandir(folder))
        tenth = min(10 * have // max(total, 1), 10)
        if tenth > reached:
            reached = tenth
            report(phrase("{} % of {:.0f} MB", 10 * tenth, total / 1e6))

    names = [f"{package.name}={unquote(package.file.split('_')[1])}" for package in packages]
    result = _apt([*_options(work), "download", *names], _HOUR, cwd=folder, on_tick=show_progress)
    missing = [package.file for package in packages if not (folder / package.file).is_file()]
    if result.returncode != 0 or missing:
        what = phrase("apt-get failed")
        if missing:
            what = phrase("{} of {} packages are missing", len(missing), len(packages))
        raise EngineError(phrase("the download of Julia broke off, {}{}{}", what, _words(result), _disk_is_full(work)))


def _unpack(work: Path, root: Path, packages: list[_Package], report: Report) -> None:
    report(phrase("Unpacking {} packages", len(packages)))
    root.mkdir()
    for package in packages:
        file = work / "packages" / package.file
        result = run_child(["dpkg-deb", "-x", str(file), str(root)], 600.0)
        if result.returncode != 0:
            raise EngineError(phrase("{} cannot be unpacked{}{}", package.file, _words(result), _disk_is_full(work)))
        file.unlink()


def _write_program(folder: Path) -> None:
    libraries = [path.parent for path in (folder / "root/usr/lib").glob("*/libjulia.so.1")]
    if not libraries or not (folder / "root/usr/bin/julia").is_file():
        raise EngineError(phrase("what the mirror gave as Julia holds no usr/bin/julia with its library"))
    platform = libraries[0].name
    program = folder / "bin" / "julia"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        "# Starts this Julia with the libraries of the release that it was built for.\n"
        'self=$(readlink -f -- "$0")\n'
        "root=${self%/bin/*}/root\n"
        f"LD_LIBRARY_PATH=$root/usr/lib/{platform}:$root/usr/lib/{platform}/julia:$root/lib/{platform}\n"
        "export LD_LIBRARY_PATH\n"
        'exec "$root/usr/bin/julia" "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)


def _apt(
    arguments: list[str],
    timeout: float,
    cwd: Path | None = None,
    on_tick: Callable[[str, str], None] | None = None,
) -> ChildResult:
    env = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    return run_child(["apt-get", *arguments], timeout, env=env, cwd=cwd, on_tick=on_tick)


def _words(result: ChildResult) -> str:
    """Return what a failed tool said, errors before warnings, one indented line each."""
    if result.stopped == "timeout":
        return phrase("\n    it was stopped after {:.0f} s", result.seconds)
    lines = [_public(line.strip()) for line in result.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")]
    said = (errors or lines)[-3:] or ([phrase("exit code {}", result.returncode)] if result.returncode else [])
    return joined("", (phrase("\n    {}", line) for line in said))


def _public(text: str) -> str:
    """Return a text without the user names and passwords that addresses in it may carry."""
    return re.sub(r"(?<=://)[^/@\s]+@", "", text)


def _disk_is_full(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free >= 10 << 20:
        return ""
    return phrase("\n    the disk is full: {:.0f} MB free in {}", free / 1e6, folder.parent.parent)
