"""Traps of NaN in maxima, sorting and search, and of the sign of zero."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup

GROUPS = (
    TrapGroup(23, "NaN in maxima, sorting and search", (
        Entry(
            "23.1", "NaN in a maximum",
            line="A NaN makes Julia's maximum NaN; Python's max may pass it over.",
            julia_setup="x = [1.0, NaN, 2.0]", python_setup='x = [1.0, float("nan"), 2.0]', julia="maximum(x)",
            julia_gives="NaN", python="max(x)", python_gives="2.0",
            why=(
                "Python's max keeps what it has unless the next is greater, and nothing is greater than NaN. "
                "np.max agrees with Julia."
            ),
            as_python="reduce((a, b) -> b > a ? b : a, x)", as_julia="np.max(x)",
            source="Julia docs, maximum; Python docs, max",
        ),
        Entry(
            "23.2", "The order of max's arguments",
            line="max(1.0, NaN) is NaN in Julia and 1.0 in Python, where the order decides.",
            julia_setup="a, b = 1.0, NaN", python_setup='a, b = 1.0, float("nan")', julia="max(a, b)",
            julia_gives="NaN", python="max(a, b)", python_gives="1.0",
            why="max(NaN, 1.0) is nan in Python too. np.maximum agrees with Julia, np.fmax passes NaN over.",
            as_python="b > a ? b : a", as_julia="np.maximum(a, b)", source="Julia docs, max; Python docs, max",
        ),
        Entry(
            "23.3", "NaN when sorting a list",
            line="sort puts NaN last; Python's sorted leaves the list unsorted around it.",
            julia_setup="x = [3.0, NaN, 1.0]", python_setup='x = [3.0, float("nan"), 1.0]', julia="sort(x)",
            julia_gives="[1.0, 3.0, NaN]", python="np.array(sorted(x))", python_gives="np.array([3.0, np.nan, 1.0])",
            why=(
                "Julia sorts by isless, in which NaN is the largest. Python compares with <, which is false for "
                "NaN. np.sort agrees with Julia."
            ),
            as_python="sort(x; lt=<)", as_julia="np.sort(x)",
            source="Julia docs, isless; Python docs, Sorting Techniques",
        ),
        Entry(
            "23.4", "NaN as a key",
            line="A NaN is found again in Julia's Dict; Python's dict finds the same object only.",
            julia_setup="d = Dict(NaN => 1)", python_setup='d = {float("nan"): 1}', julia="d[NaN]", julia_gives="1",
            python='d[float("nan")]', python_gives=Raises("KeyError"),
            why="Julia's Dict compares keys with isequal, Python's with is and ==.",
            as_python="Dict(k => v for (k, v) in d if k == k)[NaN]",
            as_julia="next(v for k, v in d.items() if np.isnan(k))",
            source="Julia docs, Dict; Python docs, Mapping Types",
        ),
        Entry(
            "23.5", "any of a NaN",
            line="any([NaN]) is a TypeError in Julia and True in NumPy.",
            julia_setup="x = [NaN]", python_setup="x = np.array([np.nan])", julia="any(x)",
            julia_gives=Raises("TypeError"), python="x.any()", python_gives="np.True_",
            why="Julia wants Booleans. In Python every number but 0 counts as true, NaN too.",
            as_python="any(!iszero, x)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, any; NumPy docs, numpy.any",
        ),
    )),
    TrapGroup(24, "The sign of zero", (
        Entry(
            "24.1", "The larger of two zeros",
            line="max(-0.0, 0.0) is 0.0 in Julia; Python's max keeps the first, -0.0.",
            julia_setup="a, b = -0.0, 0.0", python_setup="a, b = -0.0, 0.0", julia="max(a, b)", julia_gives="0.0",
            python="max(a, b)", python_gives="-0.0",
            why=(
                "Julia orders -0.0 before 0.0. For np.maximum they are equal, and which one comes out depends on "
                "the processor."
            ),
            as_python="b > a ? b : a", as_julia="max(a, b, key=lambda v: (v, np.copysign(1.0, v)))",
            source="Julia docs, max; Python docs, max",
        ),
        Entry(
            "24.2", "The sign of minus zero",
            line="sign(-0.0) is -0.0 in Julia and 0.0 in NumPy.",
            julia_setup="x = -0.0", python_setup="x = np.float64(-0.0)", julia="sign(x)", julia_gives="-0.0",
            python="np.sign(x)", python_gives="np.float64(0.0)",
            why="Julia returns the argument itself where it is zero.",
            as_python="sign(x) + 0.0", as_julia="np.copysign(np.sign(x), x)",
            source="Julia docs, sign; NumPy docs, numpy.sign",
        ),
        Entry(
            "24.3", "The sum of minus zeros",
            line="sum([-0.0]) is -0.0 in Julia and 0.0 in NumPy.",
            julia_setup="x = [-0.0]", python_setup="x = np.array([-0.0])", julia="sum(x)", julia_gives="-0.0",
            python="x.sum()", python_gives="np.float64(0.0)",
            why="NumPy starts from 0.0, and 0.0 + -0.0 is 0.0. Julia starts from the first element.",
            as_python="0.0 + sum(x)", as_julia="x.sum(initial=-0.0)", source="NumPy issue #21213",
        ),
        Entry(
            "24.4", "The mean of minus zeros",
            line="mean([-0.0]) is -0.0 in Julia and 0.0 in NumPy.",
            julia_setup="x = [-0.0]", python_setup="x = np.array([-0.0])", using=("Statistics",), julia="mean(x)",
            julia_gives="-0.0", python="x.mean()", python_gives="np.float64(0.0)",
            why="The mean is a sum divided by n, and the sums differ.",
            as_python="mean(x) + 0.0", as_julia="x.sum(initial=-0.0) / x.size", source="NumPy docs, numpy.mean",
        ),
        Entry(
            "24.5", "Sorting zeros",
            line="sort puts -0.0 before 0.0; NumPy's stable sort keeps them as they were.",
            julia_setup="x = [0.0, -0.0]", python_setup="x = np.array([0.0, -0.0])", julia="sort(x)",
            julia_gives="[-0.0, 0.0]", python='np.sort(x, kind="stable")', python_gives="np.array([0.0, -0.0])",
            why="isless(-0.0, 0.0) is true, -0.0 < 0.0 is false.",
            as_python="sort(x; lt=<)", as_julia="x[np.lexsort((~np.signbit(x), x))]", source="Julia docs, isless",
        ),
        Entry(
            "24.6", "The largest zero",
            line="argmax takes 0.0 before -0.0 in Julia; NumPy takes the first of them.",
            julia_setup="x = [-0.0, 0.0]", python_setup="x = np.array([-0.0, 0.0])", julia="x[argmax(x)]",
            julia_gives="0.0", python="x[np.argmax(x)]", python_gives="np.float64(-0.0)",
            why="Julia's argmax compares with isless.",
            as_python="x[findfirst(==(maximum(x)), x)]", as_julia="x[np.lexsort((~np.signbit(x), x))[-1]]",
            source="Julia docs, argmax; NumPy docs, numpy.argmax",
        ),
        Entry(
            "24.7", "Hashes of zeros",
            line="0.0 and -0.0 have different hashes in Julia and the same one in Python.",
            julia="hash(0.0) == hash(-0.0)", julia_gives="false", python="hash(0.0) == hash(-0.0)", python_gives="True",
            why="What isequal tells apart has hashes of its own.",
            as_python="hash(0.0 + 0.0) == hash(-0.0 + 0.0)", as_julia="hash((0.0).hex()) == hash((-0.0).hex())",
            source="Julia docs, hash; Python docs, hash",
        ),
        Entry(
            "24.8", "A float rounded to zero",
            line="round(-0.4) is -0.0 in Julia; Python's round gives the integer 0.",
            julia="string(round(-0.4))", julia_gives='"-0.0"', python="str(round(-0.4))", python_gives='"0"',
            why="Python's round returns an int, which has one zero. np.round gives -0.0 as Julia does.",
            as_python="string(round(Int, -0.4))", as_julia="str(float(np.round(-0.4)))",
            source="Julia docs, round; Python docs, round",
        ),
    )),
)  # fmt: skip
