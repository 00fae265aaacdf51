"""Traps of random numbers: ends, streams, shapes, shuffling."""

from __future__ import annotations

from pyjuliann.traps.model import Entry, Raises, TrapGroup

GROUPS = (
    TrapGroup(32, "Random numbers", (
        Entry(
            "32.1", "The same seed, another stream",
            line="The same generator with the same seed gives other numbers in the other language.",
            using=("Random",), julia="rand(MersenneTwister(42)) == 0.3745401188473625", julia_gives="false",
            python="float(np.random.RandomState(42).random_sample()) == 0.3745401188473625", python_gives="True",
            why=(
                "Both are Mersenne Twisters, seeded and turned into floats in different ways; Julia's streams "
                "change between versions, too. Share the draws, never the seed."
            ),
            as_python="draws = [0.3745401188473625]\ndraws[1] == 0.3745401188473625", as_julia="",
            no_idiom=(
                "no call of the other side's library gives the stream, though a Mersenne Twister written by hand "
                "agrees bit for bit: draw on one side and send the numbers"
            ),
            source="Julia manual, Random Numbers; NEP 19",
        ),
        Entry(
            "32.2", "The end of a random range",
            line="rand(1:3) may give 3; integers(1, 3) never does.",
            using=("Random",), julia="maximum(rand(MersenneTwister(1), 1:3, 100))", julia_gives="3",
            python="int(np.random.default_rng(1).integers(1, 3, 1000).max())", python_gives="2",
            why="Ranges include their ends in Julia.",
            as_python="maximum(rand(MersenneTwister(1), 1:3-1, 100))",
            as_julia="int(np.random.default_rng(1).integers(1, 3, 1000, endpoint=True).max())",
            source="Julia docs, rand; NumPy docs, numpy.random.Generator.integers",
        ),
        Entry(
            "32.3", "A tuple as the shape",
            line="rand((2, 3)) picks 2 or 3 in Julia; NumPy's random((2, 3)) is a 2×3 array.",
            julia="size(rand((2, 3)))", julia_gives="()", python="np.random.default_rng(1).random((2, 3)).shape",
            python_gives="(2, 3)", differ="length",
            why="A collection as first argument is what to draw from. Sizes are separate arguments: rand(2, 3).",
            as_python="size(rand(2, 3))", as_julia="np.shape(np.random.default_rng(1).choice((2, 3)))",
            source="Julia docs, rand",
        ),
        Entry(
            "32.4", "Shuffling",
            line="shuffle returns a shuffled copy in Julia; NumPy's works in place and returns None.",
            julia_setup="x = [7]", python_setup="rng = np.random.default_rng(1); x = np.array([7])", using=("Random",),
            julia="shuffle(x)", julia_gives="[7]", python="rng.shuffle(x)", python_gives="None", differ="container",
            why="x = rng.shuffle(x) loses the data.",
            as_python="shuffle!(x)\nnothing", as_julia="rng.permutation(x)",
            source="Julia docs, Random.shuffle; NumPy docs, numpy.random.Generator.shuffle",
        ),
        Entry(
            "32.5", "A random order",
            line="randperm(3) is an order of 1 to 3; permutation(3) one of 0 to 2.",
            python_setup="rng = np.random.default_rng(1)", using=("Random",), julia="sort(randperm(3))",
            julia_gives="[1, 2, 3]", python="np.sort(rng.permutation(3))", python_gives="np.array([0, 1, 2])",
            why="Recorded orders must be moved by one when they cross.",
            as_python="sort(randperm(3) .- 1)", as_julia="np.sort(rng.permutation(3) + 1)",
            source="Julia docs, Random.randperm; NumPy docs, numpy.random.Generator.permutation",
        ),
        Entry(
            "32.6", "Integers without bounds",
            line="rand(Int) is any 64-bit integer in Julia; NumPy's integers wants a bound.",
            python_setup="rng = np.random.default_rng(1)", julia="abs(rand(Int)) >= 0", julia_gives="true",
            python="abs(rng.integers()) >= 0", python_gives=Raises("TypeError"),
            why="A type alone stands for all its values, for floats those from 0 to 1.",
            as_python="", as_julia="abs(int(rng.integers(-(2**63), 2**63 - 1, endpoint=True))) >= 0",
            no_idiom="an error is nothing to imitate", source="Julia docs, rand",
        ),
    )),
)  # fmt: skip
