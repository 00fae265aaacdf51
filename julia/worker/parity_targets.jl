# The functions under test: found by name, evaluated, or included from a file; what goes wrong is a result.

"A function under test, and the module that its argument code is evaluated in."
struct Target
    f::Any
    home::Module
end

const TARGETS = Dict{String,Target}()
const CODES = Dict{Tuple{String,String},Any}()

"""
    prepare(key, kind, text, using_modules, path) -> nothing or (what, message)

Make the function ready under `key`. `kind` is "name" (dotted), "code" (evaluated) or "file" (`text` is a
dotted name in the file at `path`). What goes wrong with it is a result, so that it reads the same everywhere.
"""
function prepare(key::String, kind::String, text::String, using_modules, path)
    problem = prepare_together(Any[Any[key, kind, text, path]], using_modules)
    return problem === nothing ? nothing : (problem[2], problem[3])
end

"""
    prepare_together(functions, using_modules) -> nothing or (key, what, message)

Make several functions ready, each [key, kind, text, path], out of one module: a file is included once, and its types
are the same for all of them.
"""
function prepare_together(functions, using_modules)
    all(f -> haskey(TARGETS, f[1]), functions) && return nothing
    home = fresh_module()
    first_key = functions[1][1]
    try
        bring(home, using_modules)
    catch e
        e isa InterruptException && rethrow()
        return (first_key, "using", message_of(e))
    end
    try
        foreach(path -> Base.include(home, path), unique(f[4] for f in functions if f[2] == "file"))
        Base.invokelatest(bring_probe_below, home)
    catch e
        e isa InterruptException && rethrow()
        return (first_key, "file", message_of(e))
    end
    for (key, kind, text, _) in functions
        problem = Base.invokelatest(bind, key, kind, text, home, using_modules)
        problem === nothing || return (key, problem...)
    end
    return nothing
end

function bind(key::String, kind::String, text::String, home::Module, using_modules)
    f = nothing
    try
        f = kind == "code" ? evaluate_in(home, text) : kind == "file" ? find(text, home) : find(text, home, using_modules)
    catch e
        e isa InterruptException && rethrow()
        return (kind == "code" ? "code" : "name", message_of(e))
    end
    f isa Union{Number,AbstractString,AbstractArray,Module,Nothing} &&
        return ("code", "it is a value of type $(type_name(typeof(f))), not a function")
    TARGETS[key] = Target(f, home)
    push!(HOMES, home)
    return nothing
end

"""
    keywords(key) -> nothing or names

The keyword arguments of the function prepared under `key`; `nothing` says that `key` is not prepared.
"""
function keywords(key::String)
    haskey(TARGETS, key) || return nothing
    found = Any[]
    for method in Base.invokelatest(methods, TARGETS[key].f)
        append!(found, filter(name -> !endswith(name, "..."), map(string, keyword_names(method))))
    end
    return unique(found)
end

"""
    takes(key, count) -> nothing or Bool

Whether the function prepared under `key` has a method for `count` arguments; `nothing` as for `keywords`.
"""
takes(key::String, count::Int) =
    haskey(TARGETS, key) ? !isempty(Base.invokelatest(methods, TARGETS[key].f, NTuple{count,Any})) : nothing

# A name without dots: out of the modules that are used, exported or not, before Base.
function find(text::String, home::Module, using_modules)
    name = Symbol(text)
    for used in using_modules
        own = getfield(home, Symbol(split(used, '.')[end]))
        own isa Module && name in names(own; all=true, imported=true) && isdefined(own, name) && return getfield(own, name)
    end
    return find(text, home)
end

# A dotted name: first as the file or `using` brings it, else through the bridge.
function find(text::String, home::Module)
    parts = map(Symbol, split(text, '.'))
    (isdefined(home, parts[1]) || length(parts) == 1) && return find_in(home, parts)
    try
        return resolve(text)
    catch e
        e isa UndefVarError && Base.invokelatest(isdefined, Main, parts[1]) || rethrow()
    end
    return Base.invokelatest(find_in, Main, parts)  # says what is missing, and what there is
end

function find_in(value, parts::Vector{Symbol})
    for part in parts
        if !(value isa Module && isdefined(value, part))
            home = value isa Module && nameof(value) === :PyjuliannTarget ? "there is" : "$value has"
            throw(ArgumentError(string(home, " no ", part, Base.invokelatest(nearest, value, part))))
        end
        value = getfield(value, part)
    end
    return value
end

function nearest(home, part::Symbol)
    home isa Module || return ""
    own = nameof(home) === :PyjuliannTarget
    listed = own ? vcat(names(home; all=true), names(Base)) : names(home)
    known = filter(n -> !startswith(n, '#') && n != "eval" && n != "include", unique(map(string, listed)))
    wanted = lowercase(string(part))
    scores = sort!([(distance(wanted, lowercase(n)), n) for n in known])
    close = [n for (d, n) in scores[1:min(end, 3)] if d <= length(wanted) ÷ 3]
    return isempty(close) ? "" : string("; closest: ", join(close, ", "))
end

"The number of letters to insert, drop, replace, or exchange with their neighbour."
function distance(a::String, b::String)
    x, y = collect(a), collect(b)
    d = [i == 0 ? j : i for i in 0:length(x), j in 0:length(y)]
    for i in 1:length(x), j in 1:length(y)
        d[i+1, j+1] = min(d[i, j+1] + 1, d[i+1, j] + 1, d[i, j] + (x[i] != y[j]))
        if i > 1 && j > 1 && x[i] == y[j-1] && x[i-1] == y[j]
            d[i+1, j+1] = min(d[i+1, j+1], d[i-1, j-1] + 1)
        end
    end
    return d[end, end]
end
