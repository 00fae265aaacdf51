"""Two functions that must do the same, and arguments for them.

- `pair`: `pair`, `mirrors` and their options
- `case`: the arguments of one call
- `annotations`: recipes out of a signature
- `recipes`: how arguments are made
- `generate`: which recipes a pair gets
- `source`: where chance comes from
"""
