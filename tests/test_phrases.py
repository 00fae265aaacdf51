"""What is said in reports, messages and the command line has its Korean, and no table has what nobody says."""

from __future__ import annotations

import ast
import contextlib
import inspect
import re
import string
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from phrases import details, has_words, helps, labels, templates, texts_in

import _pyjuliann_pytest
import pyjuliann
from pyjuliann import ipython, wording
from pyjuliann.bridge.values import kinds
from pyjuliann.bridge.values.times import UNITS
from pyjuliann.cli import main
from pyjuliann.commands import arguments, common, compare, train
from pyjuliann.commands.watch import KEYS
from pyjuliann.files import forms, reading
from pyjuliann.files.formats import FORMATS
from pyjuliann.language import Phrase, heard, joined, packed, padded, phrase, shortened, translated, unpacked
from pyjuliann.parity.causes import matrices, meaning, numbers, order
from pyjuliann.parity.causes.repair import MISTAKES
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.distributed import identity, saved, spread
from pyjuliann.parity.pairing.guesses import KINDS
from pyjuliann.parity.pairing.pair import SIGNATURES
from pyjuliann.parity.results import accuracy, sweeps
from pyjuliann.parity.running import verdict
from pyjuliann.settings import OPTIONS
from pyjuliann.training import comparisons, idx, outcome, saving
from pyjuliann.training.comparisons import COMPARISONS
from pyjuliann.training.specs import NAMES as NETWORKS
from pyjuliann.training.specs import PARTS
from pyjuliann.wording import TABLES, system_reason, words_of

PACKAGE = Path(pyjuliann.__file__).parent
HANGUL = re.compile("[가-힣]")
TITLED = (
    tuple(KEYS.values()),
    arguments._ARGPARSE,
    arguments.HEADINGS,
    common.FORMS,
    compare._CHOICES,
    train._DATA,
    train._OWN_SPEC,
    dict(PARTS),
    NETWORKS,
    tuple(each.name for each in FORMATS),
    tuple(option.help for option, _ in OPTIONS.values()),
    wording.COMPARED,
    wording.REPLAYED,
    wording.ONLY_RECORDED,
    wording.TITLES,
    dict(wording.FILTERS),
    wording.FILTER_LABELS,
    wording.AGREEING,
    wording.AXIS,
    wording.SIDES,
    wording.SYSTEM_SAYS,
    dict(map(reversed, wording.ELEMENT_COLUMNS)),
    dict(map(reversed, wording.PLACE_COLUMNS)),
    wording.FILE_TITLES,
    wording.FILE_LABELS,
    tuple(wording.CODES),
    wording._DISTANCES,
    SIGNATURES,
    ("real", "imag", "patch", "Platform"),
    outcome._TITLES,
    tuple(comparisons._TITLES),
    outcome._CURVE,
    accuracy.FUNCTION,
    accuracy._RANGE,
    accuracy._TITLES,
    accuracy.LEGEND,
    sweeps.LEGEND,
    sweeps.TITLES,
    saved._NO_JSON,
    saved.ASKED,
    identity.FACTS,
    (spread._TIMED_OUT,),
    outcome.NAMES,
    reading.LIBRARIES_SAY,
    tuple(name for table in (forms.FACTORS, forms.OFFSETS, forms.EPOCHS) for name in table if "(" in name),
    tuple(forms.UNITS),
    tuple(f"{period.lower()}s" for period in UNITS.values()),
    idx._UNPACKING,
    saving._DAMAGED,
    tuple((c.title, c.told, *(claim.text for claim in c.claims)) for c in COMPARISONS.values()),
    wording.LEFT_OUT,
    tuple(inspect.cleandoc(getattr(ipython.Notebook, magic).__doc__) for magic in ipython.MAGICS),
    verdict._CHANGES,
    verdict._SHARES,
    tuple(cause.title for cause in CAUSES),
    tuple(title for title, _ in MISTAKES.values()),
    tuple(name for name in numbers.NAMED_FACTORS if "(" in name),
    matrices._OF_VECTORS,
    meaning._QUOTIENTS,
    meaning._REMAINDERS,
    order._ROTATIONS,
    tuple(meaning._ROUNDINGS),
    tuple(order._INSIDES),
    tuple(order._ENDS),
    tuple((kind.one, kind.several) for kind in KINDS.values()),
    tuple({kind.category for kind in kinds.KINDS}),
)
"""Tables of words that are told one by one."""

NAMES = ("probe", "using", "fan {}", "pyjuliann check: {}", "{}(pyjuliann traps {})")
"""What is called the same in both languages."""

ELSEWHERE = ("korean", "lessons", "traps")
"""Rooms with tables of their own."""


def sources() -> Iterable[str]:
    """Yield the source of every module that speaks by these tables."""
    yield (PACKAGE.parent / "_pyjuliann_pytest.py").read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in ELSEWHERE:
            yield path.read_text(encoding="utf-8")
    yield Path(_pyjuliann_pytest.__file__).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every phrase that is said."""
    found = set().union(*map(texts_in, TITLED), labels((PACKAGE / "wording.py").read_text(encoding="utf-8")))
    spoken = [path.read_text(encoding="utf-8") for path in (PACKAGE / "cli.py", *(PACKAGE / "commands").glob("*.py"))]
    found = found.union(*map(helps, spoken))
    causes = (path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "parity" / "causes").glob("*.py")))
    return found.union(*map(templates, sources()), *map(details, causes))


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Every phrase that has its Korean."""
    tables = [import_module(name).PHRASES for name in TABLES]
    assert sum(map(len, tables)) == len(set().union(*tables)), "a phrase stands in two tables"
    return {phrase: own for table in tables for phrase, own in table.items()}


def test_every_phrase_has_its_korean(said, known):
    assert len(said) > 300
    assert sorted(said - set(known)) == []


def test_no_phrase_is_left_over(said, known):
    assert sorted(set(known) - said) == []


def test_the_korean_is_korean_and_takes_what_the_english_takes(known):
    for english, own in known.items():
        assert HANGUL.search(own) or not has_words(own) or own in NAMES or is_no_sentence(english, own), own
        theirs, ours = ({(name, form, how) for name, form, how in fields(text)} for text in (english, own))
        assert {(name, how) for name, _, how in theirs} == {(name, how) for name, _, how in ours}, own
        places = {name == "" for _, name, _, _ in string.Formatter().parse(own) if name == "" or (name or "").isdigit()}
        assert len(places) < 2, f"{own}: some places have numbers, others have none"


def is_no_sentence(english, own):
    """Whether there is nothing to translate: names of options and what is filled in."""
    return own == english and not re.search("[a-z]+ [a-z]+", english)


def fields(text):
    """Return what is filled into a template: by which name or place, in which form."""
    found = [(name, form, how) for _, name, form, how in string.Formatter().parse(text) if name is not None]
    assert len({bool(name) for name, _, _ in found}) < 2, f"some have a number, some have none: {text}"
    return [(name or str(place), form, how) for place, (name, form, how) in enumerate(found)]


PLAIN = {
    "nn": "imports nothing of ours: what it says is put into Korean where it is shown (test_sentences.py)",
    "bridge/values/kinds.py": "a wrong row of the table",
    "files/causes.py": "a wrong row of the table",
    "lessons": "a wrong lesson",
    "parity/causes": "a wrong row of the table, and questions that do not apply, which nobody hears",
    "traps": "a wrong entry",
    "bridge/engines/held.py": "a response that cannot be read, whose sentence has it as code",
    "bridge/engines/link.py": "told anew by who waited",
    "parity/pairing/source.py": "told anew by who draws",
    "commands/scaffold.py": "stands in the tests that are written, which are code",
}
"""Where errors are raised with a plain text, and why nobody reads it as such."""


def plain_errors() -> Iterable[str]:
    """Yield the places where an error is raised with a plain text of some words."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                kind, texts = ast.unparse(node.exc.func), [ast.unparse(text) for text in node.exc.args if is_text(text)]
                if kind != "AttributeError" and any(re.search("[a-z]{2} [a-z]{2}", text) for text in texts):
                    yield f"{place}:{node.lineno}"


def is_text(node: ast.expr) -> bool:
    """Whether an argument is a text that is written where it stands."""
    return isinstance(node, ast.JoinedStr | ast.Constant)


def test_every_error_that_a_user_reads_can_be_said_in_korean():
    places = list(plain_errors())
    assert len(places) > 50, "none is found any more"
    assert [place for place in places if not place.startswith(tuple(PLAIN))] == []
    assert [start for start in PLAIN if not any(place.startswith(start) for place in places)] == []


# ------------------------------------------------------------------------------------------ phrases


def test_a_phrase_is_its_english_until_it_is_translated():
    count = phrase("{} of {}", phrase("{} cases", 3), "cases")
    assert count == "3 cases of cases"
    assert isinstance(str(count), Phrase)
    words = {"{} of {}": "{1}의 {0}", "{} cases": "사례 {}개", "cases": "사례"}
    assert translated(count, lambda text: words.get(text, text)) == "cases의 사례 3개"


def test_what_is_filled_in_is_not_translated_unless_it_is_a_phrase():
    words = words_of("ko")
    assert translated(phrase("note: {}", "cause"), words) == "참고: cause"
    assert translated(phrase("note: {}", phrase("cause")), words) == "참고: 원인"
    assert translated({"cause": ["cause", phrase("cause")]}, words) == {"cause": ["cause", "원인"]}


def test_a_joined_phrase_leaves_out_what_is_empty():
    both = joined(" and ", (phrase("{} cases", 2), "", phrase("{} calls", 1)))
    assert both == "2 cases and 1 calls"
    assert translated(both, words_of("ko")) == "사례 2개, 호출 1번"
    assert not joined(" and ", ())


def test_a_phrase_is_cut_in_the_language_it_is_read_in():
    long = shortened(phrase("also tried: {}", "x" * 40), 20)
    assert long == f"also tried: {'x' * 8}…"
    assert translated(long, words_of("ko")) == f"더 시험한 것: {'x' * 11}…"


def test_a_phrase_loses_the_name_that_it_begins_with_in_either_language():
    whole = phrase("{}: {}", "pair", phrase("{} cases", 2))
    assert whole.removeprefix("other: ") is whole
    for bare in (whole.removeprefix("pair: "), unpacked(packed(whole.removeprefix("pair: ")))):
        assert bare == "2 cases"
        assert translated(bare, words_of("ko")) == "사례 2개"
        assert translated(phrase("{}: {}", "--pair", bare), words_of("ko")) == "--pair: 사례 2개"


def test_phrases_go_where_plain_data_goes():
    content = {"summary": phrase("{} of {}", phrase("{} cases", 3), "x"), "notes": ["plain", phrase("{s}", s="s")]}
    back = unpacked(packed(content))
    assert back == content
    assert translated(back, words_of("ko"))["summary"] == translated(content["summary"], words_of("ko"))


def test_what_comes_as_text_is_taken_for_the_phrase_that_it_is():
    templates = ["argument {}: {}", "expected a number, got {!r}"]
    assert heard("expected a number, got 'x'", templates).fields == ("x",)
    assert heard("expected a number, got 'x'", templates) == "expected a number, got 'x'"
    assert heard("argument --n: what?", templates).fields == ("--n", "what?")
    assert not isinstance(heard("something else", templates), Phrase)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["check", "--cases", "0"], "인수 --cases: 1 이상의 정수를 적어야 하는데 '0'이(가) 왔다"),
        (["check", "--lang", "ko", "--nothing"], "모르는 인수 '--nothing'"),
        (["check", "there_is_none.py"], "파이썬 파일 there_is_none.py이(가) 없다"),
        (["traps", "999"], "모르는 번호 '999'"),
    ],
)
def test_mistakes_are_told_in_korean(given, said, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    with contextlib.suppress(SystemExit):
        assert main(given) == 2
    assert said in capsys.readouterr().err


def test_why_the_system_refused_something_is_never_left_open():
    missing = FileNotFoundError(2, "No such file or directory", "a.csv")
    assert system_reason(missing) == "No such file or directory"
    assert system_reason(OSError("not a gzip file")) == "not a gzip file"
    assert translated(system_reason(missing), words_of("ko")) == "그런 파일이나 폴더가 없다"


def test_columns_are_counted_as_a_terminal_does():
    assert padded("원인", 6) == "원인  "
    assert padded("cause", 6) == "cause "
