"""All commands' options: the same words for the same thing, and one thing for a word."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator

import pytest
from in_process import outcome_of

from pyjuliann.cli import RENAMED, _parser
from pyjuliann.commands.arguments import Parser
from pyjuliann.commands.common import settings_of
from pyjuliann.settings import OPTIONS, JuliaSettings


def parsers(parser: Parser) -> Iterator[Parser]:
    """Yield a parser and all below it."""
    parser.format_help()  # fills in what stands in tables
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


def meaning(action: argparse.Action) -> tuple[object, ...]:
    """Return what an option is for its user."""
    kind = getattr(action.type, "__qualname__", action.type)  # what reads a whole number is made anew each time
    cells = [cell.cell_contents for cell in getattr(action.type, "__closure__", None) or ()]
    what = (tuple(action.option_strings), action.help, action.metavar, kind, tuple(cells))
    return (*what, tuple(action.choices or ()), repr(action.default), action.nargs, action.const, type(action).__name__)


PARSERS = {parser.prog: parser for parser in parsers(_parser())}
COMMANDS = [parser for parser in PARSERS.values() if parser.get_default("run")]
MEANINGS: dict[str, dict[str, tuple[object, ...]]] = defaultdict(dict)
for each in COMMANDS:
    for option in each._actions:
        for name in option.option_strings:
            MEANINGS[name][each.prog] = meaning(option)


def test_all_commands_are_looked_at():
    assert len(COMMANDS) == 19
    assert len(MEANINGS["--julia"]) == 13  # all that start a Julia, and `julia which`
    assert len(MEANINGS["--json"]) == 9


@pytest.mark.parametrize("name", sorted(MEANINGS))
def test_an_option_is_the_same_in_every_command(name):
    meant = dict(MEANINGS[name])
    if name == "--lang":
        del meant["pyjuliann book build"]  # a book may be in both languages, which nothing on a screen is
    assert len(set(meant.values())) == 1, meant


def test_a_thing_has_one_spelling():
    spelt = defaultdict(set)
    for name, found in MEANINGS.items():
        for _, told, *_ in found.values():
            spelt[told].add(name.lstrip("-"))
    several = {told: names for told, names in spelt.items() if len({name[0] for name in names}) > 1 or len(names) > 2}
    assert several == {}
    assert set(RENAMED) & set(MEANINGS) == set()


def test_every_command_that_starts_a_julia_takes_all_its_settings():
    for parser in COMMANDS:
        own = {name for name in OPTIONS if f"--{name}" in parser._option_string_actions}
        assert own in ({*OPTIONS}, {"julia"}, {"project"}, set()), parser.prog
        if own == {*OPTIONS}:
            assert {"--timeout", "--deadline"} <= set(parser._option_string_actions), parser.prog


def test_the_options_make_the_settings():
    given = "--engine worker --julia /no/julia --project @. --echo"
    arguments = _parser().parse_args(["verify", *given.split()])
    settings = settings_of(arguments, interpreted=True)
    assert settings == JuliaSettings(
        "worker", "/no/julia", project="@.", echo=True, interpreted=True, install=settings.install
    )
    arguments = _parser().parse_args(["ulp", "exp", "--records", "x.jsonl"])
    assert settings_of(arguments) == JuliaSettings(records="x.jsonl", echo=False, install=settings.install)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check numpy:std --julia Statistics.std", "--julia: expected the Julia executable, got 'Statistics.std'; the"),
        ("check numpy:std sum --julia-path=julia", "--julia-path is called --julia PATH now, as in every command"),
        ("record x.jsonl lessons --julia-path julia", "--julia-path is called --julia PATH now, as in every command"),
        ("verify --engine juliacall --julia julia", "--julia: juliacall chooses its own Julia; use --engine worker wi"),
        ("verify --engine worker --records x", "--records: only the recorded engine reads them; use --engine recorded"),
        (
            "verify 1 --echo --json",
            "--echo: expected a FILE for --json with it, or what Julia prints stands in the mid",
        ),
        ("traps --json 5.3", "--json: expected a file, got '5.3', which is a NUMBER; give those first"),
        ("verify 1 --project /no/such/project", "project: there is no Julia project /no/such/project, since /no/such"),
    ],
)
def test_a_mistake_says_what_is_meant(arguments, message, capsys):
    code, out, err = outcome_of(capsys, *arguments.split())
    assert (code, out) == (2, "")
    (*_, line) = err.removeprefix("Starting Julia …\n").splitlines()
    assert message in line
