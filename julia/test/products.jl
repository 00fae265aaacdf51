let a = [3 1 0 3; 2 4 7 0; -1 2 3 4], x = [1, 2, 3, 4]

@testset "figures of post 1" begin
    @test matrix_vector_by_rows(a, x) == [17, 31, 28]
    @test scale_columns(a, x) == [3 2 0 12; 2 8 21 0; -1 4 9 16]
    @test matrix_vector_by_columns(a, x) == [17, 31, 28]
    @test matrix_product([1 4; 2 5; 3 6], [1 2 3; 4 5 6]) == [17 22 27; 22 29 36; 27 36 45]
    @test flat_dot(ones(1, 3), ones(1, 3)') === 3.0
    @test flat_dot(ones(2, 3), ones(2, 3)') === 6.0
    @test matrix_product(ones(2, 3), ones(2, 3)') == [3.0 3.0; 3.0 3.0]
    h, y = two_layer([1 2 3 4], [1 2; 3 4; 5 6; 7 8], [1 2], [1 2 3; 4 5 6], [1 2 3])
    @test h == [51 62]
    @test y == [300 414 528]
end

@testset "element types" begin
    @test matrix_vector_by_rows(a, x) isa Vector{Int64}
    @test matrix_vector_by_columns(a, x) isa Vector{Int64}
    @test scale_columns(a, Float32.(x)) isa Matrix{Float32}
    @test matrix_vector_by_rows(a, Float32.(x)) isa Vector{Float32}
    @test matrix_vector_by_columns(Int8.(a), Int8.(x)) isa Vector{Int8}
    @test matrix_product(Int8[1 2], Int8[1 2]') isa Matrix{Int8}
    @test matrix_product([1 2], Float32[1 2]') isa Matrix{Float32}
    @test flat_dot(UInt64[1], [1]) isa UInt64
    @test two_layer([1 2], [1; 2][:, :], [1][:, :], [1.5][:, :], [1][:, :]) isa Tuple{Matrix{Int64},Matrix{Float64}}
end

@testset "integers above 2^53 stay exact, and wrap" begin
    big_odd = 2^53 + 1
    @test matrix_product([big_odd 0], [1 0; 0 1]) == [big_odd 0]
    @test flat_dot([big_odd], [1]) == big_odd
    @test flat_dot([typemax(Int64)], [2]) == -2
end

@testset "the product of $T is that of Base, however the matrices are stored" for T in (Float64, Float32, Int64, BigFloat)
    p, q = T.(reshape(1:12, 4, 3)), T.(reshape(1:15, 3, 5))
    for (l, r) in ((p, q), (transpose(T.(p')), q), (p, transpose(T.(q'))), (T.(p')', T.(q')'), (view(p, 1:2, :), q),
        (p[1:1, :], view(q, :, 2:3)), (view(transpose(p), 1:3, 1:2)', q))
        @test JuliaNN.product!(Matrix{T}(undef, size(l, 1), size(r, 2)), l, r) == Matrix(l) * Matrix(r)
    end
end

@testset "BigFloat" begin
    third = big(1) / 3
    w = [third 2third; 3third 4third]
    @test matrix_product(w, w) == w * w
    @test matrix_vector_by_rows(w, [third, third]) == matrix_vector_by_columns(w, [third, third])
    @test scale_columns(w, [third, 1]) isa Matrix{BigFloat}
    @test flat_dot(w, w) isa BigFloat
    @test two_layer(w, w, w[1:1, :], w, w[1:1, :])[2] isa Matrix{BigFloat}
end

@testset "flat_dot goes down the columns" begin
    @test flat_dot([1 2; 3 4], [1, 10, 100, 1000]) == 1 + 30 + 200 + 4000
end

@testset "a batch, and nothing at all" begin
    h, y = two_layer([1 0; 0 1; 1 1], [1 2; 3 4], [10 20], [1 0; 0 1], [0 0])
    @test h == y == [11 22; 13 24; 14 26]
    @test matrix_product(zeros(2, 0), zeros(0, 3)) == zeros(2, 3)
    @test matrix_vector_by_rows(zeros(2, 0), Float64[]) == [0, 0]
    @test matrix_vector_by_columns(zeros(0, 2), [1.0, 2.0]) == Float64[]
    @test flat_dot(zeros(0, 2), Float64[]) === 0.0
end

@testset "bad input" begin
    @test occursin("matrix_product: columns of a must equal rows of b; got a of size (2, 3), b of size (2, 3)",
        message(() -> matrix_product(ones(2, 3), ones(2, 3))))
    @test_throws DimensionMismatch matrix_product(ones(2, 3), ones(2, 3))
    @test_throws DimensionMismatch matrix_vector_by_rows(a, [1, 2])
    @test_throws DimensionMismatch matrix_vector_by_columns(a, [1, 2])
    @test_throws DimensionMismatch scale_columns(a, [1])
    @test_throws DimensionMismatch flat_dot(ones(2, 3), ones(5))
    @test_throws DimensionMismatch two_layer([1 2 3], [1 2; 3 4], [1 2], [1 2; 3 4], [1 2])
    @test_throws DimensionMismatch two_layer([1 2], [1 2; 3 4], [1 2 3], [1 2; 3 4], [1 2])
    @test_throws DimensionMismatch two_layer([1 2], [1 2; 3 4], [1 2; 1 2], [1 2; 3 4], [1 2])
    @test_throws DimensionMismatch two_layer([1 2], [1 2; 3 4], [1 2], [1 2 3], [1 2 3])
    @test_throws DimensionMismatch two_layer([1 2], [1 2; 3 4], [1 2], [1 2; 3 4], [1][:, :])
    @test_throws ArgumentError two_layer([1 2], [1 2; 3 4], [1, 2], [1 2; 3 4], [1 2])
    @test_throws ArgumentError matrix_product([1, 2], [1 2])
    @test_throws ArgumentError matrix_product([true false], [1 2]')
    @test_throws ArgumentError matrix_product(Any[1 2], [1 2]')
    @test_throws ArgumentError matrix_vector_by_rows(a, x[:, :])
    @test_throws ArgumentError flat_dot(["a"], [1])
    @test_throws ArgumentError flat_dot(1, 2)
    @test_throws ArgumentError flat_dot([1im], [1])
end

end
