"""Texts to quantised vectors, by way of the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from jobmatch.encode.cache import EncodingCache, cache_key
from jobmatch.encode.protocol import I8, Bool, Encoder, Progress
from jobmatch.encode.quantise import quantise
from jobmatch.encode.weights import TextLanes, WordWeights
from jobmatch.encode.wordlist import U8, U16, WordCounts
from jobmatch.errors import EncoderError
from jobmatch.progress import progress_bar

# An interrupted run loses no more than this many texts.
_CHUNK: Final = 512
# Texts looked up in the cache at a time, which bounds memory for the answers.
_LOOK_UP: Final = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Quantised vectors of a list of texts.

    Parameters
    ----------
    vectors : int8 array, shape (n, dimensions)
        See `jobmatch.encode.quantise`; zeros where there was no text.
    has_text : bool array, shape (n,)
        False where there was no text.
    n_encoded, n_cached : int
        Different texts that were encoded now, and that had been before; of many CVs, those of each part by itself.
    counts : WordCounts, optional
        Words of the list in each.
    occupations : pair of arrays, shape (n, 4), optional
        The likeliest occupations of each and their weights, as `Occupations.likeliest` gives them.
    lanes : TextLanes, optional
        What of these is compared, see `weighed`; None where only vectors are.
    """

    vectors: I8 = field(repr=False)
    has_text: Bool = field(repr=False)
    n_encoded: int
    n_cached: int
    counts: WordCounts | None = field(default=None, repr=False)
    occupations: tuple[U16, U8] | None = field(default=None, repr=False)
    lanes: TextLanes | None = field(default=None, repr=False)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Those of several lists, at least one, as of one list; without `lanes`."""
        if len(parts) == 1:
            return parts[0]
        counts = [part.counts for part in parts if part.counts is not None]
        occupations = [part.occupations for part in parts if part.occupations is not None]
        return cls(
            vectors=np.concatenate([part.vectors for part in parts]),
            has_text=np.concatenate([part.has_text for part in parts]),
            n_encoded=sum(part.n_encoded for part in parts),
            n_cached=sum(part.n_cached for part in parts),
            counts=WordCounts.joined(counts) if counts else None,
            occupations=(
                (
                    np.concatenate([ids for ids, _ in occupations]),
                    np.concatenate([weights for _, weights in occupations]),
                )
                if occupations
                else None
            ),
        )

    def weighed(self, weights: WordWeights, n_words: int) -> Self:
        """The same with the heaviest words of each text, by how rare they are among the adverts of a market."""
        lanes = TextLanes.without_words(self.has_text, n_words)
        if self.counts is not None:
            word_id, word_weight = weights.lanes(self.counts, n_words)
            lanes = lanes._replace(word_id=word_id, word_weight=word_weight)
        if self.occupations is not None:
            lanes = lanes._replace(occupation=self.occupations[0], occupation_weight=self.occupations[1])
        return replace(self, lanes=lanes)

    def text_lanes(self, n_words: int) -> TextLanes:
        """Words and occupations, or rows that say that there are none."""
        return TextLanes.without_words(self.has_text, n_words) if self.lanes is None else self.lanes


def encode_texts(
    texts: Sequence[str | None], encoder: Encoder, cache: EncodingCache, *, progress: bool = False
) -> Encoded:
    """Quantised vectors of texts: each different text is encoded once, and never again while the cache holds it.

    Parameters
    ----------
    texts : sequence of str or None, length n
        None, empty and blank all mean that there is no text.
    encoder : Encoder
        Asked only for what the cache does not hold.
    cache : EncodingCache
        Filled as the work goes on, so that an interrupted run loses little.
    progress : bool
        Whether to draw a bar on standard error.

    Returns
    -------
    Encoded
        Vectors in the order of ``texts``, and how many were encoded.

    Raises
    ------
    EncoderError
        If the model is missing, fails, or gives vectors that are not unit vectors of its own dimensions.
    """
    dimensions = encoder.dimensions
    vectors = np.zeros((len(texts), dimensions), np.int8)
    first_row, source_row = _different(texts)
    different = list(first_row)
    missing: list[str] = []
    for some in _chunks(different, _LOOK_UP):
        key_of = {text: cache_key(encoder.fingerprint, text) for text in some}
        known = cache.get_many(list(key_of.values()), dimensions)
        for text, key in key_of.items():
            if key in known:
                vectors[first_row[text]] = known[key]
            else:
                missing.append(text)
    # Long ones first: it is the last text for which all other worker processes wait.
    missing.sort(key=len, reverse=True)
    with progress_bar("Encoding texts", len(missing), shown=progress) as advance:
        for some in _chunks(missing, _CHUNK):
            fresh = _encode(some, encoder, advance)
            cache.put_many(dict(zip((cache_key(encoder.fingerprint, text) for text in some), fresh, strict=True)))
            vectors[[first_row[text] for text in some]] = fresh
    repeated = np.flatnonzero(source_row != np.arange(len(texts)))
    repeated = repeated[source_row[repeated] >= 0]
    vectors[repeated] = vectors[source_row[repeated]]
    return Encoded(
        vectors=vectors,
        has_text=source_row >= 0,
        n_encoded=len(missing),
        n_cached=len(different) - len(missing),
    )


def _different(texts: Sequence[str | None]) -> tuple[dict[str, int], npt.NDArray[np.int64]]:
    """First row of each different text, and for each row that row; -1 where there is no text."""
    first_row: dict[str, int] = {}
    source_row = np.full(len(texts), -1, np.int64)
    for row, text in enumerate(texts):
        if text is not None and text and not text.isspace():
            source_row[row] = first_row.setdefault(text, row)
    return first_row, source_row


def _chunks(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _encode(texts: Sequence[str], encoder: Encoder, advance: Progress | None) -> I8:
    vectors = encoder.encode(texts, progress=advance)
    source = type(encoder).__name__
    if vectors.shape != (len(texts), encoder.dimensions):
        raise EncoderError(
            f"{source} gave an array of shape {vectors.shape} for {len(texts)} text(s) "
            f"of {encoder.dimensions} dimensions.\nHint: an Encoder gives one row for each text."
        )
    return quantise(vectors, source=source)
