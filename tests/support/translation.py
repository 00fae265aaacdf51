"""What a Korean text must keep of the English one, and how it must end its sentences."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"ReLU", "Inf", "NaN", "im", "col", "log"}


def paragraphs(text):
    return text.strip().split("\n\n")


def lost(english, own):
    """Return what a Korean paragraph lacks or has too much of: code, formulas, emphasis, figures."""
    missing = []
    for what, pattern in (("code", r"`[^`]+`"), ("list", r"(?m)^(?:- |[1-9]\. )")):
        theirs, ours = (sorted(re.sub(r"\s+", " ", found) for found in re.findall(pattern, p)) for p in (english, own))
        if theirs != ours:
            missing.append((what, theirs, ours))
    if english.count("**") != own.count("**"):
        missing.append(("emphasis", english.count("**"), own.count("**")))
    for what, pattern in (("figure", r"\d+(?:[.,]\d+)*(?:e-?\d+)?"), ("name", r"\b(?:[A-Z][A-Za-z]*\d*[A-Z]\w*)\b")):
        missing += [(what, found) for found in set(re.findall(pattern, english)) if found not in own]
    return missing


def translatable(phrase):
    """Return whether a phrase has words in it that are not names which both languages share."""
    return bool(set(LETTERS.findall(re.sub(r"\d+(?:\.\d+)?e-?\d+", "", phrase))) - NAMES)


def polite_endings(text):
    """Return the ends of sentences that are not in the plain style of the rest."""
    formal = [end for end in re.findall(r"[가-힣]니다[.?!]", text) if (ord(end[0]) - ord("가")) % 28 == 17]  # ㅂ니다
    return formal + re.findall(r"[가-힣]요[.?!]", text)


def english_in(text):
    """Return the runs of three or more English words, outside quotation marks and code, one line at a time."""
    told = re.sub(r"`[^`\n]*`|'[^'\n]*'|\"[^\"\n]*\"", " ", text)
    return re.findall(r"(?<![\w./:=-])(?:[A-Za-z][a-z']+ +){2,}[a-z']+\b", told)


def words_in_a_row(text, apart):
    """Return the pairs of English words in a row, outside what a pattern takes for no prose."""
    return re.findall(r"[A-Za-z]{2,} [a-z]{2,}", re.sub(apart, "·", text))


def prose_of(page):
    """Return what a reader of a page in HTML reads or hears, without code, formulas and what is marked as English."""
    reader = _Prose()
    reader.feed(page)
    return "\n".join(reader.found)


class _Prose(HTMLParser):
    WITHOUT_END = ("br", "img", "input", "meta", "link", "hr", "col")
    NO_PROSE = ("code", "pre", "script", "style", "math", "svg", "template")
    HEARD = ("title", "aria-label", "alt", "placeholder")

    def __init__(self):
        super().__init__()
        self.found, self._inside = [], 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        apart = tag in self.NO_PROSE or given.get("translate") == "no" or given.get("lang") == "en"
        if not self._inside and not apart:
            self.found += [given[name] for name in self.HEARD if given.get(name)]
        elif tag not in self.WITHOUT_END:
            self._inside += 1

    def handle_endtag(self, tag):
        self._inside -= self._inside > 0 and tag not in self.WITHOUT_END

    def handle_data(self, data):
        if not self._inside:
            self.found += data.splitlines()
