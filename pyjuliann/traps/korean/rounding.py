"""The traps of `rounding` in Korean."""

from __future__ import annotations

PHRASES = {
    "Rounding": "반올림",
    "Rounding to digits": "자릿수 반올림",
    "round(2.675, digits=2) is 2.68 in Julia; Python's round gives 2.67.": (
        "round(2.675, digits=2)는 줄리아에서 2.68이고 파이썬의 round는 2.67이다."
    ),
    "The number is below 2.675. Python rounds it as it is; Julia and NumPy multiply by 100 first, which gives 267.5.": (
        "그 수는 2.675보다 작다. 파이썬은 그대로 반올림하고, 줄리아와 NumPy는 먼저 100을 곱해 267.5를 얻는다."
    ),
    "The type of a rounded number": "반올림한 수의 타입",
    "round(2.5) is the float 2.0 in Julia; Python's round gives the integer 2.": (
        "round(2.5)는 줄리아에서 실수 2.0이고 파이썬의 round는 정수 2를 준다."
    ),
    "Both round a half to the even neighbour. np.round gives a float as Julia does.": (
        "둘 다 절반을 짝수 쪽으로 반올림한다. np.round는 줄리아처럼 실수를 준다."
    ),
    "floor and ceil": "floor와 ceil",
    "floor(2.7) is the float 2.0 in Julia; math.floor gives the integer 2.": (
        "floor(2.7)은 줄리아에서 실수 2.0이고 math.floor는 정수 2를 준다."
    ),
    "A float is no index in Julia: write floor(Int, x) for one. np.floor gives a float.": (
        "줄리아에서 실수는 인덱스가 아니다. floor(Int, x)라고 쓴다. np.floor는 실수를 준다."
    ),
    "Large numbers as integers": "큰 수를 정수로",
    "round(Int, 1e19) is an InexactError in Julia; Python's integers have no bound.": (
        "round(Int, 1e19)는 줄리아에서 InexactError이고 파이썬 정수에는 한계가 없다."
    ),
    "Int ends at 9223372036854775807.": "Int는 9223372036854775807에서 끝난다.",
    "Integers rounded to tens": "십의 자리로 반올림한 정수",
    "round(1234, digits=-2) is the float 1200.0 in Julia, an integer in Python.": (
        "round(1234, digits=-2)는 줄리아에서 실수 1200.0이고 파이썬에서 정수다."
    ),
    "Rounding to digits goes through floats in Julia, so large integers lose digits.": (
        "줄리아에서 자릿수 반올림은 실수를 거치므로 큰 정수는 자릿수를 잃는다."
    ),
    "Dividing large integers": "큰 정수의 나눗셈",
    "9007199254740993 / 3 is rounded twice in Julia and once in Python.": (
        "9007199254740993 / 3은 줄리아에서 두 번, 파이썬에서 한 번 반올림된다."
    ),
    "Julia converts both integers to Float64 before it divides, as NumPy does. Python divides the integers exactly.": (
        "줄리아는 NumPy처럼 나누기 전에 두 정수를 Float64로 바꾼다. 파이썬은 정수를 정확히 나눈다."
    ),
    "Large integers against floats": "큰 정수와 실수의 비교",
    "2^53 + 1 equals no Float64 in Julia; NumPy rounds it and finds it equal.": (
        "2^53 + 1은 줄리아에서 어느 Float64와도 같지 않고 NumPy는 반올림해 같다고 한다."
    ),
    "Julia compares numbers of different types exactly, as Python's own int and float are. NumPy promotes first.": (
        "줄리아는 타입이 다른 수를 정확히 비교하고, 파이썬의 int와 float도 그렇다. NumPy는 먼저 승격한다."
    ),
    "pi": "pi",
    "pi is a number of its own type in Julia and equals no float.": (
        "줄리아의 pi는 고유한 타입의 수이며 어느 실수 값과도 같지 않다."
    ),
    "pi is Irrational until it meets a number of some type; with big or Float32 numbers it is as precise as they "
    "are.": ("pi는 어떤 타입의 수를 만나기까지 Irrational이다. big이나 Float32와 만나면 그만큼 정밀하다."),
    "The spacing of negative numbers": "음수의 간격",
    "eps(-1.0) is positive in Julia; np.spacing(-1.0) is negative.": (
        "eps(-1.0)은 줄리아에서 양수이고 np.spacing(-1.0)은 음수다."
    ),
    "An error divided by it, counted in units of the last place, changes its sign.": (
        "이것으로 나누어 마지막 자리 단위로 센 오차는 부호가 바뀐다."
    ),
    "Division with remainder of floats": "실수의 나머지 나눗셈",
    "Quotient and remainder at once": "몫과 나머지를 한 번에",
    "divrem(-7, 2) truncates, Python's divmod floors.": "divrem(-7, 2)는 0쪽으로 자르고 파이썬의 divmod는 내림한다.",
    "Julia's fldmod is Python's divmod.": "줄리아의 fldmod가 파이썬의 divmod다.",
    "A remainder by zero": "0으로 나눈 나머지",
    "mod(5.0, 0.0) is NaN in Julia and a ZeroDivisionError in Python.": (
        "mod(5.0, 0.0)은 줄리아에서 NaN이고 파이썬에서 ZeroDivisionError다."
    ),
    "Floats follow IEEE 754 in Julia; integers raise on both sides.": (
        "줄리아에서 실수는 IEEE 754를 따른다. 정수는 양쪽 모두 예외를 낸다."
    ),
    "Functions of integers": "정수의 함수",
    "Factorials": "팩토리얼",
    "factorial(21) is an OverflowError in Julia and exact in Python.": (
        "factorial(21)은 줄리아에서 OverflowError이고 파이썬에서 정확하다."
    ),
    "Here Julia checks, unlike * and ^, which wrap around silently.": (
        "소리 없이 한 바퀴 도는 *나 ^와 달리 줄리아가 여기서는 확인한다."
    ),
    "A negative number in binary": "음수의 2진수",
    "bitstring(-1) is the stored bits in Julia; bin(-1) is a minus sign and 1.": (
        "bitstring(-1)은 저장된 비트이고 파이썬의 bin(-1)은 음수 부호와 1이다."
    ),
    "bitstring shows the two's complement in the type's width, with leading zeros.": (
        "bitstring은 그 타입의 폭으로 2의 보수를 앞의 0까지 보여 준다."
    ),
    "Hexadecimal without a prefix": "접두사 없는 16진수",
    "string(255, base=16) is ff in Julia; hex(255) has the prefix 0x.": (
        "string(255, base=16)은 줄리아에서 ff이고 hex(255)에는 0x가 붙는다."
    ),
    "parse(Int, s; base=16) reads it again, without a prefix.": "parse(Int, s; base=16)은 접두사 없이 다시 읽는다.",
    "A shift and a sum": "시프트와 합",
    "1 << 2 + 1 is 5 in Julia and 8 in Python: << binds tighter than + there.": (
        "1 << 2 + 1은 줄리아에서 5, 파이썬에서 8이다. 줄리아의 <<가 +보다 먼저다."
    ),
    "Shifts rank with multiplication in Julia, below addition in Python.": (
        "시프트의 우선순위는 줄리아에서 곱셈과 같고, 파이썬에서 덧셈보다 낮다."
    ),
}
