# Dropout: leaving out a share of a layer's outputs while it learns (post 13 of the series).
# The mask is an argument, and so are the draws it is made from. The published mask keeps the share that the text
# removes; here `rate` is the share removed. Products are made by `map` and not by a broadcast, which makes a number of an
# array without dimensions. Twin: pyjuliann/nn/dropout.py.

"""
    dropout_mask(draws, rate)

A mask of ones with an exact share of zeros in every row, where the smallest draws are.

Each row has round(rate · n) zeros, halves rounded to even. Of equal draws the first counts as smaller.

    dropout_mask([0.9 0.1 0.5 0.3; 0.2 0.4 0.6 0.8], 0.5) == [1 0 1 0; 0 0 1 1]
"""
function dropout_mask(draws, rate)
    @contract dropout_mask draws::(Float"h n", check_draws) rate::Rate
    mask = ones(eltype(draws), size(draws))
    zeros = round(Int, Float64(rate) * size(draws, 2))
    for i in 1:size(draws, 1)
        # `<` and not the usual `isless`, which tells -0.0 from 0.0.
        order = sortperm(draws[i, :], lt = <, alg = MergeSort)
        mask[i, order[1:zeros]] .= 0
    end
    mask
end

"""
    dropout_forward(x, mask)

What passes the mask while learning: x ∘ mask.

    dropout_forward([3.0 4.0], [1.0 0.0]) == [3 0]
"""
function dropout_forward(x, mask)
    @contract dropout_forward x::Real"*size" mask::Real"*size"
    map(*, x, mask)
end

"""
    dropout_backward(dout, mask)

The gradient of the loss with respect to the input of [`dropout_forward`](@ref): dout ∘ mask, the same mask.

    dropout_backward([3.0 4.0], [0.0 1.0]) == [0 4]
"""
function dropout_backward(dout, mask)
    @contract dropout_backward dout::Real"*size" mask::Real"*size"
    map(*, dout, mask)
end

"""
    dropout_predict(x, rate)

What a trained layer passes on, without a mask: (1 - rate) · x, its mean over all masks.

    dropout_predict([3.0 4.0], 0.25) == [2.25 3]
"""
function dropout_predict(x, rate)
    @contract dropout_predict x::Real"*size" rate::Rate
    factor = float(eltype(x))(1 - Float64(rate))
    map(v -> v * factor, float(x))
end
