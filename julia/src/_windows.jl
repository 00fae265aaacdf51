# Windows on images: which ones there are, and what is checked before anything moves over them.
# An image array has the axes (row, column, channel, sample). A window is a pair (rows, columns); it starts in the upper left
# corner of the padded image and moves by `stride` in both directions, as long as it fits. Twin: pyjuliann/nn/_windows.py.

const MOST_PLACES = 2^31 - 1  # sums of a size and two of these fit into 64 bits

function _check_window(function_name, window, stride, pad)
    @nospecialize
    if !(window isa Tuple) || length(window) != 2
        throw(ArgumentError("$function_name: window must be a tuple (rows, columns); got $(describe(window))"))
    end
    _check_count(function_name, "rows of window", window[1], 1)
    _check_count(function_name, "columns of window", window[2], 1)
    _check_stride(function_name, stride, pad)
end

function _check_stride(function_name, stride, pad)
    @nospecialize
    _check_count(function_name, :stride, stride, 1)
    _check_count(function_name, :pad, pad, 0)
end

function _check_count(function_name, argument, value, least)
    @nospecialize
    check_integer(function_name, argument, value)
    check_between(function_name, argument, value, least, MOST_PLACES)
end

function _check_image_size(function_name, size)
    @nospecialize
    check_size(function_name, :size, size)
    if length(size) != 4
        throw(ArgumentError("$function_name: size must be (rows, columns, channels, samples); got $size"))
    end
end

function _check_within(function_name, size, window, pad)
    @nospecialize
    if window[1] > size[1] + 2 * Int(pad) || window[2] > size[2] + 2 * Int(pad)
        got = "window $(_plain(window)), images of size $(_plain(size)) and pad $pad"
        throw(DimensionMismatch("$function_name: window must fit into the padded images; got $got"))
    end
end

# Images and filters must fit each other.
function _check_filters(function_name, x, w, stride, pad)
    @nospecialize
    check_real_array(function_name, :x, x, 4)
    check_real_array(function_name, :w, w, 4)
    _check_stride(function_name, stride, pad)
    if size(w, 1) == 0 || size(w, 2) == 0
        refuse_sizes(function_name, "w must have at least one row and one column", (:w => w,))
    end
    size(x, 3) == size(w, 3) || refuse_sizes(function_name, "channels of x must equal channels of w", (:x => x, :w => w))
    if any(size(w, axis) > size(x, axis) + 2 * Int(pad) for axis in 1:2)
        refuse_sizes(function_name, "w must fit into the images of x with pad $pad", (:x => x, :w => w))
    end
end

function _check_filter_bias(function_name, w, b)
    @nospecialize
    check_real_array(function_name, :b, b, 2)
    if size(b) != (1, size(w, 4))
        refuse_sizes(function_name, "b must be one row with a column for each filter", (:w => w, :b => b))
    end
end

# Window, stride and pad as plain integers. Every window must hold a part of the image.
function _checked_pooling(function_name, size, window, stride, pad)
    @nospecialize
    _check_window(function_name, window, stride, pad)
    _check_within(function_name, size, window, pad)
    if pad >= window[1] || pad >= window[2]
        throw(ArgumentError("$function_name: pad must be smaller than the window of size $(_plain(window)); got $pad"))
    end
    _plain(window), Int(stride), Int(pad)
end

# dout must have the `expected` size of the layer's output.
function _check_output(function_name, dout, expected, arrays)
    @nospecialize
    check_real_array(function_name, :dout, dout, 4)
    size(dout) == expected || refuse_sizes(function_name, "dout must be of size $expected", (:dout => dout, arrays...))
end

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

# Loops, not ranges as indices: those take the compiler long.

function _zero_padded(x, pad)
    padded = zeros(eltype(x), size(x, 1) + 2pad, size(x, 2) + 2pad, size(x, 3), size(x, 4))
    for n in axes(x, 4), c in axes(x, 3), j in axes(x, 2), i in axes(x, 1)
        padded[i+pad, j+pad, c, n] = x[i, j, c, n]
    end
    padded
end

function _unpadded(padded, pad)
    x = similar(padded, size(padded, 1) - 2pad, size(padded, 2) - 2pad, size(padded, 3), size(padded, 4))
    for n in axes(x, 4), c in axes(x, 3), j in axes(x, 2), i in axes(x, 1)
        x[i, j, c, n] = padded[i+pad, j+pad, c, n]
    end
    x
end
