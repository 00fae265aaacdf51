# What stays where it is: Julia values that Python has handles on, and Python functions that Julia calls. Each side knows
# the other's by numbers, which are given once; what is let go of on one side is told to the other with the next frame.

const TAG_OBJECT = UInt64(0x706a0002)    # ours: to Python [number, type name], from Python the number; 0 is Main
const TAG_FUNCTION = UInt64(0x706a0003)  # ours: [number, name] of a Python function
const COLLECT_AT = 10_000                # Python functions that no collection was needed for

"""
    Store(ask=nothing, first=0)

What one engine's two sides hold of each other.

- `ask`: called with the frame of a call of a Python function, returns Python's answer; `nothing` where nobody can be asked
- `first`: below all numbers that it gives to values, so that those of a store before it mean nothing here
"""
mutable struct Store
    ask::Any
    values::Dict{Int,Any}
    last::Int
    task::Union{Task,Nothing}  # the one that serves a request
    keeps::Bool                # whether one of the next two, or REFERRED, holds anything
    depth::Int                 # requests that are being served, one within the other
    errors::Dict{Int,Any}      # what was raised by requests within others, by numbers that Python has too
    raised::IdDict{Any,Int}    # the numbers of Python's exceptions for what was raised in their place
    functions::Int             # Python functions that are here
    collect_at::Int
    dropped::Vector{Int}       # numbers of those that are here no more
    lock::Threads.SpinLock     # of the last three
end
Store(ask=nothing, first::Int=0) = Store(
    ask, Dict{Int,Any}(), first, nothing, false, 0, Dict{Int,Any}(), IdDict{Any,Int}(), 0, COLLECT_AT, Int[], Threads.SpinLock(),
)

# ---------------------------------------------------------------- Julia's values

"Keep a value for Python; returns its number."
function hold(store::Store, @nospecialize(x))
    store.last += 1
    store.values[store.last] = x
    return store.last
end

"Let go of the values that Python wants no more; what is gone already may be told again."
release(store::Store, numbers) = foreach(number -> delete!(store.values, number), numbers)

"Values that arguments refer to: they are no copies, and what a call changes in them is not lost."
const REFERRED = IdDict{Any,Nothing}()

"Let go of what mattered only while calls were under way."
function end_calls(store::Store)
    foreach(empty!, Any[store.errors, store.raised, REFERRED])
    store.keeps = false
end

# ---------------------------------------------------------------- Python's functions

"A Python function; calling it calls Python."
mutable struct PythonFunction <: Function
    store::Store
    number::Int
    name::String
    function PythonFunction(store::Store, number::Int, name::String)
        store.functions >= store.collect_at && later(collect_functions)(store)
        f = new(store, number, name)
        store.functions += 1
        return finalizer(drop, f)
    end
end
Base.show(io::IO, f::PythonFunction) = print(io, "Python function ", f.name)
Base.show(io::IO, ::MIME"text/plain", f::PythonFunction) = show(io, f)

# A finalizer may run in the midst of anything, also of what holds the lock.
function drop(f::PythonFunction)
    store = f.store
    if trylock(store.lock)
        push!(store.dropped, f.number)
        store.functions -= 1
        unlock(store.lock)
    else
        finalizer(drop, f)
    end
    return nothing
end

# Julia collects for want of memory; what its handles keep alive in Python it does not see.
function collect_functions(store::Store)
    GC.gc()
    store.collect_at = max(COLLECT_AT, 2 * store.functions)
end

# ---------------------------------------------------------------- frames

"A response with what was let go of here before it."
function with_dropped(store::Store, response)
    lock(store.lock)
    numbers = copy(store.dropped)
    empty!(store.dropped)
    unlock(store.lock)
    w = Writer(response.bulk_threshold)
    write_head(w, 0x04, 3)
    write_text(w, "release")
    write_list(w, numbers)
    write(w.io, take!(response.io))
    append!(w.bulk, response.bulk)
    return w
end
