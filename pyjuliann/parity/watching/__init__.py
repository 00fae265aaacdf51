"""The calls of a user's own program: watched while it runs as it is, and kept to be replayed.

- `watch`: keeping calls while something runs
- `program`: running a program as Python does
- `hooks`: who is told of a function's calls
- `trampoline`: having a function tell of its calls
- `sources`: files whose functions are watched as they are defined
- `sample`: which calls are kept
- `copies`: what is kept of their arguments
- `calls`: what is kept in the end
"""
