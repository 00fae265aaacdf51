# The two passes through a network, forward and backward, and what is checked before them. network.jl, numerical.jl and
# training.jl share them. Twin: pyjuliann/nn/_passes.py.

# ---------------------------------------------------------------- checks

const ACTIVATIONS = ("sigmoid", "relu")

_is_dense(@nospecialize(layer)) = layer == "dense"
_is_dropout(@nospecialize(layer)) = layer isa Tuple && length(layer) == 2 && layer[1] == "dropout"

function _check_network(function_name, layers, params)
    @nospecialize
    _check_layers(function_name, layers)
    pairs = "params must be a tuple of pairs (w, b)"
    params isa Tuple || throw(ArgumentError("$function_name: $pairs; got $(describe(params))"))
    dense = _count_layers(_is_dense, layers)
    if length(params) != dense
        expected = "params must have one pair (w, b) for each of $dense dense layers"
        throw(ArgumentError("$function_name: $expected; got $(length(params))"))
    end
    for number in 1:dense
        pair = params[number]
        if !(pair isa Tuple) || length(pair) != 2
            throw(ArgumentError("$function_name: $pairs; got $(describe(pair)) in it"))
        end
        w, b = pair
        check_float_array(function_name, "w of dense layer $number", w, 2)
        check_float_array(function_name, "b of dense layer $number", b, 2)
        if number > 1
            before = params[number-1][1]
            if size(w, 1) != size(before, 2)
                expected = "rows of w of dense layer $number must equal columns of that before it"
                refuse_sizes(function_name, expected, (:before => before, :w => w))
            end
        end
        check_filled(function_name, "w of dense layer $number", w)
        if size(b) != (1, size(w, 2))
            expected = "b of dense layer $number must be one row, as wide as w"
            refuse_sizes(function_name, expected, (:w => w, :b => b))
        end
    end
    T = eltype(params[1][1])
    for pair in params, array in pair
        if eltype(array) != T
            types = join(sort([string(T), string(eltype(array))]), ", ")
            throw(ArgumentError("$function_name: all parameters must have one type; got $types"))
        end
    end
end

function _count_layers(kind, layers)
    @nospecialize
    n = 0
    for layer in layers
        n += kind(layer)
    end
    n
end

function _check_layers(function_name, layers)
    @nospecialize
    layers isa Tuple || throw(ArgumentError("$function_name: layers must be a tuple; got $(describe(layers))"))
    for layer in layers
        if _is_dropout(layer)
            check_between(function_name, "the rate of a dropout layer", layer[2], 0, 1)
        elseif !(layer isa AbstractString) || !(layer == "dense" || layer in ACTIVATIONS)
            expected = "a layer must be \"dense\", \"sigmoid\", \"relu\" or (\"dropout\", rate)"
            throw(ArgumentError("$function_name: $expected; got $(describe(layer))"))
        end
    end
    if isempty(layers) || layers[end] != "dense"
        throw(ArgumentError("$function_name: the last layer must be \"dense\"; got $(length(layers)) layers"))
    end
end

function _check_input(function_name, params, x)
    @nospecialize
    w = params[1][1]
    check_real_array(function_name, :x, x, 2)
    if size(x, 2) != size(w, 1)
        refuse_sizes(function_name, "columns of x must equal rows of the first w", (:x => x, :w => w))
    end
    check_filled(function_name, :x, x)
end

function _checked_input(function_name, params, x)
    @nospecialize
    _check_input(function_name, params, x)
    _in_type(eltype(params[1][1]), x)
end

_in_type(T, @nospecialize(x)) = eltype(x) == T ? x : convert(AbstractMatrix{T}, x)

function _checked_batch(function_name, layers, params, x, t, masks)
    @nospecialize
    x = _checked_input(function_name, params, x)
    w = params[end][1]
    check_real_array(function_name, :t, t, 2)
    if size(t) != (size(x, 1), size(w, 2))
        expected = "t must have a row for each row of x and a column for each column of the last w"
        refuse_sizes(function_name, expected, (:x => x, :w => w, :t => t))
    end
    x, _in_type(eltype(w), t), _checked_masks(function_name, layers, params, x, masks)
end

# There must be no masks, or one per dropout layer.
function _checked_masks(function_name, layers, params, x, masks)
    @nospecialize
    masks isa Tuple || throw(ArgumentError("$function_name: masks must be a tuple of matrices; got $(describe(masks))"))
    widths = _dropout_widths(layers, params)
    if !isempty(masks) && length(masks) != length(widths)
        expected = "masks must hold none or one for each of $(length(widths)) dropout layers"
        throw(ArgumentError("$function_name: $expected; got $(length(masks))"))
    end
    fitted = Any[]
    for i in 1:length(masks)
        mask, width = masks[i], widths[i]
        check_real_array(function_name, "every mask", mask, 2)
        if size(mask) != (size(x, 1), width)
            expected = "a mask must have a row for each row of x and $width columns"
            refuse_sizes(function_name, expected, (:x => x, :mask => mask))
        end
        push!(fitted, _in_type(eltype(x), mask))
    end
    (fitted...,)
end

# How many numbers of a sample pass each dropout layer.
function _dropout_widths(layers, params)
    @nospecialize
    widths, width, dense = Int[], size(params[1][1], 1), 0
    for layer in layers
        if layer == "dense"
            dense += 1
            width = size(params[dense][1], 2)
        elseif _is_dropout(layer)
            push!(widths, width)
        end
    end
    widths
end

# ---------------------------------------------------------------- the two passes
# They are not specialised on the types of a network, or the compiler would start anew for each; what runs through an array is.

# Room for what comes out of every layer, or for the gradients that go back: filled on first use, kept for the next batch.
_outputs(@nospecialize(layers), @nospecialize(params)) = _rooms(eltype(params[1][1]), length(layers))
_rooms(T, count) = Vector{Matrix{T}}(undef, count)

function _room!(outputs, i, rows, columns)
    if !isassigned(outputs, i) || size(outputs[i]) != (rows, columns)
        outputs[i] = eltype(outputs)(undef, rows, columns)
    end
    outputs[i]
end

# Returns the logits. An activation works in the array of the dense layer before it, whose own output nobody needs any more.
function _forward!(outputs, layers, params, x, masks)
    @nospecialize
    dense = noise = 0
    for i in 1:length(layers)
        layer = layers[i]
        a = i == 1 ? x : outputs[i-1]
        if layer == "dense"
            w, b = params[dense += 1]
            _add_row!(product!(_room!(outputs, i, size(a, 1), size(w, 2)), a, w), b)
        elseif _is_dropout(layer)
            y = _room!(outputs, i, size(a, 1), size(a, 2))
            isempty(masks) ? _scale!(y, a, 1 - Float64(layer[2])) : _multiply!(y, a, masks[noise += 1])
        else
            in_place = i > 1 && layers[i-1] == "dense"
            y = in_place ? outputs[i-1] : copyto!(_room!(outputs, i, size(a, 1), size(a, 2)), a)
            outputs[i] = layer == "sigmoid" ? _sigmoid!(y) : _relu!(y)
        end
    end
    outputs[end]
end

function _loss_of_batch!(outputs, layers, params, x, t, masks)
    @nospecialize
    _mean_cross_entropy(_softmax_rows!(_forward!(outputs, layers, params, x, masks)), t)
end

# Writes the gradients of the loss with respect to `params`; `outputs` is what `_forward!` wrote, the logits are used up.
function _backward!(gradients, deltas, layers, params, x, t, masks, outputs)
    @nospecialize
    delta = _logit_gradient!(_softmax_rows!(outputs[end]), t)
    dense, noise = length(params), length(masks)
    for i in length(layers):-1:1
        layer = layers[i]
        if layer == "dense"
            before = i == 1 ? x : outputs[i-1]
            dw, db = gradients[dense]
            product!(dw, transpose(before), delta)
            _column_sums!(db, delta)
            dense == 1 && break  # nothing before this layer has parameters
            delta = product!(_room!(deltas, i, size(before, 1), size(before, 2)), delta, transpose(params[dense][1]))
            dense -= 1
        elseif layer == "sigmoid"
            _sigmoid_delta!(delta, outputs[i])
        elseif layer == "relu"
            _relu_delta!(delta, outputs[i])
        elseif isempty(masks)
            _scale!(delta, delta, 1 - Float64(layer[2]))
        else
            _multiply!(delta, delta, masks[noise])
            noise -= 1
        end
    end
end

# Loops, not broadcasts: those take the compiler long.

function _add_row!(u, b)
    for j in axes(u, 2)
        @inbounds @simd for i in axes(u, 1)
            u[i, j] += b[j]
        end
    end
    u
end

function _column_sums!(db, delta)
    for j in axes(delta, 2)
        sum = zero(eltype(delta))
        for i in axes(delta, 1)
            @inbounds sum += delta[i, j]
        end
        db[j] = sum
    end
    db
end

function _relu!(u)
    @inbounds @simd for i in eachindex(u)
        u[i] = ifelse(u[i] <= 0, zero(eltype(u)), u[i])
    end
    u
end

function _relu_delta!(delta, y)
    @inbounds @simd for i in eachindex(delta, y)
        delta[i] = ifelse(y[i] > 0, delta[i], zero(eltype(delta)))
    end
end

function _sigmoid_delta!(delta, y)
    @inbounds @simd for i in eachindex(delta, y)
        delta[i] = delta[i] * y[i] * (one(eltype(y)) - y[i])
    end
end

function _logit_gradient!(y, t)
    h = eltype(y)(size(y, 1))
    @inbounds @simd for i in eachindex(y, t)
        y[i] = (y[i] - t[i]) / h
    end
    y
end

function _scale!(y, x, factor)
    factor = eltype(y)(factor)
    @inbounds @simd for i in eachindex(y, x)
        y[i] = x[i] * factor
    end
end

function _multiply!(y, x, mask)
    @inbounds @simd for i in eachindex(y, x, mask)
        y[i] = x[i] * mask[i]
    end
end
