let x = reshape(collect(1.0:120.0) .% 11 .- 5, 5, 4, 2, 3)

@testset "window $window, stride $stride, pad $pad" for window in ((2, 2), (3, 2), (1, 4)), stride in 1:3, pad in 0:1
    pad < min(window...) || continue
    dout = max_pooling_forward(x, window, stride, pad)
    @test im2col_max_pooling_forward(x, window, stride, pad) == dout
    @test im2col_max_pooling_backward(dout, x, window, stride, pad) == max_pooling_backward(dout, x, window, stride, pad)
    @test im2col_average_pooling_forward(x, window, stride, pad) == average_pooling_forward(x, window, stride, pad)
    @test im2col_average_pooling_backward(dout, size(x), window, stride, pad) ≈
        average_pooling_backward(dout, size(x), window, stride, pad)
end

@testset "ties and NaN go where the definition sends them" begin
    for values in ([7 7; 7 7], [1 7; 7 1], [0.0 -0.0; -0.0 0.0], [1 NaN; NaN 9], [-Inf -Inf; -Inf -Inf])
        images = reshape(float(values), 2, 2, 1, 1)
        for settings in (((2, 2), 2, 0), ((2, 2), 1, 1), ((3, 3), 1, 2))
            dout = sin.(1.0:length(max_pooling_forward(images, settings...)))
            dout = reshape(dout, size(max_pooling_forward(images, settings...)))
            @test isequal(im2col_max_pooling_forward(images, settings...), max_pooling_forward(images, settings...))
            @test im2col_max_pooling_backward(dout, images, settings...) ≈ max_pooling_backward(dout, images, settings...)
        end
    end
end

@testset "types" begin
    @test im2col_max_pooling_forward(Int8.(x)) isa Array{Int8,4}
    @test im2col_average_pooling_forward(Int8.(x)) isa Array{Float64,4}
    @test im2col_average_pooling_forward(big.(x)) isa Array{BigFloat,4}
end

@testset "bad input" begin
    @test_throws DimensionMismatch im2col_max_pooling_backward(x, x)
    @test_throws ArgumentError im2col_max_pooling_forward(x, 2)
    @test_throws ArgumentError im2col_average_pooling_forward(x, (2, 2), 2, 2)
    @test_throws DimensionMismatch im2col_average_pooling_backward(x, size(x))
end

end
