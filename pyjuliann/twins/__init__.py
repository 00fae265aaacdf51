"""What is known about the functions of ``nn`` and their twins in Julia: budgets, reasons, arguments to try.

- ``table``: a row for each function
- ``recipes``, ``image_recipes``: how arguments that fit each other are generated
- ``scales``: how large the terms are that a result was added up from
"""

from pyjuliann.twins.table import PAIRS as PAIRS
