"""The traps of `bridge` in Korean."""

from __future__ import annotations

PHRASES = {
    "What crosses the bridge": "브리지를 거치는 값",
    "sort! changes its array; called through the bridge it changes a copy.": (
        "sort!는 배열을 바꾸지만 브리지를 거쳐 부르면 사본을 바꾼다."
    ),
    "[1, 2] has the element type Int in Julia; a Python list arrives with Any.": (
        "[1, 2]의 원소 타입은 줄리아에서 Int이고 파이썬 리스트는 Any로 도착한다."
    ),
    "A list of lists arrives as a vector of vectors, no matrix.": (
        "리스트의 리스트는 행렬이 아니라 벡터의 벡터로 도착한다."
    ),
    "A Char comes back as a str, and a str goes to Julia as a String.": (
        "Char는 str로 돌아오고 str은 줄리아에 String으로 간다."
    ),
    "big(21) comes back as an int, which goes to Julia as an Int64 again.": (
        "big(21)은 int로 돌아오고 다시 줄리아에 Int64로 간다."
    ),
    "2^63 wraps around in Julia; Python's 2**63 arrives as a BigInt.": (
        "2^63은 줄리아에서 오버플로해 음수가 되고 파이썬의 2**63은 BigInt로 도착한다."
    ),
    "v'' is a vector again in Julia; between two calls the adjoint becomes a matrix.": (
        "v''는 줄리아에서 다시 벡터이고 두 호출 사이에서 수반은 행렬이 된다."
    ),
    "A position that Julia found counts from 1; Python's index from 0.": (
        "줄리아가 찾은 위치는 1부터, 파이썬의 인덱스는 0부터 센다."
    ),
    "The sum of an empty Python list is an error in Julia.": "빈 파이썬 리스트의 합은 줄리아에서 오류다.",
    "A Float32 comes back from juliacall as Python's float, which has 64 bits.": (
        "Float32는 juliacall에서 64비트인 파이썬 float으로 돌아온다."
    ),
    "juliacall hands a NumPy array to Julia as a PyArray, which is no Matrix.": (
        "juliacall은 NumPy 배열을 Matrix가 아닌 PyArray로 줄리아에 넘긴다."
    ),
    "juliacall hands a list to Julia as a PyList, which is no Vector.": (
        "juliacall은 리스트를 Vector가 아닌 PyList로 줄리아에 넘긴다."
    ),
    "// on a number that stays Julia's is Julia's: it truncates where Python floors.": (
        "줄리아 수로 남은 값의 //는 줄리아의 것이어서 파이썬이 내림할 때 0쪽으로 자른다."
    ),
}
