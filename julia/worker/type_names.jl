# Names of Julia types, spelt the same by every Julia version.

"""
    type_name(T) -> String

The name that current Julia prints for `T`, the same from every Julia version (1.5 prints no aliases).
"""
function type_name(@nospecialize(T))
    T isa DataType && return get!(() -> name_of_datatype(T), NAMES, T)
    T isa Union && return string("Union{", join(map(type_name, union_members(T)), ", "), "}")
    is_vararg(T) && return name_of_vararg(T)
    T isa UnionAll && return name_with_where(T)
    T isa TypeVar && return string(variable_name(T))
    T isa Tuple && return string("(", join(map(type_name, T), ", "), length(T) == 1 ? ",)" : ")")
    return repr(T)
end

const NAMES = IdDict{DataType,String}()  # of the types that came along

# What current Julia calls otherwise: types that moved or were exported later, and parameters that came later,
# with the number of those before and what they would have been.
const LATER_NAMES = Dict{String,String}("Base.Iterators.Pairs" => "Base.Pairs", "Base.IdSet" => "IdSet")
const LATER_PARAMETERS = Dict{String,Tuple{Int,Any}}(
    "StepRangeLen" => (3, Int), "LinRange" => (1, Int), "Base.ReinterpretArray" => (4, false),
)

function name_of_datatype(T::DataType)
    T === Union{} && return "Union{}"
    T <: Function && singleton(T) !== nothing && return string("typeof(", nameof(singleton(T)), ")")
    name, _, parameters = named_parts(T)
    T === Tuple && return "Tuple"
    isempty(parameters) && return T <: Tuple ? "Tuple{}" : name
    return braced(name, with_later(name, parameters), [])
end

# Name, the type that goes by this name, and what stands between the braces.
function named_parts(T::DataType)
    parameters = type_parameters(T)
    if wrapper(T) in (Array, AbstractArray, DenseArray) && parameters[2] in (1, 2)
        before = T <: Array ? "" : T <: DenseArray ? "Dense" : "Abstract"
        base = wrapper(T){element,parameters[2]} where {element}
        return before * (parameters[2] == 1 ? "Vector" : "Matrix"), base, parameters[1:1]
    end
    T === BitVector && return "BitVector", BitVector, Any[]
    T === BitMatrix && return "BitMatrix", BitMatrix, Any[]
    if T <: Complex && parameters[1] in (Float16, Float32, Float64)
        return string("ComplexF", 8 * sizeof(parameters[1])), T, Any[]
    end
    name = qualified_name(T)
    name == "GenericMemory" && parameters[1] === :not_atomic && return "Memory", wrapper(T), parameters[2:2]
    return name, wrapper(T), parameters
end

function with_later(name::String, parameters)
    before, later = get(LATER_PARAMETERS, name, (-1, nothing))
    return length(parameters) == before ? Any[parameters; Any[later]] : parameters
end

function qualified_name(T::DataType)
    name, home = nameof(T), parentmodule(T)
    (home in (Core, Main) || nameof(home) === :PyjuliannTarget) && return string(name)  # a file's own, under test
    Base.isexported(Base, name) && getfield(Base, name) === wrapper(T) && return string(name)
    full = string(join(fullname(home)[(fullname(home)[1] === :Main ? 2 : 1):end], "."), ".", name)
    return get(LATER_NAMES, full, full)
end

# ---------------------------------------------------------------- types with `where`

function name_with_where(T::UnionAll)
    variables, body = TypeVar[], T
    while body isa UnionAll
        variable, body = opened(body)
        push!(variables, variable)
    end
    body isa DataType || return string(type_name(body), where_text(variables))
    name, base, parameters = named_parts(body)
    if !(body <: Tuple)  # parameters at the end that anything may stand for are left out
        count = findfirst(k -> reopened(base, parameters[1:k], variables) == T, 0:length(parameters))
        count === nothing || count > length(parameters) || (parameters = parameters[1:count-1])
    end
    return braced(name, with_later(name, parameters), variables)
end

function reopened(@nospecialize(base), parameters, variables)
    isempty(parameters) && return base
    T = base{parameters...}
    for variable in reverse(variables)
        T = UnionAll(variable, T)
    end
    return T
end

# A variable that stands once, by itself and with one bound is written as the bound.
function braced(name::String, parameters, variables)
    isempty(parameters) && return name
    inline = filter(v -> has_one_bound(v) && v in parameters && occurrences(v, parameters) == 1, variables)
    texts = [parameter in inline ? bound_text("", parameter) : type_name(parameter) for parameter in parameters]
    outside = filter(v -> !(v in inline) && occurrences(v, parameters) > 0, variables)
    return string(name, "{", join(texts, ", "), "}", where_text(outside))
end

has_one_bound(v::TypeVar) = (bounds(v)[1] === Union{}) != (bounds(v)[2] === Any)

function bound_text(name::String, v::TypeVar)
    lower, upper = bounds(v)
    lower === Union{} && upper === Any && return name
    lower === Union{} && return string(name, "<:", type_name(upper))
    upper === Any && return string(name, ">:", type_name(lower))
    return string(type_name(lower), "<:", name, "<:", type_name(upper))
end

function where_text(variables)
    texts = [bound_text(type_name(v), v) for v in variables]
    isempty(texts) && return ""
    return string(" where ", length(texts) == 1 ? texts[1] : string("{", join(texts, ", "), "}"))
end

occurrences(v::TypeVar, list::Union{Tuple,Vector}) = sum(Int[occurrences(v, x) for x in list])
function occurrences(v::TypeVar, @nospecialize(x))
    x === v && return 1
    x isa Union && return occurrences(v, union_members(x))
    is_vararg(x) && return occurrences(v, vararg_parts(x))
    x isa UnionAll && return occurrences(v, [bounds(opened(x)[1])..., opened(x)[2]])
    return x isa DataType ? occurrences(v, type_parameters(x)) : 0
end

name_of_vararg(@nospecialize(x)) = string("Vararg{", join(map(type_name, vararg_parts(x)), ", "), "}")
