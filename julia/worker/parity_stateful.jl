# Sequences of calls on one object, which lives here: many sequences per frame.

"""
    run_sequences(keys, sequences) -> nothing or [report, itself, places, states]

Run sequences of calls, each on an object of its own. `keys` are those of the functions prepared, which the calls name by
number: the type first. A sequence is [start, calls, states]. `start` is [number, arguments, keyword names] of what makes
the object, or [names, values] of its fields; a call is [number, arguments, keyword names], and gets the object before
its arguments, the last of which go by keyword. `states` says after which calls the object's fields are wanted: "each",
"last" or "never". A sequence ends where its object cannot be made.

The report is as `run` gives it, calls numbered from 1 through all sequences, the making of an object as one of them.
`itself` has the numbers of calls that returned the object; `states` is a report on fields, `places` says whose they
are: [number of the call, names] in their order. `nothing` says that a key is not prepared, as after a restart.
"""
function run_sequences(keys::Vector{Any}, sequences::Vector{Any})
    all(key -> haskey(TARGETS, key), keys) || return nothing
    functions = Any[TARGETS[key].f for key in keys]
    found = Sequences()
    with_logger(found.collector) do
        for sequence in sequences
            Base.invokelatest(run_sequence, found, functions, keys[1], sequence)
        end
    end
    return Any[report(found.calls), found.itself, found.places, report(found.states)]
end

mutable struct Sequences
    calls::Group
    itself::Vector{Int}
    places::Vector{Any}
    states::Group
    collector::Collector
    number::Int  # of the call that is being made
    fields::Int  # so many have been kept
end
Sequences() = Sequences(nobody(), Int[], Any[], nobody(), Collector(Any[]), 0, 0)
nobody() = Group(0, Any[], Any[], Any[], Any[], IdDict{Any,Any}(), Any[], Any[], Any[], Any[])

function run_sequence(found::Sequences, functions, key::String, sequence)
    start, calls, states = sequence
    object = Ref{Any}(nothing)
    made = start[1] isa Vector ? () -> carried_over(functions[1], start[1], start[2]) :
           () -> called(found, functions[start[1]], start[2], start[3], key)
    if !run_call(found, object, made, true)
        found.number += length(calls)
        return
    end
    states == "each" || states == "last" && isempty(calls) ? keep_state!(found, object[]) : nothing
    for (k, call) in enumerate(calls)
        run_call(found, object, () -> called(found, functions[call[1]], call[2], call[3], key, object[]), false)
        states == "each" || states == "last" && k == length(calls) ? keep_state!(found, object[]) : nothing
    end
end

"Make a call; whether it returned."
function run_call(found::Sequences, object::Ref{Any}, call, makes::Bool)
    found.number += 1
    returned = true
    value = try
        call()
    catch e
        e isa InterruptException && rethrow()
        push!(found.calls.errors, Any[found.number, named_message(e)...])
        returned = false
    end
    if !isempty(found.collector.texts)
        push!(found.calls.warned, Any[found.number, copy(found.collector.texts)])
        empty!(found.collector.texts)
    end
    makes && returned && (object[] = value)
    returned && (value === object[] && !isbits(value) || makes ? push!(found.itself, found.number) :
                 keep!(found.calls, found.number, copied(value)))
    return returned
end

"Call a function with copies of its arguments, and note which of them it changes."
function called(found::Sequences, @nospecialize(f), arguments, names, key::String, object...)
    given = Any[argument_of(x, key) for x in arguments]
    positional = length(given) - length(names)
    try
        isempty(names) && return f(object..., given...)
        return f(object..., given[1:positional]...; zip(map(Symbol, names), given[positional+1:end])...)
    finally
        for (k, x) in enumerate(given)
            isbits(x) || unchanged(x, argument_of(arguments[k], key)) ||
                push!(found.calls.changed, Any[found.number, k, copied(carried(x))])
        end
    end
end

# Code stands for what cannot cross, in a vector with a mark of its own.
argument_of(@nospecialize(x), key::String) = is_code(x) ? value_of(x[2], key) : copied(x)
is_code(@nospecialize(x)) = x isa Tuple && length(x) == 2 && x[1] === :code

"A struct of these fields; an error says which do not fit."
function carried_over(@nospecialize(T), names, values)
    T isa Type || throw(ArgumentError("an object can be carried over to a struct alone, not to what $(T) makes"))
    try
        return made_of(T, map(Symbol, names), copied(values), false)
    catch e
        throw(e isa Misfit ? ArgumentError(e.message) : e)
    end
end

function keep_state!(found::Sequences, @nospecialize(object))
    is_data(typeof(object)) || return
    names = fieldnames(typeof(object))
    push!(found.places, Any[found.number, map(string, collect(names))])
    for name in names
        found.fields += 1
        if isdefined(object, name)
            keep!(found.states, found.fields, copied(getfield(object, name)))
        else
            push!(found.states.errors, Any[found.fields, "", "it has no value"])
        end
    end
end

"""
    fields_of_type(key) -> nothing or names

The names of the fields of the struct prepared under `key`; none of what is no struct.
"""
function fields_of_type(key::String)
    haskey(TARGETS, key) || return nothing
    T = bare_type(TARGETS[key].f)
    return T isa DataType && is_data(T) ? Any[map(string, fieldnames(T))...] : Any[]
end

"""
    methods_of_type(key, names) -> nothing or names

Which functions take a struct of the type prepared under `key` as their first argument: of the module or file that it
is in, and of those of these names that are seen there.
"""
function methods_of_type(key::String, candidates)
    haskey(TARGETS, key) || return nothing
    T, home = TARGETS[key].f, TARGETS[key].home
    T isa Type || return Any[]
    homes = unique([home, parentmodule(T)])
    found = Any[]
    for place in homes, name in unique(Any[names(place; all=true)...; map(Symbol, candidates)])
        text = string(name)
        (startswith(text, '#') || text in ("eval", "include") || !isdefined(place, name) || text in found) && continue
        f = getfield(place, name)
        f isa Function && any(method -> takes_first(method, T), Base.invokelatest(methods, f)) && push!(found, text)
    end
    return found
end

"""
    first_structs(key) -> nothing or names

The dotted names of the structs that methods of the function prepared under `key` take as their first argument; of those
in a file, as the file has them.
"""
function first_structs(key::String)
    haskey(TARGETS, key) || return nothing
    found = Any[]
    for method in Base.invokelatest(methods, TARGETS[key].f)
        T = first_type_of(method)
        T isa DataType && is_data(T) && !isempty(fieldnames(T)) || continue
        homes = filter(!=(:PyjuliannTarget), collect(fullname(parentmodule(T))))
        push!(found, join((homes[homes .!= :Main]..., nameof(T)), '.'))
    end
    return unique(found)
end

"Whether a method's first argument is a value of the type, and not of just any."
function takes_first(method::Method, @nospecialize(T))
    first_type, body = first_type_of(method), bare_type(T)
    first_type isa DataType && first_type !== Any || return false
    return body.name === first_type.name || any(S -> S.name === first_type.name, ancestors(body))
end

"The type of a method's first argument, its parameters left open; `nothing` if it has none."
function first_type_of(method::Method)
    types = type_parameters(bare_type(method.sig))
    length(types) > 1 || return nothing
    T = types[2]
    return bare_type(T isa TypeVar ? last(bounds(T)) : T)
end

function ancestors(@nospecialize(T))
    found = Any[]
    while T !== Any
        T = supertype(T)
        T === Any || push!(found, T)
    end
    return found
end

# ---------------------------------------------------------------- one sequence as a function of all its arguments

"""
    chain(key, keys, plan) -> nothing or true

Make ready under `key` the function of all arguments of a sequence: it returns for each call its value and the object's
fields after it, of those that the plan names. A plan is [start, calls, fields]; a start or a call is [number, count of
arguments, names of the last, which go by keyword], with 0 for the number of an object that is given by its fields.
"""
function chain(key::String, keys::Vector{Any}, plan)
    all(known -> haskey(TARGETS, known), keys) || return nothing
    TARGETS[key] = Target(Chain(Any[TARGETS[known].f for known in keys], plan...), TARGETS[keys[1]].home)
    return true
end

struct Chain
    functions::Vector{Any}
    start::Vector{Any}
    calls::Vector{Any}
    fields::Vector{Any}
end

function (c::Chain)(arguments...)
    given = Any[arguments...]
    object = c.start[1] == 0 ? carried_over(c.functions[1], c.start[3], splice!(given, 1:c.start[2])) :
             called_of(c.functions[c.start[1]], splice!(given, 1:c.start[2]), c.start[3])
    found = Any[(nothing, state_of(object, c.fields))]
    for (number, count, names) in c.calls
        value = try
            called_of(c.functions[number], splice!(given, 1:count), names, object)
        catch e
            e isa InterruptException && rethrow()
            nothing
        end
        push!(found, (value === object ? nothing : copied(value), state_of(object, c.fields)))
    end
    return (found...,)
end

function called_of(@nospecialize(f), arguments, names, object...)
    positional = length(arguments) - length(names)
    return f(object..., arguments[1:positional]...; zip(map(Symbol, names), arguments[positional+1:end])...)
end

state_of(@nospecialize(object), names) =
    Dict{Any,Any}(name => copied(getfield(object, Symbol(name))) for name in names if isdefined(object, Symbol(name)))
