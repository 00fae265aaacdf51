# What every function needs around its formula, the twin of pyjuliann/nn/contract.py: a contract of one line, and argument
# checks of the same names, rules and words. Sizes that do not fit each other throw DimensionMismatch, everything else
# ArgumentError.
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

function check_probabilities(function_name, argument, y)
    outside = count(v -> v < 0 || v > 1, y)
    if outside > 0
        throw(ArgumentError("$function_name: $argument must hold probabilities, 0 to 1; got $outside of $(length(y)) outside"))
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

# ---------------------------------------------------------------- a contract in one line

check_rate(function_name, argument, @nospecialize(value)) = check_between(function_name, argument, value, 0, 1)
check_not_negative(function_name, argument, @nospecialize(value)) = check_between(function_name, argument, value, 0)

function check_count(function_name, argument, @nospecialize(value), least = 0, most = Inf)
    check_integer(function_name, argument, value)
    check_between(function_name, argument, value, least, most)
end

check_length(function_name, argument, @nospecialize(value)) = check_count(function_name, argument, value, 1)

const NUMBERS = Dict(
    :Real => :check_real_number,
    :Int => :check_integer,
    :Rate => :check_rate,
    :NotNegative => :check_not_negative,
    :Positive => :check_positive,
    :Count => :check_count,
    :Length => :check_length,
    :Size => :check_size,
)
const ARRAYS = Dict(
    Symbol("@Real_str") => :check_real_array,
    Symbol("@Float_str") => :check_float_array,
    Symbol("@Int_str") => :check_integer_array,
)
const AXES = Dict(1 => ("length",), 2 => ("rows", "columns"), 4 => ("rows", "columns", "channels", "samples"))

"""
    @contract f x::Real"h m" w::Real"m n" rate::Rate y::(Real"h n", check_filled)

Refuse arguments of `f` that are not what is said of them: arrays of a kind (`Real`, `Float`, `Int`) with named dimensions,
numbers in a range, and what the functions in a tuple check of the elements. First come kinds and numbers, then sizes,
then elements. The twin of what Python reads from the annotations, with the same words.
"""
macro contract(name, arguments...)
    kinds, elements, arrays = [], [], Pair{Symbol,Vector{String}}[]
    for argument in arguments
        variable, kind = argument.args
        kind, checks = kind isa Expr && kind.head === :tuple ? (kind.args[1], kind.args[2:end]) : (kind, ())
        if kind isa Symbol
            push!(kinds, :($(NUMBERS[kind])($(QuoteNode(name)), $(QuoteNode(variable)), $variable)))
            continue
        end
        dims = String.(split(kind.args[end]))
        ndim = any(dim -> startswith(dim, "*"), dims) ? nothing : length(dims)
        push!(arrays, variable => dims)
        push!(kinds, :($(ARRAYS[kind.args[1]])($(QuoteNode(name)), $(QuoteNode(variable)), $variable, $ndim)))
        append!(elements, [:($check($(QuoteNode(name)), $(QuoteNode(variable)), $variable)) for check in checks])
    end
    esc(Expr(:block, kinds..., size_checks(name, arrays)..., elements..., nothing))
end

# What compares the sizes of arrays whose dimensions have names in common, each with a message as a person would say it.
function size_checks(name, arrays)
    seen = Dict{String,Tuple{Symbol,Int,Int}}()  # a dimension: the array where it came first, the axis there, the axes there
    checks = []
    must(fits, expected, a, b) =
        push!(checks, :($fits || refuse_sizes($(QuoteNode(name)), $expected, ($(QuoteNode(a)) => $a, $(QuoteNode(b)) => $b))))
    for (place, (array, dims)) in enumerate(arrays)
        twin = findfirst(other -> other.second == dims, arrays)
        if twin < place
            twin = arrays[twin].first
            must(:(Base.size($twin) == Base.size($array)), "$twin and $array must have the same size", twin, array)
        elseif dims[1] == "1"
            owner, axis, _ = seen[dims[2]]
            must(:(Base.size($array) == (1, Base.size($owner, $axis))), "$array must be one row, as wide as $owner", owner, array)
        elseif !any(dim -> startswith(dim, "*"), dims)
            for (axis, dim) in enumerate(dims)
                owner, owned, of = get!(seen, dim, (array, axis, length(dims)))
                owner === array && continue
                theirs, ours = "$(AXES[of][owned]) of $owner", "$(AXES[length(dims)][axis]) of $array"
                expected = length(dims) == 1 ? "$ours must equal $theirs" : "$theirs must equal $ours"
                must(:(Base.size($owner, $owned) == Base.size($array, $axis)), expected, owner, array)
            end
        end
    end
    checks
end
