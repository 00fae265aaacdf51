let draws = [1.0 -2.0; 3.0 0.5]

@testset "scales" begin
    @test std_weights(draws) == 0.01 .* draws
    @test std_weights(draws, 2) == 2 .* draws
    @test xavier_weights(draws, 4) == draws ./ 2
    @test he_weights(draws, 8) == draws ./ 2
    @test zero_bias(ones(5, 5, 1, 3)) == [0.0 0.0 0.0]
end

@testset "types and sizes" begin
    for T in (Float16, Float32, Float64, BigFloat)
        for w in (std_weights(T.(draws)), xavier_weights(T.(draws), 3), he_weights(T.(draws), 3), zero_bias(T.(draws)))
            @test w isa Matrix{T}
        end
    end
    @test size(he_weights(ones(2, 3, 1, 4), 6)) == (2, 3, 1, 4)
    @test std_weights(draws, 1) !== draws
end

@testset "bad input" begin
    @test_throws ArgumentError std_weights([1 2])
    @test_throws ArgumentError std_weights(draws, -1)
    @test_throws ArgumentError std_weights(draws, NaN)
    @test_throws ArgumentError xavier_weights(draws, 0)
    @test_throws ArgumentError he_weights(draws, 1.5)
    @test_throws ArgumentError zero_bias(fill(1.0))
    @test occursin("he_weights: inputs must be at least 1; got 0", message(() -> he_weights(draws, 0)))
end

end
