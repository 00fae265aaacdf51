# The examples in docstrings are true: every indented line that compares, whatever this Julia would print.

# The lines of the docstring of a public function, without its markup.
function documented_lines(name)
    documented = Base.Docs.meta(JuliaNN)[Base.Docs.Binding(JuliaNN, name)]
    [String(line) for text in values(documented.docs) for line in split(join(text.text), '\n')]
end

@testset "$name" for name in filter(name -> getfield(JuliaNN, name) isa Function, names(JuliaNN))
    lines = documented_lines(name)
    examples = [strip(line) for line in lines if startswith(line, "    ") && occursin(" == ", line)]
    if !("```jldoctest" in lines)
        @test !isempty(examples)
    end
    for example in examples
        @test occursin("$name(", example)
        @test Core.eval(@__MODULE__, Meta.parse(String(example))) === true
    end
end
