"""What has to be the same wherever a part of the work is done; sent by value, it needs nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyjuliann.language import as_phrase, joined, phrase


def python_facts() -> dict[str, str]:
    """Return the versions of Python, NumPy and pyjuliann in this process, and the hash of pyjuliann's sources.

    It is sent to workers by value, and must work where there is no pyjuliann, or another one.
    """
    import hashlib
    import importlib.metadata
    import importlib.util
    import pathlib
    import platform

    found = {"Python": platform.python_version()}
    for title, name in (("NumPy", "numpy"), ("pyjuliann", "pyjuliann")):
        try:
            found[title] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[title] = "none"
    spec = importlib.util.find_spec("pyjuliann")
    if spec is None or not spec.submodule_search_locations:
        return found | {"pyjuliann": "none", "pyjuliann's sources": "none"}
    package = pathlib.Path(spec.submodule_search_locations[0])
    julia = package / "_julia"
    folders = (package, julia if julia.is_dir() else package.parent / "julia")
    sources = {
        file.relative_to(folder).as_posix(): file for folder in folders for file in folder.rglob("*")
        if file.suffix in (".py", ".jl") and "_julia" not in file.relative_to(folder).parts
    }  # fmt: skip
    digest = hashlib.sha256()
    for name, file in sorted(sources.items()):
        digest.update(f"{name}\0".encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return found | {"pyjuliann's sources": digest.hexdigest()[:12]}


def unlike(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Return what is not the same in two processes, with both versions; "" if all is."""
    return joined(
        "; ",
        (
            phrase("{} is {} here and {} there", *map(as_phrase, (name, own, there.get(name, "none"))))
            for name, own in here.items()
            if there.get(name, "none") != own
        ),
    )


FACTS: Final = ("pyjuliann's sources", "none")
"""What stands in the facts that is no name or number."""
