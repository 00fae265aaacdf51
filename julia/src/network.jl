# Networks: building, predicting, the loss and its gradients (posts 5 to 13, with images 14 to 18).
# A network is two tuples. `layers` says what is done, from front to back: "dense" is X·W + b, "sigmoid" and "relu" are
# applied to every number, ("dropout", rate) leaves a share out while learning. It ends with "dense", and a softmax of every
# row follows. `params` holds a pair (w, b) for each layer that has weights, all floats of one type, in which everything is
# computed. Both cross a bridge as they are.
#
# A network of images has one "flatten", which makes a row of each image. Before it there may also be "convolution" or
# ("convolution", stride, pad), "max_pooling" or ("max_pooling", window, stride, pad), and "average_pooling" likewise; "dense" and
# dropout come after it. Its x is an array (row, column, channel, sample), the weights of a convolution are (row, column, channel,
# filter). Twin: pyjuliann/nn/network.py.

# So many images are predicted at once: their columns take a hundred times the memory of the images.
const IMAGES_AT_ONCE = 500

"""
    mlp_layers(depth, activation = "sigmoid", rate = 0)

The layers of a multilayer perceptron: `depth` dense layers with an activation, "sigmoid" or "relu", after all but the last.

If `rate` is above 0, a dropout layer with this rate follows every activation.

```jldoctest
julia> mlp_layers(2)
("dense", "sigmoid", "dense")
```
"""
function mlp_layers(depth, activation = "sigmoid", rate = 0)
    check_integer(:mlp_layers, :depth, depth)
    check_between(:mlp_layers, :depth, depth, 1)
    if !_is_activation(activation)
        throw(ArgumentError("mlp_layers: activation must be $(_quoted_activations(", ", " or ")); got $(describe(activation))"))
    end
    check_between(:mlp_layers, :rate, rate, 0, 1)
    layers = Any[]
    for _ in 2:depth
        push!(layers, "dense", activation)
        rate > 0 && push!(layers, ("dropout", rate))
    end
    (layers..., "dense")
end

"""
    build_network(draws, initializer = "std")

The parameters that a network starts with: weights made from draws, and biases of zero.

`draws` is a tuple of standard normal draws: a matrix (m, n) for each dense layer, an array (row, column, channel, filter) for
each convolution. `initializer` is "std", "xavier" or "he", as [`std_weights`](@ref) with its default, [`xavier_weights`](@ref)
and [`he_weights`](@ref) do it.

```jldoctest
julia> build_network(([1.0 -1.0],))
(([0.01 -0.01], [0.0 0.0]),)
```
"""
function build_network(draws, initializer = "std")
    @nospecialize
    if !(draws isa Tuple)
        throw(ArgumentError("build_network: draws must be a tuple of arrays; got $(describe(draws))"))
    end
    for part in draws
        check_float_array(:build_network, "every part of draws", part)
        if !(ndims(part) in (2, 4))
            expected = "every part of draws must be a matrix or have 4 dimensions"
            throw(ArgumentError("build_network: $expected; got $(describe(part))"))
        end
        check_filled(:build_network, "every part of draws", part)
    end
    if !(initializer isa AbstractString) || !(initializer in ("std", "xavier", "he"))
        throw(ArgumentError("build_network: initializer must be \"std\", \"xavier\" or \"he\"; got $(describe(initializer))"))
    end
    params = Any[]
    for part in draws
        inputs = length(part) ÷ size(part, ndims(part))
        w = initializer == "std" ? std_weights(part) :
            initializer == "xavier" ? xavier_weights(part, inputs) : he_weights(part, inputs)
        push!(params, (w, zero_bias(w)))
    end
    (params...,)
end

"""
    predict(layers, params, x)

The probability of every class for every sample: the softmax of what the last layer gives.

`x` is a matrix (h, m), one sample per row, or an array of h images; the result is a matrix (h, n) in the type of `params`, every
row of which sums to 1. A dropout layer multiplies by 1 - rate here, see [`dropout_predict`](@ref).

```jldoctest
julia> predict(mlp_layers(2), build_network((ones(3, 2), ones(2, 4))), [1.0 2.0 3.0])
1×4 Matrix{Float64}:
 0.25  0.25  0.25  0.25
```
"""
function predict(layers, params, x)
    @nospecialize
    _check_network(:predict, layers, params)
    x = _checked_input(:predict, layers, params, x)
    outputs = _outputs(layers, params)
    ndims(x) == 4 && size(x, 4) > IMAGES_AT_ONCE && return _predict_in_blocks(outputs, layers, params, x)
    _softmax_rows!(_forward_network!(outputs, layers, params, x, ()))
end

function _predict_in_blocks(outputs, layers, params, x)
    @nospecialize
    T = eltype(x)
    y = Matrix{T}(undef, size(x, 4), size(params[end][1], 2))
    for start in 1:IMAGES_AT_ONCE:size(x, 4)
        samples = start:min(start + IMAGES_AT_ONCE - 1, size(x, 4))
        batch = _empty_batch(T, x, length(samples))
        _gather!(parent(batch), x, samples)
        _copy_rows!(y, samples, _softmax_rows!(_forward_network!(outputs, layers, params, batch, ())))
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

The cross entropy of the predictions, averaged over the batch.

`x` is a matrix (h, m) or an array of h images, `t` a matrix (h, n) of one-hot rows, `masks` a tuple with a matrix for each dropout layer and a row
for each sample, as while learning; or an empty one, as in [`predict`](@ref).

```jldoctest
julia> round(network_loss(mlp_layers(2), build_network((ones(3, 2), ones(2, 2))), [1.0 2.0 3.0], [0 1]), digits = 6)
0.693147
```
"""
function network_loss(layers, params, x, t, masks = ())
    @nospecialize
    _check_network(:network_loss, layers, params)
    x, t, masks = _checked_batch(:network_loss, layers, params, x, t, masks)
    _loss_of_batch!(_outputs(layers, params), layers, params, x, t, masks)
end

"""
    network_gradients(layers, params, x, t, masks = ())

The gradients of [`network_loss`](@ref) with respect to the parameters, by backpropagation.

```jldoctest
julia> network_gradients(("dense",), ((zeros(2, 2), zeros(1, 2)),), [1.0 -1.0], [1 0])
(([-0.5 0.5; 0.5 -0.5], [-0.5 0.5]),)
```
"""
function network_gradients(layers, params, x, t, masks = ())
    @nospecialize
    _check_network(:network_gradients, layers, params)
    x, t, masks = _checked_batch(:network_gradients, layers, params, x, t, masks)
    outputs = _outputs(layers, params)
    _forward_network!(outputs, layers, params, x, masks)
    gradients = _tree_map(_zeros_like, params)
    _backward_network!(gradients, _deltas(layers, params), layers, params, x, t, masks, outputs)
    gradients
end
