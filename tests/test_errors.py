"""What errors say to who reads Korean: in a traceback below the English, and elsewhere in its place."""

from __future__ import annotations

import pickle
import re
import traceback

import numpy as np
import pytest

import _pyjuliann_pytest as plugin
from pyjuliann.cli import _told_in_one_line
from pyjuliann.errors import ConversionError, EngineError, JuliaError, PairError, PyjuliannError
from pyjuliann.ipython import Notebook, _about
from pyjuliann.language import Phrase, chosen_language, phrase, translated
from pyjuliann.lessons import check_lesson_names, find_example
from pyjuliann.testing import CALLING, Parity, _exceptions, _no_option, _sorted_out
from pyjuliann.wording import words_of

ENGLISH = "parity: no option is called x; there are y"
KOREAN = "parity: x(이)라는 옵션이 없다. 있는 것: y"
TWO_WORDS = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,}\b")


@pytest.fixture
def in_korean(monkeypatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


@pytest.fixture
def in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def no_such_option() -> PairError:
    return PairError(_no_option(["x"], ["y"], "parity"))


def lines_of(error: BaseException) -> list[str]:
    return "".join(traceback.format_exception_only(error)).splitlines()


# ------------------------------------------------------------------------------------------ notes


@pytest.mark.usefixtures("in_korean")
def test_a_traceback_has_the_korean_below_the_english():
    assert lines_of(no_such_option()) == [f"pyjuliann.errors.PairError: {ENGLISH}", KOREAN]
    refused = JuliaError("ArgumentError", "relu: x must be a matrix; got Int64 3", function="JuliaNN.relu")
    assert lines_of(refused)[-1].endswith("ArgumentError: relu: x은(는) 행렬이어야 하는데 Int64 3이(가) 왔다")
    assert not TWO_WORDS.search(lines_of(refused)[-1])
    assert lines_of(PyjuliannError("plain")) == ["pyjuliann.errors.PyjuliannError: plain"]


@pytest.mark.usefixtures("in_english")
def test_an_english_reader_has_no_note():
    assert lines_of(no_such_option()) == [f"pyjuliann.errors.PairError: {ENGLISH}"]
    assert not hasattr(no_such_option(), "__notes__")


@pytest.mark.usefixtures("in_korean")
def test_notes_of_users_stand_below():
    error = no_such_option()
    error.add_note("mine")
    assert error.__notes__ == [KOREAN, "mine"]
    plain = EngineError("plain")
    assert not hasattr(plain, "__notes__")
    plain.add_note("mine")
    assert plain.__notes__ == ["mine"]
    with pytest.raises(AttributeError, match="'EngineError' object has no attribute 'number'"):
        plain.number  # noqa: B018


@pytest.mark.usefixtures("in_korean")
def test_an_error_is_pickled_with_its_note():
    error = no_such_option()
    assert lines_of(pickle.loads(pickle.dumps(error)))[1:] == [KOREAN]
    error.add_note("mine")
    again = pickle.loads(pickle.dumps(error))
    assert again.__notes__ == [KOREAN, "mine"]
    assert isinstance(again.args[0], Phrase)


@pytest.mark.usefixtures("in_korean")
def test_a_command_tells_it_once(capsys):
    def work():
        raise no_such_option()

    _told_in_one_line("pyjuliann check", True, work)
    shown = capsys.readouterr().err
    assert shown.count(KOREAN) == 1
    assert shown.splitlines()[-2:] == [f"pyjuliann.errors.PairError: {ENGLISH}", f"pyjuliann check: {KOREAN}"]


# ------------------------------------------------------------------------------------------ mistakes


class Shell:
    execution_count = 1

    def __init__(self):
        self.user_ns = {"x": 3}


MISTAKES = (
    lambda: _sorted_out(np.add, {"nothing": 1}),
    lambda: _sorted_out(lambda ulp: ulp, {"ulp": 1}),
    lambda: _sorted_out(lambda a: a, {"b": 1}),
    lambda: _exceptions(3),
    lambda: _exceptions(()),
    lambda: Parity.check(object.__new__(Parity), len, "length", nothing=1),
    lambda: Parity._pair(type("Here", (), {"_options": lambda self, options: {}})(), len, (), {}),
    lambda: find_example("1.99"),
    lambda: check_lesson_names(["99"]),
    lambda: chosen_language("fr"),
    lambda: Notebook(Shell()).julia_engine("x"),
)


@pytest.mark.usefixtures("in_korean")
def test_mistakes_in_tests_and_notebooks_are_told_in_korean():
    for mistake in MISTAKES:
        with pytest.raises((PyjuliannError, ValueError, TypeError)) as caught:
            mistake()
        error = caught.value
        notes = getattr(error, "__notes__", None) or [translated(str(error), words_of("ko"))]
        prose = re.sub(r"'[^']*'|<[^>]*>|\(\)", "", notes[0].replace(", ".join(sorted(CALLING)), ""))
        assert re.search("[가-힣]", prose), prose
        assert not TWO_WORDS.search(prose), prose


@pytest.mark.usefixtures("in_korean")
def test_a_notebook_shows_the_korean_alone():
    with pytest.raises(TypeError) as caught:
        Notebook(Shell()).julia_engine("x")
    assert caught.value._render_traceback_() == [
        "TypeError: %julia_engine: start_julia()의 엔진이 든 변수를 적어야 하는데 'x'이(가) 왔다"
    ]


def test_an_error_of_the_bridge_calls_arguments_what_they_are_in_a_cell():
    for culprit in ("PyjuliannNotebook.run: argument 5", phrase("{}: argument {}", "PyjuliannNotebook.run", 5)):
        told = _about(ConversionError(phrase("{}: {}", culprit, "no")), ["a", "b"])
        assert str(told) == "$b: no"
        assert translated(str(told), words_of("ko")) == "$b: no"
    assert str(_about(ConversionError("PyjuliannNotebook.run: argument 4: no"), ["a"])) == "$a: no"


# ------------------------------------------------------------------------------------------ pytest's plugin


@pytest.mark.usefixtures("in_korean")
def test_the_options_of_the_plugin_are_told_in_korean():
    for _, text in plugin._options().values():
        assert re.search("[가-힣]", text), text
        assert not TWO_WORDS.search(re.sub("`.*?`", "", text)), text
    assert plugin._no_julia() == "--no-julia를 적었다"
    assert plugin._shown(no_such_option()) == KOREAN


@pytest.mark.usefixtures("in_english")
def test_the_options_of_the_plugin_are_told_in_english():
    told = plugin._options()
    assert told["julia_engine"][1] == "how Julia is reached (default: auto): auto, juliacall, worker, recorded"
    assert not any(re.search("[가-힣]", text) for _, text in told.values())
