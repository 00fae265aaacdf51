# What a network is made of, and what is checked before anything passes through it.
# A network is a tuple of layers and, apart, a tuple of parameters: one (w, b) for each layer that has any. One with a layer
# "flatten" takes images, one without takes matrices. Twin: pyjuliann/nn/_networks.py.

_row_of(@nospecialize(layer)) = _row(_described(layer)[1])
_form(kind) = "(\"$kind\", $(join(_row(kind).settings, ", ")))"

_weighted_kinds(@nospecialize(layers)) = [_described(layer)[1] for layer in layers if _row_of(layer).weights > 0]
_rates(@nospecialize(layers)) = Any[_described(layer)[2][1] for layer in layers if _row_of(layer).masked]

# How many layers come before "flatten", with it; none in a network of matrices.
_image_part(@nospecialize(layers)) = something(findfirst(layer -> layer == "flatten", collect(Any, layers)), 0)

# How many samples a batch has: its rows, or its images.
_samples(@nospecialize(x)) = ndims(x) == 4 ? size(x, 4) : size(x, 1)

# ---------------------------------------------------------------- layers and parameters

function _check_layers(function_name, layers)
    @nospecialize
    layers isa Tuple || refuse(function_name, :layers, "be a tuple", layers)
    for layer in layers
        kind, settings = _described(layer)
        if kind == ""
            refuse(function_name, "a layer", "be $(listed([_alone(row) ? kind : _form(kind) for (kind, row) in LAYERS]))", layer)
        elseif length(settings) != length(_row(kind).settings)
            refuse(function_name, "this layer", "be $(listed(_alone(_row(kind)) ? [kind, _form(kind)] : [_form(kind)]))", layer)
        end
        isempty(settings) || _row(kind).check(function_name, settings...)
    end
    !isempty(layers) && layers[end] == "dense" ||
        refuse_value(function_name, "the last layer must be \"dense\"", "$(length(layers)) layers")
    for (place, layer) in enumerate(layers)
        misplaced, needed = place <= _image_part(layers) ? ("rows", "after \"flatten\"") : ("images", "before the one \"flatten\"")
        _row_of(layer).on == misplaced || continue
        refuse(function_name, listed(_kinds(row -> row.on == misplaced), " and ") * " layers", "come $needed", layers)
    end
    layers
end

function _check_params(function_name, layers, params)
    @nospecialize
    params isa Tuple || refuse(function_name, :params, "be a tuple of pairs (w, b)", params)
    kinds = _weighted_kinds(layers)
    if length(params) != length(kinds)
        expected = "params must have one pair (w, b) for each of $(length(kinds)) $(join(unique(kinds), " and ")) layers"
        refuse_value(function_name, expected, length(params))
    end
    for (place, kind) in enumerate(kinds)
        pair = params[place]
        if !(pair isa Tuple) || length(pair) != 2
            refuse_value(function_name, "params must be a tuple of pairs (w, b)", describe(pair) * " in it")
        end
        before = place > 1 && kinds[place-1] == kind ? params[place-1][1] : nothing
        _check_pair(function_name, "$kind layer $(count(isequal(kind), kinds[1:place]))", pair, _row(kind).weights, before)
    end
    types = unique(Any[eltype(array) for pair in params for array in pair])
    length(types) <= 1 ||
        refuse_value(function_name, "all parameters must have one type", join(sort(map(string, types)), ", "))
    params
end

# The parameters of one layer; `before` are the weights of the layer before, if it is of the same kind.
function _check_pair(function_name, name, pair, ndim, before)
    @nospecialize
    w, b = pair
    check_float_array(function_name, "w of $name", w, ndim)
    check_float_array(function_name, "b of $name", b, 2)
    if before !== nothing && size(w, ndim - 1) != size(before, ndim)
        what, given = ndim == 2 ? ("rows", "columns") : ("channels", "filters")
        refuse_sizes(function_name, "$what of w of $name must equal $given of that before it", (:before => before, :w => w))
    end
    check_filled(function_name, "w of $name", w)
    size(b) == (1, size(w, ndim)) ||
        refuse_sizes(function_name, "b of $name must be one row, as wide as w", (:w => w, :b => b))
end

# ---------------------------------------------------------------- what goes in

# The sizes after every layer, for a batch of `size`; images that windows do not fit into are refused.
function _sizes_after(function_name, layers, params, size)
    @nospecialize
    sizes, weights, size = Any[], 0, _plain(size)
    for layer in layers
        settings, row = _described(layer)[2], _row_of(layer)
        w = row.weights > 0 ? (params[weights += 1][1],) : ()
        size = row.size(function_name, size, w..., settings...)
        push!(sizes, size)
    end
    sizes
end

# The size of a batch, and what it becomes after every layer; what does not fit is refused.
function _sizes_inside(function_name, layers, params, size)
    @nospecialize
    images = _image_part(layers)
    expected = images > 0 ? "(rows, columns, channels, samples)" : "(samples, m)"
    length(size) == (images > 0 ? 4 : 2) || refuse_value(function_name, "size must be $expected for this network", size)
    sizes = Any[size, _sizes_after(function_name, layers, params, size)...]
    w, width = _first_dense(layers, params), sizes[images+1][2]
    Base.size(w, 1) == width ||
        refuse_sizes(function_name, "rows of the first dense w must equal the $width numbers of a sample", (:w => w,))
    (sizes...,)
end

# Of each layer that draws are for, how many inputs count: those of one output, or all that there are.
function _counted_inputs(function_name, draws, fan, layers, size)
    @nospecialize
    if fan == "filter" || all(part -> ndims(part) == 2, draws)
        return Int[length(part) ÷ Base.size(part, ndims(part)) for part in draws]
    end
    layers == () && refuse_value(function_name, "fan \"input\" needs layers, and the size of x", "no layers")
    _check_layers(function_name, layers)
    params = (Any[(part, zero_bias(part)) for part in draws]...,)
    _check_params(function_name, layers, params)
    sizes = _sizes_inside(function_name, layers, params, size)
    Int[prod(length(one) == 4 ? one[1:3] : one[2:2]) for (layer, one) in zip(layers, sizes) if _row_of(layer).weights > 0]
end

_first_dense(@nospecialize(layers), @nospecialize(params)) = params[findfirst(isequal("dense"), _weighted_kinds(layers))][1]

function _check_input(function_name, layers, params, x)
    @nospecialize
    w, images = _first_dense(layers, params), _image_part(layers)
    check_real_array(function_name, :x, x, images > 0 ? 4 : 2)
    width = images > 0 ? _sizes_after(function_name, layers[1:images], params, size(x))[end][2] : size(x, 2)
    if size(w, 1) != width
        expected = "rows of the first dense w must equal the $width numbers of a flattened image"
        refuse_sizes(function_name, images > 0 ? expected : "columns of x must equal rows of the first w", (:x => x, :w => w))
    end
    check_filled(function_name, :x, x)
    x
end

_in_type(T, @nospecialize(x)) = eltype(x) == T ? x : convert(AbstractArray{T}, x)

# The batch in the type of the parameters; so are targets and masks.
_batch(function_name, @nospecialize(layers), @nospecialize(params), @nospecialize(x)) =
    _in_type(eltype(params[1][1]), _check_input(function_name, layers, params, x))

function _targets(function_name, params, x, t)
    @nospecialize
    w = params[end][1]
    check_real_array(function_name, :t, t, 2)
    expected = "t must have a row for each sample of x and a column for each column of the last w"
    size(t) == (_samples(x), size(w, 2)) || refuse_sizes(function_name, expected, (:x => x, :w => w, :t => t))
    _in_type(eltype(x), t)
end

function _labels(function_name, params, x, labels)
    @nospecialize
    check_labels(function_name, :labels, labels, size(params[end][1], 2))
    length(labels) == _samples(x) ||
        refuse_sizes(function_name, "there must be a label for each sample of x", (:x => x, :labels => labels))
    labels
end

# How many numbers of a sample pass each dropout layer.
function _dropout_widths(layers, params)
    @nospecialize
    rows = layers[_image_part(layers)+1:end]
    dense = params[length(params)-count(isequal("dense"), collect(Any, rows))+1:end]
    sizes = _sizes_after("", rows, dense, (0, size(dense[1][1], 1)))
    Int[sizes[i][2] for i in 1:length(rows) if _row_of(rows[i]).masked]
end

# There must be none, or one per dropout layer, whose widths are returned.
function _check_masks(function_name, argument, kind, layers, params, masks)
    @nospecialize
    masks isa Tuple || refuse(function_name, argument, "be a tuple of $kind", masks)
    widths = _dropout_widths(layers, params)
    isempty(masks) || length(masks) == length(widths) ||
        refuse_value(function_name, "$argument must hold none or one for each of $(length(widths)) dropout layers", length(masks))
    widths
end

function _masks(function_name, layers, params, x, masks)
    @nospecialize
    widths, fitted = _check_masks(function_name, :masks, "matrices", layers, params, masks), Any[]
    for i in 1:length(masks)
        mask, width = masks[i], widths[i]
        check_real_array(function_name, "every mask", mask, 2)
        size(mask) == (_samples(x), width) ||
            refuse_sizes(function_name, "a mask must have a row for each sample of x and $width columns", (:x => x, :mask => mask))
        push!(fitted, _in_type(eltype(x), mask))
    end
    (fitted...,)
end
