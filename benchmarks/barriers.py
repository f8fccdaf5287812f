"""Barriers of everybody in a made-up market: ``python -m benchmarks.barriers [--quick]``; one thread, compiled.

Matching the same people without them is timed beside, so that it can be told what they add to a night.
"""

from __future__ import annotations

from argparse import ArgumentParser

from benchmarks.common import Metrics, Run, run_benchmark
from benchmarks.kernel import make_sides
from jobmatch.config import MatchConfig
from jobmatch.rank import match
from jobmatch.whatif import find_barriers

K = 10
N_NEAR = 5


def measure(run: Run) -> Metrics:
    """Lay out a world and look for barriers."""
    n_people, n_vacancies = (200, 2_000) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with run.timed("make and lay out a world"):
        people, vacancies, space, table = make_sides(n_people, n_vacancies, run.seed)
    config = MatchConfig(threads=1, cache_dir="")
    with run.timed("compile"):
        few, some, few_skills, _ = make_sides(20, 200, run.seed)
        find_barriers(few, some, few_skills, table, config, k=K, n_near=N_NEAR)
        match(few, some, K, config, table)
    with run.timed("match") as matching:
        ranking = match(people, vacancies, K, config, table)
    with run.timed("find barriers") as finding:
        found = find_barriers(people, vacancies, space, table, config, k=K, n_near=N_NEAR)
    return {
        "jobseekers": n_people,
        "vacancies": n_vacancies,
        "k": K,
        "near_misses_wanted": N_NEAR,
        "pairs_in_reach": ranking.seen.n_due,
        "match_s": matching.seconds,
        "find_barriers_s": finding.seconds,
        "find_barriers_people_per_s": n_people / finding.seconds,
        "find_barriers_times_match": finding.seconds / matching.seconds,
        "changes": found.changes.height,
        "near_misses": found.near_misses.height,
    }


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=20_000, help="people in the world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=100_000, help="vacancies in the world (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "barriers",
        measure,
        description="What single changes would open to everybody, on one thread.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
