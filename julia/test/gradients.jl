let f = x -> x[1]^2 + 2x[1] * x[2] + x[2]^2

@testset "the published figures" begin
    @test JuliaNN.STEP === 0.1^4  # what 10^-4 is on Julia 1.5; later ones round it to 0.0001
    @test forward_difference(x -> x^2, 3, 1e-50) === 0.0
    @test forward_difference(x -> x^2, 3) === 6.000100000012053
    @test derivative(x -> x^2, 3) === 6.000000000012661
    @test derivative(x -> f((x, 8)), 5) === derivative(y -> f((5, y)), 8) === 25.999999999868347
    x = [5.0, 8.0]
    @test f(x) == 169
    @test round.(numerical_gradient(f, x), sigdigits = 6) == [26.0 26.0]
    @test round.(gradient_descent(f, x, 0.01, 100), sigdigits = 6) == [-1.39034, 1.60966]
    @test f((-1.39034, 1.60966)) === 0.0481012623999999
    @test x == [5.0, 8.0]
end

@testset "sizes and types" begin
    for size in ((), (3,), (1, 3), (2, 3), (2, 1, 3))
        x = reshape(collect(1.0:prod(size)), size)
        gradient = numerical_gradient(v -> sum(abs2, v), x)
        @test Base.size(gradient) == (length(size) == 1 ? (1, size...) : size)
        @test vec(gradient) ≈ 2vec(x)
        @test Base.size(gradient_descent(v -> sum(abs2, v), x, 0.1, 3)) == size
    end
    @test derivative(x -> x, 1) isa Float64
    @test derivative(x -> x, 1.0f0) isa Float32
    @test numerical_gradient(sum, Float32[1, 2]) isa Matrix{Float32}
    @test numerical_gradient(sum, 1:2) isa Matrix{Float64}
    @test gradient_descent(sum, [1, 2]) isa Vector{Float64}
    @test abs(derivative(x -> x^3, big(2.0), 1e-20) - 12) < 1e-39
    @test isnan(derivative(x -> x, NaN))
end

@testset "a function that writes into its argument does no harm" begin
    vandal(x) = (y = f(x); x .= 0; y)
    @test numerical_gradient(vandal, [5.0, 8.0]) == numerical_gradient(f, [5.0, 8.0])
    @test gradient_descent(vandal, [5.0, 8.0]) == gradient_descent(f, [5.0, 8.0])
end

@testset "bad input" begin
    @test_throws ArgumentError derivative(abs, "3")
    @test_throws ArgumentError derivative(abs, 3, 0)
    @test_throws ArgumentError derivative(abs, 3, NaN)
    @test_throws ArgumentError forward_difference(x -> "a", 3)
    @test_throws ArgumentError numerical_gradient(sum, 1.0)
    @test_throws ArgumentError numerical_gradient(x -> x, ones(2))
    @test_throws ArgumentError gradient_descent(sum, ones(2), -0.1)
    @test_throws ArgumentError gradient_descent(sum, ones(2), 0.1, -1)
    @test_throws ArgumentError gradient_descent(sum, ["a"])
    @test occursin("derivative: h must be above 0; got 0", message(() -> derivative(abs, 3, 0)))
end

end
