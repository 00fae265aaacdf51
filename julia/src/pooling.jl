# Pooling as it is defined, and flattening: what stands between convolutions and dense layers (posts 14 and 17).
# Every window gives one number, its maximum or its average, for each channel and sample by itself. A window is read along its
# rows: of equal maxima the first counts. NaN counts as the largest. Padding is never the maximum, and counts as zeros in an
# average. im2col_pooling.jl has the same layers by columns. Twin: pyjuliann/nn/pooling.py.

"""
    max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

The maximum of every window: y[i, j] = max x[s·i + k, s·j + l] over the window's rows k and columns l. `pad` is how far
windows may reach beyond the image; what lies there does not count.

    max_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1] == [6 14; 8 16]
"""
function max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    @contract max_pooling_forward x::Real"rows columns channels samples" window::Window stride::Stride pad::PoolingPad
    y = Array{eltype(x)}(undef, _output_rows_columns(size(x), window, stride, pad)..., size(x, 3), size(x, 4))
    for n in axes(y, 4), c in axes(y, 3), j in axes(y, 2), i in axes(y, 1)
        row, column = _first_largest_of_window(x, i, j, c, n, window, stride, pad)
        y[i, j, c, n] = x[row, column, c, n]
    end
    y
end

"""
    max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)

The gradient of the loss with respect to x: each part of dout goes to where its maximum was.

That is one place, also in a tie: of equal maxima the first along the rows. Where windows overlap, what comes to the same place
is added.

    max_pooling_backward(fill(5, 1, 1, 1, 1), reshape([1, 7, 7, 2], 2, 2, 1, 1))[:, :, 1, 1] == [0 5; 0 0]
"""
function max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)
    @contract(max_pooling_backward, dout::Real"out_rows out_columns channels samples", x::Real"rows columns channels samples",
        window::Window, stride::Stride, pad::PoolingPad)
    dx = zeros(eltype(dout), size(x))
    for n in axes(dout, 4), c in axes(dout, 3), j in axes(dout, 2), i in axes(dout, 1)
        row, column = _first_largest_of_window(x, i, j, c, n, window, stride, pad)
        dx[row, column, c, n] += dout[i, j, c, n]
    end
    dx
end

"""
    average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

The average of every window: the sum of its pixels, divided by how many pixels a window has. What lies beyond the
image counts as zeros. Integers are taken as Float64.

    average_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1] == [3.5 11.5; 5.5 13.5]
"""
function average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    @contract average_pooling_forward x::Real"rows columns channels samples" window::Window stride::Stride pad::PoolingPad
    x = float(x)
    y = zeros(eltype(x), _output_rows_columns(size(x), window, stride, pad)..., size(x, 3), size(x, 4))
    for n in axes(y, 4), c in axes(y, 3), j in axes(y, 2), i in axes(y, 1)
        rows, columns = _window_at(x, i, j, window, stride, pad)
        for row in rows, column in columns
            y[i, j, c, n] += x[row, column, c, n]
        end
        y[i, j, c, n] /= eltype(y)(window[1] * window[2])
    end
    y
end

"""
    average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)

The gradient of the loss with respect to the input, an array of `size`: each part of dout is shared out over its window.

    average_pooling_backward(fill(8, 1, 1, 1, 1), (2, 2, 1, 1))[:, :, 1, 1] == [2 2; 2 2]
"""
function average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)
    @contract(average_pooling_backward, dout::Real"out_rows out_columns channels samples", size::ImageSize, window::Window,
        stride::Stride, pad::PoolingPad)
    dout = float(dout)
    dx = zeros(eltype(dout), size)
    for n in axes(dout, 4), c in axes(dout, 3), j in axes(dout, 2), i in axes(dout, 1)
        rows, columns = _window_at(dx, i, j, window, stride, pad)
        share = dout[i, j, c, n] / eltype(dout)(window[1] * window[2])
        for column in columns, row in rows
            dx[row, column, c, n] += share
        end
    end
    dx
end

"""
    flatten_forward(x)

The images as rows of a matrix, which dense layers take. Within a row of the matrix the image's row runs fastest, then its
column, then the channel.

    flatten_forward(reshape([1, 3, 2, 4], 2, 2, 1, 1)) == [1 3 2 4]
"""
function flatten_forward(x)
    @contract flatten_forward x::Real"rows columns channels samples"
    permutedims(reshape(x, size(x, 1) * size(x, 2) * size(x, 3), size(x, 4)))
end

"""
    flatten_backward(dout, size)

The rows of a matrix as images of a given size: what [`flatten_forward`](@ref) undoes.

    flatten_backward([1 3 2 4], (2, 2, 1, 1))[:, :, 1, 1] == [1 2; 3 4]
"""
function flatten_backward(dout, size)
    @contract flatten_backward dout::Real"samples numbers" size::ImageSize
    reshape(permutedims(dout), size)
end

_window_at(x, i, j, window, stride, pad) =
    _window_range(i, window[1], stride, pad, size(x, 1)), _window_range(j, window[2], stride, pad, size(x, 2))

# Where the maximum stands in the window at place (i, j): of equal ones the first along the rows.
function _first_largest_of_window(x, i, j, c, n, window, stride, pad)
    rows, columns = _window_at(x, i, j, window, stride, pad)
    best = (first(rows), first(columns))
    for row in rows, column in columns
        if _is_larger(x[row, column, c, n], x[best[1], best[2], c, n])
            best = (row, column)
        end
    end
    best
end
