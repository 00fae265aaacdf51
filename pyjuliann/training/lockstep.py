"""Two runs side by side: how far apart they are, at which step they part, and why.

Rounding makes two correct runs part too: the last bit of one step is carried on by the next. So where they are
farther apart than the budget, the steps in question are taken once more, each from the same weights in both
languages. If single steps agree, what was seen is rounding that has grown: drift. If one does not, the parts of that
step say where it begins: in the loss, in the gradient of a layer, or in what the optimizer makes of a gradient.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from pyjuliann.language import phrase
from pyjuliann.nn.gradients import STEP
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.training.plan import Plan
from pyjuliann.training.sides import Batch, Position, PythonSide, TrainingSide

BUDGET: Final = 64.0
"""How far apart, in units, two runs may be before single steps are looked at."""

_STEP_BUDGET: Final = 64.0  # for one step from equal weights; 7 units are the most that was measured
_UPDATE_ULP: Final = 4  # for the optimizer on equal gradients; measured: equal bits
_ROOM: Final = 16.0  # so many times farther apart must drift be before it is looked at again


@dataclass(frozen=True)
class Distances:
    """How far apart two runs are after a number of steps, in units.

    A unit is the distance from 1 to the next number, or from the largest number of an array if that is above 1.
    The loss is the worst since the last look, the gradients are those of the step to come.
    """

    step: int
    loss: float
    gradient: float
    weights: float


@dataclass(frozen=True)
class Parting:
    """Where two runs part.

    Parameters
    ----------
    kind : "drift" or "difference"
    step : int
        Counted from 1.
    what : "loss", "gradient", "update", "weights" or "step"
        "update" is what the optimizer makes of equal weights and gradients; "step" is a step as a whole whose
        parts agree.
    layer : str
        Such as ``"layer 2 (dense)"``, "" for the loss and the whole step.
    parameter : "w", "b" or ""
    distance : float
        In units, of the two runs if they drift, else of one step from equal weights.
    single : float
        The farthest that single steps from equal weights were apart, in units.
    detail : str
        The first element that is too far apart, in both index bases.
    """

    kind: str
    step: int
    what: str
    layer: str
    parameter: str
    distance: float
    single: float
    detail: str = ""

    @property
    def place(self) -> str:
        """The layer and the parameter in words, with a comma before them; "" where no layer is to be named."""
        return phrase(", {}, {}", self.layer, self.parameter) if self.layer else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON can hold it."""
        return {
            key: value if not isinstance(value, float) or math.isfinite(value) else str(value)
            for key, value in asdict(self).items()
        }


class Lockstep:
    """Compares a run in Python with one in another language, window by window.

    Parameters
    ----------
    plan : Plan
    python : PythonSide
    julia : TrainingSide
    budget : float
        In units; with numerical gradients, which are quotients by 2h, there are 16/2h times as many.
    """

    def __init__(self, plan: Plan, python: PythonSide, julia: TrainingSide, budget: float = BUDGET) -> None:
        self.plan, self.python, self.julia = plan, python, julia
        self.budget = budget if self._gradient_size == 1 else budget * _ROOM * self._gradient_size
        self.distances: list[Distances] = []
        self.drift: Parting | None = None
        self.difference: Parting | None = None
        self._limit = self.budget
        self._single = 0.0
        self._python_losses: list[np.ndarray] = []
        self._julia_losses: list[np.ndarray] = []
        self._mark()

    def add(self, python_losses: np.ndarray, julia_losses: np.ndarray) -> None:
        """Take the losses of a chunk that both sides have trained."""
        self._python_losses.append(python_losses)
        self._julia_losses.append(julia_losses)

    def look(self, stop: int) -> Distances:
        """Compare the runs, which both stand after `stop` steps; find out why if they are too far apart."""
        loss = distance(np.concatenate(self._python_losses), np.concatenate(self._julia_losses))
        start = stop - sum(map(len, self._python_losses))
        weights = [self.python.weights(), self.julia.weights()]
        batch = self.python.batch(stop)
        gradients = [side.gradients(own, batch) for side, own in zip((self.python, self.julia), weights, strict=True)]
        found = Distances(
            stop,
            loss,
            max(distance(ours, theirs, self._gradient_size) for _, _, ours, theirs in self._parts(*gradients)),
            max(distance(ours, theirs) for _, _, ours, theirs in self._parts(*weights)),
        )
        self.distances.append(found)
        if self.difference is None and max(found.loss, found.gradient, found.weights) > self._limit:
            self._find_out(start, stop, found)
        self._mark()
        return found

    # ------------------------------------------------------------ why

    def _find_out(self, start: int, stop: int, seen: Distances) -> None:
        """Take the steps of a window once more, one by one, and each also from equal weights."""
        for side in (self.python, self.julia):
            side.back()
        parted: Parting | None = None
        step = start
        while step < stop and self.difference is None:
            before = self.python.position()
            chunk = self.plan.chunk(step, step + 1)
            losses = [side.train(chunk)[0] for side in (self.python, self.julia)]
            if parted is None:
                parted = self._parted(step, losses)
            self.difference = self._single_step(step, before, losses[0])
            step += 1
        if step < stop:
            rest = self.plan.chunk(step, stop)
            for side in (self.python, self.julia):
                side.train(rest)
        if self.difference is None:
            # The gradients that were seen to be apart may be those of the step to come.
            before, batch = self.python.position(), self.python.batch(stop)
            self.difference = self._single_loss(stop, before, batch) or self._single_gradients(stop, before, batch)
        if self.difference is None:
            worst = max(seen.loss, seen.gradient, seen.weights)
            if self.drift is None:
                seen_first = parted or Parting("drift", stop, "gradient", "", "", worst, 0.0)
                self.drift = replace(seen_first, single=self._single)
            self._limit = _ROOM * worst if math.isfinite(worst) else math.inf

    def _parted(self, step: int, losses: list[np.ndarray]) -> Parting | None:
        """Return where the two runs are beyond the budget after a step, None if they are not."""
        farthest, place = distance(losses[0], losses[1]), ("loss", "", "")
        for layer, parameter, ours, theirs in self._parts(self.python.weights(), self.julia.weights()):
            if (apart := distance(ours, theirs)) > farthest:
                farthest, place = apart, ("weights", layer, parameter)
        return Parting("drift", step + 1, *place, farthest, 0.0) if farthest > self.budget else None

    def _single_step(self, step: int, before: Position, python_loss: np.ndarray) -> Parting | None:
        """Return where one step from equal weights differs, None if it agrees."""
        batch = self.python.batch(step)
        return (
            self._single_loss(step, before, batch)
            or self._single_gradients(step, before, batch)
            or self._whole_step(step, before, python_loss)
        )

    def _single_loss(self, step: int, before: Position, batch: Batch) -> Parting | None:
        losses = self.python.loss(before.params, batch), self.julia.loss(before.params, batch)
        return self._judged(step, ("loss", "", ""), losses)

    def _single_gradients(self, step: int, before: Position, batch: Batch) -> Parting | None:
        both = [side.gradients(before.params, batch) for side in (self.python, self.julia)]
        # Backpropagation comes from the last layer: what is wrong there is wrong in all layers before it.
        for layer, parameter, ours, theirs in reversed(list(self._parts(*both))):
            if parting := self._judged(step, ("gradient", layer, parameter), (ours, theirs), size=self._gradient_size):
                return parting
        updated = [side.update(before.params, both[0], before.state) for side in (self.python, self.julia)]
        for layer, parameter, ours, theirs in self._parts(*updated):
            comparison = compare(ours, theirs, Policy(ulp=_UPDATE_ULP))
            if not comparison:
                apart = distance(ours, theirs)
                return Parting(
                    "difference", step + 1, "update", layer, parameter, apart, apart, str(comparison.first or "")
                )
        return None

    def _whole_step(self, step: int, before: Position, python_loss: np.ndarray) -> Parting | None:
        """Return where the step as training takes it differs, though its parts agree; Python has just taken it."""
        own = self.julia.position()
        self.julia.place(before)
        julia_loss, _ = self.julia.train(self.plan.chunk(step, step + 1))
        after = self.julia.weights()
        self.julia.place(own)
        if parting := self._judged(step, ("step", "", ""), (python_loss, julia_loss), room=self._gain):
            return parting
        for layer, parameter, ours, theirs in self._parts(self.python.weights(), after):
            if parting := self._judged(step, ("weights", layer, parameter), (ours, theirs), room=self._gain):
                return parting
        return None

    def _judged(
        self, step: int, place: tuple[str, str, str], pair: tuple[Any, Any], *, size: float = 1.0, room: float = 1.0
    ) -> Parting | None:
        """Return the parting if a single step's two results are too far apart."""
        apart = distance(pair[0], pair[1], size)
        if apart <= _STEP_BUDGET * room:
            self._single = max(self._single, apart / room)
            return None
        comparison = compare(pair[0], pair[1], Policy(ulp=int(_STEP_BUDGET)), scale=size)
        return Parting("difference", step + 1, *place, apart, apart, str(comparison.first or ""))

    # ------------------------------------------------------------ what is compared

    def _mark(self) -> None:
        self._python_losses, self._julia_losses = [], []
        for side in (self.python, self.julia):
            side.mark()

    def _parts(self, python: Any, julia: Any) -> Iterator[tuple[str, str, Any, Any]]:
        """Yield layer, parameter and both arrays, from front to back."""
        for title, pairs in zip(self.plan.network.titles, zip(python, julia, strict=True), strict=True):
            for k, parameter in enumerate(("w", "b")):
                yield title, parameter, pairs[0][k], pairs[1][k]

    @property
    def _gradient_size(self) -> float:
        """How large the numbers are that gradients are computed from, at least."""
        return 1.0 if self.plan.gradient == "backpropagation" else 1 / (2 * STEP)

    @property
    def _gain(self) -> float:
        """How many units a step may move apart for each unit that gradients are apart.

        Optimizers that divide by a root make much of little where gradients are small, up to rate / epsilon.
        """
        optimizer = self.plan.optimizer
        epsilon = getattr(optimizer, "epsilon", 1.0)
        return max(1.0, float(optimizer.learning_rate / epsilon)) * self._gradient_size


def distance(python: Any, julia: Any, size: float = 1.0) -> float:
    """Return how far apart two arrays are at most, in units at their largest number, or at `size` if that is larger.

    Infinite where one alone is not a number, or infinities do not match, or shapes or types differ.

    Examples
    --------
    >>> distance(np.array([1.0, 0.0]), np.array([1.0, 2**-52]))
    1.0
    """
    a, b = np.asarray(python), np.asarray(julia)
    if a.shape != b.shape or a.dtype != b.dtype:
        return math.inf
    with np.errstate(all="ignore"):
        apart = float(np.abs(a - b).max(initial=0))
        largest = float(np.abs(a).max(initial=0))
        if not (math.isfinite(apart) and math.isfinite(largest)):
            known = np.isfinite(a) & np.isfinite(b)
            same = (a == b) | (np.isnan(a) & np.isnan(b))
            if not (known | same).all():
                return math.inf
            return distance(np.where(known, a, 0), np.where(known, b, 0), size)
    return apart / float(np.spacing(a.dtype.type(max(size, largest))))
