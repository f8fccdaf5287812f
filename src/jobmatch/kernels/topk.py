"""The k best of a stream, in a binary heap with the worst on top.

A key packs points above the inverted rank of the id, so the greater key is the better pair and ties go to the
lower id, whatever the order in which pairs arrive.
"""

from __future__ import annotations

import numpy as np

from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, I64

RANK_MASK = 0xFFFFFFFF
EMPTY = -1


@kernel()
def make_key(points: int, tie_rank: int) -> int:
    """Points in the upper 32 bits, inverted rank in the lower."""
    return np.int64(points) << 32 | (RANK_MASK - np.int64(tie_rank))


@kernel()
def push(keys: I64, rows: I32, key: int, row: int) -> None:
    """Replace the worst of the heap by ``key``, which must be better, and restore the order."""
    k = keys.shape[0]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= k:
            break
        if child + 1 < k and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[at] = keys[child]
        rows[at] = rows[child]
        at = child
    keys[at] = key
    rows[at] = row
