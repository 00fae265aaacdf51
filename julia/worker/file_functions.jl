"""
Which functions a Julia file defines, or a module exports: what `pyjuliann check mine.py mine.jl` matches by name.

Included into PyjuliannBridge by the Python side on first use.
"""
module PyjuliannFiles

import ..PyjuliannBridge: bring_probe, is_below, load_module, resolve, type_name
using ..PyjuliannBridge.Versions: root_of

"""
    functions(path) -> names

The dotted names of all functions that the file at `path` defines, those in its modules too; the file is run.
"""
function functions(path::String)
    home = Module(:PyjuliannFile)
    Core.eval(home, :(eval(x) = Core.eval($home, x)))
    Core.eval(home, :(include(x) = Base.include($home, x)))
    bring_probe(home)
    Base.include(home, path)
    found = Any[]
    Base.invokelatest(collect_functions!, found, home, "")
    return found
end

"""
    exported(name, folder) -> names

The dotted names of all functions that the module of this name exports, and that modules which it exports do; it must
be in `folder`, where that is not "".
"""
function exported(name::String, folder::String)
    first_part = Symbol(split(name, '.')[1])
    isdefined(Main, first_part) || load_module(first_part)
    home = Base.invokelatest(resolve, name)
    home isa Module || throw(ArgumentError("$name is of type $(type_name(typeof(home))), and no module"))
    path = something(pathof(root_of(home)), "")
    isempty(folder) || is_below(path, folder) ||
        throw(ArgumentError("the project in use has $name in $path, and not in $folder"))
    found = Any[]
    Base.invokelatest(collect_functions!, found, home, name * '.', false)
    return found
end

function collect_functions!(found, home::Module, prefix::String, all::Bool=true)
    for name in names(home; all=all)
        text = string(name)
        (startswith(text, r"[#@]") || text in ("eval", "include") || !isdefined(home, name)) && continue
        value = getfield(home, name)
        isdefined(home, :PYJULIANN_LISTENER) && text in ("probe", "tell_pyjuliann") && continue  # a copy of ours
        if value isa Function
            push!(found, prefix * text)
        elseif value isa Module && value !== home && parentmodule(value) === home
            collect_functions!(found, value, string(prefix, text, '.'), all)
        end
    end
end

end
