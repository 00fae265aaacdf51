"""What the figures have in common: a legend that hides nothing, and files that depend on the numbers alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def drawn(figure: Figure, form: str) -> bytes:
    """Return a figure as a picture; of the same numbers it is the same file, on any day.

    Parameters
    ----------
    figure : matplotlib Figure
    form : {"png", "svg"}
    """
    from matplotlib import rc_context

    picture = io.BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "pyjuliann"}):
        figure.savefig(picture, format=form, dpi=120, metadata={"Date": None} if form == "svg" else None)
    return picture.getvalue()


def legend_below(panel: Axes) -> None:
    """Put a panel's legend below its axis, off the curves."""
    handles, labels = panel.get_legend_handles_labels()
    columns = 2 if max(map(len, labels), default=0) > 12 else 3
    panel.legend(
        handles, labels, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=columns, fontsize=7, frameon=False
    )  # fmt: skip
