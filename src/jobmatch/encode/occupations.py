"""The likeliest occupations of a text, by its vector and by its words."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from jobmatch.encode.protocol import F32, I8
from jobmatch.encode.weights import FULL_WEIGHT, WordWeights
from jobmatch.encode.wordlist import I64, U8, U16, WordCounts, load_words, read_checked
from jobmatch.errors import EncoderError
from jobmatch.kernels.layout import N_OCCUPATION_LANES

if TYPE_CHECKING:
    import scipy.sparse as sp

OCCUPATIONS_PATH: Final = Path(__file__).with_name("occupations-v1.npz")
# Of the file; `training/README.md` says how it was made.
OCCUPATIONS_SHA256: Final = "1e24ca4a3c4e57cbc1659b91a45c22bfdfbda6f221c43db33e739ab383f8c394"

# A cosine of one is 26 x 26 x 384 by vector and 255 x 255 by words; words count twice (`training/evidence.py`).
_WORDS_BESIDE_VECTOR: Final = 8
_TEXTS_AT_ONCE: Final = 4096
# All words of a text are looked at, which in practice is fewer.
_MOST_WORDS: Final = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Occupations:
    """What a text of each occupation is like.

    Parameters
    ----------
    names : tuple of str
        In plain words; the row is the id.
    codes : tuple of str
        Unit groups of ISCO-08.
    prototypes : float32 array, shape (n, 384)
        Whole numbers: the mean vector of its texts less that of all.
    words : scipy.sparse matrix, int64, shape (words of the list, n)
        Weights of its heaviest words; each column has length 255.
    sha256 : str
        Of the file.
    """

    names: tuple[str, ...] = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)
    prototypes: F32 = field(repr=False)
    words: sp.csr_matrix = field(repr=False)
    sha256: str

    def __len__(self) -> int:
        """Count the occupations."""
        return len(self.names)

    def likeliest(self, vectors: I8, counts: WordCounts) -> tuple[U16, U8]:
        """Find the occupations that each text is most like.

        Parameters
        ----------
        vectors : int8 array, shape (n, 384)
            Of the static model.
        counts : WordCounts
            Words of the same texts.

        Returns
        -------
        occupation : uint16 array, shape (n, 4)
            Likeliest first; of two that are equally likely, the one with the lower id.
        weight : uint8 array, shape (n, 4)
            How far each is ahead of the fifth; sum 255 over a text.
        """
        found = [
            _heaviest(self._likeness(vectors[start : start + _TEXTS_AT_ONCE], _some(counts, start)))
            for start in range(0, len(vectors), _TEXTS_AT_ONCE)
        ]
        none = np.zeros((0, N_OCCUPATION_LANES), np.int64)
        return (
            np.concatenate([none, *(ids for ids, _ in found)]).astype(np.uint16),
            np.concatenate([none, *(weights for _, weights in found)]).astype(np.uint8),
        )

    def _likeness(self, vectors: I8, counts: WordCounts) -> I64:
        from scipy.sparse import csr_matrix  # not needed by the process that encodes

        # whole numbers below 2**24, so exact in any order
        by_vector = (vectors.astype(np.float32) @ self.prototypes.T).astype(np.int64)
        n_most = int(np.diff(counts.ptr).max(initial=0))
        ids, weights = WordWeights.before_any(load_words()).lanes(counts, min(n_most, _MOST_WORDS))
        row, lane = np.nonzero(weights)
        texts = csr_matrix(
            (weights[row, lane].astype(np.int64), (row, ids[row, lane])), shape=(len(vectors), self.words.shape[0])
        )
        by_words: I64 = (texts @ self.words).toarray()
        return by_vector + _WORDS_BESIDE_VECTOR * by_words


def _some(counts: WordCounts, start: int) -> WordCounts:
    ptr = counts.ptr[start : start + _TEXTS_AT_ONCE + 1]
    return WordCounts(ptr - ptr[0], counts.id[ptr[0] : ptr[-1]], counts.times[ptr[0] : ptr[-1]])


def _heaviest(likeness: I64) -> tuple[I64, I64]:
    """Four best of each row, and what each is ahead of the fifth, scaled to sum 255; the best takes what is left."""
    order = np.argsort(-likeness, axis=1, kind="stable")[:, : N_OCCUPATION_LANES + 1]
    values = np.take_along_axis(likeness, order, axis=1)
    ahead = values[:, :-1] - values[:, -1:]
    total = np.maximum(ahead.sum(axis=1, keepdims=True), 1)
    weights = FULL_WEIGHT * ahead // total
    weights[:, 0] += FULL_WEIGHT - weights.sum(axis=1)
    return order[:, :-1], weights


@cache
def load_occupations() -> Occupations:
    """Occupations that come with the package, read once.

    Raises
    ------
    EncoderError
        If the file is missing or is not the one of this release.
    """
    return read_occupations(OCCUPATIONS_PATH, OCCUPATIONS_SHA256)


def read_occupations(path: Path, sha256: str) -> Occupations:
    """Read a file that `pack_occupations` made.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    sha256 : str
        What its SHA-256 must be. It is looked at before anything else is.

    Raises
    ------
    EncoderError
        If the file cannot be read, is another one, or belongs to another list of words.
    """
    from scipy.sparse import csr_matrix

    packed = read_checked(path, sha256, "table of occupations")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        names, words_sha256 = arrays["names"].tobytes().decode(), arrays["words_sha256"].tobytes().decode()
        prototypes, word_id, word_weight = arrays["prototypes"], arrays["word_id"], arrays["word_weight"]
    words = load_words()
    if words_sha256 != words.sha256:
        raise EncoderError("The table of occupations belongs to another list of words.\nHint: install jobmatch again.")
    code_and_name = [line.split(" ", 1) for line in names.splitlines()]
    occupation, lane = np.nonzero(word_weight)
    return Occupations(
        names=tuple(name for _, name in code_and_name),
        codes=tuple(code for code, _ in code_and_name),
        prototypes=prototypes.astype(np.float32),
        words=csr_matrix(
            (word_weight[occupation, lane].astype(np.int64), (word_id[occupation, lane], occupation)),
            shape=(len(words), len(prototypes)),
        ),
        sha256=sha256,
    )


def pack_occupations(names: str, prototypes: I8, word_id: U16, word_weight: U8, words_sha256: str) -> bytes:
    """Bytes of a file of occupations: arrays without pickle.

    Parameters
    ----------
    names : str
        A line for each: code, blank, name.
    prototypes : int8 array, shape (n, 384)
        As in `Occupations`.
    word_id, word_weight : uint16 and uint8 arrays, shape (n, words kept)
        Weight 0 where a lane is unused.
    words_sha256 : str
        Of the list that the ids are rows of.
    """
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        names=np.frombuffer(names.encode(), np.uint8),
        prototypes=prototypes,
        word_id=word_id,
        word_weight=word_weight,
        words_sha256=np.frombuffer(words_sha256.encode(), np.uint8),
    )
    return buffer.getvalue()
