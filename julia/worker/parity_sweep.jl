# An elementary function at every number of a type, in blocks of bit patterns. Float64 says what the correctly rounded
# result is wherever it is far enough from a tie between two numbers; there, and at the ends of the domain, 256 bits do.

# Compiled well, as a sweep runs for billions of points; but anew for every function only where it is called for each.
module Sweep

import ..exact_error, ..correctly_rounded, ..error_in_ulp, ..PRECISION
using ...PyjuliannBridge.Versions: @optimise_well

@optimise_well

"Points that are looked at together: what belongs to them stays in the fastest memory."
const TOGETHER = 4096

"One of so many groups has one point at which Float64, or outside of the domain the function itself, is tried."
const TRIED = 4

"So near a tie, in units in the last place of the result, Float64 does not decide: 1,024 of its own units."
const MARGIN = 2.0^-19

"What stands for no distance at all between the two sides."
const NONE = typemax(Int)

"How far apart two results may be: 0, 1, 2, 3 to 4, 5 to 8, … up to 2^32, and not at all comparable."
const PLACES = 35

"""
One side at the points of a block: its wrong results, its largest error, where that is, and whether Float64 measured it:
to some 2^-28 units, that is.
"""
mutable struct Side
    misrounded::Int
    error::Float64
    at::Int
    roughly::Bool
end

Side() = Side(0, -1.0, 0, false)

"""
What is known of a block.

`nans` counts the numbers that are none, `outside` those that are not in the domain, `raised` those of all points where Julia has no result but an
exception, `decided` those that 256 bits decided; `distances` counts the points by how far the two sides are apart.
"""
mutable struct Tally
    python::Side
    julia::Side
    nans::Int
    outside::Int
    raised::Int
    decided::Int
    distances::Vector{Int}
    apart::Int
    apart_at::Int
    tried::Int
    float64_error::Float64
    float64_at::Int
end

Tally() = Tally(Side(), Side(), 0, 0, 0, 0, zeros(Int, PLACES), 0, 0, 0, 0.0, 0)

"The number that has this bit pattern."
number(::Type{Float32}, bits) = reinterpret(Float32, bits % UInt32)
number(::Type{Float16}, bits) = reinterpret(Float16, bits % UInt16)

same(a::T, b::T) where {T} = a === b || (isnan(a) && isnan(b))

"The distance of two numbers in representable numbers; `NONE` if one alone is NaN or infinite."
function apart(a::T, b::T) where {T}
    isnan(a) && isnan(b) && return 0
    isfinite(a) && isfinite(b) || return a === b ? 0 : NONE
    return abs(ordered(a) - ordered(b))
end

"Integers that follow each other as finite numbers do; both zeros are 0."
ordered(x::Float32) = (i = reinterpret(Int32, x); Int(ifelse(i < 0, typemin(Int32) - i, i)))
ordered(x::Float16) = (i = reinterpret(Int16, x); Int(ifelse(i < 0, typemin(Int16) - i, i)))

place_of(distance) = distance == NONE ? PLACES : distance < 2 ? distance + 1 : 66 - leading_zeros(distance - 1)

function count_apart!(tally, distance, bits)
    tally.distances[place_of(distance)] += 1
    distance > tally.apart && ((tally.apart, tally.apart_at) = (distance, bits))
    return nothing
end

function count_error!(side, error, bits, roughly)
    error > side.error && ((side.error, side.at, side.roughly) = (error, bits, roughly))
    return nothing
end

"""
    sweep(f, python, first, low, high) -> Tally

`python` are Python's results at the numbers with the bit patterns `first`, `first + 1`, …; `f` is defined from `low` to
`high`.
"""
function sweep(@nospecialize(f), python::Vector{T}, first::Int, low::Float64, high::Float64) where {T}
    tally = Tally()
    setprecision(BigFloat, PRECISION) do
        values, wide = Vector{T}(undef, TOGETHER), Vector{Float64}(undef, TOGETHER)
        for start in 0:TOGETHER:length(python)-1
            count = min(TOGETHER, length(python) - start)
            if !together!(tally, f, python, start, count, first + start, low, high, values, wide)
                for i in 1:count
                    one!(tally, f, python[start+i], first + start + i - 1, low, high)
                end
            end
        end
        refine!(tally.python, f, T, x -> python[tally.python.at-first+1])
        refine!(tally.julia, f, T, f)
    end
    return tally
end

"Measure the largest error with 256 bits."
function refine!(side, @nospecialize(f), ::Type{T}, @nospecialize(result)) where {T}
    side.roughly || return nothing
    x = number(T, side.at)
    side.error = exact_error(result(x), f(BigFloat(x)))
    side.roughly = false
    return nothing
end

# ---------------------------------------------------------------- one point

"One point, with 256 bits."
function one!(tally, @nospecialize(f), python::T, bits, low, high) where {T}
    x = number(T, bits)
    value = result(f, x)
    tally.raised += value === nothing
    exact = low <= x <= high ? result(f, BigFloat(x)) : nothing
    tally.nans += isnan(x)
    tally.outside += exact === nothing && !isnan(x)
    tally.decided += exact !== nothing
    truth = exact === nothing ? BigFloat(NaN) : exact
    right = correctly_rounded(T, truth)
    # where there is no result, an exception is as good as NaN
    julia = value !== nothing ? value : T(NaN)
    for (side, found) in ((tally.python, python), (tally.julia, julia))
        side.misrounded += !same(found, right)
        count_error!(side, exact_error(found, truth), bits, false)
    end
    count_apart!(tally, apart(python, julia), bits)
    return nothing
end

"What a function gives, in the type of its argument; `nothing` if it raises."
function result(@nospecialize(f), x::T) where {T}
    y = try
        f(x)
    catch e
        e isa InterruptException && rethrow()
        nothing
    end
    y === nothing || y isa T || error("expected a result of $T, got one of $(typeof(y))")
    return y
end

# ---------------------------------------------------------------- many points of Float32

"""
Count the points of a group, and say whether that was possible: the group must lie on one side of every end of the
domain, and Julia must not raise inside of it.
"""
together!(tally, @nospecialize(f), python, start, count, first, low, high, values, wide) = false
function together!(tally, @nospecialize(f), python::Vector{Float32}, start, count, first, low, high, values, wide)
    last = first + count - 1
    first >> 31 == last >> 31 || return false
    a, b = number(Float32, first), number(Float32, last)
    if isnan(a) && isnan(b)
        try
            narrow!(values, f, count, first)
        catch e
            e isa InterruptException && rethrow()
            return false
        end
        all_nan(python, start, count) && all_nan(values, 0, count) || return false
        tally.nans += count
        return count_right!(tally, count, first)
    elseif (a < low && b < low) || (a > high && b > high)
        all_nan(python, start, count) || return false
        if (first ÷ TOGETHER) % TRIED == 0
            value = result(f, a)
            value === nothing || isnan(value) || return false
            tally.tried += 1
            # what is true of one is said of all, and written so
            value === nothing || return false
        end
        tally.outside += count
        tally.raised += count
        return count_right!(tally, count, first)
    elseif isfinite(a) && isfinite(b) && low <= min(a, b) && max(a, b) <= high
        try
            narrow!(values, f, count, first)
            widely!(wide, f, count, first)
        catch e
            e isa InterruptException && rethrow()
            return false
        end
        return screen!(tally, f, python, start, count, first, values, wide)
    end
    return false
end

function count_right!(tally, count, first)
    count_error!(tally.python, 0.0, first, false)
    count_error!(tally.julia, 0.0, first, false)
    tally.distances[1] += count
    return true
end

function narrow!(values, f::F, count, first) where {F}
    @inbounds for i in 1:count
        values[i] = f(number(Float32, first + i - 1))::Float32
    end
end

function widely!(wide, f::F, count, first) where {F}
    @inbounds for i in 1:count
        wide[i] = f(Float64(number(Float32, first + i - 1)))::Float64
    end
end

function all_nan(values, start, count)
    numbers = 0
    @inbounds @simd for i in start+1:start+count
        numbers += values[i] == values[i]
    end
    return numbers == 0
end

const INFINITE = 0x7f800000

"A result as it is compared with the exact one: an infinite one stands for the power of two after the largest number."
@inline reach(x::Float32) = ifelse(
    reinterpret(UInt32, x) & 0x7fffffff == INFINITE, copysign(2.0^128, Float64(x)), Float64(x)
)

"One over the unit in the last place that a Float32 has where `x` lies."
@inline function per_unit(x::Float64)
    exponent = (reinterpret(Int64, x) >> 52) & 0x7ff
    return reinterpret(Float64, (2046 + 23 - max(exponent, 1023 - 126)) << 52)
end

# Bit patterns of numbers that are not negative are ordered as they are, and those of NaN lie above all.
@inline pattern(x::Float64) = reinterpret(Int64, abs(x))

"The error of a result, as a bit pattern; `right` is the correct one."
@inline error_pattern(value, right, x, per) = ifelse(
    (reinterpret(UInt32, value) == reinterpret(UInt32, right)) & (abs(reach(right)) == 2.0^128), Int64(0),
    pattern((reach(value) - x) * per)
)

"Whether Float64 leaves open which of two numbers is the nearest."
@inline is_open(right, x, per) = abs(abs(reach(right) - x) * per - 0.5) < MARGIN

@inline is_finite(x::Float32) = reinterpret(UInt32, x) & INFINITE != INFINITE

function screen!(tally, @nospecialize(f), python, start, count, first, values, wide)
    wrong_python = wrong_julia = open = odd = equal = one = two = 0
    largest_python = largest_julia = 0
    @inbounds @simd for i in 1:count
        x, p, j = wide[i], python[start+i], values[i]
        right, per = Float32(x), per_unit(x)
        wrong_python += reinterpret(UInt32, p) != reinterpret(UInt32, right)
        wrong_julia += reinterpret(UInt32, j) != reinterpret(UInt32, right)
        largest_python = max(largest_python, error_pattern(p, right, x, per))
        largest_julia = max(largest_julia, error_pattern(j, right, x, per))
        open += is_open(right, x, per)
        odd += x != x
        distance, finite = ordered(p) - ordered(j), is_finite(p) & is_finite(j)
        equal += (reinterpret(UInt32, p) == reinterpret(UInt32, j)) | (finite & (distance == 0))
        one += finite & ((distance == 1) | (distance == -1))
        two += finite & ((distance == 2) | (distance == -2))
    end
    odd == 0 || return false
    if (first ÷ TOGETHER) % TRIED == 0
        error = error_in_ulp(wide[1], f(BigFloat(number(Float32, first))))
        tally.tried += 1
        error > tally.float64_error && ((tally.float64_error, tally.float64_at) = (error, first))
    end
    tally.python.misrounded += wrong_python
    tally.julia.misrounded += wrong_julia
    count_largest!(tally.python, largest_python, python, start, count, first, wide)
    count_largest!(tally.julia, largest_julia, values, 0, count, first, wide)
    tally.distances[1] += equal
    if equal + one + two == count && tally.apart >= 2
        tally.distances[2] += one
        tally.distances[3] += two
    elseif equal < count
        for i in 1:count
            distance = apart(python[start+i], values[i])
            distance == 0 || count_apart!(tally, distance, first + i - 1)
        end
    end
    open == 0 || decide!(tally, f, python, start, count, first, values, wide)
    return true
end

"Keep the largest error of a group, a bit pattern, if it is the largest until now."
function count_largest!(side, largest, results, start, count, first, wide)
    error = reinterpret(Float64, largest)
    isnan(error) && (error = Inf)
    error > side.error || return nothing
    found = findfirst(1:count) do i
        x = wide[i]
        error_pattern(results[start+i], Float32(x), x, per_unit(x)) == largest
    end
    return count_error!(side, error, first + found - 1, true)
end

"Put right what Float64 could not know: which of two numbers is the nearest."
function decide!(tally, @nospecialize(f), python, start, count, first, values, wide)
    for i in 1:count
        x = wide[i]
        near = Float32(x)
        is_open(near, x, per_unit(x)) || continue
        right = correctly_rounded(Float32, f(BigFloat(number(Float32, first + i - 1))))
        tally.decided += 1
        for (side, found) in ((tally.python, python[start+i]), (tally.julia, values[i]))
            side.misrounded += (found !== right) - (found !== near)
        end
    end
end

end
