"""Traps of special values: the strong zero, domain errors, NaN in comparisons, the sign of zero."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup, Warns

GROUPS = (
    TrapGroup(18, "The strong zero", (
        Entry(
            "18.1", "false times NaN",
            line="false * NaN is 0.0 in Julia and nan in Python.",
            julia_setup="b = false; x = NaN", python_setup='b = False; x = float("nan")', julia="b * x",
            julia_gives="0.0", python="b * x", python_gives='float("nan")',
            why="In Julia `false` is a strong zero: it wins over NaN and Inf. So a mask hides what NumPy lets through.",
            as_python="Int(b) * x", as_julia="x if b else 0.0", source="Julia docs, Bool",
        ),
        Entry(
            "18.2", "false times minus infinity",
            line="false * -Inf is -0.0 in Julia and nan in Python.",
            julia_setup="b = false; x = -Inf", python_setup='b = False; x = float("-inf")', julia="b * x",
            julia_gives="-0.0", python="b * x", python_gives='float("nan")',
            why="The strong zero takes the sign of the other factor.",
            as_python="Int(b) * x", as_julia="x if b else np.copysign(0.0, x)", source="Julia docs, Bool",
        ),
        Entry(
            "18.3", "A mask times data with NaN",
            line="Multiplying by a Boolean mask removes NaN in Julia and keeps it in NumPy.",
            julia_setup="mask = [true, false]; x = [1.0, NaN]",
            python_setup="mask = np.array([True, False]); x = np.array([1.0, np.nan])", julia="sum(mask .* x)",
            julia_gives="1.0", python="(mask * x).sum()", python_gives="np.float64(np.nan)",
            why="A loss that masks padding by multiplication is finite in Julia and NaN in Python.",
            as_python="sum(float.(mask) .* x)", as_julia="np.where(mask, x, 0.0).sum()", source="Julia docs, Bool",
        ),
        Entry(
            "18.4", "The imaginary unit times infinity",
            line="im * Inf has the real part 0.0 in Julia and nan in Python.",
            julia="real(im * Inf)", julia_gives="0.0", python='(1j * float("inf")).real', python_gives='float("nan")',
            why="`im` is a Complex{Bool}: its real part is the strong zero. Python's 1j has the float 0.0 there.",
            as_python="real((0.0 + 1.0im) * complex(Inf))", as_julia='complex(0, float("inf")).real',
            source="Julia manual, Complex and Rational Numbers",
        ),
    )),
    TrapGroup(19, "Outside the domain", (
        Entry(
            "19.1", "The root of a negative number",
            line="sqrt(-1.0) is a DomainError in Julia, nan and a warning in NumPy.",
            julia_setup="x = -1.0", python_setup="x = np.float64(-1.0)", julia="sqrt(x)",
            julia_gives=Raises("DomainError"), python="np.sqrt(x)",
            python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            why="A real argument never gives a complex result, and Julia does not make up a NaN.",
            as_python="x < 0 ? NaN : sqrt(x)", as_julia='with np.errstate(invalid="raise"):\n    np.sqrt(x)',
            source="Julia manual, Mathematical Operations; NumPy docs, numpy.errstate",
        ),
        Entry(
            "19.2", "One negative number among many",
            line="A single negative element makes sqrt.(x) fail in Julia; NumPy computes the rest.",
            julia_setup="x = [4.0, -1.0]", python_setup="x = np.array([4.0, -1.0])", julia="sqrt.(x)",
            julia_gives=Raises("DomainError"), python="np.sqrt(x)",
            python_gives=Warns("np.array([2.0, np.nan])", "RuntimeWarning"),
            why="Broadcasting calls the scalar function, and the first error ends it.",
            as_python="map(v -> v < 0 ? NaN : sqrt(v), x)",
            as_julia='with np.errstate(invalid="raise"):\n    np.sqrt(x)',
            source="Julia manual, Mathematical Operations; NumPy docs, numpy.errstate",
        ),
        Entry(
            "19.3", "The logarithm of a negative number",
            line="log(-1.0) is a DomainError in Julia, nan and a warning in NumPy.",
            julia_setup="x = -1.0", python_setup="x = np.float64(-1.0)", julia="log(x)",
            julia_gives=Raises("DomainError"), python="np.log(x)",
            python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            why="`log(complex(x))` is the complex logarithm in Julia, `np.emath.log(x)` in NumPy.",
            as_python="x < 0 ? NaN : log(x)", as_julia='with np.errstate(invalid="raise"):\n    np.log(x)',
            source="Julia docs, log; NumPy docs, numpy.log",
        ),
        Entry(
            "19.4", "The logarithm of zero",
            line="log(0.0) is -Inf silently in Julia, and with a warning in NumPy.",
            julia_setup="x = 0.0", python_setup="x = np.float64(0.0)", julia="log(x)", julia_gives="-Inf",
            python="np.log(x)", python_gives=Warns("np.float64(-np.inf)", "RuntimeWarning"), differ="warnings",
            why=(
                "A pole is a limit and no domain error in Julia. Cross entropy of a probability of 0 goes "
                "unnoticed there."
            ),
            as_python='iszero(x) && @warn "the logarithm of zero"\nlog(x)',
            as_julia='with np.errstate(divide="ignore"):\n    np.log(x)',
            source="Julia docs, log; NumPy docs, numpy.log",
        ),
        Entry(
            "19.5", "The sine of infinity",
            line="sin(Inf) is a DomainError in Julia, nan and a warning in NumPy.",
            julia_setup="x = Inf", python_setup="x = np.float64(np.inf)", julia="sin(x)",
            julia_gives=Raises("DomainError"), python="np.sin(x)",
            python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            why="So do cos and tan. `sin(NaN)` is NaN on both sides.",
            as_python="isinf(x) ? NaN : sin(x)", as_julia='with np.errstate(invalid="raise"):\n    np.sin(x)',
            source="Julia docs, sin; NumPy docs, numpy.sin",
        ),
        Entry(
            "19.6", "The arc sine of 2",
            line="asin(2.0) is a DomainError in Julia, nan and a warning in NumPy.",
            julia_setup="x = 2.0", python_setup="x = np.float64(2.0)", julia="asin(x)",
            julia_gives=Raises("DomainError"), python="np.arcsin(x)",
            python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            why="A cosine of 1.0000000000000002 from rounding is enough to end a Julia program: clamp it first.",
            as_python="abs(x) > 1 ? NaN : asin(x)", as_julia='with np.errstate(invalid="raise"):\n    np.arcsin(x)',
            source="Julia docs, asin; NumPy docs, numpy.arcsin",
        ),
        Entry(
            "19.7", "A float that overflows",
            line="10.0^400 is Inf in Julia and an OverflowError in Python.",
            julia_setup="n = 400", python_setup="n = 400", julia="10.0^n", julia_gives="Inf", python="10.0**n",
            python_gives=Raises("OverflowError"),
            why="Python's own float raises where its result is too large; `1e308 * 10` is inf even there.",
            as_python='isinf(10.0^n) ? throw(OverflowError("too large")) : 10.0^n',
            as_julia='with np.errstate(over="ignore"):\n    np.float64(10.0) ** n',
            source="Python docs, Built-in Exceptions",
        ),
        Entry(
            "19.8", "exp that overflows",
            line="exp(1000.0) is Inf in Julia and an OverflowError in Python's math.",
            julia_setup="x = 1000.0", python_setup="import math; x = 1000.0", julia="exp(x)", julia_gives="Inf",
            python="math.exp(x)", python_gives=Raises("OverflowError"),
            why=(
                "np.exp gives inf and a RuntimeWarning. A sigmoid written with math.exp fails far out where "
                "Julia's saturates."
            ),
            as_python='isinf(exp(x)) ? throw(OverflowError("too large")) : exp(x)',
            as_julia='with np.errstate(over="ignore"):\n    np.exp(x)', source="Python docs, math.exp",
        ),
        Entry(
            "19.9", "Sums of opposite infinities",
            line="sum([Inf, -Inf]) is NaN silently in Julia, with a warning in NumPy.",
            julia_setup="x = [Inf, -Inf]", python_setup="x = np.array([np.inf, -np.inf])", julia="sum(x)",
            julia_gives="NaN", python="x.sum()", python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            differ="warnings",
            why="NumPy looks at the processor's floating-point flags after a loop; Julia does not.",
            as_python='s = sum(x)\nisnan(s) && @warn "the sum is not a number"\ns',
            as_julia='with np.errstate(invalid="ignore"):\n    x.sum()', source="NumPy docs, numpy.errstate",
        ),
        Entry(
            "19.10", "A literal that is too large",
            line="The literal 1e400 is a syntax error in Julia and inf in Python.",
            julia="1e400", julia_gives=Raises("ParseError"), python="1e400", python_gives='float("inf")',
            why='Julia refuses a literal that no Float64 comes near. `big"1e400"` is the number itself.',
            as_python="Inf", as_julia="", no_idiom="Python takes any float literal",
            source="Julia manual, Integers and Floating-Point Numbers",
        ),
    )),
)  # fmt: skip
