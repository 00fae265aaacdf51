@testset "sigmoid" begin
    @test round.(sigmoid([-1 -2 -3; 0 3 7]), sigdigits = 6) == [0.268941 0.119203 0.0474259; 0.5 0.952574 0.999089]
    @test sigmoid([-1000.0, 0.0, 1000.0]) == [0, 0.5, 1]
    @test isequal(sigmoid([-Inf, Inf, NaN]), [0, 1, NaN])
    @test sigmoid([-800.0])[1] == 0 && 0 < sigmoid([-700.0])[1] < 1e-300
    @test sigmoid([1]) isa Vector{Float64}
    @test sigmoid(Int8[-128]) isa Vector{Float64}
    @test sigmoid(Float32[1 2]) isa Matrix{Float32}
    @test sigmoid(Float16[1]) isa Vector{Float16}
    @test sigmoid(fill(0.0)) isa Array{Float64,0}
    @test sigmoid(zeros(0, 3)) == zeros(0, 3)
    x = big"0.1" .* (-20:20)
    @test sigmoid(x) ≈ 1 ./ (1 .+ exp.(-x)) rtol = big"1e-70"
    @test_throws ArgumentError sigmoid([true])
    @test_throws ArgumentError sigmoid([1im])
    @test occursin("sigmoid: x must be an array of integers or floats", message(() -> sigmoid(1.0)))
end

let x = [-1 -2 -3; 0 3 7]

@testset "the other activations give the published figures" begin
    @test step_function(x) == [0 0 0; 0 1 1]
    @test relu(x) == [0 0 0; 0 3 7]
    @test identity_function(x) == x && identity_function(x) !== x
    @test round.(softmax(x), sigdigits = 6) == [0.000328971 0.000121022 4.45214e-5; 0.000894237 0.0179612 0.98065]
    @test sum(softmax(x)) == 1.0
end

@testset "they keep the type and the size" begin
    for f in (step_function, relu, identity_function), T in (Int8, UInt8, Int64, Float16, Float32, Float64, BigFloat)
        for size in ((), (0,), (2, 0, 3), (2, 3))
            @test f(ones(T, size)) isa Array{T,length(size)}
        end
    end
    for f in (softmax, softmax_rows)
        @test f(x) isa Matrix{Float64}
        @test f(Float32.(x)) isa Matrix{Float32}
        @test f(Float16.(x)) isa Matrix{Float16}
        @test f(big.(float.(x))) isa Matrix{BigFloat}
    end
end

@testset "step and relu at the edges" begin
    edges = [-Inf, -0.0, 0.0, Inf, NaN]
    @test step_function(edges) == [0, 0, 0, 1, 1]
    @test isequal(relu(edges), [0.0, 0.0, 0.0, Inf, NaN])
end

@testset "softmax at the edges: $f" for f in (softmax, softmax_rows)
    @test f([Inf 0 Inf]) == [0.5 0 0.5]
    @test f([-Inf 0 -Inf]) == [0 1 0]
    @test f([-Inf -Inf]) == [0.5 0.5]
    @test f([-Inf Inf]) == [0 1]
    @test f([3.0 3.0 3.0 3.0]) == [0.25 0.25 0.25 0.25]
    @test f([1e308 -1e308]) == [1 0]
    @test f([5.0][:, :]) == [1][:, :]
    @test all(isnan, f([NaN 1.0 Inf]))
    y = [1.0 2.0]
    f(y)
    @test y == [1.0 2.0]
end

@testset "softmax is over everything, softmax_rows over each row" begin
    y = [1.0 2.0; 3.0 4.0; Inf NaN]
    @test sum(softmax(y[1:2, :])) ≈ 1
    @test sum(softmax_rows(y)[1:2, :], dims = 2) ≈ [1, 1]
    @test all(isnan, softmax_rows(y)[3, :])
    @test softmax_rows(y)[1, :] ≈ softmax(y[1, :])
end

@testset "exp of our own: $T" for (T, limit) in ((Float64, 700), (Float32, 80))
    unsigned = T == Float64 ? UInt64 : UInt32
    distance(a, b) = abs(Int64(reinterpret(unsigned, a)) - Int64(reinterpret(unsigned, b)))
    @test maximum(distance(JuliaNN._exp(v), T(exp(big(v)))) for v in T.(range(-limit, limit, length = 20001))) <= 1
    @test JuliaNN._exp(T(-Inf)) == 0 && JuliaNN._exp(T(Inf)) == Inf && isnan(JuliaNN._exp(T(NaN)))
    @test JuliaNN._exp(T(0)) == 1 == JuliaNN._exp(-T(0))
    @test JuliaNN._exp(T(1000)) == Inf && JuliaNN._exp(T(-1000)) == 0
    @test JuliaNN._exp(-744.0) == exp(-744.0) > 0
end

@testset "bad input: $f" for f in (step_function, relu, identity_function, softmax, softmax_rows)
    @test_throws ArgumentError f([true false])
    @test_throws ArgumentError f([1im 2])
    @test_throws ArgumentError f("a")
end

@testset "softmax of nothing" begin
    @test_throws ArgumentError softmax(Float64[])
    @test_throws ArgumentError softmax_rows(zeros(0, 3))
    @test_throws ArgumentError softmax_rows(zeros(3))
end

end
