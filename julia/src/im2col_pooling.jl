# Pooling through im2col: the maximum or the average over some columns of a matrix (posts 15 and 17).
# The columns of each channel are the pixels of a window, read along its rows as in pooling.jl, which has the same layers as they
# are defined. Twin: pyjuliann/nn/im2col_pooling.py.

"""
    im2col_max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

What [`max_pooling_forward`](@ref) returns: the maximum over the columns of each channel of im2col(x).

    im2col_max_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1] == [6 14; 8 16]
"""
function im2col_max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    @contract im2col_max_pooling_forward x::Real"rows columns channels samples" window::Window stride::Stride pad::PoolingPad
    columns = _columns(x, window, stride, pad)
    largest = map(k -> columns[k], _largest(columns, x, window, stride, pad))
    _as_outputs(largest, _output_rows_columns(size(x), window, stride, pad))
end

"""
    im2col_max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)

What [`max_pooling_backward`](@ref) returns, but for rounding where windows overlap, through col2im.

    im2col_max_pooling_backward(fill(5, 1, 1, 1, 1), reshape([1, 7, 7, 2], 2, 2, 1, 1))[:, :, 1, 1] == [0 5; 0 0]
"""
function im2col_max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)
    @contract(im2col_max_pooling_backward, dout::Real"out_rows out_columns channels samples",
        x::Real"rows columns channels samples", window::Window, stride::Stride, pad::PoolingPad)
    largest = _largest(_columns(x, window, stride, pad), x, window, stride, pad)
    columns = zeros(eltype(dout), size(largest, 1), window[1] * window[2] * size(x, 3))
    columns[largest] = _as_rows(dout)
    _images(columns, size(x), window, stride, pad)
end

"""
    im2col_average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

What [`average_pooling_forward`](@ref) returns: the mean over the columns of each channel of im2col(x).

    im2col_average_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1] == [3.5 11.5; 5.5 13.5]
"""
function im2col_average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    @contract im2col_average_pooling_forward x::Real"rows columns channels samples" window::Window stride::Stride pad::PoolingPad
    means = _added(_columns(float(x), window, stride, pad), window) ./ prod(window)
    _as_outputs(means, _output_rows_columns(size(x), window, stride, pad))
end

"""
    im2col_average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)

What [`average_pooling_backward`](@ref) returns, but for rounding where windows overlap, through col2im.

    im2col_average_pooling_backward(fill(8, 1, 1, 1, 1), (2, 2, 1, 1))[:, :, 1, 1] == [2 2; 2 2]
"""
function im2col_average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)
    @contract(im2col_average_pooling_backward, dout::Real"out_rows out_columns channels samples", size::ImageSize,
        window::Window, stride::Stride, pad::PoolingPad)
    area = window[1] * window[2]
    columns = repeat(float(_as_rows(dout)) ./ area, inner = (1, area))
    _images(columns, size, window, stride, pad)
end

# The places of a window along its rows, by where they stand among the columns of a channel.
_along_rows(window) = vec(permutedims(reshape(1:prod(window), window)))

# The sums over the columns of each channel, one after the other.
function _added(columns, window)
    total = zeros(eltype(columns), size(columns, 1), size(columns, 2) ÷ prod(window))
    for c in axes(total, 2), k in _along_rows(window), place in axes(total, 1)
        total[place, c] += columns[place, (c-1)*prod(window)+k]
    end
    total
end

# For each place and channel, which element of the matrix of im2col is the maximum. Padding is never the maximum.
function _largest(columns, x, window, stride, pad)
    places = size(columns, 1)
    inside = _columns(ones(Int8, size(x, 1), size(x, 2), 1, 1), window, stride, pad)
    largest = zeros(Int, places, size(x, 3))
    for c in axes(largest, 2), k in _along_rows(window), place in 1:places
        inside[mod1(place, size(inside, 1)), k] == 0 && continue
        best, here = largest[place, c], ((c - 1) * prod(window) + k - 1) * places + place
        if best == 0 || _is_larger(columns[here], columns[best])
            largest[place, c] = here
        end
    end
    largest
end

# Not isless, for which 0.0 is larger than -0.0. NaN is larger than every number.
_is_larger(a, b) = a > b || (isnan(a) && !isnan(b))
