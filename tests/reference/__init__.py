"""The rules of docs/rules.md as slow, plain Python: the oracle against which compiled code is tested.

Nothing in here imports jobmatch, NumPy or any other library: it has its own constants, its own parser of the
week notation and its own arithmetic, so that an error in the package cannot repeat itself here.
"""
