# Layers at work in a network: by their rows of the table, and in forms that are faster.
#
# What goes from step to step has the axes that the lessons show, (row, column, channel, sample). The fast forms lay it in memory
# as (sample, row, column, channel), the samples next to each other. So windows are copied and compared in long stretches, what a
# matrix product gives is already in the order of the next layer, and flattening copies nothing.
#
# A convolution, the ReLU after it and a max pooling without overlap are one step. Its columns are sorted by where in a pooled
# window a place lies: then the maximum is one of whole blocks of memory, and the bias and the ReLU, which keep the order of
# numbers, need only be applied to what is left. Twin: pyjuliann/nn/_images.py.

const CHUNK = 512  # so many numbers of several arrays stay in the fastest cache

# A layer at work in numbers of type T. `Form` says how: `:plain`, by its row of the table, `:in_place`, or the kind of layer. The
# arrays in `buffers` are used again for the next batch.
mutable struct _Step{T,Form}
    kind::String
    row::Layer
    settings::Tuple
    window::Tuple{Int,Int}  # of the max pooling that a convolution has taken over
    pool_stride::Int
    pooled::Bool
    rectified::Bool         # whether it has taken over a ReLU
    buffers::Dict{Symbol,Matrix{T}}
end

_step(T, form, kind, @nospecialize(settings)) =
    _Step{T,form}(kind, _row(kind), settings, (1, 1), 1, false, false, Dict{Symbol,Matrix{T}}())

# The array of that name; what is in it is not defined.
function _buffer!(step::_Step{T}, name, rows, columns) where {T}
    array = get(step.buffers, name, nothing)
    array !== nothing && size(array) == (rows, columns) && return array
    step.buffers[name] = Matrix{T}(undef, rows, columns)
end

# Whether a step takes over the layer that follows: a convolution a ReLU and a max pooling without overlap, after which
# nothing joins.
function _joins!(step, kind, settings)
    @nospecialize
    step isa _Step{<:Any,:convolution} && !step.pooled || return false
    if kind == "relu" && !step.rectified
        step.rectified = true
    elseif kind == "max_pooling" && settings[3] == 0 && settings[2] >= maximum(settings[1])
        step.pooled, step.window, step.pool_stride = true, _plain(settings[1]), Int(settings[2])
    else
        return false
    end
    true
end

# What a step makes of x, the gradients of its (w, b), and the gradient of x, which is asked for after these; that of y is used up.
_forward!(step::_Step, x, given...) = step.row.forward(x, given..., step.settings...)
_gradients!(step::_Step, dy, x, y, given...) = step.row.gradients(dy, x, given..., step.settings...)
_backward!(step::_Step, dy, x, y, given...) = step.row.backward(dy, x, y, given..., step.settings...)

# ---------------------------------------------------------------- on rows

_forward!(step::_Step{<:Any,:dense}, x, w, b) =
    _add_bias!(product!(_buffer!(step, :y, size(x, 1), size(w, 2)), x, w), b)

# `last` is done to every number after its bias is added.
function _add_bias!(y, b, last = identity)
    for j in axes(y, 2)
        @inbounds @simd for i in axes(y, 1)
            y[i, j] = last(y[i, j] + b[j])
        end
    end
    y
end

_gradients!(step::_Step{<:Any,:dense}, dy, x, y, w, b) =
    product!(_buffer!(step, :dw, size(w)...), transpose(x), dy), _column_sums!(_buffer!(step, :db, 1, size(w, 2)), dy)

_backward!(step::_Step{<:Any,:dense}, dy, x, y, w, b) = product!(_buffer!(step, :dx, size(x)...), dy, transpose(w))

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

_forward!(step::_Step{<:Any,:dropout}, x, mask) = _multiply!(_buffer!(step, :y, size(x)...), x, mask)
_backward!(step::_Step{<:Any,:dropout}, dy, x, y, mask) = _multiply!(dy, dy, mask)

_multiply!(y, x, mask) = @each y[i] = x[i] * mask[i]
_multiply!(y, x, share::Number) = @each y[i] = x[i] * share

_forward!(step::_Step{<:Any,:in_place}, x) = (step.row.in_place[1](_memory(x)); x)

function _forward!(step::_Step{<:Any,:activation}, x)
    x = ndims(x) == 4 ? _samples_first(x) : x
    y = reshape(_buffer!(step, :y, length(x), 1), size(x))
    step.row.in_place[1](copyto!(y, x))
    ndims(y) == 4 ? _turned(y) : y
end

_backward!(step::Union{_Step{<:Any,:in_place},_Step{<:Any,:activation}}, dy, x, y) =
    (step.row.in_place[2](_memory(dy), _memory(y)); dy)

# ---------------------------------------------------------------- images in memory

const Images{T} = PermutedDimsArray{T,4,(2, 3, 4, 1),(4, 1, 2, 3),Array{T,4}}

# Images (sample, row, column, channel) seen as (row, column, channel, sample), and the other way round.
_turned(x) = PermutedDimsArray(x, (2, 3, 4, 1))
_samples_first(x::Images) = parent(x)
_samples_first(x) = _gather!(Array{eltype(x),4}(undef, size(x, 4), size(x, 1), size(x, 2), size(x, 3)), x, axes(x, 4))

_memory(x) = x
_memory(x::Images) = parent(x)

_image_matrix(x) = reshape(x, :, size(x, 4))  # a column for each channel of images with the samples first

_forward!(step::_Step{<:Any,:flatten}, x) = (x = _samples_first(x); reshape(x, size(x, 1), :))
_backward!(step::_Step{<:Any,:flatten}, dy, x, y) = _turned(reshape(dy, size(x, 4), size(x, 1), size(x, 2), size(x, 3)))

# Zeros in the size of what went into a step, samples first.
_image_delta!(step, x) =
    fill!(reshape(_buffer!(step, :dx, length(x), 1), size(x, 4), size(x, 1), size(x, 2), size(x, 3)), 0)

# ---------------------------------------------------------------- convolution, with ReLU and max pooling

_area(step) = step.window[1] * step.window[2]

# Calls action(first row, pads) for each place of a pooled window, along its rows: the rows of the columns that belong to it, and
# how they lie on the images, where `stride` is from place to place.
function _each_block(action, window, stride, pad, places)
    for at in 0:prod(window)-1
        row, column = divrem(at, window[2])
        action(at * places, (pad - row * stride, pad - column * stride))
    end
end

_forward!(step::_Step{<:Any,:convolution}, x, w, b) = _convolve!(step, x, w, b)

function _convolve!(step, x, w, b)
    x = _samples_first(x)
    (stride, pad), area, filters, window = Int.(step.settings), _area(step), size(w, 4), size(w)[1:2]
    out = _output_rows_columns(_output_rows_columns(size(x)[2:3], window, stride, pad), step.window, step.pool_stride, 0)
    places = size(x, 1) * out[1] * out[2]
    columns = _buffer!(step, :columns, area * places, window[1] * window[2] * size(x, 4))
    pad > 0 && fill!(columns, 0)
    _each_block(step.window, stride, pad, places) do first, pads
        _fill_columns!(columns, first, x, 0, size(x, 1), size(x)[2:4], window, stride * step.pool_stride, pads, out)
    end
    y = _buffer!(step, :y, places, filters)
    if area == 1
        product!(y, columns, _filters(w))
    else
        u = product!(_buffer!(step, :u, area * places, filters), columns, _filters(w))
        _largest!(y, _buffer!(step, :places, places, filters), u, area)
    end
    step.rectified ? _add_bias!(y, b, _rectified) : _add_bias!(y, b)
    _turned(reshape(y, size(x, 1), out..., filters))
end

# Each of the `area` blocks of rows of u has the same place of all windows; `place` says which holds the maximum.
function _largest!(y, place, u, area)
    T, count = eltype(y), size(y, 1)
    for f in axes(y, 2), start in 1:CHUNK:count
        chunk = start:min(start + CHUNK - 1, count)
        @inbounds @simd for i in chunk
            y[i, f] = u[i, f]
            place[i, f] = one(T)
        end
        for at in 2:area
            block, mark = (at - 1) * count, T(at)
            @inbounds @simd for i in chunk
                v, best = u[block+i, f], y[i, f]
                better = !(v <= best) & (best == best)  # NaN is larger than every number
                y[i, f] = ifelse(better, v, best)
                place[i, f] = ifelse(better, mark, place[i, f])
            end
        end
    end
end

function _route!(routed, place, delta, area)
    count = size(delta, 1)
    for f in axes(delta, 2), start in 1:CHUNK:count
        chunk = start:min(start + CHUNK - 1, count)
        for at in 1:area
            block, mark = (at - 1) * count, eltype(place)(at)
            @inbounds @simd for i in chunk
                routed[block+i, f] = ifelse(place[i, f] == mark, delta[i, f], zero(eltype(delta)))
            end
        end
    end
    routed
end

# The gradient of what the product gave is left in the buffers, for `_backward!`.
function _gradients!(step::_Step{<:Any,:convolution}, dy, x, y, w, b)
    delta, area = _image_matrix(_samples_first(dy)), _area(step)
    step.rectified && _relu_delta!(delta, _image_matrix(_samples_first(y)))
    db = _column_sums!(_buffer!(step, :db, 1, size(w, 4)), delta)
    area > 1 && (delta = _route!(_buffer!(step, :routed, area * size(delta, 1), size(delta, 2)), step.buffers[:places], delta, area))
    step.buffers[:delta] = delta
    dw = _buffer!(step, :dw, length(w) ÷ size(w, 4), size(w, 4))
    reshape(product!(dw, transpose(step.buffers[:columns]), delta), size(w)), db
end

function _backward!(step::_Step{<:Any,:convolution}, dy, x, y, w, b)
    columns, dx = step.buffers[:columns], _image_delta!(step, x)
    parts = product!(_buffer!(step, :parts, size(columns)...), step.buffers[:delta], transpose(_filters(w)))
    stride, pad = Int.(step.settings)
    _each_block(step.window, stride, pad, size(columns, 1) ÷ _area(step)) do first, pads
        _add_columns!(dx, 0, parts, first, size(dx, 1), size(dx)[2:4], size(w)[1:2], stride * step.pool_stride, pads, size(y)[1:2])
    end
    _turned(dx)
end

# ---------------------------------------------------------------- pooling by itself

# What pool!(y, blocks, area) makes of the images as every place of a window sees them, in one block of rows after the other; what
# lies in the padding is `outside`.
function _pooled!(pool!, step, x, outside)
    x, (window, stride, pad) = _samples_first(x), map(_plain, step.settings)
    out = _output_rows_columns(size(x)[2:3], window, stride, pad)
    places = size(x, 1) * out[1] * out[2]
    blocks = _buffer!(step, :blocks, prod(window) * places, size(x, 4))
    pad > 0 && fill!(blocks, outside)
    _each_block(window, 1, pad, places) do first, pads
        _fill_columns!(blocks, first, x, 0, size(x, 1), size(x)[2:4], (1, 1), stride, pads, out)
    end
    y = _buffer!(step, :y, places, size(x, 4))
    pool!(y, blocks, prod(window))
    _turned(reshape(y, size(x, 1), out..., size(x, 4)))
end

# The gradient of what went into a pooling layer, from that of its blocks.
function _add_blocks!(step, x, blocks, out)
    dx, (window, stride, pad) = _image_delta!(step, x), map(_plain, step.settings)
    _each_block(window, 1, pad, size(blocks, 1) ÷ prod(window)) do first, pads
        _add_columns!(dx, 0, blocks, first, size(dx, 1), size(dx)[2:4], (1, 1), stride, pads, out)
    end
    _turned(dx)
end

_forward!(step::_Step{<:Any,:max_pooling}, x) = _pooled!(step, x, -Inf) do y, blocks, area
    _largest!(y, _buffer!(step, :places, size(y)...), blocks, area)
end

function _backward!(step::_Step{<:Any,:max_pooling}, dy, x, y)
    blocks = _route!(step.buffers[:blocks], step.buffers[:places], _image_matrix(_samples_first(dy)), prod(step.settings[1]))
    _add_blocks!(step, x, blocks, size(y)[1:2])
end

_forward!(step::_Step{<:Any,:average_pooling}, x) = _pooled!(_average!, step, x, 0)

function _average!(y, blocks, area)
    count = size(y, 1)
    fill!(y, 0)
    for c in axes(y, 2), at in 0:area-1
        @inbounds @simd for j in 1:count
            y[j, c] += blocks[at*count+j, c]
        end
    end
    @each y[i] /= eltype(y)(area)
end

function _backward!(step::_Step{<:Any,:average_pooling}, dy, x, y)
    blocks = _share!(step.buffers[:blocks], _image_matrix(_samples_first(dy)), prod(step.settings[1]))
    _add_blocks!(step, x, blocks, size(y)[1:2])
end

function _share!(blocks, delta, area)
    @each delta[i] /= eltype(delta)(area)
    for at in 0:area-1, c in axes(delta, 2), j in axes(delta, 1)
        @inbounds blocks[at*size(delta, 1)+j, c] = delta[j, c]
    end
    blocks
end
