# Many cases of one function per frame: arguments come in columns, results go out in one vector per type.

# ---------------------------------------------------------------- arguments

# From here on little is specialised: every type and shape of a case would otherwise be compiled for.

"A column as a list of arguments; every call makes new arrays."
function unpack(@nospecialize(column), count::Int, key::String)
    kind = column[1]
    kind == "array" && return unpack_arrays(column[2], column[3], column[4], count)
    kind == "value" && return Any[copied(value) for value in column[2]]
    list = Vector{Any}(undef, count)
    for i in 1:count
        list[i] = kind == "code" ? value_of(column[2][i], key) : column[2][i]
    end
    return list
end

function unpack_arrays(flat::Vector, rank::Int, sizes::Vector{Int}, count::Int)
    arrays = Vector{Any}(undef, count)
    start = 0
    for i in 1:count
        at = (i - 1) * rank
        n = 1
        for k in 1:rank
            n *= sizes[at+k]
        end
        piece = flat[start+1:start+n]
        arrays[i] = rank == 1 ? piece : rank == 2 ? reshape(piece, (sizes[at+1], sizes[at+2])) :
                    reshape(piece, ntuple(k -> sizes[at+k], rank))
        start += n
    end
    return arrays
end

# Tuples are walked through by hand: `deepcopy`, `isequal` and `values` would be compiled for every type of tuple.

function copied(@nospecialize(x))
    x isa Tuple || return deepcopy(x)
    parts = Any[]
    for i in 1:nfields(x)
        push!(parts, copied(getfield(x, i)))
    end
    return (parts...,)
end

# Evaluated once: a function that is an argument is one function in all cases.
function value_of(code::String, key::String)
    haskey(CODES, (key, code)) || (CODES[(key, code)] = evaluate_in(TARGETS[key].home, code))
    return CODES[(key, code)]
end

# ---------------------------------------------------------------- running

const Packable = Union{IN_NUMPY...}

"Cases of one signature, and what came of them."
struct Group
    count::Int
    columns::Vector{Any}
    originals::Vector{Any}  # a second copy, which the first is compared with after the call
    names::Vector{Any}      # of the last columns, which go by keyword
    entries::Vector{Any}    # per type of result: [kind, type name, case numbers, values]
    index::IdDict{Any,Any}  # of a type among the entries
    errors::Vector{Any}
    changed::Vector{Any}
    aliased::Vector{Any}
    warned::Vector{Any}
end

function Group(group::Vector{Any}, key::String)
    count = group[1]
    columns, originals = Any[], Any[]
    for column in group[2]
        push!(columns, unpack(column, count, key))
        push!(originals, unpack(column, count, key))
    end
    return Group(count, columns, originals, group[3], Any[], IdDict{Any,Any}(), Any[], Any[], Any[], Any[])
end

"""
    run(key, groups) -> nothing or a report per group

Call the function prepared under `key` on all cases. A group is [count, columns, keyword names]; the last
columns belong to the keywords. `nothing` says that `key` is not prepared, as after a restart of Julia.
"""
function run(key::String, groups::Vector{Any})
    haskey(TARGETS, key) || return nothing
    unpacked = Any[]
    for group in groups
        push!(unpacked, Group(group, key))
    end
    collector = Collector(Any[])
    with_logger(collector) do
        for group in unpacked
            Base.invokelatest(run_group, TARGETS[key].f, group, collector)
        end
    end
    return Any[report(group) for group in unpacked]
end

function run_group(@nospecialize(f), group::Group, collector::Collector)
    width = length(group.columns)
    positional = width - length(group.names)
    arguments = Vector{Any}(undef, width)
    for i in 1:group.count
        for k in 1:width
            arguments[k] = group.columns[k][i]
        end
        value, returned = nothing, false
        try
            value = isempty(group.names) ? f(arguments...) : call_with(f, arguments, positional, group.names)
            returned = true
        catch e
            e isa InterruptException && rethrow()
            push!(group.errors, Any[i, named_message(e)...])
        end
        for k in 1:width
            argument = arguments[k]
            isbits(argument) && continue
            unchanged(argument, group.originals[k][i]) || push!(group.changed, Any[i, k, carried(argument)])
            returned && !isbits(value) && shares(value, argument) && push!(group.aliased, Any[i, k])
        end
        if !isempty(collector.texts)
            push!(group.warned, Any[i, copy(collector.texts)])
            empty!(collector.texts)
        end
        returned && keep!(group, i, value)
    end
    return
end

call_with(@nospecialize(f), arguments, positional, names) =
    f(arguments[1:positional]...; zip(map(Symbol, names), arguments[positional+1:end])...)

function unchanged(@nospecialize(a), @nospecialize(b))
    a === b && return true
    if a isa Array && b isa Array
        size(a) == size(b) && eltype(a) === eltype(b) || return false
        return all(i -> isassigned(a, i) == isassigned(b, i) && (!isassigned(a, i) || unchanged(a[i], b[i])), eachindex(a))
    end
    a isa Factorization && return typeof(a) === typeof(b) && unchanged(members(a)[2], members(b)[2])
    has_parts(a) && typeof(a) === typeof(b) || return isequal(a, b)
    for i in 1:nfields(a)
        isdefined(a, i) == isdefined(b, i) || return false
        isdefined(a, i) && !unchanged(getfield(a, i), getfield(b, i)) && return false
    end
    return true
end


"The names and the values of what a struct is known by."
function members(@nospecialize(x))
    names = isempty(parts_of(x)) ? fieldnames(typeof(x)) : parts_of(x)
    return names, Any[isempty(parts_of(x)) ? getfield(x, name) : property_of(x, name) for name in names]
end

# Structs are equal to copies of themselves only where their authors say so: what they hold is looked at.
has_parts(@nospecialize(x)) = x isa Union{Tuple,NamedTuple} || is_data(typeof(x)) && !(x isa Union{AbstractArray,AbstractDict,AbstractSet})

function unchanged(a::Array{T,N}, b::Array{T,N}) where {T<:Packable,N}
    size(a) == size(b) || return false
    # Bytes, so that a NaN is equal to itself and -0.0 is not 0.0.
    return GC.@preserve a b ccall(:memcmp, Cint, (Ptr{T}, Ptr{T}, Csize_t), pointer(a), pointer(b), sizeof(a)) == 0
end

# The new value of an argument, or its type's name where it cannot cross.
carried(@nospecialize(x)) = crosses(x) === nothing ? x : type_name(typeof(x))

"Whether two values share memory; nothing that is empty does."
function shares(@nospecialize(a), @nospecialize(b))
    if a isa AbstractArray && b isa AbstractArray
        isempty(a) || isempty(b) ? (return false) : nothing
        a === b || mightalias(a, b) ? (return true) : nothing
    elseif a === b && (a isa AbstractDict || a isa AbstractSet)
        return !isempty(a)
    end
    return inside(a, b) || inside(b, a)
end

shares(a::Array{T}, b::Array{T}) where {T<:Packable} = !isempty(a) && !isempty(b) && pointer(a) == pointer(b)

function inside(@nospecialize(a), @nospecialize(b))
    if has_parts(a)
        for i in 1:nfields(a)
            isdefined(a, i) && shares(getfield(a, i), b) && return true
        end
        return false
    end
    (a isa AbstractDict || a isa Array{Any}) || return false
    for part in values(a)
        shares(part, b) && return true
    end
    return false
end

# ---------------------------------------------------------------- results

# Numbers and arrays of them go into one vector per type; anything else must be able to cross by itself.
function keep!(group::Group, i::Int, @nospecialize(value))
    kind = value isa Packable ? "scalar" : value isa AbstractArray && packable(value) ? "array" : "value"
    if kind == "value"
        problem = crosses(value)
        if problem !== nothing
            push!(group.errors, Any[i, "", problem])
            return
        end
    end
    T = typeof(value)
    n = get(group.index, T, 0)::Int
    if n == 0
        push!(group.entries, Any[kind, type_name(T), Int[], Any[]])
        group.index[T] = n = length(group.entries)
    end
    entry = group.entries[n]
    push!(entry[3]::Vector{Int}, i)
    push!(entry[4]::Vector{Any}, value)
    return
end

function packable(@nospecialize(x))
    T = eltype(x)
    return T <: Packable && isconcretetype(T) && !(x isa Union{AbstractRange,CodeUnits}) &&
           (x isa Array || !has_offset_axes(x) && sparse_home(x) === nothing)
end

report(group::Group) =
    Any[map(packed, group.entries), group.errors, group.changed, group.aliased, group.warned]

function packed(entry)
    kind, name, numbers, list = entry
    kind == "scalar" && return Any[kind, name, numbers, join_scalars(typeof(list[1]), list)]
    kind == "array" && return Any[kind, name, numbers, join_arrays(eltype(list[1]), list)..., ]
    return entry
end

function join_scalars(T::DataType, list)
    flat = Vector{T}(undef, length(list))
    for i in 1:length(list)
        flat[i] = list[i]
    end
    return flat
end

function join_arrays(T::DataType, list)
    rank, sizes = ndims(list[1]), Int[]
    for x in list, k in 1:rank
        push!(sizes, size(x, k))
    end
    flat = T[]
    foreach(x -> append_elements!(flat, x), list)
    return flat, rank, sizes
end

append_elements!(flat::Vector{T}, x::Array{T}) where {T} = append!(flat, vec(x))
append_elements!(flat::Vector{T}, x::AbstractArray{T}) where {T} = append!(flat, vec(collect(x)))
