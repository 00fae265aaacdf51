"""Post 1: products of matrices and vectors, and the first network made of them."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can multiply vectors and matrices by hand and in both languages, tell from the sizes
alone whether a product exists, and compute a network of two layers: number by number, and in one line.

**A vector has a size and a direction.** Three steps to the east and four to the north are a vector.
"Five steps" is only its size; the direction is missing. The numbers 3 and 4 are its components, and as many
components as it has, so many dimensions it has: this one has two. Its size follows from them by Pythagoras.

{formula:size}

{example:1.1}

A word of warning: an array's dimensions are another thing. A vector of four components is a point in a space
of four dimensions, and yet an array of *one*: it takes one index. NumPy's `ndim` and Julia's `ndims` count
indices.

**Column and row.** On paper a vector is a column, and its transpose is a row:

{formula:column-and-row}

Julia thinks so too: `[1, 2, 3]` is a column with one index, and `v'` a row, 1×3. NumPy's `np.array([1, 2, 3])` is
neither, and its `v.T` is `v` once more. Whoever wants a column or a row there asks for the second index.

{example:1.2}

**Transposing a matrix** mirrors it at the main diagonal, the places where row and column have the same number. What
stands at (i, j) goes to (j, i); what stands on the diagonal stays.

{figure:transpose}

{example:1.3}

{example:1.4}

**Two products of vectors.** The cross product of two vectors in space is a third one, perpendicular to both. It is
needed in geometry and nowhere in a network, so here it is once, and then never again:

{formula:cross}

{example:1.5}

The dot product is what networks are made of. Multiply the components in the same place, and add the products. Two
vectors of the same length give *one number*:

{formula:dot}

{example:1.6}

**A matrix** has m rows and n columns, and is called an m×n matrix. A vector can be seen as one: a column is n×1 and a
row is 1×n.

{formula:matrix}

**Matrix times vector, by rows.** A·x takes the dot product of each row of A with x. So x needs as many components as
A has columns, and the result has as many as A has rows:

{formula:by-rows}

{formula:sizes-vector}

With numbers: the first row, (3, 1, 0, 3), and x = (1, 2, 3, 4) give 3·1 + 1·2 + 0·3 + 3·4 = 17.

{example:1.7}

**Matrix times vector, by columns.** The same product can be read another way. Cut A into its columns v₁ to v₄, scale
each by its component of x, and add what comes out:

{formula:by-columns}

{figure:two-views}

In three steps: the four columns; the same columns scaled, still side by side; and the sum along every row, which is
17, 31, 28 again.

{example:1.8}

{example:1.9}

{example:1.10}

Nothing was computed that the first view does not compute, only in another order. But the second view tells what a
weight is: it says how much of its column goes into the result.

**Matrix times matrix** is the same for several vectors at once. Column j of the result is A times column j of B, so
the element in row i and column j is row i of A times column j of B:

{formula:matrix-product}

{formula:sizes-matrix}

The inner sizes must be equal, and then they are gone; the outer ones remain.

{figure:product-sizes}

{example:1.11}

**In Julia**, the dot product, the norm and the cross product are in a package, and `using LinearAlgebra` makes them
known. It comes with Julia and need not be installed. `a'` is short for the transpose, but it is no new matrix: it is an
`Adjoint`, a thin cover around `a` that swaps the indices. Julia 1.5 shows it as
`3×1 Adjoint{Float64,Array{Float64,2}}`; since 1.6 it says `3×1 adjoint(::Matrix{Float64}) with eltype Float64`.
Below the cover lies `a` itself: nothing is copied, and who writes into `a'` writes into `a`. NumPy's `a.T` is
a view in the same way. (Of complex numbers `a'` also takes the conjugates; `a.T` does not, nor does
`transpose(a)`.)

{example:1.12}

{example:1.13}

**The trap: `dot`.** Julia's `dot` does not care about rows and columns. It reads both arguments as flat vectors, down
the columns, and returns one number. For a row and its transpose that is what one wants:

{example:1.14}

But for a 2×3 matrix of ones `dot(a, a')` is 6.0, and no matrix at all:

{example:1.15}

Python's `np.dot` of the same two is their matrix product: 2×2, with 3.0 everywhere. Code that is translated word for
word changes its meaning, and only the size of the result shows it. Julia's matrix product is the operator `*`, which
can also be called like a function, `*(a, b)`:

{example:1.16}

So say what you mean:

- the matrix product is `A * B` in Julia and `A @ B` in NumPy (`A * B` multiplies element by element there);
- the flat dot product is `dot(A, B)` in Julia and `np.dot(A.ravel("F"), B.ravel("F"))` in NumPy.

**Integers stay integers.** A product of Int64 matrices is Int64 in both languages and exact up to 2⁶³; beyond that it
wraps around without a word, in both.

**Now a network.** It has an input layer, an output layer, and between them a hidden one, which nobody outside sees.
The circles are its nodes, the arrows its edges. Every edge carries a number, its weight; every node behind the input
has a number of its own, its bias.

{figure:network}

A node multiplies what comes along each edge by the weight, adds all that up, and adds its bias. Written out, with the
weights and biases numbered as the post does it:

{formula:written-out}

{example:1.17}

{example:1.18}

Each line is a dot product and a sum, and the lines of one layer share their x. So they are a matrix product. A sample
is a row, 1×4; the weights into h₁ are the first column of W₁, those into h₂ the second:

{formula:matrix-form}

1×4 times 4×2 gives the hidden layer, 1×2, and times 2×3 the output, 1×3. One line a layer, whatever the number of
nodes, and the same line for a hundred samples, which are a hundred rows.

{example:1.19}

Something is still missing. Two layers like these are no more than one: (X·W₁)·W₂ is X·(W₁·W₂), a single matrix. The
next post puts a function between them that bends.
"""

FORMULAS = {
    "size": Formula(
        r"\lVert \vec{a} \rVert = \sqrt{a_1^2 + a_2^2 + \cdots + a_n^2}",
        "‖a‖ = √(a₁² + a₂² + … + aₙ²)",
    ),
    "column-and-row": Formula(
        r"\vec{a} = \begin{bmatrix} a_1 \\ a_2 \\ a_3 \end{bmatrix} \qquad "
        r"\vec{a}^{T} = \begin{bmatrix} a_1 & a_2 & a_3 \end{bmatrix}",
        "    ⎡ a₁ ⎤\na = ⎢ a₂ ⎥      aᵀ = [ a₁  a₂  a₃ ]\n    ⎣ a₃ ⎦",
    ),
    "cross": Formula(
        r"\vec{a} \times \vec{b} = "
        r"\begin{bmatrix} a_2 b_3 - a_3 b_2 \\ a_3 b_1 - a_1 b_3 \\ a_1 b_2 - a_2 b_1 \end{bmatrix}",
        "        ⎡ a₂b₃ − a₃b₂ ⎤\na × b = ⎢ a₃b₁ − a₁b₃ ⎥\n        ⎣ a₁b₂ − a₂b₁ ⎦",
    ),
    "dot": Formula(
        r"\vec{a} \cdot \vec{b} = \sum_{i=1}^{n} a_i b_i = a_1 b_1 + a_2 b_2 + \cdots + a_n b_n",
        "a · b = Σᵢ aᵢbᵢ = a₁b₁ + a₂b₂ + … + aₙbₙ",
    ),
    "matrix": Formula(
        r"A = \begin{bmatrix} a_{11} & a_{12} & \cdots & a_{1n} \\ a_{21} & a_{22} & \cdots & a_{2n} \\ "
        r"\vdots & \vdots & \ddots & \vdots \\ a_{m1} & a_{m2} & \cdots & a_{mn} \end{bmatrix}",
        "    ⎡ a₁₁  a₁₂  …  a₁ₙ ⎤\nA = ⎢ a₂₁  a₂₂  …  a₂ₙ ⎥\n    ⎢  ⋮    ⋮   ⋱   ⋮  ⎥\n    ⎣ aₘ₁  aₘ₂  …  aₘₙ ⎦",
    ),
    "by-rows": Formula(
        r"A\vec{x} = \begin{bmatrix} a_{11} x_1 + a_{12} x_2 + \cdots + a_{1n} x_n \\ \vdots \\ "
        r"a_{m1} x_1 + a_{m2} x_2 + \cdots + a_{mn} x_n \end{bmatrix}, \qquad "
        r"(A\vec{x})_i = \sum_{j=1}^{n} a_{ij} x_j",
        "(A·x)ᵢ = Σⱼ aᵢⱼxⱼ = aᵢ₁x₁ + aᵢ₂x₂ + … + aᵢₙxₙ",
    ),
    "sizes-vector": Formula(
        r"(m \times n) \cdot (n \times 1) \rightarrow (m \times 1)",
        "(m×n)·(n×1) → (m×1)",
    ),
    "by-columns": Formula(
        r"A\vec{x} = x_1 \vec{v}_1 + x_2 \vec{v}_2 + x_3 \vec{v}_3 + x_4 \vec{v}_4 = "
        r"1 \begin{bmatrix} 3 \\ 2 \\ -1 \end{bmatrix} + 2 \begin{bmatrix} 1 \\ 4 \\ 2 \end{bmatrix} + "
        r"3 \begin{bmatrix} 0 \\ 7 \\ 3 \end{bmatrix} + 4 \begin{bmatrix} 3 \\ 0 \\ 4 \end{bmatrix}",
        "A·x = x₁v₁ + x₂v₂ + x₃v₃ + x₄v₄\n"
        "\n"
        "          ⎡  3 ⎤       ⎡ 1 ⎤       ⎡ 0 ⎤       ⎡ 3 ⎤   ⎡ 17 ⎤\n"
        "    = 1 · ⎢  2 ⎥ + 2 · ⎢ 4 ⎥ + 3 · ⎢ 7 ⎥ + 4 · ⎢ 0 ⎥ = ⎢ 31 ⎥\n"
        "          ⎣ −1 ⎦       ⎣ 2 ⎦       ⎣ 3 ⎦       ⎣ 4 ⎦   ⎣ 28 ⎦",
    ),
    "matrix-product": Formula(
        r"C = A \cdot B, \qquad c_{ij} = \sum_{k=1}^{n} a_{ik} b_{kj}",
        "C = A·B,  cᵢⱼ = Σₖ aᵢₖbₖⱼ",
    ),
    "sizes-matrix": Formula(
        r"(m \times n) \cdot (n \times o) \rightarrow (m \times o)",
        "(m×n)·(n×o) → (m×o)",
    ),
    "written-out": Formula(
        r"\begin{array}{l} "
        r"h_1 = w_{11} x_1 + w_{21} x_2 + w_{31} x_3 + w_{41} x_4 + b_1 \\ "
        r"h_2 = w_{12} x_1 + w_{22} x_2 + w_{32} x_3 + w_{42} x_4 + b_2 \\ "
        r"y_1 = w_{51} h_1 + w_{61} h_2 + b_3 \\ "
        r"y_2 = w_{52} h_1 + w_{62} h_2 + b_4 \\ "
        r"y_3 = w_{53} h_1 + w_{63} h_2 + b_5 \end{array}",
        "h₁ = w₁₁x₁ + w₂₁x₂ + w₃₁x₃ + w₄₁x₄ + b₁\n"
        "h₂ = w₁₂x₁ + w₂₂x₂ + w₃₂x₃ + w₄₂x₄ + b₂\n"
        "\n"
        "y₁ = w₅₁h₁ + w₆₁h₂ + b₃\n"
        "y₂ = w₅₂h₁ + w₆₂h₂ + b₄\n"
        "y₃ = w₅₃h₁ + w₆₃h₂ + b₅",
    ),
    "matrix-form": Formula(
        r"\begin{bmatrix} h_1 & h_2 \end{bmatrix} = \begin{bmatrix} x_1 & x_2 & x_3 & x_4 \end{bmatrix} "
        r"\begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \\ w_{31} & w_{32} \\ w_{41} & w_{42} \end{bmatrix} + "
        r"\begin{bmatrix} b_1 & b_2 \end{bmatrix}, \qquad H = X W_1 + B_1, \quad Y = H W_2 + B_2",
        "                              ⎡ w₁₁ w₁₂ ⎤\n"
        "[ h₁ h₂ ] = [ x₁ x₂ x₃ x₄ ] · ⎢ w₂₁ w₂₂ ⎥ + [ b₁ b₂ ]\n"
        "                              ⎢ w₃₁ w₃₂ ⎥\n"
        "                              ⎣ w₄₁ w₄₂ ⎦\n"
        "\n"
        "H = X·W₁ + B₁,  Y = H·W₂ + B₂",
    ),
}

FIGURES = {
    "transpose": (
        "The matrix with the rows 1 2 3 and 4 5 6, its main diagonal 1, 5 marked, and beside it the transpose with the "
        "rows 1 4, 2 5 and 3 6: the diagonal is where it was, every other number has crossed it"
    ),
    "two-views": (
        "A·x twice, with the numbers of the post: above, each row of A meets x and gives 17, 31 and 28; below, the "
        "columns v₁ to v₄ are scaled by 1, 2, 3 and 4 and added up to the same three numbers"
    ),
    "product-sizes": (
        "A 3×2 matrix times a 2×3 matrix: row 2 of the first and column 3 of the second are marked, and so is the "
        "element of the 3×3 result that they give, 36; the inner sizes, 2 and 2, are equal"
    ),
    "network": (
        "The network of the post: the input nodes x₁ to x₄, the hidden nodes h₁ and h₂ and the output nodes y₁ to y₃ "
        "stand in three columns; an edge goes from every node to every node of the next layer, the edges into h₁ "
        "carry the weights w₁₁, w₂₁, w₃₁ and w₄₁, and each hidden or output node has its bias, b₁ to b₅"
    ),
}

_V = np.array([1, 2, 3])
_A = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
_X = np.array([1, 2, 3, 4])
_ROWS = np.array([[1, 2, 3], [4, 5, 6]])
_ROW_OF_ONES = np.ones((1, 3))
_ONES = np.ones((2, 3))
_W1, _B1 = np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([[1, 2]])
_W2, _B2 = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 2, 3]])
_H = np.array([51, 62])

EXERCISES = (
    Exercise(
        "What is the dot product of (3, 4) and (−4, 3), and what does that say about the two directions?",
        Example("1.A1", "(3, 4) and (−4, 3)", "flat_dot", (np.array([3, 4]), np.array([-4, 3])), Exact(np.int64(0))),
        "3·(−4) + 4·3 = 0. Both have the size 5, so neither is zero: they are perpendicular.",
    ),
    Exercise(
        "A 2×3 matrix of ones is multiplied by a 3×4 matrix of ones. What size has the product, and what stands in it?",
        Example(
            "1.A2",
            "2×3 times 3×4, all ones",
            "matrix_product",
            (np.full((2, 3), 1), np.full((3, 4), 1)),
            Exact(np.full((2, 4), 3)),
        ),
        "The inner sizes are 3 and 3 and vanish; the result is 2×4. Every element is a sum of three ones, 3.",
    ),
    Exercise(
        "For which x is A·x the third column of the post's matrix A?",
        Example(
            "1.A3",
            "The third column and no other",
            "matrix_vector_by_columns",
            (_A, np.array([0, 0, 1, 0])),
            Exact(np.array([0, 7, 3])),
        ),
        "For x = (0, 0, 1, 0): none of the first, second and fourth column, and the third once.",
    ),
    Exercise(
        "In the network of the post the bias b₁ is raised by 1. By how much does each output change? Say it before you "
        "compute it.",
        Example(
            "1.A4",
            "The network with b₁ = 2",
            "two_layer",
            (np.array([[1, 2, 3, 4]]), _W1, np.array([[2, 2]]), _W2, _B2),
            Exact((np.array([[52, 62]]), np.array([[301, 416, 531]]))),
        ),
        "h₁ grows by 1, so the outputs grow by the weights of the edges that leave h₁, the first row of W₂: by 1, 2 "
        "and 3.",
    ),
)

LESSON = Lesson(
    id="1",
    title="Matrix and vector products",
    text=TEXT,
    functions=(
        "flat_dot",
        "matrix_vector_by_rows",
        "scale_columns",
        "matrix_vector_by_columns",
        "matrix_product",
        "two_layer",
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "1.1",
            "The size of (3, 4)",
            Twin(lambda a: np.sqrt(np.sum(a**2)), "a -> sqrt(sum(a .^ 2))"),
            (np.array([3, 4]),),
            Exact(np.float64(5.0)),
        ),
        Example(
            "1.2",
            "A vector as a column, 3×1, and as a row, 1×3",
            Twin(lambda v: (v[:, np.newaxis], v[np.newaxis, :]), "v -> (reshape(v, :, 1), collect(v'))"),
            (_V,),
            Exact((np.array([[1], [2], [3]]), np.array([[1, 2, 3]]))),
        ),
        Example(
            "1.3",
            "The transpose",
            Twin(lambda a: a.T, "a -> collect(a')"),
            (_ROWS,),
            Exact(np.array([[1, 4], [2, 5], [3, 6]])),
        ),
        Example(
            "1.4",
            "The main diagonal, before and after",
            Twin(
                lambda a: (np.diag(a), np.diag(a.T)),
                "a -> (JuliaNN.LinearAlgebra.diag(a), JuliaNN.LinearAlgebra.diag(a'))",
            ),
            (_ROWS,),
            Exact((np.array([1, 5]), np.array([1, 5]))),
        ),
        Example(
            "1.5",
            "The cross product",
            Twin(np.cross, "(a, b) -> JuliaNN.LinearAlgebra.cross(a, b)"),
            (_V, np.array([4, 5, 6])),
            Exact(np.array([-3, 6, -3])),
        ),
        Example(
            "1.6",
            "The dot product: 1·4 + 2·5 + 3·6",
            "flat_dot",
            (_V, np.array([4, 5, 6])),
            Exact(np.int64(32)),
        ),
        Example(
            "1.7",
            "Matrix times vector, by rows",
            "matrix_vector_by_rows",
            (_A, _X),
            Exact(np.array([17, 31, 28]), "17 31 28"),
        ),
        Example(
            "1.8",
            "The columns v₁ to v₄",
            Twin(lambda a: tuple(a.T), "a -> Tuple(a[:, j] for j in axes(a, 2))"),
            (_A,),
            Exact((np.array([3, 2, -1]), np.array([1, 4, 2]), np.array([0, 7, 3]), np.array([3, 0, 4]))),
        ),
        Example(
            "1.9",
            "Columns scaled by x",
            "scale_columns",
            (_A, _X),
            Exact(np.array([[3, 2, 0, 12], [2, 8, 21, 0], [-1, 4, 9, 16]]), "3 2 0 12 / 2 8 21 0 / -1 4 9 16"),
        ),
        Example(
            "1.10",
            "Matrix times vector, by columns",
            "matrix_vector_by_columns",
            (_A, _X),
            Exact(np.array([17, 31, 28]), "17 31 28"),
        ),
        Example(
            "1.11",
            "Matrix times matrix",
            "matrix_product",
            (np.array([[1, 4], [2, 5], [3, 6]]), _ROWS),
            Exact(np.array([[17, 22, 27], [22, 29, 36], [27, 36, 45]]), "17 22 27 / 22 29 36 / 27 36 45"),
        ),
        Example(
            "1.12",
            "The transpose is a cover, and no copy",
            Twin(
                lambda a: (a.T.base is not None, np.shares_memory(a, a.T)),
                "a -> (a' isa JuliaNN.LinearAlgebra.Adjoint, parent(a') === a)",
            ),
            (_ROW_OF_ONES,),
            Exact((True, True)),
        ),
        Example(
            "1.13",
            "Zeros written into the transpose",
            Twin(
                lambda a: (b := a.copy(), b.T.fill(0))[0],
                "a -> (b = copy(a); fill!(b', 0); b)",
            ),
            (_ROWS,),
            Exact(np.array([[0, 0, 0], [0, 0, 0]])),
        ),
        Example(
            "1.14",
            "dot of a 1×3 and its transpose",
            "flat_dot",
            (_ROW_OF_ONES, _ROW_OF_ONES.T.copy()),
            Exact(np.float64(3.0), "3.0"),
        ),
        Example(
            "1.15",
            "dot of a 2×3 and its transpose: flat",
            "flat_dot",
            (_ONES, _ONES.T.copy()),
            Exact(np.float64(6.0), "6.0"),
        ),
        Example(
            "1.16",
            "The matrix product of the same two",
            Twin(lambda a, b: a @ b, "(a, b) -> *(a, b)"),
            (_ONES, _ONES.T.copy()),
            Exact(np.array([[3.0, 3.0], [3.0, 3.0]]), "3.0 3.0 / 3.0 3.0"),
        ),
        Example(
            "1.17",
            "h₁ written out",
            Twin(
                lambda x, w, b: w[0, 0] * x[0] + w[1, 0] * x[1] + w[2, 0] * x[2] + w[3, 0] * x[3] + b[0, 0],
                "(x, w, b) -> w[1, 1] * x[1] + w[2, 1] * x[2] + w[3, 1] * x[3] + w[4, 1] * x[4] + b[1]",
            ),
            (_X, _W1, _B1),
            Exact(np.int64(51)),
        ),
        Example(
            "1.18",
            "y₁ written out",
            Twin(
                lambda h, w, b: w[0, 0] * h[0] + w[1, 0] * h[1] + b[0, 0],
                "(h, w, b) -> w[1, 1] * h[1] + w[2, 1] * h[2] + b[1]",
            ),
            (_H, _W2, _B2),
            Exact(np.int64(300)),
        ),
        Example(
            "1.19",
            "Two layers: hidden and output",
            "two_layer",
            (np.array([[1, 2, 3, 4]]), _W1, _B1, _W2, _B2),
            Exact((np.array([[51, 62]]), np.array([[300, 414, 528]])), "51 62 and 300 414 528"),
        ),
    ),
)
