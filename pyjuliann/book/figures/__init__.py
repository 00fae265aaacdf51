"""The drawings of the lessons: a function each, drawn from the lessons' own functions and numbers.

- `svg`: what drawings are made of
- `products`: post 1
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from pyjuliann.book.figures import products
from pyjuliann.book.figures.svg import Drawing
from pyjuliann.language import Words
from pyjuliann.lessons import find_lesson

_DRAWN: Final[Mapping[tuple[str, str], tuple[str, Callable[[Words], Drawing]]]] = {
    ("1", "transpose"): ("A matrix and its transpose", products.transpose),
    ("1", "two-views"): ("A product by rows and by columns", products.two_views),
    ("1", "product-sizes"): ("The sizes of a product", products.product_sizes),
    ("1", "network"): ("The network of the post", products.network),
}
"""What each figure is called and what draws it, by the lesson's name and its own."""


def _figure(lesson: str, name: str, words: Words) -> str:
    title, draw = _DRAWN[lesson, name]
    return draw(words).svg(f"figure-{name}", words(title), words(find_lesson(lesson).figures.get(name, title)))


FIGURES: Final[Mapping[tuple[str, str], Callable[[Words], str]]] = {key: partial(_figure, *key) for key in _DRAWN}
"""What draws each figure as SVG, by the lesson's name and its own, given the reader's words."""
