"""What crosses between Python and Julia, and how it is written in either language.

- `kinds`: one row for each kind of value, from which the rest is read
- `scalars`: what rows say of numbers
- `texts`: of texts and bytes
- `containers`: of tuples, lists, dictionaries, sets and ranges
- `records`: of structs and dataclasses: `JuliaRecord`
- `sparse`: of sparse matrices and vectors
- `foreign`: of arrays and tables of other packages
- `registered`: of what a user adds: `register_kind`
- `arrays`: of arrays: memory order and typed arrays
- `array_code`: of arrays as code
- `masked`: of arrays that may lack elements
- `decimals`: of decimals
- `times`: of dates, times of day and spans of time
- `enumerations`: of enumerations
- `typed`: `JuliaValue`, `Twin`, `MISSING`, `JuliaPair`, and rules for types that a caller names
- `encode`: Python values to CBOR trees
- `decode`: the way back
- `in_place`: what Julia changes, written into arguments
- `literals`: values as code
- `exact`: values as JSON
- `julia_types`: names of Julia types taken apart
- `type_names`: what types are called in each language
- `numerals`: numbers as code
- `callables`: functions as code
- `groups`: code on one line or several
- `wire`: names that both ends know
- `memory`: what is too large to make
"""
