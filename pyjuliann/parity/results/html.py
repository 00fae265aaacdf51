"""A report as one HTML file that needs nothing else: no other file, no network, no script to be read.

Everything that comes from the user's functions is escaped. A content policy in the page forbids every request
and every script but ours, so that a mistake here would not become one in the reader's browser.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pyjuliann.language import Language, Words, english, sentence, translated
from pyjuliann.parity.results.content import VERDICTS, Content
from pyjuliann.parity.results.histogram import histogram
from pyjuliann.printable import printable
from pyjuliann.wording import (
    AGREEING,
    ELEMENT_COLUMNS,
    FILTER_LABELS,
    FILTERS,
    PLACE_COLUMNS,
    TITLES,
    about_lines,
    cause_lines,
    error_lines,
    finding_title,
    found_line,
    judge_lines,
    largest_ulp,
    pair_lines,
    pair_notes,
    probe_lines,
    replay_lines,
    side_labels,
    stale_lines,
    summary_line,
    unmatched_lines,
    words_of,
)

LONGEST_VALUE: Final = 1500
"""Characters of a value that are shown."""

_DECLARATION: Final = re.compile(r"([\w-]+\s*:[^;{}]+);")
_COUNTS: Final = ("cases", "identical", "agree", "differ")


def render(report: Content, language: Language = "en") -> str:
    """Return a report as a whole page."""
    words = words_of(language)
    report = translated(report, words)
    return page(translated(summary_line(report), words), _parts(report, words), language)


def page(title: str, parts: Iterable[str], language: Language = "en") -> str:
    """Return a whole page, and in it parts that are HTML already."""
    style, script = _resource("page.css"), _resource("page.js")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{_text(title)}</title>\n<style>\n{style}</style>\n</head>\n",
            f'<body class="pyjuliann">\n<main>\n{"".join(parts)}</main>\n',
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def fragment(report: Content, words: Words = english) -> str:
    """Return a report for a page of others', such as a notebook: nothing in it can be clicked."""
    return isolated("".join(_parts(translated(report, words), words, controls=False)))


def card(title: str, verdict: str, parts: Iterable[str]) -> str:
    """Return a small fragment: a title in the colour of a verdict, "" for none, and what stands below it."""
    return isolated(f'<p class="{verdict}">{_text(title)}</p>{"".join(parts)}')


def isolated(content: str) -> str:
    """Return a part of a page for a page of others'.

    Its styles are in a layer and important, so that they outdo the host's own; a rule before them takes away what the
    host says of elements such as ``dt``. None of them is about anything outside.
    """
    style = _DECLARATION.sub(r"\1 !important;", _resource("notebook.css") + _resource("page.css"))
    return f'<div class="pyjuliann"><style>@layer pyjuliann {{\n{style}}}</style><main>{content}</main></div>'


@functools.cache
def _resource(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _text(value: Any) -> str:
    return html.escape(printable(str(value)))


def _parts(report: Content, words: Words, controls: bool = True) -> Iterator[str]:
    failed = report["verdict"] == "differ" or report["errors"]
    yield f'<h1 class="{"differ" if failed else "agree"}">{_text(translated(summary_line(report), words))}</h1>\n'
    yield from _about(report, words)
    if controls:
        options = "".join(f'<option value="{value}">{words(label)}</option>' for value, label in FILTERS)
        name, verdict = map(words, FILTER_LABELS)
        yield f'<div class="controls" hidden><label>{name} <input id="text" type="search"></label>'
        yield f'<label>{verdict} <select id="verdict">{options}</select></label></div>\n'
    pairs = sorted(report["pairs"], key=lambda pair: VERDICTS.index(pair["verdict"]))
    yield from _table(pairs, words, links=controls)
    for number, pair in enumerate(pairs, 1):
        if pair["verdict"] == "differ":
            yield f'<section id="pair-{number}">\n' if controls else "<section>\n"
            yield f"<h2>{_text(pair['name'])}</h2>\n"
            yield "".join((*_pair(pair, words), "</section>\n"))
    agreeing = [(number, pair) for number, pair in enumerate(pairs, 1) if pair["verdict"] != "differ"]
    yield from _agreeing(agreeing, words, controls)


def _about(report: Content, words: Words) -> Iterator[str]:
    yield facts(about_lines(report), words)
    for label, message in error_lines(report):
        yield f'<p><span class="error">{words(label)}</span> {_text(message)}</p>\n'
    lines = (*unmatched_lines(report), *replay_lines(report))
    yield from (f"<p>{_text(translated(line, words))}</p>\n" for line in lines)


def facts(entries: Iterable[tuple[str, Any]], words: Words = english) -> str:
    """Return a list of labels and what they say; those that say nothing are left out."""
    return labelled(
        (words(label), _text(translated(value, words))) for label, value in entries if value not in (None, "")
    )


def labelled(entries: Iterable[tuple[str, str]]) -> str:
    """Return a list of labels and the HTML beside them."""
    items = "".join(f"<dt>{_text(label)}</dt><dd>{content}</dd>" for label, content in entries)
    return f"<dl>{items}</dl>\n" if items else ""


def _table(pairs: list[Content], words: Words, links: bool) -> Iterator[str]:
    named = {key: words(title) for key, title in TITLES.items()}
    titles = "".join(f'<th scope="col">{named[key]}</th>' for key in ("pair", "verdict"))
    titles += "".join(f'<th scope="col" class="number">{named[key]}</th>' for key in (*_COUNTS, "max_ulp"))
    yield f'<table class="pairs"><thead><tr>{titles}</tr></thead>'
    yield "<tbody>\n"
    for number, pair in enumerate(pairs, 1):
        name, verdict = _text(pair["name"]), pair["verdict"]
        shown = f'<a href="#pair-{number}">{name}</a>' if links else name
        yield f'<tr data-verdict="{verdict}"><td>{shown}</td>'
        yield f'<td class="{verdict}" data-key="{VERDICTS.index(verdict)}">{words(verdict)}</td>'
        yield "".join(f'<td class="number" data-title="{named[key]}">{pair[key]}</td>' for key in _COUNTS)
        key = "" if pair["max_ulp"] is None else pair["max_ulp"]
        title = named["max_ulp"]
        yield f'<td class="number" data-title="{title}" data-key="{key}">{largest_ulp(pair)}</td></tr>\n'
    yield "</tbody></table>\n"


def _agreeing(pairs: list[tuple[int, Content]], words: Words, ids: bool) -> Iterator[str]:
    if pairs:
        yield f"<section>\n<h2>{words(AGREEING)}</h2>\n"
        for number, pair in pairs:
            anchor = f' id="pair-{number}"' if ids else ""
            yield f"<details{anchor}><summary>{_text(pair['name'])}</summary>"
            yield f"<div>{''.join(_pair(pair, words))}</div></details>\n"
        yield "</section>\n"


def _pair(pair: Content, words: Words) -> Iterator[str]:
    yield facts(pair_lines(pair), words)
    yield "".join(f'<p class="differ">{_text(text)}</p>\n' for text in translated(stale_lines(pair), words))
    yield "".join(f'<p class="soft">{_text(text)}</p>\n' for text in translated(pair_notes(pair), words))
    yield histogram(pair["ulp_counts"], words)
    for finding in pair["findings"]:
        yield from _finding(pair, finding, words)


def _finding(pair: Content, finding: Content, words: Words) -> Iterator[str]:
    case = finding["case"]
    yield f"<h3>{_text(translated(finding_title(pair, finding), words))}</h3>\n"
    shown = _told([found_line(case)], words)
    shown += sides(case, words)
    shown += probes(finding["probes"], words)
    shown += causes(finding["diagnosis"], words)
    shown += _told(judge_lines(finding["judgement"]), words)
    yield labelled(shown)
    yield from patch(finding["diagnosis"], words)
    yield from elements(finding.get("worst_elements", []), words)
    yield codes(finding["python_code"], finding["julia_code"], words)


def _told(entries: Iterable[tuple[str, str]], words: Words) -> list[tuple[str, str]]:
    return [(words(label), _text(translated(text, words))) for label, text in entries]


def sides(case: Mapping[str, Any], words: Words = english) -> list[tuple[str, str]]:
    """Return what each side made of a case, with its label, as HTML."""
    return [(words(label), side(case[key], words)) for key, label in side_labels()]


def probes(report: Mapping[str, Any] | None, words: Words = english) -> list[tuple[str, str]]:
    """Return where the two sides part by their probes, with its label, as HTML."""
    return _told(probe_lines(report), words)


def causes(diagnosis: Mapping[str, Any] | None, words: Words = english) -> list[tuple[str, str]]:
    """Return the likely cause and its remedies, each with its label, as HTML."""
    return [
        (words(label), f"<code>{_text(text)}</code>" if label.startswith("in ") else _text(translated(text, words)))
        for label, text in cause_lines(diagnosis)
    ]


def patch(diagnosis: Mapping[str, Any] | None, words: Words = english) -> Iterator[str]:
    """Yield the patch of the simplest change that was found, folded; nothing if there is none."""
    repairs = diagnosis["search"]["repairs"] if diagnosis else []
    if found := next((repair["patch"] for repair in repairs if repair["patch"]), ""):
        shown = f'<pre tabindex="0"><code>{_text(found)}</code></pre>'
        yield f"<details><summary>{words('patch')}</summary>{shown}</details>\n"


def codes(python: str, julia: str, words: Words = english) -> str:
    """Return the code of both languages beside each other."""
    parts = (
        f'<div><h4>{words(language)}</h4><pre tabindex="0"><code>{_text(code)}</code></pre></div>'
        for language, code in (("Python", python), ("Julia", julia))
    )
    return f'<div class="codes">{"".join(parts)}</div>\n'


def side(outcome: Mapping[str, Any], words: Words = english) -> str:
    """Return what one side made of a case, an outcome as `Outcome.to_dict` gives it."""
    if outcome["error"]:
        return _text(f"{outcome['error']}: {_cut(translated(sentence(outcome['message']), words))}")
    if outcome["unsupported"]:
        return _text(translated(sentence(outcome["unsupported"]), words))
    warned = "".join(f"<br>{_text(warning)}" for warning in outcome["warnings"])
    return f"{_text(outcome['type'])} <code>{_text(_cut(outcome['text']))}</code>{warned}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def elements(places: list[dict[str, Any]], words: Words = english) -> Iterator[str]:
    """Yield a table of elements, places as `Place.to_dict` gives them; nothing if there are none."""
    if not places:
        return
    somewhere = any(place["python_index"] for place in places)
    columns = (*PLACE_COLUMNS, *ELEMENT_COLUMNS) if somewhere else ELEMENT_COLUMNS
    titles = "".join(f'<th scope="col">{words(title)}</th>' for title, _ in columns)
    yield f'<div class="elements" tabindex="0"><table><thead><tr>{titles}</tr></thead><tbody>\n'
    for place in places:
        cells = "".join(f"<td>{_text(_cell(place[key]))}</td>" for title, key in columns)
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody></table></div>\n"


def _cell(value: Any) -> str:
    """Return what stands in a table: texts as they are, distances with three digits."""
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
