"""Results that show themselves: in a line at the prompt, as a small page in a notebook."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar


class Shown:
    """What has a `summary`; a dataclass of this kind is made with ``repr=False``."""

    page: ClassVar[Callable[[Any], str]]
    """Makes the small page; the package sets it, since pages stand above what they show."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """The whole of it in one line."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.summary}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return Shown.page(self)
