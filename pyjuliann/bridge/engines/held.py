"""What one engine's two sides hold of each other: Julia's values by handles, Python's functions by numbers."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from cbor2 import CBORTag

from pyjuliann.bridge.values.decode import Refers
from pyjuliann.bridge.values.objects import Holder, JuliaModule, JuliaObject
from pyjuliann.bridge.values.wire import OBJECT
from pyjuliann.errors import EngineError, JuliaError
from pyjuliann.language import chosen_language, phrase, translated
from pyjuliann.wording import words_of

MOST_NOTES = 5  # that an exception carries of the Julia frames that it came through


class Held:
    """The handles and functions of one Julia: one that is started in its place has another.

    Attributes
    ----------
    dropped : deque of int
        Numbers of values whose handles are gone, which Julia has not been told of; filled from any thread.
    functions : dict of int to callable
        Those that Julia may call.
    """

    def __init__(self) -> None:
        self.dropped: deque[int] = deque()
        self.functions: dict[int, Callable[..., Any]] = {}
        self.gone = ""
        self._raised: dict[int, BaseException] = {}

    def refer(self, holder: Holder) -> Refers:
        """Return what makes a value of a reference that Julia sent."""

        def refer(tag: CBORTag) -> Any:
            if tag.tag != OBJECT:
                return self.function(tag.value)
            number, julia_type = tag.value
            if not (isinstance(number, int) and isinstance(julia_type, str)):
                raise ValueError(f"{tag.value!r:.40} is no handle")  # noqa: TRY004 - what is wrong with the frame
            kind = JuliaModule if julia_type == "Module" else JuliaObject
            return kind(holder, self.dropped, number, julia_type)

        return refer

    def function(self, number: int) -> Callable[..., Any]:
        """Return a function that Julia has."""
        try:
            return self.functions[number]
        except KeyError:
            raise EngineError(
                phrase("the Python function is gone, with the engine or the call that it was given to")
            ) from None

    def take_dropped(self) -> list[int]:
        """Return the numbers of values that Julia may let go of; they are told once."""
        numbers = []
        while self.dropped:
            try:
                numbers.append(self.dropped.popleft())
            except IndexError:  # another thread was faster
                break
        return numbers

    def forget_functions(self, numbers: Iterable[int]) -> None:
        """Let go of functions; some may be gone already."""
        for number in numbers:
            self.functions.pop(number, None)

    # ------------------------------------------------------------ exceptions on their way through Julia

    def raised(self, error: Exception) -> list[Any]:
        """Return what Julia is told of an exception that a function of Python's raised, and keep it."""
        number = len(self._raised) + 1
        self._raised[number] = error
        try:
            frames = "".join(traceback.format_tb(error.__traceback__))
            words = str(error)
        except Exception as problem:  # noqa: BLE001 - what a user's class does, or no room on the stack
            frames, words = "", phrase("(its message cannot be shown: {})", type(problem).__name__)
        julia = error.number if isinstance(error, JuliaError) else 0
        return ["raise", number, type(error).__name__, _valid(words), _valid(frames), julia]

    def forget_raised(self) -> None:
        """Let go of exceptions, once no call is under way."""
        self._raised.clear()

    def raise_again(self, number: int, what: str, frames: str) -> None:
        """Raise the exception of a number, if it is still kept, with a note on the Julia that it came through."""
        error = self._raised.get(number)
        if error is None:
            return
        if len(getattr(error, "__notes__", ())) < MOST_NOTES:
            indented = "".join(f"\n  {line}" for line in frames.splitlines())
            note = phrase("It came through {}, which Python called; Julia's frames:{}", what, indented)
            error.add_note(translated(str(note), words_of(chosen_language())))
        raise error


def _valid(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
