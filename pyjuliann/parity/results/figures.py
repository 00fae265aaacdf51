"""What figures have in common: a legend that hides nothing, the reader's language, and the same file on any day."""

from __future__ import annotations

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Final

from pyjuliann.language import Words, english, translated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HANGUL: Final = (
    "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "Apple SD Gothic Neo", "AppleGothic", "Malgun Gothic", "UnDotum",
    "Baekmuk Dotum", "Noto Sans CJK JP", "Noto Serif CJK KR", "Noto Serif CJK JP",
)  # fmt: skip
"""Fonts with Hangul that systems come with, best first; matplotlib's own has none."""


def drawn(figure: Figure, form: str, words: Words = english) -> bytes:
    """Return a figure as a picture; of the same numbers it is the same file, on any day.

    Parameters
    ----------
    figure : matplotlib Figure
        Its texts may be phrases.
    form : {"png", "svg"}
    words : Words
        What puts them into the reader's language. Where no font has Hangul, a PNG stays English; in an SVG the letters
        are those of whoever looks at it.
    """
    from matplotlib import rc_context

    picture = io.BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "pyjuliann"}), warnings.catch_warnings():
        if words is not english and (form == "svg" or font_with_hangul()):
            _put_into_words(figure, words)
        figure.savefig(picture, format=form, dpi=120, metadata={"Date": None} if form == "svg" else None)
    return picture.getvalue()


def _put_into_words(figure: Figure, words: Words) -> None:
    from matplotlib.text import Text

    font = font_with_hangul()
    if not font:
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_text(translated(text.get_text(), words))
            text.set_fontfamily([*text.get_fontfamily(), *[font] * bool(font)])


@cache
def font_with_hangul() -> str:
    """Return the name of a font of this machine that has Hangul; "" if none of those known is there."""
    from matplotlib.font_manager import fontManager

    there = {font.name for font in fontManager.ttflist}
    return next((name for name in HANGUL if name in there), "")


def legend_below(panel: Axes) -> None:
    """Put a panel's legend below its axis, off the curves."""
    handles, labels = panel.get_legend_handles_labels()
    columns = 2 if max(map(len, labels), default=0) > 12 else 3
    panel.legend(
        handles, labels, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=columns, fontsize=7, frameon=False
    )  # fmt: skip
