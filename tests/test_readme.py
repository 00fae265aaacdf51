"""The README and the page behind it keep their word: what they show is run, what they name is there."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from pathlib import Path

import pytest
from folders import working_folder

import _pyjuliann_pytest
import pyjuliann
from pyjuliann.bridge.doctor import RUN_ON
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.cli import COMMANDS, main
from pyjuliann.parity.pairing.pair import OPTIONS

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "pyjuliann/README.md")
TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
README, MAP = TEXTS.values()
RUN = ("sh", "python")
SHOWN = ("json", "julia", "text", "yaml")


@dataclass(frozen=True)
class Block:
    """A fenced block: the comment before it, its language, its text, and where it stands."""

    page: str
    mark: str
    language: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def is_test(self) -> bool:
        return self.language == "python" and "\ndef test_" in self.text


def blocks_of(page):
    for found in re.finditer(r"(?:^<!-- (.*?) -->\n)?^```(\w*)\n(.*?)^```$", TEXTS[page], re.DOTALL | re.MULTILINE):
        yield Block(page, found[1] or "", found[2], found[3], TEXTS[page][: found.start(2)].count("\n") + 1)


BLOCKS = [block for page in PAGES for block in blocks_of(page)]


def marked(mark):
    """Return the text of the block after a mark."""
    (block,) = (block for block in BLOCKS if block.mark == mark)
    return block.text


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with the files that the pages show."""
    for block in BLOCKS:
        if block.mark.startswith("file: "):
            (tmp_path / block.mark.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
    with working_folder(tmp_path, monkeypatch) as folder:
        yield folder


def test_every_block_is_run_or_shown():
    assert {block.language for block in BLOCKS} <= {*RUN, *SHOWN}
    assert len([block for block in BLOCKS if block.language in RUN]) > 12


def test_the_readme_is_short():
    assert len(README.splitlines()) < 300


# ---------------------------------------------------------------- Python


class _Checked(ast.NodeTransformer):
    """Hands the value of every expression that stands alone to a function, with the line where it ends."""

    def visit_Expr(self, node):
        call = ast.Call(ast.Name("_shown", ast.Load()), [ast.Constant(node.end_lineno), node.value], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), node))


def stated_values(text):
    """Return what the comments say that a line gives, by line; other comments are none of our business."""
    stated = {}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            value = token.string.removeprefix("#").split(": ")[0].strip()
            with contextlib.suppress(SyntaxError):
                ast.parse(value, mode="eval")
                stated[token.start[0]] = value
    return stated


@pytest.mark.parametrize(
    "block", [b for b in BLOCKS if b.language == "python" and not b.mark and not b.is_test], ids=str
)
def test_python_gives_what_its_comments_say(block, engine, folder, monkeypatch):
    monkeypatch.setattr(pyjuliann, "start_julia", lambda *_, **__: contextlib.nullcontext(engine))
    stated = stated_values(block.text)
    assert stated
    given = {}
    code = compile(_Checked().visit(ast.parse(block.text)), str(block), "exec")
    exec(code, {"_shown": lambda line, value: given.update({line: repr(value)})})
    assert {line: given[line] for line in stated} == stated


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.is_test and not b.mark], ids=str)
def test_tests_pass(block, engine, folder):
    (folder / "test_page.py").write_text(block.text, encoding="utf-8")
    run_pytest(engine, "test_page.py", "--strict-markers")


# ---------------------------------------------------------------- commands


@pytest.fixture
def started(engine, interpreted, monkeypatch):
    """Have the commands use the engines of the session."""

    def start(arguments, *_, **options):
        if arguments.engine == "recorded":
            return RecordedEngine(arguments.records)
        if "fallback" in options:  # all examples: a live Julia has tests of its own, and takes as long as all else here
            return RecordedEngine(options["fallback"])
        return contextlib.nullcontext(interpreted if options.get("interpreted") else engine)

    for module in COMMANDS:
        if hasattr(module, "started_julia"):
            monkeypatch.setattr(module, "started_julia", start)


def run_pytest(engine, *arguments):
    command = [sys.executable, "-m", "pytest", *arguments, "-p", "no:cacheprovider", "--julia-engine=worker"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYJULIANN_OFFLINE": "1"}
    done = subprocess.run(
        [*command, f"--julia={engine.info.executable}"],
        check=False, capture_output=True, text=True, timeout=300, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.thorough) for page in PAGES[1:])])
def test_commands_do_what_they_say(page, engine, started, folder, capsys):
    if "pyjuliann train" in TEXTS[page]:
        pytest.importorskip("sklearn")
        pytest.importorskip("matplotlib")
    lines = [line for block in blocks_of(page) if block.language == "sh" for line in block.text.splitlines()]
    assert lines
    for line in lines:
        if line.startswith("python3 -m venv .venv && "):
            continue  # the two commands of the page: CI runs them as they stand, on a fresh account
        program, *arguments = shlex.split(line, comments=True)
        expected = re.search(r"exit code (\d)", line)
        if program == "pytest":
            run_pytest(engine, *arguments)
            continue
        assert program == "pyjuliann", f"nobody runs {line!r}"
        code = main(arguments)
        out, err = capsys.readouterr()
        assert code == int(expected[1] if expected else 0), f"{line}\n{out}\n{err}"


def test_commands_in_sentences_exist(capsys):
    spoken = {words for text in TEXTS.values() for words in re.findall(r"`(pyjuliann [^`]+)`", text)}
    assert len(spoken) > 8
    for words in spoken:
        _, command, *rest = words.split()
        if command == "julia":
            command, *rest = [command, *rest]
            command = ["julia", rest[0]]
        with pytest.raises(SystemExit) as stop:
            main([*([command] if isinstance(command, str) else command), "--help"])
        assert stop.value.code == 0, words
        shown = capsys.readouterr().out
        assert [option for option in rest if option.startswith("--") and option not in shown] == [], words


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "text"], ids=str)
def test_the_shown_output_is_what_is_printed(block, engine):
    assert block.mark.startswith("output: ")
    command = [*block.mark.removeprefix("output: ").split(), "--julia", engine.info.executable]
    environment = {**os.environ, "COLUMNS": "80", "LC_MESSAGES": "C"}
    printed = subprocess.run(
        [sys.executable, "-m", "pyjuliann", *command],
        capture_output=True, text=True, timeout=120, check=True, env=environment,
    ).stdout  # fmt: skip
    version = re.compile(r"Julia \d+\.\d+\.\d+\S*")
    shown, whole = (version.sub("Julia", text).strip() for text in (block.text, printed))
    parts = (re.escape(part) for part in shown.split("\n…\n"))  # which stands for lines that are left out
    assert re.fullmatch("\n(?:.*\n)+".join(parts), whole)


def test_the_workflow_uses_options_that_there_are():
    (workflow,) = (block.text for block in BLOCKS if block.language == "yaml")
    used = re.findall(r"--((?:julia|parity)-[a-z]+)", workflow)
    assert used
    assert {option.replace("-", "_") for option in used} <= set(_pyjuliann_pytest._options())


def test_both_commands_are_one_line_each():
    for mark in ("command: verify", "command: tests"):
        assert len(marked(mark).strip().splitlines()) == 1
        assert marked(mark).startswith("python3 -m venv .venv && ")


# ---------------------------------------------------------------- what is named


def test_every_file_it_names_is_there():
    named = {name for text in TEXTS.values() for name in re.findall(r"`((?:pyjuliann|julia|tests)/[\w/.]+)`", text)}
    named |= {f"pyjuliann/{name}" for name in re.findall(r"`(\w+(?:/[\w*]+)*(?:/|\.py))`", rooms())}
    assert len(named) > 30
    assert [name for name in sorted(named) if not list(ROOT.glob(name.removesuffix("/"))) and name not in OUTSIDE] == []


OUTSIDE = {f"pyjuliann/{name}" for name in ("_pyjuliann_pytest.py", "julia/", "tests/")}
"""What the section on the rooms names that stands beside the package."""


def rooms():
    return MAP.split("\n## The rooms\n")[1].split("\n## ")[0]


def test_every_room_has_a_row():
    package = ROOT / "pyjuliann"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    assert folders <= set(re.findall(r"`(\w+)/", rooms()))


def test_the_versions_of_julia_are_those_that_doctor_names():
    said = re.search(r"the worker with Julia (.+?), juliacall with Julia (.+?)\. ", README)
    assert [re.findall(r"\d[\d.]*\d", versions) for versions in said.groups()] == [
        list(RUN_ON[engine]) for engine in ("worker", "juliacall")
    ]


def test_every_option_of_a_pair_has_a_row():
    section = MAP.split("\n## Pairs and their options\n")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == sorted(OPTIONS)


def test_every_heading_is_in_the_list_of_contents():
    contents = re.findall(r"\(#([\w-]+)\)", MAP.split("\n## ")[0])
    headings = [title.lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", MAP, re.MULTILINE)]
    assert contents == headings


def test_the_table_of_halves_has_a_row_for_every_stem():
    tables = {"contract", "kernels", "layers", "rules"}  # what all functions share
    stems = {path.stem for path in (ROOT / "pyjuliann" / "nn").glob("[a-z]*.py")} - tables
    rows = set(re.findall(r"\| `pyjuliann/nn/(\w+)\.py` \| `julia/src/\1\.jl` \|", MAP))
    assert rows == stems
