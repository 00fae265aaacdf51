# What Julia compiles ahead when it writes the compiled form of this module: the calls that the first lessons make.
# Without that form these lines do nothing, because there the calls compile when they are made.

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

# Networks are not specialised on their types, so a small one compiles what all of them need.
function train_ahead()
    layers, x, labels = ("dense", "sigmoid", "dense", "relu", "dense"), [1.0 2.0; 3.0 4.0; 5.0 6.0], [0, 1, 1]
    params = build_network((x[1:2, :], x[1:2, :], x[1:2, :]))
    state = optimizer_init(adam(), params)
    params, state, losses = train(layers, params, x, labels, [0.1 0.4; 0.6 0.9]; optimizer = adam(), state = state)
    accuracy(predict(layers, params, x), labels)
end

# The image functions for the kinds of numbers that the lessons have, and the networks of images.
function images_ahead()
    for T in (Int64, Float64)
        x, w, b = ones(T, 3, 3, 1, 2), ones(T, 2, 2, 1, 1), ones(T, 1, 1)
        convolution_backward(convolution_forward(x, w, b), x, w)
        im2col_convolution_backward(im2col_convolution_forward(x, w, b), x, w)
        max_pooling_backward(max_pooling_forward(x), x)
        im2col_max_pooling_backward(im2col_max_pooling_forward(x), x)
        average_pooling_backward(average_pooling_forward(x), size(x))
        im2col_average_pooling_backward(im2col_average_pooling_forward(x), size(x))
        flatten_backward(flatten_forward(x), size(x))
        col2im(im2col(x, (2, 2)), size(x), (2, 2))
    end
    layers, x, labels = simple_cnn_layers(), ones(4, 4, 1, 2), [0, 1]
    params = build_network((ones(1, 1, 1, 2), ones(8, 2), ones(2, 2)))
    layer_sizes(layers, params, size(x))
    train(layers, params, x, labels, [0.1 0.6]; optimizer = adam(), state = optimizer_init(adam(), params))
    predict(layers, params, x)
end

if ccall(:jl_generating_output, Cint, ()) == 1
    compile_ahead()
    train_ahead()
    images_ahead()
end
