# The convolutional networks of the series (post 18), as layers for network.jl, and the sizes inside a network.
# Twin: pyjuliann/nn/cnn.py.

"""
    simple_cnn_layers()

The layers of the simple CNN: one convolution, then two dense layers.

The series has 30 filters of 5×5 and 100 hidden outputs: draws of sizes (5, 5, 1, 30), (4320, 100), (100, 10).

```jldoctest
julia> simple_cnn_layers()
("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")
```
"""
simple_cnn_layers() = ("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")

"""
    deep_cnn_layers()

The layers of the deeper CNN: three convolutions, then two dense layers.

The series has filters of 3×3, 32, 64 and 64 of them, and 64 hidden outputs: draws of sizes (3, 3, 1, 32), (3, 3, 32, 64),
(3, 3, 64, 64), (576, 64), (64, 10).

```jldoctest
julia> count(==("convolution"), deep_cnn_layers())
3
```
"""
function deep_cnn_layers()
    block = ("convolution", "relu", "max_pooling")
    (block..., block..., "convolution", "relu", "flatten", "dense", "relu", "dense")
end

"""
    layer_sizes(layers, params, size)

The size of a batch, and what it becomes after every layer.

`size` is that of x: (rows, columns, channels, samples) for a network of images, else (samples, m).

```jldoctest
julia> params = build_network((ones(5, 5, 1, 30), ones(4320, 100), ones(100, 10)));

julia> foreach(println, layer_sizes(simple_cnn_layers(), params, (28, 28, 1, 100)))
(28, 28, 1, 100)
(24, 24, 30, 100)
(24, 24, 30, 100)
(12, 12, 30, 100)
(100, 4320)
(100, 100)
(100, 100)
(100, 10)
```
"""
function layer_sizes(layers, params, size)
    @nospecialize
    name = :layer_sizes
    @contract layer_sizes size::Size
    _check_network(name, layers, params)
    images = _image_part(layers) > 0
    if length(size) != (images ? 4 : 2)
        expected = images ? "(rows, columns, channels, samples)" : "(samples, m)"
        throw(ArgumentError("$name: size must be $expected for this network; got $size"))
    end
    sizes = Any[_plain(size), _image_sizes(name, layers, params, size)...]
    w = _first_dense(layers, params)
    if Base.size(w, 1) != sizes[end][2]
        got = "w of size $(Base.size(w)), samples of $(sizes[end][2])"
        throw(DimensionMismatch("$name: rows of the first dense w must equal the numbers of a sample; got $got"))
    end
    dense = _count_layers(_is_convolution, layers)
    for layer in layers[_image_part(layers)+1:end]
        push!(sizes, layer == "dense" ? (sizes[end][1], Base.size(params[dense+=1][1], 2)) : sizes[end])
    end
    (sizes...,)
end
