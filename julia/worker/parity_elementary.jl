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
