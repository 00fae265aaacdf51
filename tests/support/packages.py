"""Julia packages of a user's: a project with packages in development, which any Julia takes without a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STDLIB = {
    "LinearAlgebra": "37e2e46d-f89d-539d-b4ee-838fcccc9c8e",
    "Libdl": "8f399da3-3557-5675-b5ff-fb832c97cbdb",
    "Statistics": "10745b16-79ce-11e8-11f9-7d13ad32a3b2",
}
INNER = """__precompile__(false)
module Inner
using LinearAlgebra
export total
total(x) = sum(x)
hidden(x) = norm(x)
end
"""
OUTER = """__precompile__(false)
module Outer
using Inner, LinearAlgebra
export Line, Parts, @twice, doubled!, only_julia, shifted, straight
include("lines.jl")
module Parts
export part
part(x) = x / 2
end
const STARTED = Ref(false)
__init__() = (STARTED[] = true)
macro twice(x)
    return :(2 * $(esc(x)))
end
end
"""
LINES = """struct Line
    slope::Float64
end
straight(x, slope) = total(x) * slope
shifted(x) = x .+ norm([3.0, 4.0])
doubled!(x) = (x .*= 2; x)
only_julia(x) = x
unexported(x) = x
"""


def uuid(name: str) -> str:
    """Return a package's uuid, which is one for each name."""
    return STDLIB.get(name) or f"{sum(map(ord, name)):08x}-7f0a-4d27-8a5e-{name.encode().hex()[:12]:0<12}"


def write_project(
    folder: Path,
    packages: Mapping[str, Mapping[str, str]],
    needs: Mapping[str, tuple[str, ...]] | None = None,
    lacking: tuple[str, ...] = (),
) -> Path:
    """Write a project with packages in development in a folder, and return it.

    Parameters
    ----------
    folder : Path
    packages : mapping
        For each package its files in ``src``, by name.
    needs : mapping
        For each package, which ones it depends on.
    lacking : tuple of str
        Packages that the project names, and that are nowhere.
    """
    needs = needs or {}
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for name, files in packages.items():
        deps = needs.get(name, ())
        home = folder / name
        (home / "src").mkdir(parents=True)
        for file, text in files.items():
            (home / "src" / file).write_text(text)
        listed = "".join(f'{dep} = "{uuid(dep)}"\n' for dep in deps)
        (home / "Project.toml").write_text(
            f'name = "{name}"\nuuid = "{uuid(name)}"\nversion = "0.1.0"\n\n[deps]\n{listed}'
        )
        quoted = ", ".join(f'"{dep}"' for dep in sorted(deps))
        manifest.append(f'[[{name}]]\ndeps = [{quoted}]\npath = "{name}"\nuuid = "{uuid(name)}"\nversion = "0.1.0"\n')
    for name, deps in (("LinearAlgebra", 'deps = ["Libdl"]\n'), ("Libdl", "")):
        manifest.append(f'[[{name}]]\n{deps}uuid = "{uuid(name)}"\n')
    named = "".join(f'{name} = "{uuid(name)}"\n' for name in (*packages, *lacking))
    (folder / "Project.toml").write_text(f"[deps]\n{named}")
    # of the first format, which says no version: every Julia takes it
    (folder / "Manifest.toml").write_text("\n".join(manifest))
    return folder


def write_two_packages(folder: Path) -> Path:
    """Write a project with two packages, of which one uses the other, and with one that is not there."""
    packages = {"Outer": {"Outer.jl": OUTER, "lines.jl": LINES}, "Inner": {"Inner.jl": INNER}}
    needs = {"Outer": ("Inner", "LinearAlgebra"), "Inner": ("LinearAlgebra",)}
    return write_project(folder, packages, needs, lacking=("Gone",))
