"""``pyjuliann traps``: the catalogue of differences between NumPy and Julia, to read and to run."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import command, engine_options, language_option, limit_options, result_options
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    UsageError,
    file_target,
    say,
    show,
    started_julia,
    write_result,
)
from pyjuliann.language import chosen_language, phrase, translated
from pyjuliann.settings import RECORDS

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.language import Language
    from pyjuliann.traps.model import Entry
    from pyjuliann.traps.run import TrapFinding


def add(commands: Any) -> None:
    """Add the command."""
    traps = command(commands, "traps", _traps, "show where NumPy and Julia differ, and run it in both languages")
    traps.add_argument("numbers", nargs="*", metavar="NUMBER", help="a group such as 24, or an entry such as 24.3")
    traps.add_argument("--search", metavar="WORDS", help="only entries in which all these words occur")
    traps.add_argument("--topic", metavar="TOPIC", help="only entries of this topic, as the table names it")
    traps.add_argument(
        "--run", dest="live", action="store_true", help="run the entries and show what both sides give here"
    )
    limit_options(traps)
    engine_options(traps)
    language_option(traps)
    result_options(traps, "json")


def _traps(arguments: argparse.Namespace) -> int:
    language = chosen_language(arguments.lang)
    chosen = _chosen(arguments, language)
    target = file_target("--json", arguments.json)
    if arguments.live:
        return _run(arguments, chosen, language, target)
    if arguments.json:
        from pyjuliann.bridge.values.exact import document
        from pyjuliann.traps.content import content

        text = document("traps", {"entries": [content(entry) for entry in chosen]})
        write_result("--json", arguments.json, target, text)
    if arguments.json != "-":
        from pyjuliann.traps.show import pages, table

        show(pages(chosen, language) if arguments.numbers else table(chosen, language))
    return AGREES


def _chosen(arguments: argparse.Namespace, language: Language) -> list[Entry]:
    """Return the entries asked for, each once, in the order of the catalogue unless numbers say otherwise."""
    from pyjuliann.errors import UnknownNameError
    from pyjuliann.traps.catalogue import all_words, closest_words, entries, find, search, topic_groups, topic_named

    if arguments.json and arguments.json.replace(".", "").isdecimal():
        raise UsageError(
            phrase("--json: expected a file, got {!r}, which is a NUMBER; give those first", arguments.json)
        )
    try:
        numbered = [entry for number in arguments.numbers for entry in find(number)]
        topic = None if arguments.topic is None else topic_groups(topic_named(arguments.topic, language))
    except UnknownNameError as error:
        raise UsageError(translated(str(error), all_words(language))) from None
    chosen = list(dict.fromkeys(numbered)) if arguments.numbers else list(entries())
    if topic is not None:
        chosen = [entry for entry in chosen if entry.group in {group.number for group in topic}]
    if arguments.search is not None:
        matching = set(search(arguments.search))
        chosen = [entry for entry in chosen if entry in matching]
    if not chosen:
        words = closest_words(arguments.search or "")
        hint = phrase("; closest words: {}", ", ".join(words)) if words else ""
        raise UsageError(phrase("no entry has all that was asked for{}", hint))
    return chosen


def _run(arguments: argparse.Namespace, chosen: list[Entry], language: Language, target: Path | None) -> int:
    def load() -> None:
        import_module("pyjuliann.traps.run")
        import_module("pyjuliann.traps.show")

    with started_julia(
        arguments, quiet=arguments.json == "-", meanwhile=load, fallback=RECORDS / "traps.jsonl", interpreted=True
    ) as engine:
        from pyjuliann.errors import EngineTimeoutError, StoppedError
        from pyjuliann.traps.run import run_entries

        info = engine.info
        findings: list[TrapFinding] = []
        stopped = ""
        try:
            for finding in run_entries(chosen, engine):
                findings.append(finding)  # noqa: PERF402 - what was found until it is stopped
        except (StoppedError, EngineTimeoutError) as error:
            stopped = str(error)
    _show(arguments, findings, info, language, target)
    if stopped:
        say(phrase("pyjuliann traps: stopped after {} of {} entries: {}", len(findings), len(chosen), stopped))
        return COULD_NOT_RUN
    return AGREES if all(findings) else DIFFERS


def _show(
    arguments: argparse.Namespace,
    findings: list[TrapFinding],
    info: EngineInfo,
    language: Language,
    target: Path | None,
) -> None:
    if arguments.json:
        from pyjuliann.bridge.values.exact import document
        from pyjuliann.traps.content import run_content

        write_result("--json", arguments.json, target, document("traps", run_content(findings, info)))
    if arguments.json != "-":
        from pyjuliann.traps.show import run_pages, run_table

        show(run_pages(findings, info, language) if arguments.numbers else run_table(findings, info, language))
