"""The traps of `special` in Korean."""

from __future__ import annotations

PHRASES = {
    "The strong zero": "강한 0",
    "false * NaN is 0.0 in Julia and nan in Python.": "false * NaN은 줄리아에서 0.0이고 파이썬에서 nan이다.",
    "false * -Inf is -0.0 in Julia and nan in Python.": "false * -Inf는 줄리아에서 -0.0이고 파이썬에서 nan이다.",
    "Multiplying by a Boolean mask removes NaN in Julia and keeps it in NumPy.": (
        "불리언 마스크를 곱하면 줄리아에서는 NaN이 사라지고 NumPy에서는 남는다."
    ),
    "im * Inf has the real part 0.0 in Julia and nan in Python.": (
        "im * Inf의 실수부는 줄리아에서 0.0이고 파이썬에서 nan이다."
    ),
    "Outside the domain": "정의역 밖",
    "sqrt(-1.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "sqrt(-1.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "A single negative element makes sqrt.(x) fail in Julia; NumPy computes the rest.": (
        "원소 하나만 음수여도 줄리아의 sqrt.(x)는 실패하고 NumPy는 나머지를 계산한다."
    ),
    "log(-1.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "log(-1.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "log(0.0) is -Inf silently in Julia, and with a warning in NumPy.": (
        "log(0.0)은 줄리아에서 경고 없이 -Inf이고 NumPy에서는 경고가 따른다."
    ),
    "sin(Inf) is a DomainError in Julia, nan and a warning in NumPy.": (
        "sin(Inf)는 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "asin(2.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "asin(2.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "10.0^400 is Inf in Julia and an OverflowError in Python.": (
        "10.0^400은 줄리아에서 Inf이고 파이썬에서 OverflowError다."
    ),
    "exp(1000.0) is Inf in Julia and an OverflowError in Python's math.": (
        "exp(1000.0)은 줄리아에서 Inf이고 파이썬 math에서 OverflowError다."
    ),
    "sum([Inf, -Inf]) is NaN silently in Julia, with a warning in NumPy.": (
        "sum([Inf, -Inf])는 줄리아에서 조용히 NaN이고 NumPy에서는 경고가 따른다."
    ),
    "The literal 1e400 is a syntax error in Julia and inf in Python.": (
        "리터럴 1e400은 줄리아에서 구문 오류이고 파이썬에서 inf다."
    ),
}
