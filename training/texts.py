"""Different texts by number, as the word pieces that the static model adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.encode.pieces import Pieces

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


class Texts:
    """Numbers of texts, given as they come, and the pieces of each.

    Parameters
    ----------
    pieces : Pieces
        Splits them.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._number_of: dict[str, int] = {}
        self._flat, self._starts = np.zeros(0, np.int32), np.zeros(1, np.int64)

    def __len__(self) -> int:
        return len(self._number_of)

    def numbers(self, texts: Iterable[str]) -> I64:
        """Numbers of texts, new ones for those not met before."""
        return np.array([self._number_of.setdefault(text, len(self._number_of)) for text in texts], np.int64)

    def finish(self) -> None:
        """Split all texts that have a number."""
        self._flat, self._starts = self._pieces.split(list(self._number_of))

    @property
    def flat(self) -> I32:
        """Pieces of all texts, end to end."""
        return self._flat

    def bags(self, groups: Sequence[I64] | I64) -> tuple[I64, I64]:
        """Pieces of several bags, laid end to end, and where each bag starts.

        Parameters
        ----------
        groups : int64 array, or sequence of int64 arrays
            Numbers of texts: one text a bag, or several.
        """
        if isinstance(groups, np.ndarray):
            numbers, n_texts = groups, np.ones(len(groups), np.int64)
        else:
            numbers, n_texts = np.concatenate(groups), np.array([len(group) for group in groups])
        lengths = self._starts[numbers + 1] - self._starts[numbers]
        ends = np.cumsum(lengths)
        flat = self._flat[np.repeat(self._starts[numbers] - ends + lengths, lengths) + np.arange(ends[-1])]
        first_text = np.cumsum(n_texts) - n_texts
        return flat.astype(np.int64), (ends - lengths)[first_text]
