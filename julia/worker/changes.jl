# What calls change in their arguments, which are copies of Python's: what is done to one is lost unless Python is told.

"The value of a call that changed arguments, and what Python is told of these: it stands behind the value."
struct Changed
    value::Any
    type::Any  # of the value, also where it is an argument and stands in no response
    told::Vector{Any}
end

"""
    mark(x) -> UInt

A number that changes when what stands in an array, a dictionary, a set or a struct does; 0 for what a call cannot change.
"""
function mark(@nospecialize(x), depth::Int=0)
    depth <= MAX_DEPTH || throw(ArgumentError("containers are nested deeper than $MAX_DEPTH levels"))
    isempty(REFERRED) || haskey(REFERRED, x) && return UInt(0)
    x isa Vector{Any} && return items_mark(x, depth)
    x isa Array && return isbitstype(eltype(x)::Type) ? bytes_mark(x) : items_mark(x, depth)
    x isa Union{AbstractDict,AbstractSet} && return entries_mark(x, depth)
    is_plain_struct(x) || return UInt(0)
    return items_mark(Any[isdefined(x, i) ? getfield(x, i) : nothing for i in 1:nfields(x)], depth)
end

is_plain_struct(@nospecialize(x)) = isstructtype(typeof(x)) && !isbits(x) && !(x isa Union{Function,Module,Type,Symbol,String})

function mixed(found::UInt, x::UInt)
    found = (found ⊻ x) * 0x9e3779b97f4a7c15 % UInt
    return found ⊻ (found >> 29)
end

function bytes_mark(@nospecialize(x::Array))
    n = sizeof(x)::Int
    return GC.@preserve x mixed(UInt(n), UInt(checksum(address(x), n)))
end

function items_mark(items::Vector{Any}, depth::Int)
    found = UInt(length(items))
    for i in 1:length(items)
        isassigned(items, i) && (found = mixed(found, item_mark(items[i], depth)))
    end
    return found
end

# Element by element, as the type of the array is compiled for nothing else.
items_mark(@nospecialize(items::Array), depth::Int) =
    items_mark(Any[isassigned(items, i) ? items[i] : nothing for i in 1:length(items)], depth)

# The order of entries is nobody's: their numbers are added.
function entries_mark(@nospecialize(entries), depth::Int)
    found = UInt(length(entries))
    for entry in entries
        key, value = entry isa Pair ? (entry[1], entry[2]) : (entry, nothing)
        found += mixed(mixed(UInt(0), item_mark(key, depth)), item_mark(value, depth))
    end
    return found
end

function item_mark(@nospecialize(x), depth::Int)
    x isa Int64 && return x % UInt
    x isa Float64 && return ~reinterpret(UInt, x)
    x isa Union{String,Bool,Nothing} && return objectid(x)
    return x isa Union{Array,AbstractDict,AbstractSet} || is_plain_struct(x) ? mark(x, depth + 1) : objectid(x)
end

function has_changed(before::UInt, @nospecialize(x))
    try
        return mark(x) != before
    catch  # it holds itself now
        return true
    end
end

"Call `f`, and keep in mind what it changes."
function heeding_changes(told, f, values::Vector{Any}, keywords::Vector{Any})
    before = UInt[mark(x) for x in values]
    value = apply(f, values, keywords)
    changed = Int[k for k in 1:length(values) if has_changed(before[k], values[k])]
    return later(told)(value, values, changed)
end

"What is told where nothing is to be written back: which arguments' new values are lost, and which are in the value."
function lost(@nospecialize(value), values::Vector{Any}, changed::Vector{Int})
    isempty(changed) && return value
    returned = Int[k for k in changed if is_in(value, values[k])]
    return Changed(value, typeof(value), Any[Any[setdiff(changed, returned)...], Any[returned...]])
end

"What is told where it is: which argument the value is, or 0; number and new value of each that changed."
function written_back(@nospecialize(value), values::Vector{Any}, changed::Vector{Int})
    number = value isa Union{Array,AbstractDict,AbstractSet} ? something(findfirst(x -> x === value, values), 0) : 0
    isempty(changed) && number == 0 && return value
    told = Any[number, (part for k in changed for part in (k, values[k]))...]
    return Changed(number > 0 ? nothing : value, typeof(value), told)
end

# Whether the value of a call has an argument in it, or shares its memory.
function is_in(@nospecialize(value), @nospecialize(x))
    value === x && return true
    value isa Union{Tuple,NamedTuple} && return any(part -> is_in(part, x), fields_of(value))
    value isa AbstractArray && x isa Array && mightalias(value, x) && return true
    return value isa Array && !isbitstype(eltype(value)) && any(k -> isassigned(value, k) && value[k] === x, 1:length(value))
end
