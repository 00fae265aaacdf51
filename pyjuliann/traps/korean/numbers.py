"""The traps of `numbers` in Korean."""

from __future__ import annotations

PHRASES = {
    "Booleans in sums": "합 안의 불리언",
    "prod of booleans is a Bool in Julia and an int64 in NumPy.": (
        "불리언의 prod는 줄리아에서 Bool이고 NumPy에서 int64다."
    ),
    "true + true is 2 in Julia and True for NumPy's booleans.": (
        "true + true는 줄리아에서 2이고 NumPy 불리언에서 True다."
    ),
    ".+ counts booleans in Julia; + is the logical or in NumPy.": (
        "불리언 배열의 .+는 줄리아에서 세고 NumPy의 +는 논리합이다."
    ),
    "p - q of booleans works in Julia and is a TypeError in NumPy.": (
        "불리언의 p - q는 줄리아에서 되고 NumPy에서 TypeError다."
    ),
    "-true is -1 in Julia and a TypeError for NumPy's booleans.": (
        "-true는 줄리아에서 -1이고 NumPy 불리언에서 TypeError다."
    ),
    "~true is false in Julia; Python's ~True is -2.": "~true는 줄리아에서 false이고 파이썬의 ~True는 -2다.",
    "if 1 is a TypeError in Julia; in Python every number but 0 is true.": (
        "if 1은 줄리아에서 TypeError이고 파이썬에서 0이 아닌 수는 참이다."
    ),
    "Promotion": "타입 승격",
    "Int32 with Float32 is Float32 in Julia and float64 in NumPy.": (
        "Int32와 Float32는 줄리아에서 Float32, NumPy에서 float64가 된다."
    ),
    "Int64 with Float32 is Float32 in Julia and float64 in NumPy.": (
        "Int64와 Float32는 줄리아에서 Float32, NumPy에서 float64가 된다."
    ),
    "Int64 with UInt64 is UInt64 in Julia and float64 in NumPy.": (
        "Int64와 UInt64는 줄리아에서 UInt64, NumPy에서 float64가 된다."
    ),
    "Int32 with UInt32 is UInt32 in Julia and int64 in NumPy.": (
        "Int32와 UInt32는 줄리아에서 UInt32, NumPy에서 int64가 된다."
    ),
    "sqrt of an Int8 is a Float64 in Julia and a float16 in NumPy.": (
        "Int8의 sqrt는 줄리아에서 Float64이고 NumPy에서 float16이다."
    ),
    "sin of an Int16 is a Float64 in Julia and a float32 in NumPy.": (
        "Int16의 sin은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    '[1, 2.5, "a"] is a Vector{Any} in Julia and an array of strings in NumPy.': (
        '[1, 2.5, "a"]는 줄리아에서 Vector{Any}이고 NumPy에서 문자열 배열이다.'
    ),
    "UInt8[1] .- 2 is -1 in Julia; np.uint8([1]) - 2 wraps around to 255.": (
        "UInt8[1] .- 2는 줄리아에서 -1이고 np.uint8([1]) - 2는 255로 되감긴다."
    ),
    "Weak scalars": "약한 스칼라",
    "Float32 array times 2.0 is Float64 in Julia and float32 in NumPy.": (
        "Float32 배열 곱하기 2.0은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "1.5f0 + 0.5 is Float64 in Julia and float32 in NumPy.": (
        "1.5f0 + 0.5는 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "Int8(1) + 1 is Int64 in Julia and int8 in NumPy.": ("Int8(1) + 1은 줄리아에서 Int64이고 NumPy에서 int8이다."),
    "UInt8(1) + 300 is 301 in Julia and an OverflowError in NumPy.": (
        "UInt8(1) + 300은 줄리아에서 301이고 NumPy에서 OverflowError다."
    ),
    "π takes the width of what it meets in Julia; a np.float64 constant widens.": (
        "줄리아의 π는 만나는 수의 폭을 따르고 np.float64 상수는 float64로 넓힌다."
    ),
    "sum(x) / 2.0 of a Float32 array is Float64 in Julia and float32 in NumPy.": (
        "Float32 배열의 sum(x) / 2.0은 줄리아에서 Float64이고 NumPy에서 float32다."
    ),
    "Number literals": "수 리터럴",
    "9223372036854775808 is an Int128 in Julia and a uint64 in NumPy.": (
        "9223372036854775808은 줄리아에서 Int128이고 NumPy에서 uint64다."
    ),
    "0xff is a UInt8 in Julia and an int in Python.": "0xff는 줄리아에서 UInt8이고 파이썬에서 int다.",
    "0xff + 0x01 is 0 in Julia and 256 in Python.": "0xff + 0x01은 줄리아에서 0이고 파이썬에서 256이다.",
    "0.1f0 == 0.1 is false in Julia; np.float32(0.1) == 0.1 is true.": (
        "0.1f0 == 0.1은 줄리아에서 거짓이고 np.float32(0.1) == 0.1은 참이다."
    ),
    "The parts of 2im are integers in Julia; those of 2j are floats in Python.": (
        "2im의 실수부와 허수부는 줄리아에서 정수이고 파이썬의 2j에서는 실수다."
    ),
    "10^19 wraps around in Julia; Python's 10 ** 19 is exact.": (
        "10^19는 줄리아에서 되감기고 파이썬의 10**19는 정확하다."
    ),
}
