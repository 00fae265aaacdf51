"""Post 11: five ways to make a step of a gradient."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, ExpectedResult, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, START, STEPS, X
from pyjuliann.nn.optimizers import adagrad, adam, momentum, optimizer_init, rmsprop, sgd
from pyjuliann.nn.rules import RULES

TEXT = """
The gradient g says which way is down; the optimizer says how far to go.

- **SGD**: w −= η·g.
- **Momentum**: v = αv − η·g, then w += v. A ball that keeps rolling: steps that agree add up, steps that
  contradict each other cancel. α = 0.9.
- **AdaGrad**: s += g², then w −= η·g / (√s + ε). What has moved much moves less from then on. The sum
  only grows, so in time it stops.
- **RMSProp**: s = βs + (1 − β)g², then as AdaGrad. The same with a memory that fades. β = 0.9.
- **Adam**: a fading mean m of the gradients over the root of a fading mean v of their squares, with β₁ =
  0.9 and β₂ = 0.999. Both start at 0 and are too small at first; the factor √(1 − β₂ᵗ) / (1 − β₁ᵗ) of
  step t makes up for it. η = 0.001.

**ε stands outside the root**: √s + ε, with ε = 1e-7. Other texts and libraries put it inside, √(s + ε), or
choose another one. Where gradients are tiny that decides how large a step is. Compare two
implementations at equal definitions only.

**Where the series contradicts itself.** The post prints a momentum of 0. The author's code and the text
mean 0.9; with 0 nothing rolls, and it is SGD again. One example below shows that.

**State is an argument.** Velocities and sums belong to each parameter and live from step to step. Here an
optimizer is a value, such as `adam(0.001)`; `optimizer_init` makes its state, and `optimizer_step` takes
parameters, gradients and state and returns new parameters and new state. Nothing is hidden in an object,
so a run can stop, be saved, and go on elsewhere: in the other language, for example.

**First steps.** AdaGrad divides g by |g| in its first step, so it goes by η in each coordinate, whatever
the gradient. Adam does the same: its factor makes up for both means exactly. RMSProp's first step is
η/√0.1, about 3.2 times as long.

**A trap of powers.** β₂ᵗ with a growing integer t: `^` in Julia and `**` in Python take different ways and
may differ in the last bit. Here both multiply by squaring, in the same order.

The post trains with ReLU for three epochs of MNIST and reports 46.0, 47.7, 50.0, 49.7 and 50.7 s in the
order above; only SGD stays under 90 %. (Told and not run.) On the small problem, 120 steps with learning
rate 0.03 for all, SGD comes last as well.
"""

_W, _G = np.array([1.0, 2.0]), np.array([2.0, -4.0])
_ONE = np.array([1.0, 1.0])
_RUN = (("dense", "relu", "dense"), START, X, LABELS, BATCHES)


def _by_hand(*result: Any) -> Near:
    return Near(lambda: result, "the step by hand", 1e-6, "ε is left out by hand")


def _step(number: int, title: str, optimizer: Any, state: tuple[Any, ...], expected: ExpectedResult) -> Example:
    return Example(f"11.{number}", title, "optimizer_step", (optimizer, _W, _G, state), expected)


def _run(number: int, title: str, optimizer: Any, *, low: float, high: float) -> Example:
    state = optimizer_init(optimizer, START)
    expected = Trained(START, state, STEPS, low=low, high=high)
    keywords = {"optimizer": optimizer, "state": state}
    return Example(f"11.{number}", title, "train", _RUN, expected, keywords=keywords, **DRIFT)


_ZERO = np.array([0.0, 0.0])

LESSON = Lesson(
    id="11",
    title="Optimizers",
    text=TEXT,
    functions=(*RULES, "optimizer_init", "optimizer_step"),
    inside=(
        ("rules.step_in_place", "rules._step!"),
        *((f"rules.{rule.__name__}", f"rules._{method}!") for method, rule in RULES.items()),
        ("rules._scaled_step", ""),
        ("", "rules._adam_rate"),
        ("rules.power", "rules._power"),
    ),
    examples=(
        _step(1, "SGD: one step, η = 0.5", sgd(0.5), (), Exact((np.array([0.0, 4.0]), ()))),
        _step(
            2,
            "Momentum: a step with velocity 1",
            momentum(0.5),
            (_ONE,),
            _by_hand(np.array([0.9, 4.9]), (np.array([-0.1, 2.9]),)),
        ),
        _step(
            3,
            "Momentum 0, as printed: SGD again",
            momentum(0.5, 0.0),
            (_ONE,),
            Exact((np.array([0.0, 4.0]), (np.array([-1.0, 2.0]),))),
        ),
        _step(
            4,
            "AdaGrad: the first step is η long",
            adagrad(0.5),
            (_ZERO,),
            _by_hand(np.array([0.5, 2.5]), (np.array([4.0, 16.0]),)),
        ),
        _step(
            5,
            "RMSProp: the first step is η/√0.1 long",
            rmsprop(0.5),
            (_ZERO,),
            _by_hand(np.array([1 - 0.5 / math.sqrt(0.1), 2 + 0.5 / math.sqrt(0.1)]), (np.array([0.4, 1.6]),)),
        ),
        _step(
            6,
            "Adam: the first step is η long",
            adam(0.5),
            (0, _ZERO, _ZERO),
            Near(
                lambda: (np.array([0.5, 2.5]), (1, np.array([0.2, -0.4]), np.array([0.004, 0.016]))),
                "the step by hand",
                1e-6,
                "ε is left out by hand",
            ),
        ),
        Example(
            "11.7",
            "Adam's state at the start: t, m and v",
            "optimizer_init",
            (adam(), _W),
            Exact((0, _ZERO, _ZERO)),
        ),
        _run(8, "120 steps with SGD", sgd(0.03), low=0.8, high=0.95),
        _run(9, "120 steps with momentum", momentum(0.03), low=0.0, high=0.2),
        _run(10, "120 steps with AdaGrad", adagrad(0.03), low=0.4, high=0.8),
        _run(11, "120 steps with RMSProp", rmsprop(0.03), low=0.0, high=0.6),
        _run(12, "120 steps with Adam", adam(0.03), low=0.0, high=0.2),
    ),
)
