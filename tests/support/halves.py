"""Are two folders, one of Python modules and one of Julia files, twins of each other? Neither is run.

Reads both sides as text: Python through `ast`, Julia through a reader of top-level definitions. `problems`
compares stems, public functions, their order, their arguments' names, kinds and defaults, classes with
structs, and the two tables of contents.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

_SUPPORT = (  # files that no lesson is about
    "contract",
    "kernels",
    "layers",
    "precompile",
    "_columns",
    "_images",
    "_networks",
    "_passes",
    "rules",
    "_windows",
)
_COMMENT = r"#=.*?=#|#[^\n]*"
_STRING = r'"""(?:\\.|.)*?"""|"(?:\\.|[^"\\])*"|\'(?:\\.[^\']*|[^\'\\\n])\''

# What follows the arguments of `f(x) = …`: a return type, type parameters, one equals sign.
_SHORT_FORM = re.compile(r"(?:::[\w{}.,]+)?(?:\s*where\s*[\w{}<:, .]+)?\s*=(?!=)")


@dataclass(frozen=True)
class Argument:
    name: str
    keyword: bool = False
    default: str = ""

    def __str__(self) -> str:
        return f"{'keyword ' * self.keyword}{self.name}{' = ' * bool(self.default)}{self.default}"


@dataclass(frozen=True)
class Definition:
    kind: str  # "function" or "class"
    name: str
    arguments: tuple[Argument, ...]


# ------------------------------------------------------------------------------------------ Python


def python_definitions(text: str) -> list[Definition]:
    """Return the public functions and classes of a Python module, in their order."""
    found = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            found.append(Definition("function", node.name, _python_arguments(node.args)))
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            fields = [statement for statement in node.body if isinstance(statement, ast.AnnAssign)]
            arguments = tuple(Argument(ast.unparse(f.target), False, _python_default(f.value)) for f in fields)
            found.append(Definition("class", node.name, arguments))
    return found


def _python_arguments(arguments: ast.arguments) -> tuple[Argument, ...]:
    positional = arguments.posonlyargs + arguments.args
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    found = [Argument(a.arg, False, _python_default(d)) for a, d in zip(positional, defaults, strict=True)]
    if arguments.vararg:
        found.append(Argument(arguments.vararg.arg + "..."))
    found += [
        Argument(a.arg, True, _python_default(d))
        for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg:
        found.append(Argument(arguments.kwarg.arg + "...", True))
    return tuple(found)


def _python_default(node: ast.expr | None) -> str:
    return "" if node is None else _normal(ast.unparse(node))


# ------------------------------------------------------------------------------------------ Julia


def julia_definitions(text: str) -> list[Definition]:
    """Return the public functions and structs of a Julia file, in order; methods of one name are one."""
    code, bare = _blanked(text, strings=False), _blanked(text, strings=True)
    heads = re.compile(
        r"^(?:[\w.]*@\w+ )?"
        r"(?:(?:mutable )?struct (?P<struct>\w+)(?:[^\n]* end *$|[^\n]*\n(?P<fields>.*?)^end)"
        r"|function (?P<long>[\w!]+)(?:\{[^\n]*?\})?\("
        r"|(?P<short>[\w!]+)\()",
        re.MULTILINE | re.DOTALL,
    )
    found: dict[str, Definition] = {}
    for head in heads.finditer(bare):
        name = head["struct"] or head["long"] or head["short"]
        if name.startswith("_"):
            continue
        if head["struct"]:
            found[name] = Definition("class", name, _struct_fields(code[slice(*head.span("fields"))]))
            continue
        end = _closing_bracket(bare, head.end() - 1)
        if head["short"] and not _SHORT_FORM.match(bare[end + 1 :]):
            continue  # a call, not a definition
        definition = Definition("function", name, _julia_arguments(code[head.end() : end]))
        known = found.setdefault(name, definition)
        if known.kind == "function" and _names(known) != _names(definition):
            raise ValueError(f"methods of {name} differ: {_names(known)} and {_names(definition)}")
    return list(found.values())


def _names(definition: Definition) -> list[str]:
    return [argument.name for argument in definition.arguments]


def _blanked(text: str, strings: bool) -> str:
    """Return Julia code with comments, and strings if asked for, as blanks, nothing moved."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if match[1] and not strings else re.sub(r"[^\n]", " ", match[0])

    return re.sub(f"({_STRING})|{_COMMENT}", blank, text, flags=re.DOTALL)


def _closing_bracket(text: str, start: int) -> int:
    """Return the place of the partner of the bracket at `start`."""
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] in "([{") - (text[i] in ")]}")
        if depth == 0:
            return i
    raise ValueError(f"no closing bracket for {text[start : start + 40]!r}")


def _julia_arguments(text: str) -> tuple[Argument, ...]:
    positional, *keywords = _split(text, ";")
    return tuple(
        _julia_argument(part, keyword)
        for group, keyword in ((positional, False), *((k, True) for k in keywords))
        for part in _split(group, ",")
        if part.strip()
    )


def _julia_argument(text: str, keyword: bool) -> Argument:
    name, *default = _split(text, "=")
    name = name.split("::")[0].strip()
    return Argument(name, keyword, _normal("=".join(default).strip()) if default else "")


def _struct_fields(text: str) -> tuple[Argument, ...]:
    fields = [line.strip() for line in text.splitlines() if re.match(r"\s+\w+\s*(::|=|$)", line)]
    return tuple(_julia_argument(field, False) for field in fields)


def _split(text: str, separator: str) -> list[str]:
    """Split where `separator` stands outside of brackets and strings."""
    parts, depth, quote = [""], 0, ""
    for character in text:
        if quote or character == '"':
            quote = "" if character == quote else quote or character
        else:
            depth += (character in "([{") - (character in ")]}")
            if character == separator and depth == 0:
                parts.append("")
                continue
        parts[-1] += character
    return parts


def _normal(default: str) -> str:
    """Return a default in one spelling: Julia's constants as Python's, literals as Python prints them."""
    words = {"nothing": "None", "true": "True", "false": "False"}
    text = re.sub(r"\b(nothing|true|false)\b", lambda m: words[m[0]], default).replace("^", "**")
    try:
        return repr(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return "".join(text.split())


# ------------------------------------------------------------------------------------------ comparison


def problems(python_folder: Path, julia_folder: Path) -> list[str]:
    """Return in what the two folders are no twins of each other; nothing if they are."""
    found: list[str] = []
    python_files = {path.stem: path for path in python_folder.glob("*.py") if not path.stem.startswith("_")}
    julia_files = {path.stem: path for path in julia_folder.glob("*.jl")}
    main = (julia_folder / "JuliaNN.jl").read_text(encoding="utf-8")
    for support in ("JuliaNN", *_SUPPORT):
        julia_files.pop(support, None)
        python_files.pop(support, None)
    found += [f"{stem}: no {stem}.jl for {stem}.py" for stem in sorted(python_files.keys() - julia_files)]
    found += [f"{stem}: no {stem}.py for {stem}.jl" for stem in sorted(julia_files.keys() - python_files)]

    exports = _julia_contents(main)
    imports = _python_contents((python_folder / "__init__.py").read_text(encoding="utf-8"))
    if list(exports) != list(imports):
        found.append(f"order of files: JuliaNN.jl has {list(exports)}, __init__.py has {list(imports)}")
    for stem in sorted(python_files.keys() & julia_files.keys()):
        python = python_definitions(python_files[stem].read_text(encoding="utf-8"))
        julia = julia_definitions(julia_files[stem].read_text(encoding="utf-8"))
        found += [f"{stem}: {text}" for text in _differences(python, julia)]
        names = [definition.name for definition in python]
        for contents, where in ((exports, "exported by JuliaNN.jl"), (imports, "imported by __init__.py")):
            if stem not in contents:
                found.append(f"{stem}: not {where}")
            elif contents[stem] != names:
                found.append(f"{stem}: {where} are {contents[stem]}, defined are {names}")
    return found


def _differences(python: list[Definition], julia: list[Definition]) -> list[str]:
    names, twins = [d.name for d in python], [d.name for d in julia]
    found = [f"{name} is missing in Julia" for name in names if name not in twins]
    found += [f"{name} is missing in Python" for name in twins if name not in names]
    if not found and names != twins:
        found.append(f"order: {names} in Python, {twins} in Julia")
    by_name = {definition.name: definition for definition in julia}
    for definition in python:
        twin = by_name.get(definition.name, definition)
        if twin.kind != definition.kind:
            found.append(f"{definition.name} is a {definition.kind} in Python only")
        elif twin.arguments != definition.arguments:
            own, other = (", ".join(map(str, d.arguments)) for d in (definition, twin))
            found.append(f"{definition.name}({own}) in Python, {definition.name}({other}) in Julia")
    return found


def _julia_contents(text: str) -> dict[str, list[str]]:
    """Return what JuliaNN.jl exports for each file that it includes."""
    code = re.sub(r"#[^\n]*", "", text)
    contents: dict[str, list[str]] = {}
    for match in re.finditer(r'include\("(\w+)\.jl"\)|export ((?:\w+,\s*)*\w+)', code):
        if match[1]:
            contents[match[1]] = []
        elif contents:
            contents[list(contents)[-1]] += re.split(r",\s*", match[2])
    return {stem: names for stem, names in contents.items() if stem not in _SUPPORT}


def _python_contents(text: str) -> dict[str, list[str]]:
    """Return what the package imports from each of its modules."""
    contents: dict[str, list[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            stem = node.module.rpartition(".")[2]
            contents.setdefault(stem, []).extend(alias.name for alias in node.names)
    return contents
