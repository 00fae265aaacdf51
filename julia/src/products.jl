# Products of matrices and vectors, and a first network made of them (post 1 of the series).
# Integers stay integers: nothing is rounded. Twin: pyjuliann/nn/products.py.

"""
    matrix_vector_by_rows(a, x)

A·x, each element the dot product of one row of A with x: yᵢ = Σⱼ Aᵢⱼ xⱼ.

    matrix_vector_by_rows([3 1 0 3; 2 4 7 0; -1 2 3 4], [1, 2, 3, 4]) == [17, 31, 28]
"""
function matrix_vector_by_rows(a, x)
    @contract matrix_vector_by_rows a::Real"m n" x::Real"n"
    y = zeros(promote_type(eltype(a), eltype(x)), size(a, 1))
    for i in axes(a, 1)
        y[i] = dot(view(a, i, :), x)
    end
    y
end

"""
    scale_columns(a, x)

The matrix A with its j-th column multiplied by xⱼ.

    scale_columns([3 1; 2 4], [1, 10]) == [3 10; 2 40]
"""
function scale_columns(a, x)
    @contract scale_columns a::Real"m n" x::Real"n"
    y = Matrix{promote_type(eltype(a), eltype(x))}(undef, size(a))
    for j in axes(a, 2), i in axes(a, 1)
        y[i, j] = a[i, j] * x[j]
    end
    y
end

"""
    matrix_vector_by_columns(a, x)

A·x as the sum of A's columns, each scaled by its element of x: y = Σⱼ xⱼ A₍:,ⱼ₎.

    matrix_vector_by_columns([3 1 0 3; 2 4 7 0; -1 2 3 4], [1, 2, 3, 4]) == [17, 31, 28]
"""
function matrix_vector_by_columns(a, x)
    @contract matrix_vector_by_columns a::Real"m n" x::Real"n"
    y = zeros(promote_type(eltype(a), eltype(x)), size(a, 1))
    for j in axes(a, 2), i in axes(a, 1)
        y[i] += a[i, j] * x[j]
    end
    y
end

"""
    matrix_product(a, b)

The matrix product A·B: Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.

    matrix_product([1 4; 2 5; 3 6], [1 2 3; 4 5 6]) == [17 22 27; 22 29 36; 27 36 45]
"""
function matrix_product(a, b)
    @contract matrix_product a::Real"m k" b::Real"k n"
    a * b
end

"""
    flat_dot(a, b)

The dot product of `a` and `b` read as vectors, column after column: what `dot` does with arrays of any size.

    flat_dot(ones(2, 3), ones(3, 2)) == 6
"""
function flat_dot(a, b)
    @contract flat_dot a::Real"*size_a" b::Real"*size_b"
    check_fit(:flat_dot, length(a) == length(b), "a and b must have the same number of elements"; a = a, b = b)
    dot(vec(a), vec(b))
end

"""
    two_layer(x, w1, b1, w2, b2)

Both layers of a network without activations: H = X·W₁ + B₁ and Y = H·W₂ + B₂, as the tuple (h, y).

    two_layer([1 2 3 4], [1 2; 3 4; 5 6; 7 8], [1 2], [1 2 3; 4 5 6], [1 2 3]) == ([51 62], [300 414 528])
"""
function two_layer(x, w1, b1, w2, b2)
    @contract two_layer x::Real"h m" w1::Real"m k" b1::Real"1 k" w2::Real"k n" b2::Real"1 n"
    h = x * w1 .+ b1  # (h, k)
    y = h * w2 .+ b2  # (h, n)
    h, y
end
