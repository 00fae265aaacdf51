"""
Julia's end of the bridge, for any Julia from 1.5 on, standard library only: `serve` answers one request
(both engines), `run` is the life of a worker process.
"""
module PyjuliannBridge

import Dates
using Base: UUID
using Dates: Date, DateTime, Day, Hour, Microsecond, Millisecond, Minute, Month, Nanosecond, Period, Second, Time, Week, Year
using LinearAlgebra: AbstractQ, BLAS, Factorization

include("versions.jl")
using .Versions: active_project, blas_name, bounds, checksum, CodeUnits, descriptor, executable, exit_on_interrupt
using .Versions: first_line, has_offset_axes, has_package, is_deprecated, is_precompiling, is_syntax_error
using .Versions: is_unbuffered, is_undefined, is_vararg, later, loaded_count, loaded_packages, maker_of, manifest_of
using .Versions: mightalias, new_of_type, opened, @optimise_little, project_set, put_at, read_blocking, require
using .Versions: set_project, singleton, syntax_problem, tell_includes, type_parameters, union_members, vararg_parts
using .Versions: variable_name, words_of, wrapper, write_blocking

@optimise_little  # the bridge starts faster; user code, in other modules, is optimised as usual

include("type_names.jl")
include("stores.jl")
include("cbor_read.jl")
include("values_read.jl")
include("named_types.jl")
include("cbor_write.jl")
include("values_write.jl")
include("values_named.jl")
include("structs.jl")
include("sparse.jl")
include("kinds.jl")
include("projects.jl")
include("probes.jl")
include("sources.jl")
include("errors.jl")
include("changes.jl")
include("serve.jl")
include("registered.jl")
include("callbacks.jl")
include("objects.jl")
include("link.jl")
include("warm.jl")

end
