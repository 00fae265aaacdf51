"""Values for programs: JSON that holds every number in full.

None, truth values, texts, whole numbers and finite floats are JSON's own; a float has the digits that give it back.
What JSON lacks:

- NaN and the infinities are the texts ``"NaN"``, ``"Inf"`` and ``"-Inf"``, which Python's `float` and Julia's
  `parse` read;
- a complex number is ``{"real": …, "imag": …}``, a fraction ``{"numerator": …, "denominator": …}``, a range
  ``{"start": …, "stop": …, "step": …}``, bytes are ``{"base64": …}``, a decimal is ``{"decimal": "0.1"}``;
- dates and times are their ISO texts, a span of time is ``{"days": …, "seconds": …, "microseconds": …}``, one of
  NumPy's ``{"count": 3, "unit": "M"}``, `MISSING` is ``{"missing": true}``, a member of an enumeration its value or
  its name;
- an array is ``{"dtype": "float64", "shape": [2, 3], "data": [[…], […]]}``, nested as Python indexes it; one of more
  than `MOST_IN_JSON` elements has ``"base64"`` in place of ``"data"``: its numbers, little-endian, in the same order;
  one that may lack elements also has a ``"mask"``, true where they are missing;
- tuples, lists and sets are lists; a dictionary whose keys are texts is an object, as is a named tuple, another one a
  list of pairs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pyjuliann.bridge.values.kinds import KIND_OF
from pyjuliann.errors import ConversionError
from pyjuliann.printable import safe_repr

SCHEMA_VERSION: Final = 1
"""Of all documents; a key that is added leaves it as it is, one that goes or means something else does not."""


def document(schema: str, facts: Mapping[str, Any]) -> str:
    """Return facts as the JSON document that a command writes; `schema` names the command."""
    named = {"schema": f"pyjuliann {schema}", "schema_version": SCHEMA_VERSION, **facts}
    return json.dumps(named, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def exact(value: Any) -> Any:
    """Return `value` as JSON can hold it; see this module for what it becomes.

    Examples
    --------
    >>> exact((np.array([[1.5, np.nan]]), np.int64(2), -np.inf, 1 - 2j))
    [{'dtype': 'float64', 'shape': [1, 2], 'data': [[1.5, 'NaN']]}, 2, '-Inf', {'real': 1.0, 'imag': -2.0}]
    """
    try:
        return _exact(value)
    except (RecursionError, ConversionError):
        return safe_repr(value)  # a container that holds itself, or what cannot be read


def _exact(value: Any) -> Any:
    return KIND_OF[type(value)].exact(_exact, value)
