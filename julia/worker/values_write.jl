# Julia values to the wire: the way back of values_read.jl.

"A value that has no Python counterpart."
struct UnsupportedValue <: Exception
    type::String
    reason::String
end
Base.showerror(io::IO, e::UnsupportedValue) = print(io, "a value of type ", e.type, ": ", e.reason)

function write_named_head(w::Writer, name::String, n::Int)
    write_tag(w, 27)
    write_head(w, 0x04, n + 1)
    write_text(w, name)
end

function write_named(w::Writer, name::String, parts)
    enter(w)
    write_named_head(w, name, length(parts))
    for part in parts
        write_item(w, part)
    end
    w.depth -= 1
    return nothing
end

"What has no counterpart stays here, and Python gets a handle on it, where it can have any."
function write_object(w::Writer, @nospecialize(x), reason::String="it has no Python counterpart")
    type = type_name(typeof(x))
    w.store === nothing && throw(UnsupportedValue(type, reason))
    write_tag(w, TAG_OBJECT)
    write_head(w, 0x04, 2)
    write_int(w, hold(w.store, x))
    write_text(w, type)
end

function write_item(w::Writer, f::PythonFunction)
    w.store === f.store || return write_object(w, f)
    write_tag(w, TAG_FUNCTION)
    write_int(w, f.number)
end

function write_named_integer(w::Writer, x::Integer)
    write_named_head(w, string(nameof(typeof(x))), 1)
    write_integer(w, x)
end

function write_narrow_float(w::Writer, x::Union{Float16,Float32})
    write_named_head(w, string(typeof(x)), 1)
    isnan(x) ? write_bits(w, x) : write_float(w, x)
end

# A NaN that is read as a Float64 first loses part of its payload.
function write_bits(w::Writer, parts...)
    write_head(w, 0x02, sum(sizeof, parts))
    foreach(part -> write(w.io, htol(part)), parts)
    return nothing
end

function write_complex(w::Writer, x::Complex{T}) where {T<:Union{Float16,Float32,Float64}}
    if T !== Float64 && isnan(x)
        write_named_head(w, type_name(Complex{T}), 1)
        return write_bits(w, real(x), imag(x))
    end
    write_named_head(w, type_name(Complex{T}), 2)
    foreach(part -> write_float(w, part), (real(x), imag(x)))
end
write_complex(w::Writer, x::Complex{<:Integer}) =
    is_exact(x) ? write_complex(w, ComplexF64(x)) : write_object(w, x, "$x is not exact as a Python complex")
is_exact(x::Complex{<:Integer}) = ComplexF64(x) == x

function write_rational(w::Writer, x::Rational)
    iszero(denominator(x)) && return write_object(w, x, "$x has no Python counterpart")
    write_named_head(w, "Rational", 2)
    write_integer(w, numerator(x))
    write_integer(w, denominator(x))
end

function write_char(w::Writer, x::AbstractChar)
    isvalid(x) || return write_object(w, x, "$(repr(x)) is not valid Unicode")
    write_named(w, "Char", (string(x),))
end
write_symbol(w::Writer, x::Symbol) = write_named(w, "Symbol", (string(x),))

function write_string(w::Writer, x::AbstractString)
    isvalid(x) || return write_object(w, x, "a string that is not valid UTF-8")
    write_text(w, String(x))
end

# Not specialised: compiled once, not for every type of tuple and array that comes along.
write_tuple(w::Writer, @nospecialize(x::Tuple)) = write_named(w, "Tuple", fields_of(x))
fields_of(@nospecialize(x)) = Any[getfield(x, i) for i in 1:nfields(x)]

write_set(w::Writer, x::AbstractSet) = write_named(w, "Set", x)
write_dict(w::Writer, x::AbstractDict) = write_named(w, "Dict", Any[part for pair in x for part in pair])

function write_named_tuple(w::Writer, @nospecialize(x::NamedTuple))
    enter(w)
    names = fieldnames(typeof(x))
    write_named_head(w, "NamedTuple", 1 + length(names))
    write_head(w, 0x04, length(names))
    foreach(name -> write_text(w, string(name)), names)
    foreach(field -> write_item(w, field), fields_of(x))
    w.depth -= 1
    return nothing
end

function write_range(w::Writer, x::AbstractRange{<:Integer})
    eltype(x) === Bool && return write_array(w, collect(x))
    write_named_head(w, "StepRange", 3)
    write_integer(w, first(x))
    write_integer(w, step(x))
    write_integer(w, last(x))
end

function write_array(w::Writer, @nospecialize(x::AbstractArray))
    home = sparse_home(x)
    home === nothing || return write_sparse(w, x, home)
    has_offset_axes(x) && return write_object(w, x, "its indices do not start at 1")
    write_array(w, copyto!(Array{eltype(x)}(undef, size(x)), x))
end

write_array(w::Writer, x::Vector{Any}) = write_list(w, x)

function write_array(w::Writer, @nospecialize(x::Array))
    T = eltype(x)
    tag = array_tag(T <: Complex && T isa DataType ? real(T) : T)
    if T in (ComplexF64, ComplexF32, ComplexF16)
        write_named_head(w, type_name(T), 1)
        write_dimensions(w, (2, size(x)...))
        write_typed_array(w, tag, x)
    elseif T <: Complex{<:Integer} && isconcretetype(T)
        inexact = findfirst(!is_exact, x)
        inexact === nothing && return write_array(w, map(ComplexF64, x))
        write_object(w, x, "$(x[inexact]) is not exact as a Python complex")
    elseif tag > 0 && !(T <: Complex)
        T === Bool && write_named_head(w, "Bool", 1)
        ndims(x) == 1 || write_dimensions(w, size(x))
        write_typed_array(w, tag, x)
    elseif is_counted(T)
        write_counts(w, x)
    elseif present_type(T) !== nothing
        write_masked(w, x, present_type(T))
    else
        write_named_head(w, "Array", 2)
        write_text(w, element_name(T))
        write_dimensions(w, size(x))
        write_list(w, x)
    end
    return nothing
end

# Python makes its own arrays of strings of every kind of string.
function element_name(@nospecialize(T))
    T === Union{} && return "Union{}"
    return T <: AbstractString ? "String" : T <: AbstractChar ? "Char" : type_name(T)
end

# The head of a column-major array; its elements must follow.
function write_dimensions(w::Writer, @nospecialize(dims::Tuple))
    write_tag(w, 1040)
    write_head(w, 0x04, 2)
    write_head(w, 0x04, length(dims))
    for n in dims
        write_head(w, 0x00, n)
    end
    return nothing
end
