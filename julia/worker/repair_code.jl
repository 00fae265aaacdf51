# A piece of Julia code, the places in it where a change may stand, and its text with a change made.

"A piece of code: its text, its statements, where in the text each begins and ends, and those of files it includes."
struct Source
    path::String
    text::String
    statements::Vector{Any}
    ranges::Vector{UnitRange{Int}}
    included::Vector{Any}
end

function Source(path::String, text::String)
    statements, ranges = statements_in(text)
    return Source(path, text, statements, ranges, included_in(statements, dirname(path)))
end

function statements_in(text::String)
    statements, ranges, position = Any[], UnitRange{Int}[], 1
    while position <= ncodeunits(text)
        start = position
        statement, position = next_statement(text, position)
        statement === nothing && continue
        push!(statements, statement)
        push!(ranges, start:position-1)
    end
    return statements, ranges
end

"The statements of the files that statements include by name, and of those that these include."
function included_in(@nospecialize(statements), folder::String, seen=Set{String}())
    found = Any[]
    for e in statements
        e isa Expr || continue
        e.head in (:module, :block, :toplevel) && append!(found, included_in(e.args, folder, seen))
        e.head === :call && e.args[1] === :include && e.args[end] isa String || continue
        file = joinpath(folder, e.args[end])
        (file in seen || !isfile(file)) && continue
        push!(seen, file)
        theirs = first(statements_in(read(file, String)))
        append!(found, theirs)
        append!(found, included_in(theirs, dirname(file), seen))
    end
    return found
end

"A place: the number of the statement and the way down to the node."
struct Place
    statement::Int
    way::Vector{Int}
    used_as::Symbol
end

node_at(statement, way) = foldl((e, k) -> e.args[k], way; init=statement)

function replaced(@nospecialize(e), way, new, depth=1)
    depth > length(way) && return new
    changed = Expr(e.head, e.args...)
    changed.args[way[depth]] = replaced(e.args[way[depth]], way, new, depth + 1)
    return changed
end

is_signature(e) = e isa Expr && (e.head === :call || (e.head in (:where, :(::)) && is_signature(e.args[1])))
defines_function(e::Expr) = e.head === :function || e.head === :-> || (e.head === :(=) && is_signature(e.args[1]))

"The name that a definition gives to a function; `nothing` if it is none."
function defined_name(@nospecialize(e))
    e isa Expr || return nothing
    e.head === :macrocall && return defined_name(e.args[end])  # a docstring or `@inline` before it
    defines_function(e) && e.head !== :-> || return nothing
    signature = e.args[1]
    while signature isa Expr && signature.head in (:where, :(::), :call)
        signature = signature.args[1]
    end
    signature isa Expr && signature.head === :. && return signature.args[2].value
    return signature isa Symbol ? signature : nothing
end

"All functions that statements define, by name; those in modules too."
function definitions!(found, statements)
    for e in statements
        e isa Expr || continue
        name = defined_name(e)
        name === nothing || push!(get!(() -> Any[], found, name), e)
        e.head in (:module, :block, :toplevel, :if) && definitions!(found, e.args)
    end
    return found
end

symbols!(found, @nospecialize(e)) = e isa Symbol ? push!(found, e) : e isa QuoteNode ? symbols!(found, e.value) :
    e isa Expr ? foldl(symbols!, e.args; init=found) : found

"The names of the functions that the one called `name` reaches in its file, its own among them; of all if it has none."
function reached(source::Source, name::String)
    defined = definitions!(Dict{Symbol,Vector{Any}}(), [source.statements; source.included])
    isempty(name) && return defined, Set(keys(defined))
    names, left = Set{Symbol}(), [Symbol(split(name, '.')[end])]
    while !isempty(left)
        next = pop!(left)
        next in names && continue
        push!(names, next)
        for definition in get(defined, next, ())
            append!(left, intersect(symbols!(Set{Symbol}(), definition), keys(defined)))
        end
    end
    return defined, names
end

"Every place in a statement where a change may stand: in the functions that are `wanted`, and outside of any."
function wanted_places!(found, @nospecialize(e), statement, wanted, way=Int[])
    e isa Expr || return found
    name = defined_name(e)
    if name !== nothing
        return name in wanted ? places!(found, e, statement, way) : found
    elseif e.head in (:module, :toplevel) || (e.head === :block && !isempty(way))
        foreach(k -> wanted_places!(found, e.args[k], statement, wanted, [way; k]), eachindex(e.args))
        return found
    end
    return places!(found, e, statement, way)
end

"Every place in an expression where a change may stand."
function places!(found, @nospecialize(e), statement, way=Int[], used_as=:value)
    if e isa Number || e isa Symbol
        push!(found, Place(statement, way, used_as))
    end
    e isa Expr || return found
    head, count = e.head, length(e.args)
    into(k, as=:value) = places!(found, e.args[k], statement, [way; k], as)
    if head in (:quote, :inert, :using, :import, :export, :struct, :abstract, :primitive, :macro, :global, :local, :meta)
        return found
    elseif defines_function(e)
        defaults!(found, e.args[1], statement, [way; 1])
        return count > 1 ? into(2) : found
    end
    push!(found, Place(statement, way, head === :block ? :block : used_as))
    if head === :call
        as = e.args[1] === :(:) ? :range : :value
        foreach(k -> into(k, as), 2:count)
    elseif head === :. && count == 2 && e.args[2] isa Expr
        foreach(k -> places!(found, e.args[2].args[k], statement, [way; 2; k], :value), eachindex(e.args[2].args))
    elseif head === :.
        return found
    elseif head === :macrocall
        foreach(k -> into(k), 3:count)
    elseif head === :kw
        into(2, e.args[1] === :dims ? :dims : :value)
    elseif head === :(::)
        into(1)
    elseif head === :ref
        into(1)
        foreach(k -> into(k, e.args[k] isa Expr && e.args[k].head === :call && e.args[k].args[1] === :(:) ? :value : :index),
                2:count)
    elseif head in (:(=), :+=, :-=, :*=, :/=)
        e.args[1] isa Expr && e.args[1].head === :ref && into(1, :left)
        into(2)
    elseif head === :comparison
        foreach(k -> into(k), 1:2:count)
    else
        foreach(k -> into(k), 1:count)
    end
    return found
end

"The default values in a signature."
function defaults!(found, @nospecialize(e), statement, way)
    e isa Expr || return
    if e.head === :kw
        places!(found, e.args[2], statement, [way; 2])
    elseif e.head in (:call, :where, :tuple, :parameters, :(::))
        foreach(k -> defaults!(found, e.args[k], statement, [way; k]), eachindex(e.args))
    end
end

# ---------------------------------------------------------------- what a function does besides

const REFUSED = Set([
    # files and folders
    :open, :write, :rm, :cp, :mv, :mkdir, :mkpath, :mktemp, :mktempdir, :tempname, :touch, :symlink, :hardlink, :chmod, :chown,
    :cd, :unlink, :rename, :truncate, :sendfile, :Filesystem, :Mmap, :mmap, :serialize, :writedlm, :download, :Pkg,
    # processes and sockets
    :run, :pipeline, :spawn, :detach, :exit, :quit, :kill, :connect, :listen, :Sockets, :Distributed, :addprocs, :remotecall,
    :atexit, :redirect_stdout, :redirect_stderr, :redirect_stdin,
    # memory, C, and code
    :ccall, :cglobal, :llvmcall, :Libc, :Libdl, :dlopen, :dlsym, :unsafe_store!, :unsafe_load, :unsafe_wrap, :unsafe_copyto!,
    :unsafe_pointer_to_objref, :pointer, :eval, :include_string, :finalizer])
const REFUSED_MACROS = Set(map(Symbol, ["@cmd", "@ccall", "@eval", "@spawnat", "@everywhere"]))

"""
What reaches outside the computation: a name in the functions that `name` reaches, or outside of any; `nothing` if
there is none. What the code itself calls by such a name, an argument or a function of its own, is another thing.
"""
function outside(source::Source, name::String)
    defined, names = reached(source, name)
    functions = Any[code for own in names for code in get(defined, own, ())]
    own = foldl((found, e) -> arguments!(found, signature(e)), functions; init=Set{Symbol}(keys(defined)))
    for e in [functions; filter(is_run, [source.statements; source.included])]
        found = outside(e, own)
        found === nothing || return found
    end
    return nothing
end

"The names of the arguments in a signature."
function arguments!(found, @nospecialize(e))
    e isa Symbol && return push!(found, e)
    e isa Expr || return found
    e.head === :call && return foldl(arguments!, e.args[2:end]; init=found)
    e.head in (:parameters, :tuple) && return foldl(arguments!, e.args; init=found)
    return e.head in (:kw, :(::), :..., :where) ? arguments!(found, e.args[1]) : found
end

signature(@nospecialize(e)) = e.head === :macrocall ? signature(e.args[end]) : e.args[1]

"Whether a statement of a file does something when the file is loaded, rather than when it is a program."
is_run(@nospecialize(e)) = e isa Expr && defined_name(e) === nothing &&
    !(e.head in (:using, :import, :export, :module, :struct, :abstract, :primitive, :macro)) &&
    !(e.head === :if && :PROGRAM_FILE in symbols!(Set{Symbol}(), e.args[1]))

function outside(@nospecialize(e), own::Set{Symbol})
    e isa Symbol && return e in REFUSED && !(e in own) ? string(e) : nothing
    e isa QuoteNode && return outside(e.value, own)
    e isa Expr || return nothing
    e.head === :cmd && return "a command"
    e.head === :macrocall && nameof_macro(e.args[1]) in REFUSED_MACROS && return string(nameof_macro(e.args[1]))
    for part in e.args
        found = outside(part, own)
        found === nothing || return found
    end
    return nothing
end

nameof_macro(@nospecialize(e)) = e isa GlobalRef ? e.name : e isa Expr ? nameof_macro(e.args[end]) :
    e isa QuoteNode ? e.value : e

# ---------------------------------------------------------------- the text with a change in it

"Code without the numbers of its lines."
plain(@nospecialize(e)) = e
function plain(e::Expr)
    args = Any[plain(a) for a in e.args if !(a isa LineNumberNode)]
    e.head === :block && length(args) == 1 && return args[1]
    return Expr(e.head, args...)
end

"The lines of a statement's text on which a node stands, as its parser counted them; of the next statement on, none."
function lines_of(@nospecialize(statement), way, count)
    low, high = 1, count
    for k in way
        numbers = [(i, a.line) for (i, a) in enumerate(statement.args) if a isa LineNumberNode]
        for (i, line) in numbers
            i < k ? (low = max(low, line)) : (high = min(high, line))
        end
        statement = statement.args[k]
    end
    return low, max(low, high)
end

const WORD = r"\d+(?:\.\d+)?(?:[ef]-?\d+)?|[^\W\d][\w!]*|\.?[^\w\s]"

words_of(@nospecialize(e)) = string(plain(e))

"""
The whole text with a change made in it, the line of the change, and the words there before and after. The place is
looked for among the words of the statement: a text counts only if it parses to the changed code.
"""
function edited(source::Source, spot::Place, @nospecialize(statement), @nospecialize(old), @nospecialize(new))
    range, goal = source.ranges[spot.statement], plain(statement)
    text = source.text[first(range):prevind(source.text, last(range) + 1)]
    head, tail = source.text[1:prevind(source.text, first(range))], source.text[last(range)+1:end]
    low, high = lines_of(source.statements[spot.statement], spot.way, count(==('\n'), text) + 1)
    is_it(changed) = plain(Meta.parse(changed; raise=false)) == goal
    above = count(==('\n'), head)
    if old isa Expr && old.head === :block && new isa Expr
        for (changed, line, before, after) in other_lines(text, old, new)
            is_it(changed) && return string(head, changed, tail), above + line, before, after
        end
    end
    words, lines, line, position = UnitRange{Int}[], Int[], 1, 1
    for m in eachmatch(WORD, text)
        line += count(==('\n'), SubString(text, position, prevind(text, m.offset)))
        position = m.offset
        low <= line <= high || continue
        push!(words, m.offset:m.offset+ncodeunits(m.match)-1)
        push!(lines, line)
    end
    less, instead = narrowed(old, new)
    for (wanted, shown) in unique([(plain(less), words_of(instead)), (plain(old), words_of(new))]),
        a in eachindex(words), b in a:min(length(words), a + 80)

        piece = text[first(words[a]):prevind(text, last(words[b]) + 1)]
        parsed = Meta.parse(piece; raise=false)
        unparsed = parsed isa Expr && parsed.head in (:error, :incomplete)
        (unparsed ? piece == string(wanted) : plain(parsed) == wanted) || continue  # `end` stands for itself
        for put in (shown, "($shown)")
            changed = string(text[1:prevind(text, first(words[a]))], put, text[last(words[b])+1:end])
            is_it(changed) && return string(head, changed, tail), above + lines[a], words_of(old), words_of(new)
        end
    end
    statements = copy(source.statements)
    statements[spot.statement] = statement
    return join(map(words_of, statements), "\n"), 0, words_of(old), words_of(new)
end

"The only part in which two expressions differ, so that of a text no more is changed than must be."
function narrowed(@nospecialize(old), @nospecialize(new))
    old isa Expr && new isa Expr && old.head === new.head && length(old.args) == length(new.args) || return old, new
    different = findall(((a, b),) -> a != b, collect(zip(old.args, new.args)))
    return length(different) == 1 ? narrowed(old.args[different[1]], new.args[different[1]]) : (old, new)
end

"A text without one of the statements of a block, or with two that follow one another exchanged, by whole lines."
function other_lines(text::String, old::Expr, new::Expr)
    lines = split(text, '\n'; keepempty=true)
    starts = Tuple{Int,Any}[]
    for (number, e) in zip(old.args, old.args[2:end])
        number isa LineNumberNode && !(e isa LineNumberNode) && push!(starts, (number.line, e))
    end
    left = count(e -> !(e isa LineNumberNode), new.args)
    joined(parts...) = join(vcat(parts...), '\n')
    # a comment between two statements stays where it is
    own(from, to, e) = something(findfirst(k -> plain(Meta.parse(joined(lines[from:k]); raise=false)) == plain(e), from:to),
                                 to - from + 1) + from - 1
    found = Any[]
    for k in 1:length(starts)-1
        (from, e), (to, f) = starts[k], starts[k+1]
        last_of_e = own(from, to - 1, e)
        if left < length(starts)
            push!(found, (joined(lines[1:from-1], lines[last_of_e+1:end]), from, words_of(e), ""))
        elseif k + 2 <= length(starts)
            last_of_f = own(to, starts[k+2][1] - 1, f)
            turned = joined(lines[1:from-1], lines[to:last_of_f], lines[last_of_e+1:to-1], lines[from:last_of_e],
                            lines[last_of_f+1:end])
            push!(found, (turned, from, string(words_of(e), "; ", words_of(f)), string(words_of(f), "; ", words_of(e))))
        end
    end
    return found
end
