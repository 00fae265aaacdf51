"""The traps of `arguments` in Korean."""

from __future__ import annotations

PHRASES = {
    "Order and meaning of arguments": "인수의 순서와 뜻",
    "fill(2, 3) takes the value first, np.full(2, 3) the size.": (
        "fill(2, 3)은 값을, np.full(2, 3)은 크기를 먼저 받는다."
    ),
    "zeros(2, 3) is a 2×3 array; np.zeros takes 3 for the dtype and raises.": (
        "zeros(2, 3)은 2×3 배열이고 np.zeros(2, 3)은 3을 dtype으로 받아 오류를 낸다."
    ),
    "repeat([1, 2], 2) repeats the whole, np.repeat every element.": (
        "repeat([1, 2], 2)는 전체를, np.repeat은 원소를 되풀이한다."
    ),
    "evalpoly takes the constant first, np.polyval the highest power.": (
        "evalpoly는 상수항부터, np.polyval은 최고차항부터 받는다."
    ),
    "join(parts, sep) has the separator second; sep.join(parts) has it first.": (
        "join(parts, sep)은 구분자가 뒤에, sep.join(parts)은 앞에 온다."
    ),
    "digits(123) begins with the last digit; list(str(123)) with the first.": (
        "digits(123)은 마지막 자릿수부터, str(123)은 첫 자릿수부터다."
    ),
    "range(1, 3, length=3) includes its end; np.arange(1, 3) does not.": (
        "range(1, 3, length=3)은 끝을 포함하고 np.arange(1, 3)은 포함하지 않는다."
    ),
    "With reversed bounds clamp(0, 5, 1) is 5 in Julia; np.clip gives 1.": (
        "경계가 뒤집히면 clamp(0, 5, 1)은 줄리아에서 5이고 np.clip은 1이다."
    ),
    "atan(y, x) has two arguments in Julia; np.arctan(y, x) writes into x.": (
        "atan(y, x)는 줄리아에서 인수 둘을 받고 np.arctan(y, x)는 x에 결과를 쓴다."
    ),
    "round(x, 2) is a MethodError in Julia: digits is a keyword.": (
        "round(x, 2)는 줄리아에서 MethodError다. digits는 키워드 인수다."
    ),
    "Making arrays": "배열 만들기",
    "[[1, 2], [3, 4]] is a vector of vectors in Julia and a matrix in NumPy.": (
        "[[1, 2], [3, 4]]는 줄리아에서 벡터의 벡터이고 NumPy에서 행렬이다."
    ),
    "[1 -2] has two elements in Julia, [1 - 2] has one.": "[1 -2]는 줄리아에서 원소가 둘, [1 - 2]는 하나다.",
    "zeros(Int, 2) has the type first in Julia, np.zeros(2, int) last.": (
        "zeros(Int, 2)는 줄리아에서 타입이 먼저 오고 np.zeros(2, int)는 나중에 온다."
    ),
    "[i for i in 1:3] is a vector in Julia and a list in Python.": (
        "[i for i in 1:3]은 줄리아에서 벡터이고 파이썬에서 리스트다."
    ),
    "[] has the element type Any in Julia and float64 in NumPy.": (
        "[]의 원소 타입은 줄리아에서 Any이고 NumPy에서 float64다."
    ),
    "[[1, 2]; 3] joins to three numbers in Julia; np.array([[1, 2], 3]) raises.": (
        "[[1, 2]; 3]은 줄리아에서 수 셋으로 이어지고 np.array([[1, 2], 3])은 오류다."
    ),
    "collect(5) is an array of no dimensions in Julia; list(5) raises.": (
        "collect(5)는 줄리아에서 0차원 배열이고 list(5)는 오류다."
    ),
    "length(5) is 1 in Julia; len(5) raises.": "length(5)는 줄리아에서 1이고 len(5)는 오류다.",
    "Scales and units": "척도와 단위",
    "sum(abs2, d) adds the squares; np.var divides their sum by n.": (
        "sum(abs2, d)는 제곱을 더하고 np.var는 그 합을 n으로 나눈다."
    ),
    "sizeof(x) counts bytes; x.size counts elements.": "sizeof(x)는 바이트를, x.size는 원소를 센다.",
    "sind takes degrees; np.sin takes radians.": "sind는 도를, np.sin은 라디안을 받는다.",
    "A correlation is normalised in Julia; np.correlate is a sum of products.": (
        "줄리아의 cor는 정규화된 상관이고 np.correlate는 곱의 합이다."
    ),
}
