# Convolution as it is defined: every filter at every place of every image (post 14, backward post 17).
# Arrays are (row, column, channel, sample), filters (row, column, channel, filter), the bias is one row (1, filters). A filter
# is not flipped: its upper left corner lies on the upper left corner of the window, as in all of deep learning. im2col.jl has
# the same layer as one matrix product. Twin: pyjuliann/nn/convolution.py.

"""
    output_size(size, window, stride = 1, pad = 0)

How many places a window has in one direction: ⌊(size + 2·pad - window) / stride⌋ + 1. What does not divide
evenly is floored: what is left over at the lower or right edge is not seen.

    (output_size(28, 5), output_size(24, 2, 2), output_size(5, 3, 2, 1), output_size(5, 2, 2)) == (24, 12, 3, 2)
"""
function output_size(size, window, stride = 1, pad = 0)
    @contract output_size size::Extent window::WindowLength stride::Stride pad::Pad
    _output_length(size, window, stride, pad)
end

"""
    convolution_forward(x, w, b, stride = 1, pad = 0)

What every filter gives at every place of every image, padded with zeros.

y[i, j, f, n] = b[f] + Σ x[s·i + k, s·j + l, c, n] · w[k, l, c, f] over the filter's rows k, columns l and channels c, with
indices from 0 and the stride s.

    convolution_forward(reshape(1:9, 3, 3, 1, 1), reshape([1, 0, 0, -1], 2, 2, 1, 1), hcat(10))[:, :, 1, 1] == [6 6; 6 6]
"""
function convolution_forward(x, w, b, stride = 1, pad = 0)
    @contract(convolution_forward, x::Real"rows columns channels samples",
        w::Real"window_rows window_columns channels filters", b::Real"1 filters", stride::Stride, pad::Pad)
    out, x = _output_rows_columns(size(x), size(w), stride, pad), _framed(x, pad)
    y = Array{promote_type(eltype(x), eltype(w), eltype(b))}(undef, out..., size(w, 4), size(x, 4))
    for n in axes(y, 4), f in axes(y, 3), j in axes(y, 2), i in axes(y, 1)
        total = zero(promote_type(eltype(x), eltype(w)))
        for c in axes(w, 3), l in axes(w, 2), k in axes(w, 1)
            total += x[(i-1)*stride+k, (j-1)*stride+l, c, n] * w[k, l, c, f]
        end
        y[i, j, f, n] = total + b[f]
    end
    y
end

"""
    convolution_backward(dout, x, w, stride = 1, pad = 0)

The gradients (dx, dw, db) of the loss with respect to what [`convolution_forward`](@ref) was given, from that of its output.

Every dout[i, j, f, n] adds dout · w[:, :, :, f] to dx where the window was, dout · window to dw[:, :, :, f], and itself to db[f].

    convolution_backward(ones(2, 2, 1, 1), reshape(1:9, 3, 3, 1, 1), ones(2, 2, 1, 1))[2][:, :, 1, 1] == [12 24; 16 28]
"""
function convolution_backward(dout, x, w, stride = 1, pad = 0)
    @contract(convolution_backward, dout::Real"out_rows out_columns filters samples", x::Real"rows columns channels samples",
        w::Real"window_rows window_columns channels filters", stride::Stride, pad::Pad)
    x = _framed(x, pad)
    dx = zeros(promote_type(eltype(dout), eltype(w)), size(x))
    dw = zeros(promote_type(eltype(x), eltype(dout)), size(w))
    for n in axes(dout, 4), f in axes(dout, 3), j in axes(dout, 2), i in axes(dout, 1)
        for c in axes(w, 3), l in axes(w, 2), k in axes(w, 1)
            row, column = (i - 1) * stride + k, (j - 1) * stride + l
            dx[row, column, c, n] += dout[i, j, f, n] * w[k, l, c, f]
            dw[k, l, c, f] += dout[i, j, f, n] * x[row, column, c, n]
        end
    end
    _framed(dx, -pad), dw, _filter_sums(dout)
end

# The sums of every filter's numbers as one row; integers narrower than 64 bits are summed in 64 bits.
function _filter_sums(dout)
    sums = zeros(typeof(sum(eltype(dout)[])), 1, size(dout, 3))
    for n in axes(dout, 4), f in axes(dout, 3), j in axes(dout, 2), i in axes(dout, 1)
        sums[f] += dout[i, j, f, n]
    end
    sums
end
