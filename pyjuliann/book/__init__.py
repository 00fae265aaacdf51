"""The book: the lessons to read, to look at and to run, in a browser and in a notebook.

- `notebook`: a lesson as a notebook.
"""
