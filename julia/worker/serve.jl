# One request in, one response out: what both engines, the worker process and juliacall, have in common.
#
# Request  [operation, ...]:  ["call", name, [args...], [[keyword, value]...], typed]
#                             ["update", name, [args...], [[keyword, value]...], [later, first...], typed]
#                             ["eval", code, typed]  ["include", path]  ["info"]  ["settle", seconds]
#                             ["register", [[name on the wire, type, code to plain, code from plain]...]]
# Response ["ok", value, type name or null]   ["error", type, message, backtrace]
#          ["ok", value, type name or null, ...]  of a call that changed arguments, which are known by their numbers:
#            to "call" [lost...], [in the value...]; to "update" the one that is the value or 0, then number, value, ...
#          ["unsupported", message]           ["refused", message]  (no Julia value for an argument)
#          ["interrupted"]

const BACKTRACE_FRAMES = 60

"""
    serve(reader, request, bulk_threshold) -> Writer

Answer what was read, once its large arrays have come.
"""
serve(reader::Reader, request::Vector{Any}, bulk_threshold::Int) =
    isempty(reader.failure) ? serve(request, bulk_threshold) : plain_response("refused", reader.failure)

"""
    serve(request, bulk_threshold) -> Writer

Carry out one decoded request; the writer holds its response.
"""
function serve(request::Vector{Any}, bulk_threshold::Int)
    try
        value = try
            Base.invokelatest(perform, request)
        finally
            note_packages()
        end
        return write_result(value, request[end] === true, bulk_threshold)
    catch e
        e isa InterruptException && return plain_response("interrupted")
        e isa UnsupportedValue && return plain_response("unsupported", later(sprint)(showerror, e))
        e isa CBORError && return plain_response("unsupported", e.message)
        return later(plain_response)("error", later(error_report)(e, catch_backtrace())...)
    end
end

function plain_response(@nospecialize(parts...))
    w = Writer()
    write_list(w, Any[parts...])
    return w
end

write_result(@nospecialize(value), typed::Bool, threshold::Int) = write_value(value, typeof(value), (), typed, threshold)
write_result(x::Changed, typed::Bool, threshold::Int) = write_value(x.value, x.type, x.told, typed, threshold)

function write_value(@nospecialize(value), @nospecialize(T), @nospecialize(told), typed::Bool, bulk_threshold::Int)
    w = Writer(bulk_threshold)
    write_head(w, 0x04, 3 + length(told))
    write_text(w, "ok")
    isempty(REGISTERED) || Base.invokelatest(enliven_registered)
    Base.invokelatest(write_item, w, value)
    write_item(w, typed ? Base.invokelatest(type_name, T) : nothing)
    foreach(part -> Base.invokelatest(write_item, w, part), told)
    return w
end

function perform(request::Vector{Any})
    operation = request[1]::String
    operation == "call" && return later(call)(request[2], request[3], request[4])
    operation == "update" && return later(update)(request[2], request[3], request[4], request[5])
    operation == "eval" && return later(evaluate)(request[2])
    operation == "include" && return later(include_file)(request[2])
    operation == "info" && return later(info)()
    operation == "register" && return register(request[2])
    operation == "settle" && return settle(request[2])
    throw(ArgumentError("no operation is called $operation"))
end

# Waits for an interrupt that was sent to an earlier request but came too late for it.
function settle(seconds)
    for _ in 0:0.01:seconds
        Libc.systemsleep(0.01)
        GC.safepoint()
    end
end

function call(name::String, args::Vector{Any}, keywords::Vector{Any})
    f, values = resolve(name), all_values(args, keywords)
    startswith(name, "Pyjuliann") && return apply(f, values, keywords)  # the bridge's own, of which no change matters
    return heeding_changes(lost, f, values, keywords)
end

"Call a function with arguments of which some are the same object in Python: pairs of numbers, the later one first."
function update(name::String, args::Vector{Any}, keywords::Vector{Any}, same::Vector{Any})
    f, values = resolve(name), all_values(args, keywords)
    for k in 1:2:length(same)
        values[same[k]] = values[same[k+1]]
    end
    return heeding_changes(written_back, f, values, keywords)
end

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

# Code that uses JuliaNN need not load it, and other code need not wait for it.
bring_mentioned(code::String) = occursin("JuliaNN", code) && !isdefined(Main, :JuliaNN) && load_module(:JuliaNN)

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

function evaluate(code::String)
    bring_mentioned(code)
    occursin("include", code) && note_includes()
    value, position = nothing, 1
    while position <= ncodeunits(code)
        expression, position = next_statement(code, position)
        expression === nothing && continue  # only a comment was left
        value = Core.eval(Main, from_main(expression))
        defines(expression) && (value = nothing)
    end
    return value
end

# What a definition returns, the function or type or module itself, is of no use to Python.
function defines(@nospecialize(x))
    x isa Expr || return false
    x.head in (:function, :macro, :module, :struct, :abstract, :primitive) && return true
    x.head === :(=) && return is_call(x.args[1])
    return x.head in (:toplevel, :block, :macrocall) && !isempty(x.args) && defines(x.args[end])
end
is_call(@nospecialize(x)) = x isa Expr && (x.head === :call || x.head in (:where, :(::)) && is_call(x.args[1]))

# ---------------------------------------------------------------- errors and facts

function error_report(@nospecialize(e), trace)
    name, words, place = described(e)
    return name, isempty(place) ? words : string(words, "\nin ", place), backtrace_text(trace)
end

function backtrace_text(trace)
    lines = String[]
    for frame in stacktrace(trace[1:min(end, BACKTRACE_FRAMES)])
        frame.file === Symbol(@__FILE__) && break
        occursin("invokelatest", string(frame.func)) && continue
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
