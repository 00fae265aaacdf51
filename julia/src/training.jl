# Training: one step, the loop of steps, and the accuracy that comes of it (posts 5 to 7, 9 to 13).
# A step computes the gradients of a batch, lets the optimizer change the parameters, and evaluates the loss of the same batch
# with the new ones, as the series does. Twin: pyjuliann/nn/training.py.

"""
    accuracy(y, labels)

The percentage of rows, from 0 to 100, whose largest element stands in the column of the label. Of equal elements the first
counts, and NaN counts as the largest.

    accuracy([0.1 0.9; 0.8 0.2], [1, 1]) == 50
"""
function accuracy(y, labels)
    @contract accuracy y::(Real"h n", check_filled) labels::Int"h"
    check_labels(:accuracy, :labels, labels, size(y, 2))
    right = count(i -> _first_largest(y, i) == labels[i] + 1, axes(y, 1))
    100 * right / size(y, 1)
end

# Not argmax, for which 0.0 is larger than -0.0.
_first_largest(y, i) = foldl((largest, j) -> _is_larger(y[i, j], y[i, largest]) ? j : largest, axes(y, 2))

"""
    training_step(layers, params, x, labels, masks = (); optimizer, state)

Parameters and state after one step on one batch, and the loss of the batch after it. `state` is what
[`optimizer_init`](@ref) or the step before returned.

    training_step(("dense",), (([0.0 0.0], [0.0 0.0]),), hcat(1.0), [0]; optimizer = sgd(1.0), state = ())[1] == (([0.5 -0.5], [0.5 -0.5]),)
"""
function training_step(layers, params, x, labels, masks = (); optimizer, state)
    @contract training_step layers::Layers params::Params x::Batch labels::Labels masks::Masks optimizer::Optimizer state::State
    params, state = _owned_copies(params, state)
    t = _one_hot!(zeros(eltype(x), _samples(x), size(params[end][1], 2)), labels, 1:_samples(x))
    (params, _descend!(layers, _steps(eltype(x), layers), (params, x, t, masks), optimizer, state, _backpropagated)...)
end

"""
    train(layers, params, x, labels, draws; optimizer, state, mask_draws = (), gradient = "backpropagation")

Parameters and state after many steps, and the loss after each; these can go in again to continue.

Every step takes the batch that its row of `draws` points to, see [`draw_batch`](@ref), and does what [`training_step`](@ref)
does with it. x is best from [`contiguous_rows`](@ref). `mask_draws` holds uniform draws for the masks, an array for each
dropout layer, see [`dropout_mask`](@ref); or none, to multiply by 1 - rate instead. Numerical gradients are the fast ones.

    round.(train(("dense",), (([0.0 0.0], [0.0 0.0]),), hcat([1.0, -1.0]), [0, 1], repeat([0.2 0.7], 9); optimizer = sgd(1.0), state = ())[3][[1, 9]], digits = 2) == [0.31, 0.05]
"""
function train(layers, params, x, labels, draws; optimizer, state, mask_draws = (), gradient = "backpropagation")
    @contract train layers::Layers params::Params x::Input labels::Labels draws::Float"steps h" optimizer::Optimizer state::State
    @contract train mask_draws::MaskDraws gradient::check_one_of(map(first, GRADIENTS)) draws::(Float"steps h", check_draws, _check_columns)
    params, state = _owned_copies(params, state)
    T = eltype(params[1][1])
    steps, rates, by = _steps(T, layers), _rates(layers), last(GRADIENTS[findfirst(row -> row.first == gradient, GRADIENTS)])
    losses, batch = zeros(T, size(draws, 1)), _empty_batch(T, x, size(draws, 2))
    t = zeros(T, size(draws, 2), size(params[end][1], 2))
    for step in 1:size(draws, 1)
        rows = _drawn_rows(draws[step, :], _samples(x))
        _gather!(parent(batch), x, rows)
        _one_hot!(t, labels, rows)
        masks = (Any[_in_type(T, dropout_mask(mask_draws[k][step, :, :], rates[k])) for k in 1:length(mask_draws)]...,)
        state, losses[step] = _descend!(layers, steps, (params, batch, t, masks), optimizer, state, by)
    end
    params, state, losses
end

# ---------------------------------------------------------------- the step

# Takes one step in the arrays of the parameters and the state; returns the new state and the loss after the step.
function _descend!(layers, steps, batch, optimizer, state, by)
    @nospecialize
    params, x, t, masks = batch
    state = _step!(optimizer, params, by(layers, steps, batch), state)
    state, _loss_of_batch!(steps, params, x, t, masks)
end

function _backpropagated(layers, steps, batch)
    @nospecialize
    params, x, t, masks = batch
    _backward_network!(steps, params, t, masks, _forward_network!(steps, params, x, masks))
end

_numerical(@nospecialize(layers), steps, @nospecialize(batch)) = _fast_gradients(layers, batch..., STEP)

# How the gradients of a step can be computed.
const GRADIENTS = ("backpropagation" => _backpropagated, "numerical" => _numerical)

function _one_hot!(t, labels, rows)
    fill!(t, 0)
    for (i, row) in enumerate(rows)
        t[i, labels[row]+1] = 1
    end
    t
end

# Buffers for samples of x. The rows of a batch are gathered as columns, each in one piece, and looked at as rows; images lie in
# memory as the first layer wants them.
_empty_batch(T, x::AbstractMatrix, samples) = transpose(zeros(T, size(x, 2), samples))
_empty_batch(T, x, samples) = PermutedDimsArray(zeros(T, samples, size(x, 1), size(x, 2), size(x, 3)), (2, 3, 4, 1))

# Row rows[i] of x becomes column i. Each method runs along the memory of x.
function _gather!(columns::Matrix, x::Union{Transpose,Adjoint}, rows)
    for (i, row) in enumerate(rows)
        @inbounds @simd for j in axes(x, 2)
            columns[j, i] = x[row, j]
        end
    end
end

function _gather!(images::Array{<:Any,4}, x, samples)
    for c in axes(x, 3), j in axes(x, 2), i in axes(x, 1)
        @inbounds for (n, sample) in enumerate(samples)
            images[n, i, j, c] = x[i, j, c, sample]
        end
    end
    images
end

function _gather!(columns::Matrix, x, rows)
    for j in axes(x, 2)
        @inbounds for (i, row) in enumerate(rows)
            columns[j, i] = x[row, j]
        end
    end
end

function _check_columns(function_name, argument, draws)
    size(draws, 2) > 0 || refuse(function_name, argument, "have at least one column", draws)
end

function _mask_draws(function_name, layers, params, draws, mask_draws)
    @nospecialize
    widths = _check_masks(function_name, :mask_draws, "arrays", layers, params, mask_draws)
    for k in 1:length(mask_draws)
        one, width = mask_draws[k], widths[k]
        check_draws(function_name, :mask_draws, one, 3)
        expected = "each of mask_draws must have the size of draws and $width columns"
        size(one) == (size(draws)..., width) || refuse_sizes(function_name, expected, (:draws => draws, :mask_draws => one))
    end
    mask_draws
end
