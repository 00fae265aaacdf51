"""Post 11: five ways to make a step of a gradient."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, ExpectedResult, Formula, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, START, STEPS, X
from pyjuliann.nn.optimizers import adagrad, adam, momentum, optimizer_init, optimizer_step, rmsprop, sgd
from pyjuliann.nn.rules import RULES
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can take a step of SGD, momentum, AdaGrad, RMSProp and Adam by hand, say what each of them
remembers, and tell where the same name means another formula.

The gradient g says which way is down; the optimizer says how far to go. In a long narrow valley these are two
questions: across it the slope is steep and the bottom near, along it the slope is gentle and the bottom far.

{figure:paths}

**SGD** goes against the gradient, η times its length:

{formula:sgd}

With w = (1, 2), g = (2, −4) and η = 0.5 that is (1, 2) − 0.5·(2, −4) = (0, 4):

{example:11.1}

**Momentum** is a ball that keeps rolling. Its velocity v is a state that goes from step to step; steps that agree
add up, steps that contradict each other cancel. α = 0.9.

{formula:momentum}

{example:11.2}

**Where the series contradicts itself.** The post prints a momentum of 0; the author's code and the text mean 0.9.
With 0 nothing rolls, and it is SGD again:

{example:11.3}

**AdaGrad** gives each weight a pace of its own. What has moved much moves less from then on. The sum s only
grows, so in time it stops.

{formula:adagrad}

In its first step it divides g by |g|, so it goes by η in each coordinate, whatever the gradient:

{example:11.4}

**RMSProp** is the same with a memory that fades. β = 0.9. Its first step is η/√0.1 long, about 3.2 times η,
because s has seen only a tenth of g² by then.

{formula:rmsprop}

{example:11.5}

**Adam** takes both: a fading mean m of the gradients over the root of a fading mean v of their squares, with β₁ =
0.9 and β₂ = 0.999. Both start at 0 and are too small at first; the factor of step t makes up for it, exactly so
in the first step, which is η long. η = 0.001 unless one says otherwise.

{formula:adam}

{example:11.6}

**State is an argument.** Velocities and sums belong to each parameter and live from step to step. Here an
optimizer is a value, such as `adam(0.001)`; `optimizer_init` makes its state, and `optimizer_step` takes
parameters, gradients and state and returns new parameters and new state. Nothing is hidden in an object, so a run
can stop, be saved, and go on elsewhere: in the other language, for example.

{example:11.7}

**Side by side.** The post trains with ReLU for three epochs of MNIST and reports 46.0, 47.7, 50.0, 49.7 and 50.7
s in the order above; only SGD stays under 90 %. (Told and not run.) On the small problem, 120 steps with learning
rate 0.03 for all, SGD comes last as well:

{example:11.8}

{example:11.9}

{example:11.10}

{example:11.11}

{example:11.12}

{figure:losses}

**Where ε stands.** It keeps the quotient finite where nothing has moved yet. Here it stands outside the root, √s
+ ε with ε = 1e-7, as in the series. Other texts put it inside, √(s + ε), and libraries choose another one:
PyTorch has 1e-8 for Adam and RMSProp and 1e-10 for AdaGrad (and β = 0.99 for RMSProp). In Adam there is one more
difference. PyTorch divides v by 1 − β₂ᵗ first and adds ε then, as in the paper's own algorithm; here the factor
stands before the quotient, and ε meets a root that is still too small, in the first step by √0.001, about 32
times. For ordinary gradients nobody sees it. For a gradient of 1e-7 the first step here is only 3 % of η,

{example:11.13}

and with PyTorch's order and PyTorch's ε it is 91 %:

{example:11.14}

So compare two implementations at equal definitions only, and look at the formula before blaming rounding.

**A trap of powers.** β₂ᵗ with a growing integer t: `^` in Julia and `**` in Python take different ways and may
differ in the last bit. Here both multiply by squaring, in the same order.
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

_FORMULAS = {
    "sgd": Formula(r"w \leftarrow w - \eta \, g", "w ← w − η·g"),
    "momentum": Formula(
        r"v \leftarrow \alpha v - \eta \, g, \qquad w \leftarrow w + v",
        "v ← α·v − η·g,  w ← w + v",
    ),
    "adagrad": Formula(
        r"s \leftarrow s + g^2, \qquad w \leftarrow w - \eta \, \frac{g}{\sqrt{s} + \varepsilon}",
        "s ← s + g²,  w ← w − η·g / (√s + ε)",
    ),
    "rmsprop": Formula(
        r"s \leftarrow \beta s + (1 - \beta) g^2, \qquad w \leftarrow w - \eta \, \frac{g}{\sqrt{s} + \varepsilon}",
        "s ← β·s + (1 − β)·g²,  w ← w − η·g / (√s + ε)",
    ),
    "adam": Formula(
        r"\begin{array}{l} m \leftarrow m + (1 - \beta_1)(g - m) \\ v \leftarrow v + (1 - \beta_2)(g^2 - v) \\ "
        r"w \leftarrow w - \eta \, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} \, \frac{m}{\sqrt{v} + \varepsilon} "
        r"\end{array}",
        "m ← m + (1 − β₁)·(g − m)\nv ← v + (1 − β₂)·(g² − v)\nw ← w − η · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)",
    ),
}
_FIGURES = {
    "paths": (
        "The paths of the five optimizers on the contour lines of x²/20 + y², a valley twenty times as steep across "
        "as along, from "
        "(−7, 2): SGD jumps from side to side, momentum swings and rolls on, the other three go more directly"
    ),
    "losses": (
        "The losses of examples 11.8 to 11.12 over 120 steps with learning rate 0.03: SGD stays highest, AdaGrad comes "
        "next, then RMSProp; momentum and Adam go lowest"
    ),
}
_EXERCISES = (
    Exercise(
        "Momentum 0.9, η = 0.1, and a gradient that is 1 in every step, from v = 0 on. What is v after two steps, and "
        "what "
        "does it tend to?",
        Example(
            "11.A1",
            "Two steps downhill",
            Twin(
                lambda alpha, rate: alpha * (alpha * 0.0 - rate * 1.0) - rate * 1.0,
                "(alpha, rate) -> alpha * (alpha * 0.0 - rate * 1.0) - rate * 1.0",
            ),
            (0.9, 0.1),
            Near(lambda: np.float64(-0.19), "−0.19", 1e-15, "the rounding of two products"),
        ),
        "−0.1, then 0.9·(−0.1) − 0.1 = −0.19. It tends to −0.1/(1 − 0.9) = −1, ten times a step of SGD.",
    ),
    Exercise(
        "AdaGrad has seen the gradient 4 three times, from s = 0 on. By which part of η does the third step go?",
        Example(
            "11.A2",
            "The third step of AdaGrad, η = 1",
            "optimizer_step",
            (adagrad(1.0), np.array([0.0]), np.array([4.0]), (np.array([32.0]),)),
            Near(
                lambda: (np.array([-1 / math.sqrt(3)]), (np.array([48.0]),)),
                "1/√3 by hand",
                1e-6,
                "ε is left out by hand",
            ),
        ),
        "s is 16 + 16 + 16 = 48, so 4/√48 = 1/√3 = 0.577. The step t of an even slope is η/√t.",
    ),
    Exercise(
        "Adam's gradient is 100 times larger in every step. How does its path change?",
        Example(
            "11.A3",
            "A first step for 2 and for 200",
            Twin(
                lambda: tuple(
                    optimizer_step(
                        adam(0.5, 0.9, 0.999, 0.0), np.zeros(1), np.array([g]), (0, np.zeros(1), np.zeros(1))
                    )[0]
                    for g in (2.0, 200.0)
                ),
                """() -> map((2.0, 200.0)) do g
    JuliaNN.optimizer_step(JuliaNN.adam(0.5, 0.9, 0.999, 0.0), zeros(1), [g], (0, zeros(1), zeros(1)))[1]
end""",
            ),
            (),
            Near(
                lambda: (np.array([-0.5]), np.array([-0.5])), "η for both", 1e-14, "rounding of a quotient and a root"
            ),
        ),
        "Not at all, but for ε: m grows 100 times and so does √v. Only the learning rate sets the length.",
    ),
)

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
        Example(
            "11.13",
            "Adam's first step for g = 1e-7, η = 1",
            Twin(
                lambda g: optimizer_step(adam(1.0), np.zeros(1), np.array([g]), (0, np.zeros(1), np.zeros(1)))[0],
                "g -> JuliaNN.optimizer_step(JuliaNN.adam(1.0), zeros(1), [g], (0, zeros(1), zeros(1)))[1]",
            ),
            (1e-7,),
            Near(lambda: np.array([-0.030653430031]), "−√0.001 / (√0.001 + 1)", 1e-9, "ten digits are written down"),
        ),
        Example(
            "11.14",
            "The same in PyTorch's order, ε = 1e-8",
            Twin(
                lambda g: -(0.1 * g / (1 - 0.9)) / (math.sqrt(0.001 * g * g / (1 - 0.999)) + 1e-8),
                "g -> -(0.1 * g / (1 - 0.9)) / (sqrt(0.001 * g * g / (1 - 0.999)) + 1e-8)",
            ),
            (1e-7,),
            Near(lambda: np.float64(-1 / 1.1), "−1/1.1", 1e-12, "a difference of 1 − 0.999 has thirteen digits"),
        ),
    ),
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
