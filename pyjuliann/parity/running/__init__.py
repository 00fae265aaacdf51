"""One call on both sides, many of them at a time, within limits.

- `run`: both sides of many cases, and what that comes to
- `calls`: what each side did
- `verdict`: what that comes to
- `tally`: what many came to, counted
- `apart`: cases that say nothing, and do not count
- `screening`: the quick look
- `noise`: what rounding explains, where values differ by little
- `moved`: Python's half of that
- `python_side`: Python's half
- `session`: Julia's half, loaded once
- `sequences`: sequences of calls on one instance
- `machine`: those that Hypothesis' rule-based machine makes
- `reduce`: the smallest one that keeps a difference
- `crossing`: many cases in one frame
- `listen`: the first probe at which the two sides part
- `probes`: what a user's function shows on the way
- `probed`: what both sides showed
- `fitting`: which arguments both sides take
- `widening`: whether large integers are no harm
- `guard`: a user's code that comes back
- `limits`: time
- `lines`: what no case ran
- `repeat`: cases that recorded answers know
- `shrink`: small counterexamples
- `snippets`: cases as code to paste
"""
