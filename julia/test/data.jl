let x = [1 2; 3 4; 5 6; 7 8], labels = [3, 1, 4, 1]

@testset "one_hot" begin
    @test one_hot([2, 0], 3) == [0 0 1; 1 0 0]
    @test one_hot(UInt8[9]) isa Matrix{Int64}
    @test_throws ArgumentError one_hot([10])
    @test_throws ArgumentError one_hot([-1])
    @test_throws ArgumentError one_hot(Int[])
    @test_throws ArgumentError one_hot([1.0])
    @test_throws ArgumentError one_hot([0], 0)
    @test occursin("one_hot: labels must be between 0 and 9; got 4 to 12", message(() -> one_hot([4, 12])))
end

@testset "draw_batch" begin
    @test draw_batch(x, labels, [0.0, 0.99, 0.5, 0.5]) == ([1 2; 7 8; 5 6; 5 6], [3, 1, 4, 4])
    @test draw_batch(Float32.(x), labels, Float32[0.1])[1] isa Matrix{Float32}
    for T in (Float16, Float32, Float64), samples in (1, 3, 1000, 60000)
        @test draw_batch(zeros(samples, 1), 1:samples, T[prevfloat(one(T))])[2][1] <= samples
    end
    @test draw_batch(contiguous_rows(x), labels, [0.3])[1] isa Matrix{Int}
    @test_throws DimensionMismatch draw_batch(x, [1], [0.5])
    @test_throws ArgumentError draw_batch(x, labels, [1.0])
    @test_throws ArgumentError draw_batch(x, labels, Float64[])
    @test_throws ArgumentError draw_batch(x[1:0, :], Int[], [0.5])
    @test_throws ArgumentError draw_batch(x, float(labels), [0.5])
end

@testset "contiguous_rows" begin
    y = contiguous_rows(x)
    @test y == x && size(y) == size(x)
    @test strides(y) == (2, 1)
    parent(y)[1] = 100
    @test x[1] == 1
    @test_throws ArgumentError contiguous_rows([1, 2])
end

end
