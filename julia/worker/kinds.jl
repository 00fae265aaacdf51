# The table of kinds of value: a row says how values of a type cross. Its other half, with what Python knows besides,
# is pyjuliann/bridge/values/kinds.py.

"""
    Kind(T; read, write, element=nothing, family=nothing, few=false)

One kind of value.

- `T`: the type whose values are written so, and those of types below it that have no row of their own
- `read`: for each name that values have on the wire, what makes one of the reader and the parts; empty for what CBOR
  has itself
- `write`: writes a value to a writer
- `element`: the type that its name stands for as the element type of an array
- `family`: the type that stands for those of many, where an array has elements of several of them
- `few`: whether there are only so many types with parameters here, whatever is read
"""
struct Kind
    type::Any
    read::Vector{Pair{String,Any}}
    write::Any
    element::Any
    family::Any
    few::Bool
end

function Kind(@nospecialize(T); read, write, element=nothing, family=nothing, few::Bool=false)
    T isa Type || error("the kind ", repr(T), ": a type is expected")
    write isa Function || error("the kind ", type_name(T), ": write: a function is expected, not ", repr(write))
    element === nothing || element isa DataType || error("the kind ", type_name(T), ": element: a type is expected")
    readers = Pair{String,Any}[]
    for (name, reader) in read
        reader isa Function || error("the kind ", type_name(T), ": read: a function is expected for ", repr(name))
        push!(readers, name => reader)
    end
    return Kind(T, readers, write, element, family, few)
end

# A type whose name on the wire is its own.
own(T::DataType, write; few::Bool=false) =
    Kind(T; read=[type_name(T) => (r, parts) -> from_parts(T, r, parts)], write=write, element=T, few=few)

const IN_CBOR = ()  # what is read by itself, without a name

const KINDS = Kind[
    Kind(Nothing; read=IN_CBOR, write=write_null, element=Nothing),
    Kind(Missing; read=["Missing" => (_, _) -> missing], write=(w, _) -> write_named(w, "Missing", ()), element=Missing),
    own(Bool, write_bool),
    own(Int64, write_int),
    [own(T, write_named_integer) for T in (Int8, Int16, Int32, Int128, UInt8, UInt16, UInt32, UInt64, UInt128, BigInt)]...,
    own(Float64, write_float),
    [own(T, write_narrow_float) for T in (Float16, Float32)]...,
    [own(T, write_complex; few=true) for T in (ComplexF16, ComplexF32, ComplexF64)]...,
    Kind(Complex{<:Integer}; read=IN_CBOR, write=write_complex, few=true),
    Kind(Rational; read=["Rational" => (_, parts) -> parts[1] // parts[2]], write=write_rational, few=true),
    Kind(BigFloat; read=["BigFloat" => (_, parts) -> bigfloat_of(parts)], write=write_bigfloat, element=BigFloat),
    own(Date, write_date),
    own(DateTime, write_date),
    own(Time, write_time),
    [own(T, write_period) for T in PERIODS]...,
    Kind(Period; read=IN_CBOR, write=write_other_period),
    Kind(Dates.CompoundPeriod; read=IN_CBOR, write=write_compound),
    own(UUID, write_uuid),
    Kind(Enum; read=["Enum" => (_, parts) -> Base.invokelatest(enum_of, type_of(parts[1]), parts[2])], write=write_enum),
    Kind(AbstractString; read=["String" => (r, parts) -> from_parts(String, r, parts)], write=write_string, element=String),
    Kind(AbstractChar; read=["Char" => (r, parts) -> from_parts(Char, r, parts)], write=write_char, element=Char),
    own(Symbol, write_symbol),
    Kind(CodeUnits{UInt8,String}; read=IN_CBOR, write=write_bytes, few=true),
    Kind(Tuple; read=["Tuple" => (_, parts) -> (parts...,)], write=write_tuple, family=Tuple),
    Kind(Pair; read=["Pair" => (_, parts) -> parts[1] => parts[2]], write=write_pair, family=Pair),
    Kind(NamedTuple; read=["NamedTuple" => (_, parts) -> named_tuple_of(parts)], write=write_named_tuple, family=NamedTuple),
    Kind(AbstractDict; read=["Dict" => (_, parts) -> dict_of(parts)], write=write_dict),
    Kind(AbstractSet; read=["Set" => (_, parts) -> set_of(parts)], write=write_set),
    Kind(
        AbstractRange{<:Integer};
        read=["UnitRange" => (_, parts) -> parts[1]:parts[2], "StepRange" => (_, parts) -> parts[1]:parts[2]:parts[3]],
        write=write_range,
    ),
    Kind(
        AbstractArray;  # sparse ones too: their types are there only once SparseArrays is loaded
        read=[
            "Array" => (r, parts) -> array_of(r, type_of(parts[1]), parts[2]),
            "Masked" => (_, parts) -> masked_of(parts[1], parts[2]),
            "SparseMatrixCSC" => (_, parts) -> sparse_matrix_of(parts),
            "SparseVector" => (_, parts) -> sparse_vector_of(parts),
        ],
        write=write_array, family=Array,
    ),
    Kind(AbstractQ; read=IN_CBOR, write=(w, x) -> write_array(w, collect(x))),  # since Julia 1.10 no array itself
    Kind(
        Any;
        read=["Struct" => (_, parts) -> Base.invokelatest(struct_of, parts[1], parts[2], parts[3], parts[4:end])],
        write=write_struct,
    ),
]

# ---------------------------------------------------------------- what is read from it

# Readers are called through a table, so that Julia compiles those that are used and no others.
const NAMED_READERS = Dict{String,Any}("JuliaValue" => (_, parts) -> converted(type_of(parts[1]), parts[2]))
const ELEMENT_TYPES = Dict{String,DataType}("Any" => Any)
const FAMILIES = Any[kind.family for kind in KINDS if kind.family !== nothing]
const FEW = Any[kind.type for kind in KINDS if kind.few]

for kind in KINDS
    for (name, reader) in kind.read
        haskey(NAMED_READERS, name) && error("the kind ", type_name(kind.type), ": read: another kind has ", name)
        NAMED_READERS[name] = reader
    end
    kind.element === nothing || (ELEMENT_TYPES[type_name(kind.element)] = kind.element)
    # Not specialised: compiled once, not for every type of tuple and array that comes along; writers may be.
    @eval write_item(w::Writer, @nospecialize(x::$(kind.type))) = $(kind.write)(w, x)
end
