"""The traps of `operators` in Korean."""

from __future__ import annotations

PHRASES = {
    "Operators on arrays": "배열의 연산자",
    "A * B is the matrix product in Julia and elementwise in NumPy.": (
        "A * B는 줄리아에서 행렬 곱이고 NumPy에서 원소별 곱이다."
    ),
    "The product of two vectors is an error in Julia and elementwise in NumPy.": (
        "두 벡터의 곱은 줄리아에서 오류이고 NumPy에서 원소별 곱이다."
    ),
    "A + 1 is an error in Julia and elementwise in NumPy.": "A + 1은 줄리아에서 오류이고 NumPy에서 원소별 덧셈이다.",
    "exp(A) is the matrix exponential in Julia and elementwise in NumPy.": (
        "exp(A)는 줄리아에서 행렬 지수함수이고 NumPy에서 원소별이다."
    ),
    "A^2 is A times A in Julia; A ** 2 squares the elements in NumPy.": (
        "A^2는 줄리아에서 A 곱하기 A이고 NumPy의 A ** 2는 원소를 제곱한다."
    ),
    "A / B solves X B = A in Julia and divides elementwise in NumPy.": (
        "A / B는 줄리아에서 X B = A를 풀고 NumPy에서 원소별로 나눈다."
    ),
    "x > 1 is an error in Julia for an array; NumPy compares every element.": (
        "배열에 x > 1은 줄리아에서 오류이고 NumPy는 원소마다 비교한다."
    ),
    "[1, 5] < [2, 0] is true in Julia, in dictionary order; NumPy compares every element.": (
        "[1, 5] < [2, 0]은 줄리아에서 사전순으로 참이고 NumPy는 원소마다 비교한다."
    ),
    "sqrt needs a dot for an array of numbers; np.sqrt does not.": (
        "배열에 sqrt를 쓰려면 점이 필요하지만 np.sqrt는 필요 없다."
    ),
    "p & q of two Boolean arrays needs a dot in Julia and none in NumPy.": (
        "불리언 배열의 p & q는 줄리아에서 점이 필요하고 NumPy에서 필요 없다."
    ),
    "x[1:2] = 0 is an error in Julia; NumPy fills the slice.": (
        "x[1:2] = 0은 줄리아에서 오류이고 NumPy는 슬라이스를 채운다."
    ),
    "5 ^ 3 is a power in Julia and exclusive or in Python.": (
        "5 ^ 3은 줄리아에서 거듭제곱이고 파이썬에서 배타적 논리합이다."
    ),
    "1 // 2 is a rational number in Julia and 0 in Python.": "1 // 2는 줄리아에서 유리수이고 파이썬에서 0이다.",
    "4 + 1 & 1 is 5 in Julia, where & binds like *, and 1 in Python.": (
        "4 + 1 & 1은 &가 *처럼 묶이는 줄리아에서 5, 파이썬에서 1이다."
    ),
    "1:3 + 1 ends at 4 in Julia: + binds tighter than the colon.": (
        "1:3 + 1은 줄리아에서 4에서 끝난다. +가 콜론보다 먼저 묶인다."
    ),
    "2(3 + 1) is a product in Julia; in Python it calls the number 2.": (
        "2(3 + 1)은 줄리아에서 곱이고 파이썬에서 수 2를 호출하는 것이다."
    ),
    "Broadcasting": "브로드캐스팅",
    "2×3 .+ a vector of 2 works in Julia and fails in NumPy.": (
        "2×3 .+ 길이 2 벡터는 줄리아에서 되고 NumPy에서 안 된다."
    ),
    "2×3 .+ a vector of 3 fails in Julia and works in NumPy.": (
        "2×3 .+ 길이 3 벡터는 줄리아에서 안 되고 NumPy에서 된다."
    ),
    "A square matrix .+ a vector runs in both, along different ends.": (
        "정사각 행렬 .+ 벡터는 양쪽에서 다 되지만 방향이 다르다."
    ),
    "Julia's + wants equal sizes; NumPy's broadcasts.": "줄리아의 +는 크기가 같아야 하고 NumPy의 +는 브로드캐스팅한다.",
    "A 1×n and an n-vector give n×n in Julia; two 1-d arrays of NumPy never do.": (
        "1×n 행렬과 n-벡터는 줄리아에서 n×n을 주지만 NumPy의 1차원 배열 둘은 그렇지 않다."
    ),
    "A dotted + adds tuples element by element in Julia; Python's + joins them.": (
        "줄리아의 점 +는 튜플을 원소별로 더하고 파이썬의 +는 이어 붙인다."
    ),
}
