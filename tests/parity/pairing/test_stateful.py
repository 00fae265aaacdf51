"""Stateful pairs as they are declared, and what objects are made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from smoothers import Queue, Smoother

from pyjuliann import PairError, pair, stateful
from pyjuliann.bridge.values.records import JuliaRecord
from pyjuliann.errors import ConversionError
from pyjuliann.parity.pairing.annotations import parameters_of
from pyjuliann.parity.pairing.state import as_data, attributes, matched_fields, state_of

HERE = str(Path(__file__).parent)


def sides(given: Any) -> dict[str, tuple[str, str, str]]:
    return {name: (own.julia.kind, own.julia.text, own.julia.path) for name, own in given.pairs.items()}


def test_functions_are_beside_the_struct() -> None:
    given = stateful(Smoother, "Mod.Smoother", step="step!", reset="Other.reset!", mean="s -> s.level")
    assert sides(given) == {
        "__init__": ("name", "Mod.Smoother", ""),
        "step": ("name", "Mod.step!", ""),
        "reset": ("name", "Other.reset!", ""),
        "mean": ("code", "s -> s.level", ""),
    }
    assert (
        given.summary
        == "smoothers.Smoother ~ Mod.Smoother: step ~ Mod.step!, reset ~ Other.reset!, mean ~ s -> s.level"
    )


def test_a_file_is_told_once() -> None:
    given = stateful(Smoother, "mine.jl::Inner.Smoother", {"step": "step!"}, reset="mine.jl::reset!")
    file = f"{HERE}/mine.jl"
    assert sides(given) == {
        "__init__": ("file", "Inner.Smoother", file),
        "step": ("file", "step!", file),
        "reset": ("file", "reset!", file),
    }


def test_methods_are_called_without_the_object() -> None:
    given = stateful(Smoother, "Smoother", step="step!", mean="mean")
    names = {name: [p.name for p in parameters_of(own.python) or ()] for name, own in given.pairs.items()}
    assert names == {"__init__": ["gain"], "step": ["x"], "mean": []}
    assert parameters_of(given.init.python)[0].annotation is float
    assert given.methods["step"].python_name == "smoothers.Smoother.step"


def test_options_are_those_of_all_methods_unless_one_has_its_own() -> None:
    given = stateful(
        Smoother, "Smoother", ulp=2, using="Mod", domain={"gain": (0, 1), "x": (-9, 9)},
        step=pair(Smoother.step, "step!", ulp=9, reason="sums"), mean="mean",
        strategies={"step": {"x": st.floats(0, 1)}},
    )  # fmt: skip
    assert {name: own.policy.ulp for name, own in given.pairs.items()} == {"__init__": 2, "step": 9, "mean": 2}
    assert {name: dict(own.domain) for name, own in given.pairs.items()} == {
        "__init__": {"gain": (0, 1)}, "step": {"x": (-9, 9)}, "mean": {}
    }  # fmt: skip
    assert all(own.using == ("Mod",) for own in given.pairs.values())
    assert list(given.methods["step"].strategies) == ["x"]
    assert given.replace(ulp=5, calls=3).calls == 3
    assert {own.policy.ulp for own in given.replace(ulp=5).pairs.values()} == {5}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: stateful(np.sin, "sin"), "stateful: the Python side must be a class, got <ufunc 'sin'>"),  # type: ignore[arg-type]
        (lambda: stateful(Smoother, "S", stop="stop!"), "stateful: stop: is no method or property of Smoother"),
        (lambda: stateful(Smoother, "S", half="half"), "stateful: half: is no method of instances of Smoother"),
        (
            lambda: stateful(Smoother, "S", step=3),
            "stateful: step: expected the name of a Julia function or a pair, got 3",
        ),
        (
            lambda: stateful(Smoother, "S", order=("x",)),
            "stateful: order: an option of one method, to be given in a pair",
        ),
        (lambda: stateful(Smoother, "S", step="step!").replace(scale=abs), "scale: an option of one method"),
        (lambda: stateful(Smoother, "S", when={"step": bool}), "when: no method is called step; there are none"),
        (
            lambda: stateful(Smoother, "S", step="step!", reuse={"x": "mean"}),
            "reuse: no method is called mean; there are step",
        ),
        (lambda: stateful(Smoother, "S", states="all"), "states: expected 'last', 'each' or 'never', got 'all'"),  # type: ignore[arg-type]
        (lambda: stateful(Smoother, "S", calls=0), "calls must be a whole number above 0, got 0"),
        (
            lambda: stateful(Smoother, "S", step="step!", strategies={"stop": {}}),
            "strategies: no method is called stop; there are __init__, step",
        ),
        (lambda: stateful(Smoother, "  "), "the Julia side must be a name, code or 'file.jl::name'"),
    ],
)
def test_mistakes_are_told(make: Any, message: str) -> None:
    with pytest.raises(PairError) as caught:
        make()
    assert message in str(caught.value)


# ---------------------------------------------------------------- what objects are made of


@dataclass
class Vane:
    angle: float
    __hidden: int = 0

    def __post_init__(self) -> None:
        self.extra = [Smoother(0.5)]


def test_attributes_are_fields_slots_and_what_is_given_besides() -> None:
    assert list(attributes(Smoother(0.5))) == ["_level", "gain", "last", "seen"]
    assert list(attributes(Vane(1.0))) == ["angle", "__hidden", "extra"]
    assert attributes(Queue([4])) == {"waiting": [4], "next": 1}


def test_objects_within_objects_are_data() -> None:
    found, unfit = state_of(Vane(1.0))
    assert found["extra"] == [JuliaRecord("NamedTuple", level=0.0, gain=0.5, last=np.zeros(2), seen=0)]
    assert unfit == {}
    given = Smoother(0.5)
    data = as_data(given)
    given.last[0] = 7
    assert data.last[0] == 0, "what is kept is not what goes on changing"


def test_what_cannot_be_compared_is_named() -> None:
    thing = Queue()
    thing.waiting = [{"a": print}]  # type: ignore[list-item]
    found, unfit = state_of(thing)
    assert found == {"next": 1}
    assert unfit == {"waiting": "[0]['a'] is a builtin_function_or_method"}
    thing.waiting = [thing]  # type: ignore[list-item]
    with pytest.raises(ConversionError, match="nested deeper than 32 levels"):
        as_data(thing)


def test_fields_are_matched_by_name_private_ones_too() -> None:
    julia = ["level", "P", "_own", "left"]
    assert matched_fields(["_level", "P", "own", "cache"], julia, {}) == {"_level": "level", "P": "P", "own": "_own"}
    named = {"cache": "left", "P": None}
    assert matched_fields(["_level", "P", "cache"], julia, named) == {"_level": "level", "cache": "left"}
    assert matched_fields(["_level", "level"], julia, {}) == {"level": "level"}
