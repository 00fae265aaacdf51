"""How a task, and the user's functions in it, get to another process.

On this machine the user's modules are imported there from the files that they are in here. A cluster's workers may
not see these files: there the user's functions go by value, with the globals that they use.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from pyjuliann.errors import ClusterError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.python_code import is_installed

_OURS = Path(__file__).resolve().parents[2]


def packed(task: Any, by_value: bool) -> bytes:
    """Return a task as it is sent.

    Raises
    ------
    ClusterError
        If something in it cannot be.
    """
    import cloudpickle

    try:
        with _by_value(_users_modules().values() if by_value else ()):
            return bytes(cloudpickle.dumps(task))
    except Exception as error:  # noqa: BLE001 - whatever a user's object raises where it is pickled
        raise ClusterError(
            phrase(
                "the functions cannot be sent to other processes: {}: {}; put what they need in a module that can be "
                "imported there",
                type(error).__name__,
                error,
            )
        ) from None


def unpacked(blob: bytes) -> Any:
    """Return what `packed` was given; only for what a process of the same run has sent."""
    import cloudpickle

    return cloudpickle.loads(blob)


def users_files() -> dict[str, str]:
    """Return the user's modules that are one file each, by name."""
    return {name: str(module.__file__) for name, module in _users_modules().items() if "." not in name}


def _users_modules() -> dict[str, ModuleType]:
    """Return the modules in use that neither come with Python, nor are installed, nor are pyjuliann's."""
    found = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name == "__main__" or not isinstance(module, ModuleType) or not isinstance(file, str):
            continue
        path = Path(file).absolute()
        if path.suffix == ".py" and not is_installed(path) and not path.is_relative_to(_OURS):
            found[name] = module
    return found


@contextlib.contextmanager
def _by_value(modules: Any) -> Iterator[None]:
    """Have the functions and classes of some modules pickled by value."""
    import cloudpickle

    known = cloudpickle.list_registry_pickle_by_value()
    added = [module for module in modules if module.__name__ not in known and module.__name__ in sys.modules]
    try:
        for module in added:
            cloudpickle.register_pickle_by_value(module)
        yield
    finally:
        for module in added:
            with contextlib.suppress(ValueError):
                cloudpickle.unregister_pickle_by_value(module)


class UsersFiles(MetaPathFinder):
    """Finds modules in the files that they are in elsewhere on this machine."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None  # noqa: ARG002 - the protocol's
    ) -> ModuleSpec | None:  # fmt: skip
        """Return how a module is loaded that is in one of the files."""
        file = self.files.get(fullname)
        if file is None:
            return None
        packages = [str(Path(file).parent)] if Path(file).name == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, file, submodule_search_locations=packages)


def see_files_of(path: Sequence[str], files: Mapping[str, str]) -> None:
    """Have this process find modules where another one on this machine finds them."""
    sys.path[:] = path
    finder = next((each for each in sys.meta_path if isinstance(each, UsersFiles)), None)
    if finder is None:
        finder = UsersFiles({})
        sys.meta_path.insert(0, finder)
    finder.files |= files
