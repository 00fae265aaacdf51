"""The traps of `statistics` in Korean."""

from __future__ import annotations

PHRASES = {
    "Standard deviation, variance, mean, median": "표준편차, 분산, 평균, 중앙값",
    "The divisor of std": "std의 나눗수",
    "std divides by n - 1 in Julia and by n in NumPy.": "std는 줄리아에서 n - 1로, NumPy에서 n으로 나눈다.",
    "Julia estimates from a sample, NumPy describes the whole. Normalising data by either gives other weights.": (
        "줄리아는 표본으로 추정하고, NumPy는 전체를 기술한다. 어느 것으로 데이터를 정규화하는지에 따라 가중치가 "
        "달라진다."
    ),
    "The divisor of var": "var의 나눗수",
    "var divides by n - 1 in Julia and by n in NumPy.": "var는 줄리아에서 n - 1로, NumPy에서 n으로 나눈다.",
    "Batch normalisation uses the variance with n: write `corrected=false` in Julia.": (
        "배치 정규화는 n으로 나눈 분산을 쓴다. 줄리아에서는 `corrected=false`라고 쓴다."
    ),
    "The deviation of one number": "수 하나의 표준편차",
    "std of one number is NaN in Julia and 0.0 in NumPy.": "수 하나의 std는 줄리아에서 NaN이고 NumPy에서 0.0이다.",
    "n - 1 is 0 there. With ddof=1 NumPy gives nan too, and warns.": (
        "n - 1이 0이 된다. ddof=1이면 NumPy도 nan을 주고 경고한다."
    ),
    "The median of nothing": "빈 것의 중앙값",
    "The median of nothing is an ArgumentError in Julia, nan and a warning in NumPy.": (
        "빈 배열의 중앙값은 줄리아에서 ArgumentError이고 NumPy에서 경고와 nan이다."
    ),
    "Nothing has no middle. NumPy passes the question on as nan.": "빈 것에는 가운데가 없다. NumPy는 nan으로 넘긴다.",
    "The mean of nothing": "빈 것의 평균",
    "The mean of nothing is NaN silently in Julia, with a warning in NumPy.": (
        "빈 배열의 평균은 줄리아에서 조용히 NaN이고 NumPy에서는 경고가 따른다."
    ),
    "Both divide 0.0 by 0.": "둘 다 0.0을 0으로 나눈다.",
    "The mean of half-precision numbers": "반정밀도 수의 평균",
    "mean of Float16 overflows in Julia; NumPy adds in float32.": (
        "Float16의 mean은 줄리아에서 오버플로하고 NumPy는 float32로 더한다."
    ),
    "Julia adds numbers in their own type. Its largest Float16 is 65504.": (
        "줄리아는 그 수의 타입으로 더한다. 가장 큰 Float16은 65504다."
    ),
    "A function before the data": "데이터 앞의 함수",
    "mean takes a function first in Julia; NumPy's second argument is an axis.": (
        "줄리아의 mean은 함수를 먼저 받고, NumPy의 둘째 인수는 축이다."
    ),
    "A number in the place of the axis is taken for data in Julia: dimensions go by the keyword dims.": (
        "축 자리에 쓴 수를 줄리아는 데이터로 본다. 차원은 키워드 dims로 준다."
    ),
    "The median of integers": "정수의 중앙값",
    "The middle one of integers is a float in Julia, an int in Python's statistics.": (
        "정수들의 중앙값은 줄리아에서 실수이고 파이썬 statistics에서 정수다."
    ),
    "Julia's median is always of the type that the middle of two would have, as np.median's is.": (
        "줄리아의 중앙값은 언제나 두 수의 가운데가 가질 타입이며, np.median도 그렇다."
    ),
    "Quantiles": "분위수",
    "Quantiles of data with NaN": "NaN이 있는 데이터의 분위수",
    "quantile of data with NaN is an ArgumentError in Julia and nan in NumPy.": (
        "NaN이 든 자료의 quantile은 줄리아에서 ArgumentError이고 NumPy에서 nan이다."
    ),
    "`median` of the same data is NaN on both sides. np.nanquantile leaves NaN out.": (
        "같은 데이터의 `median`은 양쪽 모두 NaN이다. np.nanquantile은 NaN을 뺀다."
    ),
    "Per cent or share": "백분율과 비율",
    "quantile takes shares from 0 to 1; there is no percentile that takes 25.": (
        "줄리아에는 25를 받는 percentile이 없고 quantile은 0에서 1까지의 비율을 받는다."
    ),
    "NumPy has both names; the StatsBase package brings percentile to Julia.": (
        "NumPy에는 두 이름이 다 있다. 줄리아에서는 StatsBase 패키지에 percentile이 있다."
    ),
    "Quantiles of a matrix": "행렬의 분위수",
    "quantile refuses a matrix in Julia; NumPy flattens it.": (
        "줄리아의 quantile은 행렬을 받지 않고 NumPy는 1차원으로 편다."
    ),
    "Only median and mean take whole matrices in Julia.": "줄리아에서 행렬을 통째로 받는 것은 median과 mean뿐이다.",
}
