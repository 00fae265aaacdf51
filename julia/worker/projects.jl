# The project in use, and what Julia says of a package that it cannot load.

"""
    project_facts() -> Dict

What there is to say of the project in use: its file and whether that is there, its manifest and the Julia that made it,
or "", and the Julia that runs.
"""
function project_facts()
    file = something(active_project(), "")
    manifest, maker = manifest_and_maker(file)
    return Dict{Any,Any}(
        "file" => file,
        "is_there" => isfile(file),
        "manifest" => manifest,
        "maker" => maker,
        "version" => string(VERSION),
        "executable" => executable(),
    )
end

function manifest_and_maker(file)
    try
        manifest = isfile(file) ? something(manifest_of(file), "") : ""
        return manifest, isempty(manifest) ? "" : string(something(maker_of(manifest), ""))
    catch  # they cannot be read, or are none
        return "", ""
    end
end

"The folder of the project in use, or \"\" where there is none."
function project_folder()
    file = active_project()
    return file === nothing || !isfile(file) ? "" : dirname(file)
end

"""
    enter_project(project) -> former

Have Julia use a project's packages, as `Pkg.activate` does; those of the one before are still found after them.
"""
function enter_project(project::String)
    former, behind = project_set(), project_folder()
    set_project(project)
    isempty(behind) || push!(LOAD_PATH, behind)
    return something(former, ""), behind
end

"Undo what `enter_project` did."
function leave_project(former::String, behind::String)
    set_project(isempty(former) ? nothing : former)
    place = isempty(behind) ? nothing : findlast(==(behind), LOAD_PATH)
    place === nothing || deleteat!(LOAD_PATH, place)
    return nothing
end

"Those of these packages that are not installed."
not_installed(names) = Any[name for name in names if !has_package(name)]

# ---------------------------------------------------------------- packages that do not compile

const NOT_COMPILED = r"Failed to precompile (\w+) \[([0-9a-f-]{36})\] to [^\n]*"

# The error only says that the package could not be compiled. Why, the process that tried has written to standard error,
# for the eyes of the user: here it is tried once more, and listened to. What is written first comes from the innermost.
function why_not_compiled(words::String)
    found = match(NOT_COMPILED, words)
    said = mktemp() do path, file
        shown = stderr
        redirect_stderr(file)
        try
            require(String(found[1]), String(found[2]))
        catch
        finally
            redirect_stderr(shown)
            flush(file)
        end
        read(path, String)
    end
    error_said = match(r"^ERROR: (?:LoadError: )*(.*?)(?=^Stacktrace:|^in expression starting at|\z)"ms, said)
    error_said === nothing && return words, ""
    place = match(r"^in expression starting at (.+:\d+)$"m, said)
    text = valid_text(String(strip(error_said[1])))
    occursin(r"^(ParseError:|syntax:)", text) && ((text, _) = syntax_problem(text))
    return string("Failed to precompile ", found[1], ": ", text), place === nothing ? "" : String(place[1])
end

# ---------------------------------------------------------------- names that are not there

"The dotted names under which packages that are loaded have something, exported or not."
function who_has(name::String)
    part = Symbol(name)
    homes = [home for (_, home) in loaded_packages() if home !== Base && home !== Core && !is_ours(home)]
    return Any[string(home, '.', part) for home in sort!(homes; by=string) if part in names(home; all=true)]
end

is_ours(home::Module) = startswith(string(nameof(home)), r"Pyjuliann|JuliaNN")

"The file that a module's package is in, or \"\", and the names that the module has."
function names_in(name::String)
    home = resolve(name)
    home isa Module || return "", Any[]
    known = Any[string(part) for part in names(home; all=true) if !startswith(string(part), r"[#@]")]
    return something(pathof(home), ""), known
end
