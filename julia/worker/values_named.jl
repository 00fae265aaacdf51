# Values of Julia's own types that are neither numbers, texts nor containers: dates and periods, `missing`, enumerations,
# `BigFloat`, UUIDs and pairs; and arrays of these, where NumPy has such.

# ---------------------------------------------------------------- dates and periods

const FIXED_PERIODS = (Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond)
const PERIODS = DataType[FIXED_PERIODS..., Month, Year]
const MICROSECONDS = IdDict{Any,Int}(
    Week => 604_800_000_000, Day => 86_400_000_000, Hour => 3_600_000_000, Minute => 60_000_000, Second => 1_000_000,
    Millisecond => 1000, Microsecond => 1,
)

"What NumPy keeps as counts: days and milliseconds since the year 1 and a day, or periods."
const Counted = Union{Date,DateTime,PERIODS...}

is_counted(@nospecialize(T)) = T isa DataType && isconcretetype(T) && T <: Counted

function from_parts(T::Type{<:Counted}, r::Reader, parts)
    parts[1] isa Array || return of_count(T, parts[1])
    return take_bytes(r, Array{T}(undef, size(parts[1])), parts[1]::Array{Int64})
end
of_count(::Type{Date}, n) = Date(1) + Day(n - 1)
of_count(::Type{DateTime}, n) = DateTime(1) + Millisecond(n - MILLISECONDS_A_DAY)
of_count(T::Type{<:Period}, n) = T(n)
from_parts(::Type{Time}, ::Reader, parts) = Time(Nanosecond(parts[1]))

const MILLISECONDS_A_DAY = 86_400_000
const EPOCH = 719_163  # days from the first of the year 1, which is the first, to 1970, where NumPy counts from

write_count(w::Writer, @nospecialize(x)) = (write_named_head(w, type_name(typeof(x)), 1); write_int(w, Dates.value(x)))

function write_date(w::Writer, x::Union{Date,DateTime})
    1 <= Dates.year(x) <= 9999 || throw(UnsupportedValue(type_name(typeof(x)), "Python's dates have the years 1 to 9999, and this is $(x)"))
    write_count(w, x)
end

function write_time(w::Writer, x::Time)
    iszero(Dates.nanosecond(x)) || throw(UnsupportedValue("Dates.Time", "$(x) has nanoseconds, which Python's times have not"))
    write_count(w, x)
end

function write_period(w::Writer, @nospecialize(x::Period))
    T, n = typeof(x), Dates.value(x)
    factor = get(MICROSECONDS, T, 0)
    limit = 999_999_999 * Int128(MICROSECONDS[Day])
    fits = iszero(factor) ? n > typemin(Int64) : -limit <= factor * Int128(n) < limit + MICROSECONDS[Day]
    fits || throw(UnsupportedValue(type_name(T), "$(x) is more than Python's timedelta holds"))
    write_count(w, x)
end

# Quarters came with Julia 1.6; other periods are of the user's.
function write_other_period(w::Writer, @nospecialize(x::Period))
    type_name(typeof(x)) == "Dates.Quarter" && abs(Dates.value(x)) <= typemax(Int64) ÷ 3 || throw(UnsupportedValue(x))
    write_period(w, Month(3 * Dates.value(x)))
end

function write_compound(w::Writer, x::Dates.CompoundPeriod)
    total = Int128(0)
    for part in x.periods
        part isa Union{FIXED_PERIODS...} || throw(UnsupportedValue("Dates.CompoundPeriod", "$(x) has months or years"))
        total += part isa Nanosecond ? fld(Int128(Dates.value(part)), 1000) : MICROSECONDS[typeof(part)] * Int128(Dates.value(part))
        part isa Nanosecond && !iszero(Dates.value(part) % 1000) &&
            throw(UnsupportedValue("Dates.CompoundPeriod", "$(x) has nanoseconds, which Python's timedelta has not"))
    end
    typemin(Int64) <= total <= typemax(Int64) ||
        throw(UnsupportedValue("Dates.CompoundPeriod", "$(x) is more than Julia's microseconds hold"))
    write_period(w, Microsecond(total))
end

# As counts, which is what lies in memory.
function write_counts(w::Writer, @nospecialize(x::Array))
    T = eltype(x)
    least = T === Date ? typemin(Int64) + EPOCH : T === DateTime ? typemin(Int64) + EPOCH * MILLISECONDS_A_DAY : typemin(Int64)
    for item in x
        Dates.value(item) > least || throw(UnsupportedValue(type_name(typeof(x)), "$(Dates.value(item)) is beyond what NumPy counts"))
    end
    write_named_head(w, type_name(T), 1)
    write_dimensions(w, size(x))
    write_typed_array(w, array_tag(Int64), x)
end

# ---------------------------------------------------------------- missing

"The numbers that NumPy has too."
const IN_NUMPY = DataType[
    Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float16, Float32, Float64, ComplexF32, ComplexF64,
]

"The element type of an array that may lack some, or `nothing`."
function present_type(@nospecialize(T))
    T isa Union && T >: Missing || return nothing
    U = nonmissingtype(T)
    return U isa DataType && (U in IN_NUMPY || is_counted(U)) ? U : nothing
end

function write_masked(w::Writer, @nospecialize(x::Array), @nospecialize(T))
    data = Array{T}(undef, size(x))
    for i in eachindex(x)
        data[i] = x[i] === missing ? any_of(T) : x[i]
    end
    write_named_head(w, "Masked", 2)
    write_array(w, data)
    write_array(w, Array{Bool}(map(ismissing, x)))
end
any_of(::Type{T}) where {T} = T <: Union{Date,DateTime} ? T(1) : zero(T)

function masked_of(data::Array, mask::Array)
    size(data) == size(mask) || fail("a mask of ", size(mask), " for an array of ", size(data))
    array = Array{Union{Missing,eltype(data)}}(data)
    array[mask] .= missing
    return array
end

# ---------------------------------------------------------------- enumerations

function write_enum(w::Writer, @nospecialize(x::Enum))
    T = typeof(x)
    x in instances(T) || throw(UnsupportedValue(type_name(T), "$(Integer(x)) is none of its values"))
    names, values = Any[string(Symbol(y)) for y in instances(T)], Any[Integer(y) for y in instances(T)]
    write_named(w, "Enum", (type_name(T), string(Symbol(x)), names, map(Int128, values)))
end

function enum_of(@nospecialize(T), name::String)
    T isa DataType && T <: Enum || throw(Misfit(string(type_name(T), " is no enumeration")))
    known = instances(T)
    exact = filter(x -> string(Symbol(x)) == name, known)
    found = isempty(exact) ? filter(x -> lowercase(string(Symbol(x))) == lowercase(name), known) : exact
    length(found) == 1 || throw(Misfit(string(type_name(T), " has no ", name, "; it has ", join(map(Symbol, known), ", "))))
    return found[1]
end

# ---------------------------------------------------------------- BigFloat, UUID, pairs

const MAX_BITS = 1 << 16  # of a number that is written in full; its decimal expansion has about as many digits

function write_bigfloat(w::Writer, x::BigFloat)
    if !isfinite(x) || iszero(x)
        return write_named(w, "BigFloat", (isnan(x) ? "NaN" : isinf(x) ? (x > 0 ? "Infinity" : "-Infinity") : signbit(x) ? "-0" : "0",))
    end
    bits = precision(x)
    abs(exponent(x)) + bits <= MAX_BITS ||
        throw(UnsupportedValue("BigFloat", "its decimal expansion is too long: 2 to the power of $(exponent(x))"))
    whole = setprecision(() -> BigInt(ldexp(significand(x), bits - 1)), BigFloat, bits)
    write_named(w, "BigFloat", (whole, exponent(x) - bits + 1))
end

function bigfloat_of(parts)
    length(parts) == 1 && return parse(BigFloat, parts[1])
    whole, power = parts
    bits = max(precision(BigFloat), ndigits(whole; base=2))
    return setprecision(() -> ldexp(BigFloat(whole), power), BigFloat, bits)
end

function write_uuid(w::Writer, x::UUID)
    write_named_head(w, "Base.UUID", 1)
    write_integer(w, UInt128(x))
end
from_parts(::Type{UUID}, ::Reader, parts) = UUID(UInt128(parts[1]))

write_pair(w::Writer, @nospecialize(x::Pair)) = write_named(w, "Pair", fields_of(x))
