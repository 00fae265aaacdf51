"""A result in a Jupyter notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyjuliann.report.content import content
from pyjuliann.report.html import fragment

if TYPE_CHECKING:
    from pyjuliann.parity.reports import Report


def notebook_html(report: Report) -> str:
    """Return what a notebook shows for a report: all of it, without anything to click."""
    return fragment(content(report))
