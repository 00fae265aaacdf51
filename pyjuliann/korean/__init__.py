"""What reports, messages and the command line say, in Korean: a table for each module or room that says it.

`contracts` and `worker` have what `nn`, JuliaNN and Julia's side of the bridge say as text, `others` what
Python, NumPy and Julia themselves do; `sentences` finds it there.
"""
