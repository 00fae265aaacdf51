"""Texts and bytes: how they cross, and how they are written."""

from __future__ import annotations

import base64
import enum
import json
from typing import Any, Final

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values.groups import Doc, Writes
from pyjuliann.bridge.values.typed import Encodes, Portable, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr


def encode_text(_: Encodes, value: str) -> str:
    """Return the tree for a text; raise `ConversionError` if it is not Unicode."""
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            told = "a str with a lone surrogate (at position {}) is not Unicode"
            raise ConversionError(phrase(told, error.start)) from None
    return str.__str__(value)


def encode_portable(encoder: Encodes, value: Portable) -> Portable:
    """Return a text with a path in it as it is: a record asks what it means elsewhere."""
    encode_text(encoder, value)
    return value


def decode_text(_: str, parts: list[Any]) -> str:
    """Return the text of a Char or Symbol."""
    (text,) = parts
    return str(text)


def _text(encoder: Encodes, value: Any, name: str, _parameters: list[str]) -> CBORTag | Any:
    value = value.name if name == "Symbol" and isinstance(value, enum.Enum) else value
    if not isinstance(value, str) or (name == "Char" and len(value) != 1):
        return NotImplemented
    if name == "Symbol" and "\0" in value:
        raise ConversionError(phrase("{} is no Symbol: it has a NUL", repr(value)))
    return named(name, encoder.encode(value))


TEXTS: Final = {
    "String": Typed(_text),
    "Char": Typed(_text, code="only({})"),
    "Symbol": Typed(_text, code="Symbol({})"),
}


def encode_bytearray(encoder: Encodes, value: bytearray) -> Any:
    """Return the tree for bytes that are Julia's vector of numbers."""
    return encoder.encode(np.frombuffer(bytes(value), np.uint8))


# ---------------------------------------------------------------- as code


def text_in_python(_: Writes, value: str | bytes) -> Doc:
    """Return Python code for a text or bytes."""
    if isinstance(value, np.str_ | np.bytes_):
        return f"np.{type(value).__name__}({value.item()!r})"
    return safe_repr(value)


def julia_string(text: str) -> str:
    r"""Return a Julia string literal.

    Examples
    --------
    >>> print(julia_string('cost: $5, "cheap"'))
    "cost: \$5, \"cheap\""
    """
    return json.dumps(text, ensure_ascii=False).replace("$", "\\$")


def bytes_in_julia(_: Writes, value: bytes) -> Doc:
    """Return Julia code for bytes."""
    return 'b"' + "".join(f"\\x{byte:02x}" for byte in value) + '"'


def no_julia_code(value: Any) -> str:
    """Return Julia code that says that there is none for a value."""
    return f"error({julia_string(f'no Julia code for {safe_repr(value)}')})"


# ---------------------------------------------------------------- as JSON


def base64_text(content: bytes | bytearray) -> str:
    """Return bytes in base64."""
    return base64.b64encode(content).decode()
