"""
All that the Julia half uses of Julia beyond its documented, stable interface, and all that differs between versions:
no other file mentions such a name (a test looks), but for worker.jl, which refuses a Julia older than 1.5.
Read in the sources of 1.5, 1.10, 1.12 and the coming 1.13.

| name                                  | what is known of it                          | where it is missing or differs          |
|---------------------------------------|----------------------------------------------|-----------------------------------------|
| `IOContext.io`                        | 1.5 to 1.13; standard streams are wrapped    | the worker does not start               |
|                                       | in one since 1.9                             |                                         |
| `Base._fd`                            | 1.5 to 1.13                                  | the worker does not start               |
| `Base.LibuvStream`                    | 1.5 to 1.13                                  | the worker does not start               |
| `fd(::IOStream)`                      | an integer until 1.11, `RawFD` since 1.12    | `cconvert` takes both                   |
| `jl_exit_on_sigint`                   | 1.5 to 1.13; `Base.exit_on_sigint` since 1.6 | an interrupt ends the worker            |
| `jl_gc_safe_enter`, `jl_gc_safe_leave`| 1.5 to 1.13; `@ccall gc_safe=true` since 1.12| the worker does not start               |
| `jl_crc32c`                           | 1.5 to 1.13; `CRC32c.crc32c` is public       | the worker does not start               |
| `jl_generating_output`                | 1.5 to 1.13                                  | nothing can be compiled ahead           |
| `Base.inferencebarrier`               | 1.5 to 1.13                                  | the identity does too, more slowly      |
| `Base.Experimental.@optlevel`         | 1.5 to 1.13                                  | skipped: the bridge starts more slowly  |
| `Base.CoreLogging`                    | 1.5 to 1.13; `Logging` is its public name    | that, where the load path reaches it    |
| `Base.uniontypes`                     | 1.5 to 1.13                                  | no name of a union                      |
| `DataType.parameters`, `.name.wrapper`| 1.5 to 1.13                                  | no name of a type                       |
| `DataType.instance`                   | 1.5 to 1.13                                  | functions are named by their type       |
| `TypeVar.name`, `.lb`, `.ub`,         | 1.5 to 1.13                                  | no name of a type with `where`          |
| `UnionAll.var`, `.body`               |                                              |                                         |
| `Core.TypeofVararg`                   | since 1.7; a type with `where` before        | `is_vararg` knows both                  |
| `Core.arrayset`                       | until 1.10                                   | a method for every type of element      |
| `jl_new_structt`                      | 1.5 to 1.13                                  | no named tuple crosses                  |
| `Base.CodeUnits`                      | 1.5 to 1.13; public since 1.11               | no bytes cross                          |
| memory of `Date`, `DateTime`, periods | 1.5 to 1.13: one `Int64`                     | arrays of them would cross wrongly      |
| `Dates.CompoundPeriod.periods`        | 1.5 to 1.13                                  | sums of periods do not cross            |
| `Base.has_offset_axes`                | 1.5 to 1.13; public since 1.12               | such arrays would cross without offset  |
| `Base.mightalias`                     | 1.5 to 1.13                                  | aliasing of views is not seen           |
| `Base.kwarg_decl`                     | 1.5 to 1.13                                  | no keyword arguments are varied         |
| `UndefVarError.var`                   | 1.5 to 1.13                                  | no word on a `probe` that is not there  |
| `Meta.ParseError.detail`              | since 1.10                                   | `msg` has the words                     |
| the drawing of a `ParseError`         | since 1.10                                   | `syntax_problem` takes the words out    |
| `Base.julia_exename`                  | 1.5 to 1.13                                  | no name of the program                  |
| `Base.active_project`                 | 1.5 to 1.13; public since 1.11               | no word on projects                     |
| `Base.ACTIVE_PROJECT`                 | 1.5 to 1.13; `Base.set_active_project` since | no project inside Python                |
|                                       | 1.8                                          |                                         |
| `Base.project_file_manifest_path`     | 1.5 to 1.13                                  | no word on a manifest of another Julia  |
| `Base.include_callbacks`              | 1.5 to 1.13                                  | a recorder reads the sources for them;  |
|                                       |                                              | changes of included files are not seen  |
| `Base.loaded_modules`                 | 1.5 to 1.13                                  | nothing can be recorded, and changes of |
|                                       |                                              | packages are not seen                   |
| `Base.identify_package`,              | 1.5 to 1.13                                  | no word on what is not installed        |
| `Base.locate_package`                 |                                              |                                         |
| `Base.isdeprecated`                   | 1.5 to 1.13                                  | no `probe` in modules of a file         |
| `Base.moduleroot`                     | 1.5 to 1.13                                  | no package is known by a module in it   |
| `Base.require`, `Base.PkgId`,         | 1.5 to 1.13                                  | no word on why a package cannot be      |
| `Base.UUID`                           |                                              | compiled                                |
| `Base.load_path`                      | 1.5 to 1.13; public since 1.11               | nothing can be recorded                 |
| `BLAS.vendor`, `BLAS.get_config`      | until 1.6, since 1.7                         | `blas_name` knows both                  |
| `BLAS.get_num_threads`                | since 1.6                                    | `blas_threads` asks OpenBLAS            |
| `BLAS.@blasfunc`, `BLAS.libblas`      | asked for before 1.6 only                    |                                         |
| `BLAS.set_num_threads`                | 1.5 to 1.13; public                          |                                         |

What types are called on different versions stands in type_names.jl, as data.
"""
module Versions

using LinearAlgebra: BLAS

# ---------------------------------------------------------------- streams and system calls

"What a standard stream is below the settings for printing that newer versions wrap around it."
underlying(stream) = stream
underlying(stream::IOContext) = underlying(stream.io)

"The file descriptor that a stream works on."
descriptor(stream) = Base.cconvert(Cint, fd(stream))
descriptor(stream::IOContext) = descriptor(underlying(stream))
descriptor(stream::Base.LibuvStream) = Base.cconvert(Cint, Base._fd(stream))

"Whether what is written to a stream is there when the call returns."
is_unbuffered(stream) = underlying(stream) isa Base.LibuvStream

"Whether an interrupt ends the process, as it does in a script, or raises an exception."
exit_on_interrupt(on::Bool) = ccall(:jl_exit_on_sigint, Cvoid, (Cint,), on)

# A thread that waits in the system is told to the collector: others must not wait for it to collect. In between
# runs nothing that makes or touches Julia's objects; the error number is read before what may change it.

"Read from a descriptor, however long that takes: the number of bytes, and the system's error number if it is negative."
@noinline function read_blocking(fd::Cint, p::Ptr{UInt8}, most::Int)
    state = ccall(:jl_gc_safe_enter, Int8, ())
    k = ccall(:read, Cssize_t, (Cint, Ptr{UInt8}, Csize_t), fd, p, most)
    problem = Libc.errno()
    ccall(:jl_gc_safe_leave, Cvoid, (Int8,), state)
    return Int(k), problem
end

"Write to a descriptor, however long that takes; as `read_blocking`."
@noinline function write_blocking(fd::Cint, p::Ptr{UInt8}, n::Int)
    state = ccall(:jl_gc_safe_enter, Int8, ())
    k = ccall(:write, Cssize_t, (Cint, Ptr{UInt8}, Csize_t), fd, p, n)
    problem = Libc.errno()
    ccall(:jl_gc_safe_leave, Cvoid, (Int8,), state)
    return Int(k), problem
end

"A number that changes when one of `n` bytes does, at more than 10 GB/s."
checksum(p::Ptr{UInt8}, n::Int) = ccall(:jl_crc32c, UInt32, (UInt32, Ptr{UInt8}, Csize_t), 0, p, n)

# ---------------------------------------------------------------- compiling

"Whether Julia is writing the compiled form of a module."
is_precompiling() = ccall(:jl_generating_output, Cint, ()) == 1

"A function that is compiled when it is first called, not when it is first mentioned."
later(@nospecialize(f)) = Base.inferencebarrier(f)

"Compile the rest of the module quickly rather than well."
macro optimise_little()
    known = isdefined(Base, :Experimental) && isdefined(Base.Experimental, Symbol("@optlevel"))
    return known ? esc(:(Base.Experimental.@optlevel 1)) : nothing
end

"Compile this module well, though the module that it is in is not."
macro optimise_well()
    known = isdefined(Base, :Experimental) && isdefined(Base.Experimental, Symbol("@optlevel"))
    return known ? esc(:(Base.Experimental.@optlevel 2)) : nothing
end

# ---------------------------------------------------------------- types

const CodeUnits = Base.CodeUnits
const Logging = Base.CoreLogging

has_offset_axes(x) = Base.has_offset_axes(x)
mightalias(a, b) = Base.mightalias(a, b)

union_members(T::Union) = Base.uniontypes(T)

"What stands between the braces of a type."
type_parameters(T::DataType) = Any[T.parameters...]

"The type inside of all its `where`."
function bare_type(@nospecialize(T))
    while T isa UnionAll
        T = T.body
    end
    return T
end

"The type without its parameters."
wrapper(T::DataType) = T.name.wrapper

"The one value of a type such as that of a function, or `nothing`."
singleton(T::DataType) = isdefined(T, :instance) ? T.instance : nothing

"The value of a type with these fields; no constructor is compiled, which would be one for every type."
new_of_type(@nospecialize(T), @nospecialize(fields::Tuple)) = ccall(:jl_new_structt, Any, (Any, Any), T, fields)

"Put a value of an array's own element type into it; until Julia 1.10 nothing is compiled for the value's type."
put_at(@nospecialize(array), @nospecialize(x), i::Int) =
    isdefined(Core, :arrayset) ? Core.arrayset(true, array, x, i) : (array[i] = x)

"The variable and the body of a type with `where`."
opened(T::UnionAll) = (T.var, T.body)

variable_name(variable::TypeVar) = variable.name
bounds(variable::TypeVar) = (variable.lb, variable.ub)

"Whether this is the `Vararg{T}` or `Vararg{T,N}` of a tuple's type: before Julia 1.7 types themselves."
is_vararg(@nospecialize(x)) = vararg_parts(x) !== nothing

function vararg_parts(@nospecialize(x))
    if isdefined(Core, :TypeofVararg)
        x isa getfield(Core, :TypeofVararg) || return nothing
        return Any[getfield(x, name) for name in (:T, :N) if isdefined(x, name)]
    end
    body = x
    while body isa UnionAll
        body = body.body
    end
    body isa DataType && nameof(body) === :Vararg && parentmodule(body) === Core || return nothing
    element, number = type_parameters(body)
    return x isa UnionAll && number === x.var ? Any[element] : Any[element, number]
end

"The names of a method's keyword arguments; one that takes all others ends in three dots."
keyword_names(method::Method) = Base.kwarg_decl(method)

# ---------------------------------------------------------------- errors

# JuliaSyntax, the parser since 1.10, draws what is wrong:
#
#     ParseError:
#     # Error @ mine.jl:2:9
#     f(x) = (
#     #       └ ── Expected `)`
#
# Before it came one line, as an ErrorException where a file was read. The last place and the last words are the
# error; warnings stand before it.
const SYNTAX_PLACE = r"^# Error @ (?:.*:|line )(\d+):\d+$"
const SYNTAX_WORDS = r"^#?[^\p{L}\p{N}]*? ── (.+)$"

"A syntax error in one line, and the line that it stands in, or `nothing` where that is not told."
function syntax_problem(text::String)
    words, line = "", nothing
    for row in split(text, '\n')
        place, found = match(SYNTAX_PLACE, row), match(SYNTAX_WORDS, row)
        place === nothing || (line = parse(Int, place[1]))
        found === nothing || (words = String(found[1]))
    end
    isempty(words) && (words = first_line(replace(text, r"^(ParseError:|syntax:)\s*" => "")))
    return string("syntax: ", words), line
end

first_line(text) = String(first(split(text, '\n'; limit=2)))

is_syntax_error(@nospecialize(e)) = false
is_syntax_error(::Meta.ParseError) = true
is_syntax_error(e::ErrorException) = startswith(e.msg, "syntax: ")

is_undefined(@nospecialize(e), name::Symbol) = e isa UndefVarError && e.var === name

words_of(@nospecialize(e)) = sprint(showerror, e)

# Julia names no method where none of two or more arguments fits.
function words_of(e::MethodError)
    words = sprint(showerror, e)
    occursin("no method matching", words) && !occursin("andidates", words) || return words
    found = collect(methods(e.f, NTuple{length(e.args),Any}))
    isempty(found) && return words
    return string(words, "\nClosest candidates are:", map(m -> "\n  $m", Iterators.take(found, 3))...)
end

words_of(e::Meta.ParseError) =
    isdefined(e, :detail) && getfield(e, :detail) !== nothing ? sprint(showerror, e) : String(e.msg)

# ---------------------------------------------------------------- facts

executable() = joinpath(Sys.BINDIR, Base.julia_exename())

"The manifest of a project's file, or `nothing`."
function manifest_of(project)
    manifest = Base.project_file_manifest_path(project)
    return manifest === nothing ? nothing : String(manifest)
end

"The project's files that are in force, the active project's first."
project_files() = filter(isfile, Base.load_path())

"The packages that are loaded, by what identifies them."
loaded_packages() = collect(Base.loaded_modules)
loaded_count() = length(Base.loaded_modules)

"Whether there is a package of this name for the code in Main, which need not be one that loads."
function has_package(name)
    id = Base.identify_package(name)
    return id !== nothing && Base.locate_package(id) !== nothing
end

"The module that a module is in, or in what that is in, and so on: that of its package."
root_of(home::Module) = Base.moduleroot(home)

"Whether who reads what a module has under this name is warned."
is_deprecated(home::Module, name::Symbol) = Base.isdeprecated(home, name)

"Load a package by its name and what identifies it."
require(name, uuid) = Base.require(Base.PkgId(Base.UUID(uuid), name))

"The file of the active project, which need not be there, or `nothing`."
active_project() = Base.active_project()

"The project that was set while Julia runs, or `nothing`; `set_project` sets one."
project_set() = Base.ACTIVE_PROJECT[]
set_project(project) = (Base.ACTIVE_PROJECT[] = project; nothing)

"""
Let `f` know the path of every file that is included from now on, and the module that it is included into. Where Julia
does not tell, files are known as far as reading them tells which ones include which.
"""
tell_includes(f) =
    isdefined(Base, :include_callbacks) && push!(Base.include_callbacks, (home, path) -> (f(String(path), home); nothing))

"The Julia that made a manifest, or `nothing` where that is not told (until 1.6)."
function maker_of(manifest)
    for line in eachline(manifest)
        startswith(line, '[') && break
        found = match(r"^julia_version\s*=\s*\"(\d[^\"]*)\"", line)
        found === nothing || return VersionNumber(found[1])
    end
    return nothing
end

function blas_name()
    isdefined(BLAS, :get_config) || return string(BLAS.vendor())
    return join((basename(library.libname) for library in BLAS.get_config().loaded_libs), ", ")
end

@static if isdefined(BLAS, :get_num_threads)
    "How many threads products of matrices may take; 0 where this BLAS does not say."
    blas_threads() = Int(something(BLAS.get_num_threads(), 0))
else
    function blas_threads()
        startswith(string(BLAS.vendor()), "openblas") || return 0
        return Int(ccall((BLAS.@blasfunc(openblas_get_num_threads), BLAS.libblas), Cint, ()))
    end
end

"Let products of matrices take so many threads."
use_blas_threads(count) = (BLAS.set_num_threads(count); nothing)

end
