"""How Julia is reached: one value that is built once and passed on to whoever starts a Julia.

A new setting is a field here, and what heeds it in `bridge.engines`: the arguments of `start_julia` and the options
of the commands and of pytest are made from the fields. Nothing is imported, so that pytest's plugin can read this
without the package.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field, fields
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, ParamSpec, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from pyjuliann.language import Phrase

ENGINES: Final = ("auto", "juliacall", "worker", "recorded")
RECORDS: Final = Path(__file__).resolve().with_name("records")
"""Where the answers are that come with the package."""

INTERPRETED: Final = "PYJULIANN_INTERPRETED"

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Option:
    """How a setting is given on the command line, and to pytest.

    Attributes
    ----------
    help : str
        What it says.
    metavar : str
        What stands for its value; "" for one that is only given or not.
    choices : tuple of str
        All values that there are, if they can be listed.
    is_path : bool
        Whether a value in a configuration file is seen from the folder of that file.
    type : callable
        Makes the value of a text; raises `ValueError` for one that it cannot.
    """

    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    is_path: bool = False
    type: Callable[[str], Any] = str

    def text(self, default: Any) -> str:
        """Return what it says, with what holds where it is not given."""
        from pyjuliann.language import as_phrase

        told = as_phrase(self.help)
        return told if default is None or default is False else phrase("{} (default: {})", told, default)

    def seen_from(self, folder: Path, text: str) -> str:
        """Return a value that was written in a folder, as it is to be read elsewhere."""
        return str(folder / Path(text).expanduser()) if self.is_path and not text.startswith("@") else text


def seconds(what: str, timeout: Any) -> float | None:
    """Return a time limit as a float; raise `ValueError` if it is no number above 0 that one has, nor None."""
    if timeout is None:
        return None
    try:
        limit = 0.0 if isinstance(timeout, bool) or not isinstance(timeout, Real) else float(timeout)
    except OverflowError:
        limit = 0.0
    if not limit > 0:
        _refuse("timeout", phrase("expected seconds above 0, or None, got {}", short(timeout)), what)
    return limit


_WORKER_WITH_JULIA: Final = "engine='worker'", "julia="


def short(value: Any) -> str:
    """Return how a value is written, in at most 80 characters."""
    try:
        return f"{value!r:.80}"
    except ValueError:  # an int of thousands of digits
        return phrase("an int of {} bits", value.bit_length())


def phrase(template: str, *fields: Any) -> Phrase:
    """Return a sentence; what makes one is imported when there is one to say."""
    from pyjuliann import language

    return language.phrase(template, *fields)


def _refuse(name: str, why: Phrase, what: str = "JuliaSettings") -> None:
    raise ValueError(phrase("{}: {}: {}", what, name, why))


@dataclass(frozen=True)
class JuliaSettings:
    """How Julia is reached, for `start_julia`, `check` and all else that starts one.

    Parameters
    ----------
    engine : {"auto", "juliacall", "worker", "recorded"}
        ``"juliacall"`` runs Julia inside this process, ``"worker"`` as a child process, and ``"recorded"``
        runs none: it gives the answers that a live engine gave before, and no others.
        ``"auto"`` takes juliacall where it can start, else a worker; a worker also where ``julia`` or ``timeout`` is
        given, which juliacall cannot heed.
    julia : str or path, optional
        The Julia executable to use, which also chooses the worker; by default the first healthy one of:
        ``PYJULIANN_JULIA``, juliapkg's, ``julia`` on PATH, juliaup's, one that pyjuliann installed.
    timeout : float, optional
        Seconds that the start may take (60 by default), and the default limit of each call (none by default).
    project : str or path, optional
        The Julia project whose packages are there: a folder with a Project.toml, ``"@."`` for the one that the
        current folder is in, or ``"@name"`` for a shared one. By default what ``JULIA_PROJECT`` says, else
        juliapkg's, if it is one for the Julia that runs. Recorded answers are compared with what it has.
    install : bool or callable
        Whether a Julia is fetched if none is found; ``PYJULIANN_OFFLINE`` forbids it too. A callable is given
        the lines of progress, which otherwise go to standard error.
    records : str or path, optional
        The file of the recorded engine, written by ``pyjuliann record``, which ``"auto"`` then takes; by default
        `fallback`, or else the answers to the lessons, which come with pyjuliann.
    fallback : str or path, optional
        Recorded answers to all that will be asked: where no Julia can be had, ``"auto"`` then takes these, and
        says so where the lines of progress go.
    interpreted : bool, optional
        Let a worker interpret code rather than compile it: quicker for code that runs once, slower for long loops.
        By default what ``PYJULIANN_INTERPRETED`` says: set, and neither empty nor 0.
    echo : bool or "auto"
        Whether what Julia prints is passed on to Python's own standard output and standard error, by a worker as
        it comes, by juliacall after each call; ``"auto"`` does so on a terminal, in IPython and in a notebook.
        It is kept in ``stdout`` and ``stderr`` of the engine in any case.

    Raises
    ------
    ValueError
        If a setting is none of the above, or does not go with the engine.

    Examples
    --------
    >>> JuliaSettings(engine="worker", timeout=30).timeout
    30.0
    """

    engine: str = field(default="auto", metadata={"option": Option("how Julia is reached", "ENGINE", ENGINES)})
    julia: str | os.PathLike[str] | None = field(
        default=None, metadata={"option": Option("the Julia executable to use, with the worker engine", "PATH")}
    )
    timeout: float | None = None
    _: KW_ONLY
    project: str | os.PathLike[str] | None = field(
        default=None,
        metadata={"option": Option("the Julia project to use: a folder, @. or @name", "PATH", is_path=True)},
    )
    install: bool | Callable[[str], None] = True
    records: str | os.PathLike[str] | None = field(
        default=None,
        metadata={
            "option": Option("answers that pyjuliann record wrote, to use in place of Julia", "FILE", is_path=True)
        },
    )
    fallback: str | os.PathLike[str] | None = None
    interpreted: bool | None = None
    echo: bool | Literal["auto"] = field(
        default="auto", metadata={"option": Option("show what Julia prints, as it comes")}
    )

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            _refuse("engine", phrase("expected one of {}, got {}", ", ".join(ENGINES), short(self.engine)))
        for name in ("julia", "project", "records", "fallback"):
            value = getattr(self, name)
            if value is not None and (not isinstance(value, str | os.PathLike) or not os.fspath(value)):
                _refuse(name, phrase("expected a path, or None, got {}", short(value)))
        object.__setattr__(self, "timeout", seconds("JuliaSettings", self.timeout))
        if not (isinstance(self.install, bool) or callable(self.install)):
            _refuse("install", phrase("expected True, False or a function of a line, got {}", short(self.install)))
        if self.interpreted is None:
            object.__setattr__(self, "interpreted", os.environ.get(INTERPRETED, "").strip() not in {"", "0"})
        if not isinstance(self.interpreted, bool):
            _refuse("interpreted", phrase("expected True, False or None, got {}", short(self.interpreted)))
        if not (isinstance(self.echo, bool) or self.echo == "auto"):
            _refuse("echo", phrase("expected True, False or 'auto', got {}", short(self.echo)))
        if self.records is not None and not self.is_recorded:
            _refuse("records", phrase("only the recorded engine reads them; use {}", "engine='recorded'"))
        if self.julia is not None and self.is_recorded:
            _refuse("julia", phrase("the recorded engine starts none; use {} with {}", *_WORKER_WITH_JULIA))
        if self.julia is not None and self.engine == "juliacall":
            _refuse("julia", phrase("juliacall chooses its own Julia; use {} with {}", *_WORKER_WITH_JULIA))

    @property
    def is_recorded(self) -> bool:
        """Whether recorded answers are asked for, and no Julia."""
        return self.engine == "recorded" or (self.engine == "auto" and self.records is not None)

    @property
    def record_file(self) -> Path:
        """The file that the recorded engine reads."""
        return Path(self.records or self.fallback or RECORDS / "lessons.jsonl")


OPTIONS: Final[dict[str, tuple[Option, Any]]] = {
    each.name: (each.metadata["option"], each.default if each.metadata["option"].metavar else False)
    for each in fields(JuliaSettings)
    if "option" in each.metadata
}
"""The options of the settings that have one, by name, and what holds where they are not given."""

DEFAULTS: Final = JuliaSettings()


def told_as(option: Callable[[str], str], error: ValueError) -> str:
    """Return what is wrong with a setting for someone who gave options, and knows settings under their names."""
    (_, name, why) = error.args[0].fields
    named = re.compile(rf"\b({'|'.join(OPTIONS)})=(?:'(\w+)')?")
    fields = (named.sub(lambda found: f"{option(found[1])} {found[2] or ''}".rstrip(), field) for field in why.fields)
    return phrase("{}: {}", option(name), phrase(why.template, *fields))


# ---------------------------------------------------------------- functions that take settings


class TakesSettings(Protocol[P, T_co]):
    """A function that is given settings, or the arguments that make them."""

    __name__: str

    @overload
    def __call__(self, settings: JuliaSettings, /) -> T_co: ...
    @overload
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co: ...


def takes_settings(
    build: Callable[P, JuliaSettings],
) -> Callable[[Callable[[JuliaSettings], T]], TakesSettings[P, T]]:
    """Have a function of settings take, in their place, what makes them: by name, typed, and documented.

    Examples
    --------
    >>> @takes_settings(JuliaSettings)
    ... def engine_of(settings):
    ...     return settings.engine
    >>> engine_of("worker", timeout=3), engine_of(JuliaSettings("recorded"))
    ('worker', 'recorded')
    """

    def decorate(function: Callable[[JuliaSettings], T]) -> TakesSettings[P, T]:
        result = inspect.signature(function).return_annotation
        signature = inspect.signature(build).replace(return_annotation=result)

        def called(*args: Any, **kwargs: Any) -> T:
            given = [*args, *kwargs.values()]
            if any(isinstance(value, JuliaSettings) for value in given):
                if len(given) > 1 or kwargs:
                    raise TypeError(
                        phrase(
                            "{}: expected a JuliaSettings alone, or what makes one; "
                            "dataclasses.replace(settings, ...) changes some of it",
                            function.__name__,
                        )
                    )
                return function(args[0])
            try:
                signature.bind(*args, **kwargs)
            except TypeError as error:
                known = ", ".join(signature.parameters)
                raise TypeError(phrase("{}: {}; there are {}", function.__name__, error, known)) from None
            try:
                settings = build(*args, **kwargs)
            except ValueError as error:
                raise ValueError(phrase("{}: {}: {}", function.__name__, *error.args[0].fields[1:])) from None
            return function(settings)

        section = inspect.getdoc(build) or ""
        section = section[section.index("Parameters\n") : section.index("\n\nRaises\n")]
        started: Any = functools.update_wrapper(called, function)
        started.__doc__ = (inspect.getdoc(function) or "").replace("{parameters}", section)
        started.__signature__ = signature
        taking: TakesSettings[P, T] = started
        return taking

    return decorate
