"""Sums of table rows, in whole numbers."""

from __future__ import annotations

import numpy as np

from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I8, I32, I64


@kernel(entry=True)
def sum_bags(rows: I32, starts: I64, table: I8, sums: I32) -> None:
    """Add to ``sums``, zeros on entry, the rows of ``table`` that each bag holds.

    ``rows`` are bags of row numbers laid end to end, bag b from ``starts[b]`` to ``starts[b + 1]``. A bag of fewer
    than 2**24 rows cannot overflow.
    """
    for b in range(starts.shape[0] - 1):
        for i in range(starts[b], starts[b + 1]):
            row = rows[i]
            for k in range(table.shape[1]):
                sums[b, k] += np.int32(table[row, k])
