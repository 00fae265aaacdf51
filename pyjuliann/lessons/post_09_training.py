"""Post 9: training with backpropagation."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained, shown_losses
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import ACCURACY_AFTER_TRAINING, BATCHES, DRIFT, LABELS, QUOTIENTS, START, STEPS, X
from pyjuliann.nn.optimizers import sgd
from pyjuliann.nn.training import train
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can train a network with backpropagation, show that it goes the way that numerical gradients go,
tell drift from a mistake, and time a loop in Julia without timing its compiler.

The network of post 7 once more, with the gradients of post 8. Nothing else changes, and so the numbers should not: the
post reports 80.14 % after 600 steps, where numerical gradients had given 80.15 %. What changes is the time, 19.7 s in
place of 17,654 s. After 1,800 steps it reports 90.38 %. (These figures need MNIST, so they are told and not run.)

**The same steps twice.** Here the small problem of lesson 7 is learnt in 120 steps. The batches come from draws that
are given, so Python and Julia see the same samples in the same order.

{figure:losses}

{example:9.1}

Every step is the one of lesson 6, with one gradient for each parameter and no loss computed twice:

{formula:steps}

Now the same with numerical gradients: every weight and every loss on the way must be where backpropagation came out.

{example:9.2}

And this is what it was for:

{example:9.3}

**Do not expect equal bits.** exp differs in the last bit now and then, sums are added up in another order, and some
processors fuse a product and a sum into one rounding. Each step starts from what the last one left, so such differences
are carried on and grow slowly: after 120 steps some weights are about ten units in the last place apart. That is drift.
A real mistake, such as one wrong row or a missing 1/h, shows in the third digit of the first loss.

**Julia runs loops at full speed**, once it has compiled them: the first call of a function takes up to seconds, each
later one next to nothing. A time that includes the first call says nothing about the loop. In NumPy a loop over single
numbers is what costs; whole matrices at a time are quick in both.

**Globals.** A loop at the top level of a file works on globals. Julia cannot know the type of a global and runs such
code many times slower. And an assignment inside the loop makes a new local variable there instead of changing the
global one, with a warning, though in the REPL it changes it. In a function neither happens. `train` is a function:
parameters, state and draws go in, parameters, state and losses come out.
"""

FORMULAS = {
    "steps": Formula(
        r"\theta_{t+1} = \theta_t - \eta \left. \frac{\partial L_t}{\partial \theta} \right|_{\theta_t}, "
        r"\qquad t = 0, 1, \ldots, 119",
        "θₜ₊₁ = θₜ − η · ∂Lₜ/∂θ (θₜ),  t = 0, 1, …, 119",
    ),
}

FIGURES = {
    "losses": (
        "The loss at each of the 120 steps of the run below: it starts at about 1 and comes down to between 0.1 and "
        "0.2, "
        "jagged, since every step sees another batch"
    ),
}

_LAYERS = ("dense", "sigmoid", "dense")
_RUN = (_LAYERS, START, X, LABELS, BATCHES)
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.5), "state": ()}


def _parted(layers: Any, params: Any, x: Any, labels: Any, draws: Any, *, optimizer: Any, state: Any) -> float:
    def run(params: Any, state: Any, draws: Any) -> Any:
        return train(layers, params, x, labels, draws, optimizer=optimizer, state=state)

    whole = run(params, state, draws)[0]
    half, state, _ = run(params, state, draws[:60])
    parted = run(half, state, draws[60:])[0]
    return float(
        max(
            np.max(abs(a - b))
            for one, other in zip(whole, parted, strict=True)
            for a, b in zip(one, other, strict=True)
        )
    )


_PARTED = Twin(
    _parted,
    """
    (layers, params, x, labels, draws; optimizer, state) -> begin
        run(p, s, d) = JuliaNN.train(layers, p, x, labels, d; optimizer=optimizer, state=s)
        whole = run(params, state, draws)[1]
        half, state, _ = run(params, state, draws[1:60, :])
        parted = run(half, state, draws[61:end, :])[1]
        maximum(maximum(abs.(a .- b)) for (one, other) in zip(whole, parted) for (a, b) in zip(one, other))
    end
    """,
)

EXERCISES = (
    Exercise(
        "How many times as fast as numerical gradients was backpropagation, by the post's two times?",
        Example(
            "9.A1",
            "17,654 s against 19.7 s",
            Twin(lambda slow, fast: round(slow / fast), "(slow, fast) -> round(Int, slow / fast)"),
            (17654.0, 19.7),
            Exact(896),
        ),
        "About nine hundred times, and the network is as good.",
    ),
    Exercise(
        "Train 60 steps, and 60 more from where the first left off. How far from the weights of 120 steps at once do "
        "you "
        "come out?",
        Example("9.A2", "Twice sixty steps against 120", _PARTED, _RUN, Exact(np.float64(0.0)), keywords=_SETTINGS),
        "At the same bits: a step knows the parameters, the state and its draws, and nothing else of the past.",
    ),
    Exercise(
        "Somebody forgets the 1/h of a gradient, with batches of 8 samples. Which learning rate hides the mistake, if "
        "0.5 "
        "was meant?",
        Example(
            "9.A3",
            "0.5 times a mean, and 1/16 times a sum",
            Twin(
                lambda lr, g: (lr * np.mean(g), lr / len(g) * np.sum(g)),
                "(lr, g) -> (lr * (sum(g) / length(g)), lr / length(g) * sum(g))",
            ),
            (0.5, np.array([1.0, 2.0, -1.0, 0.5, 0.0, 3.0, -2.0, 0.5])),
            Exact((np.float64(0.25), np.float64(0.25))),
        ),
        "0.5 / 8 = 1/16: eight times the gradient and an eighth of the rate make the same step. So a wrong gradient "
        "can "
        "learn, and only a check like that of lesson 8 finds it.",
    ),
)

LESSON = Lesson(
    id="9",
    title="Training with backpropagation",
    text=TEXT,
    functions=("train", "network_gradients", "predict", "accuracy"),
    inside=(
        ("training._descend", "training._descend!"),
        ("_passes.loss_of_batch", "_passes._loss_of_batch!"),
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "9.1",
            "120 steps with backpropagation",
            "train",
            _RUN,
            Trained(START, (), STEPS, low=0.1, high=0.2),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "9.2",
            "The same with numerical gradients",
            "train",
            _RUN,
            Near(
                lambda: train(*_RUN, **_SETTINGS),
                "the run with backpropagation",
                1e-5,
                "each gradient differs by up to 1e-6, since backpropagation leaves the 1e-7 out",
                show=shown_losses,
            ),
            keywords={**_SETTINGS, "gradient": "numerical"},
            **QUOTIENTS,
        ),
        Example(
            "9.3",
            "Accuracy afterwards, in percent",
            ACCURACY_AFTER_TRAINING,
            _RUN,
            Exact(np.float64(100.0)),
            keywords=_SETTINGS,
        ),
    ),
)
