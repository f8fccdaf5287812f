"""Both sides of a market from plain records, with vectors drawn at random: for tests behind the readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from jobmatch.config import MatchConfig, TextWeights
from jobmatch.encode import Encoded, TextLanes, one
from jobmatch.encode.weights import FULL_WEIGHT
from jobmatch.kernels.layout import N_PERSON_WORDS, N_VACANCY_WORDS, Settings
from jobmatch.pack import SkillSpace
from jobmatch.pack.columns import without_inferred
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN
from jobmatch.score import Judged, judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side
from jobmatch.taxonomy import Taxonomy
from jobmatch.travel import TravelTable, embedded_table
from tests.canonical import jobseeker_frame, vacancy_frame
from tests.reference import texts
from tests.reference.childcare import FUNDED_HOURS

DIMENSIONS = 8
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Market:
    """Records, how alike their texts are (0 to `FULL`, None without a text), and the sides made of them."""

    jobseekers: Sequence[Record]
    vacancies: Sequence[Record]
    similarities: list[list[int | None]]
    people: PeopleSide
    jobs: VacancySide
    space: SkillSpace
    credits_by_pair: Mapping[tuple[str, str], int]
    config: MatchConfig
    table: TravelTable = field(default_factory=embedded_table)

    @property
    def settings(self) -> Settings:
        """Settings as kernels take them."""
        return make_settings(self.config, DIMENSIONS)

    @property
    def person_ids(self) -> list[Any]:
        """Ids in the order of rows."""
        return self.people.frame["jobseeker_id"].to_list()

    @property
    def vacancy_ids(self) -> list[Any]:
        """Ids in the order of rows."""
        return self.jobs.frame["vacancy_id"].to_list()

    def judge_all(self) -> tuple[np.ndarray, np.ndarray, Judged]:
        """Judge every pair; rows of people, rows of vacancies, findings."""
        person, vacancy = (
            grid.ravel() for grid in np.meshgrid(np.arange(len(self.people)), np.arange(len(self.jobs)), indexing="ij")
        )
        return person, vacancy, judge_pairs(self.people, self.jobs, person, vacancy, self.settings, self.table)


def make_market(
    jobseekers: Sequence[Record],
    vacancies: Sequence[Record],
    *,
    seed: int = 0,
    config: MatchConfig | None = None,
    table: TravelTable | None = None,
    credits_by_pair: Mapping[tuple[str, str], int] | None = None,
    taxonomy: Taxonomy | None = None,
    similarity: int | None = 0,
) -> Market:
    """Lay out a market; about a fifth of the people and a tenth of the adverts have no text.

    ``similarity`` other than 0 holds for every pair, which are then compared by it alone; None means that nobody has a
    text.
    """
    config, table = config or MatchConfig(threads=1), table or embedded_table()
    if similarity != 0:
        by_meaning = TextWeights(meaning=100, words=0, occupations=0)
        config = config.model_copy(update={"text_weights": by_meaning})
    rng = np.random.default_rng(seed)
    person_vectors = rng.integers(-70, 71, (len(jobseekers), DIMENSIONS)).astype(np.int8)
    vacancy_vectors = rng.integers(-70, 71, (len(vacancies), DIMENSIONS)).astype(np.int8)
    has_text = rng.random(len(jobseekers)) < 0.8
    if similarity != 0:
        has_text[:] = similarity is not None
        person_vectors[:], vacancy_vectors[:] = 0, 0
        person_vectors[:, :2], vacancy_vectors[:, :2] = (127, 1), divmod(similarity or 0, 127)
    advert_has_text = rng.random(len(vacancies)) < 0.9
    if similarity != 0:
        advert_has_text[:] = True
    person_lanes = _random_lanes(rng, has_text, N_PERSON_WORDS)
    vacancy_lanes = _random_lanes(rng, advert_has_text, N_VACANCY_WORDS)
    person_texts, vacancy_texts = _texts(person_lanes), _texts(vacancy_lanes)
    exact = person_vectors.astype(np.int64) @ vacancy_vectors.astype(np.int64).T
    people_rows, vacancy_rows = jobseeker_frame(jobseekers), without_inferred(vacancy_frame(vacancies))
    credit_table = None
    if credits_by_pair is not None:
        credit_table = pl.DataFrame(
            [(held, asked, credit / 255) for (held, asked), credit in credits_by_pair.items()],
            schema={"held": pl.String, "asked": pl.String, "credit": pl.Float64},
            orient="row",
        )
    space = SkillSpace.of(vacancy_rows, people_rows, taxonomy, credit_table)
    return Market(
        jobseekers=jobseekers,
        vacancies=vacancies,
        similarities=[
            [
                texts.text_part(texts.values(int(value), ONE, mine, its), config.text_weights.as_tuple())
                if i_have and it_has
                else None
                for value, its, it_has in zip(row, vacancy_texts, advert_has_text, strict=True)
            ]
            for row, mine, i_have in zip(exact, person_texts, has_text, strict=True)
        ],
        people=people_side(
            people_rows,
            Encoded(person_vectors, has_text, 0, 0, lanes=person_lanes),
            space,
            table,
            default_limit_min=USUAL_TRAVEL_LIMIT_MIN,
            funded_hours=FUNDED_HOURS,
        ),
        jobs=vacancy_side(
            vacancy_rows,
            Encoded(vacancy_vectors, advert_has_text, 0, 0, lanes=vacancy_lanes),
            space,
            table,
            search_unstated_remote=config.search_unstated_remote,
        ),
        space=space,
        credits_by_pair=credits_by_pair or {},
        config=config,
        table=table,
    )


def _random_lanes(rng: np.random.Generator, has_text: np.ndarray, n_words: int) -> TextLanes:
    """Words and occupations out of a few, so that many are in common; some texts have none, some all lanes full."""
    lanes = TextLanes.without_words(has_text, n_words)
    for ids, weights, some in (
        (lanes.word_id, lanes.word_weight, [0, *range(100, 195), 12_000]),
        (lanes.occupation, lanes.occupation_weight, list(range(12))),
    ):
        for row in np.flatnonzero(has_text):
            n = rng.choice([0, rng.integers(1, ids.shape[1] + 1), ids.shape[1]], p=[0.1, 0.5, 0.4])
            ids[row, :n] = rng.choice(some, n, replace=False)
            weights[row, :n] = np.sort(rng.integers(1, 256 // max(1, int(n) // 8), n))[::-1]
    total = lanes.occupation_weight.sum(axis=1, keepdims=True)
    shares = lanes.occupation_weight.astype(np.int64) * FULL_WEIGHT // np.maximum(total, 1)
    lanes.occupation_weight[:] = np.where(
        total > FULL_WEIGHT, shares, lanes.occupation_weight
    )  # no text is more than one
    return lanes


def _texts(lanes: TextLanes) -> list[texts.Text]:
    return [texts.Text.of(*of_one) for of_one in zip(*lanes[1:], strict=True)]


FULL = 1000
"""What stands for 1 in `Market.similarities`."""
ONE = one(DIMENSIONS)
"""The product of a vector with itself."""
