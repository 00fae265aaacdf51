"""Traps of statistics: divisors, empty and single data, quantiles, half precision."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup, Warns

GROUPS = (
    TrapGroup(20, "Standard deviation, variance, mean, median", (
        Entry(
            "20.1", "The divisor of std",
            line="std divides by n - 1 in Julia and by n in NumPy.",
            julia_setup="x = [1.0, 2.0, 4.0, 9.0]", python_setup="x = np.array([1.0, 2.0, 4.0, 9.0])",
            using=("Statistics",), julia="std(x)", julia_gives="3.559026084010437", python="np.std(x)",
            python_gives="np.float64(3.082207001484488)",
            why=(
                "Julia estimates from a sample, NumPy describes the whole. Normalising data by either gives other "
                "weights."
            ),
            as_python="std(x; corrected=false)", as_julia="np.std(x, ddof=1)",
            source="Julia docs, Statistics.std; NumPy docs, numpy.std",
        ),
        Entry(
            "20.2", "The divisor of var",
            line="var divides by n - 1 in Julia and by n in NumPy.",
            julia_setup="x = [1.0, 2.0, 3.0, 4.0]", python_setup="x = np.array([1.0, 2.0, 3.0, 4.0])",
            using=("Statistics",), julia="var(x)", julia_gives="1.6666666666666667", python="np.var(x)",
            python_gives="np.float64(1.25)",
            why="Batch normalisation uses the variance with n: write `corrected=false` in Julia.",
            as_python="var(x; corrected=false)", as_julia="np.var(x, ddof=1)",
            source="Julia docs, Statistics.var; NumPy docs, numpy.var",
        ),
        Entry(
            "20.3", "The deviation of one number",
            line="std of one number is NaN in Julia and 0.0 in NumPy.",
            julia_setup="x = [1.0]", python_setup="x = np.array([1.0])", using=("Statistics",), julia="std(x)",
            julia_gives="NaN", python="np.std(x)", python_gives="np.float64(0.0)",
            why="n - 1 is 0 there. With ddof=1 NumPy gives nan too, and warns.",
            as_python="std(x; corrected=false)",
            as_julia=(
                'with np.errstate(invalid="ignore"):\n    np.sqrt(((x - x.mean()) ** 2).sum() / np.float64(x.size '
                "- 1))"
            ),
            source="Julia docs, Statistics.std; NumPy docs, numpy.std",
        ),
        Entry(
            "20.4", "The median of nothing",
            line="The median of nothing is an ArgumentError in Julia, nan and a warning in NumPy.",
            julia_setup="x = Float64[]", python_setup="x = np.array([])", using=("Statistics",), julia="median(x)",
            julia_gives=Raises("ArgumentError"), python="np.median(x)",
            python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            why="Nothing has no middle. NumPy passes the question on as nan.",
            as_python="isempty(x) ? NaN : median(x)", as_julia="import statistics; statistics.median(x)",
            source="Julia docs, Statistics.median; NumPy docs, numpy.median",
        ),
        Entry(
            "20.5", "The mean of nothing",
            line="The mean of nothing is NaN silently in Julia, with a warning in NumPy.",
            julia_setup="x = Float64[]", python_setup="x = np.array([])", using=("Statistics",), julia="mean(x)",
            julia_gives="NaN", python="np.mean(x)", python_gives=Warns("np.float64(np.nan)", "RuntimeWarning"),
            differ="warnings",
            why="Both divide 0.0 by 0.",
            as_python='isempty(x) && @warn "mean of nothing"\nmean(x)', as_julia="np.mean(x) if x.size else np.nan",
            source="Julia docs, Statistics.mean; NumPy docs, numpy.mean",
        ),
        Entry(
            "20.6", "The mean of half-precision numbers",
            line="mean of Float16 overflows in Julia; NumPy adds in float32.",
            julia_setup="x = Float16[60000, 60000]", python_setup="x = np.array([60000, 60000], dtype=np.float16)",
            using=("Statistics",), julia="mean(x)", julia_gives="Float16(Inf)", python="np.mean(x)",
            python_gives="np.float16(60000)",
            why="Julia adds numbers in their own type. Its largest Float16 is 65504.",
            as_python="Float16(mean(Float32.(x)))",
            as_julia='with np.errstate(over="ignore"):\n    x.sum(dtype=np.float16) / np.float16(x.size)',
            source="NumPy docs, numpy.mean",
        ),
        Entry(
            "20.7", "A function before the data",
            line="mean takes a function first in Julia; NumPy's second argument is an axis.",
            julia_setup="x = [1.0 2.0; 3.0 6.0]", python_setup="x = np.array([[1.0, 2.0], [3.0, 6.0]])",
            using=("Statistics",), julia="mean(x, 1)", julia_gives=Raises("MethodError"), python="np.mean(x, 1)",
            python_gives="np.array([1.5, 4.5])",
            why="A number in the place of the axis is taken for data in Julia: dimensions go by the keyword dims.",
            as_python="vec(mean(x; dims=2))", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, Statistics.mean; NumPy docs, numpy.mean",
        ),
        Entry(
            "20.8", "The median of integers",
            line="The middle one of integers is a float in Julia, an int in Python's statistics.",
            julia_setup="x = [3, 1, 7]", python_setup="import statistics; x = [3, 1, 7]", using=("Statistics",),
            julia="median(x)", julia_gives="3.0", python="statistics.median(x)", python_gives="3", differ="dtype",
            why="Julia's median is always of the type that the middle of two would have, as np.median's is.",
            as_python="sort(x)[end ÷ 2 + 1]", as_julia="np.median(x)",
            source="Julia docs, Statistics.median; Python docs, statistics.median",
        ),
    )),
    TrapGroup(21, "Quantiles", (
        Entry(
            "21.1", "Quantiles of data with NaN",
            line="quantile of data with NaN is an ArgumentError in Julia and nan in NumPy.",
            julia_setup="x = [1.0, NaN, 3.0]", python_setup="x = np.array([1.0, np.nan, 3.0])", using=("Statistics",),
            julia="quantile(x, 0.5)", julia_gives=Raises("ArgumentError"), python="np.quantile(x, 0.5)",
            python_gives="np.float64(np.nan)",
            why="`median` of the same data is NaN on both sides. np.nanquantile leaves NaN out.",
            as_python="any(isnan, x) ? NaN : quantile(x, 0.5)", as_julia="np.quantile(np.asarray_chkfinite(x), 0.5)",
            source="Julia docs, Statistics.quantile; NumPy docs, numpy.quantile",
        ),
        Entry(
            "21.2", "Per cent or share",
            line="quantile takes shares from 0 to 1; there is no percentile that takes 25.",
            julia_setup="x = [1.0, 2.0, 3.0, 4.0, 5.0]", python_setup="x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])",
            using=("Statistics",), julia="quantile(x, 25)", julia_gives=Raises("ArgumentError"),
            python="np.percentile(x, 25)", python_gives="np.float64(2.0)",
            why="NumPy has both names; the StatsBase package brings percentile to Julia.",
            as_python="quantile(x, 25 / 100)", as_julia="np.quantile(x, 25)",
            source="Julia docs, Statistics.quantile; NumPy docs, numpy.percentile",
        ),
        Entry(
            "21.3", "Quantiles of a matrix",
            line="quantile refuses a matrix in Julia; NumPy flattens it.",
            julia_setup="A = [1.0 2.0; 3.0 5.0]", python_setup="A = np.array([[1.0, 2.0], [3.0, 5.0]])",
            using=("Statistics",), julia="quantile(A, 0.5)", julia_gives=Raises("MethodError"),
            python="np.quantile(A, 0.5)", python_gives="np.float64(2.5)",
            why="Only median and mean take whole matrices in Julia.",
            as_python="quantile(vec(A), 0.5)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, Statistics.quantile; NumPy docs, numpy.quantile",
        ),
    )),
)  # fmt: skip
