"""The traps of `strings` in Korean."""

from __future__ import annotations

PHRASES = {
    "Strings and characters": "문자열과 문자",
    "Indexing by byte": "바이트 인덱스",
    "Index 2 of a Korean text is a StringIndexError in Julia, a character in Python.": (
        '"한국어"[2]는 줄리아에서 StringIndexError이고 파이썬의 s[2]는 셋째 글자다.'
    ),
    "Julia's indices are those of UTF-8 bytes, and index 2 is in the middle of a character. ASCII hides it.": (
        "줄리아의 인덱스는 UTF-8 바이트의 자리여서 인덱스 2가 글자 한가운데를 가리킨다. ASCII에서는 드러나지 않는다."
    ),
    "The last index of a string": "문자열의 마지막 인덱스",
    "The last index of two Korean characters is 4 in Julia and 1 in Python.": (
        'lastindex("한국")은 줄리아에서 4이고 파이썬의 끝 인덱스는 길이 - 1이다.'
    ),
    "The last character starts at byte 4. `length` counts characters on both sides; loop with eachindex or nextind.": (
        "마지막 글자는 4번 바이트에서 시작한다. `length`는 양쪽 모두 글자를 센다. 반복에는 eachindex나 nextind를 쓴다."
    ),
    "A character is no string": "문자는 문자열이 아니다",
    '"abc"[1] == "a" is false in Julia: it is the character \'a\'.': (
        '"abc"[1] == "a"는 줄리아에서 거짓이다. 문자 \'a\'이기 때문이다.'
    ),
    "Char and String are types of their own. Python has strings of length 1 only.": (
        "Char와 String은 서로 다른 타입이다. 파이썬에는 길이 1의 문자열만 있다."
    ),
    "Single quotes": "작은따옴표",
    "'ab' is a syntax error in Julia: single quotes hold one character.": (
        "'ab'는 줄리아에서 구문 오류다. 작은따옴표는 문자 하나만 담는다."
    ),
    "Strings take double quotes.": "문자열은 큰따옴표로 쓴다.",
    "Joining": "잇기",
    '"a" + "b" is a MethodError in Julia: * joins strings.': (
        '"a" + "b"는 줄리아에서 MethodError다. 문자열은 *로 잇는다.'
    ),
    "Joining does not commute, and Julia keeps + for what does.": (
        "잇기는 교환법칙이 성립하지 않고, 줄리아는 +를 성립하는 것에만 쓴다."
    ),
    "Repeating": "되풀이하기",
    '"ab" * 3 is a MethodError in Julia: ^ repeats strings.': (
        '"ab" * 3은 줄리아에서 MethodError다. 문자열은 ^로 되풀이한다.'
    ),
    "A power is a repeated product, and the product joins.": "거듭제곱은 되풀이한 곱이고, 곱이 잇는다.",
    "A character plus a number": "문자 더하기 수",
    "'a' + 1 is 'b' in Julia and a TypeError in Python.": "'a' + 1은 줄리아에서 'b'이고 파이썬에서 TypeError다.",
    "Characters are points on a line: they can be moved and subtracted.": (
        "문자는 직선 위의 점이어서 옮길 수 있고 뺄 수 있다."
    ),
    "A digit as a number": "숫자를 수로",
    "Int('1') is the code point 49 in Julia; Python's int(\"1\") is 1.": (
        "Int('1')은 줄리아에서 코드 포인트 49이고 파이썬의 int(\"1\")은 1이다."
    ),
    "Converting a Char gives its code point, parsing reads its digits.": (
        "Char를 변환하면 코드 포인트가, 해석하면 숫자가 나온다."
    ),
    "A dollar sign": "달러 기호",
    '"$x" is the value of x in Julia and a dollar sign with x in Python.': (
        '"$x"는 줄리아에서 x의 값이고 파이썬에서 글자 $와 x다.'
    ),
    'Every string of Julia is what an f-string is in Python. Write "\\$" or raw"..." for the sign.': (
        '줄리아의 문자열은 모두 파이썬의 f-문자열과 같다. 기호 자체는 "\\$"나 raw"..."로 쓴다.'
    ),
    "A string in a string": "문자열 안의 문자열",
    '"ab" in "abc" is an error in Julia: occursin asks that.': '"ab" in "abc"는 줄리아에서 오류다. occursin을 쓴다.',
    "A string is a collection of characters; 'a' in \"abc\" is true.": (
        "문자열은 문자의 모음이다. 'a' in \"abc\"는 참이다."
    ),
    "The r before a string": "문자열 앞의 r",
    'r"a\\d" is a regular expression in Julia and a string in Python.': (
        'r"a\\d"는 줄리아에서 정규식이고 파이썬에서 문자열이다.'
    ),
    'Python\'s raw string is raw"a\\d" in Julia.': '파이썬의 raw 문자열은 줄리아에서 raw"a\\d"다.',
    "Matching from the start": "처음부터 맞추기",
    "match looks anywhere in the string; Python's re.match at its start only.": (
        "match는 문자열 어디서나 찾고 파이썬의 re.match는 처음에서만 찾는다."
    ),
    "Julia's match is Python's re.search.": "줄리아의 match는 파이썬의 re.search다.",
    "Triple quotes": "삼중 따옴표",
    'Julia drops the first newline and the indentation of """; Python keeps both.': (
        '줄리아는 """의 첫 줄바꿈과 들여쓰기를 없애고 파이썬은 둘 다 둔다.'
    ),
    "The indentation that all lines share is taken away, that of the closing quotes included.": (
        "닫는 따옴표를 포함해 모든 줄이 함께 가진 들여쓰기가 사라진다."
    ),
    "Splitting with a limit": "횟수를 정해 나누기",
    "limit=2 gives two parts in Julia; maxsplit=2 gives three in Python.": (
        "limit=2는 줄리아에서 두 부분, maxsplit=2는 파이썬에서 세 부분을 준다."
    ),
    "Julia counts the parts, Python the cuts.": "줄리아는 조각을, 파이썬은 자르는 횟수를 센다.",
    "Splitting at nothing": "빈 문자열로 나누기",
    'split("abc", "") gives the characters in Julia and a ValueError in Python.': (
        'split("abc", "")는 줄리아에서 글자들이고 파이썬에서 ValueError다.'
    ),
    '`collect("abc")` gives characters, split gives strings.': '`collect("abc")`는 문자를, split은 문자열을 준다.',
    "Joining numbers": "수를 이어 붙이기",
    "join takes numbers in Julia; Python's join takes strings only.": (
        "join은 줄리아에서 수도 받고 파이썬의 join은 문자열만 받는다."
    ),
    "Julia prints whatever it joins.": "줄리아는 무엇이든 출력해서 잇는다.",
    "Letters that grow": "늘어나는 글자",
    'uppercase("ß") stays one character in Julia; Python makes it SS.': (
        'uppercase("ß")는 줄리아에서 한 글자로 남고 파이썬에서는 SS가 된다.'
    ),
    "Julia changes characters one by one.": "줄리아는 글자를 하나씩 바꾼다.",
    "Digits of other scripts": "다른 문자의 숫자",
    "isdigit('٣') is false in Julia and True in Python.": "isdigit('٣')은 줄리아에서 거짓이고 파이썬에서 참이다.",
    "Julia's isdigit means 0 to 9. Its isnumeric asks Unicode.": (
        "줄리아의 isdigit은 0부터 9까지를 뜻한다. isnumeric은 유니코드에 묻는다."
    ),
    "Zeros before a sign": "부호 앞의 0",
    "lpad(\"-5\", 4, '0') is 00-5; Python's zfill knows the sign.": (
        "lpad(\"-5\", 4, '0')은 00-5이고 파이썬의 zfill은 부호를 안다."
    ),
    "lpad sees characters, no numbers. `string(-5, pad=3)` knows the sign as well.": (
        "lpad는 수가 아니라 글자를 본다. `string(-5, pad=3)`은 부호도 안다."
    ),
    "Formatting with %": "%로 서식 지정하기",
    '"%d" % 3 is a MethodError in Julia and "3" in Python.': (
        '"%d" % 3은 줄리아에서 MethodError이고 파이썬에서 "3"이다.'
    ),
    "Formats belong to the macros of Printf.": "서식은 Printf의 매크로가 맡는다.",
    "Two texts side by side": "나란한 문자열 둘",
    '["ab" "cd"] is a 1×2 matrix in Julia; Python joins the two into one text.': (
        '["ab" "cd"]는 줄리아에서 1×2 행렬이고 파이썬은 두 문자열을 하나로 잇는다.'
    ),
    "A forgotten comma makes a matrix in Julia and loses an element in Python.": (
        "빠뜨린 쉼표가 줄리아에서는 행렬을 만들고 파이썬에서는 원소를 잃는다."
    ),
    "A slice of a text past its end": "끝을 넘는 문자열 슬라이스",
    '"abc"[2:10] is a BoundsError in Julia; Python\'s slice stops at the end.': (
        '"abc"[2:10]은 줄리아에서 BoundsError이고 파이썬의 슬라이스는 끝에서 멈춘다.'
    ),
    "first(s, 10) and last(s, 10) take fewer characters where there are no more.": (
        "first(s, 10)과 last(s, 10)은 글자가 모자라면 있는 만큼 준다."
    ),
    "Replacing": "바꾸기",
    "replace takes a pair in Julia, two arguments in Python.": (
        "replace는 줄리아에서 쌍(Pair) 하나를, 파이썬에서 인수 둘을 받는다."
    ),
    'The pair is written "a" => "b".': '쌍은 "a" => "b"로 쓴다.',
    "Several beginnings": "여러 첫머리",
    "startswith takes one beginning in Julia; Python's takes a tuple of them.": (
        "startswith는 줄리아에서 접두사 하나를, 파이썬에서 여럿의 튜플도 받는다."
    ),
    "Ask each of them.": "하나씩 물어야 한다.",
}
