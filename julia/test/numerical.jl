# Numbers that look random and are the same everywhere.
scattered(T, rows, columns, shift) = T[sin(7i + 13j + shift) for i in 1:rows, j in 1:columns]

function difference(a, b)
    maximum(maximum(abs.(u .- v)) for (p, q) in zip(a, b) for (u, v) in zip(p, q))
end

@testset "the fast one gives the same numbers: $layers" for (layers, widths) in (
    (("dense",), (7, 4)),
    (mlp_layers(2), (7, 5, 4)),
    (mlp_layers(4, "relu"), (7, 6, 5, 3, 4)),
    (("dense", "dense"), (7, 5, 4)),
    (("relu", "dense", "relu", "sigmoid", "dense"), (7, 5, 4)),
    ((("dropout", 0.5), "dense", ("dropout", 0.5), "relu", "dense", "sigmoid", ("dropout", 0.2), "dense"), (7, 5, 6, 4)),
)
    h = 6
    x, t = scattered(Float64, h, 7, 0), one_hot(mod.(1:h, 4), 4)
    for scale in (0.01, 1, 30)
        params = ntuple(k -> (scale .* scattered(Float64, widths[k], widths[k+1], k), scattered(Float64, 1, widths[k+1], 2k)), length(widths) - 1)
        dropped = JuliaNN._dropout_widths(layers, params)
        for masks in ((), ntuple(k -> Float64.(scattered(Float64, h, dropped[k], k) .> 0), length(dropped)))
            literal = numerical_network_gradients(layers, params, x, t, masks)
            @test difference(literal, fast_numerical_network_gradients(layers, params, x, t, masks)) < 1e-9
        end
    end
end

@testset "more columns than fit into a block" begin
    layers, m = mlp_layers(2), 3000
    params = ((0.1 .* scattered(Float64, m, 3, 1), zeros(1, 3)), (scattered(Float64, 3, 4, 2), zeros(1, 4)))
    x, t = scattered(Float64, 24, m, 0), one_hot(mod.(1:24, 4), 4)
    @test JuliaNN.BLOCK ÷ (24 * 4) < m
    @test difference(numerical_network_gradients(layers, params, x, t), fast_numerical_network_gradients(layers, params, x, t)) < 1e-9
end

let layers = mlp_layers(2, "relu"), x = scattered(Float64, 6, 7, 0), t = one_hot(mod.(1:6, 4), 4),
    params = ((scattered(Float64, 7, 5, 1), zeros(1, 5)), (scattered(Float64, 5, 4, 2), zeros(1, 4)))

@testset "huge and tiny steps, NaN" begin
    huge = map(pair -> (1e3 .* pair[1], pair[2]), params)
    fast = fast_numerical_network_gradients(layers, huge, x, t; h = 100)
    @test difference(numerical_network_gradients(layers, huge, x, t; h = 100), fast) < 1e-9
    for f in (numerical_network_gradients, fast_numerical_network_gradients)
        @test all(iszero, f(layers, params, x, t; h = 1e-50)[1][1])
        @test all(isnan, f(layers, ((NaN .* params[1][1], params[1][2]), params[2]), x, t)[1][1])
    end
end

@testset "types" begin
    for T in (Float32, BigFloat), f in (numerical_network_gradients, fast_numerical_network_gradients)
        typed = map(pair -> map(a -> T.(a), pair), params)
        @test f(layers, typed, x, t; h = 0.01) isa NTuple{2,NTuple{2,Matrix{T}}}
    end
end

@testset "bad input: $f" for f in (numerical_network_gradients, fast_numerical_network_gradients)
    @test_throws ArgumentError f(layers, params, x, t; h = 0)
    @test_throws ArgumentError f(layers, params, x, t; h = NaN)
    @test_throws DimensionMismatch f(layers, params, x[:, 1:2], t)
    @test occursin("$f: h must be above 0; got 0", message(() -> f(layers, params, x, t; h = 0)))
end

end
