"""Whether two functions agree, and if not, why; knows nothing of the command line or of pytest.

- `comparing`: two values
- `pairing`: two functions, and arguments for them
- `running`: one call on both sides
- `distributed`: chunks of work in many processes
- `watching`: the calls of a user's own program
- `causes`: why they differ
- `judging`: who is right
- `exhaustive`: all inputs of a finite space
- `results`: what is told, and in which words
- `explain`: a closer look at what differs
- `stateful_check`: all of it for a class and a struct
- `exhaustive_check`: all of it for a pair on all its inputs
- `timed_check`: all of it for a pair, as long as one likes
- `check`: all of it for a pair
- `replaying`: all of it for a program's calls

Each may use those before it. `probe`, for code of the user's, is at hand here.
"""

from pyjuliann.parity.running.probes import probe as probe
