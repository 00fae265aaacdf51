"""The traps of `indexing` in Korean."""

from __future__ import annotations

PHRASES = {
    "Index and ranges": "인덱스와 범위",
    "Julia counts elements from 1, Python from 0.": "줄리아는 원소를 1부터, 파이썬은 0부터 센다.",
    "Index 0 is an error in Julia and the first element in Python.": (
        "인덱스 0은 줄리아에서 오류이고 파이썬에서 첫 원소다."
    ),
    "A slice includes its end in Julia and excludes it in Python.": (
        "슬라이스의 끝은 줄리아에서 포함되고 파이썬에서 빠진다."
    ),
    "A negative index is an error in Julia and counts from the end in Python.": (
        "음수 인덱스는 줄리아에서 오류이고 파이썬에서 끝부터 센다."
    ),
    "A slice past the end is an error in Julia; Python cuts it off.": (
        "끝을 넘는 슬라이스는 줄리아에서 오류이고 파이썬은 잘라 낸다."
    ),
    "Three numbers in a slice: start:step:stop in Julia, start:stop:step in Python.": (
        "세 수의 슬라이스는 줄리아에서 시작:간격:끝, 파이썬에서 시작:끝:간격이다."
    ),
    "x[3:-1:1] is reversed in Julia and empty in Python.": "x[3:-1:1]은 줄리아에서 역순이고 파이썬에서 비어 있다.",
    "A[[1, 2], [1, 3]] is a submatrix in Julia; NumPy pairs the indices.": (
        "A[[1, 2], [1, 3]]은 줄리아에서 부분 행렬이고 NumPy는 인덱스를 짝짓는다."
    ),
    "One index into a matrix is an element in Julia, counted down columns, and a row in NumPy.": (
        "행렬에 인덱스 하나를 쓰면 줄리아는 열을 따라 센 원소, NumPy는 행을 준다."
    ),
    "Two indices into three dimensions are an error in Julia and a vector in NumPy.": (
        "3차원 배열에 인덱스 둘은 줄리아에서 오류이고 NumPy에서 벡터다."
    ),
    "Julia ignores further indices that are 1; in NumPy they are an error.": (
        "줄리아는 남는 인덱스가 1이면 무시하고 NumPy는 오류를 낸다."
    ),
    "x[true] is an error in Julia; in NumPy it puts an axis in front.": (
        "x[true]는 줄리아에서 오류이고 NumPy에서는 앞에 축을 더한다."
    ),
    "length(A) counts all elements; len(A) counts the rows.": "length(A)는 모든 원소를 세고 len(A)는 행을 센다.",
    "A loop over a matrix meets its elements in Julia and its rows in NumPy.": (
        "행렬을 도는 반복문은 줄리아에서 원소를, NumPy에서 행을 만난다."
    ),
    "enumerate counts from 1 in Julia and from 0 in Python.": "enumerate는 줄리아에서 1부터, 파이썬에서 0부터 센다.",
    "What searchsorted returns is one more in Julia.": "searchsorted가 주는 위치는 줄리아에서 하나 크다.",
    "insert!(x, 2, v) puts v second, np.insert(x, 2, v) third.": (
        "insert!(x, 2, v)는 v를 둘째에, np.insert(x, 2, v)는 셋째에 넣는다."
    ),
    "findfirst gives nothing where index raises.": (
        "찾는 값이 없으면 findfirst는 nothing을 주고 index는 예외를 던진다."
    ),
    "reverse of a matrix needs dims before Julia 1.6; np.flip turns all axes.": (
        "줄리아 1.6 이전의 reverse는 행렬에 dims가 필요하고 np.flip은 모든 축을 뒤집는다."
    ),
}
