"""Traps of reductions: dimensions that stay or go, the order of summation."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup

GROUPS = (
    TrapGroup(25, "Reductions along a dimension", (
        Entry(
            "25.1", "The reduced dimension",
            line="sum along a dimension keeps it with length 1 in Julia; NumPy drops it.",
            julia_setup="A = [1 2 3; 4 5 6]", python_setup="A = np.array([[1, 2, 3], [4, 5, 6]])",
            julia="sum(A; dims=1)", julia_gives="[5 7 9]", python="A.sum(axis=0)", python_gives="np.array([5, 7, 9])",
            differ="shape",
            why=(
                "What stays fits A again: A .- sum(A; dims=2) works as written. So do mean, maximum, prod, any "
                "and all."
            ),
            as_python="vec(sum(A; dims=1))", as_julia="A.sum(axis=0, keepdims=True)",
            source="Julia docs, sum; NumPy docs, numpy.sum",
        ),
        Entry(
            "25.2", "Subtracting the row means",
            line="A .- mean(A; dims=2) works in Julia; A - A.mean(axis=1) fails in NumPy.",
            julia_setup="A = [1.0 2.0 3.0; 4.0 5.0 6.0]",
            python_setup="A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])", using=("Statistics",),
            julia="A .- mean(A; dims=2)", julia_gives="[-1.0 0.0 1.0; -1.0 0.0 1.0]", python="A - A.mean(axis=1)",
            python_gives=Raises("ValueError"),
            why="On square matrices NumPy subtracts the means from the columns instead, without a word.",
            as_python="A .- vec(mean(A; dims=2))'", as_julia="A - A.mean(axis=1, keepdims=True)",
            source="Julia docs, Statistics.mean; NumPy docs, numpy.mean",
        ),
        Entry(
            "25.3", "The place of the largest element",
            line="argmax of a matrix is a row and a column in Julia, one flat index in NumPy.",
            julia_setup="A = [1 9; 2 3]", python_setup="A = np.array([[1, 9], [2, 3]])", julia="Tuple(argmax(A))",
            julia_gives="(1, 2)", python="np.argmax(A)", python_gives="np.int64(1)", differ="container",
            why="Julia gives a CartesianIndex, with which A[i] is the element. NumPy's index counts along rows from 0.",
            as_python="argmax(vec(permutedims(A))) - 1",
            as_julia="tuple(int(i) + 1 for i in np.unravel_index(np.argmax(A), A.shape))",
            source="Julia docs, argmax; NumPy docs, numpy.argmax",
        ),
        Entry(
            "25.4", "argmax along rows",
            line="argmax along a dimension gives Cartesian indices in Julia, positions in NumPy.",
            julia_setup="A = [1 9; 8 3]", python_setup="A = np.array([[1, 9], [8, 3]])",
            julia="Tuple(argmax(A; dims=2)[2])", julia_gives="(2, 1)", python="np.argmax(A, axis=1)[1]",
            python_gives="np.int64(0)", differ="container",
            why="Accuracy counts need the column alone: `getindex.(argmax(A; dims=2), 2) .- 1` is what NumPy counts.",
            as_python="argmax(A; dims=2)[2][2] - 1", as_julia="(2, int(np.argmax(A, axis=1)[1]) + 1)",
            source="Julia docs, argmax; NumPy docs, numpy.argmax",
        ),
        Entry(
            "25.5", "Sorting a matrix",
            line="sort of a matrix needs dims in Julia; NumPy sorts along the last axis.",
            julia_setup="A = [3 1; 2 4]", python_setup="A = np.array([[3, 1], [2, 4]])", julia="sort(A)",
            julia_gives=Raises("UndefKeywordError"), python="np.sort(A)", python_gives="np.array([[1, 3], [2, 4]])",
            why="There is no default that everybody would expect.",
            as_python="sort(A; dims=2)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, sort; NumPy docs, numpy.sort",
        ),
        Entry(
            "25.6", "Cumulative sums of a matrix",
            line="cumsum of a matrix needs dims in Julia; NumPy flattens it.",
            julia_setup="A = [1 2; 3 4]", python_setup="A = np.array([[1, 2], [3, 4]])", julia="cumsum(A)",
            julia_gives=Raises("UndefKeywordError"), python="np.cumsum(A)", python_gives="np.array([1, 3, 6, 10])",
            why="NumPy's sort goes along the last axis and its cumsum over all: Julia asks in both cases.",
            as_python="cumsum(vec(permutedims(A)))", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, cumsum; NumPy docs, numpy.cumsum",
        ),
        Entry(
            "25.7", "Differences of a matrix",
            line="diff of a matrix needs dims in Julia; NumPy takes the last axis.",
            julia_setup="A = [1 2; 4 8]", python_setup="A = np.array([[1, 2], [4, 8]])", julia="diff(A)",
            julia_gives=Raises("UndefKeywordError"), python="np.diff(A)", python_gives="np.array([[1], [4]])",
            why="The same as for sort.",
            as_python="diff(A; dims=2)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, diff; NumPy docs, numpy.diff",
        ),
        Entry(
            "25.8", "A dimension that is not there",
            line="sum along dimension 3 of a matrix is the matrix in Julia, an error in NumPy.",
            julia_setup="A = [1 2; 3 4]", python_setup="A = np.array([[1, 2], [3, 4]])", julia="sum(A; dims=3)",
            julia_gives="[1 2; 3 4]", python="A.sum(axis=2)", python_gives=Raises("AxisError"),
            why="Every array of Julia has further dimensions of length 1.",
            as_python='ndims(A) >= 3 ? sum(A; dims=3) : throw(DimensionMismatch("no dimension 3"))',
            as_julia="A[:, :, None].sum(axis=2)",
            source="Julia manual, Multi-dimensional Arrays; NumPy docs, numpy.sum",
        ),
        Entry(
            "25.9", "The size of a dimension that is not there",
            line="size(A, 3) of a matrix is 1 in Julia; A.shape[2] is an IndexError.",
            julia_setup="A = [1 2; 3 4]", python_setup="A = np.array([[1, 2], [3, 4]])", julia="size(A, 3)",
            julia_gives="1", python="A.shape[2]", python_gives=Raises("IndexError"),
            why="Trailing dimensions of length 1 may be asked for and indexed in Julia.",
            as_python="size(A)[3]", as_julia="A[..., None].shape[2]", source="Julia manual, Multi-dimensional Arrays",
        ),
        Entry(
            "25.10", "Counting dimensions from the end",
            line="dims=-1 is an ArgumentError in Julia; axis=-1 is NumPy's last axis.",
            julia_setup="A = [1 2; 3 4]", python_setup="A = np.array([[1, 2], [3, 4]])", julia="sum(A; dims=-1)",
            julia_gives=Raises("ArgumentError"), python="A.sum(axis=-1)", python_gives="np.array([3, 7])",
            why="Dimensions of Julia count from 1, and ndims(A) is the last.",
            as_python="vec(sum(A; dims=ndims(A)))", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, sum; NumPy docs, numpy.sum",
        ),
        Entry(
            "25.11", "The axis as second argument",
            line="sum(A, 1) is a MethodError in Julia; NumPy sums along axis 1.",
            julia_setup="A = [1 2; 3 4]", python_setup="A = np.array([[1, 2], [3, 4]])", julia="sum(A, 1)",
            julia_gives=Raises("MethodError"), python="np.sum(A, 1)", python_gives="np.array([3, 7])",
            why="With two arguments the first is a function in Julia: sum(abs, A).",
            as_python="vec(sum(A; dims=2))", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, sum; NumPy docs, numpy.sum",
        ),
        Entry(
            "25.12", "Summing nothing in particular",
            line="sum([]) is a MethodError in Julia and 0.0 in NumPy.",
            julia="sum([])", julia_gives=Raises("MethodError"), python="np.sum([])", python_gives="np.float64(0.0)",
            why="The empty literal [] has the element type Any, which has no zero; np.array([]) is float64.",
            as_python="sum(Float64[])", as_julia="import functools, operator; functools.reduce(operator.add, [])",
            source="Julia docs, sum; NumPy docs, numpy.sum",
        ),
    )),
    TrapGroup(27, "The order of summation", (
        Entry(
            "27.1", "One after the other",
            line="foldl adds one after the other; NumPy's sum adds in groups.",
            julia_setup="x = fill(0.1, 10)", python_setup="x = np.full(10, 0.1)", julia="foldl(+, x)",
            julia_gives="0.9999999999999999", python="np.add.reduce(x)", python_gives="np.float64(1.0)",
            why=(
                "Floating-point sums depend on their order. Julia's `sum` adds in groups too, of a size that the "
                "processor decides; Python's own `sum` of floats carries the lost digits along from version 3.12 "
                "on."
            ),
            as_python="Float64(sum(big.(x)))", as_julia="import functools, operator; functools.reduce(operator.add, x)",
            source="NumPy docs, numpy.sum (pairwise summation); CPython issue gh-100425",
        ),
        Entry(
            "27.2", "Running totals",
            line="cumsum groups its additions in Julia; NumPy's adds one by one and loses more.",
            julia_setup="x = [2f0^24; ones(Float32, 299)]",
            python_setup="x = np.concatenate([[2**24], np.ones(299)]).astype(np.float32)", julia="cumsum(x)[end]",
            julia_gives="1.6777516f7", python="np.cumsum(x)[-1]", python_gives="np.float32(16777216.0)",
            why=(
                "2^24 + 1 is no Float32: added one by one, all the ones are lost. A million times 0.1f0 gives "
                "100000.086 in Julia and 100958.34 in NumPy."
            ),
            as_python="accumulate((a, b) -> a + b, x)[end]",
            as_julia="np.cumsum(x, dtype=np.float64).astype(np.float32)[-1]",
            source="Julia docs, cumsum; NumPy docs, numpy.sum (notes on pairwise summation)",
        ),
        Entry(
            "27.3", "Sums down the columns",
            line="NumPy sums columns row by row, without grouping; Julia groups in every dimension.",
            julia_setup="A = [fill(2f0^24, 1, 2); ones(Float32, 1099, 2)]",
            python_setup="A = np.ones((1100, 2), dtype=np.float32); A[0] = 2**24",
            julia="all(sum(A; dims=1) .> 2f0^24)", julia_gives="true", python="bool((A.sum(axis=0) > 2**24).all())",
            python_gives="False",
            why="Pairwise summation is used along the fast axis only. Gradients of biases are sums of this kind.",
            as_python="all([foldl(+, column) for column in eachcol(A)] .> 2f0^24)",
            as_julia="bool((A.sum(axis=0, dtype=np.float64) > 2**24).all())",
            source="NumPy docs, numpy.sum (notes on pairwise summation)",
        ),
    )),
)  # fmt: skip
