"""The traps of `numbers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Booleans in sums": "합 안의 불리언",
    "The product of booleans": "불리언의 곱",
    "prod of booleans is a Bool in Julia and an int64 in NumPy.": (
        "불리언의 prod는 줄리아에서 Bool이고 NumPy에서 int64다."
    ),
    "A product of 0s and 1s is 0 or 1, so Julia has no reason to widen; a sum has.": (
        "0과 1의 곱은 0이나 1이므로 줄리아는 넓힐 까닭이 없다. 합은 다르다."
    ),
    "true + true": "true + true",
    "true + true is 2 in Julia and True for NumPy's booleans.": (
        "true + true는 줄리아에서 2이고 NumPy 불리언에서 True다."
    ),
    "A Bool is a number in Julia's arithmetic; NumPy's + on booleans is the logical or.": (
        "줄리아의 계산에서 Bool은 수다. NumPy에서 불리언의 +는 논리합이다."
    ),
    "Adding boolean arrays": "불리언 배열의 덧셈",
    ".+ counts booleans in Julia; + is the logical or in NumPy.": (
        "불리언 배열의 .+는 줄리아에서 세고 NumPy의 +는 논리합이다."
    ),
    "The rule of the scalars holds for every element.": "스칼라의 규칙이 모든 원소에 적용된다.",
    "Subtracting boolean arrays": "불리언 배열의 뺄셈",
    "p - q of booleans works in Julia and is a TypeError in NumPy.": (
        "불리언의 p - q는 줄리아에서 되고 NumPy에서 TypeError다."
    ),
    "NumPy withdrew it because it was neither exclusive or nor a number.": (
        "배타적 논리합도 수도 아니어서 NumPy가 없앴다."
    ),
    "Minus a boolean": "불리언의 부호 바꾸기",
    "-true is -1 in Julia and a TypeError for NumPy's booleans.": (
        "-true는 줄리아에서 -1이고 NumPy 불리언에서 TypeError다."
    ),
    "As with subtraction.": "뺄셈과 같다.",
    "Not": "부정",
    "~true is false in Julia; Python's ~True is -2.": "~true는 줄리아에서 false이고 파이썬의 ~True는 -2다.",
    "Python's bool is an int, whose bits ~ turns; it warns from Python 3.12 on. NumPy's ~ is logical.": (
        "파이썬의 bool은 int여서 ~가 그 비트를 뒤집으며, 파이썬 3.12부터 경고한다. NumPy의 ~는 논리 부정이다."
    ),
    "A condition must be Bool": "조건은 Bool이어야 한다",
    "if 1 is a TypeError in Julia; in Python every number but 0 is true.": (
        "if 1은 줄리아에서 TypeError이고 파이썬에서 0이 아닌 수는 참이다."
    ),
    "Julia takes no number, string or collection for a condition.": "줄리아는 수, 문자열, 모음을 조건으로 받지 않는다.",
    "Promotion": "타입 승격",
    "Int32 with Float32": "Int32와 Float32",
    "Int32 with Float32 is Float32 in Julia and float64 in NumPy.": (
        "Int32와 Float32는 줄리아에서 Float32, NumPy에서 float64가 된다."
    ),
    "Julia keeps the width of the float; NumPy takes one that holds every int32.": (
        "줄리아는 실수의 폭을 지킨다. NumPy는 모든 int32가 들어가는 실수를 고른다."
    ),
    "Int64 with Float32": "Int64와 Float32",
    "Int64 with Float32 is Float32 in Julia and float64 in NumPy.": (
        "Int64와 Float32는 줄리아에서 Float32, NumPy에서 float64가 된다."
    ),
    "2^24 + 1 is no Float32: the sum loses it in Julia.": "2^24 + 1은 Float32가 아니어서 줄리아의 합에서 사라진다.",
    "Int64 with UInt64": "Int64와 UInt64",
    "Int64 with UInt64 is UInt64 in Julia and float64 in NumPy.": (
        "Int64와 UInt64는 줄리아에서 UInt64, NumPy에서 float64가 된다."
    ),
    "No integer type of 64 bits holds both; Julia wraps around, NumPy leaves the integers.": (
        "둘 다 들어가는 64비트 정수는 없다. 줄리아는 한 바퀴 돌고, NumPy는 정수를 벗어난다."
    ),
    "Int32 with UInt32": "Int32와 UInt32",
    "Int32 with UInt32 is UInt32 in Julia and int64 in NumPy.": (
        "Int32와 UInt32는 줄리아에서 UInt32, NumPy에서 int64가 된다."
    ),
    "Julia stays at the width; NumPy doubles it.": "줄리아는 폭을 지키고 NumPy는 두 배로 늘린다.",
    "Roots of small integers": "작은 정수의 제곱근",
    "sqrt of an Int8 is a Float64 in Julia and a float16 in NumPy.": (
        "Int8의 sqrt는 줄리아에서 Float64이고 NumPy에서 float16이다."
    ),
    "NumPy takes the smallest float that holds every int8, with three digits.": (
        "NumPy는 모든 int8이 들어가는 가장 작은 실수를 고르는데, 그 자릿수는 세 자리다."
    ),
    "Functions of integers of 16 bits": "16비트 정수의 함수",
    "sin of an Int16 is a Float64 in Julia and a float32 in NumPy.": (
        "Int16의 sin은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "NumPy chooses float16, float32 or float64 by the width of the integer, Julia always Float64.": (
        "NumPy는 정수의 폭에 따라 float16, float32, float64를 고르고, 줄리아는 언제나 Float64다."
    ),
    "Arrays of mixed literals": "섞인 리터럴의 배열",
    '[1, 2.5, "a"] is a Vector{Any} in Julia and an array of strings in NumPy.': (
        '[1, 2.5, "a"]는 줄리아에서 Vector{Any}이고 NumPy에서 문자열 배열이다.'
    ),
    "There is no type that both promote to but Any; NumPy makes text of numbers.": (
        "둘 다 승격할 타입이 Any밖에 없다. NumPy는 수를 글자로 만든다."
    ),
    "A small integer minus a literal": "작은 정수 빼기 리터럴",
    "UInt8[1] .- 2 is -1 in Julia; np.uint8([1]) - 2 wraps around to 255.": (
        "UInt8[1] .- 2는 줄리아에서 -1이고 np.uint8([1]) - 2는 255로 되감긴다."
    ),
    "A literal is an Int64 in Julia; in NumPy it takes the type of the array.": (
        "줄리아에서 리터럴은 Int64다. NumPy에서는 배열의 타입을 따른다."
    ),
    "Weak scalars": "약한 스칼라",
    "A Float32 array times 2.0": "Float32 배열 곱하기 2.0",
    "Float32 array times 2.0 is Float64 in Julia and float32 in NumPy.": (
        "Float32 배열 곱하기 2.0은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "A literal 2.0 is a Float64 like any other in Julia; NumPy's rule lets Python's own numbers give way.": (
        "줄리아에서 리터럴 2.0은 여느 Float64와 같다. NumPy의 규칙에서는 파이썬의 수가 양보한다."
    ),
    "A float32 scalar plus a literal": "float32 스칼라 더하기 리터럴",
    "1.5f0 + 0.5 is Float64 in Julia and float32 in NumPy.": (
        "1.5f0 + 0.5는 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "NumPy 2 takes the type of the NumPy scalar; NumPy 1 gave float64.": (
        "NumPy 2는 NumPy 스칼라의 타입을 따른다. NumPy 1은 float64를 주었다."
    ),
    "A small integer plus a literal": "작은 정수 더하기 리터럴",
    "Int8(1) + 1 is Int64 in Julia and int8 in NumPy.": "Int8(1) + 1은 줄리아에서 Int64이고 NumPy에서 int8이다.",
    "A literal 1 is an Int64 in Julia; in NumPy it takes the type of the other number.": (
        "줄리아에서 리터럴 1은 Int64다. NumPy에서는 다른 수의 타입을 따른다."
    ),
    "A literal that does not fit": "들어가지 않는 리터럴",
    "UInt8(1) + 300 is 301 in Julia and an OverflowError in NumPy.": (
        "UInt8(1) + 300은 줄리아에서 301이고 NumPy에서 OverflowError다."
    ),
    "NumPy converts the literal to uint8 first.": "NumPy는 먼저 리터럴을 uint8로 변환한다.",
    "The constant π": "상수 π",
    "π takes the width of what it meets in Julia; a np.float64 constant widens.": (
        "줄리아의 π는 만나는 수의 폭을 따르고 np.float64 상수는 float64로 넓힌다."
    ),
    "π is an Irrational, which takes the precision of what it meets.": "π는 Irrational로, 만나는 수의 정밀도를 따른다.",
    "A reduction and a literal": "축약과 리터럴",
    "sum(x) / 2.0 of a Float32 array is Float64 in Julia and float32 in NumPy.": (
        "Float32 배열의 sum(x) / 2.0은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "Integers give way to floats in Julia, a Float64 does not: write `/ 2`.": (
        "줄리아에서 정수는 실수에 양보하지만 Float64는 양보하지 않는다. `/ 2`라고 쓴다."
    ),
    "Number literals": "수 리터럴",
    "2^63 as a literal": "리터럴 2^63",
    "9223372036854775808 is an Int128 in Julia and a uint64 in NumPy.": (
        "9223372036854775808은 줄리아에서 Int128이고 NumPy에서 uint64다."
    ),
    "A literal gets the smallest signed type that holds it in Julia, from Int64 on.": (
        "줄리아에서 리터럴은 Int64부터 시작해 들어가는 가장 작은 부호 있는 타입이 된다."
    ),
    "Hexadecimal literals": "16진수 리터럴",
    "0xff is a UInt8 in Julia and an int in Python.": "0xff는 줄리아에서 UInt8이고 파이썬에서 int다.",
    "Hexadecimal literals are unsigned, as wide as they are written: 0x0ff is a UInt16.": (
        "16진수 리터럴은 부호가 없고 적힌 만큼의 폭을 가진다. 0x0ff는 UInt16이다."
    ),
    "Arithmetic with hexadecimal literals": "16진수 리터럴의 계산",
    "0xff + 0x01 is 0 in Julia and 256 in Python.": "0xff + 0x01은 줄리아에서 0이고 파이썬에서 256이다.",
    "Both are UInt8, whose sum wraps around.": "둘 다 UInt8이어서 합이 한 바퀴 돈다.",
    "Comparing Float32 with a literal": "Float32와 리터럴의 비교",
    "0.1f0 == 0.1 is false in Julia; np.float32(0.1) == 0.1 is true.": (
        "0.1f0 == 0.1은 줄리아에서 거짓이고 np.float32(0.1) == 0.1은 참이다."
    ),
    "Julia compares the exact values; NumPy rounds its weak 0.1 to float32 first.": (
        "줄리아는 정확한 값을 비교한다. NumPy는 약한 0.1을 먼저 float32로 반올림한다."
    ),
    "The imaginary unit": "허수 단위",
    "The parts of 2im are integers in Julia; those of 2j are floats in Python.": (
        "2im의 실수부와 허수부는 줄리아에서 정수이고 파이썬의 2j에서는 실수다."
    ),
    "Complex numbers of integers stay integers in Julia; Python's are floats.": (
        "정수로 된 복소수는 줄리아에서 정수에 머문다. 파이썬의 복소수는 실수로 되어 있다."
    ),
    "Powers of ten": "10의 거듭제곱",
    "10^19 wraps around in Julia; Python's 10 ** 19 is exact.": (
        "10^19는 줄리아에서 되감기고 파이썬의 10**19는 정확하다."
    ),
    "Write 1e19 or big(10)^19 for large powers of ten.": "10의 큰 거듭제곱은 1e19나 big(10)^19로 쓴다.",
}
