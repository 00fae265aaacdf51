# Optimizers: how a gradient becomes a step (post 11 of the series).
# An optimizer is a value: a named tuple of its method and its settings, so that it crosses the bridge as it is. Its state
# (velocities, sums of squares) is made by `optimizer_init`, goes into `optimizer_step` and comes out of it. Parameters,
# gradients and state are arrays in nested tuples; nothing that is given is changed. ε stands outside the root everywhere.
# Twin: pyjuliann/nn/optimizers.py.

"""
    sgd(learning_rate = 0.01)

Stochastic gradient descent: w ← w - learning_rate · g. There is no state.

    sgd(0.5) == (method = "sgd", learning_rate = 0.5)
"""
sgd(learning_rate = 0.01) = _made("sgd", learning_rate)

"""
    momentum(learning_rate = 0.01, momentum = 0.9)

Gradient descent with a velocity: v ← momentum · v - learning_rate · g, w ← w + v.

`momentum`, between 0 and 1, is the share of the velocity that is kept. The post prints 0; its text and the author's code
mean 0.9.

    momentum(0.1) == (method = "momentum", learning_rate = 0.1, momentum = 0.9)
"""
momentum(learning_rate = 0.01, momentum = 0.9) = _made("momentum", learning_rate, momentum)

"""
    adagrad(learning_rate = 0.01, epsilon = 1e-7)

AdaGrad, whose steps shrink with the squares seen: s ← s + g², w ← w - learning_rate · g / (√s + ε).

    adagrad(0.1) == (method = "adagrad", learning_rate = 0.1, epsilon = 1e-7)
"""
adagrad(learning_rate = 0.01, epsilon = 1e-7) = _made("adagrad", learning_rate, epsilon)

"""
    rmsprop(learning_rate = 0.01, decay = 0.9, epsilon = 1e-7)

RMSProp, which forgets old squares: s ← decay·s + (1-decay)·g², w ← w - learning_rate · g / (√s + ε).

    rmsprop(0.001).decay == 0.9
"""
rmsprop(learning_rate = 0.01, decay = 0.9, epsilon = 1e-7) = _made("rmsprop", learning_rate, decay, epsilon)

"""
    adam(learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7)

Adam: a mean m of the gradients over the root of a mean v of their squares.

m ← m + (1-β₁)(g-m), v ← v + (1-β₂)(g²-v), w ← w - learning_rate·√(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε) at step t.

    adam().learning_rate == 0.001
"""
adam(learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7) = _made("adam", learning_rate, beta1, beta2, epsilon)

"""
    optimizer_init(optimizer, params)

The state in which an optimizer starts, zeros: () for sgd; (v,) for momentum; (s,) for adagrad and rmsprop; (t, m, v)
for adam.

`params` is an array of floats, or a tuple of such, nested as deep as one likes; every part of the state but the step
count t is nested in the same way.

    optimizer_init(adam(), ([1.0, 2.0], [3.0])) == (0, ([0, 0], [0]), ([0, 0], [0]))
"""
function optimizer_init(optimizer, params)
    @contract optimizer_init optimizer::Optimizer params::_check_tree()
    rule = _rule(optimizer)
    count = rule.rate_at === nothing ? () : (0,)
    (count..., Any[_tree_map(_zeros_like, params) for _ in 1:rule.kept]...)
end

"""
    optimizer_step(optimizer, params, gradients, state)

Parameters and state after one step.

`gradients` are nested as `params` are, with arrays of the same sizes; `state` is what [`optimizer_init`](@ref) or the step
before returned.

    optimizer_step(sgd(0.5), ([1.0, 2.0],), ([2.0, 2.0],), ()) == (([0, 1],), ())
"""
function optimizer_step(optimizer, params, gradients, state)
    @contract optimizer_step optimizer::Optimizer params::_check_tree() gradients::Gradients state::State
    params, state = _owned_copies(params, state)
    params, _step!(optimizer, params, _fitted(gradients, params), state)
end

for (method, _) in RULES
    isdefined(@__MODULE__, Symbol(method)) || error("JuliaNN: $method stands in RULES, but no function $method makes one")
end
