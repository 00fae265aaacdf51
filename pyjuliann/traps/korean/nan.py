"""The traps of `nan` in Korean."""

from __future__ import annotations

PHRASES = {
    "NaN in maxima, sorting and search": "최댓값, 정렬, 검색에서의 NaN",
    "A NaN makes Julia's maximum NaN; Python's max may pass it over.": (
        "NaN이 있으면 줄리아의 maximum은 NaN이고 파이썬의 max는 지나칠 수 있다."
    ),
    "max(1.0, NaN) is NaN in Julia and 1.0 in Python, where the order decides.": (
        "max(1.0, NaN)은 줄리아에서 NaN이고, 파이썬에서는 인수 순서에 따라 1.0이다."
    ),
    "sort puts NaN last; Python's sorted leaves the list unsorted around it.": (
        "sort는 NaN을 끝에 두고, 파이썬의 sorted는 NaN 앞뒤를 정렬하지 못한다."
    ),
    "A NaN is found again in Julia's Dict; Python's dict finds the same object only.": (
        "줄리아의 Dict는 NaN 키를 찾고 파이썬의 dict는 같은 객체만 찾는다."
    ),
    "any([NaN]) is a TypeError in Julia and True in NumPy.": (
        "any([NaN])은 줄리아에서 TypeError이고 NumPy에서 True다."
    ),
    "The sign of zero": "0의 부호",
    "max(-0.0, 0.0) is 0.0 in Julia; Python's max keeps the first, -0.0.": (
        "max(-0.0, 0.0)은 줄리아에서 0.0이고 파이썬의 max는 첫 인수 -0.0을 둔다."
    ),
    "sign(-0.0) is -0.0 in Julia and 0.0 in NumPy.": "sign(-0.0)은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "sum([-0.0]) is -0.0 in Julia and 0.0 in NumPy.": "sum([-0.0])은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "mean([-0.0]) is -0.0 in Julia and 0.0 in NumPy.": "mean([-0.0])은 줄리아에서 -0.0이고 NumPy에서 0.0이다.",
    "sort puts -0.0 before 0.0; NumPy's stable sort keeps them as they were.": (
        "sort는 -0.0을 0.0 앞에 두고 NumPy의 안정 정렬은 그대로 둔다."
    ),
    "argmax takes 0.0 before -0.0 in Julia; NumPy takes the first of them.": (
        "argmax는 줄리아에서 -0.0보다 0.0을 고르고 NumPy는 첫 번째를 고른다."
    ),
    "0.0 and -0.0 have different hashes in Julia and the same one in Python.": (
        "0.0과 -0.0의 해시는 줄리아에서 다르고 파이썬에서 같다."
    ),
    "round(-0.4) is -0.0 in Julia; Python's round gives the integer 0.": (
        "round(-0.4)는 줄리아에서 -0.0이고 파이썬의 round는 정수 0을 준다."
    ),
}
