# CBOR, RFC 8949: values to bytes. Which values are written how is told in kinds.jl.

const MAX_DEPTH = 100  # levels of containers, as on Python's side

mutable struct Writer
    io::IOBuffer
    depth::Int
    bulk::Vector{Any}       # arrays whose bytes go outside the frame, in order
    bulk_threshold::Int     # in bytes; arrays of this size and more go there
    structs::Vector{Any}    # those that hold what is written now, the outermost first
    store::Union{Store,Nothing}  # where what has no counterpart is kept, for Python to have a handle on
end
Writer(bulk_threshold::Int=typemax(Int), store=nothing) = Writer(IOBuffer(), 0, Any[], bulk_threshold, Any[], store)

"""
    encode(value) -> Vector{UInt8}

Encode `value` as one CBOR item.
"""
function encode(@nospecialize(value))
    writer = Writer()
    write_item(writer, value)
    return take!(writer.io)
end

function write_head(w::Writer, major::UInt8, n::UInt64)
    first = major << 5
    if n < 0x18
        write(w.io, first | UInt8(n))
    elseif n <= 0xff
        write(w.io, first | 0x18, UInt8(n))
    elseif n <= 0xffff
        write(w.io, first | 0x19, hton(UInt16(n)))
    elseif n <= 0xffffffff
        write(w.io, first | 0x1a, hton(UInt32(n)))
    else
        write(w.io, first | 0x1b, hton(n))
    end
    return nothing
end
write_head(w::Writer, major::UInt8, n::Int) = write_head(w, major, UInt64(n))
write_tag(w::Writer, tag::Integer) = write_head(w, 0x06, UInt64(tag))

write_null(w::Writer, ::Nothing) = (write(w.io, 0xf6); nothing)
write_bool(w::Writer, x::Bool) = (write(w.io, x ? 0xf5 : 0xf4); nothing)
write_int(w::Writer, x::Int64) = x >= 0 ? write_head(w, 0x00, UInt64(x)) : write_head(w, 0x01, UInt64(-1 - x))

write_item(w::Writer, ::Undefined) = (write(w.io, 0xf7); nothing)

function write_item(w::Writer, x::Simple)
    x.value < 0x18 ? write(w.io, 0xe0 | x.value) : write(w.io, 0xf8, x.value)
    return nothing
end

function write_text(w::Writer, x::String)
    write_head(w, 0x03, sizeof(x))
    write(w.io, x)
    return nothing
end

function write_bytes(w::Writer, bytes)
    write_head(w, 0x02, length(bytes))
    write(w.io, bytes)
    return nothing
end

function write_float(w::Writer, x::Union{Float16,Float32,Float64})
    write(w.io, x isa Float16 ? 0xf9 : x isa Float32 ? 0xfa : 0xfb, hton(x))
    return nothing
end

# An integer of any size: the short form where it fits, else a bignum.
function write_integer(w::Writer, x::Integer)
    if typemin(Int64) <= x <= typemax(Int64)
        write_int(w, Int64(x))
    elseif 0 <= x <= typemax(UInt64)
        write_head(w, 0x00, UInt64(x))
    elseif -1 - BigInt(x) in 0:typemax(UInt64)
        write_head(w, 0x01, UInt64(-1 - BigInt(x)))
    else
        write_tag(w, x >= 0 ? 2 : 3)
        digits = string(x >= 0 ? BigInt(x) : -1 - BigInt(x); base=16)
        write_bytes(w, hex2bytes(isodd(length(digits)) ? "0" * digits : digits))
    end
    return nothing
end

function enter(w::Writer)
    w.depth < MAX_DEPTH || fail("containers are nested deeper than ", MAX_DEPTH, " levels (one may hold itself)")
    w.depth += 1
end

function write_list(w::Writer, @nospecialize(items))
    enter(w)
    write_head(w, 0x04, length(items))
    for i in 1:length(items)
        write_item(w, items[i])
    end
    w.depth -= 1
    return nothing
end

# The bytes of an array of one of the element types above, here or, if there are many, outside the frame.
function write_typed_array(w::Writer, tag::UInt64, @nospecialize(x::Array))
    write_tag(w, tag)
    if sizeof(x) >= w.bulk_threshold
        write_tag(w, TAG_BULK)
        write_head(w, 0x00, sizeof(x))
        push!(w.bulk, x)
    else
        write_head(w, 0x02, sizeof(x))
        GC.@preserve x unsafe_write(w.io, address(x), UInt(sizeof(x)))
    end
    return nothing
end
