# Sparse matrices and vectors, column by column; none is made dense. SparseArrays is used where it is loaded, and loaded
# where one comes from Python: starting the bridge does not wait for it.

"The module SparseArrays if an array is sparse, or a view, an adjoint or the like of one; else `nothing`."
function sparse_home(@nospecialize(x))
    while true
        T = typeof(x)
        while T !== Any
            nameof(T) === :AbstractSparseArray && nameof(parentmodule(T)) === :SparseArrays && return parentmodule(T)
            T = supertype(T)
        end
        inner = Base.invokelatest(parent, x)
        inner === x || !(inner isa AbstractArray) ? (return nothing) : (x = inner)
    end
end

function write_sparse(w::Writer, @nospecialize(x), home::Module)
    ndims(x) <= 2 || throw(UnsupportedValue(type_name(typeof(x)), "it is sparse and has $(ndims(x)) dimensions"))
    plain = nameof(typeof(x)) in (:SparseMatrixCSC, :SparseVector) ? x : Base.invokelatest(plainly_sparse, home, x)
    if ndims(plain) == 2
        count = plain.colptr[end] - 1
        parts = Any[Any[plain.m, plain.n], Vector(plain.colptr), plain.rowval[1:count], plain.nzval[1:count]]
    else
        parts = Any[plain.n, Vector(plain.nzind), Vector(plain.nzval)]
    end
    write_named(w, ndims(plain) == 2 ? "SparseMatrixCSC" : "SparseVector", Any[type_name(typeof(plain)); parts])
end

plainly_sparse(home::Module, x::AbstractVector) = getfield(home, :SparseVector)(x)
plainly_sparse(home::Module, x::AbstractMatrix) = getfield(home, :SparseMatrixCSC)(x)

# What the arrays hold may still be to come: nothing looks at it.
function sparse_matrix_of(parts)
    (m, n), colptr, rowval, nzval = parts[2], parts[3], parts[4], parts[5]
    T = named_type("SparseArrays.SparseMatrixCSC"){eltype(nzval),Int64}
    return new_of_type(T, (m, n, colptr, rowval, nzval))
end

function sparse_vector_of(parts)
    n, nzind, nzval = parts[2], parts[3], parts[4]
    return new_of_type(named_type("SparseArrays.SparseVector"){eltype(nzval),Int64}, (n, nzind, nzval))
end
