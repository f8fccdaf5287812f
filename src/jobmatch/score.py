"""Public face of the scorer: checked arrays in, every integer of a pair out."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES, TAXI_BIT, Constraint, Mode, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.encode import one
from jobmatch.errors import ShapeMismatchError
from jobmatch.kernels.layout import CHUNK, I32, I64, U8, Bool, Settings, make_scratch
from jobmatch.kernels.pairs import detail_pairs
from jobmatch.processes import wanted_or_cores
from jobmatch.sides import PeopleSide, VacancySide, by_taxi, vectors_of
from jobmatch.travel import TravelTable
from jobmatch.travel.fares import drive_table, fare_table

EPOCH: Final = dt.date(1970, 1, 1)
_MANY_PAIRS = 4_096  # for fewer another thread, or much room for what is remembered, is not worth its start
_MEMO_BITS, _MEMO_BITS_OF_MANY = 12, 16
_LIFT_BIT: Final = 1 << Mode.LIFT


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Judged:
    """What the scorer found for n pairs, row for row.

    Parameters
    ----------
    verdict : uint8 array, shape (n, 5)
        By `codes.Constraint`.
    reason : int32 array, shape (n, 5, 4)
        `codes.Reason` and its three numbers.
    part : int32 array, shape (n, 6)
        By `codes.Part`, 0 to 1000.
    unknown : uint8 array, shape (n, 6)
        1 where a part is unknown for want of facts.
    in_reach : uint8 array, shape (n,)
    points : int64 array, shape (n, 4)
        Full score, its unknown points, shortlist score, its unknown points.
    similarity : int32 array, shape (n,)
        Of the vectors; see `jobmatch.encode.quantise`.
    site : int32 array, shape (n,)
        Place of work that the journey is judged to: 0 the vacancy's own, then those of ``more_sites``.
    """

    verdict: U8
    reason: I32
    part: I32
    unknown: U8
    in_reach: U8
    points: I64
    similarity: I32
    site: I32

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.in_reach)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Judged({len(self)} pairs)"


def may_list(judged: Judged, config: MatchConfig) -> Bool:
    """Which judged pairs `match` could list: in reach, and forbidden by no rule."""
    least = Verdict.CONDITIONAL if config.unknown_policy == "hide" else Verdict.UNKNOWN
    listable: Bool = (judged.in_reach == 1) & (judged.verdict.min(axis=1, initial=Verdict.OK) >= least)
    return listable


@lru_cache(maxsize=8)
def make_settings(config: MatchConfig, dimensions: int) -> Settings:
    """Turn settings into the integers that kernels take; callers leave the arrays as they are."""
    return Settings(
        weights=np.array(config.weights.as_tuple(), np.int64),
        shortlist_weights=np.array([config.shortlist_weights.text, config.shortlist_weights.skills], np.int64),
        text_weights=np.array(config.text_weights.as_tuple(), np.int64),
        penalty=np.int64(config.unknown_penalty_points),
        employer_transport_m=np.int64(round(config.employer_transport_km * 1000)),
        search_unstated_remote=np.int64(config.search_unstated_remote),
        hide_unknown=np.int64(config.unknown_policy == "hide"),
        count_care_detour=np.int64(config.count_care_detour),
        as_of_day=np.int64(-1 if config.as_of is None else (config.as_of - EPOCH).days),
        pt_cost=fare_table(config),
        drive_cost=drive_table(config),
        one=np.int64(one(dimensions)),
        most_judged=np.int64(config.judge_about if config.search == "approximate" else 0),
    )


def judge_pairs(
    people: PeopleSide,
    vacancies: VacancySide,
    person_rows: I64,
    vacancy_rows: I64,
    settings: Settings,
    table: TravelTable,
    threads: int | None = 1,
) -> Judged:
    """Judge pairs, with every reason; fastest where those of one person follow one another.

    Parameters
    ----------
    people, vacancies : PeopleSide, VacancySide
        The two sides.
    person_rows, vacancy_rows : int64 arrays, shape (n,)
        Rows of both sides.
    settings : Settings
        From `make_settings`.
    table : TravelTable
        The one that ``people`` was laid out with.
    threads : int, optional
        Most threads to use; None is one for each core. They change no result.

    Returns
    -------
    Judged

    Raises
    ------
    ShapeMismatchError
        If the rows do not line up or lie outside their side.
    """
    n = len(person_rows)
    if len(vacancy_rows) != n:
        raise ShapeMismatchError(what="rows of pairs", found=len(vacancy_rows), expected=n)
    for rows, side in ((person_rows, people), (vacancy_rows, vacancies)):
        if n and not 0 <= rows.min() <= rows.max() < len(side):
            raise ShapeMismatchError(what="row of a side", found="a row outside", expected=f"0 to {len(side) - 1}")
    judged = Judged(
        verdict=np.empty((n, len(CONSTRAINT_NAMES)), np.uint8),
        reason=np.empty((n, len(CONSTRAINT_NAMES), 4), np.int32),
        part=np.empty((n, len(PART_NAMES)), np.int32),
        unknown=np.empty((n, len(PART_NAMES)), np.uint8),
        in_reach=np.empty(n, np.uint8),
        points=np.empty((n, 4), np.int64),
        similarity=np.empty(n, np.int32),
        site=np.zeros(n, np.int32),
    )
    vectors = vectors_of(people, vacancies)

    def judge(part: slice) -> None:
        timetable = table.timetable(lambda: vacancies.zones)  # kernels write to it, so each thread has its own
        room, memo_bits = max(1, min(n, CHUNK)), _MEMO_BITS if n < _MANY_PAIRS else _MEMO_BITS_OF_MANY
        scratch = make_scratch(n_skill_ids(people, vacancies), vacancies.index.dimensions, n=room, memo_bits=memo_bits)
        detail_pairs(
            person_rows[part].astype(np.int64),
            vacancy_rows[part].astype(np.int32),
            people.arrays,
            vacancies.arrays,
            vectors,
            vacancies.patterns,
            table.minutes,
            timetable,
            settings,
            scratch,
            judged.verdict[part],
            judged.reason[part],
            judged.part[part],
            judged.unknown[part],
            judged.in_reach[part],
            judged.points[part],
            judged.similarity[part],
            judged.site[part],
        )
        _name_taxis(judged.reason[part, Constraint.TRAVEL], by_taxi(people, person_rows[part]))

    parts = _parts(n, wanted_or_cores(threads))
    if len(parts) == 1:
        judge(parts[0])
    else:
        with ThreadPoolExecutor(len(parts)) as pool:
            list(pool.map(judge, parts))
    return judged


def _parts(n: int, threads: int) -> list[slice]:
    """Equal parts of many pairs, one a thread; few are one part."""
    n_parts = max(1, min(threads, n // _MANY_PAIRS))
    bounds = [n * i // n_parts for i in range(n_parts + 1)]
    return [slice(start, stop) for start, stop in pairwise(bounds)]


def _name_taxis(travel: I32, taxi: Bool) -> None:
    """Say of which people the lift is a taxi; to the kernels the two are one."""
    taken = taxi & (travel[:, 3] & _LIFT_BIT != 0)
    travel[taken, 3] ^= _LIFT_BIT | TAXI_BIT
    travel[taken & (travel[:, 0] == Reason.TRAVEL_LIFT), 0] = Reason.TRAVEL_ACCESS_TO_WORK


def n_skill_ids(people: PeopleSide, vacancies: VacancySide) -> int:
    """How many skill ids there are on either side."""
    return max(people.n_skill_ids, vacancies.n_skill_ids)
