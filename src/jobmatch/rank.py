"""Exact ranking: every pair in reach is scored, and the k best are kept.

The people of one place form a block. What they can reach is a few runs of the index, so one matrix product gives all
similarities of the block and the kernel visits each pair. Blocks are spread over threads; since all is integers and
ties go by id, neither the threads nor the cut into blocks can change a result.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import faiss
import numpy as np

from jobmatch.config import MatchConfig, usable_cores
from jobmatch.index import EVERYWHERE, Runs, rows_of, split_runs
from jobmatch.kernels.layout import F32, I32, I64, MEMO_BITS, Scratch, Settings, Timetable, make_scratch
from jobmatch.kernels.pairs import match_block, shortlist_block
from jobmatch.kernels.topk import EMPTY
from jobmatch.results import Certificate
from jobmatch.score import make_settings, n_skill_ids
from jobmatch.sides import EMPLOYER_TRANSPORT, PeopleSide, VacancySide, cells_by_matrix
from jobmatch.travel import TravelTable

_QUERIES_PER_BLOCK = 256
_CANDIDATE_BYTES = 8  # of candidate rows, and the copy of them while runs are joined
Progress = Callable[[int], None]


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
        Pairs in reach that no rule forbids, by row of the query's side.
    n_due, n_scored : int
        Pairs that lie in the cells within reach, and those that the kernel was given.
    """

    person: I64
    vacancy: I64
    rank: I64
    n_eligible: I64
    n_due: int
    n_scored: int

    def certificate(self, n_not_open: int) -> Certificate:
        """What lists made from this ranking may be trusted for."""
        return Certificate(
            n_queries=len(self.n_eligible),
            n_pairs_due=self.n_due,
            n_pairs_scored=self.n_scored,
            n_pairs_eligible=int(self.n_eligible.sum()),
            n_not_open=n_not_open,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one cell of the query side, and the runs of the other side that they may reach."""

    start: int
    stop: int
    runs: Runs

    @property
    def n_pairs(self) -> int:
        """Pairs that are due."""
        return (self.stop - self.start) * sum(stop - start for start, stop in self.runs)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the kernels of one thread write into."""

    scratch: Scratch
    timetable: Timetable


class Desks:
    """A desk for each thread that asks, kept from block to block: what was judged before stays remembered."""

    def __init__(
        self, people: PeopleSide, vacancies: VacancySide, table: TravelTable, memo_bits: int = MEMO_BITS
    ) -> None:
        self._n_skill_ids = n_skill_ids(people, vacancies)
        self._table, self._memo_bits = table, memo_bits
        self._of_thread = threading.local()

    def own(self) -> Desk:
        """The desk of this thread."""
        desk: Desk | None = getattr(self._of_thread, "desk", None)
        if desk is None:
            desk = self._of_thread.desk = Desk(
                make_scratch(self._n_skill_ids, memo_bits=self._memo_bits), self._table.timetable()
            )
        return desk


class Pieces:
    """What a block may reach, in pieces that fit into the memory set for one block.

    Iterating gives the rows of each piece, int32, and their similarities with the block. It may be repeated; a piece
    that is the only one is then not multiplied again.
    """

    def __init__(self, runs: Sequence[Runs], similarities: Callable[[Runs], F32]) -> None:
        self._runs, self._similarities = runs, similarities
        self._only: tuple[I32, F32] | None = None

    def __iter__(self) -> Iterator[tuple[I32, F32]]:
        """Go through the pieces."""
        for runs in self._runs:
            piece = self._only or (rows_of(runs), self._similarities(runs))
            if len(self._runs) == 1:
                self._only = piece
            yield piece


def match(
    people: PeopleSide,
    vacancies: VacancySide,
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
) -> Ranking:
    """Rank the k best vacancies of every person by full score; ties go to the lower vacancy id."""
    settings = make_settings(config, vacancies.index.dimensions)
    keys, best, n_eligible = empty_heaps(len(people), min(k, len(vacancies)))
    desks = Desks(people, vacancies, table)

    def run(block: Block) -> int:
        rows = np.arange(block.start, block.stop, dtype=np.int64)
        desk = desks.own()
        n_scored = 0
        for candidates, similarity in vacancy_pieces(block, people, vacancies, config):
            match_block(
                rows,
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                table.minutes,
                desk.timetable,
                settings,
                candidates[None, :],
                similarity,
                desk.scratch,
                keys[block.start : block.stop],
                best[block.start : block.stop],
                n_eligible[block.start : block.stop],
            )
            n_scored += len(rows) * len(candidates)
        return n_scored

    blocks = people_blocks(people, vacancies, settings, table)
    n_due, n_scored = run_blocks(blocks, run, config, progress) if keys.shape[1] else (0, 0)
    query, other, rank = _sorted_heaps(keys, best)
    return Ranking(query, other, rank, n_eligible, n_due, n_scored)


def shortlist(
    people: PeopleSide,
    vacancies: VacancySide,
    k: int,
    config: MatchConfig,
    table: TravelTable,
    progress: Progress | None = None,
) -> Ranking:
    """Rank the k best people of every vacancy by the score an employer may see; ties go to the lower jobseeker id.

    Travel, care and health decide only who could do the job at all.
    """
    settings = make_settings(config, vacancies.index.dimensions)
    keys, best, n_eligible = empty_heaps(len(vacancies), min(k, len(people)))
    desks = Desks(people, vacancies, table)

    def run(block: Block) -> int:
        candidates = np.arange(block.start, block.stop, dtype=np.int32)
        desk = desks.own()
        n_scored = 0
        for rows, similarity in _people_pieces(block, people, vacancies, config):
            shortlist_block(
                rows.astype(np.int64),
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                table.minutes,
                desk.timetable,
                settings,
                candidates,
                similarity,
                desk.scratch,
                keys[block.start : block.stop],
                best[block.start : block.stop],
                n_eligible[block.start : block.stop],
            )
            n_scored += len(rows) * len(candidates)
        return n_scored

    blocks = _vacancy_blocks(people, vacancies, settings, table)
    n_due, n_scored = run_blocks(blocks, run, config, progress) if keys.shape[1] else (0, 0)
    query, other, rank = _sorted_heaps(keys, best)
    return Ranking(other, query, rank, n_eligible, n_due, n_scored)


def people_blocks(
    people: PeopleSide, vacancies: VacancySide, settings: Settings, table: TravelTable
) -> Iterator[Block]:
    """Blocks of people, with what they may reach."""
    by_matrix = cells_by_matrix(people, vacancies, table)
    cells, wide = people.cells, vacancies.cells.group == EMPLOYER_TRANSPORT
    for c in range(len(cells.start)):
        start, stop = int(cells.start[c]), int(cells.stop[c])
        reach_m = int(people.reach_m[start:stop].max())
        if cells.group[c] == EVERYWHERE:
            runs: Runs = [(0, len(vacancies))]
        else:
            reach_by_cell = np.where(wide, max(reach_m, int(settings.employer_transport_m)), reach_m).astype(np.int64)
            also = None if by_matrix is None else by_matrix[c]
            runs = vacancies.cells.near(cells.centre_m[c], int(cells.radius_m[c]), reach_by_cell, also)
        yield from _cut(start, stop, runs)


def _vacancy_blocks(
    people: PeopleSide, vacancies: VacancySide, settings: Settings, table: TravelTable
) -> Iterator[Block]:
    by_matrix = cells_by_matrix(people, vacancies, table)
    cells = vacancies.cells
    reach_by_cell = np.maximum.reduceat(people.reach_m, people.cells.start) if len(people) else people.reach_m
    for c in range(len(cells.start)):
        if cells.group[c] == EVERYWHERE:
            runs: Runs = [(0, len(people))]
        else:
            least_m = settings.employer_transport_m if cells.group[c] == EMPLOYER_TRANSPORT else -1
            reach_m = np.maximum(reach_by_cell, least_m)
            also = None if by_matrix is None else by_matrix[:, c]
            runs = people.cells.near(cells.centre_m[c], int(cells.radius_m[c]), reach_m, also)
        yield from _cut(int(cells.start[c]), int(cells.stop[c]), runs)


def _cut(start: int, stop: int, runs: Runs) -> Iterator[Block]:
    for at in range(start, stop, _QUERIES_PER_BLOCK):
        yield Block(at, min(stop, at + _QUERIES_PER_BLOCK), runs)


def vacancy_pieces(block: Block, people: PeopleSide, vacancies: VacancySide, config: MatchConfig) -> Pieces:
    """The vacancies that a block of people may reach; similarities (people of the block, vacancies of the piece)."""
    queries = people.index.vectors([(block.start, block.stop)])
    return Pieces(
        _cut_runs(block, vacancies.index.dimensions, config), lambda runs: vacancies.index.similarities(queries, runs)
    )


def _people_pieces(block: Block, people: PeopleSide, vacancies: VacancySide, config: MatchConfig) -> Pieces:
    """The people that a block of vacancies may reach; similarities (people of the piece, vacancies of the block)."""
    candidates = [(block.start, block.stop)]
    return Pieces(
        _cut_runs(block, vacancies.index.dimensions, config),
        lambda runs: vacancies.index.similarities(people.index.vectors(runs), candidates),
    )


def _cut_runs(block: Block, dimensions: int, config: MatchConfig) -> list[Runs]:
    return list(split_runs(block.runs, _rows_at_once(config, dimensions, block.stop - block.start)))


def _rows_at_once(config: MatchConfig, dimensions: int, n_queries: int) -> int:
    """Rows of the other side that fit into the memory set for one block."""
    return max(1024, config.block_mb * 1_000_000 // (4 * dimensions + 4 * n_queries + _CANDIDATE_BYTES))


def run_blocks(
    blocks: Iterator[Block], run: Callable[[Block], int], config: MatchConfig, progress: Progress | None
) -> tuple[int, int]:
    """Run blocks on threads; return how many pairs were due, and how many were scored."""
    n_due = n_scored = 0
    threads = config.threads or usable_cores()
    # A product inside one block must not start threads of its own: the blocks already fill the cores. The setting
    # holds for the pool's threads only, so the caller's is left as it was.
    with ThreadPoolExecutor(threads, initializer=faiss.omp_set_num_threads, initargs=(1,)) as pool:
        for block, n_pairs in _lazily(pool, run, blocks, ahead=4 * threads):
            n_due += block.n_pairs
            n_scored += n_pairs
            if progress is not None:
                progress(block.stop - block.start)
    return n_due, n_scored


def _lazily(
    pool: ThreadPoolExecutor, run: Callable[[Block], int], blocks: Iterator[Block], ahead: int
) -> Iterator[tuple[Block, int]]:
    """Results in the order of the blocks, with only a few blocks waiting at a time."""
    waiting = [(block, pool.submit(run, block)) for block in islice(blocks, ahead)]
    while waiting:
        block, future = waiting.pop(0)
        yield block, future.result()
        following = next(blocks, None)
        if following is not None:
            waiting.append((following, pool.submit(run, following)))


def empty_heaps(n_queries: int, k: int) -> tuple[I64, I32, I64]:
    """Keys and rows of empty heaps, (queries, k), and how many pairs each query had to choose from: none yet."""
    return (
        np.full((n_queries, k), EMPTY, np.int64),
        np.full((n_queries, k), EMPTY, np.int32),
        np.zeros(n_queries, np.int64),
    )


def _sorted_heaps(keys: I64, best: I32) -> tuple[I64, I64, I64]:
    """Flatten heaps to (query row, other row, rank), best first."""
    order = np.argsort(-keys, axis=1)
    keys, best = np.take_along_axis(keys, order, axis=1), np.take_along_axis(best, order, axis=1)
    filled = keys != EMPTY
    query, place = np.nonzero(filled)
    return query.astype(np.int64), best[filled].astype(np.int64), (place + 1).astype(np.int64)
