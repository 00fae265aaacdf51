"""Traps of equality: ==, isequal, ≈, identity, and what counts as true."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, Setup, TrapGroup

_A: Setup = {"julia_setup": "A = [1 2; 3 4]; B = [1 2; 3 5]",
             "python_setup": "A = np.array([[1, 2], [3, 4]]); B = np.array([[1, 2], [3, 5]])"}  # fmt: skip
_APPROX: Final = "Julia docs, isapprox; NumPy docs, numpy.isclose"

GROUPS = (
    TrapGroup(9, "Equality", (
        Entry(
            "9.1", "A == B of arrays",
            line="A == B is one Bool in Julia and an array in NumPy.",
            **_A, julia="A == B", julia_gives="false", python="A == B",
            python_gives="np.array([[True, True], [True, False]])", differ="container",
            why="== asks whether two collections are equal; .== asks it of every element.",
            as_python="collect(Bool, A .== B)", as_julia="np.array_equal(A, B)",
            source="Julia docs, ==; NumPy docs, numpy.array_equal",
        ),
        Entry(
            "9.2", "== of different sizes",
            line="Arrays of different sizes are unequal in Julia; NumPy raises.",
            julia="[1, 2] == [1, 2, 3]", julia_gives="false", python="np.array([1, 2]) == np.array([1, 2, 3])",
            python_gives=Raises("ValueError"),
            why="NumPy's == broadcasts. Up to NumPy 1.24 it gave False with a warning.",
            as_python="all([1, 2] .== [1, 2, 3])", as_julia="np.array_equal([1, 2], [1, 2, 3])",
            source="NumPy 1.25 release notes, expired deprecations", numpy_since="1.25",
        ),
        Entry(
            "9.3", "NaN and isequal",
            line="isequal holds NaN equal to itself; == and NumPy do not.",
            julia="isequal([NaN], [NaN])", julia_gives="true", python="np.array_equal([np.nan], [np.nan])",
            python_gives="False",
            why="isequal is what dictionaries and sort use: every value is equal to itself.",
            as_python="[NaN] == [NaN]", as_julia="np.array_equal([np.nan], [np.nan], equal_nan=True)",
            source="Julia docs, isequal; NumPy docs, numpy.array_equal",
        ),
        Entry(
            "9.4", "Signed zeros and isequal",
            line="isequal tells 0.0 from -0.0; == and NumPy do not.",
            julia="isequal(0.0, -0.0)", julia_gives="false", python="np.equal(0.0, -0.0)", python_gives="np.True_",
            why="They behave differently in 1/x, so isequal, which sets and dictionaries use, keeps them apart.",
            as_python="0.0 == -0.0", as_julia="0.0 == -0.0 and np.signbit(0.0) == np.signbit(-0.0)",
            source="Julia docs, isequal",
        ),
        Entry(
            "9.5", "Sets of zeros",
            line="A set keeps 0.0 and -0.0 apart in Julia and merges them in Python.",
            julia="length(Set([0.0, -0.0]))", julia_gives="2", python="len({0.0, -0.0})", python_gives="1",
            why="Julia's sets and dictionaries go by isequal, Python's by ==.",
            as_python="length(Set([0.0, -0.0] .+ 0.0))",
            as_julia="len({(x, bool(np.signbit(x))) for x in (0.0, -0.0)})",
            source="Julia docs, Set and isequal",
        ),
        Entry(
            "9.6", "NaN in a set",
            line="A set holds one NaN in Julia; in Python each NaN is another.",
            julia="length(Set([NaN, NaN]))", julia_gives="1", python='len({float("nan"), float("nan")})',
            python_gives="2",
            why="isequal(NaN, NaN) is true. Python's set finds a NaN only if it is the very same object.",
            as_python="length([NaN, NaN])", as_julia="len(np.unique([np.nan, np.nan]))",
            source="Julia docs, isequal",
        ),
        Entry(
            "9.7", "Is something small zero?",
            line="1e-10 ≈ 0 is false in Julia; np.isclose has an absolute tolerance of 1e-8.",
            julia="1e-10 ≈ 0", julia_gives="false", python="np.isclose(1e-10, 0)", python_gives="np.True_",
            why="isapprox has rtol = sqrt(eps) and atol = 0: nothing but 0 is close to 0.",
            as_python="isapprox(1e-10, 0; atol=1e-8)", as_julia="np.isclose(1e-10, 0, rtol=2**-26, atol=0)",
            source=_APPROX,
        ),
        Entry(
            "9.8", "≈ on arrays",
            line="≈ on arrays compares norms, so a small element may be far off; np.allclose takes each element.",
            julia="[1e10, 0] ≈ [1e10, 1e-2]", julia_gives="true", python="np.allclose([1e10, 0], [1e10, 1e-2])",
            python_gives="False",
            why="norm(x - y) <= rtol * max(norm(x), norm(y)): one large element covers for the small ones.",
            as_python="all(isapprox.([1e10, 0], [1e10, 1e-2]; rtol=1e-5, atol=1e-8))",
            as_julia="x, y = np.array([1e10, 0]), np.array([1e10, 1e-2])\n"
            "bool(np.linalg.norm(x - y) <= 2**-26 * max(np.linalg.norm(x), np.linalg.norm(y)))",
            source=_APPROX, using=("LinearAlgebra",),
        ),
        Entry(
            "9.9", "The relative tolerance",
            line="≈ allows 1.5e-8 of Float64 in Julia; np.isclose allows 1e-5 of anything.",
            julia="1.0 ≈ 1.000001", julia_gives="false", python="np.isclose(1.0, 1.000001)", python_gives="np.True_",
            why="isapprox takes half of the digits of the type: sqrt(eps(T)).",
            as_python="isapprox(1.0, 1.000001; rtol=1e-5)", as_julia="np.isclose(1.0, 1.000001, rtol=2**-26, atol=0)",
            source=_APPROX,
        ),
        Entry(
            "9.10", "The second argument is the reference",
            line="np.isclose measures by its second argument; ≈ is symmetric.",
            julia="isapprox(1.0, 0.8; rtol=0.21) == isapprox(0.8, 1.0; rtol=0.21)", julia_gives="true",
            python="bool(np.isclose(1.0, 0.8, rtol=0.21) == np.isclose(0.8, 1.0, rtol=0.21))", python_gives="False",
            why="NumPy: |a - b| <= atol + rtol * |b|. Julia takes the larger of the two magnitudes.",
            as_python="close(a, b) = abs(a - b) <= 1e-8 + 0.21 * abs(b)\nclose(1.0, 0.8) == close(0.8, 1.0)",
            as_julia="import math\nmath.isclose(1.0, 0.8, rel_tol=0.21) == math.isclose(0.8, 1.0, rel_tol=0.21)",
            source=_APPROX,
        ),
        Entry(
            "9.11", "≈ of different sizes",
            line="≈ of different sizes raises in Julia; np.allclose broadcasts.",
            julia="[1.0, 1.0] ≈ [1.0]", julia_gives=Raises("DimensionMismatch"),
            python="np.allclose([1.0, 1.0], [1.0])", python_gives="True",
            why="The difference of two vectors needs one size. A result of the wrong size may pass np.allclose.",
            as_python="all([1.0, 1.0] .≈ [1.0])",
            as_julia='x, y = np.ones(2), np.ones(1)\nif x.shape != y.shape:\n    raise ValueError("different sizes")\n'
            "np.allclose(x, y)",
            source=_APPROX,
        ),
        Entry(
            "9.12", "The same object",
            line="=== on equal numbers is true in Julia; `is` asks for the very object.",
            julia="x = 1000.5; y = 1000.0 + 0.5; x === y", julia_gives="true",
            python="x = np.float64(1000.5); y = np.float64(1000.0) + 0.5; x is y", python_gives="False",
            why="Immutable values have no identity in Julia: === compares type and bits.",
            as_python="x = Ref(1000.5); y = Ref(1000.0 + 0.5); x === y",
            as_julia="x = np.float64(1000.5); y = np.float64(1000.0) + 0.5\n"
            "type(x) is type(y) and x.tobytes() == y.tobytes()",
            source="Julia docs, ===",
        ),
        Entry(
            "9.13", "in with NaN",
            line="NaN in [NaN] is false in Julia; Python's list finds the same object.",
            julia="NaN in [NaN]", julia_gives="false", python="np.nan in [np.nan]", python_gives="True",
            why="Julia's `in` uses ==; Python's tries identity first.",
            as_python="any(x -> isequal(x, NaN), [NaN])", as_julia="any(x == np.nan for x in [np.nan])",
            source="Julia docs, in; Python reference, 6.10.2",
        ),
        Entry(
            "9.14", "A range equals a vector",
            line="1:3 == [1, 2, 3] is true in Julia; range(1, 4) == [1, 2, 3] is false.",
            julia="1:3 == [1, 2, 3]", julia_gives="true", python="range(1, 4) == [1, 2, 3]", python_gives="False",
            why="A range is a vector in Julia, equal to any other with the same elements.",
            as_python="1:3 === [1, 2, 3]", as_julia="list(range(1, 4)) == [1, 2, 3]", source="Julia docs, ==",
        ),
    )),
)  # fmt: skip
