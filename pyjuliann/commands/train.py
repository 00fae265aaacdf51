"""``pyjuliann train``: train a network in Python, in Julia, or in both in lockstep."""

from __future__ import annotations

import argparse
import contextlib
import functools
import math
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import (
    ListFormatter,
    Parser,
    command,
    dtype_option,
    engine_options,
    language_option,
    limit_options,
    listing,
    quiet_option,
    result_options,
    saving_options,
    seed_option,
    whole,
)
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    INTERRUPTED,
    UsageError,
    console,
    file_target,
    say,
    spoken,
    spoken_words,
    started_julia,
    words_for,
    write_result,
)
from pyjuliann.language import joined, phrase
from pyjuliann.wording import system_reason

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.training.plan import Settings
    from pyjuliann.training.run import Run
    from pyjuliann.training.saving import Saved

LANGUAGES = ("python", "julia", "both")
_STEPS = 600
_SAVE_EVERY = 20.0  # seconds: no more than this is lost if Julia, or the machine, dies

_DATA = {
    "digits": "1,797 digits of 8x8, of scikit-learn; 1,437 to learn from, 360 to test with",
    "mnist:FOLDER": "the four IDX files, plain or .gz",
    "cifar10:FOLDER": "the six binary batches",
    "random:ROWSxFEATURES": "noise, to measure speed",
}
_OWN_SPEC = "  or a layer spec of your own, parts separated by commas, the last one with an output for each class:"
_CODES = phrase(
    "exit codes: 0 done, 1 the languages differ, 2 it could not run, 130 stopped by Ctrl-C (what was trained is kept)"
)


def add(commands: Any) -> None:
    """Add the command."""
    train = command(commands, "train", _train, "train a network in Python, in Julia, or in both in lockstep")
    train.formatter_class = ListFormatter
    train.add_argument("network", metavar="NETWORK", nargs="?", help="mlp, mlp4, cnn, deep or a layer spec, see below")
    length = train.add_mutually_exclusive_group()
    run_options(train, length)
    length.add_argument("--epochs", metavar="N", type=whole(1), help="the same in epochs, of samples / batch steps")
    train.add_argument("--batch", metavar="N", type=whole(1), help="samples per step (default: 100)")
    optimizer = train.add_argument("--optimizer", metavar="NAME")
    rate = train.add_argument("--lr", dest="learning_rate", metavar="RATE", type=_number)
    activation = train.add_argument("--activation", metavar="NAME")
    init = train.add_argument("--init", metavar="NAME")
    fan = train.add_argument("--fan", metavar="NAME")
    train.add_argument("--dropout", metavar="RATE", type=_number, help="dropout after hidden layers (default: none)")
    train.add_argument("--gradient", metavar="NAME", help="backprop or numerical (default: backprop)")
    train.add_argument("--samples", metavar="N", type=whole(1), help="learn from so many samples only")
    dtype_option(train)
    train.add_argument(
        "--every", metavar="K", type=whole(1), default=50,
        help="in lockstep, compare gradients and weights at every Kth step (default: 50); losses at every one",
    )  # fmt: skip
    train.add_argument(
        "--budget", metavar="UNITS", type=_number,
        help="how far apart the languages may be before single steps are looked at (default: 64)",
    )  # fmt: skip
    saving_options(train)
    limit_options(train, math.inf)
    engine_options(train)
    language_option(train)
    result_options(train, "json", "plot")
    quiet_option(train)

    def fill_in() -> None:
        from pyjuliann.nn.layers import ACTIVATIONS
        from pyjuliann.nn.network import FANS, INITIALIZERS
        from pyjuliann.training.plan import OPTIMIZERS, Settings
        from pyjuliann.training.specs import NAMES, PARTS

        told = "{} (default: {})"
        optimizer.help = phrase(told, _listed(OPTIMIZERS), Settings.optimizer)
        rates = list(OPTIMIZERS.values())
        usual = max(rates, key=rates.count)
        others = [phrase("{:g} for {}", own, method) for method, own in OPTIMIZERS.items() if own != usual]
        rate.help = phrase("learning rate (default: {}, else {:g})", joined(", ", others), usual)
        activation.help = phrase("{}, for mlp and mlp4 (default: {})", _listed(ACTIVATIONS), Settings.activation)
        init.help = phrase(told, _listed(INITIALIZERS), Settings.init)
        fan.help = phrase("what init counts as a convolution's inputs: {} (default: {})", _listed(FANS), Settings.fan)
        specs = listing(_OWN_SPEC, PARTS, max(len(form) for form, _ in PARTS) + 2, indent=4)
        networks = f"{listing('networks:', NAMES.items(), 7)}\n{specs}"
        train.epilog = "\n\n".join((networks, listing("data:", _DATA.items(), 23), spoken(_CODES)))

    train.fill_in = fill_in


def run_options(parser: Parser, length: Any = None) -> None:
    """Add the options of every training.

    Parameters
    ----------
    parser : Parser
    length : group of the parser, optional
        Where what says how long it takes is added.
    """
    parser.add_argument(
        "--data", metavar="DATA", help="digits (default), mnist:FOLDER, cifar10:FOLDER or random:ROWSxFEATURES"
    )
    (length or parser).add_argument(
        "--steps", metavar="N", type=whole(1),
        help=phrase("how many steps each run takes (default: {}, or the post's that is compared)", _STEPS),
    )  # fmt: skip
    seed_option(parser)
    parser.add_argument("--language", choices=LANGUAGES, help="where it is trained (default: both, in lockstep)")


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return joined(" or ", (", ".join(others), last))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(phrase("expected a number, got {!r}", text)) from None


def in_one_line(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Return a command whose errors in training are mistakes of the user, told in one line."""

    @functools.wraps(run)
    def told(arguments: argparse.Namespace) -> int:
        from pyjuliann.errors import JuliaError, TrainingError

        try:
            return run(arguments)
        except (TrainingError, JuliaError) as error:
            raise UsageError(str(error)) from None

    return told


@in_one_line
def _train(arguments: argparse.Namespace) -> int:
    from pyjuliann.training.lockstep import BUDGET
    from pyjuliann.training.opening import open_run
    from pyjuliann.training.outcome import outcome_of
    from pyjuliann.training.plan import Plan
    from pyjuliann.training.plotting import check_plot, figure_of_run, picture
    from pyjuliann.training.saving import check_fits, load
    from pyjuliann.training.sources import load_data

    check_plot("--plot", arguments.plot)
    if arguments.save == "-":
        raise UsageError(phrase("--save: expected a file; a run cannot go to standard output"))
    if arguments.budget is not None and not arguments.budget >= 0:
        raise UsageError(phrase("--budget: expected a number of 0 or more, got {:g}", arguments.budget))
    targets = {name: file_target(f"--{name}", getattr(arguments, name)) for name in ("json", "plot", "save")}
    saved = load(Path(arguments.resume)) if arguments.resume else None
    settings = _settings(arguments, saved)
    plan = Plan(settings, load_data(settings.data))
    if saved is not None:
        check_fits(saved, plan, Path(arguments.resume))
    steps = arguments.epochs * plan.epoch if arguments.epochs else arguments.steps or _STEPS
    first = saved.step if saved else 0
    if first > steps:
        raise UsageError(
            phrase("--steps: {} has taken {} steps; expected as many or more, got {}", arguments.resume, first, steps)
        )
    language = _language(saved) if saved else arguments.language or "both"
    with julia_for(arguments, language) as engine:
        run = open_run(
            plan, engine, python=language != "julia", saved=saved, every=arguments.every,
            budget=BUDGET if arguments.budget is None else arguments.budget,
        )  # fmt: skip
        finished = _go(run, steps, arguments, _Keeper(targets["save"]))
        outcome = outcome_of(run, steps, first)
        write_result("--json", arguments.json, targets["json"], outcome.to_json())
        words = words_for(arguments)
        if arguments.plot:
            drawn = picture(figure_of_run(outcome), arguments.plot, words)
            write_result("--plot", arguments.plot, targets["plot"], drawn)
        if arguments.json != "-":
            for line in outcome.lines(words):
                print(line)
    if not finished:
        told = "Stopped after {} of {} steps; nothing is kept without --save."
        if arguments.save:
            told = "Stopped after {} of {} steps; {} holds them all."
        say(phrase(told, run.step, steps, arguments.save))
        return COULD_NOT_RUN if arguments.limits.is_over() else INTERRUPTED
    return DIFFERS if outcome.difference else AGREES


def _settings(arguments: argparse.Namespace, saved: Saved | None) -> Settings:
    """Return the settings that were asked for; of a resumed run its own, with which options may not be at odds.

    Raises
    ------
    UsageError
        If they are.
    """
    from dataclasses import asdict, fields

    from pyjuliann.training.plan import OPTIMIZERS, Settings

    given = {
        field.name: value
        for field in fields(Settings)
        if (value := getattr(arguments, field.name)) is not None
    }  # fmt: skip
    if saved is not None:
        kept = asdict(saved.settings)
        for name, value in given.items():
            if value != kept[name]:
                option = {"network": "NETWORK", "learning_rate": "--lr"}.get(name, f"--{name}")
                raise UsageError(
                    phrase("{}: {} was trained with {}; got {}", option, arguments.resume, kept[name], value)
                )
        if arguments.language not in (None, _language(saved)):
            own = _language(saved)
            raise UsageError(
                phrase("--language: {} was trained with {}; got {}", arguments.resume, own, arguments.language)
            )
        return saved.settings
    if arguments.network is None:
        raise UsageError(phrase("NETWORK: expected mlp, mlp4, cnn, deep or a layer spec; or --resume FILE"))
    if arguments.activation is not None and arguments.network not in ("mlp", "mlp4"):
        raise UsageError(phrase("--activation: is for mlp and mlp4; {!r} has its own activations", arguments.network))
    optimizer = given.get("optimizer", Settings.optimizer)
    if optimizer in OPTIMIZERS:
        given.setdefault("learning_rate", OPTIMIZERS[optimizer])
    return Settings(**given)


@contextlib.contextmanager
def julia_for(arguments: argparse.Namespace, language: str) -> Iterator[Engine | None]:
    """Start a Julia that can train, if one is needed.

    Raises
    ------
    UsageError
        If there are recorded answers only.
    """
    if language == "python":
        yield None
        return
    with started_julia(arguments, quiet=arguments.quiet) as engine:
        if engine.info.recorded:
            raise UsageError(
                phrase("--engine: recorded answers cannot train; expected a live Julia, or --language python")
            )
        yield engine


def _language(saved: Saved) -> str:
    return "both" if len(saved.positions) > 1 else next(iter(saved.positions))


def _go(run: Run, steps: int, arguments: argparse.Namespace, keeper: _Keeper) -> bool:
    """Take the steps, show how far they are, and keep them now and then; return whether all were taken."""
    from pyjuliann.errors import EngineError
    from pyjuliann.training.progress import Watch, stop_on_interrupt

    def watch(run: Run) -> None:
        shown(run)
        keeper.keep_if_due(run)

    try:
        watching = Watch(steps, console(stderr=True), quiet=arguments.quiet, words=spoken_words())
        with watching as shown, stop_on_interrupt() as stopped:
            finished = run.go(steps, watch, lambda: stopped() or arguments.limits.is_over())
    except (EngineError, KeyboardInterrupt):
        if keeper.step is not None:
            say(phrase("{} holds the run as it stood after {} steps.", keeper.target, keeper.step))
        raise
    keeper.keep(run)
    return finished


class _Keeper:
    """Keeps a run in a file, if there is one."""

    def __init__(self, target: Path | None) -> None:
        self.target = target
        self.step: int | None = None
        self._kept = time.monotonic()

    def keep_if_due(self, run: Run) -> None:
        if time.monotonic() - self._kept > _SAVE_EVERY:
            self.keep(run)

    def keep(self, run: Run) -> None:
        from pyjuliann.training.saving import save

        if self.target is None:
            return
        try:
            save(run, self.target)
        except OSError as error:
            raise UsageError(phrase("--save: {} could not be written: {}", self.target, system_reason(error))) from None
        self.step, self._kept = run.step, time.monotonic()
