"""The one object that all views show: a `Report` as plain data, with the worst elements of every difference.

Its keys are those of `Report.to_dict`, and ``errors`` (what could not be checked, each with
``name`` and ``message``) and ``unmatched`` (functions without a twin: ``python`` and ``julia``). Each finding
has ``worst_elements`` besides.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.parity.comparing.comparison import Place
from pyjuliann.parity.comparing.ulp import FORMATS, NO_DISTANCE, ulp_distance
from pyjuliann.wording import counts_line, merged_summary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pyjuliann.parity.results.reports import PairReport, Report
    from pyjuliann.parity.running.calls import CaseResult

MOST_ELEMENTS: Final = 8
VERDICTS: Final = ("differ", "agree", "identical")
"""From the worst to the best."""

Content = dict[str, Any]


@dataclass(frozen=True)
class Unmatched:
    """Functions of two files that have no twin in the other one."""

    python: tuple[str, ...] = ()
    julia: tuple[str, ...] = ()


def content(report: Report, errors: Iterable[tuple[str, str]] = (), unmatched: Unmatched | None = None) -> Content:
    """Return a report as plain data.

    Parameters
    ----------
    report : Report
        What was checked.
    errors : iterable of (name, message)
        What could not be checked, and why.
    unmatched : Unmatched, optional
        Functions without a twin.
    """
    given = unmatched or Unmatched()
    facts = report.to_dict()
    facts["pairs"] = [pair_content(pair) for pair in report.pairs]
    problems = [{"name": name, "message": message} for name, message in errors]
    missing = {"python": list(given.python), "julia": list(given.julia)}
    return {**facts, "errors": problems, "unmatched": missing}


def pair_content(pair: PairReport) -> Content:
    """Return what checking one pair found as plain data."""
    facts = pair.to_dict()
    for shown, finding in zip(facts["findings"], pair.findings, strict=True):
        shown["worst_elements"] = worst_elements(finding.case)
    return facts


def merged(pairs: Sequence[Content], engine: Mapping[str, Any], versions: Mapping[str, str]) -> Content:
    """Return the content of several checks as one, the checks of one pair put together.

    Parameters
    ----------
    pairs : sequence of dict
        As `pair_content` returns them.
    engine, versions : mapping
        As in `Report`.
    """
    by_name: dict[str, Content] = {}
    for pair in pairs:
        if pair["name"] in by_name:
            _add(by_name[pair["name"]], pair)
        else:
            by_name[pair["name"]] = copy.deepcopy(pair)
    whole = list(by_name.values())
    counts = {verdict: sum(pair["verdict"] == verdict for pair in whole) for verdict in reversed(VERDICTS)}
    return {
        "verdict": next((verdict for verdict in VERDICTS if counts[verdict]), "identical"),
        "summary": counts_line(len(whole), counts),
        "counts": counts,
        "engine": dict(engine),
        "versions": dict(versions),
        "pairs": whole,
        "errors": [],
        "unmatched": {"python": [], "julia": []},
    }


def _add(known: Content, more: Content) -> None:
    for name in ("cases", "identical", "agree", "differ", "compared", "both_raised", "seconds"):
        known[name] += more[name]
    distances = [pair["max_ulp"] for pair in (known, more) if pair["max_ulp"] is not None]
    known["max_ulp"] = max(distances, default=None)
    known["verdict"] = min(known["verdict"], more["verdict"], key=VERDICTS.index)
    for ulp, count in more["ulp_counts"].items():
        known["ulp_counts"][ulp] = known["ulp_counts"].get(ulp, 0) + count
    if "calls" in known and "calls" in more:
        _add_calls(known, more)
    else:
        known["findings"] += [entry for entry in more["findings"] if entry not in known["findings"]]
    for name in ("stale", "also", "notes"):
        known[name] += [entry for entry in more[name] if entry not in known[name]]
    known["summary"] = merged_summary(known)


def _add_calls(known: Content, more: Content) -> None:
    """Add what another process saw of a function's calls; each has its own order of them."""
    for name in ("seen", "kept", "equal", "passed", "compared"):
        known["calls"][name] += more["calls"][name]
    for reason, count in more["calls"]["left"].items():
        known["calls"]["left"][reason] = known["calls"]["left"].get(reason, 0) + count
    for finding in more["findings"]:
        alike = [entry for entry in known["findings"] if entry["aspect"] == finding["aspect"]]
        if alike:  # one example of a kind is enough
            alike[0]["count"] += finding["count"]
        else:
            known["findings"].append(finding)
    known["because"] += [name for name in more["because"] if name not in known["because"]]
    known["own"] = known["own"] or more["own"]
    known["problem"] = known["problem"] or more["problem"]
    known["place"] = known["place"] or more["place"]


# ---------------------------------------------------------------- worst elements


def worst_elements(result: CaseResult, count: int = MOST_ELEMENTS) -> list[dict[str, Any]]:
    """Return the elements of a result that are furthest apart, the worst first, as `Place.to_dict` does."""
    if not (result.python.returned and result.julia.returned):
        return []
    found: list[tuple[tuple[float, float], Place]] = []
    for place in _leaves(result.python.value, result.julia.value):
        found += _worst(place, count)
    found.sort(key=lambda entry: entry[0], reverse=True)
    return [place.to_dict() for _, place in found[:count]]


def _leaves(python: Any, julia: Any, python_path: str = "", julia_path: str = "") -> Iterator[Place]:
    """Yield all numbers and arrays of numbers that stand at the same place in two results."""
    julia = julia.value if is_julia_value(julia) else julia
    if has_fields(python) and has_fields(julia):
        mine, other = fields_of(python), fields_of(julia)
        for name in mine:
            if name in other:
                yield from _leaves(mine[name], other[name], f"{python_path}.{name}", f"{julia_path}.{name}")
    elif isinstance(python, tuple | list) and isinstance(julia, tuple | list):
        for k, (p, j) in enumerate(zip(python, julia, strict=False)):
            yield from _leaves(p, j, f"{python_path}[{k}]", f"{julia_path}[{k + 1}]")
    elif isinstance(python, dict) and isinstance(julia, dict):
        for key in python:
            if key in julia:
                shown = f'"{key}"' if isinstance(key, str) else repr(key)
                yield from _leaves(python[key], julia[key], f"{python_path}[{key!r}]", f"{julia_path}[{shown}]")
    elif _is_numeric(python) and _is_numeric(julia) and np.shape(python) == np.shape(julia):
        yield Place(python_path, julia_path, None, python, julia)


def _is_numeric(value: Any) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return isinstance(value, float | complex)


def _worst(leaf: Place, count: int) -> Iterator[tuple[tuple[float, float], Place]]:
    """Yield the worst elements of one array or number, each with what it is sorted by."""
    python, julia = np.asarray(leaf.python), np.asarray(leaf.julia)
    p, j = python.reshape(-1), julia.reshape(-1)
    with np.errstate(all="ignore"):
        distance = _distance(p, j)
        absolute = np.abs(p.astype(complex if "c" in p.dtype.kind + j.dtype.kind else float) - j)
        apart = (p != j) & ~(np.isnan(p) & np.isnan(j))
    absolute = np.where(np.isnan(absolute), np.inf, absolute)
    order = np.lexsort((absolute, np.zeros(p.size) if distance is None else distance))[::-1]
    for k in [int(k) for k in order if apart[k]][:count]:
        ulp = None if distance is None or distance[k] == NO_DISTANCE else int(distance[k])
        larger = max(abs(p[k]), abs(j[k]))
        gap = float(absolute[k])
        relative = gap / float(larger) if np.isfinite(gap) and larger else None
        index = (
            tuple(int(i) for i in np.unravel_index(k, python.shape)) if isinstance(leaf.python, np.ndarray) else None
        )
        yield (
            (float("inf") if ulp is None else float(ulp), gap),
            Place(
                leaf.python_path, leaf.julia_path, index, p[k], j[k],
                ulp, gap if np.isfinite(gap) else None, relative,
            ),
        )  # fmt: skip


def _distance(p: NDArray[Any], j: NDArray[Any]) -> NDArray[np.uint64] | None:
    if p.dtype.name != j.dtype.name:
        return None
    if p.dtype.kind == "c":
        return np.maximum(ulp_distance(p.real, j.real), ulp_distance(p.imag, j.imag))
    return ulp_distance(p, j) if p.dtype.name in FORMATS else None
