"""The traps of `integers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Integer division": "정수 나눗셈",
    "-7 ÷ 2 is -3 in Julia, towards zero; -7 // 2 is -4 in Python, downwards.": (
        "-7 ÷ 2는 줄리아에서 0 쪽인 -3이고 -7 // 2는 파이썬에서 아래쪽인 -4다."
    ),
    "-7 % 2 is -1 in Julia and 1 in Python.": "-7 % 2는 줄리아에서 -1이고 파이썬에서 1이다.",
    "-0.5 % 1.0 is -0.5 in Julia and 0.5 in Python.": "-0.5 % 1.0은 줄리아에서 -0.5이고 파이썬에서 0.5다.",
    "1 ÷ 0 is a DivideError in Julia; NumPy gives 0 and a warning.": (
        "1 ÷ 0은 줄리아에서 DivideError이고 NumPy는 0과 경고를 준다."
    ),
    "1 / 0 is Inf in Julia and a ZeroDivisionError in Python.": (
        "1 / 0은 줄리아에서 Inf이고 파이썬에서 ZeroDivisionError다."
    ),
    "1.0 / 0.0 is Inf in both, with a warning in NumPy.": "1.0 / 0.0은 양쪽 모두 Inf이지만 NumPy는 경고한다.",
    "typemin ÷ -1 raises in Julia; NumPy wraps around with a warning.": (
        "typemin ÷ -1은 줄리아에서 예외이고 NumPy는 경고하며 되감긴다."
    ),
    "x /= 2 gives a new array of floats in Julia; NumPy refuses it for integers.": (
        "x /= 2는 줄리아에서 새 실수 배열을 만들고 NumPy 정수 배열에서는 거부된다."
    ),
    "Powers": "거듭제곱",
    "2^-1 with a literal exponent is 0.5 in Julia; NumPy refuses negative powers of integer arrays.": (
        "지수가 리터럴인 2^-1은 줄리아에서 0.5이고 NumPy 정수 배열은 음의 거듭제곱을 거부한다."
    ),
    "2^n with n = -1 is a DomainError in Julia; Python's own integers give 0.5.": (
        "n = -1일 때 2^n은 줄리아에서 DomainError이고 파이썬 정수는 0.5를 준다."
    ),
    "2^64 is 0 in Julia, silently; Python's int is exact.": "2^64는 줄리아에서 말없이 0이고 파이썬의 int는 정확하다.",
    "0.0^-1 is Inf in Julia and an error in Python.": "0.0^-1은 줄리아에서 Inf이고 파이썬에서 오류다.",
    "(-8.0)^0.5 is a DomainError in Julia and a complex number in Python.": (
        "(-8.0)^0.5는 줄리아에서 DomainError이고 파이썬에서 복소수다."
    ),
    "Overflow and conversion": "오버플로와 변환",
    "Int8(100) + Int8(100) is -56 in both; NumPy's scalars warn.": (
        "Int8(100) + Int8(100)은 양쪽 모두 -56이지만 NumPy 스칼라는 경고한다."
    ),
    "typemax(Int) + 1 wraps around in Julia; Python's int grows.": (
        "typemax(Int) + 1은 줄리아에서 되감기고 파이썬 int는 커진다."
    ),
    "Int(2.5) is an InexactError in Julia; int(2.5) cuts off.": (
        "Int(2.5)는 줄리아에서 InexactError이고 int(2.5)는 잘라 낸다."
    ),
    "Storing 2.5 in an integer array raises in Julia; NumPy stores 2.": (
        "정수 배열에 2.5를 넣으면 줄리아는 예외를 내고 NumPy는 2를 넣는다."
    ),
    "trunc(Int, NaN) raises in Julia; NumPy gives some integer and a warning.": (
        "trunc(Int, NaN)은 줄리아에서 예외이고 NumPy는 어떤 정수와 경고를 준다."
    ),
    "Int8(200) raises in Julia; astype wraps around.": "Int8(200)은 줄리아에서 예외이고 astype은 되감긴다.",
    "abs(typemin) is negative in both; NumPy warns.": "abs(typemin)은 양쪽 모두 음수이지만 NumPy는 경고한다.",
    "reduce(+, ...) of Int8 wraps around in Julia; np.add.reduce widens to int64.": (
        "Int8의 reduce(+, ...)는 줄리아에서 되감기고 np.add.reduce는 int64로 넓힌다."
    ),
    "(a + a) ÷ 2 of the largest Int64 is -1 in Julia; Python's int does not overflow.": (
        "가장 큰 Int64의 (a + a) ÷ 2는 줄리아에서 -1이고 파이썬 int는 넘치지 않는다."
    ),
    'Int("7") is an error in Julia, which parses; Python\'s int reads text.': (
        'Int("7")은 parse를 쓰는 줄리아에서 오류이고 파이썬의 int는 문자열을 읽는다.'
    ),
    "Shifts": "시프트",
    "1 >> -1 is 2 in Julia; NumPy gives 0 and Python raises.": (
        "1 >> -1은 줄리아에서 2이고 NumPy는 0, 파이썬은 예외다."
    ),
    "1 << 64 is 0 in Julia; Python's int grows.": "1 << 64는 줄리아에서 0이고 파이썬 int는 커진다.",
    "-1 >>> 60 shifts in zeros in Julia; Python has no such shift.": (
        "-1 >>> 60은 줄리아에서 0을 채우고 파이썬에는 그런 시프트가 없다."
    ),
}
