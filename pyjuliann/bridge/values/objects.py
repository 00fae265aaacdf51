"""Handles on Julia values that stay where they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.errors import ConversionError, EngineError, JuliaError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAIN: Final = 0
"""The number of the module Main, which every Julia has."""

_PYTHONS: Final = ("_repr_", "_ipython_", "_jl_")  # what begins so is asked for by notebooks, or ours
_COLON: Final = JuliaValue(":", "Symbol")
_REFUSED: Final = {
    "measured": "a Julia {} has no length: {}",
    "iterated": "a Julia {} cannot be iterated: {}",
    "contains": "a Julia {} has no items: {}",
    "integer": "a Julia {} is no real number: {}",
    "float": "a Julia {} is no real number: {}",
    "complex": "a Julia {} is no number: {}",
}
"""What a value is not, for which Julia has no method, by the function of julia/worker/objects.jl that was asked."""


class Holder(Protocol):
    """The engine that a handle belongs to."""

    def _operate(self, operation: str, *args: Any, keep: bool = False) -> Any:
        """Call a function of julia/worker/objects.jl; raise as `Engine.call` does."""

    def _call(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a Julia function, all of whose keywords are Julia's."""

    def _evaluate(self, module: JuliaModule, code: str) -> Any:
        """Evaluate code in a module."""

    def _fate(self, value: JuliaObject) -> str:
        """Return why a handle is of no use, "" if it is, and "busy" while another thread's call runs."""


class JuliaObject:
    """A Julia value that has no counterpart in Python, or was kept in Julia: a handle on it.

    It prints as Julia prints it. Attributes, calls, items, iteration, comparison and arithmetic are Julia's: ``x[1]``
    is the first item, ``x // y`` is ``x ÷ y``; ``x.sort_b`` is ``x.sort!``. Of a dictionary, iteration and ``in`` are
    about keys; indexing a type gives it parameters. It may be an argument, also inside containers, and Julia lets go of
    the value when Python does of the handle. ``engine.call("identity", x)`` brings over what can be.

    Raises
    ------
    JuliaError
        What Julia raises; where Python has an error of its own, such as `AttributeError` or `TypeError`, that.
    EngineError
        If the value is gone because its engine was closed or its worker ended.
    """

    __slots__ = ("__weakref__", "_jl_dropped", "_jl_holder", "_jl_number", "_jl_type")
    __array_ufunc__ = None  # an operator with an array on its left is Julia's too

    def __init__(self, holder: Holder, dropped: deque[int], number: int, julia_type: str) -> None:
        for name, value in zip(
            ("_jl_holder", "_jl_dropped", "_jl_number", "_jl_type"), (holder, dropped, number, julia_type), strict=True
        ):
            object.__setattr__(self, name, value)

    def __del__(self) -> None:
        if self._jl_number != MAIN:
            self._jl_dropped.append(self._jl_number)  # told with the next call, from whichever thread

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError(phrase("a JuliaObject stays in its Julia and cannot be pickled or copied: {}", self._jl_type))

    def __deepcopy__(self, _memo: object) -> Any:
        return self._jl_holder._operate("operate", "deepcopy", self, keep=True)

    def _jl_ask(self, operation: str, *args: Any, keep: bool = False) -> Any:
        return self._jl_holder._operate(operation, self, *args, keep=keep)

    def _jl_base(self, function: str) -> Any:
        return self._jl_holder._operate("operate", function, self)

    # ------------------------------------------------------------ in words

    def __repr__(self) -> str:
        why = self._jl_holder._fate(self)
        try:
            words = f" ({why})" if why else f": {self._jl_ask('line')}"
        except (EngineError, JuliaError):
            words = ""
        return f"<Julia {self._jl_type}{words}>"

    def __str__(self) -> str:
        return repr(self) if self._jl_holder._fate(self) else str(self._jl_ask("block"))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return what a notebook shows."""
        bundle = {"text/plain": str(self)}
        if not self._jl_holder._fate(self) and (page := self._jl_ask("page")) is not None:
            bundle["text/html"] = page
        return bundle

    # ------------------------------------------------------------ members

    def __getattr__(self, name: str) -> Any:
        if _is_pythons(name):
            raise AttributeError(phrase("a JuliaObject has no {}", name))
        try:
            return self._jl_ask("property", name)
        except JuliaError as error:
            raise self._jl_no_such(name, error) from None

    def __setattr__(self, name: str, value: Any) -> None:
        if _is_pythons(name):
            raise AttributeError(phrase("a JuliaObject has no {} that could be set", name))
        try:
            self._jl_ask("set_property", name, value)
        except JuliaError as error:
            raise self._jl_no_such(name, error) from None

    def __delattr__(self, name: str) -> None:
        raise AttributeError(phrase("{}: what Julia values are made of cannot be deleted", name))

    def _jl_no_such(self, name: str, error: JuliaError) -> Exception:
        if self._jl_ask("has_property", name):
            return error
        kind = phrase("module") if isinstance(self, JuliaModule) else self._jl_type
        told = phrase("{}: the Julia {} has no such member ({})", name, kind, error.message)
        return AttributeError(told, name=name, obj=self)

    def __dir__(self) -> list[str]:
        names = list(super().__dir__())
        return names if self._jl_holder._fate(self) else [*names, *self._jl_ask("properties")]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the Julia function, type or other value that can be called; all keywords are Julia's."""
        return self._jl_holder._call(self, args, kwargs)

    # ------------------------------------------------------------ items

    def __getitem__(self, key: Any) -> Any:
        return self._jl_ask("index", *_indices(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._jl_ask("set_index", value, *_indices(key))

    def __delitem__(self, key: Any) -> None:
        self._jl_ask("delete_index", *_indices(key))

    def __len__(self) -> int:
        return int(self._jl_ask_or_refuse("measured"))

    def __iter__(self) -> Iterator[Any]:
        return _items(self._jl_ask_or_refuse("iterated", keep=True))

    def __contains__(self, item: Any) -> bool:
        return bool(self._jl_ask_or_refuse("contains", item))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        import numpy as np

        value = self._jl_ask("collected")
        if isinstance(value, JuliaObject):  # no array: one object
            value = np.empty((), object)
            value[()] = self
        return np.array(value, dtype, copy=copy)

    # ------------------------------------------------------------ numbers and order

    def __bool__(self) -> bool:
        if self._jl_type == "Bool":
            return bool(self._jl_base("identity"))
        raise TypeError(
            phrase("a Julia {} is neither true nor false: compare it, or ask for its length", self._jl_type)
        )

    def __hash__(self) -> int:
        return int(self._jl_base("hash"))

    def __int__(self) -> int:
        return int(self._jl_ask_or_refuse("integer"))

    def __float__(self) -> float:
        return float(self._jl_ask_or_refuse("float"))

    def __complex__(self) -> complex:
        return complex(self._jl_ask_or_refuse("complex"))

    def _jl_ask_or_refuse(self, question: str, *args: Any, keep: bool = False) -> Any:
        try:
            return self._jl_ask(question, *args, keep=keep)
        except JuliaError as error:
            if error.type != "MethodError":
                raise
            raise TypeError(phrase(_REFUSED[question], self._jl_type, error.message)) from error


class JuliaModule(JuliaObject):
    """A Julia module: its names are attributes, which a package's are too once it is loaded.

    Of Main, a package that can be loaded is an attribute as well. Setting an attribute sets a global variable.
    """

    __slots__ = ()

    def seval(self, code: str) -> Any:
        """Evaluate Julia code in the module and return the value of its last statement. Trusted code only."""
        return self._jl_holder._evaluate(self, code)


def _items(iteration: JuliaObject) -> Iterator[Any]:
    while items := iteration._jl_ask("advance"):
        yield from items


def _is_pythons(name: str) -> bool:
    return name.startswith(_PYTHONS) or (name.startswith("__") and name.endswith("__"))


def _indices(key: Any) -> list[Any]:
    keys = key if isinstance(key, tuple) else (key,)
    if any(isinstance(part, slice) and part != slice(None) for part in keys):
        raise TypeError(
            phrase("Julia's indices begin at 1 and its slices have both ends: give range(first, last + 1), or [:]")
        )
    return [_COLON if isinstance(part, slice) else part for part in keys]


# ---------------------------------------------------------------- operators

_BINARY: Final = {
    "add": "+", "sub": "-", "mul": "*", "matmul": "*", "truediv": "/", "floordiv": "÷", "mod": "%", "pow": "^",
    "and": "&", "or": "|", "xor": "⊻", "lshift": "<<", "rshift": ">>",
}  # fmt: skip
_COMPARED: Final = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_UNARY: Final = {"neg": "-", "pos": "+", "invert": "~", "abs": "abs"}


def _binary(operator: str, *, turned: bool = False) -> Callable[[JuliaObject, Any], Any]:
    def operate(self: JuliaObject, other: Any) -> Any:
        holder = self._jl_holder
        try:
            return holder._operate("operate", operator, *((other, self) if turned else (self, other)))
        except ConversionError:
            return NotImplemented  # the other has no counterpart in this Julia

    return operate


def _unary(operator: str) -> Callable[[JuliaObject], Any]:
    return lambda self: self._jl_base(operator)


for _name, _operator in _BINARY.items():
    setattr(JuliaObject, f"__{_name}__", _binary(_operator))
    setattr(JuliaObject, f"__r{_name}__", _binary(_operator, turned=True))
for _name, _operator in _COMPARED.items():
    setattr(JuliaObject, f"__{_name}__", _binary(_operator))
for _name, _operator in _UNARY.items():
    setattr(JuliaObject, f"__{_name}__", _unary(_operator))
