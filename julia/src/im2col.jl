# im2col: every window of every image as one row of a matrix, so that a layer is one matrix product (posts 15 to 17).
#
#     an image 3×3, window 2×2          im2col: a row for each place, a column for each pixel of the window
#
#         1 4 7                             1 2 4 5     upper left: down its first column, then down the next
#         2 5 8                             2 3 5 6     lower left: the places go down too, ...
#         3 6 9                             4 5 7 8     ... and then to the right
#                                           5 6 8 9
#
# Rows: the place's row runs fastest, then its column, then the sample. Columns: the window's row runs fastest, then its column,
# then the channel. So reshape(w, :, filters) has the filters as columns that go with it. Twin: pyjuliann/nn/im2col.py.

"""
    im2col(x, window, stride = 1, pad = 0)

A matrix with a row for every window of every image.

    an image 3×3, window 2×2          im2col: a row for each place, a column for each pixel of the window

        1 4 7                             1 2 4 5     upper left: down its first column, then down the next
        2 5 8                             2 3 5 6     lower left: the places go down too, ...
        3 6 9                             4 5 7 8     ... and then to the right
                                          5 6 8 9

`x` is an array (row, column, channel, sample), `window` a tuple (rows, columns), `pad` the rows and columns of zeros on every
side of an image. The result is a matrix (out_rows · out_columns · samples, window_rows · window_columns · channels).

```jldoctest
julia> im2col(reshape(1:9, 3, 3, 1, 1), (2, 2))
4×4 Matrix{Int64}:
 1  2  4  5
 2  3  5  6
 4  5  7  8
 5  6  8  9

julia> size(im2col(ones(5, 5, 3, 2), (3, 3)))
(18, 27)
```
"""
function im2col(x, window, stride = 1, pad = 0)
    check_real_array(:im2col, :x, x, 4)
    _check_window(:im2col, window, stride, pad)
    _check_within(:im2col, size(x), window, pad)
    _columns(x, _plain(window), Int(stride), Int(pad))
end

"""
    col2im(columns, size, window, stride = 1, pad = 0)

Images in which every row of `columns` is added back to where [`im2col`](@ref) took it from.

It is the adjoint of im2col: Σ im2col(x) ∘ y = Σ x ∘ col2im(y). `columns` is a matrix as im2col makes it from images of `size`
(rows, columns, channels, samples); what falls into the padding is left out.

```jldoctest
julia> col2im(ones(Int, 4, 4), (3, 3, 1, 1), (2, 2))[:, :, 1, 1]
3×3 Matrix{Int64}:
 1  2  1
 2  4  2
 1  2  1
```
"""
function col2im(columns, size, window, stride = 1, pad = 0)
    check_real_array(:col2im, :columns, columns, 2)
    _check_image_size(:col2im, size)
    _check_window(:col2im, window, stride, pad)
    _check_within(:col2im, size, window, pad)
    size, window, stride, pad = _plain(size), _plain(window), Int(stride), Int(pad)
    fitting = (prod(_output_rows_columns(size, window, stride, pad)) * size[4], window[1] * window[2] * size[3])
    Base.size(columns) == fitting || refuse_sizes(:col2im, "columns must be of size $fitting", (:columns => columns,))
    _images(columns, size, window, stride, pad)
end

"""
    im2col_convolution_forward(x, w, b, stride = 1, pad = 0)

What [`convolution_forward`](@ref) returns, but for rounding, from one matrix product: im2col(x)·W + b.

```jldoctest
julia> x, w = reshape([1, 4, 7, 2, 5, 8, 3, 6, 9], 3, 3, 1, 1), reshape([1, 0, 0, -1], 2, 2, 1, 1);

julia> im2col_convolution_forward(x, w, hcat(10))[:, :, 1, 1]
2×2 Matrix{Int64}:
 6  6
 6  6
```
"""
function im2col_convolution_forward(x, w, b, stride = 1, pad = 0)
    _check_filters(:im2col_convolution_forward, x, w, stride, pad)
    _check_filter_bias(:im2col_convolution_forward, w, b)
    stride, pad = Int(stride), Int(pad)
    out_rows, out_columns = _output_rows_columns(size(x), size(w), stride, pad)
    places = product(_columns(x, (size(w, 1), size(w, 2)), stride, pad), _filters(w))
    y = Array{promote_type(eltype(places), eltype(b)),4}(undef, out_rows, out_columns, size(w, 4), size(x, 4))
    for n in axes(y, 4), f in axes(y, 3)
        start = (n - 1) * out_rows * out_columns
        for j in axes(y, 2), i in axes(y, 1)
            @inbounds y[i, j, f, n] = places[start+i+(j-1)*out_rows, f] + b[f]
        end
    end
    y
end

"""
    im2col_convolution_backward(dout, x, w, stride = 1, pad = 0)

What [`convolution_backward`](@ref) returns, but for rounding, from two matrix products.

With D, whose rows are the places and whose columns are the filters of dout: dX = col2im(D·Wᵀ), dW = im2col(x)ᵀ·D,
db = column sums of D.

```jldoctest
julia> x, w = reshape([1, 4, 7, 2, 5, 8, 3, 6, 9], 3, 3, 1, 1), reshape([1, 0, 0, -1], 2, 2, 1, 1);

julia> dx, dw, db = im2col_convolution_backward(ones(Int, 2, 2, 1, 1), x, w);

julia> dx[:, :, 1, 1]
3×3 Matrix{Int64}:
 1   1   0
 1   0  -1
 0  -1  -1
```
"""
function im2col_convolution_backward(dout, x, w, stride = 1, pad = 0)
    name = :im2col_convolution_backward
    _check_filters(name, x, w, stride, pad)
    stride, pad, window = Int(stride), Int(pad), (size(w, 1), size(w, 2))
    expected = (_output_rows_columns(size(x), window, stride, pad)..., size(w, 4), size(x, 4))
    _check_output(name, dout, expected, (:x => x, :w => w))
    delta = _places(dout)
    dw = reshape(product(transpose(_columns(x, window, stride, pad)), delta), size(w))
    dx = _images(product(delta, transpose(_filters(w))), size(x), window, stride, pad)
    dx, dw, _filter_sums(dout)
end

# The matrix that has the filters as columns, in the order of the columns of im2col.
_filters(w) = reshape(w isa Array ? w : Array(w), size(w, 1) * size(w, 2) * size(w, 3), size(w, 4))

# Outputs of a layer as a matrix with a row for each place and a column for each filter or channel.
function _places(dout)
    places = Matrix{eltype(dout)}(undef, size(dout, 1) * size(dout, 2) * size(dout, 4), size(dout, 3))
    _each_place(dout) do f, place, index
        @inbounds places[place, f] = dout[index]
    end
    places
end

# Calls action(channel, place, index) for every number of the outputs y of a layer: `place` is its row in im2col.
@inline function _each_place(action, y)
    for n in axes(y, 4), c in axes(y, 3), j in axes(y, 2), i in axes(y, 1)
        action(c, i + size(y, 1) * (j - 1 + size(y, 2) * (n - 1)), CartesianIndex(i, j, c, n))
    end
end
