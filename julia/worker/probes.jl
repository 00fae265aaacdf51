# `probe` for code that has none of its own: the file that users keep with theirs is the one that is brought here.

module PyjuliannProbes
include("probe.jl")
export probe
end

"Let code in a module call `probe`; what it calls so itself goes before."
function bring_probe(home::Module)
    isdefined(home, :PyjuliannProbes) || Core.eval(home, :(const PyjuliannProbes = $PyjuliannProbes))
    isdefined(home, :probe) || Core.eval(home, :(using .PyjuliannProbes))
end

"The same for the modules in a module that is ours."
function bring_probe_below(home::Module, depth::Int=1)
    for inner in inner_modules(home)
        isdefined(inner, :probe) ||
            Core.eval(inner, Expr(:using, Expr(:., ntuple(_ -> :., depth + 1)..., :PyjuliannProbes)))
        bring_probe_below(inner, depth + 1)
    end
end

"The modules that are defined in a module."
function inner_modules(home::Module)
    found = Module[]
    for name in names(home; all=true)
        (is_deprecated(home, name) || !isdefined(home, name)) && continue
        inner = getfield(home, name)
        inner isa Module && inner !== home && parentmodule(inner) === home && push!(found, inner)
    end
    return found
end
