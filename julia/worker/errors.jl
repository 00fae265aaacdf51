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
    advice = is_undefined(e, :probe) ? NO_PROBE : ""
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
    place = isempty(file) ? "" : string(file, ":", line)
    isempty(advice) || (words = string(first_line(words), advice))
    if occursin(NOT_COMPILED, words)
        words, inner = Base.invokelatest(why_not_compiled, words)
        isempty(inner) || (place = inner)
    end
    return name, words, place
end

const NO_PROBE = "; it comes with a file for your code: pyjuliann julia probe > probe.jl, and include(\"probe.jl\")"

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
