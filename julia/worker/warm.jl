# Run while Julia writes the compiled form of this module: what it compiles here need not be inferred at the start.

function warm()
    request = Any["call", "sum", Any[[1.0, 2.0], 1.0:2.0], Any[], TYPED]
    decode(encode(request))
    store = Store()
    for value in ((1, 2.0, "a", nothing, true), (a = 1, b = 1.0f0), [1 2; 3 4], [1.0 2.0; 3.0 4.0], Any[1, 2.0], Dict("a" => 1))
        encode(value)
        serve(Any["call", "identity", Any[value], Any[], TYPED | OBJECTS], typemax(Int), store)
    end
    encode(VERSION)
    fields = Any[getfield(VERSION, name) for name in fieldnames(VersionNumber)]
    struct_of("VersionNumber", map(string, fieldnames(VersionNumber)), false, fields)
    serve(Any["call", "sqrt", Any[-1.0], Any[], OBJECTS], typemax(Int), store)
    serve(Any["eval", "sin", OBJECTS], typemax(Int), store)
    serve(Any["settle", 0.0], typemax(Int), store)
    info()
    project_facts()
    changed_sources()
    check_health()
    precompile(run, (Vector{String},))
    precompile(start, (Vector{String},))
    precompile(take_turn, (Link,))
    precompile(respond, (Vector{UInt8}, Int, Link))
    precompile(answer, (Vector{UInt8}, Int, Link))
    precompile(receive, (Vector{UInt8}, Int, Link))
    precompile(ask_python, (Link, Writer))
    precompile(read_frame, (Link,))
    precompile(write_frame, (Link, Writer))
    precompile(flush_output, ())
    forget_sources()  # those of this process
end

is_precompiling() && warm()
