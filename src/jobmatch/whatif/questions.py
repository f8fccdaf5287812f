"""Which question is worth asking first: the one whose answer would move most of the listed pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from jobmatch import phrases
from jobmatch.codes import DIMENSIONS, Constraint, Part, Reason, Verdict
from jobmatch.evidence import compare_dimensions
from jobmatch.kernels.layout import I64, Bool, People, Settings
from jobmatch.phrases import Ask
from jobmatch.results import Direction
from jobmatch.score import Judged
from jobmatch.sides import PeopleSide, VacancySide

_ID_OF: Final[dict[Direction, str]] = {"match": "jobseeker_id", "shortlist": "vacancy_id"}


def question_frame(
    people: PeopleSide,
    vacancies: VacancySide,
    person: I64,
    vacancy: I64,
    judged: Judged,
    settings: Settings,
    direction: Direction,
) -> pl.DataFrame:
    """Count, for each query, the pairs that each question concerns; the most useful first.

    Parameters
    ----------
    people, vacancies : PeopleSide, VacancySide
        The two sides.
    person, vacancy : int64 arrays, shape (n,)
        Rows of the listed pairs.
    judged : Judged
        What the scorer found for them.
    settings : Settings
        With which they were judged.
    direction : "match" or "shortlist"
        Whether a query is a person or a vacancy.

    Returns
    -------
    polars.DataFrame
        jobseeker_id or vacancy_id, rank, who ("employer" or "jobseeker"), field (the column that an answer would fill,
        or "journey"), n_settles (pairs that hang on this question alone) and n_matches (pairs that it concerns).
    """
    side, rows = (people, person) if direction == "match" else (vacancies, vacancy)
    name = _ID_OF[direction]
    asked = pl.concat(
        [
            pl.DataFrame({"pair": np.flatnonzero(mask)}).with_columns(
                who=pl.lit(ask.who), field=pl.lit(ask.field), holds=pl.lit(value=holds)
            )
            for ask, mask, holds in _asks(people, vacancies, person, vacancy, judged, settings)
        ]
        or [pl.DataFrame(schema={"pair": pl.Int64, "who": pl.String, "field": pl.String, "holds": pl.Boolean})]
    )
    asked = asked.group_by("pair", "who", "field").agg(pl.col("holds").any())
    alone = pl.col("holds") & (pl.col("holds").sum().over("pair") == 1)
    query = pl.Series("query", rows).gather(asked["pair"])
    counted = (
        asked.with_columns(query, alone=alone)
        .group_by("query", "who", "field")
        .agg(n_settles=pl.col("alone").sum().cast(pl.Int64), n_matches=pl.len().cast(pl.Int64))
    )
    counted = counted.with_columns(_order=pl.Series(side.arrays.tie_rank).gather(counted["query"]))
    keys = ["_order", "n_settles", "n_matches", "who", "field"]
    counted = counted.sort(keys, descending=[False, True, True, False, False])
    rank = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("query").alias("rank")
    return counted.select(
        side.frame[name].gather(counted["query"]).alias(name), rank, "who", "field", "n_settles", "n_matches"
    )


def _asks(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged, settings: Settings
) -> Iterator[tuple[Ask, Bool, bool]]:
    """Questions, the pairs that each concerns, and whether it holds back a verdict; as `jobmatch.explain` asks them."""
    for constraint in Constraint:
        verdict, reason = judged.verdict[:, constraint], judged.reason[:, constraint, 0]
        for level in (Verdict.UNKNOWN, Verdict.CONDITIONAL):
            at_level, holds = verdict == level, level is Verdict.UNKNOWN
            for code in np.unique(reason[at_level]).tolist():
                for ask in phrases.QUESTIONS.get(Reason(code), ()):
                    yield ask, at_level & (reason == code), holds
    yield from _health_asks(people, vacancies, person, vacancy, judged, settings)
    yield from _place_asks(people, vacancies, person, vacancy, judged)
    yield from _part_asks(people, vacancies, person, vacancy, judged)
    not_stated = vacancies.frame["term_only"].is_null().to_numpy()[vacancy]
    holidays = judged.reason[:, Constraint.CARE, 0] == Reason.CARE_HOLIDAYS_NOT_COVERED
    yield phrases.TERM_ONLY, holidays & not_stated, False


def _health_asks(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged, settings: Settings
) -> Iterator[tuple[Ask, Bool, bool]]:
    verdict = judged.verdict[:, Constraint.HEALTH]
    open_ones = (verdict == Verdict.UNKNOWN) | (verdict == Verdict.CONDITIONAL)
    if not open_ones.any():
        return
    dimensions = compare_dimensions(people.arrays, vacancies.arrays, person, vacancy, settings)
    for ask, masks, holds in (
        (phrases.DEMAND, dimensions.unknown, True),
        (phrases.ADJUSTMENT, dimensions.adjusted, False),
    ):
        for lane in np.flatnonzero((masks & open_ones[:, None]).any(axis=0)).tolist():
            about = Ask(ask.who, ask.field.format(code=DIMENSIONS[lane]), ask.text)
            yield about, masks[:, lane] & open_ones, holds
    phased = judged.reason[:, Constraint.HEALTH, 2]  # beside another reason
    for code in np.unique(phased[open_ones]).tolist():
        for ask in phrases.QUESTIONS.get(Reason(code), ()):
            yield ask, open_ones & (phased == code), code == Reason.HEALTH_PHASED_NOT_STATED


def _place_asks(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged
) -> Iterator[tuple[Ask, Bool, bool]]:
    travel, care = judged.reason[:, Constraint.TRAVEL, 0], judged.reason[:, Constraint.CARE, 0]
    no_journey = (travel == Reason.TRAVEL_NO_TIME) & (judged.verdict[:, Constraint.TRAVEL] == Verdict.UNKNOWN)
    no_care_time = (care == Reason.CARE_TRAVEL_UNKNOWN) & (judged.verdict[:, Constraint.CARE] == Verdict.UNKNOWN)
    care_place_lost = _with_lost_care_place(people.arrays)[person]
    no_time = no_journey | no_care_time
    # Which of several places is meant is no question to ask.
    has_more = (vacancies.frame["more_sites"].list.len().fill_null(0) > 0).to_numpy()[vacancy]
    work_known, home_known = vacancies.arrays.row["located"][vacancy] == 1, people.arrays.row["located"][person] == 1
    work_known |= has_more
    rough = (travel == Reason.TRAVEL_BORDERLINE) & work_known & home_known
    work_rough, home_rough = vacancies.arrays.row["radius_m"][vacancy] > 0, people.arrays.row["radius_m"][person] > 0
    work_rough &= ~has_more
    yield phrases.WORKPLACE, (no_time & ~work_known) | (rough & work_rough), True
    yield phrases.STARTING_POINT, (no_time & ~home_known) | (rough & home_rough), True
    no_place_to_ask = work_known & home_known
    yield phrases.CARE_PLACE, no_care_time & care_place_lost, True
    yield phrases.JOURNEY, (no_journey | (no_care_time & ~care_place_lost)) & no_place_to_ask, True


def _with_lost_care_place(people: People) -> Bool:
    """People of whom one place of care is not known."""
    n_places = people.row["place_stop"] - people.row["place_start"]
    owner = np.repeat(np.arange(len(people.row)), n_places)
    lost = np.zeros(len(people.row), np.bool_)
    lost[owner[people.place["located"] == 0]] = True
    return lost


def _part_asks(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged
) -> Iterator[tuple[Ask, Bool, bool]]:
    unknown = judged.unknown == 1
    yield phrases.CV, unknown[:, Part.TEXT], False
    yield phrases.PAY, unknown[:, Part.PAY], False
    yield phrases.SKILLS_ASKED, unknown[:, Part.SKILLS] & (vacancies.arrays.row["n_skills"][vacancy] == 0), False
    yield phrases.SKILLS_HELD, unknown[:, Part.SKILLS] & (people.arrays.row["skills_known"][person] == 0), False
