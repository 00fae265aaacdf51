"""Sequences of calls as Hypothesis' rule-based machine makes them: a rule for each method."""

from __future__ import annotations

import contextlib
import copy
import unittest
from collections.abc import Callable, Mapping
from typing import Any, Final

from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.annotations import parameters_of
from pyjuliann.parity.pairing.case import Case, fingerprint, parameter_names
from pyjuliann.parity.pairing.generate import Family
from pyjuliann.parity.pairing.recipes import Sizes
from pyjuliann.parity.pairing.source import HypothesisSource
from pyjuliann.parity.pairing.stateful import INIT, CallSequence, MethodCall, StatefulPair
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.sequences import Instance
from pyjuliann.parity.running.shrink import seed_alone

_TRIES: Final = 10
"""How often arguments are drawn that `where` lets through."""


def generated_sequences(
    pair: StatefulPair, families: Mapping[str, Family], count: int, seed: int
) -> list[CallSequence]:
    """Return sequences of calls of a pair, no two alike; the same seed gives the same ones.

    The Python object lives along where something depends on it: what may be called (`when`), and what calls have
    returned (`reuse`).

    Raises
    ------
    PairError
        If a strategy or a condition of the user's is at fault, or none of the methods can be called.
    """
    from hypothesis import HealthCheck, Phase, Verbosity, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import HypothesisException, InvalidArgument
    from hypothesis.stateful import run_state_machine_as_test

    made: list[CallSequence] = []
    machine = _machine(pair, families, made)
    options = settings(
        max_examples=2 * count, stateful_step_count=pair.calls + 1, phases=[Phase.generate], database=None,
        deadline=None, derandomize=False, verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        with seed_alone(), contextlib.suppress(unittest.SkipTest):
            run_state_machine_as_test(seeded(seed)(machine), settings=options)
    except (PairError, KeyboardInterrupt):
        raise
    except InvalidArgument as error:
        raise PairError(phrase("{}: {}", pair.name, error)) from None
    except HypothesisException as error:
        raise PairError(phrase("{}: no sequence of calls could be made: {}", pair.name, error)) from None
    except BaseException as error:
        raise PairError(phrase("{}: making arguments raised {}: {}", pair.name, type(error).__name__, error)) from error
    distinct = {(s.methods, *map(fingerprint, s.cases)): s for s in reversed(made)}
    return list(reversed(distinct.values()))[:count]


def _machine(pair: StatefulPair, families: Mapping[str, Family], made: list[CallSequence]) -> Any:
    """Return the class of the machine, which adds what each run of it has called to a list."""
    from hypothesis import strategies as st
    from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, precondition, rule

    bundles = {method: Bundle(method) for method in pair.reuse.values()}
    follows = bool(pair.when or pair.reuse)

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.sizes: Sizes = {}
            self.start = Case()
            self.steps: list[MethodCall] = []
            self.instance = Instance(pair)
            self.begun = self.broken = False

        @initialize(data=st.data())
        def make(self, data: Any) -> None:
            case = self.drawn(INIT, data)
            self.begun = case is not None
            if case is None:
                return
            self.start = case
            if follows:
                self.broken = not self.called(INIT, case)

        def drawn(self, method: str, data: Any) -> Case | None:
            source = HypothesisSource(data.draw)
            for _ in range(_TRIES):
                case = families[method].build(source, self.sizes)
                if families[method].wanted(case):
                    return case
            return None

        def called(self, method: str, case: Case) -> list[Any]:
            """Return what Python makes of a call, in a list; an empty one where it raises."""
            self.instance.method = method
            (outcome,) = run_python(self.instance, [copy.deepcopy(case)])
            return [outcome.value] if outcome.returned else []

        def may(self, method: str) -> bool:
            condition = pair.when.get(method)
            if self.broken or not self.begun:
                return False
            if condition is None:
                return True
            try:
                return bool(condition(self.instance.thing))
            except Exception as error:
                raise PairError(
                    phrase("{}: when: {}: raised {}: {}", pair.name, method, type(error).__name__, error)
                ) from error

        def teardown(self) -> None:
            if self.begun:
                made.append(CallSequence(self.start, tuple(self.steps), phrase("sequences of {} calls", pair.calls)))

    def step(method: str) -> Callable[..., Any]:
        def call(self: Machine, data: Any, **reused: Any) -> Any:
            case = self.drawn(method, data)
            values: list[Any] = []
            if case is not None:
                self.steps.append(MethodCall(method, _with(pair, method, case, reused)))
                values = self.called(method, self.steps[-1].case) if follows else []
            return multiple(*values) if method in bundles else None

        call.__name__ = call.__qualname__ = f"call_{method}"
        return call

    def may(method: str) -> Callable[[Any], bool]:
        return lambda machine: machine.may(method)

    for method, own in pair.methods.items():
        names = {p.name for p in parameters_of(own.python) or ()}
        reused = {name: bundles[source] for name, source in pair.reuse.items() if name in names}
        target: dict[str, Any] = {"target": bundles[method]} if method in bundles else {}
        made_rule = rule(**target, **reused, data=st.data())(step(method))  # type: ignore[call-overload]
        setattr(Machine, f"call_{method}", precondition(may(method))(made_rule))
    return Machine


def _with(pair: StatefulPair, method: str, case: Case, values: Mapping[str, Any]) -> Case:
    """Return the arguments of a call, some of them what calls have returned before."""
    if not values:
        return case
    names = parameter_names(pair.methods[method].python, len(case.arguments))
    arguments = tuple(values.get(name, x) for name, x in zip(names, case.arguments, strict=True))
    keywords = {name: values.get(name, x) for name, x in case.keywords.items()}
    return Case(arguments, keywords, case.label)
