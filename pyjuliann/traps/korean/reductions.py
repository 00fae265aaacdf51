"""The traps of `reductions` in Korean."""

from __future__ import annotations

PHRASES = {
    "Reductions along a dimension": "한 차원을 따른 축약",
    "sum along a dimension keeps it with length 1 in Julia; NumPy drops it.": (
        "한 차원을 따라 sum하면 줄리아는 그 차원을 길이 1로 남기고 NumPy는 없앤다."
    ),
    "A .- mean(A; dims=2) works in Julia; A - A.mean(axis=1) fails in NumPy.": (
        "A .- mean(A; dims=2)는 되고 A - A.mean(axis=1)은 실패한다."
    ),
    "argmax of a matrix is a row and a column in Julia, one flat index in NumPy.": (
        "행렬의 argmax는 줄리아에서 행과 열이고 NumPy에서 1차원 인덱스 하나다."
    ),
    "argmax along a dimension gives Cartesian indices in Julia, positions in NumPy.": (
        "한 차원을 따른 argmax는 줄리아에서 데카르트 인덱스이고 NumPy에서 위치다."
    ),
    "sort of a matrix needs dims in Julia; NumPy sorts along the last axis.": (
        "행렬의 sort는 줄리아에서 dims가 필요하고 NumPy는 마지막 축을 정렬한다."
    ),
    "cumsum of a matrix needs dims in Julia; NumPy flattens it.": (
        "행렬의 cumsum은 줄리아에서 dims가 필요하고 NumPy는 1차원으로 편다."
    ),
    "diff of a matrix needs dims in Julia; NumPy takes the last axis.": (
        "행렬의 diff는 줄리아에서 dims가 필요하고 NumPy는 마지막 축을 쓴다."
    ),
    "sum along dimension 3 of a matrix is the matrix in Julia, an error in NumPy.": (
        "행렬을 셋째 차원으로 sum하면 줄리아에서 행렬 그대로이고 NumPy에서 오류다."
    ),
    "size(A, 3) of a matrix is 1 in Julia; A.shape[2] is an IndexError.": (
        "행렬의 size(A, 3)은 줄리아에서 1이고 A.shape[2]는 IndexError다."
    ),
    "dims=-1 is an ArgumentError in Julia; axis=-1 is NumPy's last axis.": (
        "dims=-1은 줄리아에서 ArgumentError이고 axis=-1은 NumPy의 마지막 축이다."
    ),
    "sum(A, 1) is a MethodError in Julia; NumPy sums along axis 1.": (
        "sum(A, 1)은 줄리아에서 MethodError이고 NumPy는 축 1을 따라 더한다."
    ),
    "sum([]) is a MethodError in Julia and 0.0 in NumPy.": ("sum([])은 줄리아에서 MethodError이고 NumPy에서 0.0이다."),
    "The order of summation": "더하는 순서",
    "foldl adds one after the other; NumPy's sum adds in groups.": (
        "foldl은 차례로 더하고 NumPy의 sum은 묶어서 더한다."
    ),
    "cumsum groups its additions in Julia; NumPy's adds one by one and loses more.": (
        "cumsum은 줄리아에서 묶어 더하고 NumPy에서는 하나씩 더해 더 많이 잃는다."
    ),
    "NumPy sums columns row by row, without grouping; Julia groups in every dimension.": (
        "NumPy는 열의 합을 행마다 더해 묶지 않고, 줄리아는 어느 차원에서나 묶는다."
    ),
}
