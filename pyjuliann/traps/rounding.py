"""Traps of rounding: digits, types, division with remainder, exactness."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup

GROUPS = (
    TrapGroup(22, "Rounding", (
        Entry(
            "22.1", "Rounding to digits",
            line="round(2.675, digits=2) is 2.68 in Julia; Python's round gives 2.67.",
            julia_setup="x = 2.675", python_setup="x = 2.675", using=("Printf",), julia="round(x, digits=2)",
            julia_gives="2.68", python="round(x, 2)", python_gives="2.67",
            why=(
                "The number is below 2.675. Python rounds it as it is; Julia and NumPy multiply by 100 first, "
                "which gives 267.5."
            ),
            as_python='parse(Float64, @sprintf("%.2f", x))', as_julia="np.round(x, 2)",
            source="Python docs, round; NumPy docs, numpy.round",
        ),
        Entry(
            "22.2", "The type of a rounded number",
            line="round(2.5) is the float 2.0 in Julia; Python's round gives the integer 2.",
            julia_setup="x = 2.5", python_setup="x = 2.5", julia="round(x)", julia_gives="2.0", python="round(x)",
            python_gives="2", differ="dtype",
            why="Both round a half to the even neighbour. np.round gives a float as Julia does.",
            as_python="round(Int, x)", as_julia="np.round(x)", source="Julia docs, round; Python docs, round",
        ),
        Entry(
            "22.3", "floor and ceil",
            line="floor(2.7) is the float 2.0 in Julia; math.floor gives the integer 2.",
            julia_setup="x = 2.7", python_setup="import math; x = 2.7", julia="floor(x)", julia_gives="2.0",
            python="math.floor(x)", python_gives="2", differ="dtype",
            why="A float is no index in Julia: write floor(Int, x) for one. np.floor gives a float.",
            as_python="floor(Int, x)", as_julia="np.floor(x)", source="Julia docs, floor; Python docs, math.floor",
        ),
        Entry(
            "22.4", "Large numbers as integers",
            line="round(Int, 1e19) is an InexactError in Julia; Python's integers have no bound.",
            julia_setup="x = 1e19", python_setup="x = 1e19", julia="round(Int, x)", julia_gives=Raises("InexactError"),
            python="round(x)", python_gives="10000000000000000000",
            why="Int ends at 9223372036854775807.",
            as_python="round(BigInt, x)", as_julia="int(np.array([round(x)], dtype=np.int64)[0])",
            source="Julia docs, round; Python docs, round",
        ),
        Entry(
            "22.5", "Integers rounded to tens",
            line="round(1234, digits=-2) is the float 1200.0 in Julia, an integer in Python.",
            julia="round(1234, digits=-2)", julia_gives="1200.0", python="round(1234, -2)", python_gives="1200",
            differ="dtype",
            why="Rounding to digits goes through floats in Julia, so large integers lose digits.",
            as_python="100 * div(1234, 100, RoundNearest)", as_julia="float(round(1234, -2))",
            source="Julia docs, round; Python docs, round",
        ),
        Entry(
            "22.6", "Dividing large integers",
            line="9007199254740993 / 3 is rounded twice in Julia and once in Python.",
            julia_setup="n = 9007199254740993", python_setup="n = 9007199254740993", julia="n / 3",
            julia_gives="3.0023997515803305e15", python="n / 3", python_gives="3002399751580331.0",
            why=(
                "Julia converts both integers to Float64 before it divides, as NumPy does. Python divides the "
                "integers exactly."
            ),
            as_python="Float64(n // 3)", as_julia="np.int64(n) / np.int64(3)",
            source="Julia docs, /; Python docs, Built-in Types",
        ),
        Entry(
            "22.7", "Large integers against floats",
            line="2^53 + 1 equals no Float64 in Julia; NumPy rounds it and finds it equal.",
            julia_setup="n = 9007199254740993; x = 9007199254740992.0",
            python_setup="n = np.int64(9007199254740993); x = np.float64(9007199254740992.0)", julia="n == x",
            julia_gives="false", python="n == x", python_gives="np.True_",
            why=(
                "Julia compares numbers of different types exactly, as Python's own int and float are. NumPy "
                "promotes first."
            ),
            as_python="Float64(n) == x", as_julia="int(n) == float(x)",
            source="Julia manual, Mathematical Operations; NumPy docs, Data type promotion",
        ),
        Entry(
            "22.8", "pi",
            line="pi is a number of its own type in Julia and equals no float.",
            python_setup="import math", julia="pi == 3.141592653589793", julia_gives="false",
            python="math.pi == 3.141592653589793", python_gives="True",
            why=(
                "pi is Irrational until it meets a number of some type; with big or Float32 numbers it is as "
                "precise as they are."
            ),
            as_python="Float64(pi) == 3.141592653589793", as_julia="",
            no_idiom="Python has no exact constant to compare with", source="Julia docs, pi",
        ),
        Entry(
            "22.9", "The spacing of negative numbers",
            line="eps(-1.0) is positive in Julia; np.spacing(-1.0) is negative.",
            julia_setup="x = -1.0", python_setup="x = np.float64(-1.0)", julia="eps(x)",
            julia_gives="2.220446049250313e-16", python="np.spacing(x)",
            python_gives="np.float64(-2.220446049250313e-16)",
            why="An error divided by it, counted in units of the last place, changes its sign.",
            as_python="copysign(eps(x), x)", as_julia="abs(np.spacing(x))",
            source="Julia docs, eps; NumPy docs, numpy.spacing",
        ),
    )),
    TrapGroup(45, "Division with remainder of floats", (
        Entry(
            "45.1", "Quotient and remainder at once",
            line="divrem(-7, 2) truncates, Python's divmod floors.",
            julia="divrem(-7, 2)", julia_gives="(-3, -1)", python="divmod(-7, 2)", python_gives="(-4, 1)",
            why="Julia's fldmod is Python's divmod.",
            as_python="fldmod(-7, 2)", as_julia="import math; (math.trunc(-7 / 2), int(math.fmod(-7, 2)))",
            source="Julia docs, divrem; Python docs, divmod",
        ),
        Entry(
            "45.2", "A remainder by zero",
            line="mod(5.0, 0.0) is NaN in Julia and a ZeroDivisionError in Python.",
            julia_setup="x = 0.0", python_setup="x = 0.0", julia="mod(5.0, x)", julia_gives="NaN", python="5.0 % x",
            python_gives=Raises("ZeroDivisionError"),
            why="Floats follow IEEE 754 in Julia; integers raise on both sides.",
            as_python="iszero(x) ? throw(DivideError()) : mod(5.0, x)",
            as_julia='with np.errstate(invalid="ignore"):\n    np.float64(5.0) % x',
            source="Julia docs, mod; Python docs, Built-in Types",
        ),
    )),
    TrapGroup(46, "Functions of integers", (
        Entry(
            "46.1", "Factorials",
            line="factorial(21) is an OverflowError in Julia and exact in Python.",
            python_setup="import math", julia="factorial(21)", julia_gives=Raises("OverflowError"),
            python="math.factorial(21)", python_gives="51090942171709440000",
            why="Here Julia checks, unlike * and ^, which wrap around silently.",
            as_python="factorial(big(21))", as_julia="int(np.array([math.factorial(21)], dtype=np.int64)[0])",
            source="Julia docs, factorial; Python docs, math.factorial",
        ),
        Entry(
            "46.2", "A negative number in binary",
            line="bitstring(-1) is the stored bits in Julia; bin(-1) is a minus sign and 1.",
            julia="bitstring(Int8(-1))", julia_gives='"11111111"', python="bin(-1)", python_gives='"-0b1"',
            why="bitstring shows the two's complement in the type's width, with leading zeros.",
            as_python='"-0b" * string(1, base=2)', as_julia="np.binary_repr(-1, width=8)",
            source="Julia docs, bitstring; Python docs, bin",
        ),
        Entry(
            "46.3", "Hexadecimal without a prefix",
            line="string(255, base=16) is ff in Julia; hex(255) has the prefix 0x.",
            julia="string(255, base=16)", julia_gives='"ff"', python="hex(255)", python_gives='"0xff"',
            why="parse(Int, s; base=16) reads it again, without a prefix.",
            as_python='"0x" * string(255, base=16)', as_julia='f"{255:x}"',
            source="Julia docs, string; Python docs, hex",
        ),
        Entry(
            "46.4", "A shift and a sum",
            line="1 << 2 + 1 is 5 in Julia and 8 in Python: << binds tighter than + there.",
            julia="1 << 2 + 1", julia_gives="5", python="1 << 2 + 1", python_gives="8",
            why="Shifts rank with multiplication in Julia, below addition in Python.",
            as_python="1 << (2 + 1)", as_julia="(1 << 2) + 1",
            source="Julia manual, Mathematical Operations (operator precedence); Python docs, Expressions",
        ),
    )),
)  # fmt: skip
