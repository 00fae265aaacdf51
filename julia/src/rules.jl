# What an optimizer does to arrays that the caller has given away, and the nested tuples that hold them.
# A tree is an array of floats or a tuple of trees. What walks through trees is not specialised on their types, or the
# compiler would start anew for every network; what runs through an array is. Twin: pyjuliann/nn/rules.py.

const SGD = NamedTuple{(:method, :learning_rate)}
const Momentum = NamedTuple{(:method, :learning_rate, :momentum)}
const AdaGrad = NamedTuple{(:method, :learning_rate, :epsilon)}
const RMSProp = NamedTuple{(:method, :learning_rate, :decay, :epsilon)}
const Adam = NamedTuple{(:method, :learning_rate, :beta1, :beta2, :epsilon)}

# How many trees each method keeps from step to step. Adam's state starts with its step count.
_kept_trees(@nospecialize(optimizer)) = optimizer isa SGD ? 0 : optimizer isa Adam ? 2 : 1

# ---------------------------------------------------------------- checks

function _checked(function_name, optimizer)
    @nospecialize
    for name in keys(optimizer)
        name == :method && continue
        value = optimizer[name]
        check_between(function_name, name, value, 0, name in (:momentum, :decay, :beta1, :beta2) ? 1 : Inf)
        if name in (:beta1, :beta2) && value == 1
            throw(ArgumentError("$function_name: $name must be below 1; got $value"))
        end
    end
    optimizer
end

function _check_optimizer(function_name, optimizer)
    @nospecialize
    method = optimizer isa SGD ? "sgd" : optimizer isa Momentum ? "momentum" : optimizer isa AdaGrad ? "adagrad" :
        optimizer isa RMSProp ? "rmsprop" : optimizer isa Adam ? "adam" : nothing
    if method === nothing || optimizer.method != method
        makers = "sgd, momentum, adagrad, rmsprop, adam"
        throw(ArgumentError("$function_name: optimizer must come from $makers; got $(describe(optimizer))"))
    end
    _checked(function_name, optimizer)
end

function _check_tree(function_name, argument, tree)
    @nospecialize
    tree isa Tuple || return check_float_array(function_name, argument, tree)
    for part in tree
        _check_tree(function_name, argument, part)
    end
end

function _check_same_tree(function_name, argument, tree, params)
    @nospecialize
    _check_tree(function_name, argument, tree)
    _check_same(function_name, argument, tree, params)
end

function _check_same(function_name, argument, tree, params)
    @nospecialize
    nested = tree isa Tuple
    if nested != (params isa Tuple) || (nested && length(tree) != length(params))
        got = "$(_outline(tree)) for $(_outline(params))"
        throw(DimensionMismatch("$function_name: $argument must be nested as params is; got $got"))
    end
    if nested
        for i in 1:length(tree)
            _check_same(function_name, argument, tree[i], params[i])
        end
    elseif size(tree) != size(params)
        expected = "every array of $argument must have the size of its parameter"
        refuse_sizes(function_name, expected, (argument => tree, :params => params))
    end
end

_outline(@nospecialize(tree)) = tree isa Tuple ? "a tuple of $(length(tree))" : describe(tree)

function _check_state(function_name, optimizer, state, params)
    @nospecialize
    expected = _kept_trees(optimizer) + (optimizer isa Adam)
    state isa Tuple || throw(ArgumentError("$function_name: state must be a tuple; got $(describe(state))"))
    if length(state) != expected
        throw(ArgumentError("$function_name: state of $(optimizer.method) must have $expected parts; got $(length(state))"))
    end
    if optimizer isa Adam
        check_integer(function_name, "the step count in state", state[1])
        check_between(function_name, "the step count in state", state[1], 0)
    end
    for i in 1+(optimizer isa Adam):expected
        _check_same_tree(function_name, :state, state[i], params)
    end
end

# ---------------------------------------------------------------- trees

function _tree_map(f, tree)
    @nospecialize
    tree isa Tuple || return f(tree)
    parts = Any[]
    for part in tree
        push!(parts, _tree_map(f, part))
    end
    (parts...,)
end

# The arrays of a tree as vectors that share their memory: a step is then compiled for one kind of array only.
_leaves(@nospecialize(tree)) = _push_leaves!(Any[], tree)

function _push_leaves!(leaves, tree)
    @nospecialize
    tree isa Tuple || return push!(leaves, vec(tree))
    for part in tree
        _push_leaves!(leaves, part)
    end
    leaves
end

_zeros_like(w) = zeros(eltype(w), size(w))
_owned(w) = copyto!(Array{eltype(w)}(undef, size(w)), w)

# Copies for `_step!`, all in the types of `params`.
function _given_away(params, state)
    @nospecialize
    owned, parts = _tree_map(_owned, params), Any[]
    for part in state
        push!(parts, part isa Integer ? part : _fitted(part, owned))
    end
    owned, (parts...,)
end

# A copy of `tree` in the types of `params`.
function _fitted(tree, params)
    @nospecialize
    tree isa Tuple || return copyto!(similar(params), tree)
    parts = Any[]
    for i in 1:length(tree)
        push!(parts, _fitted(tree[i], params[i]))
    end
    (parts...,)
end

# ---------------------------------------------------------------- steps

# Takes one step in the arrays of `params` and `state`, and returns the new state.
function _step!(optimizer, params, gradients, state)
    @nospecialize
    rate = optimizer.learning_rate
    if optimizer isa Adam
        t = Int(state[1]) + 1
        rate = rate * sqrt(1 - _power(optimizer.beta2, t)) / (1 - _power(optimizer.beta1, t))
        state = (t, state[2], state[3])
    end
    weights, slopes = _leaves(params), _leaves(gradients)
    kept = Any[]
    for tree in state
        tree isa Integer || push!(kept, _leaves(tree))
    end
    for i in 1:length(weights)
        if isempty(kept)
            _update!(optimizer, rate, weights[i], slopes[i])
        elseif length(kept) == 1
            _update!(optimizer, rate, weights[i], slopes[i], kept[1][i])
        else
            _update!(optimizer, rate, weights[i], slopes[i], kept[1][i], kept[2][i])
        end
    end
    state
end

# By squaring: the same bits in both languages, unlike `^`.
function _power(base, exponent)
    base, result = float(base), one(float(base))
    while exponent > 0
        isodd(exponent) && (result *= base)
        base *= base
        exponent >>= 1
    end
    result
end

# Loops, not broadcasts: those take the compiler long.

function _update!(optimizer::SGD, rate, w::AbstractArray{T}, g) where {T}
    rate = T(rate)
    @inbounds @simd for i in eachindex(w, g)
        w[i] -= g[i] * rate
    end
end

function _update!(optimizer::Momentum, rate, w::AbstractArray{T}, g, v) where {T}
    rate, momentum = T(rate), T(optimizer.momentum)
    @inbounds @simd for i in eachindex(w, g, v)
        v[i] = v[i] * momentum - g[i] * rate
        w[i] += v[i]
    end
end

function _update!(optimizer::AdaGrad, rate, w::AbstractArray{T}, g, s) where {T}
    rate, epsilon = T(rate), T(optimizer.epsilon)
    @inbounds @simd for i in eachindex(w, g, s)
        s[i] += g[i] * g[i]
        w[i] -= g[i] * rate / (sqrt(s[i]) + epsilon)
    end
end

function _update!(optimizer::RMSProp, rate, w::AbstractArray{T}, g, s) where {T}
    rate, epsilon = T(rate), T(optimizer.epsilon)
    decay, share = T(optimizer.decay), T(1 - optimizer.decay)
    @inbounds @simd for i in eachindex(w, g, s)
        s[i] = s[i] * decay + g[i] * g[i] * share
        w[i] -= g[i] * rate / (sqrt(s[i]) + epsilon)
    end
end

function _update!(optimizer::Adam, rate, w::AbstractArray{T}, g, m, v) where {T}
    rate, epsilon = T(rate), T(optimizer.epsilon)
    share1, share2 = T(1 - optimizer.beta1), T(1 - optimizer.beta2)
    @inbounds @simd for i in eachindex(w, g, m, v)
        m[i] += (g[i] - m[i]) * share1
        v[i] += (g[i] * g[i] - v[i]) * share2
        w[i] -= m[i] * rate / (sqrt(v[i]) + epsilon)
    end
end
