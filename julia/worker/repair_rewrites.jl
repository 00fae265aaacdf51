# What a porting mistake looks like: the changes that may stand for one node of a function's code.

"A change of one node: the cause that it stands for, what replaces the node, and how simple it is (less is simpler)."
struct Rewrite
    cause::String
    new::Any
    weight::Int
end

# Names that are taken for one another, in groups: each may stand for each other of its group.
const NAMES = [
    ("floor_division", [:rem, :mod]), ("floor_division", [:div, :fld, :cld]), ("true_division", [:/, :div, :fld]),
    ("logarithm", [:log, :log2, :log10, :log1p]), ("exponential", [:exp, :exp2, :exp10, :expm1]),
    ("argument_factor", [:sin, :sind, :sinpi]), ("argument_factor", [:cos, :cosd, :cospi]),
    ("argument_factor", [:tan, :tand]), ("argument_factor", [:asin, :asind]), ("argument_factor", [:acos, :acosd]),
    ("argument_factor", [:atan, :atand]), ("argument_factor", [:deg2rad, :rad2deg, :identity]),
    ("rounding_mode", [:round, :floor, :ceil, :trunc]), ("count_factor", [:sum, :mean]), ("average", [:mean, :median]),
    ("spread", [:std, :var]), ("reduction", [:sum, :prod]), ("reduction", [:cumsum, :cumprod]),
    ("extremum", [:maximum, :minimum]), ("extremum", [:max, :min]), ("extremum", [:argmax, :argmin]),
    ("extremum", [:findmax, :findmin]), ("search_side", [:searchsortedfirst, :searchsortedlast]),
    ("first_or_last", [:findfirst, :findlast]), ("first_or_last", [:first, :last]), ("bytes", [:length, :ncodeunits]),
    ("conjugate", [:transpose, :adjoint, :permutedims]), ("other_axis", [:vcat, :hcat]), ("norm", [:norm, :opnorm]),
    ("comparison", [:<, :<=, :>, :>=]), ("comparison", [:(==), :(!=)]), ("sign", [:+, :-]), ("operator", [:*, :/]),
    ("product", [:/, :\]), ("bitwise", [:&, :|, :xor]), ("bitwise", [:<<, :>>, :>>>]), ("absolute", [:abs, :abs2]),
    ("sorted_otherwise", [:sort, :reverse, :unique]), ("quantifier", [:any, :all]), ("root", [:sqrt, :cbrt]),
    ("inverse", [:permutedims, :inv]), ("inverse", [:transpose, :inv]), ("inverse", [:adjoint, :inv]),
    ("index_base", [:eachindex, :keys]), ("skips_nan", [:maximum, :nanmaximum]), ("operator", [:^, :*]),
    ("float_width", [:Float16, :Float32, :Float64]), ("overflow", [:Int8, :Int16, :Int32, :Int64, :BigInt]),
    ("overflow", [:UInt8, :UInt16, :UInt32, :UInt64, :Int64]), ("trigonometric", [:sin, :cos]),
]
const OTHER_NAMES = Dict{Symbol,Vector{Tuple{String,Symbol}}}()
for (cause, group) in NAMES, name in group, other in group
    name === other || push!(get!(Vector{Tuple{String,Symbol}}, OTHER_NAMES, name), (cause, other))
end
const SAME_NAME = Dict(:% => :rem, :÷ => :div, :⊻ => :xor)
const OPERATORS = Set([:+, :-, :*, :/, :\, :^, :<, :<=, :>, :>=, :(==), :(!=), :&, :|, :<<, :>>, :>>>, :%, :÷])
const COMMUTES = Set([:+, :(==), :(!=), :&, :|, :xor, :max, :min, :hypot, :isapprox, :gcd, :lcm])  # * of numbers only
# Called with an array, these mean the whole of it; with a dot, each element.
const WHOLE_OR_EACH = Set([:exp, :log, :sqrt, :sin, :cos, :abs, :tanh, :inv, :float, :round, :floor, :^, :*, :/, :-, :+])

"A call taken apart: the name, whether it has a dot, the arguments; or `nothing`."
function call_parts(@nospecialize(e))
    e isa Expr || return nothing
    if e.head === :call && e.args[1] isa Symbol
        name = string(e.args[1])
        dotted = length(name) > 1 && name[1] == '.' && name != ".."
        return Symbol(dotted ? name[2:end] : name), dotted, e.args[2:end]
    elseif e.head === :. && length(e.args) == 2 && e.args[1] isa Symbol && e.args[2] isa Expr && e.args[2].head === :tuple
        return e.args[1], true, e.args[2].args
    end
    return nothing
end

function call_of(name::Symbol, dotted::Bool, arguments)
    if name in OPERATORS
        return Expr(:call, dotted ? Symbol('.', name) : name, arguments...)
    end
    return dotted ? Expr(:., name, Expr(:tuple, arguments...)) : Expr(:call, name, arguments...)
end

"The changes that a node may stand for; `others` are constants of the other side, `place` what the node is used as."
function rewrites(@nospecialize(e), place::Symbol, others)
    found = Rewrite[]
    add(cause, new, weight=10) = new == e || push!(found, Rewrite(cause, new, weight))
    if e isa Number && !(e isa Bool)
        constants(add, e, place, others)
    elseif e isa Bool
        add("flag", !e, 8)
    elseif e isa Symbol
        names(add, e, place)
    elseif e isa Expr
        parts = call_parts(e)
        parts === nothing ? forms(add, e) : calls(add, e, parts..., others)
        place === :value && e.head in VALUES && wrapped(add, e)
    end
    return found
end

function constants(add, e::Number, place::Symbol, others)
    cause = place === :index ? "index_base" : place === :range ? "range_end" : place === :dims ? "other_axis" : "constant"
    for step in (1, -1)
        add(cause, e + step, place in (:index, :range, :dims) ? 8 : 14)
    end
    for other in others
        other == e || add(cause, e isa Integer && other isa Integer ? oftype(e, other) : other, 9)
    end
    place in (:index, :dims) && return
    for new in (-e, 2e, iseven_number(e) ? e ÷ 2 : e / 2)
        add(e == 0 ? "constant" : new == -e ? "sign" : "constant", new, 16)
    end
end
iseven_number(e) = e isa Integer && iseven(e)

function names(add, e::Symbol, place::Symbol)
    if haskey(OTHER_NAMES, e) && isuppercase(first(string(e)))  # a type
        for (cause, other) in OTHER_NAMES[e]
            add(cause, other, 9)
        end
        return
    end
    isuppercase(first(string(e))) && return
    if e === Symbol("end")
        add("range_end", Expr(:call, :-, e, 1), 10)
        return
    end
    e in (:pi, :π, :ℯ, :nothing, :Inf, :NaN, :missing, :(:)) && return
    if place === :index
        add("index_base", :($e + 1), 9)
        add("index_base", :($e - 1), 9)
        return
    elseif place === :range
        add("range_end", :($e - 1), 9)
        add("range_end", :($e + 1), 9)
        return
    end
    wrapped(add, e)
    add("skips_nan", :(filter(!isnan, $e)), 20)
    add("overflow", :(widen.($e)), 20)
    add("overflow", :(big.($e)), 20)
end

function calls(add, e::Expr, name::Symbol, dotted::Bool, arguments, others)
    plain = all(a -> !(a isa Expr && a.head in (:parameters, :kw, :...)), arguments)
    canonical = get(SAME_NAME, name, name)
    for (cause, other) in get(OTHER_NAMES, canonical, ())
        length(arguments) == 1 && other in OPERATORS && other !== :- && continue
        length(arguments) == 1 && name in OPERATORS && continue
        add(cause, call_of(other, dotted, arguments), 5)
    end
    if canonical in WHOLE_OR_EACH && (length(arguments) > 1 || !(name in OPERATORS))
        add(name in (:*, :^, :/) ? "product" : "elementwise", call_of(name, !dotted, arguments), 6)
    end
    n = length(arguments)
    if plain && 2 <= n <= 5 && !(canonical in COMMUTES || (name === :* && dotted))
        foreach(swapped -> add("swapped_arguments", call_of(name, dotted, swapped), 8), swaps(arguments))
    end
    keyword(add, name, dotted, arguments)
    patterns(add, e, name, dotted, arguments)
    if name in (:+, :-, :*, :/) && n == 2  # a term or a factor too much
        add("extra_term", arguments[1], 18)
        add("extra_term", name === :- ? call_of(:-, dotted, arguments[2:2]) : arguments[2], 19)
    elseif name in (:+, :*) && n > 2
        for i in 1:n
            add("extra_term", call_of(name, dotted, arguments[[k for k in 1:n if k != i]]), 18)
        end
    elseif n == 1 && name in (:-, :+)
        add("sign", arguments[1], 6)
    elseif n == 1 && plain && !(name in (:zeros, :ones, :zero, :one, :length, :size))
        add("extra_call", arguments[1], 18)
    end
end

"The arguments with two of them exchanged, in every way."
function swaps(arguments)
    found = Vector{Any}[]
    for i in eachindex(arguments), j in i+1:length(arguments)
        swapped = Any[arguments...]
        swapped[i], swapped[j] = arguments[j], arguments[i]
        push!(found, swapped)
    end
    return found
end

"The arguments of a call without one of its keywords, for each."
function fewer_keywords(arguments)
    found = Tuple{Any,Vector{Any}}[]
    for (k, a) in enumerate(arguments)
        rest = Any[arguments[i] for i in eachindex(arguments) if i != k]
        if a isa Expr && a.head === :kw
            push!(found, (a, rest))
        elseif a isa Expr && a.head === :parameters
            for p in a.args
                left = filter(q -> q !== p, a.args)
                push!(found, (p, isempty(left) ? rest : Any[Expr(:parameters, left...), rest...]))
            end
        end
    end
    return found
end

"Keywords and options of a call: added, dropped, or another one."
function keyword(add, name::Symbol, dotted::Bool, arguments)
    with(key, value) = call_of(name, dotted, Any[arguments..., Expr(:kw, key, value)])
    has(key) = any(a -> (a isa Expr && a.head === :kw && a.args[1] === key) ||
        (a isa Expr && a.head === :parameters && any(p -> p isa Expr && p.args[1] === key, a.args)), arguments)
    for (key, rest) in fewer_keywords(arguments)
        add("flag", call_of(name, dotted, rest), 12)
        if name in (:sort, :sortperm) && key == Expr(:kw, :rev, true)
            add("stable_sort", :(reverse($(call_of(name, dotted, rest)))), 7)
        end
    end
    if name in (:std, :var, :cov)
        has(:corrected) || add("ddof", with(:corrected, false), 6)
    elseif name in (:sort, :sortperm, :sort!)
        has(:rev) || add("reversed", with(:rev, true), 8)
    elseif name === :round
        length(arguments) == 1 && add("rounding_mode", call_of(:floor, dotted, Any[:($(arguments[1]) .+ 0.5)]), 7)
        for mode in (:RoundNearestTiesUp, :RoundNearestTiesAway, :RoundToZero, :RoundDown)
            mode in arguments || add("rounding_mode", call_of(name, dotted, Any[arguments..., mode]), 7)
        end
    elseif name in (:sum, :mean, :maximum, :minimum, :prod, :std, :var) && !has(:dims)
        add("other_axis", with(:dims, 1), 12)
        add("other_axis", with(:dims, 2), 12)
    elseif name === :norm && length(arguments) == 1
        add("norm", call_of(name, dotted, Any[arguments..., 1]), 9)
        add("norm", call_of(name, dotted, Any[arguments..., Inf]), 9)
    end
end

is_adjoint(@nospecialize(e)) = e isa Expr && e.head === Symbol("'")

"Calls that are mistaken for another form of the same words."
function patterns(add, e::Expr, name::Symbol, dotted::Bool, arguments)
    n = length(arguments)
    inner = n >= 1 ? call_parts(arguments[1]) : nothing
    if name === :length && n == 1
        add("count_factor", :(size($(arguments[1]), 1)), 7)
        add("count_factor", :(size($(arguments[1]), 2)), 7)
        add("ddof", :(length($(arguments[1])) - 1), 9)
        add("ddof", :(length($(arguments[1])) + 1), 10)
    elseif name === :size && n == 2
        add("count_factor", :(length($(arguments[1]))), 7)
    elseif name === :atan && n == 1 && inner !== nothing && inner[1] === :/
        add("quadrant", call_of(:atan, dotted, inner[3]), 6)
    elseif name === :sqrt && n == 1 && inner !== nothing && inner[1] in (:+, :-) && length(inner[3]) == 2
        a, b = inner[3]
        add("epsilon", call_of(inner[1], inner[2], Any[call_of(:sqrt, dotted, Any[a]), b]), 9)
        squares = map(call_parts, (a, b))
        if all(s -> s !== nothing && s[1] === :^ && s[3][2] == 2, squares)
            add("intermediate_overflow", call_of(:hypot, dotted, Any[squares[1][3][1], squares[2][3][1]]), 7)
        end
    elseif name === :sqrt && n == 1 && inner !== nothing && inner[1] === :* && length(inner[3]) == 2
        roots = Any[call_of(:sqrt, dotted, Any[a]) for a in inner[3]]
        add("branch", call_of(:*, inner[2] || dotted, roots), 9)
    elseif name in (:+, :-) && n == 2 && inner !== nothing && inner[1] === :sqrt
        add("epsilon", call_of(:sqrt, inner[2], Any[call_of(name, dotted, Any[inner[3][1], arguments[2]])]), 9)
    elseif name === :floor && n == 1 && inner !== nothing && inner[1] === :+ && inner[3][end] == 0.5
        add("rounding_mode", call_of(:round, dotted, inner[3][1:1]), 7)
    elseif name in (:max, :min) && n == 2
        a, b = arguments
        add("skips_nan", :(ifelse.(isnan.($a), $b, ifelse.(isnan.($b), $a, $(call_of(name, dotted, arguments))))), 9)
    elseif name === :reverse && n == 1 && inner !== nothing && inner[1] in (:sort, :sortperm)
        add("stable_sort", call_of(inner[1], inner[2], Any[inner[3]..., Expr(:kw, :rev, true)]), 7)
    elseif name === :reshape && n >= 3
        turned = Expr(:call, :reshape, arguments[1], reverse(arguments[2:end])...)
        add("memory_order", n == 3 ? :(permutedims($turned)) : :(permutedims($turned, $(n-1):-1:1)), 7)
    elseif name in (:argmax, :argmin) && n == 1
        most = name === :argmax ? :maximum : :minimum
        add("first_or_last", :(findlast(==($most($(arguments[1]))), $(arguments[1]))), 7)
    elseif name in (:cumsum, :cumprod) && n == 1
        start = name === :cumsum ? :zero : :one
        add("exclusive_sum", :([$start(eltype($(arguments[1]))); $e[1:end-1]]), 8)
    elseif name === :sum && n == 1
        x = arguments[1]
        add("end_points", :($e - (first($x) + last($x)) / 2), 9)
    elseif name === :* && n == 2 && !dotted && any(is_adjoint, arguments)
        a, b = map(x -> is_adjoint(x) ? x.args[1] : Expr(Symbol("'"), x), arguments)
        add("outer_product", :($a * $b), 6)
    elseif name === :vec && n == 1
        add("memory_order", :(vec(permutedims($(arguments[1])))), 7)
    elseif name in (:+, :-, :*) && n == 2
        # integers that wrap around
        for k in 1:2
            wide = copy(arguments)
            wide[k] = :(Int.($(arguments[k])))
            add("overflow", call_of(name, dotted, wide), 22)
        end
    elseif name === :repeat && n == 2 && !(arguments[2] isa Expr)
        add("permuted", Expr(:call, :repeat, arguments[1], Expr(:kw, :inner, arguments[2])), 7)
    elseif name === :(:) && 2 <= n <= 3
        last_one = arguments[n]
        add("range_end", Expr(:call, name, arguments[1:n-1]..., :($last_one - 1)), 9)
        add("range_end", Expr(:call, name, arguments[1:n-1]..., :($last_one + 1)), 9)
        add("overflow", Expr(:call, name, :(big($(arguments[1]))), arguments[2:n]...), 12)
    end
end

"Forms that are no calls."
function forms(add, e::Expr)
    head = e.head
    if head === Symbol("'")
        add("conjugate", :(transpose($(e.args[1]))), 5)
        add("transposed", e.args[1], 7)
        add("inverse", :(inv($(e.args[1]))), 8)
    elseif head === :&& || head === :||
        add("quantifier", Expr(head === :&& ? :|| : :&&, e.args...), 6)
        add("extra_term", e.args[1], 18)
        add("extra_term", e.args[2], 18)
    elseif head === :if && length(e.args) == 3
        add("comparison", Expr(:if, e.args[1], e.args[3], e.args[2]), 14)
    elseif head === :block
        lines = [k for k in eachindex(e.args) if !(e.args[k] isa LineNumberNode)]
        for k in lines[1:max(end - 1, 0)]
            add("extra_line", Expr(:block, e.args[[i for i in eachindex(e.args) if i != k]]...), 18)
        end
        for (a, b) in zip(lines, lines[2:end])
            turned = copy(e.args)
            turned[a], turned[b] = e.args[b], e.args[a]
            b == lines[end] || add("order_of_lines", Expr(:block, turned...), 20)
        end
    elseif head in (:+=, :-=)
        add("sign", Expr(head === :+= ? :-= : :+=, e.args...), 6)
    elseif head in (:*=, :/=)
        add("operator", Expr(head === :*= ? :/= : :*=, e.args...), 6)
    elseif head === :comparison
        for k in 2:2:length(e.args)
            for (cause, other) in get(OTHER_NAMES, e.args[k], ())
                changed = copy(e.args)
                changed[k] = other
                add(cause, Expr(:comparison, changed...), 5)
            end
        end
    elseif head in (:vect, :vcat, :tuple) && 2 <= length(e.args) <= 4
        foreach(swapped -> add("swapped_arguments", Expr(head, swapped...), 10), swaps(e.args))
    elseif head === :ref && length(e.args) == 3
        add("swapped_arguments", Expr(:ref, e.args[1], e.args[3], e.args[2]), 8)
    end
end

const VALUES = (:call, :., :ref, Symbol("'"), :comprehension, :vect, :vcat)

"What any value may lack: a sign, a factor, a transposition, a call around it."
function wrapped(add, @nospecialize(e))
    for (cause, new, weight) in (
        ("sign", :(-$e), 15), ("constant_factor", :(2 .* $e), 21), ("constant_factor", :($e ./ 2), 21),
        ("constant_factor", :($e .* pi), 23), ("constant_factor", :($e ./ pi), 23), ("constant_factor", :($e .* sqrt(2)), 23),
        ("constant_factor", :($e ./ sqrt(2)), 23), ("root", :(sqrt.($e)), 22), ("root", :($e .^ 2), 22),
        ("transposed", :(permutedims($e)), 20), ("conjugate", :(conj($e)), 20), ("conjugate", :(conj.($e)), 21),
        ("reversed", :(reverse($e)), 20), ("absolute", :(abs.($e)), 21), ("permuted", :(sort($e)), 22),
        ("memory_order", :(vec(permutedims($e))), 22), ("extremum", :(max.($e, 0)), 24), ("index_base", :($e .+ 1), 20),
        ("index_base", :($e .- 1), 20), ("rounding_mode", :(floor.($e)), 22), ("argument_factor", :(deg2rad.($e)), 19),
        ("argument_factor", :(rad2deg.($e)), 19), ("reduction", :(cumsum($e)), 24), ("element_type", :(float.($e)), 24),
    )
        add(cause, new, weight)
    end
end
