"""What workers, saved runs, spaces of inputs and sweeps of numbers say is said in Korean whole, in columns that fit."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console
from translation import words_in_a_row

from pyjuliann import pair
from pyjuliann.errors import CallTimeoutError, ClusterError, PairError
from pyjuliann.language import translated
from pyjuliann.parity.distributed import spread
from pyjuliann.parity.distributed.chunks import Digest
from pyjuliann.parity.distributed.identity import python_facts, unlike
from pyjuliann.parity.distributed.saved import SavedRun
from pyjuliann.parity.exhaustive.elementary import PLACES, Facts, SweepRequest, Swept, Worst, requested
from pyjuliann.parity.exhaustive.published import library
from pyjuliann.parity.exhaustive.spaces import space_of
from pyjuliann.parity.judging.elementary import FUNCTIONS
from pyjuliann.parity.results.rows import Trimmed
from pyjuliann.parity.results.sweeps import tables
from pyjuliann.wording import case_count, words_of

KOREAN = words_of("ko")


def in_english(text: str) -> list[str]:
    """Return what stands in English in a Korean text: words in a row, outside of code, quotes and paths."""
    return words_in_a_row(text, r"`[^`]*`|'[^']*'|“[^”]*”|\S*[/:=]\S*")


def wide(x: np.float32, y: np.float32) -> Any:
    return x + y


def endless(x: list[int]) -> Any:
    return x


def bare(x):  # type: ignore[no-untyped-def]
    return x


def a_space(function: Callable[..., Any], **options: Any) -> Callable[[], object]:
    return lambda: space_of(pair(function, "identity", **options))


def told(mistake: Callable[[], object]) -> str:
    """Return what a mistake is told in Korean."""
    with pytest.raises((PairError, ClusterError)) as caught:
        mistake()
    return translated(str(caught.value), KOREAN)


def test_mistakes_are_told_in_korean(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    versions = python_facts() | {"Julia": "1.2.3"}

    def resumed(content: str = "", seed: int | None = None, **other: str) -> object:
        run = SavedRun(file, 1, versions)
        run.keep("key", {"the inputs": case_count(3)}, 0, {})
        run.write()
        if content:
            file.write_text(content)
        return SavedRun.resumed(file, file, seed, versions | other)

    def asked(**other: str) -> object:
        return resumed().known("key", {"the inputs": case_count(2), **other}, "f")  # type: ignore[attr-defined]

    def workers(place: str) -> Callable[[], object]:
        return lambda: spread._existing(place).__enter__()

    mistakes = {
        "x의 값 4,294,967,296개(Float32), y의 값 4,294,967,296개(Float32)": a_space(wide),
        "list[int]의 값에는 끝이 없다": a_space(endless),
        "주석이 없어 모든 값을 알 수 없다. 주석을 달거나": a_space(bare),
        "float64의 수는 2^64 =": lambda: requested([], "float64"),
        "pow: 인수가 둘이다. float16의 모든 쌍은 2^32 =": lambda: requested(["pow"], "float16"),
        "1행 1열(글자 0)": lambda: resumed("no JSON"),
        "이 버전의 pyjuliann이 --save로 저장한 실행이 아니다": lambda: resumed("{}"),
        "--seed 1(으)로 만들었다. 2(으)로는 사례가 다르다": lambda: resumed(seed=2),
        "다른 버전으로 만들었다: 줄리아: 여기서 1.2.4, 거기서 1.2.3": lambda: resumed(Julia="1.2.4"),
        "f: 저장한 실행은 다른 것을 물었다: 입력: 여기서 사례 2개, 거기서 사례 3개": asked,
        "Dask 스케줄러의 주소를 적어야 하는데 ''이(가) 왔다": workers(" "),
        "주소나 스케줄러가 쓴 파일을 적어야 하는데 'none'": workers("none"),
    }
    for said, mistake in mistakes.items():
        korean = told(mistake)
        assert said in korean, korean
        assert not in_english(korean), korean
    assert translated(unlike({"pyjuliann's sources": "a"}, {}), KOREAN) == "pyjuliann의 소스: 여기서 a, 거기서 없음"


def test_what_a_chunk_has_to_say_stays_korean_through_a_file() -> None:
    none = np.zeros(0, "<u8")
    chunk = Digest(none, none, [], (0, 0, 0), [case_count(3)], CallTimeoutError(case_count(2)))
    back = Digest.received(json.loads(json.dumps(chunk.sent())))
    assert (back.notes, str(back.stopped)) == (["3 cases"], "2 cases")
    assert [translated(text, KOREAN) for text in (*back.notes, str(back.stopped))] == ["사례 3개", "사례 2개"]


def rows(name: str, error: float) -> Swept:
    row = Swept(SweepRequest(FUNCTIONS[name], "float32"))
    worst = Worst(1, error, 1)
    distances = tuple(4 if place == "0" else 0 for place in PLACES)
    row.add([(0, Facts(2**32, 0, 3, 4, 1, distances, 2, 1, 9, 0.5, 1, worst, worst))])
    return row


def test_a_table_of_sweeps_is_korean_and_its_columns_stand_below_each_other() -> None:
    screen = io.StringIO()
    shown = tables([rows("exp", 0.911), rows("tan", 3.0)], "1.5.3", KOREAN)
    Console(file=screen, width=80).print(Trimmed(*shown), crop=False)
    lines = screen.getvalue().splitlines()
    head, *_ = (line for line in lines if line.startswith("함수"))
    first = lines[lines.index(head) + 1]
    for title, cell in (("ULP", "2"), ("오차", "0.9110"), ("발표값", "2.52")):
        ends = [cell_len(line[: re.search(rf"{re.escape(what)}(?= |$)", line).end()])  # type: ignore[union-attr]
                for line, what in ((head, title), (first, cell))]  # fmt: skip
        assert ends[0] == ends[1], "\n".join((head, first))
    whole = screen.getvalue()
    for said in ("모든 수 4,294,967,296개", "정의역 밖이다", "발표된 값은", "여기와 같다", "나머지는 모두 Float64로"):
        assert said in " ".join(whole.split()), whole
    assert not in_english(whole.replace("\n", " · ")), whole


def test_what_computes_a_function_is_told_in_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    for target in ("X86_V4", "X86_V3", "baseline(X86_V2)", ""):
        monkeypatch.setattr("pyjuliann.parity.exhaustive.published.dispatched", lambda *_, target=target: target)
        for name in ("exp", "tan", "sqrt"):
            korean = translated(library(name, name, "float32"), KOREAN)
            assert re.search("[가-힣]", korean), korean
            assert not in_english(korean), korean
