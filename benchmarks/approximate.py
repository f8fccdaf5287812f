"""Search of the whole country for one person after another, exact and not: ``python -m benchmarks.approximate``.

Every vacancy can be done from home here, so that everybody could do any of them and no distance rules anything out: the
case that an index of vectors is made for. The approximate search judges the best prospects by their bounds; FAISS reads
the lists of vectors nearest to the person's, and what it finds is judged by the same scorer.
"""

from __future__ import annotations

import gc
from argparse import ArgumentParser

import numpy as np
import polars as pl

from benchmarks.common import Metrics, Run, run_benchmark
from benchmarks.kernel import lay_out
from benchmarks.peers import Bench, corpus_of, queries_of, recall
from benchmarks.retrievers import FaissHnsw, FaissIvf
from benchmarks.world import make_world
from jobmatch.config import MatchConfig
from jobmatch.rank import match

K = 10
JUDGED = (100, 1000, 10_000)


def measure(run: Run) -> Metrics:
    """Time each kind of search on the same people."""
    n_people, n_vacancies = (40, 3_000) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with run.timed("make and lay out a world"):
        world = make_world(n_people, n_vacancies, run.seed)
        anywhere = world.vacancies.with_columns(remote=pl.lit("full", pl.String).cast(world.vacancies["remote"].dtype))
        people, vacancies, _, table = lay_out(world, anywhere)
    bench = Bench(people, vacancies, table, run.options.threads, n_single=min(50, n_people))
    exact, ours = bench.ours()
    metrics: dict[str, float] = {"people": n_people, "vacancies": n_vacancies, "threads": run.options.threads}
    metrics["exact_people_per_s"] = ours.batch_per_s
    for about in JUDGED:
        config = MatchConfig(search="approximate", judge_about=about, threads=run.options.threads)
        with run.timed(f"approximate, {about} judged") as searching:
            ranking = match(people, vacancies, K, config, table)
        ends = np.searchsorted(ranking.person, np.arange(1, n_people))
        metrics |= {
            f"approximate_{about}_people_per_s": n_people / searching.seconds,
            f"approximate_{about}_recall": recall(np.split(ranking.vacancy, ends), exact),
            f"approximate_{about}_certain_share": ranking.n_certain.sum() / len(ranking.person),
        }
    corpus, queries = corpus_of(vacancies), queries_of(people)
    for index in (FaissIvf, FaissHnsw):
        with run.timed(f"{index.name}: build"):
            peer = index(corpus, run.options.threads)
        for n in (100, 1000, 10_000):
            with run.timed(f"{index.name}_{n}"):
                rates = bench.theirs(peer, queries, n, exact)
            metrics |= {
                f"{index.name}_{n}_people_per_s": rates.batch_per_s,
                f"{index.name}_{n}_recall": rates.recall,
            }
        del peer
        gc.collect()
    return metrics


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=500, help="(default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="(default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="(default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "approximate",
        measure,
        description="Vacancies that can be done from anywhere: exact search, the bounded one, and indexes of vectors.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
        columns=("people_per_s", "recall", "certain_share"),
    )
