"""The lessons in Korean: nothing is missing, nothing is left over, and no figure or code got lost on the way."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
import string
import subprocess
import sys
from importlib import import_module

import pytest
from mimic import Mimic, run_of_all
from rich.cells import cell_len
from rich.console import Console
from rich.markdown import Markdown
from translation import lost, paragraphs, polite_endings, translatable

from pyjuliann import lessons as package
from pyjuliann.cli import main
from pyjuliann.lessons import MODULES, expectations, index, lessons, model, runs, show, verify
from pyjuliann.lessons.korean.runs import PHRASES as RUN_PHRASES
from pyjuliann.lessons.korean.shared import PHRASES as SHARED
from pyjuliann.lessons.model import text_of
from pyjuliann.lessons.show import lesson_page
from pyjuliann.lessons.text import blocks, references
from pyjuliann.lessons.wording import words_of
from pyjuliann.parity.results.rows import Trimmed

ALL = lessons()
HANGUL = re.compile("[가-힣]")
EACH = pytest.mark.parametrize("lesson", ALL.values(), ids=lambda lesson: lesson.id)


def korean(lesson):
    return import_module(f"pyjuliann.lessons.korean.{MODULES[lesson.id]}")


def shown(renderable, width=80):
    console = Console(file=io.StringIO(), width=width)
    console.print(Trimmed(renderable), crop=False, end="")
    return console.file.getvalue()


# ------------------------------------------------------------------------------------------ texts


@EACH
def test_every_paragraph_is_there_with_its_code_and_figures(lesson):
    english, own = paragraphs(lesson.text), paragraphs(text_of(lesson, "ko"))
    assert len(english) == len(own)
    for theirs, ours in zip(english, own, strict=True):
        assert lost(theirs, ours) == [], ours
        assert theirs == ours or HANGUL.search(ours)


@EACH
def test_the_text_is_plain_style_and_its_emphasis_is_well_formed(lesson):
    text = text_of(lesson, "ko")
    assert polite_endings(text) == []
    # `**` that Markdown does not read as emphasis, such as one between a bracket and a particle, would be printed
    in_code = sum(code.count("**") for code in re.findall(r"`[^`]+`", text))
    assert shown(Markdown(text), 200).count("**") == in_code


def test_english_texts_are_as_they_were():
    assert all(text_of(lesson, "en") == lesson.text for lesson in ALL.values())


@EACH
def test_the_same_formulas_figures_and_examples_stand_in_the_same_places(lesson):
    english, own = blocks(lesson.text), blocks(text_of(lesson, "ko"))
    assert [type(block) for block in english] == [type(block) for block in own]
    assert references(lesson.text) == references(text_of(lesson, "ko"))


@EACH
def test_captions_questions_and_answers_keep_code_and_figures(lesson):
    words = words_of(lesson.id, "ko")
    texts = [*lesson.figures.values()]
    for exercise in lesson.exercises:
        texts += [exercise.question, exercise.explanation]
    for text in texts:
        assert HANGUL.search(words(text)), text
        assert lost(text, words(text)) == [], words(text)
        assert polite_endings(words(text)) == []


# ------------------------------------------------------------------------------------------ phrases


@pytest.fixture(scope="module")
def asked():
    """Every phrase that pages, tables and summaries ask for, by lesson."""
    return {name: phrases_of(lesson) for name, lesson in ALL.items()}


def phrases_of(lesson):
    phrases = set()

    def note(phrase):
        phrases.add(phrase)
        return phrase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyjuliann.lessons.show.words_of", lambda name, language: note)
        shown(lesson_page(lesson, run_of_all(), "ko"), 60)
    for example in lesson.runs:
        example.expected.description_in(note)
        note(example.reason)  # shown only where the two languages differ a little, which they do not do here
    return phrases - {""}


@EACH
def test_every_phrase_is_there(lesson, asked):
    words = words_of(lesson.id, "ko")
    assert [phrase for phrase in asked[lesson.id] if words(phrase) == phrase and translatable(phrase)] == []


@EACH
def test_every_title_is_korean_or_a_name(lesson):
    words = words_of(lesson.id, "ko")
    for title in (lesson.title, *(example.title for example in lesson.runs)):
        assert HANGUL.search(words(title)) or not translatable(title)


@EACH
def test_no_phrase_is_left_over(lesson, asked):
    assert set(korean(lesson).PHRASES) - asked[lesson.id] == set()
    assert set(korean(lesson).PHRASES) & set(SHARED) == set()


def test_every_phrase_of_the_short_runs_is_there_and_none_is_left_over():
    told = {short.told for short in runs.RUNS.values()}
    said = {node.value for node in ast.walk(ast.parse(inspect.getsource(runs))) if isinstance(node, ast.Constant)}
    assert set(RUN_PHRASES) - said == set()
    assert set(RUN_PHRASES) & set(SHARED) == set()
    assert told | {runs.TITLE} <= set(RUN_PHRASES)
    constants = {text for name, text in vars(runs).items() if re.fullmatch("_[A-Z_]+", name) and isinstance(text, str)}
    assert len(constants) >= 6
    assert constants | {"train", "test"} <= set(RUN_PHRASES)
    assert all(HANGUL.search(own) for own in RUN_PHRASES.values())


def test_no_shared_phrase_is_left_over(asked):
    code = "".join(inspect.getsource(module) for module in (expectations, index, model, package, show, verify))
    said = set().union(*asked.values())
    assert [phrase for phrase in SHARED if phrase not in said and f'"{phrase.removeprefix("not ")}"' not in code] == []


def test_a_phrase_to_fill_in_takes_the_same_in_both_languages():
    for phrases in (SHARED, RUN_PHRASES, *(korean(lesson).PHRASES for lesson in ALL.values())):
        for phrase, own in phrases.items():
            fields = [(name, form) for _, name, form, _ in string.Formatter().parse(own) if name is not None]
            english = [form for _, name, form, _ in string.Formatter().parse(phrase) if name is not None]
            order = [int(name or place) for place, (name, _) in enumerate(fields)]
            assert sorted(order) == list(range(len(english))), own
            assert [english[place] for place in order] == [form for _, form in fields], own


# ------------------------------------------------------------------------------------------ how it looks


@EACH
@pytest.mark.parametrize("width", [60, 80])
def test_a_page_fits_the_width_it_is_given(lesson, width):
    text = shown(lesson_page(lesson, run_of_all(), "ko"), width)
    # code stays whole, whatever its length; what has Korean in it is text
    assert max(cell_len(line) for line in text.splitlines() if is_text(line)) <= width


def is_text(line):
    return HANGUL.search(line) and not re.match("    (파이썬|줄리아|예상) ", line)


def test_the_table_in_korean():
    found = shown(show.verify_table(run_of_all(), "ko")).splitlines()
    assert max(map(cell_len, found)) <= 80
    text = shown(show.verify_table(run_of_all(), "ko", details=True))
    found = text.splitlines()
    assert "1편 · 행렬과 벡터의 곱" in found
    assert "    줄리아     ([51 62], [300 414 528])" in found
    assert "    원문       51 62, 그리고 300 414 528" in found
    assert any(re.fullmatch(r"1\.7     행렬과 벡터의 곱, 행으로 +비트까지 같음, 원문과 일치", line) for line in found)
    assert re.search(r"예제 \d+개: 비트까지 같음 \d+개, 일치 2개 \(자료형만 2개\)", text)
    assert "mimic 엔진, 줄리아 1.5.3" in text


def test_what_is_wrong_in_korean():
    text = shown(show.verify_table(verify.verify(Mimic(lambda name, value: value + 1), [ALL["1"]]), "ko"))
    assert "다름, 원문과 불일치" in text
    assert "    문제       " in text
    changed = sum(isinstance(example.function, str) for example in ALL["1"].runs)  # what has code of its own is not
    assert f"다름 {changed}개" in text


# ------------------------------------------------------------------------------------------ the commands


@pytest.fixture
def mimicked(monkeypatch):
    """The commands, with an engine that needs no Julia."""
    monkeypatch.setattr("pyjuliann.commands.lessons.started_julia", lambda *_, **__: contextlib.nullcontext(Mimic()))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["verify", "1", "--lang", "ko"], {}, "비트까지 같음"),
        (["verify", "1"], {"LANG": "ko_KR.UTF-8"}, "비트까지 같음"),
        (["verify", "1", "--lang", "en"], {"LANG": "ko_KR.UTF-8"}, "identical bits"),
        (["verify", "1"], {"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "identical bits"),
        (["verify", "1", "-q", "--lang", "ko"], {}, "예제 {0}개: 비트까지 같음 {0}개".format(len(ALL["1"].runs))),
        (["lesson", "1", "--lang", "ko"], {}, "함정은 dot이다"),
        (["lesson", "1"], {"LC_MESSAGES": "ko_KR"}, "함정은 dot이다"),
        (["lesson", "1"], {"LANGUAGE": "ko"}, "The trap: dot"),
    ],
)
def test_the_language_of_the_commands(arguments, environment, words, mimicked, monkeypatch, capsys):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 0
    assert words in capsys.readouterr().out


def test_json_does_not_depend_on_the_language(mimicked, capsys):
    printed = []
    for language in ("en", "ko"):
        main(["verify", "1", "note", "--json", "-", "--lang", language])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert not HANGUL.search(printed[0])


@pytest.mark.parametrize(
    ("encoding", "words"), [("euc-kr", "식으로 쓴 신경망"), ("ascii", "softmax(h(X"), ("utf-8", "ŷ")]
)
def test_an_output_that_lacks_a_character_shows_its_number(encoding, words, mimicked, monkeypatch):
    output = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", output)
    assert main(["lesson", "5", "--lang", "ko"]) == 0
    output.flush()
    text = output.buffer.getvalue().decode(encoding)
    assert words in text
    assert ("\\u0177" in text) is (encoding != "utf-8")


def test_korean_is_loaded_where_it_is_asked_for_only():
    code = "import sys; from pyjuliann.lessons.show import *; from pyjuliann.lessons import *; from pyjuliann.lessons"
    code += ".verify import *; lesson_page(find_lesson('1')); print([m for m in sys.modules if 'korean' in m])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
