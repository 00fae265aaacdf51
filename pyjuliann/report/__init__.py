"""What a check found, for people and for programs: terminal, JSON, HTML and JUnit XML.

All four are views of one object, the content that `pyjuliann.report.content` makes: plain data, the same
that ``--json`` writes.
"""
