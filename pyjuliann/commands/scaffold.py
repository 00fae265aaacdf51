"""The files that ``pyjuliann new`` writes: tests of pairs, stubs in Julia, a workflow of CI.

Code is laid out as ruff formats it. Its comments are English whoever has it written: a repository has other readers.
"""

from __future__ import annotations

import inspect
import json
import keyword
import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from pyjuliann.bridge.values.literals import julia_literal
from pyjuliann.errors import ConversionError, PairError
from pyjuliann.parity.pairing.annotations import parameters_of
from pyjuliann.parity.pairing.guesses import (
    KINDS,
    ORDERED,
    documented_types,
    guesses,
    is_told,
    usual_domain,
    weights_of,
)
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.wording import shortened

WIDTH: Final = 88
"""Columns of code, as ruff has it unless it is told otherwise."""

_TAKEN: Final = ("arrays", "np", "parity", "pytest", "st")
"""Names that a test has for something else."""

_HELPERS: Final = {
    "COMPLEX": "COMPLEX = st.complex_numbers(max_magnitude=100)",
    "FLOATS": "FLOATS = st.floats(-100, 100)",
    "M": 'M = st.shared(st.integers(1, 8), key="m")  # sizes, one for all arguments of a call',
    "N": 'N = st.shared(st.integers(1, 8), key="n")',
}
"""What strategies are made of, and how it is defined."""

_JULIA_WORDS: Final = """baremodule begin break catch const continue do else elseif end export false finally for
    function global if import let local macro module quote return struct true try using while"""
_LONGEST: Final = 120  # characters of a reason to skip a test
_DEFAULTS: Final = (bool, int, float, complex, str, type(None), tuple)


@dataclass(frozen=True)
class Guessed:
    """Arguments that nothing in the code says all of.

    Attributes
    ----------
    strategies : mapping of str to str
        Hypothesis strategies as code, by argument.
    unsure : mapping of str to str
        What arguments of which nothing is said are taken for.
    where : str
        A condition on the arguments as code; "" for none.
    """

    strategies: Mapping[str, str] = field(default_factory=dict)
    unsure: Mapping[str, str] = field(default_factory=dict)
    where: str = ""

    def options(self) -> dict[str, Any]:
        """Return them as `Pair.replace` takes them."""
        import numpy as np
        from hypothesis import strategies as st
        from hypothesis.extra.numpy import arrays

        space: dict[str, Any] = {"np": np, "st": st, "arrays": arrays}
        for line in _HELPERS.values():
            exec(line, space)  # noqa: S102 - our own code, as it stands in the test
        found: dict[str, Any] = {
            "strategies": {name: eval(code, space) for name, code in self.strategies.items()}  # noqa: S307
        }
        return found | ({"where": eval(self.where, space)} if self.where else {})  # noqa: S307


def guessed(pair: Pair) -> Iterator[Guessed]:
    """Yield what the arguments of a pair may be that have no annotation, the likeliest first; nothing if all have.

    Raises
    ------
    PairError
        If the Python function does not tell its arguments.
    """
    parameters = parameters_of(pair.python)
    if parameters is None:
        raise PairError("the Python function does not tell its arguments")
    unknown = [
        p.name
        for p in parameters
        if p.default is p.empty and p.annotation is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)
    ]
    if not unknown or pair.strategies is not None:
        return
    said = documented_types(pair.python)
    for guess in guesses([weights_of(name, said.get(name, "")) for name in unknown]):
        kinds = dict(zip(unknown, guess.kinds, strict=True))
        mixed = len(set(guess.kinds)) > 1
        strategies = {name: _strategy(pair, name, kind, mixed) for name, kind in kinds.items()}
        unsure = {name: KINDS[kind].one for name, kind in kinds.items() if not is_told(name, said.get(name, ""))}
        yield Guessed(strategies, unsure, _condition(parameters, kinds))


def _strategy(pair: Pair, name: str, kind: str, mixed: bool) -> str:
    """Return a strategy for an argument, within its usual bounds or those that the pair gives."""
    code = KINDS[kind].strategy
    bounds = pair.domain.get(name)
    domain = usual_domain(name, Domain()) if mixed else Domain()
    low, high = bounds if isinstance(bounds, tuple) else (domain.low, domain.high) if domain.bounded else (None, None)
    if low is None or high is None:
        return code
    if kind == "integer":
        return f"st.integers({int(low)}, {int(high)})"
    return code.replace("FLOATS", f"st.floats({low:g}, {high:g})")


def _condition(parameters: Sequence[inspect.Parameter], kinds: Mapping[str, str]) -> str:
    """Return that of each two bounds among the arguments the first is the lower one."""
    ordered = [
        f"{low} < {high}"
        for low, high in sorted(ORDERED)
        if {kinds.get(low, ""), kinds.get(high, "")} in ({"float"}, {"integer"})
    ]
    plain = all(p.kind is p.POSITIONAL_OR_KEYWORD and p.default is p.empty for p in parameters)
    if not ordered or not plain:
        return ""
    return f"lambda {', '.join(p.name for p in parameters)}: {' and '.join(ordered)}"


# ---------------------------------------------------------------- tests


@dataclass(frozen=True)
class ParityTest:
    """A test of one pair.

    Attributes
    ----------
    name : str
        What the Python function is called in its module.
    method : bool
        Whether an instance of its class is needed.
    julia : str
        The Julia side; "" where the function says it itself.
    guessed : Guessed
        Its arguments.
    missing : str
        Why no arguments could be found; the test is then skipped until somebody says what they are.
    """

    name: str
    method: bool
    julia: str
    guessed: Guessed = Guessed()
    missing: str = ""


def tests_text(module: ModuleType, place: str, folder: Path, tests: Sequence[ParityTest], command: str) -> str:
    """Return the file of tests.

    Parameters
    ----------
    module : module
        What is tested.
    place : str
        The module or file as it was given.
    folder : Path
        Where the file will be.
    tests : sequence of ParityTest
    command : str
        The command that it was written by.
    """
    own, imports = _imported(module, place, folder)
    codes = "\n".join(code for test in tests for code in (*test.guessed.strategies.values(), test.guessed.where))
    head = f'"""Do the functions of {_plain(place)} give what their twins in Julia give?"""'
    head += f"\n\n# Written by `{_plain(command)}`; it is yours now."
    third = ["import numpy as np"] if "np." in codes else []
    third += ["import pytest"] if any(test.missing for test in tests) else []
    third += (
        ["from hypothesis import strategies as st"] if re.search(rf"\bst\.|\b({'|'.join(_HELPERS)})\b", codes) else []
    )
    third += ["from hypothesis.extra.numpy import arrays"] if "arrays(" in codes else []
    helpers = [line for name, line in _HELPERS.items() if re.search(rf"\b{name}\b", codes)]
    parts = [head, *imports.standard, "\n".join(third), *imports.own, "\n".join(helpers)]
    names: set[str] = set()
    bodies = [_test(test, own, names) for test in tests]
    return "\n".join(filter(None, (f"{part}\n" if part else "" for part in parts))) + "".join(
        f"\n\n{b}" for b in bodies
    )


@dataclass(frozen=True)
class _Imports:
    standard: Sequence[str] = ()
    own: Sequence[str] = ()


def _imported(module: ModuleType, place: str, folder: Path) -> tuple[str, _Imports]:
    """Return what the module is called in the tests, and the lines that import it."""
    name = module.__name__
    parts = name.split(".")
    root = _root(module, place)
    lines: list[str] = []
    standard: list[str] = []
    if root is not None and root != folder:
        relative = Path(os.path.relpath(root, folder)).as_posix()
        standard.append("import sys\nfrom pathlib import Path")
        lines.append(f"sys.path.insert(0, str(Path(__file__).parent / {_quoted(relative)}))")
    if not all(part.isidentifier() and not keyword.iskeyword(part) for part in parts):
        standard.insert(0, "import importlib")
        lines.append(f"under_test = importlib.import_module({_quoted(name)})")
        return "under_test", _Imports(["\n".join(standard)], lines)
    own = "under_test" if parts[0] in _TAKEN else name
    lines.append(f"import {name}{'' if own == name else ' as under_test'}")
    return own, _Imports(standard, ["\n\n".join(lines)])


def _root(module: ModuleType, place: str) -> Path | None:
    """Return the folder that a module is imported from; None if it is installed."""
    from pyjuliann.parity.pairing.python_code import is_installed

    file = Path(getattr(module, "__file__", None) or place).resolve()
    if is_installed(file):
        return None
    depth = 0 if place.endswith(".py") else module.__name__.count(".") + (file.name == "__init__.py")
    return file.parents[depth]


def _test(test: ParityTest, own: str, names: set[str]) -> str:
    name = f"test_{test.name.replace('.', '_')}"
    while name in names:
        name += "_too"
    names.add(name)
    owner, dot, last = test.name.rpartition(".")
    function = f"{own}.{owner}().{last}" if test.method else f"{own}.{owner}{dot}{last}"
    lines = []
    if test.missing:
        lines.append("# Its arguments could not be guessed: say what they are, and take this mark away.")
        lines += _call("@pytest.mark.skip", {"reason": _quoted(shortened(_plain(test.missing), _LONGEST))}, "")
    head = f"def {name}(parity):"
    lines += [head] if len(head) <= WIDTH else [f"def {name}(", "    parity,", "):"]
    lines += [
        f"    # {argument} could not be guessed: {kind} is what both sides take"
        for argument, kind in test.guessed.unsure.items()
    ]
    given: dict[str, str | Mapping[str, str]] = {"": function}
    if test.julia:
        given[" "] = _quoted(test.julia)
    if test.missing:
        given["strategies"] = {}
    if test.guessed.strategies:
        given["strategies"] = {_quoted(k): v for k, v in test.guessed.strategies.items()}
    if test.guessed.where:
        given["where"] = test.guessed.where
    return "\n".join([*lines, *_call("parity.check", given, "    ")]) + "\n"


def _call(head: str, given: Mapping[str, str | Mapping[str, str]], indent: str) -> list[str]:
    """Return a call on one line if it has room, else with an argument on each; dicts alike."""

    def flat(value: str | Mapping[str, str]) -> str:
        return value if isinstance(value, str) else f"{{{', '.join(f'{k}: {v}' for k, v in value.items())}}}"

    entries = [(f"{name}=" if name.strip() else "", value) for name, value in given.items()]
    inner = ", ".join(f"{name}{flat(value)}" for name, value in entries)
    if len(f"{indent}{head}({inner})") <= WIDTH:
        return [f"{indent}{head}({inner})"]
    deep = f"{indent}    "
    if len(f"{deep}{inner}") <= WIDTH:
        return [f"{indent}{head}(", f"{deep}{inner}", f"{indent})"]
    return _each(head, entries, indent)


def _each(head: str, entries: Iterable[tuple[str, str | Mapping[str, str]]], indent: str) -> list[str]:
    deep = f"{indent}    "
    lines = [f"{indent}{head}("]
    for name, value in entries:
        if isinstance(value, str):
            lines.append(f"{deep}{name}{value},")
            continue
        whole = f"{deep}{name}{{{', '.join(f'{k}: {v}' for k, v in value.items())}}},"
        if len(whole) <= WIDTH:
            lines.append(whole)
        else:
            items = (line for k, v in value.items() for line in _item(f"{deep}    ", k, v))
            lines += [f"{deep}{name}{{", *items, f"{deep}}},"]
    return [*lines, f"{indent})"]


def _item(indent: str, key: str, value: str) -> list[str]:
    """Return an entry of a dict, whose value is a name or a call."""
    whole = f"{indent}{key}: {value},"
    head, bracket, inner = value.partition("(")
    if len(whole) <= WIDTH or not bracket:
        return [whole]
    return [f"{indent}{key}: {head}(", f"{indent}    {inner[:-1]}", f"{indent}),"]


def _quoted(text: str) -> str:
    """Return a literal of Python in the quotes that ruff prefers."""
    shown = json.dumps(text, ensure_ascii=False)
    return repr(text) if '"' in text and "'" not in text else shown


def _plain(text: str) -> str:
    """Return a text as it can stand in a comment or a docstring."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())


# ---------------------------------------------------------------- stubs


def stubs_text(functions: Mapping[str, Any], place: str, side: str, command: str) -> str:
    """Return a file of Julia functions that are still to be written, of Python functions."""
    head = f"# What {_plain(place)} has and {_plain(side)} has not: written by `{_plain(command)}`, to be filled in.\n"
    return head + "".join(f"\n{_stub(name, function)}" for name, function in functions.items())


def _stub(name: str, function: Any) -> str:
    told = (inspect.getdoc(function) or "").partition("\n")[0]
    notes: list[str] = [f"# {told}"] if told.strip() else []
    positional: list[str] = []
    named: list[str] = []
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL)]
    for p in parameters:
        own = _julia_name(p.name)
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            own += "..."
        elif p.default is not p.empty:
            default = _julia_default(p.default)
            if not default:
                notes.append(f"# in Python, {p.name} is {_plain(repr(p.default))} by default")
            own += f" = {default or 'nothing'}"
        (named if p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) else positional).append(own)
    listed = ", ".join(positional) + (f"; {', '.join(named)}" if named else "")
    own = _julia_name(name)
    return "\n".join([*notes, f"function {own}({listed})", f'    error("{own} is still to be written")', "end"]) + "\n"


def _julia_name(name: str) -> str:
    return f"{name}_" if name in _JULIA_WORDS.split() else name


def _julia_default(value: Any) -> str:
    """Return a default as Julia code; "" if it is none that a stub can have."""
    if type(value) not in _DEFAULTS:
        return ""
    try:
        return julia_literal(value)
    except (ConversionError, ValueError, OverflowError):
        return ""


# ---------------------------------------------------------------- CI


def workflow_text(root: Path, test: str, project: str) -> str:
    """Return a workflow of GitHub Actions that runs a file of tests.

    Parameters
    ----------
    root : Path
        The repository's folder.
    test : str
        The file, from there.
    project : str
        The folder of the Julia project, from there; "" if there is none.
    """
    needs = "pytest pyjuliann"
    if (root / "pyproject.toml").is_file() or (root / "setup.py").is_file():
        needs += " -e ."
    elif (root / "requirements.txt").is_file():
        needs += " -r requirements.txt"
    variable = f"    env:\n      JULIA_PROJECT: ${{{{ github.workspace }}}}/{project}\n" if project else ""
    instantiate = "      - run: julia -e 'using Pkg; Pkg.instantiate()'\n" if project else ""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"""name: parity
on: [push, pull_request]
jobs:
  parity:
    runs-on: ubuntu-latest
{variable}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "{version}"}}
      - uses: julia-actions/setup-julia@v2
      - uses: julia-actions/cache@v2
{instantiate}      - run: pip install {needs}
      - run: pytest --julia-engine worker {shlex.quote(test)}
"""
