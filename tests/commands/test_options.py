"""All commands' options: the same words for the same thing, and one thing for a word."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from in_process import outcome_of

from pyjuliann.cli import RENAMED, _parser, main
from pyjuliann.commands.arguments import Parser
from pyjuliann.commands.common import settings_of, speaking
from pyjuliann.language import LANGUAGES, columns
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
    assert len(MEANINGS["--lang"]) == len(COMMANDS)


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


# ------------------------------------------------------------------------------------------ help

WHOLE = re.compile(r"\[?(--?[\w-]+|COMMAND) \S+|\S+")
"""What help does not break: a word, or an option with its value."""


def help_of(parser: Parser, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a parser's help is in a language on a terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", str(width))
    with speaking(language):
        return parser.format_help()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_help_is_wider_than_the_terminal(language, monkeypatch):
    for width in (40, 80, 132):
        for parser in PARSERS.values():
            for line in help_of(parser, language, width, monkeypatch).splitlines():
                assert columns(line) <= width or WHOLE.fullmatch(line.strip()), line
    assert all(help_of(parser, language, 1, monkeypatch) for parser in PARSERS.values())


def test_no_word_of_korean_help_is_broken(monkeypatch):
    for parser in PARSERS.values():
        wide, narrow = (set(re.split(r"[\s-]+", help_of(parser, "ko", width, monkeypatch))) for width in (400, 40))
        assert {word for word in narrow - wide if re.search("[가-힣]", word)} == set()


def test_help_in_korean_has_no_english_sentence(monkeypatch):
    for parser in PARSERS.values():
        text = help_of(parser, "ko", 400, monkeypatch).replace(parser.prog, "").replace("pip install", "")
        assert re.search("[가-힣]", text)
        assert re.search("[a-z]{2,} [a-z]{2,}", re.sub("`[^`]*`", "", text)) is None, text


@pytest.mark.parametrize(
    ("given", "environment", "begins"),
    [
        ("check --help --lang ko", "C", "사용법: pyjuliann check"),
        ("check --lang=ko --help", "C", "사용법: pyjuliann check"),
        ("--lang ko --help", "C", "사용법: pyjuliann"),
        ("--lang ko new -h", "C", "사용법: pyjuliann new"),
        ("julia which -h", "ko_KR.UTF-8", "사용법: pyjuliann julia which"),
        ("--help --lang en", "ko_KR.UTF-8", "usage: pyjuliann"),
        ("book build -h --lang both", "ko_KR.UTF-8", "사용법: pyjuliann book build"),
    ],
)
def test_help_is_in_the_language_that_is_asked_for(given, environment, begins, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", environment)
    with pytest.raises(SystemExit) as end:
        main(given.split())
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(begins)


MISTAKES = {
    "": "명령을 적어야 한다: verify, lesson,",
    "chek": "인수 COMMAND: 고를 수 없는 값 'chek'",
    "julia": "명령을 적어야 한다: which, install,",
    "check --cases": "인수 --cases: 값을 하나 적어야 한다",
    "check --c 3": "옵션 --c은(는) 여럿을 뜻할 수 있다: --cases, --cluster",
    "check --judge=3": "인수 --judge: 값 '3'을(를) 받지 않는다",
    "check --lang fr": "인수 --lang: 고를 수 없는 값 'fr'",
    "check --nothing": "모르는 인수 '--nothing'; 옵션: ",
    "check --julia-path x": "--julia-path의 이름은 이제 모든 명령에서 --julia PATH이다",
    "check --time soon": "인수 --time: 90s, 30m, 8h, 1h30m 같은 0보다 긴 시간을 적어야 하는데 'soon'이(가) 왔다",
    "check --range 3": "인수 --range: 0:1이나 x=-1:1 같은 LO:HI 또는 NAME=LO:HI를 적어야 하는데 '3'이(가) 왔다",
    "check --type x": "인수 --type: float16이나 x=Int8 같은 TYPE 또는 NAME=TYPE을 적어야 하는데",
    "check --rtol x": "인수 --rtol: 1e-9 같은 0 이상의 수를 적어야 하는데 'x'이(가) 왔다",
    "check --timeout 0": "인수 --timeout: 0보다 큰 초를 적어야 하는데 '0'이(가) 왔다",
    "verify -q -v": "인수 -v/--verbose: 인수 -q/--quiet과(와) 함께 쓸 수 없다",
    "train --lr x": "인수 --lr: 수를 적어야 하는데 'x'이(가) 왔다",
    "ulp --points 99999999": "인수 --points: 점은 10000000개까지인데 99999999이(가) 왔다",
    "book --port 99999": "인수 --port: 0부터 65535까지의 정수를 적어야 하는데 '99999'이(가) 왔다",
    "new x": "다음 인수를 적어야 한다: JULIA",
}


def test_mistakes_in_arguments_are_told_in_korean(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    for given, told in MISTAKES.items():
        code, out, err = outcome_of(capsys, *given.split())
        assert (code, out) == (2, ""), given
        assert told in err
        assert err.count("\n") == 1
