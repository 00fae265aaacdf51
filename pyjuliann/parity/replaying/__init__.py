"""A program's calls once more in Julia: which differ, which of them first, and which differ only for another's sake.

- `compared`: Julia's side of the kept calls of one function, beside what the program got
- `mixed`: a Python function with Julia's in place of those that it calls
- `replaced`: how they are put there
- `blame`: whose difference it is
- `smaller`: a call's own data made small
- `saved`: a call in a file
- `instances`: the calls of a class's methods, instance by instance
- `replay`: all of it
"""
