"""``pyjuliann train`` and ``pyjuliann compare`` as a user meets them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from in_process import outcome_of, use_engine

QUICK = ["dense:8,relu,dense:10", "--data", "random:72x12", "--batch", "10", "-q"]


@pytest.fixture(autouse=True)
def _one_engine(engine, monkeypatch):
    """Let the commands use the session's Julia, which need not be started again."""
    use_engine(monkeypatch, engine, "train")


@pytest.mark.thorough
def test_both_languages_in_lockstep_with_all_results(capsys, tmp_path):
    files = {name: tmp_path / f"run.{name}" for name in ("json", "npz", "png", "svg")}
    code, out, _ = outcome_of(
        capsys, "train", *QUICK, "--steps", "40", "--every", "10",
        "--json", str(files["json"]), "--save", str(files["npz"]), "--plot", str(files["png"]),
    )  # fmt: skip
    assert code == 0
    assert "Python" in out
    assert "Julia" in out
    assert "In lockstep" in out
    found = json.loads(files["json"].read_text())
    assert found["complete"] is True
    assert found["lockstep"]["verdict"] == "agree"
    assert [seen["step"] for seen in found["lockstep"]["distances"]] == [10, 20, 30, 40]
    assert len(found["languages"]["julia"]["losses"]) == 40
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    code, out, _ = outcome_of(
        capsys,
        "train",
        "--resume",
        str(files["npz"]),
        "--steps",
        "60",
        "-q",
        "--plot",
        str(files["svg"]),
        "--json",
        "-",
    )
    assert code == 0
    found = json.loads(out)
    assert found["resumed_from"] == 40
    assert found["steps"] == 60
    picture = files["svg"].read_text()
    for text in ("loss (cross entropy)", "accuracy in %", "units in the last place"):
        assert f"{text}</text>" in picture


def test_epochs_are_samples_by_batch(capsys):
    _, out, _ = outcome_of(capsys, "train", *QUICK, "--language", "python", "--epochs", "3", "--json", "-")
    assert json.loads(out)["steps"] == 18


@pytest.mark.parametrize("language", ["python", "julia"])
def test_one_language(capsys, language):
    code, out, _ = outcome_of(capsys, "train", *QUICK, "--language", language, "--steps", "12", "--json", "-")
    assert code == 0
    assert list(json.loads(out)["languages"]) == [language]


def test_a_difference_is_exit_code_1_and_named(capsys, monkeypatch):
    from pyjuliann.training.sides import JuliaSide

    honest = JuliaSide.gradients

    def wrong(self, params, batch):
        (dw, db), *rest = honest(self, params, batch)
        return ((dw * 1.01, db), *rest)

    monkeypatch.setattr(JuliaSide, "gradients", wrong)
    code, out, _ = outcome_of(capsys, "train", *QUICK, "--steps", "10")
    assert code == 1
    assert "The languages differ from step 1 on: the gradient, layer 1 (dense), w" in out


MISTAKES = [
    (["train"], "NETWORK: expected mlp, mlp4, cnn, deep or a layer spec"),
    (["train", "mlp", "--data", "digit"], "data: expected digits, mnist:FOLDER"),
    (["train", "mlp", "--optimizer", "x"], "optimizer: expected one of sgd, momentum, adagrad, rmsprop, adam"),
    (["train", "mlp", "--lr", "fast"], "argument --lr: expected a number, got 'fast'"),
    (["train", "mlp", "--steps", "0"], "argument --steps: expected a whole number of 1 or more"),
    (["train", "mlp", "--steps", "3", "--epochs", "3"], "not allowed with argument"),
    (["train", "mlp", "--plot", "a.gif"], "--plot: expected a file that ends in .png or .svg; got 'a.gif'"),
    (["train", "mlp", "--save", "/no/folder/a.npz"], "--save: expected a file in a folder"),
    (["train", "mlp", "--save", "-"], "--save: expected a file"),
    (["train", "mlp", "--budget", "nan"], "--budget: expected a number of 0 or more, got nan"),
    (["train", "cnn", "--activation", "relu"], "--activation: is for mlp and mlp4"),
    (["train", "--resume", "none.npz"], "resume: there is no file 'none.npz'"),
    (["train", "mlp", "--language", "r"], "invalid choice: 'r'"),
    (["compare", "nothing"], "invalid choice: 'nothing'"),
    (["compare", "inits", "--plot", "figure"], "--plot: expected a file that ends in"),
    (["compare", "inits", "--data", "x"], "data: expected digits"),
]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_line(arguments, words, capsys):
    code, out, err = outcome_of(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert words in err


def test_a_resumed_run_keeps_its_settings(capsys, tmp_path):
    file = str(tmp_path / "run.npz")
    assert outcome_of(capsys, "train", *QUICK, "--language", "python", "--steps", "9", "--save", file)[0] == 0
    for option, value, words in (
        ("--seed", "3", "--seed: "), ("--lr", "0.5", "--lr: "), ("--language", "julia", "was trained with python"),
        ("--steps", "5", "has taken 9 steps; expected as many or more, got 5"),
    ):  # fmt: skip
        code, _, err = outcome_of(capsys, "train", "--resume", file, option, value, "-q")
        assert code == 2
        assert words in err
    assert outcome_of(capsys, "train", "--resume", file, "--seed", "0", "--steps", "9", "-q")[0] == 0


@pytest.mark.parametrize(
    ("module", "words"), [("sklearn", "digits needs scikit-learn"), ("matplotlib", "--plot needs")]
)
def test_without_the_extras_one_line_says_what_to_install(module, words, capsys, monkeypatch):
    import pyjuliann.training.errors as errors

    real = errors.find_spec
    monkeypatch.setattr(errors, "find_spec", lambda name: None if name == module else real(name))
    code, _, err = outcome_of(capsys, "train", "mlp", "--plot", "a.png")
    assert code == 2
    assert words in err
    assert "pip install 'pyjuliann[train]'" in err


def test_a_comparison_prints_its_table_and_what_holds(capsys, tmp_path):
    files = tmp_path / "c.json", tmp_path / "c.png"
    code, out, _ = outcome_of(
        capsys, "compare", "activations", "--steps", "150", "-q", "--json", str(files[0]), "--plot", str(files[1])
    )
    assert code == 0
    assert out.count("sigmoid") >= 2
    assert "Post 10: ReLU has the lower loss. It holds here." in out
    found = json.loads(files[0].read_text())
    assert found["claims"][0] == {"claim": "ReLU has the lower loss", "here": "It holds here."}
    assert set(found["runs"]) == {"sigmoid", "relu"}
    assert files[1].read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["optimizers", "inits", "dropout"])
def test_every_comparison_runs(name, capsys):
    code, out, _ = outcome_of(capsys, "compare", name, "--steps", "4", "-q", "--language", "python")
    assert code == 0
    assert "It does not hold here." in out


def test_ctrl_c_keeps_what_was_trained(capsys, tmp_path, monkeypatch):
    from pyjuliann.training import progress

    class Pressed(progress.Watch):
        """Somebody presses Ctrl-C while the third chunk of steps runs."""

        count = 0

        def __call__(self, run):
            self.count += 1
            if self.count == 3:
                os.kill(os.getpid(), signal.SIGINT)

    file, again = tmp_path / "run.npz", tmp_path / "again.npz"
    with monkeypatch.context() as patch:
        patch.setattr(progress, "Watch", Pressed)
        code, out, err = outcome_of(capsys, "train", *QUICK, "--steps", "100000000", "--save", str(file))
    assert code == 130
    with np.load(file) as stored:
        steps = json.loads(str(stored["run"][()]))["step"]
    assert steps > 2
    assert f"Stopped after {steps} of 100000000 steps; {file} holds them all." in err
    assert f"{steps:,} steps of 100,000,000" in out
    assert [entry.name for entry in tmp_path.iterdir()] == ["run.npz"]
    assert outcome_of(capsys, "train", *QUICK, "--steps", str(steps), "--save", str(again))[0] == 0
    with np.load(file) as cut, np.load(again) as whole:
        for name in whole.files:
            if name.startswith(("python/", "julia/")):
                assert np.array_equal(cut[name], whole[name]), name


def test_what_was_kept_stays_if_julia_dies(capsys, tmp_path, monkeypatch):
    from pyjuliann import EngineError
    from pyjuliann.training.sides import JuliaSide

    file, count = tmp_path / "run.npz", iter(range(9))
    honest = JuliaSide.train

    def dies(self, chunk):
        if next(count) == 4:
            raise EngineError("Julia died of SIGKILL")
        return honest(self, chunk)

    with monkeypatch.context() as patch:
        patch.setattr(JuliaSide, "train", dies)
        patch.setattr("pyjuliann.commands.train._SAVE_EVERY", 0.0)
        code, out, err = outcome_of(capsys, "train", *QUICK, "--steps", "100000", "--save", str(file))
    assert (code, out) == (2, "")
    with np.load(file) as stored:
        steps = json.loads(str(stored["run"][()]))["step"]
    assert f"{file} holds the run as it stood after {steps} steps." in err
    assert "Julia died of SIGKILL" in err
    assert outcome_of(capsys, "train", "--resume", str(file), "--steps", str(steps + 5), "-q")[0] == 0


@pytest.mark.thorough
def test_a_process_that_is_interrupted_leaves_with_130(tmp_path):
    command = [sys.executable, "-m", "pyjuliann", "train", *QUICK, "--language", "python", "--steps", "100000000"]
    file = tmp_path / "run.npz"
    process = subprocess.Popen(
        [*command, "--save", str(file)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    time.sleep(2.5)  # early on nothing has been trained that could be kept: that too ends in 130
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert not [entry for entry in tmp_path.iterdir() if entry.name != "run.npz"]


def test_progress_on_no_terminal_is_lines(monkeypatch, capsys):
    from rich.console import Console
    from trainings import plan_of, python_side

    from pyjuliann.training import progress
    from pyjuliann.training.run import Run

    monkeypatch.setattr(progress, "_LINE_EVERY", 0.0)
    with progress.Watch(30, Console(stderr=True), "run") as watch:
        plan = plan_of()
        Run(plan, {"python": python_side(plan)}).go(30, watch)
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith("run step 30 of 30 · loss ")
    assert "steps/s" in lines[-1]
    assert "\x1b" not in "".join(lines)


def test_progress_on_a_terminal_is_a_bar(monkeypatch):
    import io

    from rich.console import Console
    from trainings import plan_of, python_side

    from pyjuliann.training import progress
    from pyjuliann.training.run import Run

    monkeypatch.setattr(progress, "_BAR_EVERY", 0.0)
    screen = io.StringIO()
    with progress.Watch(30, Console(file=screen, force_terminal=True, width=100), "run") as watch:
        plan = plan_of()
        Run(plan, {"python": python_side(plan)}).go(30, watch)
    assert "━" in screen.getvalue()
    assert "left" in screen.getvalue()


def test_a_second_interrupt_is_not_waited_for():
    from pyjuliann.training.progress import stop_on_interrupt

    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt() as stopped:
        assert not stopped()
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
