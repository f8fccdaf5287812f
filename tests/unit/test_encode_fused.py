"""Two encoders as one: similarities averaged, both told apart from others."""

from __future__ import annotations

import numpy as np

from jobmatch.config import MatchConfig
from jobmatch.encode import (
    FUSED_SHARES,
    FusedEncoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    make_encoder,
    one,
    quantise,
)
from tests.encoders import HashEncoder

TEXTS = ["staff nurse", "nurse", "bus driver", "driver of a bus"]


def _fused(share: float = 0.25) -> FusedEncoder:
    return FusedEncoder([HashEncoder(32, seed=0), HashEncoder(64, seed=1)], [share, 1 - share])


def test_a_similarity_is_the_mean_of_the_parts() -> None:
    first, second = HashEncoder(32, seed=0).encode(TEXTS), HashEncoder(64, seed=1).encode(TEXTS)
    both = _fused().encode(TEXTS)
    assert both.shape == (4, 96)
    assert np.allclose(both @ both.T, 0.25 * first @ first.T + 0.75 * second @ second.T, atol=1e-6)


def test_whole_numbers_follow_the_number_of_dimensions() -> None:
    whole = quantise(_fused().encode(TEXTS)).astype(np.int64)
    assert np.allclose(np.diag(whole @ whole.T) / one(96), 1, atol=0.1)


def test_the_fingerprint_names_parts_and_shares() -> None:
    prints = {_fused(0.25).fingerprint, _fused(0.5).fingerprint}
    prints.add(FusedEncoder([HashEncoder(32, seed=2), HashEncoder(64, seed=1)], [0.25, 0.75]).fingerprint)
    assert len(prints) == 3


def test_progress_counts_every_text_once() -> None:
    done: list[int] = []
    _fused().encode(TEXTS, progress=done.append)
    assert sum(done) == len(TEXTS)


def test_closing_closes_the_parts() -> None:
    parts = [HashEncoder(), HashEncoder()]
    FusedEncoder(parts, [0.5, 0.5]).close()
    assert [part.closed for part in parts] == [True, True]


def test_settings_choose_the_encoder() -> None:
    assert isinstance(make_encoder(MatchConfig()), StaticEncoder)
    assert isinstance(make_encoder(MatchConfig(encoder="minilm")), SentenceTransformerEncoder)
    fused = make_encoder(MatchConfig(encoder="fused", encoder_max_tokens=64))
    assert isinstance(fused, FusedEncoder)
    assert fused.dimensions == StaticEncoder().dimensions + 384
    assert "max_tokens=64" in fused.fingerprint
    assert repr(FUSED_SHARES[0]) in fused.fingerprint
