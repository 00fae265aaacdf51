"""The small problem that the networks of posts 5 to 13 learn, and the draws that they share.

Three classes, each a pattern of six values from 0 to 1 with noise on it: few enough numbers to run in both
languages while one reads. All random numbers are drawn here, once, and rounded, so that no other version of
NumPy gives others.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.nn.initializers import std_weights, zero_bias
from pyjuliann.nn.network import predict
from pyjuliann.nn.training import accuracy, train
from pyjuliann.parity.pairing.pair import Twin

CLASSES, FEATURES, HIDDEN, SAMPLES, BATCH, STEPS = 3, 6, 5, 60, 10, 120

# Budgets for the examples; what was measured, with several processors' versions of exp and of the matrix product.
DRIFT: dict[str, Any] = {
    "ulp": 32,
    "scale": 1.0,
    "reason": "exp and the order of sums differ in the last bit, and each step carries it on: up to 7 ULP of 1",
}
QUOTIENT: dict[str, Any] = {
    "ulp": 16,
    "scale": 5000.0,
    "reason": "a last bit of the loss, about 1, divided by 2h: up to 4 ULP of 1/2h",
}
QUOTIENTS: dict[str, Any] = {
    "ulp": 64,
    "scale": 5000.0,
    "reason": "a last bit of the loss, about 1, divided by 2h in each step: up to 13 ULP of 1/2h",
}

_PATTERNS = np.array([[0.9, 0.1, 0.8, 0.2, 0.7, 0.1], [0.1, 0.9, 0.2, 0.8, 0.3, 0.6], [0.5, 0.4, 0.9, 0.9, 0.1, 0.2]])
_GENERATOR = np.random.default_rng(2020)


def _normal_draws(*size: int) -> np.ndarray:
    return _GENERATOR.standard_normal(size).round(2)


def _uniform_draws(*size: int) -> np.ndarray:
    # Cut off, not rounded: a draw must stay below 1.
    return np.floor(_GENERATOR.random(size) * 1000) / 1000


LABELS = np.arange(SAMPLES) % CLASSES
X = (_PATTERNS[LABELS] + 0.15 * _normal_draws(SAMPLES, FEATURES)).clip(0, 1).round(2)
TARGETS = np.eye(CLASSES, dtype=np.int64)[LABELS]
BATCHES = _uniform_draws(STEPS, BATCH)

WEIGHT_DRAWS = _normal_draws(FEATURES, HIDDEN), _normal_draws(HIDDEN, CLASSES)
START = tuple((std_weights(draws, 0.5), zero_bias(draws)) for draws in WEIGHT_DRAWS)


def _accuracy_after_training(*run: Any, **settings: Any) -> float:
    layers, _, x, labels, _ = run
    params, _, _ = train(*run, **settings)
    return accuracy(predict(layers, params, x), labels)


ACCURACY_AFTER_TRAINING = Twin(
    _accuracy_after_training,
    """(layers, params, x, labels, draws; settings...) -> begin
    params, = JuliaNN.train(layers, params, x, labels, draws; settings...)
    JuliaNN.accuracy(JuliaNN.predict(layers, params, x), labels)
end""",
)

DEEP_DRAWS = (*(_normal_draws(rows, HIDDEN) for rows in (FEATURES, HIDDEN, HIDDEN)), _normal_draws(HIDDEN, CLASSES))
MASK_DRAWS = _uniform_draws(STEPS, BATCH, HIDDEN)
