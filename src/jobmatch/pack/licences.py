"""Licences as bits, with all that holding one implies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from jobmatch.kernels.layout import U64, Bool

_BIT: Final = {name: place + (place >= UNRECOGNISED_LICENCE_BIT) for place, name in enumerate(LICENCES)}
UNRECOGNISED: Final = 1 << UNRECOGNISED_LICENCE_BIT
_WORD_BITS: Final = 64
_WORD: Final = (1 << _WORD_BITS) - 1


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
    """Two words a row, (n, 2); a missing list gives none.

    With ``held`` a licence brings what it implies and an unrecognised one brings nothing; otherwise each counts
    for itself, an unrecognised one sets its own bit, and one that is only desirable none.
    """
    if held:
        return _words(column, implied_bits(), 0)
    bits = {name: 1 << bit for name, bit in _BIT.items()} | {LICENCE_DESIRABLE: 0}
    return _words(column, bits, UNRECOGNISED)


def licences_that_may_count(column: pl.Series) -> U64:
    """Two words a row, (n, 2): licences that what is held may stand for."""
    bits = {name: sum(1 << _BIT[other] for other in others) for name, others in LICENCE_MAY_COUNT.items()}
    return _words(column, bits, 0)


def _words(column: pl.Series, bits: Mapping[str, int], fallback: int) -> U64:
    words = np.zeros((len(column), 2), np.uint64)
    found = [(row, bits.get(name, fallback)) for row, names in enumerate(column.to_list()) for name in names or ()]
    if found:
        halves = np.array([(both & _WORD, both >> _WORD_BITS) for _, both in found], np.uint64)
        np.bitwise_or.at(words, [row for row, _ in found], halves)
    return words


def fields_of(name: str) -> tuple[str, str]:
    """Fields that hold the two words."""
    return name, f"{name}_2"


def both_words(words: Sequence[int]) -> int:
    """Two words as one whole number."""
    first, second = words
    return int(first) | int(second) << _WORD_BITS


def licence_names(bits: int) -> tuple[str, ...]:
    """Names of the bits of both words, in order; the unrecognised bit is left out."""
    return tuple(name for name, bit in _BIT.items() if bits >> bit & 1)


def asks_for(words: U64, name: str) -> Bool:
    """Which rows of words, (n, 2), have the bit of a licence."""
    found: Bool = words[:, _BIT[name] // _WORD_BITS] & np.uint64(1 << _BIT[name] % _WORD_BITS) != 0
    return found
