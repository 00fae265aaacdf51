"""What a Korean text must keep of the English one, and how it must end its sentences."""

from __future__ import annotations

import re

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
