# The convolutional networks of the series (post 18), as layers for network.jl, and the sizes inside a network.
# Twin: pyjuliann/nn/cnn.py.

"""
    simple_cnn_layers()

The layers of the simple CNN: one convolution, then two dense layers. The series has 30 filters of 5×5 and 100 hidden outputs,
draws of sizes (5, 5, 1, 30), (4320, 100), (100, 10), and starts from "std".

    simple_cnn_layers() == ("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")
"""
simple_cnn_layers() = ("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")

"""
    deep_cnn_layers()

The layers of the deeper CNN: three convolutions, then two dense layers. The series has filters of 3×3, 32, 64 and 64 of them,
and 64 hidden outputs: draws of sizes (3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10). It starts from "he".

    count(isequal("convolution"), deep_cnn_layers()) == 3
"""
function deep_cnn_layers()
    block = ("convolution", "relu", "max_pooling")
    (block..., block..., "convolution", "relu", "flatten", "dense", "relu", "dense")
end

"""
    layer_sizes(layers, params, size)

The size of a batch, and what it becomes after every layer.

`size` is that of x: (rows, columns, channels, samples) for a network of images, else (samples, m).

    layer_sizes(simple_cnn_layers(), build_network((ones(5, 5, 1, 30), ones(4320, 100), ones(100, 10))), (28, 28, 1, 9))[2:5] == ((24, 24, 30, 9), (24, 24, 30, 9), (12, 12, 30, 9), (9, 4320))
"""
function layer_sizes(layers, params, size)
    @contract layer_sizes layers::Layers params::Params size::Size
    _sizes_inside(:layer_sizes, layers, params, size)
end
