"""Shortlists of some vacancies among everybody: ``python -m benchmarks.shortlist [--quick]``.

The matching stage only: who could do the job at all, and who of them is best, in the order that an employer may see.
For some vacancies, drawn at random, every person is judged, and their lists must be the same.
"""

from __future__ import annotations

from argparse import ArgumentParser

import numpy as np

from benchmarks.common import BenchmarkError, Metrics, Run, TreeMemory, run_benchmark
from benchmarks.kernel import make_sides
from jobmatch.config import MatchConfig
from jobmatch.rank import Ranking, shortlist

K = 10


def measure(run: Run) -> Metrics:
    """Shortlist, and check some of it."""
    options = run.options
    n_people, n_vacancies, n_checked = (
        (2_000, 50, 5) if run.quick else (options.jobseekers, options.vacancies, options.checked)
    )
    config = MatchConfig()
    with TreeMemory() as memory:
        with run.timed("make and lay out a world"):
            people, jobs, _, table = make_sides(n_people, n_vacancies, run.seed)
        shortlist(people, jobs, 1, config, table)  # compiles, or reads what was compiled
        with run.timed("shortlist") as watch:
            found = shortlist(people, jobs, K, config, table)
    with run.timed("judge everybody for some"):
        _check(found, shortlist(people, jobs, K, config, table, count_eligible=True), n_checked, run.seed)
    return {
        "jobseekers": n_people,
        "vacancies": n_vacancies,
        "k": K,
        "shortlist_s": watch.seconds,
        "vacancies_per_s": n_vacancies / watch.seconds,
        "pairs_per_s": found.seen.n_due / watch.seconds,
        "share_judged": found.seen.n_judged / max(1, found.seen.n_due),
        "lists_checked": n_checked,
        "peak_gb": memory.peak_gb,
    }


def _check(found: Ranking, whole: Ranking, n_checked: int, seed: int) -> None:
    drawn = np.random.default_rng(seed).choice(np.unique(found.vacancy), n_checked, replace=False)
    for vacancy in drawn.tolist():
        lists = [ranking.person[ranking.vacancy == vacancy].tolist() for ranking in (found, whole)]
        if lists[0] != lists[1]:
            raise BenchmarkError("A shortlist is not the one that judging everybody gives.")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=1_600_000, help="people in the world (default: %(default)s)")
    parser.add_argument(
        "--vacancies", type=int, default=1_000, help="vacancies to shortlist for (default: %(default)s)"
    )
    parser.add_argument("--checked", type=int, default=100, help="lists compared (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "shortlist",
        measure,
        description="Shortlists for some vacancies among everybody, one process.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
