let layers = mlp_layers(2),
    x = [sin(3i + 5j) for i in 1:20, j in 1:4],
    labels = mod.(1:20, 3),
    draws = [mod(0.37i + 0.61j, 1) for i in 1:8, j in 1:5],
    params = (([cos(i + 2j) for i in 1:4, j in 1:5], zeros(1, 5)), ([cos(3i + j) for i in 1:5, j in 1:3], zeros(1, 3)))

@testset "$(optimizer.method)" for optimizer in (sgd(0.1), momentum(), adagrad(), rmsprop(), adam())
    start = optimizer_init(optimizer, params)
    before = deepcopy((params, x, labels, draws, start))

    new, state, loss = training_step(layers, params, x, labels; optimizer = optimizer, state = start)
    gradients = network_gradients(layers, params, x, one_hot(labels, 3))
    @test (new, state) == optimizer_step(optimizer, params, gradients, start)
    @test loss == network_loss(layers, new, x, one_hot(labels, 3))

    finish, state, losses = train(layers, params, x, labels, draws; optimizer = optimizer, state = start)
    p, s = params, start
    for step in axes(draws, 1)
        batch, drawn = draw_batch(x, labels, draws[step, :])
        p, s, loss = training_step(layers, p, batch, drawn; optimizer = optimizer, state = s)
        @test loss == losses[step]
    end
    @test (p, s) == (finish, state)

    half, middle, first = train(layers, params, x, labels, draws[1:3, :]; optimizer = optimizer, state = start)
    rest = train(layers, half, x, labels, draws[4:end, :]; optimizer = optimizer, state = middle)
    @test (rest[1], rest[2], [first; rest[3]]) == (finish, state, losses)
    @test (params, x, labels, draws, start) == before
end

@testset "layout and type of the data" begin
    plain = train(layers, params, x, labels, draws; optimizer = sgd(), state = ())
    @test train(layers, params, contiguous_rows(x), labels, draws; optimizer = sgd(), state = ()) == plain
    @test train(layers, params, view(x, :, :), labels, draws; optimizer = sgd(), state = ()) == plain
    single = map(pair -> map(a -> Float32.(a), pair), params)
    trained, _, losses = train(layers, single, x, labels, draws; optimizer = sgd(), state = ())
    @test trained[1][1] isa Matrix{Float32} && losses isa Vector{Float32}
    images = round.(Int, 9x)
    @test train(layers, params, images, labels, draws; optimizer = sgd(), state = ()) ==
        train(layers, params, float(images), labels, draws; optimizer = sgd(), state = ())
end

@testset "numerical gradients lead the same way" begin
    run(gradient) = train(layers, params, x, labels, draws; optimizer = sgd(0.5), state = (), gradient = gradient)[3]
    @test run("numerical") ≈ run("backpropagation") atol = 1e-6
end

@testset "dropout draws its masks" begin
    dropout = mlp_layers(2, "relu", 0.4)
    mask_draws = [mod(0.37i + 0.61j + 0.17k, 1) for i in 1:8, j in 1:5, k in 1:5]
    trained, _, losses = train(dropout, params, x, labels, draws; optimizer = sgd(), state = (), mask_draws = (mask_draws,))
    p = params
    for step in axes(draws, 1)
        batch, drawn = draw_batch(x, labels, draws[step, :])
        masks = (dropout_mask(mask_draws[step, :, :], 0.4),)
        p, _, loss = training_step(dropout, p, batch, drawn, masks; optimizer = sgd(), state = ())
        @test loss == losses[step]
    end
    @test p == trained
end

@testset "learning" begin
    many = [mod(0.37i + 0.6180339887498949 * j * i, 1) for i in 1:500, j in 1:10]
    clusters = [v + 3 * (labels[i] == j - 1) for (i, v) in enumerate(x[:, 1]), j in 1:4]
    trained, _, losses = train(layers, params, clusters, labels, many; optimizer = adam(0.01), state = optimizer_init(adam(), params))
    @test losses[end] < losses[1] / 2
    @test accuracy(predict(layers, trained, clusters), labels) == 100
end

@testset "accuracy" begin
    @test accuracy([0.1 0.9; 0.8 0.2; 0.5 0.5], [1, 1, 0]) ≈ 200 / 3
    @test accuracy([0.0 -0.0; -0.0 0.0], [0, 0]) == 100
    @test accuracy([1.0 NaN NaN], [1]) == 100
    @test accuracy([1 3 2], [1]) === 100.0
end

@testset "bad input" begin
    start = (optimizer = sgd(), state = ())
    @test_throws ArgumentError train(layers, params, x, labels .+ 1, draws; start...)
    @test_throws ArgumentError train(layers, params, x, float(labels), draws; start...)
    @test_throws DimensionMismatch train(layers, params, x, labels[1:3], draws; start...)
    @test_throws DimensionMismatch train(layers, params, x[:, 1:2], labels, draws; start...)
    @test_throws ArgumentError train(layers, params, x, labels, draws .+ 1; start...)
    @test_throws ArgumentError train(layers, params, x, labels, draws[:, 1:0]; start...)
    @test_throws ArgumentError train(layers, params, x, labels, draws; gradient = "exact", start...)
    @test_throws ArgumentError train(layers, params, x, labels, draws; mask_draws = (draws,), start...)
    @test_throws ArgumentError train(layers, params, x, labels, draws; optimizer = adam(), state = ())
    @test_throws ArgumentError training_step(layers, params, x[1:0, :], Int[]; start...)
    @test_throws DimensionMismatch training_step(layers, params, x, labels[1:3]; start...)
    @test_throws DimensionMismatch accuracy([0.1 0.9], [1, 1])
    @test_throws ArgumentError accuracy([0.1 0.9], [2])
    @test_throws UndefKeywordError train(layers, params, x, labels, draws)
    @test occursin("train: labels must be between 0 and 2; got 2 to 4", message(() -> train(layers, params, x, labels .+ 2, draws; start...)))
end

end
