"""What the tests of reports share: results, pairs and a report made by hand, and one whose every text is hostile."""

from __future__ import annotations

from collections import Counter

import numpy as np

from pyjuliann import JuliaValue
from pyjuliann.lessons.types import julia_type
from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.judging.judgement import Judgement
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.results.content import Unmatched, content
from pyjuliann.parity.results.reports import Finding, PairReport, Report
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.probed import ProbePlace, ProbeReport
from pyjuliann.parity.running.verdict import judge_call

ENGINE = {"engine": "worker", "julia_version": "1.10.8", "executable": "/opt/julia", "blas": "openblas", "recorded": ""}
EVIL = "<script>alert('x')</script> & \"quoted\" \x00\x1b[31m ]]>"


def result_of(python, julia, ulp=0):
    """What a call that gave these two values is judged to be."""
    given = pair(np.std, "Statistics.std", ulp=ulp, reason="a test" if ulp else "")
    outcomes = Outcome(value=python), Outcome(value=JuliaValue(julia, julia_type(julia)))
    return judge_call(given, Case((np.array([1.0, 2.0]),)), *outcomes)


def finding_of(result, **facts):
    given = {
        "aspect": result.aspect, "count": 3, "label": "vectors", "case": result, "shrunk": True,
        "python_code": "import numpy as np\nnp.std(a)", "julia_code": "std(a)",
    }  # fmt: skip
    return Finding(**given | facts)


def report_of(*pairs):
    return Report(pairs, ENGINE, {"python": "3.12.1", "numpy": "2.4.0"})


PROBES = ProbeReport(
    parts="value",
    place=ProbePlace("variance", 2, 3, "/home/me/mine.py", 12, "/home/me/mine.jl", 9),
    comparison=compare(0.5, 0.75),
    agreed=ProbePlace("rest", 1, 1, "/home/me/mine.py", 11, "/home/me/mine.jl", 8),
    compared=4,
    python_only=("debug",),
    notes=("a note on probes",),
)
DIFFERENT = PairReport(
    name="numpy.std ~ Statistics.std",
    python="numpy.std",
    julia="Statistics.std",
    verdict="differ",
    cases=10,
    identical=6,
    agree=1,
    differ=3,
    ulp_counts=Counter({0: 6, 1: 1, 10**15: 3}),
    findings=(
        finding_of(
            result_of(np.float64(0.5), 0.7071067811865476),
            diagnosis=Diagnosis(
                cause="ddof", title="divided by n - 1", trap="20.1", python_remedy="np.std(a, ddof=1)",
                julia_remedy="std(a; corrected=false)", cases=4, also=("scaled",),
            ),
            judgement=Judgement("julia", "", 1e15, 0.4, 1, 0, 1),
            probes=PROBES,
        ),
    ),
    policy=Policy(ulp=2, reason="sums").to_dict(),
    seed=7,
    notes=("a note",),
    seconds=0.25,
)  # fmt: skip
EQUAL = PairReport("f ~ g", "mine.f", "g", "identical", cases=4, identical=4, ulp_counts={0: 4})
NEAR = PairReport(
    "mine.tanh ~ tanh", "mine.tanh", "tanh", "agree", cases=4, identical=3, agree=1, ulp_counts={0: 3, 2: 1}
)
CONTENT = content(
    report_of(EQUAL, NEAR, DIFFERENT),
    [("h ~ k", "h ~ k: Julia has no such function: k")],
    Unmatched(("lone",), ("k2",)),
)


def hostile():
    """A content in which every text that a user's code can put there tries to be markup."""
    result = judge_call(
        pair(np.std, "Statistics.std"),
        Case(("x",)),
        Outcome(value=EVIL, warnings=(f"UserWarning: {EVIL}",)),
        Outcome(error="ErrorException", message=EVIL),
    )
    finding = finding_of(
        result, label=EVIL, python_code=EVIL, julia_code=EVIL,
        diagnosis=Diagnosis(cause="x", title=EVIL, detail=EVIL, python_remedy=EVIL, julia_remedy=EVIL, also=(EVIL,)),
        judgement=Judgement(reason=EVIL),
        probes=ProbeReport(
            "order", ProbePlace(EVIL, 1, 1, EVIL, 1), python_only=(EVIL,), julia_error=EVIL, notes=(EVIL,)
        ),
    )  # fmt: skip
    bad = PairReport(
        EVIL, f"{EVIL}.f", EVIL, "differ", cases=1, differ=1, findings=(finding,), stale=(EVIL,), notes=(EVIL,),
        policy=Policy(ulp={"float64": 1}, reason=EVIL).to_dict(),
    )  # fmt: skip
    good = PairReport(EVIL * 2, "f", EVIL, "agree", cases=1, agree=1, notes=(EVIL,))
    report = Report((bad, good), {**ENGINE, "executable": EVIL, "blas": EVIL}, {EVIL: EVIL})
    return content(report, [(EVIL, EVIL)], Unmatched((EVIL,), (EVIL,)))
