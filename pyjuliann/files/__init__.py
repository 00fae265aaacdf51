"""Files that two programs wrote, compared: `pyjuliann diff`.

- `causes`: why two arrays differ: the table, and the search
- `places`: causes that move values
- `forms`: causes that change values
- `undone`: two arrays after a cause was undone
- `entries`: what is in a file, by name, to be read whole or in parts
"""
