"""What can go wrong, as one tree: `PyjuliannError` is the root, so that a caller may catch all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyjuliann.language import chosen_language, joined, phrase, sentence, translated, words_in
from pyjuliann.wording import TABLES, method_hint

_NAMES: Final = ("pyjuliann.lessons.korean.shared", "pyjuliann.traps.korean.shared")
"""The modules with the Korean of what is said of names of lessons and traps."""


class PyjuliannError(Exception):
    """The root of every error of pyjuliann's own.

    Its text is English. Where the environment's language is Korean, a traceback has it in Korean too: as a note below.
    """

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Make the first note, when someone asks for notes, of the text in Korean, if it has one (PEP 678)."""
            if name == "__notes__" and (told := _in_korean(str(self))):
                self.__notes__ = [told]
                return self.__notes__
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)


def _in_korean(text: str) -> str:
    """Return an error's text in Korean; "" if that is not the environment's language, or the text has no Korean."""
    language = chosen_language()
    told = translated(sentence(text), words_in(language, *TABLES, *_NAMES))
    return "" if told == text else told


class JuliaError(PyjuliannError):
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
    advice : str
        Of what was not found or did not load: where it was looked for, and what to do; else ``""``.
    """

    def __init__(
        self,
        type: str,  # noqa: A002
        message: str,
        backtrace: str = "",
        function: str = "",
        advice: str = "",
    ) -> None:
        super().__init__(type, message, backtrace, function, advice)
        self.type = type
        self.message = message
        self.backtrace = backtrace
        self.function = function
        self.advice = advice
        self.number = 0  # by which Julia knows it, while it is caught in Python code that Julia has called

    @property
    def told(self) -> str:
        """What Julia says, and the advice."""
        said = sentence(self.message)
        return phrase("{}\n{}", said, self.advice) if self.advice else said

    def __str__(self) -> str:
        said = sentence(self.message)
        text = said if said.startswith(self.type) else phrase("{}: {}", self.type, said)
        told = phrase("Julia raised in {}: {}", self.function, text) if self.function else text
        return joined("\n", (told, self.hint, self.advice))

    @property
    def hint(self) -> str:
        """What to give in place of an argument that arrived as another type than Julia has the method for."""
        return method_hint(self.type, self.message)


class EngineError(PyjuliannError):
    """The engine failed: Julia could not be found or started, died, or broke the protocol."""


class EngineTimeoutError(EngineError, TimeoutError):
    """A call, or the start of Julia, took longer than its timeout allows."""


class ClusterError(EngineError):
    """There are no workers to be had as asked: no Dask, no such scheduler, or one that has other versions."""


class ConversionError(EngineError, TypeError):
    """A value has no counterpart in the other language, so it does not cross the bridge."""


class RecordError(EngineError):
    """A record file is damaged or stale, or has no answer to what was asked."""


class UnknownQuestionError(RecordError):
    """A record has no answer to what was asked."""


class PairError(PyjuliannError, ValueError):
    """A pair cannot be checked as it was given: the message says which, why, and what to give instead."""


class ArgumentsError(PairError):
    """No arguments can be made for a pair, or none that both sides take.

    Attributes
    ----------
    problem : str
        What is wrong.
    advice : str
        What to do about it, in Python.
    """

    def __init__(self, problem: str, advice: str = "") -> None:
        advice = advice or phrase("annotate the arguments, or give strategies= or domain=")
        super().__init__(problem, advice)
        self.problem, self.advice = problem, advice

    def __str__(self) -> str:
        return phrase("{}; {}", self.problem, self.advice)


class StoppedError(PairError):
    """A pair was stopped before its end: the message says by what.

    Attributes
    ----------
    outcomes : list of Outcome
        What one side made of the cases before.
    results : list of CaseResult
        What the two sides made of them.
    report : PairReport or None
        What was found until then; None if nothing was compared.
    """

    def __init__(self, message: str, outcomes: list[Any] | None = None) -> None:
        super().__init__(message)
        self.outcomes: list[Any] = outcomes or []
        self.results: list[Any] = []
        self.report: Any = None


class CallTimeoutError(StoppedError):
    """A call of one side took too long."""


class DeadlineError(StoppedError):
    """The time for everything was over."""


class JuliaDiedError(StoppedError):
    """Julia has died of one case after the other."""


class ClusterLostError(StoppedError):
    """The scheduler of a cluster has gone, or its workers died of one chunk again and again."""


class CheckInterrupt(KeyboardInterrupt):
    """Ctrl-C came while a pair was checked.

    Attributes
    ----------
    report : PairReport
        What was found until then.
    """

    def __init__(self, message: str, report: Any) -> None:
        super().__init__(message)
        self.report = report


class TrainingError(PyjuliannError, ValueError):
    """A mistake in what was asked for, or in a file that it needs; its text says what was expected."""


class FileReadError(PyjuliannError, ValueError):
    """A file is missing, damaged, or not what it is called, or lacks what was asked of it; the message says which."""


class UnknownNameError(PyjuliannError, ValueError):
    """There is no lesson, entry or topic of that name; the message says which there are, or what comes closest."""


class _Told:
    """Says, where the environment's language is Korean, in Korean too what it says, in a line below."""

    def __str__(self) -> str:
        text = super().__str__()
        return "\n".join(filter(None, (text, _in_korean(text))))


class EngineRestartedWarning(_Told, RuntimeWarning):
    """A Julia worker had ended; a fresh one, without the old one's state, has taken its place."""


class LostChangeWarning(_Told, UserWarning):
    """A Julia function has changed its argument, which is a copy of the caller's, and the change is in no result."""


class ManifestWarning(_Told, RuntimeWarning):
    """The manifest of the Julia project in use was made by another version of Julia."""


class SourcesChangedWarning(_Told, RuntimeWarning):
    """Julia code that has been loaded was changed since, and what runs is what was loaded."""
