# Data in the form that networks take: one-hot labels and batches (post 7 of the series).
# Which rows go into a batch comes in as uniform draws, not as row numbers: those would start at 0 in Python and at 1 in
# Julia. Twin: pyjuliann/nn/data.py.

"""
    one_hot(labels, classes = 10)

A matrix (h, classes) of zeros with a 1 in every row, in the column of the label.

Label 0 is the first column. The elements are Int64, so that the targets take on the type of the predictions that they meet.

    one_hot([2, 0], 3) == [0 0 1; 1 0 0]
"""
function one_hot(labels, classes = 10)
    @contract one_hot labels::Int"h" classes::Length
    check_labels(:one_hot, :labels, labels, classes)
    t = zeros(Int64, length(labels), classes)
    for i in eachindex(labels)
        t[i, labels[i] + 1] = 1
    end
    t
end

"""
    draw_batch(x, labels, draws)

A batch: the rows of `x` and the labels that uniform draws point to.

With N samples a draw d takes the one that floor(d·N) others stand before; the same may be drawn again.

    draw_batch([1 2; 3 4], [7, 8], [0.9, 0.1, 0.5]) == ([3 4; 1 2; 3 4], [8, 7, 8])
"""
function draw_batch(x, labels, draws)
    @contract draw_batch x::Real"samples m" labels::(Int"samples", check_filled) draws::(Float"h", check_draws, check_filled)
    rows = _drawn_rows(draws, size(x, 1))
    x[rows, :], labels[rows]
end

"""
    contiguous_rows(x)

The same matrix with each of its rows in one piece of memory, which makes [`draw_batch`](@ref) and [`train`](@ref) fast.

Julia's own matrices keep their columns together, so that a batch of 100 rows of 784 numbers lies in 78,400 places of the
memory, and in 100 after this. NumPy's usually have their rows together already.

    contiguous_rows([1 2; 3 4]) == [1 2; 3 4]
"""
function contiguous_rows(x)
    @contract contiguous_rows x::Real"samples m"
    transpose(permutedims(x))
end

# Counted from 1. In Float64 also for narrower draws: there draw · samples stays below samples, in Float32 it may not.
_drawn_rows(draws, samples) = Int[floor(Int, promote_type(Float64, eltype(draws))(draw) * samples) + 1 for draw in draws]
