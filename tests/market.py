"""Both sides of a market from plain records, with vectors drawn at random: for tests behind the readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.encode import Encoded, one
from jobmatch.kernels.layout import Settings
from jobmatch.pack import SkillSpace
from jobmatch.pack.columns import without_inferred
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN
from jobmatch.score import Judged, judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side
from jobmatch.taxonomy import Taxonomy
from jobmatch.travel import TravelTable, embedded_table
from tests.canonical import jobseeker_frame, vacancy_frame

DIMENSIONS = 8
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Market:
    """Records, their similarities (None without a text), and the sides made of them."""

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

    ``similarity`` other than 0 holds for every pair; None means that nobody has a text.
    """
    config, table = config or MatchConfig(threads=1), table or embedded_table()
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
            [int(value) if has and its else None for value, its in zip(row, advert_has_text, strict=True)]
            for row, has in zip(exact, has_text, strict=True)
        ],
        people=people_side(
            people_rows,
            Encoded(person_vectors, has_text, 0, 0),
            space,
            table,
            default_limit_min=USUAL_TRAVEL_LIMIT_MIN,
        ),
        jobs=vacancy_side(
            vacancy_rows,
            Encoded(vacancy_vectors, advert_has_text, 0, 0),
            space,
            table,
            search_unstated_remote=config.search_unstated_remote,
        ),
        space=space,
        credits_by_pair=credits_by_pair or {},
        config=config,
        table=table,
    )


ONE = one(DIMENSIONS)
