"""Opinion groups: who votes alike in a large or anonymous round, by the published Polis formulas.

Agree is +1, disagree -1, pass 0. `matrix` takes votes in, `finding` finds the groups. Modules that
need numpy are imported by whoever computes, never with the pages; `shares`, `priority`, `tallies`,
`selecting` and `found` are plain Python and may be imported anywhere.
"""
