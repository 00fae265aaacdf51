"""Requests as a record knows them: what was asked, after which code, and about which of the user's files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cbor2 import CBORTag

from pyjuliann.bridge.engines.answers import question_hash
from pyjuliann.bridge.engines.dependencies import is_own_source
from pyjuliann.bridge.values.typed import Portable

if TYPE_CHECKING:
    from numpy.typing import NDArray


CALLS: Final = ("call", "update")
"""The requests that call a function; its name is the next part."""


@dataclass(frozen=True)
class Question:
    """A request as a record knows it.

    Attributes
    ----------
    key : str
        The hash of all that was asked.
    files : tuple of Path
        The user's files that have a part in the answer, in the order in which they came up.
    texts : tuple of str
        All texts in it, the contents of files among them: whatever code it has is there.
    """

    key: str
    files: tuple[Path, ...]
    texts: tuple[str, ...]


class History:
    """What was evaluated and included so far, since answers may depend on it; makes questions of requests."""

    def __init__(self) -> None:
        self._state: list[str] = []
        self._files: list[Path] = []

    def ask(self, message: list[Any], bulk: list[NDArray[Any]]) -> Question | None:
        """Return the question that a request is, None for one that is about pyjuliann's own files."""
        match message:
            case [str(operation), *asked, _] if operation in CALLS:
                parts = asked
            case ["eval", code, _]:
                parts = [code]
            case ["include", path] if not is_own_source(path):
                parts = [Portable(path, Path(path).name, Path(path))]
            case _:
                return None
        texts = list(_texts(parts))
        files = [text.file for text in texts if isinstance(text, Portable)]
        key = question_hash(self._state, [message[0], *map(_named, parts)], bulk)
        question = Question(key, (*self._files, *dict.fromkeys(files)), tuple(map(str, texts)))
        if message[0] not in CALLS:
            self._state.append(key)
            self._files += files
        return question


def _texts(tree: Any) -> Iterator[str]:
    """Yield the texts in a request."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, CBORTag):
        yield from _texts(tree.value)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part)


def _named(tree: Any) -> Any:
    """Return a request with the names of files in place of what is known on this machine alone."""
    if isinstance(tree, Portable):
        return tree.name
    if isinstance(tree, CBORTag):
        return CBORTag(tree.tag, _named(tree.value))
    return list(map(_named, tree)) if isinstance(tree, list | tuple) else tree
