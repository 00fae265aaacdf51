# Making arrays and giving them another shape (post 0 of the series). Twin: pyjuliann/nn/arrays.py.
# Sizes are tuples in both languages. The names say "array" because Base has its own ones, zeros and fill.

const MOST_DRAWS = 2^53  # Float64 holds every integer up to here

"""
    matrix_from_rows(rows)

The matrix whose rows are given: what the literal `[1 2 3; 4 5 6]` makes.

They are tuples or vectors in a tuple or vector; the elements get their common type.

    matrix_from_rows(((1, 2, 3), (4, 5, 6))) == [1 2 3; 4 5 6]
"""
function matrix_from_rows(rows)
    name = :matrix_from_rows
    if !(rows isa Union{Tuple,AbstractVector}) || !all(row -> row isa Union{Tuple,AbstractVector}, rows)
        refuse(name, :rows, "be a tuple or list of tuples or lists", rows)
    end
    lengths = Tuple(length(row) for row in rows)
    if length(Set(lengths)) != 1 || lengths[1] == 0
        refuse_value(name, "rows must have one length of at least 1", "lengths $lengths")
    end
    for row in rows, element in row
        check_real_number(name, "every element of rows", element)
    end
    T = mapreduce(row -> mapreduce(typeof, promote_type, row), promote_type, rows)
    T[rows[i][j] for i in 1:length(rows), j in 1:lengths[1]]
end

"""
    ones_array(size)

An array of the given size (a tuple) filled with 1.0.

    ones_array((2, 3)) == [1 1 1; 1 1 1]
"""
function ones_array(size)
    @contract ones_array size::Size
    ones(size)
end

"""
    zeros_array(size)

An array of the given size (a tuple) filled with 0.0.

    zeros_array((2, 3)) == [0 0 0; 0 0 0]
"""
function zeros_array(size)
    @contract zeros_array size::Size
    zeros(size)
end

"""
    filled_array(value, size)

An array of the given size (a tuple) with `value` everywhere, in the type of `value`.

    filled_array(2, (2, 3)) == [2 2 2; 2 2 2]
"""
function filled_array(value, size)
    @contract filled_array value::Real size::Size
    fill(value, size)
end

"""
    uninitialized_array(size)

An array of the given size (a tuple), Float64, whose elements are whatever the memory held before.

Only the size and the type are defined. Write every element before you read one.

    size(uninitialized_array((2, 3))) == (2, 3)
"""
function uninitialized_array(size)
    @contract uninitialized_array size::Size
    Array{Float64}(undef, size)
end

"""
    random_integers(draws, low, high)

Uniform draws (floats, 0 ≤ draw < 1) turned into integers between `low` and `high`, both ends included:
low + floor(draw · (high - low + 1)).

The draws are an argument because the random streams of the two languages differ.

    random_integers([0.0, 0.5, 0.999], 1, 10) == [1, 6, 10]
"""
function random_integers(draws, low, high)
    @contract random_integers draws::Float"*size" low::Int high::Int
    expected = "high must be at least low and the range at most 2^53 integers"
    1 <= big(high) - low + 1 <= MOST_DRAWS || refuse_value(:random_integers, expected, "low $low, high $high")
    check_draws(:random_integers, :draws, draws, nothing, "draw")
    # In Float64 also for narrower draws: there draw · width stays below width, a Float32 product could round up to it.
    T = promote_type(Float64, eltype(draws))
    width = Int64(high) - Int64(low) + 1
    # Into an array of integers: of no draws Julia would not know what `map` gives.
    integers = Array{Int64}(undef, size(draws))
    map!(draw -> Int64(low) + floor(Int64, T(draw) * width), integers, draws)
end

"""
    column_major_reshape(a, size)

A copy of `a` with another size (a tuple), read and filled down the columns: Julia's `reshape`.

    column_major_reshape(1:6, (2, 3)) == [1 3 5; 2 4 6]
"""
function column_major_reshape(a, size)
    @contract column_major_reshape a::Real"*size_a" size::Size
    check_fit(:column_major_reshape, length(a) == prod(BigInt[n for n in size]), "size $size must hold as many elements as a"; a = a)
    collect(reshape(a, size))
end
