# What functions show of themselves on the way: the values that they give to `probe`, in order.

"What listens to one call, and what it has heard: copies, as long as there is room."
mutable struct Listener
    most::Int
    room::Int  # bytes
    probes::Vector{Any}
    count::Int
    calls::Dict{String,Int}  # of each name
    tasks::IdDict{Any,Int}
    frames::Dict{Any,Any}  # of each place in compiled code
    turn::ReentrantLock
end

Listener(most::Int, room::Int) =
    Listener(most, room, Any[], 0, Dict{String,Int}(), IdDict{Any,Int}(current_task() => 0), Dict{Any,Any}(), ReentrantLock())

function (l::Listener)(@nospecialize(name), @nospecialize(value))
    text = string(name)
    lock(l.turn)
    try
        l.count += 1
        call = l.calls[text] = get(l.calls, text, 0) + 1
        task = get!(() -> length(l.tasks), l.tasks, current_task())
        bytes = bytes_or_none(value)
        if length(l.probes) >= l.most || bytes > l.room
            l.most = 0  # what is kept has no gaps
            return
        end
        l.room -= bytes
        push!(l.probes, Any[text, call, task, place_of_probe(l.frames)..., copy_or_reason(value)...])
    finally
        unlock(l.turn)
    end
    return
end

function bytes_or_none(@nospecialize(x))
    isbits(x) || x isa Array && isbitstype(eltype(x)) ? (return sizeof(x)) : nothing
    try
        return Base.summarysize(x)
    catch e
        e isa InterruptException && rethrow()
        return 0  # a type may have any idea of its size
    end
end

"A value as it is now, its type's name, and \"\"; or nothing, the name, and why it cannot be kept or cross."
function copy_or_reason(@nospecialize(value))
    T = type_name(typeof(value))
    try
        kept = copied(value)
        problem = crosses(kept)
        return problem === nothing ? (kept, T, "") : (nothing, T, problem)
    catch e
        e isa InterruptException && rethrow()
        return nothing, T, message_of(e)
    end
end

"The file and the line that called `probe`; \"\" and 0 where that is in no file."
function place_of_probe(frames)
    inside = false
    for address in backtrace(), frame in get!(() -> StackTraces.lookup(address), frames, address)
        frame.from_c && continue  # of what interprets
        inside && frame.func !== :probe && return place_in_file(frame)
        inside |= frame.func === :probe
    end
    return "", 0
end

place_in_file(frame) = basename(string(frame.file)) == "none" ? ("", 0) : (string(frame.file), frame.line)

"Call `f` while a listener stands in these places."
function listening(f, listener, places::Vector)
    before = Any[place[] for place in places]
    foreach(place -> place[] = listener, places)
    try
        return f()
    finally
        foreach((place, old) -> place[] = old, places, before)
    end
end

# Where a listener can stand: in the `probe` that comes with the bridge, and in each copy of it in code that is loaded,
# or in the module `home`.
function listening_places(home::Module)
    found, pending = Any[PyjuliannProbes.PYJULIANN_LISTENER], Module[Main, home]
    for (_, loaded) in loaded_packages()
        path = pathof(loaded)
        path === nothing || is_given(path) || push!(pending, loaded)
    end
    seen = Set{Module}([PyjuliannBridge])
    while !isempty(pending)
        place = pop!(pending)
        place in seen && continue
        push!(seen, place)
        isdefined(place, :PYJULIANN_LISTENER) && push!(found, getfield(place, :PYJULIANN_LISTENER))
        append!(pending, inner_modules(place))
    end
    return unique(objectid, filter(x -> x isa Ref{Any}, found))
end

"""
    listen(key, groups, most, room) -> nothing, or for each group a list of [probes, count, error, message]

What the function prepared under `key` gives to `probe`: of each case up to `most` values in `room` bytes, how many there
were, and the exception that ended the call, or "". A probe is [name, its number among those of the name, number of the
task, file, line, value, type name, why it has none]; the task that calls has number 0.
"""
function listen(key::String, groups::Vector{Any}, most::Int, room::Int)
    haskey(TARGETS, key) || return nothing
    return Any[Base.invokelatest(listen_to_group, TARGETS[key], group, key, most, room) for group in groups]
end

function listen_to_group(target::Target, group, key::String, most::Int, room::Int)
    found, places = Any[], listening_places(target.home)
    each_call(group, key) do arguments, positional, names
        listener, ended = Listener(most, room), ("", "")
        with_logger(Collector(Any[])) do
            listening(listener, places) do
                try
                    call_with(target.f, arguments, positional, names)
                catch e
                    e isa InterruptException && rethrow()
                    ended = named_message(e)
                end
            end
        end
        push!(found, Any[listener.probes, listener.count, ended...])
    end
    return found
end

function each_call(f, group, key::String)
    columns = Any[unpack(column, group[1], key) for column in group[2]]
    for i in 1:group[1]
        f(Any[column[i] for column in columns], length(columns) - length(group[3]), group[3])
    end
end

# ---------------------------------------------------------------- one probe as the result

"A function that returns what another one gives to a probe: to the call number `call` of those of the name."
struct AtProbe
    f::Any
    places::Vector{Any}
    name::String
    call::Int
end

function (p::AtProbe)(arguments...; keywords...)
    calls, found, turn = 0, nothing, ReentrantLock()
    hear = (name, value) -> lock(turn) do
        string(name) == p.name && (calls += 1) == p.call && (found = Some(copied(value)))
        return nothing
    end
    try
        listening(() -> p.f(arguments...; keywords...), hear, p.places)
    catch e
        (found === nothing || e isa InterruptException) && rethrow()
    end
    found === nothing && throw(KeyError(string(p.name, " (call ", p.call, ")")))
    return something(found)
end

"""
    prepare_probe(key, of, name, call) -> nothing

Make ready under `key` what the function prepared under `of` gives to a probe.
"""
function prepare_probe(key::String, of::String, name::String, call::Int)
    whole = TARGETS[of]
    TARGETS[key] = Target(AtProbe(whole.f, Base.invokelatest(listening_places, whole.home), name, call), whole.home)
    return nothing
end
