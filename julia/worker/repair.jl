"""
Porting mistakes put right, one at a time: every change that `rewrites` knows, at every place of a Julia function's
code, is run on a few cases, and those are returned that give what Python gave.

Included into PyjuliannBridge by the Python side, in a worker of its own: what is run here is code that nobody wrote.
"""
module PyjuliannRepair

import ..PyjuliannBridge: next_statement
import ..PyjuliannBridge.PyjuliannParity: TARGETS, Target, bring, fresh_module, leaves, unpack

include("repair_rewrites.jl")

# ---------------------------------------------------------------- code and the places in it

"A piece of code: its text, its statements, and where in the text each begins and ends."
struct Source
    path::String
    text::String
    statements::Vector{Any}
    ranges::Vector{UnitRange{Int}}
end

function Source(path::String, text::String)
    statements, ranges, position = Any[], UnitRange{Int}[], 1
    while position <= ncodeunits(text)
        start = position
        statement, position = next_statement(text, position)
        statement === nothing && continue
        push!(statements, statement)
        push!(ranges, start:position-1)
    end
    return Source(path, text, statements, ranges)
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
    defined = definitions!(Dict{Symbol,Vector{Any}}(), source.statements)
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
        return into(2)
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

const REFUSED = Set([:open, :write, :run, :download, :rm, :cp, :mv, :mkdir, :mkpath, :touch, :symlink, :chmod, :cd, :ccall,
    :exit, :kill, :connect, :listen, :Libc, :Sockets, :Distributed, :addprocs, :pipeline, :unsafe_store!, :unsafe_load,
    :eval, :include_string, :serialize, :writedlm, :tempname, :mktemp, :redirect_stdout, :atexit, :finalizer, :quit])

"The first name in code that reaches outside the computation; `nothing` if there is none."
function outside(@nospecialize(e))
    e isa Symbol && return e in REFUSED ? string(e) : nothing
    e isa QuoteNode && return outside(e.value)
    e isa Expr || return nothing
    e.head === :cmd && return "a command"
    e.head === :macrocall && e.args[1] in (Symbol("@cmd"), Symbol("@ccall"), Symbol("@eval")) && return string(e.args[1])
    for part in e.args
        found = outside(part)
        found === nothing || return found
    end
    return nothing
end

# ---------------------------------------------------------------- running

const turns = Ref(0)
const most_turns = Ref(typemax(Int))
struct TooLong <: Exception end
tick() = (turns[] += 1) > most_turns[] ? throw(TooLong()) : nothing

"The same code with every turn of its loops counted: one that no longer ends is broken off."
function counted(@nospecialize(e))
    e isa Expr || return e
    e.head in (:quote, :inert) && return e
    args = map(counted, e.args)
    if e.head in (:while, :for)
        return Expr(e.head, args[1], Expr(:block, Expr(:call, tick), args[2]))
    end
    return Expr(e.head, args...)
end

"The function that code gives: the value of its last statement, or the one called `name` in a file at `path`."
function function_of(statements, path::String, name::String, using_modules, home=prepared_module(using_modules))
    value = nothing
    before = get(task_local_storage(), :SOURCE_PATH, nothing)
    isempty(path) || task_local_storage(:SOURCE_PATH, path)  # what the file includes stands beside it
    try
        for statement in statements
            value = Core.eval(home, statement)
        end
    finally
        before === nothing ? delete!(task_local_storage(), :SOURCE_PATH) : task_local_storage(:SOURCE_PATH, before)
    end
    isempty(name) && return value, home
    return foldl((m, part) -> Base.invokelatest(getfield, m, Symbol(part)), split(name, '.'); init=home), home
end

function prepared_module(using_modules)
    home = fresh_module()
    bring(home, using_modules)
    return home
end

"""
    adopt(key, path, text, name, using_modules)

Have `run` of PyjuliannParity find changed code under a key.
"""
function adopt(key::String, path::String, text::String, name::String, using_modules)
    TARGETS[key] = Target(function_of(Source(path, text).statements, path, name, using_modules)...)
    return nothing
end

function outcome(@nospecialize(f), arguments, names)
    turns[] = 0
    positional = length(arguments) - length(names)
    try
        given = map(deepcopy, arguments)
        isempty(names) && return Some(Base.invokelatest(f, given...))
        return Some(Base.invokelatest(f, given[1:positional]...; zip(map(Symbol, names), given[positional+1:end])...))
    catch e
        e isa InterruptException && rethrow()
        return nothing
    end
end

"How much of a result is what Python gave, roughly, from 0 to 1: the whole of it is looked at in Python."
function likeness(@nospecialize(result), @nospecialize(wanted))
    result isa AbstractString && return float(wanted isa AbstractString && result == wanted)
    wanted isa AbstractArray && result isa AbstractArray && ndims(wanted) > 1 && size(wanted) != size(result) && return 0.0
    ours, theirs = leaves(result), leaves(wanted)
    length(ours) == length(theirs) && !isempty(ours) || return float(isequal(result, wanted))
    largest = 0.0
    for x in theirs
        isfinite(x) && (largest = max(largest, abs(Float64(x))))
    end
    alike = count(((a, b),) -> isequal(a, b) || a == b ||
        (isfinite(a) && isfinite(b) && abs(a - b) <= 1e-6 * max(abs(b), 1e-3largest)), zip(ours, theirs))
    return alike / length(ours)
end

"What a search works on: cases with what Python gave for each, the first that differ, and constants of its code."
struct Question
    name::String
    using_modules::Vector{Any}
    cases::Vector{Any}
    expected::Vector{Any}
    others::Vector{Any}
    deadline::Float64
    likeness::Vector{Float64}  # of what the code as it is gives
end

"""
    search(path, text, name, using_modules, groups, wanted, others, seconds, most)

Try every single change of a function's code, and changes of the best of these if none agrees on all cases. `groups`
are cases as `run` of PyjuliannParity takes them; `wanted` is what Python gave for each, in their order, `[value]`, or
`[]` where it raised; `others` are constants of Python's code. Returns [reason why there was no search, number of
changes tried, whether time ran out, list of [cases that agree, weight, code, list of [cause, line, before, after]]],
`most` of them at most, those first that agree on most.
"""
function search(path::String, text::String, name::String, using_modules, groups, wanted, others, seconds, most)
    source = Source(path, text)
    defined, names = reached(source, name)
    codes = isempty(name) ? source.statements : [code for own in names for code in get(defined, own, ())]
    beyond = outside(Expr(:block, codes...))
    beyond === nothing || return Any["its code reaches outside the computation ($beyond)", 0, false, Any[]]
    cases = Any[]
    for group in groups
        columns = [unpack(column, group[1], "") for column in group[2]]
        foreach(i -> push!(cases, ([column[i] for column in columns], group[3])), 1:group[1])
    end
    expected = Any[isempty(one) ? nothing : Some(one[1]) for one in wanted]
    question = Question(name, using_modules, cases, expected, others, time() + seconds, zeros(length(cases)))
    most_turns[] = allowed_turns(source, question)
    found, tried = single_changes(source, question)
    best = Any[described(source, entry...) for entry in found[1:min(end, most)]]
    if !any(entry -> entry[1] == length(cases), best)
        for first_change in best[1:min(end, 6)]
            time() < question.deadline || break
            changed = Source(path, first_change[3])
            again, more = single_changes(changed, question, first_change[5])
            tried += more
            for entry in again[1:min(end, 3)]
                second = described(changed, entry...)
                edits = vcat(first_change[4], second[4])
                push!(best, Any[second[1], first_change[2] + second[2], second[3], edits, second[5]])
            end
        end
        sort!(best; by=entry -> (-entry[1], entry[2]), alg=MergeSort)
    end
    return Any["", tried, time() >= question.deadline, [entry[1:4] for entry in best[1:min(end, most)]]]
end

"How many turns the loops of a change may take: far more than those of the code as it is."
function allowed_turns(source, question)
    most_turns[] = typemax(Int)
    f, _ = function_of(map(counted, source.statements), source.path, question.name, question.using_modules)
    used = 0
    for (k, (arguments, names)) in enumerate(question.cases)
        question.likeness[k] = alike(outcome(f, arguments, names), question.expected[k])
        used = max(used, turns[])
    end
    return 10used + 1000
end

function single_changes(source, question, least=0.0)
    spots = Place[]
    _, wanted = reached(source, question.name)
    foreach(k -> wanted_places!(spots, source.statements[k], k, wanted), eachindex(source.statements))
    changes = [(spot, change) for spot in spots
               for change in rewrites(node_at(source.statements[spot.statement], spot.way), spot.used_as, question.others)]
    sort!(changes; by=pair -> pair[2].weight, alg=MergeSort)
    found, tried, seen = Any[], 0, Set{UInt}()
    # a piece of code that only gives a function leaves nothing behind, and one module will do for all
    shared = isempty(question.name) && length(source.statements) == 1 ? prepared_module(question.using_modules) : nothing
    simplest = 1000
    for (spot, change) in changes
        time() < question.deadline && change.weight <= simplest + 3 || break  # what is simpler wins
        statement = replaced(source.statements[spot.statement], spot.way, change.new)
        key = hash((spot.statement, plain(statement)))
        key in seen && continue
        push!(seen, key)
        tried += 1
        agreeing, gained = agreement(source, spot.statement, statement, question, shared)
        agreeing == length(question.cases) && (simplest = min(simplest, change.weight))
        gained > least && push!(found, ((agreeing, gained), change, spot, statement))
    end
    sort!(found; by=entry -> (-entry[1][1], -entry[1][2], entry[2].weight), alg=MergeSort)
    return found, tried
end

function agreement(source, number, statement, question, shared)
    statements = Any[counted(k == number ? statement : s) for (k, s) in enumerate(source.statements)]
    f = try
        home = shared === nothing ? prepared_module(question.using_modules) : shared
        function_of(statements, source.path, question.name, question.using_modules, home)[1]
    catch e
        e isa InterruptException && rethrow()
        return 0, 0.0
    end
    agreeing, gained = 0, 0.0
    for (k, (arguments, names)) in enumerate(question.cases)
        found = alike(outcome(f, arguments, names), question.expected[k])
        agreeing += found == 1
        gained += found - question.likeness[k]
        k == 1 && gained <= 0 && return 0, 0.0  # most changes help nothing
    end
    return agreeing, gained
end

function alike(@nospecialize(result), @nospecialize(wanted))
    result === nothing || wanted === nothing ? (return float(result === wanted)) : nothing
    try
        return likeness(something(result), something(wanted))
    catch e
        e isa InterruptException && rethrow()
        return 0.0
    end
end

# ---------------------------------------------------------------- telling

"Code without the numbers of its lines."
plain(@nospecialize(e)) = e
function plain(e::Expr)
    args = Any[plain(a) for a in e.args if !(a isa LineNumberNode)]
    e.head === :block && length(args) == 1 && return args[1]
    return Expr(e.head, args...)
end

function described(source::Source, agreeing, change::Rewrite, spot::Place, @nospecialize(statement))
    old = node_at(source.statements[spot.statement], spot.way)
    before, after = string(plain(old)), string(plain(change.new))
    text, line = edited(source, spot, statement, old, change.new)
    agreed, gained = agreeing
    return Any[agreed, change.weight, text, Any[Any[change.cause, line, before, after]], gained]
end

"""
The whole text with the change made in it, and the line of the change. The place is looked for among the words of the
statement: a text counts only if it parses to the changed code.
"""
function edited(source::Source, spot::Place, @nospecialize(statement), @nospecialize(old), @nospecialize(new))
    range, goal = source.ranges[spot.statement], plain(statement)
    text = source.text[first(range):prevind(source.text, last(range) + 1)]
    words = [m.offset:m.offset+ncodeunits(m.match)-1 for m in eachmatch(r"\d+(?:\.\d+)?(?:[ef]-?\d+)?|[^\W\d][\w!]*|\.?[^\w\s]", text)]
    shown, wanted = string(plain(new)), plain(old)
    for a in eachindex(words), b in a:min(length(words), a + 80)
        piece = text[first(words[a]):prevind(text, last(words[b]) + 1)]
        parsed = Meta.parse(piece; raise=false)
        unparsed = parsed isa Expr && parsed.head in (:error, :incomplete)
        (unparsed ? piece == string(wanted) : plain(parsed) == wanted) || continue  # `end` stands for itself
        for put in (shown, "($shown)")
            changed = string(text[1:prevind(text, first(words[a]))], put, text[last(words[b])+1:end])
            again = Meta.parse(changed; raise=false)
            plain(again) == goal || continue
            head = source.text[1:prevind(source.text, first(range))]
            line = count(==('\n'), head) + count(==('\n'), text[1:prevind(text, first(words[a]))]) + 1
            return string(head, changed, source.text[last(range)+1:end]), line
        end
    end
    statements = copy(source.statements)
    statements[spot.statement] = statement
    return join(map(string ∘ plain, statements), "\n"), 0
end

end
