"""The traps of `strings` in Korean."""

from __future__ import annotations

PHRASES = {
    "Strings and characters": "문자열과 문자",
    "Index 2 of a Korean text is a StringIndexError in Julia, a character in Python.": (
        '"한국어"[2]는 줄리아에서 StringIndexError이고 파이썬의 s[2]는 셋째 글자다.'
    ),
    "The last index of two Korean characters is 4 in Julia and 1 in Python.": (
        'lastindex("한국")은 줄리아에서 4이고 파이썬의 끝 인덱스는 길이 - 1이다.'
    ),
    '"abc"[1] == "a" is false in Julia: it is the character \'a\'.': (
        '"abc"[1] == "a"는 줄리아에서 거짓이다. 문자 \'a\'이기 때문이다.'
    ),
    "'ab' is a syntax error in Julia: single quotes hold one character.": (
        "'ab'는 줄리아에서 구문 오류다. 작은따옴표는 문자 하나만 담는다."
    ),
    '"a" + "b" is a MethodError in Julia: * joins strings.': (
        '"a" + "b"는 줄리아에서 MethodError다. 문자열은 *로 잇는다.'
    ),
    '"ab" * 3 is a MethodError in Julia: ^ repeats strings.': (
        '"ab" * 3은 줄리아에서 MethodError다. 문자열은 ^로 되풀이한다.'
    ),
    "'a' + 1 is 'b' in Julia and a TypeError in Python.": "'a' + 1은 줄리아에서 'b'이고 파이썬에서 TypeError다.",
    "Int('1') is the code point 49 in Julia; Python's int(\"1\") is 1.": (
        "Int('1')은 줄리아에서 코드 포인트 49이고 파이썬의 int(\"1\")은 1이다."
    ),
    '"$x" is the value of x in Julia and a dollar sign with x in Python.': (
        '"$x"는 줄리아에서 x의 값이고 파이썬에서 글자 $와 x다.'
    ),
    '"ab" in "abc" is an error in Julia: occursin asks that.': ('"ab" in "abc"는 줄리아에서 오류다. occursin을 쓴다.'),
    'r"a\\d" is a regular expression in Julia and a string in Python.': (
        'r"a\\d"는 줄리아에서 정규식이고 파이썬에서 문자열이다.'
    ),
    "match looks anywhere in the string; Python's re.match at its start only.": (
        "match는 문자열 어디서나 찾고 파이썬의 re.match는 처음에서만 찾는다."
    ),
    'Julia drops the first newline and the indentation of """; Python keeps both.': (
        '줄리아는 """의 첫 줄바꿈과 들여쓰기를 없애고 파이썬은 둘 다 둔다.'
    ),
    "limit=2 gives two parts in Julia; maxsplit=2 gives three in Python.": (
        "limit=2는 줄리아에서 두 부분, maxsplit=2는 파이썬에서 세 부분을 준다."
    ),
    'split("abc", "") gives the characters in Julia and a ValueError in Python.': (
        'split("abc", "")는 줄리아에서 글자들이고 파이썬에서 ValueError다.'
    ),
    "join takes numbers in Julia; Python's join takes strings only.": (
        "join은 줄리아에서 수도 받고 파이썬의 join은 문자열만 받는다."
    ),
    'uppercase("ß") stays one character in Julia; Python makes it SS.': (
        'uppercase("ß")는 줄리아에서 한 글자로 남고 파이썬에서는 SS가 된다.'
    ),
    "isdigit('٣') is false in Julia and True in Python.": "isdigit('٣')은 줄리아에서 거짓이고 파이썬에서 참이다.",
    "lpad(\"-5\", 4, '0') is 00-5; Python's zfill knows the sign.": (
        "lpad(\"-5\", 4, '0')은 00-5이고 파이썬의 zfill은 부호를 안다."
    ),
    '"%d" % 3 is a MethodError in Julia and "3" in Python.': (
        '"%d" % 3은 줄리아에서 MethodError이고 파이썬에서 "3"이다.'
    ),
    '["ab" "cd"] is a 1×2 matrix in Julia; Python joins the two into one text.': (
        '["ab" "cd"]는 줄리아에서 1×2 행렬이고 파이썬은 두 문자열을 하나로 잇는다.'
    ),
    '"abc"[2:10] is a BoundsError in Julia; Python\'s slice stops at the end.': (
        '"abc"[2:10]은 줄리아에서 BoundsError이고 파이썬의 슬라이스는 끝에서 멈춘다.'
    ),
    "replace takes a pair in Julia, two arguments in Python.": (
        "replace는 줄리아에서 쌍(Pair) 하나를, 파이썬에서 인수 둘을 받는다."
    ),
    "startswith takes one beginning in Julia; Python's takes a tuple of them.": (
        "startswith는 줄리아에서 접두사 하나를, 파이썬에서 여럿의 튜플도 받는다."
    ),
}
