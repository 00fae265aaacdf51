let x = reshape(collect(1.0:40.0) .% 7, 5, 4, 2, 1),
    w = reshape(collect(1.0:24.0) .% 5 .- 2, 3, 2, 2, 2),
    b = [0.5 -1.0]

@testset "forward" begin
    @test size(convolution_forward(ones(5, 5, 1, 1), ones(3, 3, 1, 2), zeros(1, 2))) == (3, 3, 2, 1)
    y = convolution_forward(x, w, b)
    @test y[2, 3, 1, 1] ≈ sum(x[2:4, 3:4, :, 1] .* w[:, :, :, 1]) + 0.5
    @test convolution_forward(x, w, b, 2, 1)[1, 2, 2, 1] ≈ sum(x[1:2, 2:3, :, 1] .* w[2:3, :, :, 2]) - 1
end

@testset "backward against central differences: stride $stride, pad $pad" for (stride, pad) in ((1, 0), (2, 1), (3, 2))
    dout = sin.(convolution_forward(x, w, b, stride, pad))
    dx, dw, db = convolution_backward(dout, x, w, stride, pad)
    loss(x, w, b) = sum(dout .* convolution_forward(x, w, b, stride, pad))
    @test dx ≈ numerical_gradient(v -> loss(v, w, b), x) atol = 1e-8
    @test dw ≈ numerical_gradient(v -> loss(x, v, b), w) atol = 1e-8
    @test db ≈ numerical_gradient(v -> loss(x, w, v), b) atol = 1e-8
end

@testset "types" begin
    @test convolution_forward(big.(x), w, b) isa Array{BigFloat,4}
    @test convolution_forward(Int8.(x), Int8.(w), Int8[1 1]) isa Array{Int8,4}
    @test convolution_backward(ones(Float32, 3, 3, 2, 1), Float32.(x), Float32.(w)) isa
        Tuple{Array{Float32,4},Array{Float32,4},Matrix{Float32}}
    @test convolution_forward(view(x, :, :, :, 1:1), w, b) == convolution_forward(x, w, b)
end

@testset "bad input" begin
    @test output_size(5, 2, 2) == 2
    @test_throws DimensionMismatch output_size(5, 6)
    @test_throws ArgumentError output_size(5, 3, 0)
    @test_throws DimensionMismatch convolution_forward(x, w[:, :, 1:1, :], b)
    @test_throws DimensionMismatch convolution_forward(x[1:2, :, :, :], w, b)
    @test_throws DimensionMismatch convolution_forward(x, w, [1.0 2.0 3.0])
    @test_throws ArgumentError convolution_forward(x, w, b, 0)
    @test_throws ArgumentError convolution_forward(x, w, b, 1, -1)
    @test_throws ArgumentError convolution_forward(x, w, nothing)
    @test_throws DimensionMismatch convolution_backward(ones(2, 3, 2, 1), x, w)
    @test occursin("w must fit into the images of x with pad 0; got x of size (2, 4, 2, 1), w of size (3, 2, 2, 2)",
        message(() -> convolution_forward(x[1:2, :, :, :], w, b)))
end

end
