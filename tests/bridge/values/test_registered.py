"""Kinds of value that a user adds: they cross, are compared and are written; what is lacking is told."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip
from hypothesis import strategies as st

from pyjuliann import ConversionError, JuliaValue, check, compare, pair, register_kind
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal

BANK = """
module Bank
struct Money; amount::Float64; currency::Symbol; end
struct Series; numbers::Vector{Float64}; end
struct Rate; percent::Float64; end
struct Broken; n::Int; end
double(m::Money) = Money(2m.amount, m.currency)
total(s::Series) = sum(s.numbers)
end
"""


class Money:
    def __init__(self, amount: Any, currency: str) -> None:
        self.amount, self.currency = amount, currency

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and (self.amount, self.currency) == (other.amount, other.currency)

    def __hash__(self) -> int:
        return hash(self.amount)


class Numbers:
    def __init__(self, numbers: Any) -> None:
        self.numbers = np.asarray(numbers, float)


class Broken:
    pass


class Unknown:
    pass


@dataclass
class Rate:
    percent: float


def parts_of(money: Money) -> tuple[Any, str]:
    return money.amount, money.currency


def money_of(parts: tuple[Any, str]) -> Money:
    return Money(*parts)


def register_all() -> None:
    register_kind(
        Money, "Bank.Money", to_plain=parts_of, from_plain=money_of,
        julia_to_plain="m -> (m.amount, string(m.currency))", julia_from_plain="p -> Bank.Money(p[1], Symbol(p[2]))",
    )  # fmt: skip
    register_kind(
        Numbers, "Bank.Series", to_plain=lambda n: n.numbers, from_plain=Numbers,
        julia_to_plain="s -> s.numbers", julia_from_plain="Bank.Series",
    )  # fmt: skip
    register_kind(Rate, "Bank.Rate")


@pytest.fixture(scope="module")
def bank(live: Engine) -> Iterator[Engine]:
    if live is not None:
        register_all()  # before Julia has the types
        live.eval(BANK)
    return live


@pytest.mark.thorough
def test_a_registered_class_crosses_both_ways(bank: Engine) -> None:
    assert bank.call("identity", Money(1.5, "EUR"), typed=True) == JuliaValue(Money(1.5, "EUR"), "Bank.Money")
    assert bank.eval("Bank.Money(2, :USD)") == Money(2.0, "USD")
    assert bank.call("Bank.double", Money(1.5, "EUR")) == Money(3.0, "EUR")
    assert bank.call("identity", {"a": [Money(1.0, "A")]}) == {"a": [Money(1.0, "A")]}
    assert bank.call("identity", JuliaValue(Money(1.0, "A"), "Bank.Money")) == Money(1.0, "A")
    named = JuliaValue([Money(1.0, "A")], "Vector{Bank.Money}")
    assert bank.call("identity", named, typed=True).type == "Vector{Bank.Money}"
    many = Numbers(np.arange(50_000))  # which would travel beside the frame
    assert bank.call("Bank.total", many) == many.numbers.sum()
    assert bank.call("identity", many).numbers.tolist() == many.numbers.tolist()


def test_a_type_that_is_defined_anew_is_known_again(bank: Engine) -> None:
    bank.eval(BANK)
    assert bank.eval("Bank.Money(2, :USD)") == Money(2.0, "USD")
    assert bank.call("Bank.double", Money(1.5, "EUR")) == Money(3.0, "EUR")


def test_a_class_derived_from_it_is_as_it_is(bank: Engine) -> None:
    class Euro(Money):
        pass

    assert bank.call("identity", Euro(1.0, "EUR")) == Money(1.0, "EUR")


def test_a_dataclass_needs_nothing_but_its_struct(bank: Engine) -> None:
    got = bank.call("identity", Rate(2), typed=True)
    assert got == JuliaValue(Rate(2.0), "Bank.Rate")
    assert bank.call("identity", [Rate(2.0)]) == [Rate(2.0)]


def doubled(money: Money) -> Money:
    return Money(2 * money.amount, money.currency)


def test_it_is_compared_and_written(bank: Engine) -> None:
    assert compare(Money(1.0, "A"), Money(1.0, "A")).verdict == "identical"
    assert compare(Money(1.0, "A"), (1.0, "A")).verdict == "differ"
    assert ".plain[0]" in str(compare(Money(1.0, "A"), Money(1.5, "A")))
    names: dict[str, Any] = {}
    exec("\n".join(code_needs(Money(1.0, "A"), "python")), names)
    assert eval(python_literal(Money(1.0, "A")), names) == Money(1.0, "A")
    assert bank.eval(julia_literal(Money(1.0, "A"))) == Money(1.0, "A")
    assert exact(Money(1.0, "A")) == [1.0, "A"]
    cases = {"money": st.builds(Money, st.floats(-9, 9), currency=st.just("A"))}
    for code, verdict in (("Bank.double", "identical"), ("identity", "differ")):
        report = check(pair(doubled, code, strategies=cases), cases=5, seed=1, engine=bank, repair=0)
        assert report.verdict == verdict, report


def test_a_value_that_its_functions_refuse_is_told(bank: Engine) -> None:
    with pytest.raises(ConversionError, match=r"argument 1: to_plain of Money: AttributeError: .*amount"):
        bank.call("identity", Money.__new__(Money))
    with pytest.raises(ConversionError, match=r'in Julia: Bank.Money of \("x", "A"\): MethodError'):
        bank.call("identity", Money("x", "A"))
    assert bank.call("sum", [1, 2]) == 3


def test_code_that_is_none_is_told_when_it_is_wanted(bank: Engine) -> None:
    register_kind(
        Broken, "Bank.Broken", to_plain=lambda _: 1, from_plain=lambda _: Broken(),
        julia_to_plain="b -> (", julia_from_plain="n -> n",
    )  # fmt: skip
    with pytest.raises(ConversionError, match=r"Bank.Broken: the code b -> \(, with which it is registered: syntax"):
        bank.eval("Bank.Broken(1)")
    with pytest.raises(ConversionError, match=r"Bank.Broken: its julia_from_plain gives a Int64"):
        bank.call("identity", Broken())
    assert bank.eval("Bank.Money(2, :USD)") == Money(2.0, "USD")


def test_a_type_that_is_not_there_is_told(bank: Engine) -> None:
    register_kind(
        Unknown, "NoBank.Account", to_plain=lambda _: 1, from_plain=lambda _: Unknown(),
        julia_to_plain="a -> 1", julia_from_plain="n -> n",
    )  # fmt: skip
    with pytest.raises(ConversionError, match=r"no type is called NoBank.Account, which is registered: .*NoBank"):
        bank.call("identity", Unknown())


def test_it_survives_a_restart_of_the_worker() -> None:
    register_all()
    with start_or_skip("worker") as worker:
        for _ in range(2):
            worker.eval(BANK)
            assert worker.call("Bank.double", Money(1.5, "EUR")) == Money(3.0, "EUR")
            with pytest.raises(Exception, match="the worker"):
                worker.eval("exit()")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                assert worker.call("sum", [1, 2]) == 3


class Mine:
    pass


ALL = {"to_plain": len, "from_plain": len, "julia_to_plain": "f", "julia_from_plain": "f"}
WRONG = [
    ((3, "A.B"), ALL, "python: expected a class, got 3"),
    ((Mine, 3), ALL, 'julia: expected a type such as "MyPackage.Money", got 3'),
    ((Mine, "A.B{Int}"), ALL, "julia: expected a type such as"),
    ((Mine, "exit()"), ALL, "julia: expected a type such as"),
    ((Mine, "A.B"), {}, "Mine lacks to_plain, from_plain, julia_to_plain and julia_from_plain: only a dataclass"),
    ((Mine, "A.B"), {**ALL, "from_plain": None}, "Mine lacks from_plain"),
    ((Mine, "A.B"), {**ALL, "julia_to_plain": ""}, "Mine lacks julia_to_plain"),
    ((Mine, "A.B"), {**ALL, "to_plain": 1}, "to_plain: expected a function, got 1"),
    ((Mine, "A.B"), {**ALL, "julia_to_plain": len}, "julia_to_plain: expected Julia code of a function, got <built-in"),
    ((int, "A.B"), ALL, "python: int is known already"),
    ((Mine, "Int8"), ALL, "julia: Int8 is known already"),
]


@pytest.mark.parametrize(("arguments", "parts", "message"), WRONG, ids=[row[2][:30] for row in WRONG])
def test_a_kind_that_cannot_be_is_refused(arguments: Any, parts: Any, message: str) -> None:
    with pytest.raises(TypeError, match=r"^register_kind: ") as caught:
        register_kind(*arguments, **parts)
    assert message in str(caught.value)


def test_a_clash_is_refused_and_a_second_time_is_none() -> None:
    register_all()
    register_all()
    with pytest.raises(TypeError, match=r"register_kind: julia: Money is Bank.Money already"):
        register_kind(Mine, "Bank.Money", **ALL)
    with pytest.raises(TypeError, match=r"register_kind: python: Money is Bank.Money already"):
        register_kind(Money, "Bank.Other", **ALL)
    with pytest.raises(TypeError, match=r"register_kind: python: Rate is Bank.Rate already"):
        register_kind(Rate, "Bank.Other")
