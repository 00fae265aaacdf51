# Kinds of value that a user adds, each by values that cross already. The type need not be there yet when Julia is told.

"A kind that a user has added: its name on the wire, its type's name, and code of functions to and from what crosses."
mutable struct Registered
    wire::String
    type::String
    codes::Tuple{String,String}
    known::Any       # the type that values are written for; `nothing` until it is there
    from_plain::Any
end

const REGISTERED = Dict{String,Registered}()

"Take in what a user has added; what was known under the same name is replaced."
function register(rows)
    for (wire, type, to_plain, from_plain) in rows
        known = get(REGISTERED, wire, nothing)
        known === nothing || known.codes != (to_plain, from_plain) || continue
        kind = REGISTERED[wire] = Registered(wire, type, (to_plain, from_plain), nothing, nothing)
        NAMED_READERS[wire] = (_, parts) -> Base.invokelatest(from_plain_of, kind, parts[1])
    end
    return nothing
end

"Let values of types that are there by now, or have been defined anew, be written as their kinds say."
function enliven_registered()
    for kind in values(REGISTERED)
        T = type_at(map(Symbol, split(kind.type, '.')))
        T === nothing || T === kind.known || enliven(kind, T)
    end
end

function enliven(kind::Registered, @nospecialize(T))
    to_plain, from_plain = map(code -> evaluated(kind, code), kind.codes)
    wire = kind.wire
    @eval write_item(w::Writer, @nospecialize(x::$T)) = write_named(w, $wire, (Base.invokelatest($to_plain, x),))
    kind.known, kind.from_plain = T, from_plain
end

# Code that is none is told when a value of the kind crosses: other calls are none of its business.
function evaluated(kind::Registered, code::String)
    return try
        evaluate(code)
    catch e
        e isa InterruptException && rethrow()
        words = string("the code ", code, ", with which it is registered: ", first_line(described(e)[2]))
        _ -> throw(UnsupportedValue(kind.type, words))
    end
end

function from_plain_of(kind::Registered, @nospecialize(plain))
    T = try
        named_type(kind.type)
    catch e
        e isa InterruptException && rethrow()
        throw(Misfit(string("no type is called ", kind.type, ", which is registered: ", first_line(described(e)[2]))))
    end
    T === kind.known || enliven(kind, T)
    value = try
        Base.invokelatest(kind.from_plain, plain)
    catch e
        e isa InterruptException && rethrow()
        throw(Misfit(string(kind.type, " of ", brief(plain), ": ", first_line(described(e)[2]))))
    end
    value isa T || throw(Misfit(string(kind.type, ": its julia_from_plain gives a ", type_name(typeof(value)))))
    return value
end
