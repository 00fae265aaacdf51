@testset "figures of post 0" begin
    @test matrix_from_rows(((1, 2, 3, 4, 5, 6),)) == [1 2 3 4 5 6]
    @test matrix_from_rows(((1, 2, 3), (4, 5, 6))) == [1 2 3; 4 5 6]
    @test ones_array((3, 5, 2)) == ones(3, 5, 2)
    @test zeros_array((2, 3)) == [0 0 0; 0 0 0]
    @test filled_array(2, (3, 4, 2)) == fill(2, 3, 4, 2)
    @test size(uninitialized_array((2, 3, 2))) == (2, 3, 2)
    @test column_major_reshape(1:16, (4, 4)) == [1 5 9 13; 2 6 10 14; 3 7 11 15; 4 8 12 16]
    slices = column_major_reshape(collect(1:16), (2, 2, 4))
    @test [slices[:, :, k] for k in 1:4] == [[1 3; 2 4], [5 7; 6 8], [9 11; 10 12], [13 15; 14 16]]
end

@testset "element types" begin
    @test matrix_from_rows(((1, 2), (3, 4))) isa Matrix{Int64}
    @test matrix_from_rows([[1, 2], [3, 4.5]]) isa Matrix{Float64}
    @test matrix_from_rows(((1, 2.0f0),)) isa Matrix{Float32}
    @test matrix_from_rows(((1, big"2.5"),)) isa Matrix{BigFloat}
    @test ones_array((2,)) isa Vector{Float64}
    @test zeros_array(()) isa Array{Float64,0}
    @test filled_array(2, (3, 4)) isa Matrix{Int64}
    @test filled_array(2.5f0, (3,)) isa Vector{Float32}
    @test uninitialized_array((0, 3)) isa Matrix{Float64}
    @test random_integers(zeros(Float32, 2), 1, 10) isa Vector{Int64}
    @test column_major_reshape(Float32[1 2; 3 4], (4,)) isa Vector{Float32}
end

@testset "random integers reach both ends and no further" begin
    below_one = prevfloat(1.0)
    for high in (1, 2, 3, 5, 7, 10, 2^53)
        @test random_integers([0.0, below_one], 1, high) == [1, high]
    end
    @test random_integers([prevfloat(1.0f0)], 1, 10) == [10]
    @test random_integers([1 - big(2.0)^-200], 1, 10) == [10]
    @test random_integers([0.0 0.5; 0.25 below_one], -2, 1) == [-2 0; -1 1]
    @test random_integers([0.0, below_one], typemin(Int64), typemin(Int64) + 1) == [typemin(Int64), typemin(Int64) + 1]
end

@testset "the reshaped array is a copy" begin
    a = [1 2; 3 4]
    column_major_reshape(a, (4,))[1] = 99
    @test a == [1 2; 3 4]
end

@testset "bad input" begin
    @test message(() -> ones_array((2, -3))) ==
          "ArgumentError: ones_array: size must hold no negative number; got (2, -3)"
    @test_throws ArgumentError zeros_array(3)
    @test_throws ArgumentError zeros_array((2.0, 3))
    @test_throws ArgumentError uninitialized_array((2^40, 2^40))
    @test_throws ArgumentError uninitialized_array(ntuple(_ -> 1, 65))
    @test_throws ArgumentError filled_array("a", (2,))
    @test_throws ArgumentError filled_array(true, (2,))
    @test_throws ArgumentError filled_array(big(2)^70, (2,))
    @test_throws ArgumentError matrix_from_rows(((1, 2), (3,)))
    @test_throws ArgumentError matrix_from_rows(())
    @test_throws ArgumentError matrix_from_rows(((),))
    @test_throws ArgumentError matrix_from_rows((1, 2))
    @test_throws ArgumentError matrix_from_rows((("a",),))
    @test_throws ArgumentError random_integers([1.0], 1, 10)
    @test_throws ArgumentError random_integers([-0.1], 1, 10)
    @test_throws ArgumentError random_integers([NaN], 1, 10)
    @test_throws ArgumentError random_integers([0], 1, 10)
    @test_throws ArgumentError random_integers([0.5], 2, 1)
    @test_throws ArgumentError random_integers([0.5], 1, 10.0)
    @test_throws ArgumentError random_integers([0.5], typemin(Int64), typemax(Int64))
    @test_throws DimensionMismatch column_major_reshape([1, 2, 3], (2, 2))
    @test occursin("size (2, 2) must hold as many elements as a; got a of size (3,)",
        message(() -> column_major_reshape([1, 2, 3], (2, 2))))
end
