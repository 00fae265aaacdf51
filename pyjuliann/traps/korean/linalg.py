"""The traps of `linalg` in Korean."""

from __future__ import annotations

PHRASES = {
    "Linear algebra": "선형대수",
    "svd is thin": "svd는 축소형이다",
    "svd of 3×2 gives U of 3×2 in Julia and 3×3 in NumPy.": "3×2 행렬의 svd에서 U는 줄리아에서 3×2, NumPy에서 3×3이다.",
    "Julia's default is the thin decomposition, NumPy's the full one.": (
        "기본값이 줄리아는 축소 분해, NumPy는 완전 분해다."
    ),
    "The third part of svd": "svd의 셋째 부분",
    "The third part of svd is V in Julia and its adjoint in NumPy.": (
        "svd의 셋째 결과는 줄리아에서 V, NumPy에서 V의 수반이다."
    ),
    "N = U diagm(s) V' in Julia, N = U diag(S) Vh in NumPy; svd(N).Vt is the adjoint.": (
        "줄리아는 N = U diagm(s) V', NumPy는 N = U diag(S) Vh다. svd(N).Vt가 켤레 전치다."
    ),
    "Eigenvalues are sorted": "고윳값은 정렬되어 있다",
    "eigvals sorts by real part in Julia (1.2 and newer); NumPy keeps LAPACK's order.": (
        "줄리아(1.2부터)의 eigvals는 실수부로 정렬하고 NumPy는 LAPACK 순서를 그대로 둔다."
    ),
    "The order of eigenvalues has no meaning of its own; compare them sorted. NumPy 2.5 has them complex.": (
        "고윳값의 순서 자체에는 뜻이 없으니 정렬해 비교한다. NumPy 2.5는 고윳값을 복소수로 준다."
    ),
    "Solving a singular system": "특이 행렬의 방정식",
    "A \\ b raises for a singular A; np.linalg.lstsq gives the shortest solution.": (
        "특이 행렬이면 A \\ b는 예외를 내고 np.linalg.lstsq는 가장 짧은 해를 준다."
    ),
    "Julia's backslash solves square systems exactly or not at all; of others it takes least squares.": (
        "줄리아의 역빗금은 정사각 방정식을 제대로 풀거나 아예 풀지 않는다. 그 밖의 것은 최소제곱으로 푼다."
    ),
    "Backslash takes least squares": "역빗금은 최소제곱을 쓴다",
    "M \\ b of a tall M is least squares in Julia; np.linalg.solve refuses it.": (
        "세로로 긴 M의 M \\ b는 줄리아에서 최소제곱이고 np.linalg.solve는 거부한다."
    ),
    "The operator chooses its method by the matrix; NumPy has a function for each.": (
        "연산자가 행렬을 보고 방법을 고른다. NumPy에는 방법마다 함수가 있다."
    ),
    "The identity": "단위행렬",
    "A + I adds to the diagonal in Julia; A + 1 in NumPy adds to every element.": (
        "A + I는 줄리아에서 대각선에 더하고 NumPy의 A + 1은 모든 원소에 더한다."
    ),
    "`I` is the identity of any size; a number alone is no matrix.": (
        "`I`는 어떤 크기로도 되는 단위행렬이다. 수 하나는 행렬이 아니다."
    ),
    "Covariance": "공분산",
    "cov takes columns for the variables in Julia; np.cov takes rows.": (
        "cov는 줄리아에서 열을, np.cov는 행을 변수로 본다."
    ),
    "A sample is a row in Julia's functions of statistics, a column in NumPy's.": (
        "표본이 줄리아의 통계 함수에서는 행, NumPy에서는 열이다."
    ),
    "Correlation": "상관계수",
    "cor takes columns for the variables; np.corrcoef takes rows.": "cor는 열을, np.corrcoef는 행을 변수로 본다.",
    "As with the covariance.": "공분산과 같다.",
    "Cholesky gives U first": "촐레스키는 U를 먼저 준다",
    "cholesky holds an upper factor in Julia; NumPy returns the lower one.": (
        "cholesky는 줄리아에서 위 인자를 담고 NumPy는 아래 인자를 돌려준다."
    ),
    "A = U'U = LL'. The factorization object of Julia has both, as .U and .L.": (
        "A = U'U = LL'. 줄리아의 분해 객체에는 둘 다 .U와 .L로 있다."
    ),
    "Cholesky looks at both triangles": "촐레스키는 두 삼각을 다 본다",
    "cholesky refuses a matrix that is not symmetric; NumPy reads one triangle only.": (
        "cholesky는 대칭이 아닌 행렬을 거부하고 NumPy는 한쪽 삼각형만 읽는다."
    ),
    "Julia checks that the matrix is Hermitian; `Symmetric(P, :L)` says that one triangle counts.": (
        "줄리아는 에르미트 행렬인지 확인한다. `Symmetric(P, :L)`은 한쪽 삼각만 쓴다는 뜻이다."
    ),
    "diag and diagm": "diag와 diagm",
    "diag takes a matrix only in Julia; np.diag also makes one of a vector.": (
        "diag는 줄리아에서 행렬만 받고 np.diag는 벡터로 행렬도 만든다."
    ),
    "Making and taking a diagonal are two functions: `diagm` (or `Diagonal`) and `diag`.": (
        "대각 행렬을 만드는 함수(`diagm`, `Diagonal`)와 대각 원소를 꺼내는 함수(`diag`)가 따로 있다."
    ),
    "The mean along a dimension": "한 차원의 평균",
    "mean(X, dims=1) is 1×n in Julia; np.mean(X, axis=0) has n elements.": (
        "mean(X, dims=1)은 줄리아에서 1×n이고 np.mean(X, axis=0)은 원소 n개다."
    ),
    "Reductions along a dimension keep it in Julia, and dims=1 is axis 0.": (
        "줄리아에서 한 차원의 축약은 그 차원을 남기며, dims=1은 축 0이다."
    ),
}
