# One request in, one response out: what both engines, the worker process and juliacall, have in common.
#
# Request  [operation, ...]:  ["call", name, [args...], [[keyword, value]...], typed]
#                             ["eval", code, typed]  ["include", path]  ["info"]  ["ping"]
# Response ["ok", value, type name or null]   ["error", type, message, backtrace]
#          ["unsupported", message]           ["interrupted"]

const SOURCES = dirname(@__DIR__)
const BACKTRACE_FRAMES = 60

"""
    serve(request, bulk_threshold) -> Writer

Carry out one decoded request; the writer holds its response.
"""
function serve(@nospecialize(request), bulk_threshold::Int)
    try
        value = Base.invokelatest(perform, request)
        typed = request[1] in ("call", "eval") && request[end]::Bool
        return write_result(value, typed, bulk_threshold)
    catch e
        e isa InterruptException && return plain_response("interrupted")
        e isa Union{UnsupportedValue,CBORError} && return plain_response("unsupported", later(sprint)(showerror, e))
        return later(plain_response)("error", later(error_report)(e, catch_backtrace())...)
    end
end

function plain_response(@nospecialize(parts...))
    w = Writer()
    write_list(w, Any[parts...])
    return w
end

function write_result(@nospecialize(value), typed::Bool, bulk_threshold::Int)
    w = Writer(bulk_threshold)
    write_head(w, 0x04, 3)
    write_text(w, "ok")
    Base.invokelatest(write_item, w, value)
    write_item(w, typed ? Base.invokelatest(type_name, typeof(value)) : nothing)
    return w
end

function perform(request)
    operation = request[1]
    operation == "call" && return later(call)(request[2], request[3], request[4])
    operation == "eval" && return later(evaluate)(request[2])
    operation == "include" && return (Base.include(Main, request[2]); nothing)
    operation == "info" && return later(info)()
    operation == "ping" && return nothing
    throw(ArgumentError("no operation is called $operation"))
end

function call(name::String, args::Vector{Any}, keywords::Vector{Any})
    f = resolve(name)
    isempty(keywords) && return Base.invokelatest(f, args...)
    return later(call_with_keywords)(f, args, keywords)
end

function call_with_keywords(f, args, keywords)
    return Base.invokelatest(f, args...; (Symbol(name) => value for (name, value) in keywords)...)
end

# ---------------------------------------------------------------- names

const PATHS = Dict{String,Vector{Symbol}}()

function name_path(name::String)
    haskey(PATHS, name) && return PATHS[name]
    path = Symbol[]
    for part in split(name, '.')
        Base.isidentifier(part) ||
            throw(ArgumentError(repr(name) * " is not a function name: dotted identifiers are expected"))
        push!(path, Symbol(part))
    end
    return PATHS[name] = path
end

"The value that a dotted name such as `LinearAlgebra.dot` stands for; its module is loaded on first use."
function resolve(name::String)
    path = name_path(name)
    isdefined(Main, path[1]) || length(path) == 1 || load_module(path[1])
    value = Main
    for part in path
        value isa Module || throw(ArgumentError("$name: what stands before $part is not a module"))
        Base.invokelatest(isdefined, value, part) || throw(UndefVarError(part))
        value = Base.invokelatest(getfield, value, part)
    end
    return value
end

# How JuliaNN is loaded; the worker process puts one here that uses its compiled form.
const MODULE_LOADER = Ref{Any}((folder, name) -> Base.include(Main, joinpath(folder, "src", "$name.jl")))

function load_module(name::Symbol)
    name === :JuliaNN ? MODULE_LOADER[](SOURCES, name) : Core.eval(Main, Expr(:import, Expr(:., name)))
end

function evaluate(code::String)
    value, position = nothing, 1
    while position <= ncodeunits(code)
        expression, position = Meta.parse(code, position; raise=false)
        if expression isa Expr && expression.head in (:error, :incomplete)
            problem = expression.args[1]
            throw(problem isa Exception ? problem : Meta.ParseError(string(problem)))
        end
        value = Core.eval(Main, expression)
    end
    return value
end

# ---------------------------------------------------------------- errors and facts

# The error that the user's code raised, out of what Julia wrapped around it, and where that was.
function unwrap(@nospecialize(e))
    place = ""
    while e isa LoadError
        place = string("\nin ", e.file, ":", e.line)
        e = e.error
    end
    return e, place
end

function error_report(@nospecialize(e), trace)
    e, place = unwrap(e)
    message = try
        Base.invokelatest(sprint, showerror, e)
    catch
        "(its message cannot be shown)"
    end
    return string(nameof(typeof(e))), valid_text(message * place), backtrace_text(trace)
end

valid_text(text::String) = isvalid(text) ? text : map(c -> isvalid(c) ? c : '\ufffd', text)

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
        "executable" => joinpath(Sys.BINDIR, Base.julia_exename()),
        "blas" => blas_name(),
        "threads" => Threads.nthreads(),
        "nn_version" => nn_version(),
    )
end

function blas_name()
    isdefined(BLAS, :get_config) || return string(BLAS.vendor())
    return join((basename(library.libname) for library in BLAS.get_config().loaded_libs), ", ")
end
