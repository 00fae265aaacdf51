"""The traps of `random` in Korean."""

from __future__ import annotations

PHRASES = {
    "Random numbers": "난수",
    "The same generator with the same seed gives other numbers in the other language.": (
        "같은 생성기에 같은 시드를 주어도 다른 언어에서는 다른 수가 나온다."
    ),
    "rand(1:3) may give 3; integers(1, 3) never does.": ("rand(1:3)은 3을 줄 수 있고 integers(1, 3)은 주지 않는다."),
    "rand((2, 3)) picks 2 or 3 in Julia; NumPy's random((2, 3)) is a 2×3 array.": (
        "rand((2, 3))은 줄리아에서 2나 3을 고르고 NumPy의 random((2, 3))은 2×3 배열이다."
    ),
    "shuffle returns a shuffled copy in Julia; NumPy's works in place and returns None.": (
        "shuffle은 줄리아에서 섞은 사본을 돌려주고 NumPy에서는 제자리에서 섞고 None을 준다."
    ),
    "randperm(3) is an order of 1 to 3; permutation(3) one of 0 to 2.": (
        "randperm(3)은 1부터 3까지, permutation(3)은 0부터 2까지의 순서다."
    ),
    "rand(Int) is any 64-bit integer in Julia; NumPy's integers wants a bound.": (
        "rand(Int)는 줄리아에서 임의의 64비트 정수이고 NumPy의 integers는 상한을 요구한다."
    ),
}
