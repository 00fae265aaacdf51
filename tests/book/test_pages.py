"""The pages of the book, as files: they are whole, small, linked, and in their language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from translation import english_in, polite_endings, prose_of, translatable

from pyjuliann.book import pages as pages_module
from pyjuliann.book.content import Book, inputs_of, julia_code, python_code
from pyjuliann.book.korean.pages import PHRASES
from pyjuliann.book.pages import FOLDER, POLICY, Pages
from pyjuliann.book.typeset import formula, highlight, line, prose
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.wire import EVALUATE
from pyjuliann.lessons import find_example, lessons
from pyjuliann.lessons.model import Exact, Example
from pyjuliann.lessons.text import references
from pyjuliann.lessons.verify import _judged
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.traps.catalogue import entries

LANGUAGES = ("en", "ko")


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    """Every page, by its place in the folder."""
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_every_page_is_there_in_both_languages(texts: dict[str, str], run: Book) -> None:
    expected = {f"{language}/{name}.html" for language in LANGUAGES for name in Pages(run).names}
    assert set(texts) == {"index.html", *expected}
    assert {f"en/lesson-{name}.html" for name in lessons()} <= expected


def test_pages_are_small(folder: Path) -> None:
    sizes = {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size >= 300_000} == {}


def test_every_link_leads_somewhere(texts: dict[str, str]) -> None:
    anchors = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in texts.items()}
    others = {"style.css", "script.js", "en/search.js", "ko/search.js"}
    count = 0
    for name, text in texts.items():
        for href in re.findall(r'\b(?:href|src)="([^"]+)"', text):
            file, _, anchor = unescape(href).partition("#")
            parts = [*Path(name).parent.parts] if file else [name]
            for part in file.split("/") if file else []:
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts)
            assert target in texts or target in others, (name, href)
            assert not anchor or anchor in anchors[target], (name, href)
            count += 1
    assert count > 2000


def test_names_on_a_page_stand_once(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        twice = [anchor for anchor, times in Counter(re.findall(r'\bid="([^"]+)"', text)).items() if times > 1]
        assert twice == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_by_words_is_there(folder: Path, texts: dict[str, str], language: str) -> None:
    import json

    script = (folder / language / "search.js").read_text(encoding="utf-8")
    found = json.loads(script.removeprefix("window.bookIndex = ").removesuffix(";\n"))
    for href, title, _ in found:
        file, _, anchor = href.partition("#")
        assert f'id="{anchor}"' in texts[f"{language}/{file}"] if anchor else f"{language}/{file}" in texts
        assert title
    addresses = {href for href, _, _ in found}
    assert len(addresses) == len(found)
    assert {href.partition("#trap-")[2] for href in addresses} - {""} == {entry.number for entry in entries()}
    assert len([href for href in addresses if "#example-" in href]) == sum(len(one.runs) for one in lessons().values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_shows_its_parts_where_its_text_has_them(texts: dict[str, str], language: str) -> None:
    for name, lesson in lessons().items():
        text = texts[f"{language}/lesson-{name}.html"]
        shown = [f"{one.kind}-{one.name}" for one in references(lesson.text)]
        places = [text.index(f'id="{anchor}"') for anchor in shown]
        assert places == sorted(places)
        assert text.count("<math") == len(lesson.formulas)
        assert text.count('class="drawing"') == len(lesson.figures)
        assert set(re.findall(r'data-example="([^"]+)"', text)) == {one.id for one in lesson.runs}


def test_both_codes_and_both_results_are_shown(texts: dict[str, str], run: Book) -> None:
    text = texts["en/lesson-1.html"]
    shown = dict(re.findall(r'data-example="([^"]+)"(.*?)</section>', text, re.DOTALL))
    outcome = next(one for one in run.result.outcomes if one.example.function == "two_layer")
    part = unescape(re.sub(r"<[^>]+>", "", shown[outcome.example.id]))
    for said in ("[300, 414, 528]", "[300 414 528]", "51 62 and 300 414 528", "identical bits, as published"):
        assert said in part
    code = text[text.index('id="code-two_layer"') :]
    assert code.index('<figure class="code python">') < code.index('<figure class="code julia">')


def test_the_traps_are_all_listed_and_all_told(texts: dict[str, str]) -> None:
    numbers = [entry.number for entry in entries()]
    for language in LANGUAGES:
        assert sorted(re.findall(r'data-trap="([\d.]+)"', texts[f"{language}/traps.html"])) == sorted(numbers)
        told = [n for name, text in texts.items() if name.startswith(f"{language}/traps-")
                for n in re.findall(r'id="trap-([\d.]+)"', text)]  # fmt: skip
        assert sorted(told) == sorted(numbers)


def test_where_the_answers_come_from_is_told(texts: dict[str, str], run: Book) -> None:
    import numpy as np

    text = texts["en/answers.html"]
    for said in (run.origins[0].julia.julia_version, run.origins[1].julia.date, np.__version__, "recorded"):
        assert said in text


def test_every_page_forbids_what_is_not_its_own(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        policy = POLICY.format("'none'").replace("'", "&#39;")
        assert f'content="{policy}"' in text or f'content="{unescape(policy)}"' in text, name
        assert "http" not in "".join(re.findall(r'(?:src|href|action)="([^"]*)"', text)), name
        assert " style=" not in text, name
        assert not re.search(r"<script(?! src=)|\son\w+=", re.sub(r"<pre.*?</pre>|<template.*?</template>", "", text,
                                                                    flags=re.DOTALL)), name  # fmt: skip


# ---------------------------------------------------------------- languages


def phrases() -> Iterator[str]:
    """Yield every English phrase that templates ask for in the reader's language."""
    for path in (FOLDER / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        for call in re.findall(r"_\(([^()]*(?:\([^()]*\))?[^()]*)\)", text):
            yield from (two or one for two, one in re.findall(r'"((?:[^"])*)"|\'([^\']*)\'', call))


def test_every_phrase_of_the_templates_has_its_korean() -> None:
    ignored = {"python"}  # what a phrase is chosen by
    words = pages_module.book_words("ko")
    asked = {phrase for phrase in phrases() if translatable(phrase)} - ignored
    assert len(asked) > 30
    assert {phrase for phrase in asked if words(phrase) == phrase} == {"English"} & asked


def test_every_phrase_of_the_pages_has_its_korean_and_none_is_left_over() -> None:
    source = (FOLDER / "pages.py").read_text(encoding="utf-8") + (FOLDER / "content.py").read_text(encoding="utf-8")
    text = re.sub(r'"\s*\n\s*"', "", source) + "".join(
        path.read_text(encoding="utf-8") for path in (FOLDER / "templates").iterdir()
    )
    made = {f"Copy the {one} code that does the same, of trap {{}}" for one in ("Python", "Julia")}
    assert {phrase for phrase in PHRASES if phrase not in text and phrase not in made} == set()
    assert [ending for phrase in PHRASES.values() for ending in polite_endings(phrase)] == []


def test_korean_pages_are_korean(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if not name.startswith("ko/"):
            continue
        assert '<html lang="ko">' in text
        head = re.sub(r"<[^>]+>", " ", text[text.index("<header") : text.index("<main")])
        assert re.findall(r"[A-Za-z]{3,}", head) == ["English"], name
        assert english_in(prose_of(text)) == [], name


def test_english_is_found_between_korean() -> None:
    page = (
        '<p title="to be read">값 <code>not to be read</code><b>this is it</b><br>끝 <i lang="en">a title of it</i></p>'
    )
    assert english_in(prose_of(page)) == ["to be read", "this is it"]


def test_english_pages_have_no_korean_but_the_link_to_it(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if name.startswith("en/lesson"):
            assert set(re.findall(r"[가-힣]+", text)) == {"한국어"}, name


# ---------------------------------------------------------------- typesetting


def test_prose_is_markdown_and_no_html() -> None:
    assert prose("**a** `b` <b>") == "<p><strong>a</strong> <code>b</code> &lt;b&gt;</p>\n"
    assert '<span class="mi">1</span>' in prose("```julia\n1\n```")
    assert "<table>" in prose("| a |\n|---|\n| 1 |\n")
    assert line("`<` is *less*") == "<code>&lt;</code> is *less*"


def test_a_formula_is_mathml_with_its_plain_form() -> None:
    made = formula(r"y = \frac{1}{x}", 'y = "1/x"')
    assert made.startswith('<math alttext="y = &#34;1/x&#34;"')
    assert "<mfrac>" in made
    assert 'display="block"' in made


def test_code_of_a_language_is_marked_and_other_code_is_text() -> None:
    assert '<span class="k">' in highlight("for i in 1:2 end", "julia")
    assert highlight("a < b", "cobol") == "a &lt; b"


# ---------------------------------------------------------------- examples as code


def test_an_example_is_written_in_both_languages() -> None:
    example = next(one for one in lessons()["1"].examples if one.function == "matrix_vector_by_rows")
    assert [(one.name, one.julia) for one in inputs_of(example)] == [
        ("a", "[3 1 0 3; 2 4 7 0; -1 2 3 4]"),
        ("x", "[1, 2, 3, 4]"),
    ]
    assert python_code(example).whole == (
        "import numpy as np\nfrom pyjuliann.nn import matrix_vector_by_rows\n\n"
        "a = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])\nx = np.array([1, 2, 3, 4])\n"
        "matrix_vector_by_rows(a, x)"
    )
    assert julia_code(example).whole == (
        'include("julia/src/JuliaNN.jl")\nusing .JuliaNN\n\n'
        "a = [3 1 0 3; 2 4 7 0; -1 2 3 4]\nx = [1, 2, 3, 4]\nmatrix_vector_by_rows(a, x)"
    )


def test_keywords_go_by_name_and_functions_in_either_language() -> None:
    found = [one for lesson in lessons().values() for one in lesson.runs if one.keywords]
    assert found
    example = found[0]
    name = next(iter(example.keywords))
    assert f"{name}={name}" in python_code(example).call
    assert f"; {name} = {name}" in julia_code(example).call
    own = Example("4.99", "", "derivative", (Twin(halved, "x -> x / 2"), 3.0), Exact(0.5))
    assert python_code(own).definition == "def halved(x):\n    return x / 2"
    assert "\nf = halved\n" in python_code(own).whole
    assert "\nf = x -> x / 2\n" in julia_code(own).whole


def halved(x: float) -> float:
    return x / 2


def test_the_code_that_is_copied_for_python_gives_what_the_example_gives(run: Book) -> None:
    for outcome in run.result.outcomes:
        lines = python_code(outcome.example).whole.splitlines()
        if not outcome.example.expected.values_defined:
            continue
        names: dict[str, object] = {}
        exec("\n".join(lines[:-1]), names)
        assert compare(eval(lines[-1], names), outcome.python.value), outcome.example.id


def test_long_inputs_come_from_the_package_unless_they_were_changed() -> None:
    example = find_example("9.1")
    assert "\nx = find_example('9.1').args[2]\n" in python_code(example).whole
    assert "julia_inputs('9.1', ['params', 'x', 'draws'])" in julia_code(example).whole
    other = replace(example, args=(*example.args[:2], example.args[2] + 1.0, *example.args[3:]))
    assert "\nx = np.frombuffer(" in python_code(other).whole
    assert "julia_inputs('9.1', ['params', 'draws'])" in julia_code(other).whole
    assert "\nx = reshape(" in julia_code(other).whole


@pytest.mark.thorough
def test_the_code_that_is_copied_for_julia_gives_what_the_example_gives(
    run: Book, interpreted: Engine, engine: Engine
) -> None:
    """Each in a module of its own; those that ask Python for long inputs get what it would print, and are compiled."""
    head = 'include("julia/src/JuliaNN.jl")\n'
    for julia in (interpreted, engine):
        julia.call(EVALUATE, COPIED)
    for outcome in run.result.outcomes:
        code = julia_code(outcome.example).whole
        assert code.startswith(head)
        asked = re.search(r'python -c "(.*)"', code)
        with redirect_stdout(StringIO()) as printed:
            exec(asked[1] if asked else "", {})
        given = (code.removeprefix(head), asked[1] if asked else "", printed.getvalue())
        value = (engine if asked else interpreted).call("run_copied", *given, typed=True)
        judged = _judged(outcome.lesson, outcome.example, Outcome(outcome.python.value), Outcome(value))
        assert judged.verdict != "differ", (outcome.example.id, judged.problems)


COPIED = """
function run_copied(code, program, printed)
    home = Core.eval(Main, :(module $(gensym()); const JuliaNN = Main.JuliaNN; end))
    asked(command, _) = command.exec == ["python", "-c", program] ? printed : error(command)
    Core.eval(home, :(const read = $asked))
    return Base.include_string(home, code)
end
"""
