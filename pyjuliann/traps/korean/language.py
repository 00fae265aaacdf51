"""The traps of `language` in Korean."""

from __future__ import annotations

PHRASES = {
    "Missing values, conditions, arguments": "결측값, 조건, 인수",
    "missing == missing is missing in Julia; None == None is True.": (
        "missing == missing은 줄리아에서 missing이고 None == None은 참이다."
    ),
    "missing + 1 is missing in Julia; None + 1 is a TypeError.": (
        "missing + 1은 줄리아에서 missing이고 None + 1은 TypeError다."
    ),
    "nothing || 3 is a TypeError in Julia; None or 3 is 3.": (
        "nothing || 3은 줄리아에서 TypeError이고 None or 3은 3이다."
    ),
    "`if x` with an empty array is a TypeError in Julia and false in Python.": (
        "빈 배열로 `if x`를 쓰면 줄리아에서 TypeError이고 파이썬에서 거짓이다."
    ),
    "A default is evaluated at every call in Julia, once in Python.": (
        "기본 인수는 줄리아에서 호출마다, 파이썬에서 한 번만 평가된다."
    ),
    "An argument after the semicolon cannot go by position in Julia.": (
        "세미콜론 뒤의 인수는 줄리아에서 위치로 줄 수 없다."
    ),
    "An argument before the semicolon cannot go by its name in Julia.": (
        "세미콜론 앞의 인수는 줄리아에서 이름으로 줄 수 없다."
    ),
    "A function returns its last expression in Julia; Python's returns None.": (
        "함수는 줄리아에서 마지막 식을 돌려주고 파이썬에서는 None을 돌려준다."
    ),
    '"abc".upper() is an error in Julia: functions do not belong to values.': (
        '"abc".upper()는 줄리아에서 오류다. 함수는 값에 속하지 않는다.'
    ),
    "max([1, 2]) is a MethodError in Julia: maximum takes collections.": (
        "max([1, 2])는 줄리아에서 MethodError다. 컬렉션에는 maximum을 쓴다."
    ),
    "Scope, closures, methods": "유효 범위, 클로저, 메서드",
    "The loop variable is gone after a loop in Julia and stays in Python.": (
        "반복 변수는 줄리아에서 반복이 끝나면 없고 파이썬에서는 남는다."
    ),
    "A variable first set in a loop is local to it in Julia.": "반복 안에서 처음 쓴 변수는 줄리아에서 그 안에만 있다.",
    "A closure keeps the value of its round in Julia; in Python all see the last.": (
        "클로저는 줄리아에서 그 회차의 값을 갖고 파이썬에서는 모두 마지막 값을 본다."
    ),
    "A second definition for another type adds a method in Julia, replaces in Python.": (
        "다른 타입의 둘째 정의는 줄리아에서 메서드를 더하고 파이썬에서 앞의 것을 지운다."
    ),
    "A result type is enforced in Julia and only noted in Python.": (
        "결과 타입은 줄리아에서 지켜지고 파이썬에서는 적어 둘 뿐이다."
    ),
    "Fields of a struct cannot be set in Julia; attributes can in Python.": (
        "struct의 필드는 줄리아에서 바꿀 수 없고 파이썬의 속성은 바꿀 수 있다."
    ),
    "A generator can be run again in Julia; Python's is used up.": (
        "제너레이터는 줄리아에서 다시 돌 수 있고 파이썬에서는 한 번뿐이다."
    ),
    "A loop over 3 runs once in Julia and is a TypeError in Python.": (
        "3을 도는 반복은 줄리아에서 한 번 돌고 파이썬에서 TypeError다."
    ),
    "map over two arrays ends with the shorter in Julia; NumPy refuses to add them.": (
        "길이가 다른 두 배열의 map은 줄리아에서 짧은 쪽에 맞고 NumPy는 더하지 않는다."
    ),
}
