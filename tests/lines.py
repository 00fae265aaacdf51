"""How much of the network code is its mathematics: `python tests/lines.py`.

Prints for every file of both languages how many lines are docstring (comments that stand alone included), checks
(what a contract says, and what refuses by hand), formula (what is computed), and the rest (imports, names, blanks).
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"pyjuliann/nn": 3600, "julia/src": 3200}
KINDS = ("docstring", "checks", "formula", "rest")

_CHECK = r"_?(?:check|refuse|throw)"


def python_lines(text: str, only_checks: bool = False) -> Counter[str]:
    """Count the lines of a Python module; with `only_checks`, what its functions do is checking too."""
    lines = text.splitlines()
    kinds = ["docstring" if line.lstrip().startswith("#") else "rest" for line in lines]

    def mark(kind: str, first: int, last: int) -> None:
        for place in range(first - 1, last):
            if kind == "docstring" or (lines[place].strip() and kinds[place] != "docstring"):
                kinds[place] = kind

    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            mark("docstring", node.body[0].lineno, node.body[0].end_lineno)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
        if "contract" in decorators:
            mark("checks", node.decorator_list[0].lineno, node.body[0].lineno - 1)
        all_checks = only_checks or re.match(_CHECK, node.name) is not None
        mark("checks" if all_checks else "formula", node.body[0].lineno, node.end_lineno)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and _refuses(node):
            mark("checks", node.lineno, node.end_lineno)
    return Counter(kinds)


def _refuses(node: ast.stmt) -> bool:
    """Return whether a statement only refuses: it raises, or calls a check, perhaps under a condition."""
    if isinstance(node, ast.If | ast.For):
        steps = [step for step in node.body if not isinstance(step, ast.Assign)]
        return bool(steps) and not node.orelse and all(map(_refuses, steps))
    called = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    return isinstance(node, ast.Raise) or (isinstance(called, ast.Name) and bool(re.match(_CHECK, called.id)))


def julia_lines(text: str, only_checks: bool = False) -> Counter[str]:
    """Count the lines of a Julia file; with `only_checks`, what its functions do is checking too."""
    lines = text.splitlines()
    refusing = _refusing(lines)
    counted: Counter[str] = Counter()
    documented = checking = False
    for place, line in enumerate(lines):
        code = line.strip()
        opened = re.match(r"(?:@\w+ )?(?:function )?(\w+!?)\(", line)
        if opened and not documented:
            checking = only_checks or re.match(_CHECK, opened[1]) is not None
        if documented or code.startswith('"""'):
            kind = "docstring"
            documented ^= code.count('"""') == 1
        elif code.startswith("#"):
            kind = "docstring"
        elif place in refusing:
            kind = "checks"
        elif line.startswith("    ") or re.match(r"(?:@\w+ )?\w+!?\(.*\).* =", line):
            kind = "checks" if checking else "formula"
        else:
            kind = "rest"
        counted[kind] += 1
    return counted


def _refusing(lines: list[str]) -> set[int]:
    """Return the places of contracts, of single checks and of blocks that only refuse."""
    found: set[int] = set()
    for first, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        end = first + 1
        while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
            end += 1
        if line.startswith("    @contract") or (indent and re.search(rf"\b{_CHECK}\w*\(", line)):
            found.update(range(first, end))
        elif indent and re.match("(?:if|for) ", line.lstrip()):
            steps = [step for step in lines[first + 1 : end] if len(step) - len(step.lstrip()) == indent + 4]
            steps = [step for step in steps if not re.match(r" +\w+ = ", step)]
            if steps and all(re.match(rf" +{_CHECK}\w*\(", step) for step in steps):
                found.update(range(first, end + 1))
    return found


def counts(folder: str) -> dict[str, Counter[str]]:
    """Return the counts of the files of a folder by their names."""
    count = python_lines if folder.startswith("pyjuliann") else julia_lines
    paths = sorted(path for path in (ROOT / folder).iterdir() if path.suffix in (".py", ".jl"))
    return {path.name: count(path.read_text(encoding="utf-8"), path.stem == "contract") for path in paths}


def main() -> None:
    """Print a table for either language."""
    for folder, limit in LIMITS.items():
        files = counts(folder)
        total = sum(files.values(), Counter())
        print(f"{folder:20}" + "".join(f"{kind:>11}" for kind in (*KINDS, "lines")))
        for name, counted in (*files.items(), ("all", total)):
            print(f"{name:20}" + "".join(f"{counted[kind]:11}" for kind in KINDS) + f"{counted.total():11}")
        shares = "".join(f"{counted_kind / total.total():11.0%}" for counted_kind in (total[kind] for kind in KINDS))
        print(f"{'':20}{shares}     of at most {limit}\n")


if __name__ == "__main__":
    main()
