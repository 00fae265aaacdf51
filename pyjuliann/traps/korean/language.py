"""The traps of `language` in Korean."""

from __future__ import annotations

PHRASES = {
    "Missing values, conditions, arguments": "결측값, 조건, 인수",
    "missing compared with missing": "missing과 missing의 비교",
    "missing == missing is missing in Julia; None == None is True.": (
        "missing == missing은 줄리아에서 missing이고 None == None은 참이다."
    ),
    "An unknown value may or may not equal another. ismissing asks for it; isequal gives true.": (
        "모르는 값은 다른 값과 같을 수도 다를 수도 있다. ismissing으로 물어본다. isequal은 true를 준다."
    ),
    "missing in a sum": "합 속의 missing",
    "missing + 1 is missing in Julia; None + 1 is a TypeError.": (
        "missing + 1은 줄리아에서 missing이고 None + 1은 TypeError다."
    ),
    "missing goes through every operation, as NaN does. `nothing` is what corresponds to None.": (
        "missing은 NaN처럼 모든 연산을 타고 번진다. None에 대응하는 것은 `nothing`이다."
    ),
    "A default with or": "or로 준 기본값",
    "nothing || 3 is a TypeError in Julia; None or 3 is 3.": (
        "nothing || 3은 줄리아에서 TypeError이고 None or 3은 3이다."
    ),
    "|| wants Booleans on its left. `something` takes the first that is not nothing, so 0 stays 0.": (
        "||의 왼쪽은 불리언이어야 한다. `something`은 nothing이 아닌 첫 값을 고르므로 0은 0으로 남는다."
    ),
    "An empty collection as a condition": "조건으로 쓴 빈 모음",
    "`if x` with an empty array is a TypeError in Julia and false in Python.": (
        "빈 배열로 `if x`를 쓰면 줄리아에서 TypeError이고 파이썬에서 거짓이다."
    ),
    "Ask isempty. NumPy refuses the truth of longer arrays as well.": (
        "isempty로 묻는다. NumPy도 원소가 여럿인 배열의 참거짓을 거부한다."
    ),
    "Default arguments": "기본 인수",
    "A default is evaluated at every call in Julia, once in Python.": (
        "기본 인수는 줄리아에서 호출마다, 파이썬에서 한 번만 평가된다."
    ),
    "Python's list lives as long as the function and collects what is put in.": (
        "파이썬의 리스트는 함수만큼 오래 살아서 넣은 것이 쌓인다."
    ),
    "Keywords by position": "위치로 준 키워드",
    "An argument after the semicolon cannot go by position in Julia.": (
        "세미콜론 뒤의 인수는 줄리아에서 위치로 줄 수 없다."
    ),
    "Python's arguments go either way unless * or / stand among them.": (
        "파이썬의 인수는 사이에 *나 /가 없으면 어느 쪽으로든 줄 수 있다."
    ),
    "Positions by keyword": "키워드로 준 위치 인수",
    "An argument before the semicolon cannot go by its name in Julia.": (
        "세미콜론 앞의 인수는 줄리아에서 이름으로 줄 수 없다."
    ),
    "Names of positional arguments are no part of a function's interface.": (
        "위치 인수의 이름은 함수의 인터페이스에 들지 않는다."
    ),
    "The last expression": "마지막 식",
    "A function returns its last expression in Julia; Python's returns None.": (
        "함수는 줄리아에서 마지막 식을 돌려주고 파이썬에서는 None을 돌려준다."
    ),
    "Write `return nothing` where the value is no result.": "값이 결과가 아닌 곳에는 `return nothing`이라고 쓴다.",
    "Functions that belong to a value": "값에 딸린 함수",
    '"abc".upper() is an error in Julia: functions do not belong to values.': (
        '"abc".upper()는 줄리아에서 오류다. 함수는 값에 속하지 않는다.'
    ),
    "x.f(y) becomes f(x, y). What follows a point is a field.": "x.f(y)는 f(x, y)가 된다. 점 뒤에 오는 것은 필드다.",
    "The largest of a list": "리스트에서 가장 큰 것",
    "max([1, 2]) is a MethodError in Julia: maximum takes collections.": (
        "max([1, 2])는 줄리아에서 MethodError다. 컬렉션에는 maximum을 쓴다."
    ),
    "max compares its arguments. So for min and minimum; extrema gives both.": (
        "max는 인수끼리 비교한다. min과 minimum도 그렇고, extrema는 둘 다 준다."
    ),
    "Scope, closures, methods": "유효 범위, 클로저, 메서드",
    "The loop variable after the loop": "반복문 뒤의 반복 변수",
    "The loop variable is gone after a loop in Julia and stays in Python.": (
        "반복 변수는 줄리아에서 반복이 끝나면 없고 파이썬에서는 남는다."
    ),
    "Loops have a scope of their own in Julia.": "줄리아에서 반복문은 자신의 유효 범위를 가진다.",
    "Variables born in a loop": "반복문 안에서 생긴 변수",
    "A variable first set in a loop is local to it in Julia.": "반복 안에서 처음 쓴 변수는 줄리아에서 그 안에만 있다.",
    "Declare it before the loop, inside a function or `let`.": "반복문 앞에서, 함수나 `let` 안에서 선언한다.",
    "Closures made in a loop": "반복문에서 만든 클로저",
    "A closure keeps the value of its round in Julia; in Python all see the last.": (
        "클로저는 줄리아에서 그 회차의 값을 갖고 파이썬에서는 모두 마지막 값을 본다."
    ),
    "Every round of a loop or comprehension has a new variable in Julia.": (
        "줄리아에서는 반복문이나 내포의 회마다 새 변수가 생긴다."
    ),
    "A second definition": "두 번째 정의",
    "A second definition for another type adds a method in Julia, replaces in Python.": (
        "다른 타입의 둘째 정의는 줄리아에서 메서드를 더하고 파이썬에서 앞의 것을 지운다."
    ),
    "Julia chooses among methods by the types of all arguments.": "줄리아는 모든 인수의 타입을 보고 메서드를 고른다.",
    "Types of results": "결과의 타입",
    "A result type is enforced in Julia and only noted in Python.": (
        "결과 타입은 줄리아에서 지켜지고 파이썬에서는 적어 둘 뿐이다."
    ),
    "Julia converts the result, or raises where it cannot; 2.0 would become 2.": (
        "줄리아는 결과를 변환하고, 할 수 없으면 예외를 낸다. 2.0은 2가 된다."
    ),
    "Changing a struct": "구조체 바꾸기",
    "Fields of a struct cannot be set in Julia; attributes can in Python.": (
        "struct의 필드는 줄리아에서 바꿀 수 없고 파이썬의 속성은 바꿀 수 있다."
    ),
    "Write `mutable struct` for what changes. An array in a field can be changed either way.": (
        "바뀔 것은 `mutable struct`로 쓴다. 필드에 든 배열은 어느 쪽이든 바꿀 수 있다."
    ),
    "Generators": "제너레이터",
    "A generator can be run again in Julia; Python's is used up.": (
        "제너레이터는 줄리아에서 다시 돌 수 있고 파이썬에서는 한 번뿐이다."
    ),
    "Julia's keeps the function and the collection, and starts anew.": (
        "줄리아의 제너레이터는 함수와 모음을 가지고 있어 처음부터 다시 시작한다."
    ),
    "A number is iterable": "수는 반복할 수 있다",
    "A loop over 3 runs once in Julia and is a TypeError in Python.": (
        "3을 도는 반복은 줄리아에서 한 번 돌고 파이썬에서 TypeError다."
    ),
    "`for i in n` where `for i in 1:n` was meant runs without a word.": (
        "`for i in 1:n`이라고 쓸 곳에 `for i in n`이라고 써도 아무 말 없이 실행된다."
    ),
    "Maps of unequal length": "길이가 다른 map",
    "map over two arrays ends with the shorter in Julia; NumPy refuses to add them.": (
        "길이가 다른 두 배열의 map은 줄리아에서 짧은 쪽에 맞고 NumPy는 더하지 않는다."
    ),
    "map stops silently; the broadcast a .+ b raises DimensionMismatch.": (
        "map은 소리 없이 멈춘다. 브로드캐스팅 a .+ b는 DimensionMismatch를 낸다."
    ),
}
