"""Post 0: making arrays, and what memory order does to a reshape."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Form, Lesson

TEXT = """
A network is arithmetic on arrays, so the first thing to learn is how to make one.

**Sizes.** A 2×3 array has 2 rows and 3 columns in both languages. Julia takes sizes one by one,
`ones(3, 5)`; NumPy wants one tuple, `np.ones((3, 5))`. Here both sides take a tuple.

**Rows.** `[1 2 3 4 5 6]` in Julia, with blanks, is a matrix of one row: 1×6. With commas, `[1, 2,
3]`, it is a vector, which has one dimension only. `np.array([1, 2, 3])` is the vector; the row is
`np.array([[1, 2, 3]])`.

**Element types.** Both languages choose 64-bit integers for whole numbers and 64-bit floats for
`ones` and `zeros`. Filling with 2 gives integers, filling with 2.0 floats. Julia's `fill` takes the
value first and then the size; `np.full` the size first.

**Uninitialised memory.** An array can be made without writing to it. That is quick, and what stands
in it is whatever the memory held. Only size and type are defined, so they are all that is compared.

**Random numbers.** No seed makes NumPy and Julia draw the same numbers, and Julia's own stream has
changed between versions. `random_integers` therefore takes uniform draws as an argument: draw once,
hand them to both sides, get the same integers. Julia's range 1:10 includes the 10; NumPy's
`integers(1, 10)` stops at 9.

**Memory order is the trap of this post.** An array is a line of numbers in memory, and a reshape
reads that line. Julia runs down the columns, NumPy along the rows:

- Julia's `reshape(1:16, 4, 4)` has the first column 1 2 3 4;
- `np.arange(1, 17).reshape(4, 4)` has the first row 1 2 3 4.

The same call, transposed. `column_major_reshape` does what Julia does, on both sides; in NumPy that
is `order="F"`.
"""

_ONE_TO_SIX = ((1, 2, 3), (4, 5, 6))
_ONE_TO_SIXTEEN = np.arange(1, 17)
_DRAWS = np.array([[0.05, 0.62, 0.999, 0.31], [0.48, 0.0, 0.77, 0.15]])

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
        Example("0.3", "Ones, 3×5", "ones_array", ((3, 5),), Exact(np.full((3, 5), 1.0), "3×5, all 1.0")),
        Example("0.4", "Ones, 3×5×2", "ones_array", ((3, 5, 2),), Exact(np.full((3, 5, 2), 1.0), "3×5×2, all 1.0")),
        Example("0.5", "Zeros, 2×3", "zeros_array", ((2, 3),), Exact(np.full((2, 3), 0.0), "2×3, all 0.0")),
        Example(
            "0.6",
            "Zeros, 2×3×2",
            "zeros_array",
            ((2, 3, 2),),
            Exact(np.full((2, 3, 2), 0.0), "2×3×2, all 0.0"),
        ),
        Example("0.7", "Filled with 2, 3×4", "filled_array", (2, (3, 4)), Exact(np.full((3, 4), 2), "3×4, all 2")),
        Example(
            "0.8",
            "Filled with 2, 3×4×2",
            "filled_array",
            (2, (3, 4, 2)),
            Exact(np.full((3, 4, 2), 2), "3×4×2, all 2"),
        ),
        Example(
            "0.9",
            "Uninitialised, 2×3",
            "uninitialized_array",
            ((2, 3),),
            Form((2, 3), values_defined=False),
        ),
        Example(
            "0.10",
            "Uninitialised, 2×3×2",
            "uninitialized_array",
            ((2, 3, 2),),
            Form((2, 3, 2), values_defined=False),
        ),
        Example(
            "0.11",
            "Integers 1 to 10, 2×4",
            "random_integers",
            (_DRAWS, 1, 10),
            Form((2, 4), "Int64", low=1, high=10),
        ),
        Example(
            "0.12",
            "Integers 1 to 10, 2×4×2",
            "random_integers",
            (np.stack([_DRAWS, _DRAWS[::-1, ::-1]], axis=2), 1, 10),
            Form((2, 4, 2), "Int64", low=1, high=10),
        ),
        Example(
            "0.13",
            "1 to 16 as 4×4",
            "column_major_reshape",
            (_ONE_TO_SIXTEEN, (4, 4)),
            Exact(
                np.array([[1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [4, 8, 12, 16]]),
                "1 5 9 13 / 2 6 10 14 / 3 7 11 15 / 4 8 12 16",
            ),
        ),
        Example(
            "0.14",
            "1 to 16 as 2×2×4",
            "column_major_reshape",
            (_ONE_TO_SIXTEEN, (2, 2, 4)),
            Exact(
                np.stack([[[1, 3], [2, 4]], [[5, 7], [6, 8]], [[9, 11], [10, 12]], [[13, 15], [14, 16]]], axis=2),
                "[1 3;2 4] [5 7;6 8] [9 11;10 12] [13 15;14 16]",
            ),
        ),
    ),
)
