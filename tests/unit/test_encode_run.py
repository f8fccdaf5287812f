"""From texts to vectors: each different text once, in order, through the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from numpy.testing import assert_array_equal

from jobmatch.config import MatchConfig
from jobmatch.encode import Encoder, EncodingCache, EncodingSession, encode_texts, make_encoder, quantise, run
from jobmatch.errors import EncoderError
from tests.encoders import HashEncoder

F32 = npt.NDArray[np.float32]
TEXTS = ["cook", None, "nurse", "cook", "", "  \n", "driver", "nurse"]


def test_vectors_come_in_the_order_of_the_texts() -> None:
    encoder = HashEncoder()
    encoded = encode_texts(TEXTS, encoder, EncodingCache(None))
    assert encoded.vectors.dtype == np.int8
    assert encoded.has_text.tolist() == [True, False, True, True, False, False, True, True]
    for text, vector, has_text in zip(TEXTS, encoded.vectors, encoded.has_text, strict=True):
        expected = quantise(encoder.encode([text or ""]))[0] if has_text else np.zeros(32, np.int8)
        assert vector.tolist() == expected.tolist()


def test_each_different_text_is_encoded_once() -> None:
    encoder, cache = HashEncoder(), EncodingCache(None)
    first = encode_texts(TEXTS, encoder, cache)
    assert (first.n_encoded, first.n_cached) == (3, 0)
    assert sorted(encoder.texts) == ["cook", "driver", "nurse"]
    second = encode_texts([*TEXTS, "baker"], encoder, cache)
    assert (second.n_encoded, second.n_cached) == (1, 3)
    assert encoder.texts[3:] == ["baker"]
    assert (second.vectors[: len(TEXTS)] == first.vectors).all()


def test_nothing_to_encode_asks_for_nothing() -> None:
    encoder = HashEncoder()
    for texts in ([], [None, "", " "]):
        encoded = encode_texts(texts, encoder, EncodingCache(None), progress=True)
        assert encoded.vectors.shape == (len(texts), 32)
        assert not encoded.has_text.any()
        assert not encoded.vectors.any()
    assert encoder.n_calls == 0


def test_another_encoder_does_not_get_the_firsts_vectors() -> None:
    cache = EncodingCache(None)
    encode_texts(TEXTS, HashEncoder(seed=0), cache)
    assert encode_texts(TEXTS, HashEncoder(seed=1), cache).n_encoded == 3


class Breaking(HashEncoder):
    """Breaks at its third call."""

    def encode(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> F32:
        if self.n_calls == 2:
            raise KeyboardInterrupt
        return super().encode(texts, progress=progress)


def test_an_interrupted_run_keeps_what_it_finished(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "_CHUNK", 10)
    texts = [f"text {i}" for i in range(50)]
    with EncodingCache(tmp_path / "cache") as cache, pytest.raises(KeyboardInterrupt):
        encode_texts(texts, Breaking(), cache)
    with EncodingCache(tmp_path / "cache") as cache:
        again = encode_texts(texts, HashEncoder(), cache)
    assert (again.n_encoded, again.n_cached) == (30, 20)
    assert (again.vectors == encode_texts(texts, HashEncoder(), EncodingCache(None)).vectors).all()


def test_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"word{i % 17} word{i}" for i in range(100)]
    whole = encode_texts(texts, HashEncoder(), EncodingCache(None))
    monkeypatch.setattr(run, "_CHUNK", 7)
    monkeypatch.setattr(run, "_LOOK_UP", 3)
    assert (encode_texts(texts, HashEncoder(), EncodingCache(None)).vectors == whole.vectors).all()


def test_the_bar_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    encode_texts(TEXTS, HashEncoder(), EncodingCache(None), progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "3/3" in err
    encode_texts(TEXTS, HashEncoder(), EncodingCache(None))
    assert capfd.readouterr() == ("", "")


class Returning(HashEncoder):
    """Returns what it is told to."""

    def __init__(self, vectors: F32) -> None:
        super().__init__(4)
        self.vectors = vectors

    def encode(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> F32:
        return self.vectors


@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        (np.full((1, 4), np.nan, np.float32), "not finite"),
        (np.ones((1, 4), np.float32), "norm one"),
        (np.full((2, 4), 0.5, np.float32), r"\(2, 4\) for 1 text"),
        (np.full((1, 3), 0.5, np.float32), r"\(1, 3\)"),
    ],
)
def test_an_encoder_that_misbehaves_is_named_and_no_text_is(vectors: F32, message: str) -> None:
    with pytest.raises(EncoderError, match=message) as caught:
        encode_texts(["a private CV"], Returning(vectors), EncodingCache(None))
    assert "Returning" in str(caught.value)
    assert "private" not in str(caught.value)


def test_a_result_does_not_show_its_vectors() -> None:
    assert repr(encode_texts(["cook"], HashEncoder(), EncodingCache(None))) == "Encoded(n_encoded=1, n_cached=0)"


def test_settings_choose_the_encoder() -> None:
    encoder = make_encoder(MatchConfig(encoder="minilm", encoder_max_tokens=64, encoder_processes=1))
    assert isinstance(encoder, Encoder)
    assert isinstance(HashEncoder(), Encoder)
    assert encoder.fingerprint.endswith("max_tokens=64")
    encoder.close()


def test_parts_of_many_cvs_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Baker, bread and ovens.",
        None,
        "",
        "Welder.",
        "Baker, bread and ovens.",
        "Nurse on a ward of nurses.",
        "-",
    ]
    cvs = pl.DataFrame({"jobseeker_id": range(len(texts)), "cv_text": texts})
    found = {}
    for at_once in (2, 3, 100):
        monkeypatch.setattr("jobmatch.encode.session._CVS_AT_ONCE", at_once)
        session = EncodingSession(MatchConfig(cache_dir="", threads=1), HashEncoder())
        found[at_once] = session.of_cvs(cvs)
        assert session.n_encoded == found[at_once].n_encoded == 3
        assert len(session.of_cvs(cvs.clear()).vectors) == 0
    whole = found.pop(100)
    for parts in found.values():
        assert_array_equal(parts.vectors, whole.vectors)
        assert_array_equal(parts.has_text, whole.has_text)
        for name in ("ptr", "id", "times"):
            assert_array_equal(getattr(parts.counts, name), getattr(whole.counts, name))
        assert parts.occupations is not None
        assert whole.occupations is not None
        for ours, theirs in zip(parts.occupations, whole.occupations, strict=True):
            assert_array_equal(ours, theirs)
