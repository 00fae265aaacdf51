"""Traps of indexing: the base, ends, steps, lists of indices, positions that functions return."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, Setup, TrapGroup

_PYTHON: Final = "Julia manual, Noteworthy differences from Python"
_INDEXING: Final = "Julia manual, Multi-dimensional arrays: Indexing"
_X: Setup = {"julia_setup": "x = [10, 20, 30]", "python_setup": "x = np.array([10, 20, 30])"}
_SIX: Setup = {"julia_setup": "x = [10, 20, 30, 40, 50, 60]", "python_setup": "x = np.array([10, 20, 30, 40, 50, 60])"}
_A: Setup = {"julia_setup": "A = [1 2 3; 4 5 6]", "python_setup": "A = np.array([[1, 2, 3], [4, 5, 6]])"}

GROUPS = (
    TrapGroup(1, "Index and ranges", (
        Entry(
            "1.1", "The first index",
            line="Julia counts elements from 1, Python from 0.",
            **_X, julia="x[1]", julia_gives="10", python="x[1]", python_gives="np.int64(20)",
            why="Indices have base 1 in Julia. Every index that goes from one language to the other moves by one.",
            as_python="x[1 + 1]", as_julia="x[1 - 1]", source=_PYTHON,
        ),
        Entry(
            "1.2", "Index 0",
            line="Index 0 is an error in Julia and the first element in Python.",
            **_X, julia="x[0]", julia_gives=Raises("BoundsError"), python="x[0]", python_gives="np.int64(10)",
            why="A Julia array has no element 0; `first(x)` and `x[begin]` do not depend on the base.",
            as_python="first(x)", as_julia="x[len(x)]", source=_PYTHON,
        ),
        Entry(
            "1.3", "Ranges include their end",
            line="A slice includes its end in Julia and excludes it in Python.",
            **_X, julia="x[1:2]", julia_gives="[10, 20]", python="x[1:2]", python_gives="np.array([20])",
            differ="shape",
            why="`1:2` has two elements in Julia. Python's slice has stop - start, and starts one later.",
            as_python="x[(1 + 1):2]", as_julia="x[1 - 1:2]", source=_PYTHON,
        ),
        Entry(
            "1.4", "Negative indices",
            line="A negative index is an error in Julia and counts from the end in Python.",
            **_X, julia="x[-1]", julia_gives=Raises("BoundsError"), python="x[-1]", python_gives="np.int64(30)",
            why="Julia writes `end`, `end - 1` and so on; a negative index is out of bounds.",
            as_python="x[end]", as_julia="x[len(x)]", source=_PYTHON,
        ),
        Entry(
            "1.5", "A slice past the end",
            line="A slice past the end is an error in Julia; Python cuts it off.",
            **_X, julia="x[2:5]", julia_gives=Raises("BoundsError"), python="x[2:5]", python_gives="np.array([30])",
            why="Julia checks every index of the range. Python clamps slices, but not lists of indices.",
            as_python="x[(2 + 1):min(5, end)]", as_julia="x[np.arange(2, 6) - 1]", source=_INDEXING,
        ),
        Entry(
            "1.6", "The step stands in the middle",
            line="Three numbers in a slice: start:step:stop in Julia, start:stop:step in Python.",
            **_SIX, julia="x[1:2:5]", julia_gives="[10, 30, 50]", python="x[1:2:5]", python_gives="np.array([20])",
            differ="shape",
            why="The same three numbers are read in another order, and neither language objects.",
            as_python="x[(1 + 1):5:2]", as_julia="x[0:5:2]",
            source="Julia manual, Noteworthy differences from Python; NumPy docs, Indexing on ndarrays",
        ),
        Entry(
            "1.7", "Slices in reverse order",
            line="x[3:-1:1] is reversed in Julia and empty in Python.",
            **_X, julia="x[3:-1:1]", julia_gives="[30, 20, 10]", python="x[3:-1:1]",
            python_gives="np.array([], dtype=np.int64)", differ="shape",
            why="Julia steps by -1 from 3 to 1. Python reads the -1 as the last element and the 1 as the step.",
            as_python="x[4:2]", as_julia="x[2::-1]", source=_PYTHON,
        ),
        Entry(
            "1.8", "Lists of indices",
            line="A[[1, 2], [1, 3]] is a submatrix in Julia; NumPy pairs the indices.",
            **_A, julia="A[[1, 2], [1, 3]]", julia_gives="[1 3; 4 6]", python="A[[0, 1], [0, 2]]",
            python_gives="np.array([1, 6])", differ="shape",
            why="Julia takes every row with every column; NumPy broadcasts the lists and takes (0, 0) and (1, 2).",
            as_python="A[CartesianIndex.([1, 2], [1, 3])]", as_julia="A[np.ix_([0, 1], [0, 2])]",
            source="NumPy docs, Integer array indexing",
        ),
        Entry(
            "1.9", "One index into a matrix",
            line="One index into a matrix is an element in Julia, counted down columns, and a row in NumPy.",
            **_A, julia="A[2]", julia_gives="4", python="A[1]", python_gives="np.array([4, 5, 6])", differ="container",
            why="Julia's linear indices run over all elements in memory order, which goes down the columns.",
            as_python="A[2, :]", as_julia='A.ravel(order="F")[1]', source="Julia manual, Linear indexing",
        ),
        Entry(
            "1.10", "Too few indices",
            line="Two indices into three dimensions are an error in Julia and a vector in NumPy.",
            julia_setup="T = reshape(1:8, 2, 2, 2)", python_setup='T = np.arange(1, 9).reshape(2, 2, 2, order="F")',
            julia="T[1, 2]", julia_gives=Raises("BoundsError"), python="T[0, 1]", python_gives="np.array([3, 7])",
            why="Julia lets indices be left out only where the length is 1, or all but one of them.",
            as_python="T[1, 2, :]",
            as_julia='if T.ndim != 2 and T.shape[2:] != (1,):\n    raise IndexError("an index is missing")\nT[0, 1]',
            source="Julia manual, Omitted and extra indices", julia_since="1.0",
        ),
        Entry(
            "1.11", "Too many indices",
            line="Julia ignores further indices that are 1; in NumPy they are an error.",
            **_A, julia="A[1, 2, 1]", julia_gives="2", python="A[0, 1, 0]", python_gives=Raises("IndexError"),
            why="A Julia array has any number of further dimensions of length 1, as far as indices go.",
            as_python="ndims(A) == 3 || throw(BoundsError(A, (1, 2, 1)))\nA[1, 2, 1]", as_julia="A[..., None][0, 1, 0]",
            source="Julia manual, Omitted and extra indices",
        ),
        Entry(
            "1.12", "A Boolean as an index",
            line="x[true] is an error in Julia; in NumPy it puts an axis in front.",
            **_X, julia="x[true]", julia_gives=Raises("ArgumentError"), python="x[True]",
            python_gives="np.array([[10, 20, 30]])",
            why="Julia refuses Bool as an index, so that a condition is not taken for a position.",
            as_python="reshape(x, 1, :)",
            as_julia='i = True\nif isinstance(i, bool):\n    raise ValueError("invalid index")\nx[i]',
            source="Julia manual, Supported index types",
        ),
        Entry(
            "1.13", "The length of a matrix",
            line="length(A) counts all elements; len(A) counts the rows.",
            **_A, julia="length(A)", julia_gives="6", python="len(A)", python_gives="2",
            why="A Julia array is a collection of its elements, a NumPy array one of its first axis.",
            as_python="size(A, 1)", as_julia="A.size", source="Julia manual, Basic functions; NumPy docs, ndarray",
        ),
        Entry(
            "1.14", "Looping over a matrix",
            line="A loop over a matrix meets its elements in Julia and its rows in NumPy.",
            **_A, julia="sum(1 for part in A)", julia_gives="6", python="sum(1 for part in A)", python_gives="2",
            why="Iteration follows the same rule as the length. `eachrow` and `flat` go the other way.",
            as_python="sum(1 for part in eachrow(A))", as_julia="sum(1 for part in A.flat)",
            source="Julia manual, Iteration; NumPy docs, Iterating over arrays",
        ),
        Entry(
            "1.15", "enumerate starts at the base",
            line="enumerate counts from 1 in Julia and from 0 in Python.",
            julia="first(enumerate([10, 20]))", julia_gives="(1, 10)", python="next(enumerate([10, 20]))",
            python_gives="(0, 10)",
            why="The count is meant to be an index into an ordinary array of the language.",
            as_python="i, v = first(enumerate([10, 20]))\n(i - 1, v)", as_julia="next(enumerate([10, 20], start=1))",
            source="Julia docs, enumerate",
        ),
        Entry(
            "1.16", "Positions that functions return",
            line="What searchsorted returns is one more in Julia.",
            **_X, julia="searchsortedfirst(x, 20)", julia_gives="2", python="np.searchsorted(x, 20)",
            python_gives="np.int64(1)",
            why="All functions that return positions (argmax, sortperm, findall) use the base of their language.",
            as_python="searchsortedfirst(x, 20) - 1", as_julia="np.searchsorted(x, 20) + 1",
            source="Julia docs, searchsortedfirst",
        ),
        Entry(
            "1.17", "Positions that functions take",
            line="insert!(x, 2, v) puts v second, np.insert(x, 2, v) third.",
            **_X, julia="insert!(x, 2, 15)", julia_gives="[10, 15, 20, 30]", python="np.insert(x, 2, 15)",
            python_gives="np.array([10, 20, 15, 30])",
            why="A position that is an argument has the base of its language too; and insert! changes its argument.",
            as_python="insert!(copy(x), 2 + 1, 15)", as_julia="np.insert(x, 2 - 1, 15)", source="Julia docs, insert!",
        ),
        Entry(
            "1.18", "Searching for what is not there",
            line="findfirst gives nothing where index raises.",
            julia="findfirst(==(9), [1, 2])", julia_gives="nothing", python="[1, 2].index(9)",
            python_gives=Raises("ValueError"),
            why="In Julia the caller must look whether there is a position; `something` turns `nothing` into an error.",
            as_python="something(findfirst(==(9), [1, 2]))",
            as_julia="next((i for i, v in enumerate([1, 2], 1) if v == 9), None)", source="Julia docs, findfirst",
        ),
        Entry(
            "1.19", "Reversing a matrix",
            line="reverse of a matrix needs dims before Julia 1.6; np.flip turns all axes.",
            **_A, julia="reverse(A)", julia_gives={"1.0": Raises("UndefKeywordError"), "1.6": "[6 5 4; 3 2 1]"},
            python="np.flip(A)", python_gives="np.array([[6, 5, 4], [3, 2, 1]])",
            why="From 1.6 on `reverse` without `dims` turns all dimensions, as NumPy does.",
            as_python="reverse(reverse(A, dims=1), dims=2)",
            as_julia='axis = None\nif axis is None:\n    raise TypeError("reverse: dims is needed")\nnp.flip(A, axis)',
            source="Julia docs, reverse (dims compat: 1.6)", julia_until="1.6",
        ),
    )),
)  # fmt: skip
