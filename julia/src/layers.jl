# The activations of a network, a row each; what checks, messages and both passes know of them.
# A new one is a function in activations.jl, here and in Python, and a row in both tables. Twin: pyjuliann/nn/layers.py.

# Loops, not broadcasts: those take the compiler long.

function _relu!(u)
    @inbounds @simd for i in eachindex(u)
        u[i] = ifelse(u[i] <= 0, zero(eltype(u)), u[i])
    end
    u
end

function _relu_delta!(delta, y)
    @inbounds @simd for i in eachindex(delta, y)
        delta[i] = ifelse(y[i] > 0, delta[i], zero(eltype(delta)))
    end
    delta
end

function _sigmoid_delta!(delta, y)
    @inbounds @simd for i in eachindex(delta, y)
        delta[i] = delta[i] * y[i] * (one(eltype(y)) - y[i])
    end
    delta
end

# What an activation does on the way forward and back, on arrays that it may use up: `forward` turns what comes out of the
# layer before, u, into y; `backward` turns the gradient with respect to y, and y, into that with respect to u.
struct Activation
    forward::Any
    backward::Any
end

const ACTIVATIONS = (
    "sigmoid" => Activation(_sigmoid!, _sigmoid_delta!),
    "relu" => Activation(_relu!, _relu_delta!),
)

_is_activation(@nospecialize(layer)) = layer isa AbstractString && any(row -> row.first == layer, ACTIVATIONS)
_activation(layer) = ACTIVATIONS[findfirst(row -> row.first == layer, ACTIVATIONS)].second

_quoted_activations(separator, last = separator) = join(["\"$(row.first)\"" for row in ACTIVATIONS], separator, last)
