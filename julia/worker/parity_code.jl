# Code in a module of its own, and what came of it: values that can cross, errors, warnings.

function fresh_module()
    home = Module(:PyjuliannTarget)
    Core.eval(home, :(eval(x) = Core.eval($home, x)))
    Core.eval(home, :(include(x) = Base.include($home, x)))
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

function parse_all(text::String)
    block = Expr(:block)
    position = 1
    while position <= ncodeunits(text)
        expression, position = Meta.parse(text, position)
        expression isa Expr && expression.head in (:incomplete, :error) && throw(Meta.ParseError("incomplete code"))
        expression === nothing || push!(block.args, expression)
    end
    return block
end

# ---------------------------------------------------------------- what came of it

struct Collector <: AbstractLogger
    texts::Vector{Any}
end
min_enabled_level(::Collector) = Warn
shouldlog(::Collector, args...) = true
catch_exceptions(::Collector) = true
handle_message(c::Collector, level, message, args...; kwargs...) = push!(c.texts, string(message))

error_name(@nospecialize(e)) = string(nameof(typeof(e isa LoadError ? e.error : e)))

function message_of(@nospecialize(e))
    place = ""
    while e isa LoadError
        place = string(e.file, ":", e.line, ": ")
        e = e.error
    end
    return string(place, Base.invokelatest(sprint, showerror, e))
end

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
