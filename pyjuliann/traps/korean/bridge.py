"""The traps of `bridge` in Korean."""

from __future__ import annotations

PHRASES = {
    "What crosses the bridge": "브리지를 거치는 값",
    "Functions that change their argument": "인수를 바꾸는 함수",
    "sort! changes its array; called through the bridge it changes a copy.": (
        "sort!는 배열을 바꾸지만 브리지를 거쳐 부르면 사본을 바꾼다."
    ),
    "Arguments are copied into Julia; update=True writes back what a function does to one.": (
        "인수는 줄리아로 복사된다. update=True는 함수가 인수에 한 일을 되돌려 적는다."
    ),
    "Lists": "리스트",
    "[1, 2] has the element type Int in Julia; a Python list arrives with Any.": (
        "[1, 2]의 원소 타입은 줄리아에서 Int이고 파이썬 리스트는 Any로 도착한다."
    ),
    "Functions for Vector{Int} or Vector{Float64} refuse a Vector{Any}, and others are slow on it.": (
        "Vector{Int}나 Vector{Float64}를 받는 함수는 Vector{Any}를 거부하고, 그 밖의 함수는 느려진다."
    ),
    "Lists of lists": "리스트의 리스트",
    "A list of lists arrives as a vector of vectors, no matrix.": (
        "리스트의 리스트는 행렬이 아니라 벡터의 벡터로 도착한다."
    ),
    "Only arrays have a shape.": "배열에만 크기가 있다.",
    "Characters": "문자",
    "A Char comes back as a str, and a str goes to Julia as a String.": (
        "Char는 str로 돌아오고 str은 줄리아에 String으로 간다."
    ),
    "Python has no type for one character: say which one is meant.": (
        "파이썬에는 문자 하나의 타입이 없으니 어느 것인지 적어 준다."
    ),
    "Large integers": "큰 정수",
    "big(21) comes back as an int, which goes to Julia as an Int64 again.": (
        "big(21)은 int로 돌아오고 다시 줄리아에 Int64로 간다."
    ),
    "An int goes as Int64 if it fits, as BigInt if not. Through pyjuliann's `call`, NumPy's scalars keep their "
    "width.": ("int는 들어가면 Int64로, 아니면 BigInt로 넘어간다. pyjuliann의 `call`에서 NumPy 스칼라는 폭을 지킨다."),
    "An integer that does not fit": "들어가지 않는 정수",
    "2^63 wraps around in Julia; Python's 2**63 arrives as a BigInt.": (
        "2^63은 줄리아에서 오버플로해 음수가 되고 파이썬의 2**63은 BigInt로 도착한다."
    ),
    "The power is computed in Python, without bounds, before it crosses.": (
        "거듭제곱은 넘어가기 전에 파이썬에서 제한 없이 계산된다."
    ),
    "The adjoint of an adjoint": "켤레 전치의 켤레 전치",
    "v'' is a vector again in Julia; between two calls the adjoint becomes a matrix.": (
        "v''는 줄리아에서 다시 벡터이고 두 호출 사이에서 수반은 행렬이 된다."
    ),
    "Lazy wrappers arrive in Python as plain arrays. Compose such functions in Julia.": (
        "느긋한 래퍼는 파이썬에 보통 배열로 도착한다. 이런 함수는 줄리아에서 합성한다."
    ),
    "Positions": "위치",
    "A position that Julia found counts from 1; Python's index from 0.": (
        "줄리아가 찾은 위치는 1부터, 파이썬의 인덱스는 0부터 센다."
    ),
    "The bridge carries numbers as they are: it cannot know which of them are positions.": (
        "브리지는 수를 있는 그대로 나른다. 어느 것이 위치인지 알 수 없다."
    ),
    "An empty list": "빈 리스트",
    "The sum of an empty Python list is an error in Julia.": "빈 파이썬 리스트의 합은 줄리아에서 오류다.",
    "A list arrives as Vector{Any}, and without an element Julia cannot know of what kind its zero is.": (
        "리스트는 Vector{Any}로 도착하며, 원소가 없으면 줄리아는 0의 종류를 알 수 없다."
    ),
    "The width of a float": "실수의 폭",
    "A Float32 comes back from juliacall as Python's float, which has 64 bits.": (
        "Float32는 juliacall에서 64비트인 파이썬 float으로 돌아온다."
    ),
    "juliacall converts every float and integer to Python's own. pyjuliann's `call` keeps the width.": (
        "juliacall은 모든 실수와 정수를 파이썬의 것으로 바꾼다. pyjuliann의 `call`은 폭을 지킨다."
    ),
    "An array as a wrapper": "래퍼로 넘어간 배열",
    "juliacall hands a NumPy array to Julia as a PyArray, which is no Matrix.": (
        "juliacall은 NumPy 배열을 Matrix가 아닌 PyArray로 줄리아에 넘긴다."
    ),
    "Methods for Matrix do not apply to a wrapper, and products of wrappers go without BLAS, several times "
    "slower. pyjuliann hands over plain arrays.": (
        "Matrix의 메서드는 래퍼에 적용되지 않고, 래퍼의 곱은 BLAS 없이 몇 배 느리게 계산된다. pyjuliann은 보통 "
        "배열을 넘긴다."
    ),
    "A list as a wrapper": "래퍼로 넘어간 리스트",
    "juliacall hands a list to Julia as a PyList, which is no Vector.": (
        "juliacall은 리스트를 Vector가 아닌 PyList로 줄리아에 넘긴다."
    ),
    "The list is shared, not copied: Julia sees later changes.": (
        "리스트는 복사되지 않고 공유된다. 나중에 바꾼 것이 줄리아에서 보인다."
    ),
    "Operators on Julia's numbers": "줄리아 수의 연산자",
    "// on a number that stays Julia's is Julia's: it truncates where Python floors.": (
        "줄리아 수로 남은 값의 //는 줄리아의 것이어서 파이썬이 내림할 때 0쪽으로 자른다."
    ),
    "BigFloat has no counterpart in Python and comes back wrapped; its operators call Julia's.": (
        "BigFloat에는 파이썬의 짝이 없어 감싸인 채 돌아온다. 그 연산자는 줄리아의 것을 부른다."
    ),
}
