# im2col: every window of every image as one row of a matrix, so that a layer is one matrix product (posts 15 to 17).
# The docstring of im2col shows the order. Rows: the place's row runs fastest, then its column, then the sample. Columns: the
# window's row runs fastest, then its column, then the channel. So reshape(w, :, filters) has the filters as columns that go
# with it. Twin: pyjuliann/nn/im2col.py.

"""
    im2col(x, window, stride = 1, pad = 0)

A matrix with a row for every window of every image.

    an image 3×3, window 2×2          im2col: a row for each place, a column for each pixel of the window

        1 4 7                             1 2 4 5     upper left: down its first column, then down the next
        2 5 8                             2 3 5 6     lower left: the places go down too, ...
        3 6 9                             4 5 7 8     ... and then to the right
                                          5 6 8 9

The result is a matrix (out_rows · out_columns · samples, window_rows · window_columns · channels).

    im2col(reshape(1:9, 3, 3, 1, 1), (2, 2)) == [1 2 4 5; 2 3 5 6; 4 5 7 8; 5 6 8 9]
"""
function im2col(x, window, stride = 1, pad = 0)
    @contract im2col x::Real"rows columns channels samples" window::Window stride::Stride pad::Pad
    _columns(x, window, stride, pad)
end

"""
    col2im(columns, size, window, stride = 1, pad = 0)

Images in which every row of `columns` is added back to where [`im2col`](@ref) took it from.

It is the adjoint of im2col: Σ im2col(x) ∘ y = Σ x ∘ col2im(y). What falls into the padding is left out.

    col2im(ones(4, 4), (3, 3, 1, 1), (2, 2))[:, :, 1, 1] == [1 2 1; 2 4 2; 1 2 1]
"""
function col2im(columns, size, window, stride = 1, pad = 0)
    @contract col2im columns::Real"places pixels" size::ImageSize window::Window stride::Stride pad::Pad
    _images(columns, size, window, stride, pad)
end

"""
    im2col_convolution_forward(x, w, b, stride = 1, pad = 0)

What [`convolution_forward`](@ref) returns, but for rounding, from one matrix product: im2col(x)·W + b.

    im2col_convolution_forward(reshape(1:9, 3, 3, 1, 1), reshape([1, 0, 0, -1], 2, 2, 1, 1), hcat(10))[:, :, 1, 1] == [6 6; 6 6]
"""
function im2col_convolution_forward(x, w, b, stride = 1, pad = 0)
    @contract(im2col_convolution_forward, x::Real"rows columns channels samples",
        w::Real"window_rows window_columns channels filters", b::Real"1 filters", stride::Stride, pad::Pad)
    y = _columns(x, size(w)[1:2], stride, pad) * _filters(w) .+ b  # (places, filters)
    _as_outputs(y, _output_rows_columns(size(x), size(w), stride, pad))
end

"""
    im2col_convolution_backward(dout, x, w, stride = 1, pad = 0)

What [`convolution_backward`](@ref) returns, but for rounding, from two matrix products.

With D, whose rows are the places and whose columns are the filters of dout: dX = col2im(D·Wᵀ), dW = im2col(x)ᵀ·D,
db = column sums of D.

    im2col_convolution_backward(ones(2, 2, 1, 1), ones(3, 3, 1, 1), ones(2, 2, 1, 1))[1][:, :, 1, 1] == [1 2 1; 2 4 2; 1 2 1]
"""
function im2col_convolution_backward(dout, x, w, stride = 1, pad = 0)
    @contract(im2col_convolution_backward, dout::Real"out_rows out_columns filters samples",
        x::Real"rows columns channels samples", w::Real"window_rows window_columns channels filters", stride::Stride, pad::Pad)
    delta, window = _as_rows(dout), size(w)[1:2]
    dx = _images(delta * transpose(_filters(w)), size(x), window, stride, pad)
    dw = reshape(transpose(_columns(x, window, stride, pad)) * delta, size(w))
    dx, dw, _filter_sums(dout)
end

# The matrix that has the filters as columns, in the order of the columns of im2col.
_filters(w) = reshape(w isa Array ? w : Array(w), size(w, 1) * size(w, 2) * size(w, 3), size(w, 4))
