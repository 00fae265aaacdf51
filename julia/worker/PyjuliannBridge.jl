"""
Julia's end of the bridge, for any Julia from 1.5 on, standard library only: `serve` answers one request
(both engines), `run` is the life of a worker process.
"""
module PyjuliannBridge

using LinearAlgebra: BLAS

Base.Experimental.@optlevel 1  # the bridge starts faster; user code, in other modules, is optimised as usual

include("type_names.jl")
include("cbor_read.jl")
include("values_read.jl")
include("cbor_write.jl")
include("values_write.jl")
include("serve.jl")
include("link.jl")
include("warm.jl")

end
