"""What the bridge says to a user is said in Korean whole: no half of a sentence is left in English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fake_julias import SICK, isolate, program
from rich.console import Console
from translation import words_in_a_row

from pyjuliann import JuliaError, JuliaSettings, PyjuliannError, start_julia
from pyjuliann.bridge.doctor import diagnose_machine, render
from pyjuliann.bridge.engines.sources import ChangedFile, told
from pyjuliann.bridge.machine.files import why_not_writable
from pyjuliann.bridge.machine.find import find_julia
from pyjuliann.bridge.machine.install import install_julia, remove_julia
from pyjuliann.bridge.machine.probe import JuliacallProbe, _known
from pyjuliann.bridge.machine.project import named_project
from pyjuliann.errors import SourcesChangedWarning
from pyjuliann.language import phrase, translated
from pyjuliann.settings import told_as
from pyjuliann.wording import words_of

KOREAN = words_of("ko")
NO_PROSE = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\S*/\S*|pyjuliann julia install")


def in_english(text: str) -> list[str]:
    """Return what stands in English in a Korean text: words in a row, outside of code, quotes and paths."""
    return words_in_a_row(text, NO_PROSE)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    found = isolate(monkeypatch, tmp_path / "machine")
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    return found


def test_mistakes_are_told_in_korean(machine: Path) -> None:
    sick, dead = (program(machine / str(k) / "julia", body) for k, body in enumerate((SICK, "kill -SEGV $$")))
    for name, text in {"text": "none", "other": '{"format": "7"}', "cut": '{"format": "pyjuliann records 2"}'}.items():
        Path(f"{name}.jsonl").write_text(text)
    recorded = start_julia("recorded")
    mistakes = {
        "julia=(으)로 정한 줄리아 /nowhere: 없다.": lambda: find_julia("/nowhere"),
        "프로그램이 아니라 폴더다": lambda: start_julia("worker", machine),
        "SIGSEGV(으)로 죽었다(버전 1.5.3을(를) 알린 뒤)": lambda: find_julia(sick),
        "쓸 수 있는 줄리아가 아니다: SIGSEGV(으)로 죽었다": lambda: start_julia("worker", dead),
        "PATH: 폴더 1개에 없다": lambda: start_julia("worker"),
        "PYJULIANN_OFFLINE이(가) 정해져 있어": lambda: install_julia(print),
        "이름이 'none'인 줄리아가 없다; 하나도 없다": lambda: remove_julia("none"),
        "줄리아 프로젝트 @.이(가) 없다": lambda: named_project("@."),
        "None을 주어야 하는데 -1이(가) 왔다": lambda: JuliaSettings(timeout=-1),
        "engine='recorded'을(를) 쓴다": lambda: JuliaSettings("worker", records="x"),
        "pyjuliann의 기록 파일이 아니다": lambda: start_julia(records="text.jsonl"),
        "형식이 '7'인데": lambda: start_julia(records="other.jsonl"),
        "끝을 알리는 줄이 없다": lambda: start_julia(records="cut.jsonl"),
        "그런 파일이나 폴더가 없다": lambda: start_julia(records="missing.jsonl"),
        "lessons.jsonl에 답이 없다(sort!); 살아": lambda: recorded.call("sort!", [2, 1]),
        "점으로 이은 이름을": lambda: recorded.call(3),  # type: ignore[arg-type]
        "살아 있는 줄리아에는": recorded.reload,
    }
    for said, mistake in mistakes.items():
        with pytest.raises((PyjuliannError, ValueError, TypeError)) as caught:
            mistake()
        text = translated(str(caught.value), KOREAN)
        assert said in text
        assert not in_english(text), text


def test_what_a_setting_lacks_is_told_under_the_name_of_its_option() -> None:
    with pytest.raises(ValueError, match=r"engine='worker' with julia=$") as caught:
        JuliaSettings("recorded", "julia")
    text = translated(told_as(lambda name: f"--{name}", caught.value), KOREAN)
    assert text == "--julia: 기록된 답의 엔진은 줄리아를 시작하지 않는다. --engine worker과(와) --julia을(를) 쓴다"


def test_parts_of_sentences_are_korean_too(machine: Path) -> None:
    assert translated(why_not_writable(machine), KOREAN) == "폴더다"
    assert translated(why_not_writable(machine / "none" / "x"), KOREAN) == f"{machine}/none 폴더가 없다"
    files = [ChangedFile(f"{name}.jl", name == "b", name, "") for name in "ab"]
    assert translated(told(files), KOREAN) == "a.jl(a에서 include), b.jl(패키지 b): 줄리아가 읽어 들인 뒤로 바뀌었다"
    error = JuliaError("DomainError", "DomainError with -1.0:\nno", function="sqrt", advice=phrase("In {}", "x"))
    assert (
        translated(str(error), KOREAN)
        == "sqrt에서 줄리아가 예외를 냈다: DomainError: -1.0은(는) 정의역 밖에 있다\nno\nx에서"
    )
    entry = {"ok": False, "time": 9e99, "seconds": 1.0, "reason": "did not start within 3 s"}
    probe = _known({**entry, "ok": True}, "0.9")
    assert probe is not None
    assert translated(probe.reason, KOREAN) == "3초 안에 시작하지 않았다"


def test_a_warning_is_told_in_both_languages_where_the_environment_is_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    text = phrase("{}, and what runs is the old code: {}", told([ChangedFile("a.jl", False, "a.jl", "")]), "x")
    monkeypatch.setenv("LC_ALL", "C")
    assert (
        str(SourcesChangedWarning(text))
        == text
        == "a.jl has changed since Julia loaded it, and what runs is the old code: x"
    )
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    own = "a.jl: 줄리아가 읽어 들인 뒤로 바뀌었다. 실행되는 것은 예전 코드다: x"
    assert str(SourcesChangedWarning(text)) == f"{text}\n{own}"


def test_the_doctor_speaks_korean(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = JuliacallProbe(False, "99.0", None, None, phrase("exit code {}", 3), 1.0, remembered=True)
    monkeypatch.setattr(f"{diagnose_machine.__module__}.probe_juliacall", lambda *_: probe)
    monkeypatch.setenv("PYJULIANN_JULIA", str(program(machine / "sick" / "julia", SICK)))
    report = diagnose_machine()
    console = Console(width=400, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(render(report, KOREAN))
    screen = capture.get()
    for words in (
        "99.0, 시작할 수 없음(기억해 둔 답): 종료 코드 3",
        "SIGSEGV(으)로 죽었다",
        "엔진 ",
        "아무것도 받지 않는다",
    ):
        assert words in screen
    assert not in_english(screen.replace("BLAS", "")), screen
    assert not re.search("[가-힣]", json.dumps(report, ensure_ascii=False))
