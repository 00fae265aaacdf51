# CBOR, RFC 8949: bytes to values, with the typed arrays of RFC 8746.
#
# The decoder trusts nothing: every length is checked against the bytes that are there before
# anything is allocated, nesting is bounded, and tags that the bridge does not use are refused.
# What the others mean is told in values_read.jl, through `from_tag`.

const MAX_NESTING = 400  # items within items; the writer allows fewer levels, each of which takes up to three

struct CBORError <: Exception
    message::String
end
Base.showerror(io::IO, e::CBORError) = print(io, "CBORError: ", e.message)

# Out of line and not specialised: messages are built rarely, and compiling them at every start is slow.
@noinline fail(@nospecialize(parts...)) = throw(CBORError(Base.invokelatest(string, parts...)))

"Arrays that there is no memory for."
struct NoRoom <: Exception
    message::String
end

"A simple value that is neither false, true, null nor undefined."
struct Simple
    value::UInt8
end

"CBOR's `undefined`, which Julia has no value for."
struct Undefined end

const BREAK = Simple(0xff)  # 255 cannot be a one-byte simple value: it marks the end of an indefinite item

mutable struct Reader
    bytes::Vector{UInt8}
    pos::Int               # bytes consumed so far
    depth::Int
    owed::Int              # items that the lists around this place have still to come: a byte each, at least
    made_types::Int        # element types made of what was read, see `narrow`
    takes_bulk::Bool
    bulk::Vector{Any}      # arrays whose bytes follow outside the frame, in order
    bulk_bytes::Int        # what these take
    failure::String        # why a well-formed item stands for no Julia value
    store::Union{Store,Nothing}  # what references to values and functions refer to
end
Reader(bytes::Vector{UInt8}, takes_bulk::Bool=true, store=nothing) =
    Reader(bytes, 0, 0, 0, 0, takes_bulk, Any[], 0, "", store)
Reader(bytes::Vector{UInt8}, store::Store) = Reader(bytes, true, store)

"""
    decode(bytes) -> value

Decode exactly one CBOR item; bytes left over, missing or malformed are a `CBORError`.
"""
function decode(bytes::Vector{UInt8})
    reader = Reader(bytes, false)
    value = read_item(reader)
    reader.pos == length(bytes) ||
        fail(length(bytes) - reader.pos, " bytes left over after the item")
    isempty(reader.failure) || fail(reader.failure)
    return value
end

remaining(r::Reader) = length(r.bytes) - r.pos

function need(r::Reader, n::Integer)
    n <= remaining(r) || fail("the item ends early: ", n, " bytes expected, ", remaining(r), " left")
    return nothing
end

function read_byte(r::Reader)
    need(r, 1)
    r.pos += 1
    return @inbounds r.bytes[r.pos]
end

function read_big_endian(r::Reader, n::Int)
    need(r, n)
    value = UInt64(0)
    for i in 1:n
        value = (value << 8) | @inbounds r.bytes[r.pos+i]
    end
    r.pos += n
    return value
end

function read_argument(r::Reader, info::UInt8)
    info < 0x18 && return UInt64(info)
    info > 0x1b && fail("additional information ", info, " is reserved")
    return read_big_endian(r, 1 << (info - 0x18))
end

# An indefinite length is -1.
function read_length(r::Reader, info::UInt8, unit::Int)
    info == 0x1f && return -1
    n = read_argument(r, info)
    left = remaining(r) - r.owed
    n <= left ÷ unit || fail("length ", n, " is more than the ", left, " bytes left")
    return Int(n)
end

read_item(r::Reader) = read_item(r, read_byte(r))

function read_item(r::Reader, initial::UInt8)
    r.depth < MAX_NESTING || fail("nested deeper than ", MAX_NESTING, " levels")
    r.depth += 1
    value = read_major(r, initial >> 5, initial & 0x1f)
    r.depth -= 1
    return value
end

function read_major(r::Reader, major::UInt8, info::UInt8)
    if major == 0x00
        n = read_argument(r, info)
        return n <= typemax(Int64) ? Int64(n) : later(BigInt)(n)
    elseif major == 0x01
        n = read_argument(r, info)
        return n <= typemax(Int64) ? -1 - Int64(n) : later(-)(-1, big(n))
    elseif major == 0x02
        return codeunits(String(read_string(r, 0x02, info)))
    elseif major == 0x03
        text = String(read_string(r, 0x03, info))
        isvalid(text) || fail("a text string is not valid UTF-8")
        return text
    elseif major == 0x04
        return read_list(r, info)
    elseif major == 0x05
        return later(read_map)(r, info)
    elseif major == 0x06
        return later(from_tag)(r, read_argument(r, info))
    end
    return later(read_simple)(r, info)
end

function read_string(r::Reader, major::UInt8, info::UInt8)
    n = read_length(r, info, 1)
    if n >= 0
        bytes = r.bytes[r.pos+1:r.pos+n]
        r.pos += n
        return bytes
    end
    bytes = UInt8[]
    while true
        initial = read_byte(r)
        initial == 0xff && return bytes
        initial >> 5 == major && initial & 0x1f != 0x1f ||
            fail("a chunk of an indefinite string is of another kind")
        append!(bytes, read_string(r, major, initial & 0x1f))
    end
end

function read_list(r::Reader, info::UInt8)
    n = read_length(r, info, 1)
    if n >= 0
        return read_items(r, n)
    end
    list = Any[]
    while (initial = read_byte(r)) != 0xff
        push!(list, read_item(r, initial))
    end
    return list
end

# As many items as were announced; what is announced in them must leave room for those that come after.
function read_items(r::Reader, n::Int)
    items = Vector{Any}(undef, n)
    r.owed += n
    for i in 1:n
        r.owed -= 1
        items[i] = read_item(r)
    end
    return items
end

function read_map(r::Reader, info::UInt8)
    n = read_length(r, info, 2)
    map = Dict{Any,Any}()
    count = 0
    while count != n
        initial = read_byte(r)
        n < 0 && initial == 0xff && break
        key = read_item(r, initial)
        haskey(map, key) && fail("the key ", repr(key), " stands twice in a map")
        map[key] = read_item(r)
        count += 1
    end
    return map
end

function read_simple(r::Reader, info::UInt8)
    info == 0x14 && return false
    info == 0x15 && return true
    info == 0x16 && return nothing
    info == 0x17 && return Undefined()
    info == 0x19 && return reinterpret(Float16, UInt16(read_big_endian(r, 2)))
    info == 0x1a && return reinterpret(Float32, UInt32(read_big_endian(r, 4)))
    info == 0x1b && return reinterpret(Float64, read_big_endian(r, 8))
    info < 0x14 && return Simple(info)
    if info == 0x18
        value = read_byte(r)
        value < 0x20 && fail("simple value ", value, " in two bytes")
        return Simple(value)
    end
    fail(info == 0x1f ? "a break outside an indefinite item" : "simple value $info is reserved")
end

function read_bignum(r::Reader)
    bytes = read_item(r)
    bytes isa CodeUnits || fail("a bignum must hold a byte string")
    return isempty(bytes) ? BigInt(0) : parse(BigInt, bytes2hex(Vector{UInt8}(bytes)), base=16)
end

# Typed arrays, RFC 8746 section 2.1: the tag's bits are 010fsell: float, signed, little-endian, size.
const UNSIGNED = DataType[UInt8, UInt16, UInt32, UInt64]
const SIGNED = DataType[Int8, Int16, Int32, Int64]
const FLOATS = DataType[Float16, Float32, Float64]

is_typed_array(tag::UInt64) = 64 <= tag <= 87 && tag != 76 && tag != 83 && tag != 87
function element_type(tag::UInt64)
    types = tag & 0x10 != 0 ? FLOATS : tag & 0x08 != 0 ? SIGNED : UNSIGNED
    return types[(tag&0x03)+1]
end

# The little-endian tag of an element type, or 0. A Bool is one byte.
function array_tag(@nospecialize(T))
    (T === UInt8 || T === Bool) && return UInt64(64)
    T === Int8 && return UInt64(72)
    for i in 2:4
        T === UNSIGNED[i] && return UInt64(67 + i)
        T === SIGNED[i] && return UInt64(75 + i)
        T === FLOATS[i-1] && return UInt64(82 + i)
    end
    return UInt64(0)
end

const TAG_BULK = UInt64(0x706a0001)  # ours: content = number of bytes that follow outside the frame

function read_typed_array(r::Reader, tag::UInt64)
    T = element_type(tag)
    initial = read_byte(r)
    if initial >> 5 == 0x06
        read_argument(r, initial & 0x1f) == TAG_BULK || fail("a typed array must hold bytes")
        n = read_item(r)
        n isa Int64 && n >= 0 || fail("a reference must give a number of bytes")
        r.takes_bulk || fail("a reference to bytes outside the item")
        is_big_endian(T, tag) && fail("bytes outside the item must be little-endian")
        return reserve_bulk(r, T, n)
    end
    initial >> 5 == 0x02 || fail("a typed array must hold bytes")
    bytes = read_string(r, 0x02, initial & 0x1f)
    return typed_from_bytes(T, bytes, tag)
end

is_big_endian(@nospecialize(T::DataType), tag::UInt64) = sizeof(T) > 1 && tag & 0x04 == 0

new_vector(::Type{T}, n::Int) where {T} = Vector{T}(undef, n)

# Not specialised on the element type: compiled once.
address(@nospecialize(array)) = Ptr{UInt8}(pointer(array))::Ptr{UInt8}
copy_bytes(to::Ptr{UInt8}, from::Ptr{UInt8}, n::Int) = ccall(:memcpy, Ptr{Cvoid}, (Ptr{UInt8}, Ptr{UInt8}, Csize_t), to, from, n)

function check_whole(@nospecialize(T::DataType), n::Int)
    n % sizeof(T) == 0 || fail(n, " bytes are no whole number of ", T, " elements")
    return n ÷ sizeof(T)
end

function typed_from_bytes(@nospecialize(T::DataType), bytes::Vector{UInt8}, tag::UInt64)
    array = new_vector(T, check_whole(T, length(bytes)))
    GC.@preserve array bytes copy_bytes(address(array), pointer(bytes), length(bytes))
    return is_big_endian(T, tag) ? later(map)(ntoh, array) : array
end

const LARGE = 1 << 25  # bytes

function reserve_bulk(r::Reader, @nospecialize(T::DataType), n::Int64)
    n >= LARGE && GC.gc(false)  # lest the arrays of the last call still take their place
    n <= typemax(Int) - r.bulk_bytes || fail("more bytes outside the item than any memory holds")
    r.bulk_bytes += n
    r.bulk_bytes >= LARGE && later(check_room)(r.bulk_bytes)
    array = try
        new_vector(T, check_whole(T, n))
    catch e
        e isa OutOfMemoryError || rethrow()
        throw(NoRoom(string("arrays of ", r.bulk_bytes, " bytes do not fit into memory")))
    end
    push!(r.bulk, array)
    return array
end

function check_room(bytes::Int)
    free = free_memory()
    bytes <= free && return nothing
    throw(NoRoom(string("arrays of ", bytes, " bytes do not fit into the ", free, " bytes of memory that are free")))
end

# What Linux can give at most; elsewhere what the machine has.
function free_memory()
    isfile("/proc/meminfo") || return Int(Sys.total_memory())
    lines = eachmatch(r"^(MemAvailable|SwapFree): +(\d+) kB$"m, read("/proc/meminfo", String))
    free = sum(Int[1024 * parse(Int, line[2]) for line in lines])
    return free > 0 ? free : Int(Sys.total_memory())
end
