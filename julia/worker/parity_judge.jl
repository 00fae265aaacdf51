# Who is closer to the truth: the function once more with 256 bits, and each side's error in units of the
# last place of the side's own type, |v - x| / eps(T(x)).

const PRECISION = 256
const HIGHER_PRECISION = 320

"""
    judge(key, group, python, julia) -> (reason, errors of Python, errors of Julia, beyond)

`group` is one case, as `run` takes it. `reason` is empty, or says why there is no judgement; the errors are in
the order of `leaves`; `beyond` says which exact numbers are finite and no number of the result's type can hold.
"""
function judge(key::String, group, python, julia)
    haskey(TARGETS, key) || return nothing
    all_arguments = Any[unpack(column, 1, key)[1] for column in group[2]]
    positional = length(all_arguments) - length(group[3])
    keywords = Dict{Any,Any}(zip(group[3], all_arguments[positional+1:end]))
    return Base.invokelatest(judge_with, TARGETS[key].f, all_arguments[1:positional], keywords, python, julia)
end

refuse(parts...) = (string(parts...), Float64[], Float64[], Bool[])

function judge_with(@nospecialize(f), arguments, keywords, python, julia)
    call(convert_all) = call_converted(f, arguments, keywords, convert_all)
    sides = (leaves(python), leaves(julia))
    any(x -> x isa AbstractFloat, sides[2]) || return refuse("the result has no floating-point numbers: integers ",
        "are exact or wrong")
    length(sides[1]) == length(sides[2]) || return refuse("the two results differ in size: ", length(sides[1]),
        " and ", length(sides[2]), " numbers")
    isequal(leaves(call(deepcopy)), leaves(call(deepcopy))) || return refuse("the function gives another result ",
        "at every call: it is random")
    exact, again, nudged = try
        result, big_of = exactly(call, arguments, keywords)
        (leaves(result), at(HIGHER_PRECISION, call, big_of), at(PRECISION, call, nudge ∘ big_of))
    catch e
        e isa InterruptException && rethrow()
        return refuse("the Julia function is not generic: on BigFloat arguments it raises ", message_of(e))
    end
    length(exact) == length(sides[2]) || return refuse("on BigFloat arguments the result has another size")
    narrow = findfirst(x -> x isa AbstractFloat && !(x isa BigFloat), exact)
    narrow === nothing || return refuse("the Julia function is not generic: on BigFloat arguments it returns ",
        type_name(typeof(exact[narrow])))
    any(x -> x isa BigFloat, exact) || return refuse("on BigFloat arguments the result has no floating-point numbers")
    all(map(settled, exact, again)) || return refuse("the result depends on the precision even at ", PRECISION, " bits")
    if isequal(exact, nudged) && all(from_float64, exact)
        return refuse("the Julia function is not generic: inside it computes with Float64")
    end
    judged = findall(x -> x isa AbstractFloat, exact)  # integers beside them are exact or wrong
    errors(side) = Float64[error_in_ulp(side[k], exact[k]) for k in judged]
    return "", errors(sides[1]), errors(sides[2]), Bool[is_beyond(sides[2][k], exact[k]) for k in judged]
end

call_converted(@nospecialize(f), arguments, keywords, convert_all) =
    f(map(convert_all, arguments)...; (Symbol(k) => convert_all(v) for (k, v) in keywords)...)

"The result in `PRECISION` bits, and what makes the arguments precise: floats alone, or integers where there are none."
function exactly(call, arguments, keywords)
    precisely(big_of) = (setprecision(() -> call(big_of), BigFloat, PRECISION), big_of)
    (any(has_floats, arguments) || any(has_floats, values(keywords))) && return precisely(big_floats)
    return try
        precisely(big_numbers)
    catch e
        e isa InterruptException && rethrow()
        precisely(big_floats)  # whole numbers that count something stay whole
    end
end

at(bits, call, convert_all) = setprecision(() -> leaves(call(convert_all)), BigFloat, bits)

"All numbers of a result in one vector; a complex number is two."
leaves(x) = collect_leaves!(Any[], x)
collect_leaves!(found, x) = has_parts(x) ? collect_leaves!(found, members(x)[2]) : found
collect_leaves!(found, x::Union{Real,Rational}) = push!(found, x)
collect_leaves!(found, x::Complex) = push!(found, real(x), imag(x))
function collect_leaves!(found, x::Union{AbstractArray,Tuple,NamedTuple})
    foreach(y -> collect_leaves!(found, y), x)
    return found
end
function collect_leaves!(found, x::AbstractDict)
    foreach(k -> collect_leaves!(found, x[k]), sort!(collect(keys(x)); by=repr))
    return found
end

has_floats(x) = any(y -> y isa AbstractFloat, leaves(x))

convert_numbers(change, x) = x
convert_numbers(change, x::Union{Number}) = change(x)
convert_numbers(change, x::AbstractArray{<:Number}) = map(change, Array(x))
convert_numbers(change, x::Union{Tuple,NamedTuple,Vector{Any}}) = map(y -> convert_numbers(change, y), x)
convert_numbers(change, x::AbstractDict) = Dict{Any,Any}(k => convert_numbers(change, v) for (k, v) in x)

big_floats(x) = convert_numbers(big_float, x)
big_numbers(x) = convert_numbers(y -> y isa Bool ? y : y isa Integer ? BigFloat(y) : big_float(y), x)
big_float(x) = x
big_float(x::AbstractFloat) = BigFloat(x)
big_float(x::Complex{<:AbstractFloat}) = Complex{BigFloat}(x)

# A change far below Float64's precision and far above that of BigFloat: who does not see it rounds to Float64.
nudge(x) = convert_numbers(y -> y isa BigFloat ? y * (1 + big(2.0)^-90) : y, x)

settled(a, b) = true
settled(a::BigFloat, b::BigFloat) =
    isequal(a, b) || abs(a - b) <= big(2.0)^-100 * max(abs(a), abs(b)) || (isnan(a) && isnan(b))
from_float64(x) = true
from_float64(x::BigFloat) = BigFloat(Float64(x)) == x && !isinteger(x)

"Whether an exact number is finite, and too large for the type of `value`."
is_beyond(value, exact) = false
is_beyond(value::AbstractFloat, exact::BigFloat) = isfinite(exact) && !isfinite(typeof(value)(exact))

"The error of `value` in units of the last place of its own type."
error_in_ulp(value, exact) = value == exact ? 0.0 : Inf
function error_in_ulp(value::AbstractFloat, exact::BigFloat)
    isnan(value) || isnan(exact) ? (return isnan(value) && isnan(exact) ? 0.0 : Inf) : nothing
    rounded = typeof(value)(exact)
    isfinite(rounded) && isfinite(value) || return value == rounded ? 0.0 : Inf
    return Float64(abs(BigFloat(value) - exact) / eps(rounded))
end
