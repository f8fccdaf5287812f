"""The matching stage for everybody, at growing sizes: ``python -m benchmarks.national [--quick]``.

The largest world has the size of Great Britain, each other half of the next. For some people, drawn at random, every
vacancy that is not too far away is judged again, without bounds on the score, and their lists must be the same. The
pairs of these lists, and others nearby, are judged by the plain rules of ``tests/reference``, too.
"""

from __future__ import annotations

import gc
from argparse import ArgumentParser
from pathlib import Path

import numpy as np

from benchmarks.common import BenchmarkError, Metrics, Run, run_benchmark
from benchmarks.kernel import make_sides
from benchmarks.plain_check import check_by_plain_rules
from jobmatch.config import MatchConfig
from jobmatch.index import Reach
from jobmatch.kernels.layout import I64
from jobmatch.rank import Block, Desks, Heaps, Ranking, match
from jobmatch.score import make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable

K = 10
GB = 1e9
# Vacancies are in the order of places, so rows nearby are places nearby.
NEARBY_ROWS = 2_000
NEARBY_PER_LISTED = 2


def measure(run: Run) -> Metrics:
    """Match everybody of each world."""
    if run.quick:
        n_people, n_vacancies, n_sizes, n_checked = 1_000, 2_000, 2, 20
    else:
        options = run.options
        n_people, n_vacancies, n_sizes, n_checked = (
            options.jobseekers,
            options.vacancies,
            options.sizes,
            options.checked,
        )
    metrics: dict[str, float] = {"k": K, "threads": run.options.threads, "lists_checked": n_checked}
    for halvings in reversed(range(n_sizes)):
        metrics |= _match_world(run, n_people >> halvings, n_vacancies >> halvings, n_checked)
    return metrics


def _match_world(run: Run, n_people: int, n_vacancies: int, n_checked: int) -> Metrics:
    with run.timed(f"make and lay out {n_people} people and {n_vacancies} vacancies"):
        people, vacancies, _, table = make_sides(n_people, n_vacancies, run.seed)
    config = MatchConfig(threads=run.options.threads)
    _compile(people, vacancies, table)
    gc.collect()
    _forget_peak()
    with run.progress("match", n_people) as step, run.timed("match") as matching:
        ranking = match(people, vacancies, K, config, table, step)
    peak_gb = _peak_gb()
    with run.timed(f"judge every vacancy within reach of {n_checked} people"):
        rows = _drawn(len(people), n_checked, run.seed)
        _check(ranking, people, vacancies, table, rows)
    with run.timed("judge their pairs by the plain rules"):
        person, vacancy = _pairs_of(ranking, rows, len(vacancies), run.seed)
        check_by_plain_rules(people, vacancies, person, vacancy, table)
    name, seen = f"of_{n_people}", ranking.seen
    return {
        f"vacancies_{name}": n_vacancies,
        f"matching_{name}_s": matching.seconds,
        f"people_{name}_per_s": n_people / matching.seconds,
        f"peak_{name}_gb": peak_gb,
        f"pairs_in_reach_{name}": seen.n_due,
        f"share_judged_{name}": seen.n_judged / seen.n_due,
        f"pairs_checked_by_plain_rules_{name}": len(person),
        f"lists_empty_{name}": n_people - len(np.unique(ranking.person)),
    }


def _compile(people: PeopleSide, vacancies: VacancySide, table: TravelTable) -> None:
    settings = make_settings(MatchConfig(), vacancies.index.dimensions)
    Desks(people, vacancies, table).own().match(Block(0, 1, Reach.of([(0, 1)])), settings, Heaps.empty(1, 1))


def _drawn(n_people: int, n_checked: int, seed: int) -> I64:
    rows: I64 = np.random.default_rng(seed).choice(n_people, n_checked, replace=False)
    return np.sort(rows)


def _check(ranking: Ranking, people: PeopleSide, vacancies: VacancySide, table: TravelTable, rows: I64) -> None:
    """Compare lists with those of judging every vacancy within reach.

    Raises
    ------
    BenchmarkError
        If a list differs.
    """
    settings, desk = make_settings(MatchConfig(), vacancies.index.dimensions), Desks(people, vacancies, table).own()
    all_vacancies = Reach.of([(0, len(vacancies))])
    for row in rows.tolist():
        heaps = Heaps.empty(1, K)
        desk.match(Block(row, row + 1, all_vacancies), settings, heaps, count_all=True)
        if not np.array_equal(heaps.rows_of(0), ranking.vacancy[ranking.person == row]):
            raise BenchmarkError("A list is not the same when every vacancy within reach is judged.")


def _pairs_of(ranking: Ranking, rows: I64, n_vacancies: int, seed: int) -> tuple[I64, I64]:
    """The pairs of some lists, and for each some others near to it."""
    listed = np.flatnonzero(np.isin(ranking.person, rows))
    person, vacancy = (np.asarray(side[listed], np.int64) for side in (ranking.person, ranking.vacancy))
    away = np.random.default_rng(seed).integers(-NEARBY_ROWS, NEARBY_ROWS, (NEARBY_PER_LISTED, len(vacancy)))
    nearby = np.clip(vacancy + away, 0, n_vacancies - 1)
    return np.tile(person, 1 + NEARBY_PER_LISTED), np.concatenate([vacancy, nearby.ravel()])


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_gb() -> float:
    """Most memory since `_forget_peak`, the world included."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak_kib,) = (int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return peak_kib * 1024 / GB


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=1_600_000, help="of the largest world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="of the largest world (default: %(default)s)")
    parser.add_argument("--sizes", type=int, default=5, help="worlds, each half of the next (default: %(default)s)")
    parser.add_argument(
        "--checked", type=int, default=500, help="people whose lists are checked (default: %(default)s)"
    )
    parser.add_argument("--threads", type=int, default=2, help="(default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "national",
        measure,
        description="The matching stage for everybody, up to the size of Great Britain.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
