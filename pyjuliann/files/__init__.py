"""Files that two programs wrote, compared: `pyjuliann diff`.

- `entries`: what is in a file, by name, to be read whole or in parts
"""
