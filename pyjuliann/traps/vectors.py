"""Traps of vectors: transposes, adjoints, rows and columns, dot products, norms."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, Setup, TrapGroup

_PYTHON: Final = "Julia manual, Noteworthy differences from Python"
_LINALG: Final = ("LinearAlgebra",)
_V: Setup = {"julia_setup": "v = [1, 2, 3]", "python_setup": "v = np.array([1, 2, 3])"}
_Z: Setup = {"julia_setup": "z = [1.0 + 2.0im, 3.0 - 1.0im]", "python_setup": "z = np.array([1 + 2j, 3 - 1j])"}
_C: Setup = {"julia_setup": "C = [1.0+2.0im 3.0; 4.0im 5.0]", "python_setup": "C = np.array([[1 + 2j, 3], [4j, 5]])"}
_A: Setup = {"julia_setup": "A = [1.0 2.0; 3.0 4.0]", "python_setup": "A = np.array([[1.0, 2.0], [3.0, 4.0]])"}
_D: Setup = {"julia_setup": "D = [3.0 0.0; 0.0 4.0]", "python_setup": "D = np.array([[3.0, 0.0], [0.0, 4.0]])"}

GROUPS = (
    TrapGroup(6, "Transposes and adjoints", (
        Entry(
            "6.1", "The transpose of a vector",
            line="v' is a row (1×n) in Julia; v.T of a 1-d array is the array itself.",
            **_V, julia="size(v')", julia_gives="(1, 3)", python="v.T.shape", python_gives="(3,)", differ="length",
            why="Julia's vectors are columns. NumPy's 1-d arrays are neither rows nor columns.",
            as_python="size(v)", as_julia="v[None, :].shape", source=_PYTHON,
        ),
        Entry(
            "6.2", "The values of v'",
            line="v' holds the vector as a 1×n matrix; v.T holds it as it was.",
            **_V, julia="collect(v')", julia_gives="[1 2 3]", python="v.T", python_gives="np.array([1, 2, 3])",
            differ="shape",
            why="Results have another number of dimensions from then on; sums and products follow.",
            as_python="v", as_julia="v[None, :]", source=_PYTHON,
        ),
        Entry(
            "6.3", "' conjugates",
            line="' conjugates complex numbers, .T does not.",
            **_C, julia="collect(C')", julia_gives="[1.0-2.0im 0.0-4.0im; 3.0-0.0im 5.0-0.0im]", python="C.T",
            python_gives="np.array([[1 + 2j, 4j], [3 + 0j, 5 + 0j]])",
            why="' is the adjoint. The plain transpose is `transpose(C)` in Julia, the adjoint `C.conj().T` in NumPy.",
            as_python="collect(transpose(C))", as_julia="C.conj().T", source="Julia docs, adjoint", using=_LINALG,
        ),
        Entry(
            "6.4", "A row times a column",
            line="v' * v is a number in Julia; NumPy's v.T * v is elementwise.",
            **_V, julia="v' * v", julia_gives="14", python="v.T * v", python_gives="np.array([1, 4, 9])",
            differ="container",
            why="An adjoint vector times a vector is their dot product, not a 1×1 matrix.",
            as_python="v .* v", as_julia="v @ v", source="Julia docs, adjoint: Adjoint of a vector",
        ),
        Entry(
            "6.5", "A column times a row",
            line="v * v' is the outer product in Julia; NumPy's v * v.T is elementwise.",
            **_V, julia="v * v'", julia_gives="[1 2 3; 2 4 6; 3 6 9]", python="v * v.T",
            python_gives="np.array([1, 4, 9])", differ="shape",
            why="n×1 times 1×n is n×n. In NumPy there is no row to multiply with.",
            as_python="v .* v", as_julia="np.outer(v, v)", source=_PYTHON,
        ),
        Entry(
            "6.6", "One-row literals",
            line="[1 2 3] without commas is a 1×3 matrix in Julia.",
            julia="size([1 2 3])", julia_gives="(1, 3)", python="np.array([1, 2, 3]).shape", python_gives="(3,)",
            differ="length",
            why="Blanks join along the second dimension, semicolons along the first, commas make a vector.",
            as_python="size([1, 2, 3])", as_julia="np.array([[1, 2, 3]]).shape",
            source="Julia manual, Concatenation",
        ),
        Entry(
            "6.7", "Joining vectors",
            line="hcat of vectors makes columns; np.hstack joins them end to end.",
            julia="hcat([1, 2], [3, 4])", julia_gives="[1 3; 2 4]", python="np.hstack(([1, 2], [3, 4]))",
            python_gives="np.array([1, 2, 3, 4])", differ="shape",
            why="hcat joins along the second dimension; hstack joins 1-d arrays along their only axis.",
            as_python="vcat([1, 2], [3, 4])", as_julia="np.column_stack(([1, 2], [3, 4]))",
            source="Julia docs, hcat; NumPy docs, numpy.hstack",
        ),
        Entry(
            "6.8", "Stacking vectors",
            line="vcat of vectors joins them end to end; np.vstack makes rows.",
            julia="vcat([1, 2], [3, 4])", julia_gives="[1, 2, 3, 4]", python="np.vstack(([1, 2], [3, 4]))",
            python_gives="np.array([[1, 2], [3, 4]])", differ="shape",
            why="A vector is a column in Julia and becomes a row in vstack.",
            as_python="permutedims(hcat([1, 2], [3, 4]))", as_julia="np.concatenate(([1, 2], [3, 4]))",
            source="Julia docs, vcat; NumPy docs, numpy.vstack",
        ),
        Entry(
            "6.9", "A matrix times a vector by columns",
            line="A 1-d array is a row on the left of @ in NumPy; in Julia v * A needs v'.",
            julia_setup="v = [1, 2]; A = [1 2; 3 4]",
            python_setup="v = np.array([1, 2]); A = np.array([[1, 2], [3, 4]])",
            julia="v * A", julia_gives=Raises("DimensionMismatch"), python="v @ A", python_gives="np.array([7, 10])",
            why="n×1 times n×m does not fit; NumPy takes the vector for whatever fits.",
            as_python="vec(v' * A)", as_julia="v[:, None] @ A", source="NumPy docs, numpy.matmul", using=_LINALG,
        ),
        Entry(
            "6.10", "Samples as columns or as rows",
            line="hcat puts vectors side by side as columns; np.array makes them rows.",
            julia="hcat([1, 2, 3], [4, 5, 6])", julia_gives="[1 4; 2 5; 3 6]",
            python="np.array([[1, 2, 3], [4, 5, 6]])", python_gives="np.array([[1, 2, 3], [4, 5, 6]])", differ="shape",
            why="A vector is a column in Julia, so a list of samples becomes a matrix with a column for each.",
            as_python="permutedims(hcat([1, 2, 3], [4, 5, 6]))", as_julia="np.array([[1, 2, 3], [4, 5, 6]]).T",
            source="Julia docs, hcat; NumPy docs, numpy.array",
        ),
    )),
    TrapGroup(7, "Dot products and norms", (
        Entry(
            "7.1", "dot of matrices",
            line="dot(A, A) of matrices is one number in Julia and a matrix product in NumPy.",
            **_A, julia="dot(A, A)", julia_gives="30.0", python="np.dot(A, A)",
            python_gives="np.array([[7.0, 10.0], [15.0, 22.0]])", differ="container", using=_LINALG,
            why="Julia's dot is the inner product of any two arrays of one size; np.dot of matrices multiplies them.",
            as_python="A * A", as_julia="np.vdot(A, A)", source="Julia docs, dot; NumPy docs, numpy.dot",
        ),
        Entry(
            "7.2", "dot of complex vectors",
            line="dot conjugates its first argument in Julia; np.dot does not.",
            **_Z, julia="dot(z, z)", julia_gives="15.0 + 0.0im", python="np.dot(z, z)",
            python_gives="np.complex128(5 - 2j)", using=_LINALG,
            why="The inner product of a complex vector with itself is its squared length.",
            as_python="sum(z .* z)", as_julia="np.vdot(z, z)",
            source="Julia docs, dot; NumPy docs, numpy.vdot",
        ),
        Entry(
            "7.3", "The norm of a matrix, order 2",
            line="norm(D, 2) takes all elements as one vector; np.linalg.norm(D, 2) is the largest singular value.",
            **_D, julia="norm(D, 2)", julia_gives="5.0", python="np.linalg.norm(D, 2)", python_gives="np.float64(4.0)",
            using=_LINALG, why="Operator norms are `opnorm` in Julia.",
            as_python="opnorm(D, 2)", as_julia="np.linalg.norm(D)",
            source="Julia docs, LinearAlgebra.norm and opnorm; NumPy docs, numpy.linalg.norm",
        ),
        Entry(
            "7.4", "The norm of a matrix, order 1",
            line="norm(D, 1) adds all magnitudes; np.linalg.norm(D, 1) is the largest column sum.",
            **_D, julia="norm(D, 1)", julia_gives="7.0", python="np.linalg.norm(D, 1)", python_gives="np.float64(4.0)",
            using=_LINALG, why="The same name stands for the entrywise norm and for the operator norm.",
            as_python="opnorm(D, 1)", as_julia="np.linalg.norm(D.ravel(), 1)",
            source="Julia docs, LinearAlgebra.norm; NumPy docs, numpy.linalg.norm",
        ),
        Entry(
            "7.5", "The norm of a matrix, order infinity",
            line="norm(D, Inf) is the largest magnitude; np.linalg.norm(D, np.inf) the largest row sum.",
            julia_setup="D = [3.0 4.0; 0.0 -5.0]", python_setup="D = np.array([[3.0, 4.0], [0.0, -5.0]])",
            julia="norm(D, Inf)", julia_gives="5.0", python="np.linalg.norm(D, np.inf)",
            python_gives="np.float64(7.0)", using=_LINALG,
            why="The same name stands for the entrywise norm and for the operator norm.",
            as_python="opnorm(D, Inf)", as_julia="np.abs(D).max()",
            source="Julia docs, LinearAlgebra.norm; NumPy docs, numpy.linalg.norm",
        ),
        Entry(
            "7.6", "dot of arrays of several dimensions",
            line="dot of 3-d arrays is one number in Julia; np.dot sums over one axis of each.",
            julia_setup="T = ones(2, 2, 2)", python_setup="T = np.ones((2, 2, 2))",
            julia="dot(T, T)", julia_gives="8.0", python="np.dot(T, T).shape", python_gives="(2, 2, 2, 2)",
            differ="container", using=_LINALG,
            why="np.dot takes the last axis of the first and the last but one of the second argument.",
            as_python="S = [sum(T[i, j, n] * T[k, n, l] for n in 1:2) for i in 1:2, j in 1:2, k in 1:2, l in 1:2]\n"
            "size(S)",
            as_julia="np.vdot(T, T)", source="Julia docs, dot; NumPy docs, numpy.dot",
        ),
    )),
)  # fmt: skip
