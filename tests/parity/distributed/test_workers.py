"""Processes of Dask on this machine: one answer however many they are, and whatever becomes of them."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jaxtyping import Float64

from pyjuliann import ClusterLostError, PairError, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check_with
from pyjuliann.parity.distributed import spread
from pyjuliann.parity.distributed.spread import Here, Workers, open_workers
from pyjuliann.parity.running import shrink
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


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search for small counterexamples until none is smaller: where time ends it, the answer depends on the machine."""
    monkeypatch.setattr(shrink, "SECONDS", 600.0)


@pytest.fixture(scope="module", params=[1, 4])
def others(request: pytest.FixtureRequest, engine: Engine) -> Iterator[Workers]:
    with open_workers(engine, jobs=request.param) as workers:
        yield workers


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


def test_and_so_does_any_number(engine: Engine, others: Workers) -> None:
    assert told(others, engine) == told(Here(engine), engine)


def test_and_with_every_option(engine: Engine, two: Workers) -> None:
    option = {"strict": True, "probes": True, "judge": True}
    assert told(two, engine, **option) == told(Here(engine), engine, **option)


def suicide(engine: Engine, chunk: tuple[int, str]) -> int:
    """Kill the worker the first time; what is done once more leaves its mark in a file."""
    number, folder = chunk
    mark = Path(folder) / str(number)
    if number == 3 and not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    return int(engine.call("sum", [number]))


def test_a_worker_that_is_killed_loses_nothing_and_counts_nothing_twice(two: Workers, tmp_path: Path) -> None:
    chunks = [(number, str(tmp_path)) for number in range(8)]
    assert list(two.spread(suicide, chunks)) == [(number, number) for number in range(8)]
    assert (tmp_path / "3").exists()


def deadly(engine: Engine, chunk: int) -> int:
    if chunk == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk


def test_a_chunk_that_kills_every_worker_is_given_up(engine: Engine) -> None:
    with open_workers(engine, jobs=1) as workers:
        found = workers.spread(deadly, [0, 1])
        with pytest.raises(ClusterLostError, match="died of one chunk again and again"):
            list(found)


def refusing(engine: Engine, chunk: int) -> int:
    if chunk == 1:
        raise PairError("chunk 1 is wrong")
    return chunk


def test_what_a_task_raises_comes_at_its_turn(two: Workers) -> None:
    found = two.spread(refusing, range(4))
    assert next(found) == (0, 0)
    with pytest.raises(PairError, match="chunk 1 is wrong"):
        next(found)
    assert list(two.spread(refusing, [0, 2])) == [(0, 0), (1, 2)]


def test_what_is_known_is_not_done_again(two: Workers) -> None:
    assert list(two.spread(refusing, range(3), {1: 9})) == [(0, 0), (1, 9), (2, 2)]


def unreadable(engine: Engine, chunk: int) -> bytes:
    return Path("/no/such/file").read_bytes()


def test_a_file_that_a_task_misses_is_no_scheduler_that_has_gone(two: Workers) -> None:
    with pytest.raises(FileNotFoundError):
        list(two.spread(unreadable, [0]))


def slow(engine: Engine, chunk: int) -> int:
    time.sleep(0.2)
    return chunk


@contextmanager
def scheduler() -> Iterator[tuple[Any, Any]]:
    """Yield a cluster of somebody else's, with a worker in this process, and a client of it."""
    from distributed import Client, LocalCluster

    with ExitStack() as end:
        cluster = LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            protocol="tcp",
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        )
        end.callback(cluster.close)
        client = Client(cluster.scheduler_address, set_as_default=False)
        end.callback(client.close)
        yield cluster, client


def test_a_scheduler_that_is_there_finds_the_same_by_its_address_and_by_its_file(
    engine: Engine, tmp_path: Path
) -> None:
    alone = told(Here(engine), engine)
    file = tmp_path / "scheduler.json"
    with scheduler() as (cluster, client):
        client.write_scheduler_file(str(file))
        for place in (cluster.scheduler_address, str(file)):
            with open_workers(engine, cluster=place) as workers:
                assert told(workers, engine) == alone


def test_a_scheduler_that_goes_away(engine: Engine) -> None:
    with scheduler() as (cluster, client):
        found = spread._Away(client, engine, local=True).spread(slow, range(1000))
        assert next(found) == (0, 0)
        cluster.close()
        with pytest.raises(ClusterLostError, match="the Dask scheduler has gone"):
            list(found)
