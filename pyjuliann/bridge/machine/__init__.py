"""The computer below: which Julias it has, its folders, files and child processes.

- `find`: where a Julia may be
- `health`: whether it works
- `probe`: whether juliacall can start
- `install`: getting a Julia
- `debian`: from a Debian mirror
- `compiled`: compiled modules of our Julia half
- `project`: where a named Julia project is
- `folders`: where our own things are
- `files`: written whole or not at all
- `children`: child processes that end
- `interrupts`: Ctrl-C held back
"""
