"""A program of twenty functions in both languages, a tree four levels deep, and mistakes to plant in Julia's half."""

from __future__ import annotations

from dataclasses import dataclass

PYTHON = """\
import numpy as np


def centred(x):
    return x - np.mean(x)


def spread(x):
    return float(np.sqrt(np.sum(centred(x) ** 2) / len(x)))


def scores(x):
    return centred(x) / (spread(x) + 1e-9)


def lagged(x, k):
    return x[k:] * x[: len(x) - k]


def correlations(x):
    y = scores(x)
    return np.array([np.mean(lagged(y, k)) for k in range(4)])


def rises(x):
    return np.diff(x) > 0


def peaks(x):
    up = rises(x)
    return np.flatnonzero(up[:-1] & ~up[1:]) + 1


def heights(x):
    return np.array([x[i] for i in peaks(x)])


def clipped(x, low, high):
    return np.minimum(np.maximum(x, low), high)


def window(n):
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)


def tapered(x):
    return clipped(x, -1.0, 1.0) * window(len(x))


def energy(x):
    return float(np.sum(tapered(x) ** 2))


def bins(x):
    return np.floor(x / 0.5)


def counts(x):
    found = {}
    for b in bins(x):
        found[int(b)] = found.get(int(b), 0) + 1
    return found


def mode(x):
    found = counts(x)
    return max(found, key=lambda b: (found[b], b))


def decay(x, rate):
    y, state = np.zeros(len(x)), 0.0
    for i, value in enumerate(x):
        state = rate * state + (1 - rate) * value
        y[i] = state
    return y


def trend(x):
    return decay(x, 0.9)[-1] - decay(x, 0.5)[-1]


def shape(x):
    return np.array([energy(x), trend(x), float(mode(x))])


def rhythm(x):
    return np.concatenate([correlations(x), [float(len(heights(x)))], [sum(heights(x))]])


def summary(x):
    return np.concatenate([rhythm(x), shape(scores(x))])
"""

JULIA = """\
centred(x) = x .- sum(x) / length(x)

spread(x) = sqrt(sum(centred(x) .^ 2) / length(x))

scores(x) = centred(x) ./ (spread(x) + 1e-9)

lagged(x, k) = x[k+1:end] .* x[1:end-k]

function correlations(x)
    y = scores(x)
    [sum(lagged(y, k)) / (length(y) - k) for k in 0:3]
end

rises(x) = x[2:end] .- x[1:end-1] .> 0

function peaks(x)
    up = rises(x)
    [i for i in 1:length(x)-2 if up[i] && !up[i+1]]
end

heights(x) = [x[i+1] for i in peaks(x)]

clipped(x, low, high) = min.(max.(x, low), high)

window(n) = 0.5 .- 0.5 .* cos.(2pi .* (0:n-1) ./ n)

tapered(x) = clipped(x, -1.0, 1.0) .* window(length(x))

energy(x) = sum(tapered(x) .^ 2)

bins(x) = floor.(x ./ 0.5)

function counts(x)
    found = Dict{Int,Int}()
    for b in bins(x)
        found[Int(b)] = get(found, Int(b), 0) + 1
    end
    found
end

function mode(x)
    found = counts(x)
    sort(collect(keys(found)), by = b -> (found[b], b))[end]
end

function decay(x, rate)
    y, state = zeros(length(x)), 0.0
    for (i, value) in enumerate(x)
        state = rate * state + (1 - rate) * value
        y[i] = state
    end
    y
end

trend(x) = decay(x, 0.9)[end] - decay(x, 0.5)[end]

shape(x) = [energy(x), trend(x), float(mode(x))]

rhythm(x) = vcat(correlations(x), [float(length(heights(x)))], [sum(heights(x))])

summary(x) = vcat(rhythm(x), shape(scores(x)))
"""

FUNCTIONS = tuple(line.split("(")[0].removeprefix("def ") for line in PYTHON.splitlines() if line.startswith("def "))


@dataclass(frozen=True)
class Mistake:
    """A change of Julia's code, and the function that it is in."""

    function: str
    right: str
    wrong: str

    @property
    def julia(self) -> str:
        """The program with the mistake."""
        assert JULIA.count(self.right) == 1, self.right
        return JULIA.replace(self.right, self.wrong)


MISTAKES = (
    Mistake("spread", "sqrt(sum(centred(x) .^ 2) / length(x))", "sqrt(sum(centred(x) .^ 2) / (length(x) - 1))"),
    Mistake("centred", "x .- sum(x) / length(x)", "x .- sum(x) / (length(x) + 1)"),
    Mistake("lagged", "x[k+1:end] .* x[1:end-k]", "x[k+1:end] .+ x[1:end-k]"),
    Mistake("rises", "x[1:end-1] .> 0", "x[1:end-1] .>= 0.1"),
    Mistake("peaks", "!up[i+1]", "up[i+1]"),
    Mistake("clipped", "min.(max.(x, low), high)", "max.(x, low)"),
    Mistake("window", "(0:n-1) ./ n", "(0:n-1) ./ (n - 1)"),
    Mistake("bins", "floor.(x ./ 0.5)", "round.(x ./ 0.5)"),
    Mistake("decay", "(1 - rate) * value", "rate * value"),
    Mistake("counts", "+ 1\n", "+ 2\n"),
)
"""Each in a function three calls deep or deeper."""
