"""
Julia's end of pyjuliann/parity: runs many cases of one function per frame and reports all that a verdict
needs: values with their types, errors, warnings, changed arguments, aliasing; or sequences of calls on one object.
`judge` runs a case in BigFloat, `noise` many with as few bits as their results have, `elementary` one function at many
points, `sweep` at all of them, `on_rows` a pair's at all rows of columns.

Included into PyjuliannBridge by the Python side on first use.
"""
module PyjuliannParity

import ..PyjuliannBridge
import ..PyjuliannBridge: HOMES, IN_NUMPY, PyjuliannProbes, UnsupportedValue, Writer, bring_probe, bring_probe_below, described
import ..PyjuliannBridge: inner_modules, is_data, is_given, made_of, Misfit, next_statement, parts_of, property_of, resolve, sparse_home
import ..PyjuliannBridge: type_name, write_item
using ..PyjuliannBridge.Versions: bare_type, bounds, CodeUnits, has_offset_axes, keyword_names, loaded_packages
using ..PyjuliannBridge.Versions: mightalias, @optimise_little, type_parameters, Versions
import .Versions.Logging: AbstractLogger, LogLevel, Warn, catch_exceptions, handle_message, min_enabled_level
import .Versions.Logging: shouldlog, with_logger

using LinearAlgebra: Factorization

@optimise_little  # most of this runs once per type; user code is optimised as usual

include("parity_code.jl")
include("parity_targets.jl")
include("parity_run.jl")
include("parity_probes.jl")
include("parity_stateful.jl")
include("parity_judge.jl")
include("parity_noise.jl")
include("parity_observe.jl")
include("parity_elementary.jl")
include("parity_sweep.jl")
include("parity_rows.jl")

end
