"""
Cells of a notebook: Julia code with Python's variables in it.

Outside of strings, comments and quotes `\$name` is a Python variable; `\$\$name` is Julia's own `\$name`, as macros want it.
Included into PyjuliannBridge by the Python side on first use.
"""
module PyjuliannNotebook

using ..PyjuliannBridge: bring_mentioned, defines, from_main, next_statement

"""
    variables(code) -> names

The names of the Python variables in a cell; none of one that does not parse, which `run` says.
"""
function variables(code::String)
    found = String[]
    statements = something(parsed(code), Any[])
    foreach(statement -> with_values(statement, name -> (push!(found, name); nothing)), statements)
    return Any[unique(found)...]
end

"""
    run(code, file, names, values...) -> value

Run a cell in Main, with these values of Python's variables, and return the value of its last statement: nothing if
that is a definition or ends with a semicolon. Errors name `file` and the line.
"""
function run(code::String, file::String, names, @nospecialize(values...))
    bring_mentioned(code)
    known = Dict{String,Any}(zip(names, values))
    statements = Any[]
    function prepared(statement)
        push!(statements, statement)
        return with_values(from_main(statement), name -> QuoteNode(known[name]))
    end
    value = Base.invokelatest(include_string, prepared, Main, code, file)
    is_silent = isempty(statements) || defines(statements[end]) || ends_with_semicolon(code)
    return LAST[] = is_silent ? nothing : value
end

"The value of the cell that was run last."
const LAST = Ref{Any}()

"How Julia shows that value, which has no counterpart in Python."
shown() = Base.invokelatest(repr, MIME("text/plain"), LAST[])

const DOLLAR = Symbol('$')

with_values(@nospecialize(x), value_of) = x
function with_values(x::Expr, value_of)
    x.head === :quote && return x
    x.head === DOLLAR || return Expr(x.head, map(part -> with_values(part, value_of), x.args)...)
    part = x.args[1]
    part isa Symbol && return value_of(string(part))
    part isa Expr && part.head === DOLLAR && return part
    throw(ArgumentError(string("\$(", part, ") is no Python variable: a name is expected")))
end

"All statements of a text, or `nothing` if it does not parse."
function parsed(code::String)
    found, position = Any[], 1
    try
        while position <= ncodeunits(code)
            statement, position = next_statement(code, position)
            push!(found, statement)
        end
    catch e
        e isa Meta.ParseError || rethrow()
        return nothing
    end
    return found
end

# A semicolon is a statement's end if it is in no comment, where a parenthesis would do as well.
function ends_with_semicolon(code::String)
    for place in reverse(findall(isequal(';'), code))
        after = parsed(code[nextind(code, place):end])
        after !== nothing && all(isnothing, after) || return false
        parsed(string(code[1:prevind(code, place)], ")")) === nothing && return true
    end
    return false
end

end
