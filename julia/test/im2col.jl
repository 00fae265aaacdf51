let x = reshape(collect(1.0:120.0) .% 11 .- 5, 5, 4, 2, 3)

@testset "the order of rows and columns" begin
    @test size(im2col(ones(5, 5, 3, 2), (3, 3))) == (18, 27)
    columns = im2col(x, (3, 2))
    # Place (2, 3) of sample 2; a place's row runs fastest, then its column, then the sample.
    @test columns[2+3*2+9, :] == vec(x[2:4, 3:4, :, 2])
    # The first window over padded images sees their first corner only.
    first_row = reshape(im2col(x, (3, 2), 1, 1)[1, :], 3, 2, 2)
    @test first_row[2:3, 2, :] == x[1:2, 1, :, 1]
    @test count(!=(0), first_row) == count(!=(0), x[1:2, 1, :, 1])
end

@testset "window $window, stride $stride, pad $pad" for window in ((2, 2), (3, 2), (1, 4)), stride in 1:3, pad in 0:1
    columns = im2col(x, window, stride, pad)
    y = sin.(columns)
    @test sum(columns .* y) ≈ sum(x .* col2im(y, size(x), window, stride, pad))
    w, b = x[1:window[1], 1:window[2], :, 1:2], [1.0 -1.0]
    direct = convolution_forward(x, w, b, stride, pad)
    @test im2col_convolution_forward(x, w, b, stride, pad) ≈ direct
    for (ours, theirs) in zip(im2col_convolution_backward(direct, x, w, stride, pad), convolution_backward(direct, x, w, stride, pad))
        @test ours ≈ theirs
    end
end

@testset "types" begin
    @test im2col(reshape(1:3, 3, 1, 1, 1), (2, 1)) == [1 2; 2 3]
    @test im2col(PermutedDimsArray(x, (2, 1, 3, 4)), (2, 2)) == im2col(permutedims(x, (2, 1, 3, 4)), (2, 2))
    @test col2im(transpose(ones(Float32, 4, 4)), (3, 3, 1, 1), (2, 2)) isa Array{Float32,4}
    @test im2col_convolution_forward(big.(x), x[1:2, 1:2, :, :], ones(1, 3)) isa Array{BigFloat,4}
end

@testset "memory" begin
    images = rand(28, 28, 1, 100)
    im2col(images, (5, 5))
    @test (@allocated columns = im2col(images, (5, 5))) < 1.3 * 57600 * 25 * 8
end

@testset "bad input" begin
    @test_throws ArgumentError im2col(x, 2)
    @test_throws ArgumentError im2col(x, (0, 1))
    @test_throws ArgumentError im2col(x, (2, 2), 0)
    @test_throws ArgumentError im2col(x[:, :, 1, 1], (2, 2))
    @test_throws DimensionMismatch im2col(x, (6, 2))
    @test_throws ArgumentError col2im(ones(36, 8), (5, 4, 2), (2, 2))
    @test_throws DimensionMismatch col2im(ones(36, 7), size(x), (2, 2))
    @test_throws DimensionMismatch im2col_convolution_forward(x, ones(2, 2, 1, 1), ones(1, 1))
    @test_throws ArgumentError im2col_convolution_forward(x, ones(2, 2, 2, 1), nothing)
    @test occursin("im2col: window must fit into the padded images; got window (6, 2), images of size (5, 4, 2, 3) and pad 0",
        message(() -> im2col(x, (6, 2))))
end

end
