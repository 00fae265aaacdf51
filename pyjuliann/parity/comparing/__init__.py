"""Two values: the same, near, or different, and where.

- `compare`: any two values
- `comparison`: what is allowed and what was found
- `forms`: the same elements in another form
- `elements`: two arrays, bit by bit
- `blocks`: in pieces that fit the cache
- `tally`: the running account
- `pieces`: arrays that come in pieces
- `ulp`: distances in units in the last place
- `corresponding`: exceptions that stand for the same mistake
"""
