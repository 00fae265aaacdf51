# Losses: one number for how far predictions are from their targets (post 3 of the series).
# `y` is what was predicted and `t` the target, usually one-hot. What comes out is in the type that the two have together, and
# Float64 for integers. Twin: pyjuliann/nn/losses.py.

# Added to a probability before its logarithm, so that 0 costs 16.1 and not infinitely much.
const LOG_OFFSET = 1e-7

"""
    mean_squared_error(y, t)

The mean of the squared differences: Σ (yᵢ - tᵢ)² / length.

    mean_squared_error([1.0, 2.0], [1.0, 4.0]) == 2
"""
function mean_squared_error(y, t)
    @contract mean_squared_error y::(Real"*size", check_filled) t::Real"*size"
    y, t = _floats(y, t)
    sum(map((v, w) -> abs2(v - w), y, t)) / eltype(y)(length(y))
end

"""
    cross_entropy_elements(y, t)

What each element adds to the cross entropy: -tᵢ · log(yᵢ + 1e-7).

The 1e-7 keeps the logarithm of 0 finite; it makes that of 1 a positive 1e-7.

    round.(cross_entropy_elements([0.6, 0.4], [1, 0]), digits = 6) == [0.510825, 0]
"""
function cross_entropy_elements(y, t)
    @contract cross_entropy_elements y::(Real"*size", check_filled, check_probabilities) t::Real"*size"
    map(_cross_entropy_term, _floats(y, t)...)
end

"""
    cross_entropy_error(y, t)

The cross entropy of one sample: -Σ tᵢ · log(yᵢ + 1e-7), over all elements.

    cross_entropy_error([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]) == 0.510825457099338
"""
function cross_entropy_error(y, t)
    @contract cross_entropy_error y::(Real"*size", check_filled, check_probabilities) t::Real"*size"
    sum(map(_cross_entropy_term, _floats(y, t)...))
end

"""
    mean_cross_entropy_error(y, t)

The cross entropy averaged over a batch: -Σᵢⱼ tᵢⱼ · log(yᵢⱼ + 1e-7) / h.

    round(mean_cross_entropy_error([0.5 0.5; 0.0 1.0], [1 0; 0 1]), digits = 6) == 0.346573
"""
function mean_cross_entropy_error(y, t)
    @contract mean_cross_entropy_error y::(Real"h n", check_filled, check_probabilities) t::Real"h n"
    _mean_cross_entropy(_floats(y, t)...)
end

_mean_cross_entropy(y, t) = sum(map(_cross_entropy_term, y, t)) / eltype(y)(size(y, 1))

_cross_entropy_term(y, t) = -t * log(y + oftype(y, LOG_OFFSET))

function _floats(y, t)
    T = float(promote_type(eltype(y), eltype(t)))
    convert(AbstractArray{T}, y), convert(AbstractArray{T}, t)
end
