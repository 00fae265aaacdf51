"""The traps of `integers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Integer division": "정수 나눗셈",
    "Whole division of negative numbers": "음수의 정수 나눗셈",
    "-7 ÷ 2 is -3 in Julia, towards zero; -7 // 2 is -4 in Python, downwards.": (
        "-7 ÷ 2는 줄리아에서 0 쪽인 -3이고 -7 // 2는 파이썬에서 아래쪽인 -4다."
    ),
    "÷ (`div`) truncates; Python's // floors, which is `fld` in Julia.": (
        "÷(`div`)는 0 쪽으로 자른다. 파이썬의 //는 내림이고, 줄리아에서는 `fld`다."
    ),
    "Remainder or modulus": "나머지의 부호",
    "-7 % 2 is -1 in Julia and 1 in Python.": "-7 % 2는 줄리아에서 -1이고 파이썬에서 1이다.",
    "% is `rem`, with the sign of the first number; Python's has the sign of the second, as Julia's `mod`.": (
        "%는 `rem`으로, 첫째 수의 부호를 가진다. 파이썬의 %는 둘째 수의 부호를 가지며 줄리아에서는 `mod`다."
    ),
    "Remainders of floats": "실수의 나머지",
    "-0.5 % 1.0 is -0.5 in Julia and 0.5 in Python.": "-0.5 % 1.0은 줄리아에서 -0.5이고 파이썬에서 0.5다.",
    "The rule for the sign is that of the integers.": "부호의 규칙은 정수와 같다.",
    "Whole division by zero": "0으로 나누는 정수 나눗셈",
    "1 ÷ 0 is a DivideError in Julia; NumPy gives 0 and a warning.": (
        "1 ÷ 0은 줄리아에서 DivideError이고 NumPy는 0과 경고를 준다."
    ),
    "There is no integer that says infinity. Python's own integers raise as Julia's do.": (
        "무한대를 나타내는 정수는 없다. 파이썬의 정수도 줄리아처럼 예외를 낸다."
    ),
    "True division by zero": "0으로 나누는 실수 나눗셈",
    "1 / 0 is Inf in Julia and a ZeroDivisionError in Python.": (
        "1 / 0은 줄리아에서 Inf이고 파이썬에서 ZeroDivisionError다."
    ),
    "Julia follows IEEE 754 for all numbers, NumPy too, but with a warning; Python's own numbers raise.": (
        "줄리아는 모든 수에서 IEEE 754를 따르고, NumPy도 경고와 함께 따른다. 파이썬의 수는 예외를 낸다."
    ),
    "Division warns": "나눗셈의 경고",
    "1.0 / 0.0 is Inf in both, with a warning in NumPy.": "1.0 / 0.0은 양쪽 모두 Inf이지만 NumPy는 경고한다.",
    "Julia has no floating-point warnings.": "줄리아에는 부동소수점 경고가 없다.",
    "The quotient of the smallest integer and -1": "가장 작은 정수를 -1로 나눈 몫",
    "typemin ÷ -1 raises in Julia; NumPy wraps around with a warning.": (
        "typemin ÷ -1은 줄리아에서 예외이고 NumPy는 경고하며 되감긴다."
    ),
    "The result 2^63 is no Int64; the processor's division traps there.": (
        "결과 2^63은 Int64가 아니다. 프로세서의 나눗셈이 거기서 멈춘다."
    ),
    "/= on integers": "정수의 /=",
    "x /= 2 gives a new array of floats in Julia; NumPy refuses it for integers.": (
        "x /= 2는 줄리아에서 새 실수 배열을 만들고 NumPy 정수 배열에서는 거부된다."
    ),
    "Julia binds the name to a new array; NumPy works in place, where floats do not go into integers.": (
        "줄리아는 이름을 새 배열에 묶는다. NumPy는 제자리에서 하는데, 실수는 정수 배열에 들어가지 않는다."
    ),
    "Powers": "거듭제곱",
    "A literal negative power": "리터럴 음수 지수",
    "2^-1 with a literal exponent is 0.5 in Julia; NumPy refuses negative powers of integer arrays.": (
        "지수가 리터럴인 2^-1은 줄리아에서 0.5이고 NumPy 정수 배열은 음의 거듭제곱을 거부한다."
    ),
    "A literal exponent is seen by the compiler (`literal_pow`), and inv(2)^1 is computed.": (
        "리터럴 지수는 컴파일러가 알아보고(`literal_pow`) inv(2)^1을 계산한다."
    ),
    "A negative power in a variable": "변수로 된 음수 지수",
    "2^n with n = -1 is a DomainError in Julia; Python's own integers give 0.5.": (
        "n = -1일 때 2^n은 줄리아에서 DomainError이고 파이썬 정수는 0.5를 준다."
    ),
    "The type of a result must not depend on the sign of n. `2.0^n` and `exp2(n)` give floats.": (
        "결과의 타입이 n의 부호에 달려 있으면 안 된다. `2.0^n`과 `exp2(n)`은 실수를 준다."
    ),
    "Two to the 64th": "2의 64제곱",
    "2^64 is 0 in Julia, silently; Python's int is exact.": "2^64는 줄리아에서 말없이 0이고 파이썬의 int는 정확하다.",
    "Int is a machine integer and wraps around, as NumPy's int64 does. `big(2)^64` is exact.": (
        "Int는 기계 정수여서 NumPy의 int64처럼 한 바퀴 돈다. `big(2)^64`는 정확하다."
    ),
    "Zero to a negative power": "0의 음수 거듭제곱",
    "0.0^-1 is Inf in Julia and an error in Python.": "0.0^-1은 줄리아에서 Inf이고 파이썬에서 오류다.",
    "Python raises where IEEE 754 would give an infinity.": "IEEE 754라면 무한대를 줄 곳에서 파이썬은 예외를 낸다.",
    "A root of a negative number": "음수의 근",
    "(-8.0)^0.5 is a DomainError in Julia and a complex number in Python.": (
        "(-8.0)^0.5는 줄리아에서 DomainError이고 파이썬에서 복소수다."
    ),
    "Functions of real numbers stay real in Julia; `complex(x)^y` leaves the line. NumPy gives nan.": (
        "줄리아에서 실수의 함수는 실수에 머문다. `complex(x)^y`는 실직선을 벗어난다. NumPy는 nan을 준다."
    ),
    "Overflow and conversion": "오버플로와 변환",
    "Overflow is silent": "오버플로는 소리 없이 난다",
    "Int8(100) + Int8(100) is -56 in both; NumPy's scalars warn.": (
        "Int8(100) + Int8(100)은 양쪽 모두 -56이지만 NumPy 스칼라는 경고한다."
    ),
    "Machine integers wrap around. NumPy warns for scalars only, not for arrays.": (
        "기계 정수는 한 바퀴 돈다. NumPy는 스칼라에만 경고하고 배열에는 하지 않는다."
    ),
    "Overflow of Python's int": "파이썬 int의 오버플로",
    "typemax(Int) + 1 wraps around in Julia; Python's int grows.": (
        "typemax(Int) + 1은 줄리아에서 되감기고 파이썬 int는 커진다."
    ),
    "Julia's Int has 64 bits. `Base.checked_add` raises, `big` grows.": (
        "줄리아의 Int는 64비트다. `Base.checked_add`는 예외를 내고 `big`은 늘어난다."
    ),
    "A float as an integer": "실수를 정수로",
    "Int(2.5) is an InexactError in Julia; int(2.5) cuts off.": (
        "Int(2.5)는 줄리아에서 InexactError이고 int(2.5)는 잘라 낸다."
    ),
    "A conversion must not lose anything; `trunc(Int, x)`, `round(Int, x)` say what is to be lost.": (
        "변환은 아무것도 잃지 않아야 한다. 무엇을 버릴지는 `trunc(Int, x)`, `round(Int, x)`가 말한다."
    ),
    "Storing a float among integers": "정수 배열에 실수 넣기",
    "Storing 2.5 in an integer array raises in Julia; NumPy stores 2.": (
        "정수 배열에 2.5를 넣으면 줄리아는 예외를 내고 NumPy는 2를 넣는다."
    ),
    "An assignment converts, and a conversion must be exact. A whole float such as 2.0 goes in.": (
        "대입은 변환하고, 변환은 정확해야 한다. 2.0처럼 정수인 실수는 들어간다."
    ),
    "NaN as an integer": "NaN을 정수로",
    "trunc(Int, NaN) raises in Julia; NumPy gives some integer and a warning.": (
        "trunc(Int, NaN)은 줄리아에서 예외이고 NumPy는 어떤 정수와 경고를 준다."
    ),
    "What the processor makes of it depends on the processor.": "프로세서가 무엇을 주는지는 프로세서마다 다르다.",
    "A number that does not fit": "들어가지 않는 수",
    "Int8(200) raises in Julia; astype wraps around.": "Int8(200)은 줄리아에서 예외이고 astype은 되감긴다.",
    "`x % Int8` is Julia's word for taking the lowest bits.": (
        "`x % Int8`이 가장 낮은 비트들만 취한다는 줄리아의 표현이다."
    ),
    "The smallest integer has no magnitude": "가장 작은 정수의 절댓값",
    "abs(typemin) is negative in both; NumPy warns.": "abs(typemin)은 양쪽 모두 음수이지만 NumPy는 경고한다.",
    "128 is no Int8. `Base.checked_abs` raises.": "128은 Int8이 아니다. `Base.checked_abs`는 예외를 낸다.",
    "Reducing small integers with +": "작은 정수를 +로 축약하기",
    "reduce(+, ...) of Int8 wraps around in Julia; np.add.reduce widens to int64.": (
        "Int8의 reduce(+, ...)는 줄리아에서 되감기고 np.add.reduce는 int64로 넓힌다."
    ),
    "Julia's sum and cumsum widen small integers, its reduce and accumulate take + as it is.": (
        "줄리아의 sum과 cumsum은 작은 정수를 넓히고, reduce와 accumulate는 +를 그대로 쓴다."
    ),
    "The midpoint of large integers": "큰 정수의 중간값",
    "(a + a) ÷ 2 of the largest Int64 is -1 in Julia; Python's int does not overflow.": (
        "가장 큰 Int64의 (a + a) ÷ 2는 줄리아에서 -1이고 파이썬 int는 넘치지 않는다."
    ),
    "The sum wraps around before it is halved. a + (b - a) ÷ 2 does not for a and b of one sign.": (
        "합이 반으로 나뉘기 전에 한 바퀴 돈다. a와 b의 부호가 같으면 a + (b - a) ÷ 2는 그렇지 않다."
    ),
    "Text as a number": "글자를 수로",
    'Int("7") is an error in Julia, which parses; Python\'s int reads text.': (
        'Int("7")은 parse를 쓰는 줄리아에서 오류이고 파이썬의 int는 문자열을 읽는다.'
    ),
    "Conversion and reading are two things in Julia.": "줄리아에서 변환과 해석은 서로 다른 일이다.",
    "Shifts": "시프트",
    "Shifting by a negative number": "음수만큼 시프트",
    "1 >> -1 is 2 in Julia; NumPy gives 0 and Python raises.": "1 >> -1은 줄리아에서 2이고 NumPy는 0, 파이썬은 예외다.",
    "A shift to the right by -n is one to the left by n in Julia.": (
        "줄리아에서 오른쪽으로 -n만큼 시프트하면 왼쪽으로 n만큼이다."
    ),
    "Shifting everything out": "비트를 다 밀어내기",
    "1 << 64 is 0 in Julia; Python's int grows.": "1 << 64는 줄리아에서 0이고 파이썬 int는 커진다.",
    "An Int has 64 bits.": "Int는 64비트다.",
    "Bits of a negative number": "음수의 비트",
    "-1 >>> 60 shifts in zeros in Julia; Python has no such shift.": (
        "-1 >>> 60은 줄리아에서 0을 채우고 파이썬에는 그런 시프트가 없다."
    ),
    ">> keeps the sign, >>> takes the number as unsigned.": ">>는 부호를 지키고, >>>는 부호 없는 수로 본다.",
}
