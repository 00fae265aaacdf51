# The dense layer of the networks from post 7 on, and the other pieces of backpropagation (post 8 of the series).
# One sample per row: h is the batch size, m the number of inputs, n the number of outputs. A bias is a row (1, n);
# layer.jl has the same layer with a vector, as the companion note writes it, and the slope of the sigmoid.
# Twin: pyjuliann/nn/dense.py.

"""
    dense_forward(x, w, b)

X·W + b, with the row b added to every row.

    dense_forward([1 2], [1 2; 3 4], [10 20]) == [17 30]
"""
function dense_forward(x, w, b)
    @contract dense_forward x::Real"h m" w::Real"m n" b::Real"1 n"
    x * w .+ b
end

"""
    dense_backward(dout, x, w)

The gradients of the loss with respect to what [`dense_forward`](@ref) was given: dX = dout·Wᵀ, dW = Xᵀ·dout,
db = column sums of dout.

    dense_backward([1 10], [2 3], [1 2; 3 4]) == ([21 43], [2 20; 3 30], [1 10])
"""
function dense_backward(dout, x, w)
    @contract dense_backward dout::Real"h n" x::Real"h m" w::Real"m n"
    dout * transpose(w), transpose(x) * dout, sum(dout, dims = 1)
end

"""
    relu_delta(dy, x)

The gradient of the loss with respect to x, from that with respect to relu(x): `dy` where x > 0, else 0.

`x` may be the input of `relu` or its output, both are above 0 at the same places.

    relu_delta([5.0, 6.0, 7.0], [-1.0, 0.0, 2.0]) == [0, 0, 7]
"""
function relu_delta(dy, x)
    @contract relu_delta dy::Real"*size" x::Real"*size"
    map((d, v) -> v > 0 ? d : zero(d), dy, x)
end

"""
    softmax_cross_entropy_delta(y, t)

The gradient of the mean cross entropy with respect to what went into the softmax: (Y - T) / h.

`y` is what [`softmax_rows`](@ref) returned, and every row of `t` sums to 1. The 1e-7 inside the logarithm of the loss is
left out here, as in the series.

    softmax_cross_entropy_delta([0.25 0.75; 0.5 0.5], [0 1; 1 0]) == [0.125 -0.125; -0.25 0.25]
"""
function softmax_cross_entropy_delta(y, t)
    @contract softmax_cross_entropy_delta y::(Real"h n", check_filled) t::Real"h n"
    y, t = _floats(y, t)
    (y .- t) ./ eltype(y)(size(y, 1))
end
