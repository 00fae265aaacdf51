"""The pytest plugin of pyjuliann: the fixtures ``julia`` and ``parity``, and a report of what they compared.

It stands outside the package, so that pytest does not import NumPy at its start: nothing of pyjuliann is
imported, and no Julia looked for, before a test needs it. Its settings are read from the file that has them.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import sys
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.commands.suite import SuiteReplay
    from pyjuliann.language import Words
    from pyjuliann.testing import Parity

FIXTURES = {"julia", "parity"}
MOST_PAIRS = 10
_FILES = ("parity_html", "parity_json", "parity_markdown")
_PACKAGE = Path(__file__).with_name("pyjuliann")


def _module(path: str) -> ModuleType:
    """Return a module of the package that imports nothing of it, apart from the package, which is not imported."""
    name = f"_pyjuliann_{path.replace('/', '_')}"
    spec = importlib.util.spec_from_file_location(name, _PACKAGE / f"{path}.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_settings = _module("settings")
_language = _module("language")


@functools.cache
def _korean() -> dict[str, str]:
    """Return the Korean of what is told before the package is there."""
    return {**_module("korean/help").PHRASES, **_module("korean/tools").PHRASES}


def phrase(template: str, *fields: Any) -> str:
    """Return a sentence of this module in the language of the environment."""
    own = template if _language.chosen_language() == "en" else _korean().get(template, template)
    return own.format(*fields)


def _words() -> Words:
    """Return what puts sentences into the language of the environment."""
    from pyjuliann.language import chosen_language
    from pyjuliann.wording import words_of

    return words_of(chosen_language())


def _shown(told: object) -> str:
    """Return what the package says, such as an error, in the language of the environment."""
    from pyjuliann.language import translated

    return translated(str(told), _words())


def _name(setting: str) -> str:
    """Return what a setting of Julia is called in pytest, whose options are other plugins' too."""
    return "julia" if setting == "julia" else f"julia_{setting}"


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _no_julia() -> str:
    return phrase("--no-julia was given")


def _told(option: Any, default: Any) -> str:
    text = phrase(option.help)
    if default not in (None, False):
        text = phrase("{} (default: {})", text, default)
    return ": ".join(filter(None, [text, ", ".join(option.choices)]))


def _options() -> dict[str, tuple[str, str]]:
    """Return of each option what stands for its value, and what it is."""
    return {
        **{_name(name): (option.metavar, _told(option, given)) for name, (option, given) in _settings.OPTIONS.items()},
        "no_julia": ("", phrase("skip every test that needs Julia")),
        "parity_html": ("FILE", phrase("write what was compared as one HTML page")),
        "parity_json": ("FILE", phrase("write what was compared as JSON")),
        "parity_markdown": ("FILE", phrase("write what was compared as GitHub's Markdown")),
        "parity_replay": (
            "PYTHON=JULIA",
            phrase(
                "make the tests' calls of these functions in Julia too, such as mine.py=mine.jl; may be given again"
            ),
        ),
    }


_SEVERAL = ("parity_replay",)
_found = pytest.StashKey[list[Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option and a key of the configuration file for each setting."""
    group = parser.getgroup("pyjuliann", phrase("comparing Python with Julia (pyjuliann)"))
    for name, (metavar, text) in _options().items():
        flag = _flag(name)
        takes = {"metavar": metavar} if metavar else {"action": "store_true"}
        kind: Literal["string", "bool", "linelist"] = "string" if metavar else "bool"
        if name in _SEVERAL:
            takes["action"], kind = "append", "linelist"
        group.addoption(flag, dest=f"pyjuliann_{name}", default=None, help=text, **takes)
        parser.addini(name, phrase("default of {}: {}", flag, text), type=kind)


def pytest_configure(config: pytest.Config) -> None:
    """Check the settings, so that a mistake shows before any test has run."""
    config.addinivalue_line(
        "markers",
        "parity(**options): "
        + phrase(
            "compares Python with Julia; the options, such as ulp=2, are those of pyjuliann.pair and hold for the "
            "fixture parity"
        ),
    )
    state = config.stash[_state] = _State(config)
    state.check()
    config.pluginmanager.register(state, "pyjuliann-state")
    if state.replay is not None:
        config.pluginmanager.register(state.replay, "pyjuliann-replay")


class _State:
    """The settings, the engine once it runs, and what the tests have found."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.settings = {name: value for name in _settings.OPTIONS if (value := self._julia_setting(name)) is not None}
        self.skips = bool(self._setting("no_julia"))
        self.files = {name: self._file(name) for name in _FILES if self._setting(name)}
        self.found: list[dict[str, Any]] = []
        asked = self._setting("parity_replay")
        self.replay = _Replay(self, asked, self._folder("parity_replay")) if asked else None
        self.item: pytest.Item | None = None
        self._known = ["", ""]
        self._heard = ["", ""]
        self._engine: Engine | None = None
        self._problem = ""

    def _setting(self, name: str) -> Any:
        given = self.config.getoption(f"pyjuliann_{name}")
        return self.config.getini(name) if given is None else given

    def _folder(self, name: str) -> Path:
        """Return where a setting was written down, which relative paths in it are seen from."""
        given = self.config.getoption(f"pyjuliann_{name}")
        return self.config.rootpath if given is None else self.config.invocation_params.dir

    def _file(self, name: str) -> Path:
        return Path(self._folder(name), self._setting(name))

    def _julia_setting(self, setting: str) -> Any:
        """Return the value of a setting of Julia's, None where it is not given."""
        (option, default), name = _settings.OPTIONS[setting], _name(setting)
        given = self._setting(name)
        if not option.metavar:
            return bool(given)
        if not given:
            return default
        try:
            return option.type(option.seen_from(self._folder(name), given))
        except ValueError as error:
            raise pytest.UsageError(f"{_flag(name)}: {_shown(error)}") from None

    def check(self) -> None:
        """Raise a usage error for a setting that makes no sense."""
        try:
            _settings.JuliaSettings(**self.settings)
        except ValueError as error:
            raise pytest.UsageError(_shown(_settings.told_as(lambda name: _flag(_name(name)), error))) from None
        if self.replay is not None:
            self.replay.requests()
        if self.files and not hasattr(self.config, "workerinput"):
            from pyjuliann.bridge.machine.files import why_not_writable

            for name, file in self.files.items():
                if reason := why_not_writable(file):
                    told = "{}: expected a file that can be written, got {}, which {}"
                    raise pytest.UsageError(phrase(told, _flag(name), file, _shown(reason)))

    def start(self) -> Engine:
        """Return the engine, started on the first call; a failure is told to every test that needs it."""
        from pyjuliann.bridge.engines.start import start_julia
        from pyjuliann.errors import EngineError
        from pyjuliann.settings import JuliaSettings

        if self._engine is None and not self._problem:
            try:
                self._engine = start_julia(JuliaSettings(**self.settings, install=self._say))
            except EngineError as error:
                self._problem = f"{_shown(error)}\n{phrase('(--no-julia skips the tests that need it)')}"
        if self._engine is None:
            pytest.fail(self._problem, pytrace=False)
        return self._engine

    def _say(self, line: str) -> None:
        """Print a line of progress past pytest's capturing: a Julia is fetched once, and who waits wants to know."""
        capture = self.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else contextlib.nullcontext():
            print(f"pyjuliann: {_shown(line)}", file=sys.stderr, flush=True)

    def header(self) -> str:
        """Return what runs, or why nothing does."""
        from pyjuliann.wording import engine_line

        try:
            info = self.start().info
        except pytest.fail.Exception as failure:
            return phrase("julia: none ({})", str(failure).splitlines()[0])
        return f"julia: {_shown(engine_line(vars(info)))}, {info.executable or phrase('no Julia is running')}"

    def close(self) -> None:
        """End the engine."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    # what follows is for the fixture parity: the test that runs

    @property
    def label(self) -> str:
        """Its name."""
        return self.item.nodeid if self.item is not None else ""

    @property
    def options(self) -> dict[str, Any]:
        """What its markers say, the closest ones last."""
        options: dict[str, Any] = {}
        for marker in reversed(list(self.item.iter_markers("parity"))) if self.item is not None else ():
            options |= marker.kwargs
        return options

    def keep(self, content: dict[str, Any]) -> None:
        """Keep what it compared; what Hypothesis tries out counts as cases of one comparison, the last one told."""
        if self.item is None:
            return
        file, line, _ = self.item.location
        for finding in content["pair"]["findings"]:
            finding["test"] = {"file": str(self.config.rootpath / file), "line": (line or 0) + 1}
        found = self.item.stash.setdefault(_found, [])
        hypothesis = sys.modules.get("hypothesis")
        if hypothesis is not None and hypothesis.currently_in_test_context():
            from pyjuliann.parity.results.content import merged

            for known in found:
                if known["pair"]["name"] == content["pair"]["name"]:
                    if content["pair"]["findings"]:
                        known["pair"] |= {"findings": [], "notes": []}
                    (known["pair"],) = merged([known["pair"], content["pair"]], {}, {})["pairs"]
                    return
        found.append(content)

    def hear(self, wanted: bool = True) -> None:
        """Take what Julia has printed since this was last called, or forget it, as what pytest has captured itself."""
        if self._engine is None:
            return
        wanted = wanted and not self.settings["echo"]
        for k, now in enumerate((self._engine.stdout, self._engine.stderr)):
            # only the last of much output is kept, and a Julia that was started anew begins anew
            self._heard[k] += now.removeprefix(self._known[k]) if wanted else ""
            self._known[k] = now

    def printed(self) -> dict[str, str]:
        """Return what was heard since this was last called, by stream."""
        self.hear()
        heard, self._heard = self._heard, ["", ""]
        return dict(zip(("stdout", "stderr"), heard, strict=True))

    # what follows are hooks of pytest; with pytest-xdist, reports of all processes come by in the first one

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Know which test runs."""
        self.item = item
        try:
            return (yield)
        finally:
            self.item = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what a test compared out of its report."""
        if hasattr(report, "pyjuliann"):
            from pyjuliann.language import unpacked

            self.found += unpacked(json.loads(report.pyjuliann))

    def pytest_sessionfinish(self) -> None:
        """Write the files that were asked for."""
        if hasattr(self.config, "workerinput"):
            return
        if self.found and os.environ.get("GITHUB_ACTIONS") == "true":
            self._publish()
        if not self.files:
            return
        from pyjuliann.bridge.machine.files import write_file
        from pyjuliann.bridge.values.exact import document
        from pyjuliann.language import chosen_language
        from pyjuliann.parity.results import html, markdown
        from pyjuliann.wording import system_reason

        content = self.replay.added_to(self._content()) if self.replay is not None else self._content()
        texts = {
            "parity_json": document("check", content),
            "parity_html": html.render(content, chosen_language()),
            "parity_markdown": markdown.render(content, words=_words()),
        }
        for name, file in self.files.items():
            try:
                write_file(file, texts[name])
            except OSError as error:
                why = _shown(system_reason(error))
                pytest.exit(phrase("{} could not be written: {}", file, why), pytest.ExitCode.USAGE_ERROR)

    def _publish(self) -> None:
        """Show in GitHub Actions what was compared, past pytest's capturing."""
        from pyjuliann.parity.results import github

        capture = self.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else contextlib.nullcontext():
            print(file=sys.stderr)  # what begins a line is a command; the row of dots has not ended yet
            github.publish(self._content(), partial(print, file=sys.stderr, flush=True), _words())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was compared, the worst pairs first."""
        if not self.found:
            return
        from pyjuliann.language import translated
        from pyjuliann.parity.results.content import VERDICTS
        from pyjuliann.printable import printable_parts
        from pyjuliann.wording import (
            COMPARED,
            ONLY_RECORDED,
            comparison_line,
            no_worse_line,
            summary_line,
            written_line,
        )

        words = _words()
        content = printable_parts(translated(self._content(), words))
        terminalreporter.section(words(COMPARED))
        if content["engine"]["recorded"]:
            terminalreporter.line(words(ONLY_RECORDED), yellow=True, bold=True)
        pairs = sorted(content["pairs"], key=lambda p: (VERDICTS.index(p["verdict"]), -_largest(p)))
        for pair in pairs[:MOST_PAIRS]:
            terminalreporter.line(translated(comparison_line(pair), words), red=pair["verdict"] == "differ")
        if len(pairs) > MOST_PAIRS:
            terminalreporter.line(translated(no_worse_line(len(pairs) - MOST_PAIRS), words))
        terminalreporter.line(translated(summary_line(content), words))
        for file in self.files.values():
            terminalreporter.line(translated(written_line(file), words))

    def _content(self) -> dict[str, Any]:
        from pyjuliann.parity.results.content import merged

        first = self.found[0] if self.found else {"engine": {}, "versions": {}}
        return merged([entry["pair"] for entry in self.found], first["engine"], first["versions"])


class _Replay:
    """What ``--parity-replay`` asks for: in each process that runs tests their calls are watched, and made in Julia."""

    def __init__(self, state: _State, asked: list[str], folder: Path) -> None:
        self.state, self.config = state, state.config
        self.asked, self.folder = asked, folder
        self.watched: SuiteReplay | None = None
        self.found: list[dict[str, Any]] = []
        self.problem = ""
        self.whole: dict[str, Any] | None = None

    def requests(self) -> list[Any]:
        """Return what is asked for; raise a usage error for what there is not."""
        from pyjuliann.commands.common import UsageError
        from pyjuliann.commands.suite import requests

        try:
            return requests(self.asked, self.folder)
        except UsageError as error:
            raise pytest.UsageError(f"--parity-replay: {_shown(error)}") from None

    def pytest_sessionstart(self) -> None:
        """Begin to watch, before any test is imported."""
        runs_tests = not self.config.pluginmanager.hasplugin("dsession") and not self.config.option.collectonly
        if self.state.skips or not runs_tests:
            return
        from pyjuliann.commands.common import UsageError
        from pyjuliann.commands.suite import SuiteReplay, project_of

        asked = self.requests()
        if not (self.state.settings.get("project") or os.environ.get("JULIA_PROJECT")) and (own := project_of(asked)):
            self.state.settings["project"] = own
        try:
            self.watched = SuiteReplay(asked, self.state.start())
        except (UsageError, pytest.fail.Exception) as error:
            self.problem = f"--parity-replay: {_shown(error)}"
            if not hasattr(self.config, "workerinput"):  # else a process more would be started in its place
                raise pytest.UsageError(self.problem) from None

    def pytest_report_collectionfinish(self) -> str | None:
        """Say that nothing is replayed, where that is so."""
        return phrase("parity replay: none ({})", _no_julia()) if self.state.skips else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Make the calls in Julia; with pytest-xdist, put what the processes found together."""
        from pyjuliann.commands.suite import failed, together

        if self.watched is not None:
            self.found.append(self.watched.finish(self.state.start()))
        if hasattr(self.config, "workerinput"):
            from pyjuliann.language import packed

            output = json.dumps(packed([self.found, self.problem]))
            self.config.workeroutput["pyjuliann_replay"] = output  # type: ignore[attr-defined]
            return
        if self.found:
            self.whole = together(self.found)
        if self.problem or (self.whole is not None and failed(self.whole)):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a process of pytest-xdist found; one that has died found nothing."""
        from pyjuliann.language import unpacked

        output = getattr(node, "workeroutput", {}).get("pyjuliann_replay", '[[], ""]')
        found, problem = unpacked(json.loads(output))
        self.found += found
        self.problem = self.problem or problem

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was found, as ``pyjuliann replay`` does."""
        if self.problem:
            terminalreporter.line(f"ERROR: {self.problem}", red=True, bold=True)
        if self.whole is None:
            return
        from pyjuliann.parity.results.terminal import report_text
        from pyjuliann.wording import REPLAYED

        words = _words()
        terminalreporter.section(words(REPLAYED))
        width, color = terminalreporter._tw.fullwidth, terminalreporter.hasmarkup
        terminalreporter.write(report_text(self.whole, width=width, color=color, words=words))

    def added_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return the content of a report with what was found in it."""
        if self.whole is None:
            return content
        from pyjuliann.parity.results.content import merged

        both = merged([*content["pairs"], *self.whole["pairs"]], self.whole["engine"], self.whole["versions"])
        return {**both, "errors": self.whole["errors"], "replay": self.whole["replay"]}


def _largest(pair: dict[str, Any]) -> int:
    return max((int(ulp) for ulp in pair["ulp_counts"]), default=-1)


_state = pytest.StashKey[_State]()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End Julia."""
    if _state in config.stash:
        config.stash[_state].close()


# ---------------------------------------------------------------- collection


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses the fixture parity, and skip what needs Julia if none is wanted."""
    state = config.stash[_state]
    for item in items:
        used = FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if "parity" in used and not item.get_closest_marker("parity"):
            item.add_marker("parity")
        if any(marker.args for marker in item.iter_markers("parity")):
            told = "{}: pytest.mark.parity takes options by name, such as ulp=2"
            raise pytest.UsageError(phrase(told, item.nodeid))
        if state.skips and (used or item.get_closest_marker("parity")):
            item.add_marker(pytest.mark.skip(reason=_no_julia()))
        elif used:
            _suit_hypothesis(item)


def _suit_hypothesis(item: pytest.Item) -> None:
    """Change what Hypothesis does by default, and does not suit calls of Julia.

    There is no deadline, since Julia compiles what is called first, and then is fast. The explain phase traces every
    line that a test runs; here most of them are pyjuliann's own.
    """
    function = getattr(item, "obj", None)
    function = getattr(function, "__func__", function)
    settings = getattr(function, "_hypothesis_internal_use_settings", None)
    if settings is None:
        return
    default = type(settings).default
    changes: dict[str, Any] = {}
    if settings.deadline == default.deadline:
        changes["deadline"] = None
    if settings.phases == default.phases:
        changes["phases"] = [phase for phase in settings.phases if phase.name != "explain"]
    function._hypothesis_internal_use_settings = type(settings)(settings, **changes)  # type: ignore[union-attr]


def pytest_report_collectionfinish(config: pytest.Config, items: list[pytest.Item]) -> str | None:
    """Say which Julia runs, where tests will use one."""
    state = config.stash[_state]
    if not any(FIXTURES.intersection(getattr(item, "fixturenames", ())) for item in items):
        return None
    if state.skips:
        return phrase("julia: none ({})", _no_julia())
    return None if config.option.collectonly else state.header()


# ---------------------------------------------------------------- fixtures


@pytest.fixture(scope="session")
def julia(pytestconfig: pytest.Config) -> Iterator[Engine]:
    """Start Julia, once per process: ``julia.call("LinearAlgebra.dot", a, b)``."""
    state = pytestconfig.stash[_state]
    yield state.start()
    if state.replay is None:
        state.close()


@pytest.fixture(scope="session")
def parity(pytestconfig: pytest.Config) -> Parity:
    """Assert that Python and Julia agree: ``parity(np.std, "Statistics.std", a)``; explains where they do not.

    Further keywords are options of the pair, such as ``using=["Statistics"]`` and ``ulp=2``; with
    ``raises=ValueError`` both sides must raise. ``parity.check(f, "Module.g", cases=100)`` compares on generated
    arguments. It is one for the session, so it can also be used under Hypothesis' ``@given``.
    """
    from pyjuliann.testing import Parity

    # not through the fixture julia: tests like to be parametrized by an argument of that name
    state = pytestconfig.stash[_state]
    return Parity(state.start(), state)


# ---------------------------------------------------------------- report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give a report what the test compared and what Julia printed, and take our frames out of its tracebacks."""
    if FIXTURES.intersection(getattr(item, "fixturenames", ())):
        for stream, text in item.config.stash[_state].printed().items():
            if text:
                item.add_report_section(f"{call.when} (Julia)", stream, text)
        if call.excinfo is not None and not item.config.getoption("fulltrace"):
            from pyjuliann.caller import hide_frames, is_ours

            hide_frames(call.excinfo.value, is_ours)
    report = yield
    if call.when == "call" and item.stash.get(_found, None):
        # text, since what travels must be of plain types
        from pyjuliann.language import packed

        report.pyjuliann = json.dumps(packed(item.stash[_found]))  # type: ignore[attr-defined]
    return report
