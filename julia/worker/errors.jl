# Errors in words, which are the same from every Julia as far as they are ours to tell.

"""
    described(e) -> (name, words, place)

The error that user code raised, out of what Julia wrapped around it: the name of its type, what it says, and the
file and line where it came up, or "". What does not parse is a `ParseError` of one line.
"""
function described(@nospecialize(e))
    file, line = "", 0
    while e isa LoadError
        file, line = e.file, e.line
        e = e.error
    end
    name = string(nameof(typeof(e)))
    words = try
        valid_text(Base.invokelatest(words_of, e))
    catch
        "(its message cannot be shown)"
    end
    if is_syntax_error(e)
        name = "ParseError"
        words, exact = syntax_problem(words)
        exact === nothing || (line = exact)
    end
    # how Julia says so where a package is not found, or does not load
    startswith(words, r"(ArgumentError: )?(Package|Failed to precompile) ") && (words *= word_on_manifest())
    return name, words, isempty(file) ? "" : string(file, ":", line)
end

# A manifest that another Julia made may name packages that do not exist for this one, or not be readable at all.
function word_on_manifest()
    manifest, maker = try
        something(manifest_origin(), ("", VERSION))
    catch  # it cannot be read, or is none
        return ""
    end
    (maker.major, maker.minor) == (VERSION.major, VERSION.minor) && return ""
    return string("\nThe manifest ", manifest, " was made by Julia ", maker, ", and this is Julia ", VERSION,
        ": start pyjuliann with a Julia ", maker.major, '.', maker.minor, " (julia= or PYJULIANN_JULIA), or remove it ",
        "and make one with this Julia: ", executable(), " --project=", dirname(manifest), " -e 'import Pkg; Pkg.instantiate()'")
end

valid_text(text::String) = isvalid(text) ? text : map(c -> isvalid(c) ? c : '\ufffd', text)

"The next statement of `code` and where the one after it begins; what does not parse is thrown."
function next_statement(code::String, position::Int)
    statement, next = Meta.parse(code, position; raise=false)
    if statement isa Expr && statement.head in (:error, :incomplete)
        problem = statement.args[1]
        throw(problem isa Exception ? problem : Meta.ParseError(string(problem)))
    end
    return statement, next
end
