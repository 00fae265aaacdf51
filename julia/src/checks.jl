# What every function needs around its formula, the twin of pyjuliann/nn/_checks.py: argument checks of the same
# names, rules and words, and two operations on matrices. Sizes that do not fit each other throw
# DimensionMismatch, everything else ArgumentError.
#
# A first call waits for the compiler. So the checks are not specialised on the type of the value, and where
# Base's matrix product and broadcasting take seconds to compile (in Julia 1.5) there are loops.

const MOST_ELEMENTS = 2^59  # of 8 bytes each: more cannot be addressed
const MOST_DIMENSIONS = 64       # NumPy's limit, which the Python half has

isreal_type(@nospecialize(T)) = T <: Real && T != Bool

function describe(@nospecialize(value))
    value isa AbstractArray && return "an array of $(eltype(value)) with size $(size(value))"
    text = first(repr(value), 60)
    value isa Tuple ? text : "$(typeof(value)) $text"
end

@noinline function refuse(function_name, argument, expected, @nospecialize(value))
    throw(ArgumentError("$function_name: $argument must $expected; got $(describe(value))"))
end

function check_real_array(function_name, argument, @nospecialize(value), ndim = nothing)
    if !(value isa AbstractArray) || !isreal_type(eltype(value))
        refuse(function_name, argument, "be an array of integers or floats", value)
    end
    if ndim !== nothing && ndims(value) != ndim
        kind = ndim == 1 ? "a vector" : ndim == 2 ? "a matrix" : "an array of $ndim dimensions"
        refuse(function_name, argument, "be $kind", value)
    end
end

function check_float_array(function_name, argument, @nospecialize(value), ndim = nothing)
    if !(value isa AbstractArray) || !(eltype(value) <: AbstractFloat)
        refuse(function_name, argument, "be an array of floats", value)
    end
    check_real_array(function_name, argument, value, ndim)
end

function check_integer_array(function_name, argument, @nospecialize(value), ndim = nothing)
    if !(value isa AbstractArray) || !(eltype(value) <: Integer) || eltype(value) == Bool
        refuse(function_name, argument, "be an array of integers", value)
    end
    check_real_array(function_name, argument, value, ndim)
end

function check_real_number(function_name, argument, @nospecialize(value))
    isreal_type(typeof(value)) || refuse(function_name, argument, "be an integer or a float", value)
    # A Python integer of more than 64 bits arrives as BigInt.
    value isa BigInt && refuse(function_name, argument, "fit into Int64", value)
end

function check_integer(function_name, argument, @nospecialize(value))
    value isa Integer && !(value isa Bool) || refuse(function_name, argument, "be an integer", value)
    check_real_number(function_name, argument, value)
end

function check_between(function_name, argument, @nospecialize(value), low, high = Inf)
    check_real_number(function_name, argument, value)
    if !(low <= value <= high)
        expected = high == Inf ? "at least $low" : "between $low and $high"
        throw(ArgumentError("$function_name: $argument must be $expected; got $value"))
    end
end

function check_positive(function_name, argument, @nospecialize(value))
    check_real_number(function_name, argument, value)
    value > 0 || throw(ArgumentError("$function_name: $argument must be above 0; got $value"))
end

function check_filled(function_name, argument, @nospecialize(array))
    isempty(array) && refuse(function_name, argument, "hold at least one element", array)
end

function check_labels(function_name, argument, @nospecialize(value), classes)
    check_integer_array(function_name, argument, value, 1)
    check_filled(function_name, argument, value)
    low, high = extrema(value)
    if low < 0 || high >= classes
        throw(ArgumentError("$function_name: $argument must be between 0 and $(classes - 1); got $low to $high"))
    end
end

function check_draws(function_name, argument, @nospecialize(value), ndim = nothing)
    check_float_array(function_name, argument, value, ndim)
    outside = count(draw -> !(0 <= draw < 1), value)
    if outside > 0
        expected = "every element of $argument must be at least 0 and below 1"
        throw(ArgumentError("$function_name: $expected; got $outside of $(length(value)) outside"))
    end
end

function check_size(function_name, argument, @nospecialize(value))
    value isa Tuple || refuse(function_name, argument, "be a tuple of integers", value)
    for n in value
        n isa Integer && !(n isa Bool) || refuse(function_name, argument, "be a tuple of integers", value)
    end
    for n in value
        n < 0 && refuse(function_name, argument, "hold no negative number", value)
    end
    if length(value) > MOST_DIMENSIONS
        refuse(function_name, argument, "have at most $MOST_DIMENSIONS dimensions", value)
    end
    elements = 1
    for n in value
        # Zeros are left out, because NumPy refuses (2^62, 2^62, 0) although it holds nothing.
        n == 0 && continue
        n <= MOST_ELEMENTS ÷ elements || refuse(function_name, argument, "hold at most 2^59 elements", value)
        elements *= n
    end
end

# The arrays come as keyword arguments, so that the message can name them: check_fit(:f, ok, "…"; a = a, b = b).
check_fit(function_name, fits, expected; arrays...) =
    fits ? nothing : refuse_sizes(function_name, expected, arrays)

@noinline function refuse_sizes(function_name, expected, @nospecialize(arrays))
    sizes = join(["$name of size $(size(array))" for (name, array) in arrays], ", ")
    throw(DimensionMismatch("$function_name: $expected; got $sizes"))
end

# The matrix product a * b, written into c by product!. BLAS does the work as it does there.
product(a, b) = product!(Matrix{promote_type(eltype(a), eltype(b))}(undef, size(a, 1), size(b, 2)), a, b)

function product!(c::Matrix{T}, a::AbstractMatrix{T}, b::AbstractMatrix{T}) where {T<:Union{Float32,Float64}}
    (transposed_a, a), (transposed_b, b) = for_blas(a), for_blas(b)
    BLAS.gemm!(transposed_a, transposed_b, one(T), a, b, zero(T), c)
end

function product!(c, a, b)
    fill!(c, zero(eltype(c)))
    # Callers have checked that the columns of a are as many as the rows of b.
    @inbounds for j in axes(b, 2), k in axes(a, 2), i in axes(a, 1)
        c[i, j] += a[i, k] * b[k, j]
    end
    c
end

for_blas(a::Matrix) = 'N', a
for_blas(a::Union{Transpose{T,Matrix{T}},Adjoint{T,Matrix{T}}}) where {T<:Real} = 'T', parent(a)
for_blas(a) = 'N', Matrix(a)

# The matrix u with b, a vector or a matrix of one row, added to every row: u .+ transpose(b), or u .+ b.
function add_to_rows(u, b)
    y = Matrix{promote_type(eltype(u), eltype(b))}(undef, size(u))
    for j in axes(u, 2), i in axes(u, 1)
        y[i, j] = u[i, j] + b[j]
    end
    y
end
