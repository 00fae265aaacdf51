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
    from pyjuliann.parity.check import check
    from pyjuliann.parity.compare import compare
    from pyjuliann.parity.diagnose import diagnose
    from pyjuliann.parity.judgement import judge
    from pyjuliann.parity.pair import mirrors, pair
    from pyjuliann.parity.reports import Report

    __version__: str

__all__ = [
    "ConversionError",
    "EngineError",
    "EngineRestartedWarning",
    "EngineTimeoutError",
    "JuliaError",
    "JuliaValue",
    "Report",
    "__version__",
    "check",
    "compare",
    "diagnose",
    "judge",
    "mirrors",
    "pair",
    "start_julia",
]

_HOMES = {
    "check": "parity.check",
    "compare": "parity.compare",
    "diagnose": "parity.diagnose",
    "judge": "parity.judgement",
    "mirrors": "parity.pair",
    "pair": "parity.pair",
    "Report": "parity.reports",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from pyjuliann.bridge.folders import version

        return version()
    if name in _HOMES:
        return getattr(import_module(f"pyjuliann.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'pyjuliann' has no attribute {name!r}")
