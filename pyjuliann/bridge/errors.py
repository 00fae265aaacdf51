"""What can go wrong between Python and Julia: Julia raised, or the engine failed."""

from __future__ import annotations


class JuliaError(Exception):
    """Julia code raised an exception; Julia itself is well and can be called again.

    Attributes
    ----------
    type : str
        Name of the Julia exception type, such as ``"DomainError"``.
    message : str
        What Julia's ``showerror`` says, without the backtrace.
    backtrace : str
        Julia's backtrace, one frame per line; may be empty.
    function : str
        The Julia function that was called, or ``""``.
    """

    def __init__(self, type: str, message: str, backtrace: str = "", function: str = "") -> None:  # noqa: A002
        super().__init__(type, message, backtrace, function)
        self.type = type
        self.message = message
        self.backtrace = backtrace
        self.function = function

    def __str__(self) -> str:
        text = self.message if self.message.startswith(self.type) else f"{self.type}: {self.message}"
        return f"Julia raised in {self.function}: {text}" if self.function else text


class EngineError(Exception):
    """The engine failed: Julia could not be found or started, died, or broke the protocol."""


class EngineTimeoutError(EngineError, TimeoutError):
    """A call, or the start of Julia, took longer than its timeout allows."""


class ConversionError(EngineError, TypeError):
    """A value has no counterpart in the other language, so it does not cross the bridge."""


class EngineRestartedWarning(RuntimeWarning):
    """A Julia worker had ended; a fresh one, without the old one's state, has taken its place."""
