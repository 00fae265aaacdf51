# What a computation's own rounding does to its result: the function once more on BigFloat arguments, with as many
# bits as its result has, or one less, and every way of rounding, against `PRECISION` bits: one way alone may be right
# by luck, where two errors cancel.

const ROUNDINGS = (RoundUp, RoundDown, RoundToZero, RoundNearest)

"""
    noise(key, groups, bits) -> nothing, or for each group a list of [how, spread]

A group is as `run` takes it; `bits` has for each group the precision of each case's result. `how` is "generic"
where the computation can be seen, "narrow" where it rounds to Float64 whatever it is given, "factorization" where
it hands a matrix on to what knows no BigFloat, and else says why there is no spread. A spread has the form of the result, with a Float64 in place of each number: the largest
distance of the rounded results from the one of `PRECISION` bits; of complex numbers, in the plane. It is Inf where
rounding decides whether there is a number at all: NaN or an infinity one way, and not the other.
"""
function noise(key::String, groups::Vector{Any}, bits::Vector{Any})
    haskey(TARGETS, key) || return nothing
    return Any[Base.invokelatest(noise_of_group, TARGETS[key].f, g, b, key) for (g, b) in zip(groups, bits)]
end

function noise_of_group(@nospecialize(f), group, bits, key::String)
    columns = Any[unpack(column, group[1], key) for column in group[2]]
    positional = length(columns) - length(group[3])
    found = Any[]
    for i in 1:group[1]
        arguments = Any[column[i] for column in columns]
        keywords = Dict{Any,Any}(zip(group[3], arguments[positional+1:end]))
        push!(found, noise_of_case(f, arguments[1:positional], keywords, bits[i]))
    end
    return found
end

function noise_of_case(@nospecialize(f), arguments, keywords, bits)
    call(convert_all) = call_converted(f, arguments, keywords, convert_all)
    try
        exact, big_of = exactly(call, arguments, keywords)
        rounded = Any[setprecision(() -> setrounding(() -> call(big_of), BigFloat, way), BigFloat, bits - less)
                      for less in (0, 1) for way in ROUNDINGS]
        spread = setprecision(() -> spread_of(exact, rounded), BigFloat, PRECISION)
        return Any[is_narrow(exact) ? "narrow" : "generic", spread]
    catch e
        e isa InterruptException && rethrow()
        return Any[is_of_matrices(e) ? "factorization" : message_of(e), nothing]
    end
end

is_of_matrices(e) = false
function is_of_matrices(e::MethodError)
    home = parentmodule(e.f isa Function ? e.f : typeof(e.f))
    return first(fullname(home)) in (:Base, :Core, :LinearAlgebra) && any(x -> x isa AbstractMatrix, (e.args...,))
end

is_narrow(exact) = any(x -> x isa AbstractFloat && from_float64(x), leaves(exact))

spread_of(exact, rounded) =
    has_parts(exact) ? Dict{Any,Any}(zip(map(string, members(exact)[1]), spread_of((members(exact)[2]...,), map(x -> members(x)[2], rounded)))) : nothing
function spread_of(exact::Number, rounded)
    half = length(rounded) ÷ 2  # the second half has one bit less, and errors twice as large
    return maximum(distance(exact, x) / (k > half ? 2 : 1) for (k, x) in enumerate(rounded))
end
spread_of(exact::Tuple, rounded) = ntuple(k -> spread_of(exact[k], part(rounded, k)), length(exact))
spread_of(exact::NamedTuple, rounded) =
    NamedTuple{keys(exact)}(ntuple(k -> spread_of(exact[k], part(rounded, k)), length(exact)))
spread_of(exact::AbstractDict, rounded) = Dict{Any,Any}(k => spread_of(exact[k], part(rounded, k)) for k in keys(exact))
function spread_of(exact::AbstractArray, rounded)
    all(x -> axes(x) == axes(exact), rounded) || error("rounding changes the size of the result")
    isempty(exact) && return Float64[]
    parts = Array{Any}(undef, size(exact))
    for (k, i) in enumerate(eachindex(exact))
        parts[k] = spread_of(exact[i], part(rounded, i))
    end
    return map(identity, parts)
end

part(rounded, k) = Any[x[k] for x in rounded]

function distance(exact::Number, x::Number)
    isfinite(exact) && isfinite(x) && return min(Float64(abs(x - exact)), floatmax(Float64))
    return isequal(exact, x) || (isnan(exact) && isnan(x)) ? 0.0 : Inf
end
