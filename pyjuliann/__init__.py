"""A blog series' neural networks in Python and in Julia, a bridge between the two, and a parity checker.

Importing it starts nothing, prints nothing and touches no files; the parity checker is loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.start import start_julia as start_julia
from pyjuliann.bridge.typed import JuliaValue as JuliaValue
from pyjuliann.errors import CallTimeoutError as CallTimeoutError
from pyjuliann.errors import ConversionError as ConversionError
from pyjuliann.errors import DeadlineError as DeadlineError
from pyjuliann.errors import EngineError as EngineError
from pyjuliann.errors import EngineRestartedWarning as EngineRestartedWarning
from pyjuliann.errors import EngineTimeoutError as EngineTimeoutError
from pyjuliann.errors import JuliaDiedError as JuliaDiedError
from pyjuliann.errors import JuliaError as JuliaError
from pyjuliann.errors import PairError as PairError
from pyjuliann.errors import PyjuliannError as PyjuliannError
from pyjuliann.errors import RecordError as RecordError
from pyjuliann.errors import StoppedError as StoppedError
from pyjuliann.errors import TrainingError as TrainingError
from pyjuliann.errors import UnknownNameError as UnknownNameError
from pyjuliann.errors import UnknownQuestionError as UnknownQuestionError

if TYPE_CHECKING:
    from pyjuliann.bridge.engine import Engine as Engine
    from pyjuliann.bridge.engine import EngineInfo as EngineInfo
    from pyjuliann.parity.check import check as check
    from pyjuliann.parity.check import check_all as check_all
    from pyjuliann.parity.compare import compare as compare
    from pyjuliann.parity.comparison import Comparison as Comparison
    from pyjuliann.parity.comparison import Policy as Policy
    from pyjuliann.parity.diagnose import diagnose as diagnose
    from pyjuliann.parity.diagnosis import Diagnosis as Diagnosis
    from pyjuliann.parity.judgement import Judgement as Judgement
    from pyjuliann.parity.judgement import judge as judge
    from pyjuliann.parity.pair import Expectation as Expectation
    from pyjuliann.parity.pair import Pair as Pair
    from pyjuliann.parity.pair import Twin as Twin
    from pyjuliann.parity.pair import mirrors as mirrors
    from pyjuliann.parity.pair import one_based as one_based
    from pyjuliann.parity.pair import pair as pair
    from pyjuliann.parity.pair import zero_based as zero_based
    from pyjuliann.parity.reports import Finding as Finding
    from pyjuliann.parity.reports import PairReport as PairReport
    from pyjuliann.parity.reports import Report as Report
    from pyjuliann.parity.session import Session as Session

    __version__: str

_HOMES = {
    "bridge.engine": "Engine EngineInfo",
    "parity.check": "check check_all",
    "parity.compare": "compare",
    "parity.comparison": "Comparison Policy",
    "parity.diagnose": "diagnose",
    "parity.diagnosis": "Diagnosis",
    "parity.judgement": "Judgement judge",
    "parity.pair": "Expectation Pair Twin mirrors one_based pair zero_based",
    "parity.reports": "Finding PairReport Report",
    "parity.session": "Session",
}
_LAZY = {name: f"pyjuliann.{module}" for module, names in _HOMES.items() for name in names.split()}

__all__ = [  # noqa: PLE0604 - derived, so that no list is kept twice
    "__version__",
    *(name for name, value in tuple(globals().items()) if getattr(value, "__module__", "").startswith("pyjuliann.")),
    *_LAZY,
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from pyjuliann.bridge.folders import version

        return version()
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'pyjuliann' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
