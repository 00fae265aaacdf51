"""What undoing a cause gives: `Undone`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyjuliann.files.entries import Array


@dataclass(frozen=True, eq=False)
class Undone:
    """Two arrays after a cause was undone.

    Attributes
    ----------
    a, b : array
        What should agree now.
    facts : mapping
        What the sentence about the cause says of these two.
    fitted : int
        How many places were used up to find out what to undo.
    free : float
        How many bits were chosen besides so that they agree.
    slack : float
        How far apart, absolutely, the computation that undid it may have put equal values.
    """

    a: Array
    b: Array
    facts: Mapping[str, Any] = field(default_factory=dict)
    fitted: int = 0
    free: float = 0.0
    slack: float = 0.0
