"""One language's side of a run: where it stands, and how it goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

import numpy as np
from threadpoolctl import threadpool_info

from pyjuliann import nn
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.nn.kernels import drawn_rows
from pyjuliann.training.plan import Chunk, Plan

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

BLOCK: Final = 500
"""How many samples are predicted at once, in both languages: the columns of im2col take memory."""

SEEN: Final = 2000
"""How many of the samples that are learnt from the accuracy of learning is taken on, at most."""


class Position(NamedTuple):
    """Where a run stands: its weights and the state of its optimizer."""

    params: Any
    state: Any


class Batch(NamedTuple):
    """What one step sees, the step that comes after `step` others: samples, one-hot targets, and masks."""

    step: int
    x: np.ndarray
    t: np.ndarray
    masks: tuple[np.ndarray, ...]


class TrainingSide(ABC):
    """A run in one language.

    What a step computes can also be asked for alone, from any weights and without moving the run.
    """

    language: ClassVar[str]

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @abstractmethod
    def position(self) -> Position:
        """Return where the run stands."""

    @abstractmethod
    def weights(self) -> Any:
        """Return the weights with which the run stands."""

    @abstractmethod
    def place(self, position: Position) -> None:
        """Let the run go on from a position."""

    @abstractmethod
    def mark(self) -> None:
        """Remember where the run stands."""

    @abstractmethod
    def back(self) -> None:
        """Return to where the run stood at the last `mark`."""

    @abstractmethod
    def train(self, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
        """Take the steps of a chunk.

        Returns
        -------
        losses : vector (steps,)
            After each step, of its batch.
        accuracies : matrix (points, 2)
            Of learning and of testing, at each of the chunk's points.
        """

    @abstractmethod
    def accuracies(self) -> tuple[float, float]:
        """Return the accuracies as the run stands, of learning and of testing, in percent."""

    @abstractmethod
    def loss(self, params: Any, batch: Batch) -> Any:
        """Return the loss of a batch."""

    @abstractmethod
    def gradients(self, params: Any, batch: Batch) -> Any:
        """Return the gradients of a batch, computed as the run does."""

    @abstractmethod
    def update(self, params: Any, gradients: Any, state: Any) -> Any:
        """Return the weights that the optimizer makes of weights and gradients."""

    @abstractmethod
    def blas_threads(self) -> int:
        """Return how many threads a product of matrices may take; 0 where that is not known."""

    @abstractmethod
    def close(self) -> None:
        """Give back the memory that the samples take; the run is over."""


class PythonSide(TrainingSide):
    """A run in Python."""

    language = "python"

    def __init__(self, plan: Plan, position: Position) -> None:
        super().__init__(plan)
        self._position = self._marked = position
        self.x, self.test_x = plan.scaled("train"), plan.scaled("test")

    def position(self) -> Position:
        """Return where the run stands."""
        return self._position

    def weights(self) -> Any:
        """Return the weights with which the run stands."""
        return self._position.params

    def place(self, position: Position) -> None:
        """Let the run go on from a position."""
        self._position = position

    def mark(self) -> None:
        """Remember where the run stands."""
        self._marked = self._position

    def back(self) -> None:
        """Return to where the run stood at the last `mark`."""
        self._position = self._marked

    def train(self, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
        """Take the steps of a chunk."""
        plan = self.plan
        params, state = self._position
        losses: list[np.ndarray] = []
        accuracies: list[tuple[float, float]] = []
        done = 0
        for end in (*(point - chunk.start for point in chunk.points), len(chunk.draws)):
            if end > done:
                params, state, some = nn.train(
                    plan.network.layers, params, self.x, plan.labels("train"), chunk.draws[done:end],
                    optimizer=plan.optimizer, state=state, gradient=plan.gradient,
                    mask_draws=tuple(draws[done:end] for draws in chunk.mask_draws),
                )  # fmt: skip
                losses.append(some)
            done = end
            if len(accuracies) < len(chunk.points):
                accuracies.append(self._accuracies(params))
        self._position = Position(params, state)
        return np.concatenate(losses), np.array(accuracies).reshape(-1, 2)

    def accuracies(self) -> tuple[float, float]:
        """Return the accuracies as the run stands, of learning and of testing, in percent."""
        return self._accuracies(self._position.params)

    def loss(self, params: Any, batch: Batch) -> Any:
        """Return the loss of a batch."""
        return nn.network_loss(self.plan.network.layers, params, batch.x, batch.t, batch.masks)

    def gradients(self, params: Any, batch: Batch) -> Any:
        """Return the gradients of a batch, computed as the run does."""
        gradients = getattr(nn, _GRADIENTS[self.plan.gradient])
        return gradients(self.plan.network.layers, params, batch.x, batch.t, batch.masks)

    def update(self, params: Any, gradients: Any, state: Any) -> Any:
        """Return the weights that the optimizer makes of weights and gradients."""
        return nn.optimizer_step(self.plan.optimizer, params, gradients, state)[0]

    def blas_threads(self) -> int:
        """Return how many threads a product of matrices may take; 0 where that is not known."""
        pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
        # SciPy, which scikit-learn brings, has a BLAS of its own beside NumPy's
        own = [pool for pool in pools if "numpy" in pool["filepath"]] or pools
        return max((int(pool["num_threads"]) for pool in own), default=0)

    def close(self) -> None:
        """Give back the memory that the samples take; the run is over."""
        self.x = self.test_x = np.empty(0)

    def batch(self, step: int) -> Batch:
        """Return what a step sees, in every language."""
        plan, chunk = self.plan, self.plan.chunk(step, step + 1)
        rows = drawn_rows(chunk.draws, len(plan.labels("train")))[0]
        x = self.x[..., rows] if plan.network.images else self.x[rows]
        labels = plan.labels("train")[rows]
        rates = [layer[1] for layer in plan.network.layers if layer[0] == "dropout"]
        masks = tuple(nn.dropout_mask(draws[0], rate) for draws, rate in zip(chunk.mask_draws, rates, strict=True))
        return Batch(step, x, nn.one_hot(labels, plan.data.classes), masks)

    def _accuracies(self, params: Any) -> tuple[float, float]:
        labels = self.plan.labels("train")
        return self._accuracy(params, self.x, labels[:SEEN]), self._accuracy(
            params, self.test_x, self.plan.labels("test")
        )

    def _accuracy(self, params: Any, x: np.ndarray, labels: np.ndarray) -> float:
        right = 0
        for start in range(0, len(labels), BLOCK):
            some = labels[start : start + BLOCK]
            rows = slice(start, start + len(some))
            samples = x[..., rows] if self.plan.network.images else x[rows]
            share = nn.accuracy(nn.predict(self.plan.network.layers, params, samples), some)
            right += round(share * len(some) / 100)
        return 100 * right / len(labels)


class JuliaSide(TrainingSide):
    """A run in Julia: data and weights stay there, draws go in and losses come out."""

    language = "julia"

    def __init__(self, plan: Plan, position: Position, engine: Engine) -> None:
        super().__init__(plan)
        self.engine = engine
        self._threads = 0  # what to go back to
        engine.include(julia_sources() / "worker" / "training.jl")  # once, however often it is asked for
        data = (plan.samples_in("train"), plan.labels("train"), plan.samples_in("test"), plan.labels("test"))
        self._id = self._call(
            "open_run", plan.network.layers, *position, plan.optimizer, plan.gradient, data, plan.data.scale, SEEN
        )

    def position(self) -> Position:
        """Return where the run stands."""
        return Position(*self._call("position", self._id))

    def weights(self) -> Any:
        """Return the weights with which the run stands."""
        return self._call("weights", self._id)

    def place(self, position: Position) -> None:
        """Let the run go on from a position."""
        self._call("place", self._id, *position)

    def mark(self) -> None:
        """Remember where the run stands."""
        self._call("mark", self._id)

    def back(self) -> None:
        """Return to where the run stood at the last `mark`."""
        self._call("back", self._id)

    def train(self, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
        """Take the steps of a chunk."""
        points = np.array([point - chunk.start for point in chunk.points], np.int64)
        losses, accuracies = self._call("advance", self._id, chunk.draws, chunk.mask_draws, points)
        return losses, accuracies

    def accuracies(self) -> tuple[float, float]:
        """Return the accuracies as the run stands, of learning and of testing, in percent."""
        learnt, tested = self._call("accuracies", self._id)
        return learnt, tested

    def loss(self, params: Any, batch: Batch) -> Any:
        """Return the loss of a batch."""
        return self._nn("network_loss", self.plan.network.layers, params, batch.x, batch.t, batch.masks)

    def gradients(self, params: Any, batch: Batch) -> Any:
        """Return the gradients of a batch, computed as the run does."""
        return self._nn(_GRADIENTS[self.plan.gradient], self.plan.network.layers, params, batch.x, batch.t, batch.masks)

    def update(self, params: Any, gradients: Any, state: Any) -> Any:
        """Return the weights that the optimizer makes of weights and gradients."""
        return self._nn("optimizer_step", self.plan.optimizer, params, gradients, state)[0]

    def blas_threads(self) -> int:
        """Return how many threads a product of matrices may take; 0 where that is not known."""
        return int(self._call("blas_threads"))

    def use_blas_threads(self, count: int) -> None:
        """Let products of matrices take so many threads, until the run is closed."""
        self._threads = self.blas_threads()
        self._call("use_blas_threads", count)

    def close(self) -> None:
        """Give back the memory that the samples take, and the threads; the run is over."""
        self._call("close_run", self._id)
        if self._threads:
            self._call("use_blas_threads", self._threads)

    def _call(self, function: str, *arguments: Any) -> Any:
        return self.engine.call(f"PyjuliannTraining.{function}", *arguments)

    def _nn(self, function: str, *arguments: Any) -> Any:
        return self.engine.call(f"JuliaNN.{function}", *arguments)


_GRADIENTS: Final = {
    "backpropagation": "network_gradients",
    "numerical": "fast_numerical_network_gradients",
}
