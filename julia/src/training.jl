# Training: one step, the loop of steps, and the accuracy that comes of it (posts 5 to 7, 9 to 13).
# A step computes the gradients of a batch, lets the optimizer change the parameters, and evaluates the loss of the same batch
# with the new ones, as the series does. Twin: pyjuliann/nn/training.py.

"""
    accuracy(y, labels)

The percentage of rows whose largest element stands in the column of the label.

`y` is a matrix (h, n) of predictions, one sample per row, `labels` a vector (h,) of integers from 0 to n - 1: label 0 is the
first column. Of equal elements the first counts, and NaN counts as the largest.

```jldoctest
julia> accuracy([0.1 0.9; 0.8 0.2], [1, 1])
50.0
```
"""
function accuracy(y, labels)
    check_real_array(:accuracy, :y, y, 2)
    check_filled(:accuracy, :y, y)
    check_labels(:accuracy, :labels, labels, size(y, 2))
    check_fit(:accuracy, length(labels) == size(y, 1), "there must be a label for each row of y"; y = y, labels = labels)
    right = count(i -> _first_largest(y, i) == labels[i] + 1, axes(y, 1))
    100 * right / size(y, 1)
end

# Not argmax, for which 0.0 is larger than -0.0.
function _first_largest(y, i)
    largest = 1
    for j in 2:size(y, 2)
        if y[i, j] > y[i, largest] || (isnan(y[i, j]) && !isnan(y[i, largest]))
            largest = j
        end
    end
    largest
end

"""
    training_step(layers, params, x, labels, masks = (); optimizer, state)

Parameters and state after one step on one batch, and the loss of the batch after it.

`x` is a matrix (h, m), one sample per row, or an array of h images, `labels` a vector (h,) of integers from 0 up to one less
than the last layer has outputs, `masks` a tuple with a matrix for each dropout layer, or an empty one. `state` is what [`optimizer_init`](@ref) or
the step before returned.

```jldoctest
julia> training_step(("dense",), (([0.0 0.0], [0.0 0.0]),), hcat(1.0), [0]; optimizer = sgd(1.0), state = ())[1]
(([0.5 -0.5], [0.5 -0.5]),)
```
"""
training_step(layers, params, x, labels, masks = (); optimizer, state) =
    _training_step(layers, params, x, labels, masks, optimizer, state)

function _training_step(layers, params, x, labels, masks, optimizer, state)
    @nospecialize
    name = :training_step
    _check_network(name, layers, params)
    x = _checked_input(name, layers, params, x)
    classes = size(params[end][1], 2)
    _check_labels(name, x, labels, classes)
    masks = _checked_masks(name, layers, params, x, masks)
    _check_optimizer(name, optimizer)
    _check_state(name, optimizer, state, params)
    params, state = _given_away(params, state)
    t = _one_hot!(zeros(eltype(x), _samples(x), classes), labels, 1:_samples(x))
    state, loss = _descend!(_training_room(layers, params), layers, params, x, t, masks, optimizer, state, _backpropagate!)
    params, state, loss
end

"""
    train(layers, params, x, labels, draws; optimizer, state, mask_draws = (), gradient = "backpropagation")

Parameters and state after many steps, and the loss after each.

Every step takes the batch that its row of `draws` points to, see [`draw_batch`](@ref), and does what [`training_step`](@ref)
does with it. What comes out can go in again to continue. `x` is a matrix (samples, m), best from [`contiguous_rows`](@ref),
or an array (row, column, channel, sample) of images, `labels` a vector (samples,), `draws` a matrix (steps, h) of uniform draws, `mask_draws` a tuple with an array (steps, h, k) of
uniform draws for each dropout layer, or an empty one, to multiply by 1 - rate instead. `gradient` is "backpropagation" or
"numerical", as [`fast_numerical_network_gradients`](@ref) does it.

```jldoctest
julia> x, labels, draws = hcat([1.0, -1.0]), [0, 1], repeat([0.2 0.7], 9);

julia> losses = train(("dense",), (([0.0 0.0], [0.0 0.0]),), x, labels, draws; optimizer = sgd(1.0), state = ())[3];

julia> println(round.(losses, digits = 2))
[0.31, 0.19, 0.14, 0.11, 0.09, 0.08, 0.07, 0.06, 0.05]
```
"""
train(layers, params, x, labels, draws; optimizer, state, mask_draws = (), gradient = "backpropagation") =
    _train(layers, params, x, labels, draws, optimizer, state, mask_draws, gradient)

function _train(layers, params, x, labels, draws, optimizer, state, mask_draws, gradient)
    @nospecialize
    name = :train
    _check_network(name, layers, params)
    _check_input(name, layers, params, x)
    classes = size(params[end][1], 2)
    _check_labels(name, x, labels, classes)
    check_draws(name, :draws, draws, 2)
    if size(draws, 2) == 0
        throw(ArgumentError("$name: draws must have at least one column; got $(describe(draws))"))
    end
    _check_optimizer(name, optimizer)
    _check_state(name, optimizer, state, params)
    _check_mask_draws(name, _dropout_widths(layers, params), draws, mask_draws)
    if !(gradient isa AbstractString) || !(gradient in ("backpropagation", "numerical"))
        expected = "gradient must be \"backpropagation\" or \"numerical\""
        throw(ArgumentError("$name: $expected; got $(describe(gradient))"))
    end
    params, state = _given_away(params, state)
    T = eltype(params[1][1])
    losses = zeros(T, size(draws, 1))
    batch = _empty_batch(T, x, size(draws, 2))
    t = zeros(T, size(draws, 2), classes)
    room = _training_room(layers, params)
    rates = Any[layer[2] for layer in layers if _is_dropout(layer)]
    gradients! = gradient == "numerical" ? _numerical! : _backpropagate!
    for step in 1:size(draws, 1)
        rows = _drawn_rows(draws[step, :], _samples(x))
        _gather!(parent(batch), x, rows)
        _one_hot!(t, labels, rows)
        masks = Any[_in_type(T, dropout_mask(mask_draws[k][step, :, :], rates[k])) for k in 1:length(mask_draws)]
        state, losses[step] = _descend!(room, layers, params, batch, t, (masks...,), optimizer, state, gradients!)
    end
    params, state, losses
end

# ---------------------------------------------------------------- the step

struct _TrainingRoom
    outputs::_Outputs
    deltas::Vector
    gradients::Tuple
end

function _training_room(layers, params)
    @nospecialize
    _TrainingRoom(_outputs(layers, params), _deltas(layers, params), _tree_map(_zeros_like, params))
end

# Takes one step in the arrays of `params` and `state`; returns the new state and the loss after the step.
function _descend!(room, layers, params, x, t, masks, optimizer, state, gradients!)
    @nospecialize
    gradients = gradients!(room, layers, params, x, t, masks)
    state = _step!(optimizer, params, gradients, state)
    state, _loss_of_batch!(room.outputs, layers, params, x, t, masks)
end

function _backpropagate!(room, layers, params, x, t, masks)
    @nospecialize
    _forward_network!(room.outputs, layers, params, x, masks)
    _backward_network!(room.gradients, room.deltas, layers, params, x, t, masks, room.outputs)
    room.gradients
end

function _numerical!(room, layers, params, x, t, masks)
    @nospecialize
    _numerical_gradients(layers, params, x, t, masks, STEP)
end

function _one_hot!(t, labels, rows)
    fill!(t, zero(eltype(t)))
    for (i, row) in enumerate(rows)
        t[i, labels[row]+1] = one(eltype(t))
    end
    t
end

# Room for samples of x. The rows of a batch are gathered as columns, each in one piece, and looked at as rows; images lie in
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

function _check_labels(function_name, x, labels, classes)
    @nospecialize
    check_labels(function_name, :labels, labels, classes)
    if length(labels) != _samples(x)
        refuse_sizes(function_name, "there must be a label for each sample of x", (:x => x, :labels => labels))
    end
end

function _check_mask_draws(function_name, widths, draws, mask_draws)
    @nospecialize
    if !(mask_draws isa Tuple)
        throw(ArgumentError("$function_name: mask_draws must be a tuple of arrays; got $(describe(mask_draws))"))
    end
    if !isempty(mask_draws) && length(mask_draws) != length(widths)
        expected = "mask_draws must hold none or one for each of $(length(widths)) dropout layers"
        throw(ArgumentError("$function_name: $expected; got $(length(mask_draws))"))
    end
    for k in 1:length(mask_draws)
        one, width = mask_draws[k], widths[k]
        check_draws(function_name, :mask_draws, one, 3)
        if size(one) != (size(draws)..., width)
            expected = "each of mask_draws must have the size of draws and $width columns"
            refuse_sizes(function_name, expected, (:draws => draws, :mask_draws => one))
        end
    end
end
