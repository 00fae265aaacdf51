"""A case as code to paste: into Python and into Julia."""

from __future__ import annotations

from typing import Final

import numpy as np

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.bridge.values.texts import julia_string
from pyjuliann.parity.pairing.case import Case, parameter_names
from pyjuliann.parity.pairing.landmarks import calls_probe
from pyjuliann.parity.pairing.pair import Pair, from_here
from pyjuliann.parity.running.crossing import Layout

_RESERVED: Final = frozenset({
    "baremodule", "begin", "break", "catch", "const", "continue", "do", "else", "elseif", "end", "export", "false",
    "finally", "for", "function", "global", "if", "import", "in", "isa", "let", "local", "macro", "module", "quote",
    "return", "struct", "true", "try", "using", "where", "while",
})  # fmt: skip


# ---------------------------------------------------------------- Python


def python_code(pair: Pair, case: Case) -> str:
    """Return Python code that makes the call."""
    names = _variables(pair, case, ())
    lines: list[str] = []
    for (_, value), name in zip(case.slots(), names, strict=True):
        lines.append(f"{name} = {python_literal(value, layout=True)}")
        if isinstance(value, np.ndarray) and layout_of(value) == "read-only":
            lines.append(f"{name}.flags.writeable = False")
    imports, function = callable_code(pair.python)
    given = [*names[: len(case.arguments)]]
    given += [f"{key}={name}" for key, name in zip(case.keywords, names[len(case.arguments) :], strict=True)]
    lines.append(f"{function}({', '.join(given)})")
    needed = ["import numpy as np"] if any("np." in code for code in lines) else []
    needed += [line for _, value in case.slots() for line in code_needs(value, "python")]
    return "\n".join(dict.fromkeys([*needed, *imports, *lines]))


def _variables(pair: Pair, case: Case, taken: tuple[str, ...]) -> list[str]:
    names = parameter_names(pair.python, len(case.arguments))
    names = [name if name.isidentifier() else f"x{k + 1}" for k, name in enumerate(names)] + list(case.keywords)
    return [f"{name}_" if name in _RESERVED or name in taken else name for name in names]


# ---------------------------------------------------------------- Julia


def julia_code(pair: Pair, case: Case) -> str:
    """Return Julia code that makes the call."""
    lines = [line for name in pair.using for line in _used(name)]
    target = pair.julia
    call = target.text
    if calls_probe(target):
        lines.append(f"isdefined(Main, :probe) || {_include(str(julia_sources() / 'probe.jl'))}")
    if target.kind == "file":
        lines.append(_include(target.path))
    elif target.kind == "code":
        lines.append(f"f = {target.text}")
        call = "f"
    elif "." in target.text:
        lines.append(_imported(target.text.rpartition(".")[0]))
    lines += [line for _, _, value in Layout(pair).arguments(case) for line in code_needs(value, "julia")]
    slots = [slot for slot, _ in case.slots()]
    names = dict(zip(slots, _variables(pair, case, (call, "f")), strict=True))
    positional: list[str] = []
    named: list[str] = []
    for k, (slot, keyword, value) in enumerate(Layout(pair).arguments(case), 1):
        name = names.get(slot, f"{keyword or 'argument'}_{k}")
        lines.append(f"{name} = {julia_literal(value)}")
        (named if keyword else positional).append(f"{keyword}={name}" if keyword else name)
    given = ", ".join(positional) + ("; " + ", ".join(named) if named else "")
    lines.append(f"{call}({given})")
    return "\n".join(dict.fromkeys(lines))


def _used(module: str) -> list[str]:
    """Return what brings the names that a module exports."""
    return [f"using {module}"] if module != "JuliaNN" else [_imported(module), "using .JuliaNN"]


def _imported(module: str) -> str:
    if module != "JuliaNN":
        return f"import {module}" if "." not in module else f"import {module.split('.', maxsplit=1)[0]}"
    return f"isdefined(Main, :JuliaNN) || {_include(str(julia_sources() / 'src' / 'JuliaNN.jl'))}"


def _include(path: str) -> str:
    named = from_here(path)
    # in a file, `include` would start from that file's folder
    return f"include({julia_string(path)})" if named == path else f"include(abspath({julia_string(named)}))"
