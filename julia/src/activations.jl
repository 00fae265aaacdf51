# Activation functions: what a layer does to each number after the matrix product (post 2 of the series).
# Each takes an array of any shape and returns a new one of the same shape. Twin: pyjuliann/nn/activations.py.

"""
    sigmoid(x)

The logistic function of every element: s(x) = 1 / (1 + exp(-x)).

Far below 0 exp(-x) is infinite and 1 / (1 + Inf) the 0 that it should be. Floats keep their type, integers give Float64.

    sigmoid([-1000, 0, 1000]) == [0, 0.5, 1]
"""
function sigmoid(x)
    @contract sigmoid x::Real"*size"
    _sigmoid!(_float_copy(x))
end

_sigmoid!(u) = @each u[i] = inv(one(u[i]) + _exp(-u[i]))

"""
    step_function(x)

0 where x ≤ 0 and 1 elsewhere, in the type of `x`. NaN is not ≤ 0 and so gives 1, as the definition says.

    step_function([-2, 0, 3]) == [0, 0, 1]
"""
function step_function(x)
    @contract step_function x::Real"*size"
    map(v -> v <= 0 ? zero(v) : one(v), x)
end

"""
    relu(x)

x where it is above 0, and 0 elsewhere: max(0, x), in the type of `x`. NaN stays NaN; -0.0 becomes 0.0, whatever the maximum
of the two is in either language.

    relu([-2.0, -0.0, 3.0]) == [0, 0, 3]
"""
function relu(x)
    @contract relu x::Real"*size"
    map(v -> v <= 0 ? zero(v) : v, x)
end

"""
    identity_function(x)

A copy of `x`: the activation of an output layer that predicts numbers.

    identity_function([-1, 0, 7]) == [-1, 0, 7]
"""
function identity_function(x)
    @contract identity_function x::Real"*size"
    copy(x)
end

"""
    softmax(x)

exp(xᵢ - max x) / Σⱼ exp(xⱼ - max x) over all elements of the array together.

The maximum is subtracted so that nothing overflows. An element equal to the maximum is at distance 0 from it, also where
both are infinite: k elements of Inf share the 1 among them, and an array of -Inf alone, like any array of equal elements,
gives equal shares. A NaN makes everything NaN. For a batch see [`softmax_rows`](@ref).

    softmax([1000.0 1000.0; -Inf -1000.0]) == [0.5 0.5; 0 0]
"""
function softmax(x)
    @contract softmax x::(Real"*size", check_filled)
    y = _float_copy(x)
    largest = maximum(y)
    @each y[i] = _exp(_distance(y[i], largest))
    y ./= sum(y)
end

"""
    softmax_rows(x)

The softmax of every row by itself: exp(xᵢⱼ - max xᵢ) / Σₖ exp(xᵢₖ - max xᵢ), for a batch.

Where [`softmax`](@ref) makes the whole array sum to 1, this makes each row sum to 1. Infinities are treated in the same
way; a NaN makes its row NaN and no other.

    softmax_rows([0.0 0.0; 1000.0 0.0]) == [0.5 0.5; 1 0]
"""
function softmax_rows(x)
    @contract softmax_rows x::(Real"h n", check_filled)
    _softmax_rows!(_float_copy(x))
end

function _softmax_rows!(y)
    total = _exponentials!(y)
    for j in 1:size(y, 2)
        @inbounds @simd for i in eachindex(total)
            y[i, j] /= total[i]
        end
    end
    y
end

# Column after column, because that is how the memory runs.
function _row_maxima(y)
    largest = y[:, 1]
    for j in 2:size(y, 2)
        @inbounds @simd for i in eachindex(largest)
            largest[i] = max(largest[i], y[i, j])
        end
    end
    largest
end

# Turns every row into the numerators of its softmax, exp(x - max x), and returns their sums, the classes added in their order.
function _exponentials!(y, largest = _row_maxima(y))
    total = zero(largest)
    for j in 1:size(y, 2)
        @inbounds @simd for i in eachindex(largest)
            y[i, j] = _exp(_distance(y[i, j], largest[i]))
            total[i] += y[i, j]
        end
    end
    total
end

_distance(v, largest) = ifelse(v == largest, zero(v), v - largest)

_float_copy(x) = float(eltype(x))[v for v in x]

# Base's exp works on one number at a time; this one is made of steps that the compiler can take for eight at once.
# exp(x) = 2^n · exp(r) with |r| ≤ ln(2)/2 and exp(r) from its Taylor polynomial: off by 1 unit in the last place at most.
@inline function _exp(x::Float64)
    bounded = ifelse(x > 709.8, 709.8, ifelse(x < -745.2, -745.2, x))
    shifted = muladd(bounded, 1.4426950408889634, ROUNDING)
    n = shifted - ROUNDING
    r = muladd(n, -1.9082149292705877e-10, muladd(n, -0.6931471803691238, bounded))  # n·ln(2) in two parts
    p = @evalpoly(r, 1.0, 1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880, 1 / 3628800,
        1 / 39916800, 1 / 479001600, 1 / 6227020800)
    # 2^n in two factors, because it may be infinite or subnormal where the product is not.
    exponent = reinterpret(Int64, shifted) - reinterpret(Int64, ROUNDING)
    half = exponent >> 1
    ifelse(isnan(x), x, p * _power_of_two(half) * _power_of_two(exponent - half))
end
@inline _exp(x::Float32) = Float32(_exp(Float64(x)))
_exp(x) = exp(x)

const ROUNDING = 1.5 * 2.0^52  # added to a float, it pushes all behind the point out
@inline _power_of_two(n) = reinterpret(Float64, (n + 1023) << 52)
