"""What the series' networks come to on real digits, in both languages."""

from __future__ import annotations

import pytest

from pyjuliann.training.opening import open_run
from pyjuliann.training.outcome import outcome_of
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.sources import load_data

pytestmark = pytest.mark.thorough

POST_9 = {"network": "mlp", "activation": "sigmoid", "init": "std", "optimizer": "sgd", "learning_rate": 1.0}

CNN = {"network": "cnn", "learning_rate": 0.003}


@pytest.mark.parametrize(("settings", "steps", "least"), [(POST_9, 1800, 95), (CNN, 150, 97)])
def test_digits_are_learnt_in_both_languages(settings, steps, least, engine):
    run = open_run(Plan(Settings(**settings), load_data("digits")), engine)
    run.go(steps)
    outcome = outcome_of(run, steps)
    run.close()
    assert [side.language for side in outcome.sides] == ["python", "julia"]
    assert all(side.tested >= least for side in outcome.sides), [side.tested for side in outcome.sides]
    assert outcome.difference is None
