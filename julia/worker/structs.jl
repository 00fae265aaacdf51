# Structs: they go to Python as the name of their type with their fields by name, and come back as the type that is named.

"""
What a struct is called, the names of its fields, what Julia iterates it as, and the values of all these.

A struct goes to Python if all that it holds does, else it stays; objects of Julia's own, such as streams and generators
of random numbers, are no data.
"""
function write_struct(w::Writer, @nospecialize(x))
    is_data(typeof(x)) || return write_object(w, x)
    w.store === nothing && return write_fields(w, x)
    store, before = w.store, (position(w.io), length(w.bulk), length(w.structs), w.depth)
    w.store = nothing  # what it holds must be able to go: no handles on parts of it
    try
        write_fields(w, x)
    catch e
        e isa UnsupportedValue || rethrow()
        truncate(w.io, before[1])
        resize!(w.bulk, before[2])
        resize!(w.structs, before[3])
        w.depth = before[4]
        w.store = store
        write_object(w, x)
    finally
        w.store = store
    end
    return nothing
end

function write_fields(w::Writer, @nospecialize(x))
    T = typeof(x)
    any(outer -> outer === x, w.structs) && throw(UnsupportedValue(type_name(T), "it holds itself"))
    names, parts = Any[fieldnames(T)...], Any[parts_of(x)...]
    push!(w.structs, x)
    enter(w)
    derived = filter(name -> !(name in names), parts)
    write_named_head(w, "Struct", 3 + length(names) + length(derived))
    write_text(w, type_name(T))
    foreach(list -> write_list(w, map(string, list)), (names, parts))
    for name in Any[names; derived]
        write_part(w, T, name, name in names ? field_of(x, name) : property_of(x, name))
    end
    w.depth -= 1
    pop!(w.structs)
    return nothing
end

function write_part(w::Writer, T::DataType, name::Symbol, @nospecialize(value))
    try
        write_item(w, value)
    catch e
        e isa Union{UnsupportedValue,CBORError} || rethrow()
        throw(UnsupportedValue(type_name(T), string("its field ", name, where_in_it(e))))
    end
end

# The way to what cannot go, through any number of structs, and why it cannot.
where_in_it(e::CBORError) = string(": ", e.message)
function where_in_it(e::UnsupportedValue)
    startswith(e.reason, "its field ") || return string(" is ", sprint(showerror, e))
    way, why = match(r"^its field ([^ :]+)(.*)$"s, e.reason).captures
    return string('.', length(way) > 60 ? string(first(way, 30), '…', last(way, 30)) : way, why)
end

function field_of(@nospecialize(x), name::Symbol)
    isdefined(x, name) || throw(UnsupportedValue(type_name(typeof(x)), "its field $name has no value"))
    return getfield(x, name)
end

# An orthogonal factor is kept as rotations, and shown as the matrix that they make.
function property_of(@nospecialize(x), name::Symbol)
    value = Base.invokelatest(getproperty, x, name)
    return name === :Q ? Base.invokelatest(Matrix, value) : value
end

const NO_DATA = (:Base, :Core, :Random, :Sockets)

function is_data(T::DataType)
    isstructtype(T) && !(T <: Union{Function,Type,IO}) || return false
    return T === VersionNumber || !(fullname(parentmodule(T))[1] in NO_DATA)
end

"What Julia iterates factorizations as."
const ITERATED = Dict{Symbol,Any}(
    :Eigen => (:values, :vectors), :GeneralizedEigen => (:values, :vectors), :SVD => (:U, :S, :V),
    :GeneralizedSVD => (:U, :V, :Q, :D1, :D2, :R0), :LU => (:L, :U, :p), :QR => (:Q, :R), :QRCompactWY => (:Q, :R),
    :QRPivoted => (:Q, :R, :p), :LQ => (:L, :Q), :Cholesky => (:L, :U), :CholeskyPivoted => (:L, :U),
    :Hessenberg => (:Q, :H, :μ), :Schur => (:T, :Z, :values), :GeneralizedSchur => (:S, :T, :Q, :Z, :α, :β),
)
parts_of(@nospecialize(x)) = x isa Factorization ? get(ITERATED, nameof(typeof(x)), ()) : ()

# ---------------------------------------------------------------- values of a type

"No such value of a type can be made; the message begins with the type's name."
struct Misfit <: Exception
    message::String
end
Base.showerror(io::IO, e::Misfit) = print(io, e.message)

"""
    struct_of(type, names, constructs, values) -> struct

A struct of the type that a tree names with these fields, in any order: as they are, or, if it `constructs`, as its own
constructor takes them.
"""
function struct_of(@nospecialize(tree), names, constructs::Bool, values)
    T = try
        type_of(tree)
    catch e
        e isa InterruptException && rethrow()
        throw(Misfit(e isa CBORError ? e.message : first_line(described(e)[2])))
    end
    return made_of(T, map(Symbol, names), values, constructs)
end

function made_of(@nospecialize(T), names, values, constructs::Bool)
    body = T
    while body isa UnionAll
        body = opened(body)[2]
    end
    T isa Type && body isa DataType && is_data(body) || throw(Misfit(string(type_name(T), " is no struct of plain data")))
    wanted = fieldnames(body)
    issetequal(names, wanted) && length(names) == length(wanted) || throw(Misfit(wrong_fields(T, wanted, names)))
    values = Any[values[findfirst(==(name), names)] for name in wanted]
    fields = Any[fitted(fieldtype(T, k), values[k], () -> "$(type_name(T)): field $(wanted[k])") for k in 1:length(wanted)]
    T isa DataType && isempty(fields) && singleton(T) !== nothing && return singleton(T)
    whole = T isa DataType && isconcretetype(T)
    if constructs ? Base.invokelatest(hasmethod, T, Tuple{map(typeof, fields)...}) : !whole
        return constructed(T, wanted, fields)
    end
    whole || throw(Misfit(string(type_name(T), " has no constructor for ", told(wanted, fields), "; name its parameters")))
    return new_of_type(T, (fields...,))
end

function wrong_fields(@nospecialize(T), wanted, names)
    words = String[]
    lacking, beyond = setdiff(wanted, names), setdiff(names, wanted)
    isempty(lacking) || push!(words, string("lacks ", join(lacking, ", ")))
    isempty(beyond) || push!(words, string("has ", join(beyond, ", "), " besides"))
    isempty(words) && push!(words, "has one twice")
    expected = isempty(wanted) ? "no fields" : string("the fields ", join(wanted, ", "))
    return string(type_name(T), ": expected ", expected, "; what came ", join(words, " and "))
end

told(names, fields) = string("(", join((string(n, "::", type_name(typeof(x))) for (n, x) in zip(names, fields)), ", "), ")")

# A constructor may check what it is given; what it changes would go unnoticed.
function constructed(@nospecialize(T), names, fields)
    made = try
        Base.invokelatest(T, fields...)
    catch e
        e isa InterruptException && rethrow()
        words = split(described(e)[2], '\n')
        throw(Misfit(string(type_name(T), told(names, fields), ": ", join(words[1:(endswith(words[1], ':') ? 2 : 1)], ' '))))
    end
    made isa T || throw(Misfit(string(type_name(T), ": its constructor gives a ", type_name(typeof(made)))))
    for (name, field) in zip(names, fields)
        own = isdefined(made, name) ? getfield(made, name) : nothing
        own === field || Base.invokelatest(isequal, own, field) ||
            throw(Misfit(string(type_name(T), ": field ", name, ": its constructor makes ", brief(own), " of ", brief(field))))
    end
    return made
end

function brief(@nospecialize(x))
    text = Base.invokelatest(repr, x)
    return length(text) > 60 ? string(first(text, 60), "…") : text
end

"""
    fitted(T, x, place) -> value of T

What came from Python as a value of the type that a field wants: a record as a struct, a text as a Symbol, containers
with elements of their types; anything else as `convert` has it.
"""
function fitted(@nospecialize(T), @nospecialize(x), place)
    x isa T && return x
    if T isa Union
        for member in union_members(T)
            try
                return fitted(member, x, place)
            catch e
                e isa Misfit || rethrow()
            end
        end
        throw(misfit(T, x, place))
    end
    T === Symbol && x isa String && return Symbol(x)
    T isa DataType && T <: Enum && x isa Symbol && return Base.invokelatest(enum_of, T, string(x))
    T === Char && x isa String && length(x) == 1 && return first(x)
    x isa NamedTuple && !(T <: NamedTuple) && isstructtype(T isa UnionAll ? opened(T)[2] : T) && !(T <: AbstractDict) &&
        return made_of(T, Symbol[fieldnames(typeof(x))...], fields_of(x), true)
    if T isa DataType && T <: Union{Tuple,NamedTuple} && isconcretetype(T) && x isa (T <: Tuple ? Tuple : NamedTuple) &&
       fieldcount(T) == nfields(x) && fieldnames(T) == fieldnames(typeof(x))
        return new_of_type(T, ((fitted(fieldtype(T, k), getfield(x, k), place) for k in 1:nfields(x))...,))
    end
    if x isa AbstractArray && T isa DataType && T <: Array && ndims(T) == ndims(x)
        array = T(undef, size(x))
        for k in eachindex(x)
            put_at(array, fitted(eltype(T), x[k], place), k)
        end
        return array
    end
    if x isa AbstractDict && T isa DataType && T <: Dict
        K, V = type_parameters(T)
        return T(fitted(K, key, place) => fitted(V, value, place) for (key, value) in x)
    end
    both = x isa AbstractArray && T <: AbstractArray
    for make in (both ? (convert, (wrapper, array) -> wrapper(array)) : (convert,))
        try
            return Base.invokelatest(make, T, x)
        catch e
            e isa InterruptException && rethrow()
        end
    end
    throw(misfit(T, x, place))
end

misfit(@nospecialize(T), @nospecialize(x), place) =
    Misfit(string(place(), ": expected ", type_name(T), ", got ", brief(x), " (", type_name(typeof(x)), ")"))
