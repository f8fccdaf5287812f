"""Licences as bits, with all that holding one implies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl

from jobmatch.codes import (
    LICENCE_DESIRABLE,
    LICENCE_IMPLIES,
    LICENCE_MAY_COUNT,
    LICENCES,
    UNRECOGNISED_LICENCE_BIT,
)
from jobmatch.kernels.layout import U64

_BIT: Final = {name: bit for bit, name in enumerate(LICENCES)}


@lru_cache(maxsize=1)
def implied_bits() -> dict[str, int]:
    """Bits that each licence gives: its own and, transitively, those it implies."""

    def closure(name: str) -> int:
        bits = 1 << _BIT[name]
        for lower in LICENCE_IMPLIES.get(name, ()):
            bits |= closure(lower)
        return bits

    return {name: closure(name) for name in LICENCES}


def licence_words(column: pl.Series, *, held: bool) -> U64:
    """One word a row; a missing list gives none.

    With ``held`` a licence brings what it implies and an unrecognised one brings nothing; otherwise each counts
    for itself, an unrecognised one sets its own bit, and one that is only desirable none.
    """
    if held:
        return _words(column, implied_bits(), 0)
    bits = {name: 1 << bit for name, bit in _BIT.items()} | {LICENCE_DESIRABLE: 0}
    return _words(column, bits, 1 << UNRECOGNISED_LICENCE_BIT)


def licences_that_may_count(column: pl.Series) -> U64:
    """One word a row: licences that what is held may stand for."""
    bits = {name: sum(1 << _BIT[other] for other in others) for name, others in LICENCE_MAY_COUNT.items()}
    return _words(column, bits, 0)


def _words(column: pl.Series, bits: Mapping[str, int], fallback: int) -> U64:
    words = np.zeros(len(column), np.uint64)
    for row, names in enumerate(column.to_list()):
        for name in names or ():
            words[row] |= np.uint64(bits.get(name, fallback))
    return words


def licence_names(word: int) -> tuple[str, ...]:
    """Names of the bits of a word, in order; the unrecognised bit is left out."""
    return tuple(name for name, bit in _BIT.items() if word >> bit & 1)
