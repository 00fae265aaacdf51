"""Calling Julia: one contract, three engines.

- `engine`: the contract
- `packages`: what is said of packages that are not found
- `sources`: whether what was loaded has changed
- `held`: handles on Julia values, and Python functions that Julia calls
- `start`: which engine is taken
- `worker`: Julia as a child process
- `process`: its start and end
- `link`: frames and shared memory
- `capture`: what it prints
- `inprocess`: juliacall
- `recorded`: answers without a Julia
- `recorder`: writing them down
- `records`: the file of answers
- `answers`: hashes and answers in it
- `questions`: what was asked
- `dependencies`: what answers depend on
- `places`: where that is on another machine
"""
