"""Processes of Dask on this machine: one answer however many they are, and whatever becomes of them."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from jaxtyping import Float64

from pyjuliann import pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check_with
from pyjuliann.parity.distributed.spread import Here, Workers, open_workers
from pyjuliann.parity.running.session import session_for

pytest.importorskip("distributed")
pytestmark = pytest.mark.thorough


def mean(x: Float64[np.ndarray, " n"]) -> Any:
    return np.mean(x)


def parted(x: Float64[np.ndarray, " n"]) -> Any:
    return x + 1 if x.size < 30 else x + 1.5


def dying(x: Float64[np.ndarray, " n"]) -> Any:
    return x


PAIRS = {
    "agrees": pair(mean, "x -> sum(x) / length(x)"),
    "differs": pair(parted, "x -> x .+ 1"),
    "is noted": pair(np.std, "std", using=["Statistics"], expect="value", domain={"a": (0, 1)}),
    "kills Julia": pair(dying, "x -> length(x) == 60 ? ccall(:abort, Cvoid, ()) : x"),
}
CASES = 400


@pytest.fixture(scope="module")
def two(engine: Engine) -> Iterator[Workers]:
    with open_workers(engine, jobs=2) as workers:
        yield workers


def told(workers: Workers, engine: Engine, name: str = "differs", **options: Any) -> str:
    """Return all that a check says but how long it took."""
    with session_for(engine) as session:
        given = {"cases": CASES, "seed": 3, "keep": False, "repair": 0, **options}
        found = check_with(workers, session, PAIRS[name], **given).to_dict()
    del found["seconds"]
    return json.dumps(found, sort_keys=True)


@pytest.mark.parametrize("name", ["agrees", "differs", "is noted", "kills Julia"])
def test_two_workers_find_what_one_process_finds(engine: Engine, two: Workers, name: str) -> None:
    alone = told(Here(engine), engine, name)
    assert json.loads(alone)["cases"] == CASES
    assert told(two, engine, name) == alone
