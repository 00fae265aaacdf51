"""
What recorded answers depend on: the files that Julia includes and the packages that it loads.

Included into PyjuliannBridge by a recorder.
"""
module PyjuliannRecorder

import ..PyjuliannBridge

const INCLUDED = String[]

note(_, path) = (push!(INCLUDED, String(path)); nothing)

# elsewhere files are known as far as reading tells which ones include which
isdefined(Base, :include_callbacks) && push!(Base.include_callbacks, note)

"""
    seen() -> (files, packages, environments, depots)

Which files were included since the last call; the packages that are loaded, but those that came with Julia or with
pyjuliann, each as (name, uuid, file); the environments in force, the project's first, each as (project file, manifest
or ""); and the depots.
"""
function seen()
    files = copy(INCLUDED)
    empty!(INCLUDED)
    packages = Any[]
    for (id, loaded) in collect(Base.loaded_modules)
        path = pathof(loaded)
        path === nothing || is_given(path) || push!(packages, (id.name, string(id.uuid), String(path)))
    end
    environments = Any[]
    for file in filter(isfile, Base.load_path())
        manifest = Base.project_file_manifest_path(file)
        push!(environments, (file, manifest === nothing ? "" : String(manifest)))
    end
    return files, packages, environments, copy(DEPOT_PATH)
end

is_given(path) = is_in(path, Sys.STDLIB) || is_in(path, PyjuliannBridge.SOURCES)
is_in(path, folder) = startswith(realpath(path), joinpath(realpath(folder), ""))

end
