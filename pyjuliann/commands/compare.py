"""``pyjuliann compare``: the comparisons of posts 10 to 13, run in both languages."""

from __future__ import annotations

import argparse
import contextlib
import math
from typing import Any

from pyjuliann.commands.arguments import (
    ListFormatter,
    command,
    engine_options,
    language_option,
    limit_options,
    listing,
    quiet_option,
    result_options,
)
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    INTERRUPTED,
    console,
    file_target,
    say,
    spoken_words,
    words_for,
    write_result,
)
from pyjuliann.commands.train import in_one_line, julia_for, run_options
from pyjuliann.language import phrase

_CHOICES = {
    "activations": "post 10: sigmoid against ReLU",
    "optimizers": "post 11: the optimizers",
    "inits": "post 12: std, Xavier and He, with sigmoid and with ReLU",
    "dropout": "post 13: 300 samples, with dropout and without",
}


def add(commands: Any) -> None:
    """Add the command."""
    compare = command(commands, "compare", _compare, "run what posts 10 to 13 compare, in both languages")
    compare.formatter_class = ListFormatter
    compare.add_argument("comparison", metavar="COMPARISON", choices=_CHOICES, help=", ".join(_CHOICES))
    run_options(compare)
    limit_options(compare, math.inf)
    engine_options(compare)
    language_option(compare)
    result_options(compare, "json", "plot")
    quiet_option(compare)

    def fill_in() -> None:
        compare.epilog = listing("comparisons:", _CHOICES.items(), 13)

    compare.fill_in = fill_in


@in_one_line
def _compare(arguments: argparse.Namespace) -> int:
    from pyjuliann.training.comparisons import COMPARISONS, Compared
    from pyjuliann.training.opening import open_run
    from pyjuliann.training.outcome import outcome_of
    from pyjuliann.training.plan import Plan, Settings
    from pyjuliann.training.plotting import check_plot, figure_of_variants, picture
    from pyjuliann.training.progress import Watch, stop_on_interrupt
    from pyjuliann.training.sources import load_data

    check_plot("--plot", arguments.plot)
    targets = {name: file_target(f"--{name}", getattr(arguments, name)) for name in ("json", "plot")}
    comparison = COMPARISONS[arguments.comparison]
    steps = arguments.steps or comparison.steps
    source, language = arguments.data or "digits", arguments.language or "both"
    data = load_data(source)
    plans = {
        name: Plan(Settings(data=source, seed=arguments.seed or 0, **comparison.common | own), data)
        for name, own in comparison.variants.items()
    }
    outcomes = {}
    with contextlib.ExitStack() as stack:
        engine = stack.enter_context(julia_for(arguments, language))
        stopped = stack.enter_context(stop_on_interrupt())
        for name, plan in plans.items():
            run = open_run(plan, engine, python=language != "julia")
            with Watch(steps, console(stderr=True), name, quiet=arguments.quiet, words=spoken_words()) as shown:
                finished = run.go(steps, shown, lambda: stopped() or arguments.limits.is_over())
            if not finished:
                say(phrase("Stopped in {}, after {} of {} steps.", name, run.step, steps))
                return COULD_NOT_RUN if arguments.limits.is_over() else INTERRUPTED
            outcomes[name] = outcome_of(run, steps)
            run.close()
        compared = Compared(comparison, outcomes)
        write_result("--json", arguments.json, targets["json"], compared.to_json())
        words = words_for(arguments)
        if arguments.plot:
            title = phrase("Post {}: {}, on {}", comparison.post, phrase(comparison.title), source)
            figure = figure_of_variants(title, list(outcomes.items()), comparison.shows_learning)
            write_result("--plot", arguments.plot, targets["plot"], picture(figure, arguments.plot, words))
        if arguments.json != "-":
            for line in compared.lines(words):
                print(line)
    return DIFFERS if compared.differences else AGREES
