"""The traps of `reductions` in Korean."""

from __future__ import annotations

PHRASES = {
    "Reductions along a dimension": "한 차원을 따른 축약",
    "The reduced dimension": "축약된 차원",
    "sum along a dimension keeps it with length 1 in Julia; NumPy drops it.": (
        "한 차원을 따라 sum하면 줄리아는 그 차원을 길이 1로 남기고 NumPy는 없앤다."
    ),
    "What stays fits A again: A .- sum(A; dims=2) works as written. So do mean, maximum, prod, any and all.": (
        "남은 것이 다시 A에 맞는다. A .- sum(A; dims=2)를 그대로 쓸 수 있다. mean, maximum, prod, any, all도 그렇다."
    ),
    "Subtracting the row means": "행의 평균 빼기",
    "A .- mean(A; dims=2) works in Julia; A - A.mean(axis=1) fails in NumPy.": (
        "A .- mean(A; dims=2)는 되고 A - A.mean(axis=1)은 실패한다."
    ),
    "On square matrices NumPy subtracts the means from the columns instead, without a word.": (
        "정사각 행렬에서는 NumPy가 아무 말 없이 열에서 평균을 뺀다."
    ),
    "The place of the largest element": "가장 큰 원소의 자리",
    "argmax of a matrix is a row and a column in Julia, one flat index in NumPy.": (
        "행렬의 argmax는 줄리아에서 행과 열이고 NumPy에서 1차원 인덱스 하나다."
    ),
    "Julia gives a CartesianIndex, with which A[i] is the element. NumPy's index counts along rows from 0.": (
        "줄리아는 CartesianIndex를 주고 A[i]가 그 원소다. NumPy의 인덱스는 행을 따라 0부터 센다."
    ),
    "argmax along rows": "행을 따른 argmax",
    "argmax along a dimension gives Cartesian indices in Julia, positions in NumPy.": (
        "한 차원을 따른 argmax는 줄리아에서 데카르트 인덱스이고 NumPy에서 위치다."
    ),
    "Accuracy counts need the column alone: `getindex.(argmax(A; dims=2), 2) .- 1` is what NumPy counts.": (
        "정확도를 세려면 열만 필요하다. `getindex.(argmax(A; dims=2), 2) .- 1`이 NumPy가 세는 값이다."
    ),
    "Sorting a matrix": "행렬의 정렬",
    "sort of a matrix needs dims in Julia; NumPy sorts along the last axis.": (
        "행렬의 sort는 줄리아에서 dims가 필요하고 NumPy는 마지막 축을 정렬한다."
    ),
    "There is no default that everybody would expect.": "누구나 예상할 만한 기본값이 없다.",
    "Cumulative sums of a matrix": "행렬의 누적합",
    "cumsum of a matrix needs dims in Julia; NumPy flattens it.": (
        "행렬의 cumsum은 줄리아에서 dims가 필요하고 NumPy는 1차원으로 편다."
    ),
    "NumPy's sort goes along the last axis and its cumsum over all: Julia asks in both cases.": (
        "NumPy의 sort는 마지막 축을 따르고 cumsum은 전체를 따른다. 줄리아는 두 경우 모두 차원을 묻는다."
    ),
    "Differences of a matrix": "행렬의 차분",
    "diff of a matrix needs dims in Julia; NumPy takes the last axis.": (
        "행렬의 diff는 줄리아에서 dims가 필요하고 NumPy는 마지막 축을 쓴다."
    ),
    "The same as for sort.": "sort와 같다.",
    "A dimension that is not there": "없는 차원",
    "sum along dimension 3 of a matrix is the matrix in Julia, an error in NumPy.": (
        "행렬을 셋째 차원으로 sum하면 줄리아에서 행렬 그대로이고 NumPy에서 오류다."
    ),
    "Every array of Julia has further dimensions of length 1.": (
        "줄리아의 모든 배열은 길이가 1인 차원을 뒤에 더 가진다."
    ),
    "The size of a dimension that is not there": "없는 차원의 크기",
    "size(A, 3) of a matrix is 1 in Julia; A.shape[2] is an IndexError.": (
        "행렬의 size(A, 3)은 줄리아에서 1이고 A.shape[2]는 IndexError다."
    ),
    "Trailing dimensions of length 1 may be asked for and indexed in Julia.": (
        "줄리아에서는 뒤에 있는 길이 1인 차원의 크기를 묻고 인덱스를 쓸 수 있다."
    ),
    "Counting dimensions from the end": "차원을 끝에서 세기",
    "dims=-1 is an ArgumentError in Julia; axis=-1 is NumPy's last axis.": (
        "dims=-1은 줄리아에서 ArgumentError이고 axis=-1은 NumPy의 마지막 축이다."
    ),
    "Dimensions of Julia count from 1, and ndims(A) is the last.": "줄리아의 차원은 1부터 세고 마지막은 ndims(A)다.",
    "The axis as second argument": "둘째 인수로 준 축",
    "sum(A, 1) is a MethodError in Julia; NumPy sums along axis 1.": (
        "sum(A, 1)은 줄리아에서 MethodError이고 NumPy는 축 1을 따라 더한다."
    ),
    "With two arguments the first is a function in Julia: sum(abs, A).": (
        "인수가 둘이면 줄리아에서 첫째는 함수다: sum(abs, A)."
    ),
    "Summing nothing in particular": "빈 것의 합",
    "sum([]) is a MethodError in Julia and 0.0 in NumPy.": "sum([])은 줄리아에서 MethodError이고 NumPy에서 0.0이다.",
    "The empty literal [] has the element type Any, which has no zero; np.array([]) is float64.": (
        "빈 리터럴 []의 원소 타입은 0이 없는 Any다. np.array([])는 float64다."
    ),
    "The order of summation": "더하는 순서",
    "One after the other": "하나씩 차례로",
    "foldl adds one after the other; NumPy's sum adds in groups.": "foldl은 차례로 더하고 NumPy의 sum은 묶어서 더한다.",
    "Floating-point sums depend on their order. Julia's `sum` adds in groups too, of a size that the processor "
    "decides; Python's own `sum` of floats carries the lost digits along from version 3.12 on.": (
        "부동소수점 합은 순서에 달려 있다. 줄리아의 `sum`도 프로세서가 정하는 크기로 묶어 더한다. 파이썬의 `sum`은 "
        "3.12부터 실수에서 잃은 자릿수를 챙겨 간다."
    ),
    "Running totals": "누적합",
    "cumsum groups its additions in Julia; NumPy's adds one by one and loses more.": (
        "cumsum은 줄리아에서 묶어 더하고 NumPy에서는 하나씩 더해 더 많이 잃는다."
    ),
    "2^24 + 1 is no Float32: added one by one, all the ones are lost. A million times 0.1f0 gives 100000.086 in "
    "Julia and 100958.34 in NumPy.": (
        "2^24 + 1은 Float32가 아니다. 하나씩 더하면 1이 모두 사라진다. 0.1f0을 백만 번 더하면 줄리아는 100000.086, "
        "NumPy는 100958.34다."
    ),
    "Sums down the columns": "열을 따라 내려가는 합",
    "NumPy sums columns row by row, without grouping; Julia groups in every dimension.": (
        "NumPy는 열의 합을 행마다 더해 묶지 않고, 줄리아는 어느 차원에서나 묶는다."
    ),
    "Pairwise summation is used along the fast axis only. Gradients of biases are sums of this kind.": (
        "쌍별 합은 빠른 축에서만 쓴다. 편향의 기울기가 이런 합이다."
    ),
}
