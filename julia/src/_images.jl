# The part of a network in which data are images: everything before the layer "flatten", forward and backward.
#
# Inside, images are matrices with a column for each channel, whose rows are (sample, row, column), the samples next to each
# other in memory. So windows are copied and compared in long stretches, what a matrix product gives is already in the order of
# the next layer, and flattening copies nothing.
#
# A convolution, the ReLU after it and a max pooling without overlap are one stage. Its columns are sorted by where in a pooled
# window a place lies: then the maximum is one of whole blocks of memory, and the bias and the ReLU, which keep the order of
# numbers, need only be applied to what is left. Twin: pyjuliann/nn/_images.py.

const CHUNK = 512  # so many numbers of several arrays stay in the fastest cache

# What is done in one go: a convolution with what follows it, a pooling layer, or an activation.
struct _Stage
    kind::String
    stride::Int
    pad::Int
    window::Tuple{Int,Int}  # of the pooling
    pool_stride::Int
    rectified::Bool
end

_area(stage) = stage.window[1] * stage.window[2]

# The stages of the layers before "flatten".
function _stages(layers)
    @nospecialize
    stages = _Stage[]
    for layer in layers
        joins = !isempty(stages) && stages[end].kind == "convolution" && stages[end].window == (1, 1)
        if !_is_image_layer(layer)
            if layer == "relu" && joins && !stages[end].rectified
                last = pop!(stages)
                push!(stages, _Stage(last.kind, last.stride, last.pad, last.window, last.pool_stride, true))
            else
                push!(stages, _Stage(layer, 1, 0, (1, 1), 1, false))
            end
            continue
        end
        described = _image_layer(layer)
        if described[1] == "convolution"
            push!(stages, _Stage("convolution", described[2], described[3], (1, 1), 1, false))
            continue
        end
        window, stride, pad = _plain(described[2]), Int(described[3]), Int(described[4])
        if described[1] == "max_pooling" && joins && pad == 0 && stride >= max(window[1], window[2])
            last = pop!(stages)
            push!(stages, _Stage(last.kind, last.stride, last.pad, window, stride, last.rectified))
        else
            push!(stages, _Stage(described[1], 1, pad, window, stride, false))
        end
    end
    stages
end

# Room for the arrays of every stage, filled on first use, kept for the next batch. `sizes` are (samples, rows, columns,
# channels) of what goes into each stage, and at last of what comes out.
struct _ImageRoom{T}
    stages::Vector{_Stage}
    sizes::Vector{NTuple{4,Int}}
    values::Vector{Matrix{T}}    # what goes into each stage, and at last what comes out
    columns::Vector{Matrix{T}}
    products::Vector{Matrix{T}}
    places::Vector{Matrix{T}}    # where in its window each maximum stands
    routed::Vector{Matrix{T}}    # gradients of `products`
    parts::Vector{Matrix{T}}     # gradients of `columns`
    deltas::Vector{Matrix{T}}    # gradients of `values`
end

function _image_room(T, layers)
    @nospecialize
    stages = _stages(layers)
    n = length(stages)
    _ImageRoom{T}(stages, NTuple{4,Int}[], _rooms(T, n + 1), _rooms(T, n), _rooms(T, n), _rooms(T, n), _rooms(T, n), _rooms(T, n),
        _rooms(T, n))
end

# Images (row, column, channel, sample) with the samples first in memory. A batch of `_empty_batch` has them there already.
_samples_first(x::PermutedDimsArray{T,4,(2, 3, 4, 1),(4, 1, 2, 3),Array{T,4}}) where {T} = parent(x)
_samples_first(x) = _gather!(Array{eltype(x),4}(undef, size(x, 4), size(x, 1), size(x, 2), size(x, 3)), x, axes(x, 4))

# Returns the flattened rows (sample, m). `params` are those before "flatten", `x` an array (row, column, channel, sample) in
# their type.
function _forward_images!(room, params, x)
    @nospecialize
    x = _samples_first(x)
    empty!(room.sizes)
    push!(room.sizes, size(x))
    room.values[1] = reshape(x, :, size(x, 4))
    convolutions = 0
    for i in 1:length(room.stages)
        kind = room.stages[i].kind
        if kind == "convolution"
            w, b = params[convolutions += 1]
            _convolve!(room, i, w, b)
        elseif kind == "max_pooling"
            _max_pool!(room, i)
        elseif kind == "average_pooling"
            _average_pool!(room, i)
        else
            y = copyto!(_next_values!(room, i, room.sizes[i]), room.values[i])
            room.values[i+1] = _activation(kind).forward(y)
        end
    end
    _flattened(room)
end

_flattened(room) = reshape(room.values[end], room.sizes[1][1], :)

function _next_values!(room, i, size)
    push!(room.sizes, size)
    _room!(room.values, i + 1, size[1] * size[2] * size[3], size[4])
end

# Writes the gradients with respect to `params`, from that of the flattened rows, which is used up.
function _backward_images!(gradients, room, params, dout)
    @nospecialize
    delta = reshape(dout, size(room.values[end]))
    remaining = length(params)
    for i in length(room.stages):-1:1
        remaining == 0 && break  # nothing before this stage has parameters
        kind, y = room.stages[i].kind, room.values[i+1]
        if kind == "convolution"
            w, (dw, db) = params[remaining][1], gradients[remaining]
            remaining -= 1
            _convolve_back!(dw, db, room, i, delta, w)
            remaining > 0 && (delta = _convolve_back_images!(room, i, delta, w))
        elseif kind == "max_pooling"
            delta = _max_pool_back!(room, i, delta)
        elseif kind == "average_pooling"
            delta = _average_pool_back!(room, i, delta)
        else
            delta = _activation(kind).backward(delta, y)
        end
    end
end

# Zeros in the size of what went into a stage.
function _image_delta!(room, i)
    x = room.values[i]
    fill!(_room!(room.deltas, i, size(x, 1), size(x, 2)), 0)
end

# ---------------------------------------------------------------- convolution, with ReLU and max pooling

# Rows and columns that come out of a stage.
function _stage_output(stage, size, window)
    conv_rows, conv_columns = _output_rows_columns((size[2], size[3]), window, stage.stride, stage.pad)
    _output_rows_columns((conv_rows, conv_columns), stage.window, stage.pool_stride, 0)
end

function _convolve!(room, i, w, b)
    stage, size = room.stages[i], room.sizes[i]
    window = (Base.size(w, 1), Base.size(w, 2))
    out, area, filters = _stage_output(stage, size, window), _area(stage), Base.size(w, 4)
    places = size[1] * out[1] * out[2]
    columns = _room!(room.columns, i, area * places, window[1] * window[2] * size[4])
    stage.pad > 0 && fill!(columns, 0)
    for at in 1:area
        stride, pads = _offset(stage, at)
        _fill_columns!(columns, (at - 1) * places, room.values[i], 0, size[1], size[2:4], window, stride, pads, out)
    end
    y = _next_values!(room, i, (size[1], out[1], out[2], filters))
    matrix = reshape(w isa Array ? w : Array(w), :, filters)
    if area == 1
        product!(y, columns, matrix)
        _add_bias!(y, b, stage.rectified)
    else
        u = product!(_room!(room.products, i, area * places, filters), columns, matrix)
        _largest!(y, _room!(room.places, i, places, filters), u, area)
        _add_bias!(y, b, stage.rectified)
    end
end

# The stride and padding that belong to one place in a pooled window.
function _offset(stage, at)
    column, row = divrem(at - 1, stage.window[1])
    stage.stride * stage.pool_stride, (stage.pad - row * stage.stride, stage.pad - column * stage.stride)
end

function _add_bias!(y, b, rectified)
    for f in axes(y, 2)
        if rectified
            @inbounds @simd for i in axes(y, 1)
                v = y[i, f] + b[f]
                y[i, f] = ifelse(v <= 0, zero(v), v)
            end
        else
            @inbounds @simd for i in axes(y, 1)
                y[i, f] += b[f]
            end
        end
    end
end

# Each of the `area` blocks of rows of u has the same place of all windows.
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

# The gradient of w and b; that of what the product gave is left in delta, or in room.routed after a max pooling.
function _convolve_back!(dw, db, room, i, delta, w)
    stage = room.stages[i]
    stage.rectified && _relu_delta!(delta, room.values[i+1])
    _column_sums!(db, delta)
    if _area(stage) > 1
        area = _area(stage)
        routed = _room!(room.routed, i, area * size(delta, 1), size(delta, 2))
        _route!(routed, room.places[i], delta, area)
        delta = routed
    end
    product!(reshape(dw, :, size(dw, 4)), transpose(room.columns[i]), delta)
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
end

# The gradient of what went into a convolution.
function _convolve_back_images!(room, i, delta, w)
    stage, size, out = room.stages[i], room.sizes[i], room.sizes[i+1]
    delta = _area(stage) > 1 ? room.routed[i] : delta
    columns = room.columns[i]
    parts = _room!(room.parts, i, Base.size(columns, 1), Base.size(columns, 2))
    product!(parts, delta, transpose(reshape(w isa Array ? w : Array(w), :, Base.size(w, 4))))
    dx, window = _image_delta!(room, i), (Base.size(w, 1), Base.size(w, 2))
    places = Base.size(columns, 1) ÷ _area(stage)
    for at in 1:_area(stage)
        stride, pads = _offset(stage, at)
        _add_columns!(dx, 0, parts, (at - 1) * places, size[1], size[2:4], window, stride, pads, out[2:3])
    end
    dx
end

# ---------------------------------------------------------------- pooling by itself

# The images seen by every place of a window, in one block of rows after the other; what lies in the padding is `outside`.
function _pooled_blocks!(room, i, outside)
    stage, (samples, rows, width, channels) = room.stages[i], room.sizes[i]
    out = _output_rows_columns((rows, width), stage.window, stage.pool_stride, stage.pad)
    places = samples * out[1] * out[2]
    blocks = _room!(room.columns, i, _area(stage) * places, channels)
    stage.pad > 0 && fill!(blocks, outside)
    for at in 1:_area(stage)
        stride, pads = _pool_offset(stage, at)
        _fill_columns!(blocks, (at - 1) * places, room.values[i], 0, samples, (rows, width, channels), (1, 1), stride, pads, out)
    end
    blocks, (samples, out[1], out[2], channels)
end

function _pool_offset(stage, at)
    column, row = divrem(at - 1, stage.window[1])
    stage.pool_stride, (stage.pad - row, stage.pad - column)
end

function _max_pool!(room, i)
    blocks, size = _pooled_blocks!(room, i, -Inf)
    y = _next_values!(room, i, size)
    _largest!(y, _room!(room.places, i, Base.size(y)...), blocks, _area(room.stages[i]))
end

function _max_pool_back!(room, i, delta)
    blocks = room.columns[i]
    _route!(blocks, room.places[i], delta, _area(room.stages[i]))
    _add_blocks!(room, i, blocks)
end

function _average_pool!(room, i)
    blocks, size = _pooled_blocks!(room, i, 0)
    y, area = fill!(_next_values!(room, i, size), 0), _area(room.stages[i])
    count = Base.size(y, 1)
    for c in axes(y, 2), at in 0:area-1
        @inbounds @simd for j in 1:count
            y[j, c] += blocks[at*count+j, c]
        end
    end
    _divide!(y, area)
end

function _divide!(y, divisor)
    divisor = eltype(y)(divisor)
    @inbounds @simd for i in eachindex(y)
        y[i] /= divisor
    end
    y
end

function _average_pool_back!(room, i, delta)
    blocks, area = room.columns[i], _area(room.stages[i])
    _divide!(delta, area)
    for at in 0:area-1, c in axes(delta, 2), j in axes(delta, 1)
        @inbounds blocks[at*size(delta, 1)+j, c] = delta[j, c]
    end
    _add_blocks!(room, i, blocks)
end

# The gradient of what went into a pooling layer, from that of its blocks.
function _add_blocks!(room, i, blocks)
    stage, (samples, rows, width, channels) = room.stages[i], room.sizes[i]
    dx, out = _image_delta!(room, i), room.sizes[i+1][2:3]
    for at in 1:_area(stage)
        stride, pads = _pool_offset(stage, at)
        places = size(blocks, 1) ÷ _area(stage)
        _add_columns!(dx, 0, blocks, (at - 1) * places, samples, (rows, width, channels), (1, 1), stride, pads, out)
    end
    dx
end
