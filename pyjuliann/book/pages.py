"""Every page of the book as HTML: what each tells, in the reader's language; how it looks is in the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pyjuliann.book.content import Book, ExampleCode, inputs_of, julia_code, python_code, value_text
from pyjuliann.book.figures import FIGURES
from pyjuliann.book.typeset import formula, highlight, line, prose
from pyjuliann.bridge.values.literals import Notation, julia_literal
from pyjuliann.language import LANGUAGES, Language, Words, translated, words_in
from pyjuliann.lessons import lessons
from pyjuliann.lessons.model import Exact, Lesson, text_of
from pyjuliann.lessons.show import verdict_words
from pyjuliann.lessons.sources import codes, contract_terms, whole_codes
from pyjuliann.lessons.sources import julia_code as julia_function
from pyjuliann.lessons.sources import python_code as python_function
from pyjuliann.lessons.text import Prose, Reference, blocks
from pyjuliann.lessons.verify import ExampleResult, ExampleSide
from pyjuliann.lessons.wording import words_of
from pyjuliann.parity.results.accuracy import ends, share
from pyjuliann.traps.catalogue import TOPICS, topic_groups
from pyjuliann.traps.catalogue import words_of as trap_words
from pyjuliann.traps.model import Raises, Warns, after
from pyjuliann.traps.run import TrapFinding
from pyjuliann.traps.show import came
from pyjuliann.wording import TABLES

FOLDER: Final = Path(__file__).parent
ASSETS: Final = ("style.css", "script.js")
"""What all pages share, beside this module."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src {}; "
    "base-uri 'none'; form-action 'none'"
)
TITLE: Final = "Deep learning in Python and Julia"
TOLD: Final = (
    "A blog series that builds neural networks from a dot product up to a CNN, with its code in both languages side by "
    "side, and what each of them answers, to the last bit."
)
NAMES: Final[dict[Language, str]] = {"en": "English", "ko": "Korean"}

_TABLES: Final = (
    *TABLES,
    "pyjuliann.lessons.korean.shared",
    "pyjuliann.traps.korean.shared",
    "pyjuliann.book.korean.pages",
    "pyjuliann.book.korean.figures",
)


class PageLink(NamedTuple):
    """A page as others link to it."""

    name: str
    title: str
    short: str = ""
    told: Any = ""

    @property
    def href(self) -> str:
        """Its file, in the folder of its language."""
        return f"{self.name}.html"


def book_words(language: Language) -> Words:
    """Return what puts the phrases of the book's pages into a language."""
    return words_in(language, *_TABLES)


class Pages:
    """The pages of a book.

    Parameters
    ----------
    book : Book
    languages : sequence of {"en", "ko"}
        Those that the book is in; a page links to itself in the others.
    live : bool
        Whether a server answers: then pages load ``live.js`` and may ask that server, and no other.
    """

    def __init__(self, book: Book, languages: Sequence[Language] = LANGUAGES, *, live: bool = False) -> None:
        self.book, self.languages, self.live = book, tuple(languages), live
        self._outcomes: dict[str, list[ExampleResult]] = {}
        for outcome in book.result.outcomes:
            self._outcomes.setdefault(outcome.lesson.id, []).append(outcome)
        self._findings = {finding.entry.number: finding for finding in book.findings}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the pages that every language has, in their order."""
        return ("index", *(f"lesson-{name}" for name in lessons()), *self._reference)

    @property
    def _reference(self) -> tuple[str, ...]:
        return ("traps", *(f"traps-{topic}" for topic in TOPICS), "ulp", "answers")

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def cover(self) -> str:
        """Return the page before the languages."""
        volumes = [{"language": language, "_": book_words(language)} for language in self.languages]
        return self._templates.get_template("cover.html.j2").render(
            policy=self._policy, volumes=volumes, book_title=TITLE, book_told=TOLD
        )

    def page(self, name: str, language: Language) -> str:
        """Return a page of `names` in a language.

        Raises
        ------
        KeyError
            If there is no such page.
        """
        if name not in self.names or language not in self.languages:
            raise KeyError(name)
        kind, _, which = name.partition("-")
        words = book_words(language)
        told = {
            "index": self._index,
            "lesson": self._lesson,
            "traps": self._topic if which else self._traps,
            "ulp": self._ulp,
            "answers": self._answers,
        }[kind](which, language, words)
        template = "topic" if kind == "traps" and which else kind
        place = self.place(name, language)
        at = self.names.index(name)
        around = [self.place(self.names[k], language) if 0 <= k < len(self.names) else None for k in (at - 1, at + 1)]
        return self._templates.get_template(f"{template}.html.j2").render(
            _=words,
            policy=self._policy,
            language=language,
            name=name,
            kind=template,
            live=self.live,
            book_title=TITLE,
            book_told=TOLD,
            title=place.title,
            before=around[0],
            after=around[1],
            places=[self.place(each, language) for each in ("traps", "ulp", "answers")],
            translations=self._translations(name, language),
            imprint=self._imprint(words),
            **told,
        )

    def place(self, name: str, language: Language) -> PageLink:
        """Return a page as others link to it."""
        kind, _, which = name.partition("-")
        words = book_words(language)
        if kind == "lesson":
            lesson = lessons()[which]
            own = words_of(which, language)
            return PageLink(name, f"{_number(lesson, own)} · {own(lesson.title)}")
        if which:
            return PageLink(name, words("Traps: {}").format(words(TOPICS[which])))
        title, short, told = _PLACES[kind]
        return PageLink(name, words(title), words(short), words(told).format(len(self.book.findings)))

    @property
    def _policy(self) -> str:
        return POLICY.format("'self'" if self.live else "'none'")

    def _translations(self, name: str, language: Language) -> list[dict[str, str]]:
        others = [other for other in self.languages if other != language]
        return [
            {"language": other, "href": f"../{other}/{name}.html", "title": book_words(other)(NAMES[other])}
            for other in others
        ]

    def _imprint(self, words: Words) -> str:
        result = self.book.result
        against = words("{} engine, Julia {}").format(result.engine, result.julia_version)
        if result.recorded:
            against += ", " + words("recorded {}").format(result.recorded)
        return words("Python's answers from NumPy {}; Julia's from the {}.").format(self.book.origins[0].numpy, against)

    # ---------------------------------------------------------------- the pages

    def _index(self, _: str, language: Language, __: Words) -> dict[str, Any]:
        found = []
        for name, lesson in lessons().items():
            words = words_of(name, language)
            found.append(
                {
                    "href": f"lesson-{name}.html",
                    "place": _number(lesson, words),
                    "title": words(lesson.title),
                    "told": prose(_first_paragraph(text_of(lesson, language))).striptags(),
                }
            )
        return {"lessons": found}

    def _lesson(self, name: str, language: Language, _: Words) -> dict[str, Any]:
        lesson = lessons()[name]
        own = words_in(language, *_TABLES, *_own_tables(name))
        outcomes = {outcome.example.id: outcome for outcome in self._outcomes.get(name, ())}
        text = blocks(text_of(lesson, language))
        shown = {block.name for block in text if isinstance(block, Reference) and block.kind == "example"}
        return {
            "place": _number(lesson, own),
            "lesson_title": own(lesson.title),
            "blocks": [_block(block, lesson, outcomes, own) for block in text],
            "pairs": [_pair(python, julia) for python, julia in codes(lesson)],
            "examples": [_example(outcomes[one.id], own) for one in lesson.examples if one.id not in shown],
            "exercises": [
                {
                    "question": prose(own(one.question)),
                    "explanation": prose(own(one.explanation)),
                    "answer": _example(outcomes[one.answer.id], own),
                }
                for one in lesson.exercises
            ],
        }

    def _traps(self, _: str, language: Language, words: Words) -> dict[str, Any]:
        topics = []
        for topic, title in TOPICS.items():
            own = trap_words(topic, language)
            listed = [
                {"number": entry.number, "title": line(own(entry.title)), "line": line(own(entry.line))}
                for group in topic_groups(topic)
                for entry in group.entries
            ]
            topics.append(
                {"name": topic, "title": _capital(words(title)), "href": f"traps-{topic}.html", "entries": listed}
            )
        return {"topics": topics, "told": self.place("traps", language).told}

    def _topic(self, topic: str, language: Language, _: Words) -> dict[str, Any]:
        own = words_in(language, *_TABLES, *([f"pyjuliann.traps.korean.{topic}"] if language == "ko" else []))
        groups = [
            {
                "number": group.number,
                "title": own(group.title),
                "entries": [_trap(self._findings[entry.number], own) for entry in group.entries],
            }
            for group in topic_groups(topic)
        ]
        return {"groups": groups}

    def _ulp(self, _: str, language: Language, words: Words) -> dict[str, Any]:
        facts = self.book.accuracy
        rows = facts["functions"]
        tables = []
        for dtype in dict.fromkeys(row["dtype"] for row in rows):
            of_dtype = [row for row in rows if row["dtype"] == dtype]
            title = words("{}, {} points for each function").format(dtype, of_dtype[0]["points"])
            tables.append({"dtype": dtype, "title": title, "rows": [_accuracy(row) for row in of_dtype]})
        legend = [(words(term), words(meaning)) for term, meaning in _LEGEND.items()]
        measured = words("Measured on {} with NumPy {} and Julia {} on {}.").format(
            facts["date"], facts["numpy_version"], facts["julia_version"], facts["machine"]
        )
        return {"tables": tables, "legend": legend, "measured": measured, "told": self.place("ulp", language).told}

    def _answers(self, _: str, language: Language, words: Words) -> dict[str, Any]:
        found = []
        for origin in self.book.origins:
            julia = origin.julia
            told = "Julia's answers were recorded." if origin.recorded else "Julia answered when this book was built."
            rows = [
                ("Julia", julia.julia_version),
                (words("engine"), julia.engine),
                ("BLAS", julia.blas),
                (words("threads"), julia.threads),
                (words("Julia ran on"), julia.platform),
                (words("Julia answered on"), julia.date),
                ("Python", origin.python),
                ("NumPy", origin.numpy),
                (words("NumPy's vector instructions"), ", ".join(origin.simd) or words("none known")),
                (words("Python ran on"), origin.machine),
                (words("Python answered on"), origin.date),
            ]
            found.append({"title": words(origin.what), "told": words(told), "rows": rows})
        facts = self.book.accuracy
        rows = [
            ("Julia", facts["julia_version"]),
            (words("engine"), facts["engine"]),
            ("Python", facts["python_version"]),
            ("NumPy", facts["numpy_version"]),
            (words("NumPy's vector instructions"), ", ".join(facts["numpy_simd"]) or words("none known")),
            (words("both ran on"), facts["machine"]),
            (words("measured on"), facts["date"]),
        ]
        told = "Both languages were measured at the same points, in one run."
        found.append({"title": words("The elementary functions"), "told": words(told), "rows": rows})
        return {"origins": found, "told": self.place("answers", language).told}


_PLACES: Final = {
    "index": (TITLE, "Contents", TOLD),
    "traps": (
        "Traps",
        "Traps",
        "{} places where NumPy and Julia differ although the code looks the same, each run in both languages.",
    ),
    "ulp": (
        "Elementary functions, measured",
        "Functions",
        "How often exp, sin and the others differ between the languages, and which of the two is closer to the truth.",
    ),
    "answers": (
        "Which Julia, which NumPy, when",
        "Answers",
        "Where the answers in this book come from: the versions that gave them, the machine, and the day.",
    ),
}
"""The title of a page, what it is called in the head of every page, and what it is about."""

_LEGEND: Final = {
    "differ": "how many results differ between the languages",
    "ULP": "by how many representable numbers at most",
    "wrong": "how many results are not the exact one, rounded to the dtype",
    "error": "the largest distance from the exact result (256 bits), in units of its last place; 0.5 is the best",
}


# ---------------------------------------------------------------- parts of pages


def _number(lesson: Lesson, words: Words) -> str:
    return words("Post {}").format(lesson.id) if lesson.id.isdigit() else words("Companion note")


def _capital(phrase: str) -> str:
    """Return a phrase as a title: its first letter a capital, the others, as of NaN, as they are."""
    return phrase[:1].upper() + phrase[1:]


def _own_tables(lesson: str) -> tuple[str, ...]:
    from pyjuliann.lessons.index import MODULES

    return (f"pyjuliann.lessons.korean.{MODULES[lesson]}",)


def _first_paragraph(text: str) -> str:
    return next(block.markdown for block in blocks(text) if isinstance(block, Prose)).partition("\n\n")[0]


def _block(
    block: Prose | Reference, lesson: Lesson, outcomes: Mapping[str, ExampleResult], words: Words
) -> tuple[str, Any]:
    """Return a part of a lesson's text: its kind, and what the template needs."""
    if isinstance(block, Prose):
        return "prose", prose(block.markdown)
    if block.kind == "example":
        return "example", _example(outcomes[block.name], words)
    anchor = f"{block.kind}-{block.name}"
    if block.kind == "formula":
        said = lesson.formulas[block.name]
        return "formula", {"anchor": anchor, "html": formula(said.latex, said.plain)}
    draw = FIGURES.get((lesson.id, block.name))
    svg = Markup(draw(words)) if draw else ""  # noqa: S704 - our own drawings
    return "figure", {"anchor": anchor, "svg": svg, "caption": line(words(lesson.figures[block.name]))}


@cache
def _pair(python: str, julia: str) -> dict[str, Any]:
    """Return a function in both languages, either name "" where the other language has none."""
    sides = [("python", python, python_function), ("julia", julia, julia_function)]
    contract = zip(("python", "julia"), whole_codes(python, julia), strict=True)
    return {
        "name": (python or julia).rpartition(".")[2],
        "anchor": f"code-{(python or julia).replace('.', '-')}",
        "terms": ", ".join(contract_terms(python) if python else []).replace(", →", " →"),
        "codes": [(side, highlight(code(name), side)) for side, name, code in sides if name],
        "contract": [(side, highlight(text, side)) for side, text in contract if text],
    }


def _example(outcome: ExampleResult, words: Words) -> dict[str, Any]:
    """Return an example with what came of it."""
    example = outcome.example
    expected = example.expected
    inputs = inputs_of(example)
    sides: list[dict[str, Any]] = []
    both: tuple[tuple[Notation, ExampleCode, ExampleSide], ...] = (
        ("python", python_code(example), outcome.python),
        ("julia", julia_code(example), outcome.julia),
    )
    for name, code, side in both:
        given = [(one.name, highlight(f"{one.name} = {getattr(one, name)}", name)) for one in inputs]
        value = translated(side.error, words) or highlight(value_text(outcome, side, name), name)
        sides.append(
            {
                "name": name,
                "definition": highlight(code.definition, name),
                "inputs": given,
                "call": highlight(code.call, name),
                "whole": code.whole,
                "value": value,
                "type": side.type,
            }
        )
    if isinstance(expected, Exact) and not expected.published:
        figure: Any = Markup("<code>{}</code>").format(julia_literal(expected.value, short=True))
    else:
        figure = words(expected.published) or expected.description_in(words)
    return {
        "id": example.id,
        "anchor": f"example-{example.id}",
        "title": words(example.title),
        "verdict": outcome.verdict,
        "told": verdict_words(outcome, words),
        "sides": sides,
        "expected_label": words("published" if expected.published else "expected"),
        "expected": figure,
        "reason": words(example.reason) if outcome.verdict == "agree" else "",
        "problems": [translated(problem, words) for problem in outcome.problems],
    }


def _trap(finding: TrapFinding, words: Words) -> dict[str, Any]:
    """Return an entry with what came of it."""
    entry = finding.entry
    using = f"using {', '.join(entry.using)}\n" if entry.using else ""
    sides = [
        {
            "name": "python",
            "code": highlight(after(entry.python_setup, entry.python), "python"),
            "label": words("Copy the Python code of trap {}").format(entry.number),
            "stated": _stated(entry.python_gives, words),
            "here": translated(came(finding.python), words),
        },
        {
            "name": "julia",
            "code": highlight(f"{using}{after(entry.julia_setup, entry.julia)}", "julia"),
            "label": words("Copy the Julia code of trap {}").format(entry.number),
            "stated": _stated(entry.julia_gives, words),
            "here": translated(came(finding.julia), words),
        },
    ]
    idioms = [
        {
            "name": name,
            "title": words(f"{spoken} code that does what {other} did"),
            "code": highlight(code, name) if code else "",
            "label": words(f"Copy the {spoken} code that does the same, of trap {{}}").format(entry.number),
            "none": "" if code else words("none: {}").format(words(entry.no_idiom)),
        }
        for name, spoken, other, code in (
            ("python", "Python", "Julia", entry.as_julia),
            ("julia", "Julia", "Python", entry.as_python),
        )
    ]
    if finding.problems:
        told = "; ".join(translated(problem, words) for problem in finding.problems)
    else:
        told = words("as stated" if finding.applies else "stated for other versions, or another engine")
    return {
        "number": entry.number,
        "title": line(words(entry.title)),
        "line": line(words(entry.line)),
        "why": line(words(entry.why)),
        "versions": translated(entry.versions, words),
        "source": entry.source,
        "sides": sides,
        "idioms": idioms,
        "good": bool(finding),
        "told": told,
    }


def _stated(given: Any, words: Words) -> list[tuple[str, str]]:
    by_version = [("", given)] if isinstance(given, str | Raises | Warns) else given.items()
    return [
        (
            words("raises" if isinstance(answer, Raises) else "gives")
            + (f" {words('(from {})').format(version)}" if version else ""),
            translated(str(answer), words),
        )
        for version, answer in by_version
    ]


def _accuracy(row: dict[str, Any]) -> dict[str, Any]:
    sides = [
        {
            "wrong": share(side["misrounded"], row["points"]),
            "error": f"{float(side['max_error']):.3f}",
            "closer": row["closer"] == name,
        }
        for name in ("python", "julia")
        for side in [row[name]]
    ]
    return {
        "anchor": f"{row['function']}-{row['dtype']}",
        "function": row["function"],
        "span": ends(row["range"]),
        "differ": share(row["differing"], row["points"]),
        "ulp": "–" if row["max_ulp"] is None else row["max_ulp"],
        "sides": sides,
    }
