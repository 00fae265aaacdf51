"""Traps of the bridge: what a value becomes when it goes to Julia and comes back."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup

GROUPS = (
    TrapGroup(34, "What crosses the bridge", (
        Entry(
            "34.1", "Functions that change their argument",
            line="sort! changes its array; called through the bridge it changes a copy.",
            julia_setup="x = [3, 1, 2]", python_setup="x = np.array([3, 1, 2])", julia="sort!(x)\nx",
            julia_gives="[1, 2, 3]", python='y = julia.call("sort!", x)\nx', python_gives="np.array([3, 1, 2])",
            why="Arguments are copied into Julia; update=True writes back what a function does to one.",
            as_python="sort!(copy(x))\nx", as_julia='julia.call("sort!", x, update=True)\nx',
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.2", "Lists",
            line="[1, 2] has the element type Int in Julia; a Python list arrives with Any.",
            julia="string([1, 2])", julia_gives='"[1, 2]"', python='julia.call("string", [1, 2])',
            python_gives='"Any[1, 2]"',
            why="Functions for Vector{Int} or Vector{Float64} refuse a Vector{Any}, and others are slow on it.",
            as_python="string(Any[1, 2])", as_julia='julia.call("string", np.array([1, 2]))',
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.3", "Lists of lists",
            line="A list of lists arrives as a vector of vectors, no matrix.",
            julia="size([1 2; 3 4])", julia_gives="(2, 2)", python='julia.call("size", [[1, 2], [3, 4]])',
            python_gives="(2,)", differ="length",
            why="Only arrays have a shape.",
            as_python="size([[1, 2], [3, 4]])", as_julia='julia.call("size", np.array([[1, 2], [3, 4]]))',
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.4", "Characters",
            line="A Char comes back as a str, and a str goes to Julia as a String.",
            python_setup="from pyjuliann import JuliaValue", julia='isletter(first("abc"))', julia_gives="true",
            python='julia.call("isletter", julia.call("first", "abc"))', python_gives=Raises("JuliaError"),
            why="Python has no type for one character: say which one is meant.",
            as_python="", as_julia='julia.call("isletter", JuliaValue("a", "Char"))',
            no_idiom="an error is nothing to imitate", source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.5", "Large integers",
            line="big(21) comes back as an int, which goes to Julia as an Int64 again.",
            python_setup="from pyjuliann import JuliaValue", julia="factorial(big(21))",
            julia_gives="big(51090942171709440000)", python='julia.call("factorial", julia.call("big", 21))',
            python_gives=Raises("JuliaError"),
            why=(
                "An int goes as Int64 if it fits, as BigInt if not. Through pyjuliann's `call`, NumPy's scalars "
                "keep their width."
            ),
            as_python="", as_julia='julia.call("factorial", JuliaValue(21, "BigInt"))',
            no_idiom="an error is nothing to imitate", source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.6", "An integer that does not fit",
            line="2^63 wraps around in Julia; Python's 2**63 arrives as a BigInt.",
            julia="identity(2^63)", julia_gives="typemin(Int)", python='julia.call("identity", 2**63)',
            python_gives="9223372036854775808",
            why="The power is computed in Python, without bounds, before it crosses.",
            as_python="identity(big(2)^63)", as_julia='julia.call("identity", np.int64(2) ** 63)',
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.7", "The adjoint of an adjoint",
            line="v'' is a vector again in Julia; between two calls the adjoint becomes a matrix.",
            julia_setup="v = [1.0, 2.0]", python_setup="v = np.array([1.0, 2.0])", julia="size(adjoint(adjoint(v)))",
            julia_gives="(2,)", python='julia.call("adjoint", julia.call("adjoint", v)).shape', python_gives="(2, 1)",
            differ="length",
            why="Lazy wrappers arrive in Python as plain arrays. Compose such functions in Julia.",
            as_python="size(adjoint(Matrix(adjoint(v))))", as_julia="v.shape",
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.8", "Positions",
            line="A position that Julia found counts from 1; Python's index from 0.",
            julia_setup="x = [10, 30, 20]", python_setup="x = np.array([10, 30, 20])", julia="x[argmax(x)]",
            julia_gives="30", python='x[julia.call("argmax", x)]', python_gives="np.int64(20)",
            why="The bridge carries numbers as they are: it cannot know which of them are positions.",
            as_python="x[argmax(x) + 1]", as_julia='x[julia.call("argmax", x) - 1]',
            source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.9", "An empty list",
            line="The sum of an empty Python list is an error in Julia.",
            julia="sum(Int[])", julia_gives="0", python='julia.call("sum", [])',
            python_gives=Raises("JuliaError"),
            why="A list arrives as Vector{Any}, and without an element Julia cannot know of what kind its zero is.",
            as_python="", as_julia='julia.call("sum", np.array([], dtype=np.int64))',
            no_idiom="an error is nothing to imitate", source="pyjuliann, README (What becomes what)",
        ),
        Entry(
            "34.10", "The width of a float",
            line="A Float32 comes back from juliacall as Python's float, which has 64 bits.",
            python_setup="from juliacall import Main as jl", julia="identity(1.5f0)", julia_gives="1.5f0",
            python="jl.identity(np.float32(1.5))", python_gives="1.5", differ="dtype", engine="juliacall",
            why="juliacall converts every float and integer to Python's own. pyjuliann's `call` keeps the width.",
            as_python="Float64(identity(1.5f0))", as_julia='julia.call("identity", np.float32(1.5))',
            source="PythonCall docs, Conversion to Python",
        ),
        Entry(
            "34.11", "An array as a wrapper",
            line="juliacall hands a NumPy array to Julia as a PyArray, which is no Matrix.",
            python_setup="from juliacall import Main as jl", julia="[1.0 2.0; 3.0 4.0] isa Matrix", julia_gives="true",
            python='jl.seval("x -> x isa Matrix")(np.array([[1.0, 2.0], [3.0, 4.0]]))', python_gives="False",
            engine="juliacall",
            why=(
                "Methods for Matrix do not apply to a wrapper, and products of wrappers go without BLAS, several "
                "times slower. pyjuliann hands over plain arrays."
            ),
            as_python="PermutedDimsArray([1.0 3.0; 2.0 4.0], (2, 1)) isa Matrix",
            as_julia='jl.seval("x -> Array(x) isa Matrix")(np.array([[1.0, 2.0], [3.0, 4.0]]))',
            source="PythonCall docs, Conversion to Julia",
        ),
        Entry(
            "34.12", "A list as a wrapper",
            line="juliacall hands a list to Julia as a PyList, which is no Vector.",
            python_setup="from juliacall import Main as jl", julia="Any[1, 2] isa Vector", julia_gives="true",
            python='jl.seval("x -> x isa Vector")([1, 2])', python_gives="False", engine="juliacall",
            why="The list is shared, not copied: Julia sees later changes.",
            as_python="view(Any[1, 2], 1:2) isa Vector", as_julia='jl.seval("x -> collect(x) isa Vector")([1, 2])',
            source="PythonCall docs, Conversion to Julia",
        ),
        Entry(
            "34.13", "Operators on Julia's numbers",
            line="// on a number that stays Julia's is Julia's: it truncates where Python floors.",
            python_setup="from juliacall import Main as jl", julia="fld(-7.0, 2)", julia_gives="-4.0",
            python="float(jl.BigFloat(-7) // 2)", python_gives="-3.0", engine="juliacall",
            why="BigFloat has no counterpart in Python and comes back wrapped; its operators call Julia's.",
            as_python="div(-7.0, 2)", as_julia="float(jl.fld(jl.BigFloat(-7), 2))",
            source="PythonCall docs, Wrapper types",
        ),
    )),
)  # fmt: skip
