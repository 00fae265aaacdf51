from __future__ import annotations

from typing import Any

import pytest

from pyjuliann import ClusterError
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.distributed.spread import open_workers


def added(engine: Engine, chunk: int) -> int:
    if chunk < 0:
        raise ValueError(f"no chunk {chunk}")
    return int(engine.call("sum", [chunk, 1]))


class TestHere:
    def test_gives_all_results_in_order(self, engine: Engine) -> None:
        with open_workers(engine) as workers:
            assert list(workers.spread(added, [3, 1, 2])) == [(0, 4), (1, 2), (2, 3)]

    def test_does_not_do_again_what_is_known(self, engine: Engine) -> None:
        with open_workers(engine) as workers:
            assert list(workers.spread(added, [3, -1, 2], {1: 7})) == [(0, 4), (1, 7), (2, 3)]

    def test_raises_at_the_turn_of_the_chunk(self, engine: Engine) -> None:
        with open_workers(engine) as workers:
            found = workers.spread(added, [3, -1, 2])
            assert next(found) == (0, 4)
            with pytest.raises(ValueError, match="no chunk -1"):
                next(found)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"jobs": 0}, "jobs: expected a whole number of processes, 1 or more, got 0"),
        ({"jobs": True}, "jobs: expected a whole number of processes, 1 or more, got True"),
        ({"jobs": 1.5}, "jobs: expected a whole number of processes, 1 or more, got 1.5"),
        ({"jobs": 2, "cluster": "tcp://127.0.0.1:1"}, "jobs: expected either processes or a cluster"),
        ({"cluster": " "}, "cluster: expected the address of a Dask scheduler"),
        ({"cluster": "no-such-file.json"}, "or the file that it wrote, got 'no-such-file.json'"),
    ],
)
def test_what_makes_no_sense_is_refused(engine: Engine, given: dict[str, Any], message: str) -> None:
    with pytest.raises(ClusterError, match=message), open_workers(engine, **given):
        pass
