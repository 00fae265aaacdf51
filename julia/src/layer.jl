# One layer on a batch, forward and backward, with matrices only (the companion note of the series).
# Forward: U = X·W + b, Y = sigmoid(U). Backward, from ∂Y: Δ = ∂Y ∘ Y ∘ (1 - Y), ∂W = Xᵀ·Δ, ∂b = column sums of Δ,
# ∂X = Δ·Wᵀ. One sample per row: h is the batch size, m the number of inputs, n the number of outputs.
# Twin: pyjuliann/nn/layer.py.

"""
    affine(x, w, b)

What goes into the activation: U = X·W + b, with b added to every row.

`x` is a matrix (h, m), `w` a matrix (m, n), `b` a vector (n,); the result is a matrix (h, n).

```jldoctest
julia> affine([1 2; 3 4], [1 0; 0 1], [10, 20])
2×2 Matrix{Int64}:
 11  22
 13  24
```
"""
function affine(x, w, b)
    _check_layer(:affine, x, w, b)
    add_to_rows(product(x, w), b)
end

"""
    layer_forward(x, w, b)

The output of the layer: Y = sigmoid(X·W + b).

`x` is a matrix (h, m), `w` a matrix (m, n), `b` a vector (n,); the result is a matrix (h, n) of floats.

```jldoctest
julia> layer_forward([1 2], reshape([2, -1], 2, 1), [0])
1×1 Matrix{Float64}:
 0.5
```
"""
function layer_forward(x, w, b)
    _check_layer(:layer_forward, x, w, b)
    sigmoid(add_to_rows(product(x, w), b))
end

"""
    sigmoid_delta(dy, y)

Δ, the gradient of the loss with respect to U, from that with respect to Y = sigmoid(U): Δ = ∂Y ∘ Y ∘ (1 - Y).

`dy` and `y` are matrices (h, n); the result is a matrix (h, n) of floats.

```jldoctest
julia> sigmoid_delta([4.0 4.0], [0.5 1.0])
1×2 Matrix{Float64}:
 1.0  0.0
```
"""
function sigmoid_delta(dy, y)
    check_real_array(:sigmoid_delta, :dy, dy, 2)
    check_real_array(:sigmoid_delta, :y, y, 2)
    check_fit(:sigmoid_delta, size(dy) == size(y), "dy and y must have the same size"; dy = dy, y = y)
    dy, y = float(dy), float(y)
    map((slope, v) -> slope * v * (1 - v), dy, y)
end

"""
    weight_gradient(x, delta)

The gradient of the loss with respect to the weights: ∂W = Xᵀ·Δ, summed over the batch.

`x` is a matrix (h, m), `delta` a matrix (h, n); the result is a matrix (m, n).

```jldoctest
julia> weight_gradient([1 2; 3 4], reshape([1, 10], 2, 1))
2×1 Matrix{Int64}:
 31
 42
```
"""
function weight_gradient(x, delta)
    check_real_array(:weight_gradient, :x, x, 2)
    check_real_array(:weight_gradient, :delta, delta, 2)
    check_fit(:weight_gradient, size(x, 1) == size(delta, 1), "rows of x must equal rows of delta"; x = x, delta = delta)
    product(transpose(x), delta)
end

"""
    bias_gradient(delta)

The gradient of the loss with respect to the bias: ∂bⱼ = Σᵢ Δᵢⱼ, the column sums.

`delta` is a matrix (h, n); the result is a vector (n,).

```jldoctest
julia> bias_gradient([1 2; 10 20])
2-element Vector{Int64}:
 11
 22
```
"""
function bias_gradient(delta)
    check_real_array(:bias_gradient, :delta, delta, 2)
    [sum(view(delta, :, j)) for j in axes(delta, 2)]
end

"""
    input_gradient(delta, w)

The gradient of the loss with respect to the input: ∂X = Δ·Wᵀ, what the layer hands back to the one before it.

`delta` is a matrix (h, n), `w` a matrix (m, n); the result is a matrix (h, m).

```jldoctest
julia> input_gradient([1 10], [1 2; 3 4; 5 6])
1×3 Matrix{Int64}:
 21  43  65
```
"""
function input_gradient(delta, w)
    check_real_array(:input_gradient, :delta, delta, 2)
    check_real_array(:input_gradient, :w, w, 2)
    check_fit(:input_gradient, size(delta, 2) == size(w, 2), "columns of delta must equal columns of w"; delta = delta, w = w)
    product(delta, transpose(w))
end

function _check_layer(function_name, x, w, b)
    check_real_array(function_name, :x, x, 2)
    check_real_array(function_name, :w, w, 2)
    check_real_array(function_name, :b, b, 1)
    check_fit(function_name, size(x, 2) == size(w, 1), "columns of x must equal rows of w"; x = x, w = w)
    check_fit(function_name, length(b) == size(w, 2), "length of b must equal columns of w"; w = w, b = b)
end
