"""The traps of `containers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Lists and tuples": "리스트와 튜플",
    "[1, 2] + [3, 4] adds elements in Julia; Python joins the lists.": (
        "[1, 2] + [3, 4]는 줄리아에서 원소끼리 더하고 파이썬은 리스트를 잇는다."
    ),
    "[1, 2] * 2 doubles the elements in Julia; Python repeats the list.": (
        "[1, 2] * 2는 줄리아에서 원소를 두 배로 하고 파이썬은 리스트를 되풀이한다."
    ),
    "(1, 2) + (3, 4) is a MethodError in Julia; Python joins the tuples.": (
        "(1, 2) + (3, 4)는 줄리아에서 MethodError이고 파이썬은 튜플을 잇는다."
    ),
    "a, b = (1, 2, 3) drops the third value in Julia; Python refuses.": (
        "a, b = (1, 2, 3)은 줄리아에서 셋째 값을 버리고 파이썬은 거부한다."
    ),
    "A slice of a Python list takes any number of values; Julia's must fit.": (
        "파이썬 리스트의 슬라이스에는 몇 개든 넣을 수 있고 줄리아에서는 수가 맞아야 한다."
    ),
    "push! of 2.5 to integers is an InexactError in Julia; a list takes anything.": (
        "정수 배열에 2.5를 push!하면 줄리아에서 InexactError이고 리스트는 무엇이든 받는다."
    ),
    "get(d, key) is a MethodError in Julia without a default; Python gives None.": (
        "기본값 없는 get(d, key)는 줄리아에서 MethodError이고 파이썬은 None을 준다."
    ),
    "Complex numbers and limits": "복소수와 한계값",
    "real(z) is a copy in Julia; NumPy's z.real is a view into z.": (
        "real(z)는 줄리아에서 사본이고 NumPy의 z.real은 z를 들여다보는 뷰다."
    ),
    "The parts of 9007199254740993 + 0im are integers in Julia, floats in Python.": (
        "9007199254740993 + 0im의 성분은 줄리아에서 정수이고 파이썬에서 실수다."
    ),
    "(1.0 + 1.0im) / 0 is infinite in Julia and a ZeroDivisionError in Python.": (
        "(1.0 + 1.0im) / 0은 줄리아에서 무한대이고 파이썬에서 ZeroDivisionError다."
    ),
    "typemax(Float64) is Inf in Julia; np.finfo has the largest finite number.": (
        "typemax(Float64)는 줄리아에서 Inf이고 np.finfo의 max는 가장 큰 유한한 수다."
    ),
    "Dates": "날짜",
    "Monday is 1 in Julia's dayofweek and 0 in Python's weekday.": (
        "월요일은 줄리아의 dayofweek에서 1이고 파이썬의 weekday에서 0이다."
    ),
    "January 31 plus a month is February 29 in Julia; Python refuses day 31.": (
        "1월 31일의 한 달 뒤는 줄리아에서 2월 29일이고 파이썬은 31일을 거부한다."
    ),
    "Date(2024) == DateTime(2024) is true in Julia; Python's two never are equal.": (
        "Date(2024) == DateTime(2024)는 줄리아에서 참이고 파이썬에서는 같을 수 없다."
    ),
    "A range of dates includes its end in Julia; np.arange leaves it out.": (
        "날짜 범위는 줄리아에서 끝을 포함하고 np.arange는 뺀다."
    ),
    "Two DateTimes are milliseconds apart in Julia; Python's timedelta counts days.": (
        "두 DateTime의 차는 줄리아에서 밀리초이고 파이썬의 timedelta는 날을 센다."
    ),
    'Date("2024-1-5") is a date in Julia and a ValueError in Python.': (
        'Date("2024-1-5")는 줄리아에서 날짜이고 파이썬에서 ValueError다.'
    ),
    "Lines and bytes": "줄과 바이트",
    "readline drops the newline in Julia; Python's readline keeps it.": (
        "readline은 줄리아에서 줄바꿈을 버리고 파이썬에서는 남긴다."
    ),
    "readline at the end is an empty string on both; so is an empty line in Julia.": (
        "빈 줄과 파일 끝은 줄리아의 readline에서 같은 빈 문자열이다."
    ),
    "write(file, 1) writes eight bytes in Julia; Python's write takes no number.": (
        "write(file, 1)은 줄리아에서 여덟 바이트를 쓰고 파이썬의 write는 수를 받지 않는다."
    ),
}
