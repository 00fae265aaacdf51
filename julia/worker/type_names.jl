# Names of Julia types, spelt the same by every Julia version.

"""
    type_name(T) -> String

The name that current Julia prints for `T`, the same from every Julia version (1.5 prints no aliases).
"""
function type_name(@nospecialize(T))
    T isa Union && return string("Union{", join(map(type_name, Base.uniontypes(T)), ", "), "}")
    T isa DataType || return T isa Symbol ? repr(T) : string(T)
    T === Union{} && return "Union{}"
    T <: Function && isdefined(T, :instance) && return string("typeof(", nameof(T.instance), ")")
    T <: Complex && T.parameters[1] <: Base.IEEEFloat && return string("ComplexF", 8 * sizeof(T.parameters[1]))
    T === BitVector && return "BitVector"
    T === BitMatrix && return "BitMatrix"
    parameters = Any[T.parameters...]
    name = qualified_name(T)
    if T <: Array && T.parameters[2] isa Int
        T.parameters[2] <= 2 && (pop!(parameters); name = T.parameters[2] == 1 ? "Vector" : "Matrix")
        T.parameters[2] == 0 && (name = "Array"; push!(parameters, 0))
    elseif T <: NamedTuple && T.parameters[1] isa Tuple
        parameters[1] = Symbol(repr(T.parameters[1]))
        return string("NamedTuple{", parameters[1], ", ", type_name(parameters[2]), "}")
    end
    isempty(parameters) && return T <: Tuple ? "Tuple{}" : name
    return string(name, "{", join(Any[type_name(parameter) for parameter in parameters], ", "), "}")
end

function qualified_name(T::DataType)
    name, home = nameof(T), parentmodule(T)
    home in (Core, Main) && return string(name)
    Base.isexported(Base, name) && getfield(Base, name) === T.name.wrapper && return string(name)
    return string(join(fullname(home)[(fullname(home)[1] === :Main ? 2 : 1):end], "."), ".", name)
end
