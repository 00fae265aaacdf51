"""``pyjuliann compare``: the comparisons of posts 10 to 13, run in both languages."""

from __future__ import annotations

import argparse
import contextlib
import math
from typing import Any

from pyjuliann.commands.arguments import command, engine_options, limit_options, whole
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    INTERRUPTED,
    console,
    file_target,
    say,
    write_result,
)
from pyjuliann.commands.train import LANGUAGES, in_one_line, julia_for

_CHOICES = {
    "activations": "post 10: sigmoid against ReLU",
    "optimizers": "post 11: SGD, Momentum, AdaGrad, RMSProp, Adam",
    "inits": "post 12: std, Xavier and He, with sigmoid and with ReLU",
    "dropout": "post 13: 300 samples, with dropout and without",
}


def add(commands: Any) -> None:
    """Add the command."""
    compare = command(commands, "compare", _compare, "run what posts 10 to 13 compare, in both languages")
    compare.formatter_class = argparse.RawDescriptionHelpFormatter
    compare.epilog = "comparisons:\n" + "".join(f"  {name:<13}{text}\n" for name, text in _CHOICES.items())
    compare.add_argument("comparison", metavar="COMPARISON", choices=_CHOICES, help=", ".join(_CHOICES))
    compare.add_argument("--data", metavar="DATA", default="digits", help="as for `pyjuliann train` (default: digits)")
    compare.add_argument("--steps", metavar="N", type=whole(1), help="steps of each run (default: the post's)")
    compare.add_argument("--seed", metavar="N", type=whole(0), default=0, help="of all random draws (default: 0)")
    compare.add_argument("--language", choices=LANGUAGES, default="both", help="where it is trained (default: both)")
    compare.add_argument("--plot", metavar="FILE", help="draw loss and accuracy, as .png or .svg")
    compare.add_argument("--json", metavar="FILE", help="also write the results as JSON; - for standard output")
    compare.add_argument("-q", "--quiet", action="store_true", help="print the result only")
    limit_options(compare, math.inf)
    engine_options(compare)


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
    data = load_data(arguments.data)
    plans = {
        name: Plan(Settings(data=arguments.data, seed=arguments.seed, **comparison.common | own), data)
        for name, own in comparison.variants.items()
    }
    outcomes = {}
    with contextlib.ExitStack() as stack:
        engine = stack.enter_context(julia_for(arguments, arguments.language))
        stopped = stack.enter_context(stop_on_interrupt())
        for name, plan in plans.items():
            run = open_run(plan, engine, python=arguments.language != "julia")
            with Watch(steps, console(stderr=True), name, quiet=arguments.quiet) as shown:
                finished = run.go(steps, shown, lambda: stopped() or arguments.limits.is_over())
            if not finished:
                say(f"Stopped in {name}, after {run.step} of {steps} steps.")
                return COULD_NOT_RUN if arguments.limits.is_over() else INTERRUPTED
            outcomes[name] = outcome_of(run, steps)
            run.close()
        compared = Compared(comparison, outcomes)
        write_result("--json", arguments.json, targets["json"], compared.to_json())
        if arguments.plot:
            title = f"Post {comparison.post}: {comparison.title}, on {arguments.data}"
            figure = figure_of_variants(title, list(outcomes.items()), comparison.shows_learning)
            write_result("--plot", arguments.plot, targets["plot"], picture(figure, arguments.plot))
        if arguments.json != "-":
            for line in compared.lines():
                print(line)
    return DIFFERS if compared.differences else AGREES
