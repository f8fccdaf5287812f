"""Pairs a second through all constraints and skills: ``python -m benchmarks.kernel [--quick]``.

One thread, compiled, similarities given. *Blocks* are the people of one place against all that they can reach, as the
ranking visits them; *scattered* are 400 vacancies for each person, drawn from within reach, as a text search would hand
them over.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median

import numpy as np

from benchmarks.common import Metrics, Run, run_benchmark
from benchmarks.world import make_world
from jobmatch.config import MatchConfig, TextWeights
from jobmatch.index import rows_of
from jobmatch.kernels.layout import F32, I32, I64, make_scratch
from jobmatch.kernels.pairs import match_block
from jobmatch.kernels.topk import EMPTY
from jobmatch.pack import SkillSpace
from jobmatch.rank import people_blocks
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN
from jobmatch.score import make_settings, n_skill_ids
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side
from jobmatch.travel import TravelTable, embedded_table

K = 50
N_SCATTERED = 400
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Some people and the vacancies that they are compared with, each with their own or all with the same.

    ``candidates`` has shape (1 or people, n), ``similarity`` (people, n).
    """

    rows: I64
    candidates: I32
    similarity: F32

    @property
    def n_pairs(self) -> int:
        """Pairs in it."""
        return self.similarity.size


def measure(run: Run) -> Metrics:
    """Lay out a world and time the kernel on it."""
    n_people, n_vacancies = (500, 4_000) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with run.timed("make and lay out a world"):
        people, vacancies, _, table = make_sides(n_people, n_vacancies, run.seed)
    judge = _judge(people, vacancies, table, TextWeights())
    by_meaning = _judge(people, vacancies, table, TextWeights(meaning=100, words=0, occupations=0))
    rng = np.random.default_rng(run.seed)
    most_pairs = 400_000 if run.quick else 40_000_000
    tasks = {
        "blocks": list(_upto(_blocks(people, vacancies, table, rng), most_pairs)),
        "scattered": list(_upto(_scattered(people, vacancies, table, rng), most_pairs // 4)),
    }
    metrics: dict[str, float] = {"jobseekers": n_people, "vacancies": n_vacancies}
    for name, some in tasks.items():
        n_pairs = sum(task.n_pairs for task in some)
        _timed(judge, some[:2])  # compiles
        seconds = [_timed(judge, some) for _ in range(REPEATS)]
        n_eligible = sum(judge(task) for task in some)
        metrics[f"{name}_pairs"] = n_pairs
        metrics[f"{name}_eligible_share"] = n_eligible / n_pairs
        metrics[f"pairs_per_second_{name}"] = n_pairs / median(seconds)
        metrics[f"pairs_per_second_{name}_worst"] = n_pairs / max(seconds)
    some = tasks["blocks"]
    # in turn, so that what else the machine does falls on both
    more_s = median(_timed(judge, some) - _timed(by_meaning, some) for _ in range(REPEATS))
    n_pairs = sum(task.n_pairs for task in some)
    metrics["words_and_occupations_per_pair_ns"] = 1e9 * more_s / n_pairs
    metrics["words_and_occupations_per_eligible_pair_ns"] = (
        metrics["words_and_occupations_per_pair_ns"] / metrics["blocks_eligible_share"]
    )
    metrics["vacancy_bytes"] = sum(array.nbytes for array in vacancies.arrays) / len(vacancies)
    return metrics


def make_sides(n_people: int, n_vacancies: int, seed: int) -> tuple[PeopleSide, VacancySide, SkillSpace, TravelTable]:
    """A made-up market of these sizes, laid out."""
    world, table = make_world(n_people, n_vacancies, seed), embedded_table()
    space = SkillSpace.of(world.vacancies, world.jobseekers)
    people = people_side(
        world.jobseekers, world.jobseeker_texts, space, table, default_limit_min=USUAL_TRAVEL_LIMIT_MIN
    )
    jobs = vacancy_side(world.vacancies, world.vacancy_texts, space, table, search_unstated_remote=False)
    return people, jobs, space, table


def _judge(
    people: PeopleSide, vacancies: VacancySide, table: TravelTable, text_weights: TextWeights
) -> Callable[[Task], int]:
    """Run the kernel on a task; returns the pairs that could be listed."""
    settings = make_settings(MatchConfig(text_weights=text_weights), vacancies.index.dimensions)
    scratch, timetable = make_scratch(n_skill_ids(people, vacancies)), table.timetable()

    def judge(task: Task) -> int:
        keys = np.full((len(task.rows), K), EMPTY, np.int64)
        best = np.full((len(task.rows), K), EMPTY, np.int32)
        n_eligible = np.zeros(len(task.rows), np.int64)
        match_block(
            task.rows,
            people.arrays,
            vacancies.arrays,
            vacancies.patterns,
            table.minutes,
            timetable,
            settings,
            task.candidates,
            task.similarity,
            scratch,
            keys,
            best,
            n_eligible,
        )
        return int(n_eligible.sum())

    return judge


def _blocks(people: PeopleSide, vacancies: VacancySide, table: TravelTable, rng: np.random.Generator) -> Iterator[Task]:
    settings = make_settings(MatchConfig(), vacancies.index.dimensions)
    blocks = list(people_blocks(people, vacancies, settings, table))
    for place in rng.permutation(len(blocks)):
        block = blocks[place]
        candidates = rows_of(block.runs)
        if len(candidates):
            queries = people.index.vectors([(block.start, block.stop)])
            rows = np.arange(block.start, block.stop, dtype=np.int64)
            yield Task(rows, candidates[None, :], vacancies.index.similarities(queries, block.runs))


def _scattered(
    people: PeopleSide, vacancies: VacancySide, table: TravelTable, rng: np.random.Generator
) -> Iterator[Task]:
    for task in _blocks(people, vacancies, table, rng):
        drawn = rng.integers(0, task.candidates.shape[1], (len(task.rows), N_SCATTERED))
        yield Task(task.rows, task.candidates[0][drawn], np.take_along_axis(task.similarity, drawn, axis=1))


def _upto(tasks: Iterator[Task], most_pairs: int) -> Iterator[Task]:
    n_pairs = 0
    for task in islice(tasks, 100_000):
        yield task
        n_pairs += task.n_pairs
        if n_pairs >= most_pairs:
            return


def _timed(judge: Callable[[Task], int], tasks: list[Task]) -> float:
    start_s = time.perf_counter()
    for task in tasks:
        judge(task)
    return time.perf_counter() - start_s


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=20_000, help="people in the world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the world (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "kernel",
        measure,
        description="Pairs a second through all constraints and skills, on one thread.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
