# The two passes through a network, forward and backward. network.jl, numerical.jl and training.jl share them. What is given to
# them has been checked. Twin: pyjuliann/nn/_passes.py.
#
# They are not specialised on the types of a network, or the compiler would start anew for each; what runs through an array is.

# Room for what comes out of every layer, or for the gradients that go back: filled on first use, kept for the next batch.
_rooms(T, count) = Vector{Matrix{T}}(undef, count)

function _room!(outputs, i, rows, columns)
    if !isassigned(outputs, i) || size(outputs[i]) != (rows, columns)
        outputs[i] = eltype(outputs)(undef, rows, columns)
    end
    outputs[i]
end

struct _Outputs{T}
    images::_ImageRoom{T}      # of the layers up to "flatten", if there are any
    rows::Vector{Matrix{T}}    # of the layers after it
end

function _outputs(layers, params)
    @nospecialize
    T, last = eltype(params[1][1]), _image_part(layers)
    _Outputs{T}(_image_room(T, layers[1:max(0, last - 1)]), _rooms(T, length(layers) - last))
end

_deltas(@nospecialize(layers), @nospecialize(params)) = _rooms(eltype(params[1][1]), length(layers))

# Splits a network: the parameters of its images, then the layers and parameters of its rows.
function _split(layers, params)
    @nospecialize
    last, convolutions = _image_part(layers), _count_layers(_is_convolution, layers)
    params[1:convolutions], layers[last+1:end], params[convolutions+1:end]
end

# Returns the logits.
function _forward_network!(outputs, layers, params, x, masks)
    @nospecialize
    filters, layers, params = _split(layers, params)
    _forward!(outputs.rows, layers, params, _rows!(outputs, filters, x), masks)
end

# The rows that go into the first layer after the images. A network without images has them already.
_rows!(outputs, @nospecialize(filters), @nospecialize(x)) =
    ndims(x) == 4 ? _forward_images!(outputs.images, filters, x) : x

# A network of matrices; returns the logits. An activation works in the array of the dense layer before it, whose own output nobody needs any more.
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
            outputs[i] = _activation(layer).forward(y)
        end
    end
    outputs[end]
end

function _loss_of_batch!(outputs, layers, params, x, t, masks)
    @nospecialize
    _mean_cross_entropy(_softmax_rows!(_forward_network!(outputs, layers, params, x, masks)), t)
end

# Writes the gradients of the loss with respect to `params`; `outputs` is what `_forward_network!` wrote, the logits are used up.
function _backward_network!(gradients, deltas, layers, params, x, t, masks, outputs)
    @nospecialize
    filters, layers, params = _split(layers, params)
    images = outputs.images
    rows = ndims(x) == 4 ? _flattened(images) : x
    of_rows = gradients[length(filters)+1:end]
    delta = _backward!(of_rows, deltas, layers, params, rows, t, masks, outputs.rows, isempty(filters))
    isempty(filters) || _backward_images!(gradients[1:length(filters)], images, filters, delta)
end

# A network of matrices. Returns the gradient of what went in, or with `stop` something else: then nothing before the first
# dense layer has parameters.
function _backward!(gradients, deltas, layers, params, x, t, masks, outputs, stop)
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
            stop && dense == 1 && break
            delta = product!(_room!(deltas, i, size(before, 1), size(before, 2)), delta, transpose(params[dense][1]))
            dense -= 1
        elseif _is_activation(layer)
            delta = _activation(layer).backward(delta, outputs[i])
        elseif isempty(masks)
            _scale!(delta, delta, 1 - Float64(layer[2]))
        else
            _multiply!(delta, delta, masks[noise])
            noise -= 1
        end
    end
    delta
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
