# Python functions that Julia code calls, and exceptions on their way through both languages.

"""
    PythonCallbackError

What a Python function raised that Julia had called: the name of the exception's type, its words and its traceback. Where
nobody catches it, Python gets its own exception back.
"""
struct PythonCallbackError <: Exception
    type::String
    message::String
    traceback::String
    number::Int
end
Base.showerror(io::IO, e::PythonCallbackError) = print(io, "PythonCallbackError: ", e.type, ": ", e.message)

(f::PythonFunction)(args...; keywords...) = call_python(f, args, keywords)

function call_python(f::PythonFunction, @nospecialize(args), @nospecialize(keywords))
    store = f.store
    current_task() === store.task || later(refuse_task)(f)
    request = frame_of_call(f, args, keywords)
    answer = store.ask(request)::Vector{Any}
    answer[1] == "return" && return answer[2]
    answer[1] == "raise" && later(raise)(store, answer[2:end]...)
    throw(InterruptException())
end

function frame_of_call(f::PythonFunction, @nospecialize(args), @nospecialize(keywords))
    w = Writer(BULK_THRESHOLD, f.store)
    before = f.store.last
    write_head(w, 0x04, 4)
    write_text(w, "callback")
    write_int(w, f.number)
    try
        Base.invokelatest(write_list, w, args)
        Base.invokelatest(write_list, w, Any[Any[string(name), value] for (name, value) in keywords])
    catch
        release(f.store, before+1:f.store.last)
        rethrow()
    end
    return w
end

refuse_task(f::PythonFunction) = error(
    f.store.depth == 0 ? "no call from Python is under way" : "this is another task than the one that Python has called",
    ", in which the ", f, " cannot be called: Python waits for that one (no @async, @spawn, @threads, Channel around it)",
)

# An error that came from Julia goes on as itself.
function raise(store::Store, number::Int, type::String, message::String, traceback::String, error::Int)
    haskey(store.errors, error) || throw(PythonCallbackError(type, message, traceback, number))
    store.raised[store.errors[error]] = number
    throw(store.errors[error])
end

"The number of Python's own exception, or 0."
raised_by_python(::Store, e::PythonCallbackError) = e.number
raised_by_python(store::Store, @nospecialize(e)) = e isa LoadError ? raised_by_python(store, e.error) : get(store.raised, e, 0)

"Keep what was raised for whoever called from Python code that Julia has called; returns its number, 0 if there is nobody."
function remember(store::Store, @nospecialize(e))
    store.depth > 1 || return 0
    number = length(store.errors) + 1
    store.errors[number] = e
    store.keeps = true
    return number
end
