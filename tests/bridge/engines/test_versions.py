"""What differs between versions of Julia: named in one file only, and met on this Julia as newer ones give it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip
from fake_julias import program
from jaxtyping import Float64
from processes import eventually

from pyjuliann import EngineError, JuliaError, ManifestWarning, check, pair, start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.machine.compiled import compile_modules, compiled_depot
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import PairError

SOURCES = julia_sources()
HOME = SOURCES / "worker" / "versions.jl"
DOCUMENTED = {
    "Base": "Checked cconvert include invokelatest isexported isidentifier length show showerror size "
    "summarysize unsafe_convert",
    "Core": "eval",
    "Meta": "ParseError parse",
    "BLAS": "gemm gemm!",
}
FIELDS = "body detail instance lb parameters ub var wrapper"
NAMES = re.compile(
    "|".join(rf"\b{module}\.(?!(?:{'|'.join(names.split())})\b)@?\w+" for module, names in DOCUMENTED.items())
    + rf"|\.(?:{'|'.join(FIELDS.split())})\b|:jl_\w+|\bVERSION\s*[<>=]|\bBlas[A-Z]\w+"
)


def uses(text: str) -> Iterator[tuple[int, str]]:
    """Yield every name in a Julia file that is not documented or not the same on every version, with its line."""
    code = re.sub(r'"""[\s\S]*?"""', lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(code.splitlines(), 1):
        bare = re.sub(r"(^|\s)#.*", "", re.sub(r'"(\\.|[^"\\])*"', '""', line))
        for found in NAMES.finditer(bare):
            yield number, found[0]


@pytest.mark.parametrize(
    "line",
    [
        "ccall(:jl_gc_enable, Cint, (Cint,), 0)",
        "import Base.CoreLogging: with_logger",
        "Base.Experimental.@optlevel 1",
        "Base._fd(stream)",
        "x = T.parameters[1]",
        "T.name.wrapper",
        "Core.Compiler.return_type(f, ())",
        "VERSION >= v\"1.9\" && f()",
        "f(x::LinearAlgebra.BlasFloat) = x",
        "BLAS.vendor()",
        "e.detail",
    ],
)  # fmt: skip
def test_a_name_of_julias_own_is_seen(line: str) -> None:
    assert [number for number, _ in uses(f"f(x) = Base.size(x)  # Base._fd\n{line}\n")] == [2]


def test_only_one_file_names_what_versions_differ_in() -> None:
    files = [file for part in ("src", "worker") for file in sorted((SOURCES / part).glob("*.jl")) if file != HOME]
    assert len(files) > 40
    found = [f"{file.relative_to(SOURCES)}: {name}" for file in files for _, name in uses(file.read_text())]
    # a macro that every Julia has under its long name, and what refuses one that is too old to read anything else
    assert found == ["src/layers.jl: Base.@kwdef", "worker/worker.jl: VERSION <"]


def test_that_file_lists_every_name_that_it_uses() -> None:
    text = HOME.read_text()
    table = text.split('"""')[1]
    for _, name in uses(text):
        assert re.search(rf"(?<!\w){re.escape(name.lstrip(':.'))}(?!\w)", table), name


# ---------------------------------------------------------------- this Julia, as newer ones start

# Standard streams in an IOContext each, as from Julia 1.9 on.
WRAPPED = """
for name in (:stdin, :stdout, :stderr)
    Core.eval(Base, :($name = IOContext($name, :color => false)))
end
"""


def julia_with(folder: Path, engine: Engine, before: str) -> Path:
    """Return the Julia of an engine as one that evaluates some code before all else."""
    (folder / "before.jl").write_text(before)
    return program(folder / "julia", f'exec {engine.info.executable} -L {folder}/before.jl "$@"')


def test_a_worker_whose_streams_are_wrapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with start_julia("worker", julia_with(tmp_path, engine, WRAPPED)) as engine:
        assert engine.eval("(stdin, stdout, stderr) isa NTuple{3,IOContext}") is True
        assert engine.eval("read(stdin, String)") == ""
        engine.eval('println("to out"); print(stderr, "to err"); ccall(:puts, Cint, (Cstring,), "from C"); nothing')
        assert (engine.stdout, engine.stderr) == ("to out\nfrom C\n", "to err")
        assert engine.call("sum", [1, 2]) == 3


@pytest.mark.parametrize("interpreted", [False, True])
def test_a_julia_that_is_too_old_is_told_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, interpreted: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    julia = julia_with(tmp_path, engine, 'const VERSION = v"1.4.2"')
    with pytest.raises(EngineError, match=r"1\.4\.2, and (pyjuliann needs )?1\.5 or newer") as caught:
        start_julia("worker", julia, interpreted=interpreted)
    assert str(caught.value).startswith(f"{julia} is no working Julia: ")
    assert "PYJULIANN_JULIA" in str(caught.value)
    assert "`pyjuliann julia install`" in str(caught.value)


# From Julia 1.12 on, there is a second thread by default.
BACKGROUND = """
task = Threads.@spawn begin
    Libc.systemsleep(0.3)  # until the worker waits for the next request
    GC.gc()
    write(raw"{done}", "collected")
end
nothing
"""


def test_another_thread_collects_while_the_worker_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JULIA_NUM_THREADS", "2")
    done = tmp_path / "done"
    with start_or_skip("worker") as engine:
        assert engine.eval("Threads.nthreads()") == 2
        engine.eval(BACKGROUND.format(done=done))
        assert eventually(done.exists)
        assert engine.call("sum", [1, 2]) == 3


@pytest.mark.thorough
def test_nothing_deprecated_and_nothing_defined_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    strict = program(tmp_path / "julia", f'exec {engine.info.executable} --depwarn=error --warn-overwrite=yes "$@"')
    mine = tmp_path / "mine.jl"
    mine.write_text("twice(x) = 2x\n")
    for is_compiled in (False, True):
        assert not compiled_depot(strict, SOURCES), "what interprets compiles nothing ahead"
        if is_compiled:
            compile_modules(strict, SOURCES)
            assert compiled_depot(strict, SOURCES)
        with start_julia("worker", strict) as engine:
            assert engine.call("JuliaNN.relu", np.array([1.0, -1.0])).tolist() == [1.0, 0.0]
            for file in ("parity.jl", "file_functions.jl", "training.jl"):
                engine.include(SOURCES / "worker" / file)
            assert engine.call("PyjuliannFiles.functions", str(mine)) == ["twice"]
            assert engine.call("PyjuliannParity.prepare", "key", "file", "twice", [], str(mine)) is None
            assert engine.call("PyjuliannParity.observe", ["f(x) = x\nf(2)"], "2", [])[0][:3] == ["value", 2, "Int64"]
            assert engine.stderr == ""


# ---------------------------------------------------------------- code that defines what it uses

ONES = "struct Ones <: AbstractVector{Int} end\nBase.size(::Ones) = (2,)\nBase.getindex(::Ones, i::Int) = 1"
TWICE = (
    "module Inner\nf(x) = 2x\nend\nInner.f",
    'using Printf\nx -> parse(Int, @sprintf("%d", 2x))',
    "macro two() 2 end\nx -> @two() * x",
)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        (f"{ONES}\nOnes()", [1, 1]),
        ("module Inner\nf(x) = 2x\nend\nInner.f(2)", 4),
        ('using Printf\n@sprintf("%d", 3)', "3"),
        ("macro three() 3 end\n@three", 3),
    ],
)  # fmt: skip
def test_observed_code_sees_what_it_has_defined(engine: Engine, code: str, value: object) -> None:
    engine.include(SOURCES / "worker" / "parity.jl")
    report = engine.call("PyjuliannParity.observe", [code], None, [])[0]
    assert report[0] == "value", report
    assert (report[1].tolist() if isinstance(value, list) else report[1]) == value


@pytest.mark.parametrize("code", TWICE)
def test_a_pairs_code_sees_what_it_has_defined(engine: Engine, code: str) -> None:
    engine.include(SOURCES / "worker" / "parity.jl")
    assert engine.call("PyjuliannParity.prepare", code, "code", code, [], "") is None
    group = [1, [["value", [3]]], []]
    ((entries, errors, *_),) = engine.call("PyjuliannParity.run", code, [group])
    assert errors == []
    ((kind, name, numbers, values),) = entries
    assert (kind, name, numbers.tolist(), values.tolist()) == ("scalar", "Int64", [1], [6])


# ---------------------------------------------------------------- projects of another Julia

PROJECT = '[deps]\nNotThere = "7876af07-990d-54b4-ab0e-23690620f79a"\n'


LOADING: dict[str, Callable[[Engine, Path], object]] = {
    "call": lambda engine, folder: engine.call("NotThere.f"),
    "eval": lambda engine, folder: engine.eval("using NotThere"),
    "include": lambda engine, folder: engine.include(folder / "mine.jl"),
    "pair": lambda engine, folder: check(pair(len, "length", using="NotThere"), engine=engine),
}


@pytest.mark.parametrize("use", LOADING)
@pytest.mark.thorough
def test_a_manifest_of_another_julia_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, use: str
) -> None:
    (tmp_path / "Project.toml").write_text(PROJECT)
    manifest = tmp_path / "Manifest.toml"
    manifest.write_text('# made by a machine\n\njulia_version = "1.99.2"\nmanifest_format = "2.0"\n\n[deps]\n')
    (tmp_path / "mine.jl").write_text("import NotThere\n")
    monkeypatch.setenv("JULIA_PROJECT", str(tmp_path))
    with pytest.warns(ManifestWarning, match=f"{manifest} was made by Julia 1.99.2"):
        other = start_or_skip("worker")
    with other, pytest.raises((JuliaError, PairError)) as caught:
        LOADING[use](other, tmp_path)
    running = engine.info.julia_version
    assert "Package NotThere" in str(caught.value)
    assert f"The manifest {manifest} was made by Julia 1.99.2, and this is Julia {running}" in str(caught.value)
    assert "start pyjuliann with a Julia 1.99 (julia= or PYJULIANN_JULIA)" in str(caught.value)
    assert f"--project={tmp_path} -e 'import Pkg; Pkg.instantiate()'" in str(caught.value)


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        'julia_version = "{}"\nmanifest_format = "2.0"\n\n[deps]\n',
        'manifest_format = "2.0"\n\n[deps]\n\n[other]\njulia_version = "1.99.0"\n',
        'julia_version = "1.x"\nmanifest_format = "2.0"\n\n[deps]\n',
    ],
)
def test_a_package_that_is_not_there_for_other_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, manifest: str
) -> None:
    (tmp_path / "Project.toml").write_text(PROJECT)
    (tmp_path / "Manifest.toml").write_text(manifest.format(engine.info.julia_version))
    monkeypatch.setenv("JULIA_PROJECT", str(tmp_path))
    with start_or_skip("worker") as other, pytest.raises(JuliaError, match="Package NotThere") as caught:
        other.call("NotThere.f")
    assert "The manifest" not in str(caught.value)


# ---------------------------------------------------------------- the order of dictionaries and sets

# It follows the hashes, which Julia 1.13 computes otherwise. These give their elements the other way round.
BACKWARDS = """
struct Backwards{K,V} <: AbstractDict{K,V}
    dict::Dict{K,V}
end
Base.length(b::Backwards) = length(b.dict)
Base.iterate(b::Backwards, rest = reverse(collect(b.dict))) = isempty(rest) ? nothing : (rest[1], rest[2:end])
Base.get(b::Backwards, key, default) = get(b.dict, key, default)
struct BackwardsSet{T} <: AbstractSet{T}
    set::Set{T}
end
Base.length(b::BackwardsSet) = length(b.set)
Base.iterate(b::BackwardsSet, rest = reverse(collect(b.set))) = isempty(rest) ? nothing : (rest[1], rest[2:end])
Base.in(x, b::BackwardsSet) = x in b.set
"""


@pytest.mark.parametrize(
    ("python", "julia"),
    [
        (
            lambda x: {"sum": x.sum(), "max": x.max(), "min": x.min(), "all": {"first": x[0], "last": x[-1]}},
            'Backwards(Dict("sum" => sum(x), "max" => maximum(x), "min" => minimum(x), '
            '"all" => Backwards(Dict("first" => x[1], "last" => x[end]))))',
        ),
        (lambda x: set(range(20)), "BackwardsSet(Set(0:19))"),
        (lambda x: {1: {"a", "b", "c"}, 2: {"d"}}, 'Dict(1 => BackwardsSet(Set(["a", "b", "c"])), 2 => Set(["d"]))'),
    ],
    ids=["dictionaries", "a set", "sets in a dictionary"],
)
def test_the_order_of_dictionaries_and_sets_says_nothing(engine: Engine, python: Any, julia: str) -> None:
    def function(x: Float64[np.ndarray, " n"]) -> object:  # noqa: F722
        return python(x)

    report = check(pair(function, f"{BACKWARDS}x -> {julia}", ulp=64), engine=engine, cases=20)
    assert report.verdict in ("agree", "identical"), str(report)


def test_a_judgement_does_not_rest_on_the_order(engine: Engine) -> None:
    engine.include(SOURCES / "worker" / "parity.jl")
    forth = "PyjuliannBridge.PyjuliannParity.leaves(Dict(string(k) => k / 7 for k in 1:50))"
    engine.eval(BACKWARDS)
    back = "PyjuliannBridge.PyjuliannParity.leaves(Backwards(Dict(string(k) => k / 7 for k in 1:50)))"
    assert engine.eval(f"isequal({forth}, {back})") is True
