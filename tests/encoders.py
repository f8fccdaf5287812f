"""A small encoder for tests: no model, no processes, the same vectors everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]


class HashEncoder:
    """Sum of one fixed random vector for each lower-case word, brought to norm one.

    Texts that share words are alike, order of words does not matter, and nothing needs to be learnt or loaded.
    Text without a word has the vector of the word "".

    ``n_calls`` counts calls of `encode`, ``texts`` holds what was asked for, in order.
    """

    def __init__(self, dimensions: int = 32, *, seed: int = 0) -> None:
        self._dimensions, self._seed = dimensions, seed
        self._of_word: dict[str, npt.NDArray[np.float64]] = {}
        self.n_calls = 0
        self.texts: list[str] = []
        self.closed = False

    @property
    def fingerprint(self) -> str:
        return f"hash/{self._seed}/{self._dimensions}"

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> F32:
        self.n_calls += 1
        self.texts.extend(texts)
        vectors = np.empty((len(texts), self._dimensions), np.float32)
        for row, text in enumerate(texts):
            # Words in one order, so that the sum is the same bits for the same words.
            total = sum(map(self._word, sorted(re.findall(r"\w+", text.lower())) or [""]))
            vectors[row] = total / np.linalg.norm(total)
            if progress is not None:
                progress(1)
        return vectors

    def close(self) -> None:
        self.closed = True

    def _word(self, word: str) -> npt.NDArray[np.float64]:
        if word not in self._of_word:
            digest = hashlib.sha256(f"{self._seed}\0{word}".encode()).digest()
            self._of_word[word] = np.random.default_rng(list(digest)).standard_normal(self._dimensions)
        return self._of_word[word]
