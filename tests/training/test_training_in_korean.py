"""What is wrong with a network, with data, settings or a saved run is said in Korean whole, and so is what is seen."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import numpy as np
from rich.console import Console
from trainings import Mutant, in_lockstep, plan_of, python_side
from translation import words_in_a_row

from pyjuliann.errors import TrainingError
from pyjuliann.language import translated
from pyjuliann.training import progress
from pyjuliann.training.plan import Settings
from pyjuliann.training.plotting import check_plot
from pyjuliann.training.run import Run
from pyjuliann.training.saving import check_fits, load, save
from pyjuliann.training.sources import load_data
from pyjuliann.training.specs import read_spec
from pyjuliann.twins import PAIRS
from pyjuliann.wording import words_of

KOREAN = words_of("ko")


def in_english(text):
    """Return what stands in English in a Korean text: words in a row, outside of quotes, paths and layer specs."""
    return words_in_a_row(text, r"'[^']*'|\S*[/:=]\S*|pip install")


def a_network(spec):
    return lambda: read_spec(spec, 64, (8, 8, 1), 10)


def test_mistakes_are_told_in_korean(tmp_path):
    file, other = tmp_path / "run.npz", tmp_path / "other.npz"
    plan = plan_of()
    save(Run(plan, {"python": python_side(plan)}), file)
    with np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}

    def damaged(**changed):
        facts = json.loads(str(arrays["run"][()])) | changed
        np.savez(other, **arrays | {"run": np.array(json.dumps(facts))})
        return load(other)

    def holding(content):
        other.write_bytes(content)
        return load(other)

    (tmp_path / "train-images-idx3-ubyte").write_bytes(bytes((0, 0, 8, 3)) + b"\0\0\0\2" * 3 + b"123")
    (tmp_path / "train-labels-idx1-ubyte.gz").write_bytes(b"no gzip")
    (tmp_path / "data_batch_1.bin").write_bytes(b"12345")
    mistakes = {
        "1번째 부분 'mpl': 올바른 꼴: mlp, mlp4, cnn, deep 가운데 하나": a_network("mpl"),
        "2번째 부분 'relu:2': 올바른 꼴: relu 뒤에는 아무것도 없이": a_network("dense:3,relu:2,dense:10"),
        "비율이 0부터 1까지인 dropout:RATE": a_network("dropout:2,dense:10"),
        "이미지보다 크지 않은 창, 온 것은 9x9": a_network("conv:2x9x9,dense:10"),
        "클래스마다 출력이 하나인 'dense:10'": a_network("dense:9"),
        "optimizer: sgd, momentum, adagrad, rmsprop, adam 가운데 하나": lambda: Settings(optimizer="x"),
        "batch: 표본 1개 이상": lambda: Settings(batch=0),
        "seed: 0부터": lambda: Settings(seed=-1),
        "samples: random:72x12의 학습 표본은": lambda: plan_of(samples=999),
        "mnist:FOLDER, cifar10:FOLDER 또는": lambda: load_data("none"),
        "폴더 '/nowhere'이(가) 없다": lambda: load_data("mnist:/nowhere"),
        "잘렸다: 이미지 2x2x2바이트와 머리 16바이트로 24바이트여야 하는데 19바이트": lambda: load_data(
            f"mnist:{tmp_path}"
        ),
        "기록은 레이블과 이미지 하나씩 3073바이트인데": lambda: load_data(f"cifar10:{tmp_path}"),
        ".png 또는 .svg(으)로 끝나는 파일": lambda: check_plot("--plot", "x.gif"),
        "파일 'none'이(가) 없다": lambda: load(Path("none")),
        "PNG 그림이다": lambda: holding(b"\x89PNG"),
        "손상되었거나 --save로 저장한 학습이 아니다: BadZipFile:": lambda: holding(b"PK\x03\x04"),
        "step: 0 이상의 int이어야 하는데 -1이(가) 왔다": lambda: damaged(step=-1),
        "형식 9, 여기서는 1": lambda: damaged(version=9),
        "python이나 julia, 또는 둘 다여야 하는데 언어 없음": lambda: damaged(languages={}),
        "과(와) 다른 표본으로 학습했다": lambda: check_fits(load(file), plan_of(load_data("random:80x12")), file),
        "python의 가중치 크기가 12x10이어야": lambda: check_fits(load(file), plan_of(network="dense:10"), file),
    }
    for said, mistake in mistakes.items():
        try:
            mistake()
        except TrainingError as error:
            korean = translated(str(error), KOREAN)
        else:
            raise AssertionError(f"no mistake: {said}")
        assert said in korean, korean
        assert not in_english(korean), korean


def test_a_layer_is_named_in_korean_where_two_runs_part():
    twice = lambda gradients: tuple((2 * dw, db) for dw, db in gradients)  # noqa: E731
    plan = plan_of()
    found = in_lockstep(plan, Mutant(plan, gradient=twice), 5).difference
    assert found is not None
    assert found.place == ", layer 3 (dense), w"
    assert translated(found.place, KOREAN) == ", 3번째 층(dense), w"


def test_how_far_a_run_is_is_told_in_korean(monkeypatch):
    monkeypatch.setattr(progress, "_LINE_EVERY", 0.0)
    screen = io.StringIO()
    with progress.Watch(30, Console(file=screen, width=80), "with 0.2", words=KOREAN) as watch:
        plan = plan_of()
        Run(plan, {"python": python_side(plan)}).go(30, watch)
    assert re.search(r"with 0.2 30단계 가운데 30 · 손실 [\d.]+ · 시험 [\d.]+ % · 초당 [\d,.]+단계", screen.getvalue())


def test_why_twins_may_differ_is_told_in_korean():
    for twin in PAIRS.values():
        told = translated(twin.policy.reason if twin.policy else twin.reason, KOREAN)
        assert re.search("[가-힣]", told), twin.python_name
        assert not in_english(told), told
