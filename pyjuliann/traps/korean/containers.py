"""The traps of `containers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Lists and tuples": "리스트와 튜플",
    "Adding lists": "리스트 더하기",
    "[1, 2] + [3, 4] adds elements in Julia; Python joins the lists.": (
        "[1, 2] + [3, 4]는 줄리아에서 원소끼리 더하고 파이썬은 리스트를 잇는다."
    ),
    "A Python list is no vector. A NumPy array adds as Julia does.": (
        "파이썬의 리스트는 벡터가 아니다. NumPy 배열은 줄리아처럼 더한다."
    ),
    "A list times a number": "리스트 곱하기 수",
    "[1, 2] * 2 doubles the elements in Julia; Python repeats the list.": (
        "[1, 2] * 2는 줄리아에서 원소를 두 배로 하고 파이썬은 리스트를 되풀이한다."
    ),
    "Repeating is `repeat(a, 2)` in Julia. A NumPy array multiplies as Julia does.": (
        "되풀이는 줄리아에서 `repeat(a, 2)`다. NumPy 배열은 줄리아처럼 곱한다."
    ),
    "Adding tuples": "튜플 더하기",
    "(1, 2) + (3, 4) is a MethodError in Julia; Python joins the tuples.": (
        "(1, 2) + (3, 4)는 줄리아에서 MethodError이고 파이썬은 튜플을 잇는다."
    ),
    "Elementwise addition is a .+ b. Sizes are tuples, and are joined often.": (
        "원소별 덧셈은 a .+ b다. 크기는 튜플이어서 이어 붙일 일이 많다."
    ),
    "Too many values to unpack": "풀 값이 너무 많다",
    "a, b = (1, 2, 3) drops the third value in Julia; Python refuses.": (
        "a, b = (1, 2, 3)은 줄리아에서 셋째 값을 버리고 파이썬은 거부한다."
    ),
    "A function that returns one more value than expected goes unnoticed in Julia.": (
        "값을 하나 더 돌려주는 함수가 줄리아에서는 눈에 띄지 않는다."
    ),
    "Assigning a shorter list to a slice": "슬라이스에 더 짧은 리스트 대입하기",
    "A slice of a Python list takes any number of values; Julia's must fit.": (
        "파이썬 리스트의 슬라이스에는 몇 개든 넣을 수 있고 줄리아에서는 수가 맞아야 한다."
    ),
    "Julia's arrays never change their length by assignment. NumPy refuses, or broadcasts the one value.": (
        "줄리아 배열은 대입으로 길이가 바뀌지 않는다. NumPy는 거부하거나 값 하나를 브로드캐스팅한다."
    ),
    "An element of another type": "타입이 다른 원소",
    "push! of 2.5 to integers is an InexactError in Julia; a list takes anything.": (
        "정수 배열에 2.5를 push!하면 줄리아에서 InexactError이고 리스트는 무엇이든 받는다."
    ),
    "An array has one element type, and [1, 2] has Int.": "배열의 원소 타입은 하나이고, [1, 2]의 원소 타입은 Int다.",
    "get without a default": "기본값 없는 get",
    "get(d, key) is a MethodError in Julia without a default; Python gives None.": (
        "기본값 없는 get(d, key)는 줄리아에서 MethodError이고 파이썬은 None을 준다."
    ),
    "Julia's get has no default of its own: there is no None that it could give.": (
        "줄리아의 get에는 스스로의 기본값이 없다. 대신 줄 None이 없다."
    ),
    "Complex numbers and limits": "복소수와 한계값",
    "The real part of an array": "배열의 실수부",
    "real(z) is a copy in Julia; NumPy's z.real is a view into z.": (
        "real(z)는 줄리아에서 사본이고 NumPy의 z.real은 z를 들여다보는 뷰다."
    ),
    "Julia shares no memory that you did not ask for with view or reinterpret.": (
        "줄리아는 view나 reinterpret으로 청하지 않은 메모리를 공유하지 않는다."
    ),
    "Complex integers": "복소 정수",
    "The parts of 9007199254740993 + 0im are integers in Julia, floats in Python.": (
        "9007199254740993 + 0im의 성분은 줄리아에서 정수이고 파이썬에서 실수다."
    ),
    "Complex{Int} is exact. Python knows complex numbers of floats only.": (
        "Complex{Int}는 정확하다. 파이썬에는 실수로 된 복소수만 있다."
    ),
    "A complex number divided by zero": "0으로 나눈 복소수",
    "(1.0 + 1.0im) / 0 is infinite in Julia and a ZeroDivisionError in Python.": (
        "(1.0 + 1.0im) / 0은 줄리아에서 무한대이고 파이썬에서 ZeroDivisionError다."
    ),
    "As for real floats: IEEE 754 in Julia, an exception in Python.": (
        "실수와 같다. 줄리아는 IEEE 754를 따르고 파이썬은 예외를 낸다."
    ),
    "The largest value of a type": "타입의 가장 큰 값",
    "typemax(Float64) is Inf in Julia; np.finfo has the largest finite number.": (
        "typemax(Float64)는 줄리아에서 Inf이고 np.finfo의 max는 가장 큰 유한한 수다."
    ),
    "Julia's floatmax is the largest finite one. A running minimum may start from either.": (
        "줄리아의 floatmax는 유한한 것 가운데 가장 크다. 누적 최솟값은 어느 쪽에서 시작해도 된다."
    ),
    "Dates": "날짜",
    "The number of a weekday": "요일의 번호",
    "Monday is 1 in Julia's dayofweek and 0 in Python's weekday.": (
        "월요일은 줄리아의 dayofweek에서 1이고 파이썬의 weekday에서 0이다."
    ),
    "Python's isoweekday starts from 1 as well.": "파이썬의 isoweekday도 1부터 센다.",
    "A month later": "한 달 뒤",
    "January 31 plus a month is February 29 in Julia; Python refuses day 31.": (
        "1월 31일의 한 달 뒤는 줄리아에서 2월 29일이고 파이썬은 31일을 거부한다."
    ),
    "Julia takes the last day that the month has. So d + Month(1) - Month(1) is not always d.": (
        "줄리아는 그 달의 마지막 날을 고른다. 그래서 d + Month(1) - Month(1)이 언제나 d는 아니다."
    ),
    "A date and a time": "날짜와 시각",
    "Date(2024) == DateTime(2024) is true in Julia; Python's two never are equal.": (
        "Date(2024) == DateTime(2024)는 줄리아에서 참이고 파이썬에서는 같을 수 없다."
    ),
    "Julia promotes the date to its midnight.": "줄리아는 날짜를 그날의 자정으로 승격한다.",
    "The last day of a range": "범위의 마지막 날",
    "A range of dates includes its end in Julia; np.arange leaves it out.": (
        "날짜 범위는 줄리아에서 끝을 포함하고 np.arange는 뺀다."
    ),
    "Ranges include their ends in Julia, whatever they are ranges of.": "줄리아의 범위는 무엇의 범위든 끝을 포함한다.",
    "The unit of a difference": "차의 단위",
    "Two DateTimes are milliseconds apart in Julia; Python's timedelta counts days.": (
        "두 DateTime의 차는 줄리아에서 밀리초이고 파이썬의 timedelta는 날을 센다."
    ),
    "A DateTime has milliseconds and no finer unit; Python has microseconds.": (
        "DateTime의 가장 작은 단위는 밀리초다. 파이썬에는 마이크로초가 있다."
    ),
    "Months of one digit": "한 자리 달",
    'Date("2024-1-5") is a date in Julia and a ValueError in Python.': (
        'Date("2024-1-5")는 줄리아에서 날짜이고 파이썬에서 ValueError다.'
    ),
    "Julia's default format takes fewer digits; fromisoformat wants what ISO 8601 writes.": (
        "줄리아의 기본 서식은 더 적은 숫자도 받는다. fromisoformat은 ISO 8601의 표기를 원한다."
    ),
    "Lines and bytes": "줄과 바이트",
    "The end of a line": "줄의 끝",
    "readline drops the newline in Julia; Python's readline keeps it.": (
        "readline은 줄리아에서 줄바꿈을 버리고 파이썬에서는 남긴다."
    ),
    "eachline and readlines drop it too.": "eachline과 readlines도 줄바꿈을 뺀다.",
    "Reading past the end": "끝을 넘어 읽기",
    "readline at the end is an empty string on both; so is an empty line in Julia.": (
        "빈 줄과 파일 끝은 줄리아의 readline에서 같은 빈 문자열이다."
    ),
    '`while (line = readline(file)) != ""` ends at the first empty line: ask eof.': (
        '`while (line = readline(file)) != ""`는 첫 빈 줄에서 끝난다. eof로 묻는다.'
    ),
    "Writing a number": "수 쓰기",
    "write(file, 1) writes eight bytes in Julia; Python's write takes no number.": (
        "write(file, 1)은 줄리아에서 여덟 바이트를 쓰고 파이썬의 write는 수를 받지 않는다."
    ),
    "write stores the bytes of a value, print its text.": "write는 값의 바이트를, print는 글을 남긴다.",
}
