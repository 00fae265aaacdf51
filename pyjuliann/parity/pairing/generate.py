"""Arguments for a pair: from its strategies, from annotations, or, where there are none, from what usually fits."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.annotations import parameters_of, recipe_for
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.recipes import (
    ArrayRecipe,
    Domain,
    Recipe,
    ScalarRecipe,
    Sizes,
    StrategyRecipe,
    TextRecipe,
    resolved,
)
from pyjuliann.parity.pairing.source import HypothesisSource, RandomSource, Source

_GIVE: Final = "give a Hypothesis strategy, such as strategies={{{name!r}: st.floats(-1, 1)}}"
_ATTEMPTS: Final = 200


@dataclass(frozen=True, eq=False)
class Family:
    """One way to make arguments for a pair: a recipe per argument, or a strategy for all of them.

    `optional` counts the last positional recipes, which a case may leave out, as it may each of
    `optional_keywords`; `repeated` makes further positional arguments (``*sizes``).
    """

    label: str
    positional: tuple[Recipe, ...] = ()
    keywords: Mapping[str, Recipe] = field(default_factory=dict)
    optional: int = 0
    repeated: Recipe | None = None
    whole: Any = None
    where: Callable[..., bool] | None = None
    array: bool = True
    optional_keywords: Mapping[str, Recipe] = field(default_factory=dict)

    @property
    def needs_hypothesis(self) -> bool:
        """Whether a strategy of the user's takes part."""
        return self.whole is not None or any(
            isinstance(recipe, StrategyRecipe)
            for recipe in (*self.positional, *self.keywords.values(), *self.optional_keywords.values(), self.repeated)
        )

    def build(self, source: Source) -> Case:
        """Return the case that the source's answers make, wanted or not."""
        if self.whole is not None:
            arguments = source.custom(resolved(self.whole))
            return Case(arguments if isinstance(arguments, tuple) else (arguments,), {}, self.label)
        sizes: Sizes = {}
        count = len(self.positional)
        if self.optional:
            count -= source.integer(0, self.optional)
        values = [recipe.build(source, sizes) for recipe in self.positional[:count]]
        if self.repeated is not None and count == len(self.positional):
            values.extend(self.repeated.build(source, sizes) for _ in range(source.integer(0, 3)))
        named = {name: recipe.build(source, sizes) for name, recipe in self.keywords.items()}
        named |= {
            name: recipe.build(source, sizes) for name, recipe in self.optional_keywords.items() if source.integer(0, 1)
        }
        return Case(tuple(values), named, self.label)

    def wanted(self, case: Case) -> bool:
        """Whether a case passes the pair's `where`."""
        if self.where is None:
            return True
        try:
            return bool(self.where(*case.arguments, **case.keywords))
        except Exception as error:
            raise PairError(f"where: raised {type(error).__name__}: {error} ({self.label})") from error

    def random_cases(self, seed: int, count: int) -> list[Case]:
        """Return wanted cases from a random source; the same seed gives the same ones."""
        source = RandomSource(seed)
        return [self._wanted_case(source) for _ in range(count)]

    def choices_of(self, seed: int, number: int) -> tuple[Any, ...]:
        """Return the choices behind the case that `random_cases` returns at a place."""
        source = RandomSource(seed)
        for _ in range(number):
            self._wanted_case(source)
        source.notes = []
        self._wanted_case(source)
        return tuple(source.notes)

    def _wanted_case(self, source: RandomSource) -> Case:
        for _ in range(_ATTEMPTS):
            if source.notes is not None:
                source.notes.clear()
            case = self.build(source)
            if self.wanted(case):
                return case
        raise PairError(f"where: none of {_ATTEMPTS} generated cases is wanted ({self.label})")

    def strategy(self) -> Any:
        """Return the Hypothesis strategy of this family's cases; each has its choices, where they can be had."""
        from hypothesis import strategies

        def make(draw: Callable[[Any], Any]) -> Case:
            return self.build(HypothesisSource(draw))

        return strategies.composite(make)().filter(self.wanted).map(_with_choices)


def _with_choices(case: Case) -> Case:
    try:
        from hypothesis.control import current_build_context

        return replace(case, choices=tuple(current_build_context().data.choices))
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
        return [Family("the strategy given", whole=given, where=pair.where)]
    try:
        parameters = parameters_of(pair.python)
    except PairError as error:
        raise PairError(f"{pair.name}: {error}") from None
    _check_names(pair, parameters)
    if parameters is None:
        raise PairError(
            f"{pair.name}: the Python function does not tell its arguments; "
            "give strategies=st.tuples(...), a Hypothesis strategy of argument tuples"
        )
    required = [p for p in parameters if p.default is p.empty and p.kind is not p.VAR_KEYWORD]
    unknown = [p for p in required if p.annotation is p.empty and p.name not in (given or {})]
    positional = [p for p in required if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if unknown and len(unknown) == len(required) and len(unknown) == len(positional) and not given:
        families = _usual_families(pair, [p.name for p in positional])
    else:
        families = [_known_family(pair, parameters)]
    extra = {p.name: recipe for p in parameters if (recipe := _optional_keyword(pair, p)) is not None}
    if extra:
        known = julia_keywords()
        extra = {name: recipe for name, recipe in extra.items() if pair.keywords.get(name, name) in known}
    return [replace(family, optional_keywords=extra) for family in families] if extra else families


def _optional_keyword(pair: Pair, parameter: inspect.Parameter) -> Recipe | None:
    """Return how to vary an argument that is given by name or not at all; None for any other, or if nobody knows."""
    name, default, annotation = parameter.name, parameter.default, parameter.annotation
    if parameter.kind is not parameter.KEYWORD_ONLY or default is parameter.empty or name in (pair.strategies or {}):
        return None
    if not all(_takes(f, name) for f in (pair.where, pair.scale, *(e.when for e in pair.expect)) if f is not None):
        return None
    if type(default) in (bool, int, float) and annotation in (parameter.empty, type(default)):
        if type(default) is bool:
            return ScalarRecipe("bool", python=bool)
        domain = domain_of(pair, name) if name in pair.domain else _around(default)
        return ScalarRecipe(f"{type(default).__name__}64", domain, type(default))
    # of all strings, those that a function knows are too few to be found
    return _recipe(pair, parameter) if annotation is not str and _generable(pair, parameter) else None


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
    for option in ("strategies", "domain", "arguments", "keywords"):
        mapping = getattr(pair, option) or {}
        if parameters is not None and (wrong := [name for name in mapping if name not in names]):
            raise PairError(
                f"{pair.name}: {option}: no argument is called {', '.join(wrong)}; there are {', '.join(names)}"
            )


def _known_family(pair: Pair, parameters: Sequence[inspect.Parameter]) -> Family:
    given = pair.strategies or {}
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
    label = "the strategies given" if given else "the annotated arguments"
    return Family(label, tuple(positional), keywords, max(optional, 0), repeated, where=pair.where)


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
    advice = _GIVE.format(name=name)
    if parameter.annotation is parameter.empty:
        raise PairError(f"{pair.name}: argument {name!r} has no annotation; {advice}")
    try:
        return recipe_for(parameter.annotation, domain_of(pair, name))
    except PairError as error:
        raise PairError(f"{pair.name}: argument {name!r}: {error}; {advice}") from None


def domain_of(pair: Pair, name: str) -> Domain:
    """Return the bounds that a pair gives for an argument."""
    bounds = pair.domain.get(name)
    if bounds is None:
        return Domain()
    if isinstance(bounds, str):
        if bounds != "finite":
            raise PairError(f"{pair.name}: domain: {name}: expected (low, high) or 'finite', got {bounds!r}")
        return Domain(special=False)
    try:
        low, high = (float(bound) for bound in bounds)
    except (TypeError, ValueError):
        low, high = 1.0, 0.0
    if not low <= high:
        raise PairError(f"{pair.name}: domain: {name}: expected (low, high) or 'finite', got {bounds!r}")
    return Domain(low, high, special=False)


def _usual_families(pair: Pair, names: Sequence[str]) -> list[Family]:
    """Return what functions without annotations usually take, most usual first."""
    domains = [domain_of(pair, name) for name in names]
    several = len(names) > 1

    def arrays(label: str, dtype: str, *shapes: tuple[str, ...]) -> Family:
        recipes = [
            ArrayRecipe((dtype,), shapes[min(k, len(shapes) - 1)], _tamed(domain) if dtype[0] == "c" else domain)
            for k, domain in enumerate(domains)
        ]
        return Family(label, tuple(recipes), where=pair.where)

    def scalars(label: str, dtype: str, python: Callable[[Any], Any]) -> Family:
        # One integer alone is often a size or a count of steps.
        recipes = tuple(ScalarRecipe(dtype, domain, python, small=not several) for domain in domains)
        return Family(label, recipes, where=pair.where, array=False)

    if not names:
        return [Family("no arguments", where=pair.where)]
    matrices = ("square Float64 matrices", ("n", "n")) if several else ("Float64 matrices", ("m", "n"))
    found = [arrays("Float64 vectors", "float64", ("n",)), arrays(matrices[0], "float64", matrices[1])]
    if several:
        found.append(arrays("a Float64 matrix and vectors", "float64", ("n", "n"), ("n",)))
    found += [
        arrays("Int64 vectors", "int64", ("n",)),
        arrays("ComplexF64 vectors", "complex128", ("n",)),
        scalars("integers", "int64", int),
        scalars("floats", "float64", float),
        Family("strings", tuple(TextRecipe() for _ in names), where=pair.where, array=False),
    ]
    return found


def _tamed(domain: Domain) -> Domain:
    """Complex products of infinities are NaN or not as a library pleases: not what is asked first."""
    return replace(domain, special=False)


def probes(family: Family, seed: int = 1) -> list[Case]:
    """Return a few tame cases that show whether a function takes arguments of this kind at all."""
    cases: list[Case] = []
    wide = family.random_cases(seed, 40)
    # Among the sizes there is 6, which has more shapes than other small numbers.
    cases.extend(case for case in wide if case.size == 6)
    cases.extend(case for case in wide if case.size > 1 or not family.array)
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
