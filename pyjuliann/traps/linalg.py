"""Traps of linear algebra: decompositions, eigenvalues, solving, statistics of matrices."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, Setup, TrapGroup

_LINALG: Final = ("LinearAlgebra",)
_STATISTICS: Final = ("Statistics",)
_M: Setup = {"julia_setup": "M = [1.0 2.0; 3.0 4.0; 5.0 6.0]",
             "python_setup": "M = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])"}  # fmt: skip
_S: Setup = {"julia_setup": "S = [1.0 2.0; 2.0 4.0]", "python_setup": "S = np.array([[1.0, 2.0], [2.0, 4.0]])"}
_X: Setup = {"julia_setup": "X = [1.0 2.0; 2.0 4.0; 3.0 7.0]",
             "python_setup": "X = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 7.0]])"}  # fmt: skip

GROUPS = (
    TrapGroup(8, "Linear algebra", (
        Entry(
            "8.1", "svd is thin",
            line="svd of 3×2 gives U of 3×2 in Julia and 3×3 in NumPy.",
            **_M, julia="size(svd(M).U)", julia_gives="(3, 2)", python="np.linalg.svd(M).U.shape",
            python_gives="(3, 3)",
            using=_LINALG, why="Julia's default is the thin decomposition, NumPy's the full one.",
            as_python="size(svd(M, full=true).U)", as_julia="np.linalg.svd(M, full_matrices=False).U.shape",
            source="Julia docs, LinearAlgebra.svd; NumPy docs, numpy.linalg.svd", numpy_since="2.0",
        ),
        Entry(
            "8.2", "The third part of svd",
            line="The third part of svd is V in Julia and its adjoint in NumPy.",
            julia_setup="N = [0.0 0.0 2.0; 3.0 0.0 0.0]",
            python_setup="N = np.array([[0.0, 0.0, 2.0], [3.0, 0.0, 0.0]])",
            julia="U, s, V = svd(N); size(V)", julia_gives="(3, 2)",
            python="u, s, v = np.linalg.svd(N, full_matrices=False); v.shape", python_gives="(2, 3)", using=_LINALG,
            why="N = U diagm(s) V' in Julia, N = U diag(S) Vh in NumPy; svd(N).Vt is the adjoint.",
            as_python="size(svd(N).Vt)", as_julia="np.linalg.svd(N, full_matrices=False).Vh.T.shape",
            source="Julia docs, LinearAlgebra.svd; NumPy docs, numpy.linalg.svd", numpy_since="2.0",
        ),
        Entry(
            "8.3", "Eigenvalues are sorted",
            line="eigvals sorts by real part in Julia (1.2 and newer); NumPy keeps LAPACK's order.",
            julia_setup="E = [2.0 1.0; 0.0 1.0]", python_setup="E = np.array([[2.0, 1.0], [0.0, 1.0]])",
            julia="eigvals(E)", julia_gives="[1.0, 2.0]", python="np.linalg.eigvals(E).real",
            python_gives="np.array([2.0, 1.0])", using=_LINALG,
            why="The order of eigenvalues has no meaning of its own; compare them sorted. NumPy 2.5 has them complex.",
            as_python="eigvals(E, sortby=nothing)", as_julia="np.sort(np.linalg.eigvals(E).real)",
            source="Julia docs, LinearAlgebra.eigvals", julia_since="1.2",
        ),
        Entry(
            "8.4", "Solving a singular system",
            line="A \\ b raises for a singular A; np.linalg.lstsq gives the shortest solution.",
            julia_setup="A = [1.0 1.0; 1.0 1.0]; b = [1.0, 1.0]",
            python_setup="A = np.array([[1.0, 1.0], [1.0, 1.0]]); b = np.array([1.0, 1.0])",
            julia="A \\ b", julia_gives=Raises("SingularException"), python="np.round(np.linalg.lstsq(A, b)[0], 12)",
            python_gives="np.array([0.5, 0.5])", using=_LINALG,
            why="Julia's backslash solves square systems exactly or not at all; of others it takes least squares.",
            as_python="round.(pinv(A) * b, digits=12)", as_julia="np.linalg.solve(A, b)",
            source="Julia docs, LinearAlgebra: \\; NumPy docs, numpy.linalg.solve",
        ),
        Entry(
            "8.5", "Backslash takes least squares",
            line="M \\ b of a tall M is least squares in Julia; np.linalg.solve refuses it.",
            julia_setup="M = [1.0 0.0; 0.0 1.0; 0.0 0.0]; b = [1.0, 2.0, 3.0]",
            python_setup="M = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]); b = np.array([1.0, 2.0, 3.0])",
            julia="round.(M \\ b, digits=12)", julia_gives="[1.0, 2.0]", python="np.linalg.solve(M, b)",
            python_gives=Raises("LinAlgError"), using=_LINALG,
            why="The operator chooses its method by the matrix; NumPy has a function for each.",
            as_python="size(M, 1) == size(M, 2) || throw(LAPACKException(1))\nM \\ b",
            as_julia="np.round(np.linalg.lstsq(M, b)[0], 12)",
            source="Julia docs, LinearAlgebra: \\; NumPy docs, numpy.linalg.lstsq",
        ),
        Entry(
            "8.6", "The identity",
            line="A + I adds to the diagonal in Julia; A + 1 in NumPy adds to every element.",
            **_S, julia="S + I", julia_gives="[2.0 2.0; 2.0 5.0]", python="S + 1",
            python_gives="np.array([[2.0, 3.0], [3.0, 5.0]])", using=_LINALG,
            why="`I` is the identity of any size; a number alone is no matrix.",
            as_python="S .+ 1", as_julia="S + np.eye(2)", source="Julia docs, LinearAlgebra.I",
        ),
        Entry(
            "8.7", "Covariance",
            line="cov takes columns for the variables in Julia; np.cov takes rows.",
            **_X, julia="size(cov(X))", julia_gives="(2, 2)", python="np.cov(X).shape", python_gives="(3, 3)",
            using=_STATISTICS, why="A sample is a row in Julia's functions of statistics, a column in NumPy's.",
            as_python="size(cov(X, dims=2))", as_julia="np.cov(X, rowvar=False).shape",
            source="Julia docs, Statistics.cov; NumPy docs, numpy.cov",
        ),
        Entry(
            "8.8", "Correlation",
            line="cor takes columns for the variables; np.corrcoef takes rows.",
            **_X, julia="size(cor(X))", julia_gives="(2, 2)", python="np.corrcoef(X).shape", python_gives="(3, 3)",
            using=_STATISTICS, why="As with the covariance.",
            as_python="size(cor(X, dims=2))", as_julia="np.corrcoef(X, rowvar=False).shape",
            source="Julia docs, Statistics.cor; NumPy docs, numpy.corrcoef",
        ),
        Entry(
            "8.9", "Cholesky gives U first",
            line="cholesky holds an upper factor in Julia; NumPy returns the lower one.",
            julia_setup="P = [4.0 2.0; 2.0 5.0]", python_setup="P = np.array([[4.0, 2.0], [2.0, 5.0]])",
            julia="collect(cholesky(P).U)", julia_gives="[2.0 1.0; 0.0 2.0]", python="np.linalg.cholesky(P)",
            python_gives="np.array([[2.0, 0.0], [1.0, 2.0]])", using=_LINALG,
            why="A = U'U = LL'. The factorization object of Julia has both, as .U and .L.",
            as_python="collect(cholesky(P).L)", as_julia="np.linalg.cholesky(P).T",
            source="Julia docs, LinearAlgebra.cholesky; NumPy docs, numpy.linalg.cholesky",
        ),
        Entry(
            "8.10", "Cholesky looks at both triangles",
            line="cholesky refuses a matrix that is not symmetric; NumPy reads one triangle only.",
            julia_setup="P = [4.0 9.0; 2.0 5.0]", python_setup="P = np.array([[4.0, 9.0], [2.0, 5.0]])",
            julia="cholesky(P)", julia_gives=Raises("PosDefException"), python="np.linalg.cholesky(P)",
            python_gives="np.array([[2.0, 0.0], [1.0, 2.0]])", using=_LINALG,
            why="Julia checks that the matrix is Hermitian; `Symmetric(P, :L)` says that one triangle counts.",
            as_python="collect(cholesky(Symmetric(P, :L)).L)",
            as_julia='if not np.array_equal(P, P.T.conj()):\n    raise np.linalg.LinAlgError("not Hermitian")\n'
            "np.linalg.cholesky(P)",
            source="Julia docs, LinearAlgebra.cholesky; NumPy docs, numpy.linalg.cholesky",
        ),
        Entry(
            "8.11", "diag and diagm",
            line="diag takes a matrix only in Julia; np.diag also makes one of a vector.",
            julia_setup="d = [1, 2]", python_setup="d = np.array([1, 2])",
            julia="diag(d)", julia_gives=Raises("ArgumentError"), python="np.diag(d)",
            python_gives="np.array([[1, 0], [0, 2]])", using=_LINALG,
            why="Making and taking a diagonal are two functions: `diagm` (or `Diagonal`) and `diag`.",
            as_python="diagm(0 => d)",
            as_julia='if d.ndim == 1:\n    raise ValueError("use np.diagflat")\nnp.diag(d)',
            source="Julia docs, LinearAlgebra.diag and diagm; NumPy docs, numpy.diag",
        ),
        Entry(
            "8.12", "The mean along a dimension",
            line="mean(X, dims=1) is 1×n in Julia; np.mean(X, axis=0) has n elements.",
            **_X, julia="mean(X, dims=1)", julia_gives="[2.0 13/3]", python="np.mean(X, axis=0)",
            python_gives="np.array([2.0, 13 / 3])", differ="shape", using=_STATISTICS,
            why="Reductions along a dimension keep it in Julia, and dims=1 is axis 0.",
            as_python="vec(mean(X, dims=1))", as_julia="np.mean(X, axis=0, keepdims=True)",
            source="Julia docs, Statistics.mean; NumPy docs, numpy.mean",
        ),
    )),
)  # fmt: skip
