"""From raw files to explained matches, on real adverts and CVs: ``python -m benchmarks.real_input [--quick]``.

All CVs are matched with all adverts in both directions. People have no home in the data, so homes are drawn by
population. Everything but the text, the place, the pay and the dates of the adverts is unknown, and is so treated.
"""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path

import polars as pl

import jobmatch as jm
from benchmarks.common import Metrics, Run, TreeMemory, run_benchmark
from benchmarks.shared_data import livecareer_cvs, nhs_adverts

N_EXAMPLES = 10
QUICK_ADVERTS, QUICK_CVS = 240, 60


def measure(run: Run) -> Metrics:
    """Read, encode, match both ways, explain, save and load."""
    with tempfile.TemporaryDirectory() as scratch, TreeMemory() as memory:
        return {**_measure(run, Path(scratch)), "peak_rss_gb": memory.peak_gb}


def _measure(run: Run, scratch: Path) -> Metrics:
    config = jm.MatchConfig(cache_dir=run.options.cache_dir or str(scratch / "cache"), progress=True)
    with run.timed("total") as total:
        with run.timed("read") as read:
            vacancies = jm.read_vacancies(_some(nhs_adverts(), QUICK_ADVERTS, run))
            jobseekers = jm.read_jobseekers(_some(livecareer_cvs(run.seed), QUICK_CVS, run))
        with run.timed("build") as build:
            matcher = jm.Matcher.build(vacancies, jobseekers, config=config)
        with run.timed("match") as match:
            result = matcher.match(k=10)
        with run.timed("shortlist") as shortlist:
            staff = matcher.shortlist(k=10)
        with run.timed("explain") as explain:
            examples = _examples(result.frame, run.seed)
            explained = [matcher.explain(*pair) for pair in examples.rows()]
        with run.timed("save") as save:
            matcher.save(scratch / "index")
        with run.timed("load") as load:
            jm.Matcher.load(scratch / "index")
    for explanation in explained:
        print(f"--- {explanation.jobseeker_id} and {explanation.vacancy_id}\n{explanation}\n")
    for table in (vacancies, jobseekers):
        run.console.print(table.report(), highlight=False)
    with run.timed("match again, compiled") as again:
        matcher.match(k=10)
    matcher.close()
    return {
        "jobseekers": len(jobseekers),
        "vacancies": len(vacancies),
        "rows_in": vacancies.n_rows_in + jobseekers.n_rows_in,
        "rejected": vacancies.n_rows_in + jobseekers.n_rows_in - len(vacancies) - len(jobseekers),
        "texts_encoded": matcher.n_encoded,
        "texts_cached": matcher.n_cached,
        "pairs_in_reach": result.certificate.n_pairs_due,
        "matches": len(result),
        "shortlisted": len(staff),
        "people_without_a_match": len(jobseekers) - result.frame["jobseeker_id"].n_unique(),
        "seconds_total": total.seconds,
        "seconds_read": read.seconds,
        "seconds_build": build.seconds,
        "seconds_match": match.seconds,
        "seconds_match_compiled": again.seconds,
        "seconds_shortlist": shortlist.seconds,
        "seconds_explain_10": explain.seconds,
        "seconds_save": save.seconds,
        "seconds_load": load.seconds,
    }


def _some(frame: pl.DataFrame, n_quick: int, run: Run) -> pl.DataFrame:
    return frame.sample(min(n_quick, len(frame)), seed=run.seed) if run.quick else frame


def _examples(matches: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Pairs to read: the best match of people drawn at random."""
    best = matches.filter(pl.col("rank") == 1).select("jobseeker_id", "vacancy_id")
    return best.sample(min(N_EXAMPLES, len(best)), seed=seed)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--cache-dir", help="keep encodings here (default: encode everything afresh, so that it is timed)"
    )


if __name__ == "__main__":
    run_benchmark(
        "real_input",
        measure,
        description="Real CVs and adverts, from raw files to explained matches both ways.",
        data="real adverts (NHS Jobs, November 2020) and CVs (LiveCareer); homes drawn by population",
        seed=20201104,
        add_options=_add_options,
    )
