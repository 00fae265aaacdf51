# What has been loaded from files that change: files that were included, and packages in development, which are those
# outside of the depots' `packages` folders. `changed_sources` says which of them are not what they were then.

const SOURCES = dirname(@__DIR__)

"A file as it was when it was loaded, by what: a package, or a file that was asked for; \"\" for code that was evaluated."
struct Source
    package::Bool
    by::String
    time::Float64
    bytes::Int
    hash::UInt
end

const LOADED = Dict{String,Source}()
const KNOWN_PACKAGES = Set{Any}()
const PACKAGES_SEEN = Ref(0)
const IS_TOLD = Ref(false)
const ASKED_FOR = Ref("")  # the file whose `include` is running

forget_sources() = (empty!(LOADED); empty!(KNOWN_PACKAGES); PACKAGES_SEEN[] = 0)

function loaded_from(path::String, package::Bool, by::String)
    facts = stat(path)
    LOADED[path] = Source(package, by, mtime(facts), filesize(facts), hash_of(path))
end

hash_of(path) = isfile(path) ? hash(read(path, String)) : UInt(0)  # of all of it, as that of an array is not

"Take note of packages that have been loaded since this was last called: cheap where there are none."
note_packages() = loaded_count() == PACKAGES_SEEN[] || later(note_new_packages)()

function note_new_packages()
    PACKAGES_SEEN[] = loaded_count()
    for (id, loaded) in loaded_packages()
        id in KNOWN_PACKAGES && continue
        push!(KNOWN_PACKAGES, id)
        path = pathof(loaded)
        path === nothing || is_given(path) || is_registered(path) || foreach(julia_files(path)) do file
            loaded_from(file, true, id.name)
        end
    end
end

is_given(path) = is_below(path, Sys.STDLIB) || is_below(path, SOURCES)
is_registered(path) = any(depot -> is_below(path, joinpath(depot, "packages")), filter(isdir, DEPOT_PATH))

# By either name: in a Julia built from its sources, the standard library's packages are links to elsewhere.
function is_below(path, folder)
    ispath(folder) && ispath(path) || return false
    return any(resolve -> startswith(resolve(path), joinpath(resolve(folder), "")), (abspath, realpath))
end

"The files that a package's code is in, whose first one is at `path`."
function julia_files(path)
    basename(dirname(path)) == "src" || return [path]
    home = dirname(dirname(path))
    folders = filter(isdir, [joinpath(home, part) for part in ("src", "ext")])
    return [joinpath(root, file) for folder in folders for (root, _, files) in walkdir(folder) for file in files if
            endswith(file, ".jl")]
end

"Take note, from now on, of the files that are included into Main."
function note_includes()
    IS_TOLD[] && return
    IS_TOLD[] = true
    tell_includes() do path, home
        is_the_users(home) && !is_below(path, SOURCES) && loaded_from(abspath(path), false, ASKED_FOR[])
    end
end

# The bridge's own modules for other people's code are below Main too, and load what has changed by themselves.
function is_the_users(home::Module)
    while home !== Main
        parent = parentmodule(home)
        (parent === home || startswith(string(nameof(home)), "Pyjuliann")) && return false
        home = parent
    end
    return true
end

function noting_includes(f, path::String)
    note_includes()
    filter!(known -> known.second.package || known.second.by != path, LOADED)  # it may include others now
    before, ASKED_FOR[] = ASKED_FOR[], path
    try
        return f()
    finally
        ASKED_FOR[] = before
    end
end

"""
    changed_sources() -> [(file, is of a package, by, what it is now)...]

The files that are not what they were when they were loaded.
"""
function changed_sources()
    found = Any[]
    for (path, was) in LOADED
        facts = stat(path)
        isfile(facts) && mtime(facts) == was.time && filesize(facts) == was.bytes && continue
        now = hash_of(path)
        now == was.hash || push!(found, (path, was.package, was.by, string(now)))
    end
    return sort!(found)
end
