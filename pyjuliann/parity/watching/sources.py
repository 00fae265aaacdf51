"""Files whose functions are watched from the line on that defines them: the program itself, and what it imports."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from pyjuliann.parity.watching.trampoline import with_constants

_TAKE_UP: Final = "@pyjuliann: who takes up "

Functions = ast.FunctionDef | ast.AsyncFunctionDef
TakeUp = Callable[[str, Any, bool], Callable[[], object]]


class Sources(MetaPathFinder):
    """Compiles files so that watched functions are taken up as they are defined.

    Parameters
    ----------
    names : mapping of str to mapping of str to str
        For each file, by its real path, what its functions are watched as, by their qualified names.
    take_up : callable
        Called with the name that a function is watched as, the object that it is defined as, after all decorators,
        and whether that is in a class; what it returns is called when the name gets another object.
    """

    def __init__(self, names: Mapping[str, Mapping[str, str]], take_up: TakeUp) -> None:
        self._names = names
        self._take_up = take_up
        paths = [Path(file) for file in names]
        self._modules = {path.parent.name if path.stem == "__init__" else path.stem for path in paths}

    def compile(self, data: bytes, path: str) -> CodeType:
        """Return the code of a file.

        Raises
        ------
        SyntaxError, ValueError
            As the compiler does.
        """
        names = self._names.get(os.path.realpath(path))
        if not names:
            code: CodeType = compile(data, path, "exec", dont_inherit=True)
            return code
        tree = compile(data, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        who = {
            f"{_TAKE_UP}{qualname}": _Taker(self._take_up, name, in_class="." in qualname)
            for qualname, name in names.items()
        }
        return with_constants(compile(_Telling(names).visit(tree), path, "exec", dont_inherit=True), who)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module as the others do; one of these files is then loaded by our `compile`."""
        if fullname.rpartition(".")[2] not in self._modules:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            found: ModuleSpec | None = None if find is None or finder is self else find(fullname, path, target)
            if found is not None:
                if type(found.loader) is SourceFileLoader and os.path.realpath(found.loader.path) in self._names:
                    found.loader = _Loader(fullname, found.loader.path, self)
                return found
        return None


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, sources: Sources) -> None:
        super().__init__(name, path)
        self._sources = sources

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the file; neither is one taken that was kept, nor is this one kept."""
        path = self.get_filename(fullname)
        return self._sources.compile(self.get_data(path), path)


class _Taker:
    """Takes a function up as it is defined."""

    def __init__(self, take_up: TakeUp, name: str, *, in_class: bool) -> None:
        self._take_up, self._name, self._in_class = take_up, name, in_class
        self._give_up: Callable[[], object] = lambda: None

    def take(self, defined: Any) -> Any:
        """Return the object itself."""
        self._give_up()
        self._give_up = self._take_up(self._name, defined, self._in_class)
        return defined


class _Telling(ast.NodeTransformer):
    """Gives watched functions of a file one more decorator, outside all others."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()
        return node

    def visit_FunctionDef(self, node: Functions) -> ast.AST:
        if taker := self._taker(node.name):
            # the function begins where its first decorator does, and that is to stay its first line
            node.decorator_list.insert(0, ast.copy_location(taker, [*node.decorator_list, node][0]))
            ast.fix_missing_locations(node.decorator_list[0])
        return node

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        for taker in filter(None, map(self._taker, names)):
            node.value = ast.copy_location(ast.Call(taker, [node.value], []), node.value)
            ast.fix_missing_locations(node)
        return node

    def _taker(self, name: str) -> ast.expr | None:
        """Return the expression for what takes up a function of a name; None if nobody is interested."""
        qualname = ".".join([*self._classes, name])
        if qualname not in self._names:
            return None
        return ast.Attribute(ast.Constant(f"{_TAKE_UP}{qualname}"), "take", ast.Load())
