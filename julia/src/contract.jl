# What every function needs around its formula, the twin of pyjuliann/nn/contract.py: a contract of one line, and argument
# checks of the same names, rules and words. Sizes that do not fit each other throw DimensionMismatch, everything else
# ArgumentError.
#
# A first call waits for the compiler. So the checks are not specialised on the type of the value, and where
# Base's matrix product and broadcasting take seconds to compile (in Julia 1.5) there are loops.

const MOST_ELEMENTS = 2^59  # of 8 bytes each: more cannot be addressed
const MOST_DIMENSIONS = 64       # NumPy's limit, which the Python half has
const MOST_PIXELS = 2^31 - 1     # in one direction: sums of a size and two of these fit into 64 bits

isreal_type(@nospecialize(T)) = T <: Real && T != Bool

function describe(@nospecialize(value))
    value isa AbstractArray && return "an array of $(eltype(value)) with size $(size(value))"
    text = first(repr(value), 60)
    value isa Tuple ? text : "$(typeof(value)) $text"
end

@noinline function refuse(function_name, argument, expected, @nospecialize(value))
    throw(ArgumentError("$function_name: $argument must $expected; got $(describe(value))"))
end

# The value of an argument that must be something; where a size or a type tells more, `refuse` describes it.
@noinline function refuse_value(function_name, expected, @nospecialize(value))
    throw(ArgumentError("$function_name: $expected; got $value"))
end

check_real_array(function_name, argument, @nospecialize(value), ndim = nothing) =
    check_array(function_name, argument, value, ndim, Real, "integers or floats")
check_float_array(function_name, argument, @nospecialize(value), ndim = nothing) =
    check_array(function_name, argument, value, ndim, AbstractFloat, "floats")
check_integer_array(function_name, argument, @nospecialize(value), ndim = nothing) =
    check_array(function_name, argument, value, ndim, Integer, "integers")

function check_array(function_name, argument, @nospecialize(value), ndim, @nospecialize(T), elements)
    if !(value isa AbstractArray) || !isreal_type(eltype(value)) || !(eltype(value) <: T)
        refuse(function_name, argument, "be an array of $elements", value)
    end
    if ndim !== nothing && ndims(value) != ndim
        kind = ndim == 1 ? "a vector" : ndim == 2 ? "a matrix" : "an array of $ndim dimensions"
        refuse(function_name, argument, "be $kind", value)
    end
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
    low <= value <= high && return
    refuse_value(function_name, "$argument must be " * (high == Inf ? "at least $low" : "between $low and $high"), value)
end

function check_positive(function_name, argument, @nospecialize(value))
    check_real_number(function_name, argument, value)
    value > 0 || refuse_value(function_name, "$argument must be above 0", value)
end

function check_filled(function_name, argument, @nospecialize(array))
    isempty(array) && refuse(function_name, argument, "hold at least one element", array)
end

function check_labels(function_name, argument, @nospecialize(value), classes)
    check_integer_array(function_name, argument, value, 1)
    check_filled(function_name, argument, value)
    low, high = extrema(value)
    0 <= low && high < classes || refuse_value(function_name, "$argument must be between 0 and $(classes - 1)", "$low to $high")
end

function check_draws(function_name, argument, @nospecialize(value), ndim = nothing, name = "element of $argument")
    check_float_array(function_name, argument, value, ndim)
    outside = count(draw -> !(0 <= draw < 1), value)
    outside == 0 && return
    refuse_value(function_name, "every $name must be at least 0 and below 1", "$outside of $(length(value)) outside")
end

function check_probabilities(function_name, argument, y)
    outside = count(v -> v < 0 || v > 1, y)
    outside == 0 && return
    refuse_value(function_name, "$argument must hold probabilities, 0 to 1", "$outside of $(length(y)) outside")
end

function check_size(function_name, argument, @nospecialize(value))
    value isa Tuple && all(n -> n isa Integer && !(n isa Bool), value) ||
        refuse(function_name, argument, "be a tuple of integers", value)
    any(n -> n < 0, value) && refuse(function_name, argument, "hold no negative number", value)
    length(value) <= MOST_DIMENSIONS || refuse(function_name, argument, "have at most $MOST_DIMENSIONS dimensions", value)
    elements = 1
    for n in value
        # Zeros are left out, because NumPy refuses (2^62, 2^62, 0) although it holds nothing.
        n == 0 && continue
        n <= MOST_ELEMENTS ÷ elements || refuse(function_name, argument, "hold at most 2^59 elements", value)
        elements *= n
    end
end

function check_image_size(function_name, argument, @nospecialize(value))
    check_size(function_name, argument, value)
    length(value) == 4 || refuse_value(function_name, "$argument must be (rows, columns, channels, samples)", value)
end

function check_window(function_name, argument, @nospecialize(value))
    value isa Tuple && length(value) == 2 || refuse(function_name, argument, "be a tuple (rows, columns)", value)
    check_step(function_name, "rows of $argument", value[1])
    check_step(function_name, "columns of $argument", value[2])
end

# A window must not be larger than padded images of `size`, in both directions or in the only one that is given.
function check_within(function_name, size, window, pad)
    _hold(size, window, pad) && return
    got = "window $window, images of size $size and pad $pad"
    throw(DimensionMismatch("$function_name: window must fit into the padded images; got $got"))
end

# Filters must see something, and not be larger than the padded images x.
function check_filters(function_name, @nospecialize(x), @nospecialize(w), pad)
    size(w, 1) > 0 && size(w, 2) > 0 ||
        refuse_sizes(function_name, "w must have at least one row and one column", (:w => w,))
    _hold(size(x), size(w), pad) ||
        refuse_sizes(function_name, "w must fit into the images of x with pad $pad", (:x => x, :w => w))
end

_hold(size, window, pad) = window[1] <= size[1] + 2pad && (length(window) == 1 || window[2] <= size[2] + 2pad)

# Every window must see a part of the image.
function check_below_window(function_name, window, pad)
    pad < min(window[1], window[2]) || refuse_value(function_name, "pad must be smaller than the window of size $window", pad)
end

# The arrays come as keyword arguments, so that the message can name them: check_fit(:f, ok, "…"; a = a, b = b).
check_fit(function_name, fits, expected; arrays...) =
    fits ? nothing : refuse_sizes(function_name, expected, arrays)

@noinline function refuse_sizes(function_name, expected, @nospecialize(arrays))
    sizes = join(["$name of size $(size(array))" for (name, array) in arrays], ", ")
    throw(DimensionMismatch("$function_name: $expected; got $sizes"))
end

# Names as a message lists them, such as "sigmoid" or "relu".
function listed(names, between = " or ")
    join([startswith(name, "(") ? name : "\"$name\"" for name in names], ", ", between)
end

function check_one_of(function_name, argument, @nospecialize(value), names)
    value isa AbstractString && value in names || refuse(function_name, argument, "be $(listed(names))", value)
end

# Assigns to every element, @each y[i] = x[i] + 1, or runs a block for every i, @each y i begin … end, and returns the array.
# A loop, not a broadcast, which takes the compiler long.
macro each(body)
    esc(:(@each $(body.args[1].args[1]) $(body.args[1].args[2]) $body))
end

macro each(array, i, body)
    esc(quote
        @inbounds @simd for $i in eachindex($array)
            $body
        end
        $array
    end)
end

# The matrix product a * b, written into c. BLAS does the work as it does there.
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

# ---------------------------------------------------------------- a contract in one line

check_rate(function_name, argument, @nospecialize(value)) = check_between(function_name, argument, value, 0, 1)
check_not_negative(function_name, argument, @nospecialize(value)) = check_between(function_name, argument, value, 0)

function check_count(function_name, argument, @nospecialize(value), least = 0, most = Inf)
    check_integer(function_name, argument, value)
    check_between(function_name, argument, value, least, most)
end

check_length(function_name, argument, @nospecialize(value)) = check_count(function_name, argument, value, 1)
check_extent(function_name, argument, @nospecialize(value)) = check_count(function_name, argument, value, 0, MOST_PIXELS)
check_step(function_name, argument, @nospecialize(value)) = check_count(function_name, argument, value, 1, MOST_PIXELS)

const NUMBERS = Dict(
    :Real => :check_real_number,
    :Int => :check_integer,
    :Rate => :check_rate,
    :NotNegative => :check_not_negative,
    :Positive => :check_positive,
    :Count => :check_count,
    :Length => :check_length,
    :Size => :check_size,
    :ImageSize => :check_image_size,
    :Window => :check_window,
    :WindowLength => :check_step,
    :Stride => :check_step,
    :Extent => :check_extent,
    :Pad => :check_extent,
    :PoolingPad => :check_extent,
)
# What an argument must be beside others: a function that is given these and it, and returns it or refuses.
const FITTED = Dict(
    :Layers => (:_check_layers, ()),
    :Params => (:_check_params, (:layers,)),
    :Input => (:_check_input, (:layers, :params)),
    :Batch => (:_batch, (:layers, :params)),
    :Targets => (:_targets, (:params, :x)),
    :Labels => (:_labels, (:params, :x)),
    :Masks => (:_masks, (:layers, :params, :x)),
    :MaskDraws => (:_mask_draws, (:layers, :params, :draws)),
    :Optimizer => (:_check_optimizer, ()),
    :Gradients => (:_check_gradients, (:params,)),
    :State => (:_check_state, (:optimizer, :params)),
)
const ARRAYS = Dict(
    Symbol("@Real_str") => :check_real_array,
    Symbol("@Float_str") => :check_float_array,
    Symbol("@Int_str") => :check_integer_array,
)
const AXES = Dict(1 => ("length",), 2 => ("rows", "columns"))  # of an array whose dimensions are named by letters

# What becomes Ints, which do not wrap, and as which sizes the numbers of the tuples among them are known.
const INTEGERS = (:ImageSize, :Window, :WindowLength, :Stride, :Extent, :Pad, :PoolingPad)
const NAMES = Dict(:ImageSize => (:rows, :columns, :channels, :samples), :Window => (:window_rows, :window_columns))

# Sizes that follow from others.
const DERIVED = Dict(
    :out_rows => :(_output_length(rows, window_rows, stride, pad)),
    :out_columns => :(_output_length(columns, window_columns, stride, pad)),
    :places => :(out_rows * out_columns * samples),
    :pixels => :(window_rows * window_columns * channels),
    :numbers => :(rows * columns * channels),
)

"""
    @contract f x::Real"h m" w::Real"m n" rate::Rate y::(Real"h n", check_filled)

Refuse arguments of `f` that are not what is said of them: arrays of a kind (`Real`, `Float`, `Int`) with named dimensions,
numbers in a range, what a call checks (`check_one_of(names)`), what must fit other arguments (`FITTED`), and what the
functions in a tuple check of the elements. First come kinds, numbers and what must fit, then sizes, then elements, then what
is checked of arguments together. The twin of what Python reads from the annotations, with the same words.
"""
macro contract(name, arguments...)
    name, kinds, elements, together = QuoteNode(name), [], [], []
    # A function of whole networks is not specialised on their types, or the compiler would start anew for each.
    any(argument -> argument.args[2] in (:Params, :Optimizer), arguments) && push!(kinds, Expr(:meta, :nospecialize))
    arrays, sizes = Pair{Symbol,Vector{String}}[], Dict{Symbol,Any}()
    for argument in arguments
        variable, kind = argument.args
        kind, checks = kind isa Expr && kind.head === :tuple ? (kind.args[1], kind.args[2:end]) : (kind, ())
        if haskey(FITTED, kind)
            fit, others = FITTED[kind]
            push!(kinds, :($variable = $fit($name, $(others...), $variable)))
            continue
        elseif kind isa Expr && kind.head === :call
            push!(kinds, :($(kind.args[1])($name, $(QuoteNode(variable)), $variable, $(kind.args[2:end]...))))
            continue
        elseif kind isa Symbol
            push!(kinds, :($(NUMBERS[kind])($name, $(QuoteNode(variable)), $variable)))
            kind in INTEGERS && push!(kinds, :($variable = map(Int, $variable)))
            foreach(((i, size),) -> sizes[size] = :($variable[$i]), enumerate(get(NAMES, kind, (variable,))))
            kind in (:Pad, :PoolingPad) && push!(together, fits_images(name, variable, first.(arrays)))
            kind === :PoolingPad && push!(together, :(check_below_window($name, window, $variable)))
            continue
        end
        dims = String.(split(kind.args[end]))
        ndim = any(dim -> startswith(dim, "*"), dims) ? nothing : length(dims)
        push!(arrays, variable => dims)
        push!(kinds, :($(ARRAYS[kind.args[1]])($name, $(QuoteNode(variable)), $variable, $ndim)))
        append!(elements, [:($check($name, $(QuoteNode(variable)), $variable)) for check in checks])
    end
    derived = filter(array -> any(dim -> haskey(DERIVED, Symbol(dim)), array.second), arrays)
    given = filter(array -> !(array in derived), arrays)
    for (array, dims) in given, (axis, dim) in enumerate(dims)
        sizes[Symbol(dim)] = :(Base.size($array, $axis))
    end
    append!(together, [derived_check(name, array, dims, sizes, first.(given)) for (array, dims) in derived])
    esc(Expr(:block, kinds..., size_checks(name, given)..., elements..., together..., nothing))
end

named(arrays) = Expr(:tuple, [:($(QuoteNode(array)) => $array) for array in arrays]...)

# A window, or filters w, must fit into the images x, or images of a size.
fits_images(name, pad, arrays) =
    :w in arrays ? :(check_filters($name, x, w, $pad)) :
    :(check_within($name, $(:x in arrays ? :(Base.size(x)) : :size), window, $pad))

# An array must have the size that follows from the other arguments.
function derived_check(name, array, dims, sizes, given)
    expected = Expr(:tuple, [in_sizes(Symbol(dim), sizes) for dim in dims]...)
    :(Base.size($array) == $expected ||
        refuse_sizes($name, string($(QuoteNode(array)), " must be of size ", $expected), $(named([array; given]))))
end

in_sizes(term, sizes) = haskey(DERIVED, term) ? in_sizes(DERIVED[term], sizes) : get(sizes, term, term)
in_sizes(term::Expr, sizes) = Expr(term.head, [in_sizes(part, sizes) for part in term.args]...)

# What compares the sizes of arrays whose dimensions have names in common, each with a message as a person would say it.
function size_checks(name, arrays)
    seen = Dict{String,Tuple{Symbol,Int,Vector{String}}}()  # a dimension: the array where it came first, the axis and dims there
    checks = []
    must(fits, expected, a, b) = push!(checks, :($fits || refuse_sizes($name, $expected, $(named((a, b))))))
    for (place, (array, dims)) in enumerate(arrays)
        twin = findfirst(other -> other.second == dims, arrays)
        if twin < place
            twin = arrays[twin].first
            must(:(Base.size($twin) == Base.size($array)), "$twin and $array must have the same size", twin, array)
        elseif dims[1] == "1"
            owner, axis, _ = seen[dims[2]]
            width = length(dims[2]) > 1 ? "with a column for each of the $(dims[2]) of" : "as wide as"
            must(:(Base.size($array) == (1, Base.size($owner, $axis))), "$array must be one row, $width $owner", owner, array)
        elseif !any(dim -> startswith(dim, "*"), dims)
            for (axis, dim) in enumerate(dims)
                owner, owned, others = get!(seen, dim, (array, axis, dims))
                owner === array && continue
                theirs, ours = "$(axis_name(others, owned)) of $owner", "$(axis_name(dims, axis)) of $array"
                expected = length(dims) == 1 ? "$ours must equal $theirs" : "$theirs must equal $ours"
                must(:(Base.size($owner, $owned) == Base.size($array, $axis)), expected, owner, array)
            end
        end
    end
    checks
end

axis_name(dims, axis) = get(AXES, length(dims), dims)[axis]
