# Pooling through im2col: the maximum or the average over some columns of a matrix (posts 15 and 17).
# The columns of each channel are the pixels of a window, in the order in which ties are decided. pooling.jl has the same layers
# as they are defined. Twin: pyjuliann/nn/im2col_pooling.py.

"""
    im2col_max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

What [`max_pooling_forward`](@ref) returns: the maximum over the columns of each channel of im2col(x).

```jldoctest
julia> im2col_max_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1]
2×2 Matrix{Int64}:
 6  14
 8  16
```
"""
function im2col_max_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    check_real_array(:im2col_max_pooling_forward, :x, x, 4)
    window, stride, pad = _checked_pooling(:im2col_max_pooling_forward, size(x), window, stride, pad)
    columns = _columns(x, window, stride, pad)
    largest = _largest(columns, x, window, stride, pad)
    y = Array{eltype(x),4}(undef, _output_rows_columns(size(x), window, stride, pad)..., size(x, 3), size(x, 4))
    _each_place(y) do c, place, index
        y[index] = columns[place, largest[place, c]]
    end
    y
end

"""
    im2col_max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)

What [`max_pooling_backward`](@ref) returns, but for rounding where windows overlap, through col2im.

```jldoctest
julia> im2col_max_pooling_backward(fill(5, 1, 1, 1, 1), reshape([1, 7, 7, 2], 2, 2, 1, 1))[:, :, 1, 1]
2×2 Matrix{Int64}:
 0  0
 5  0
```
"""
function im2col_max_pooling_backward(dout, x, window = (2, 2), stride = 2, pad = 0)
    name = :im2col_max_pooling_backward
    check_real_array(name, :x, x, 4)
    window, stride, pad = _checked_pooling(name, size(x), window, stride, pad)
    _check_output(name, dout, (_output_rows_columns(size(x), window, stride, pad)..., size(x, 3), size(x, 4)), (:x => x,))
    largest = _largest(_columns(x, window, stride, pad), x, window, stride, pad)
    columns = zeros(eltype(dout), size(largest, 1), window[1] * window[2] * size(x, 3))
    _each_place(dout) do c, place, index
        columns[place, largest[place, c]] = dout[index]
    end
    _images(columns, size(x), window, stride, pad)
end

"""
    im2col_average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)

What [`average_pooling_forward`](@ref) returns: the mean over the columns of each channel of im2col(x).

```jldoctest
julia> im2col_average_pooling_forward(reshape(1:16, 4, 4, 1, 1))[:, :, 1, 1]
2×2 Matrix{Float64}:
 3.5  11.5
 5.5  13.5
```
"""
function im2col_average_pooling_forward(x, window = (2, 2), stride = 2, pad = 0)
    check_real_array(:im2col_average_pooling_forward, :x, x, 4)
    window, stride, pad = _checked_pooling(:im2col_average_pooling_forward, size(x), window, stride, pad)
    x = float(x)
    columns, area = _columns(x, window, stride, pad), window[1] * window[2]
    y = Array{eltype(x),4}(undef, _output_rows_columns(size(x), window, stride, pad)..., size(x, 3), size(x, 4))
    _each_place(y) do c, place, index
        total = zero(eltype(y))
        for k in (c-1)*area+1:c*area
            total += columns[place, k]
        end
        y[index] = total / eltype(y)(area)
    end
    y
end

"""
    im2col_average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)

What [`average_pooling_backward`](@ref) returns, but for rounding where windows overlap, through col2im.

```jldoctest
julia> im2col_average_pooling_backward(fill(8, 1, 1, 1, 1), (2, 2, 1, 1))[:, :, 1, 1]
2×2 Matrix{Float64}:
 2.0  2.0
 2.0  2.0
```
"""
function im2col_average_pooling_backward(dout, size, window = (2, 2), stride = 2, pad = 0)
    name = :im2col_average_pooling_backward
    _check_image_size(name, size)
    window, stride, pad = _checked_pooling(name, size, window, stride, pad)
    size = _plain(size)
    _check_output(name, dout, (_output_rows_columns(size, window, stride, pad)..., size[3], size[4]), ())
    dout, area = float(dout), window[1] * window[2]
    columns = Matrix{eltype(dout)}(undef, Base.size(dout, 1) * Base.size(dout, 2) * size[4], area * size[3])
    _each_place(dout) do c, place, index
        for k in (c-1)*area+1:c*area
            columns[place, k] = dout[index] / eltype(dout)(area)
        end
    end
    _images(columns, size, window, stride, pad)
end

# For each place and channel, which column of im2col has the maximum. Padding is never the maximum.
function _largest(columns, x, window, stride, pad)
    area = window[1] * window[2]
    inside = _columns(ones(Int8, size(x, 1), size(x, 2), 1, 1), window, stride, pad)
    largest = zeros(Int, size(columns, 1), size(x, 3))
    for c in axes(largest, 2), k in (c-1)*area+1:c*area, place in axes(largest, 1)
        inside[mod1(place, size(inside, 1)), k-(c-1)*area] == 0 && continue
        best = largest[place, c]
        if best == 0 || _is_larger(columns[place, k], columns[place, best])
            largest[place, c] = k
        end
    end
    largest
end

# Not isless, for which 0.0 is larger than -0.0. NaN is larger than every number.
_is_larger(a, b) = a > b || (isnan(a) && !isnan(b))
