"""The traps of `printing` in Korean."""

from __future__ import annotations

PHRASES = {
    "Printing": "출력",
    "Large floats": "큰 실수",
    "1000000.0 prints as 1.0e6 in Julia and as 1000000.0 in Python.": (
        "1000000.0은 줄리아에서 1.0e6, 파이썬에서 1000000.0으로 출력된다."
    ),
    "Julia changes to exponents at 1e6, Python at 1e16. Logs compared as text differ.": (
        "줄리아는 1e6부터, 파이썬은 1e16부터 지수로 쓴다. 글로 비교한 로그가 달라진다."
    ),
    "Small floats": "작은 실수",
    "0.00001 prints as 1.0e-5 in Julia and as 1e-05 in Python.": (
        "0.00001은 줄리아에서 1.0e-5, 파이썬에서 1e-05로 출력된다."
    ),
    "Julia always prints a point, Python an exponent of two digits or more.": (
        "줄리아는 언제나 소수점을, 파이썬은 두 자리 이상의 지수를 출력한다."
    ),
    "Not a number, infinity": "수가 아닌 것, 무한대",
    "NaN and Inf print as NaN and Inf in Julia, as nan and inf in Python.": (
        "NaN과 Inf는 줄리아에서 NaN, Inf로, 파이썬에서 nan, inf로 출력된다."
    ),
    "Both languages read both spellings.": "두 언어 모두 두 표기를 다 읽는다.",
    "Booleans": "불리언",
    "true prints as true in Julia, True in Python.": "true는 줄리아에서 true, 파이썬에서 True로 출력된다.",
    "Python's Booleans have capital letters. JSON has Julia's.": (
        "파이썬의 불리언은 대문자로 시작한다. JSON은 줄리아와 같다."
    ),
    "Nothing": "없음",
    "The absent value prints as nothing in Julia and as None in Python.": (
        "없는 값은 줄리아에서 nothing, 파이썬에서 None으로 출력된다."
    ),
    "Text files with missing entries need a word that both sides know.": (
        "빠진 값이 있는 텍스트 파일에는 양쪽이 다 아는 낱말이 필요하다."
    ),
    "The representation of a float32": "float32의 표기",
    "repr of a Float32 is 1.5f0 in Julia and np.float32(1.5) in NumPy.": (
        "Float32의 repr은 줄리아에서 1.5f0, NumPy에서 np.float32(1.5)다."
    ),
    "Both show the type since NumPy 2; NumPy 1 printed a bare 1.5.": (
        "NumPy 2부터 둘 다 타입을 보여 준다. NumPy 1은 1.5만 출력했다."
    ),
    "Unsigned integers": "부호 없는 정수",
    "repr(0xff) is hexadecimal in Julia; NumPy writes np.uint8(255).": (
        "repr(0xff)는 줄리아에서 16진수이고 NumPy는 np.uint8(255)로 쓴다."
    ),
    "Unsigned integers show as hexadecimal at Julia's prompt, with all digits of their width. string(0xff) is 255.": (
        "줄리아 프롬프트는 부호 없는 정수를 그 폭의 모든 자리까지 16진수로 보여 준다. string(0xff)는 255다."
    ),
    "Arrays": "배열",
    "A vector prints with commas in Julia, without in NumPy.": (
        "벡터는 줄리아에서 쉼표와 함께, NumPy에서 쉼표 없이 출력된다."
    ),
    "What NumPy prints is a one-row matrix in Julia: [1 2] is 1×2.": (
        "NumPy가 출력한 것은 줄리아에서 한 행짜리 행렬이다. [1 2]는 1×2다."
    ),
    "Matrices": "행렬",
    "A matrix prints with semicolons in Julia, with nested brackets in NumPy.": (
        "행렬은 줄리아에서 세미콜론, NumPy에서 중첩 대괄호로 출력된다."
    ),
    "What Julia prints can be read by Julia again, and not by Python, which takes it for a syntax error.": (
        "줄리아가 출력한 것은 줄리아가 다시 읽을 수 있고, 파이썬은 구문 오류로 본다."
    ),
    "Digits of array elements": "배열 원소의 자릿수",
    "Julia prints array elements with all digits, NumPy with 8.": (
        "줄리아는 배열의 원소를 모든 자릿수로, NumPy는 8자리로 출력한다."
    ),
    "Numbers copied from NumPy's output are rounded. At Julia's prompt, too, arrays are shortened to 6 digits.": (
        "NumPy의 출력에서 베낀 수는 반올림된 것이다. 줄리아 프롬프트에서도 배열은 6자리로 줄어든다."
    ),
    "Long arrays": "긴 배열",
    "string of a long array has all elements in Julia; NumPy leaves out the middle.": (
        "긴 배열의 string은 줄리아에서 모든 원소를, NumPy에서 양 끝만 담는다."
    ),
    "From 1001 elements on NumPy summarises: a log of weights cannot be read back.": (
        "원소가 1001개부터 NumPy는 줄여서 보여 준다. 가중치 로그를 다시 읽을 수 없다."
    ),
    "Complex numbers": "복소수",
    "1 + 2im prints with spaces in Julia, 1+2j in parentheses in Python.": (
        "복소수는 줄리아에서 1.0 + 2.0im, 파이썬에서 (1+2j)로 출력된다."
    ),
    "Neither language reads the other's form, but Julia's parse takes 1+2j.": (
        "어느 언어도 다른 쪽의 표기를 읽지 못하지만, 줄리아의 parse는 1+2j를 받는다."
    ),
    "Strings in quotes": "따옴표 속의 문자열",
    'repr("a") has double quotes in Julia and single ones in Python.': (
        'repr("a")는 줄리아에서 큰따옴표, 파이썬에서 작은따옴표를 쓴다.'
    ),
    "Single quotes would mean a character in Julia.": "작은따옴표는 줄리아에서 문자를 뜻한다.",
    "Several values": "값 여러 개",
    "print(1, 2) writes 12 in Julia and 1 2 in Python.": "print(1, 2)는 줄리아에서 12, 파이썬에서 1 2를 쓴다.",
    "Julia's print adds neither spaces nor a newline; println adds the newline alone.": (
        "줄리아의 print는 빈칸도 줄바꿈도 더하지 않고, println은 줄바꿈만 더한다."
    ),
    "Numbers from text": "텍스트에서 수 읽기",
    "Underscores in text": "글 속의 밑줄",
    'parse(Int, "1_000") is an ArgumentError in Julia; Python reads 1000.': (
        'parse(Int, "1_000")은 줄리아에서 ArgumentError이고 파이썬은 1000을 읽는다.'
    ),
    "In source code both take underscores; in text only Python does (PEP 515).": (
        "소스 코드에서는 둘 다 밑줄을 받는다. 글에서는 파이썬만 받는다(PEP 515)."
    ),
    "Hexadecimal text": "16진수 글",
    'parse(Int, "0x1f") is 31 in Julia and a ValueError in Python.': (
        'parse(Int, "0x1f")는 줄리아에서 31이고 파이썬에서 ValueError다.'
    ),
    "Without a base Julia looks at the prefix; Python does so with base 0.": (
        "진법이 없으면 줄리아는 접두사를 본다. 파이썬은 진법이 0일 때 그런다."
    ),
    "Hexadecimal floats": "16진수 실수",
    'parse(Float64, "0x1p3") is 8.0 in Julia and a ValueError in Python.': (
        'parse(Float64, "0x1p3")은 줄리아에서 8.0이고 파이썬에서 ValueError다.'
    ),
    "Python has float.fromhex for them.": "파이썬에는 float.fromhex가 있다.",
    "The text false": "글 false",
    'parse(Bool, "false") is false in Julia; Python\'s bool("false") is True.': (
        'parse(Bool, "false")는 줄리아에서 거짓이고 파이썬의 bool("false")는 참이다.'
    ),
    "Every string but the empty one counts as true in Python: settings read from text are on.": (
        "파이썬에서는 빈 문자열이 아니면 모두 참이다. 글에서 읽은 설정이 켜진 것이 된다."
    ),
    "Text that is too large": "너무 큰 글",
    'parse(Int, "9223372036854775808") overflows in Julia; Python reads it.': (
        'parse(Int, "9223372036854775808")은 줄리아에서 오버플로하고 파이썬은 읽는다.'
    ),
    "Parsing is checked, unlike arithmetic.": "계산과 달리 해석은 확인한다.",
    "Leading zeros": "앞에 붙은 0",
    "007 is 7 in Julia and a syntax error in Python.": "007은 줄리아에서 7이고 파이썬에서 구문 오류다.",
    "Python guards against C's octal numbers; both write 0o7 for those.": (
        "파이썬은 C의 8진수를 막는다. 둘 다 8진수를 0o7로 쓴다."
    ),
}
