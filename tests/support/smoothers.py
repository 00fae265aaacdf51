"""A class in Python and structs in Julia that do the same, or not, call by call."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

JULIA = """
mutable struct Smoother
    gain::Float64
    level::Float64
    seen::Int
    last::Vector{Float64}
    function Smoother(gain)
        0 <= gain <= 1 || throw(ArgumentError("gain must be from 0 to 1"))
        new(gain, 0.0, 0, zeros(2))
    end
    Smoother(gain, level, seen, last) = new(gain, level, seen, last)
end

function step!(s::Smoother, x)
    isfinite(x) || throw(ArgumentError("x must be finite"))
    s.level += s.gain * (x - s.level)
    s.seen += 1
    s.last .= (s.last[2], x)
    return s.level
end
step_late!(s::Smoother, x) = step!(s, s.seen == 416 ? x + 1 : x)
step_large!(s::Smoother, x) = step!(s, x > 8 ? x + 1e-6 : x)
function step_regrouped!(s::Smoother, x)
    s.level = s.gain * x + (1 - s.gain) * s.level
    s.seen += 1
    s.last .= (s.last[2], x)
    return s.level
end
step_off!(s::Smoother, x) = (step_regrouped!(s, x); s.level *= 1 + 1e-9)
step_unseen!(s::Smoother, x) = (level = step!(s, x); s.seen == 3 && (s.last[1] += 1); level)
step_before_the_error!(s::Smoother, x) = (s.seen += !isfinite(x); step!(s, x))
step_dying!(s::Smoother, x) = s.seen == 2 ? ccall(:abort, Cvoid, ()) : step!(s, x)
function reset!(s::Smoother)
    s.level = 0.0
    s.seen = 0
    s.last .= 0
end
mean(s::Smoother) = s.level
blended(s::Smoother; weight=0.5) = weight * s.level
itself(s::Smoother) = s
window(s::Smoother) = s.last

mutable struct Tally
    total::Float64
end
Tally() = Tally(0.0)
add!(t::Tally, value::Real) = (t.total += value)
only_words!(t::Tally, value::AbstractDict) = nothing

mutable struct Queue
    waiting::Vector{Int}
    next::Int
end
Queue() = Queue(Int[], 1)
take!(q::Queue) = (push!(q.waiting, q.next); q.next += 1; q.next - 1)
serve!(q::Queue) = popfirst!(q.waiting)
leave!(q::Queue, ticket) = (filter!(!=(ticket), q.waiting); nothing)
"""


class Smoother:
    """Exponential smoothing, which keeps the last two values."""

    __slots__ = ("_level", "gain", "last", "seen")

    def __init__(self, gain: float) -> None:
        if not 0 <= gain <= 1:
            raise ValueError("gain must be from 0 to 1")
        self.gain = gain
        self._level = 0.0
        self.seen = 0
        self.last = np.zeros(2)

    def step(self, x: float) -> float:
        if not math.isfinite(x):
            raise ValueError("x must be finite")
        self._level += self.gain * (x - self._level)
        self.seen += 1
        self.last[:] = self.last[1], x
        return self._level

    def reset(self) -> None:
        self._level = 0.0
        self.seen = 0
        self.last[:] = 0

    @property
    def mean(self) -> float:
        return self._level

    def blended(self, *, weight: float = 0.5) -> float:
        return weight * self._level

    def itself(self) -> Smoother:
        return self

    def window(self):
        return self.last

    @staticmethod
    def half(x: float) -> float:
        return x / 2


@dataclass
class Queue:
    """People with tickets."""

    waiting: list[int] = field(default_factory=list)
    next: int = 1

    def take(self) -> int:
        self.waiting.append(self.next)
        self.next += 1
        return self.next - 1

    def serve(self) -> int:
        return self.waiting.pop(0)

    def leave(self, ticket: int) -> None:
        self.waiting = [other for other in self.waiting if other != ticket]


class Tally:
    """A sum, whose arguments are not annotated."""

    def __init__(self):
        self.total = 0.0

    def add(self, value):
        self.total += value
        return self.total
