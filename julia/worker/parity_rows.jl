# One function on every number of a block: the arguments come as columns, the results go back as one.

const MESSAGES = 1000
"So many texts of exceptions are made of a block, at most: making one takes longer than most calls."

"""
    on_rows(key, columns) -> nothing or [] or [type, values, errors]

Call the function prepared under `key` on every row of the columns, which hold numbers. `type` is that of all results,
"" where there is none; an error is [row, type, text]. `[]` says that results are of several types or no plain numbers,
or that something was logged: such a block is to be asked case by case. `nothing` says that `key` is not prepared.
"""
function on_rows(key::String, columns)
    haskey(TARGETS, key) || return nothing
    collector = Collector(Any[])
    found = with_logger(() -> Base.invokelatest(all_rows, TARGETS[key].f, Tuple(columns)), collector)
    return isempty(collector.texts) ? found : Any[]
end

function all_rows(f::F, columns::C) where {F,C<:Tuple}
    errors = Any[]
    row, value = first_value(f, columns, errors)
    row > length(columns[1]) && return Any["", nothing, errors]
    value isa Packable || return Any[]
    out = fill(value, length(columns[1]))
    fill_rows!(out, f, columns, row + 1, errors) || return Any[]
    return Any[type_name(eltype(out)), out, errors]
end

at(columns::Tuple, row::Int) = map(column -> @inbounds(column[row]), columns)

function first_value(f, columns, errors)
    for row in 1:length(columns[1])
        try
            return row, f(at(columns, row)...)
        catch e
            note_error!(errors, row, e)
        end
    end
    return length(columns[1]) + 1, nothing
end

# The loop stands inside `try`, for to enter that costs more than many a function.
function fill_rows!(out::Vector{T}, f::F, columns::C, row::Int, errors) where {T,F,C<:Tuple}
    while row <= length(out)
        try
            while row <= length(out)
                value = f(at(columns, row)...)
                value isa T || return false
                @inbounds out[row] = value
                row += 1
            end
        catch e
            note_error!(errors, row, e)
            row += 1
        end
    end
    return true
end

function note_error!(errors, row, @nospecialize(e))
    e isa InterruptException && rethrow()
    named = length(errors) < MESSAGES ? named_message(e) : (string(nameof(typeof(e))), "")
    push!(errors, Any[row, named...])
end
