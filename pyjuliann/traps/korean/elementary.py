"""The traps of `elementary` in Korean."""

from __future__ import annotations

PHRASES = {
    "Elementary functions": "초등함수",
    "sin in the last bit": "sin의 마지막 비트",
    "sin(670.0) differs in the last bit: both languages compute it in their own way.": (
        "sin(670.0)은 마지막 비트가 다르다. 두 언어가 저마다 계산하기 때문이다."
    ),
    "Neither promises the nearest number. `pyjuliann ulp sin` measures how often they differ, by how much, and "
    "who is closer: about 3 % of the results are one unit apart.": (
        "어느 쪽도 가장 가까운 수를 약속하지 않는다. `pyjuliann ulp sin`은 얼마나 자주, 얼마나 다르고 누가 더 "
        "가까운지 잰다. 결과의 3 %쯤이 한 단위 다르다."
    ),
    "acos in the last bit": "acos의 마지막 비트",
    "acos(-0.5365) differs in the last bit; Julia's is one unit from the nearest.": (
        "acos(-0.5365)는 마지막 비트가 다르다. 줄리아 쪽이 가장 가까운 수에서 한 단위 떨어져 있다."
    ),
    "`pyjuliann ulp acos` shows where: the errors of both depend on the argument.": (
        "`pyjuliann ulp acos`가 어디인지 보여 준다. 양쪽의 오차는 인수에 달려 있다."
    ),
    "atan in the last bit": "atan의 마지막 비트",
    "atan(0.6735) differs in the last bit; Julia's is one unit from the nearest.": (
        "atan(0.6735)는 마지막 비트가 다르다. 줄리아 쪽이 가장 가까운 수에서 한 단위 떨어져 있다."
    ),
    "Which side is closer changes from function to function and from float64 to float32: `pyjuliann ulp` has the "
    "table.": ("어느 쪽이 더 가까운지는 함수마다, 또 float64와 float32에서 다르다. `pyjuliann ulp`에 표가 있다."),
    "Cube roots of Float32": "Float32의 세제곱근",
    "Julia's cbrt of a Float32 is the nearest number; NumPy's often is not.": (
        "줄리아의 Float32 cbrt는 가장 가까운 수이고 NumPy는 그렇지 않을 때가 많다."
    ),
    "Julia computes the last step in Float64. How often NumPy's float32 functions are off depends on the processor.": (
        "줄리아는 마지막 단계를 Float64로 계산한다. NumPy의 float32 함수가 얼마나 자주 틀리는지는 프로세서에 달려 있다."
    ),
    "A literal cube": "리터럴 세제곱",
    "0.3^3 is 0.3 * 0.3 * 0.3 in Julia; Python's ** is one correctly rounded power.": (
        "0.3^3은 줄리아에서 0.3 * 0.3 * 0.3이고 파이썬의 **는 한 번에 거듭제곱한다."
    ),
    "A literal exponent of 2 or 3 becomes multiplications, which round after each.": (
        "리터럴 지수 2와 3은 곱셈이 되고, 곱할 때마다 반올림한다."
    ),
    "The base of a logarithm": "로그의 밑",
    "log(2, 8) takes the base first in Julia, math.log(2, 8) last.": (
        "log(2, 8)은 줄리아에서 밑이 먼저이고 math.log(2, 8)은 밑이 나중이다."
    ),
    "Both take two numbers in any order, and give something. log2 and log10 leave no doubt.": (
        "둘 다 수 둘을 어느 순서로든 받아 무언가를 돌려준다. log2와 log10은 헷갈릴 일이 없다."
    ),
    "Degrees": "도",
    "sind(30) is exactly 0.5 in Julia; the sine of 30 degrees in radians is not.": (
        "sind(30)은 줄리아에서 정확히 0.5이고 라디안으로 바꾼 30도의 사인은 아니다."
    ),
    "sind reduces the angle in degrees, before it becomes a multiple of an inexact pi.": (
        "sind는 부정확한 pi의 배수가 되기 전에 각도를 도 단위로 줄인다."
    ),
    "Multiples of pi": "pi의 배수",
    "sinpi(1.0) is exactly 0.0 in Julia; sin(pi * 1.0) is about 1e-16.": (
        "sinpi(1.0)은 줄리아에서 정확히 0.0이고 sin(pi * 1.0)은 1e-16쯤이다."
    ),
    "The double nearest to pi is not pi; sinpi and cospi never form it.": (
        "pi에 가장 가까운 배정밀도 수는 pi가 아니다. sinpi와 cospi는 그 수를 만들지 않는다."
    ),
    "Float ranges": "실수 범위",
    "The end of a float range": "실수 범위의 끝",
    "0:0.1:0.3 has 4 points in Julia; arange(0, 0.3, 0.1) has 3.": (
        "0:0.1:0.3은 줄리아에서 4점이고 arange(0, 0.3, 0.1)은 3점이다."
    ),
    "Julia includes the end that you wrote. In arange rounding decides: arange(1, 1.3, 0.1) does include 1.3.": (
        "줄리아는 적은 끝을 포함한다. arange에서는 반올림이 정한다. arange(1, 1.3, 0.1)은 1.3을 포함한다."
    ),
    "A point inside a float range": "실수 범위 안의 점",
    "(0:0.1:1)[4] is 0.3 in Julia; arange has 0.30000000000000004 there.": (
        "(0:0.1:1)[4]는 줄리아에서 0.3이고 arange에서는 0.30000000000000004다."
    ),
    "Julia's ranges compute in twice the precision and guess that 0.1 means a tenth; NumPy adds steps.": (
        "줄리아의 범위는 두 배의 정밀도로 계산하고 0.1이 10분의 1이라고 짐작한다. NumPy는 간격을 더한다."
    ),
    "Equally spaced points": "등간격의 점",
    "range and np.linspace differ in the last bit: 0.075 and 0.07500000000000001.": (
        "range와 np.linspace는 마지막 비트가 다르다. 0.075와 0.07500000000000001이다."
    ),
    "The same grid of both languages is not bitwise the same: make it on one side and send it.": (
        "두 언어의 같은 격자는 비트까지 같지 않다. 한쪽에서 만들어 보낸다."
    ),
    "A step with an end": "끝이 있는 간격",
    "range(0, 9, step=3) includes 9 in Julia; np.arange(0, 9, 3) does not.": (
        "range(0, 9, step=3)은 9를 포함하고 np.arange(0, 9, 3)은 포함하지 않는다."
    ),
    "All ranges of Julia include an end that they hit.": "줄리아의 범위는 모두 닿는 끝을 포함한다.",
}
