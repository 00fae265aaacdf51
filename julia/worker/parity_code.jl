# Code in a module of its own, and what came of it: values that can cross, errors, warnings.

function fresh_module()
    home = Module(:PyjuliannTarget)
    Core.eval(home, :(eval(x) = Core.eval($home, x)))
    Core.eval(home, :(include(x) = Base.include($home, x)))
    bring_probe(home)
    return home
end

function bring(home::Module, using_modules)
    for name in using_modules
        # JuliaNN is found by the bridge, every other module by Julia.
        name == "JuliaNN" && resolve(name)
        where = Base.invokelatest(isdefined, Main, Symbol(split(name, '.')[1])) ? (:Main,) : ()
        Core.eval(home, Expr(:using, Expr(:., where..., map(Symbol, split(name, '.'))...)))
    end
end

"Evaluate code in a module, once all of it parses; each statement sees what those before it define."
function evaluate_in(home::Module, text::String)
    statements, position = Any[], 1
    while position <= ncodeunits(text)
        statement, position = next_statement(text, position)
        push!(statements, statement)
    end
    value = nothing
    for statement in statements
        statement === nothing || (value = Core.eval(home, statement))  # nothing: only a comment was left
    end
    return value
end

# ---------------------------------------------------------------- what came of it

struct Collector <: AbstractLogger
    texts::Vector{Any}
end
min_enabled_level(::Collector) = Warn
shouldlog(::Collector, args...) = true
catch_exceptions(::Collector) = true
handle_message(c::Collector, level, message, args...; kwargs...) = push!(c.texts, string(message))

"The name of an exception's type, and its message, after the place where it came up in a file."
function named_message(@nospecialize(e))
    name, words, place = described(e)
    return name, isempty(place) ? words : string(place, ": ", words)
end
message_of(@nospecialize(e)) = named_message(e)[2]

"What keeps a value from crossing to Python, or `nothing`."
function crosses(@nospecialize(x))
    try
        write_item(Writer(), x)
    catch e
        e isa UnsupportedValue || rethrow()
        return sprint(showerror, e)
    end
    return nothing
end
