"""The traps of `elementary` in Korean."""

from __future__ import annotations

PHRASES = {
    "Elementary functions": "초등함수",
    "sin(670.0) differs in the last bit: both languages compute it in their own way.": (
        "sin(670.0)은 마지막 비트가 다르다. 두 언어가 저마다 계산하기 때문이다."
    ),
    "acos(-0.5365) differs in the last bit; Julia's is one unit from the nearest.": (
        "acos(-0.5365)는 마지막 비트가 다르다. 줄리아 쪽이 가장 가까운 수에서 한 단위 떨어져 있다."
    ),
    "atan(0.6735) differs in the last bit; Julia's is one unit from the nearest.": (
        "atan(0.6735)는 마지막 비트가 다르다. 줄리아 쪽이 가장 가까운 수에서 한 단위 떨어져 있다."
    ),
    "Julia's cbrt of a Float32 is the nearest number; NumPy's often is not.": (
        "줄리아의 Float32 cbrt는 가장 가까운 수이고 NumPy는 그렇지 않을 때가 많다."
    ),
    "0.3^3 is 0.3 * 0.3 * 0.3 in Julia; Python's ** is one correctly rounded power.": (
        "0.3^3은 줄리아에서 0.3 * 0.3 * 0.3이고 파이썬의 **는 한 번에 거듭제곱한다."
    ),
    "log(2, 8) takes the base first in Julia, math.log(2, 8) last.": (
        "log(2, 8)은 줄리아에서 밑이 먼저이고 math.log(2, 8)은 밑이 나중이다."
    ),
    "sind(30) is exactly 0.5 in Julia; the sine of 30 degrees in radians is not.": (
        "sind(30)은 줄리아에서 정확히 0.5이고 라디안으로 바꾼 30도의 사인은 아니다."
    ),
    "sinpi(1.0) is exactly 0.0 in Julia; sin(pi * 1.0) is about 1e-16.": (
        "sinpi(1.0)은 줄리아에서 정확히 0.0이고 sin(pi * 1.0)은 1e-16쯤이다."
    ),
    "Float ranges": "실수 범위",
    "0:0.1:0.3 has 4 points in Julia; arange(0, 0.3, 0.1) has 3.": (
        "0:0.1:0.3은 줄리아에서 4점이고 arange(0, 0.3, 0.1)은 3점이다."
    ),
    "(0:0.1:1)[4] is 0.3 in Julia; arange has 0.30000000000000004 there.": (
        "(0:0.1:1)[4]는 줄리아에서 0.3이고 arange에서는 0.30000000000000004다."
    ),
    "range and np.linspace differ in the last bit: 0.075 and 0.07500000000000001.": (
        "range와 np.linspace는 마지막 비트가 다르다. 0.075와 0.07500000000000001이다."
    ),
    "range(0, 9, step=3) includes 9 in Julia; np.arange(0, 9, 3) does not.": (
        "range(0, 9, step=3)은 9를 포함하고 np.arange(0, 9, 3)은 포함하지 않는다."
    ),
}
