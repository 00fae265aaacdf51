"""The traps of `linalg` in Korean."""

from __future__ import annotations

PHRASES = {
    "Linear algebra": "선형대수",
    "svd of 3×2 gives U of 3×2 in Julia and 3×3 in NumPy.": (
        "3×2 행렬의 svd에서 U는 줄리아에서 3×2, NumPy에서 3×3이다."
    ),
    "The third part of svd is V in Julia and its adjoint in NumPy.": (
        "svd의 셋째 결과는 줄리아에서 V, NumPy에서 V의 수반이다."
    ),
    "eigvals sorts by real part in Julia (1.2 and newer); NumPy keeps LAPACK's order.": (
        "줄리아(1.2부터)의 eigvals는 실수부로 정렬하고 NumPy는 LAPACK 순서를 그대로 둔다."
    ),
    "A \\ b raises for a singular A; np.linalg.lstsq gives the shortest solution.": (
        "특이 행렬이면 A \\ b는 예외를 내고 np.linalg.lstsq는 가장 짧은 해를 준다."
    ),
    "M \\ b of a tall M is least squares in Julia; np.linalg.solve refuses it.": (
        "세로로 긴 M의 M \\ b는 줄리아에서 최소제곱이고 np.linalg.solve는 거부한다."
    ),
    "A + I adds to the diagonal in Julia; A + 1 in NumPy adds to every element.": (
        "A + I는 줄리아에서 대각선에 더하고 NumPy의 A + 1은 모든 원소에 더한다."
    ),
    "cov takes columns for the variables in Julia; np.cov takes rows.": (
        "cov는 줄리아에서 열을, np.cov는 행을 변수로 본다."
    ),
    "cor takes columns for the variables; np.corrcoef takes rows.": ("cor는 열을, np.corrcoef는 행을 변수로 본다."),
    "cholesky holds an upper factor in Julia; NumPy returns the lower one.": (
        "cholesky는 줄리아에서 위 인자를 담고 NumPy는 아래 인자를 돌려준다."
    ),
    "cholesky refuses a matrix that is not symmetric; NumPy reads one triangle only.": (
        "cholesky는 대칭이 아닌 행렬을 거부하고 NumPy는 한쪽 삼각형만 읽는다."
    ),
    "diag takes a matrix only in Julia; np.diag also makes one of a vector.": (
        "diag는 줄리아에서 행렬만 받고 np.diag는 벡터로 행렬도 만든다."
    ),
    "mean(X, dims=1) is 1×n in Julia; np.mean(X, axis=0) has n elements.": (
        "mean(X, dims=1)은 줄리아에서 1×n이고 np.mean(X, axis=0)은 원소 n개다."
    ),
}
