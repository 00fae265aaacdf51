# The layers of a network, a row each: what networks, checks and messages know of them. A new activation is a function in
# activations.jl, here and in Python, and a row in both tables. Twin: pyjuliann/nn/layers.py.

# What a kind of layer does, by the functions that the lessons show. They are given x, then the pair (w, b) or the mask of the
# layer, if it takes one, then its settings.
Base.@kwdef struct Layer
    forward::Any     # (x, …) → y
    backward::Any    # (dy, x, y, …) → the gradient of the loss with respect to x, from that with respect to y
    gradients::Any = nothing  # (dy, x, w, b, …) → (dw, db); of a layer with weights, and of no other
    weights::Int = 0          # how many dimensions w has, of which the last counts the outputs; 0 without weights
    masked::Bool = false      # whether it takes a mask while learning; otherwise it takes the number that a mask is on average
    settings::Tuple = ()      # what the settings are called
    defaults::Tuple = ()      # and what they are where the layer is named without them, if it can be
    check::Any = nothing      # (function, …) refuses settings that are out of range
    size::Any = (function_name, size, settings...) -> size  # (…, size of x, w, …) → that of y, or refuses what does not fit
    on::String = ""           # "rows", "images", or "" for both: an activation, which is applied to every number
    in_place::Any = nothing   # forward and backward of an activation with the same bits, in the array that they are given

    function Layer(parts...)
        row = new(parts...)
        (row.weights > 0) == (row.gradients !== nothing) ||
            throw(ArgumentError("a layer must have both `weights` and `gradients`, or neither"))
        isempty(row.settings) || row.check !== nothing ||
            throw(ArgumentError("a layer with `settings` must have a `check` of them"))
        row
    end
end

_sigmoid_delta!(delta, y) = @each delta[i] = delta[i] * y[i] * (one(y[i]) - y[i])
_rectified(v) = ifelse(v <= 0, zero(v), v)
_relu!(u) = @each u[i] = _rectified(u[i])
_relu_delta!(delta, y) = @each delta[i] = ifelse(y[i] > 0, delta[i], zero(delta[i]))

function _convolved(function_name, size, w, stride, pad)
    if size[3] != Base.size(w, 3) || any(Base.size(w, axis) > size[axis] + 2pad for axis in 1:2)
        got = "w of size $(Base.size(w)), images of size $size and pad $pad"
        throw(DimensionMismatch("$function_name: w must fit into its images, channels and all; got $got"))
    end
    (_output_rows_columns(size, (Base.size(w, 1), Base.size(w, 2)), Int(stride), Int(pad))..., Base.size(w, 4), size[4])
end

function _pooled(function_name, size, settings...)
    window, stride, pad = map(_plain, settings)
    check_within(function_name, size, window, pad)
    check_below_window(function_name, window, pad)
    (_output_rows_columns(size, window, stride, pad)..., size[3], size[4])
end

_check_rate(function_name, rate) = check_between(function_name, "the rate of a dropout layer", rate, 0, 1)

function _check_stride(function_name, stride, pad)
    check_step(function_name, :stride, stride)
    check_extent(function_name, :pad, pad)
end

function _check_pooling(function_name, window, stride, pad)
    check_window(function_name, :window, window)
    _check_stride(function_name, stride, pad)
end

const POOLING =
    (settings = ("window", "stride", "pad"), defaults = ((2, 2), 2, 0), check = _check_pooling, size = _pooled, on = "images")

const LAYERS = (
    "dense" => Layer(
        forward = dense_forward,
        backward = (dy, x, y, w, b) -> input_gradient(dy, w),
        gradients = (dy, x, w, b) -> (weight_gradient(x, dy), transpose(bias_gradient(dy))),
        weights = 2,
        size = (function_name, size, w) -> (size[1], Base.size(w, 2)),
        on = "rows",
    ),
    "sigmoid" => Layer(
        forward = sigmoid, backward = (dy, x, y) -> sigmoid_delta(dy, y), in_place = (_sigmoid!, _sigmoid_delta!),
    ),
    "relu" => Layer(forward = relu, backward = (dy, x, y) -> relu_delta(dy, y), in_place = (_relu!, _relu_delta!)),
    "dropout" => Layer(
        forward = (x, mask, rate) -> mask isa Number ? dropout_predict(x, rate) : dropout_forward(x, mask),
        backward = (dy, x, y, mask, rate) -> mask isa Number ? dropout_predict(dy, rate) : dropout_backward(dy, mask),
        masked = true,
        settings = ("rate",),
        check = _check_rate,
        on = "rows",
    ),
    "convolution" => Layer(
        forward = im2col_convolution_forward,
        backward = (dy, x, y, w, b, settings...) -> im2col_convolution_backward(dy, x, w, settings...)[1],
        gradients = (dy, x, w, b, settings...) -> im2col_convolution_backward(dy, x, w, settings...)[2:3],
        weights = 4,
        settings = ("stride", "pad"),
        defaults = (1, 0),
        check = _check_stride,
        size = _convolved,
        on = "images",
    ),
    "max_pooling" => Layer(;
        forward = im2col_max_pooling_forward,
        backward = (dy, x, y, settings...) -> im2col_max_pooling_backward(dy, x, settings...),
        POOLING...,
    ),
    "average_pooling" => Layer(;
        forward = im2col_average_pooling_forward,
        backward = (dy, x, y, settings...) -> im2col_average_pooling_backward(dy, size(x), settings...),
        POOLING...,
    ),
    "flatten" => Layer(
        forward = flatten_forward,
        backward = (dy, x, y) -> flatten_backward(dy, size(x)),
        size = (function_name, size) -> (size[4], size[1] * size[2] * size[3]),
        on = "images",
    ),
)

_alone(row) = length(row.defaults) == length(row.settings)  # whether a network may name the layer without settings
_kinds(f) = [kind for (kind, row) in LAYERS if f(row)]
_activations() = _kinds(row -> row.on == "")

function _row(kind)
    for (name, row) in LAYERS
        name == kind && return row
    end
end

# Kind and settings of a layer; kind "" for what names no row of the table.
function _described(@nospecialize(layer))
    kind = layer isa Tuple && !isempty(layer) ? layer[1] : layer
    row = kind isa AbstractString ? _row(kind) : nothing
    (row === nothing || !(layer isa Tuple ? !isempty(row.settings) : _alone(row))) && return ("", ())
    (kind, layer isa Tuple ? layer[2:end] : row.defaults)
end
