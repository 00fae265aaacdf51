"""Prose, formulas and code as HTML: Markdown by markdown-it-py, LaTeX as MathML, code in pygments' classes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from markupsafe import Markup

_CODE: Final = re.compile(r"`([^`]+)`")
_BLANKS: Final = re.compile(r'<span class="w">(\s*)</span>')


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    def highlighted(code: str, language: str, _: str) -> str:
        return f"<pre><code>{highlight(code.rstrip(), language)}</code></pre>"

    return MarkdownIt("commonmark", {"html": False, "highlight": highlighted}).enable("table")


def prose(markdown: str) -> Markup:
    """Return Markdown as HTML; HTML in it is text."""
    return Markup(_markdown().render(markdown))  # noqa: S704 - made by markdown-it, which escapes


def line(text: str) -> Markup:
    """Return a line of plain text as HTML, in which only code between backticks is marked.

    Examples
    --------
    >>> line("`a * b` < 2")
    Markup('<code>a * b</code> &lt; 2')
    """
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else Markup("{}").format(part)
        for number, part in enumerate(parts)
    )


def formula(latex: str, plain: str, *, block: bool = True) -> Markup:
    """Return a formula as MathML; `plain` is what a reader without MathML is told."""
    from latex2mathml.converter import convert

    text = convert(latex, display="block" if block else "inline")
    return Markup(text.replace("<math ", Markup('<math alttext="{}" ').format(plain), 1))  # noqa: S704 - escaped


@lru_cache(4096)
def highlight(code: str, language: str) -> Markup:
    """Return code as HTML, its tokens in pygments' short classes; code of an unknown language is text.

    Examples
    --------
    >>> highlight("x + 1", "julia")
    Markup('<span class="n">x</span> <span class="o">+</span> <span class="mi">1</span>')
    """
    lexer = _lexer(language)
    if lexer is None:
        return Markup("{}").format(code)
    from pygments import highlight as marked

    text = marked(code, lexer, _formatter()).rstrip("\n")
    return Markup(_BLANKS.sub(r"\1", text))  # noqa: S704 - pygments escapes


@cache
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import JuliaLexer, PythonLexer

    lexers = {"python": PythonLexer, "py": PythonLexer, "julia": JuliaLexer, "jl": JuliaLexer}
    return lexers[language](stripnl=False) if language in lexers else None
