"""A case as code to paste: into Python and into Julia."""

from __future__ import annotations

import builtins
from collections.abc import Collection
from keyword import iskeyword
from typing import Final

import numpy as np

from pyjuliann.bridge.machine.folders import julia_sources, probe_file
from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.bridge.values.texts import julia_string
from pyjuliann.parity.pairing.case import Case, parameter_names
from pyjuliann.parity.pairing.landmarks import calls_probe
from pyjuliann.parity.pairing.pair import Pair, from_here
from pyjuliann.parity.pairing.state import state_of
from pyjuliann.parity.pairing.stateful import INIT, CallSequence, StatefulPair, is_property
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
    brought, call = _brought(pair, "f")
    lines = [line for name in pair.using for line in _used(name)]
    if calls_probe(pair.julia):
        lines.append(f"isdefined(Main, :probe) || {_include(str(probe_file()))}")
    lines += brought
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


# ---------------------------------------------------------------- sequences of calls


def sequence_in_python(pair: StatefulPair, sequence: CallSequence, shown: str = "") -> str:
    """Return Python code that makes all calls of a sequence, and then shows a part of the object, such as ``.x``."""
    imports, maker = callable_code(pair.python)
    thing = _named_after(pair)
    lines: list[str] = []
    needs: list[str] = []
    for method, case in zip(sequence.methods, sequence.cases, strict=True):
        given = [python_literal(x, layout=True) for x in case.arguments]
        given += [f"{name}={python_literal(x, layout=True)}" for name, x in case.keywords.items()]
        needs += [line for _, value in case.slots() for line in code_needs(value, "python")]
        if method == INIT and not sequence.is_made:
            lines.append(f"{thing} = object.__new__({maker})")
            lines += [
                f"{thing}.{name} = {python_literal(x, layout=True)}" for name, x in state_of(sequence.start)[0].items()
            ]
        elif method == INIT:
            lines.append(f"{thing} = {maker}({', '.join(given)})")
        else:
            call = "" if is_property(pair.python, method) else f"({', '.join(given)})"
            lines.append(f"{thing}.{method}{call}")
    lines += [f"{thing}{shown}"] if shown else []
    needed = ["import numpy as np"] if any("np." in code for code in lines) else []
    return "\n".join([*dict.fromkeys([*needed, *needs, *imports]), *lines])


def sequence_in_julia(pair: StatefulPair, sequence: CallSequence, shown: str = "", fields: Collection[str] = ()) -> str:
    """Return Julia code that makes all calls of a sequence, and then shows a part of the object, such as ``.x``.

    `fields` are the attributes in the order of the fields of the struct, for an object that is carried over.
    """
    head = [line for name in pair.using for line in _used(name)]
    thing = _named_after(pair)
    lines: list[str] = []
    for method, case in zip(sequence.methods, sequence.cases, strict=True):
        own = pair.pairs[method]
        brought, call = _brought(own, "make" if method == INIT else f"{method}_")
        positional = [] if method == INIT else [thing]
        named: list[str] = []
        for _, by_name, value in Layout(own).arguments(case):
            head += code_needs(value, "julia")
            literal = julia_literal(value)
            (named if by_name else positional).append(f"{by_name}={literal}" if by_name else literal)
        if method == INIT and not sequence.is_made:
            brought, call = _brought(Pair(pair.python, pair.julia), "make")
            state = state_of(sequence.start)[0]
            positional = [julia_literal(state[name]) for name in fields or state]
        head += brought
        given = ", ".join(positional) + ("; " + ", ".join(named) if named else "")
        lines.append(f"{thing} = {call}({given})" if method == INIT else f"{call}({given})")
    lines += [f"{thing}{shown}"] if shown else []
    return "\n".join([*dict.fromkeys(head), *lines])


def _brought(pair: Pair, name: str) -> tuple[list[str], str]:
    """Return what brings a pair's Julia function, and what it is called then."""
    julia = pair.julia
    if julia.kind == "file":
        return [_include(julia.path)], julia.text
    if julia.kind == "code":
        return [f"{name} = {julia.text}"], name
    return ([_imported(julia.text.rpartition(".")[0])] if "." in julia.text else []), julia.text


def _named_after(pair: StatefulPair) -> str:
    """Return what an object is called in either language."""
    name = pair.python.__name__.lower().strip("_") or "x"
    return f"{name}_" if name in _RESERVED or iskeyword(name) or hasattr(builtins, name) else name
