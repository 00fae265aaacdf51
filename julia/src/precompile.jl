# What Julia compiles ahead when it writes the compiled form of this module: the calls that the first lessons make.
# Those of the later ones are left out: measured, they made every start slower and the lessons no faster.
# Without that form these lines do nothing, because there the calls compile when they are made.

include(joinpath("..", "worker", "versions.jl"))

function compile_ahead()
    for T in (Int64, Float64)
        matrix, vector = Matrix{T}, Vector{T}
        for f in (matrix_vector_by_rows, matrix_vector_by_columns, scale_columns)
            precompile(f, (matrix, vector))
        end
        precompile(matrix_product, (matrix, matrix))
        precompile(flat_dot, (matrix, matrix))
        precompile(two_layer, (matrix, matrix, matrix, matrix, matrix))
        precompile(affine, (matrix, matrix, vector))
        precompile(layer_forward, (matrix, matrix, vector))
        precompile(weight_gradient, (matrix, matrix))
        precompile(input_gradient, (matrix, matrix))
        precompile(bias_gradient, (matrix,))
        precompile(sigmoid, (matrix,))
    end
    precompile(sigmoid_delta, (Matrix{Float64}, Matrix{Float64}))
    for n in 2:3
        size = NTuple{n,Int64}
        for f in (ones_array, zeros_array, uninitialized_array)
            precompile(f, (size,))
        end
        precompile(filled_array, (Int64, size))
        precompile(random_integers, (Array{Float64,n}, Int64, Int64))
        precompile(column_major_reshape, (Vector{Int64}, size))
    end
    precompile(matrix_from_rows, (Tuple{NTuple{3,Int64},NTuple{3,Int64}},))
end

Versions.is_precompiling() && compile_ahead()
