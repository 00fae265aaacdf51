from __future__ import annotations

import argparse

import pytest

from pyjuliann.commands.arguments import Parser, language_option
from pyjuliann.language import LANGUAGES, Bilingual, chosen_language


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
    text = Bilingual("row", "행")
    assert [text.text(language) for language in LANGUAGES] == ["row", "행"]


def parsed(*arguments):
    parser = Parser(prog="pyjuliann")
    language_option(parser)
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
