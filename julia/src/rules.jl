# The rules of the optimizers, a row each: settings, their ranges, what is kept from step to step, and the step.
# A rule works in arrays that the caller has given away. They stand in trees.
# A tree is an array of floats or a tuple of trees. What walks through trees is not specialised on their types, or the
# compiler would start anew for every network; what runs through an array is. Twin: pyjuliann/nn/rules.py.

# What a rule is: its settings, each with what refuses a value, how many trees it keeps from step to step, and the step in
# one array. Where the learning rate depends on the step, `rate_at` gives it, and the state starts with a count of steps.
struct Rule
    settings::Vector{Pair{Symbol,Function}}
    kept::Int
    update!::Function
    rate_at::Union{Function,Nothing}
end
Rule(settings, kept, update!) = Rule(settings, kept, update!, nothing)

# ---------------------------------------------------------------- the rules

function _sgd!(optimizer, rate, w::AbstractArray{T}, g) where {T}
    rate = T(rate)
    @each w[i] -= g[i] * rate
end

function _momentum!(optimizer, rate, w::AbstractArray{T}, g, v) where {T}
    rate, momentum = T(rate), T(optimizer.momentum)
    @each w i begin
        v[i] = v[i] * momentum - g[i] * rate
        w[i] += v[i]
    end
end

function _adagrad!(optimizer, rate, w::AbstractArray{T}, g, s) where {T}
    rate, epsilon = T(rate), T(optimizer.epsilon)
    @each w i begin
        s[i] += g[i] * g[i]
        w[i] -= g[i] * rate / (sqrt(s[i]) + epsilon)
    end
end

function _rmsprop!(optimizer, rate, w::AbstractArray{T}, g, s) where {T}
    rate, epsilon, decay, share = T(rate), T(optimizer.epsilon), T(optimizer.decay), T(1 - optimizer.decay)
    @each w i begin
        s[i] = s[i] * decay + g[i] * g[i] * share
        w[i] -= g[i] * rate / (sqrt(s[i]) + epsilon)
    end
end

function _adam!(optimizer, rate, w::AbstractArray{T}, g, m, v) where {T}
    rate, epsilon, share1, share2 = T(rate), T(optimizer.epsilon), T(1 - optimizer.beta1), T(1 - optimizer.beta2)
    @each w i begin
        m[i] += (g[i] - m[i]) * share1
        v[i] += (g[i] * g[i] - v[i]) * share2
        w[i] -= m[i] * rate / (sqrt(v[i]) + epsilon)
    end
end

# The learning rate of step t, counted from 1: at first both means are too small.
_adam_rate(optimizer, t) =
    optimizer.learning_rate * sqrt(1 - _power(optimizer.beta2, t)) / (1 - _power(optimizer.beta1, t))

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

function check_below_one(function_name, argument, @nospecialize(value))
    check_between(function_name, argument, value, 0, 1)
    value == 1 && refuse_value(function_name, "$argument must be below 1", value)
end

const LEARNING_RATE, EPSILON = :learning_rate => check_not_negative, :epsilon => check_not_negative

# The rules by what their `method` says, which is also the name of the function that makes one.
const RULES = [
    "sgd" => Rule([LEARNING_RATE], 0, _sgd!),
    "momentum" => Rule([LEARNING_RATE, :momentum => check_rate], 1, _momentum!),
    "adagrad" => Rule([LEARNING_RATE, EPSILON], 1, _adagrad!),
    "rmsprop" => Rule([LEARNING_RATE, :decay => check_rate, EPSILON], 1, _rmsprop!),
    "adam" =>
        Rule([LEARNING_RATE, :beta1 => check_below_one, :beta2 => check_below_one, EPSILON], 2, _adam!, _adam_rate),
]

# ---------------------------------------------------------------- checks

# The rule of an optimizer, or of a method; nothing if there is none.
function _rule(@nospecialize(optimizer))
    method = optimizer isa NamedTuple && haskey(optimizer, :method) ? optimizer.method : optimizer
    row = findfirst(row -> row.first == method, RULES)
    row === nothing ? nothing : RULES[row].second
end

# The optimizer of a method with its settings in their order, each checked.
function _made(method, settings...)
    @nospecialize
    rule = _rule(method)
    names = first.(rule.settings)
    _checked(method, rule, NamedTuple{(:method, names...)}((method, settings...)))
end

function _checked(function_name, rule, optimizer)
    @nospecialize
    for (name, check) in rule.settings
        check(function_name, name, optimizer[name])
    end
    optimizer
end

function _check_optimizer(function_name, optimizer)
    @nospecialize
    rule = optimizer isa NamedTuple ? _rule(optimizer) : nothing
    if rule === nothing || keys(optimizer) != (:method, first.(rule.settings)...)
        refuse(function_name, :optimizer, "come from $(join(first.(RULES), ", "))", optimizer)
    end
    _checked(function_name, rule, optimizer)
end

_check_tree(function_name, argument, @nospecialize(tree)) =
    _tree_map(array -> check_float_array(function_name, argument, array), tree)

function _check_same_tree(function_name, argument, tree, params)
    @nospecialize
    _check_tree(function_name, argument, tree)
    _check_same(function_name, argument, tree, params)
    tree
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

_check_gradients(function_name, @nospecialize(params), @nospecialize(gradients)) =
    _check_same_tree(function_name, :gradients, gradients, params)

function _check_state(function_name, optimizer, params, state)
    @nospecialize
    counted = _rule(optimizer).rate_at !== nothing
    expected = _rule(optimizer).kept + counted
    state isa Tuple || refuse(function_name, :state, "be a tuple", state)
    length(state) == expected ||
        refuse_value(function_name, "state of $(optimizer.method) must have $expected parts", length(state))
    counted && check_count(function_name, "the step count in state", state[1])
    for i in 1+counted:expected
        _check_same_tree(function_name, :state, state[i], params)
    end
    state
end

# ---------------------------------------------------------------- trees

# What f makes of each array of a tree; of trees that are nested alike, of those at the same place.
function _tree_map(f, tree, others...)
    @nospecialize
    tree isa Tuple || return f(tree, others...)
    (Any[_tree_map(f, tree[i], Any[other[i] for other in others]...) for i in 1:length(tree)]...,)
end

# The arrays of a tree as vectors that share their memory: a step is then compiled for one kind of array only.
function _leaves(@nospecialize(tree))
    leaves = Any[]
    _tree_map(array -> push!(leaves, vec(array)), tree)
    leaves
end

_zeros_like(w) = zeros(eltype(w), size(w))
_owned(w) = copyto!(Array{eltype(w)}(undef, size(w)), w)

# Copies for `_step!`, all in the types of `params`.
function _owned_copies(params, state)
    @nospecialize
    owned = _tree_map(_owned, params)
    owned, (Any[part isa Integer ? part : _fitted(part, owned) for part in state]...,)
end

# A copy of `tree` in the types of `params`.
_fitted(@nospecialize(tree), @nospecialize(params)) = _tree_map((part, w) -> copyto!(similar(w), part), tree, params)

# ---------------------------------------------------------------- steps

# Takes one step in the arrays of `params` and `state`, and returns the new state.
function _step!(optimizer, params, gradients, state)
    @nospecialize
    rule, rate, trees = _rule(optimizer), optimizer.learning_rate, state
    if rule.rate_at !== nothing
        t = Int(state[1]) + 1
        rate, trees = rule.rate_at(optimizer, t), state[2:end]
        state = (t, trees...)
    end
    weights, slopes, kept = _leaves(params), _leaves(gradients), Any[_leaves(tree) for tree in trees]
    for i in 1:length(weights)
        rule.update!(optimizer, rate, weights[i], slopes[i], Any[leaves[i] for leaves in kept]...)
    end
    state
end
