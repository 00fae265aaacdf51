let draws = [0.9 0.1 0.5 0.3; 0.2 0.4 0.6 0.8]

@testset "masks" begin
    @test dropout_mask(draws, 0.5) == [1 0 1 0; 0 0 1 1]
    @test dropout_mask(draws, 0) == ones(2, 4)
    @test dropout_mask(draws, 1) == zeros(2, 4)
    @test dropout_mask([0.5 0.1 0.9 0.1], 0.25) == [1 0 1 1]
    @test dropout_mask([0.0 -0.0 0.5 0.5], 0.25) == [0 1 1 1]
    @test sum(dropout_mask(rand(1, 5), 0.5)) == 3  # 2.5 zeros, rounded to even
    @test all(sum(dropout_mask(rand(20, 10), 0.3), dims = 2) .== 7)
    @test dropout_mask(Float32.(draws), 0.5) isa Matrix{Float32}
    @test dropout_mask(zeros(0, 3), 0.5) == zeros(0, 3)
end

@testset "forward, backward, predict" begin
    @test dropout_forward([3 4], [1.0 0.0]) == dropout_backward([3 4], [1.0 0.0]) == [3 0]
    @test isnan(dropout_forward([NaN], [0.0])[1])
    @test dropout_predict([4, 8], 0.25) == [3, 6]
    @test dropout_predict(Float32[1], 0.1) isa Vector{Float32}
end

@testset "bad input" begin
    for rate in (-0.1, 1.1, NaN, "a", true)
        @test_throws ArgumentError dropout_mask(draws, rate)
        @test_throws ArgumentError dropout_predict(draws, rate)
    end
    for bad in (draws .+ 1, -draws, NaN .* draws, draws[1, :], [0 0])
        @test_throws ArgumentError dropout_mask(bad, 0.5)
    end
    @test_throws DimensionMismatch dropout_forward(draws, permutedims(draws))
    @test_throws ArgumentError dropout_backward(draws, draws .> 0.5)
    @test occursin("dropout_mask: rate must be between 0 and 1; got 1.5", message(() -> dropout_mask(draws, 1.5)))
end

end
