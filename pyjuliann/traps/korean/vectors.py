"""The traps of `vectors` in Korean."""

from __future__ import annotations

PHRASES = {
    "Transposes and adjoints": "전치와 수반",
    "v' is a row (1×n) in Julia; v.T of a 1-d array is the array itself.": (
        "v'는 줄리아에서 행(1×n)이고 1차원 배열의 v.T는 그대로다."
    ),
    "v' holds the vector as a 1×n matrix; v.T holds it as it was.": (
        "v'는 벡터를 1×n 행렬로 담고 v.T는 그대로 담는다."
    ),
    "' conjugates complex numbers, .T does not.": "'는 복소수를 켤레로 바꾸고 .T는 바꾸지 않는다.",
    "v' * v is a number in Julia; NumPy's v.T * v is elementwise.": (
        "v' * v는 줄리아에서 수이고 NumPy의 v.T * v는 원소별이다."
    ),
    "v * v' is the outer product in Julia; NumPy's v * v.T is elementwise.": (
        "v * v'는 줄리아에서 외적이고 NumPy의 v * v.T는 원소별이다."
    ),
    "[1 2 3] without commas is a 1×3 matrix in Julia.": "쉼표 없는 [1 2 3]은 줄리아에서 1×3 행렬이다.",
    "hcat of vectors makes columns; np.hstack joins them end to end.": (
        "벡터의 hcat은 열을 만들고 np.hstack은 끝과 끝을 잇는다."
    ),
    "vcat of vectors joins them end to end; np.vstack makes rows.": (
        "벡터의 vcat은 끝과 끝을 잇고 np.vstack은 행을 만든다."
    ),
    "A 1-d array is a row on the left of @ in NumPy; in Julia v * A needs v'.": (
        "NumPy의 @ 왼쪽 1차원 배열은 행이지만 줄리아의 v * A에는 v'가 필요하다."
    ),
    "hcat puts vectors side by side as columns; np.array makes them rows.": (
        "hcat은 벡터를 열로 나란히 놓고 np.array는 행으로 만든다."
    ),
    "Dot products and norms": "내적과 노름",
    "dot(A, A) of matrices is one number in Julia and a matrix product in NumPy.": (
        "행렬의 dot(A, A)는 줄리아에서 수 하나이고 NumPy에서 행렬 곱이다."
    ),
    "dot conjugates its first argument in Julia; np.dot does not.": (
        "줄리아의 dot은 첫 인수를 켤레로 바꾸고 np.dot은 바꾸지 않는다."
    ),
    "norm(D, 2) takes all elements as one vector; np.linalg.norm(D, 2) is the largest singular value.": (
        "norm(D, 2)는 원소 전체의 벡터 노름이고 np.linalg.norm(D, 2)는 최대 특잇값이다."
    ),
    "norm(D, 1) adds all magnitudes; np.linalg.norm(D, 1) is the largest column sum.": (
        "norm(D, 1)은 모든 절댓값의 합이고 np.linalg.norm(D, 1)은 최대 열 합이다."
    ),
    "norm(D, Inf) is the largest magnitude; np.linalg.norm(D, np.inf) the largest row sum.": (
        "norm(D, Inf)는 최대 절댓값이고 np.linalg.norm(D, np.inf)는 최대 행 합이다."
    ),
    "dot of 3-d arrays is one number in Julia; np.dot sums over one axis of each.": (
        "3차원 배열의 dot은 줄리아에서 수 하나이고 np.dot은 축 하나씩만 합한다."
    ),
}
