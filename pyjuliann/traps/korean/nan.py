"""The traps of `nan` in Korean."""

from __future__ import annotations

PHRASES = {
    "NaN in maxima, sorting and search": "최댓값, 정렬, 검색에서의 NaN",
    "NaN in a maximum": "최댓값과 NaN",
    "A NaN makes Julia's maximum NaN; Python's max may pass it over.": (
        "NaN이 있으면 줄리아의 maximum은 NaN이고 파이썬의 max는 지나칠 수 있다."
    ),
    "Python's max keeps what it has unless the next is greater, and nothing is greater than NaN. np.max agrees "
    "with Julia.": (
        "파이썬의 max는 다음 것이 더 크지 않으면 가진 것을 두는데, NaN보다 큰 것은 없다. np.max는 줄리아와 일치한다."
    ),
    "The order of max's arguments": "max의 인수 순서",
    "max(1.0, NaN) is NaN in Julia and 1.0 in Python, where the order decides.": (
        "max(1.0, NaN)은 줄리아에서 NaN이고, 파이썬에서는 인수 순서에 따라 1.0이다."
    ),
    "max(NaN, 1.0) is nan in Python too. np.maximum agrees with Julia, np.fmax passes NaN over.": (
        "파이썬에서도 max(NaN, 1.0)은 nan이다. np.maximum은 줄리아와 일치하고, np.fmax는 NaN을 지나친다."
    ),
    "NaN when sorting a list": "리스트 정렬과 NaN",
    "sort puts NaN last; Python's sorted leaves the list unsorted around it.": (
        "sort는 NaN을 끝에 두고, 파이썬의 sorted는 NaN 앞뒤를 정렬하지 못한다."
    ),
    "Julia sorts by isless, in which NaN is the largest. Python compares with <, which is false for NaN. np.sort "
    "agrees with Julia.": (
        "줄리아는 NaN이 가장 큰 isless로 정렬한다. 파이썬은 <로 비교하고, NaN과의 비교는 거짓이다. np.sort는 "
        "줄리아와 일치한다."
    ),
    "NaN as a key": "키로 쓴 NaN",
    "A NaN is found again in Julia's Dict; Python's dict finds the same object only.": (
        "줄리아의 Dict는 NaN 키를 찾고 파이썬의 dict는 같은 객체만 찾는다."
    ),
    "Julia's Dict compares keys with isequal, Python's with is and ==.": (
        "줄리아의 Dict는 키를 isequal로, 파이썬은 is와 ==로 비교한다."
    ),
    "any of a NaN": "NaN의 any",
    "any([NaN]) is a TypeError in Julia and True in NumPy.": "any([NaN])은 줄리아에서 TypeError이고 NumPy에서 True다.",
    "Julia wants Booleans. In Python every number but 0 counts as true, NaN too.": (
        "줄리아는 불리언을 원한다. 파이썬에서는 0이 아닌 수가 모두 참이고 NaN도 그렇다."
    ),
    "The sign of zero": "0의 부호",
    "The larger of two zeros": "두 0 가운데 큰 쪽",
    "max(-0.0, 0.0) is 0.0 in Julia; Python's max keeps the first, -0.0.": (
        "max(-0.0, 0.0)은 줄리아에서 0.0이고 파이썬의 max는 첫 인수 -0.0을 둔다."
    ),
    "Julia orders -0.0 before 0.0. For np.maximum they are equal, and which one comes out depends on the processor.": (
        "줄리아는 -0.0을 0.0 앞에 둔다. np.maximum에서는 둘이 같고, 어느 쪽이 나오는지는 프로세서에 달려 있다."
    ),
    "The sign of minus zero": "음의 0의 부호",
    "sign(-0.0) is -0.0 in Julia and 0.0 in NumPy.": "sign(-0.0)은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "Julia returns the argument itself where it is zero.": "줄리아는 인수가 0이면 인수 자신을 돌려준다.",
    "The sum of minus zeros": "음의 0의 합",
    "sum([-0.0]) is -0.0 in Julia and 0.0 in NumPy.": "sum([-0.0])은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "NumPy starts from 0.0, and 0.0 + -0.0 is 0.0. Julia starts from the first element.": (
        "NumPy는 0.0에서 시작하고 0.0 + -0.0은 0.0이다. 줄리아는 첫 원소에서 시작한다."
    ),
    "The mean of minus zeros": "음의 0의 평균",
    "mean([-0.0]) is -0.0 in Julia and 0.0 in NumPy.": "mean([-0.0])은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "The mean is a sum divided by n, and the sums differ.": "평균은 합을 n으로 나눈 것인데, 합이 다르다.",
    "Sorting zeros": "0의 정렬",
    "sort puts -0.0 before 0.0; NumPy's stable sort keeps them as they were.": (
        "sort는 -0.0을 0.0 앞에 두고 NumPy의 안정 정렬은 그대로 둔다."
    ),
    "isless(-0.0, 0.0) is true, -0.0 < 0.0 is false.": "isless(-0.0, 0.0)은 참이고 -0.0 < 0.0은 거짓이다.",
    "The largest zero": "가장 큰 0",
    "argmax takes 0.0 before -0.0 in Julia; NumPy takes the first of them.": (
        "argmax는 줄리아에서 -0.0보다 0.0을 고르고 NumPy는 첫 번째를 고른다."
    ),
    "Julia's argmax compares with isless.": "줄리아의 argmax는 isless로 비교한다.",
    "Hashes of zeros": "0의 해시",
    "0.0 and -0.0 have different hashes in Julia and the same one in Python.": (
        "0.0과 -0.0의 해시는 줄리아에서 다르고 파이썬에서 같다."
    ),
    "What isequal tells apart has hashes of its own.": "isequal이 구별하는 것은 해시도 다르다.",
    "A float rounded to zero": "0으로 반올림한 실수",
    "round(-0.4) is -0.0 in Julia; Python's round gives the integer 0.": (
        "round(-0.4)는 줄리아에서 -0.0이고 파이썬의 round는 정수 0을 준다."
    ),
    "Python's round returns an int, which has one zero. np.round gives -0.0 as Julia does.": (
        "파이썬의 round는 0이 하나뿐인 int를 준다. np.round는 줄리아처럼 -0.0을 준다."
    ),
}
