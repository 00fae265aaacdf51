# The five formulas for one number, as post 11 has them, with learning rate 0.1.
function by_formula(method, gs)
    w, v, s, m, lr, eps = 1.0, 0.0, 0.0, 0.0, 0.1, 1e-7
    for (t, g) in enumerate(gs)
        if method == "sgd"
            w -= lr * g
        elseif method == "momentum"
            v = 0.9v - lr * g
            w += v
        elseif method == "adagrad"
            s += g^2
            w -= lr * g / (sqrt(s) + eps)
        elseif method == "rmsprop"
            s = 0.9s + 0.1g^2
            w -= lr * g / (sqrt(s) + eps)
        else
            m += 0.1(g - m)
            v += 0.001(g^2 - v)
            w -= lr * sqrt(1 - 0.999^t) / (1 - 0.9^t) * m / (sqrt(v) + eps)
        end
    end
    w
end

let params = (([1.0 2.0; 3.0 4.0], [0.5 0.5]), ([1.0 -1.0]',)), gradients = (([0.1 -0.2; 0.3 0.4], [1.0 -1.0]), ([2.0 0.5]',))

@testset "$(optimizer.method)" for optimizer in (sgd(0.1), momentum(0.1), adagrad(0.1), rmsprop(0.1), adam(0.1))
    gs = sin.(1:100)
    w, state = [1.0], optimizer_init(optimizer, [1.0])
    for g in gs
        w, state = optimizer_step(optimizer, w, [g], state)
    end
    @test w[1] ≈ by_formula(optimizer.method, gs) rtol = 1e-12

    state = optimizer_init(optimizer, params)
    before = deepcopy((params, gradients, state))
    new, later = optimizer_step(optimizer, params, gradients, state)
    optimizer_step(optimizer, new, gradients, later)
    @test (params, gradients, state) == before
    @test new[1][1] isa Matrix{Float64} && new[2][1] isa Matrix{Float64}

    for T in (Float16, Float32, BigFloat)
        w = T[1 2]
        w, state = optimizer_step(optimizer, w, [1.0 1.0], optimizer_init(optimizer, w))
        @test w isa Matrix{T}
        @test all(part -> part isa Union{Int,Matrix{T}}, state)
    end
    @test isequal(optimizer_step(optimizer, [1.0, 2.0], [NaN, 0.0], optimizer_init(optimizer, [1.0, 2.0]))[1], [NaN, 2.0])
    @test optimizer_step(optimizer, (), (), optimizer_init(optimizer, ()))[1] == ()
end

@testset "settings" begin
    @test momentum() == (method = "momentum", learning_rate = 0.01, momentum = 0.9)
    @test adam() == (method = "adam", learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7)
    @test_throws ArgumentError sgd(-1)
    @test_throws ArgumentError sgd(NaN)
    @test_throws ArgumentError momentum(0.1, 1.5)
    @test_throws ArgumentError adagrad(0.1, -1)
    @test_throws ArgumentError rmsprop("a")
    @test_throws ArgumentError adam(0.1, 0.9, 1)
end

@testset "bad input" begin
    w = ones(2, 3)
    @test_throws DimensionMismatch optimizer_step(sgd(), w, ones(3, 2), ())
    @test_throws DimensionMismatch optimizer_step(sgd(), w, (w,), ())
    @test_throws DimensionMismatch optimizer_step(momentum(), w, w, ((w,),))
    @test_throws ArgumentError optimizer_step(sgd(), [1 2], [1.0 2.0], ())
    @test_throws ArgumentError optimizer_step(sgd(), Any[w], Any[w], ())
    @test_throws ArgumentError optimizer_step(adam(), w, w, ())
    @test_throws ArgumentError optimizer_step(adam(), w, w, (-1, w, w))
    @test_throws ArgumentError optimizer_step((method = "sgd",), w, w, ())
    @test_throws ArgumentError optimizer_step((method = "magic", learning_rate = 0.1), w, w, ())
    @test_throws ArgumentError optimizer_init("sgd", w)
    @test occursin("optimizer_step: every array of gradients must have the size of its parameter; got gradients of size (3, 2)",
        message(() -> optimizer_step(sgd(), w, ones(3, 2), ())))
end

end
