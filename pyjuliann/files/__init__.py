"""Files that two programs wrote, compared: `pyjuliann diff`.

- `diff`: all of it for two files
- `formats`: the table of formats, and what reads a file
- `entries`: what is in a file, by name, to be read whole or in parts
- `numpy_files`, `csv_files`, `json_files`, `matlab`, `hdf5`, `arrow`: one reader for each family of them
- `jld2`: what Julia's own types are in it
- `reading`: what the readers share: one error, and limits on what a file may declare
- `texts`: encodings, and what the fields of a column are
- `store`: columns that come in pieces
- `structured`: elements that have fields
- `matching`: what belongs together: names, columns, keys
- `conform`: two entries in one form
- `blocks`: two entries side by side, in blocks of bounded size
- `compare`: two entries, block by block
- `report`: what was found
- `views`: the terminal, a page, JUnit, Markdown
- `causes`: why two arrays differ: the table, and the search
- `places`: causes that move values
- `forms`: causes that change values
- `undone`: two arrays after a cause was undone
"""
