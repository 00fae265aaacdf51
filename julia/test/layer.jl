# The slope of `loss` at `at`, one coordinate at a time, by central differences.
function central_difference(loss, at, h)
    map(LinearIndices(at)) do i
        ahead, behind = copy(at), copy(at)
        ahead[i] += h
        behind[i] -= h
        (loss(ahead) - loss(behind)) / 2h
    end
end

let x = [0.5 -1.0; 2.0 0.25; -0.75 1.5],
    w = [0.1 -0.2 0.3; 0.4 0.5 -0.6],
    b = [0.05, -0.1, 0.2],
    dy = [1.0 -0.5 0.25; 0.5 2.0 -1.0; -1.5 0.75 0.125]

@testset "forward" begin
    @test affine([1 2; 3 4], [1 0; 0 1], [10, 20]) == [11 22; 13 24]
    @test layer_forward(x, w, b) ≈ 1 ./ (1 .+ exp.(-(x * w .+ b')))
end

@testset "gradients against central differences in $T" for (T, h, atol) in ((Float64, 1e-5, 1e-9), (BigFloat, big"1e-20", 1e-36))
    X, W, B, dY = T.(x), T.(w), T.(b), T.(dy)
    delta = sigmoid_delta(dY, layer_forward(X, W, B))
    loss(X, W, B) = sum(dY .* layer_forward(X, W, B))
    @test weight_gradient(X, delta) ≈ central_difference(v -> loss(X, v, B), W, h) atol = atol
    @test bias_gradient(delta) ≈ central_difference(v -> loss(X, W, v), B, h) atol = atol
    @test input_gradient(delta, W) ≈ central_difference(v -> loss(v, W, B), X, h) atol = atol
    @test delta ≈ central_difference(u -> sum(dY .* sigmoid(u)), affine(X, W, B), h) atol = atol
end

@testset "types and sizes" begin
    @test affine([1 2], [1 2; 3 4], [1, 2]) isa Matrix{Int64}
    @test layer_forward([1 2], [1 2; 3 4], [1, 2]) isa Matrix{Float64}
    @test layer_forward(Float32.(x), Float32.(w), Float32.(b)) isa Matrix{Float32}
    @test sigmoid_delta([1 2], [0 1]) isa Matrix{Float64}
    @test sigmoid_delta(Float32.(dy), Float32.(dy)) isa Matrix{Float32}
    @test weight_gradient([1 2; 3 4], [1 0 0; 0 1 0]) == [1 3 0; 2 4 0]
    @test bias_gradient(Int8[100 1; 100 2]) == [200, 3]
    @test bias_gradient(zeros(0, 3)) == zeros(3)
    @test bias_gradient(Float32.(dy)) isa Vector{Float32}
    @test input_gradient([1 10], [1 2; 3 4; 5 6]) == [21 43 65]
end

@testset "bad input" begin
    @test occursin("affine: length of b must equal columns of w; got w of size (2, 3), b of size (2,)",
        message(() -> affine(x, w, [1.0, 2.0])))
    @test_throws DimensionMismatch affine(x, w', b)
    @test_throws DimensionMismatch layer_forward(x, w, [1.0])
    @test_throws DimensionMismatch sigmoid_delta(dy, dy[1:2, :])
    @test_throws DimensionMismatch weight_gradient(x, dy[1:2, :])
    @test_throws DimensionMismatch input_gradient(dy, w')
    @test_throws ArgumentError affine(x, w, b')
    @test_throws ArgumentError layer_forward(x, w, ["a", "b", "c"])
    @test_throws ArgumentError sigmoid_delta([1.0], [1.0])
    @test_throws ArgumentError weight_gradient([1.0], dy)
    @test_throws ArgumentError bias_gradient([1.0])
    @test_throws ArgumentError bias_gradient(nothing)
    @test_throws ArgumentError input_gradient(dy, [1.0])
end

end
