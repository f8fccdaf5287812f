"""Which words of a text count, and how much: rare ones among the adverts more than common ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np

from jobmatch.encode.protocol import Bool
from jobmatch.encode.wordlist import I32, I64, U8, U16, WordCounts, WordList
from jobmatch.kernels.layout import N_OCCUPATION_LANES

FULL_WEIGHT: Final = 255
"""Length of a text's vector of weights."""

# So many texts of ESCO are counted beside the adverts, in its own shares, so that a small market weighs words sensibly
# and one advert more hardly moves a weight.
_PRIOR_TEXTS: Final = 500
_MILLION: Final = 1_000_000


class TextLanes(NamedTuple):
    """What a text is compared by besides its vector, one row a text; weight 0 where a lane is not in use."""

    has_text: U8  # (n,)
    word_id: U16  # (n, lanes) heaviest first
    word_weight: U8
    occupation: U16  # (n, 4) likeliest first
    occupation_weight: U8  # sum 255 over a text that has any

    @classmethod
    def without_words(cls, has_text: Bool, n_words: int) -> Self:
        """Rows of texts of which nothing but the vector is known."""
        n = len(has_text)
        return cls(
            has_text.astype(np.uint8),
            np.zeros((n, n_words), np.uint16),
            np.zeros((n, n_words), np.uint8),
            np.zeros((n, N_OCCUPATION_LANES), np.uint16),
            np.zeros((n, N_OCCUPATION_LANES), np.uint8),
        )

    def rows(self, rows: I64) -> Self:
        """Some of the rows, in this order."""
        return type(self)._make(array[rows] for array in self)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class WordWeights:
    """How rare each word is, fixed when a market is built.

    Parameters
    ----------
    words : WordList
        The words.
    n_with : int32 array, shape (n,)
        Adverts that have each.
    n_adverts : int
        Adverts counted.
    """

    words: WordList
    n_with: I32
    n_adverts: int

    @classmethod
    def of(cls, words: WordList, counts: WordCounts | None) -> Self:
        """Count the adverts that have each word; None where words have no weight."""
        if counts is None:
            return cls.before_any(words)
        n_with = np.bincount(counts.id, minlength=len(words)).astype(np.int32)
        return cls(words, n_with, len(counts.ptr) - 1)

    @classmethod
    def before_any(cls, words: WordList) -> Self:
        """Weights by ESCO alone."""
        return cls(words, np.zeros(len(words), np.int32), 0)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"WordWeights({len(self.words)} words of {self.n_adverts} adverts)"

    def raw(self, counts: WordCounts) -> I64:
        """Weight of each row of the counts, in millionths: (1 + ln count) x rarity."""
        prior = _PRIOR_TEXTS * self.words.n_with / self.words.n_texts
        rarity = np.log((self.n_adverts + _PRIOR_TEXTS + 1) / (self.n_with + prior + 1))
        raw = (1 + np.log(counts.times)) * rarity[counts.id]
        millionths: I64 = np.rint(raw * _MILLION).astype(np.int64)
        return millionths

    @property
    def fingerprint(self) -> str:
        """Identity of the list: ids of another one mean other words."""
        return self.words.sha256

    def lanes(self, counts: WordCounts, n_lanes: int) -> tuple[U16, U8]:
        """The heaviest words of each text as a vector of length 255.

        Parameters
        ----------
        counts : WordCounts
            Of n texts.
        n_lanes : int
            Words to keep of each; of two that weigh the same, the one with the lower id.

        Returns
        -------
        word_id : uint16 array, shape (n, n_lanes)
        word_weight : uint8 array, shape (n, n_lanes)
            Halves up, at least 1; 0 where a lane is unused.
        """
        n = len(counts.ptr) - 1
        row, raw = counts.rows(), self.raw(counts)
        order = np.lexsort((counts.id, -raw, row))
        lane = np.arange(len(order)) - counts.ptr[row]
        kept = order[(lane < n_lanes) & (raw[order] > 0)]
        row, lane, raw = row[kept], lane[(lane < n_lanes) & (raw[order] > 0)], raw[kept]
        # squares of millionths add up to less than 2**53 where weights are below 20 and lanes below 64
        squares = np.bincount(row, weights=(raw / _MILLION) ** 2, minlength=n)
        weight = np.floor(FULL_WEIGHT * (raw / _MILLION) / np.sqrt(squares[row]) + 0.5)
        word_id, word_weight = np.zeros((n, n_lanes), np.uint16), np.zeros((n, n_lanes), np.uint8)
        word_id[row, lane] = counts.id[kept]
        word_weight[row, lane] = np.maximum(weight, 1).astype(np.uint8)
        return word_id, word_weight
