"""Sentences of `nn`, of Julia's side and of others, which come as text: found by their words, and said in Korean.

A template stands for all texts that have its words; where something is filled in, its name tells what that can be, and
in which table of parts it stands. A digit behind the name tells two of a kind apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pyjuliann.korean import contracts, others, worker

_SLOTS: Final = {
    "function": r"[\w.!]+",
    "argument": r"[^;:]+?",
    "word": r"\w+",
    "axis": r"\w+",
    "count": r"\d+",
    "low": r"-?[\d.e+-]+",
    "size": r"\([^()]*\)",
    "sizes": r"\w+ of size \(.+",
    "names": r'["(].+',
}
"""What can stand where something is filled in; without it anything can. A user's own sentences are none of ours."""

_PARTICLE: Final = re.compile(r"(?<=[가-힣])(은\(는\)|이\(가\)|을\(를\)|과\(와\))")


def in_korean(text: str, slot: str = "") -> str:
    """Return a text that these tables have in Korean, line by line; any other stays as it is.

    Parameters
    ----------
    text : str
        What may stand before it, such as the type of an error or a place in a file, stays too.
    slot : str
        Of a part of a sentence what it tells, which is what the tables call it.
    """
    for pattern, own in _grammar().get(slot, ()):
        if found := pattern.fullmatch(text):
            parts = {name: in_korean(part, _slot(name)) for name, part in found.groupdict().items() if name != "before"}
            return str(found["before"]) + _PARTICLE.sub(_fitting, own.format(**parts))
    wrapped = re.fullmatch(r'(DimensionMismatch)\("(.*)"\)', text)  # as Julia writes it until 1.8
    if wrapped and not slot and (inner := in_korean(wrapped[2])) != wrapped[2]:
        return f"{wrapped[1]}: {inner}"
    return "\n".join(map(in_korean, text.split("\n"))) if "\n" in text and not slot else text


def _slot(name: str) -> str:
    """Return what is told where something is filled in: a whole sentence, "", or a part of one."""
    return "" if name == "text" else name.rstrip("0123456789")


def _fitting(particle: re.Match[str]) -> str:
    """Return of the two forms of a particle the one that goes with the syllable before it, closed or open."""
    closed = (ord(particle.string[particle.start() - 1]) - ord("가")) % 28 > 0
    forms: list[str] = re.findall("[가-힣]", particle[0])
    return forms[0] if closed else forms[1]


@cache
def _grammar() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the sentences and their parts, those with the most words of their own first, each with its Korean."""
    made: dict[str, dict[str, str]] = {}
    for table in (contracts, worker, others):
        for slot, phrases in {"": table.PHRASES, **table.PARTS}.items():
            made.setdefault(slot, {}).update(phrases)
    return {
        slot: [
            (re.compile(_pattern(english, r"(?P<before>(?:\S+: )*?)" if not slot else "(?P<before>)")), own)
            for english, own in sorted(phrases.items(), key=lambda row: -len(re.sub(r"\{\w+\}", "", row[0])))
        ]
        for slot, phrases in made.items()
    }


def _pattern(template: str, before: str) -> str:
    parts = re.split(r"\{(\w+)\}", template)
    names = (f"(?P<{name}>{_SLOTS.get(_slot(name), '.+?')})" for name in parts[1::2])
    return before + "".join(text + name for text, name in zip(map(re.escape, parts[::2]), [*names, ""], strict=True))
