"""Seeded faults in one language: lockstep must name step, layer and parameter, and must not blame rounding."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from trainings import SPEC, Mutant, changed, in_lockstep, plan_of

from pyjuliann.nn import adam
from pyjuliann.training.sides import JuliaSide, Position

LAYERS = ["layer 1 (dense)", "layer 2 (dense)", "layer 3 (dense)"]


@pytest.mark.parametrize("every", [1, 4, 25])
@pytest.mark.parametrize(("number", "part"), [(0, 0), (1, 1), (2, 0)])
def test_a_wrong_gradient_in_one_layer_from_step_7_on(number, part, every):
    plan = plan_of()
    wrong = changed(number, part, lambda g: g * 1.001)
    found = in_lockstep(plan, Mutant(plan, gradient=wrong, since=6), 30, every=every).difference
    assert (found.kind, found.step, found.what) == ("difference", 7, "gradient")
    assert (found.layer, found.parameter) == (LAYERS[number], "wb"[part])


def test_what_is_wrong_in_the_last_layer_is_named_there():
    plan = plan_of()

    def wrong(gradients):
        return tuple((dw * 1.01, db * 1.01) for dw, db in gradients)

    found = in_lockstep(plan, Mutant(plan, gradient=wrong, since=3), 10).difference
    assert (found.step, found.layer) == (4, LAYERS[2])


@pytest.mark.parametrize("epsilon", [1e-8, 1.01e-7])
def test_an_optimizer_with_another_epsilon_in_julia(engine, epsilon):
    plan = plan_of(optimizer="adam")
    theirs = copy.copy(plan)
    theirs.optimizer = adam(0.001, epsilon=epsilon)
    found = in_lockstep(plan, JuliaSide(theirs, Position(*plan.start()), engine), 20).difference
    assert (found.step, found.what, found.layer, found.parameter) == (1, "update", LAYERS[0], "w")


def test_another_activation_in_julia(engine):
    plan = plan_of()
    theirs = plan_of(network=SPEC.replace("sigmoid", "relu"))
    found = in_lockstep(plan, JuliaSide(theirs, Position(*plan.start()), engine), 10).difference
    assert (found.step, found.what, found.layer) == (1, "loss", "")


def test_another_batch_in_julia(engine):
    plan, theirs = plan_of(), plan_of(samples=59)
    found = in_lockstep(plan, JuliaSide(theirs, Position(*plan.start()), engine), 10).difference
    assert found.what == "step"
    assert found.step <= 2


def test_weights_that_training_alone_gets_wrong():
    plan = plan_of()
    wrong = changed(1, 0, lambda w: w + 1e-6)
    found = in_lockstep(plan, Mutant(plan, weights=wrong, since=12), 40, every=10).difference
    assert (found.step, found.what) in ((13, "weights"), (13, "step"))


def test_not_a_number_from_a_step_on():
    plan = plan_of()
    wrong = changed(2, 0, lambda g: g * np.nan)
    found = in_lockstep(plan, Mutant(plan, gradient=wrong, since=4), 10).difference
    assert (found.step, found.what, found.layer) == (5, "gradient", LAYERS[2])


def jitter(seed):
    """Return what moves weights by one unit in the last place, up or down, as another order of sums would."""
    rng = np.random.default_rng(seed)

    def moved(params):
        return tuple(
            tuple(np.nextafter(a, np.where(rng.random(a.shape) < 0.5, -np.inf, np.inf)) for a in pair)
            for pair in params
        )

    return moved


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_rounding_drift_is_no_difference(optimizer):
    plan = plan_of(optimizer=optimizer, learning_rate=0.01)
    lockstep = in_lockstep(plan, Mutant(plan, weights=jitter(1)), 120, budget=0.5)
    assert lockstep.difference is None
    assert lockstep.drift is not None
    assert 1 <= lockstep.drift.step <= 120
    assert lockstep.drift.single <= 64


def test_drift_does_not_hide_a_later_difference():
    plan = plan_of(optimizer="sgd", learning_rate=0.01)
    wrong = changed(0, 0, lambda g: g * 1.001)
    lockstep = in_lockstep(plan, Mutant(plan, weights=jitter(1), gradient=wrong, since=0), 60, budget=0.5)
    assert lockstep.difference.what == "gradient"
    late = Mutant(plan, weights=None, gradient=wrong, since=50)
    lockstep = in_lockstep(plan, late, 60, budget=1e-3)
    assert lockstep.difference.step == 51


def test_python_and_julia_drift_apart_by_rounding_only(engine):
    plan = plan_of(optimizer="rmsprop", learning_rate=0.01)
    lockstep = in_lockstep(plan, JuliaSide(plan, Position(*plan.start()), engine), 300, every=25, budget=0.25)
    assert lockstep.difference is None
    assert lockstep.drift is not None
