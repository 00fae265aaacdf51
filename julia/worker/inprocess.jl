# Julia's end of the bridge inside a Python process: the same requests and responses as the worker's, in memory.
# Python calls C functions, and gives one that is called where a Python function is. Each side keeps what it passes alive
# during the call; what is returned to an engine lives until its next call: another engine's, in a signal handler or in
# Python code that Julia calls, may come in between.

module PyjuliannInProcess

include("PyjuliannBridge.jl")
using .PyjuliannBridge: BULK_THRESHOLD, Reader, Store, Writer, address, close_fd, copy_bytes, duplicate, flush_output
using .PyjuliannBridge: read_item, replace_fd, serve

"The bytes of each engine's last response and its large arrays, by the place that the engine has for their address."
const RESPONSES = Dict{Ptr{Int},Tuple{Vector{UInt8},Vector{Any}}}()

"What each engine's two sides hold of each other, by the same place."
const STORES = Dict{Ptr{Int},Store}()

"""
    answer(store, request, length, sources, out, err) -> bytes, arrays

Answer the request of `length` bytes at `request`; the bytes of its large arrays are at `sources`, a list of addresses.
What user code prints goes to the file descriptors `out` and `err`.
"""
function answer(store::Store, request::Ptr{UInt8}, length::Int, sources::Ptr{Ptr{UInt8}}, out::Int, err::Int)
    reader, message = read_message(store, request, length, sources)
    response = printing_to(() -> serve(reader, message, BULK_THRESHOLD), stream(out), stream(err))
    return take!(response.io), response.bulk
end

function read_message(store::Store, bytes::Ptr{UInt8}, length::Int, sources::Ptr{Ptr{UInt8}})
    reader = Reader(copy(unsafe_wrap(Array, bytes, length)), store)
    message = read_item(reader)::Vector{Any}
    for (k, array) in enumerate(reader.bulk)
        GC.@preserve array copy_bytes(address(array), unsafe_load(sources, k), sizeof(array))
    end
    return reader, message
end

"""
    answer_memory(request, length, sources, out, err, place) -> 0 or 1

What Python calls: `answer`, and where the response lies and how long it is, which is written to `place`. If it is 1,
the bridge itself has failed, and what lies there is what it says: no exception may reach C.
"""
function answer_memory(
    request::Ptr{UInt8}, length::Int, sources::Ptr{Ptr{UInt8}}, out::Cint, err::Cint, place::Ptr{Int},
)::Cint
    failed = false
    bytes, arrays = try
        answer(get!(() -> Store(request -> ask_python(place, request)), STORES, place), request, length, sources, Int(out), Int(err))
    catch e
        failed = true
        Vector{UInt8}(Base.invokelatest(sprint, showerror, e)), Any[]
    end
    RESPONSES[place] = bytes, arrays
    unsafe_store!(place, Int(pointer(bytes)), 1)
    unsafe_store!(place, Base.length(bytes), 2)
    return failed
end

"Copy the large arrays of an engine's last response to `targets`, a list of addresses, and let go of them."
function copy_arrays(place::Ptr{Int}, targets::Ptr{Ptr{UInt8}})::Cvoid
    bytes, arrays = RESPONSES[place]
    for (k, array) in enumerate(arrays)
        GC.@preserve array copy_bytes(unsafe_load(targets, k), address(array), sizeof(array))
    end
    RESPONSES[place] = bytes, Any[]
    return nothing
end

"""
The C function that calls a Python function for an engine: where its frame is and how long, where the addresses of the
arrays are, and where it tells the same three of Python's answer.
"""
const CALLBACK = Ref{Ptr{Cvoid}}(C_NULL)

take_callback(callback::Ptr{Cvoid})::Cvoid = (CALLBACK[] = callback; nothing)

function ask_python(place::Ptr{Int}, request::Writer)
    bytes, arrays, told = take!(request.io), request.bulk, zeros(Int, 3)
    addresses = Ptr{UInt8}[address(array) for array in arrays]
    GC.@preserve bytes arrays addresses told begin
        printing_as_before() do
            ccall(CALLBACK[], Cvoid, (Ptr{Int}, Ptr{UInt8}, Int, Ptr{Ptr{UInt8}}, Ptr{Int}),
                place, bytes, length(bytes), addresses, told)
        end
        reader, message = read_message(STORES[place], Ptr{UInt8}(told[1]), told[2], Ptr{Ptr{UInt8}}(told[3]))
        isempty(reader.failure) || error("what a Python function returned cannot be had in Julia: ", reader.failure)
        return message
    end
end

"Let go of all that an engine's two sides hold of each other."
function forget(place::Ptr{Int})::Cvoid
    delete!(STORES, place)
    delete!(RESPONSES, place)
    return nothing
end

"The addresses of the C functions."
entries() = (
    Int(@cfunction(answer_memory, Cint, (Ptr{UInt8}, Int, Ptr{Ptr{UInt8}}, Cint, Cint, Ptr{Int}))),
    Int(@cfunction(copy_arrays, Cvoid, (Ptr{Int}, Ptr{Ptr{UInt8}}))),
    Int(@cfunction(take_callback, Cvoid, (Ptr{Cvoid},))),
    Int(@cfunction(forget, Cvoid, (Ptr{Int},))),
)

# Standard output and error, as Julia's streams and as file descriptors, while `f` runs. The descriptors are put back as
# they were, which Julia's own streams do not know: whoever else lives in this process may have redirected them.
function printing_to(f, out::IOStream, err::IOStream)
    flush_output()
    before = (stdout, stderr, duplicate(1), duplicate(2))
    push!(BEFORE, before)
    redirect_stdout(out)
    redirect_stderr(err)
    try
        return f()
    finally
        put_back(pop!(BEFORE)...)
        foreach(close_fd, before[3:4])
    end
end

"Standard output and error as they were, for each request that is being answered."
const BEFORE = Tuple{Any,Any,Cint,Cint}[]

function put_back(out, err, descriptors...)
    flush_output()
    redirect_stdout(out)
    redirect_stderr(err)
    replace_fd(descriptors[1], 1)
    replace_fd(descriptors[2], 2)
end

"As `printing_to` found them, while Python code runs."
function printing_as_before(f)
    here = (stdout, stderr)
    put_back(BEFORE[end]...)
    try
        return f()
    finally
        redirect_stdout(here[1])
        redirect_stderr(here[2])
    end
end

# An engine prints to the same two files all its life; user code may have closed the streams to them.
const STREAMS = Dict{Int,IOStream}()

function stream(descriptor::Int)
    known = get(STREAMS, descriptor, nothing)
    known === nothing || !isopen(known) || return known
    return STREAMS[descriptor] = fdio(descriptor)
end

end
