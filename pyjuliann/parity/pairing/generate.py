"""Arguments for a pair: from its strategies, from annotations, or, where there are none, from what usually fits."""

from __future__ import annotations

import copy
import functools
import inspect
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from pyjuliann.errors import ArgumentsError, PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.annotations import parameters_of, recipe_for
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.guesses import KINDS, ORDERED, documented_types, guesses, usual_domain, weights_of
from pyjuliann.parity.pairing.landmarks import landmarks
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.plan import REACH, plans
from pyjuliann.parity.pairing.recipes import (
    WIDEST,
    ArrayRecipe,
    Recipe,
    ScalarRecipe,
    Sizes,
    StrategyRecipe,
    needs_hypothesis,
    resolved,
)
from pyjuliann.parity.pairing.source import ALIKE, SIZE, USUAL_REACH, CasePlan, HypothesisSource, RandomSource, Source

_GIVE: Final = "give a Hypothesis strategy, such as strategies={{{name!r}: st.floats(-1, 1)}}"
_ATTEMPTS: Final = 20
_TRIES: Final = 10
"""How often a new case is tried from one plan; and how many plans may fail in a row."""

_ALIKE: Final = (*["own"] * 15, "alike")


@dataclass(frozen=True, eq=False)
class Family:
    """One way to make arguments for a pair: a recipe per argument, or a strategy for all of them.

    `optional` counts the last positional recipes, which a case may leave out, as it may each of
    `optional_keywords`; `repeated` makes further positional arguments (``*sizes``). Of each two arguments in
    `ordered`, the first is the lower one. `empty` says whether some array is empty, or none; by default that is
    left to chance. `defaults` are further positional arguments, which a case has if both sides turn out to take
    them. Where several families are tried, those that are not `usual` are tried only until one fits.
    """

    label: str
    positional: tuple[Recipe, ...] = ()
    keywords: Mapping[str, Recipe] = field(default_factory=dict)
    optional: int = 0
    repeated: Recipe | None = None
    whole: Any = None
    where: Callable[..., bool] | None = None
    optional_keywords: Mapping[str, Recipe] = field(default_factory=dict)
    defaults: tuple[Recipe, ...] = ()
    ordered: tuple[tuple[int, int], ...] = ()
    empty: bool | None = None
    usual: bool = True

    @property
    def needs_hypothesis(self) -> bool:
        """Whether a Hypothesis strategy takes part, of the user's or of a type that Hypothesis knows."""
        recipes = (*self.positional, *self.keywords.values(), *self.optional_keywords.values(), self.repeated)
        return self.whole is not None or any(map(needs_hypothesis, recipes))

    @property
    def slots(self) -> int:
        """The number of arguments, repeated ones counted as one."""
        return len(self.positional) + (self.repeated is not None) + len(self.keywords) + len(self.optional_keywords)

    @property
    def has_arrays(self) -> bool:
        """Whether arrays are among the arguments."""
        return any(isinstance(recipe, ArrayRecipe) for recipe in (*self.positional, *self.keywords.values()))

    def with_defaults(self) -> Family:
        """Return the family whose cases may have the arguments with defaults."""
        optional = self.optional + len(self.defaults)
        return replace(self, positional=self.positional + self.defaults, optional=optional, defaults=())

    def of_empty_arrays(self) -> Family:
        """Return the family of the cases with an empty array."""
        return replace(self, label=phrase("empty arrays"), empty=True)

    def build(self, source: Source, sizes: Sizes | None = None) -> Case:
        """Return the case that the source's answers make, wanted or not; `sizes` are those that are drawn already."""
        if self.whole is not None:
            arguments = source.custom(resolved(self.whole))
            return Case(arguments if isinstance(arguments, tuple) else (arguments,), {}, self.label)
        sizes = {} if sizes is None else sizes
        count = len(self.positional)
        if self.optional:
            count -= source.integer(0, self.optional)
        values: list[Any] = []
        for slot, recipe in enumerate(self.positional[:count]):
            source.enter(slot)
            values.append(self._value(recipe, values, source, sizes))
        if self.repeated is not None and count == len(self.positional):
            source.enter(count)
            values.extend(self.repeated.build(source, sizes) for _ in range(source.integer(0, 3)))
        named: dict[str, Any] = {}
        by_name = (*self.keywords.items(), *self.optional_keywords.items())
        for slot, (name, recipe) in enumerate(by_name, self.slots - len(by_name)):
            source.enter(slot)
            if name in self.keywords or source.integer(0, 1):
                named[name] = recipe.build(source, sizes)
        return Case(tuple(self._in_order(values)), named, self.label)

    def _value(self, recipe: Recipe, before: Sequence[Any], source: Source, sizes: Sizes) -> Any:
        """Return an argument's value; now and then it is that of an earlier one, or an element of it."""
        found: list[Any] = []
        if isinstance(recipe, (ArrayRecipe, ScalarRecipe)):
            found = [value for other, value in zip(self.positional, before, strict=False) if other == recipe]
        if not found and isinstance(recipe, ScalarRecipe) and recipe.python is float:
            found = [value for value in before if isinstance(value, np.ndarray) and value.dtype == float and value.size]
        if not found or source.pick(ALIKE, _ALIKE) != "alike":
            return recipe.build(source, sizes)
        if not isinstance(recipe, ScalarRecipe) or not isinstance(found[0], np.ndarray):
            return copy.copy(found[0])
        element = float(found[0].flat[source.integer(0, found[0].size - 1)])
        wanted = math.isfinite(element) and element in recipe.domain
        return element if wanted else recipe.build(source, sizes)

    def _in_order(self, values: list[Any]) -> list[Any]:
        for low, high in self.ordered:
            if high < len(values) and values[low] > values[high]:
                values[low], values[high] = values[high], values[low]
        return values

    def wanted(self, case: Case) -> bool:
        """Whether a case passes the pair's `where`, and has no empty range or array that nobody asked for."""
        given = case.arguments
        if any(high < len(given) and not given[low] < given[high] for low, high in self.ordered):
            return False
        if self.empty is not None and self.empty is not any(isinstance(x, np.ndarray) and not x.size for x in given):
            return False
        if self.where is None:
            return True
        try:
            return bool(self.where(*case.arguments, **case.keywords))
        except Exception as error:
            raise PairError(phrase("where: raised {}: {} ({})", type(error).__name__, error, self.label)) from error

    def cases(
        self, seed: int, count: int, *, planned: bool = True, start: int = 0, of: int | None = None
    ) -> list[Case]:
        """Return wanted cases: those of the plan, then by chance, larger and larger ones; the same ones for a seed.

        No two are alike, where there are as many; else fewer are returned. Of a check in parts they are those from
        `start`, with a seed of their own; `of` is then how many there are in all.

        Raises
        ------
        PairError
            If `where` lets nothing through.
        """
        part = count, planned, start, count if of is None else of
        choices = functools.partial(self._choices, seed, part)
        return [
            Case(case.arguments, case.keywords, case.label, functools.partial(choices, number))
            for number, case in enumerate(self._distinct(RandomSource(seed), *part))
        ]

    def _choices(self, seed: int, part: tuple[int, bool, int, int], number: int) -> tuple[Any, ...]:
        """Return the answers behind one of the `cases`."""
        source = RandomSource(seed)
        made = self._distinct(source, *part)
        for _ in range(number):
            next(made)
        source.notes = []
        next(made)
        return tuple(source.notes)

    def _distinct(self, source: RandomSource, count: int, planned: bool, start: int, of: int) -> Iterator[Case]:
        ahead = list(plans(self.slots, of, self.has_arrays)) if planned and not self.empty else []
        usual = CasePlan({SIZE: ("0",)}) if self.empty else CasePlan()
        known: set[bytes] = set()
        misses, tries = 0, start
        while len(known) < count and misses < _ATTEMPTS:
            chance = tries - len(ahead)
            plan, reach = (ahead[tries], REACH) if chance < 0 else (usual, min(USUAL_REACH + chance // 4, WIDEST))
            tries += 1
            misses += chance >= 0
            for _ in range(_TRIES):
                source.follow(plan, reach)
                case = self.build(source)
                if self.wanted(case) and (mark := fingerprint(case)) not in known:
                    known.add(mark)
                    misses = 0
                    yield case
                    break
        if not known and not start:  # a later part may have bad luck
            raise PairError(phrase("where: none of {} generated cases is wanted ({})", tries * _TRIES, self.label))

    def strategy(self) -> Any:
        """Return the Hypothesis strategy of this family's cases; each has its choices, where they can be had."""
        from hypothesis import strategies

        def make(draw: Callable[[Any], Any]) -> Case:
            return self.build(HypothesisSource(draw))

        return strategies.composite(make)().filter(self.wanted).map(_with_choices)


def _with_choices(case: Case) -> Case:
    try:
        from hypothesis.control import current_build_context

        choices = tuple(current_build_context().data.choices)
        return replace(case, choices=lambda: choices)
    except (ImportError, AttributeError):  # other versions of Hypothesis: the case cannot be made smaller
        return case


def families_of(pair: Pair, julia_keywords: Callable[[], Collection[str]] = tuple) -> list[Family]:
    """Return the ways to make arguments for a pair: one that is known to be right, or several to be tried.

    Parameters
    ----------
    pair : Pair
        The pair.
    julia_keywords : callable
        Returns the keyword arguments of the Julia function; asked where the Python function has such that it
        can do without.

    Raises
    ------
    PairError
        If an argument has neither a strategy nor an annotation from which values can be generated.
    """
    given = pair.strategies
    if given is not None and not isinstance(given, Mapping):
        return [Family(phrase("the strategy given"), whole=given, where=pair.where)]
    parameters = typed_parameters(pair)
    if parameters is None:
        raise ArgumentsError(
            phrase("{}: the Python function does not tell its arguments", pair.name),
            phrase("give strategies=st.tuples(...), a Hypothesis strategy of argument tuples"),
        )
    unknown = [
        p for p in parameters
        if p.default is p.empty and p.annotation is p.empty and p.kind is not p.VAR_KEYWORD
        and p.name not in (given or {})
    ]  # fmt: skip
    families = _guessed_families(pair, parameters, unknown) if unknown else [_known_family(pair, parameters)]
    extra = {p.name: recipe for p in parameters if (recipe := _optional_keyword(pair, p)) is not None}
    if extra:
        known = julia_keywords()
        extra = {name: recipe for name, recipe in extra.items() if pair.keywords.get(name, name) in known}
    return [replace(family, optional_keywords=extra) for family in families] if extra else families


def typed_parameters(pair: Pair) -> list[inspect.Parameter] | None:
    """Return the parameters of a pair's Python function, annotated as the pair says; None if it does not tell.

    Raises
    ------
    PairError
        If its annotations cannot be resolved, or an option of the pair names an argument that it does not have.
    """
    try:
        parameters = parameters_of(pair.python)
    except PairError as error:
        raise PairError(phrase("{}: {}", pair.name, error)) from None
    _check_names(pair, parameters)
    if parameters is None:
        return None
    return [p.replace(annotation=pair.types.get(p.name, p.annotation)) for p in parameters]


def _optional_keyword(pair: Pair, parameter: inspect.Parameter) -> Recipe | None:
    """Return how to vary an argument that is given by name or not at all; None for any other, or if nobody knows."""
    name, default, annotation = parameter.name, parameter.default, parameter.annotation
    if parameter.kind is not parameter.KEYWORD_ONLY or default is parameter.empty or name in (pair.strategies or {}):
        return None
    if not _is_taken_by_options(pair, name):
        return None
    if type(default) in (bool, int, float) and annotation in (parameter.empty, type(default)):
        return _near_default(pair, parameter)
    # of all strings, those that a function knows are too few to be found
    return _recipe(pair, parameter) if annotation is not str and _generable(pair, parameter) else None


def _near_default(pair: Pair, parameter: inspect.Parameter) -> Recipe:
    """Return how to vary an argument whose default is a number."""
    name, default = parameter.name, parameter.default
    if type(default) is bool:
        return ScalarRecipe("bool", python=bool)
    domain = domain_of(pair, name) if name in pair.domain else _around(default)
    return ScalarRecipe(f"{type(default).__name__}64", domain, type(default))


def _is_taken_by_options(pair: Pair, name: str) -> bool:
    """Whether the pair's own functions can be given an argument of that name."""
    own = (pair.where, pair.scale, *(e.when for e in pair.expect))
    return all(_takes(f, name) for f in own if f is not None)


def _around(default: float) -> Domain:
    """Return the numbers near one that makes sense, on its side of zero."""
    if type(default) is int:
        return Domain(max(0, default - 2), default + 2) if default >= 0 else Domain(default - 2, 0)
    ends = sorted((default / 2, 2 * default)) if default and math.isfinite(default) else (0.0, 1.0)
    return Domain(ends[0], ends[1], special=False)


def _takes(function: Callable[..., Any], name: str) -> bool:
    """Whether a function can be given an argument of that name."""
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False
    return any(
        p.kind is p.VAR_KEYWORD or (p.name == name and p.kind is not p.POSITIONAL_ONLY) for p in parameters.values()
    )


def _check_names(pair: Pair, parameters: Sequence[inspect.Parameter] | None) -> None:
    names = [p.name for p in parameters or ()]
    for option in ("strategies", "types", "domain", "arguments", "keywords"):
        given = getattr(pair, option)
        mapping = given if isinstance(given, Mapping) else {}
        if parameters is not None and (wrong := [name for name in mapping if name not in names]):
            told = "{}: {}: no argument is called {}; there are {}"
            raise PairError(phrase(told, pair.name, option, ", ".join(wrong), ", ".join(names)))


def _known_family(
    pair: Pair, parameters: Sequence[inspect.Parameter], guessed: Mapping[str, Recipe] | None = None, label: str = ""
) -> Family:
    """Return the family of what annotations and strategies say, and of recipes that were guessed for the rest."""
    given = {**(guessed or {}), **(pair.strategies or {})}
    positional: list[Recipe] = []
    keywords: dict[str, Recipe] = {}
    repeated, optional = None, 0
    for parameter in parameters:
        name, chosen = parameter.name, parameter.name in given
        has_default = parameter.default is not parameter.empty
        if parameter.kind is parameter.VAR_KEYWORD or (
            has_default and not chosen and parameter.kind is parameter.KEYWORD_ONLY
        ):
            continue
        if has_default and not chosen and not _generable(pair, parameter):
            # Later arguments can then be given only by name: those with a strategy are.
            optional = -1 if optional >= 0 else optional
            continue
        recipe = _given(given[name]) if chosen else _recipe(pair, parameter)
        if parameter.kind is parameter.VAR_POSITIONAL:
            repeated = recipe
        elif parameter.kind is parameter.KEYWORD_ONLY or (optional < 0 and chosen):
            keywords[name] = recipe
        elif optional >= 0:
            optional = optional + 1 if has_default and not chosen else 0
            positional.append(recipe)
    return Family(
        label or phrase("the strategies given" if given else "the annotated arguments"),
        tuple(positional),
        keywords,
        max(optional, 0),
        repeated,
        where=pair.where,
        defaults=() if keywords or repeated else tuple(_defaults(pair, parameters[len(positional) :])),
    )


def _defaults(pair: Pair, parameters: Sequence[inspect.Parameter]) -> Iterator[Recipe]:
    """Yield how to vary the next arguments that have a number as default, if they may be given by position."""
    for parameter in parameters:
        if (
            parameter.kind not in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
            or type(parameter.default) not in (bool, int, float)
            or not _is_taken_by_options(pair, parameter.name)
        ):
            return
        yield _near_default(pair, parameter)


def _given(strategy: Any) -> Recipe:
    """Return a recipe that stands in place of a Hypothesis strategy, or one for the strategy."""
    recipe: Recipe = strategy if hasattr(strategy, "build") else StrategyRecipe(strategy)
    return recipe


def _generable(pair: Pair, parameter: inspect.Parameter) -> bool:
    if parameter.annotation is parameter.empty:
        return False
    try:
        _recipe(pair, parameter)
    except PairError:
        return False
    return True


def _recipe(pair: Pair, parameter: inspect.Parameter) -> Recipe:
    name = parameter.name
    advice = phrase(_GIVE, name=name)
    if parameter.annotation is parameter.empty:
        raise ArgumentsError(phrase("{}: argument {} has no annotation", pair.name, repr(name)), advice)
    try:
        return recipe_for(parameter.annotation, domain_of(pair, name))
    except PairError as error:
        raise ArgumentsError(phrase("{}: argument {}: {}", pair.name, repr(name), error), advice) from None


def domain_of(pair: Pair, name: str) -> Domain:
    """Return the bounds that a pair gives for an argument, and the numbers in the source of either side."""
    bounds, marks = pair.domain.get(name), landmarks(pair)
    if bounds is None:
        return Domain(landmarks=marks)
    if isinstance(bounds, str):
        if bounds != "finite":
            raise PairError(
                phrase("{}: domain: {}: expected (low, high) or 'finite', got {}", pair.name, name, repr(bounds))
            )
        return Domain(special=False, landmarks=marks)
    try:
        low, high = (float(bound) for bound in bounds)
    except (TypeError, ValueError):
        low, high = 1.0, 0.0
    if not low <= high:
        raise PairError(
            phrase("{}: domain: {}: expected (low, high) or 'finite', got {}", pair.name, name, repr(bounds))
        )
    return Domain(low, high, special=False, landmarks=marks)


def _guessed_families(
    pair: Pair, parameters: Sequence[inspect.Parameter], unknown: Sequence[inspect.Parameter]
) -> list[Family]:
    """Return the ways to make arguments of which some are not annotated, the likeliest first."""
    documented = documented_types(pair.python)
    names = [p.name for p in unknown]
    whole = len(unknown) == sum(p.default is p.empty and p.kind is not p.VAR_KEYWORD for p in parameters)
    families = []
    for guess in guesses([weights_of(name, documented.get(name, "")) for name in names]):
        rows = [KINDS[kind] for kind in guess.kinds]
        beside = not whole or not all(row.is_number for row in rows)
        mixed = beside and len(set(guess.kinds)) > 1
        recipes = {}
        for name, row in zip(names, rows, strict=True):
            domain = domain_of(pair, name)
            recipes[name] = row.make(usual_domain(name, domain) if mixed else domain, beside)
        family = _known_family(
            pair, parameters, recipes, guess.label if whole else phrase("{}: {}", ", ".join(names), guess.label)
        )
        places = {p.name: k for k, p in enumerate(parameters) if isinstance(recipes.get(p.name), ScalarRecipe)}
        families.append(
            replace(
                family,
                ordered=tuple((places[low], places[high]) for low, high in ORDERED if {low, high} <= set(places)),
                empty=False if any(isinstance(r, ArrayRecipe) for r in recipes.values()) else None,
                usual=guess.usual,
            )
        )
    return families


def probes(family: Family, seed: int = 1) -> list[Case]:
    """Return a few tame cases that show whether a function takes arguments of this kind at all."""
    cases: list[Case] = []
    wide = family.cases(seed, 40, planned=False)
    # Among the sizes there is 6, which has more shapes than other small numbers.
    cases.extend(case for case in wide if case.size == 6)
    cases.extend(case for case in wide if case.size > 1 or not family.has_arrays)
    tame = [case for case in cases if all(_is_tame(x) for x in case.arguments)]
    found = (tame or cases or wide)[:12]
    # Logarithms and roots take no negative numbers.
    return found + [case.with_arguments([_positive(x) for x in case.arguments]) for case in found[:4]]


def _positive(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind in "if":
        return np.abs(value) + 1
    return abs(value) + 1 if type(value) in (int, float) else value


def _is_tame(value: Any) -> bool:
    if not isinstance(value, (np.ndarray, int, float, complex)):
        return True
    with np.errstate(all="ignore"):
        return bool(np.all(np.isfinite(value)) and np.all(np.abs(value) < 2.0**31))
