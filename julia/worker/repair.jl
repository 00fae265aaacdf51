"""
Porting mistakes put right, one at a time: every change that `rewrites` knows, at every place of a Julia function's
code, is run on a few cases, and those are returned that give what Python gave.

Included into PyjuliannBridge by the Python side, in a worker of its own: what is run here is code that nobody wrote.
"""
module PyjuliannRepair

import ..PyjuliannBridge: bring_probe_below, next_statement
import ..PyjuliannBridge.PyjuliannParity: TARGETS, Target, bring, fresh_module, leaves, unpack

include("repair_code.jl")
include("repair_rewrites.jl")

# ---------------------------------------------------------------- limits

const turns = Ref(0)
const most_turns = Ref(typemax(Int))
const latest = Ref(Inf)
const SECONDS = 1.0  # for all cases of one change
struct TooLong <: Exception end

function tick()
    turns[] += 1
    (turns[] > most_turns[] || (turns[] & 0xff == 0 && time() > latest[])) && throw(TooLong())
    return nothing
end

"The same code with turns of loops and calls of functions counted: a change that no longer ends is broken off."
function counted(@nospecialize(e))
    e isa Expr || return e
    e.head in (:quote, :inert, :macro, :struct) && return e
    args = map(counted, e.args)
    body = e.head in (:while, :for) || (defines_function(e) && length(args) > 1) ? 2 :
        e.head === :generator && !(args[1] isa Expr && args[1].head === :generator) ? 1 : 0
    body == 0 || (args[body] = Expr(:block, Expr(:call, tick), args[body]))
    return Expr(e.head, args...)
end

# ---------------------------------------------------------------- changed code, loaded

"The function that code gives: the value of its last statement, or the one called `name` in a file at `path`."
function function_of(statements, path::String, name::String, using_modules)
    home = fresh_module()
    bring(home, using_modules)
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
    Base.invokelatest(bring_probe_below, home)
    isempty(name) && return value, home
    return foldl((m, part) -> Base.invokelatest(getfield, m, Symbol(part)), split(name, '.'); init=home), home
end

"""
    adopt(key, path, text, name, using_modules)

Have `run` of PyjuliannParity find changed code under a key.
"""
function adopt(key::String, path::String, text::String, name::String, using_modules)
    TARGETS[key] = Target(function_of(Source(path, text).statements, path, name, using_modules)...)
    return nothing
end

"What a search works on: cases with what Python gave for each, the first that differ, and constants of its code."
mutable struct Question
    name::String
    using_modules::Vector{Any}
    cases::Vector{Any}
    expected::Vector{Any}
    others::Vector{Any}
    lines::Vector{Any}  # the first and the last that are looked at first, and by how much changes of others weigh more
    tolerance::Float64  # how near a number must come; below 0 it must be of the same type as well
    likeness::Vector{Float64}  # of what the code as it is gives
end

"Code that is loaded, and the definition in it that is a changed one at the moment: its module, statement and way."
mutable struct Workplace
    source::Source
    home::Module
    f::Any
    changed::Any
end

function Workplace(source::Source, question::Question)
    f, home = function_of(map(counted, source.statements), source.path, question.name, question.using_modules)
    return Workplace(source, home, f, nothing)
end

is_documented(@nospecialize(e)) = e isa Expr && e.head === :macrocall && e.args[1] isa GlobalRef

"The module and the way of the definition that a place stands in; `nothing` if it can't be evaluated by itself."
function definition_around(work::Workplace, spot::Place)
    e, home, way = work.source.statements[spot.statement], work.home, Int[]
    for k in spot.way
        is_documented(e) || defined_name(e) === nothing || return home, way
        e.head in (:module, :toplevel, :block) || is_documented(e) || return nothing
        e.head === :module && (home = Base.invokelatest(getfield, home, e.args[2]))
        e = e.args[k]
        push!(way, k)
    end
    return nothing
end

"The function with one statement in another form. Of a file that is loaded only the definition is loaded again."
function changed_function(work::Workplace, question::Question, spot::Place, @nospecialize(statement))
    around = definition_around(work, spot)
    if around !== nothing
        home, way = around
        put_back!(work, (home, spot.statement, way))
        Core.eval(home, counted(node_at(statement, way)))
        return work.f
    elseif isempty(question.name) && spot.statement == length(work.source.statements)
        put_back!(work, nothing)
        return Core.eval(work.home, counted(statement))
    end
    statements = Any[counted(k == spot.statement ? statement : s) for (k, s) in enumerate(work.source.statements)]
    return function_of(statements, work.source.path, question.name, question.using_modules)[1]
end

"Load the definition that was changed before as it is, unless it is the one to be changed next."
function put_back!(work::Workplace, next)
    if work.changed !== nothing && work.changed != next
        home, number, way = work.changed
        Core.eval(home, counted(node_at(work.source.statements[number], way)))
    end
    work.changed = next
end

# ---------------------------------------------------------------- what it gives

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
function likeness(@nospecialize(result), @nospecialize(wanted), tolerance)
    result isa AbstractString && return float(wanted isa AbstractString && result == wanted)
    wanted isa AbstractArray && result isa AbstractArray && ndims(wanted) > 1 && size(wanted) != size(result) && return 0.0
    ours, theirs = leaves(result), leaves(wanted)
    length(ours) == length(theirs) && !isempty(ours) || return float(isequal(result, wanted))
    largest = 0.0
    for x in theirs
        isfinite(x) && (largest = max(largest, abs(Float64(x))))
    end
    near(a, b) = isequal(a, b) || a == b ||
        (isfinite(a) && isfinite(b) && abs(a - b) <= tolerance * max(abs(b), 1e-3largest))
    return count(((a, b),) -> near(a, b) && (tolerance >= 0 || typeof(a) == typeof(b)), zip(ours, theirs)) / length(ours)
end

function alike(@nospecialize(result), @nospecialize(wanted), tolerance)
    result === nothing || wanted === nothing ? (return float(result === wanted)) : nothing
    try
        return likeness(something(result), something(wanted), tolerance)
    catch e
        e isa InterruptException && rethrow()
        return 0.0
    end
end

"Look how much the code as it is gives of what Python gave, so narrowly that it is not all; and how long its loops are."
function measure!(question::Question, work::Workplace)
    most_turns[], latest[] = typemax(Int), Inf
    used, found = 0, Any[]
    for (arguments, names) in question.cases
        push!(found, outcome(work.f, arguments, names))
        used = max(used, turns[])
    end
    for tolerance in (1e-6, 1e-9, 1e-12, 0.0, -1.0)
        question.tolerance = tolerance
        question.likeness = [alike(a, b, tolerance) for (a, b) in zip(found, question.expected)]
        all(isone, question.likeness) || break
    end
    most_turns[] = 10used + 1000  # far more than the code as it is takes
end

"On how many cases a change agrees, and how much is gained by it on the first; a `last` change must agree on all."
function agreement(work::Workplace, question::Question, spot::Place, @nospecialize(statement), last::Bool)
    latest[] = time() + SECONDS
    f = try
        changed_function(work, question, spot, statement)
    catch e
        e isa InterruptException && rethrow()
        return 0, 0.0
    end
    agreeing, gained = 0, 0.0
    for (k, (arguments, names)) in enumerate(question.cases)
        found = alike(outcome(f, arguments, names), question.expected[k], question.tolerance)
        agreeing += found == 1
        gained += found - question.likeness[k]
        ((k == 1 && gained <= 0) || (last && found < 1)) && return 0, 0.0  # most changes help nothing
        k == 2 && agreeing == 0 && break
    end
    return agreeing, gained
end

# ---------------------------------------------------------------- the search

"One round of a search: all changes of one code, the likeliest first, and those that helped."
mutable struct Round
    work::Workplace
    changes::Vector{Tuple{Place,Rewrite}}
    position::Int
    seen::Set{UInt}
    helped::Vector{Any}
    before::Any  # the change that was made already: [agreeing, weight, text, edits], or nothing
end

function Round(question::Question, source::Source, before)
    spots = Place[]
    _, wanted = reached(source, question.name)
    foreach(k -> wanted_places!(spots, source.statements[k], k, wanted), eachindex(source.statements))
    changes = [(spot, placed(change, source, spot, question.lines)) for spot in spots
               for change in rewrites(node_at(source.statements[spot.statement], spot.way), spot.used_as, question.others)]
    sort!(changes; by=pair -> pair[2].weight, alg=MergeSort)
    return Round(Workplace(source, question), changes, 0, Set{UInt}(), Any[], before)
end

"A change, heavier if it is not of one of the lines that are looked at first."
function placed(change::Rewrite, source::Source, spot::Place, lines)
    length(lines) == 3 || return change
    start = first(source.ranges[spot.statement])
    above = count(==('\n'), SubString(source.text, 1, prevind(source.text, start)))
    low, high = above .+ lines_of(source.statements[spot.statement], spot.way, typemax(Int) ÷ 2)
    low <= lines[2] && high >= lines[1] && return change
    return Rewrite(change.cause, change.new, change.weight + lines[3])
end

const question = Ref{Question}()
const rounds = Round[]
const tried = Ref(0)
const noted = Ref{IOStream}()

"""
    start(path, text, name, using_modules, groups, wanted, others, lines, note) -> reason why there is no search, or ""

Get ready for the changes of a function's code. `groups` are cases as `run` of PyjuliannParity takes them; `wanted` is
what Python gave for each, in their order, `[value]`, or `[]` where it raised; `others` are constants of Python's code,
and `lines` the first and the last that are looked at first, with how much heavier others are, or empty.
At `note` the number of the change is written that is being tried: the last one, should Julia end.
"""
function start(path::String, text::String, name::String, using_modules, groups, wanted, others, lines, note::String)
    source = Source(path, text)
    beyond = outside(source, name)
    beyond === nothing || return "its code reaches outside the computation ($beyond)"
    cases = Any[]
    for group in groups
        columns = [unpack(column, group[1], "") for column in group[2]]
        foreach(i -> push!(cases, ([column[i] for column in columns], group[3])), 1:group[1])
    end
    expected = Any[isempty(one) ? nothing : Some(one[1]) for one in wanted]
    question[] = Question(name, using_modules, cases, expected, others, lines, 0.0, Float64[])
    empty!(rounds)
    push!(rounds, Round(question[], source, nothing))
    measure!(question[], rounds[1].work)
    tried[] = 0
    isassigned(noted) && close(noted[])
    noted[] = open(note, "w")
    return ""
end

"""
    advance(seconds, skipped, heaviest) -> [whether all were tried, number tried, number in all, found]

Go on with the changes of the last round for so many seconds, after the first `skipped`, and as long as they are no
heavier than `heaviest`. What is found agrees on all cases: [weight, text, list of [cause, line, before, after]].
"""
function advance(seconds, skipped, heaviest)
    now, found, until = rounds[end], Any[], time() + seconds
    now.position = max(now.position, skipped)
    least, weight, edits = now.before === nothing ? (0.0, 0, Any[]) : now.before
    while now.position < length(now.changes) && time() < until
        spot, change = now.changes[now.position += 1]
        if change.weight > heaviest
            now.position = length(now.changes)
            break
        end
        statement = replaced(now.work.source.statements[spot.statement], spot.way, change.new)
        key = hash(statement, UInt(spot.statement))
        key in now.seen && continue
        push!(now.seen, key)
        seekstart(noted[])
        write(noted[], now.position)
        flush(noted[])
        tried[] += 1
        agreeing, gained = agreement(now.work, question[], spot, statement, now.before !== nothing)
        gained > least || continue
        push!(now.helped, (agreeing, gained, change, spot, statement))
        agreeing == length(question[].cases) || continue
        text, edit = described(now.work.source, now.helped[end])
        push!(found, Any[weight + change.weight, text, Any[edits..., edit]])
    end
    return Any[now.position >= length(now.changes), tried[], length(now.changes), found]
end

"""
    deepen(number) -> whether there is such a change

Begin a round in which a second change is made beside the one that was the best, second best, … of the first.
"""
function deepen(number)
    resize!(rounds, 1)
    first_round = rounds[1]
    put_back!(first_round.work, nothing)
    best = sort(first_round.helped; by=entry -> (-entry[1], -entry[2], entry[3].weight), alg=MergeSort)
    number <= length(best) || return false
    text, edit = described(first_round.work.source, best[number])
    before = (best[number][2], best[number][3].weight, Any[edit])
    push!(rounds, Round(question[], Source(first_round.work.source.path, text), before))
    return true
end

"The changed text, and what was changed: cause, line, and the words before and after."
function described(source::Source, (_, _, change, spot, statement))
    old = node_at(source.statements[spot.statement], spot.way)
    text, line, before, after = edited(source, spot, statement, old, change.new)
    return text, Any[change.cause, line, before, after]
end

end
