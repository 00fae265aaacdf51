# Pieces of code, each in a module of its own, and what came of them.

"""
    observe(codes, stated, using_modules) -> list of [kind, value, type name, text, warnings, as stated]

Evaluate every piece of code in a fresh module. `kind` is "value", "error" (then the type name is that of the
exception and the text its message) or "uncrossable", for a value that cannot go to Python. `as stated` says of
the first code whether the code `stated` gives the same: the same type, and equal by `isequal`; `nothing` if there
is no `stated`.
"""
function observe(codes::Vector, stated, using_modules::Vector)
    reports = Any[]
    for (k, code) in enumerate(codes)
        push!(reports, observe_one(code, k == 1 ? stated : nothing, using_modules))
    end
    return reports
end

function observe_one(code::String, stated, using_modules::Vector)
    collector = Collector(Any[])
    value = nothing
    try
        value = with_logger(() -> value_in_module(code, using_modules), collector)
    catch e
        e isa InterruptException && rethrow()
        return Any["error", nothing, named_message(e)..., collector.texts, nothing]
    end
    problem = Base.invokelatest(crosses, value)  # the code may have defined the type, and how it is read
    text = Base.invokelatest(repr, value)
    same = stated === nothing ? nothing : is_as_stated(value, stated, using_modules)
    carried_value = problem === nothing ? value : nothing
    return Any[problem === nothing ? "value" : "uncrossable", carried_value, type_name(typeof(value)), text,
               collector.texts, same]
end

function is_as_stated(@nospecialize(value), stated::String, using_modules::Vector)
    try
        other = value_in_module(stated, using_modules)
        return typeof(value) === typeof(other) && Base.invokelatest(isequal, value, other)::Bool
    catch e
        e isa InterruptException && rethrow()
        return false
    end
end

function value_in_module(code::String, using_modules::Vector)
    home = fresh_module()
    bring(home, using_modules)
    return evaluate_in(home, code)
end
