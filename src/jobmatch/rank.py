"""Exact ranking: every pair in reach is scored, and the k best are kept.

The people of one place form a block. What they can reach is a few runs of the index, so one matrix product gives all
similarities of the block and the kernel visits each pair. Blocks are spread over threads; since all is integers and
ties go by id, neither the threads nor the cut into blocks can change a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import faiss
import numpy as np

from jobmatch.config import MatchConfig, usable_cores
from jobmatch.index import EVERYWHERE, Runs, rows_of, split_runs
from jobmatch.kernels.layout import I32, I64, Settings, make_scratch
from jobmatch.kernels.pairs import match_block, shortlist_block
from jobmatch.kernels.topk import EMPTY
from jobmatch.results import Certificate
from jobmatch.score import empty_credits, make_settings
from jobmatch.sides import EMPLOYER_TRANSPORT, PeopleSide, VacancySide, cells_by_matrix
from jobmatch.travel import TravelTable

_QUERIES_PER_BLOCK = 256
_SCRATCH_BYTES = 200  # of kernel scratch and candidate rows for each candidate
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
    keys, best, n_eligible = _empty_heaps(len(people), min(k, len(vacancies)))

    def run(block: Block) -> int:
        rows = np.arange(block.start, block.stop, dtype=np.int64)
        queries = people.index.vectors([(block.start, block.stop)])
        credit = empty_credits(people, vacancies)
        timetable = table.timetable()
        n_scored = 0
        for runs in split_runs(block.runs, rows_at_once(config, vacancies.index.dimensions, len(rows))):
            candidates = rows_of(runs)
            match_block(
                rows,
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                table.minutes,
                timetable,
                settings,
                candidates,
                vacancies.index.similarities(queries, runs),
                make_scratch(len(candidates)),
                credit,
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
    keys, best, n_eligible = _empty_heaps(len(vacancies), min(k, len(people)))

    def run(block: Block) -> int:
        candidates = np.arange(block.start, block.stop, dtype=np.int32)
        credit = empty_credits(people, vacancies)
        scratch = make_scratch(len(candidates))
        timetable = table.timetable()
        n_scored = 0
        for runs in split_runs(block.runs, rows_at_once(config, vacancies.index.dimensions, len(candidates))):
            rows = rows_of(runs).astype(np.int64)
            shortlist_block(
                rows,
                people.arrays,
                vacancies.arrays,
                vacancies.patterns,
                table.minutes,
                timetable,
                settings,
                candidates,
                vacancies.index.similarities(people.index.vectors(runs), [(block.start, block.stop)]),
                scratch,
                credit,
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


def rows_at_once(config: MatchConfig, dimensions: int, n_queries: int) -> int:
    """Rows of the other side that fit into the memory set for one block."""
    return max(1024, config.block_mb * 1_000_000 // (4 * dimensions + 4 * n_queries + _SCRATCH_BYTES))


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


def _empty_heaps(n_queries: int, k: int) -> tuple[I64, I32, I64]:
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
