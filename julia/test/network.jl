let layers = mlp_layers(2),
    x = [0.5 -1.0 2.0; 2.0 0.25 -0.5],
    t = [1 0; 0 1],
    w1 = [0.1 -0.2; 0.4 0.5; -0.3 0.2], b1 = [0.05 -0.1], w2 = [0.3 -0.6; 0.7 0.1], b2 = [0.2 0.1],
    params = ((w1, b1), (w2, b2))

@testset "predict is the formula of post 5" begin
    @test predict(layers, params, x) == softmax_rows(dense_forward(sigmoid(dense_forward(x, w1, b1)), w2, b2))
    @test network_loss(layers, params, x, t) == mean_cross_entropy_error(predict(layers, params, x), t)
    @test predict(mlp_layers(2, "relu"), params, x) == softmax_rows(dense_forward(relu(dense_forward(x, w1, b1)), w2, b2))
end

@testset "gradients: $layers" for (layers, masks) in (
    (layers, ()),
    (mlp_layers(2, "relu"), ()),
    (("sigmoid", "dense", "relu", "sigmoid", "dense"), ()),
    (mlp_layers(2, "relu", 0.5), ([1.0 0.0; 0.0 1.0],)),
    (mlp_layers(2, "sigmoid", 0.5), ()),
)
    numerical = numerical_network_gradients(layers, params, x, t, masks)
    for (backprop, differences) in zip(network_gradients(layers, params, x, t, masks), numerical)
        @test all(isapprox.(backprop, differences, atol = 1e-6))
    end
end

@testset "backpropagation in BigFloat" begin
    exact = map(pair -> map(a -> big.(a), pair), params)
    h = big"1e-20"
    # Without the 1e-7 inside the logarithm the two would agree to h².
    numerical = numerical_network_gradients(layers, exact, x, t; h = h)
    for (backprop, differences) in zip(network_gradients(layers, exact, x, t), numerical)
        @test all(isapprox.(backprop, differences, atol = 1e-6))
        @test backprop[1] isa Matrix{BigFloat}
    end
end

@testset "building" begin
    @test mlp_layers(1) == ("dense",)
    @test mlp_layers(3, "relu", 0.5) == ("dense", "relu", ("dropout", 0.5), "dense", "relu", ("dropout", 0.5), "dense")
    @test build_network((w1, w2)) == ((0.01 .* w1, [0.0 0.0]), (0.01 .* w2, [0.0 0.0]))
    @test build_network((w1,), "he")[1][1] == he_weights(w1, 3)
    @test build_network((w1,), "xavier")[1][1] == xavier_weights(w1, 3)
end

@testset "types, and nothing given is changed" begin
    before = deepcopy((params, x, t))
    for T in (Float16, Float32, Float64, BigFloat)
        typed = map(pair -> map(a -> T.(a), pair), params)
        @test predict(layers, typed, x) isa Matrix{T}
        @test network_loss(layers, typed, [1 2 3; 4 5 6], t) isa T
        @test network_gradients(layers, typed, transpose(permutedims(x)), t) isa NTuple{2,NTuple{2,Matrix{T}}}
    end
    network_gradients(("relu", "dense", "sigmoid", "dense"), params, x, t)
    @test (params, x, t) == before
    @test all(isnan, predict(layers, ((NaN .* w1, b1), (w2, b2)), x))
end

@testset "bad input" begin
    @test_throws ArgumentError predict(["dense"], params, x)
    @test_throws ArgumentError predict(("dense", "tanh", "dense"), params, x)
    @test_throws ArgumentError predict(("dense", "sigmoid"), params[1:1], x)
    @test_throws ArgumentError predict(layers, params[1:1], x)
    @test_throws ArgumentError predict(layers, ((w1, vec(b1)), (w2, b2)), x)
    @test_throws ArgumentError predict(layers, ((Float32.(w1), b1), (w2, b2)), x)
    @test_throws DimensionMismatch predict(layers, ((w1, b1), (w1, b1)), x)
    @test_throws DimensionMismatch predict(layers, params, x[:, 1:2])
    @test_throws ArgumentError predict(layers, params, x[1:0, :])
    @test_throws DimensionMismatch network_loss(layers, params, x, t[1:1, :])
    @test_throws ArgumentError network_gradients(layers, params, x, t, (x,))
    @test_throws DimensionMismatch network_gradients(mlp_layers(2, "relu", 0.5), params, x, t, (x,))
    @test_throws ArgumentError mlp_layers(0)
    @test_throws ArgumentError mlp_layers(2, "tanh")
    @test_throws ArgumentError build_network([w1])
    @test_throws ArgumentError build_network((w1,), "best")
    @test occursin("predict: columns of x must equal rows of the first w; got x of size (2, 2), w of size (3, 2)",
        message(() -> predict(layers, params, x[:, 1:2])))
end

end
