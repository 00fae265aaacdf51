"""Cases that come back: recorded answers are found again only if the same is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.bridge.engines.recorded import heeding_refusals
from pyjuliann.errors import UnknownQuestionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

SEED: Final = 0
"""What recorded cases are generated from where no seed is given."""


@contextlib.contextmanager
def repeatable(engine: Engine, name: str, options: dict[str, Any]) -> Iterator[None]:
    """Have an engine that gives or takes recorded answers asked the same each time; leave others alone.

    Parameters
    ----------
    engine : Engine
    name : str
        Of the pair.
    options : dict
        ``seed``, ``keep`` and ``shrink`` as `check` takes them; where answers are recorded, cases neither come from
        Hypothesis' database nor from the search for small ones.

    Raises
    ------
    UnknownQuestionError
        If a case has no recorded answer, with the reasons that there can be.
    """
    if not engine.repeats:
        yield
        return
    options |= {"seed": SEED if options["seed"] is None else options["seed"], "keep": False, "shrink": False}
    try:
        with _same_cases(), heeding_refusals(engine):
            yield
    except UnknownQuestionError as error:
        told = "{}: {}; recorded cases come back with the same number of cases, seed, budget and Python function"
        raise UnknownQuestionError(phrase(told, name, error)) from None


@contextlib.contextmanager
def _same_cases() -> Iterator[None]:
    """Have a seed give the same cases whatever modules are loaded.

    Hypothesis draws some values out of the source of all loaded modules; here it does without.
    """
    try:
        from hypothesis.internal.conjecture.providers import HypothesisProvider
        from hypothesis.internal.constants_ast import Constants

        theirs = vars(HypothesisProvider)["_local_constants"]
    except (ImportError, KeyError):  # other versions of Hypothesis, which do not
        yield
        return
    provider: Any = HypothesisProvider
    provider._local_constants = Constants()
    try:
        yield
    finally:
        provider._local_constants = theirs
