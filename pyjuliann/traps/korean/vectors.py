"""The traps of `vectors` in Korean."""

from __future__ import annotations

PHRASES = {
    "Transposes and adjoints": "전치와 수반",
    "The transpose of a vector": "벡터의 전치",
    "v' is a row (1×n) in Julia; v.T of a 1-d array is the array itself.": (
        "v'는 줄리아에서 행(1×n)이고 1차원 배열의 v.T는 그대로다."
    ),
    "Julia's vectors are columns. NumPy's 1-d arrays are neither rows nor columns.": (
        "줄리아의 벡터는 열이다. NumPy의 1차원 배열은 행도 열도 아니다."
    ),
    "The values of v'": "v'의 값",
    "v' holds the vector as a 1×n matrix; v.T holds it as it was.": "v'는 벡터를 1×n 행렬로 담고 v.T는 그대로 담는다.",
    "Results have another number of dimensions from then on; sums and products follow.": (
        "그 뒤로는 결과의 차원 수가 다르고, 합과 곱도 따라 달라진다."
    ),
    "' conjugates": "'는 켤레를 취한다",
    "' conjugates complex numbers, .T does not.": "'는 복소수를 켤레로 바꾸고 .T는 바꾸지 않는다.",
    "' is the adjoint. The plain transpose is `transpose(C)` in Julia, the adjoint `C.conj().T` in NumPy.": (
        "'는 켤레 전치다. 켤레 없는 전치는 줄리아에서 `transpose(C)`이고, NumPy의 켤레 전치는 `C.conj().T`다."
    ),
    "A row times a column": "행 곱하기 열",
    "v' * v is a number in Julia; NumPy's v.T * v is elementwise.": (
        "v' * v는 줄리아에서 수이고 NumPy의 v.T * v는 원소별이다."
    ),
    "An adjoint vector times a vector is their dot product, not a 1×1 matrix.": (
        "켤레 전치한 벡터 곱하기 벡터는 1×1 행렬이 아니라 내적이다."
    ),
    "A column times a row": "열 곱하기 행",
    "v * v' is the outer product in Julia; NumPy's v * v.T is elementwise.": (
        "v * v'는 줄리아에서 외적이고 NumPy의 v * v.T는 원소별이다."
    ),
    "n×1 times 1×n is n×n. In NumPy there is no row to multiply with.": (
        "n×1 곱하기 1×n은 n×n이다. NumPy에는 곱할 행이 없다."
    ),
    "One-row literals": "한 행짜리 리터럴",
    "[1 2 3] without commas is a 1×3 matrix in Julia.": "쉼표 없는 [1 2 3]은 줄리아에서 1×3 행렬이다.",
    "Blanks join along the second dimension, semicolons along the first, commas make a vector.": (
        "빈칸은 둘째 차원으로, 쌍반점은 첫 차원으로 잇고, 쉼표는 벡터를 만든다."
    ),
    "Joining vectors": "벡터 잇기",
    "hcat of vectors makes columns; np.hstack joins them end to end.": (
        "벡터의 hcat은 열을 만들고 np.hstack은 끝과 끝을 잇는다."
    ),
    "hcat joins along the second dimension; hstack joins 1-d arrays along their only axis.": (
        "hcat은 둘째 차원으로 잇고, hstack은 1차원 배열을 하나뿐인 축으로 잇는다."
    ),
    "Stacking vectors": "벡터 쌓기",
    "vcat of vectors joins them end to end; np.vstack makes rows.": (
        "벡터의 vcat은 끝과 끝을 잇고 np.vstack은 행을 만든다."
    ),
    "A vector is a column in Julia and becomes a row in vstack.": "벡터는 줄리아에서 열이고 vstack에서는 행이 된다.",
    "A matrix times a vector by columns": "행렬의 열과 벡터의 곱",
    "A 1-d array is a row on the left of @ in NumPy; in Julia v * A needs v'.": (
        "NumPy의 @ 왼쪽 1차원 배열은 행이지만 줄리아의 v * A에는 v'가 필요하다."
    ),
    "n×1 times n×m does not fit; NumPy takes the vector for whatever fits.": (
        "n×1 곱하기 n×m은 맞지 않는다. NumPy는 벡터를 맞는 쪽으로 본다."
    ),
    "Samples as columns or as rows": "열로 놓인 표본과 행으로 놓인 표본",
    "hcat puts vectors side by side as columns; np.array makes them rows.": (
        "hcat은 벡터를 열로 나란히 놓고 np.array는 행으로 만든다."
    ),
    "A vector is a column in Julia, so a list of samples becomes a matrix with a column for each.": (
        "줄리아에서 벡터는 열이므로, 표본의 목록은 표본마다 열이 하나인 행렬이 된다."
    ),
    "Dot products and norms": "내적과 노름",
    "dot of matrices": "행렬의 dot",
    "dot(A, A) of matrices is one number in Julia and a matrix product in NumPy.": (
        "행렬의 dot(A, A)는 줄리아에서 수 하나이고 NumPy에서 행렬 곱이다."
    ),
    "Julia's dot is the inner product of any two arrays of one size; np.dot of matrices multiplies them.": (
        "줄리아의 dot은 크기가 같은 두 배열의 내적이고, 행렬의 np.dot은 둘을 곱한다."
    ),
    "dot of complex vectors": "복소 벡터의 dot",
    "dot conjugates its first argument in Julia; np.dot does not.": (
        "줄리아의 dot은 첫 인수를 켤레로 바꾸고 np.dot은 바꾸지 않는다."
    ),
    "The inner product of a complex vector with itself is its squared length.": (
        "복소 벡터와 자신의 내적은 길이의 제곱이다."
    ),
    "The norm of a matrix, order 2": "행렬의 노름, 차수 2",
    "norm(D, 2) takes all elements as one vector; np.linalg.norm(D, 2) is the largest singular value.": (
        "norm(D, 2)는 원소 전체의 벡터 노름이고 np.linalg.norm(D, 2)는 최대 특잇값이다."
    ),
    "Operator norms are `opnorm` in Julia.": "작용소 노름은 줄리아에서 `opnorm`이다.",
    "The norm of a matrix, order 1": "행렬의 노름, 차수 1",
    "norm(D, 1) adds all magnitudes; np.linalg.norm(D, 1) is the largest column sum.": (
        "norm(D, 1)은 모든 절댓값의 합이고 np.linalg.norm(D, 1)은 최대 열 합이다."
    ),
    "The same name stands for the entrywise norm and for the operator norm.": (
        "같은 이름이 원소별 노름과 작용소 노름을 뜻한다."
    ),
    "The norm of a matrix, order infinity": "행렬의 노름, 차수 무한대",
    "norm(D, Inf) is the largest magnitude; np.linalg.norm(D, np.inf) the largest row sum.": (
        "norm(D, Inf)는 최대 절댓값이고 np.linalg.norm(D, np.inf)는 최대 행 합이다."
    ),
    "dot of arrays of several dimensions": "여러 차원 배열의 dot",
    "dot of 3-d arrays is one number in Julia; np.dot sums over one axis of each.": (
        "3차원 배열의 dot은 줄리아에서 수 하나이고 np.dot은 축 하나씩만 합한다."
    ),
    "np.dot takes the last axis of the first and the last but one of the second argument.": (
        "np.dot은 첫 인수의 마지막 축과 둘째 인수의 끝에서 둘째 축을 곱해 더한다."
    ),
}
