"""Exact ranking: of all pairs in reach the k best are found.

The people of one place form a block, and what they can reach is a few runs of the index. The kernel looks first at
what could score most, and stops where nothing that is left could still win. Blocks are spread over threads; since all
is integers and ties go by id, neither the threads nor the cut into blocks can change a result.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple, Self

import numpy as np

from jobmatch.config import MatchConfig
from jobmatch.index import EVERYWHERE, Reach, Runs, cut_runs, without_rows
from jobmatch.kernels.layout import (
    I32,
    I64,
    MEMO_BITS,
    U8,
    Bool,
    Patterns,
    People,
    Postings,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
    make_scratch,
)
from jobmatch.kernels.near import collect_near
from jobmatch.kernels.search import match_block, shortlist_block
from jobmatch.kernels.shortlist import shortlist_best
from jobmatch.kernels.topk import EMPTY
from jobmatch.processes import wanted_or_cores
from jobmatch.results import Certificate
from jobmatch.score import make_settings, n_skill_ids
from jobmatch.segments import NOTHING_GONE, Part, Segment, gathered
from jobmatch.sides import EMPLOYER_TRANSPORT, PeopleSide, VacancySide, cells_by_matrix, vectors_of
from jobmatch.travel import TravelTable

_QUERIES_PER_BLOCK = 256
_FIRST_ROOM = 4096  # pairs
_MEMO_BITS_FOR_ONE = 12
# Fewer are searched sooner than a thread starts.
_LEAST_PAIRS_FOR_A_THREAD = 32_768
NOT_COUNTED = -1
_POINTS_ABOVE = 32  # bits of a key
Progress = Callable[[int], None]
_Searched = tuple[I64, People, Vacancies, Vectors, Postings, Patterns, U8, Timetable, Settings, I64, I64, Scratch]


class Seen(NamedTuple):
    """Pairs that lie in the cells within reach, those of them whose bounds were found, and those judged one by one."""

    n_due: int = 0
    n_bounded: int = 0
    n_judged: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best pairs, best first for each query.

    Parameters
    ----------
    person, vacancy : int64 arrays, shape (n,)
        Rows of both sides.
    rank : int64 array, shape (n,)
        From 1 within a query.
    n_eligible : int64 array, shape (queries,)
        Pairs in reach that no rule forbids, by row of the query's side; `NOT_COUNTED` where the list is full and
        nobody asked.
    n_certain : int64 array, shape (queries,)
        How many of each list hold their place whatever was not looked at: all of them, unless the search was
        approximate. They are the first ones.
    is_cut : bool array, shape (queries,)
        Whose search ended before it was certain that nothing better is left.
    seen : Seen
    points : int64 array, shape (n,)
        Scores by which the pairs were ranked, thousandths of a point; empty where nothing was.
    """

    person: I64
    vacancy: I64
    rank: I64
    n_eligible: I64
    n_certain: I64
    is_cut: Bool
    seen: Seen
    points: I64 = field(default_factory=lambda: np.empty(0, np.int64))

    def certificate(self, n_not_open: int) -> Certificate:
        """What lists made from this ranking may be trusted for."""
        return Certificate(
            n_queries=len(self.n_eligible),
            n_pairs_due=self.seen.n_due,
            n_pairs_bounded=self.seen.n_bounded,
            n_pairs_judged=self.seen.n_judged,
            n_pairs_eligible=None if (self.n_eligible == NOT_COUNTED).any() else int(self.n_eligible.sum()),
            n_not_open=n_not_open,
            n_listed=len(self.person),
            n_certain=int(self.n_certain.sum()),
            n_lists_cut=int(self.is_cut.sum()),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one cell of the query side, and those of the other side that they may reach."""

    start: int
    stop: int
    reach: Reach

    @property
    def rows(self) -> I64:
        """Its rows."""
        return np.arange(self.start, self.stop, dtype=np.int64)

    @property
    def n_pairs(self) -> int:
        """Pairs that are due."""
        return (self.stop - self.start) * self.reach.n_rows


class Heaps(NamedTuple):
    """The k best of each query so far, as kernels fill them.

    ``keys``, ``best`` (queries, k): `jobmatch.kernels.topk` and rows of the other side. ``n_eligible`` (queries,): how
    many pairs each had to choose from. ``left`` (queries,): points that nothing reaches that was left unjudged.
    """

    keys: I64
    best: I32
    n_eligible: I64
    left: I64

    @classmethod
    def empty(cls, n_queries: int, k: int) -> Self:
        """Nothing yet."""
        return cls(
            np.full((n_queries, k), EMPTY, np.int64),
            np.full((n_queries, k), EMPTY, np.int32),
            np.zeros(n_queries, np.int64),
            np.zeros(n_queries, np.int64),
        )

    def rows(self, rows: slice) -> Self:
        """Those of some queries; what is written there is written here."""
        return type(self)(self.keys[rows], self.best[rows], self.n_eligible[rows], self.left[rows])

    def rows_of(self, query: int) -> I64:
        """Rows of the other side in one query's list, best first."""
        order = np.argsort(-self.keys[query])[: int((self.keys[query] != EMPTY).sum())]
        listed: I64 = self.best[query, order].astype(np.int64)
        return listed

    def ranking(self, n_others: int, seen: Seen, *, first: int, counted: bool, of_people: bool) -> Ranking:
        """Sort them. ``first`` is the row of the first query; ``counted``, whether every pair was judged."""
        order = np.argsort(-self.keys, axis=1)
        keys, best = np.take_along_axis(self.keys, order, axis=1), np.take_along_axis(self.best, order, axis=1)
        filled = keys != EMPTY
        query, place = np.nonzero(filled)
        is_full = filled.sum(axis=1) == max(1, keys.shape[1])
        points = keys >> _POINTS_ABOVE
        n_certain = (filled & (points >= self.left[:, None])).sum(axis=1)
        is_cut = (self.left > 0) & ~(is_full & (n_certain == keys.shape[1]))
        n_eligible = self.n_eligible
        if not counted:
            # a list that is not full holds all that there is; of others only the best were seen
            is_part = is_cut | is_full if keys.shape[1] < n_others else is_cut
            n_eligible = np.where(is_part, NOT_COUNTED, n_eligible)
        queries, others = query.astype(np.int64) + first, best[filled].astype(np.int64)
        person, vacancy = (queries, others) if of_people else (others, queries)
        return Ranking(
            person, vacancy, (place + 1).astype(np.int64), n_eligible, n_certain, is_cut, seen, points[filled]
        )


class Desk:
    """What the kernels of one thread read and write; results never depend on whose desk it is."""

    def __init__(self, people: PeopleSide, vacancies: VacancySide, table: TravelTable, memo_bits: int) -> None:
        self.people, self.vacancies, self.minutes = people, vacancies, table.minutes
        self.vectors, self.timetable = vectors_of(people, vacancies), table.timetable(lambda: vacancies.zones)
        self.scratch = _scratch(people, vacancies, memo_bits)

    def hand_back(self) -> None:
        """Leave the scratch for whoever comes next; this desk is of no use any more."""
        self.vacancies.spare.append(self.scratch)

    def match(self, block: Block, settings: Settings, heaps: Heaps, *, count_all: bool = False) -> tuple[int, int]:
        """Find the best of a block of people; return how many pairs were bounded, and how many judged."""
        found: tuple[int, int] = match_block(*self._searched(block, settings), *heaps, count_all)
        return found

    def shortlist(self, block: Block, settings: Settings, heaps: Heaps, *, count_all: bool = False) -> tuple[int, int]:
        """Find the best of a block of vacancies; return how many pairs were bounded, and how many judged."""
        if not count_all:
            found: tuple[int, int] = shortlist_best(
                block.start,
                block.stop,
                self.people.arrays,
                self.vacancies.arrays,
                self.vectors,
                self.vacancies.patterns,
                self.minutes,
                self.timetable,
                settings,
                block.reach.runs,
                self.scratch,
                heaps.keys,
                heaps.best,
                heaps.n_eligible,
            )
            return found
        candidates = np.arange(block.start, block.stop, dtype=np.int32)
        for start, stop, _ in block.reach.runs.tolist():
            shortlist_block(
                np.arange(start, stop, dtype=np.int64),
                self.people.arrays,
                self.vacancies.arrays,
                self.vectors,
                self.vacancies.patterns,
                self.minutes,
                self.timetable,
                settings,
                candidates,
                self.scratch,
                heaps.keys,
                heaps.best,
                heaps.n_eligible,
            )
        return block.n_pairs, block.n_pairs

    def collect(self, block: Block, settings: Settings, least: I64, n_blockers: int) -> tuple[I64, I64]:
        """Rows of both sides of the pairs that `collect_near` finds for a block of people."""
        room = _FIRST_ROOM
        while True:
            person, vacancy = np.empty(room, np.int64), np.empty(room, np.int64)
            n = collect_near(*self._searched(block, settings), least, n_blockers, person, vacancy)
            if n <= room:
                return person[:n].copy(), vacancy[:n].copy()
            room = n  # it is known now

    def _searched(self, block: Block, settings: Settings) -> _Searched:
        """What every kernel takes first that searches the vacancies which a block of people may reach."""
        return (
            block.rows,
            self.people.arrays,
            self.vacancies.arrays,
            self.vectors,
            self.vacancies.postings,
            self.vacancies.patterns,
            self.minutes,
            self.timetable,
            settings,
            *block.reach,
            self.scratch,
        )


def _scratch(people: PeopleSide, vacancies: VacancySide, memo_bits: int) -> Scratch:
    """Room for a search: what others left, with nothing remembered of them, or new."""
    n_ids = n_skill_ids(people, vacancies)
    try:
        scratch: Scratch = vacancies.spare.pop()
    except IndexError:
        pass
    else:
        if len(scratch.credit) >= n_ids and len(scratch.memo) == 1 << memo_bits:
            scratch.memo[:] = 0
            scratch.profile[:] = 0
            scratch.cover_of[:] = -1
            return scratch
    return make_scratch(n_ids, vacancies.index.dimensions, n_candidates=len(vacancies), memo_bits=memo_bits)


class Desks:
    """A desk for each thread that asks, kept from block to block: what was judged before stays remembered."""

    def __init__(
        self, people: PeopleSide, vacancies: VacancySide, table: TravelTable, memo_bits: int = MEMO_BITS
    ) -> None:
        self._set_up = people, vacancies, table, memo_bits
        self._of_thread = threading.local()

    def own(self) -> Desk:
        """The desk of this thread."""
        desk: Desk | None = getattr(self._of_thread, "desk", None)
        if desk is None:
            desk = self._of_thread.desk = Desk(*self._set_up)
        return desk


def match(
    people: PeopleSide,
    vacancies: VacancySide | Segment,
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
    *,
    count_eligible: bool = False,
    within: tuple[int, int] | None = None,
) -> Ranking:
    """Rank the k best vacancies of every person by full score; ties go to the lower vacancy id.

    Parameters
    ----------
    people, vacancies, k, config, table
        What is ranked, and how. Of a segment what is gone is passed over.
    progress
        Called with the number of people done.
    count_eligible
        Whether every pair is judged, to count those that could be listed.
    within : (first row, row after the last), optional
        People to rank; None ranks all. ``Ranking.person`` holds rows of ``people`` all the same, ``n_eligible`` has one
        number for each of these.
    """
    side, gone = vacancies if isinstance(vacancies, Segment) else Segment(vacancies)
    settings = make_settings(config, side.index.dimensions)
    first, last = within or (0, len(people))
    k, n_others = min(k, len(side)), len(side) - len(gone)
    blocks = people_blocks(people, side, settings, table, (first, last), gone)
    if last - first == 1 and k:
        heaps, seen = _match_one(people, side, k, config, table, next(blocks), count_eligible=count_eligible)
        if progress is not None:
            progress(1)
        return heaps.ranking(n_others, seen, first=first, counted=count_eligible, of_people=True)
    heaps = Heaps.empty(last - first, k)
    desks = Desks(people, side, table)

    def run(block: Block) -> tuple[int, int]:
        own = heaps.rows(slice(block.start - first, block.stop - first))
        return desks.own().match(block, settings, own, count_all=count_eligible)

    seen = run_blocks(blocks, run, config, progress) if k else Seen()
    return heaps.ranking(n_others, seen, first=first, counted=count_eligible, of_people=True)


def _match_one(
    people: PeopleSide,
    vacancies: VacancySide,
    k: int,
    config: MatchConfig,
    table: TravelTable,
    block: Block,
    *,
    count_eligible: bool,
) -> tuple[Heaps, Seen]:
    """Rank for one person, whom somebody waits for: what they reach is cut up for the threads, if it is much."""
    settings = make_settings(config, vacancies.index.dimensions)
    threads = min(wanted_or_cores(config.threads), max(1, block.n_pairs // _LEAST_PAIRS_FOR_A_THREAD))
    parts = [block]
    if threads > 1 and settings.most_judged == 0:
        parts = [replace(block, reach=Reach.of(runs)) for runs in cut_runs(block.reach.runs, threads)]
    heaps = [Heaps.empty(1, k) for _ in parts]

    def run(at: int) -> tuple[int, int]:
        desk = Desk(people, vacancies, table, _MEMO_BITS_FOR_ONE)
        found = desk.match(parts[at], settings, heaps[at], count_all=count_eligible)
        desk.hand_back()
        return found

    if len(parts) == 1:
        found = [run(0)]
    else:
        with ThreadPoolExecutor(len(parts) - 1) as pool:
            others = pool.map(run, range(1, len(parts)))
            found = [run(0), *others]  # this thread would only wait
    n_bounded, n_judged = (sum(numbers) for numbers in zip(*found, strict=True))
    return _best_of(heaps), Seen(block.n_pairs, n_bounded, n_judged)


def _best_of(heaps: Sequence[Heaps]) -> Heaps:
    """The best of one query's heaps, each of which saw other pairs, all of them to the end."""
    keys, best = (np.concatenate([own[at] for own in heaps], axis=1) for at in range(2))
    order = np.argsort(-keys[0])[: heaps[0].keys.shape[1]]
    n_eligible = np.sum([own.n_eligible for own in heaps], axis=0)
    left = np.max([own.left for own in heaps], axis=0)
    return Heaps(keys[:, order], best[:, order], n_eligible, left)


def match_segments(
    people: PeopleSide,
    segments: Sequence[Segment],
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
    *,
    count_eligible: bool = False,
) -> tuple[VacancySide, Ranking]:
    """As `match`, among vacancies in several parts; the rows of the ranking are those of the side that is returned.

    Each part has a list of its own, and of all of these the best are kept, ties to the lower vacancy id. No approximate
    search can be put together so.
    """
    rankings = [
        match(people, part, k, config, table, progress if at == 0 else None, count_eligible=count_eligible)
        for at, part in enumerate(segments)
    ]
    rows, of_pair = zip(*(np.unique(ranking.vacancy, return_inverse=True) for ranking in rankings), strict=True)
    side = gathered([Part(part.side, own) for part, own in zip(segments, rows, strict=True)])
    first = np.cumsum([0, *map(len, rows)])
    vacancy = np.concatenate([at + own for at, own in zip(first, of_pair, strict=False)])
    person, points = (np.concatenate([getattr(own, name) for own in rankings]) for name in ("person", "points"))
    order = np.lexsort((side.arrays.tie_rank[vacancy], -points, person))
    person = person[order]
    rank = 1 + np.arange(len(person)) - np.searchsorted(person, person)
    kept = rank <= k
    n_listed = np.bincount(person[kept], minlength=len(people))
    n_eligible = np.sum([ranking.n_eligible for ranking in rankings], axis=0)
    if not count_eligible and sum(part.n_open for part in segments) > k:
        n_eligible[n_listed == k] = NOT_COUNTED  # of a part whose list is full nobody knows, but then this one is, too
    nothing_cut = np.zeros(len(people), np.bool_)
    seen = Seen(*(sum(numbers) for numbers in zip(*(ranking.seen for ranking in rankings), strict=True)))
    listed = person[kept], vacancy[order][kept], rank[kept]
    return side, Ranking(*listed, n_eligible, n_listed, nothing_cut, seen, points[order][kept])


def shortlist(
    people: PeopleSide,
    vacancies: VacancySide,
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
    *,
    count_eligible: bool = False,
) -> Ranking:
    """Rank the k best people of every vacancy by the score an employer may see; ties go to the lower jobseeker id.

    Travel, care and health decide only who could do the job at all. ``count_eligible``: every pair is judged, to count
    those who could.
    """
    settings = make_settings(config, vacancies.index.dimensions)
    heaps = Heaps.empty(len(vacancies), min(k, len(people)))
    desks = Desks(people, vacancies, table)

    def run(block: Block) -> tuple[int, int]:
        own = heaps.rows(slice(block.start, block.stop))
        return desks.own().shortlist(block, settings, own, count_all=count_eligible)

    blocks = _vacancy_blocks(people, vacancies, settings, table)
    seen = run_blocks(blocks, run, config, progress) if heaps.keys.shape[1] else Seen()
    return heaps.ranking(len(people), seen, first=0, counted=count_eligible, of_people=False)


def people_blocks(
    people: PeopleSide,
    vacancies: VacancySide,
    settings: Settings,
    table: TravelTable,
    within: tuple[int, int] | None = None,
    gone: I64 = NOTHING_GONE,
) -> Iterator[Block]:
    """Blocks of people, with what they may reach; ``within`` are the first of these rows and the row after the last."""
    first, last = within or (0, len(people))
    cells, wide = people.cells, vacancies.cells.group & EMPLOYER_TRANSPORT != 0
    wanted = (cells.stop > first) & (cells.start < last)
    by_matrix = cells_by_matrix(people, vacancies, table, wanted)
    reach_by_people = _reach_by_cell(people)
    for c in np.flatnonzero(wanted).tolist():
        reach_m = int(reach_by_people[c])
        if cells.group[c] == EVERYWHERE:
            runs: Runs = [(0, len(vacancies))]
        else:
            reach_by_cell = np.where(wide, max(reach_m, int(settings.employer_transport_m)), reach_m).astype(np.int64)
            also = None if by_matrix is None else by_matrix[c]
            runs = vacancies.cells.near(cells.centre_m[c], int(cells.radius_m[c]), reach_by_cell, also)
        runs = without_rows(runs, gone)
        yield from _cut(max(first, int(cells.start[c])), min(last, int(cells.stop[c])), runs)


def _reach_by_cell(people: PeopleSide) -> I64:
    """How far those of each cell get who get farthest, metres; (cells,)."""
    return np.maximum.reduceat(people.reach_m, people.cells.start) if len(people) else people.reach_m


def _vacancy_blocks(
    people: PeopleSide, vacancies: VacancySide, settings: Settings, table: TravelTable
) -> Iterator[Block]:
    by_matrix = cells_by_matrix(people, vacancies, table)
    cells = vacancies.cells
    reach_by_cell = _reach_by_cell(people)
    for c in range(len(cells.start)):
        if cells.group[c] == EVERYWHERE:
            runs: Runs = [(0, len(people))]
        else:
            least_m = settings.employer_transport_m if cells.group[c] & EMPLOYER_TRANSPORT else -1
            reach_m = np.maximum(reach_by_cell, least_m)
            also = None if by_matrix is None else by_matrix[:, c]
            runs = people.cells.near(cells.centre_m[c], int(cells.radius_m[c]), reach_m, also)
        yield from _cut(int(cells.start[c]), int(cells.stop[c]), runs)


def _cut(start: int, stop: int, runs: Runs) -> Iterator[Block]:
    reach = Reach.of(runs)
    for at in range(start, stop, _QUERIES_PER_BLOCK):
        yield Block(at, min(stop, at + _QUERIES_PER_BLOCK), reach)


def run_blocks(
    blocks: Iterator[Block], run: Callable[[Block], tuple[int, int]], config: MatchConfig, progress: Progress | None
) -> Seen:
    """Run blocks on threads; ``run`` returns how many pairs it bounded, and how many it judged."""
    n_due = n_bounded = n_judged = 0
    for block, (bounded, judged) in _done(blocks, run, wanted_or_cores(config.threads)):
        n_due += block.n_pairs
        n_bounded += bounded
        n_judged += judged
        if progress is not None:
            progress(block.stop - block.start)
    return Seen(n_due, n_bounded, n_judged)


def _done(
    blocks: Iterator[Block], run: Callable[[Block], tuple[int, int]], threads: int
) -> Iterator[tuple[Block, tuple[int, int]]]:
    first = list(islice(blocks, 2))
    if len(first) < 2 or threads == 1:  # to start a thread for one block would take as long as the work
        yield from ((block, run(block)) for block in chain(first, blocks))
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from _lazily(pool, run, chain(first, blocks), ahead=4 * threads)


def _lazily(
    pool: ThreadPoolExecutor, run: Callable[[Block], tuple[int, int]], blocks: Iterator[Block], ahead: int
) -> Iterator[tuple[Block, tuple[int, int]]]:
    """Results in the order of the blocks, with only a few blocks waiting at a time."""
    waiting = [(block, pool.submit(run, block)) for block in islice(blocks, ahead)]
    while waiting:
        block, future = waiting.pop(0)
        yield block, future.result()
        following = next(blocks, None)
        if following is not None:
            waiting.append((following, pool.submit(run, following)))
