"""Julia in IPython and Jupyter: ``%load_ext pyjuliann`` brings ``%julia``, ``%%julia`` and ``%julia_engine``."""

from __future__ import annotations

import contextlib
import inspect
import re
from typing import TYPE_CHECKING, Any, Final, Protocol

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.start import start_julia
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import ConversionError, JuliaError, PyjuliannError
from pyjuliann.language import Phrase, as_phrase, chosen_language, phrase, sentence, translated
from pyjuliann.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAGICS: Final = {"julia": "line_cell", "julia_engine": "line"}
_PART: Final = "PyjuliannNotebook"


class Shell(Protocol):
    """What is used of IPython's shell."""

    user_ns: dict[str, Any]
    execution_count: int

    def register_magic_function(self, func: Callable[..., Any], magic_kind: str, magic_name: str) -> None:
        """Make a function a magic."""


class Notebook:
    """The magics of one shell, and the engine that they use: one that was named, or one of their own."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._own: Engine | None = None
        self._engine: Engine | None = None

    def register(self) -> None:
        """Make the magics known to the shell, with their help in the language of the environment."""
        for name, kind in MAGICS.items():
            magic = getattr(self, name)
            magic.__func__.__doc__ = _spoken(as_phrase(inspect.cleandoc(magic.__doc__)))
            self._shell.register_magic_function(magic, kind, name)

    def close(self) -> None:
        """End the engine that was started here, if one was."""
        self._engine = None
        if self._own is not None:
            self._own.close()
            self._own = None

    def julia(self, line: str, cell: str | None = None, local_ns: Mapping[str, Any] | None = None) -> Any:
        """Run Julia code in Main, and return the value of its last statement.

        A definition, or a statement that ends with a semicolon, has none. `$name` is a Python variable, and what Julia
        changes in it is changed in Python; in strings, comments and quotes `$` is Julia's own, and so is `$$name`
        anywhere. What is printed appears as it comes. Errors are Julia's, with the line of the cell.

            %julia sqrt(2)
            y = %julia sum(abs2, $x)
        """
        # the line of the magic is the first of the cell, so that lines are those that the notebook shows
        code = line if cell is None else f"{line}\n{cell}"
        with _without_our_frames(PyjuliannError, NameError):
            return self._run(code, {**self._shell.user_ns, **(local_ns or {})})

    # IPython itself would put what `$name` and `{code}` give, as text, into the line
    julia._ipython_magic_no_var_expand = True  # type: ignore[attr-defined]
    julia.needs_local_scope = True  # type: ignore[attr-defined]

    def julia_engine(self, line: str) -> Engine:
        """Show the engine that `%julia` uses, or use that in a Python variable: ``%julia_engine NAME``."""
        name = line.strip()
        with _without_our_frames(PyjuliannError, TypeError):
            if name:
                engine = self._shell.user_ns.get(name)
                if not isinstance(engine, Engine):
                    raise TypeError(
                        phrase("%julia_engine: expected a variable with an engine of start_julia(), got {}", repr(name))
                    )
                self._engine = engine
            return self._current()

    # ------------------------------------------------------------ one cell

    def _current(self) -> Engine:
        if self._engine is None:
            self._engine = self._own = start_julia()
        return self._engine

    def _run(self, code: str, variables: Mapping[str, Any]) -> Any:
        engine = self._current()
        engine.include(julia_sources() / "worker" / "notebook.jl")  # once in each Julia; it may be a fresh one
        names = engine.call(f"{_PART}.variables", code)
        if missing := [name for name in names if name not in variables]:
            raise NameError(
                phrase("name {} is not defined in Python; `$${}` is Julia's own", repr(missing[0]), missing[0])
            )
        values = [variables[name] for name in names]
        file = f"In[{self._shell.execution_count}]"
        try:
            return engine.call(f"{_PART}.run", code, file, names, *values, update=True)
        except ConversionError as error:
            if str(error).startswith(f"{_PART}.run returned "):
                print(engine.call(f"{_PART}.shown"))  # it has no counterpart here, and is shown all the same
                return None
            raise _about(error, names) from None


_BEFORE: Final = 3  # arguments of `run` before the variables


def _about(error: ConversionError, names: list[str]) -> ConversionError:
    """Return an error of the bridge in the words of who wrote a cell."""
    return ConversionError(_in_cell(str(error), names).removeprefix(f"{_PART}.run: "))


def _in_cell(text: str, names: list[str]) -> str:
    """Return a sentence in which arguments are called what they are in a cell."""
    if not isinstance(text, Phrase):
        return re.sub(r"\bargument (\d+)", lambda found: _variable(found[1], names), text)
    fields = [_in_cell(field, names) if isinstance(field, str) else field for field in text.fields]
    if "argument {}" in text.template and str(fields[-1]).isdecimal():
        return phrase(text.template.replace("argument {}", "{}"), *fields[:-1], _variable(fields[-1], names))
    return phrase(text.template, *fields, **text.named)


def _variable(argument: str, names: list[str]) -> str:
    return f"${names[int(argument) - _BEFORE - 1]}"


@contextlib.contextmanager
def _without_our_frames(*kinds: type[Exception]) -> Iterator[None]:
    """Let IPython show of these errors what they say alone."""
    try:
        yield
    except kinds as error:
        error._render_traceback_ = _told(error).splitlines  # type: ignore[attr-defined]
        raise


def _told(error: Exception) -> str:
    """Return what is shown of an error: what it says, in the environment's language, and where Julia was in a cell."""
    if not isinstance(error, JuliaError):
        return f"{type(error).__name__}: {_spoken(str(error))}"
    head = _spoken(str(JuliaError(error.type, error.message)))
    own = re.findall(r"^(?!top-level)(.* at )(?:\./)?(In\[\d+\]:\d+)$", error.backtrace, re.MULTILINE)
    return "\n".join([head, *(f"  {name}{place}" for name, place in own)])


def _spoken(text: str) -> str:
    return translated(sentence(text), words_of(chosen_language()))


_loaded: dict[int, Notebook] = {}


def load(shell: Shell) -> None:
    """Bring the magics into a shell."""
    notebook = _loaded.setdefault(id(shell), Notebook(shell))
    notebook.register()


def unload(shell: Shell) -> None:
    """End what the magics of a shell have started."""
    if (notebook := _loaded.pop(id(shell), None)) is not None:
        notebook.close()
