"""Post 9: training with backpropagation."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained, shown_losses
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import ACCURACY_AFTER_TRAINING, BATCHES, DRIFT, LABELS, QUOTIENTS, START, STEPS, X
from pyjuliann.nn.optimizers import sgd
from pyjuliann.nn.training import train

TEXT = """
The network of post 7 once more, with the gradients of post 8. Nothing else changes, and so the numbers
should not: the post reports 80.14 % after 600 steps, where numerical gradients had given 80.15 %. What
changes is the time, 19.7 s in place of 17,654 s. After 1,800 steps it reports 90.38 %. (These figures
need MNIST, so they are told and not run.)

**The same steps twice.** Below, the small problem is learnt in 120 steps. The batches come from draws that
are given, so Python and Julia see the same samples in the same order. The second example learns with
numerical gradients, and every weight and every loss on its way must be where backpropagation came out.

**Do not expect equal bits.** exp differs in the last bit now and then, sums are added up in another order,
and some processors fuse a product and a sum into one rounding. Each step starts from what the last one
left, so such differences are carried on and grow slowly: after 120 steps some weights are about ten units in
the last place apart. That is drift. A real mistake, such as one wrong row or a missing 1/h, shows
in the third digit of the first loss.

**Julia runs loops at full speed**, once it has compiled them: the first call of a function takes up to
seconds, each later one next to nothing. A time that includes the first call says nothing about the loop.
In NumPy a loop over single numbers is what costs; whole matrices at a time are quick in both.

**Globals.** A loop at the top level of a file works on globals. Julia cannot know the type of a global and
runs such code many times slower. And an assignment inside the loop makes a new local variable there instead
of changing the global one, with a warning, though in the REPL it changes it. In a function neither
happens. `train` is a function: parameters, state and draws go in, parameters, state and losses come out.
"""

_LAYERS = ("dense", "sigmoid", "dense")
_RUN = (_LAYERS, START, X, LABELS, BATCHES)
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.5), "state": ()}


LESSON = Lesson(
    id="9",
    title="Training with backpropagation",
    text=TEXT,
    functions=("train", "network_gradients", "predict", "accuracy"),
    inside=(
        ("training._descend", "training._descend!"),
        ("_passes.loss_of_batch", "_passes._loss_of_batch!"),
    ),
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
