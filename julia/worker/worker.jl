# The worker process:
#
#   julia worker.jl DEPOT PROTOCOL PARENT_PID CAPTURE_FD INBOUND_FD OUTBOUND_FD SLOT_BYTES
#   julia worker.jl DEPOT compile
#
# DEPOT holds the compiled form of PyjuliannBridge and JuliaNN, or is empty: then the sources are loaded as they
# are, which takes a second longer. It is in force only while these two are loaded, so that
# Julia's own depot, with the packages that the user installed, stays what it is.

const PYJULIANN_DEPOT = popfirst!(ARGS)

function load_compiled(folder, name)
    pushfirst!(LOAD_PATH, folder)
    pushfirst!(DEPOT_PATH, PYJULIANN_DEPOT)
    try
        Core.eval(Main, Expr(:import, Expr(:., name)))
    finally
        popfirst!(LOAD_PATH)
        popfirst!(DEPOT_PATH)
    end
end

if isempty(PYJULIANN_DEPOT)
    include("PyjuliannBridge.jl")
else
    load_compiled(@__DIR__, :PyjuliannBridge)
    PyjuliannBridge.MODULE_LOADER[] = load_compiled
end

if ARGS == ["compile"]
    load_compiled(joinpath(dirname(@__DIR__)), :JuliaNN)
else
    PyjuliannBridge.run(ARGS)
end
