# What a network is made of, and what is checked before anything passes through it.
# A network is a tuple of layers and, apart, a tuple of parameters: one (w, b) for each layer that has any. One with a layer
# "flatten" takes images, one without takes matrices. Twin: pyjuliann/nn/_networks.py.


_is_dense(@nospecialize(layer)) = layer == "dense"
_is_convolution(@nospecialize(layer)) = _image_kind(layer) == "convolution"
_is_dropout(@nospecialize(layer)) = layer isa Tuple && length(layer) == 2 && layer[1] == "dropout"

_image_kind(@nospecialize(layer)) = layer isa Tuple && !isempty(layer) ? layer[1] : layer
_is_image_layer(@nospecialize(layer)) = _image_kind(layer) in ("convolution", "max_pooling", "average_pooling")

# Kind and settings of a convolution or pooling layer.
function _image_layer(layer)
    @nospecialize
    layer isa Tuple && return layer
    layer == "convolution" ? (layer, 1, 0) : (layer, (2, 2), 2, 0)
end

# How many layers come before "flatten", with it; none in a network of matrices.
function _image_part(layers)
    @nospecialize
    for i in 1:length(layers)
        layers[i] == "flatten" && return i
    end
    0
end

# How many samples a batch has: its rows, or its images.
_samples(@nospecialize(x)) = ndims(x) == 4 ? size(x, 4) : size(x, 1)

function _count_layers(kind, layers)
    @nospecialize
    n = 0
    for layer in layers
        n += kind(layer)
    end
    n
end

# ---------------------------------------------------------------- layers and parameters

function _check_layers(function_name, layers)
    @nospecialize
    layers isa Tuple || throw(ArgumentError("$function_name: layers must be a tuple; got $(describe(layers))"))
    for layer in layers
        if _is_dropout(layer)
            check_between(function_name, "the rate of a dropout layer", layer[2], 0, 1)
        elseif _is_image_layer(layer)
            _check_settings(function_name, layer)
        elseif !(layer isa AbstractString) || !(layer == "dense" || layer == "flatten" || _is_activation(layer))
            expected = "a layer must be \"dense\", $(_quoted_activations(", ")), (\"dropout\", rate), \"convolution\", " *
                "\"max_pooling\", \"average_pooling\" or \"flatten\""
            throw(ArgumentError("$function_name: $expected; got $(describe(layer))"))
        end
    end
    if isempty(layers) || layers[end] != "dense"
        throw(ArgumentError("$function_name: the last layer must be \"dense\"; got $(length(layers)) layers"))
    end
    last = _image_part(layers)
    for i in 1:length(layers)
        layer = layers[i]
        if i <= last && (layer == "dense" || _is_dropout(layer))
            expected = "dense and dropout layers must come after \"flatten\""
            throw(ArgumentError("$function_name: $expected; got $(describe(layers))"))
        elseif i > last && (layer == "flatten" || _is_image_layer(layer))
            expected = "convolution and pooling layers must come before the one \"flatten\""
            throw(ArgumentError("$function_name: $expected; got $(describe(layers))"))
        end
    end
end

function _check_settings(function_name, layer)
    @nospecialize
    kind, described = _image_kind(layer), _image_layer(layer)
    settings = kind == "convolution" ? "stride, pad" : "window, stride, pad"
    if length(described) != (kind == "convolution" ? 3 : 4)
        expected = "this layer must be \"$kind\" or (\"$kind\", $settings)"
        throw(ArgumentError("$function_name: $expected; got $(describe(layer))"))
    end
    kind == "convolution" || check_window(function_name, :window, described[2])
    check_step(function_name, :stride, described[end-1])
    check_extent(function_name, :pad, described[end])
end

function _check_network(function_name, layers, params)
    @nospecialize
    _check_layers(function_name, layers)
    pairs = "params must be a tuple of pairs (w, b)"
    params isa Tuple || throw(ArgumentError("$function_name: $pairs; got $(describe(params))"))
    convolutions = _count_layers(_is_convolution, layers)
    weighted = convolutions + _count_layers(_is_dense, layers)
    if length(params) != weighted
        what = convolutions > 0 ? "convolution and dense" : "dense"
        expected = "params must have one pair (w, b) for each of $weighted $what layers"
        throw(ArgumentError("$function_name: $expected; got $(length(params))"))
    end
    for number in 1:weighted
        pair = params[number]
        if !(pair isa Tuple) || length(pair) != 2
            throw(ArgumentError("$function_name: $pairs; got $(describe(pair)) in it"))
        end
        if number <= convolutions
            before = number == 1 ? nothing : params[number-1][1]
            _check_pair(function_name, "convolution layer $number", pair, 4, before)
        else
            before = number == convolutions + 1 ? nothing : params[number-1][1]
            _check_pair(function_name, "dense layer $(number - convolutions)", pair, 2, before)
        end
    end
    T = eltype(params[1][1])
    for pair in params, array in pair
        if eltype(array) != T
            types = join(sort([string(T), string(eltype(array))]), ", ")
            throw(ArgumentError("$function_name: all parameters must have one type; got $types"))
        end
    end
end

# The parameters of one layer; `before` are the weights of the layer before, if it is of the same kind.
function _check_pair(function_name, name, pair, dimensions, before)
    @nospecialize
    w, b = pair
    check_float_array(function_name, "w of $name", w, dimensions)
    check_float_array(function_name, "b of $name", b, 2)
    if before !== nothing
        axis, what, given = dimensions == 2 ? (1, "rows", "columns") : (3, "channels", "filters")
        if size(w, axis) != size(before, dimensions)
            refuse_sizes(function_name, "$what of w of $name must equal $given of that before it", (:before => before, :w => w))
        end
    end
    check_filled(function_name, "w of $name", w)
    if size(b) != (1, size(w, dimensions))
        refuse_sizes(function_name, "b of $name must be one row, as wide as w", (:w => w, :b => b))
    end
end

# ---------------------------------------------------------------- what goes in

# The sizes after every layer up to "flatten", for images of `size`.
function _image_sizes(function_name, layers, params, size)
    @nospecialize
    sizes, convolutions, size = Any[], 0, _plain(size)
    for layer in layers[1:_image_part(layers)]
        if layer == "flatten"
            size = (size[4], size[1] * size[2] * size[3])
        elseif _is_convolution(layer)
            _, stride, pad = _image_layer(layer)
            stride, pad, w = Int(stride), Int(pad), params[convolutions += 1][1]
            if size[3] != Base.size(w, 3) || any(Base.size(w, axis) > size[axis] + 2pad for axis in 1:2)
                got = "w of size $(Base.size(w)), images of size $size and pad $pad"
                throw(DimensionMismatch("$function_name: w must fit into its images, channels and all; got $got"))
            end
            size = (_output_rows_columns(size, (Base.size(w, 1), Base.size(w, 2)), stride, pad)..., Base.size(w, 4), size[4])
        elseif _is_image_layer(layer)
            window, stride, pad = _plain.(_image_layer(layer)[2:4])
            check_within(function_name, size, window, pad)
            check_below_window(function_name, window, pad)
            size = (_output_rows_columns(size, window, stride, pad)..., size[3], size[4])
        end
        push!(sizes, size)
    end
    sizes
end

function _check_input(function_name, layers, params, x)
    @nospecialize
    if _image_part(layers) == 0
        w = params[1][1]
        check_real_array(function_name, :x, x, 2)
        if size(x, 2) != size(w, 1)
            refuse_sizes(function_name, "columns of x must equal rows of the first w", (:x => x, :w => w))
        end
    else
        check_real_array(function_name, :x, x, 4)
        width = _image_sizes(function_name, layers, params, size(x))[end][2]
        w = _first_dense(layers, params)
        if size(w, 1) != width
            expected = "rows of the first dense w must equal the $width numbers of a flattened image"
            refuse_sizes(function_name, expected, (:x => x, :w => w))
        end
    end
    check_filled(function_name, :x, x)
end

_first_dense(@nospecialize(layers), @nospecialize(params)) = params[_count_layers(_is_convolution, layers)+1][1]

function _checked_input(function_name, layers, params, x)
    @nospecialize
    _check_input(function_name, layers, params, x)
    _in_type(eltype(params[1][1]), x)
end

_in_type(T, @nospecialize(x)) = eltype(x) == T ? x : convert(AbstractArray{T}, x)

function _checked_batch(function_name, layers, params, x, t, masks)
    @nospecialize
    x = _checked_input(function_name, layers, params, x)
    w = params[end][1]
    check_real_array(function_name, :t, t, 2)
    if size(t) != (_samples(x), size(w, 2))
        expected = "t must have a row for each sample of x and a column for each column of the last w"
        refuse_sizes(function_name, expected, (:x => x, :w => w, :t => t))
    end
    x, _in_type(eltype(w), t), _checked_masks(function_name, layers, params, x, masks)
end

# There must be no masks, or one per dropout layer.
function _checked_masks(function_name, layers, params, x, masks)
    @nospecialize
    masks isa Tuple || throw(ArgumentError("$function_name: masks must be a tuple of matrices; got $(describe(masks))"))
    widths = _dropout_widths(layers, params)
    if !isempty(masks) && length(masks) != length(widths)
        expected = "masks must hold none or one for each of $(length(widths)) dropout layers"
        throw(ArgumentError("$function_name: $expected; got $(length(masks))"))
    end
    fitted = Any[]
    for i in 1:length(masks)
        mask, width = masks[i], widths[i]
        check_real_array(function_name, "every mask", mask, 2)
        if size(mask) != (_samples(x), width)
            expected = "a mask must have a row for each sample of x and $width columns"
            refuse_sizes(function_name, expected, (:x => x, :mask => mask))
        end
        push!(fitted, _in_type(eltype(x), mask))
    end
    (fitted...,)
end

# How many numbers of a sample pass each dropout layer.
function _dropout_widths(layers, params)
    @nospecialize
    weighted = _count_layers(_is_convolution, layers)
    widths, width = Int[], size(params[weighted+1][1], 1)
    for layer in layers
        if layer == "dense"
            weighted += 1
            width = size(params[weighted][1], 2)
        elseif _is_dropout(layer)
            push!(widths, width)
        end
    end
    widths
end
