"""Allocation of a made-up market: ``python -m benchmarks.allocate [--quick]``; one thread, from Parquet to suggestions.

A match table of the given size is written part by part to a folder and allocated from there, so that the peak of
memory is that of the allocation. Homes and workplaces lie on a line: people match vacancies near them, some employers
much oftener than others, which is what makes piles.
"""

from __future__ import annotations

import resource
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from benchmarks.common import Metrics, Run, run_benchmark
from jobmatch.allocation import AllocationSettings, allocate

PEOPLE_A_PART = 50_000


def measure(run: Run) -> Metrics:
    """Write a world and allocate it."""
    n_people, n_vacancies, degree = (2_000, 1_000, 20) if run.quick else _size(run)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with run.timed("make and write a world"):
            vacancies = _write_world(folder, n_people, n_vacancies, degree, run.seed)
        with run.timed("compile"):
            allocate(pl.DataFrame({"jobseeker_id": ["a"], "vacancy_id": ["b"], "score": [1]}))
        with run.timed("allocate") as watch:
            found = allocate(folder, vacancies, settings=AllocationSettings(k=10))
        report = found.report
    gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    metrics = {"jobseekers": n_people, "vacancies": n_vacancies, "pairs": report.n_pairs, "allocate_s": watch.seconds}
    for side in ("plain", "allocated"):
        spread = getattr(report, side)
        metrics |= {f"{side}_{field}": getattr(spread, field) for field in spread.__dataclass_fields__}
    given_up = {
        "given_up_score": report.mean_score_given_up_points,
        "given_up_best_score": report.mean_best_score_given_up_points,
    }
    return metrics | given_up | {"peak_gib": gib, "people_all_full": report.n_all_full}


def _size(run: Run) -> tuple[int, int, int]:
    return run.options.jobseekers, run.options.vacancies or run.options.jobseekers // 2, run.options.matches


def _write_world(folder: Path, n_people: int, n_vacancies: int, degree: int, seed: int) -> pl.DataFrame:
    """Write parts of a match table; returns the vacancies with their openings."""
    rng = np.random.default_rng(seed)
    appeal = rng.pareto(1.5, n_vacancies) + 1
    reach = np.cumsum(appeal)
    for start in range(0, n_people, PEOPLE_A_PART):
        person = np.repeat(np.arange(start, min(n_people, start + PEOPLE_A_PART)), degree)
        near = person / n_people + rng.normal(0, 0.01, len(person))
        vacancy = np.searchsorted(reach, np.clip(near, 0, 1 - 1e-9) * reach[-1])
        score = np.clip(rng.normal(60_000, 10_000, len(person)) + 4_000 * np.log(appeal[vacancy]), 0, 100_000)
        frame = pl.DataFrame({"person": person, "vacancy": vacancy, "score": score.astype(np.int32)})
        frame.unique(["person", "vacancy"], keep="first", maintain_order=True).select(
            pl.format("J{}", pl.col("person").cast(pl.String).str.zfill(8)).alias("jobseeker_id"),
            pl.format("V{}", pl.col("vacancy").cast(pl.String).str.zfill(8)).alias("vacancy_id"),
            "score",
        ).write_parquet(folder / f"part-{start:08}.parquet")
    ids = pl.int_range(n_vacancies, eager=True).cast(pl.String).str.zfill(8)
    openings = np.where(rng.random(n_vacancies) < 0.8, 1, rng.integers(2, 6, n_vacancies))
    return pl.DataFrame({"vacancy_id": "V" + ids, "openings": openings})


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=1_600_000, help="people with matches (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=0, help="vacancies (default: half as many as people)")
    parser.add_argument("--matches", type=int, default=50, help="matches of each person (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "allocate",
        measure,
        description="Suggestions from long lists within what vacancies can take, on one thread.",
        data="synthetic: people and vacancies on a line, with employers of very different appeal",
        add_options=_add_options,
    )
