"""
Which functions a Julia file defines: what `pyjuliann check mine.py mine.jl` matches by name.

Included into PyjuliannBridge by the Python side on first use.
"""
module PyjuliannFiles

"""
    functions(path) -> names

The dotted names of all functions that the file at `path` defines, those in its modules too; the file is run.
"""
function functions(path::String)
    home = Module(:PyjuliannFile)
    Core.eval(home, :(eval(x) = Core.eval($home, x)))
    Core.eval(home, :(include(x) = Base.include($home, x)))
    Base.include(home, path)
    found = Any[]
    Base.invokelatest(collect_functions!, found, home, "")
    return found
end

function collect_functions!(found, home::Module, prefix::String)
    for name in names(home; all=true)
        text = string(name)
        (startswith(text, '#') || text in ("eval", "include") || !isdefined(home, name)) && continue
        value = getfield(home, name)
        if value isa Function
            push!(found, prefix * text)
        elseif value isa Module && value !== home && parentmodule(value) === home
            collect_functions!(found, value, string(prefix, text, '.'))
        end
    end
end

end
