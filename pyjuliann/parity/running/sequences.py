"""Sequences of calls on one instance, on both sides: the objects live on each, every call is compared."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.records import JuliaRecord, has_fields
from pyjuliann.bridge.values.typed import JuliaValue, Portable, Twin, bare
from pyjuliann.errors import ConversionError, EngineError, PairError
from pyjuliann.language import Phrase, phrase
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Allowance
from pyjuliann.parity.pairing.case import Case, Slot, fingerprint
from pyjuliann.parity.pairing.pair import JuliaTarget, Pair
from pyjuliann.parity.pairing.state import as_data, matched_fields, state_of
from pyjuliann.parity.pairing.stateful import INIT, CallSequence, StatefulPair, is_property
from pyjuliann.parity.running.calls import CaseResult, Outcome, policy_of
from pyjuliann.parity.running.crossing import Layout, unpack
from pyjuliann.parity.running.limits import limited
from pyjuliann.parity.running.noise import measurable, with_noise
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import one_by_one, run, silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import at_a_glance, compared_again, judge_call, judged_with
from pyjuliann.wording import fields_notes, no_fields_note, sequence_summary, unreturned_note

TYPE: Final = "type"
"""What the struct is called among the functions that are loaded."""

STATE: Final = "self"
"""The slot of the object among the arguments that a call changes."""

ITSELF: Final = object()
"""What stands for the object where a call returns it."""

_ITSELF: Final = phrase("returned the object itself")
_CODE: Final = JuliaValue("code", "Symbol")
_MOST: Final = 10**6
_FRAME: Final = 4000
"""So many calls go to a side at once, about."""


@dataclass(eq=False)
class Ran:
    """What one side made of a sequence: an outcome of each call, and the fields after it, where they were asked for."""

    outcomes: list[Outcome] = field(default_factory=list)
    states: dict[int, dict[str, Any]] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class SequenceResult(CaseResult):
    """The verdict on a sequence of calls; what `CaseResult` says is said of the call that parts, else of the last one.

    Attributes
    ----------
    sequence : CallSequence
        The calls.
    pair : StatefulPair
        What they are calls of.
    steps : tuple of CaseResult
        The verdicts on the calls, the constructor's first, up to the one that parts.
    parted : int or None
        The number of the call that parts, 0 for the constructor; None if none does.
    fields : mapping of str to str
        The fields that are compared, by the attributes that they go with.
    origin : (int, int) or None
        Which call of how many parted before the sequence was made small.
    """

    sequence: CallSequence = field(default_factory=lambda: CallSequence(Case()))
    pair: StatefulPair | None = None
    steps: tuple[CaseResult, ...] = ()
    parted: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    origin: tuple[int, int] | None = None

    @property
    def both_raised(self) -> bool:
        """Whether no call returned a value."""
        return all(step.both_raised for step in self.steps[1:] or self.steps)

    @property
    def compared(self) -> bool:
        """Whether any value of the results, or any field, was compared."""
        return not self.apart and any(
            not step.both_raised and (step.python.returned and step.julia.returned) for step in self.steps
        )

    @property
    def within(self) -> int:
        """How many elements agree because of an allowance beyond the budget in ULP."""
        return sum(step.within for step in self.steps)

    @property
    def call(self) -> str:
        """The name of the call that parts, or else of the last one, in Julia; in Python, where it is code."""
        method = self.sequence.methods[max(len(self.steps) - 1, 0)]
        julia = self.pair.pairs[method].julia if self.pair is not None else None
        return method if julia is None or julia.kind == "code" else julia.text

    @property
    def summary(self) -> str:
        """The verdict in one line: which call parts, and what was before."""
        return sequence_summary(self, super().summary)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-able content; the arguments are those of the call that parts."""
        calls = [
            {"method": method, "arguments": exact(case.arguments), "keywords": exact(dict(case.keywords))}
            for method, case in zip(self.sequence.methods, self.sequence.cases, strict=True)
        ]
        return {**super().to_dict(), "calls": calls, "parted": self.parted, "origin": self.origin}


class Sequences:
    """Runs sequences of calls of a stateful pair on both sides.

    Parameters
    ----------
    session : Session
        Julia's side.
    pair : StatefulPair
        What is called.
    """

    def __init__(self, session: Session, pair: StatefulPair) -> None:
        self.session = session
        self.pair = pair
        target = Pair(pair.python, pair.julia, using=pair.using)
        pairs = {TYPE: target, **pair.pairs}
        head = " ".join(f"{name}={p.julia.text}" for name, p in pairs.items())
        self.keys: dict[str, str] = {name: _within(head, name, session.key(p)) for name, p in pairs.items()}
        self.loaded = {self.keys[name]: p for name, p in pairs.items()}
        self.fields: dict[str, str] = {}
        """The fields that are compared, in Julia's order, by the attributes that they go with."""
        self.notes: dict[str, None] = {}

    def prepare(self) -> None:
        """Load the Julia side.

        Raises
        ------
        PairError
            If there is no such function, file or module, or the code or file does not parse.
        """
        self.session.prepare_together(self.pair.name, self.loaded)

    def with_methods(self) -> StatefulPair:
        """Return the pair with the methods whose names Julia's functions of the struct have too, ``f!`` before ``f``.

        Raises
        ------
        PairError
            If there are none, or the struct cannot be loaded.
        """
        self.prepare()
        names = list(self.pair.public_methods())
        candidates = [own for name in names for own in (f"{name}!", name)]
        julia = dict.fromkeys(map(str, self.ask("methods_of_type", self.keys[TYPE], candidates)))
        known = {name: own for name in names for own in (name, f"{name}!") if own in julia}
        if not known:
            told = "{}: no method has the name of a function of the struct: Python has {}, Julia has {}"
            sides = (", ".join(own) or phrase("none") for own in (names, julia))
            raise PairError(phrase(told, self.pair.name, *sides))
        return self.pair.with_methods(known)

    def is_struct(self) -> bool:
        """Whether the Julia side is a struct that has fields."""
        return bool(self.ask("fields_of_type", self.keys[TYPE]))

    def keywords(self, name: str) -> frozenset[str]:
        """Return the names of the keyword arguments that the Julia function of a method has and that are free."""
        own = self.pair.pairs[name]
        return frozenset(self.ask("keywords", self.keys[name])) - {*own.python_keywords, *own.julia_keywords}

    def run(
        self, sequences: Sequence[CallSequence], say: Callable[[str], object] = silent, states: str = ""
    ) -> list[SequenceResult]:
        """Run all sequences on both sides and compare, call by call.

        Raises
        ------
        StoppedError
            If a side has to be stopped; with the results until then.
        """
        wanted = states or self.pair.states
        found = self._run(sequences, say, wanted)
        if wanted == "last" and (parted := [k for k, result in enumerate(found) if result.parted]):
            # the fields may have parted before a value did
            for k, result in zip(parted, self._run([sequences[k] for k in parted], silent, "each"), strict=True):
                if result.parted:
                    found[k] = result
        return found

    def _run(
        self, sequences: Sequence[CallSequence], say: Callable[[str], object], wanted: str
    ) -> list[SequenceResult]:
        batch = max(1, _FRAME // max(map(len, sequences), default=1))
        with limited(self.session.limits):
            return run(
                sequences,
                one_by_one(lambda sequence: self._python(sequence, wanted)),
                lambda some: self._julia(some, wanted),
                self._judged,
                batch=batch,
                say=lambda doing: say(_of_sequences(doing)),
            )

    # ------------------------------------------------------------ Python

    def _python(self, sequence: CallSequence, states: str) -> Ran:
        ran = Ran()
        instance = _Turns(self.pair, sequence, states, ran)
        cases = [_own(case) for case in sequence.cases]
        ran.outcomes = run_python(instance, cases[:1])
        if ran.outcomes[0].returned and cases[1:]:
            ran.outcomes += run_python(instance, cases[1:])
        return ran

    # ------------------------------------------------------------ Julia

    def _julia(self, sequences: Sequence[CallSequence], states: str) -> list[Ran]:
        return self.session.run_all(sequences, partial(self._together, states=states), lambda outcome: Ran([outcome]))

    def ask(self, function: str, *arguments: Any) -> Any:
        """Call a function of Julia's half, with the functions of the pair loaded."""
        return self.session.ask_together(self.pair.name, self.loaded, function, *arguments)

    def _together(self, sequences: Sequence[CallSequence], states: str) -> list[Ran]:
        numbers = {name: k for k, name in enumerate(self.keys, 1)}
        slots: list[list[Slot]] = []
        asked = []
        for sequence in sequences:
            start: list[Any]
            if sequence.is_made:
                start = self._call(numbers, INIT, sequence.start, slots)
            else:
                start = list(self.carried(sequence.start))
                slots.append([])
            calls = [self._call(numbers, step.method, step.case, slots) for step in sequence.steps]
            asked.append([start, calls, states])
        calls, itself, places, kept = self.ask("run_sequences", list(self.keys.values()), asked)
        outcomes = unpack(calls, range(_MOST), len(slots), JuliaValue)
        for number, own in enumerate(slots):
            changed = {own[int(k)]: value for k, value in outcomes[number].changed.items()}
            outcomes[number] = replace(outcomes[number], changed=changed)
        for number in itself:
            outcomes[number - 1] = replace(outcomes[number - 1], value=ITSELF)
        fields = iter(unpack(kept, (), sum(len(names) for _, names in places), JuliaValue))
        seen = {number - 1: {str(name): next(fields) for name in names} for number, names in places}
        found = []
        first = 0
        for sequence in sequences:
            ran = Ran(outcomes[first : first + len(sequence)])
            if not ran.outcomes[0].returned:
                del ran.outcomes[1:]
            for number in range(len(ran.outcomes)):
                own_fields = seen.get(first + number, {})
                if own_fields:
                    ran.states[number] = {name: o.value for name, o in own_fields.items() if o.returned}
                    ran.unfit |= {name: o.unsupported for name, o in own_fields.items() if not o.returned}
            first += len(sequence)
            found.append(ran)
        return found

    def _call(self, numbers: Mapping[str, int], name: str, case: Case, slots: list[list[Slot]]) -> list[Any]:
        """Return a call as Julia takes it, and note which argument is where."""
        arguments = Layout(self.pair.pairs[name]).arguments(case)
        slots.append([slot for slot, _, _ in arguments])
        values = [(_CODE, value.julia) if isinstance(value, Twin) else value for _, _, value in arguments]
        return [numbers[name], values, [keyword for _, keyword, _ in arguments if keyword]]

    def carried(self, thing: Any) -> tuple[list[str], list[Any]]:
        """Return the fields of the struct that an object is carried over to, and their values.

        Raises
        ------
        PairError
            If the struct has a field that no attribute goes with, or whose value cannot cross.
        """
        fields = list(map(str, self.ask("fields_of_type", self.keys[TYPE])))
        known, unfit = state_of(thing)
        matched = {other: name for name, other in matched_fields((*known, *unfit), fields, self.pair.fields).items()}
        kind = type(thing).__qualname__
        head = phrase("{}: a {} cannot be carried over to a {}", self.pair.name, kind, self.pair.julia)
        if missing := [name for name in fields if name not in matched]:
            one = "{}: no attribute goes with the field {}; it has {}; fields={{attribute: field}} says which do"
            several = "{}: no attribute goes with the fields {}; it has {}; fields={{attribute: field}} says which do"
            has = ", ".join((*known, *unfit)) or phrase("none")
            raise PairError(phrase(one if len(missing) == 1 else several, head, ", ".join(missing), has))
        values = []
        for other in fields:
            name = matched[other]
            if name in unfit:
                raise PairError(phrase("{}: attribute {}, for the field {}: it{}", head, name, other, unfit[name]))
            try:
                Encoder().encode(known[name])
            except ConversionError as error:
                raise PairError(phrase("{}: attribute {}, for the field {}: {}", head, name, other, error)) from None
            values.append(known[name])
        return fields, values

    # ------------------------------------------------------------ the verdict

    def _judged(
        self, sequences: Sequence[CallSequence], python: Sequence[Ran], julia: Sequence[Ran]
    ) -> list[SequenceResult]:
        rows: dict[str, list[tuple[int, int]]] = {}
        sides: list[list[tuple[Outcome, Outcome]]] = []
        for k, (sequence, p, j) in enumerate(zip(sequences, python, julia, strict=True)):
            sides.append([
                self._as_results(method, *both)
                for method, *both in zip(sequence.methods, p.outcomes, j.outcomes, strict=False)
            ])  # fmt: skip
            for number, method in enumerate(sequence.methods[: len(sides[k])]):
                rows.setdefault(method, []).append((k, number))
        steps: list[list[CaseResult]] = [[None] * len(own) for own in sides]  # type: ignore[list-item]
        for method, places in rows.items():
            cases = [sequences[k].cases[number] for k, number in places]
            ours, theirs = zip(*(sides[k][number] for k, number in places), strict=True)
            found = at_a_glance(self.pair.pairs[method], cases, ours, theirs)
            for (k, number), result in zip(places, found, strict=True):
                steps[k][number] = result
        return [
            self._put_together(sequence, own, p, j)
            for sequence, own, p, j in zip(sequences, steps, python, julia, strict=True)
        ]

    def _as_results(self, method: str, python: Outcome, julia: Outcome) -> tuple[Outcome, Outcome]:
        """Return what a call gave, where the object itself, or nothing, is no value to compare: its fields are."""
        bare_python = python.value is None or python.value is ITSELF
        if not (python.returned and julia.returned):
            return _without_itself(python), _without_itself(julia)
        if bare_python and (julia.value is ITSELF or self._is_silent(method, python, julia)):
            return replace(python, value=None), replace(julia, value=JuliaValue(None, "Nothing"))
        if python.value is ITSELF:
            return replace(python, value=None, unsupported=_ITSELF), julia
        if julia.value is ITSELF:
            return python, replace(julia, value=None, unsupported=_ITSELF)
        return python, julia

    def _is_silent(self, method: str, python: Outcome, julia: Outcome) -> bool:
        """Whether what Julia's function returns is by the way, as of one that is there for what it changes."""
        if bare(julia.value) is None:
            return True
        name = self.pair.pairs[method].julia.text
        if python.value is None and name.endswith("!"):
            self.notes[unreturned_note(method, name)] = None
            return True
        return False

    def _put_together(
        self, sequence: CallSequence, steps: Sequence[CaseResult], python: Ran, julia: Ran
    ) -> SequenceResult:
        found = [self._with_state(k, step, python, julia) for k, step in enumerate(steps)]
        parted = next((k for k, step in enumerate(found) if step.aspect), None)
        if parted is not None and _may_be_rounding(found[parted], self.pair.pairs[sequence.methods[parted]]):
            found = self._with_noise(sequence, found, python, julia)
            parted = next((k for k, step in enumerate(found) if step.aspect), None)
        if parted is not None:
            found = found[: parted + 1]
        return self._result(sequence, found, parted)

    def _result(self, sequence: CallSequence, steps: Sequence[CaseResult], parted: int | None) -> SequenceResult:
        distances = [step.max_ulp for step in steps if step.max_ulp is not None]
        shown = steps[-1] if parted is not None else max(steps, key=lambda s: (s.within, s.max_ulp or 0))
        identical = all(step.verdict == "identical" for step in steps)
        return SequenceResult(
            shown.case, shown.python, shown.julia,
            "differ" if parted is not None else "identical" if identical else "agree",
            shown.found, shown.differences,
            expected=tuple(dict.fromkeys(d for step in steps for d in step.expected)),
            max_ulp=max(distances, default=None),
            notes=tuple(dict.fromkeys(d for step in steps for d in step.notes)),
            sequence=sequence, pair=self.pair, steps=tuple(steps), parted=parted, fields=dict(self.fields),
        )  # fmt: skip

    def _with_state(
        self, number: int, step: CaseResult, python: Ran, julia: Ran, allowance: Allowance | None = None
    ) -> CaseResult:
        """Return the verdict on a call with that on the fields after it, where they were asked for and it agrees."""
        sides = self._states(number, python, julia)
        if sides is None or step.aspect:
            return step
        ours, theirs = sides
        comparison = compare(ours, theirs, policy_of(self.pair.init, step.case), allowance=allowance)
        if comparison:
            ulps = [u for u in (step.max_ulp, None if comparison.within else comparison.max_ulp) if u is not None]
            return replace(
                step, max_ulp=max(ulps, default=None),
                verdict=step.verdict if comparison.verdict == "identical" else "agree",
                found=comparison if comparison.within else step.found,
            )  # fmt: skip
        return replace(
            step, verdict="differ", found=comparison,
            differences=tuple(replace(d, aspect="changed") for d in comparison.differences),
            python=replace(step.python, value=ours, unsupported=""),
            julia=replace(step.julia, value=theirs, unsupported=""),
        )  # fmt: skip

    def _states(self, number: int, python: Ran, julia: Ran) -> tuple[Any, Any] | None:
        """Return the fields that both objects have after a call, by Julia's names; None if they were not asked for."""
        ours, theirs = python.states.get(number), julia.states.get(number)
        if ours is None or theirs is None:
            return None
        names = {other: name for name, other in matched_fields(ours, theirs, self.pair.fields).items()}
        self.fields = matched = {names[other]: other for other in theirs if other in names}
        unfit = [phrase("{}{}", name, why) for name, why in python.unfit.items()]
        unfit += [phrase("{} ({})", name, why) for name, why in julia.unfit.items()]
        alone = [name for name in ours if name not in matched and self.pair.fields.get(name, "") is not None]
        others = [name for name in theirs if name not in matched.values() and name not in python.unfit]
        notes = fields_notes(self.pair, alone, others, unfit) if matched else [no_fields_note(self.pair)]
        self.notes |= dict.fromkeys(notes)
        if not matched:
            return None
        return (
            JuliaRecord("NamedTuple", **{o: _as_vector(ours[name], theirs[o]) for name, o in matched.items()}),
            JuliaRecord(str(self.pair.julia), **{other: theirs[other] for other in matched.values()}),
        )

    # ------------------------------------------------------------ rounding

    def _with_noise(
        self, sequence: CallSequence, steps: Sequence[CaseResult], python: Ran, julia: Ran
    ) -> list[CaseResult]:
        """Return the verdicts with what rounding explains: that of all calls so far is in a result."""
        whole = _Whole(self, sequence, set(python.states) & set(julia.states))
        try:
            measured = whole.measured(self.session, steps, python, julia)
        except (ConversionError, EngineError, PairError):
            return list(steps)
        if measured is None:
            return list(steps)
        found = []
        for number, (method, step) in enumerate(zip(sequence.methods, steps, strict=False)):
            values, fields = measured.values[number]
            both = self._as_results(method, python.outcomes[number], julia.outcomes[number])
            again = judged_with(self.pair.pairs[method], step.case, *both, replace(measured, values=values))
            found.append(self._with_state(number, again, python, julia, replace(measured, values=fields)))
        return found


def structs_of(session: Session, pair: Pair) -> list[str]:
    """Return the names of the structs that a pair's Julia function takes as its first argument.

    Raises
    ------
    PairError
        If the function cannot be loaded.
    """
    key = session.key(pair)
    return list(map(str, session.ask_together(pair.name, {key: pair}, "first_structs", key)))


class _Whole:
    """A sequence as one function of all its arguments: it returns for each call its value and the fields after it."""

    def __init__(self, sequences: Sequences, sequence: CallSequence, stated: set[int]) -> None:
        self.sequences = sequences
        self.sequence = sequence
        self.stated = stated
        self.fields = list(sequences.fields.items())
        carried = () if sequence.is_made else tuple(state_of(sequence.start)[0].items())
        self.carried = [name for name, _ in carried]
        given = [x for _, x in carried] + [x for case in sequence.cases for _, x in case.slots()]
        self.case = Case(tuple(given), {}, sequence.label)

    def __call__(self, *arguments: Any) -> Any:
        """Do what Python does."""
        pair, given = self.sequences.pair, list(arguments)
        sequence = self.sequence
        if not sequence.is_made:
            thing = copy.copy(sequence.start)
            for name in self.carried:
                object.__setattr__(thing, name, given.pop(0))
            sequence = replace(sequence, start=thing)
        cases = []
        for case in sequence.cases:
            own = [given.pop(0) for _ in case.slots()]
            count = len(case.arguments)
            cases.append(Case(tuple(own[:count]), dict(zip(case.keywords, own[count:], strict=True))))
        ran = Ran()
        instance = _Turns(pair, sequence, "each" if self.stated else "never", ran)
        found = []
        for number, case in enumerate(cases):
            try:
                value = instance(*case.arguments, **case.keywords)
            except Exception:  # noqa: BLE001 - whatever it raises has been told
                value = None
            found.append(self._entry(number, value, ran.states.get(number, {})))
        return tuple(found)

    def _entry(self, number: int, value: Any, state: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
        stated = {other: state.get(name) for name, other in self.fields} if number in self.stated else {}
        return None if value is ITSELF else value, stated

    def measured(self, session: Session, steps: Sequence[CaseResult], python: Ran, julia: Ran) -> Allowance | None:
        """Return what rounding explains of each value; None if nothing is known of it."""
        pair = self.sequences.pair
        text = f"sequence {hashlib.sha256(repr([fingerprint(c) for c in self.sequence.cases]).encode()).hexdigest()}"
        given, plan = self._in_julia()
        key = JuliaTarget("code", text)
        whole = Pair(self, key, policy=pair.policy, arguments=lambda *_: given)
        self.sequences.ask("chain", session.key(whole), list(self.sequences.keys.values()), plan)
        sides = []
        for ran, theirs in ((python, False), (julia, True)):
            entries = []
            for number, outcome in enumerate(ran.outcomes[: len(steps)]):
                state = ran.states.get(number, {})
                if theirs:
                    state = {name: state.get(other) for name, other in self.fields}
                entries.append(self._entry(number, outcome.value if outcome.returned else None, state))
            sides.append(tuple(entries))
        result = judge_call(whole, self.case, Outcome(sides[0]), Outcome(JuliaValue(sides[1], "Tuple")))
        (comparison,) = with_noise(session, whole, [result], partial(compared_again, whole))
        found = comparison.allowance
        return found if found is not None and found.values is not None else None

    def _in_julia(self) -> tuple[tuple[Any, ...], list[Any]]:
        """Return all arguments as Julia takes them, and which of them belong to which call."""
        numbers = {name: k for k, name in enumerate(self.sequences.keys, 1)}
        given: list[Any] = []
        plan: list[list[Any]] = []
        for name, case in zip(self.sequence.methods, self.sequence.cases, strict=True):
            if name == INIT and not self.sequence.is_made:
                names, values = self.sequences.carried(self.sequence.start)
                given += values
                plan.append([0, len(values), names])
                continue
            arguments = Layout(self.sequences.pair.pairs[name]).arguments(case)
            given += [value for _, _, value in arguments]
            plan.append([numbers[name], len(arguments), [keyword for _, keyword, _ in arguments if keyword]])
        return tuple(given), [plan[0], plan[1:], [other for _, other in self.fields] if self.stated else []]


class Instance:
    """One object of Python's; `method` is what it is called for next, the constructor first.

    Attributes
    ----------
    thing : object
        The object itself; None before it is made.
    """

    def __init__(self, pair: StatefulPair, given: Any = None) -> None:
        self.pair, self.given = pair, given
        self.method = INIT
        self.thing: Any = None

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Make the call, and return what it returns as it is then, or that it is the object."""
        if self.method == INIT:
            made = self.given is None
            self.thing = self.pair.init.python(*arguments, **keywords) if made else copy.deepcopy(self.given)
            return ITSELF
        value = self._called(*arguments, **keywords)
        return ITSELF if value is self.thing else _kept(value)

    def _called(self, *arguments: Any, **keywords: Any) -> Any:
        if is_property(self.pair.python, self.method):
            return getattr(self.thing, self.method)
        function: Any = self.pair.methods[self.method].python  # a partial, with the object's place kept free
        return function.func(self.thing, *function.args[1:], *arguments, **{**function.keywords, **keywords})


class _Turns:
    """The calls of a sequence, one each time it is called; notes the object's fields after those that are asked for."""

    def __init__(self, pair: StatefulPair, sequence: CallSequence, states: str, ran: Ran) -> None:
        self.sequence, self.states, self.ran = sequence, states, ran
        self.instance = Instance(pair, None if sequence.is_made else sequence.start)
        self.number = 0

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        number, self.number = self.number, self.number + 1
        self.instance.method = self.sequence.methods[number]
        try:
            return self.instance(*arguments, **keywords)
        finally:
            asked = self.states == "each" or (self.states == "last" and number == len(self.sequence.steps))
            if asked and self.instance.thing is not None:
                self.ran.states[number], self.ran.unfit = state_of(self.instance.thing)


def _kept(value: Any) -> Any:
    """Return a result as it is now: later calls may change it, if it is a part of the object."""
    try:
        return copy.deepcopy(value) if has_fields(value) else as_data(value)
    except Exception:  # noqa: BLE001 - a user's class may raise anything
        return value


def _as_vector(ours: Any, theirs: Any) -> Any:
    """Return a list of plain numbers as the array that a struct's field has in its place; anything else as it is."""
    other = bare(theirs)
    if type(ours) is not list or not isinstance(other, np.ndarray) or other.ndim != 1:
        return ours
    kinds = {type(x) for x in ours}
    if not kinds:
        return np.zeros(0, other.dtype)
    return np.array(ours) if len(kinds) == 1 and kinds <= {bool, int, float, complex} else ours


def _without_itself(outcome: Outcome) -> Outcome:
    return replace(outcome, value=None) if outcome.value is ITSELF else outcome


def _own(case: Case) -> Case:
    """Return a case whose arrays an object may keep, and change later."""

    def own(x: Any) -> Any:
        return x.copy(order="K") if isinstance(x, np.ndarray) else x

    keywords = {name: own(x) for name, x in case.keywords.items()}
    return Case(tuple(map(own, case.arguments)), keywords, case.label)


def _within(head: str, name: str, key: str) -> str:
    """Return the key of a function that shares its types with others."""
    text = f"{head}\n{name}\n"
    return Portable(text + key, text + key.name, key.file) if isinstance(key, Portable) else text + key


def _may_be_rounding(step: CaseResult, pair: Pair) -> bool:
    """Whether what a call parts in may be rounding: of its value, or of the fields after it."""
    aspects = {d.aspect for d in step.differences}
    as_value = replace(step, differences=tuple(replace(d, aspect="value") for d in step.differences))
    return aspects <= {"value", "changed"} and measurable(pair, as_value)


def _of_sequences(doing: str) -> str:
    """Return what is being done to cases as what is being done to sequences."""
    if not isinstance(doing, Phrase) or doing.template not in _SEQUENCES:
        return doing
    return phrase(_SEQUENCES[doing.template], *doing.fields)


_SEQUENCES: Final = {"case {} of {}": "sequence {} of {}", "{1} cases": "{1} sequences"}
