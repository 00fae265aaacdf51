"""What crosses between Python and Julia, and how it is written in either language.

- `encode`: Python values to CBOR trees
- `encode_typed`: values whose Julia type the caller names
- `decode`: the way back
- `arrays`: memory order and typed arrays
- `typed`: `JuliaValue`
- `names`: Julia's types on the wire
- `type_names`: what a value is called in each language
- `literals`: values as code
- `numerals`: numbers as code
- `callables`: functions as code
- `exact`: values as JSON
- `memory`: what is too large to make
"""
