"""What is wrong with a request to train, in one line, and what is missing to fulfil it."""

from __future__ import annotations

from importlib.util import find_spec

from pyjuliann.errors import TrainingError
from pyjuliann.language import phrase


def need_package(module: str, package: str, purpose: str) -> None:
    """Refuse to go on without an optional package.

    Raises
    ------
    TrainingError
        If it is not installed; the message names the extra that brings it.
    """
    if find_spec(module) is None:
        raise TrainingError(phrase("{} needs {}: pip install 'pyjuliann[train]'", purpose, package))


def valid_of(kind: str, given: str, valid: tuple[str, ...]) -> TrainingError:
    """Return the error for a name that is not known: what was expected, what came, what is valid."""
    return TrainingError(phrase("{}: expected one of {}; got {}", kind, ", ".join(valid), repr(given)))
