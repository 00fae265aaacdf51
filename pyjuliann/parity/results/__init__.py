"""What was found, told to people and programs: `reports` has the facts; the sentences are in `pyjuliann.wording`.

- `reports`: findings and reports
- `replayed`: the same of a program's calls
- `content`: the one object that all views show
- `terminal`: a table and a part per difference
- `rows`: labelled lines of any width
- `html`: one page
- `histogram`: a picture in it
- `junit`: XML for CI
- `markdown`: for a comment, or a job's summary
- `github`: that summary, and annotations at lines
- `notebook`: cards
- `accuracy`: tables of elementary functions
- `sweeps`: the same at every number
- `figures`: plots
- `versions`: what a result depends on
"""
