"""How Julia is reached: the only place that knows processes, juliacall, memory order and index base.

- `values`: what crosses, and how
- `machine`: the Julias and folders of this computer
- `engines`: calling Julia: in-process, as a child process, from a record
- `doctor`: what works here, tried with the engines

`values` and `machine` lie below `engines`; `doctor` stands above all three.
"""
