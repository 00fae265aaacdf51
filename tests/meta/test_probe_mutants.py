"""Mistakes planted at a step of a long function: its probe is named, no other one; and the right form has none."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann import pair, probe
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.listen import listen
from pyjuliann.parity.running.session import Session

X = np.array([0.5, -1.25, 3.0, 2.0, 7.5])


def fit(x):
    centred = probe("centred", x - x.mean())
    scale = probe("scale", np.sqrt((centred**2).mean()))
    total = 0.0
    for k, z in enumerate(centred / scale):
        weight = probe("weight", 1.0 / (1.0 + abs(z)))
        total = probe("total", total + weight * z + k)
    order = probe("order", np.argsort(centred) + 1)
    return probe("result", total + order[0])


RIGHT = """
function (x)
    centred = probe("centred", x .- sum(x) / length(x))
    scale = probe("scale", sqrt(sum(abs2, centred) / length(x)))
    total = 0.0
    for (k, z) in enumerate(centred ./ scale)
        weight = probe("weight", 1.0 / (1.0 + abs(z)))
        total = probe("total", total + weight * z + (k - 1))
    end
    order = probe("order", sortperm(centred))
    return probe("result", total + order[1])
end
"""
MUTANTS = {
    "another centre": ("sum(x) / length(x))\n    scale", "maximum(x))\n    scale", "centred", 1),
    "n - 1": ("/ length(x)))\n    total", "/ (length(x) - 1)))\n    total", "scale", 1),
    "a sign in the loop": ("abs(z))", "(k == 2 ? z : abs(z)))", "weight", 2),
    "an index that starts from 1": ("(k - 1)", "k", "total", 1),
    "the other way round": ("sortperm(centred)", "sortperm(centred; rev=true)", "order", 1),
    "another type": ("total + order[1]", "Float32(total + order[1])", "result", 1),
    "a turn less": ("enumerate(centred ./ scale)", "enumerate(centred[1:4] ./ scale)", "weight", 5),
}


def heard(engine, code):
    session, given = Session(engine), pair(fit, code)
    session.prepare(given)
    return listen(session, given, Case((X,)))


def test_the_right_form_does_not_part(engine):
    report = heard(engine, RIGHT)
    assert (report.parts, report.compared, report.notes) == ("", 14, ())


@pytest.mark.parametrize("name", MUTANTS)
def test_the_step_is_named(engine, name):
    before, after, probe_name, call = MUTANTS[name]
    assert RIGHT.count(before) == 1
    report = heard(engine, RIGHT.replace(before, after))
    assert (report.place.name, report.place.call) == (probe_name, call)


def test_a_step_that_makes_up_for_another_is_a_difference_where_probes_are_asked_for(engine):
    def twice(x):
        return probe("half", x) * 2.0

    given = pair(twice, 'x -> probe("half", 4x) / 2', domain={"x": (-9, 9)})
    options = {"engine": engine, "seed": 1, "cases": 10, "keep": False}
    assert check(given, **options)
    report = check(given, probes=True, **options)
    assert [finding.aspect for finding in report.findings] == ["probe"]
    assert report.findings[0].diagnosis.search.tried == 0  # all changes would agree in what the functions return
    assert check(given.replace(expect="probe"), probes=True, **options)
    same = pair(twice, 'x -> probe("half", x) * 2', domain={"x": (-9, 9)})
    assert any(note.endswith(" were compared, and agree") for note in check(same, probes=True, **options).notes)
    assert check(same.replace(expect="probe"), probes=True, **options).stale
    bare = pair(lambda x: x * 2.0, "x -> 2x", domain={"x": (-9, 9)})
    assert any(note.startswith("no probe was compared in ") for note in check(bare, probes=True, **options).notes)
