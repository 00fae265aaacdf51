# Julia values off the wire: what CBOR has no type for travels as tag 27, [name, parts...],
# arrays of two and more dimensions as RFC 8746's tags 40 (row-major) and 1040 (column-major).

const MAX_DIMENSIONS = 64  # as in NumPy

function from_tag(r::Reader, tag::UInt64)
    is_typed_array(tag) && return read_typed_array(r, tag)
    tag == 27 && return later(read_named)(r)
    tag == 1040 && return later(read_array)(r, true)
    tag == 40 && return later(read_array)(r, false)
    tag == TAG_OBJECT && return later(read_object)(r)
    tag == TAG_FUNCTION && return later(read_function)(r)
    tag == 2 && return later(read_bignum)(r)
    tag == 3 && return -1 - later(read_bignum)(r)
    fail("CBOR tag ", tag, " is not part of the protocol")
end

function read_object(r::Reader)
    number = read_item(r)
    number isa Int64 && r.store !== nothing || fail("a reference to a value must give a number where there are any")
    number == 0 && return Main
    if !haskey(r.store.values, number)
        r.failure = "the value is not there any more"
        return nothing
    end
    value = r.store.values[number]
    REFERRED[value] = nothing
    r.store.keeps = true
    return value
end

function read_function(r::Reader)
    parts = read_item(r)
    parts isa Vector{Any} && map(typeof, parts) == [Int64, String] && r.store !== nothing ||
        fail("a reference to a function must give a number and a name where there are any")
    return PythonFunction(r.store, parts[1], parts[2])
end

function list_head(r::Reader)
    initial = read_byte(r)
    initial >> 5 == 0x04 || fail("a list was expected")
    n = read_length(r, initial & 0x1f, 1)
    n > 0 || fail("a list with elements was expected")
    return n
end

function number_of_elements(dims)
    dims isa Vector || fail("dimensions must be a list")
    length(dims) <= MAX_DIMENSIONS || fail(length(dims), " dimensions are more than ", MAX_DIMENSIONS)
    total = 1
    for n in dims
        n isa Int64 && n >= 0 || fail("dimensions must be natural numbers")
        total, overflow = Base.Checked.mul_with_overflow(total, n)
        overflow && fail("dimensions ", dims, " are more than any memory holds")
    end
    return total
end

function read_array(r::Reader, column_major::Bool)
    list_head(r) == 2 || fail("an array with dimensions has two parts")
    dims = read_item(r)
    total = number_of_elements(dims)
    elements = read_item(r)
    if elements isa Vector{Any}
        elements = narrow(r, elements)
    end
    elements isa Vector || fail("an array with dimensions must hold an array")
    total == length(elements) || fail(length(elements), " elements do not fill dimensions ", dims)
    column_major || !is_pending(r, elements) || fail("bytes outside the item must be column-major")
    length(dims) == 1 && return elements
    (column_major || isempty(dims)) && return reshape(elements, (dims...,))
    return permutedims(reshape(elements, (reverse(dims)...,)), length(dims):-1:1)
end

# The narrowest element type that names exactly the types that are there. Julia compiles code for every type and
# forgets none, so what is read may make only a few: where there are more, families stand for their members
# (`Tuple` for tuples of every kind), and where that does not suffice it is `Any`.
const MAX_UNION = 8
const MAX_MADE_TYPES = 8

function narrow(r::Reader, items::Vector{Any})
    T = union_of(typeof, items)
    if !is_plain(T)
        r.made_types += 1
        if T === Any || r.made_types > MAX_MADE_TYPES
            T = union_of(family, items)
            T isa Union && r.made_types > MAX_MADE_TYPES && (T = Any)
        end
    end
    array = new_vector(T, length(items))
    for i in 1:length(items)
        put_at(array, items[i], i)
    end
    return array
end

function union_of(kind, items::Vector{Any})
    T, kinds = Union{}, 0
    for item in items
        item isa T && continue
        kinds += 1
        kinds <= MAX_UNION || return Any
        T = Union{T,kind(item)}
    end
    return T
end

function family(@nospecialize(x))
    for T in FAMILIES
        x isa T && return T
    end
    return typeof(x)
end

# Types that there are only so many of, whatever is read.
function is_plain(@nospecialize(T))
    T === Union{} && return true
    T isa DataType || return false
    T <: Array && return array_tag(eltype(T)) > 0 || eltype(T) <: Complex
    return isempty(type_parameters(T)) && T !== Any || any(kind -> T <: kind, FEW)
end

function read_named(r::Reader)
    n = list_head(r)
    name = read_item(r)
    parts = read_items(r, n - 1)
    reader = get(NAMED_READERS, name, nothing)
    reader === nothing && fail("no value is called ", repr(name))
    try
        return reader(r, parts)
    catch e
        e isa InterruptException && rethrow()
        # The rest of what was sent is read all the same, so that the sender can be told.
        words = e isa CBORError ? e.message : later(sprint)(showerror, e)
        isempty(r.failure) && (r.failure = e isa Misfit ? words : string("no ", name, " can be made of what came: ", words))
        return nothing
    end
end

# Whether the bytes of an array are still to come.
is_pending(r::Reader, @nospecialize(array)) = !isempty(r.bulk) && address(r.bulk[end]) == address(array)

# The elements of `raw`, read as those of `array`, now or when they come.
function take_bytes(r::Reader, @nospecialize(array::Array), @nospecialize(raw::Array))
    if is_pending(r, raw)
        r.bulk[end] = array
    else
        GC.@preserve array raw copy_bytes(address(array), address(raw), sizeof(raw))
    end
    return array
end

function dict_of(parts)
    dict = Dict{Any,Any}(parts[i] => parts[i+1] for i in 1:2:length(parts))
    2 * length(dict) == length(parts) || fail("two of its keys are one and the same in Julia")
    return dict
end

function set_of(parts)
    set = Set{Any}(parts)
    length(set) == length(parts) || fail("two of its elements are one and the same in Julia")
    return set
end

# `NamedTuple{names}(fields)` would compile a constructor for every combination of names.
function named_tuple_of(parts)
    names, fields = (map(Symbol, parts[1])...,), (parts[2:end]...,)
    length(names) == length(fields) || fail(length(names), " names for ", length(fields), " fields")
    return new_of_type(NamedTuple{names,typeof(fields)}, fields)
end

function array_of(r::Reader, @nospecialize(T), array::Array)
    eltype(array) === T && return array
    is_pending(r, array) && fail("bytes outside the item cannot be converted")
    return convert(Array{T}, array)
end

from_parts(@nospecialize(T), ::Reader, parts) = convert(T, parts[1])
from_parts(T::Type{<:Union{Float16,Float32,Float64}}, ::Reader, parts) =
    parts[1] isa CodeUnits ? from_bits(T, parts[1]) : convert(T, parts[1])
from_parts(::Type{Symbol}, ::Reader, parts) = Symbol(parts[1])
function from_parts(::Type{Char}, ::Reader, parts)
    length(parts[1]) == 1 || fail("a Char is one character")
    return first(parts[1])
end

# Bool and complex arrays arrive as arrays of their parts; the memory is the same.
from_parts(::Type{Bool}, r::Reader, parts) = parts[1] isa Bool ? parts[1] : from_bytes(r, parts[1])
function from_parts(T::Type{<:Complex}, r::Reader, parts)
    length(parts) == 2 && return T(parts[1], parts[2])
    return parts[1] isa CodeUnits ? from_bits(T, parts[1]) : from_pairs(T, r, parts[1])
end

# What holds a NaN comes as its bytes: sign and payload are kept.
function from_bits(::Type{T}, bytes) where {T}
    length(bytes) == sizeof(T) || fail(length(bytes), " bytes are no ", T)
    copied = Vector{UInt8}(bytes)
    return GC.@preserve copied unsafe_load(Ptr{T}(pointer(copied)))
end

from_bytes(r::Reader, bytes::Array{UInt8}) =
    is_pending(r, bytes) ? take_bytes(r, Array{Bool}(undef, size(bytes)), bytes) : map(!iszero, bytes)

function from_pairs(::Type{Complex{T}}, r::Reader, pairs::Array{T}) where {T}
    ndims(pairs) >= 1 && size(pairs, 1) == 2 || fail("complex parts come in pairs")
    return take_bytes(r, Array{Complex{T}}(undef, size(pairs)[2:end]), pairs)
end
