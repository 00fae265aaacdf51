from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from networks import SHAPES, largest_difference, random_batch, random_network

from pyjuliann.nn import (
    accuracy,
    adagrad,
    adam,
    contiguous_rows,
    draw_batch,
    dropout_mask,
    mlp_layers,
    momentum,
    network_gradients,
    network_loss,
    one_hot,
    optimizer_init,
    optimizer_step,
    predict,
    rmsprop,
    sgd,
    train,
    training_step,
)

LAYERS, WIDTHS = mlp_layers(2), (7, 5, 4)
PARAMS, (X, LABELS, T) = random_network(WIDTHS, 0), random_batch(WIDTHS, 1, h=40)
DRAWS = np.random.default_rng(2).random((12, 10))
OPTIMIZERS = pytest.mark.parametrize(
    "optimizer", [sgd(0.1), momentum(), adagrad(), rmsprop(), adam()], ids=lambda optimizer: optimizer.method
)


def start(optimizer, params=PARAMS):
    return {"optimizer": optimizer, "state": optimizer_init(optimizer, params)}


@OPTIMIZERS
def test_a_step_is_gradients_update_and_loss(optimizer):
    given = start(optimizer)
    params, state, loss = training_step(LAYERS, PARAMS, X, LABELS, **given)
    gradients = network_gradients(LAYERS, PARAMS, X, T)
    expected, expected_state = optimizer_step(optimizer, PARAMS, gradients, given["state"])
    assert repr((params, state)) == repr((expected, expected_state))
    assert loss == network_loss(LAYERS, params, X, T)


@OPTIMIZERS
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_loop_is_the_steps_one_after_another(optimizer, dtype):
    params = random_network(WIDTHS, 3, dtype)
    given = start(optimizer, params)
    end, state, losses = train(LAYERS, params, X, LABELS, DRAWS, **given)
    assert losses.dtype == dtype
    for draws, loss in zip(DRAWS, losses, strict=True):
        x, labels = draw_batch(X, LABELS, draws)
        params, given["state"], step_loss = training_step(LAYERS, params, x, labels, **given)
        assert step_loss == loss
    assert repr((params, given["state"])) == repr((end, state))


def test_a_run_can_be_continued():
    given = start(adam())
    whole = train(LAYERS, PARAMS, X, LABELS, DRAWS, **given)
    params, state, first = train(LAYERS, PARAMS, X, LABELS, DRAWS[:5], **given)
    params, state, second = train(LAYERS, params, X, LABELS, DRAWS[5:], optimizer=adam(), state=state)
    assert repr((params, state, np.concatenate([first, second]))) == repr(whole)


def test_no_steps_at_all():
    params, state, losses = train(LAYERS, PARAMS, X, LABELS, DRAWS[:0], **start(adam()))
    assert repr(params) == repr(PARAMS)
    assert state[0] == 0
    assert losses.shape == (0,)


def test_nothing_given_is_changed():
    given = start(adam())
    copies = repr((PARAMS, X, LABELS, DRAWS, given))
    params, state, _ = train(LAYERS, PARAMS, X, LABELS, DRAWS, **given)
    training_step(LAYERS, params, X, LABELS, optimizer=adam(), state=state)
    assert repr((PARAMS, X, LABELS, DRAWS, given)) == copies
    assert not np.shares_memory(params[0][0], PARAMS[0][0])


def test_numerical_gradients_lead_the_same_way():
    backprop = train(LAYERS, PARAMS, X, LABELS, DRAWS, **start(sgd(0.5)))
    numerical = train(LAYERS, PARAMS, X, LABELS, DRAWS, gradient="numerical", **start(sgd(0.5)))
    np.testing.assert_allclose(numerical[2], backprop[2], atol=1e-6)
    assert largest_difference(numerical[0], backprop[0]) < 1e-5


def test_dropout_draws_its_masks():
    layers = mlp_layers(2, "relu", 0.4)
    mask_draws = np.random.default_rng(4).random((12, 10, 5))
    given = start(sgd(0.1))
    params, _, losses = train(layers, PARAMS, X, LABELS, DRAWS, mask_draws=(mask_draws,), **given)
    expected = PARAMS
    for step in range(12):
        x, labels = draw_batch(X, LABELS, DRAWS[step])
        masks = (dropout_mask(mask_draws[step], 0.4),)
        expected, _, loss = training_step(layers, expected, x, labels, masks, **given)
        assert loss == losses[step]
    assert repr(expected) == repr(params)
    assert repr(train(layers, PARAMS, X, LABELS, DRAWS, **given)[0]) != repr(params)


@OPTIMIZERS
def test_every_optimizer_learns(optimizer):
    rng = np.random.default_rng(5)
    centres = 3 * rng.normal(size=(3, 7))
    labels = rng.integers(0, 3, 300)
    x = centres[labels] + rng.normal(size=(300, 7))
    layers, params = mlp_layers(2, "relu"), random_network((7, 10, 3), 6)
    params, _, losses = train(layers, params, x, labels, rng.random((200, 30)), **start(optimizer, params))
    assert losses[-20:].mean() < losses[:5].mean() / 2
    assert accuracy(predict(layers, params, x), labels) > 90


def test_accuracy():
    y = np.array([[0.1, 0.9], [0.8, 0.2], [0.5, 0.5]])
    assert accuracy(y, np.array([1, 1, 0])) == pytest.approx(200 / 3)
    assert accuracy(y, np.array([1, 0, 0])) == 100
    assert accuracy(np.array([[0.0, -0.0], [-0.0, 0.0]]), np.array([0, 0])) == 100
    assert accuracy(np.array([[1.0, np.nan, np.nan]]), np.array([1])) == 100
    assert accuracy(np.array([[1, 3, 2]]), np.array([1])) == 100


def test_the_layout_of_the_data_does_not_matter():
    given = start(sgd(0.1))
    one = train(LAYERS, PARAMS, X, LABELS, DRAWS, **given)
    for x in (np.asfortranarray(X), contiguous_rows(X), X[::-1][::-1]):
        assert repr(train(LAYERS, PARAMS, x, LABELS, DRAWS, **given)) == repr(one)


def test_integer_images_are_taken_in_the_type_of_the_parameters():
    images = (20 * np.abs(X)).astype(np.uint8)
    given = start(sgd(0.1))
    one = train(LAYERS, PARAMS, images, LABELS, DRAWS, **given)
    assert repr(one) == repr(train(LAYERS, PARAMS, images.astype(float), LABELS, DRAWS, **given))


def test_nan_weights_do_not_hang():
    params = ((PARAMS[0][0] * np.nan, PARAMS[0][1]), PARAMS[1])
    assert np.isnan(train(LAYERS, params, X, LABELS, DRAWS, **start(adam(), params))[2]).all()


@OPTIMIZERS
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_runs_stay_together_in_julia(engine, optimizer, dtype):
    params = random_network(WIDTHS, 7, dtype)
    given = start(optimizer, params)
    arguments = (LAYERS, params, X.astype(dtype), LABELS, DRAWS)
    python = train(*arguments, **given)
    julia = engine.call("JuliaNN.train", *arguments, **given)
    # Adam and its like divide by gradients, so that rounding of small ones counts in full.
    bound = (1e3 if optimizer.method != "sgd" else 50) * np.finfo(dtype).eps
    assert largest_difference(python[0], julia[0]) < bound
    np.testing.assert_allclose(julia[2], python[2], rtol=bound)
    assert julia[2].dtype == dtype
    step = agree(engine, "training_step", *arguments[:4], ulp=10**6, **given)
    assert step[2].dtype == dtype


@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_every_kind_of_network_runs_in_julia(engine, layers, widths):
    params, (x, labels, _) = random_network(widths, 8), random_batch(widths, 9, h=20)
    rng, passed, mask_draws = np.random.default_rng(10), iter(widths), []
    width = next(passed)
    for layer in layers:
        if layer == "dense":
            width = next(passed)
        elif isinstance(layer, tuple):
            mask_draws.append(rng.random((12, 10, width)))
    for gradient in ("backpropagation", "numerical"):
        for given in ((), tuple(mask_draws)):
            options = {"mask_draws": given, "gradient": gradient, **start(sgd(0.1), params)}
            python = train(layers, params, x, labels, DRAWS, **options)
            julia = engine.call("JuliaNN.train", layers, params, x, labels, DRAWS, **options)
            assert largest_difference(python[0], julia[0]) < (1e-9 if gradient == "numerical" else 1e-13)


def test_accuracy_is_the_same_in_julia(engine):
    rng = np.random.default_rng(11)
    for y in (rng.random((50, 4)), rng.integers(0, 3, (50, 4)), np.where(rng.random((50, 4)) < 0.3, np.nan, 0.5)):
        agree(engine, "accuracy", y, rng.integers(0, 4, 50))
    agree(engine, "accuracy", np.array([[0.0, -0.0], [-0.0, 0.0]]), np.array([0, 0]))


@pytest.mark.thorough
def test_bad_input_is_refused_on_both_sides(engine):
    given = start(adam())
    dropout = mlp_layers(2, "relu", 0.5)
    for arguments in (
        (LAYERS[:2], PARAMS, X, LABELS),
        (LAYERS, PARAMS[:1], X, LABELS),
        (LAYERS, PARAMS, X[:, :3], LABELS),
        (LAYERS, PARAMS, X[:0], LABELS[:0]),
        (LAYERS, PARAMS, X, LABELS[:3]),
        (LAYERS, PARAMS, X, LABELS + 2),
        (LAYERS, PARAMS, X, LABELS - 1),
        (LAYERS, PARAMS, X, T),
        (LAYERS, PARAMS, X, LABELS * 1.0),
    ):
        refuse(engine, "training_step", *arguments, **given)
        refuse(engine, "train", *arguments, DRAWS, **given)
    for draws in (DRAWS[0], DRAWS[:, :0], DRAWS + 1, -DRAWS, DRAWS * np.nan, DRAWS.astype(int), None):
        refuse(engine, "train", LAYERS, PARAMS, X, LABELS, draws, **given)
    mask_draws = np.zeros((12, 10, 5))
    for bad in (
        {"gradient": "exact"},
        {"gradient": None},
        {"mask_draws": (mask_draws,)},
        {"mask_draws": [mask_draws]},
        {"state": ()},
        {"state": (0, PARAMS, PARAMS[:1])},
        {"optimizer": sgd()},
        {"optimizer": "sgd"},
        {"optimizer": adam()._replace(learning_rate=-1)},
    ):
        refuse(engine, "train", LAYERS, PARAMS, X, LABELS, DRAWS, **{**given, **bad})
    for bad in ((mask_draws, mask_draws), (mask_draws[1:],), (mask_draws + 1,), (mask_draws[0],)):
        refuse(engine, "train", dropout, PARAMS, X, LABELS, DRAWS, mask_draws=bad, **given)
    refuse(engine, "training_step", dropout, PARAMS, X, LABELS, (mask_draws[0],), **given)
    for y, labels in (
        (T, LABELS[:3]),
        (T[:0], LABELS[:0]),
        (T, LABELS + 1),
        (T[0], LABELS),
        (T > 0, LABELS),
        (T, LABELS * 1.0),
    ):
        refuse(engine, "accuracy", y, labels)
    with pytest.raises(ValueError, match="train: labels must be between 0 and 3; got 2 to 5"):
        train(LAYERS, PARAMS, X, LABELS + 2, DRAWS, **given)


def test_one_hot_targets_fit_what_training_uses():
    assert (one_hot(LABELS, 4) == T).all()
