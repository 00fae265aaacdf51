# The Julia half by itself: one file per stem beside this one. No package is needed but the standard library.
#   julia --startup-file=no julia/test/runtests.jl

using LinearAlgebra
using Test

include(joinpath(@__DIR__, "..", "src", "JuliaNN.jl"))
using .JuliaNN

# What an exception says, for errors whose words matter: they must name function, argument and sizes.
function message(call)
    try
        call()
    catch exception
        return sprint(showerror, exception)
    end
    error("nothing was thrown")
end

@testset "JuliaNN" begin
    stems = [name for name in sort(readdir(@__DIR__)) if endswith(name, ".jl") && name != basename(@__FILE__)]
    @testset "$stem" for stem in stems
        include(joinpath(@__DIR__, stem))
    end
end
