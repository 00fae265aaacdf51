"""What is found by words without a server: an index of each language, a script that pages load when one searches."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pyjuliann.book.pages import Pages
from pyjuliann.language import Language
from pyjuliann.lessons import lessons
from pyjuliann.lessons.model import Lesson, text_of
from pyjuliann.lessons.sources import codes
from pyjuliann.lessons.text import Prose, blocks
from pyjuliann.lessons.wording import words_of
from pyjuliann.traps.catalogue import entries, topic_of
from pyjuliann.traps.catalogue import words_of as trap_words

Found = tuple[str, str, str]
"""Where something is, what it is called, and the words by which it is found."""


def index_script(pages: Pages, language: Language) -> str:
    """Return the script that sets ``bookIndex``, a list of `Found`."""
    found = [*_pages(pages, language), *_lessons(language), *_traps(language), *_functions(pages)]
    return f"window.bookIndex = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"


def _pages(pages: Pages, language: Language) -> Iterator[Found]:
    for name in pages.names:
        place = pages.place(name, language)
        which = name.partition("-")[2]
        text = _prose(lessons()[which], language) if name.startswith("lesson-") else str(place.told)
        yield place.href, place.title, " ".join(text.split())


def _prose(lesson: Lesson, language: Language) -> str:
    parts = [block.markdown for block in blocks(text_of(lesson, language)) if isinstance(block, Prose)]
    return " ".join(parts).replace("**", "").replace("`", "")


def _lessons(language: Language) -> Iterator[Found]:
    for name, lesson in lessons().items():
        words, href = words_of(name, language), f"lesson-{name}.html"
        for python, julia in codes(lesson):
            function = python or julia
            yield f"{href}#code-{function.replace('.', '-')}", function.rpartition(".")[2], words(lesson.title)
        for example in lesson.runs:
            yield f"{href}#example-{example.id}", f"{example.id} {words(example.title)}", example.name


def _traps(language: Language) -> Iterator[Found]:
    for entry in entries():
        words = trap_words(topic_of(entry), language)
        texts = (words(entry.line), words(entry.why), entry.python, entry.julia, entry.as_julia, entry.as_python)
        title = f"{entry.number} {words(entry.title)}"
        yield f"traps-{topic_of(entry)}.html#trap-{entry.number}", title, " ".join(" ".join(texts).split())


def _functions(pages: Pages) -> Iterator[Found]:
    for row in pages.book.accuracy["functions"]:
        name = f"{row['function']}, {row['dtype']}"
        yield (
            f"ulp.html#{row['function']}-{row['dtype']}",
            name,
            f"{row['python_function']} {row['julia_function']} ULP",
        )
