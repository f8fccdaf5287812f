"""Search for the pairs that single changes could open, with the blocks and the bounds of the ranking itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jobmatch.codes import Constraint, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import I64, Bool
from jobmatch.kernels.topk import EMPTY
from jobmatch.rank import Block, Desks, Heaps, Progress, people_blocks, run_blocks
from jobmatch.score import Judged, judge_pairs, make_settings, may_list
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable

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
    widened: Sequence[tuple[PeopleSide, TravelTable]],
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
    widened : sequence of (PeopleSide, TravelTable)
        The same people with each of the other journeys that are to be considered, and the times of these; those last
        who can get farthest.
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
    search = _Search([(people, table, 1), *((*step, 0) for step in widened)], vacancies, k, config)
    blocks = people_blocks(widened[-1][0], vacancies, search.settings, table)
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
    good: Bool = may_list(judged, config) & (judged.points[:, 0] >= least)
    return good


def _each_once(found: Sequence[tuple[I64, I64]]) -> tuple[I64, I64]:
    pairs = np.unique(np.concatenate([np.stack(part, axis=1) for part in found]), axis=0)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def _single(
    people: PeopleSide, vacancies: VacancySide, pairs: tuple[I64, I64], config: MatchConfig, table: TravelTable
) -> NearPairs:
    settings = make_settings(config, vacancies.index.dimensions)
    judged = judge_pairs(people, vacancies, *pairs, settings, table, config.threads)
    failed = judged.verdict == Verdict.FAIL
    # Too far to search, even where the work might be done from home.
    failed[:, Constraint.TRAVEL] |= judged.in_reach == 0
    # Who has no journey is not back in time either, which is no rule of its own.
    no_journey = judged.reason[:, Constraint.CARE, 0] == Reason.CARE_NO_JOURNEY
    failed[:, Constraint.CARE] &= ~(no_journey & failed[:, Constraint.TRAVEL])
    one = failed.sum(axis=1) == 1
    return NearPairs(pairs[0][one], pairs[1][one], failed[one].argmax(axis=1).astype(np.int64))


class _Search:
    """One way through the blocks: the k best first, then what each of some layouts of the same people opens."""

    def __init__(
        self,
        layouts: Sequence[tuple[PeopleSide, TravelTable, int]],
        vacancies: VacancySide,
        k: int,
        config: MatchConfig,
    ) -> None:
        # What a change would open is counted against the true list.
        exact = config.model_copy(update={"search": "exact"})
        self.settings = make_settings(exact, vacancies.index.dimensions)
        self.least = np.zeros(len(layouts[0][0]), np.int64)
        self._layouts, self._vacancies, self._k = layouts, vacancies, k
        # Each layout numbers its travellers in its own way, so what is remembered of them is kept apart.
        self._desks = [Desks(people, vacancies, table, _MEMO_BITS) for people, table, _ in layouts]
        # Lists may be appended to from several threads.
        self._found: list[list[tuple[I64, I64]]] = [[(np.empty(0, np.int64),) * 2] for _ in layouts]

    def pairs(self) -> list[tuple[I64, I64]]:
        """Rows of both sides that each layout gave."""
        joined = []
        for found in self._found:
            person, vacancy = (np.concatenate(part) for part in zip(*found, strict=True))
            joined.append((person, vacancy))
        return joined

    def run(self, block: Block) -> tuple[int, int]:
        """Search one block; return how many pairs were bounded, and how many judged on the way to the k best."""
        least = self.least[block.start : block.stop]
        seen = self._fill_least(block, least)
        for (_, _, n_blockers), desks, found in zip(self._layouts, self._desks, self._found, strict=True):
            found.append(desks.own().collect(block, self.settings, least, n_blockers))
        return seen

    def _fill_least(self, block: Block, least: I64) -> tuple[int, int]:
        """Points of the last of each list, 0 where it is not full."""
        heaps = Heaps.empty(len(least), min(self._k, len(self._vacancies)))
        if heaps.keys.shape[1] < self._k:
            return block.n_pairs, 0  # no list can be full
        seen = self._desks[0].own().match(block, self.settings, heaps)
        # The worst of a heap lies on top; points are the upper half of a key.
        least[:] = np.where(heaps.keys[:, 0] == EMPTY, 0, heaps.keys[:, 0] >> 32)
        return seen
