"""A report in Markdown: whatever users' functions put into it is read as text, and it fits where it must."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reporting import CONTENT, EVIL, finding_of, hostile, report_of, result_of

from pyjuliann.parity.results import markdown
from pyjuliann.parity.results.content import content, merged
from pyjuliann.parity.results.reports import PairReport
from pyjuliann.printable import printable
from pyjuliann.wording import shortened, summary_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = ["|", "`", "``", "\\", "<b>", "&amp;", "*", "_", "[x](http://a.b)", "![i](u)", "~~", "#1", "@me", ":x:", "$x$"]
PIECES += [
    "www.a.b",
    "a",
    " ",
    "\n",
    "\r\n",
    "\x1b[31m",
    "# h",
    "- l",
    "1. n",
    "-->",
    "<!--",
    "\u202e",
    "```",
    "ŷ",
    "$",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)


class MarkdownPage(HTMLParser):
    """The elements, the text, and the texts of the cells of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.text, self.cells, self.code, self.inside = [], "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.inside.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")
        if tag == "pre":
            self.code.append("")

    def handle_endtag(self, tag):
        self.inside.remove(tag)

    def handle_data(self, data):
        self.text += data
        if {"td", "th"} & set(self.inside):
            self.cells[-1] += data
        if "pre" in self.inside:
            self.code[-1] += data


def read(document: str) -> MarkdownPage:
    return MarkdownPage(READER.render(document))


def said(text: str) -> str:
    return shortened(printable(text), 1500)


@given(TEXTS)
@example("a\\|b")
@example("`|`")
@example("see #12, @mirrors, http://a.b/c and :smile: for $x^2$")
@settings(max_examples=200, deadline=None)
def test_text_is_read_as_it_was_said(text):
    page = read(f"- **found** {markdown.text(text)}.")
    assert page.text.split("found ", 1)[1].rstrip("\n") == f"{said(text)}."
    assert set(page.tags) <= {"ul", "li", "strong", "span"}
    cells = read(markdown.table(["a", "b"], [[f"x{text}y", "z"]], 1)).cells
    assert cells == ["a", "b", said(f"x{text}y"), "z"]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_code_is_read_as_it_was_written(text):
    shown = read(markdown.block(text, "python"))
    assert (shown.tags, shown.code) == (["pre", "code"], [f"{printable(text)}\n"])


@pytest.mark.parametrize("text", ["@mirrors", "#12", "http://a.b", "www.a.b", "a@b.c", ":x:"])
def test_github_sees_no_link_no_mention_and_no_picture(text):
    # it looks for them in each piece of text between marks
    pieces = markdown.text(text).replace("\\", "").split("<!-- -->")
    assert len(pieces) > 1
    assert "".join(pieces) == text


def test_the_whole_report_is_there():
    page = read(markdown.render(CONTENT))
    assert page.text.startswith(summary_line(CONTENT))
    assert page.cells[:7] == ["verdict", "pair", "cases", "identical", "agree", "differ", "max ULP"]
    assert page.cells[7:14] == ["differ", "numpy.std ~ Statistics.std", "10", "6", "1", "3", "1.0e+15"]
    assert page.cells[-7:] == ["error", "h ~ k", "", "", "", "", ""]
    assert page.code == ["import numpy as np\nnp.std(a)\n", "std(a)\n"]
    for words in ("value: 3 of 10 cases of vectors", "np.std(a, ddof=1)", "Julia is closer", "note on", "lone", "k2"):
        assert words in page.text
    assert markdown.render(merged([], {}, {})) == "## 0 pairs: nothing checked\n"


def test_nothing_hostile_is_markup():
    page = read(markdown.render(hostile()))
    assert "script" not in page.tags
    assert {"a", "img"}.isdisjoint(page.tags)
    assert page.text.count(printable(EVIL)) >= 10


def test_long_code_is_cut_and_long_text_too():
    finding = finding_of(result_of(1.0, 2.0), python_code="x" * 10_007, julia_code="y" * 10_000, label="l" * 5000)
    text = markdown.render(content(report_of(PairReport("f", "f", "g", "differ", cases=1, findings=(finding,)))))
    assert f"{'x' * 10_000}\n… and 7 characters more\n```" in text
    assert f"\n{'y' * 10_000}\n```" in text
    assert "l" * 1501 not in text


def test_what_has_no_room_is_left_out_and_counted():
    pairs = [CONTENT["pairs"][2] | {"name": f"f{k}"} for k in range(310)]
    report = merged(pairs, {}, {})
    whole = markdown.render(report)
    assert "room" not in whole
    assert whole.count("| differ | f") == 310
    for room in (50_000, len(whole.encode())):
        text = markdown.render(report, room)
        assert room - 1000 < len(text.encode()) <= room
        sections = text.count("\n### ")
        left = f" and {310 - sections} sections" if sections < 310 else ""
        assert text.endswith(f"Left out, for want of room: 10 rows of the table{left}.\n")
    assert 0 < markdown.render(report, 50_000).count("\n### ") < 310
    assert markdown.render(report, 100) == ""


def test_what_has_no_label_has_no_marks_in_its_place():
    assert markdown.labelled([("", "only a"), ("in Python", "f(x)"), ("cause", "")]) == (
        "- only a\n- **in Python** <code>f(x)</code>\n\n"
    )
