"""Call a function of the network code in both languages and hold the two answers against each other."""

from __future__ import annotations

import pytest

import pyjuliann.nn
from pyjuliann import JuliaError
from pyjuliann.lessons.types import julia_type
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.pairing.pair import pair_of


def agree(engine, function, *arguments, ulp=0, **keywords):
    """Assert that both sides return the same, types and sizes included; return Python's result.

    Like the pair's own budget, `ulp` counts at the magnitude of the terms that a result was added up from.
    """
    twin = getattr(pyjuliann.nn, function)
    python = twin(*arguments, **keywords)
    scale = pair_of(twin).scale
    julia = engine.call(f"JuliaNN.{function}", *arguments, typed=True, **keywords)
    assert julia.type == julia_type(python)
    magnitude = scale(*arguments, **keywords) if scale and ulp else None
    comparison = compare(python, julia, Policy(ulp=ulp), scale=magnitude)
    assert comparison, comparison.summary
    return python


def refuse(engine, function, *arguments, **keywords):
    """Assert that both sides refuse the arguments with the same words, up to what came."""
    with pytest.raises((TypeError, ValueError)) as python:
        getattr(pyjuliann.nn, function)(*arguments, **keywords)
    with pytest.raises(JuliaError) as julia:
        engine.call(f"JuliaNN.{function}", *arguments, **keywords)
    assert julia.value.type in ("ArgumentError", "DimensionMismatch")
    if julia.value.type == "DimensionMismatch":
        assert isinstance(python.value, ValueError)
    words = str(python.value).partition("; got")[0]
    assert words in julia.value.message
