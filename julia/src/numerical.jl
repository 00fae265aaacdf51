# Numerical gradients of a network: by the definition (post 7 of the series), and the same numbers sooner. A column of a layer's
# output is moved in as many ways as there are weights of it; the ways of the first sample stand first in the batch of all ways.
# Twin: pyjuliann/nn/numerical.py.

# So many numbers go through the rest of the network at once: few enough to stay in a cache, measured the fastest.
const BLOCK = 2^18

# Logits that were at most 0 and moved by less can neither overflow in exp nor all vanish: no new maximum is needed.
const SMALL = 10

"""
    numerical_network_gradients(layers, params, x, t, masks = (); h = STEP)

The gradients of [`network_loss`](@ref) with respect to the parameters, by central differences.

This is the definition, [`numerical_gradient`](@ref) for every parameter array, with two forward passes for every single
parameter. The text of post 7 says h = 1e-50, with which every gradient is 0; its code uses 10^-4.

    round.(numerical_network_gradients(("dense",), ((zeros(2, 2), zeros(1, 2)),), [1.0 -1.0], [1 0])[1][2], digits = 6) == [-0.5 0.5]
"""
function numerical_network_gradients(layers, params, x, t, masks = (); h = STEP)
    @contract numerical_network_gradients layers::Layers params::Params x::Batch t::Targets masks::Masks h::Positive
    _literal_gradients(_steps(eltype(x), layers), params, x, t, masks, h, length(params))
end

# The gradients with respect to the first `count` pairs of `params`, by the definition.
function _literal_gradients(steps, params, x, t, masks, h, count)
    @nospecialize
    batch = Any[steps, params, x, t, masks]
    (Any[map(part -> numerical_gradient(_loss_of_part(batch, k, part), params[k][part], h), (1, 2)) for k in 1:count]...,)
end

# The loss as a function of one part of the pair k. The batch in one vector, or it would be compiled for every type of network.
_loss_of_part(batch::Vector{Any}, k, part) = function (array)
    steps, params, x, t, masks = batch
    pair = part == 1 ? (array, params[k][2]) : (params[k][1], array)
    _loss_of_batch!(steps, (params[1:k-1]..., pair, params[k+1:end]...), x, t, masks)
end

"""
    fast_numerical_network_gradients(layers, params, x, t, masks = (); h = STEP)

What [`numerical_network_gradients`](@ref) returns, but for rounding, in a small part of its time.

A weight wᵢⱼ moves column j of its layer's output and no other, by ±h times column i of the input. So the layer's product is
not computed again, and all weights of a column j go through the rest of the network together, as one batch. Weights of
convolutions have no such column: theirs are found by the definition.

    round.(fast_numerical_network_gradients(("dense",), ((zeros(2, 2), zeros(1, 2)),), [1.0 -1.0], [1 0])[1][2], digits = 6) == [-0.5 0.5]
"""
function fast_numerical_network_gradients(layers, params, x, t, masks = (); h = STEP)
    @contract fast_numerical_network_gradients layers::Layers params::Params x::Batch t::Targets masks::Masks h::Positive
    _fast_gradients(layers, params, x, t, masks, h)
end

function _fast_gradients(layers, params, x, t, masks, h)
    @nospecialize
    steps, passed = _steps(eltype(x), layers), 0
    convolutions = length(params) - count(step -> step.kind == "dense", steps)
    gradients = Any[_literal_gradients(steps, params, x, t, masks, h, convolutions)...]
    outputs = _forward_network!(steps, params, x, masks)
    for (place, step) in enumerate(steps)
        if step.kind == "dense"
            own = params[length(gradients)+1:end]
            push!(gradients, _gradients_of_layer(steps[place+1:end], own, outputs[place], t, masks[passed+1:end], h))
        end
        step.row.masked && !isempty(masks) && (passed += 1)
    end
    (gradients...,)
end

# `steps` and `masks` are what follows a dense layer with the input `before`; `params` start with its own.
function _gradients_of_layer(steps, params, before, t, masks, h)
    @nospecialize
    w, b = params[1]
    T = eltype(w)
    u = copy(_forward!(_step(T, :dense, "dense", ()), before, w, b))
    following = _following(T, steps, params[2:end], u, t, masks)
    h = T(h)
    # The bias is the weight of an input that is always 1.
    gradient = similar(w, size(w, 1) + 1, size(w, 2))
    widest = maximum(Int[size(pair[1], 2) for pair in params])
    ways = max(1, BLOCK ÷ (size(before, 1) * widest))
    for start in 1:ways:size(gradient, 1)
        _differences!(gradient, start:min(start + ways - 1, size(gradient, 1)), following, before, h)
    end
    gradient[1:end-1, :], gradient[end:end, :]
end

# Writes the gradient of the weights that the `columns` of the input go into.
function _differences!(gradient, columns, following, before, h)
    # Ways first, because memory runs along them.
    moves = typeof(h)[column <= size(before, 2) ? h * before[i, column] : h for column in columns, i in axes(before, 1)]
    above, below = similar(gradient, length(columns)), similar(gradient, length(columns))
    for j in axes(gradient, 2)
        _losses!(above, following, j, moves, one(h))
        _losses!(below, following, j, moves, -one(h))
        for (way, column) in enumerate(columns)
            gradient[column, j] = (above[way] - below[way]) / 2h
        end
    end
end

# What follows a dense layer that gave `u`, cut at the next dense layer, if there is one. Nothing here is typed, because the
# functions of it would be compiled for every type of network.
struct _Following
    u::Any
    t::Any
    buffers::Any  # a step, for the arrays in its buffers
    near::Any  # steps and masks up to the next dense layer
    next::Any  # its input, weights and output; nothing if there is none
    far::Any   # steps, parameters and masks after it
end

function _following(T, steps, params, u, t, masks)
    @nospecialize
    buffers = _step(T, :plain, "dense", ())
    isempty(params) && return _Following(u, t, buffers, nothing, nothing, nothing)
    gap = findfirst(step -> step.kind == "dense", steps) - 1  # up to there every column goes its own way
    near, far = steps[1:gap], steps[gap+2:end]
    noise = isempty(masks) ? 0 : count(step -> step.row.masked, near)
    a = copy(_forward_network!(near, (), copy(u), masks[1:noise])[end])
    (w, b), rest = params[1], params[2:end]
    z = copy(_forward!(_step(T, :dense, "dense", ()), a, w, b))
    isempty(rest) && (z .-= _row_maxima(z))  # a softmax is the same for logits that are all less by one number
    _Following(u, t, buffers, (near, masks[1:noise]), (a, w, z), (far, rest, masks[noise+1:end]))
end

# Writes the loss for each way to move column j of `u` by moves (ways, h) times the sign.
function _losses!(losses, following, j, moves, sign)
    u, ways, buffers = following.u, size(moves, 1), following.buffers
    if following.next === nothing
        y = _buffer!(buffers, :y, length(moves), size(u, 2))
        _repeat_rows!(y, u, ways)
        _move_column!(view(y, :, j), u, j, moves, sign)
        return _mean_losses!(losses, y, _exponentials!(y), following.t)
    end
    (near, near_masks), (a, w, z), (far, rest, far_masks) = following.near, following.next, following.far
    column = _buffer!(buffers, :column, length(moves), 1)
    _move_column!(column, u, j, moves, sign)
    column = _forward_network!(near, (), column, _repeated(near_masks, j:j, ways))[end]
    y = _buffer!(buffers, :y, length(moves), size(w, 2))
    largest = _move_outputs!(y, z, column, a, w, j)
    isempty(rest) || (y = _forward_network!(far, rest, y, _repeated(far_masks, :, ways))[end])
    sums = isempty(rest) && largest < SMALL ? _exponentials!(y, zeros(eltype(y), size(y, 1))) : _exponentials!(y)
    _mean_losses!(losses, y, sums, following.t)
end

# The masks of every sample, or some columns of them, once for each way.
_repeated(@nospecialize(masks), columns, ways) = (Any[_repeat_rows(mask[:, columns], ways) for mask in masks]...,)

# Every row `ways` times, one after the other.
_repeat_rows(x, ways) = _repeat_rows!(similar(x, ways * size(x, 1), size(x, 2)), x, ways)
function _repeat_rows!(y, x, ways)
    for k in axes(x, 2), i in axes(x, 1), way in 1:ways
        @inbounds y[(i-1)*ways+way, k] = x[i, k]
    end
    y
end

function _move_column!(column, u, j, moves, sign)
    ways = size(moves, 1)
    for i in axes(moves, 2)
        @inbounds @simd for way in 1:ways
            column[(i-1)*ways+way] = u[i, j] + sign * moves[way, i]
        end
    end
end

# Column j of the next layer's input is no longer that of `a` but `column`: its outputs are no longer `z` but what is written
# into `y`. Returns the size of the largest change.
function _move_outputs!(y, z, column, a, w, j)
    ways = size(y, 1) ÷ size(z, 1)
    largest = zero(eltype(y))
    for i in axes(z, 1)
        @inbounds @simd for way in 1:ways
            row = (i - 1) * ways + way
            column[row] -= a[i, j]
            largest = max(largest, abs(column[row]))
        end
    end
    for k in axes(z, 2), i in axes(z, 1)
        @inbounds @simd for way in 1:ways
            row = (i - 1) * ways + way
            y[row, k] = z[i, k] + w[j, k] * column[row]
        end
    end
    largest * maximum(abs, view(w, j, :))
end

# The mean cross entropy for each way, from the numerators and the sums of the softmax.
function _mean_losses!(losses, numerators, sums, t)
    T, ways = eltype(losses), length(losses)
    fill!(losses, 0)
    for k in axes(t, 2), i in axes(t, 1)
        t[i, k] == 0 && continue  # most targets are 0 and add nothing, so most logarithms are not needed
        for way in 1:ways
            row = (i - 1) * ways + way
            @inbounds losses[way] -= t[i, k] * log(numerators[row, k] / sums[row] + T(LOG_OFFSET))
        end
    end
    @each losses[i] /= T(size(t, 1))
end
