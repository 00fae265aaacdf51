let draws(size, seed) = reshape(sin.(seed .* (1:prod(size))), size),
    x = draws((7, 6, 2, 3), 0.7),
    t = [1 0 0; 0 0 1; 0 1 0]

# Parameters for a convolution of 2 channels with 3 filters of 2×2, one of 3 channels with 2 filters of 2×1, and dense layers.
function parameters(width, T = Float64)
    sizes = ((2, 2, 2, 3), (2, 1, 3, 2), (width, 4), (4, 3))
    Tuple((T.(draws(size, i)), T.(draws((1, size[end]), 2i))) for (i, size) in enumerate(sizes))
end

networks = (
    ("convolution", "relu", "max_pooling", "convolution", "relu", "flatten", "dense", "relu", "dense"),
    (("convolution", 1, 1), "sigmoid", "average_pooling", ("convolution", 2, 1), "flatten", "dense", "sigmoid", "dense"),
    (("convolution", 2, 0), "max_pooling", ("convolution", 1, 1), ("max_pooling", (2, 1), 1, 0), "flatten", "relu", "dense",
        ("dropout", 0.5), "dense"),
)

# What the layers before "flatten" are, written with the public functions; returns flattened rows.
function by_layers(layers, params, x)
    weights = Iterators.Stateful(params)
    for layer in layers
        kind = layer isa Tuple ? layer[1] : layer
        kind == "flatten" && return flatten_forward(x)
        settings = layer isa Tuple ? layer[2:end] : ()
        x = kind == "convolution" ? convolution_forward(x, popfirst!(weights)..., settings...) :
            kind == "max_pooling" ? max_pooling_forward(x, settings...) :
            kind == "average_pooling" ? average_pooling_forward(x, settings...) :
            kind == "relu" ? relu(x) : sigmoid(x)
    end
end

@testset "network $number" for number in 1:3
    layers = networks[number]
    place = findfirst(==("flatten"), collect(layers))
    width = size(by_layers(layers, parameters(1), x), 2)
    params = parameters(width)
    rows = by_layers(layers, params, x)
    @test predict(layers, params, x) ≈ predict(layers[place+1:end], params[3:4], rows)
    @test network_loss(layers, params, x, t) ≈ network_loss(layers[place+1:end], params[3:4], rows, t)
    backprop = network_gradients(layers, params, x, t)
    for gradients in (numerical_network_gradients, fast_numerical_network_gradients)
        for (ours, differences) in zip(backprop, gradients(layers, params, x, t)), part in 1:2
            @test ours[part] ≈ differences[part] atol = 1e-5
        end
    end
    @test layer_sizes(layers, params, size(x))[end] == (3, 3)
    @test layer_sizes(layers, params, size(x))[place+1] == size(rows)
end

@testset "types, and nothing given is changed" begin
    layers = networks[1]
    width = size(by_layers(layers, parameters(1), x), 2)
    params = parameters(width)
    before = deepcopy((params, x))
    for T in (Float32, Float64, BigFloat)
        typed = parameters(width, T)
        @test predict(layers, typed, x) isa Matrix{T}
        @test network_gradients(layers, typed, x, t)[1][1] isa Array{T,4}
    end
    training_step(layers, params, x, [0, 2, 1]; optimizer = adam(), state = optimizer_init(adam(), params))
    @test (params, x) == before
    @test predict(layers, params, view(x, :, :, :, 1:3)) == predict(layers, params, x)
end

@testset "training" begin
    layers = networks[1]
    params = parameters(size(by_layers(layers, parameters(1), x), 2))
    labels, order = [0, 2, 1], [0.1 0.5 0.9; 0.9 0.9 0.2; 0.4 0.1 0.6]
    state = optimizer_init(adam(), params)
    trained, _, losses = train(layers, params, x, labels, order; optimizer = adam(), state = state)
    for row in 1:3
        samples = floor.(Int, order[row, :] .* 3) .+ 1
        params, state, loss = training_step(layers, params, x[:, :, :, samples], labels[samples]; optimizer = adam(), state = state)
        @test losses[row] ≈ loss
    end
    @test all(isapprox.(trained[1], params[1]))
    layers = networks[2]  # no ReLU of it can die
    params = parameters(size(by_layers(layers, parameters(1), x), 2))
    many = repeat([0.1 0.5 0.9], 200)
    @test train(layers, params, x, labels, many; optimizer = adam(0.05), state = optimizer_init(adam(), params))[3][end] < 0.1
end

@testset "the networks of post 18" begin
    params = build_network((ones(5, 5, 1, 30), ones(4320, 100), ones(100, 10)), "he")
    @test params[1][1][1] == sqrt(2 / 25)
    @test size(params[1][2]) == (1, 30)
    @test layer_sizes(simple_cnn_layers(), params, (28, 28, 1, 100)) == ((28, 28, 1, 100), (24, 24, 30, 100),
        (24, 24, 30, 100), (12, 12, 30, 100), (100, 4320), (100, 100), (100, 100), (100, 10))
    deep = build_network((ones(3, 3, 1, 32), ones(3, 3, 32, 64), ones(3, 3, 64, 64), ones(576, 64), ones(64, 10)))
    @test [size[1] for size in layer_sizes(deep_cnn_layers(), deep, (28, 28, 1, 9))[[2, 4, 5, 7, 8]]] == [26, 13, 11, 5, 3]
end

@testset "bad input" begin
    layers = networks[1]
    params = parameters(size(by_layers(layers, parameters(1), x), 2))
    @test_throws ArgumentError predict(("convolution", "dense"), params[[1, 3]], x)
    @test_throws ArgumentError predict(("flatten", "convolution", "dense"), params[[1, 3]], x)
    @test_throws ArgumentError predict(("dense", "flatten", "dense"), params[3:4], x)
    @test_throws ArgumentError predict((("convolution", 0, 0), "flatten", "dense"), params[[1, 3]], x)
    @test_throws ArgumentError predict((("convolution", 1), "flatten", "dense"), params[[1, 3]], x)
    @test_throws ArgumentError predict((("max_pooling", 2, 2, 0), "flatten", "dense"), params[3:3], x)
    @test_throws ArgumentError predict(layers, params[2:4], x)
    @test_throws ArgumentError predict(layers, (params[3], params[2:4]...), x)
    @test_throws ArgumentError predict(layers, params, x[:, :, :, 1])
    @test_throws DimensionMismatch predict(layers, params, x[:, :, 1:1, :])
    @test_throws DimensionMismatch predict(layers, params, x[1:2, :, :, :])
    @test_throws DimensionMismatch predict(layers, params, x[1:5, :, :, :])
    @test_throws ArgumentError predict(layers, params, x[:, :, :, 1:0])
    @test_throws DimensionMismatch network_loss(layers, params, x, t[1:2, :])
    @test_throws ArgumentError layer_sizes(layers, params, (7, 6, 2))
    @test_throws ArgumentError build_network((ones(2, 2, 2),))
end

end
