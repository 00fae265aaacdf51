"""
What recorded answers depend on: the files that Julia includes and the packages that it loads.

Included into PyjuliannBridge by a recorder.
"""
module PyjuliannRecorder

import ..PyjuliannBridge: is_given
using ..PyjuliannBridge.Versions: loaded_packages, manifest_of, project_files, tell_includes

const INCLUDED = String[]

tell_includes((path, _) -> push!(INCLUDED, path))

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
    for (id, loaded) in loaded_packages()
        path = pathof(loaded)
        path === nothing || is_given(path) || push!(packages, (id.name, string(id.uuid), String(path)))
    end
    environments = Any[(file, something(manifest_of(file), "")) for file in project_files()]
    return files, packages, environments, copy(DEPOT_PATH)
end

end
