"""What is expected of results of networks: what another way of computing gives, and losses that came down."""

from __future__ import annotations

import numpy as np
from examples import by_id, problem

from pyjuliann.lessons.expectations import MeanDifference, Near, Trained
from pyjuliann.lessons.model import Exact, Form
from pyjuliann.nn import network_gradients, numerical_network_gradients

PAIR = ((np.array([[1.0, 2.0]]), np.array([[0.5]])),)


def test_near():
    expected = Near(lambda: PAIR, "the other way", 1e-3, "because")
    assert problem(expected, ((np.array([[1.0009, 2.0]]), np.array([[0.5]])),)) == ""
    assert problem(expected, ((np.array([[1.0, 2.0]]), np.array([[0.502]])),)) == "is 0.002 away from the other way"
    assert problem(expected, ((np.array([[1.0, np.nan]]), np.array([[0.5]])),)) == "is nan away from the other way"
    assert "is Tuple{Matrix{Float64}}, expected" in problem(expected, (np.array([[1.0, 2.0]]),))
    assert "has size" in problem(expected, ((np.array([[1.0], [2.0]]), np.array([[0.5]])),))
    assert expected.description == "within 0.001 of the other way"
    assert Near(lambda: 0, "", 0, "", show=lambda value: f"<{value}>").shown(7) == "<7>"


def test_mean_differences():
    expected = MeanDifference(lambda: PAIR, "so near", (("W", "2e-6"), ("b", "1.9e-7")))
    assert problem(expected, ((np.array([[1.000019, 2.0]]), np.array([[0.5]])),)) == ""
    assert problem(expected, ((np.array([[1.000021, 2.0]]), np.array([[0.5]])),)) == (
        "has a mean difference of 1.05e-05 in W, published 2e-6"
    )
    assert "in b" in problem(expected, ((np.array([[1.0, 2.0]]), np.array([[0.500001]])),))
    assert "nan in b" in problem(expected, ((np.array([[1.0, 2.0]]), np.array([[np.nan]])),))
    assert expected.shown(((np.array([[1.0, 2.000003]]), np.array([[0.5]])),)) == "W 1.5e-6, b 0.0"
    assert expected.published == "W 2e-6, b 1.9e-7, so near"


def test_backpropagation_with_a_mistake_is_found():
    example = by_id("8.9")
    layers, params, x, t = example.args
    for wrong in (network_gradients(layers, params, x, 1 - t), network_gradients(layers, params, x[:, ::-1].copy(), t)):
        assert "mean difference" in problem(example.expected, wrong)
    assert problem(example.expected, numerical_network_gradients(*example.args)) == ""


def test_trained():
    expected = Trained(PAIR, (), 20, low=0.1, high=0.2)
    losses = np.linspace(1.0, 0.15, 20)
    assert problem(expected, (PAIR, (), losses)) == ""
    assert "expected 0.1 to 0.2" in problem(expected, (PAIR, (), losses + 1))
    assert "nan of the last 2 losses" in problem(expected, (PAIR, (), losses * np.nan))
    assert "expected" in problem(expected, (PAIR, (0,), losses))
    assert "has size" in problem(expected, (PAIR, (), losses[1:]))
    assert expected.shown((PAIR, (), losses)) == "loss 1.0 → 0.7763 → 0.5526 → 0.3737 → 0.15"
    assert expected.description == "mean of the last 2 losses from 0.1 to 0.2"


def test_exact_and_form_where_nothing_was_published():
    assert Exact(np.array([[1, 2]])).description == "[1 2]"
    assert problem(Exact(("dense", ("dropout", 0.5))), ("dense", ("dropout", 0.5))) == ""
    assert "has relu" in problem(Exact(("dense",)), ("relu",)) or "relu" in problem(Exact(("dense",)), ("relu",))
    assert Form((), low=0, high=1).description == "Float64, values from 0 to 1"
    assert problem(Form((), low=0, high=1), np.float64(0.5)) == ""
    assert problem(Form((), low=0, high=1), np.float64(1.5)) != ""
    assert Form((3,)).description == "3-element Vector{Float64}"
