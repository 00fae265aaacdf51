"""All inputs there are, and not a sample of them.

- `elementary`: elementary functions at every number of a dtype
- `published`: what others have measured of these
"""
