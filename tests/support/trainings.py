"""Runs on little data, and sides with a fault."""

from __future__ import annotations

import numpy as np

from pyjuliann import nn
from pyjuliann.training.lockstep import Lockstep
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.run import Run
from pyjuliann.training.sides import Position, PythonSide
from pyjuliann.training.sources import load_data

SPEC = "dense:8,relu,dense:7,sigmoid,dense:10"
NOISE = load_data("random:72x12")


def plan_of(data=NOISE, **settings):
    return Plan(Settings(**{"network": SPEC, "data": data.name, "batch": 10, **settings}), data)


def python_side(plan):
    return PythonSide(plan, Position(*plan.start()))


class Mutant(PythonSide):
    """Stands for Julia: Python's own side, whose gradients or weights are changed from a step on."""

    language = "julia"

    def __init__(self, plan, *, gradient=None, weights=None, since=0):
        super().__init__(plan, Position(*plan.start()))
        self.change_gradient, self.change_weights, self.since = gradient, weights, since

    def gradients(self, params, batch):
        found = super().gradients(params, batch)
        if self.change_gradient is not None and batch.step >= self.since:
            return self.change_gradient(found)
        return found

    def train(self, chunk):
        params, state = self.position()
        losses = []
        for step in range(chunk.start, chunk.stop):
            batch = self.batch(step)
            params, state = nn.optimizer_step(self.plan.optimizer, params, self.gradients(params, batch), state)
            if self.change_weights is not None and step >= self.since:
                params = self.change_weights(params)
            losses.append(self.loss(params, batch))
        self.place(Position(params, state))
        return np.array(losses), np.zeros((len(chunk.points), 2))


def in_lockstep(plan, other, steps, *, every=5, **settings):
    """Run Python and another side, and return what lockstep has seen."""
    ours = python_side(plan)
    lockstep = Lockstep(plan, ours, other, **settings)
    Run(plan, {"python": ours, "julia": other}, lockstep=lockstep, every=every).go(steps)
    return lockstep


def changed(number, part, change):
    """Return what changes one array of weights or gradients."""

    def apply(tree):
        pairs = [list(pair) for pair in tree]
        pairs[number][part] = change(pairs[number][part])
        return tuple(map(tuple, pairs))

    return apply
