"""Two arrays that come in pieces, as from files that are larger than memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from pyjuliann.bridge.values.kinds import julia_type, python_type
from pyjuliann.parity.comparing.blocks import Array
from pyjuliann.parity.comparing.compare import shown, tally_masks, walk_arrays, walk_elements
from pyjuliann.parity.comparing.comparison import Comparison, Policy
from pyjuliann.parity.comparing.tally import Tally, ValuePath


class Pieces:
    """A comparison of two arrays of one shape, piece by piece in any order.

    What it finds is what `compare` finds for the whole arrays, however they are cut.

    Parameters
    ----------
    shape : tuple of int
        Of either array.
    dtypes : tuple of dtype
        Python's and Julia's.
    policy : Policy, optional
        What may differ; by default nothing.
    forms : iterable of (str, str, str), optional
        What is known to differ besides values: aspect, and what either side has. By default dtypes are compared.

    Examples
    --------
    >>> import numpy as np
    >>> x, y = np.arange(6.0), np.array([0, 1, 2, 3, 4, 6.0])
    >>> pieces = Pieces(x.shape, (x.dtype, y.dtype))
    >>> for k in (0, 3):
    ...     pieces.take(x[k : k + 3], y[k : k + 3], (k,))
    >>> print(pieces.result())
    differ: 1 of 6 elements (16.7 %); worst at [5] (Julia [6]): 5.0 in Python, 6.0 in Julia, 1125899906842624 ULP apart
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        dtypes: tuple[np.dtype[Any], np.dtype[Any]],
        policy: Policy | None = None,
        forms: Iterable[tuple[str, str, str]] | None = None,
    ) -> None:
        self.shape, self.dtypes = shape, dtypes
        self.masked = False
        self._tally = Tally(policy if policy is not None else Policy())
        self._walk = walk_arrays if forms is None else walk_elements
        for aspect, python, julia in forms or ():
            self._tally.differ(aspect, python, julia, ValuePath())

    @property
    def elements(self) -> int:
        """How many elements have been compared."""
        return self._tally.elements

    def take(self, python: Array, julia: Array, origin: tuple[int, ...]) -> None:
        """Compare one more piece; `origin` is the index of its first element in the whole."""
        tally, where = self._tally, ValuePath(origin=origin)
        tally.visited = 0  # all pieces are one array
        known = len(tally.differences)
        shown_sides = python, julia
        masked = isinstance(python, np.ma.MaskedArray) or isinstance(julia, np.ma.MaskedArray)
        if masked:
            self.masked = True
            shown_sides = shown(python, julia)
        self._walk(tally, *shown_sides, where)
        if masked:
            tally_masks(tally, python, julia, where)
        if known and len(tally.differences) > known:
            tally.differences = list(dict.fromkeys(tally.differences))

    def result(self, python: str = "", julia: str = "") -> Comparison:
        """Return what was found so far, once.

        Parameters
        ----------
        python, julia : str, optional
            What the two arrays are, in words; by default their types.
        """
        if not self._tally.elements and self._walk is walk_arrays:
            nothing = [np.empty((0,), dtype) for dtype in self.dtypes]
            walk_arrays(self._tally, nothing[0], nothing[1], ValuePath())
        told = [np.broadcast_to(np.zeros((), dtype), self.shape) for dtype in self.dtypes]
        if self.masked:
            told = [np.ma.asarray(array) for array in told]
        return self._tally.result(python or python_type(told[0]), julia or julia_type(told[1], ""))
