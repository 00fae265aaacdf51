"""The traps of `printing` in Korean."""

from __future__ import annotations

PHRASES = {
    "Printing": "출력",
    "1000000.0 prints as 1.0e6 in Julia and as 1000000.0 in Python.": (
        "1000000.0은 줄리아에서 1.0e6, 파이썬에서 1000000.0으로 출력된다."
    ),
    "0.00001 prints as 1.0e-5 in Julia and as 1e-05 in Python.": (
        "0.00001은 줄리아에서 1.0e-5, 파이썬에서 1e-05로 출력된다."
    ),
    "NaN and Inf print as NaN and Inf in Julia, as nan and inf in Python.": (
        "NaN과 Inf는 줄리아에서 NaN, Inf로, 파이썬에서 nan, inf로 출력된다."
    ),
    "true prints as true in Julia, True in Python.": "true는 줄리아에서 true, 파이썬에서 True로 출력된다.",
    "The absent value prints as nothing in Julia and as None in Python.": (
        "없는 값은 줄리아에서 nothing, 파이썬에서 None으로 출력된다."
    ),
    "repr of a Float32 is 1.5f0 in Julia and np.float32(1.5) in NumPy.": (
        "Float32의 repr은 줄리아에서 1.5f0, NumPy에서 np.float32(1.5)다."
    ),
    "repr(0xff) is hexadecimal in Julia; NumPy writes np.uint8(255).": (
        "repr(0xff)는 줄리아에서 16진수이고 NumPy는 np.uint8(255)로 쓴다."
    ),
    "A vector prints with commas in Julia, without in NumPy.": (
        "벡터는 줄리아에서 쉼표와 함께, NumPy에서 쉼표 없이 출력된다."
    ),
    "A matrix prints with semicolons in Julia, with nested brackets in NumPy.": (
        "행렬은 줄리아에서 세미콜론, NumPy에서 중첩 대괄호로 출력된다."
    ),
    "Julia prints array elements with all digits, NumPy with 8.": (
        "줄리아는 배열의 원소를 모든 자릿수로, NumPy는 8자리로 출력한다."
    ),
    "string of a long array has all elements in Julia; NumPy leaves out the middle.": (
        "긴 배열의 string은 줄리아에서 모든 원소를, NumPy에서 양 끝만 담는다."
    ),
    "1 + 2im prints with spaces in Julia, 1+2j in parentheses in Python.": (
        "복소수는 줄리아에서 1.0 + 2.0im, 파이썬에서 (1+2j)로 출력된다."
    ),
    'repr("a") has double quotes in Julia and single ones in Python.': (
        'repr("a")는 줄리아에서 큰따옴표, 파이썬에서 작은따옴표를 쓴다.'
    ),
    "print(1, 2) writes 12 in Julia and 1 2 in Python.": "print(1, 2)는 줄리아에서 12, 파이썬에서 1 2를 쓴다.",
    "Numbers from text": "텍스트에서 수 읽기",
    'parse(Int, "1_000") is an ArgumentError in Julia; Python reads 1000.': (
        'parse(Int, "1_000")은 줄리아에서 ArgumentError이고 파이썬은 1000을 읽는다.'
    ),
    'parse(Int, "0x1f") is 31 in Julia and a ValueError in Python.': (
        'parse(Int, "0x1f")는 줄리아에서 31이고 파이썬에서 ValueError다.'
    ),
    'parse(Float64, "0x1p3") is 8.0 in Julia and a ValueError in Python.': (
        'parse(Float64, "0x1p3")은 줄리아에서 8.0이고 파이썬에서 ValueError다.'
    ),
    'parse(Bool, "false") is false in Julia; Python\'s bool("false") is True.': (
        'parse(Bool, "false")는 줄리아에서 거짓이고 파이썬의 bool("false")는 참이다.'
    ),
    'parse(Int, "9223372036854775808") overflows in Julia; Python reads it.': (
        'parse(Int, "9223372036854775808")은 줄리아에서 오버플로하고 파이썬은 읽는다.'
    ),
    "007 is 7 in Julia and a syntax error in Python.": "007은 줄리아에서 7이고 파이썬에서 구문 오류다.",
}
