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
