"""Facts and sentences apart: what a view says stands in `pyjuliann.wording`, and is changed there for all views."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from copies import copied_to, replaced, run_in

import pyjuliann

PACKAGE = Path(pyjuliann.__file__).parent
RESULTS = PACKAGE / "parity" / "results"
VIEWS = [
    RESULTS / f"{name}.py" for name in ("terminal", "html", "junit", "markdown", "github", "notebook", "histogram")
]
TOLD = ("causes", "comparing", "judging", "pairing", "results", "running")
TAGS = re.compile(r"<[^<>]*>|<[^<>]*$|^[^<>]*>")
WORDS = re.compile(r"[^\W\d]+[,:;]? [^\W\d]+")
"""Two words beside each other: what a reader reads, unlike keys, styles and names of elements."""

STYLES = re.compile(r"bold \w+|default-src .*|@layer .*", re.DOTALL)


def sentences(code: str) -> Iterator[str]:
    """Yield the texts in a module's code that read as prose, without its docstrings and its errors."""
    tree = ast.parse(code)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    quiet = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            text = node.value
        read = TAGS.sub("", text)
        if id(node) not in quiet and WORDS.search(read) and not STYLES.fullmatch(read):
            yield read


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.stem)
def test_no_view_has_a_sentence_of_its_own(view):
    assert list(sentences(view.read_text(encoding="utf-8"))) == []


def summaries(code: str) -> Iterator[str]:
    """Yield the sentences in the summaries of what a module finds."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and node.name in ("summary", "__str__"):
            yield from sentences(ast.unparse(node))


@pytest.mark.parametrize("room", TOLD)
def test_what_is_found_has_no_sentence_of_its_own(room):
    modules = sorted((PACKAGE / "parity" / room).glob("*.py"))
    assert modules
    assert {path.name: found for path in modules if (found := list(summaries(path.read_text(encoding="utf-8"))))} == {}


def test_a_sentence_is_found_in_markup_and_in_pieces():
    assert list(sentences("x = f'<p>Without a twin: {name}</p>'")) == ["Without a twin: {}"]
    assert list(sentences("x = 'no twin'")) == ["no twin"]
    assert list(summaries("class A:\n    def summary(self):\n        return f'{self.n} cases differ'")) == [
        "{} cases differ"
    ]
    assert list(sentences('"""Nothing to see."""\nx = {"verdict": \'<td class="number wide">\'}')) == []


SCRIPT = """
import io
from rich.console import Console
from reporting import CONTENT, DIFFERENT, report_of
from pyjuliann.parity.results import html, junit, markdown
from pyjuliann.parity.results.notebook import notebook_html
from pyjuliann.parity.results.terminal import print_report
from pyjuliann.wording import pair_text

file = io.StringIO()
print_report(Console(file=file, width=200), CONTENT)
views = {
    "terminal": file.getvalue(),
    "html": html.render(CONTENT),
    "junit": junit.render(CONTENT),
    "markdown": markdown.render(CONTENT).replace("**", ""),
    "notebook": notebook_html(report_of(DIFFERENT)),
    "one finding in a notebook": notebook_html(DIFFERENT.findings[0]),
    "pytest": "".join(pair_text(pair) for pair in CONTENT["pairs"]),
}
for name, text in views.items():
    assert "the CAUSE of it" in text, name
    assert ("How often: value" in text) == (name != "one finding in a notebook"), name
"""


def test_a_line_is_changed_in_one_place_for_all_views(tmp_path, engine):
    folder = copied_to(tmp_path)
    replaced(
        folder / "pyjuliann" / "wording.py",
        ('yield "cause", diagnosis["summary"]', 'yield "the CAUSE of it", diagnosis["summary"]'),
        ('return phrase("{}: {} of {}{}", ', 'return phrase("How often: {}: {} of {}{}", '),
    )
    support = Path(__file__).parent / "support"
    done = run_in(folder, f"import sys; sys.path.append({str(support)!r})\n{SCRIPT}", engine)
    assert done.returncode == 0, done.stderr
