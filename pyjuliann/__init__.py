"""A blog series' neural networks in Python and in Julia, a bridge between the two, and a parity checker.

Importing it starts nothing, prints nothing and touches no files; the parity checker is loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyjuliann import shown as _shown
from pyjuliann.bridge.engines.start import start_julia as start_julia
from pyjuliann.bridge.values.objects import JuliaModule as JuliaModule
from pyjuliann.bridge.values.objects import JuliaObject as JuliaObject
from pyjuliann.bridge.values.typed import MISSING as MISSING
from pyjuliann.bridge.values.typed import JuliaPair as JuliaPair
from pyjuliann.bridge.values.typed import JuliaValue as JuliaValue
from pyjuliann.bridge.values.typed import Missing as Missing
from pyjuliann.errors import ArgumentsError as ArgumentsError
from pyjuliann.errors import CallTimeoutError as CallTimeoutError
from pyjuliann.errors import CheckInterrupt as CheckInterrupt
from pyjuliann.errors import ClusterError as ClusterError
from pyjuliann.errors import ClusterLostError as ClusterLostError
from pyjuliann.errors import ConversionError as ConversionError
from pyjuliann.errors import DeadlineError as DeadlineError
from pyjuliann.errors import EngineError as EngineError
from pyjuliann.errors import EngineRestartedWarning as EngineRestartedWarning
from pyjuliann.errors import EngineTimeoutError as EngineTimeoutError
from pyjuliann.errors import JuliaDiedError as JuliaDiedError
from pyjuliann.errors import JuliaError as JuliaError
from pyjuliann.errors import LostChangeWarning as LostChangeWarning
from pyjuliann.errors import ManifestWarning as ManifestWarning
from pyjuliann.errors import PairError as PairError
from pyjuliann.errors import PyjuliannError as PyjuliannError
from pyjuliann.errors import RecordError as RecordError
from pyjuliann.errors import SourcesChangedWarning as SourcesChangedWarning
from pyjuliann.errors import StoppedError as StoppedError
from pyjuliann.errors import TrainingError as TrainingError
from pyjuliann.errors import UnknownNameError as UnknownNameError
from pyjuliann.errors import UnknownQuestionError as UnknownQuestionError
from pyjuliann.settings import JuliaSettings as JuliaSettings

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.capture import Captured as Captured
    from pyjuliann.bridge.engines.engine import Engine as Engine
    from pyjuliann.bridge.engines.engine import EngineInfo as EngineInfo
    from pyjuliann.bridge.values.literals import Notation as Notation
    from pyjuliann.bridge.values.records import JuliaFactorization as JuliaFactorization
    from pyjuliann.bridge.values.records import JuliaRecord as JuliaRecord
    from pyjuliann.bridge.values.registered import register_kind as register_kind
    from pyjuliann.parity.causes.diagnose import diagnose as diagnose
    from pyjuliann.parity.causes.diagnosis import Diagnosis as Diagnosis
    from pyjuliann.parity.causes.diagnosis import Edit as Edit
    from pyjuliann.parity.causes.diagnosis import Repair as Repair
    from pyjuliann.parity.causes.diagnosis import Search as Search
    from pyjuliann.parity.check import CheckOptions as CheckOptions
    from pyjuliann.parity.check import check as check
    from pyjuliann.parity.check import check_all as check_all
    from pyjuliann.parity.comparing.compare import compare as compare
    from pyjuliann.parity.comparing.comparison import Allowance as Allowance
    from pyjuliann.parity.comparing.comparison import Comparison as Comparison
    from pyjuliann.parity.comparing.comparison import Difference as Difference
    from pyjuliann.parity.comparing.comparison import Place as Place
    from pyjuliann.parity.comparing.comparison import Policy as Policy
    from pyjuliann.parity.comparing.comparison import Verdict as Verdict
    from pyjuliann.parity.judging.judgement import Judgement as Judgement
    from pyjuliann.parity.judging.judgement import judge as judge
    from pyjuliann.parity.pairing.case import Case as Case
    from pyjuliann.parity.pairing.case import Slot as Slot
    from pyjuliann.parity.pairing.pair import Expectation as Expectation
    from pyjuliann.parity.pairing.pair import JuliaTarget as JuliaTarget
    from pyjuliann.parity.pairing.pair import Pair as Pair
    from pyjuliann.parity.pairing.pair import PairOptions as PairOptions
    from pyjuliann.parity.pairing.pair import Twin as Twin
    from pyjuliann.parity.pairing.pair import mirrors as mirrors
    from pyjuliann.parity.pairing.pair import one_based as one_based
    from pyjuliann.parity.pairing.pair import pair as pair
    from pyjuliann.parity.pairing.pair import zero_based as zero_based
    from pyjuliann.parity.pairing.stateful import CallSequence as CallSequence
    from pyjuliann.parity.pairing.stateful import MethodCall as MethodCall
    from pyjuliann.parity.pairing.stateful import StatefulPair as StatefulPair
    from pyjuliann.parity.pairing.stateful import stateful as stateful
    from pyjuliann.parity.results.reports import AlsoTried as AlsoTried
    from pyjuliann.parity.results.reports import Finding as Finding
    from pyjuliann.parity.results.reports import PairReport as PairReport
    from pyjuliann.parity.results.reports import Report as Report
    from pyjuliann.parity.running.calls import CaseResult as CaseResult
    from pyjuliann.parity.running.calls import Outcome as Outcome
    from pyjuliann.parity.running.probed import ProbePlace as ProbePlace
    from pyjuliann.parity.running.probed import ProbeReport as ProbeReport
    from pyjuliann.parity.running.probes import probe as probe
    from pyjuliann.parity.running.sequences import SequenceResult as SequenceResult
    from pyjuliann.parity.running.session import Session as Session
    from pyjuliann.testing import Parity as Parity

    __version__: str

_HOMES = {
    "bridge.values.literals": "Notation",
    "bridge.values.records": "JuliaFactorization JuliaRecord",
    "bridge.values.registered": "register_kind",
    "bridge.engines.capture": "Captured",
    "bridge.engines.engine": "Engine EngineInfo",
    "parity.check": "CheckOptions check check_all",
    "parity.comparing.compare": "compare",
    "parity.comparing.comparison": "Allowance Comparison Difference Place Policy Verdict",
    "parity.causes.diagnose": "diagnose",
    "parity.causes.diagnosis": "Diagnosis Edit Repair Search",
    "parity.judging.judgement": "Judgement judge",
    "parity.pairing.case": "Case Slot",
    "parity.pairing.pair": "Expectation JuliaTarget Pair PairOptions Twin mirrors one_based pair zero_based",
    "parity.pairing.stateful": "CallSequence MethodCall StatefulPair stateful",
    "parity.results.reports": "AlsoTried Finding PairReport Report",
    "parity.running.calls": "CaseResult Outcome",
    "parity.running.probed": "ProbePlace ProbeReport",
    "parity.running.probes": "probe",
    "parity.running.sequences": "SequenceResult",
    "parity.running.session": "Session",
    "testing": "Parity",
}
_LAZY = {name: f"pyjuliann.{module}" for module, names in _HOMES.items() for name in names.split()}

__all__ = [  # noqa: PLE0604 - derived, so that no list is kept twice
    "__version__",
    *(name for name, value in tuple(globals().items()) if getattr(value, "__module__", "").startswith("pyjuliann.")),
    *_LAZY,
]


def _page(value: _shown.Shown) -> str:
    from pyjuliann.parity.results.notebook import notebook_html

    return notebook_html(value)


_shown.Shown.page = staticmethod(_page)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from pyjuliann.bridge.machine.folders import version

        return version()
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'pyjuliann' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: Any) -> None:
    """Bring ``%julia`` and ``%%julia`` into IPython; called by ``%load_ext pyjuliann``."""
    from pyjuliann.ipython import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """End the Julia that the magics have started; called by ``%unload_ext pyjuliann``."""
    from pyjuliann.ipython import unload

    unload(shell)
