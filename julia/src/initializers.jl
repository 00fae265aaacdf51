# First weights of a layer, made from standard normal draws (posts 7 and 12 of the series).
# The draws are arguments, because the random streams of the two languages differ: draw once, give both the same.
# Twin: pyjuliann/nn/initializers.py.

"""
    std_weights(draws, std = 0.01)

Weights with a standard deviation of one's own choice: std · draws, in the type of `draws`.

    std_weights([1.0 -2.0]) == [0.01 -0.02]
"""
function std_weights(draws, std = 0.01)
    @contract std_weights draws::Float"*size" std::NotNegative
    _scaled(draws, std)
end

"""
    xavier_weights(draws, inputs)

Xavier's weights: √(1/n) · draws, which keep the spread of values from layer to layer.

n is how many `inputs` count: the rows of a matrix, one of two numbers for filters; see [`build_network`](@ref).

    xavier_weights([1.0 -2.0], 4) == [0.5 -1]
"""
function xavier_weights(draws, inputs)
    @contract xavier_weights draws::Float"*size" inputs::Length
    _scaled(draws, sqrt(1 / inputs))
end

"""
    he_weights(draws, inputs)

He's weights: √(2/n) · draws, [`xavier_weights`](@ref) made up for the half that ReLU cuts off.

    he_weights([1.0 -2.0], 8) == [0.5 -1]
"""
function he_weights(draws, inputs)
    @contract he_weights draws::Float"*size" inputs::Length
    _scaled(draws, sqrt(2 / inputs))
end

"""
    zero_bias(w)

The bias that goes with weights at the start: one row of zeros, an element per output, which the last dimension of `w` counts.

    zero_bias(ones(4, 3)) == [0 0 0]
"""
function zero_bias(w)
    @contract zero_bias w::Float"*size n"
    ndims(w) > 0 || throw(ArgumentError("zero_bias: w must have at least one dimension; got none"))
    zeros(eltype(w), 1, size(w, ndims(w)))
end

# `map` and not a broadcast, which makes a number of an array without dimensions.
function _scaled(draws, scale)
    factor = eltype(draws)(scale)
    map(draw -> draw * factor, draws)
end
