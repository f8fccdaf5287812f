"""Search for the pairs that single changes could open, with the blocks and the bounds of the ranking itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jobmatch.codes import Constraint, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import F32, I32, I64, Bool
from jobmatch.kernels.near import collect_near
from jobmatch.kernels.pairs import match_block
from jobmatch.kernels.topk import EMPTY
from jobmatch.rank import Block, Desk, Desks, Pieces, Progress, empty_heaps, people_blocks, run_blocks, vacancy_pieces
from jobmatch.score import Judged, judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable

_FIRST_ROOM: Final = 4096
_MEMO_BITS: Final = 15


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
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
) -> tuple[NearPairs, I64]:
    """Find every pair that fails on one constraint alone, and could score enough without it.

    Parameters
    ----------
    people : PeopleSide
        As they are.
    widened : sequence of PeopleSide
        The same people with each of the longer journeys that are to be considered, the longest last.
    vacancies : VacancySide
        The other side.
    k : int
        Length of a list: enough is what the last of a person's k best scores.
    config, table
        As for ranking.
    progress
        Called with the number of people done.

    Returns
    -------
    NearPairs
        In the order of people's and vacancies' rows. Travel is a blocker only where one of ``widened`` clears it.
    int64 array, shape (n people,)
        Points of the last of each person's k best; 0 where there are fewer.
    """
    # In reach as they are and blocked by something else; out of reach as they are and blocked by nothing once widened.
    # Each step is searched by itself: with more time another way of travelling may be chosen, which takes longer than
    # care allows, so that what a longer step opens need not hold all that a shorter one does.
    search = _Search([(people, 1), *((step, 0) for step in widened)], vacancies, k, config, table)
    blocks = people_blocks(widened[-1], vacancies, search.settings, table)
    run_blocks(blocks, search.run, config, progress)
    within, *beyond = search.pairs()
    near = [_single(people, vacancies, pairs, config, table) for pairs in (within, _each_once(beyond))]
    near[0] = near[0].where(near[0].blocker != Constraint.TRAVEL)
    near[1] = near[1].of(Constraint.TRAVEL)
    person, vacancy, blocker = (
        np.concatenate([getattr(part, name) for part in near]) for name in ("person", "vacancy", "blocker")
    )
    order = np.lexsort((vacancy, person))
    return NearPairs(person[order], vacancy[order], blocker[order]), search.least


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


class _Search:
    """One way through the blocks of people: the k best first, then what each of some layouts of the same people opens.

    The similarities of a block serve all of them, since they do not depend on what changes.
    """

    def __init__(
        self,
        layouts: Sequence[tuple[PeopleSide, int]],
        vacancies: VacancySide,
        k: int,
        config: MatchConfig,
        table: TravelTable,
    ) -> None:
        self.settings = make_settings(config, vacancies.index.dimensions)
        self.least = np.zeros(len(layouts[0][0]), np.int64)
        self._layouts, self._vacancies, self._k, self._config, self._table = layouts, vacancies, k, config, table
        # Each layout numbers its travellers in its own way, so what is remembered of them is kept apart.
        self._desks = [Desks(people, vacancies, table, _MEMO_BITS) for people, _ in layouts]
        # Lists may be appended to from several threads.
        self._found: list[list[tuple[I64, I64]]] = [[(np.empty(0, np.int64),) * 2] for _ in layouts]

    def pairs(self) -> list[tuple[I64, I64]]:
        """Rows of both sides that each layout gave."""
        joined = []
        for found in self._found:
            person, vacancy = (np.concatenate(part) for part in zip(*found, strict=True))
            joined.append((person, vacancy))
        return joined

    def run(self, block: Block) -> int:
        """Search one block; return how many pairs were looked at."""
        people = self._layouts[0][0]
        rows = np.arange(block.start, block.stop, dtype=np.int64)
        pieces = vacancy_pieces(block, people, self._vacancies, self._config)
        self.least[block.start : block.stop] = self._least_points(rows, pieces, self._desks[0].own())
        n_scored = 0
        for candidates, similarity in pieces:
            for (side, n_blockers), desks, found in zip(self._layouts, self._desks, self._found, strict=True):
                found.append(self._collected(rows, side, n_blockers, candidates, similarity, desks.own()))
            n_scored += len(rows) * len(candidates)
        return n_scored

    def _least_points(self, rows: I64, pieces: Pieces, desk: Desk) -> I64:
        people, vacancies = self._layouts[0][0], self._vacancies
        keys, best, n_eligible = empty_heaps(len(rows), min(self._k, len(vacancies)))
        if keys.shape[1] < self._k:
            return np.zeros(len(rows), np.int64)  # no list is full
        for candidates, similarity in pieces:
            match_block(
                rows,
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                self._table.minutes,
                desk.timetable,
                self.settings,
                candidates[None, :],
                similarity,
                desk.scratch,
                keys,
                best,
                n_eligible,
            )
        # The worst of a heap lies on top; points are the upper half of a key.
        return np.where(keys[:, 0] == EMPTY, 0, keys[:, 0] >> 32)

    def _collected(
        self,
        rows: I64,
        people: PeopleSide,
        n_blockers: int,
        candidates: I32,
        similarity: F32,
        desk: Desk,
    ) -> tuple[I64, I64]:
        vacancies, room = self._vacancies, _FIRST_ROOM
        while True:
            person, vacancy = np.empty(room, np.int64), np.empty(room, np.int64)
            n = collect_near(
                rows,
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                self._table.minutes,
                desk.timetable,
                self.settings,
                candidates,
                similarity,
                desk.scratch,
                self.least[rows[0] : rows[-1] + 1],
                n_blockers,
                person,
                vacancy,
            )
            if n <= room:
                return person[:n].copy(), vacancy[:n].copy()
            room = n  # it is known now
