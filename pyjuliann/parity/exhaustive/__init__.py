"""All inputs there are, and not a sample of them.

- `elementary`: elementary functions at every number of a dtype
- `published`: what others have measured of these
- `spaces`: finite spaces of arguments, of annotations, dtypes and domains
- `found`: what going through one has found, in an amount that does not grow with it
- `sweep`: both sides on all of one, block by block
"""
