# What newer versions of Julia do otherwise, given to the bridge as they give it.

isdefined(Main, :PyjuliannInProcess) || Base.include(Main, joinpath(@__DIR__, "..", "worker", "inprocess.jl"))

module VersionTests

using Main.PyjuliannInProcess: PyjuliannBridge
using Main.PyjuliannInProcess.PyjuliannBridge: Versions, described, next_statement
using Main.PyjuliannInProcess.PyjuliannBridge.Versions: descriptor, is_unbuffered, later, syntax_problem, underlying
using Test

const WORKER = joinpath(@__DIR__, "..", "worker")

wrapped(io) = IOContext(IOContext(io, :color => false), :compact => true)

# Every kind of stream that a standard stream can be, writing to the file at `path`.
function streams(use)
    path = tempname()
    open(io -> use(io, path), path, "w")
    file = Base.Filesystem.open(path, Base.Filesystem.JL_O_WRONLY | Base.Filesystem.JL_O_CREAT, 0o600)
    use(file, path)
    close(file)
    pipe = Pipe()
    Base.link_pipe!(pipe; reader_supports_async=true, writer_supports_async=true)
    use(pipe.in, path)
    close(pipe)
end

@testset "a file in a folder, by its own name or through a link" begin
    is_below = PyjuliannBridge.is_below
    mktempdir() do folder
        elsewhere, library = mkdir(joinpath(folder, "elsewhere")), mkdir(joinpath(folder, "library"))
        touch(joinpath(elsewhere, "a.jl"))
        symlink(elsewhere, joinpath(library, "Linked"))
        symlink(library, joinpath(folder, "other name"))
        @test is_below(joinpath(library, "Linked", "a.jl"), library)
        @test is_below(joinpath(folder, "other name", "Linked"), joinpath(folder, "other name"))
        @test is_below(joinpath(elsewhere, "a.jl"), elsewhere)
        @test is_below(joinpath(elsewhere, "a.jl"), joinpath(library, "Linked"))
        @test !is_below(joinpath(elsewhere, "a.jl"), library)
        @test !is_below(library, mkdir(joinpath(folder, "lib")))
    end
end

@testset "standard streams inside an IOContext" begin
    kinds = Any[]
    streams() do io, _
        push!(kinds, typeof(io))
        @test underlying(wrapped(io)) === underlying(io) === io
        @test descriptor(wrapped(io)) === descriptor(io)
        @test descriptor(io) isa Cint
        @test is_unbuffered(wrapped(io)) == is_unbuffered(io) == (io isa Base.PipeEndpoint)
    end
    @test length(unique(kinds)) == 3
end

@testset "a stream is replaced below its IOContext" begin
    streams() do io, _
        path, other = tempname(), tempname()
        target, standard = open(path, "w"), open(other, "w")
        # a descriptor that stands for the standard one, beside the stream's own
        PyjuliannBridge.replace_stream(PyjuliannBridge.duplicate(descriptor(target)), descriptor(standard), wrapped(io))
        for stream in (standard, io)
            ccall(:write, Cssize_t, (Cint, Cstring, Csize_t), descriptor(stream), "words ", 6)
        end
        close(target)
        close(standard)
        @test read(path, String) == "words words "
        @test read(other, String) == ""
    end
end

@testset "printed text is flushed below an IOContext" begin
    path = tempname()
    open(path, "w") do file
        before = stdout
        Core.eval(Base, :(stdout = $(wrapped(file))))
        try
            print("printed")
            PyjuliannBridge.flush_output()
        finally
            Core.eval(Base, :(stdout = $before))
        end
        @test read(path, String) == "printed"
    end
end

# What JuliaSyntax, the parser since Julia 1.10, says; 1.10 and 1.12 differ in the words.
@testset "the one line of a drawing: $words" for (text, words, line) in [
    ("ParseError:\n# Error @ /a b/mine.jl:2:9\nx = 1\nf(x) = (\n#       └ ── Expected `)`", "Expected `)`", 2),
    ("ParseError:\n# Error @ /a b/mine.jl:2:9\nx = 1\nf(x) = (\n#       └ ── Expected `)` or `,`", "Expected `)` or `,`", 2),
    ("ParseError:\n# Error @ none:1:1\n1.0.2\n└──┘ ── invalid numeric constant", "invalid numeric constant", 1),
    ("ParseError:\n# Error @ line 3:1\n1e400\n└───┘ ── overflow in floating point literal", "overflow in floating point literal", 3),
    ("ParseError:\n# Warning @ a.jl:1:1\n'ab'\n└──┘ ── odd\n# Error @ a.jl:7:2\n# a ── b\n))\n#┘ ── unexpected `)`", "unexpected `)`", 7),
    ("ParseError:\n# Error @ a.jl:4:1\n#   ┌───\nf(x,\n  y\n#─┘ ── premature end of input", "premature end of input", 4),
    ("ParseError:\n# Error @ C:\\a\\b.jl:12:34\n\tx = \"\n#\t    └ ── unterminated string literal", "unterminated string literal", 12),
    ("syntax: incomplete: premature end of input", "incomplete: premature end of input", nothing),
    ("extra token \")\" after end of expression", "extra token \")\" after end of expression", nothing),
    ("syntax: x is odd\nand more", "x is odd", nothing),
]
    @test syntax_problem(text) == ("syntax: $words", line)
end

@testset "a file that does not parse" begin
    drawing = "ParseError:\n# Error @ mine.jl:2:9\nx = 1\nf(x) = (\n#       └ ── Expected `)`"
    @test described(LoadError("mine.jl", 1, Meta.ParseError(drawing))) == ("ParseError", "syntax: Expected `)`", "mine.jl:2")
    @test described(LoadError("mine.jl", 3, ErrorException("syntax: odd"))) == ("ParseError", "syntax: odd", "mine.jl:3")
    @test described(LoadError("a.jl", 1, LoadError("b.jl", 3, ErrorException("no")))) == ("ErrorException", "no", "b.jl:3")
    @test described(Meta.ParseError(SubString("not odd", 5)))[1:2] == ("ParseError", "syntax: odd")
    @test described(Meta.ParseError("\xff is odd"))[2] == "syntax: \ufffd is odd"
    @test described(DivideError()) == ("DivideError", "DivideError: integer division error", "")

    # and as this Julia says it
    path = tempname() * ".jl"
    for (content, line) in (("x = 1\nf(x) = (\n", 2), ("x = 1\ny = 2)\n", 2), ("1.0.2\n", 1), ("f(x) = \"abc", 1))
        write(path, content)
        name, words, place = try
            Base.include(Module(), path)
        catch e
            described(e)
        end
        @test name == "ParseError"
        @test startswith(words, "syntax: ") && !occursin('\n', words)
        @test place == "$path:$line"
    end
    for code in ("x = (", "x = 1)", "1.0.2", "\"abc", "x -> ((")
        name, words, place = try
            next_statement(code, 1)
        catch e
            described(e)
        end
        @test (name, place) == ("ParseError", "")
        @test startswith(words, "syntax: ") && !occursin('\n', words)
    end
end

@testset "errors that cannot be told are told" begin
    struct_of_message(text) = ErrorException(text)
    @test described(struct_of_message("\xff is no UTF-8"))[2] == "\ufffd is no UTF-8"
    Core.eval(VersionTests, :(struct Speechless <: Exception end; Base.showerror(::IO, ::Speechless) = error("no")))
    @test described(later(Speechless)()) == ("Speechless", "(its message cannot be shown)", "")
end

# ---------------------------------------------------------------- the start of a worker

statements(path) = filter(x -> x isa Expr, Meta.parse("begin\n$(read(path, String))\nend").args)

mentions(x, name) = x === name
mentions(x::Expr, name) = any(y -> mentions(y, name), x.args)

@testset "no statement uses a module that it loads itself" begin
    # On Julia 1.12 a statement does not see what it defines: a warning now, an error later.
    found = statements(joinpath(WORKER, "worker.jl"))
    loading = filter(x -> mentions(x, :load_compiled) && mentions(x, QuoteNode(:PyjuliannBridge)), found)
    @test length(loading) == 1
    @test !any(x -> mentions(x, :PyjuliannBridge), loading)
    @test any(x -> mentions(x, :PyjuliannBridge), found)
end

@testset "Julia $version is told that it is too old" for (version, old) in (v"1.4.2" => true, v"1.0.5" => true, v"1.5.0" => false, v"1.13.0-DEV" => false)
    home = Module()
    said = IOBuffer()
    Core.eval(home, :(const VERSION = $version; const stderr = $said; exit(code) = throw(ErrorException("exit $code"))))
    check = first(statements(joinpath(WORKER, "worker.jl")))
    if old
        @test_throws ErrorException("exit 1") Core.eval(home, check)
        words = String(take!(said))
        @test startswith(words, "ERROR: this is Julia $version, and pyjuliann needs 1.5 or newer")
        @test occursin("PYJULIANN_JULIA", words) && count(==('\n'), words) == 1
    else
        Core.eval(home, check)
        @test isempty(take!(said))
    end
end

end
