"""Training the networks of ``pyjuliann.nn`` in Python, in Julia, or in both step by step.

From the bottom up: ``sources`` reads data, ``specs`` networks, ``streams`` makes draws, ``plan`` puts the three
together; ``sides`` trains in one language, ``lockstep`` compares two, ``run`` is the loop around them, ``saving`` and
``plotting`` keep what came of it, ``outcome`` tells it. ``comparisons`` has the runs that the posts compare.
"""
