from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path

import pytest

import pyjuliann
from pyjuliann.commands.arguments import Parser, language_option
from pyjuliann.language import LANGUAGES, chosen_language, words_in

HANGUL = re.compile("[가-힣]")


@pytest.mark.parametrize("locale", ["ko", "ko_KR", "ko_KR.UTF-8", "ko.utf8", "ko_KR@hanja", "korean.euc"])
@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_korean_locale_asks_for_korean(name, locale):
    assert chosen_language(environment={name: locale}) == "ko"


@pytest.mark.parametrize("locale", ["", "C", "POSIX", "en_US.UTF-8", "C.UTF-8", "de_DE", "kok_IN", "kok", "xko"])
@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_all_else_is_english(name, locale):
    assert chosen_language(environment={name: locale}) == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "ko_KR", "LANG": "ko_KR"}, "en"),
        ({"LC_ALL": "ko_KR", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, "ko"),
        ({"LC_MESSAGES": "ko_KR", "LANG": "en_GB"}, "ko"),
        ({"LC_MESSAGES": "en_GB", "LANG": "ko_KR"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR"}, "ko"),  # empty counts as not set
        ({"LANGUAGE": "ko", "LANG": "en_GB"}, "en"),  # gettext's own, which POSIX does not know
        ({"LC_CTYPE": "ko_KR", "LC_TIME": "ko_KR"}, "en"),
    ],
)
def test_the_first_variable_that_is_set_decides(environment, language):
    assert chosen_language(environment=environment) == language


def test_an_option_comes_before_the_environment():
    assert chosen_language("en", {"LC_ALL": "ko_KR"}) == "en"
    assert chosen_language("ko", {"LC_ALL": "en_GB"}) == "ko"
    assert chosen_language(None, {"LC_ALL": "ko_KR"}) == "ko"


def test_the_environment_is_that_of_the_process(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert chosen_language() == "ko"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert chosen_language() == "en"


@pytest.mark.parametrize("option", ["", "KO", "fr", "ko_KR"])
def test_an_unknown_language_is_an_error(option):
    with pytest.raises(ValueError, match="option must be one of en, ko, got"):
        chosen_language(option)


def test_a_text_in_both_languages():
    shared, own = "pyjuliann.traps.korean.shared", "pyjuliann.traps.korean.nan"
    said = [words_in(language, shared, own)("The sign of zero") for language in LANGUAGES]
    assert said == ["The sign of zero", "0의 부호"]
    assert words_in("ko", shared)("The sign of zero") == "The sign of zero"  # stands in the other table
    assert words_in("ko", shared, own)("topic") == "주제"
    assert words_in("ko")("topic") == "topic"


def test_a_table_is_loaded_only_where_korean_is_asked_for():
    assert words_in("en", "pyjuliann.no_such_table")("topic") == "topic"
    with pytest.raises(ModuleNotFoundError):
        words_in("ko", "pyjuliann.no_such_table")


def test_all_korean_stands_in_the_tables():
    """One mechanism: there is no Korean in any other code."""
    folder = Path(pyjuliann.__file__).parent
    others = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "korean" not in path.parts and HANGUL.search(without_examples(path))
    }
    # texts that are generated for arguments, code that is an example, and an alphabet to search for
    assert others == {"parity/pairing/recipes.py", "traps/strings.py", "traps/catalogue.py"}


def without_examples(path):
    """Return the code of a module without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    return ast.unparse(tree)


def parsed(*arguments):
    parser = Parser(prog="pyjuliann")
    language_option(parser, default=None)
    return parser.parse_args(arguments)


def test_the_option():
    assert parsed() == argparse.Namespace(lang=None)
    assert parsed("--lang", "ko").lang == "ko"


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang", ""], ["--lang"]])
def test_a_mistake_in_the_option_is_one_line(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        parsed(*arguments)
    message = capsys.readouterr().err
    assert stop.value.code == 2
    assert message.count("\n") == 1
    assert "--lang" in message
    if len(arguments) > 1:
        assert "en" in message
        assert "ko" in message
