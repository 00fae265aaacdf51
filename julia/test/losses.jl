let t = [0 0 1 0 0 0 0 0 0 0],
    y1 = [0.1 0.05 0.6 0 0.05 0.1 0 0.1 0 0],
    y2 = [0.1 0.05 0.1 0 0.05 0.1 0 0.6 0 0]

@testset "the published figures to the last digit" begin
    @test mean_squared_error(y1, t) === 0.019500000000000007
    @test mean_squared_error(y2, t) === 0.11949999999999998
    @test cross_entropy_error(y1, t) === 0.510825457099338
    @test cross_entropy_error(y2, t) === 2.302584092994546
    @test round.(cross_entropy_elements(y1, t), sigdigits = 6) == 0.510825 .* t
end

@testset "probabilities of 0 and 1, and NaN" begin
    @test cross_entropy_elements([0.0 1.0], [1 1]) == [-log(1e-7) -log(1 + 1e-7)]
    @test cross_entropy_elements([0.0 1.0], [0 0]) == [0 0]
    @test isfinite(cross_entropy_error(Float16[0 1], [1 1]))
    @test isnan(mean_cross_entropy_error([NaN 0.5], [1 0]))
end

@testset "a batch" begin
    y = softmax_rows([0.1 0.2 0.3; 3 2 1])
    @test mean_cross_entropy_error(y, [1 0 0; 0 1 0]) ≈
        (cross_entropy_error(y[1, :], [1, 0, 0]) + cross_entropy_error(y[2, :], [0, 1, 0])) / 2
end

@testset "types" begin
    @test mean_squared_error(Float32[1 2], [1 2]) isa Float32
    @test mean_squared_error([1 2], Float32[1 2]) isa Float32
    @test cross_entropy_error(Float32[1 0], [1.0 0.0]) isa Float64
    @test mean_cross_entropy_error(Int8[1 0], Int8[1 0]) isa Float64
    @test cross_entropy_elements(Float16[1 0], Float16[1 0]) isa Matrix{Float16}
    third = big(1) / 3
    @test cross_entropy_error([third third], [1 0]) == -log(third + 1e-7)
end

@testset "bad input: $f" for f in (mean_squared_error, cross_entropy_elements, cross_entropy_error, mean_cross_entropy_error)
    @test_throws DimensionMismatch f(ones(2, 3), ones(3, 2))
    @test_throws ArgumentError f(zeros(0, 3), zeros(0, 3))
    @test_throws ArgumentError f(ones(1, 2), ["a" "b"])
    @test_throws ArgumentError f(1.0, 1.0)
    if f !== mean_squared_error
        @test_throws ArgumentError f([0.5 1.5], [0 1])
        @test_throws ArgumentError f([0.5 -1e-9], [0 1])
    end
end

@testset "the words" begin
    @test occursin("cross_entropy_error: y must hold probabilities, 0 to 1; got 1 of 2 outside",
        message(() -> cross_entropy_error([0.5, 2.0], [0, 1])))
end

end
