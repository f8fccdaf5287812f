"""Words and occupations of texts: what counts, how much, and the shipped tables."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from jobmatch.config import MatchConfig, TextWeights
from jobmatch.encode import EncodingSession, StaticEncoder, WordWeights, load_occupations, load_words
from jobmatch.encode.occupations import OCCUPATIONS_PATH, OCCUPATIONS_SHA256, read_occupations
from jobmatch.encode.wordlist import WORDS_PATH, WORDS_SHA256, WordCounter, read_words, split_words, stems
from jobmatch.errors import ConfigError, EncoderError
from jobmatch.kernels.layout import N_WORD_IDS
from tests.encoders import HashEncoder
from tests.reference import texts as oracle

REPOSITORY = Path(__file__).resolve().parents[2]
WORDS = load_words()
TEXTS = [
    "Forklift driver, counterbalance and reach. Loading lorries, stock counts on Sage. Forklift licence needed.",
    "Care assistant for adults with learning disabilities: Makaton, hoists, medication rounds, care plans.",
    "Python developer. PostgreSQL, Django, and C++ where it hurts.",
    "and the of with",
]


def _counts(text: str) -> dict[int, int]:
    found = WordCounter(WORDS).count([text])
    return dict(zip(found.id.tolist(), found.times.tolist(), strict=True))


def _names(text: str) -> set[str]:
    return {WORDS.names[word] for word in _counts(text)}


def test_words_are_counted_without_their_endings() -> None:
    names = _names("Forklifts! The FORKLIFT-driver's forklift; Sage, Makaton")
    assert {"forklift", "sage", "makaton"} <= names
    forklift = WORDS.ids["forklift"]
    assert _counts("Forklifts! The FORKLIFT-driver's forklift")[forklift] == 3


@pytest.mark.parametrize(
    "word",
    [
        "the",
        "applicant",
        "experience",
        "woman",
        "muslim",
        "disability",
        "pregnant",
        "manchester",
        "smith",
        "zzyzx",
        "28",
    ],
)
def test_words_that_do_not_count(word: str) -> None:
    assert not _names(word)


def test_a_text_without_words_has_none() -> None:
    found = WordCounter(WORDS).count([None, "", "  ", "1234 !!", "\ud800"])
    assert found.ptr.tolist() == [0] * 6
    assert len(found.id) == len(found.times) == 0


def test_a_word_counts_255_times_at_most() -> None:
    assert set(_counts("welding " * 400).values()) == {255}


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_counted(text: str) -> None:
    words = split_words(text)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*[+#]*.*", word) for word in words)
    assert sum(_counts(text).values()) <= len(words)


def test_weights_are_those_of_the_oracle() -> None:
    counter = WordCounter(WORDS)
    counts = counter.count(TEXTS)
    weights = WordWeights.of(WORDS, counts)
    n_with = dict(zip(range(len(WORDS)), weights.n_with.tolist(), strict=True))
    prior = {word: n / WORDS.n_texts for word, n in enumerate(WORDS.n_with.tolist())}
    for n_lanes in (3, 24):
        ids, found = weights.lanes(counts, n_lanes)
        for row, text in enumerate(TEXTS):
            expected = oracle.word_weights(_counts(text), n_with, len(TEXTS), prior, n_lanes)
            assert list(expected.items()) == [
                (int(word), int(weight)) for word, weight in zip(ids[row], found[row], strict=True) if weight
            ]
    assert not found[3].any()


def test_a_word_that_every_advert_has_weighs_less() -> None:
    counter = WordCounter(WORDS)
    adverts = counter.count([f"{text} warehouse" for text in TEXTS] * 200)
    weights = WordWeights.of(WORDS, adverts)
    ids, found = weights.lanes(counter.count(["warehouse makaton"]), 24)
    assert ids[0, 0] == WORDS.ids["makaton"]
    assert found[0, 0] > 2 * found[0, 1] > 0


def test_one_advert_more_hardly_moves_a_weight() -> None:
    counter = WordCounter(WORDS)
    few, more = (WordWeights.of(WORDS, counter.count(TEXTS * 50 + TEXTS[:extra])) for extra in (0, 1))
    counts = counter.count(TEXTS)
    (ids, weights), (same_ids, other_weights) = few.lanes(counts, 24), more.lanes(counts, 24)
    assert ids.tolist() == same_ids.tolist()
    assert np.abs(weights.astype(int) - other_weights.astype(int)).max() <= 1


def _occupations(text: str) -> list[str]:
    encoded = EncodingSession(MatchConfig(cache_dir=""))([text])
    assert encoded.occupations is not None
    return [load_occupations().names[one] for one in encoded.occupations[0][0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Forklift driver with counterbalance licence for a busy warehouse", "forklift drivers"),
        ("Registered nurse on a surgical ward", "nurses"),
        ("Bricklayer wanted, pointing and blockwork", "bricklayers"),
        ("Primary school teacher, key stage 2", "primary teachers"),
        ("HGV class 1 driver, tramping, lorry and trailer", "lorry drivers"),
        ("Barista for a cafe, latte art", "bar staff"),
    ],
)
def test_the_likeliest_occupation(text: str, name: str) -> None:
    assert name in _occupations(text)[:2]


def test_weights_of_occupations_are_those_of_the_oracle() -> None:
    encoded = EncodingSession(MatchConfig(cache_dir=""))([*TEXTS, None])
    assert encoded.occupations is not None
    assert encoded.counts is not None
    ids, weights = encoded.occupations
    assert weights[-1].tolist() == [0, 0, 0, 0]
    table = load_occupations()
    likeness = table._likeness(encoded.vectors, encoded.counts)  # the sums before they are ranked
    for row in range(len(TEXTS)):
        expected = oracle.occupation_weights(likeness[row].tolist())
        found = {int(one): int(weight) for one, weight in zip(ids[row], weights[row], strict=True) if weight}
        assert found == expected
        assert sum(found.values()) == 255


def test_an_occupation_depends_on_its_text_alone() -> None:
    alone, together = (EncodingSession(MatchConfig(cache_dir=""))(some).occupations for some in (TEXTS[:1], TEXTS * 9))
    assert alone is not None
    assert together is not None
    assert alone[0][0].tolist() == together[0][4].tolist()
    assert alone[1][0].tolist() == together[1][4].tolist()


def test_occupations_do_not_depend_on_the_encoder() -> None:
    config = MatchConfig(cache_dir="")
    by_static, by_other = EncodingSession(config)(TEXTS), EncodingSession(config, HashEncoder())(TEXTS)
    assert by_other.n_encoded == len(TEXTS)
    assert by_static.occupations is not None
    assert by_other.occupations is not None
    for table in range(2):
        assert by_static.occupations[table].tolist() == by_other.occupations[table].tolist()


def test_nothing_is_looked_for_that_has_no_weight() -> None:
    session = EncodingSession(MatchConfig(cache_dir="", text_weights=TextWeights(meaning=100, words=0, occupations=0)))
    assert session(TEXTS).counts is None
    session = EncodingSession(MatchConfig(cache_dir="", text_weights=TextWeights(meaning=60, words=40, occupations=0)))
    assert session(TEXTS).occupations is None


def test_text_weights_sum_to_100() -> None:
    with pytest.raises(ConfigError, match="found 90"):
        TextWeights(meaning=50, words=30, occupations=10)


def test_shipped_tables_are_those_that_the_training_made() -> None:
    told = (REPOSITORY / "training" / "README.md").read_text(encoding="utf-8")
    for path, sha256 in ((WORDS_PATH, WORDS_SHA256), (OCCUPATIONS_PATH, OCCUPATIONS_SHA256)):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        assert sha256 in told
    assert len(WORDS) < N_WORD_IDS
    assert len(load_occupations()) == len(set(load_occupations().names)) == 426


def test_damaged_tables_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes(WORDS_PATH.read_bytes() + b"x")
    with pytest.raises(EncoderError, match="list of words is damaged"):
        read_words(tmp_path / "words", WORDS_SHA256)
    with pytest.raises(EncoderError, match="table of occupations cannot be read"):
        read_occupations(tmp_path / "nothing", OCCUPATIONS_SHA256)


def test_the_static_model_is_the_one_behind_the_occupations() -> None:
    assert load_occupations().prototypes.shape == (426, StaticEncoder().dimensions)


def test_every_word_of_the_list_is_found_by_its_ending_as_well() -> None:
    """A counter keeps them from the start as they are written; to find their endings would give the same."""
    words = load_words()
    assert [words.ids[stem] for stem in stems(words.names)] == list(range(len(words)))
    assert all(split_words(name) == [name] for name in words.names)
