"""Long runs that are saved, and go on later: where, and what was asked then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyjuliann.commands.common import UsageError, file_target
from pyjuliann.language import phrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pyjuliann.parity.distributed.saved import SavedRun


def check_saving(arguments: argparse.Namespace) -> None:
    """Check where a run is to be saved before the work is done."""
    for option in ("save", "resume"):
        if getattr(arguments, option) == "-":
            raise UsageError(phrase("--{}: expected a file: a saved run is no text for people", option))
    if arguments.resume is not None and not Path(arguments.resume).is_file():
        raise UsageError(phrase("--resume: there is no file {}", arguments.resume))
    file_target("--save", arguments.save)


def saved_run(
    arguments: argparse.Namespace, seed: int | None, julia: str, others: Mapping[str, str] | None = None
) -> SavedRun | None:
    """Return the run that is to be saved, or went on with; None where none is.

    Its results depend on the seed, the version of Julia, those of Python and of packages, and on `others`.
    """
    if not (arguments.save or arguments.resume):
        return None
    from pyjuliann.errors import PairError
    from pyjuliann.parity.distributed.identity import python_facts
    from pyjuliann.parity.distributed.saved import SavedRun

    versions = python_facts() | {"Julia": julia, **(others or {})}
    if not arguments.resume:
        return SavedRun(Path(arguments.save), seed, versions)
    target = Path(arguments.save or arguments.resume)
    try:
        return SavedRun.resumed(Path(arguments.resume), target, seed, versions)
    except PairError as error:
        raise UsageError(phrase("--resume: {}", error)) from None
