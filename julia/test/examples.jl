# The examples in docstrings are true: every indented line that compares, whatever this Julia would print.

# What is indented in the docstring of a public function, with the lines that continue it.
function indented(name)
    documented = Base.Docs.meta(JuliaNN)[Base.Docs.Binding(JuliaNN, name)]
    texts = [join(text.text) for text in values(documented.docs)]
    [String(found.match) for text in texts for found in eachmatch(r"^    \S.*(?:\n {8}.*)*"m, text)]
end

@testset "$name" for name in filter(name -> getfield(JuliaNN, name) isa Function, names(JuliaNN))
    examples = filter(text -> occursin(r" ==\s", text), indented(name))
    @test !isempty(examples)
    for example in examples
        @test occursin("$name(", example)
        @test Core.eval(@__MODULE__, Meta.parse(example)) === true
    end
end
