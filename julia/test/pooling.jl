let x = reshape(collect(1.0:140.0) .% 11 .- 5, 5, 7, 2, 2)

@testset "forward" begin
    @test max_pooling_forward(x)[2, 3, 1, 2] == maximum(x[3:4, 5:6, 1, 2])
    @test average_pooling_forward(x)[2, 3, 1, 2] ≈ sum(x[3:4, 5:6, 1, 2]) / 4
    @test max_pooling_forward(x, (3, 2), 2, 1)[1, 1, 1, 1] == maximum(x[1:2, 1:1, 1, 1])
    @test average_pooling_forward(x, (3, 2), 2, 1)[1, 1, 1, 1] ≈ sum(x[1:2, 1:1, 1, 1]) / 6
end

@testset "backward against central differences: $settings" for settings in (((2, 2), 2, 0), ((3, 2), 1, 1), ((1, 1), 3, 0))
    apart = x .+ 1e-3 .* reshape(1:140, size(x))  # without ties
    dout = sin.(max_pooling_forward(apart, settings...))
    @test max_pooling_backward(dout, apart, settings...) ≈
        numerical_gradient(v -> sum(dout .* max_pooling_forward(v, settings...)), apart) atol = 1e-8
    @test average_pooling_backward(dout, size(x), settings...) ≈
        numerical_gradient(v -> sum(dout .* average_pooling_forward(v, settings...)), x) atol = 1e-8
end

@testset "ties and NaN" for (values, place) in (
    ([7 7; 7 7], 1), ([1 7; 7 1], 3), ([1 7; 2 7], 3), ([-0.0 0.0; 0.0 -0.0], 1), ([1 9; NaN NaN], 2), ([-Inf -Inf; -Inf -Inf], 1),
)
    images = reshape(values, 2, 2, 1, 1)
    @test isequal(max_pooling_forward(images)[1], values[place])
    @test findall(!=(0), vec(max_pooling_backward(fill(5, 1, 1, 1, 1), images))) == [place]
    @test findall(!=(0), vec(im2col_max_pooling_backward(fill(5, 1, 1, 1, 1), images))) == [place]
end

@testset "flatten" begin
    @test flatten_forward(x)[2, :] == vec(x[:, :, :, 2])
    @test flatten_backward(flatten_forward(x), size(x)) == x
    @test flatten_forward(x) isa Matrix{Float64}
    @test !Base.mightalias(flatten_backward(flatten_forward(x), size(x)), x)
end

@testset "types" begin
    @test max_pooling_forward(Int8.(x)) isa Array{Int8,4}
    @test average_pooling_forward(Int8.(x)) isa Array{Float64,4}
    @test average_pooling_forward(big.(x)) isa Array{BigFloat,4}
    @test max_pooling_backward(ones(Float32, 2, 3, 2, 2), x) isa Array{Float32,4}
end

@testset "bad input" begin
    @test_throws ArgumentError max_pooling_forward(x, (2, 2), 0)
    @test_throws ArgumentError max_pooling_forward(x, (2, 2), 2, 2)
    @test_throws ArgumentError max_pooling_forward(x, 2)
    @test_throws DimensionMismatch max_pooling_forward(x, (6, 1))
    @test_throws DimensionMismatch max_pooling_backward(x, x)
    @test_throws ArgumentError average_pooling_backward(x, (5, 7))
    @test_throws DimensionMismatch average_pooling_backward(x, size(x))
    @test_throws ArgumentError flatten_forward(x[:, :, 1, 1])
    @test_throws DimensionMismatch flatten_backward(ones(2, 3), size(x))
end

end
