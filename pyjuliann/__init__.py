"""A blog series' neural networks in Python and in Julia, a bridge between the two, and a parity checker.

Importing it starts nothing, prints nothing and touches no files; the parity checker is loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.errors import (
    ConversionError,
    EngineError,
    EngineRestartedWarning,
    EngineTimeoutError,
    JuliaError,
)
from pyjuliann.bridge.start import start_julia
from pyjuliann.bridge.typed import JuliaValue

if TYPE_CHECKING:
    from pyjuliann.parity.check import check, check_all
    from pyjuliann.parity.compare import compare
    from pyjuliann.parity.comparison import Policy
    from pyjuliann.parity.diagnose import diagnose
    from pyjuliann.parity.exceptions import PairError
    from pyjuliann.parity.judgement import judge
    from pyjuliann.parity.pair import Expectation, Pair, Twin, mirrors, one_based, pair, zero_based
    from pyjuliann.parity.reports import Report

    __version__: str

__all__ = [
    "ConversionError",
    "EngineError",
    "EngineRestartedWarning",
    "EngineTimeoutError",
    "Expectation",
    "JuliaError",
    "JuliaValue",
    "Pair",
    "PairError",
    "Policy",
    "Report",
    "Twin",
    "__version__",
    "check",
    "check_all",
    "compare",
    "diagnose",
    "judge",
    "mirrors",
    "one_based",
    "pair",
    "start_julia",
    "zero_based",
]

_HOMES = {
    "check": "parity.check",
    "check_all": "parity.check",
    "compare": "parity.compare",
    "diagnose": "parity.diagnose",
    "judge": "parity.judgement",
    "mirrors": "parity.pair",
    "one_based": "parity.pair",
    "pair": "parity.pair",
    "zero_based": "parity.pair",
    "Expectation": "parity.pair",
    "Pair": "parity.pair",
    "PairError": "parity.exceptions",
    "Policy": "parity.comparison",
    "Report": "parity.reports",
    "Twin": "parity.pair",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from pyjuliann.bridge.folders import version

        return version()
    if name in _HOMES:
        return getattr(import_module(f"pyjuliann.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'pyjuliann' has no attribute {name!r}")
