"""
Julia's end of pyjuliann/training: keeps the data and the weights of runs in Julia, so that a chunk of steps crosses the
bridge as its draws and comes back as its losses.

Included into PyjuliannBridge by the Python side on first use.
"""
module PyjuliannTraining

import ..PyjuliannBridge
import ..PyjuliannBridge.Versions: blas_threads, use_blas_threads

const JuliaNN = PyjuliannBridge.resolve("JuliaNN.JuliaNN")

PyjuliannBridge.Versions.@optimise_little  # most of this runs once per run; the steps are JuliaNN's

# So many samples are predicted at once: the columns of im2col take memory.
const BLOCK = 500

mutable struct Run
    layers::Tuple
    params::Tuple
    state::Tuple
    optimizer::NamedTuple
    gradient::String
    x::Any
    labels::Vector{Int}
    test_x::Any
    test_labels::Vector{Int}
    seen::Int
    marked::Tuple  # where it can go back to
end

const RUNS = Dict{Int,Run}()

"""
    open_run(layers, params, state, optimizer, gradient, data, scale, seen) -> id

Keep a run. `data` holds samples and labels to learn from and to test with, samples still to be divided by `scale`;
accuracies of learning are taken on the first `seen` samples.
"""
function open_run(layers, params, state, optimizer, gradient, data, scale, seen)
    @nospecialize
    T = eltype(params[1][1])
    x, labels, test_x, test_labels = data
    id = length(RUNS) + 1
    while haskey(RUNS, id)
        id += 1
    end
    RUNS[id] = Run(layers, params, state, optimizer, gradient, prepared(T, x, scale), labels, prepared(T, test_x, scale),
                   test_labels, seen, (params, state))
    return id
end

prepared(T, x, scale) = ndims(x) == 2 ? JuliaNN.contiguous_rows(T.(x) ./ T(scale)) : T.(x) ./ T(scale)

"Forget a run."
function close_run(id)
    delete!(RUNS, id)
    return nothing
end

"Weights and state of a run."
position(id) = (RUNS[id].params, RUNS[id].state)

"The weights of a run."
weights(id) = RUNS[id].params

"Remember where a run stands."
function mark(id)
    RUNS[id].marked = position(id)
    return nothing
end

"Return to where a run stood at the last `mark`."
back(id) = place(id, RUNS[id].marked...)

"Let a run go on from other weights and another state."
function place(id, params, state)
    @nospecialize
    RUNS[id].params, RUNS[id].state = params, state
    return nothing
end

"""
    advance(id, draws, mask_draws, points) -> losses, accuracies

Train a run for as many steps as `draws` has rows. `points` are the numbers of steps after which accuracies are taken, a
row each: of learning and of testing. If it fails or is interrupted, the run stands where it stood.
"""
function advance(id, draws, mask_draws, points)
    @nospecialize
    run = RUNS[id]
    steps = size(draws, 1)
    params, state = run.params, run.state
    losses = zeros(eltype(params[1][1]), steps)
    accuracies = zeros(length(points), 2)
    done = 0
    for (k, stop) in enumerate([points; steps])
        rows = done+1:stop
        if !isempty(rows)
            params, state, losses[rows] = JuliaNN.train(
                run.layers, params, run.x, run.labels, draws[rows, :];
                optimizer = run.optimizer, state = state, gradient = run.gradient,
                mask_draws = map(one -> one[rows, :, :], mask_draws),
            )
        end
        done = stop
        k <= length(points) && (accuracies[k, :] .= accuracies_of(run, params))
    end
    run.params, run.state = params, state
    return losses, accuracies
end

"The accuracies of a run as it stands, of learning and of testing."
accuracies(id) = accuracies_of(RUNS[id], RUNS[id].params)

function accuracies_of(run, params)
    learnt = accuracy(run.layers, params, run.x, run.labels, min(run.seen, length(run.labels)))
    return learnt, accuracy(run.layers, params, run.test_x, run.test_labels, length(run.test_labels))
end

# The accuracy, in percent, on the first `count` samples, block by block.
function accuracy(layers, params, x, labels, count)
    @nospecialize
    right = 0
    for start in 1:BLOCK:count
        rows = start:min(start + BLOCK - 1, count)
        samples = ndims(x) == 2 ? x[rows, :] : x[:, :, :, rows]
        share = JuliaNN.accuracy(JuliaNN.predict(layers, params, samples), labels[rows])
        right += round(Int, share * length(rows) / 100)
    end
    return 100 * right / count
end

end
