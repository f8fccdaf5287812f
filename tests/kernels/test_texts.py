"""The three parts of a text: kernel, evidence and oracle agree, and obey their laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jobmatch.codes import Part
from jobmatch.config import MatchConfig, TextWeights
from jobmatch.encode import Encoded, TextLanes
from jobmatch.evidence import pair_details
from jobmatch.kernels.layout import N_PERSON_WORDS, N_VACANCY_WORDS
from jobmatch.sides import PeopleSide, VacancySide
from tests import worlds
from tests.market import Market, make_market


@pytest.mark.parametrize("weights", [(45, 45, 10), (100, 0, 0), (0, 100, 0), (0, 0, 100), (20, 30, 50)])
def test_evidence_gives_the_part(weights: tuple[int, int, int]) -> None:
    by = TextWeights(meaning=weights[0], words=weights[1], occupations=weights[2])
    market = make_market(*worlds.random_world(3, 15, 20), seed=3, config=MatchConfig(threads=1, text_weights=by))
    person, vacancy, judged = market.judge_all()
    details = pair_details(judged, market.people, market.jobs, person, vacancy, market.space, market.settings)
    compared = 0
    for detail in details:
        if detail.text is None:
            assert Part.TEXT in detail.unknown_parts
            assert detail.part_values[Part.TEXT] == 0
            continue
        compared += 1
        assert detail.text.weights == weights
        total = sum(weight * value for weight, value in zip(weights, detail.text.values, strict=True))
        assert detail.part_values[Part.TEXT] == total // 100
        assert detail.text.words or not detail.text.values[1]
        assert detail.text.occupations or not detail.text.values[2]
    assert compared > 50


def _market(person: dict[int, int], vacancy: dict[int, int], *, kind: str = "word") -> Market:
    """One person and one vacancy with the same vector, compared by what is given."""
    by = TextWeights(meaning=0, words=100 * (kind == "word"), occupations=100 * (kind == "occupation"))
    market = make_market(
        [{"jobseeker_id": 1}], [{"vacancy_id": 1, "title": "Cook"}], config=MatchConfig(threads=1, text_weights=by)
    )
    for side, given in ((market.people, person), (market.jobs, vacancy)):
        side.arrays.has_text[:] = 1
        ids, weights = (
            getattr(side.arrays, f"{kind}_id" if kind == "word" else kind),
            getattr(side.arrays, f"{kind}_weight"),
        )
        ids[:], weights[:] = 0, 0
        ids[0, : len(given)], weights[0, : len(given)] = list(given), list(given.values())
    return market


def _part(market: Market) -> int:
    return int(market.judge_all()[2].part[0, Part.TEXT])


def test_words_in_common_by_hand() -> None:
    assert _part(_market({7: 200, 9: 150}, {9: 100, 11: 230})) == 1000 * 150 * 100 // 32_512  # 461
    assert _part(_market({7: 255}, {7: 255})) == 1000  # half of the way counts in full
    assert _part(_market({7: 255}, {8: 255})) == 0


def test_a_word_of_id_0_is_a_word() -> None:
    assert _part(_market({0: 180, 5: 180}, {0: 255})) == 1000
    assert _part(_market({5: 255}, {0: 255})) == 0


def test_occupations_in_common_by_hand() -> None:
    assert _part(_market({3: 200, 4: 55}, {4: 155, 3: 100}, kind="occupation")) == 1000 * (100 + 55) // 255  # 607
    assert _part(_market({3: 255}, {3: 255}, kind="occupation")) == 1000
    assert _part(_market({0: 255}, {1: 255}, kind="occupation")) == 0


def test_a_word_in_common_never_lowers_the_part() -> None:
    person = dict.fromkeys(range(10), 60)
    parts = [_part(_market(person, dict.fromkeys(range(n), 50))) for n in range(1, 11)]
    assert parts == sorted(parts)
    assert parts[0] < parts[-1]


def test_nothing_of_one_person_is_left_for_the_next() -> None:
    jobseekers, vacancies = worlds.random_world(5, 12, 15)
    market = make_market(jobseekers, vacancies, seed=5)
    person, _, together = market.judge_all()
    lanes = TextLanes(*(getattr(market.people.arrays, name) for name in TextLanes._fields))
    for row in range(len(market.people)):
        mine = person == row
        others = lanes.word_weight.copy()
        others[np.arange(len(others)) != row] = 0
        alone = Market(**{**vars(market), "people": _with_words(market.people, others)})
        assert (alone.judge_all()[2].part[mine] == together.part[mine]).all()


def _with_words(people: PeopleSide, word_weight: np.ndarray) -> PeopleSide:
    return replace(people, arrays=people.arrays._replace(word_weight=word_weight))


def test_a_vacancy_holds_at_most_96_bytes_of_words_and_occupations() -> None:
    market = make_market([], [{"vacancy_id": 1, "title": "Cook"}])
    jobs: VacancySide = market.jobs
    names = ("word_id", "word_weight", "occupation", "occupation_weight")
    assert sum(getattr(jobs.arrays, name).nbytes for name in names) <= 96
    assert jobs.arrays.word_id.shape[1] == N_VACANCY_WORDS
    assert market.people.arrays.word_id.shape[1] == N_PERSON_WORDS


def test_vectors_alone_are_enough_to_lay_out_a_side() -> None:
    encoded = Encoded(np.zeros((2, 8), np.int8), np.array([True, False]), 2, 0)
    lanes = encoded.text_lanes(N_VACANCY_WORDS)
    assert lanes.has_text.tolist() == [1, 0]
    assert not lanes.word_weight.any()
