"""Search for the pairs that single changes could open, with the blocks and the bounds of the ranking itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jobmatch.codes import Constraint, Verdict
from jobmatch.config import MatchConfig
from jobmatch.index import rows_of, split_runs
from jobmatch.kernels.layout import I64, Bool, make_scratch
from jobmatch.kernels.near import collect_near
from jobmatch.rank import Block, Progress, people_blocks, rows_at_once, run_blocks
from jobmatch.score import Judged, empty_credits, judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable

_FIRST_ROOM: Final = 4096


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NearPairs:
    """Pairs that fail on one constraint alone; rows of both sides, and which constraint (`codes.Constraint`)."""

    person: I64
    vacancy: I64
    blocker: I64

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.person)

    def of(self, constraint: Constraint) -> NearPairs:
        """Those that one constraint blocks."""
        return self.where(self.blocker == constraint)

    def where(self, mask: Bool) -> NearPairs:
        """Those for which a mask holds."""
        return NearPairs(self.person[mask], self.vacancy[mask], self.blocker[mask])


def find_near(
    people: PeopleSide,
    widened: Sequence[PeopleSide],
    vacancies: VacancySide,
    least: I64,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
) -> NearPairs:
    """Find every pair that fails on one constraint alone, and could score enough without it.

    Parameters
    ----------
    people : PeopleSide
        As they are.
    widened : sequence of PeopleSide
        The same people with each of the longer journeys that are to be considered.
    vacancies : VacancySide
        The other side.
    least : int64 array, shape (n people,)
        Points that a pair must be able to reach to count.
    config, table
        As for ranking.
    progress
        Called with the number of people done.

    Returns
    -------
    NearPairs
        In the order of people's and vacancies' rows. Travel is a blocker only where one of ``widened`` clears it.
    """
    # In reach as they are and blocked by something else; out of reach as they are and blocked by nothing once widened.
    # Each step is searched by itself: with more time another way of travelling may be chosen, which takes longer than
    # care allows, so that what a longer step opens need not hold all that a shorter one does.
    within = _collect(people, vacancies, least, 1, config, table, progress)
    beyond = _each_once([_collect(step, vacancies, least, 0, config, table, progress) for step in widened])
    near = [_single(people, vacancies, pairs, config, table) for pairs in (within, beyond)]
    near[0] = near[0].where(near[0].blocker != Constraint.TRAVEL)
    near[1] = near[1].of(Constraint.TRAVEL)
    person, vacancy, blocker = (
        np.concatenate([getattr(part, name) for part in near]) for name in ("person", "vacancy", "blocker")
    )
    order = np.lexsort((vacancy, person))
    return NearPairs(person[order], vacancy[order], blocker[order])


def counts_as_good(judged: Judged, least: I64, config: MatchConfig) -> Bool:
    """Which judged pairs may be listed and score at least ``least``, pair by pair."""
    floor = Verdict.CONDITIONAL if config.unknown_policy == "hide" else Verdict.UNKNOWN
    verdict = judged.verdict.min(axis=1, initial=Verdict.OK)
    good: Bool = (judged.in_reach == 1) & (verdict >= floor) & (judged.points[:, 0] >= least)
    return good


def _each_once(found: Sequence[tuple[I64, I64]]) -> tuple[I64, I64]:
    pairs = np.unique(np.concatenate([np.stack(part, axis=1) for part in found]), axis=0)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def _single(
    people: PeopleSide, vacancies: VacancySide, pairs: tuple[I64, I64], config: MatchConfig, table: TravelTable
) -> NearPairs:
    settings = make_settings(config, vacancies.index.dimensions)
    judged = judge_pairs(people, vacancies, *pairs, settings, table)
    failed = judged.verdict == Verdict.FAIL
    # Too far to search, even where the work might be done from home.
    failed[:, Constraint.TRAVEL] |= judged.in_reach == 0
    one = failed.sum(axis=1) == 1
    return NearPairs(pairs[0][one], pairs[1][one], failed[one].argmax(axis=1).astype(np.int64))


def _collect(
    people: PeopleSide,
    vacancies: VacancySide,
    least: I64,
    n_blockers: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None,
) -> tuple[I64, I64]:
    settings = make_settings(config, vacancies.index.dimensions)
    found: list[tuple[I64, I64]] = []

    def run(block: Block) -> int:
        rows = np.arange(block.start, block.stop, dtype=np.int64)
        queries = people.index.vectors([(block.start, block.stop)])
        credit = empty_credits(people, vacancies)
        timetable = table.timetable()
        n_scored = 0
        for runs in split_runs(block.runs, rows_at_once(config, vacancies.index.dimensions, len(rows))):
            candidates = rows_of(runs)
            similarity, scratch = vacancies.index.similarities(queries, runs), make_scratch(len(candidates))
            room = _FIRST_ROOM
            while True:
                person, vacancy = np.empty(room, np.int64), np.empty(room, np.int64)
                n = collect_near(
                    rows,
                    people.arrays,
                    vacancies.arrays,
                    vacancies.patterns,
                    table.minutes,
                    timetable,
                    settings,
                    candidates,
                    similarity,
                    scratch,
                    credit,
                    least[block.start : block.stop],
                    n_blockers,
                    person,
                    vacancy,
                )
                if n <= room:
                    break
                room = n  # it is known now
            found.append((person[:n].copy(), vacancy[:n].copy()))  # lists may be appended to from several threads
            n_scored += len(rows) * len(candidates)
        return n_scored

    run_blocks(people_blocks(people, vacancies, settings, table), run, config, progress)
    nothing = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    person, vacancy = (np.concatenate(part) for part in zip(*nothing, *found, strict=True))
    return person, vacancy
