let x = [0.5 -1.0; 2.0 0.25; -0.75 1.5],
    w = [0.1 -0.2 0.3; 0.4 0.5 -0.6],
    b = [0.05 -0.1 0.2],
    dout = [1.0 -0.5 0.25; 0.5 2.0 -1.0; -1.5 0.75 0.125]

@testset "forward" begin
    @test dense_forward([1 2; 3 4], [1 2; 3 4], [10 20]) == [17 30; 25 42]
    @test dense_forward(x, w, b) ≈ x * w .+ b
end

@testset "backward against central differences" begin
    dx, dw, db = dense_backward(dout, x, w)
    loss(x, w, b) = sum(dout .* dense_forward(x, w, b))
    @test dx ≈ numerical_gradient(v -> loss(v, w, b), x) atol = 1e-10
    @test dw ≈ numerical_gradient(v -> loss(x, v, b), w) atol = 1e-10
    @test db ≈ numerical_gradient(v -> loss(x, w, v), b) atol = 1e-10
    @test relu_delta(dout, dense_forward(x, w, b)) ≈
        numerical_gradient(v -> sum(dout .* relu(v)), dense_forward(x, w, b)) atol = 1e-10
    t = [1 0 0; 0 0 1; 0 1 0]
    @test softmax_cross_entropy_delta(softmax_rows(dout), t) ≈
        numerical_gradient(z -> mean_cross_entropy_error(softmax_rows(z), t), dout) atol = 1e-5
end

@testset "relu_delta at the edges" begin
    @test isequal(relu_delta([1.0, 2.0, Inf, NaN, 5.0, NaN], [0.0, -0.0, -1.0, NaN, 1.0, 1.0]), [0.0, 0.0, 0.0, 0.0, 5.0, NaN])
end

@testset "types" begin
    @test dense_forward([1 2], [1 2; 3 4], [1 2]) isa Matrix{Int64}
    @test dense_backward(Float32.(dout), Float32.(x), Float32.(w)) isa NTuple{3,Matrix{Float32}}
    @test dense_backward(big.(dout), big.(x), big.(w)) isa NTuple{3,Matrix{BigFloat}}
    @test softmax_cross_entropy_delta(Float32[1 0], [1 0]) isa Matrix{Float32}
    @test softmax_cross_entropy_delta([1 0], [1 0]) isa Matrix{Float64}
    @test relu_delta(ones(Float32, 1, 2, 3, 4), ones(1, 2, 3, 4)) isa Array{Float32,4}
end

@testset "bad input" begin
    @test_throws DimensionMismatch dense_forward(x, w', b)
    @test_throws DimensionMismatch dense_forward(x, w, b')
    @test_throws ArgumentError dense_forward(x, w, vec(b))
    @test_throws DimensionMismatch dense_backward(dout[1:2, :], x, w)
    @test_throws DimensionMismatch dense_backward(dout, x, w')
    @test_throws ArgumentError dense_backward(dout, nothing, w)
    @test_throws DimensionMismatch relu_delta(dout, x)
    @test_throws DimensionMismatch softmax_cross_entropy_delta(dout, x)
    @test_throws ArgumentError softmax_cross_entropy_delta(zeros(0, 2), zeros(0, 2))
    @test occursin("dense_forward: b must be one row, as wide as w; got w of size (2, 3), b of size (3, 1)",
        message(() -> dense_forward(x, w, permutedims(b))))
end

end
