# The worker process:
#
#   julia worker.jl DEPOT PROTOCOL CAPTURE_FD INBOUND_FD OUTBOUND_FD SLOT_BYTES FIRST
#   julia worker.jl DEPOT compile
#
# DEPOT holds the compiled form of PyjuliannBridge and JuliaNN, or is empty: then the sources are loaded as they
# are, which takes a second longer. It is in force only while these two are loaded, so that
# Julia's own depot, with the packages that the user installed, stays what it is.

if VERSION < v"1.5"
    println(stderr, "ERROR: this is Julia ", VERSION, ", and pyjuliann needs 1.5 or newer: point PYJULIANN_JULIA or ",
            "julia= at one, or get one with `pyjuliann julia install`")
    exit(1)
end

const PYJULIANN_DEPOT = popfirst!(ARGS)

# The bridge's own modules need the standard library and each other, whatever the user's load path and project are.
function on_our_path(load, folders...)
    users = copy(LOAD_PATH)
    append!(empty!(LOAD_PATH), [folders..., "@stdlib"])
    try
        load()
    finally
        append!(empty!(LOAD_PATH), users)
    end
end

function load_compiled(folder, name)
    on_our_path(folder) do
        pushfirst!(DEPOT_PATH, PYJULIANN_DEPOT)
        try
            Core.eval(Main, Expr(:import, Expr(:., name)))
        finally
            popfirst!(DEPOT_PATH)
        end
    end
end

# A statement of its own each: what one defines, only the next one sees on Julia 1.12.
isempty(PYJULIANN_DEPOT) ? on_our_path(() -> include("PyjuliannBridge.jl")) : load_compiled(@__DIR__, :PyjuliannBridge)
isempty(PYJULIANN_DEPOT) || (PyjuliannBridge.MODULE_LOADER[] = load_compiled)

if ARGS == ["compile"]
    load_compiled(joinpath(dirname(@__DIR__)), :JuliaNN)
else
    PyjuliannBridge.run(ARGS)
end
