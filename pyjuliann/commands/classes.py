"""Classes against structs on the command line: which methods and functions belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyjuliann.bridge.values.kinds import KIND_OF
from pyjuliann.bridge.values.records import is_dataclass
from pyjuliann.commands.common import UsageError
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.pair import JuliaTarget, Pair
from pyjuliann.parity.pairing.stateful import StatefulPair, stateful
from pyjuliann.parity.running.sequences import Sequences, structs_of
from pyjuliann.parity.running.session import Session

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


def as_stateful(engine: Engine, found: Pair) -> Pair | StatefulPair:
    """Return a class and a struct as a stateful pair, with the methods whose functions have the same name.

    A class whose objects can be compared, and that has no such methods, stays a function that makes them.

    Raises
    ------
    UsageError
        If no method has the name of a function of the struct, and the objects cannot be compared.
    """
    kind = found.python
    assert isinstance(kind, type)
    sequences = Sequences(Session(engine), StatefulPair(kind, found.julia, found))
    try:
        sequences.prepare()
        if not sequences.is_struct():
            return found
        return sequences.with_methods()
    except PairError as error:
        if is_dataclass(kind) or KIND_OF[kind].compared:
            return found
        raise UsageError(str(error)) from None


def with_given_methods(engine: Engine, kind: type, struct: Pair | None, methods: Mapping[str, Pair]) -> StatefulPair:
    """Return a class with the methods that are paired by hand, and its struct: that of their functions, unless given.

    Raises
    ------
    UsageError
        If the functions do not tell the struct, or a method is none.
    """
    if struct is None:
        first = next(iter(methods.values()))
        try:
            found = structs_of(Session(engine), first)
        except PairError as error:
            raise UsageError(str(error)) from None
        if len(found) != 1 or first.julia.kind == "code":
            told = phrase("of {}", ", ".join(found)) if found else phrase("of no struct of plain data")
            raise UsageError(
                phrase(
                    "--pair: expected the struct that goes with {}, --pair MODULE:{}=STRUCT: {} has methods {}",
                    kind.__qualname__,
                    kind.__qualname__,
                    first.julia,
                    told,
                )
            )
        struct = Pair(kind, JuliaTarget(first.julia.kind, found[0], first.julia.path))
    try:
        return stateful(kind, struct.julia, methods)
    except PairError as error:
        raise UsageError(phrase("--pair: {}", str(error).removeprefix("stateful: "))) from None
