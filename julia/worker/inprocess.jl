# Julia's end of the bridge inside a Python process: the same requests and responses as the worker's, in memory.
# Python calls two C functions. It keeps what it passes alive during the call; what is returned to an engine lives until
# its next call: another engine's, in a signal handler or in Python code that Julia calls, may come in between.

module PyjuliannInProcess

include("PyjuliannBridge.jl")
using .PyjuliannBridge: BULK_THRESHOLD, Reader, address, close_fd, copy_bytes, duplicate, flush_output, read_item, replace_fd, serve

"The bytes of each engine's last response and its large arrays, by the place that the engine has for their address."
const RESPONSES = Dict{Ptr{Int},Tuple{Vector{UInt8},Vector{Any}}}()

"""
    answer(request, length, sources, out, err) -> bytes, arrays

Answer the request of `length` bytes at `request`; the bytes of its large arrays are at `sources`, a list of addresses.
What user code prints goes to the file descriptors `out` and `err`.
"""
function answer(request::Ptr{UInt8}, length::Int, sources::Ptr{Ptr{UInt8}}, out::Int, err::Int)
    reader = Reader(copy(unsafe_wrap(Array, request, length)))
    message = read_item(reader)::Vector{Any}
    for (k, array) in enumerate(reader.bulk)
        GC.@preserve array copy_bytes(address(array), unsafe_load(sources, k), sizeof(array))
    end
    response = printing_to(() -> serve(reader, message, BULK_THRESHOLD), stream(out), stream(err))
    return take!(response.io), response.bulk
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
        answer(request, length, sources, Int(out), Int(err))
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

"The addresses of the two C functions."
entries() = (
    Int(@cfunction(answer_memory, Cint, (Ptr{UInt8}, Int, Ptr{Ptr{UInt8}}, Cint, Cint, Ptr{Int}))),
    Int(@cfunction(copy_arrays, Cvoid, (Ptr{Int}, Ptr{Ptr{UInt8}}))),
)

# Standard output and error, as Julia's streams and as file descriptors, while `f` runs. The descriptors are put back as
# they were, which Julia's own streams do not know: whoever else lives in this process may have redirected them.
function printing_to(f, out::IOStream, err::IOStream)
    flush_output()
    streams, descriptors = (stdout, stderr), (duplicate(1), duplicate(2))
    redirect_stdout(out)
    redirect_stderr(err)
    try
        return f()
    finally
        flush_output()
        redirect_stdout(streams[1])
        redirect_stderr(streams[2])
        put_back(descriptors[1], 1)
        put_back(descriptors[2], 2)
    end
end

function put_back(saved, standard)
    replace_fd(saved, standard)
    close_fd(saved)
end

# An engine prints to the same two files all its life; user code may have closed the streams to them.
const STREAMS = Dict{Int,IOStream}()

function stream(descriptor::Int)
    known = get(STREAMS, descriptor, nothing)
    known === nothing || !isopen(known) || return known
    return STREAMS[descriptor] = fdio(descriptor)
end

end
