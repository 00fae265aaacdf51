# Windows of images copied into columns, and added back: what im2col and the networks have in common. Twin:
# pyjuliann/nn/_columns.py.
#
# `images` are numbers in memory order, of `size` (rows, columns, channels), where groups of `run` numbers stand together for
# every pixel: one for the images of one sample, all samples for those of a network. `columns` is a matrix with a column for
# each pixel of the window and each channel, in which the groups of the `out` (rows, columns) places stand together likewise.
# Both start at an offset. `pads` are rows and columns of padding, negative where windows start inside.

# What lies outside of the images is left as it is in `columns`.
function _fill_columns!(columns, column_offset, images, image_offset, run, size, window, stride, pads, out)
    _each_stretch(columns, column_offset, image_offset, run, size, window, stride, pads, out) do place, pixel, length
        @inbounds @simd for i in 1:length
            columns[place+i] = images[pixel+i]
        end
    end
end

# Adds what _fill_columns! would fill to where it would take it from.
function _add_columns!(images, image_offset, columns, column_offset, run, size, window, stride, pads, out)
    _each_stretch(columns, column_offset, image_offset, run, size, window, stride, pads, out) do place, pixel, length
        @inbounds @simd for i in 1:length
            images[pixel+i] += columns[place+i]
        end
    end
end

# Calls action(place, pixel, length) for stretches of memory that lie in one piece in `columns`, after `place`, and in the
# images, after `pixel`. Each pixel of the window comes by itself, the first column of the window first.
@inline function _each_stretch(action, columns, column_offset, image_offset, run, size, window, stride, pads, out)
    rows, width, channels = size
    for c in 1:channels, m in 1:window[2], k in 1:window[1]
        to_rows, row = _shifted(rows, k, stride, pads[1], out[1])
        to_columns, column = _shifted(width, m, stride, pads[2], out[2])
        start = column_offset + Base.size(columns, 1) * (k - 1 + window[1] * (m - 1 + window[2] * (c - 1)))
        for (step, j) in enumerate(to_columns)
            pixel = image_offset + run * (row - 1 + rows * (column - 1 + (step - 1) * stride + width * (c - 1)))
            place = start + run * (first(to_rows) - 1 + out[1] * (j - 1))
            if stride == 1
                action(place, pixel, run * length(to_rows))
            else
                for i in 0:length(to_rows)-1
                    action(place + run * i, pixel + run * stride * i, run)
                end
            end
        end
    end
end

# im2col and col2im, unchecked.

function _columns(x, window, stride, pad)
    x, image, out = x isa Array ? x : Array(x), size(x)[1:3], _output_rows_columns(size(x), window, stride, pad)
    columns = Matrix{eltype(x)}(undef, prod(out) * size(x, 4), window[1] * window[2] * size(x, 3))
    pad > 0 && fill!(columns, 0)
    for n in 0:size(x, 4)-1
        _fill_columns!(columns, n * prod(out), x, n * prod(image), 1, image, window, stride, (pad, pad), out)
    end
    columns
end

function _images(columns, size, window, stride, pad)
    columns, image = columns isa Matrix ? columns : Matrix(columns), size[1:3]
    x, out = zeros(eltype(columns), size), _output_rows_columns(size, window, stride, pad)
    for n in 0:size[4]-1
        _add_columns!(x, n * prod(image), columns, n * prod(out), 1, image, window, stride, (pad, pad), out)
    end
    x
end

# Outputs (out_row, out_column, channel, sample) as a matrix (place of im2col, channel), and back.

_as_rows(outputs) =
    reshape(permutedims(outputs, (1, 2, 4, 3)), size(outputs, 1) * size(outputs, 2) * size(outputs, 4), size(outputs, 3))

_as_outputs(rows, out) =
    permutedims(reshape(rows, out..., size(rows, 1) ÷ (out[1] * out[2]), size(rows, 2)), (1, 2, 4, 3))
