# Julia values off the wire: what CBOR has no type for travels as tag 27, [name, parts...],
# arrays of two and more dimensions as RFC 8746's tags 40 (row-major) and 1040 (column-major).

# Readers are called through a table, so that Julia compiles those that are used and no others.
const NAMED_READERS = Dict{String,Any}()
const ELEMENT_TYPES = Dict{String,DataType}()

function from_tag(r::Reader, tag::UInt64)
    is_typed_array(tag) && return read_typed_array(r, tag)
    tag == 27 && return later(read_named)(r)
    tag == 1040 && return later(read_array)(r, true)
    tag == 40 && return later(read_array)(r, false)
    tag == 2 && return later(read_bignum)(r)
    tag == 3 && return -1 - later(read_bignum)(r)
    return Tagged(tag, read_item(r))
end

function list_head(r::Reader)
    initial = read_byte(r)
    initial >> 5 == 0x04 || fail("a list was expected")
    n = read_length(r, initial & 0x1f, 1)
    n > 0 || fail("a list with elements was expected")
    return n
end

function read_array(r::Reader, column_major::Bool)
    list_head(r) == 2 || fail("an array with dimensions has two parts")
    dims = read_item(r)
    dims isa Vector && all(d -> d isa Int64 && d >= 0, dims) || fail("dimensions must be natural numbers")
    elements = read_item(r)
    if elements isa Vector{Any}
        elements = narrow(elements)
    end
    elements isa Vector || fail("an array with dimensions must hold an array")
    total = foldl(Base.checked_mul, dims; init=1)
    total == length(elements) || fail(length(elements), " elements do not fill dimensions ", dims)
    column_major && return reshape(elements, (dims...,))
    return permutedims(reshape(elements, (reverse(dims)...,)), length(dims):-1:1)
end

# The narrowest element type that names exactly the types that are there.
function narrow(items::Vector{Any})
    T = Union{}
    for item in items
        item isa T || (T = Union{T,typeof(item)})
    end
    return convert(Vector{T}, items)
end

function read_named(r::Reader)
    n = list_head(r)
    name = read_item(r)
    parts = Vector{Any}(undef, n - 1)
    for i in 1:n-1
        parts[i] = read_item(r)
    end
    reader = get(NAMED_READERS, name, nothing)
    reader === nothing && fail("no value is called ", repr(name))
    try
        return reader(parts)
    catch e
        e isa CBORError && rethrow()
        fail("no ", name, " can be made of what came: ", later(sprint)(showerror, e))
    end
end

const PLAIN_READERS = Any[
    "Tuple", parts -> (parts...,),
    "NamedTuple", parts -> NamedTuple{(map(Symbol, parts[1])...,)}((parts[2:end]...,)),
    "Dict", parts -> Dict{Any,Any}(parts[i] => parts[i+1] for i in 1:2:length(parts)),
    "Set", parts -> Set{Any}(parts),
    "Array", parts -> convert(Array{ELEMENT_TYPES[parts[1]]}, parts[2]::Array),
    "UnitRange", parts -> parts[1]:parts[2],
    "StepRange", parts -> parts[1]:parts[2]:parts[3],
    "Rational", parts -> parts[1] // parts[2],
]
for i in 1:2:length(PLAIN_READERS)
    NAMED_READERS[PLAIN_READERS[i]] = PLAIN_READERS[i+1]
end
for T in Any[
    Int8, Int16, Int32, Int64, Int128, UInt8, UInt16, UInt32, UInt64, UInt128, BigInt, Float16, Float32, Float64,
    ComplexF16, ComplexF32, ComplexF64, Bool, String, Char, Symbol,
]
    ELEMENT_TYPES[type_name(T)] = T
    NAMED_READERS[type_name(T)] = parts -> from_parts(T, parts)
end

from_parts(@nospecialize(T), parts) = convert(T, parts[1])
from_parts(::Type{Symbol}, parts) = Symbol(parts[1])
function from_parts(::Type{Char}, parts)
    length(parts[1]) == 1 || fail("a Char is one character")
    return first(parts[1])
end

# Bool and complex arrays arrive as arrays of their parts; the memory is the same.
from_parts(::Type{Bool}, parts) = parts[1] isa Bool ? parts[1] : map(!iszero, parts[1])
from_parts(T::Type{<:Complex}, parts) = length(parts) == 2 ? T(parts[1], parts[2]) : from_pairs(T, parts[1])

function from_pairs(::Type{Complex{T}}, pairs::Array{T}) where {T}
    ndims(pairs) >= 1 && size(pairs, 1) == 2 || fail("complex parts come in pairs")
    numbers = Array{Complex{T}}(undef, size(pairs)[2:end])
    GC.@preserve pairs numbers copy_bytes(address(numbers), address(pairs), sizeof(pairs))
    return numbers
end
