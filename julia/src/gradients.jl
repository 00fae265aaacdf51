# Slopes by small differences, and walking down them (post 4 of the series).
# Everything here takes the function itself as an argument. The caller's arrays are never changed.
# Twin: pyjuliann/nn/gradients.py.

# 10^-4 is the fourth power of 0.1, the next number above 1e-4. The published figures are made with it.
const STEP = 0.00010000000000000002

"""
    forward_difference(f, x, h = STEP)

The slope of `f` between x and x + h: (f(x + h) - f(x)) / h.

`x` is a number; integers are taken as Float64, a Float32 keeps its width. Too small a step is lost: x + 1e-50 is x, and
the difference 0.

    forward_difference(x -> x * x, 3.0) == 6.000100000012053
    forward_difference(x -> x * x, 3.0, 1e-50) == 0
"""
function forward_difference(f, x, h = STEP)
    @contract forward_difference x::Real h::Positive
    f, (x, h) = _number_valued(:forward_difference, f), _floats_of(x, h)
    (f(x + h) - f(x)) / h
end

"""
    derivative(f, x, h = STEP)

The slope of `f` at x by a central difference: (f(x + h) - f(x - h)) / 2h.

    derivative(x -> x * x, 3.0) == 6.000000000012661
"""
function derivative(f, x, h = STEP)
    @contract derivative x::Real h::Positive
    f, (x, h) = _number_valued(:derivative, f), _floats_of(x, h)
    (f(x + h) - f(x - h)) / 2h
end

"""
    numerical_gradient(f, x, h = STEP)

The gradient of `f` at x by central differences, one coordinate after the other.

∂f/∂xᵢ ≈ (f(x + h·eᵢ) - f(x - h·eᵢ)) / 2h: two calls of `f` for every element of x, each with a copy of its own.
A vector (n,) counts as the row (1, n), as in the series.

    round.(numerical_gradient(x -> x[1]^2 + 2x[1] * x[2] + x[2]^2, [5.0, 8.0]), digits = 6) == [26 26]
"""
function numerical_gradient(f, x, h = STEP)
    @contract numerical_gradient x::Real"*size" h::Positive
    _gradient(_number_valued(:numerical_gradient, f), _float_copy(x), h)
end

"""
    gradient_descent(f, x, learning_rate = 0.01, steps = 100)

Where `steps` steps down the numerical gradient lead from x: x ← x - learning_rate · ∇f(x).

    round.(gradient_descent(x -> x[1]^2 + 2x[1] * x[2] + x[2]^2, [5.0, 8.0]), digits = 5) == [-1.39034, 1.60966]
"""
function gradient_descent(f, x, learning_rate = 0.01, steps = 100)
    @contract gradient_descent x::Real"*size" learning_rate::NotNegative steps::Count
    f, x = _number_valued(:gradient_descent, f), _float_copy(x)
    for _ in 1:steps
        x .-= eltype(x)(learning_rate) .* reshape(_gradient(f, x, STEP), size(x))
    end
    x
end

function _gradient(f, x, step)
    h = eltype(x)(step)
    gradient = zeros(eltype(x), ndims(x) == 1 ? (1, length(x)) : size(x))
    for i in eachindex(gradient)
        above, below = copy(x), copy(x)
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / 2h
    end
    gradient
end

# `f`, which is refused as soon as it returns anything but a number.
function _number_valued(function_name, f)
    function (x)
        value = f(x)
        check_real_number(function_name, "what f returns", value)
        value
    end
end

# A point and a step in the float type of the point.
function _floats_of(x, h)
    x = float(x)
    x, typeof(x)(h)
end
