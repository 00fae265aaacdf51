"""Who is right: the same computation in more digits.

- `judgement`: a pair on given arguments
- `accuracy`: elementary functions over a range
- `elementary`: which these are
"""
