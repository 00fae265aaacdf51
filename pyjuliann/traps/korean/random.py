"""The traps of `random` in Korean."""

from __future__ import annotations

PHRASES = {
    "Random numbers": "난수",
    "The same seed, another stream": "같은 시드, 다른 난수열",
    "The same generator with the same seed gives other numbers in the other language.": (
        "같은 생성기에 같은 시드를 주어도 다른 언어에서는 다른 수가 나온다."
    ),
    "Both are Mersenne Twisters, seeded and turned into floats in different ways; Julia's streams change between "
    "versions, too. Share the draws, never the seed.": (
        "둘 다 메르센 트위스터지만 시드를 넣고 실수로 바꾸는 방법이 다르다. 줄리아의 난수열은 버전마다 바뀌기도 "
        "한다. 시드가 아니라 뽑은 수를 함께 쓴다."
    ),
    "The end of a random range": "난수 범위의 끝",
    "rand(1:3) may give 3; integers(1, 3) never does.": "rand(1:3)은 3을 줄 수 있고 integers(1, 3)은 주지 않는다.",
    "Ranges include their ends in Julia.": "줄리아의 범위는 끝을 포함한다.",
    "A tuple as the shape": "크기로 준 튜플",
    "rand((2, 3)) picks 2 or 3 in Julia; NumPy's random((2, 3)) is a 2×3 array.": (
        "rand((2, 3))은 줄리아에서 2나 3을 고르고 NumPy의 random((2, 3))은 2×3 배열이다."
    ),
    "A collection as first argument is what to draw from. Sizes are separate arguments: rand(2, 3).": (
        "첫 인수로 준 모음은 뽑을 대상이다. 크기는 따로따로 준다: rand(2, 3)."
    ),
    "Shuffling": "섞기",
    "shuffle returns a shuffled copy in Julia; NumPy's works in place and returns None.": (
        "shuffle은 줄리아에서 섞은 사본을 돌려주고 NumPy에서는 제자리에서 섞고 None을 준다."
    ),
    "x = rng.shuffle(x) loses the data.": "x = rng.shuffle(x)는 데이터를 잃는다.",
    "A random order": "무작위 순서",
    "randperm(3) is an order of 1 to 3; permutation(3) one of 0 to 2.": (
        "randperm(3)은 1부터 3까지, permutation(3)은 0부터 2까지의 순서다."
    ),
    "Recorded orders must be moved by one when they cross.": "기록해 둔 순서는 넘어갈 때 하나씩 옮겨야 한다.",
    "Integers without bounds": "범위 없는 정수",
    "rand(Int) is any 64-bit integer in Julia; NumPy's integers wants a bound.": (
        "rand(Int)는 줄리아에서 임의의 64비트 정수이고 NumPy의 integers는 상한을 요구한다."
    ),
    "A type alone stands for all its values, for floats those from 0 to 1.": (
        "타입만 쓰면 그 타입의 모든 값을, 실수라면 0에서 1까지를 뜻한다."
    ),
}
