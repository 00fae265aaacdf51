"""The traps of `rounding` in Korean."""

from __future__ import annotations

PHRASES = {
    "Rounding": "반올림",
    "round(2.675, digits=2) is 2.68 in Julia; Python's round gives 2.67.": (
        "round(2.675, digits=2)는 줄리아에서 2.68이고 파이썬의 round는 2.67이다."
    ),
    "round(2.5) is the float 2.0 in Julia; Python's round gives the integer 2.": (
        "round(2.5)는 줄리아에서 실수 2.0이고 파이썬의 round는 정수 2를 준다."
    ),
    "floor(2.7) is the float 2.0 in Julia; math.floor gives the integer 2.": (
        "floor(2.7)은 줄리아에서 실수 2.0이고 math.floor는 정수 2를 준다."
    ),
    "round(Int, 1e19) is an InexactError in Julia; Python's integers have no bound.": (
        "round(Int, 1e19)는 줄리아에서 InexactError이고 파이썬 정수에는 한계가 없다."
    ),
    "round(1234, digits=-2) is the float 1200.0 in Julia, an integer in Python.": (
        "round(1234, digits=-2)는 줄리아에서 실수 1200.0이고 파이썬에서 정수다."
    ),
    "9007199254740993 / 3 is rounded twice in Julia and once in Python.": (
        "9007199254740993 / 3은 줄리아에서 두 번, 파이썬에서 한 번 반올림된다."
    ),
    "2^53 + 1 equals no Float64 in Julia; NumPy rounds it and finds it equal.": (
        "2^53 + 1은 줄리아에서 어느 Float64와도 같지 않고 NumPy는 반올림해 같다고 한다."
    ),
    "pi is a number of its own type in Julia and equals no float.": (
        "줄리아의 pi는 고유한 타입의 수이며 어느 실수 값과도 같지 않다."
    ),
    "eps(-1.0) is positive in Julia; np.spacing(-1.0) is negative.": (
        "eps(-1.0)은 줄리아에서 양수이고 np.spacing(-1.0)은 음수다."
    ),
    "Division with remainder of floats": "실수의 나머지 나눗셈",
    "divrem(-7, 2) truncates, Python's divmod floors.": ("divrem(-7, 2)는 0쪽으로 자르고 파이썬의 divmod는 내림한다."),
    "mod(5.0, 0.0) is NaN in Julia and a ZeroDivisionError in Python.": (
        "mod(5.0, 0.0)은 줄리아에서 NaN이고 파이썬에서 ZeroDivisionError다."
    ),
    "Functions of integers": "정수의 함수",
    "factorial(21) is an OverflowError in Julia and exact in Python.": (
        "factorial(21)은 줄리아에서 OverflowError이고 파이썬에서 정확하다."
    ),
    "bitstring(-1) is the stored bits in Julia; bin(-1) is a minus sign and 1.": (
        "bitstring(-1)은 저장된 비트이고 파이썬의 bin(-1)은 음수 부호와 1이다."
    ),
    "string(255, base=16) is ff in Julia; hex(255) has the prefix 0x.": (
        "string(255, base=16)은 줄리아에서 ff이고 hex(255)에는 0x가 붙는다."
    ),
    "1 << 2 + 1 is 5 in Julia and 8 in Python: << binds tighter than + there.": (
        "1 << 2 + 1은 줄리아에서 5, 파이썬에서 8이다. 줄리아의 <<가 +보다 먼저다."
    ),
}
