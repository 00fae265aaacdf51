"""Post 0: making arrays, and what memory order does to a reshape."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Exercise, Form, Formula, Lesson
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can make arrays of any size in both languages, know which type their elements have, and will not
be caught by the one difference that spoils most translated programs: the order in which an array lies in memory.

A network is arithmetic on arrays, so the first thing to learn is how to make one.

**Rows.** `[1 2 3 4 5 6]` in Julia, with blanks, is a matrix of one row: 1×6. Semicolons end a row: `[1 2 3; 4 5 6]` is
2×3, two rows and three columns. In NumPy every row has brackets of its own.

{example:0.1}

{example:0.2}

With commas, `[1, 2, 3]` is a vector in Julia, which has one dimension only. `np.array([1, 2, 3])` is the vector; the
row is `np.array([[1, 2, 3]])`. They print nearly alike, and are not the same:

{example:0.3}

**Sizes.** A 2×3 array has 2 rows and 3 columns in both languages. Julia takes sizes one by one, `ones(3, 5)`; NumPy
wants one tuple, `np.ones((3, 5))`. Here both sides take a tuple. A third size makes a stack of matrices.

{example:0.4}

{example:0.5}

{example:0.6}

{example:0.7}

**Element types.** Both languages choose 64-bit integers for whole numbers and 64-bit floats for `ones` and `zeros`.
Filling with 2 gives integers, filling with 2.0 floats. Julia's `fill` takes the value first and then the size;
`np.full` the size first.

{example:0.8}

{example:0.9}

**Uninitialised memory.** An array can be made without writing to it. That is quick, and what stands in it is whatever
the memory held. Only size and type are defined, so they are all that is compared.

{example:0.10}

{example:0.11}

**Random numbers.** No seed makes NumPy and Julia draw the same numbers, and Julia's own stream has changed between
versions. `random_integers` therefore takes uniform draws as an argument: draw once, hand them to both sides, get the
same integers. Julia's range 1:10 includes the 10; NumPy's `integers(1, 10)` stops at 9.

{formula:integers}

{example:0.12}

{example:0.13}

**Memory order is the trap of this post.** An array is a line of numbers in memory, and a reshape reads that line.
Julia runs down the columns, NumPy along the rows:

{figure:memory-order}

- Julia's `reshape(1:16, 4, 4)` has the first column 1 2 3 4;
- `np.arange(1, 17).reshape(4, 4)` has the first row 1 2 3 4.

The same call, transposed. In an array of m rows and n columns the element in row i and column j, both counted from 1,
is so many places from the start of the line:

{formula:places}

`column_major_reshape` does what Julia does, on both sides; in NumPy that is `order="F"`.

{example:0.14}

{example:0.15}

And this is what NumPy does unless it is told otherwise, with what gives the same in Julia:

{example:0.16}
"""

_ONE_TO_SIX = ((1, 2, 3), (4, 5, 6))
_ONE_TO_SIXTEEN = np.arange(1, 17)
_DRAWS = np.array([[0.05, 0.62, 0.999, 0.31], [0.48, 0.0, 0.77, 0.15]])

FORMULAS = {
    "integers": Formula(
        r"k = a + \lfloor d \cdot (b - a + 1) \rfloor, \qquad 0 \le d < 1",
        "k = a + ⌊d·(b − a + 1)⌋,  0 ≤ d < 1",
    ),
    "places": Formula(
        r"p_{\downarrow} = (i - 1) + (j - 1) \cdot m, \qquad p_{\rightarrow} = (i - 1) \cdot n + (j - 1)",
        "p↓ = (i − 1) + (j − 1)·m,  p→ = (i − 1)·n + (j − 1)",
    ),
}

FIGURES = {
    "memory-order": (
        "The numbers 1 to 16 in a line, as they lie in memory, and the two 4×4 matrices that a reshape makes of it: "
        "Julia's, with an arrow down each column, and NumPy's, with an arrow along each row; the first four numbers "
        "are marked in all three"
    ),
}

EXERCISES = (
    Exercise(
        "What size has the matrix with the rows 1 2, 3 4 and 5 6?",
        Example(
            "0.A1",
            "Three rows of two",
            "matrix_from_rows",
            (((1, 2), (3, 4), (5, 6)),),
            Exact(np.array([[1, 2], [3, 4], [5, 6]])),
        ),
        "Three rows, two columns: 3×2.",
    ),
    Exercise(
        "Julia reshapes the numbers 1 to 12 to 3×4. Which number stands in row 2 and column 3?",
        Example(
            "0.A2",
            "1 to 12 as 3×4",
            "column_major_reshape",
            (np.arange(1, 13), (3, 4)),
            Exact(np.array([[1, 4, 7, 10], [2, 5, 8, 11], [3, 6, 9, 12]])),
        ),
        "It is 8: two full columns of three stand before its column, and one number above it: 6 + 1 places from the "
        "start, so it is the eighth.",
    ),
    Exercise(
        "Which integers from 1 to 10 come of the draws 0.0 and 0.999?",
        Example(
            "0.A3",
            "The smallest and the largest",
            "random_integers",
            (np.array([0.0, 0.999]), 1, 10),
            Exact(np.array([1, 10])),
        ),
        "1 and 10, the two ends: 1 + ⌊0⌋ and 1 + ⌊9.99⌋. A draw is never 1, so 11 never comes.",
    ),
)

LESSON = Lesson(
    id="0",
    title="Arrays",
    text=TEXT,
    functions=(
        "matrix_from_rows",
        "ones_array",
        "zeros_array",
        "filled_array",
        "uninitialized_array",
        "random_integers",
        "column_major_reshape",
    ),
    inside=(("contract.promoted_dtype", ""),),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "0.1",
            "A matrix of one row",
            "matrix_from_rows",
            (((1, 2, 3, 4, 5, 6),),),
            Exact(np.array([[1, 2, 3, 4, 5, 6]]), "1 2 3 4 5 6"),
        ),
        Example(
            "0.2",
            "Two rows of three",
            "matrix_from_rows",
            (_ONE_TO_SIX,),
            Exact(np.array(_ONE_TO_SIX), "1 2 3 / 4 5 6"),
        ),
        Example(
            "0.3",
            "The dimensions of a vector and of a row",
            Twin(lambda vector, row: (vector.ndim, row.ndim), "(vector, row) -> (ndims(vector), ndims(row))"),
            (np.array([1, 2, 3]), np.array([[1, 2, 3]])),
            Exact((1, 2)),
        ),
        Example("0.4", "Ones, 3×5", "ones_array", ((3, 5),), Exact(np.full((3, 5), 1.0), "3×5, all 1.0")),
        Example("0.5", "Ones, 3×5×2", "ones_array", ((3, 5, 2),), Exact(np.full((3, 5, 2), 1.0), "3×5×2, all 1.0")),
        Example("0.6", "Zeros, 2×3", "zeros_array", ((2, 3),), Exact(np.full((2, 3), 0.0), "2×3, all 0.0")),
        Example(
            "0.7",
            "Zeros, 2×3×2",
            "zeros_array",
            ((2, 3, 2),),
            Exact(np.full((2, 3, 2), 0.0), "2×3×2, all 0.0"),
        ),
        Example("0.8", "Filled with 2, 3×4", "filled_array", (2, (3, 4)), Exact(np.full((3, 4), 2), "3×4, all 2")),
        Example(
            "0.9",
            "Filled with 2, 3×4×2",
            "filled_array",
            (2, (3, 4, 2)),
            Exact(np.full((3, 4, 2), 2), "3×4×2, all 2"),
        ),
        Example(
            "0.10",
            "Uninitialised, 2×3",
            "uninitialized_array",
            ((2, 3),),
            Form((2, 3), values_defined=False),
        ),
        Example(
            "0.11",
            "Uninitialised, 2×3×2",
            "uninitialized_array",
            ((2, 3, 2),),
            Form((2, 3, 2), values_defined=False),
        ),
        Example(
            "0.12",
            "Integers 1 to 10, 2×4",
            "random_integers",
            (_DRAWS, 1, 10),
            Form((2, 4), "Int64", low=1, high=10),
        ),
        Example(
            "0.13",
            "Integers 1 to 10, 2×4×2",
            "random_integers",
            (np.stack([_DRAWS, _DRAWS[::-1, ::-1]], axis=2), 1, 10),
            Form((2, 4, 2), "Int64", low=1, high=10),
        ),
        Example(
            "0.14",
            "1 to 16 as 4×4",
            "column_major_reshape",
            (_ONE_TO_SIXTEEN, (4, 4)),
            Exact(
                np.array([[1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [4, 8, 12, 16]]),
                "1 5 9 13 / 2 6 10 14 / 3 7 11 15 / 4 8 12 16",
            ),
        ),
        Example(
            "0.15",
            "1 to 16 as 2×2×4",
            "column_major_reshape",
            (_ONE_TO_SIXTEEN, (2, 2, 4)),
            Exact(
                np.stack([[[1, 3], [2, 4]], [[5, 7], [6, 8]], [[9, 11], [10, 12]], [[13, 15], [14, 16]]], axis=2),
                "[1 3;2 4] [5 7;6 8] [9 11;10 12] [13 15;14 16]",
            ),
        ),
        Example(
            "0.16",
            "1 to 16 as 4×4, along the rows",
            Twin(lambda x: x.reshape(4, 4), "x -> permutedims(reshape(x, 4, 4))"),
            (_ONE_TO_SIXTEEN,),
            Exact(np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]])),
        ),
    ),
)
