# The worker's ends of the pipes and of the shared windows; its start and its loop.
#
# Frames (u32 little-endian length, u32 number of arrays that follow, one CBOR item) arrive on standard input and
# leave on standard output. The highest bit of the second number says that a frame answers a call of a Python function.
# Both are moved to private descriptors before any user code runs, so nothing that Julia or C code prints
# can mix with them; what is printed goes to the capture descriptor. The bytes of large arrays go through two
# shared windows (inbound: to Julia, outbound: to Python) of two slots each: the sender fills a slot and writes
# its length (u32) after the frame, the receiver empties it and answers with one byte.
#
# Either side may break a transfer off, and the conversation goes on: the sender by a length of 0 in place of the next
# one, the receiver by answering with REFUSED, upon which the sender sends that 0. Every length but 0 has one answer.
#
# Reads and writes are plain system calls: while the worker waits for a request, Julia's event loop stands still;
# what other threads do goes on, collections included.

const PROTOCOL = 3
const MAX_FRAME = 1 << 28
const BULK_THRESHOLD = 1 << 16
const SLOTS = 2
const TAKEN, REFUSED = 0x06, 0x18
const ANSWER = 0x8000_0000

# What came with the bytes that were asked for: a small request is read in one go.
mutable struct Inbox
    bytes::Vector{UInt8}
    from::Int
    to::Int
end

struct Link
    input::Cint
    output::Cint
    inbound::Ptr{UInt8}
    outbound::Ptr{UInt8}
    slot_bytes::Int
    inbox::Inbox
    store::Store
end
function Link(input, output, inbound, outbound, slot_bytes, first=0)
    link = Link(input, output, inbound, outbound, slot_bytes, Inbox(Vector{UInt8}(undef, 1 << 16), 0, 0), Store(nothing, first))
    link.store.ask = request -> disable_sigint(() -> ask_python(link, request))
    return link
end

# ---------------------------------------------------------------- system calls

check_call(name, result) = result < 0 ? throw(SystemError(name)) : result

duplicate(fd) = check_call("dup", ccall(:dup, Cint, (Cint,), fd))
replace_fd(from, to) = check_call("dup2", ccall(:dup2, Cint, (Cint, Cint), from, to))
close_fd(fd) = ccall(:close, Cint, (Cint,), fd)

const F_GETFL, F_SETFL, F_SETFD, FD_CLOEXEC = 3, 4, 2, 1
const O_NONBLOCK = Sys.isapple() ? 0x0004 : 0x0800

# A private copy of a standard stream's descriptor: blocking (libuv makes its streams non-blocking)
# and closed in processes that user code starts.
function take_over(fd)
    private = duplicate(fd)
    flags = check_call("fcntl", ccall(:fcntl, Cint, (Cint, Cint, Cint...), private, F_GETFL))
    ccall(:fcntl, Cint, (Cint, Cint, Cint...), private, F_SETFL, flags & ~O_NONBLOCK)
    ccall(:fcntl, Cint, (Cint, Cint, Cint...), private, F_SETFD, FD_CLOEXEC)
    return private
end

# User code that reads standard input finds it at its end.
function empty_input()
    ends = zeros(Cint, 2)
    check_call("pipe", ccall(:pipe, Cint, (Ptr{Cint},), ends))
    close_fd(ends[2])
    replace_stream(ends[1], 0, stdin)
end

# Julia's own stream works on a copy of the standard descriptor, so both are replaced.
function replace_stream(from, standard, stream)
    replace_fd(from, standard)
    replace_fd(from, descriptor(stream))
    close_fd(from)
end

function map_window(fd, bytes)
    read_write, shared = 3, 1
    address = ccall(:mmap, Ptr{UInt8}, (Ptr{Cvoid}, Csize_t, Cint, Cint, Cint, Int64), C_NULL, bytes, read_write, shared, fd, 0)
    address == Ptr{UInt8}(typemax(UInt)) && throw(SystemError("mmap"))
    close_fd(fd)
    return address
end

# Python is gone, or has closed the engine, when a pipe ends: there is nobody to tell.
function read_some(link::Link, p::Ptr{UInt8}, most::Int)
    while true
        k, problem = read_blocking(link.input, p, most)
        k < 0 && problem == Libc.EINTR && continue
        k > 0 || exit(0)
        return k
    end
end

function read_exact(link::Link, p::Ptr{UInt8}, n::Int)
    inbox = link.inbox
    done = 0
    while done < n
        if inbox.from < inbox.to
            k = min(n - done, inbox.to - inbox.from)
            GC.@preserve inbox copy_bytes(p + done, pointer(inbox.bytes) + inbox.from, k)
            inbox.from += k
            done += k
        elseif n - done >= length(inbox.bytes)
            done += read_some(link, p + done, n - done)
        else
            inbox.to = GC.@preserve inbox read_some(link, pointer(inbox.bytes), length(inbox.bytes))
            inbox.from = 0
        end
    end
    return nothing
end

function write_exact(link::Link, p::Ptr{UInt8}, n::Int)
    done = 0
    while done < n
        k, problem = write_blocking(link.output, p + done, n - done)
        k < 0 && problem == Libc.EINTR && continue
        k > 0 || exit(0)
        done += k
    end
    return nothing
end

function read_number(link::Link)
    number = Ref(UInt32(0))
    GC.@preserve number read_exact(link, Ptr{UInt8}(Base.unsafe_convert(Ptr{UInt32}, number)), 4)
    return Int(ltoh(number[]))
end

# ---------------------------------------------------------------- frames and windows

function read_frame(link::Link)
    n = read_number(link)
    n <= MAX_FRAME || error("a frame of $n bytes was announced; the limit is $MAX_FRAME")
    second = read_number(link)
    arrays, is_answer = second & ~Int(ANSWER), second & ANSWER > 0
    bytes = Vector{UInt8}(undef, n)
    GC.@preserve bytes read_exact(link, pointer(bytes), n)
    return bytes, arrays, is_answer
end

function write_frame(link::Link, w::Writer)
    bytes = take!(w.io)
    n = length(bytes)
    if n > MAX_FRAME
        w = plain_response("unsupported", "a result of $n bytes beside its arrays: the limit is $MAX_FRAME")
        return write_frame(link, w)
    end
    frame = Vector{UInt8}(undef, n + 8)  # one write for head and item
    GC.@preserve frame bytes begin
        unsafe_store!(Ptr{UInt32}(pointer(frame)), htol(UInt32(n)))
        unsafe_store!(Ptr{UInt32}(pointer(frame) + 4), htol(UInt32(length(w.bulk))))
        copy_bytes(pointer(frame) + 8, pointer(bytes), n)
        write_exact(link, pointer(frame), n + 8)
    end
    all(array -> send_bulk(link, array), w.bulk)
    return nothing
end

slot(window::Ptr{UInt8}, link::Link, k::Int) = window + (k % SLOTS) * link.slot_bytes

function write_number(link::Link, number::Int)
    bytes = Ref(htol(UInt32(number)))
    GC.@preserve bytes write_exact(link, Ptr{UInt8}(Base.unsafe_convert(Ptr{UInt32}, bytes)), 4)
end

function write_byte(link::Link, byte::UInt8)
    place = Ref(byte)
    GC.@preserve place write_exact(link, Base.unsafe_convert(Ptr{UInt8}, place), 1)
end

function read_answer(link::Link)
    place = Ref(0x00)
    GC.@preserve place read_exact(link, Base.unsafe_convert(Ptr{UInt8}, place), 1)
    return place[]
end

# Returns whether all of it came: Python may give it up.
function receive_bulk(link::Link, @nospecialize(array))
    p, done, k = Ptr{UInt8}(pointer(array)), 0, 0
    GC.@preserve array while done < sizeof(array)
        n = read_number(link)
        n == 0 && return false
        n <= min(link.slot_bytes, sizeof(array) - done) || error("a chunk of $n bytes does not fit")
        unsafe_copyto!(p + done, slot(link.inbound, link, k), n)
        write_byte(link, TAKEN)
        done += n
        k += 1
    end
    return true
end

function refuse_bulk(link::Link)
    while read_number(link) > 0
        write_byte(link, REFUSED)
    end
end

# Returns whether all of it was taken: Python may break it off.
function send_bulk(link::Link, @nospecialize(array))
    p, done, k, unanswered, refused = Ptr{UInt8}(pointer(array)), 0, 0, 0, false
    GC.@preserve array while unanswered > 0 || done < sizeof(array) && !refused
        if unanswered == SLOTS || done == sizeof(array) || refused
            unanswered -= 1
            read_answer(link) == REFUSED && !refused || continue
            refused = true
            write_number(link, 0)
        else
            n = min(link.slot_bytes, sizeof(array) - done)
            unsafe_copyto!(slot(link.outbound, link, k), p + done, n)
            write_number(link, n)
            done += n
            k += 1
            unanswered += 1
        end
    end
    return !refused
end

# ---------------------------------------------------------------- life

# A Julia that cannot throw or multiply must not get as far as the handshake.
# BLAS is called by its own name: compiling `*` for the first time takes a second in Julia 1.5.
function check_health()
    caught = try
        error("health check")
    catch e
        e isa ErrorException
    end
    product = BLAS.gemm('N', 'N', [1.0 2.0; 3.0 4.0], [5.0 6.0; 7.0 8.0])
    caught && product[2, 1] == 43.0 && product[2, 2] == 50.0 || error("the health check failed")
end

# Reading a request may take long too, so it can be interrupted; then its arrays are not wanted any more.
function receive(frame::Vector{UInt8}, arrays::Int, link::Link)
    reader = Reader(frame, link.store)
    try
        message = reenable_sigint(() -> read_item(reader))::Vector{Any}
        length(reader.bulk) == arrays || error("$arrays arrays were announced, and $(length(reader.bulk)) are referred to")
        whole = all(array -> receive_bulk(link, array), reader.bulk)
        arrays = 0
        whole || throw(InterruptException())
        return reader, message
    catch e
        e isa InterruptException || e isa NoRoom || rethrow()
        arrays > 0 && refuse_bulk(link)
        rethrow()
    end
end

function answer(request::Vector{UInt8}, arrays::Int, link::Link)
    try
        reader, message = receive(request, arrays, link)
        return reenable_sigint(() -> serve(reader, message, BULK_THRESHOLD))
    catch e
        e isa InterruptException && return plain_response("interrupted")
        e isa NoRoom && return plain_response("refused", e.message)
        rethrow()
    end
end

# What was printed must be in its pipe before the response is.
function flush_output()
    for stream in (stdout, stderr)
        is_unbuffered(stream) && continue
        try
            flush(stream)
        catch  # user code has closed it
        end
    end
    Libc.flush_cstdio()
end

function start(arguments)
    protocol, capture, inbound, outbound, slot_bytes, first = Int[parse(Int, argument) for argument in arguments]
    protocol == PROTOCOL || error("protocol $protocol was asked for; this worker speaks $PROTOCOL")
    input, output = take_over(0), take_over(1)
    empty_input()
    replace_stream(capture, 1, stdout)
    window_bytes = SLOTS * slot_bytes
    link = Link(input, output, map_window(inbound, window_bytes), map_window(outbound, window_bytes), slot_bytes, first)
    exit_on_interrupt(false)
    yield()  # Julia 1.5 sleeps through an interrupt until its event loop has run once
    check_health()
    write_frame(link, plain_response("hello", PROTOCOL, string(VERSION), nn_version()))
    return link
end

function run(arguments)
    link = start(arguments)
    disable_sigint() do
        while true
            take_turn(link)
        end
    end
end

# A function of its own, so that nothing holds the arrays of one call while those of the next arrive.
@noinline function take_turn(link::Link)
    bytes, arrays, is_answer = read_frame(link)
    is_answer && error("an answer came to a question that nobody has asked")
    respond(bytes, arrays, link)
end

function respond(request::Vector{UInt8}, arrays::Int, link::Link)
    response = answer(request, arrays, link)
    flush_output()
    write_frame(link, response)
    return nothing
end

# Sends a call of a Python function and serves what Python asks meanwhile, until its answer comes.
function ask_python(link::Link, request::Writer)
    request.io.size <= MAX_FRAME || error("arguments of more than $MAX_FRAME bytes beside their arrays are too many")
    flush_output()
    write_frame(link, request)
    while true
        bytes, arrays, is_answer = read_frame(link)
        is_answer && return read_answer(bytes, arrays, link)
        respond(bytes, arrays, link)
    end
end

function read_answer(bytes::Vector{UInt8}, arrays::Int, link::Link)
    reader, message = receive(bytes, arrays, link)
    isempty(reader.failure) || error("what a Python function returned cannot be had in Julia: ", reader.failure)
    return message
end

