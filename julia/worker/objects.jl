"What Python's handles ask for; they are called by name, with the value itself."
module PyjuliannObjects

using ..PyjuliannBridge: load_module, valid_text

operate(name::String, args...) = getfield(Base, Symbol(name))(args...)

# ---------------------------------------------------------------- members

has_member(x, name::Symbol) = name in propertynames(x, true)
has_member(x::Module, name::Symbol) = isdefined(x, name)
has_property(x, name::String) = has_member(x, member(x, name))

"The name that a member has in Julia: Python's `sort_b` is `sort!`."
function member(x, name::String)
    symbol = Symbol(name)
    return endswith(name, "_b") && !has_member(x, symbol) ? Symbol(chop(name; tail=2), '!') : symbol
end
python_name(name::Symbol) = replace(string(name), r"!$" => "_b")

property(x, name::String) = getproperty(x, member(x, name))
function property(x::Module, name::String)
    symbol = member(x, name)
    x === Main && !isdefined(x, symbol) && load_module(symbol)
    return Base.invokelatest(getfield, x, symbol)
end

set_property(x, name::String, value) = (setproperty!(x, member(x, name), value); nothing)
set_property(x::Module, name::String, value) = (Core.eval(x, :($(member(x, name)) = $(QuoteNode(value)))); nothing)

"The members' names as Python can write them."
properties(x) = Any[python_name(name) for name in propertynames(x) if name isa Symbol]
function properties(x::Module)
    found = Set(names(x; all=true, imported=true))
    x === Main && union!(found, names(Base), names(Core))
    return Any[python_name(name) for name in found if !startswith(string(name), '#')]
end

# ---------------------------------------------------------------- items

index(x, indices...) = getindex(x, map(whole, indices)...)
index(T::Type, parameters...) = T{parameters...}
set_index(x, value, indices...) = (setindex!(x, value, map(whole, indices)...); nothing)
delete_index(x, indices...) = (delete!(x, indices...); nothing)
whole(index) = index === Symbol(':') ? Colon() : index  # Python's [:]

measured(x) = length(x)
collected(x) = x
collected(x::AbstractArray) = collect(x)

contains(x, item) = in(item, x)
contains(x::AbstractDict, key) = haskey(x, key)

"An iteration that is under way; of a dictionary over its keys."
mutable struct Iteration
    over::Any
    state::Any
    begun::Bool
    ended::Bool
    most::Int
end
iterated(x) = applicable(iterate, x) ? over(x) : throw(MethodError(iterate, (x,)))
iterated(x::AbstractDict) = over(collect(keys(x)))
over(x) = Iteration(x, nothing, false, false, x isa Union{AbstractArray,AbstractSet} ? 256 : 1)

"The next items, several at a time where that makes no difference to anybody; none at the end."
function advance(iteration::Iteration)
    items = Any[]
    while !iteration.ended && length(items) < iteration.most
        next = iteration.begun ? iterate(iteration.over, iteration.state) : iterate(iteration.over)
        iteration.begun, iteration.ended = true, next === nothing
        next === nothing && break
        push!(items, next[1])
        iteration.state = next[2]
    end
    return items
end

# ---------------------------------------------------------------- numbers

integer(x) = trunc(BigInt, x)
float(x) = Float64(x)
complex(x) = ComplexF64(x)

# ---------------------------------------------------------------- in words

const ROWS, COLUMNS = 24, 80
const LINE = 70  # characters

"What a line says of a value, cut where it is too long."
function line(x)
    text = String(first(split(shown(io -> show(IOContext(io, :compact => true), x)), '\n'; limit=2)))
    return length(text) > LINE ? string(first(text, LINE - 1), '…') : text
end

"What Julia's prompt would print."
block(x) = shown(io -> show(io, MIME("text/plain"), x))

"HTML, or nothing where the value has none."
page(x) = showable(MIME("text/html"), x) ? shown(io -> show(io, MIME("text/html"), x)) : nothing

function shown(f)
    io = IOBuffer()
    f(IOContext(io, :limit => true, :color => false, :displaysize => (ROWS, COLUMNS), :module => Main))
    return valid_text(String(take!(io)))
end

end
