"""How far apart the cases of a pair are, as a picture: a histogram of ULP distances in inline SVG."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Final

from pyjuliann.language import Words, english, translated
from pyjuliann.wording import AXIS, bars_line

BAR, GAP, TOP, HEIGHT, BOTTOM, LEFT = 40, 6, 18, 90, 34, 8
NARROWEST: Final = 200  # the line below the bars must fit
MOST_BARS: Final = 14


def bins(counts: Mapping[int, int]) -> list[tuple[str, int]]:
    """Return (label, number of cases) for 0, 1, 2, 3-4, 5-8, … ULP, doubling, up to the largest distance.

    Examples
    --------
    >>> bins({0: 5, 1: 2, 3: 1, 4: 1})
    [('0', 5), ('1', 2), ('2', 0), ('3–4', 2)]
    """
    found: dict[int, int] = {}
    for ulp, count in counts.items():
        place = 0 if ulp == 0 else (ulp - 1).bit_length() + 1
        found[place] = found.get(place, 0) + count
    return [(_label(place), found.get(place, 0)) for place in range(max(found, default=-1) + 1)]


def _label(place: int) -> str:
    if place <= 2:
        return str(place)
    low, high = 2 ** (place - 2) + 1, 2 ** (place - 1)
    return f"{low}–{high}" if high < 1000 else f"≤2{_superscript(place - 1)}"


def _superscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def histogram(counts: Mapping[int, int], words: Words = english) -> str:
    """Return the histogram as an SVG element; "" if there is nothing to show.

    Parameters
    ----------
    counts : mapping of int to int
        How many cases have which largest distance.
    words : Words
        What puts what is said of it into the reader's language.
    """
    bars = bins({int(ulp): count for ulp, count in counts.items()})
    if not bars:
        return ""
    if len(bars) > MOST_BARS:
        # a gap of many empty bins says nothing: bins that hold something are shown, with their labels
        bars = [bar for bar in bars if bar[1]][:MOST_BARS]
    tallest = max(count for _, count in bars)
    width, height = max(NARROWEST, LEFT * 2 + len(bars) * (BAR + GAP)), TOP + HEIGHT + BOTTOM
    parts = []
    for k, (label, count) in enumerate(bars):
        x = LEFT + k * (BAR + GAP)
        tall = max(2, round(HEIGHT * count / tallest)) if count else 0
        y = TOP + HEIGHT - tall
        middle = x + BAR // 2
        parts.append(f'<rect x="{x}" y="{y}" width="{BAR}" height="{tall}"/>' if count else "")
        parts.append(f'<text x="{middle}" y="{y - 4}">{count}</text>' if count else "")
        parts.append(f'<text x="{middle}" y="{TOP + HEIGHT + 14}">{html.escape(label)}</text>')
    return (
        f'<svg class="histogram" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-label="{html.escape(translated(bars_line(bars), words))}">{"".join(parts)}'
        f'<text class="axis" x="{LEFT}" y="{height - 4}">{html.escape(words(AXIS))}</text></svg>'
    )
