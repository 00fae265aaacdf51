"""Traps of elementary functions: last bits, arguments, units, and names."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, TrapGroup

GROUPS = (
    TrapGroup(33, "Elementary functions", (
        Entry(
            "33.1", "sin in the last bit",
            line="sin(670.0) differs in the last bit: both languages compute it in their own way.",
            julia="sin(670.0)", julia_gives="-0.7451533679583874", python="np.sin(np.float64(670.0))",
            python_gives="np.float64(-0.7451533679583873)",
            why=(
                "Neither promises the nearest number. `pyjuliann ulp sin` measures how often they differ, by how "
                "much, and who is closer: about 3 % of the results are one unit apart."
            ),
            as_python="Float64(sin(big(670.0)))", as_julia="",
            no_idiom="a last bit cannot be imitated: compare within a budget of ULP",
            source="NumPy issue #23523; pyjuliann ulp",
        ),
        Entry(
            "33.2", "acos in the last bit",
            line="acos(-0.5365) differs in the last bit; Julia's is one unit from the nearest.",
            julia="acos(-0.5365)", julia_gives="2.1370805328405957", python="np.arccos(np.float64(-0.5365))",
            python_gives="np.float64(2.1370805328405953)",
            why="`pyjuliann ulp acos` shows where: the errors of both depend on the argument.",
            as_python="Float64(acos(big(-0.5365)))", as_julia="",
            no_idiom="a last bit cannot be imitated: compare within a budget of ULP",
            source="Julia docs, acos; pyjuliann ulp",
        ),
        Entry(
            "33.3", "atan in the last bit",
            line="atan(0.6735) differs in the last bit; Julia's is one unit from the nearest.",
            julia="atan(0.6735)", julia_gives="0.5927184646082793", python="np.arctan(np.float64(0.6735))",
            python_gives="np.float64(0.5927184646082791)",
            why=(
                "Which side is closer changes from function to function and from float64 to float32: `pyjuliann "
                "ulp` has the table."
            ),
            as_python="Float64(atan(big(0.6735)))", as_julia="",
            no_idiom="a last bit cannot be imitated: compare within a budget of ULP",
            source="Julia docs, atan; pyjuliann ulp",
        ),
        Entry(
            "33.4", "Cube roots of Float32",
            line="Julia's cbrt of a Float32 is the nearest number; NumPy's often is not.",
            julia_setup="x = Float32.(1:100)", python_setup="x = np.arange(1, 101, dtype=np.float32)",
            julia="all(cbrt.(x) .== Float32.(cbrt.(Float64.(x))))", julia_gives="true",
            python="bool((np.cbrt(x) == np.cbrt(x.astype(np.float64)).astype(np.float32)).all())", python_gives="False",
            why=(
                "Julia computes the last step in Float64. How often NumPy's float32 functions are off depends on "
                "the processor."
            ),
            as_python="all(Float32.(exp.(log.(x) ./ 3)) .== Float32.(cbrt.(Float64.(x))))",
            as_julia=(
                "y = np.cbrt(x.astype(np.float64)).astype(np.float32)\nbool((y == "
                "np.cbrt(x.astype(np.float64)).astype(np.float32)).all())"
            ),
            source="NumPy pull request #19478; pyjuliann ulp",
        ),
        Entry(
            "33.5", "A literal cube",
            line="0.3^3 is 0.3 * 0.3 * 0.3 in Julia; Python's ** is one correctly rounded power.",
            julia_setup="x = 0.3", python_setup="x = 0.3", julia="x^3", julia_gives="0.027", python="x**3",
            python_gives="0.026999999999999996",
            why="A literal exponent of 2 or 3 becomes multiplications, which round after each.",
            as_python="Float64(big(x)^3)", as_julia="x * x * x", source="Julia docs, Base.literal_pow",
        ),
        Entry(
            "33.6", "The base of a logarithm",
            line="log(2, 8) takes the base first in Julia, math.log(2, 8) last.",
            python_setup="import math", julia="log(2, 8)", julia_gives="3.0", python="math.log(2, 8)",
            python_gives="0.33333333333333337", ulp=1,
            why="Both take two numbers in any order, and give something. log2 and log10 leave no doubt.",
            as_python="log(8, 2)", as_julia="math.log(8, 2)", source="Julia docs, log; Python docs, math.log",
        ),
        Entry(
            "33.7", "Degrees",
            line="sind(30) is exactly 0.5 in Julia; the sine of 30 degrees in radians is not.",
            python_setup="import math", julia="sind(30)", julia_gives="0.5", python="math.sin(math.radians(30))",
            python_gives="0.49999999999999994",
            why="sind reduces the angle in degrees, before it becomes a multiple of an inexact pi.",
            as_python="sin(deg2rad(30))", as_julia="round(math.sin(math.radians(30)), 15)", source="Julia docs, sind",
        ),
        Entry(
            "33.8", "Multiples of pi",
            line="sinpi(1.0) is exactly 0.0 in Julia; sin(pi * 1.0) is about 1e-16.",
            python_setup="import math", julia="sinpi(1.0)", julia_gives="0.0", python="math.sin(math.pi * 1.0)",
            python_gives="1.2246467991473532e-16",
            why="The double nearest to pi is not pi; sinpi and cospi never form it.",
            as_python="sin(Float64(pi) * 1.0)", as_julia="", no_idiom="neither math nor NumPy has such a function",
            source="Julia docs, sinpi",
        ),
    )),
    TrapGroup(28, "Float ranges", (
        Entry(
            "28.1", "The end of a float range",
            line="0:0.1:0.3 has 4 points in Julia; arange(0, 0.3, 0.1) has 3.",
            julia="collect(0:0.1:0.3)", julia_gives="[0.0, 0.1, 0.2, 0.3]", python="np.arange(0, 0.3, 0.1)",
            python_gives="np.array([0.0, 0.1, 0.2])", differ="shape",
            why=(
                "Julia includes the end that you wrote. In arange rounding decides: arange(1, 1.3, 0.1) does "
                "include 1.3."
            ),
            as_python="collect(0:0.1:0.3)[1:end-1]", as_julia="np.arange(4) / 10",
            source="Julia docs, range; NumPy docs, numpy.arange",
        ),
        Entry(
            "28.2", "A point inside a float range",
            line="(0:0.1:1)[4] is 0.3 in Julia; arange has 0.30000000000000004 there.",
            julia="(0:0.1:1)[4] == 0.3", julia_gives="true", python="bool(np.arange(0, 1.1, 0.1)[3] == 0.3)",
            python_gives="False",
            why="Julia's ranges compute in twice the precision and guess that 0.1 means a tenth; NumPy adds steps.",
            as_python="0 + 3 * 0.1 == 0.3", as_julia="bool((np.arange(11) / 10)[3] == 0.3)",
            source="Julia docs, StepRangeLen; NumPy docs, numpy.arange",
        ),
        Entry(
            "28.3", "Equally spaced points",
            line="range and np.linspace differ in the last bit: 0.075 and 0.07500000000000001.",
            julia="range(0, stop=0.1, length=5)[4]", julia_gives="0.075", python="np.linspace(0, 0.1, 5)[3]",
            python_gives="np.float64(0.07500000000000001)",
            why="The same grid of both languages is not bitwise the same: make it on one side and send it.",
            as_python="3 * (0.1 / 4)", as_julia="(np.arange(5) / 40)[3]",
            source="Julia docs, range; NumPy docs, numpy.linspace",
        ),
        Entry(
            "28.4", "A step with an end",
            line="range(0, 9, step=3) includes 9 in Julia; np.arange(0, 9, 3) does not.",
            julia="collect(range(0, 9, step=3))", julia_gives="[0, 3, 6, 9]", python="np.arange(0, 9, 3)",
            python_gives="np.array([0, 3, 6])", differ="shape", julia_since="1.1",
            why="All ranges of Julia include an end that they hit.",
            as_python="collect(range(0, 9 - 1, step=3))", as_julia="np.arange(0, 9 + 1, 3)",
            source="Julia docs, range; Python docs, range",
        ),
    )),
)  # fmt: skip
