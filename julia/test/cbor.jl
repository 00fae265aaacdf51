# The CBOR codec by itself: RFC 8949's Appendix A, RFC 8746's typed arrays, and bytes that are no CBOR.

isdefined(Main, :PyjuliannInProcess) || Base.include(Main, joinpath(@__DIR__, "..", "worker", "inprocess.jl"))

module CBORTests

using Main.PyjuliannInProcess.PyjuliannBridge: PyjuliannBridge, CBORError, Reader, Simple, Undefined, Writer
using Main.PyjuliannInProcess.PyjuliannBridge: decode, encode, read_item, write_float, write_integer, write_item
using Test

bytes(text) = hex2bytes(replace(text, ' ' => ""))
decoded(text) = decode(bytes(text))
same(a, b) = typeof(a) === typeof(b) && isequal(a, b)
same_bits(a::T, b::T) where {T} = reinterpret(UInt8, [a]) == reinterpret(UInt8, [b])

# What the bridge writes for a Float16 or a BigInt names the type; here it is the bare CBOR item that counts.
bare(write, x) = (w = Writer(); write(w, x); take!(w.io))
item(x::Union{Float16,Float32}) = bare(write_float, x)
item(x::Integer) = bare(write_integer, x)
item(x::Bool) = encode(x)
item(x) = encode(x)

const NO_BYTES = codeunits("")

# RFC 8949, Appendix A: what stands in preferred form, and is written so again
const PREFERRED = [
    "00" => 0, "01" => 1, "0a" => 10, "17" => 23, "1818" => 24, "1819" => 25, "1864" => 100, "1903e8" => 1000,
    "1a000f4240" => 1000000, "1b000000e8d4a51000" => 1000000000000, "1bffffffffffffffff" => big(18446744073709551615),
    "c249010000000000000000" => big(18446744073709551616), "3bffffffffffffffff" => big(-18446744073709551616),
    "c349010000000000000000" => big(-18446744073709551617), "20" => -1, "29" => -10, "3863" => -100, "3903e7" => -1000,
    "f90000" => Float16(0.0), "f98000" => Float16(-0.0), "f93c00" => Float16(1.0), "fb3ff199999999999a" => 1.1,
    "f93e00" => Float16(1.5), "f97bff" => Float16(65504.0), "fa47c35000" => 100000.0f0, "fa7f7fffff" => 3.4028234663852886f38,
    "fb7e37e43c8800759c" => 1.0e+300, "f90001" => Float16(5.960464477539063e-8), "f90400" => Float16(0.00006103515625),
    "f9c400" => Float16(-4.0), "fbc010666666666666" => -4.1, "f97c00" => Inf16, "f97e00" => NaN16, "f9fc00" => -Inf16,
    "f4" => false, "f5" => true, "f6" => nothing, "f7" => Undefined(), "f0" => Simple(16), "f8ff" => Simple(255),
    "40" => NO_BYTES, "44 01020304" => codeunits("\x01\x02\x03\x04"), "60" => "", "6161" => "a", "64 49455446" => "IETF",
    "62 225c" => "\"\\", "62 c3bc" => "\u00fc", "63 e6b0b4" => "\u6c34", "64 f0908591" => "\U10151",
    "80" => [], "83 010203" => Any[1, 2, 3], "83 01 820203 820405" => Any[1, Any[2, 3], Any[4, 5]],
    "98 19 0102030405060708090a0b0c0d0e0f101112131415161718181819" => Any[1:25...],
]

# The rest of Appendix A: longer than need be, of indefinite length, or a map, which the bridge does not write
const OTHERS = [
    "fa7f800000" => Inf32, "fa7fc00000" => NaN32, "faff800000" => -Inf32,
    "fb7ff0000000000000" => Inf, "fb7ff8000000000000" => NaN, "fbfff0000000000000" => -Inf,
    "a0" => Dict{Any,Any}(), "a2 0102 0304" => Dict{Any,Any}(1 => 2, 3 => 4),
    "a2 616101 6162 820203" => Dict{Any,Any}("a" => 1, "b" => Any[2, 3]), "82 6161 a1 6162 6163" => Any["a", Dict{Any,Any}("b" => "c")],
    "a5 6161 6141 6162 6142 6163 6143 6164 6144 6165 6145" => Dict{Any,Any}(string(c) => uppercase(string(c)) for c in 'a':'e'),
    "5f 42 0102 43 030405 ff" => codeunits("\x01\x02\x03\x04\x05"), "7f 65 7374726561 64 6d696e67 ff" => "streaming",
    "9f ff" => [], "9f 01 82 0203 9f 0405 ff ff" => Any[1, Any[2, 3], Any[4, 5]], "9f 01 820203 820405 ff" => Any[1, Any[2, 3], Any[4, 5]],
    "83 01 820203 9f0405ff" => Any[1, Any[2, 3], Any[4, 5]], "83 01 9f0203ff 820405" => Any[1, Any[2, 3], Any[4, 5]],
    "9f 0102030405060708090a0b0c0d0e0f101112131415161718181819 ff" => Any[1:25...],
    "bf 616101 6162 9f 0203 ff ff" => Dict{Any,Any}("a" => 1, "b" => Any[2, 3]), "82 6161 bf 6162 6163 ff" => Any["a", Dict{Any,Any}("b" => "c")],
    "bf 63 46756e f5 63 416d74 21 ff" => Dict{Any,Any}("Fun" => true, "Amt" => -2),
]

@testset "Appendix A: $text" for (text, value) in [PREFERRED; OTHERS]
    @test same(decoded(text), value)
end
@testset "Appendix A, written: $text" for (text, value) in PREFERRED
    @test item(value) == bytes(text)
end

@testset "what is not well-formed is refused" begin
    endings = ["", "18", "19 01", "1a 010203", "41", "62 61", "81", "9f", "a1 01", "bf 01", "c0", "5f", "7f 61 61", "f8", "f9 00", "d8"]
    wrong = [
        "1c", "1d", "1e", "1f", "3f", "df", "ff", "f8 00", "f8 1f", "fc", "fd", "fe",      # reserved, or a stray break
        "5f 6161 ff", "7f 4161 ff", "5f 5f 4161 ff ff", "5f 01 ff", "bf 01 ff",           # chunks of another kind, half a pair
        "61 ff", "62 c328", "63 eda080",                                                  # no UTF-8
        "5b 7fffffffffffffff", "9b 7fffffffffffffff", "bb 7fffffffffffffff", "5b ffffffffffffffff", "5a ffffffff 00",
        "a2 01 02 01 03", "c2 01", "c2 80", "0000", "01 02",
        "d8 1b 80", "d8 1b 01", "d8 1b 81 01", "d8 1b 81 67 4e6f20737563 68",             # a name that is none
        "d8 40 01", "d8 45 43 010203", "d8 28 81 80", "d8 28 82 81 02 81 01", "d8 28 82 81 20 80", "d8 28 82 61 61 80",
        "d8 28 82 82 1b 4000000000000000 04 80", "d9 0410 82 81 02 d8 40 41 01",
        "d8 56 da 706a0001 18 08", "d8 56 da 706a0001 3b ffffffffffffffff",               # bytes outside the item
        "c0 74 323031332d30332d32315432303a30343a30305a", "c1 1a 514b67b0", "d7 44 01020304", "d818 45 6449455446",  # other tags
        "d81c 81 d81d 00", "d825 50 00112233445566778899aabbccddeeff", "d8 4c 41 00", "d9 0100 01", "da ffffffff 01", "db ffffffffffffffff 01",
        "9b 0000000000000004 9b 0000000000000004 00 00 00 00 00 00",  # more items announced than there can be bytes
        repeat("81", 1000) * "01", repeat("d8 1b 82 65 5475706c65 ", 1000) * "01", repeat("c1", 1000) * "01",
    ]
    @testset "$text" for text in [endings; wrong]
        @test_throws CBORError decoded(text)
    end
end

@testset "values that no Julia type has are refused" begin
    text(x) = bytes2hex(encode(x))
    named(name, parts...) = string("d81b", bytes2hex([0x80 | UInt8(1 + length(parts))]), text(name), map(text, parts)...)
    for words in (
        named("Int8", 1000), named("Float32"), named("Char", "ab"), named("Symbol", "a\0"), named("Rational", 0, 0), named("StepRange", 1, 0, 2),
        named("NamedTuple", Any["a", "a"], 1, 2), named("Dict", 1), named("Dict", 1, 2, 1, 3), named("Set", NaN, NaN), named("Array", "Int8", [1, 2000]),
        named("Array", "Nonsense", [1]), named("ComplexF64", [1.0]), named("Bool", "a"), named("UnitRange", "a", 1),
    )
        @test_throws CBORError decoded(words)
    end
    # the rest of the item is read all the same
    reader = Reader([bytes(named("Int8", 1000)); bytes("07")])
    @test read_item(reader) === nothing
    @test read_item(reader) == 7
    @test occursin("Int8", reader.failure)
end

@testset "a NaN keeps its sign and payload" begin
    for (T, U) in ((Float16, UInt16), (Float32, UInt32), (Float64, UInt64)), sign in (zero(U), one(U) << (8 * sizeof(U) - 1))
        x = reinterpret(T, reinterpret(U, T(NaN)) | sign | 0x0005)
        @test same_bits(decode(encode(x)), x)
        for z in (complex(x, T(1)), complex(T(-0.0), x), complex(x, -x))
            back = decode(encode(z))
            @test typeof(back) === typeof(z) && same_bits(real(back), real(z)) && same_bits(imag(back), imag(z))
        end
    end
end

named_head(name, n) = ["d81b", bytes2hex([0x80 | UInt8(n + 1)]), bytes2hex(encode(name))]
tree(x) = x isa Tuple ? join([named_head("Tuple", length(x)); map(tree, collect(Any, x))]) : bytes2hex(encode(x))
of_objects(items) = string("d90410 82 81", bytes2hex(encode(length(items))), bytes2hex([0x80 | UInt8(length(items))]), map(tree, items)...)

@testset "many types of elements make no type of their own" begin
    few, many = PyjuliannBridge.MAX_UNION, PyjuliannBridge.MAX_MADE_TYPES
    distinct(n, size=n) = Any[ntuple(j -> k >> (j - 1) & 1 == 1 ? 1.5 : 1, size) for k in 1:n]
    exactly(items) = Vector{Union{map(typeof, items)...}}(items)
    for items in (distinct(few), Any[1, nothing, "a", 2.5, true, (1,)], Any[], Any[1, 2], Any[(1,), (2,)])
        @test same(decoded(of_objects(items)), exactly(items))
    end
    @test same(decoded(of_objects(distinct(few + 1))), Vector{Tuple}(distinct(few + 1)))
    @test same(decoded(of_objects(Any[distinct(few + 1); 1])), Vector{Union{Tuple,Int}}(Any[distinct(few + 1); 1]))
    # the same for one element type each in many arrays
    arrays = decoded("98 30" * join(of_objects(Any[tuple]) for tuple in distinct(48, 6)))
    @test map(eltype, arrays) == [map(typeof, distinct(many, 6)); fill(Tuple, 48 - many)]
    arrays = decoded("98 30" * join(of_objects(Any[tuple, "a"]) for tuple in distinct(48, 6)))
    @test count(array -> eltype(array) === Any, arrays) == 48 - many
    # and for arrays of arrays: the two innermost types are plain ones
    nested = decoded(repeat("d90410 82 81 01 81", 60) * "01")
    depth, inner = 0, nested
    while eltype(inner) === Array
        depth, inner = depth + 1, inner[1]
    end
    @test depth == 58 - many
end

@testset "arrays without room are refused by size" begin
    reference(bytes) = [0xd8, 0x40, 0xda, 0x70, 0x6a, 0x00, 0x01, 0x1b, reinterpret(UInt8, [hton(UInt64(bytes))])...]
    for data in (reference(2^50), [0x82; reference(10); reference(2^50)])
        reader = Reader(convert(Vector{UInt8}, data))
        @test_throws PyjuliannBridge.NoRoom read_item(reader)
    end
    @test_throws CBORError read_item(Reader(convert(Vector{UInt8}, [0x82; reference(10); reference(typemax(Int))])))
end

@testset "RFC 8746: arrays of every type in both byte orders" begin
    types = Dict(
        64 => UInt8, 68 => UInt8, 72 => Int8, 65 => UInt16, 66 => UInt32, 67 => UInt64, 73 => Int16, 74 => Int32, 75 => Int64,
        80 => Float16, 81 => Float32, 82 => Float64,
    )
    for (tag, T) in types
        values = T === UInt8 || T === Int8 ? T[0, 1, 127] : T[0, 1, 1000]
        content(x) = [0x4c + UInt8(length(values) * sizeof(T) - 12) & 0x1f; reinterpret(UInt8, x)]
        head(n) = n < 24 ? [0x40 | UInt8(n)] : [0x58, UInt8(n)]
        for (number, swap) in ((tag, hton), (tag + 4, htol))
            number in (68, 72, 76) && tag != number && continue  # one byte has no order
            raw = collect(reinterpret(UInt8, map(swap, values)))
            @test same(decode([0xd8, UInt8(number), head(length(raw))..., raw...]), values)
            T === Float64 && @test decode([0xd8, UInt8(number), 0x40]) == Float64[]
        end
    end
    @test same(decode(encode(Int16[1, 2])), Int16[1, 2])
    @test encode(UInt16[2, 4]) == bytes("d8 45 44 0200 0400")
end

@testset "RFC 8746: dimensions" begin
    wanted = [2 4 8; 4 16 256]
    @test same(decoded("d8 28 82 82 02 03 d8 41 4c 0002 0004 0008 0004 0010 0100"), UInt16.(wanted))
    @test same(decoded("d9 0410 82 82 02 03 d8 41 4c 0002 0004 0004 0010 0008 0100"), UInt16.(wanted))
    @test same(decoded("d8 28 82 82 02 03 86 02 04 08 04 10 19 0100"), wanted)
    @test same(decoded("d9 0410 82 82 02 03 86 02 04 04 10 08 19 0100"), wanted)
    @test decoded("d8 28 82 80 81 07") == fill(7)
    @test size(decoded("d9 0410 82 83 02 00 03 d8 56 40")) == (2, 0, 3)
    cube = reshape(collect(1:24), 2, 3, 4)
    rows_first = [0xd8, 0x28, 0x82, encode(Any[2, 3, 4])..., encode(vec(permutedims(cube, 3:-1:1)))...]
    @test same(decode(rows_first), cube)
end

# A generator of our own: the same mutations under every version of Julia.
mutable struct Dice
    state::UInt64
end
roll(d::Dice, n) = (d.state = d.state * 0x5851f42d4c957f2d + 0x14057b7ef767814f; Int((d.state >> 33) % n) + 1)

function mutate(d::Dice, seeds)
    sick = copy(seeds[roll(d, length(seeds))])
    for _ in 1:roll(d, 4)
        isempty(sick) && break
        kind, place = roll(d, 5), roll(d, length(sick))
        if kind == 1
            sick[place] = UInt8(roll(d, 256) - 1)
        elseif kind == 2
            sick[place] = xor(sick[place], 0x01 << (roll(d, 8) - 1))
        elseif kind == 3
            deleteat!(sick, place)
        elseif kind == 4
            other = seeds[roll(d, length(seeds))]
            splice!(sick, place:place-1, other[1:min(end, roll(d, 12))])
        else
            resize!(sick, place)
        end
    end
    return sick
end

@testset "mutated frames decode or are refused" begin
    values = Any[
        nothing, 1, -1.5, "text", b"bytes", (1, "a"), (x = 1, y = (2,)), Any[1, Any[2]], Dict("a" => 1, 2 => [1, 2]), Set([1, 2]), 1:5, 1:2:9,
        2 // 3, 1 + 2im, 1f0im, [1 2; 3 4], [1.5, 2.5], [true, false], ["a", "b"], ['a'], [:a], Int8(1), Float16(1), big(2)^80, 'c', :s,
        [1 + 2im], Any[1 "a"; nothing 2.0], [[1], [2, 3]], fill(1), zeros(2, 0),
    ]
    seeds = [map(encode, values); [bytes(text) for (text, _) in [PREFERRED; OTHERS]]]
    dice, refused, largest = Dice(1), 0, 0
    for n in 1:20_000
        sick = mutate(dice, seeds)
        cost = @allocated try
            decode(sick)
        catch e
            e isa CBORError || error("$(typeof(e)) for $(bytes2hex(sick))")
            refused += 1
        end
        n > 100 && (largest = max(largest, cost))  # the first ones are compiled
    end
    @test 1_000 < refused < 20_000
    @test largest < 64 << 20
end

end
