# One request in, one response out: what both engines, the worker process and juliacall, have in common.
#
# Request  [operation, ...]:  ["call", name or function, [args...], [[keyword, value]...], flags]
#                             ["update", name or function, [args...], [[keyword, value]...], [later, first...], flags]
#                             ["eval", code, flags]  ["include", path]  ["info"]  ["settle", seconds]  ["held"]
#                             ["register", [[name on the wire, type, code to plain, code from plain]...]]
# Response ["ok", value, type name or null]   ["error", type, message, backtrace]
#          ["ok", value, type name or null, ...]  of a call that changed arguments, which are known by their numbers:
#            to "call" [lost...], [in the value...]; to "update" the one that is the value or 0, then number, value, ...
#          ["unsupported", message]           ["refused", message]  (no Julia value for an argument)
#          ["interrupted"]           ["error", …, exception of Python's, error of ours]  (numbers, if there are any)
#
# Before a response may come ["callback", number, [args...], [[keyword, value]...]], and any number of requests upon it,
# with their responses, until Python's answer does: ["return", value]   ["interrupt"]
#          ["raise", number, type, message, traceback, error of ours]
#
# Both requests and responses may be wrapped: ["release", [numbers...], request or response], see objects.jl.

const BACKTRACE_FRAMES = 60

# What is wanted of a result: the name of its type, a handle where it has no counterpart, a handle in any case.
const TYPED, OBJECTS, KEEP = 1, 2, 4

"""
    serve(reader, request, bulk_threshold) -> Writer

Answer what was read, once its large arrays have come.
"""
serve(reader::Reader, request::Vector{Any}, bulk_threshold::Int) =
    isempty(reader.failure) ? serve(request, bulk_threshold, reader.store) : plain_response("refused", reader.failure)

"""
    serve(request, bulk_threshold, store) -> Writer

Carry out one decoded request; the writer holds its response.
"""
function serve(request::Vector{Any}, bulk_threshold::Int, store::Store)
    if request[1] == "release"
        release(store, request[2])
        return serve(request[3], bulk_threshold, store)
    end
    before = store.task
    store.task = current_task()
    store.depth += 1
    response = try
        value = try
            Base.invokelatest(perform, request, store)
        finally
            note_packages()
        end
        flags = request[end]
        write_result(value, flags isa Int ? flags : 0, bulk_threshold, store)
    catch e
        e isa InterruptException ? plain_response("interrupted") :
        e isa UnsupportedValue ? plain_response("unsupported", later(sprint)(showerror, e)) :
        e isa CBORError ? plain_response("unsupported", e.message) :
        later(error_response)(store, e, catch_backtrace())
    end
    store.depth -= 1
    store.task = before
    store.depth == 0 && store.keeps && later(end_calls)(store)
    return isempty(store.dropped) ? response : later(with_dropped)(store, response)::Writer
end

function plain_response(@nospecialize(parts...))
    w = Writer()
    write_list(w, Any[parts...])
    return w
end

write_result(@nospecialize(value), flags::Int, threshold::Int, store::Store) =
    write_value(value, typeof(value), (), flags, Writer(threshold, flags & (OBJECTS | KEEP) > 0 ? store : nothing))
write_result(x::Changed, flags::Int, threshold::Int, store::Store) =
    write_value(x.value, x.type, x.told, flags, Writer(threshold, flags & (OBJECTS | KEEP) > 0 ? store : nothing))

function write_value(@nospecialize(value), @nospecialize(T), @nospecialize(told), flags::Int, w::Writer)
    before = w.store === nothing ? 0 : w.store.last
    write_head(w, 0x04, 3 + length(told))
    write_text(w, "ok")
    isempty(REGISTERED) || Base.invokelatest(enliven_registered)
    try
        Base.invokelatest(flags & KEEP > 0 ? write_object : write_item, w, value)
        write_item(w, flags & TYPED > 0 ? Base.invokelatest(type_name, T) : nothing)
        for part in told
            Base.invokelatest(write_item, w, part)
        end
    catch
        w.store === nothing || release(w.store, before+1:w.store.last)
        rethrow()
    end
    return w
end

function perform(request::Vector{Any}, store::Store)
    operation = request[1]::String
    operation == "call" && return later(call)(request[2], request[3], request[4])
    operation == "update" && return later(update)(request[2], request[3], request[4], request[5])
    operation == "eval" && return later(evaluate)(request[2], request[3] & OBJECTS > 0)
    operation == "include" && return later(include_file)(request[2])
    operation == "info" && return later(info)()
    operation == "register" && return register(request[2])
    operation == "settle" && return settle(request[2])
    operation == "held" && return length(store.values)
    throw(ArgumentError("no operation is called $operation"))
end

# Waits for an interrupt that was sent to an earlier request but came too late for it.
function settle(seconds)
    for _ in 0:round(Int, 100 * seconds)
        Libc.systemsleep(0.01)
        GC.safepoint()
    end
end

function call(@nospecialize(function_or_name), args::Vector{Any}, keywords::Vector{Any})
    f, values = resolved(function_or_name), all_values(args, keywords)
    own = function_or_name isa String && startswith(function_or_name, "Pyjuliann")
    own && return apply(f, values, keywords)  # the bridge's own, of which no change matters
    return heeding_changes(lost, f, values, keywords)
end

"Call a function with arguments of which some are the same object in Python: pairs of numbers, the later one first."
function update(@nospecialize(function_or_name), args::Vector{Any}, keywords::Vector{Any}, same::Vector{Any})
    f, values = resolved(function_or_name), all_values(args, keywords)
    for k in 1:2:length(same)
        values[same[k]] = values[same[k+1]]
    end
    return heeding_changes(written_back, f, values, keywords)
end

resolved(name::String) = resolve(name)
resolved(@nospecialize(f)) = f

"The arguments of a call: those by position, then those by keyword."
all_values(args::Vector{Any}, keywords::Vector{Any}) = isempty(keywords) ? args : Any[args; map(last, keywords)]

function apply(f, values::Vector{Any}, keywords::Vector{Any})
    isempty(keywords) && return Base.invokelatest(f, values...)
    return later(apply_with_keywords)(f, values, keywords)
end

function apply_with_keywords(f, values, keywords)
    n = length(values) - length(keywords)
    return Base.invokelatest(f, values[1:n]...; (Symbol(keyword[1]) => values[n+k] for (k, keyword) in enumerate(keywords))...)
end

# ---------------------------------------------------------------- names

const PATHS = Dict{String,Vector{Symbol}}()

function name_path(name::String)
    known = get(PATHS, name, nothing)
    known === nothing || return known
    path = Symbol[]
    for part in split(name, '.')
        Base.isidentifier(part) ||
            throw(ArgumentError(repr(name) * " is not a function name: dotted identifiers are expected"))
        push!(path, Symbol(part))
    end
    return PATHS[name] = path
end

"""
    resolve(name) -> value

The value that a dotted name such as `LinearAlgebra.dot` stands for; its module is loaded on first use. Names begin
in Main, but for those of the bridge's own modules, which stand for these wherever the bridge was loaded.
"""
function resolve(name::String)
    path = name_path(name)
    own = own_module(path[1])
    own === nothing || return follow(name, own, path[2:end])
    (length(path) == 1 || isdefined(Main, path[1])) && return follow(name, Main, path)
    load_module(path[1])
    return Base.invokelatest(follow, name, Main, path)  # what was loaded is newer than this function's world
end

"This module or the part of it that has this name, or `nothing`. The names of parts begin with Pyjuliann too."
function own_module(name::Symbol)
    here = @__MODULE__
    name === nameof(here) && return here
    return isdefined(here, name) && startswith(string(name), "Pyjuliann") ? getfield(here, name) : nothing
end

function follow(name::String, value, path::Vector{Symbol})
    for part in path
        value isa Module || throw(ArgumentError("$name: what stands before $part is not a module"))
        isdefined(value, part) || throw(UndefVarError(part))
        value = getfield(value, part)
    end
    return value
end

# How JuliaNN is loaded; the worker process puts one here that uses its compiled form.
const MODULE_LOADER = Ref{Any}((folder, name) -> Base.include(Main, joinpath(folder, "src", "$name.jl")))

function load_module(name::Symbol)
    name === :JuliaNN ? MODULE_LOADER[](SOURCES, name) : Core.eval(Main, Expr(:import, Expr(:., name)))
end

# The bridge's parts are loaded on first use, once, and into the bridge; every other file is the user's.
function include_file(path::String)
    if dirname(path) != @__DIR__
        bring_mentioned(read(path, String))
        noting_includes(() -> Base.include(from_main, Main, path), path)
    elseif !(path in PARTS)
        Base.include(@__MODULE__, path)
        push!(PARTS, path)
    end
    return nothing
end

const PARTS = Set{String}()

# Code that uses JuliaNN need not load it, and other code need not wait for it; nor need it have `probe`.
function bring_mentioned(code::String)
    occursin("JuliaNN", code) && !isdefined(Main, :JuliaNN) && load_module(:JuliaNN)
    occursin("probe(", code) && bring_probe(Main)
end

# Where code is `using JuliaNN` it means Main's: there is no package of that name for Julia to find.
from_main(@nospecialize(x)) = x
function from_main(x::Expr)
    x.head in (:using, :import) && return Expr(x.head, map(path_from_main, x.args)...)
    return Expr(x.head, map(from_main, x.args)...)
end

function path_from_main(path::Expr)
    path.head === :. || return Expr(path.head, path_from_main(path.args[1]), path.args[2:end]...)  # `: names`, `as name`
    return path.args[1] === :JuliaNN ? Expr(:., :Main, path.args...) : path
end

# What a definition returns, the function or type or module itself, is of use only to who can have a handle on it.
evaluate(code::String, keeps::Bool=false) = evaluate_in(Main, code, keeps)

function evaluate_in(home::Module, code::String, keeps::Bool=true)
    bring_mentioned(code)
    occursin("include", code) && note_includes()
    value, position = nothing, 1
    while position <= ncodeunits(code)
        expression, position = next_statement(code, position)
        expression === nothing && continue  # only a comment was left
        value = Core.eval(home, from_main(expression))
        keeps || defines(expression) && (value = nothing)
    end
    return value
end

function defines(@nospecialize(x))
    x isa Expr || return false
    x.head in (:function, :macro, :module, :struct, :abstract, :primitive) && return true
    x.head === :(=) && return is_call(x.args[1])
    return x.head in (:toplevel, :block, :macrocall) && !isempty(x.args) && defines(x.args[end])
end
is_call(@nospecialize(x)) = x isa Expr && (x.head === :call || x.head in (:where, :(::)) && is_call(x.args[1]))

# ---------------------------------------------------------------- errors and facts

function error_response(store::Store, @nospecialize(e), trace)
    numbers = raised_by_python(store, e), remember(store, e)
    return plain_response("error", error_report(e, trace)..., (numbers == (0, 0) ? () : numbers)...)
end

function error_report(@nospecialize(e), trace)
    name, words, place = described(e)
    return name, isempty(place) ? words : string(words, "\nin ", place), backtrace_text(trace)
end

const CALLBACK_FILES = map(name -> Symbol(joinpath(@__DIR__, name)), ("stores.jl", "callbacks.jl", "link.jl", "inprocess.jl"))

function backtrace_text(trace)
    lines = String[]
    for frame in stacktrace(trace[1:min(end, BACKTRACE_FRAMES)])
        frame.file === Symbol(@__FILE__) && break
        (frame.file in CALLBACK_FILES || occursin("invokelatest", string(frame.func))) && continue
        push!(lines, string(frame.func, " at ", frame.file, ":", frame.line))
    end
    return valid_text(join(lines, "\n"))
end

function nn_version()
    for line in eachline(joinpath(SOURCES, "Project.toml"))
        found = match(r"^version = \"(.+)\"", line)
        found === nothing || return String(found[1])
    end
    return "unknown"
end

function info()
    return Dict{Any,Any}(
        "julia_version" => string(VERSION),
        "executable" => executable(),
        "blas" => blas_name(),
        "threads" => Threads.nthreads(),
        "project" => project_folder(),
        "nn_version" => nn_version(),
    )
end
