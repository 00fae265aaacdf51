"""Why a pair differs: causes, each tried before it is named.

- `diagnose`: tries them all
- `table`: one row for each cause
- `cause`: what a cause is
- `evidence`: the cases it must explain
- `variations`: more of the same kind
- `diagnosis`: what was found
- `repair`: the one change of code that makes both sides agree
- `sought`: what a search for it works on
- `repair_julia`: the search in Julia's code
- `repair_python`: the search in Python's code
- `rewrites`: porting mistakes in Python's code
- `calls`: how a call ends
- `arguments`: what a function is given
- `meaning`: one name for two things
- `matrices`: what factorizations leave open
- `numbers`: the numbers themselves
- `order`: places, shapes and index bases
"""
