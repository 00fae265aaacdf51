"""Runs: what a step does, that cutting does not matter, and that a saved run goes on as if it had not been cut."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from trainings import NOISE, SPEC, in_lockstep, plan_of, python_side

from pyjuliann import nn
from pyjuliann.errors import TrainingError
from pyjuliann.training.opening import open_run
from pyjuliann.training.plan import OPTIMIZERS, Plan, Settings
from pyjuliann.training.run import Run
from pyjuliann.training.saving import check_fits, load, save
from pyjuliann.training.sides import JuliaSide, Position
from pyjuliann.training.sources import load_data

IMAGES = "conv:3x2x2,relu,pool:2x2:stride=1,dense:6,relu,dropout:0.2,dense:10"
DROPPED = "dense:8,relu,dropout:0.25,dense:7,sigmoid,dropout:0.5,dense:10"

PICTURES = load_data("random:72x16")


def same(a, b):
    """Whether two nests of tuples hold the same bits."""
    if isinstance(a, tuple):
        return len(a) == len(b) and all(same(p, q) for p, q in zip(a, b, strict=True))
    return np.asarray(a).dtype == np.asarray(b).dtype and np.array_equal(a, b)


def test_a_run_is_what_train_does_with_its_draws():
    plan = plan_of(optimizer="momentum")
    side = python_side(plan)
    params, state = plan.start()
    losses, _ = side.train(plan.chunk(0, 30))
    expected = nn.train(
        plan.network.layers, params, plan.scaled("train"), plan.labels("train"), plan.chunk(0, 30).draws,
        optimizer=plan.optimizer, state=state,
    )  # fmt: skip
    assert same((*side.position(), losses), expected)


@pytest.mark.parametrize("language", ["python", "julia"])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("spec", [SPEC, DROPPED, IMAGES])
@pytest.mark.thorough
def test_cutting_does_not_matter(language, optimizer, spec, engine):
    plan = plan_of(PICTURES if spec == IMAGES else NOISE, network=spec, optimizer=optimizer)

    def side():
        return python_side(plan) if language == "python" else JuliaSide(plan, Position(*plan.start()), engine)

    whole, pieces = side(), side()
    losses, accuracies = whole.train(plan.chunk(0, 24, [6, 12, 24]))
    parts = [pieces.train(plan.chunk(*cut)) for cut in [(0, 1), (1, 6), (6, 7, [7]), (7, 24, [12, 24])]]
    assert same(np.concatenate([part for part, _ in parts]), losses)
    assert same(pieces.position(), whole.position())
    assert [row.tolist() for row in np.concatenate([found for _, found in parts])][1:] == accuracies.tolist()[1:]
    assert accuracies[-1].tolist() == list(whole.accuracies())


def test_a_batch_is_what_the_step_sees():
    plan = plan_of(network=DROPPED)
    side = python_side(plan)
    params = side.weights()
    side.train(plan.chunk(0, 1))
    gradients = side.gradients(params, side.batch(0))
    assert same(side.update(params, gradients, plan.start()[1]), side.weights())


@pytest.mark.parametrize("settings", [{}, {"dtype": "float32"}, {"gradient": "numerical"}, {"network": DROPPED}])
def test_julia_stays_in_lockstep(settings, engine):
    plan = plan_of(**settings)
    lockstep = in_lockstep(plan, JuliaSide(plan, Position(*plan.start()), engine), 12, every=4)
    assert lockstep.difference is None
    assert lockstep.drift is None
    assert [seen.step for seen in lockstep.distances] == [4, 8, 12]


def test_julia_stays_in_lockstep_on_images(engine):
    plan = plan_of(PICTURES, network=IMAGES)
    lockstep = in_lockstep(plan, JuliaSide(plan, Position(*plan.start()), engine), 12, every=4)
    assert lockstep.difference is None
    assert lockstep.drift is None


def test_both_sides_count_the_same_accuracies(engine):
    plan = Plan(Settings(samples=700), load_data("digits"))
    run = open_run(plan, engine)
    run.go(45)
    python, julia = (run.histories[language] for language in ("python", "julia"))
    assert python.points == julia.points
    assert [step for step, *_ in python.points] == [7, 14, 21, 28, 35, 42]
    assert run.sides["python"].accuracies() == run.sides["julia"].accuracies()
    side = run.sides["python"]
    y = nn.predict(plan.network.layers, side.weights(), side.test_x)
    assert side.accuracies()[1] == nn.accuracy(y, plan.labels("test"))


def test_accuracies_are_taken_at_the_ends_of_epochs_and_later_less_often():
    plan = plan_of(batch=20)
    points = plan.points(0, 6000)
    assert plan.epoch == 3
    assert points[:5] == [3, 6, 9, 12, 15]
    assert all(step % 3 == 0 for step in points)
    assert len(points) < 300
    assert points == plan.points(0, 1234) + plan.points(1234, 1235) + plan.points(1235, 6000)


# ---------------------------------------------------------------- saving


def resumed(plan, file, engine=None):
    saved = load(file)
    check_fits(saved, plan, file)
    return open_run(plan, engine, saved=saved, every=25)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("cut", [1, 17])
def test_a_resumed_run_equals_one_that_was_not_cut(optimizer, cut, tmp_path):
    plan, file = plan_of(network=DROPPED, optimizer=optimizer), tmp_path / "run.npz"
    whole = open_run(plan, None)
    whole.go(40)
    first = open_run(plan, None)
    first.go(cut)
    save(first, file)
    second = resumed(plan, file)
    assert second.step == cut
    second.go(40)
    assert same(second.sides["python"].position(), whole.sides["python"].position())
    assert same(second.histories["python"].all_losses(), whole.histories["python"].all_losses())
    assert second.histories["python"].points == whole.histories["python"].points


def test_both_languages_are_resumed(engine, tmp_path):
    plan, file = plan_of(network=DROPPED, dtype="float32"), tmp_path / "run.npz"
    runs = [open_run(plan, engine, every=25) for _ in range(2)]
    runs[0].go(50)
    runs[1].go(25)
    save(runs[1], file)
    second = resumed(plan, file, engine)
    second.go(50)
    for language in ("python", "julia"):
        assert same(second.sides[language].position(), runs[0].sides[language].position())
        assert same(second.histories[language].all_losses(), runs[0].histories[language].all_losses())
    assert second.lockstep.distances == runs[0].lockstep.distances


@pytest.fixture
def file(tmp_path):
    run = open_run(plan_of(), None)
    run.go(5)
    save(run, tmp_path / "run.npz")
    return tmp_path / "run.npz"


def test_saving_leaves_nothing_half_written(file, monkeypatch):
    before = file.read_bytes()

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space"):
        save(open_run(plan_of(), None), file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b[:-3]])
def test_a_damaged_file_is_refused(file, damage):
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(TrainingError, match="is damaged, or no run that --save wrote") as error:
        load(file)
    assert str(file) in str(error.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        (b'<?xml version="1.0"?><svg/>', "an SVG picture"),
        (b'{"settings": {}}', "a JSON file"),
        (b"\x93NUMPY\x01\x00v\x00", "a single NumPy array"),
        (b"\x80\x04N.", "another kind of file"),
        (b"", "an empty file"),
    ],
)
def test_another_kind_of_file_is_told_as_what_it_is(tmp_path, content, kind):
    other = tmp_path / "run.png"
    other.write_bytes(content)
    with pytest.raises(TrainingError, match=f"is no run that --save wrote, but {kind}") as error:
        load(other)
    assert "pickle" not in str(error.value)


def edited(file, change):
    with np.load(file) as stored:
        arrays = dict(stored)
    facts = json.loads(str(arrays["run"][()]))
    change(facts, arrays)
    arrays["run"] = np.array(json.dumps(facts))
    content = io.BytesIO()
    np.savez(content, **arrays)
    file.write_bytes(content.getvalue())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda facts, _: facts.update(format="other"), "no run that --save wrote"),
        (lambda facts, _: facts.update(version=99), "another version of pyjuliann: format 99, not 1"),
        (lambda facts, _: facts["settings"].update(optimizer="none"), "optimizer: expected one of"),
        (lambda facts, _: facts.pop("step"), "no run that --save wrote, or damaged"),
        (lambda facts, _: facts.update(step=6), "expected the losses of 6 steps"),
        (lambda _, arrays: arrays.pop("python/b2"), "no run that --save wrote, or damaged"),
        (lambda _, arrays: arrays.pop("python/state1/w1"), "no run that --save wrote, or damaged"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(file, change, words):
    edited(file, change)
    with pytest.raises(TrainingError) as error:
        load(file)
    assert words in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_other_data_or_another_network_is_refused(file):
    plan = plan_of()
    other = load_data("random:72x12")
    other.train[0, 0] = 0.5
    with pytest.raises(TrainingError, match="was trained on other samples than 'random:72x12' has now"):
        check_fits(load(file), Plan(plan.settings, other), file)
    edited(file, lambda _, arrays: arrays.update({"python/w1": np.zeros((12, 9))}))
    with pytest.raises(TrainingError, match="expected python weights of 12x8, 8x7, 7x10; got 12x9, 8x7, 7x10"):
        check_fits(load(file), plan, file)


def test_nothing_in_a_file_is_executed(file):
    edited(file, lambda _, arrays: arrays.update(losses=np.array([{"a": 1}], object)))
    with pytest.raises(TrainingError, match="damaged"):
        load(file)


# ---------------------------------------------------------------- the loop


def test_a_run_stops_when_asked_and_goes_on():
    plan = plan_of()
    run, whole = open_run(plan, None), open_run(plan, None)
    asked = iter([False, False, True])
    assert not run.go(100, stopped=lambda: next(asked))
    assert 0 < run.step < 100
    assert run.go(100)
    whole.go(100)
    assert same(run.sides["python"].position(), whole.sides["python"].position())


def test_the_loop_shows_every_chunk():
    seen = []
    run = open_run(plan_of(), None)
    run.go(30, watch=lambda run: seen.append(run.step))
    assert seen[0] == 1
    assert seen[-1] == 30
    assert seen == sorted(set(seen))


def test_a_loss_that_is_no_number_is_told():
    from pyjuliann.training.outcome import outcome_of

    run = open_run(plan_of(network="dense:8,relu,dense:10", optimizer="sgd", learning_rate=1e300), None)
    run.go(4)
    outcome = outcome_of(run, 4)
    assert not np.isfinite(run.histories["python"].all_losses()[-1])
    assert any("the loss is no finite number from step" in line for line in outcome.lines())
    text = outcome.to_json()
    found = json.loads(text, parse_constant=pytest.fail)
    assert found["languages"]["python"]["loss"] == "NaN"
    assert (found["schema"], found["schema_version"]) == ("pyjuliann train", 1)


def test_a_run_may_be_empty():
    assert Run(plan_of(), {"python": python_side(plan_of())}).go(0)
    assert NOISE.features == 12
