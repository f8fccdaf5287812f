"""Pairs a second through the search, and through all constraints and skills: ``python -m benchmarks.kernel [--quick]``.

One thread, compiled. *Search* is what matching does: the k best of all that people can reach, most of it ruled out by
bounds. *Blocks* are the same pairs with each of them judged to the end; *scattered* are 400 vacancies for each person,
drawn from within reach, judged likewise. *Without texts* these are the rules and skills alone.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import polars as pl

from benchmarks.common import Metrics, Run, run_benchmark
from benchmarks.world import World, make_world
from jobmatch.config import MatchConfig, TextWeights
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care import care_stage
from jobmatch.kernels.childcare import childcare_stage, spread_cover
from jobmatch.kernels.health import health_stage
from jobmatch.kernels.layout import (
    CHUNK,
    I32,
    I64,
    U8,
    Patterns,
    People,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
)
from jobmatch.kernels.pairs import NO_FLOOR, begin_person, end_person, judge_chunk
from jobmatch.kernels.skills import clear_credits, skills_stage, spread_credits
from jobmatch.kernels.terms import terms_stage
from jobmatch.kernels.travel import travel_stage
from jobmatch.pack import SkillSpace
from jobmatch.rank import Block, Desk, Desks, Heaps, people_blocks
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN
from jobmatch.score import make_settings
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side
from jobmatch.travel import TravelTable, embedded_table

K = 10
N_SCATTERED = 400
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Some people and what they are compared with, (1 or people, n): the same for all or each their own."""

    rows: I64
    candidates: I32

    @property
    def n_pairs(self) -> int:
        """Pairs in it."""
        return len(self.rows) * int(self.candidates.shape[1])


def measure(run: Run) -> Metrics:
    """Lay out a world and time the kernels on it."""
    n_people, n_vacancies = (500, 4_000) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with run.timed("make and lay out a world"):
        people, vacancies, _, table = make_sides(n_people, n_vacancies, run.seed)
    desk = Desks(people, vacancies, table).own()
    rng = np.random.default_rng(run.seed)
    settings = make_settings(MatchConfig(), vacancies.index.dimensions)
    most_pairs = 400_000 if run.quick else 40_000_000
    blocks = some_blocks(list(people_blocks(people, vacancies, settings, table)), most_pairs, rng)
    tasks = {"blocks": [whole(block) for block in blocks], "scattered": [scattered(block, rng) for block in blocks]}
    metrics: dict[str, float] = {"jobseekers": n_people, "vacancies": n_vacancies, "k": K}
    n_due, n_judged = (sum(found) for found in zip(*(search(desk, block, settings) for block in blocks), strict=True))
    metrics["search_judged_share"] = n_judged / n_due
    metrics |= rates("search", n_due, lambda: [search(desk, block, settings) for block in blocks])
    for name, some in tasks.items():
        n_pairs = sum(task.n_pairs for task in some)
        metrics[f"{name}_survivors_share"] = sum(judge(desk, task, settings) for task in some) / n_pairs
        metrics |= rates(name, n_pairs, lambda some=some: [judge(desk, task, settings) for task in some])  # type: ignore[misc]
        metrics |= rates(
            f"{name}_without_texts",
            n_pairs,
            lambda some=some: [_judge_rules(desk, task, settings) for task in some],  # type: ignore[misc]
        )
    some = tasks["blocks"]
    by_meaning = make_settings(
        MatchConfig(text_weights=TextWeights(meaning=100, words=0, occupations=0)), vacancies.index.dimensions
    )
    # in turn, so that what else the machine does falls on both
    more_s = median(
        timed(lambda: [judge(desk, task, settings) for task in some])
        - timed(lambda: [judge(desk, task, by_meaning) for task in some])
        for _ in range(REPEATS)
    )
    metrics["words_and_occupations_per_pair_ns"] = 1e9 * more_s / sum(task.n_pairs for task in some)
    metrics["vacancy_bytes"] = sum(array.nbytes for array in vacancies.arrays) / len(vacancies)
    texts = ("word_id", "word_weight", "occupation", "occupation_weight")
    text_bytes = sum(getattr(vacancies.arrays, name).nbytes for name in texts) / len(vacancies)
    metrics["vacancy_bytes_without_texts"] = metrics["vacancy_bytes"] - text_bytes
    metrics["postings_bytes"] = sum(np.asarray(part).nbytes for part in vacancies.postings) / len(vacancies)
    return metrics


@kernel(entry=True)
def judge_rules(  # noqa: PLR0913, PLR0917 # what a kernel needs
    rows: I64,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    scratch: Scratch,
) -> int:
    """Judge every pair by all rules, and score the skills of those that survive; return how many do."""
    n_alive, n = 0, candidates.shape[1]
    for i in range(rows.shape[0]):
        p = rows[i]
        spread_credits(p, people, scratch.credit)
        spread_cover(p, people, scratch)
        own = candidates[i if candidates.shape[0] > 1 else 0]
        for start in range(0, n, CHUNK):
            some = own[start : start + CHUNK]
            m = some.shape[0]
            for j in range(m):
                scratch.alive[j] = j
            m = terms_stage(p, people, vacancies, some, m, scratch, False)
            m = travel_stage(p, people, vacancies, patterns, minutes, timetable, settings, some, m, scratch, False)
            m = health_stage(p, people, vacancies, settings, some, m, scratch, False)
            childcare_stage(p, people, vacancies, patterns, minutes, timetable, some, m, scratch)
            m = care_stage(p, people, vacancies, patterns, minutes, timetable, settings, some, m, scratch, False)
            skills_stage(p, people, vacancies, some, m, scratch)
            n_alive += m
        clear_credits(p, people, scratch.credit)
    return n_alive


@kernel(entry=True)
def judge_all(  # noqa: PLR0913, PLR0917 # what a kernel needs
    rows: I64,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    scratch: Scratch,
) -> int:
    """Judge every pair to the end, none ruled out by bounds; return how many survive."""
    n_alive, n = 0, candidates.shape[1]
    for i in range(rows.shape[0]):
        begin_person(rows[i], people, vectors, scratch)
        own = candidates[i if candidates.shape[0] > 1 else 0]
        for start in range(0, n, CHUNK):
            n_alive += judge_chunk(
                rows[i],
                people,
                vacancies,
                vectors,
                patterns,
                minutes,
                timetable,
                settings,
                own[start : start + CHUNK],
                scratch,
                False,
                False,
                NO_FLOOR,
                False,
            )
        end_person(rows[i], people, scratch)
    return n_alive


def search(desk: Desk, block: Block, settings: Settings) -> tuple[int, int]:
    """Find the best of a block, as matching does; pairs that were bounded, and that were judged."""
    return desk.match(block, settings, Heaps.empty(block.stop - block.start, K))


def judge(desk: Desk, task: Task, settings: Settings) -> int:
    """Judge every pair of a task to the end; how many survive."""
    return judge_all(
        task.rows,
        desk.people.arrays,
        desk.vacancies.arrays,
        desk.vectors,
        desk.vacancies.patterns,
        desk.minutes,
        desk.timetable,
        settings,
        task.candidates,
        desk.scratch,
    )


def _judge_rules(desk: Desk, task: Task, settings: Settings) -> int:
    return judge_rules(
        task.rows,
        desk.people.arrays,
        desk.vacancies.arrays,
        desk.vacancies.patterns,
        desk.minutes,
        desk.timetable,
        settings,
        task.candidates,
        desk.scratch,
    )


def some_blocks(blocks: Sequence[Block], most_pairs: int, rng: np.random.Generator) -> list[Block]:
    """Blocks drawn at random until they have about so many pairs."""
    some: list[Block] = []
    n_pairs = 0
    for at in rng.permutation(len(blocks)):
        if blocks[at].n_pairs and n_pairs < most_pairs:
            some.append(blocks[at])
            n_pairs += blocks[at].n_pairs
    return some


def whole(block: Block) -> Task:
    """All pairs of a block."""
    candidates = np.concatenate([np.arange(start, stop, dtype=np.int32) for start, stop, _ in block.reach.runs])
    return Task(block.rows, candidates[None, :])


def scattered(block: Block, rng: np.random.Generator) -> Task:
    """Vacancies drawn from within reach for each person of a block."""
    everything = whole(block)
    drawn = rng.integers(0, everything.candidates.shape[1], (len(everything.rows), N_SCATTERED))
    return Task(everything.rows, everything.candidates[0][drawn])


def rates(name: str, n_pairs: int, work: Callable[[], object]) -> Metrics:
    """Pairs a second of some work, and those of the slowest time that it was done."""
    work()  # compiles, and fills the caches
    seconds = [timed(work) for _ in range(REPEATS)]
    return {
        f"{name}_pairs": n_pairs,
        f"pairs_per_second_{name}": n_pairs / median(seconds),
        f"pairs_per_second_{name}_worst": n_pairs / max(seconds),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start_s = time.perf_counter()
    work()
    return time.perf_counter() - start_s


def make_sides(n_people: int, n_vacancies: int, seed: int) -> tuple[PeopleSide, VacancySide, SkillSpace, TravelTable]:
    """A made-up market of these sizes, laid out."""
    world = make_world(n_people, n_vacancies, seed)
    return lay_out(world, world.vacancies)


def lay_out(
    world: World, vacancies: pl.DataFrame, table: TravelTable | None = None
) -> tuple[PeopleSide, VacancySide, SkillSpace, TravelTable]:
    """A world with these vacancies, which are its own but for some fields; journeys are estimates without ``table``."""
    table = table or embedded_table()
    space = SkillSpace.of(vacancies, world.jobseekers)
    people = people_side(
        world.jobseekers, world.jobseeker_texts, space, table, default_limit_min=USUAL_TRAVEL_LIMIT_MIN, funded_hours={}
    )
    jobs = vacancy_side(vacancies, world.vacancy_texts, space, table, search_unstated_remote=False)
    return people, jobs, space, table


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=20_000, help="people in the world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the world (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "kernel",
        measure,
        description="Pairs a second through the search, and through all constraints and skills, on one thread.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
