# Networks: building, predicting, the loss and its gradients (posts 5 to 13, with images 14 to 18).
# A network is two tuples. `layers` says what is done, from front to back: "dense" is X·W + b, "sigmoid" and "relu" are
# applied to every number, ("dropout", rate) leaves a share out while learning. It ends with "dense", and a softmax of every
# row follows. `params` holds a pair (w, b) for each layer that has weights, all floats of one type, in which everything is
# computed. Both cross a bridge as they are.
#
# x is a matrix with a sample in each row. A network of images has one "flatten", which makes a row of each image. Before it there
# may also be "convolution" or ("convolution", stride, pad), "max_pooling" or ("max_pooling", window, stride, pad), and
# "average_pooling" likewise; "dense" and dropout come after it. Its x is an array (row, column, channel, sample), the weights of
# a convolution are (row, column, channel, filter). t holds a one-hot row for each sample, `masks` a matrix for each dropout
# layer, as while learning, or none. Twin: pyjuliann/nn/network.py.

# So many images are predicted at once: their columns take a hundred times the memory of the images.
const IMAGES_AT_ONCE = 500

# Which inputs of a convolution count for its first weights, and how those of a layer with so many inputs are made from draws.
const FANS = ("filter", "input")
const INITIALIZERS =
    ("std" => (draws, inputs) -> std_weights(draws), "xavier" => xavier_weights, "he" => he_weights)

function _check_parts(function_name, argument, draws)
    @nospecialize
    draws isa Tuple || refuse(function_name, argument, "be a tuple of arrays", draws)
    for part in draws
        check_float_array(function_name, "every part of $argument", part)
        ndims(part) in (2, 4) || refuse(function_name, "every part of $argument", "be a matrix or have 4 dimensions", part)
        check_filled(function_name, "every part of $argument", part)
    end
end

"""
    mlp_layers(depth, activation = "sigmoid", rate = 0)

The layers of a multilayer perceptron: `depth` dense layers with an activation after all but the last. If `rate` is above 0,
a dropout layer with this rate follows every activation.

    mlp_layers(2) == ("dense", "sigmoid", "dense")
"""
function mlp_layers(depth, activation = "sigmoid", rate = 0)
    @contract mlp_layers depth::Length activation::check_one_of(_activations()) rate::Rate
    hidden = rate > 0 ? ("dense", activation, ("dropout", rate)) : ("dense", activation)
    (repeat(Any[hidden...], depth - 1)..., "dense")
end

"""
    build_network(draws, initializer = "std", fan = "filter", layers = (), size = ())

The parameters that a network starts with: weights made from standard normal draws, and biases of zero. The draws are a matrix
(m, n) for each dense layer and an array (row, column, channel, filter) for each convolution. Of its inputs, `fan` "filter" counts
those under a filter, rows · columns · channels, and "input" all that an image has, as the series does; then `layers`, and the
`size` of x, are needed.

    build_network(([1.0 -1.0],)) == (([0.01 -0.01], [0 0]),)
"""
function build_network(draws, initializer = "std", fan = "filter", layers = (), size = ())
    @nospecialize
    @contract build_network draws::_check_parts() initializer::check_one_of(map(first, INITIALIZERS)) fan::check_one_of(FANS) size::Size
    make = last(INITIALIZERS[findfirst(row -> row.first == initializer, INITIALIZERS)])
    weights = Any[make(part, n) for (part, n) in zip(draws, _counted_inputs(:build_network, draws, fan, layers, size))]
    (Any[(w, zero_bias(w)) for w in weights]...,)
end

"""
    predict(layers, params, x)

The probability of every class for every sample: the softmax of what the last layer gives. A dropout layer multiplies by
1 - rate here, see [`dropout_predict`](@ref).

    predict(mlp_layers(2), build_network((ones(3, 2), ones(2, 4))), [1.0 2.0 3.0]) == [0.25 0.25 0.25 0.25]
"""
function predict(layers, params, x)
    @contract predict layers::Layers params::Params x::Batch
    steps = _steps(eltype(x), layers)
    blocks = ndims(x) == 4 ? Iterators.partition(1:size(x, 4), IMAGES_AT_ONCE) : (1:size(x, 1),)
    y = Matrix{eltype(x)}(undef, _samples(x), size(params[end][1], 2))
    for samples in blocks
        block = length(samples) == size(y, 1) ? x : _empty_batch(eltype(x), x, length(samples))
        block === x || _gather!(parent(block), x, samples)
        _copy_rows!(y, samples, _softmax_rows!(_forward_network!(steps, params, block, ())[end]))
    end
    y
end

function _copy_rows!(y, rows, part)
    for j in axes(y, 2), (i, row) in enumerate(rows)
        @inbounds y[row, j] = part[i, j]
    end
end

"""
    network_loss(layers, params, x, t, masks = ())

The cross entropy of the predictions, averaged over the batch: -Σᵢⱼ tᵢⱼ · log(yᵢⱼ + 1e-7) / h.

    round(network_loss(mlp_layers(2), build_network((ones(3, 2), ones(2, 2))), [1.0 2.0 3.0], [0 1]), digits = 6) == 0.693147
"""
function network_loss(layers, params, x, t, masks = ())
    @contract network_loss layers::Layers params::Params x::Batch t::Targets masks::Masks
    _loss_of_batch!(_steps(eltype(x), layers), params, x, t, masks)
end

"""
    network_gradients(layers, params, x, t, masks = ())

The gradients of [`network_loss`](@ref) with respect to the parameters, by backpropagation. Every row of t sums to 1.

    network_gradients(("dense",), ((zeros(2, 2), zeros(1, 2)),), [1.0 -1.0], [1 0]) == (([-0.5 0.5; 0.5 -0.5], [-0.5 0.5]),)
"""
function network_gradients(layers, params, x, t, masks = ())
    @contract network_gradients layers::Layers params::Params x::Batch t::Targets masks::Masks
    steps = _steps(eltype(x), layers)
    _backward_network!(steps, params, t, masks, _forward_network!(steps, params, x, masks))
end
