# Julia's end of the bridge inside a Python process: the same requests and responses as the worker's,
# in memory. Python keeps what it passes alive during the call; what is returned lives until the next one.

module PyjuliannInProcess

include("PyjuliannBridge.jl")
using .PyjuliannBridge: BULK_THRESHOLD, Reader, address, copy_bytes, flush_output, read_item, serve

const LAST_RESPONSE = Ref(UInt8[])
const LAST_ARRAYS = Ref(Any[])

pointer_at(place::Integer) = Ptr{UInt8}(UInt(place))

"""
    serve_memory(place, length, sources, out, err) -> (place, length)

Answer the request at `place`; the bytes of its large arrays are at `sources`. What user code prints
goes to the file descriptors `out` and `err`.
"""
function serve_memory(place::Integer, length::Integer, sources::Tuple, out::Integer, err::Integer)
    reader = Reader(copy(unsafe_wrap(Array, pointer_at(place), Int(length))))
    message = read_item(reader)::Vector{Any}
    for (array, source) in zip(reader.bulk, sources)
        GC.@preserve array copy_bytes(address(array), pointer_at(source), sizeof(array))
    end
    response = printing_to(() -> serve(reader, message, BULK_THRESHOLD), Int(out), Int(err))
    LAST_ARRAYS[] = response.bulk
    bytes = LAST_RESPONSE[] = take!(response.io)
    return Int(UInt(pointer(bytes))), Base.length(bytes)
end

"Copy the large arrays of the last response to the given places, and let go of them."
function copy_arrays(targets::Tuple)
    for (array, target) in zip(LAST_ARRAYS[], targets)
        GC.@preserve array copy_bytes(pointer_at(target), address(array), sizeof(array))
    end
    LAST_ARRAYS[] = Any[]
    return nothing
end

function printing_to(f, out::Int, err::Int)
    flush_output()
    return redirect_stdout(fdio(out)) do
        redirect_stderr(fdio(err)) do
            try
                return f()
            finally
                flush_output()
            end
        end
    end
end

end
