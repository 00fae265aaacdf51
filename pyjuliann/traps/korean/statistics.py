"""The traps of `statistics` in Korean."""

from __future__ import annotations

PHRASES = {
    "Standard deviation, variance, mean, median": "표준편차, 분산, 평균, 중앙값",
    "std divides by n - 1 in Julia and by n in NumPy.": "std는 줄리아에서 n - 1로, NumPy에서 n으로 나눈다.",
    "var divides by n - 1 in Julia and by n in NumPy.": "var는 줄리아에서 n - 1로, NumPy에서 n으로 나눈다.",
    "std of one number is NaN in Julia and 0.0 in NumPy.": "수 하나의 std는 줄리아에서 NaN이고 NumPy에서 0.0이다.",
    "The median of nothing is an ArgumentError in Julia, nan and a warning in NumPy.": (
        "빈 배열의 중앙값은 줄리아에서 ArgumentError이고 NumPy에서 경고와 nan이다."
    ),
    "The mean of nothing is NaN silently in Julia, with a warning in NumPy.": (
        "빈 배열의 평균은 줄리아에서 조용히 NaN이고 NumPy에서는 경고가 따른다."
    ),
    "mean of Float16 overflows in Julia; NumPy adds in float32.": (
        "Float16의 mean은 줄리아에서 오버플로하고 NumPy는 float32로 더한다."
    ),
    "mean takes a function first in Julia; NumPy's second argument is an axis.": (
        "줄리아의 mean은 함수를 먼저 받고, NumPy의 둘째 인수는 축이다."
    ),
    "The middle one of integers is a float in Julia, an int in Python's statistics.": (
        "정수들의 중앙값은 줄리아에서 실수이고 파이썬 statistics에서 정수다."
    ),
    "Quantiles": "분위수",
    "quantile of data with NaN is an ArgumentError in Julia and nan in NumPy.": (
        "NaN이 든 자료의 quantile은 줄리아에서 ArgumentError이고 NumPy에서 nan이다."
    ),
    "quantile takes shares from 0 to 1; there is no percentile that takes 25.": (
        "줄리아에는 25를 받는 percentile이 없고 quantile은 0에서 1까지의 비율을 받는다."
    ),
    "quantile refuses a matrix in Julia; NumPy flattens it.": (
        "줄리아의 quantile은 행렬을 받지 않고 NumPy는 1차원으로 편다."
    ),
}
