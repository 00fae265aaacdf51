"""What training from Python costs: `python tests/benchmarks/training.py [--threads N] [--rounds N]`.

Three figures, for the network of post 9 on digits and on noise as wide as MNIST; all runs are warm, the figures of a
row come from the same rounds, one after the other, and times are the shortest of the rounds:

- lockstep beside the sum of the two single runs;
- a progress bar beside the run that it shows;
- a run in Julia beside a loop of the same steps, draws and accuracies that is written in Julia.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nn import PAUSE, timed, with_threads

CASES = {"digits": ("digits", 3000), "post 9": ("random:12000x784", 900)}
BUDGETS = {"lockstep": 1.3, "bar": 0.01, "julia": 1.1}

JULIA = """
module TrainingBenchmark
import ..JuliaNN

function accuracy(layers, params, x, labels)
    right = 0.0
    for start in 1:500:length(labels)
        rows = start:min(start + 499, length(labels))
        right += JuliaNN.accuracy(JuliaNN.predict(layers, params, x[rows, :]), labels[rows]) * length(rows)
    end
    right / length(labels)
end

function loop(layers, start, x, labels, test_x, test_labels, points, rate, batch)
    x, optimizer = JuliaNN.contiguous_rows(x), JuliaNN.adam(rate)
    seen = min(length(labels), 2000)
    params, state = start, JuliaNN.optimizer_init(optimizer, start)
    @elapsed begin
        done = 0
        for point in points
            draws = rand(point - done, batch)
            params, state, _ = JuliaNN.train(layers, params, x, labels, draws; optimizer = optimizer, state = state)
            accuracy(layers, params, x[1:seen, :], labels[1:seen]), accuracy(layers, params, test_x, test_labels)
            done = point
        end
    end
end
end
nothing
"""


class Case:
    """A network and data, ready to be trained again and again."""

    def __init__(self, engine, name: str) -> None:
        from pyjuliann.training.plan import Plan, Settings
        from pyjuliann.training.sources import load_data

        data, self.steps = CASES[name]
        self.engine, self.plan = engine, Plan(Settings(data=data, activation="sigmoid"), load_data(data))

    def run(self, python: bool, julia: bool) -> Callable[[], object]:
        """Return what trains, once it is called."""
        from pyjuliann.training.opening import open_run

        run = open_run(self.plan, self.engine if julia else None, python=python)
        return lambda: run.go(self.steps)

    def loop(self) -> float:
        """Return the time of the loop in Julia."""
        plan = self.plan
        points = plan.points(0, self.steps)
        points += [self.steps] if points[-1] < self.steps else []
        time.sleep(PAUSE)
        return self.engine.call(
            "TrainingBenchmark.loop", plan.network.layers, plan.start()[0], plan.scaled("train"),
            plan.labels("train"), plan.scaled("test"), plan.labels("test"), points, 0.001, plan.settings.batch,
        )  # fmt: skip

    def bar(self) -> tuple[float, float]:
        """Return the time of a run with a bar, and the part of it that the bar took."""
        from rich.console import Console

        from pyjuliann.training.opening import open_run
        from pyjuliann.training.progress import Watch

        run, spent = open_run(self.plan, None), 0.0
        with (
            Path(os.devnull).open("w") as nowhere,
            Watch(self.steps, Console(file=nowhere, force_terminal=True)) as bar,
        ):

            def watched(run) -> None:
                nonlocal spent
                start = time.perf_counter()
                bar(run)
                spent += time.perf_counter() - start

            return timed(lambda: run.go(self.steps, watched)), spent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with_threads(arguments.threads)
    from pyjuliann import start_julia

    failed = False
    with start_julia("worker") as engine:
        engine.call("JuliaNN.mlp_layers", 1)
        engine.eval(JULIA)
        print(f"{arguments.threads} threads, {arguments.rounds} rounds, Julia {engine.info.julia_version}")
        for name in CASES:
            case = Case(engine, name)
            for warm in (case.run(True, True), case.loop):
                warm()
            rounds = []
            for _ in range(arguments.rounds):
                python, julia = timed(case.run(True, False)), timed(case.run(False, True))
                both, inside, (total, bar) = timed(case.run(True, True)), case.loop(), case.bar()
                rounds.append((python, julia, both, inside, bar / total))
            python, julia, both, inside, bar = (min(column) for column in zip(*rounds, strict=True))
            ratios = both / (python + julia), bar, julia / inside
            per = 1e6 / case.steps
            print(
                f"{name:<8} µs/step: Python {python * per:.0f}, Julia {julia * per:.0f}, lockstep {both * per:.0f}, "
                f"loop in Julia {inside * per:.0f}"
            )
            for (what, budget), ratio in zip(BUDGETS.items(), ratios, strict=True):
                met = ratio <= budget
                failed |= not met
                print(f"  {what:<9}{ratio:>8.4f}  budget {budget}  {'met' if met else 'MISSED'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
