"""The loop of a run: chunks of steps in one language or in two, looked at, watched, and stopped when asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from pyjuliann.training.lockstep import Lockstep
from pyjuliann.training.plan import Plan
from pyjuliann.training.sides import TrainingSide

CHUNK: Final = 0.25
"""How many seconds a chunk of steps is to take: so soon Ctrl-C is heard, and so often is progress shown."""

EVERY: Final = 50
"""After how many steps gradients and weights are compared, unless told otherwise."""


@dataclass
class TrainingHistory:
    """What a run in one language has been through.

    Parameters
    ----------
    losses : list of vectors
        The loss after every step, in pieces.
    points : list of (step, accuracy of learning, accuracy of testing)
    timed : int
        How many steps were timed: all but the first chunk after a start, in which Julia compiles.
    seconds : float
        Spent on these.
    """

    losses: list[np.ndarray] = field(default_factory=list)
    points: list[tuple[int, float, float]] = field(default_factory=list)
    timed: int = 0
    seconds: float = 0.0

    def all_losses(self) -> np.ndarray:
        """Return the loss after every step as one vector."""
        if len(self.losses) != 1:
            self.losses = [np.concatenate(self.losses)] if self.losses else [np.zeros(0)]
        return self.losses[0]


class Run:
    """A run on its way.

    Parameters
    ----------
    plan : Plan
    sides : mapping of language to TrainingSide
        They stand after `step` steps.
    step : int
        How many have been taken.
    lockstep : Lockstep, optional
        Compares the sides where there are two.
    every : int
        After how many steps `lockstep` looks.
    histories : mapping of language to TrainingHistory, optional
        Of the steps that have been taken.
    """

    def __init__(
        self,
        plan: Plan,
        sides: Mapping[str, TrainingSide],
        step: int = 0,
        *,
        lockstep: Lockstep | None = None,
        every: int = EVERY,
        histories: Mapping[str, TrainingHistory] | None = None,
    ) -> None:
        self.plan, self.sides, self.step = plan, dict(sides), step
        self.lockstep, self.every = lockstep, every
        self.histories = dict(histories or {language: TrainingHistory() for language in sides})
        self._fresh = True

    def go(
        self, until: int, watch: Callable[[Run], object] = lambda _: None, stopped: Callable[[], bool] = lambda: False
    ) -> bool:
        """Take steps until there are so many.

        Parameters
        ----------
        until : int
        watch : callable
            Called with the run after every chunk.
        stopped : callable
            Asked after every chunk whether to stop.

        Returns
        -------
        bool
            Whether the run has come to its end; else it stands where it was stopped, and can go on.
        """
        size = 1
        looked = self.step
        while self.step < until and not stopped():
            stop = min(until, self.step + size)
            if self.lockstep is not None:
                stop = min(stop, (self.step // self.every + 1) * self.every)
            began = time.perf_counter()
            self._chunk(stop)
            took = time.perf_counter() - began
            if self.lockstep is not None and (stop % self.every == 0 or stop == until):
                self.lockstep.look(stop)
                looked = stop
            # The first steps of a language take longer: no chunk is more than four times the one before.
            size = max(1, min(4 * size, int((stop - self.step) * CHUNK / max(took, 1e-9))))
            self.step = stop
            watch(self)
        if self.lockstep is not None and looked < self.step:
            self.lockstep.look(self.step)
        return self.step >= until

    def close(self) -> None:
        """Give back the memory that the samples take; the run is over."""
        for side in self.sides.values():
            side.close()

    def _chunk(self, stop: int) -> None:
        chunk = self.plan.chunk(self.step, stop, self.plan.points(self.step, stop))
        losses = {}
        for language, side in self.sides.items():
            began = time.perf_counter()
            losses[language], accuracies = side.train(chunk)
            history = self.histories[language]
            if not self._fresh:
                history.seconds += time.perf_counter() - began
                history.timed += stop - self.step
            history.losses.append(losses[language])
            history.points += [
                (point, float(learnt), float(tested))
                for point, (learnt, tested) in zip(chunk.points, accuracies, strict=True)
            ]
        self._fresh = False
        if self.lockstep is not None:
            self.lockstep.add(losses["python"], losses["julia"])
