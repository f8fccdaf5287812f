"""Where the time of the search goes, and what the machine could do: ``python -m benchmarks.profile [--quick]``.

One thread. The search is cut into what a person costs before any pair, the bounds of all in reach, and the judging of
those that may still win; the last is cut into its stages, each timed on the candidates whose bound is no less than the
last place of the person's list, which no search by these bounds can leave out. Beside them stand what a matrix product
would cost for the similarities alone, and how long the memory takes to hand over the bytes that bounds are made of.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.common import Metrics, Run, run_benchmark
from benchmarks.kernel import make_sides
from jobmatch.config import MatchConfig
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.bound import bound_points
from jobmatch.kernels.care import care_stage
from jobmatch.kernels.childcare import childcare_stage
from jobmatch.kernels.health import health_stage
from jobmatch.kernels.layout import (
    CHUNK,
    I32,
    I64,
    U8,
    Patterns,
    People,
    Postings,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
)
from jobmatch.kernels.pairs import begin_person, end_person
from jobmatch.kernels.skills import skills_stage
from jobmatch.kernels.terms import terms_stage
from jobmatch.kernels.texts import similarity_stage, text_stage
from jobmatch.kernels.travel import travel_stage
from jobmatch.rank import Block, Desk, Desks, Heaps, people_blocks
from jobmatch.score import make_settings

K = 10
REPEATS = 5
STAGES: Final = ("similarity", "terms", "travel", "skills", "text", "health", "care")
_SOME_BLOCKS = 300
_PRODUCT_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Hopeful:
    """Candidates of some people that no search by bounds can leave out: of each those from ``start`` to the next."""

    rows: I64
    start: I64
    candidates: I32


def measure(run: Run) -> Metrics:
    """Time the parts of the search on the same blocks of people."""
    n_people, n_vacancies = (300, 4_000) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with run.timed("make and lay out a world"):
        people, vacancies, _, table = make_sides(n_people, n_vacancies, run.seed)
    desk = Desks(people, vacancies, table).own()
    settings = make_settings(MatchConfig(), vacancies.index.dimensions)
    blocks = [block for block in people_blocks(people, vacancies, settings, table) if block.n_pairs]
    chosen = np.random.default_rng(run.seed).permutation(len(blocks))[:_SOME_BLOCKS]
    some = [blocks[at] for at in chosen]
    n_pairs = sum(block.n_pairs for block in some)
    n_rows = sum(len(block.rows) for block in some)
    seconds = {
        "before_any_pair": _median_s(lambda: [_bounds(desk, block, settings, False) for block in some]),
        "with_bounds": _median_s(lambda: [_bounds(desk, block, settings, True) for block in some]),
        "search": _median_s(lambda: [_search(desk, block, settings) for block in some]),
    }
    n_judged = sum(_search(desk, block, settings)[1] for block in some)
    metrics: dict[str, float] = {
        "people": n_rows,
        "vacancies": n_vacancies,
        "pairs_in_reach": n_pairs,
        "judged_share": n_judged / n_pairs,
        "search_per_pair_in_reach_ns": 1e9 * seconds["search"] / n_pairs,
        "before_any_pair_share": seconds["before_any_pair"] / seconds["search"],
        "bounds_share": (seconds["with_bounds"] - seconds["before_any_pair"]) / seconds["search"],
        "judging_share": (seconds["search"] - seconds["with_bounds"]) / seconds["search"],
        "bounds_per_pair_in_reach_ns": 1e9 * (seconds["with_bounds"] - seconds["before_any_pair"]) / n_pairs,
        "judging_per_pair_judged_ns": 1e9 * (seconds["search"] - seconds["with_bounds"]) / n_judged,
    }
    hopeful = [_hopeful(desk, block, settings) for block in some]
    n_hopeful = sum(len(one.candidates) for one in hopeful)
    metrics["hopeful_share"] = n_hopeful / n_pairs
    before_s = _median_s(lambda: [_stages(desk, one, settings, 0) for one in hopeful])
    for number, name in enumerate(STAGES, start=1):
        until_s = _median_s(lambda number=number: [_stages(desk, one, settings, number) for one in hopeful])  # type: ignore[misc]
        metrics[f"{name}_per_hopeful_pair_ns"] = 1e9 * max(0.0, until_s - before_s) / n_hopeful
        before_s = until_s
    return metrics | _limits(desk)


def _search(desk: Desk, block: Block, settings: Settings) -> tuple[int, int]:
    return desk.match(block, settings, Heaps.empty(len(block.rows), K))


def _bounds(desk: Desk, block: Block, settings: Settings, with_bounds: bool) -> int:
    n_people: int = for_bounds(
        block.rows,
        desk.people.arrays,
        desk.vectors,
        desk.vacancies.postings,
        desk.minutes,
        desk.timetable,
        settings,
        *block.reach,
        desk.scratch,
        with_bounds,
    )
    return n_people


def _hopeful(desk: Desk, block: Block, settings: Settings) -> Hopeful:
    heaps = Heaps.empty(len(block.rows), K)
    desk.match(block, settings, heaps)
    worst = np.maximum(heaps.keys[:, 0] >> 32, 0)
    found = list(_hopeful_of_each(desk, block, settings, worst))
    start = np.cumsum([0, *(len(rows) for rows in found)])
    return Hopeful(block.rows, start, np.concatenate([np.empty(0, np.int32), *found]))


def _hopeful_of_each(desk: Desk, block: Block, settings: Settings, worst: I64) -> Iterator[I32]:
    for row, least in zip(block.rows.tolist(), worst.tolist(), strict=True):
        _bounds(desk, Block(row, row + 1, block.reach), settings, True)
        runs = [
            np.flatnonzero(desk.scratch.bound[first : first + stop - start] >= least) + start
            for start, stop, first in block.reach.runs.tolist()
        ]
        yield np.concatenate([np.empty(0, np.int64), *runs]).astype(np.int32)


def _stages(desk: Desk, hopeful: Hopeful, settings: Settings, n_stages: int) -> int:
    n_left: int = some_stages(
        hopeful.rows,
        hopeful.start,
        hopeful.candidates,
        desk.people.arrays,
        desk.vacancies.arrays,
        desk.vectors,
        desk.vacancies.patterns,
        desk.minutes,
        desk.timetable,
        settings,
        desk.scratch,
        n_stages,
    )
    return n_left


@kernel(entry=True)
def for_bounds(  # noqa: PLR0913, PLR0917 # what a kernel needs
    rows: I64,
    people: People,
    vectors: Vectors,
    postings: Postings,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    runs: I64,
    blocks: I64,
    scratch: Scratch,
    with_bounds: bool,
) -> int:
    """What comes before any pair is judged, with the bounds or without; returns how many people there were."""
    for i in range(rows.shape[0]):
        begin_person(rows[i], people, vectors, scratch)
        if with_bounds:
            bound_points(rows[i], people, postings, minutes, timetable, runs, blocks, settings, scratch)
        end_person(rows[i], people, scratch)
    return len(rows)


@kernel(entry=True)
def some_stages(  # noqa: C901, PLR0913, PLR0917 # what a kernel needs, one stage after the other
    rows: I64,
    start: I64,
    candidates: I32,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    scratch: Scratch,
    n_stages: int,
) -> int:
    """The first stages of `jobmatch.kernels.pairs.judge_chunk`, nothing dropped by a floor."""
    n_alive = 0
    for i in range(rows.shape[0]):
        p = rows[i]
        begin_person(p, people, vectors, scratch)
        for first in range(start[i], start[i + 1], CHUNK):
            some = candidates[first : min(first + CHUNK, start[i + 1])]
            n = some.shape[0]
            for j in range(n):
                scratch.alive[j] = j
            if n_stages > 0:
                similarity_stage(vectors, some, n, scratch)
            if n_stages > 1:
                n = terms_stage(p, people, vacancies, some, n, scratch, False)
            if n_stages > 2:
                n = travel_stage(p, people, vacancies, patterns, minutes, timetable, settings, some, n, scratch, False)
            if n_stages > 3:
                skills_stage(p, people, vacancies, some, n, scratch)
            if n_stages > 4:
                text_stage(p, people, vacancies, some, settings, n, scratch)
            if n_stages > 5:
                n = health_stage(p, people, vacancies, settings, some, n, scratch, False)
            if n_stages > 6:
                childcare_stage(p, people, vacancies, patterns, minutes, timetable, some, n, scratch)
                n = care_stage(p, people, vacancies, patterns, minutes, timetable, settings, some, n, scratch, False)
            n_alive += n
        end_person(p, people, scratch)
    return n_alive


def _limits(desk: Desk) -> dict[str, float]:
    """What one core of this machine does at best: similarities by a matrix product, and bytes from memory."""
    vectors = desk.vacancies.index.codes[:_PRODUCT_ROWS].astype(np.float32) - 128
    queries = desk.people.index.codes[:_PRODUCT_ROWS].astype(np.float32) - 128
    with threadpool_limits(1):
        product_s = _median_s(lambda: queries @ vectors.T)
    block = np.ones(32 * 2**20, np.int64)
    read_s = _median_s(block.sum)
    postings = desk.vacancies.postings
    bytes_each = sum(np.asarray(part).nbytes for part in postings) / len(desk.vacancies)
    per_similarity_ns = 1e9 * product_s / (len(queries) * len(vectors))
    return {
        "matrix_product_per_similarity_ns": per_similarity_ns,
        "memory_read_gb_per_s": block.nbytes / read_s / 1e9,
        "postings_of_a_vacancy_bytes": bytes_each,
    }


def _median_s(work: Callable[[], object]) -> float:
    """Seconds of this thread, so that what else the machine does counts little."""
    work()  # compiles, and fills the caches
    seconds = []
    for _ in range(REPEATS):
        start_s = time.thread_time()
        work()
        seconds.append(time.thread_time() - start_s)
    return median(seconds)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=20_000, help="people in the world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the world (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "profile",
        measure,
        description="Where the time of the search goes, on one thread, beside what the machine could do.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
