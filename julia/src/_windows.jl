# Windows on images: which ones there are, and what each of them sees.
# An image array has the axes (row, column, channel, sample). A window is a pair (rows, columns); it starts in the upper left
# corner of the padded image and moves by `stride` in both directions, as long as it fits. Twin: pyjuliann/nn/_windows.py.

_plain(@nospecialize(numbers)) = map(Int, numbers)

# How many places there are in one direction; what does not divide evenly is floored.
_output_length(size::Int, window::Int, stride::Int, pad::Int) = (size + 2pad - window) ÷ stride + 1

_output_rows_columns(size, window, stride, pad) =
    (_output_length(size[1], window[1], stride, pad), _output_length(size[2], window[2], stride, pad))

# The rows or columns of the image in the i-th window of one direction; parts outside of the image are left out.
_window_range(i, window::Int, stride::Int, pad::Int, size::Int) =
    max((i - 1) * stride - pad, 0)+1:min((i - 1) * stride - pad + window, size)

# Which of `length` outputs see the image at the k-th place of their window, and what the first of them sees there.
function _shifted(size::Int, k::Int, stride::Int, pad::Int, length::Int)
    first = max(0, -fld(k - 1 - pad, stride))  # the first output, counted from 0, whose place is not in the padding
    last = min(length, fld(size - k + pad, stride) + 1)
    first+1:last, first * stride + k - pad
end

# Images with `pad` more rows and columns of zeros on every side, or fewer rows and columns where it is below 0. By a
# loop, not with ranges as indices: those take the compiler long.
function _framed(x, pad)
    y = zeros(eltype(x), size(x, 1) + 2pad, size(x, 2) + 2pad, size(x, 3), size(x, 4))
    kept(length) = max(1, 1 - pad):min(length, length + pad)
    for n in axes(x, 4), c in axes(x, 3), j in kept(size(x, 2)), i in kept(size(x, 1))
        y[i+pad, j+pad, c, n] = x[i, j, c, n]
    end
    y
end
