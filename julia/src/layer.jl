# One layer on a batch, forward and backward, with matrices only (the companion note of the series).
# Forward: U = X·W + b, Y = sigmoid(U). Backward, from ∂Y: Δ = ∂Y ∘ Y ∘ (1 - Y), ∂W = Xᵀ·Δ, ∂b = column sums of Δ,
# ∂X = Δ·Wᵀ. One sample per row: h is the batch size, m the number of inputs, n the number of outputs.
# Twin: pyjuliann/nn/layer.py.

"""
    affine(x, w, b)

What goes into the activation: U = X·W + b, with b added to every row.

    affine([1 2; 3 4], [1 0; 0 1], [10, 20]) == [11 22; 13 24]
"""
function affine(x, w, b)
    @contract affine x::Real"h m" w::Real"m n" b::Real"n"
    x * w .+ transpose(b)
end

"""
    layer_forward(x, w, b)

The output of the layer: Y = sigmoid(X·W + b).

    layer_forward([1 2], reshape([2, -1], 2, 1), [0]) == hcat(0.5)
"""
function layer_forward(x, w, b)
    @contract layer_forward x::Real"h m" w::Real"m n" b::Real"n"
    sigmoid(x * w .+ transpose(b))
end

"""
    sigmoid_delta(dy, y)

Δ, the gradient of the loss with respect to U, from that with respect to Y = sigmoid(U): Δ = ∂Y ∘ Y ∘ (1 - Y).

    sigmoid_delta([4.0 4.0], [0.5 1.0]) == [1 0]
"""
function sigmoid_delta(dy, y)
    @contract sigmoid_delta dy::Real"h n" y::Real"h n"
    dy, y = float(dy), float(y)
    dy .* y .* (1 .- y)
end

"""
    weight_gradient(x, delta)

The gradient of the loss with respect to the weights: ∂W = Xᵀ·Δ, summed over the batch.

    weight_gradient([1 2; 3 4], reshape([1, 10], 2, 1)) == reshape([31, 42], 2, 1)
"""
function weight_gradient(x, delta)
    @contract weight_gradient x::Real"h m" delta::Real"h n"
    transpose(x) * delta
end

"""
    bias_gradient(delta)

The gradient of the loss with respect to the bias: ∂bⱼ = Σᵢ Δᵢⱼ, the column sums.

    bias_gradient([1 2; 10 20]) == [11, 22]
"""
function bias_gradient(delta)
    @contract bias_gradient delta::Real"h n"
    vec(sum(delta, dims = 1))
end

"""
    input_gradient(delta, w)

The gradient of the loss with respect to the input: ∂X = Δ·Wᵀ, what the layer hands back to the one before it.

    input_gradient([1 10], [1 2; 3 4; 5 6]) == [21 43 65]
"""
function input_gradient(delta, w)
    @contract input_gradient delta::Real"h n" w::Real"m n"
    delta * transpose(w)
end
