"""The catalogue of traps: where NumPy and Julia differ, each entry as code that both languages run.

Nothing is loaded before it is asked for: the entries are data, one module per topic, and importing them starts
neither Julia nor NumPy.
"""
