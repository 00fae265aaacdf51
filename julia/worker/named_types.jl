# Types that Python names: of elements, keys and values, and of containers. Names are looked up, never evaluated.

"""
    type_of(tree) -> Type

The type that a name in parts stands for: a name alone, or a list of one and what stands between the braces. Numbers
stand for themselves, a list that begins with no name for the names of a `NamedTuple`'s fields.
"""
function type_of(@nospecialize(tree))
    tree isa String && return named_type(tree)
    tree isa Vector{Any} && !isempty(tree) || return tree
    isempty(tree[1]) && return (map(Symbol, tree[2:end])...,)
    return named_type(tree[1]){map(type_of, tree[2:end])...}
end

function named_type(name::String)
    haskey(ELEMENT_TYPES, name) && return ELEMENT_TYPES[name]
    path = map(Symbol, split(name, '.'))
    there = type_at(path)
    there === nothing || return there
    for (T, known) in NAMES  # a type that was told to Python may stand where no path leads to
        known == name && return T
    end
    length(path) > 1 || fail("no type is called ", name, "; is the file that defines it included, or is it in a module?")
    found = at(Main, path)
    if found === nothing && at(Main, path[1:1]) === nothing && all(Base.isidentifier, path)
        load_module(path[1])
        found = at(Main, path)
    end
    found === nothing && fail("no type is called ", name)
    return found
end

"Modules besides Main where types are looked for, the last one first."
const HOMES = Module[]

"The type that a path of names leads to in a module that is loaded, or `nothing`."
function type_at(path)
    for home in [Main; reverse(HOMES); Base; loaded_modules(path[1])]
        found = path[1] === nameof(home) && length(path) > 1 ? at(home, path[2:end]) : at(home, path)
        found isa Type && return found
    end
    return nothing
end

"What a path of names leads to, or `nothing`."
at(home, path) = Base.invokelatest(walk, home, path)
function walk(value, path)
    for name in path
        value isa Module && isdefined(value, name) || return nothing
        value = getfield(value, name)
    end
    return value
end

loaded_modules(name::Symbol) = Module[home for (_, home) in loaded_packages() if nameof(home) === name]

converted(@nospecialize(T), @nospecialize(x)) = x isa T ? x : Base.invokelatest(convert, T, x)
