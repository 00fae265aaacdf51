"""Runs at their beginning, or where they were saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyjuliann.training.lockstep import BUDGET, Lockstep
from pyjuliann.training.plan import Plan
from pyjuliann.training.run import EVERY, Run
from pyjuliann.training.sides import JuliaSide, Position, PythonSide, TrainingSide

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.training.saving import Saved


def open_run(
    plan: Plan,
    engine: Engine | None,
    *,
    python: bool = True,
    saved: Saved | None = None,
    every: int = EVERY,
    budget: float = BUDGET,
) -> Run:
    """Return a run that can go.

    Parameters
    ----------
    plan : Plan
    engine : Engine, optional
        A live one, if Julia is to train.
    python : bool
        Whether Python is to train. If both do, they are compared.
    saved : Saved, optional
        Where to go on; its languages must be those asked for.
    every : int
        After how many steps gradients and weights are compared.
    budget : float
        How far apart the languages may be before single steps are looked at, in units.
    """
    start = Position(*plan.start())
    positions = saved.positions if saved else {}
    sides: dict[str, TrainingSide] = {}
    lockstep = None
    if python:
        sides["python"] = ours = PythonSide(plan, positions.get("python", start))
    if engine is not None:
        sides["julia"] = theirs = JuliaSide(plan, positions.get("julia", start), engine)
    if python and engine is not None:
        if threads := ours.blas_threads():
            # else one language would be the faster for the number of its threads alone
            theirs.use_blas_threads(threads)
        lockstep = Lockstep(plan, ours, theirs, budget)
        lockstep.distances += saved.distances if saved else []
    return Run(
        plan, sides, saved.step if saved else 0, lockstep=lockstep, every=every,
        histories=saved.histories if saved else None,
    )  # fmt: skip
