"""Post 1: products of matrices and vectors, and the first network made of them."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson

TEXT = """
Everything a network does to its input is a product of matrices and a sum.

{figure:network}

**Dot product.** Two vectors of the same length are multiplied place by place, and the products added:

{formula:dot}

**Matrix times vector, seen twice.** A·x can be read along the rows: each element of the result is
the dot product of one row of A with x. Or it can be read by columns: scale the first column of A by
x₁, the second by x₂, and add the scaled columns. The numbers are the same. The second view explains
what a weight is: how much of its column goes into the result.

**Matrix times matrix** is the same for several vectors at once: the element in row i and column j
is row i of the first times column j of the second. So the columns of the first must be as many as
the rows of the second.

**The trap: `dot`.** Julia's `dot` does not care about rows and columns. It reads both arguments as
flat vectors, down the columns, and returns one number: `dot(A, A')` of a 2×3 matrix of ones is 6.0.
Python's `np.dot` of the same two matrices is their matrix product: 2×2, with 3.0 everywhere. Code
that is translated word for word changes its meaning, and only the size of the result shows it. Say
what you mean:

- the matrix product is `A * B` in Julia and `A @ B` in NumPy (`A * B` multiplies element by element
  there);
- the flat dot product is `dot(A, B)` in Julia and `np.dot(A.ravel("F"), B.ravel("F"))` in NumPy.

**Integers stay integers.** A product of Int64 matrices is Int64 in both languages and exact up to
2⁶³; beyond that it wraps around without a word, in both.

**A network of two layers.** One sample is one row. A layer multiplies it by its weights and adds
its bias: H = X·W₁ + B₁, then Y = H·W₂ + B₂. Here 1×4 times 4×2 gives the hidden layer, 1×2, and
times 2×3 the output, 1×3. The next post puts an activation function between the two; without one,
two layers are no more than one.
"""

FORMULAS = {
    "dot": Formula(
        r"\vec{a} \cdot \vec{b} = \sum_{i=1}^{n} a_i b_i = a_1 b_1 + a_2 b_2 + \cdots + a_n b_n",
        "a · b = Σᵢ aᵢbᵢ = a₁b₁ + a₂b₂ + … + aₙbₙ",
    ),
}

FIGURES = {
    "network": (
        "The network of the post: four inputs x₁ to x₄, two hidden nodes h₁ and h₂, three outputs y₁ to y₃; "
        "every node has an arrow to every node of the next layer"
    ),
}

EXERCISES = (
    Exercise(
        "What is the dot product of (1, 2, 3) and (4, −5, 6)?",
        Example(
            "1.A1",
            "The dot product of (1, 2, 3) and (4, −5, 6)",
            "flat_dot",
            (np.array([1, 2, 3]), np.array([4, -5, 6])),
            Exact(np.int64(12)),
        ),
        "1·4 + 2·(−5) + 3·6 = 4 − 10 + 18 = 12.",
    ),
)

_A = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
_X = np.array([1, 2, 3, 4])
_ROW_OF_ONES = np.ones((1, 3))
_ONES = np.ones((2, 3))

LESSON = Lesson(
    id="1",
    title="Matrix and vector products",
    text=TEXT,
    functions=(
        "matrix_vector_by_rows",
        "scale_columns",
        "matrix_vector_by_columns",
        "matrix_product",
        "flat_dot",
        "two_layer",
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "1.1",
            "Matrix times vector, by rows",
            "matrix_vector_by_rows",
            (_A, _X),
            Exact(np.array([17, 31, 28]), "17 31 28"),
        ),
        Example(
            "1.2",
            "Columns scaled by x",
            "scale_columns",
            (_A, _X),
            Exact(np.array([[3, 2, 0, 12], [2, 8, 21, 0], [-1, 4, 9, 16]]), "3 2 0 12 / 2 8 21 0 / -1 4 9 16"),
        ),
        Example(
            "1.3",
            "Matrix times vector, by columns",
            "matrix_vector_by_columns",
            (_A, _X),
            Exact(np.array([17, 31, 28]), "17 31 28"),
        ),
        Example(
            "1.4",
            "Matrix times matrix",
            "matrix_product",
            (np.array([[1, 4], [2, 5], [3, 6]]), np.array([[1, 2, 3], [4, 5, 6]])),
            Exact(np.array([[17, 22, 27], [22, 29, 36], [27, 36, 45]]), "17 22 27 / 22 29 36 / 27 36 45"),
        ),
        Example(
            "1.5",
            "dot of a 1×3 and its transpose",
            "flat_dot",
            (_ROW_OF_ONES, _ROW_OF_ONES.T.copy()),
            Exact(np.float64(3.0), "3.0"),
        ),
        Example(
            "1.6",
            "dot of a 2×3 and its transpose: flat",
            "flat_dot",
            (_ONES, _ONES.T.copy()),
            Exact(np.float64(6.0), "6.0"),
        ),
        Example(
            "1.7",
            "The matrix product of the same two",
            "matrix_product",
            (_ONES, _ONES.T.copy()),
            Exact(np.array([[3.0, 3.0], [3.0, 3.0]]), "3.0 3.0 / 3.0 3.0"),
        ),
        Example(
            "1.8",
            "Two layers: hidden and output",
            "two_layer",
            (
                np.array([[1, 2, 3, 4]]),
                np.array([[1, 2], [3, 4], [5, 6], [7, 8]]),
                np.array([[1, 2]]),
                np.array([[1, 2, 3], [4, 5, 6]]),
                np.array([[1, 2, 3]]),
            ),
            Exact((np.array([[51, 62]]), np.array([[300, 414, 528]])), "51 62 and 300 414 528"),
        ),
    ),
)
