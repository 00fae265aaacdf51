# An elementary function at many points: its values, the exact ones, and how far each language's are from those.

"""
    elementary(name, python, arguments) -> (values, exact, errors of Python, errors of Julia)

Each of `arguments` holds one argument for every point, and `python` Python's results there. `values` are
Julia's, in the type of `python`; `exact` are those in `PRECISION` bits, rounded to that type once. The errors
are those of `error_in_ulp`.
"""
function elementary(name::String, python::Vector{<:AbstractFloat}, arguments)
    return Base.invokelatest(elementary_with, find(name, Base), python, Tuple(arguments))
end

# not compiled anew for every function: that would take longer than most measurements
function elementary_with(@nospecialize(f), python::Vector{T}, arguments::NTuple{N,Vector{T}}) where {N,T}
    values, exact = similar(python), similar(python)
    errors = (Vector{Float64}(undef, length(python)), Vector{Float64}(undef, length(python)))
    setprecision(BigFloat, PRECISION) do
        for i in eachindex(python)
            point = map(x -> x[i], arguments)
            # a result of another type is an error, not a number to convert
            values[i] = f(point...)::T
            truth = f(map(BigFloat, point)...)::BigFloat
            exact[i] = T(truth)
            errors[1][i], errors[2][i] = error_in_ulp(python[i], truth), error_in_ulp(values[i], truth)
        end
    end
    return values, exact, errors[1], errors[2]
end

"""
    sweep(name, python, first, low, high) -> (counts, distances, apart, float64, python, julia)

Julia's values at the numbers whose bit patterns are `first` and those after it are compared with Python's, and both
with the correctly rounded results. `counts` are how many numbers are NaN, outside of the domain from `low` to
`high`, make Julia raise, and were decided with 256 bits. `distances` count the points by how far the sides are
apart, `apart` is the largest distance and where it is. `float64` is how often Float64 was tried, its largest error in
its own units, and where. Of either side: how many results are wrong, the largest error in units in the last place
of the exact result, and where.
"""
function sweep(name::String, python::Vector{<:AbstractFloat}, first::Int, low::Float64, high::Float64)
    tally = Base.invokelatest(Sweep.sweep, find(name, Base), python, first, low, high)
    side(x) = (x.misrounded, x.error, x.at)
    return (tally.nans, tally.outside, tally.raised, tally.decided), tally.distances, (tally.apart, tally.apart_at),
        (tally.tried, tally.float64_error, tally.float64_at), side(tally.python), side(tally.julia)
end

"""
The error of `value` in units in the last place of a number of its type that lies where the exact result does. An
infinite value stands for the power of two after the largest number, unless the exact result rounds to it.
"""
function exact_error(value::T, exact::BigFloat) where {T}
    isnan(value) || isnan(exact) ? (return isnan(value) && isnan(exact) ? 0.0 : Inf) : nothing
    isinf(exact) && return value == exact ? 0.0 : Inf
    isinf(value) && value === correctly_rounded(T, exact) && return 0.0
    reached = isinf(value) ? copysign(BigFloat(floatmax(T)) + eps(floatmax(T)), value) : BigFloat(value)
    lowest = exponent(floatmin(T))
    place = iszero(exact) ? lowest : max(exponent(exact), lowest)
    return Float64(abs(reached - exact) / ldexp(BigFloat(1), place - precision(T) + 1))
end

"The number of a type that is nearest to `x`, the even one of two."
correctly_rounded(::Type{T}, x::BigFloat) where {T} = T(x)

# not every Julia rounds once on the way to Float16: what was cut off is kept in the last bit
function correctly_rounded(::Type{Float16}, x::BigFloat)
    isfinite(x) || return Float16(x)
    cut = Float32(x, RoundToZero)
    return Float16(cut == x ? cut : reinterpret(Float32, reinterpret(UInt32, cut) | 0x1))
end
