"""Work in many processes, on this machine or on a Dask cluster, with one answer however many they are.

- `spread`: chunks of work, here or in other processes, and their results in order
- `sending`: how a task and the user's functions in it get to another process
- `identity`: what has to be the same in all processes
- `chunks`: a pair's cases in chunks, and what one of them comes to
- `saved`: a check that goes on where it was stopped
- `progress`: how far it has come
"""
