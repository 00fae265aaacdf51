"""The search for a repair: every single porting mistake at every place in the source, on either side, tried.

A rewritten function is still the user's code: Julia's runs in a worker of its own, Python's in a child process under an
audit hook that refuses files opened for writing, processes and sockets. Both have limits of time and memory. Nothing is
claimed that has not been run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Final

import numpy as np

from pyjuliann.language import phrase
from pyjuliann.parity.causes.diagnosis import Search
from pyjuliann.parity.causes.evidence import is_ordinary
from pyjuliann.parity.causes.repair_julia import search_julia
from pyjuliann.parity.causes.repair_python import PythonSearch
from pyjuliann.parity.causes.sought import FIRST, Sought
from pyjuliann.parity.pairing.landmarks import julia_numbers, julia_text, python_numbers
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import is_users, python_code
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.probed import ProbeReport
from pyjuliann.parity.running.python_side import as_numbers
from pyjuliann.parity.running.run import run_pair, silent
from pyjuliann.parity.running.session import Session

default_seconds: ContextVar[float] = ContextVar("pyjuliann_repair", default=10.0)
"""How long a search takes at most, unless told otherwise."""

_ALL: Final = (60, 40)
"""How many differing cases, and how many others, a change must explain."""
_LEAST: Final = 4
"""From how many elements on a case tells enough to be tried first."""
_NO_SOURCE: Final = phrase(
    "the Python side was left out of the search: its source cannot be had, or was edited since it was loaded"
)


def search_repair(
    session: Session,
    pair: Pair,
    results: Sequence[CaseResult],
    aspect: str,
    *,
    seconds: float,
    probes: ProbeReport | None = None,
    say: Callable[[str], object] = silent,
) -> Search:
    """Search both sides of a pair for the one change that makes all cases agree.

    Parameters
    ----------
    session : Session
        Where the pair's Julia side was run.
    pair : Pair
        The pair.
    results : sequence of CaseResult
        Cases on which it ran, some of which differ.
    aspect : str
        In what those that are to be explained differ.
    seconds : float
        How long to search, once Julia has started.
    probes : ProbeReport, optional
        Where the two sides part, by their probes: there is looked first.
    say : callable, optional
        Called with a few words on how far it is.

    Returns
    -------
    Search
        The repairs found, the simplest first, and what was tried or left out.
    """
    if session.engine.repeats:
        return Search()  # there is no Julia to try anything in
    differing = [r for r in results if r.aspect == aspect and not r.julia.died]
    others = [r for r in results if r.verdict != "differ" and not r.both_raised]
    # Ordinary numbers first, in small arrays, which are quick; but not the smallest: much that is wrong agrees there.
    differing.sort(
        key=lambda r: (
            not (r.python.returned and r.julia.returned), not is_ordinary(r.case), r.case.size < _LEAST, r.case.size
        )
    )  # fmt: skip
    others.sort(key=lambda r: (not is_ordinary(r.case), r.case.size < _LEAST, r.case.size))
    if len(differing) < 2:
        return Search(notes=(phrase("one differing case is too few to search for a repair"),))
    tried = [*_spread(differing, _ALL[0]), *_spread(others, _ALL[1])]
    tried += _between(session, pair, tried)
    sought = Sought(pair, [*differing[: FIRST[0]], *others[: FIRST[1]]], tried, seconds, probes)
    code = python_code(pair.python)
    of_julia = list(dict.fromkeys(julia_numbers(julia_text(pair.julia))))
    of_python = list(dict.fromkeys(python_numbers(pair.python))) if code is not None else []
    child = PythonSearch(sought, code, of_julia) if code is not None else None
    julia, begun = Search(), time.monotonic()
    try:
        julia = search_julia(session, sought, of_python, child.has_found if child else bool, say)
    finally:
        python = child.found(begun + seconds) if child is not None else Search()
    found = sorted((*julia.repairs, *python.repairs), key=lambda r: (r.left > 0, r.weight, r.side == "python"))
    return Search(
        repairs=tuple({repair.patch or repair.edits: repair for repair in reversed(found)}.values())[::-1][:4],
        tried=julia.tried + python.tried,
        late=julia.late or python.late,
        notes=(*julia.notes, *python.notes, *(_NO_SOURCE for _ in range(code is None and is_users(pair.python)))),
    )


def _spread(results: Sequence[CaseResult], most: int) -> list[CaseResult]:
    """Return so many of a list at most, from its first to its last."""
    return [results[k] for k in np.unique(np.linspace(0, len(results) - 1, min(most, len(results))).astype(int))]


def _between(session: Session, pair: Pair, tried: Sequence[CaseResult]) -> list[CaseResult]:
    """Return cases with fractions where all floats tried are whole: on whole numbers much agrees by chance."""
    floats = [
        x for r in tried for x in map(as_numbers, r.case.arguments) if x is not None and x.dtype.kind == "f" and x.size
    ]
    if not floats or any(np.any(x != np.rint(x)) for x in floats):
        return []
    low, high = min(x.min() for x in floats), max(x.max() for x in floats)
    rng = np.random.default_rng(7)

    def moved(x: Any) -> Any:
        if isinstance(x, np.ndarray) and x.dtype.kind == "f":
            return np.clip(x + rng.uniform(-0.5, 0.5, x.shape), low, high).astype(x.dtype)
        return min(max(x + rng.uniform(-0.5, 0.5), float(low)), float(high)) if isinstance(x, float) else x

    cases = [replace(r.case, arguments=tuple(map(moved, r.case.arguments))) for r in tried[: FIRST[0]]]
    return [r for r in run_pair(session, pair, cases) if r.python.returned and r.julia.returned]


MISTAKES: Final = {
    "logarithm": ("the logarithm of another base", "37.2"), "exponential": ("the exponential of another base", ""),
    "average": ("mean against median", ""), "spread": ("variance against standard deviation", ""),
    "reduction": ("sum against product", ""), "extremum": ("greatest against least", ""),
    "search_side": ("the other side of equal elements", "1.16"), "first_or_last": ("first against last", ""),
    "comparison": ("another comparison", ""), "sign": ("another sign", ""), "operator": ("another operator", ""),
    "bitwise": ("another operation on bits", ""), "absolute": ("a magnitude", ""),
    "sorted_otherwise": ("another order", ""), "quantifier": ("all against any", ""),
    "root": ("a root or a square", ""), "trigonometric": ("sine against cosine", ""),
    "constant": ("another constant", ""), "flag": ("another option", ""),
    "extra_term": ("a term more on one side", ""), "extra_call": ("a call more on one side", ""),
    "extra_line": ("a line more on one side", ""), "order_of_lines": ("two lines in the other order", ""),
    "epsilon": ("a small number inside or outside the root", ""), "quadrant": ("the quadrant is lost", ""),
    "inverse": ("a transpose for an inverse", ""), "end_points": ("end points in full or by half", ""),
    "exclusive_sum": ("a running sum with or without its last element", ""),
    "outer_product": ("outer against inner product", ""), "padding": ("another kind of edge", ""),
    "intermediate_overflow": ("a square that overflows", ""), "branch": ("another branch of the root", ""),
}  # fmt: skip
"""Title and trap of the mistakes that show in code only, and are no cause of their own."""
