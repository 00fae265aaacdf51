"""The calls of a user's own program: watched while it runs as it is, and kept to be replayed.

- `calls`: what is kept
"""
