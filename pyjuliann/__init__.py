"""A blog series' neural networks in Python and in Julia, a bridge between the two, and a parity checker.

Importing it starts nothing, prints nothing and touches no files.
"""

from pyjuliann.bridge.errors import (
    ConversionError,
    EngineError,
    EngineRestartedWarning,
    EngineTimeoutError,
    JuliaError,
)
from pyjuliann.bridge.start import start_julia
from pyjuliann.bridge.typed import JuliaValue

__all__ = [
    "ConversionError",
    "EngineError",
    "EngineRestartedWarning",
    "EngineTimeoutError",
    "JuliaError",
    "JuliaValue",
    "__version__",
    "start_julia",
]


def __getattr__(name: str) -> str:
    if name == "__version__":
        from pyjuliann.bridge.folders import version

        return version()
    raise AttributeError(f"module 'pyjuliann' has no attribute {name!r}")
