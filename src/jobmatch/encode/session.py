"""One encoder and one cache, started when first needed and kept for further calls."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jobmatch.config import MatchConfig
from jobmatch.encode.cache import EncodingCache, cache_path
from jobmatch.encode.fused import FUSED, FusedEncoder
from jobmatch.encode.model_files import BUILT_IN
from jobmatch.encode.occupations import load_occupations
from jobmatch.encode.protocol import I8, Encoder
from jobmatch.encode.run import Encoded, encode_texts
from jobmatch.encode.sentence_transformer import SentenceTransformerEncoder
from jobmatch.encode.static import STATIC, StaticEncoder
from jobmatch.encode.texts import jobseeker_texts
from jobmatch.encode.wordlist import WordCounter, load_words
from jobmatch.errors import EncoderError
from jobmatch.processes import wanted_or_cores

if TYPE_CHECKING:
    import polars as pl

_CVS_AT_ONCE: Final = 100_000
FUSED_SHARES: Final = (0.7, 0.3)
"""Shares of the static model and of MiniLM in the fused mode."""


def make_encoder(config: MatchConfig) -> Encoder:
    """Make the encoder that settings ask for. Nothing is loaded before it encodes.

    Raises
    ------
    EncoderError
        If its model is not on this machine and no hub name either.
    """
    if config.encoder == STATIC:
        return StaticEncoder()
    fused = config.encoder == FUSED
    transformer = SentenceTransformerEncoder(
        BUILT_IN if fused else config.encoder,
        max_tokens=config.encoder_max_tokens,
        processes=config.encoder_processes,
    )
    return FusedEncoder([StaticEncoder(), transformer], FUSED_SHARES) if fused else transformer


class EncodingSession:
    """Encode texts for a matcher, and count. Threads may share one: they encode one after another.

    Parameters
    ----------
    config : MatchConfig
        Names the encoder and the cache.
    encoder : Encoder, optional
        Used in place of the one that ``config`` names.
    fingerprint : str, optional
        Of the encoder that an index was built with; another one is refused when it is first needed.
    """

    def __init__(self, config: MatchConfig, encoder: Encoder | None = None, *, fingerprint: str | None = None) -> None:
        self._config, self._given, self._expected = config, encoder, fingerprint
        self._encoder: Encoder | None = None
        self._cache: EncodingCache | None = None
        self._static: StaticEncoder | None = None
        self._counter: WordCounter | None = None
        self._lock = threading.RLock()
        self.n_encoded = self.n_cached = 0

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the encoder in use."""
        return self._expected if self._expected is not None else self._started().fingerprint

    def __call__(self, texts: Sequence[str | None]) -> Encoded:
        """Encode texts, see `encode_texts`; and find their words and likeliest occupations, where these have a weight.

        Both are found from the text alone, by the static model whatever the encoder is.

        Raises
        ------
        EncoderError
            If the encoder is not the one that the index was built with, is missing, or fails.
        """
        with self._lock:
            encoded = encode_texts(texts, self._started(), self._kept(), progress=self._config.progress)
            self.n_encoded += encoded.n_encoded
            self.n_cached += encoded.n_cached
            return self._with_evidence(texts, encoded)

    def of_cvs(self, jobseekers: pl.DataFrame) -> Encoded:
        """Encode the CVs of a table, masked, see `jobseeker_texts`.

        Raises
        ------
        EncoderError
            As for `__call__`.
        """
        processes = wanted_or_cores(self._config.threads)
        # Each text is there several times over while it is worked on, so not all of them at once.
        some = jobseekers.iter_slices(_CVS_AT_ONCE) if len(jobseekers) else [jobseekers]
        progress = self._config.progress
        return Encoded.joined(
            [self(jobseeker_texts(part, self._kept(), processes, progress=progress)) for part in some]
        )

    def _kept(self) -> EncodingCache:
        with self._lock:
            if self._cache is None:
                self._cache = EncodingCache(cache_path(self._config.cache_dir))
            return self._cache

    def _with_evidence(self, texts: Sequence[str | None], encoded: Encoded) -> Encoded:
        by = self._config.text_weights
        if not (by.words or by.occupations):
            return encoded
        if self._counter is None:
            self._counter = WordCounter(load_words())
        counts = self._counter.count(texts)
        if by.occupations:
            occupation, weight = load_occupations().likeliest(self._static_vectors(texts, encoded), counts)
            weight[~encoded.has_text] = 0
            encoded = replace(encoded, occupations=(occupation, weight))
        return replace(encoded, counts=counts)

    def _static_vectors(self, texts: Sequence[str | None], encoded: Encoded) -> I8:
        if self._static is None:
            self._static = StaticEncoder()
        if self._started().fingerprint == self._static.fingerprint:
            return encoded.vectors
        return encode_texts(texts, self._static, self._kept()).vectors

    def close(self) -> None:
        """End the encoder's processes and close the cache; both start again when needed."""
        with self._lock:
            if self._encoder is not None:
                self._encoder.close()
            if self._cache is not None:
                self._cache.close()
            self._encoder = self._cache = self._static = self._counter = None

    def _started(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                encoder = self._given if self._given is not None else make_encoder(self._config)
                if self._expected is not None and encoder.fingerprint != self._expected:
                    raise EncoderError(
                        "This index was built with another text model or other settings of it, so new texts cannot "
                        "be compared with those in it.\nHint: load it with the same encoder, or build it again."
                    )
                self._encoder = encoder
            return self._encoder
