# Julia's end of the bridge without Python: names of types, requests and responses, and the in-process entry.

isdefined(Main, :PyjuliannInProcess) || Base.include(Main, joinpath(@__DIR__, "..", "worker", "inprocess.jl"))

module BridgeTests

using Main.PyjuliannInProcess: PyjuliannBridge, entries
using Main.PyjuliannInProcess.PyjuliannBridge: OBJECTS, Store, TYPED, decode, descriptor, encode, resolve, serve, type_name, write_item, write_tag
using LinearAlgebra
using Test

struct Plain end
struct Holder{T,N}
    x::T
end
module Inner
struct Deep end
struct Set end  # not Base's
end

@testset "the name of $wanted" for (T, wanted) in [
    Int => "Int64", Nothing => "Nothing", Any => "Any", Union{} => "Union{}", Bool => "Bool", Float16 => "Float16", BigFloat => "BigFloat",
    ComplexF16 => "ComplexF16", ComplexF32 => "ComplexF32", ComplexF64 => "ComplexF64", Complex{Int} => "Complex{Int64}",
    Complex{Bool} => "Complex{Bool}", Complex => "Complex", Rational{BigInt} => "Rational{BigInt}",
    Vector{Float64} => "Vector{Float64}", Matrix{ComplexF64} => "Matrix{ComplexF64}", Array{Int,3} => "Array{Int64, 3}",
    Array{Any,0} => "Array{Any, 0}", Vector{Union{}} => "Vector{Union{}}", Vector{Vector{Int}} => "Vector{Vector{Int64}}",
    Vector{Union{Nothing,Int}} => "Vector{Union{Nothing, Int64}}", Array{Union{Missing,Float64},3} => "Array{Union{Missing, Float64}, 3}",
    Tuple{} => "Tuple{}", Vector{Tuple} => "Vector{Tuple}", Vector{NamedTuple} => "Vector{NamedTuple}", Vector{Array} => "Vector{Array}", Tuple{Int,String} => "Tuple{Int64, String}", NTuple{2,Tuple{Char}} => "Tuple{Tuple{Char}, Tuple{Char}}",
    NamedTuple{(:a, :b),Tuple{Int,Char}} => "NamedTuple{(:a, :b), Tuple{Int64, Char}}", NamedTuple{(:a,),Tuple{Int}} => "NamedTuple{(:a,), Tuple{Int64}}",
    NamedTuple{(),Tuple{}} => "NamedTuple{(), Tuple{}}", Dict{Symbol,Any} => "Dict{Symbol, Any}", Set{Int} => "Set{Int64}",
    UnitRange{Int} => "UnitRange{Int64}", Base.OneTo{Int} => "Base.OneTo{Int64}", StepRange{Char,Int} => "StepRange{Char, Int64}",
    SubString{String} => "SubString{String}", Pair{Int,Char} => "Pair{Int64, Char}", typeof(sin) => "typeof(sin)", typeof(π) => "Irrational{:π}",
    Adjoint{Float64,Matrix{Float64}} => "LinearAlgebra.Adjoint{Float64, Matrix{Float64}}", Diagonal{Int,Vector{Int}} => "LinearAlgebra.Diagonal{Int64, Vector{Int64}}",
    Base.CodeUnits{UInt8,String} => "Base.CodeUnits{UInt8, String}", Base.RefValue{Int} => "Base.RefValue{Int64}", BitArray{1} => "BitVector", BitArray{2} => "BitMatrix", BitArray{3} => "BitArray{3}",
    Ptr{Nothing} => "Ptr{Nothing}", Val{3} => "Val{3}", Val{:x} => "Val{:x}", Val{(1, :a)} => "Val{(1, :a)}", Module => "Module", DataType => "DataType",
    Union{Int,Char,Vector} => "Union{Char, Int64, Vector}", Vector{Vector} => "Vector{Vector}", Vector{Matrix} => "Vector{Matrix}",
    Vector{Array{Int}} => "Vector{Array{Int64}}", Vector{Array} => "Vector{Array}", Vector{<:Real} => "Vector{<:Real}", Array{<:Real,3} => "Array{<:Real, 3}",
    Vector{Vector{<:Real}} => "Vector{Vector{<:Real}}", Array{T,3} where {T} => "Array{T, 3} where T", Vector{>:Int} => "Vector{>:Int64}",
    Dict{K,Int} where {K} => "Dict{K, Int64} where K", Dict{Int} => "Dict{Int64}", Dict{T,Vector{T}} where {T<:Real} => "Dict{T, Vector{T}} where T<:Real",
    Pair{A,Vector{Pair{A,B}}} where {A,B} => "Pair{A, Vector{Pair{A, B}}} where {A, B}", Array{T,3} where {Int<:T<:Real} => "Array{T, 3} where Int64<:T<:Real",
    AbstractVector => "AbstractVector", AbstractMatrix{Int} => "AbstractMatrix{Int64}", DenseMatrix => "DenseMatrix", AbstractArray{Int} => "AbstractArray{Int64}",
    Type{Vector} => "Type{Vector}", Type{<:Integer} => "Type{<:Integer}", Tuple => "Tuple", Vector{Tuple{Vararg{Int}}} => "Vector{Tuple{Vararg{Int64}}}",
    Tuple{Char,Vararg{Any}} => "Tuple{Char, Vararg{Any}}", Complex{<:AbstractFloat} => "Complex{<:AbstractFloat}", NamedTuple{(:a,)} => "NamedTuple{(:a,)}",
    Val{0x01} => "Val{0x01}", Val{'a'} => "Val{'a'}", Val{1.5f0} => "Val{1.5f0}", Val{nothing} => "Val{nothing}", BitArray => "BitArray",
    typeof(0:0.1:1) => "StepRangeLen{Float64, Base.TwicePrecision{Float64}, Base.TwicePrecision{Float64}, Int64}", typeof(LinRange(0, 1, 3)) => "LinRange{Float64, Int64}",
    typeof(reinterpret(UInt8, [1])) => "Base.ReinterpretArray{UInt8, 1, Int64, Vector{Int64}, false}", Base.IdSet{Int} => "IdSet{Int64}", StepRangeLen => "StepRangeLen",
    Iterators.Pairs{Symbol,Int,Tuple{Symbol},NamedTuple{(:a,),Tuple{Int}}} => "Base.Pairs{Symbol, Int64, Tuple{Symbol}, NamedTuple{(:a,), Tuple{Int64}}}",
    Plain => "BridgeTests.Plain", Holder{Int,2} => "BridgeTests.Holder{Int64, 2}", Inner.Deep => "BridgeTests.Inner.Deep", Inner.Set => "BridgeTests.Inner.Set",
]
    name = type_name(T)
    @test name isa String && !isempty(name)
    @test replace(name, "Main." => "") == wanted
end

@testset "types of every kind have a name" begin
    closure = let y = rand()
        x -> x + y
    end
    for x in (
        closure, x -> x, +, Int, Array, Union{Int,Char}, Vector, Base, :(1 + 1), r"a", stdout, Ref(1), view([1 2], 1, :), [1 2]', 1:2.0, big(1) // 2,
        Main, Task(() -> 1), (k for k in 1:2), pairs((a = 1,)), eachline, Some(1), missing, v"1.2", `ls`, zip([1], [2]), CartesianIndex(1, 2),
    )
        @test type_name(typeof(x)) isa String
    end
end

response(request...) = decode(take!(serve(Any[request...], typemax(Int), Store()).io))
result(request...) = response(request...)[2]

@testset "requests and their responses" begin
    @test response("call", "sum", Any[[1, 2]], Any[], TYPED) == ["ok", 3, "Int64"]
    @test response("call", "sum", Any[[1, 2]], Any[], 0) == ["ok", 3, nothing]
    @test result("call", "LinearAlgebra.norm", Any[[3.0, 4.0]], Any[], 0) == 5.0
    @test result("call", "sort", Any[[1, 3, 2]], Any[Any["rev", true]], 0) == [3, 2, 1]
    @test result("call", "JuliaNN.matrix_product", Any[[1.0 2.0], reshape([3.0, 4.0], 2, 1)], Any[], 0) == fill(11.0, 1, 1)
    @test response("settle", 0.05) == ["ok", nothing, nothing]
    @test result("info")["julia_version"] == string(VERSION)
    @test response("call", "sum", Any["a", 1], Any[], 0)[1:2] == ["error", "MethodError"]
    @test response("nonsense")[1:2] == ["error", "ArgumentError"]
    @test response("call", "identity", Any[sin], Any[], 0) == ["unsupported", "a value of type typeof(sin): it has no Python counterpart"]
    @test response("eval", "throw(InterruptException())", 0) == ["interrupted"]
end

@testset "code and its value" begin
    value(code) = result("eval", code, 0)
    @test value("1 + 1") == 2
    @test value("1 + 1 # comment\n\n") == 2
    @test value("a = 1; a + 1\n\"\"\"text\"\"\"") == "text"
    @test value("") === nothing
    for definition in (
        "f_of_x(x) = 2x", "function g_of_x(x) 2x end", "\"doc\"\nh_of_x(x::T) where {T} = x", "struct AType end", "abstract type AbstractOne end",
        "module AModule end", "macro m() end", "@inline k_of_x(x)::Int = x", "begin l_of_x() = 1 end", "mutable struct AnotherType; x; end",
    )
        @test value(definition) === nothing
    end
    @test value("f_of_x(4)") == 8
    @test response("eval", "sin", 0)[1] == "unsupported"
    @test response("eval", "x = (", 0)[1:2] == ["error", "ParseError"]
    @test response("eval", "break", 0)[1:2] == ["error", "ParseError"]
    @test response("eval", "error(\"words\")", 0)[1:3] == ["error", "ErrorException", "words"]
end

@testset "names begin in Main, but for the bridge's own" begin
    @test resolve("PyjuliannBridge") === PyjuliannBridge
    @test resolve("PyjuliannBridge.resolve") === resolve
    @test !isdefined(Main, :PyjuliannBridge)  # as in-process: only the worker's script has it there
    @test_throws UndefVarError resolve("PyjuliannBridge.no_such_name")
    part = joinpath(@__DIR__, "..", "worker", "file_functions.jl")
    @test result("include", realpath(part), false) === nothing
    @test resolve("PyjuliannFiles.functions") isa Function
    @test !isdefined(Main, :PyjuliannFiles)
    Core.eval(Main, :(module Reader; x() = 1; end))
    Core.eval(Main, :(module Versions; x() = 2; end))
    @test resolve("Reader.x")() == 1  # the bridge has a type of that name, and a module of this
    @test resolve("Versions.x")() == 2
end

@testset "JuliaNN is there where code mentions it" begin
    @test result("eval", "JuliaNN.relu([-1.0, 2.0])", 0) == [0.0, 2.0]
    for (code, use) in (
        "using JuliaNN" => "relu", "import JuliaNN" => "JuliaNN.relu", "using LinearAlgebra, JuliaNN" => "relu",
        "using JuliaNN: relu, sigmoid" => "relu", "import JuliaNN.relu" => "relu", "import JuliaNN: relu" => "relu",
    )
        @test result("eval", "module Uses; $code; f(x) = $use(x); end; Uses.f([-1.0, 2.0])", 0) == [0.0, 2.0]
    end
    @test result("eval", "using JuliaNN; relu([-1.0])", 0) == [0.0]
    file = tempname()
    write(file, "module UsesInFile\nusing JuliaNN\nf(x) = relu(x)\nend\n\"told\"\ng(x) = x\nerror(\"here\")\n")
    answer = response("include", file, false)
    @test answer[2] == "ErrorException" && occursin("$file:7", answer[3])
    @test result("call", "UsesInFile.f", Any[[-1.0, 2.0]], Any[], 0) == [0.0, 2.0]
    @test occursin("told", result("eval", "string(@doc g)", 0))
    @test response("eval", "using NoSuchPackage: JuliaNN", 0)[2] == "ArgumentError"
end

@testset "names are dotted identifiers" begin
    @test resolve("sum") === sum
    @test resolve("LinearAlgebra.dot") === dot
    @test resolve("Base.Iterators.flatten") === Iterators.flatten
    for name in ("", ".", "a.", ".a", "a b", "sum()", "a;b", "a\nb", "1a", "@time", "Base.:+", "+", "a..b", "a{b}", "\"a\"")
        @test_throws ArgumentError resolve(name)
    end
    @test_throws UndefVarError resolve("no_such_name")
    @test_throws UndefVarError resolve("Base.no_such_name")
    @test_throws ArgumentError resolve("NoSuchPackage.f")
    @test_throws ArgumentError resolve("sin.x")
end

@testset "a kind of value has all its parts" begin
    kind(; parts...) = PyjuliannBridge.Kind(Regex; parts...)
    @test kind(read=(), write=print).type === Regex
    @test_throws UndefKeywordError kind(read=())
    @test_throws UndefKeywordError kind(write=print)
    @test_throws ErrorException("the kind Regex: write: a function is expected, not 7") kind(read=(), write=7)
    @test_throws ErrorException("the kind Regex: read: a function is expected for \"R\"") kind(read=["R" => 7], write=print)
    @test_throws ErrorException("the kind Regex: element: a type is expected") kind(read=(), write=print, element=1)
end

# What Python writes and Julia does not: any tag with any content.
struct Tagged
    tag::Int
    value::Any
end
function PyjuliannBridge.write_item(w::PyjuliannBridge.Writer, x::Tagged)
    write_tag(w, x.tag)
    write_item(w, x.value)
end

# What Python does: the request and the large arrays lie somewhere in memory, the response does afterwards.
const PLACE = zeros(Int, 2)

function ask(request; bulk=Any[], frame=encode(request), place=PLACE)
    out, err = tempname(), tempname()
    sources = Ptr{UInt8}[pointer(x) for x in bulk]
    failed = open(out, "w") do o
        open(err, "w") do e
            GC.@preserve frame bulk sources place begin
                ccall(
                    Ptr{Cvoid}(entries()[1]), Cint, (Ptr{UInt8}, Int, Ptr{Ptr{UInt8}}, Cint, Cint, Ptr{Int}),
                    pointer(frame), length(frame), pointer(sources), descriptor(o), descriptor(e), pointer(place),
                )
            end
        end
    end
    response = copy(unsafe_wrap(Array, Ptr{UInt8}(place[1]), place[2]))
    return response, read(out, String), read(err, String), failed == 1
end

const TAG_BULK = PyjuliannBridge.TAG_BULK
elsewhere(x, tag) = Tagged(1040, Any[Any[size(x)...], Tagged(tag, Tagged(TAG_BULK, sizeof(x)))])

@testset "the in-process entry" begin
    frame, out, err, failed = ask(Any["call", "sum", Any[[1, 2]], Any[], TYPED])
    @test (decode(frame), out, err, failed) == (["ok", 3, "Int64"], "", "", false)
    frame, out, err = ask(Any["eval", "println(\"to out\"); print(stderr, \"to err\"); 7", 0])
    @test (decode(frame), out, err) == (["ok", 7, nothing], "to out\n", "to err")
    frame, out, err = ask(Any["eval", "ccall(:puts, Cint, (Cstring,), \"from C\"); error()", 0])
    @test (decode(frame)[1:2], out, err) == (["error", "ErrorException"], "from C\n", "")
    words, _, _, failed = ask(nothing; frame=UInt8[0x83, 0x64])
    @test failed && occursin("CBORError: ", String(words))
    @test decode(ask(Any["call", "sqrt", Any[-1.0], Any[], 0])[1])[1:2] == ["error", "DomainError"]
end

@testset "large arrays in memory: $(eltype(x))" for x in Any[
    rand(200, 100), rand(Float32, 30_000), rand(1:9, 3, 4, 5000), rand(ComplexF64, 100, 100), rand(ComplexF32, 20_000), rand(Bool, 300, 300), rand(UInt8, 70_000),
]
    T = eltype(x)
    request = if T === Bool
        Tagged(27, Any["Bool", elsewhere(x, 64)])
    elseif T <: Complex
        parts = reinterpret(real(T), vec(x))
        tag = T === ComplexF64 ? 86 : 85
        Tagged(27, Any[type_name(T), Tagged(1040, Any[Any[2, size(x)...], Tagged(tag, Tagged(TAG_BULK, sizeof(x)))])])
    else
        elsewhere(x, Dict(Float64 => 86, Float32 => 85, Int => 79, UInt8 => 64)[T])
    end
    copied = copy(x)
    frame, = ask(Any["call", "identity", Any[request], Any[], TYPED]; bulk=Any[x])
    ask(Any["call", "sum", Any[[1, 2]], Any[], TYPED]; place=zeros(Int, 2))  # another engine's call comes in between
    @test length(frame) < 200
    @test occursin(type_name(typeof(x)), String(copy(frame)))
    target = similar(x)
    targets = [Ptr{UInt8}(pointer(target))]
    GC.@preserve target targets ccall(Ptr{Cvoid}(entries()[2]), Cvoid, (Ptr{Int}, Ptr{Ptr{UInt8}}), pointer(PLACE), pointer(targets))
    @test target == x == copied
end

@testset "bytes elsewhere that cannot be what they are said to be" begin
    x = zeros(10_000)
    function reply(request)
        response, _, _, failed = ask(Any["call", "identity", Any[request], Any[], 0]; bulk=Any[x])
        @test failed == startswith(String(copy(response)), "CBORError")
        return String(response)
    end
    number = Tagged(86, Tagged(TAG_BULK, sizeof(x)))
    @test startswith(reply(Tagged(40, Any[Any[100, 100], number])), "CBORError")
    @test startswith(reply(Tagged(82, Tagged(TAG_BULK, sizeof(x)))), "CBORError")
    @test startswith(reply(Tagged(86, Tagged(TAG_BULK, 7))), "CBORError")
    @test occursin("refused", reply(Tagged(27, Any["Array", "Int64", number])))
    @test occursin("refused", reply(Tagged(27, Any["ComplexF32", number])))
end

end
