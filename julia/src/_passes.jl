# A network at work: its layers one after the other, forward and backward. network.jl, numerical.jl and training.jl share it.
# What is given to it has been checked. Twin: pyjuliann/nn/_passes.py.
#
# It is not specialised on the types of a network, or the compiler would start anew for each; what runs through an array is.

# The layers ready to work, in their fastest forms, or else by their rows of the table alone.
function _steps(T, layers, fused = true)
    @nospecialize
    steps = Any[]
    for layer in layers
        kind, settings = _described(layer)
        fused && !isempty(steps) && _joins!(steps[end], kind, settings) && continue
        after_dense = !isempty(steps) && steps[end].kind == "dense"  # nobody needs what a dense layer gave
        form = !fused ? :plain : _row(kind).on != "" ? Symbol(kind) :
            _row(kind).in_place === nothing ? :plain : after_dense ? :in_place : :activation
        push!(steps, _step(T, form, kind, settings))
    end
    steps
end

# What each step takes beside x: its pair of `params`, its mask, or the number that a mask is on average.
function _given(steps, params, masks, T)
    @nospecialize
    given, weights, noise = Any[], 0, 0
    for step in steps
        if step.row.weights > 0
            push!(given, params[weights += 1])
        elseif step.row.masked
            push!(given, (isempty(masks) ? T(1 - Float64(step.settings[1])) : masks[noise += 1],))
        else
            push!(given, ())
        end
    end
    given
end

# x and what comes out of every step, at last the logits. Arrays of the steps' buffers: the next pass writes into them.
function _forward_network!(steps, params, x, masks)
    @nospecialize
    outputs, given = Any[x], _given(steps, params, masks, eltype(x))
    for i in 1:length(steps)
        push!(outputs, _forward!(steps[i], outputs[i], given[i]...))
    end
    outputs
end

# The gradients of the loss with respect to `params`; `outputs` is what `_forward_network!` returned, its last is used up.
function _backward_network!(steps, params, t, masks, outputs)
    @nospecialize
    delta = softmax_cross_entropy_delta(_softmax_rows!(outputs[end]), t)
    gradients, given = Any[], _given(steps, params, masks, eltype(delta))
    for i in length(steps):-1:1
        step, x, y = steps[i], outputs[i], outputs[i+1]
        if step.row.weights > 0
            pushfirst!(gradients, _gradients!(step, delta, x, y, given[i]...))
            length(gradients) == length(params) && break  # nothing before this step has parameters
        end
        delta = _backward!(step, delta, x, y, given[i]...)
    end
    (gradients...,)
end

function _loss_of_batch!(steps, params, x, t, masks)
    @nospecialize
    _mean_cross_entropy(_softmax_rows!(_forward_network!(steps, params, x, masks)[end]), t)
end
