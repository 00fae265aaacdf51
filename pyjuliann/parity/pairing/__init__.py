"""Two functions that must do the same, and arguments for them.

- `pair`: `pair`, `mirrors` and their options
- `signature`: what arguments are called, and whether options fit them
- `python_code`: where a Python function stands
- `stateful`: a class and a struct, and sequences of calls
- `state`: what an object is made of
- `case`: the arguments of one call
- `annotations`: recipes out of a signature
- `guesses`: what arguments without annotation are likely to be
- `recipes`: how arguments are made
- `numbers`: which numbers they have
- `landmarks`: numbers in the source of either side
- `generate`: which recipes a pair gets, and the cases out of them
- `plan`: what is tried for sure
- `nearby`: cases like others
- `source`: where chance comes from
"""
