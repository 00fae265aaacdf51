"""The traps of `operators` in Korean."""

from __future__ import annotations

PHRASES = {
    "Operators on arrays": "배열의 연산자",
    "The product of matrices": "행렬의 곱",
    "A * B is the matrix product in Julia and elementwise in NumPy.": (
        "A * B는 줄리아에서 행렬 곱이고 NumPy에서 원소별 곱이다."
    ),
    "Julia's operators on matrices are those of linear algebra; a dot makes them elementwise.": (
        "줄리아에서 행렬의 연산자는 선형대수의 연산자다. 점을 붙이면 원소별이 된다."
    ),
    "The product of vectors": "벡터의 곱",
    "The product of two vectors is an error in Julia and elementwise in NumPy.": (
        "두 벡터의 곱은 줄리아에서 오류이고 NumPy에서 원소별 곱이다."
    ),
    "A product of two column vectors has no meaning in linear algebra.": "열벡터 둘의 곱은 선형대수에 없다.",
    "A matrix plus a number": "행렬 더하기 수",
    "A + 1 is an error in Julia and elementwise in NumPy.": "A + 1은 줄리아에서 오류이고 NumPy에서 원소별 덧셈이다.",
    "A matrix plus a number is not defined in linear algebra; `A .+ 1` or `A + I` says what is meant.": (
        "행렬 더하기 수는 선형대수에 정의되어 있지 않다. `A .+ 1`이나 `A + I`가 뜻을 분명히 한다."
    ),
    "exp of a matrix": "행렬의 exp",
    "exp(A) is the matrix exponential in Julia and elementwise in NumPy.": (
        "exp(A)는 줄리아에서 행렬 지수함수이고 NumPy에서 원소별이다."
    ),
    "So it is with sqrt, log, sin, cos and all functions that have a matrix version.": (
        "sqrt, log, sin, cos 등 행렬 판이 있는 함수는 모두 이렇다."
    ),
    "A power of a matrix": "행렬의 거듭제곱",
    "A^2 is A times A in Julia; A ** 2 squares the elements in NumPy.": (
        "A^2는 줄리아에서 A 곱하기 A이고 NumPy의 A ** 2는 원소를 제곱한다."
    ),
    "The power follows the product.": "거듭제곱은 곱을 따른다.",
    "Dividing by a matrix": "행렬로 나누기",
    "A / B solves X B = A in Julia and divides elementwise in NumPy.": (
        "A / B는 줄리아에서 X B = A를 풀고 NumPy에서 원소별로 나눈다."
    ),
    "Division by a matrix is the solution of a system of equations.": "행렬로 나누는 것은 연립방정식을 푸는 것이다.",
    "Comparing with a number": "수와 비교하기",
    "x > 1 is an error in Julia for an array; NumPy compares every element.": (
        "배열에 x > 1은 줄리아에서 오류이고 NumPy는 원소마다 비교한다."
    ),
    "Comparisons need the dot too, or they are about whole collections.": (
        "비교에도 점이 필요하다. 없으면 모음 전체의 비교가 된다."
    ),
    "Comparing vectors": "벡터 비교하기",
    "[1, 5] < [2, 0] is true in Julia, in dictionary order; NumPy compares every element.": (
        "[1, 5] < [2, 0]은 줄리아에서 사전순으로 참이고 NumPy는 원소마다 비교한다."
    ),
    "Vectors are ordered like words: the first element that differs decides. Python's lists are, too.": (
        "벡터의 순서는 낱말과 같다. 처음 다른 원소가 정한다. 파이썬의 리스트도 그렇다."
    ),
    "A function of an array": "배열의 함수",
    "sqrt needs a dot for an array of numbers; np.sqrt does not.": (
        "배열에 sqrt를 쓰려면 점이 필요하지만 np.sqrt는 필요 없다."
    ),
    "A Julia function is about one number unless it says otherwise; `f.(x)` applies it to each element.": (
        "줄리아 함수는 따로 말이 없으면 수 하나에 대한 것이다. `f.(x)`는 원소마다 적용한다."
    ),
    "Logical operators on arrays": "배열의 논리 연산자",
    "p & q of two Boolean arrays needs a dot in Julia and none in NumPy.": (
        "불리언 배열의 p & q는 줄리아에서 점이 필요하고 NumPy에서 필요 없다."
    ),
    "& is not defined for arrays in Julia; the dotted operators .& and .| are.": (
        "줄리아에서 &는 배열에 정의되어 있지 않고, 점을 붙인 .&와 .|는 정의되어 있다."
    ),
    "Assigning a number to a slice": "슬라이스에 수 대입하기",
    "x[1:2] = 0 is an error in Julia; NumPy fills the slice.": (
        "x[1:2] = 0은 줄리아에서 오류이고 NumPy는 슬라이스를 채운다."
    ),
    "An assignment to several elements needs as many values; `.=` broadcasts.": (
        "원소 여럿에 대입하려면 값도 그만큼 필요하다. `.=`는 브로드캐스팅한다."
    ),
    "Caret": "캐럿",
    "5 ^ 3 is a power in Julia and exclusive or in Python.": (
        "5 ^ 3은 줄리아에서 거듭제곱이고 파이썬에서 배타적 논리합이다."
    ),
    "Julia writes exclusive or as `xor` or `⊻`, Python the power as `**`.": (
        "줄리아는 배타적 논리합을 `xor`나 `⊻`로, 파이썬은 거듭제곱을 `**`로 쓴다."
    ),
    "Two slashes": "빗금 둘",
    "1 // 2 is a rational number in Julia and 0 in Python.": "1 // 2는 줄리아에서 유리수이고 파이썬에서 0이다.",
    "Julia's whole division is `fld` (floor) or `÷` (towards zero).": (
        "줄리아의 정수 나눗셈은 `fld`(내림)나 `÷`(0 쪽으로)다."
    ),
    "& binds like *": "&는 *처럼 묶인다",
    "4 + 1 & 1 is 5 in Julia, where & binds like *, and 1 in Python.": (
        "4 + 1 & 1은 &가 *처럼 묶이는 줄리아에서 5, 파이썬에서 1이다."
    ),
    "Julia's & has the precedence of *, | and ⊻ that of +; Python's bind less than + and -.": (
        "줄리아의 &는 *와, |와 ⊻는 +와 우선순위가 같다. 파이썬에서는 +와 -보다 늦게 묶인다."
    ),
    "A colon binds less than +": "콜론은 +보다 늦게 묶인다",
    "1:3 + 1 ends at 4 in Julia: + binds tighter than the colon.": (
        "1:3 + 1은 줄리아에서 4에서 끝난다. +가 콜론보다 먼저 묶인다."
    ),
    "Whoever means a range moved by one writes (1:3) .+ 1.": "하나씩 옮긴 범위를 뜻하면 (1:3) .+ 1이라고 쓴다.",
    "A coefficient before a parenthesis": "괄호 앞의 계수",
    "2(3 + 1) is a product in Julia; in Python it calls the number 2.": (
        "2(3 + 1)은 줄리아에서 곱이고 파이썬에서 수 2를 호출하는 것이다."
    ),
    "A number in front of a name or parenthesis multiplies, and binds tighter than other operators: 1/2x is 1/(2x).": (
        "이름이나 괄호 앞의 수는 곱하며, 다른 연산자보다 먼저 묶인다. 1/2x는 1/(2x)다."
    ),
    "Broadcasting": "브로드캐스팅",
    "A vector along the rows": "행마다 더하는 벡터",
    "2×3 .+ a vector of 2 works in Julia and fails in NumPy.": (
        "2×3 .+ 길이 2 벡터는 줄리아에서 되고 NumPy에서 안 된다."
    ),
    "Missing dimensions are added behind in Julia (2 is 2×1) and in front in NumPy (2 is 1×2).": (
        "모자라는 차원을 줄리아는 뒤에(2는 2×1), NumPy는 앞에(2는 1×2) 더한다."
    ),
    "A vector along the columns": "열마다 더하는 벡터",
    "2×3 .+ a vector of 3 fails in Julia and works in NumPy.": (
        "2×3 .+ 길이 3 벡터는 줄리아에서 안 되고 NumPy에서 된다."
    ),
    "In Julia a vector is a column. A bias row is 1×n there, or transposed.": (
        "줄리아에서 벡터는 열이다. 행으로 된 편향은 1×n이거나 전치한 것이다."
    ),
    "A square matrix plus a vector": "정사각 행렬 더하기 벡터",
    "A square matrix .+ a vector runs in both, along different ends.": (
        "정사각 행렬 .+ 벡터는 양쪽에서 다 되지만 방향이 다르다."
    ),
    "No error shows it: the vector is added to every column in Julia and to every row in NumPy.": (
        "오류가 나지 않는다. 벡터가 줄리아에서는 모든 열에, NumPy에서는 모든 행에 더해진다."
    ),
    "+ does not broadcast": "+는 브로드캐스팅하지 않는다",
    "Julia's + wants equal sizes; NumPy's broadcasts.": "줄리아의 +는 크기가 같아야 하고 NumPy의 +는 브로드캐스팅한다.",
    "Without the dot + is the sum of two elements of one vector space.": (
        "점이 없는 +는 한 벡터 공간의 두 원소의 합이다."
    ),
    "A row and a column": "행과 열",
    "A 1×n and an n-vector give n×n in Julia; two 1-d arrays of NumPy never do.": (
        "1×n 행렬과 n-벡터는 줄리아에서 n×n을 주지만 NumPy의 1차원 배열 둘은 그렇지 않다."
    ),
    "v' is a row in Julia; v.T of a 1-d array is the same array in NumPy.": (
        "줄리아에서 v'는 행이다. NumPy에서 1차원 배열의 v.T는 같은 배열이다."
    ),
    "Tuples": "튜플",
    "A dotted + adds tuples element by element in Julia; Python's + joins them.": (
        "줄리아의 점 +는 튜플을 원소별로 더하고 파이썬의 +는 이어 붙인다."
    ),
    "Tuples broadcast like vectors in Julia; + joins Python's.": (
        "줄리아에서 튜플은 벡터처럼 브로드캐스팅하고, 파이썬의 +는 튜플을 이어 붙인다."
    ),
}
