"""Numba kernels: arrays in, arrays out; no tables, files, logging or randomness.

Each stage is one file and one compiled function that runs over *all* candidates of one person: inside the
loop over pairs no helper ever takes an array, which in Numba costs a hundred nanoseconds a call in
reference counts. Stages write into a shared `layout.Scratch` and thin out its list of survivors.
"""
