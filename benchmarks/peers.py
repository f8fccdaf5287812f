"""The same work done by others: ``python -m benchmarks.peers [--quick]``.

Every peer is given the same vectors and how far each person gets, and finds the most similar vacancies in reach. What
it finds is judged and ranked by our own compiled scorer, on the same threads, so all of them apply the same hard rules
and the same final score, and none is charged for a slower scorer. Recall is the share of the exact list of ten that is
found. A peer is shown at each number of candidates that it retrieves; ``jobmatch`` searches without such a number.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median

import faiss
import numpy as np

from benchmarks.common import BenchmarkError, Metrics, Run, run_benchmark
from benchmarks.kernel import make_sides
from benchmarks.retrievers import I64, PEERS, Corpus, Queries, Retriever, open_peers
from jobmatch.config import MatchConfig
from jobmatch.index import EVERYWHERE
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    CHUNK,
    I32,
    U8,
    Patterns,
    People,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
    positions_of,
)
from jobmatch.kernels.pairs import begin_person, end_person, judge_chunk
from jobmatch.kernels.points import pair_points
from jobmatch.kernels.topk import make_key, push
from jobmatch.rank import Desk, Desks, Heaps, match, people_blocks
from jobmatch.score import make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable

K = 10
RECALL_WANTED = 0.9
_OFFSET = 128  # of the bytes that FAISS keeps
_WARM_UP = 8  # people

Lists = list[I64]


@dataclass(frozen=True, slots=True)
class Rates:
    """People a second in one batch and one at a time (median), and recall at ten."""

    batch_per_s: float
    single_per_s: float
    recall: float


def measure(run: Run) -> Metrics:
    """Match the same people with each peer, and with ours."""
    options = run.options
    n_people, n_vacancies, n_single = (
        (120, 4_000, 20) if run.quick else (options.jobseekers, options.vacancies, options.single)
    )
    with run.timed("make and lay out a world"):
        people, vacancies, _, table = make_sides(n_people, n_vacancies, run.seed)
    faiss.omp_set_num_threads(options.threads)
    bench = Bench(people, vacancies, table, options.threads, n_single)
    exact, ours = bench.ours()
    metrics: dict[str, float] = {"people": n_people, "vacancies": n_vacancies, "threads": options.threads}
    metrics |= _named("jobmatch", ours)
    corpus, queries = corpus_of(vacancies), queries_of(people)
    found: dict[str, list[Rates]] = {}
    for build, name in zip(open_peers(options.peers), options.peers, strict=True):
        with run.timed(f"{name}: build") as building:
            peer = build(corpus, options.threads)
        metrics[f"{name}_build_s"] = building.seconds
        for n in peer.how_many:
            label = name if n is None else f"{name}_{n}"
            with run.timed(label):
                rates = bench.theirs(peer, queries, n, exact)
            if n is None and rates.recall < 1:
                raise BenchmarkError("Judging all that is in reach finds other lists than the search.")
            found.setdefault(name, []).append(rates)
            metrics |= _named(label, rates)
        peer.close()
    return metrics | _compared(ours, found)


def _named(name: str, rates: Rates) -> dict[str, float]:
    return {
        f"{name}_recall": rates.recall,
        f"{name}_batch_people_per_s": rates.batch_per_s,
        f"{name}_single_people_per_s": rates.single_per_s,
    }


def _compared(ours: Rates, found: dict[str, list[Rates]]) -> dict[str, float]:
    """How many times as fast ours is as each peer where that recalls most, and as the fastest that recalls enough."""
    metrics = {}
    for name, rates in found.items():
        best = max(rates, key=lambda one: (round(one.recall, 3), one.batch_per_s))
        metrics[f"times_{name}_in_batch_at_its_best_recall"] = ours.batch_per_s / best.batch_per_s
    enough = [one.single_per_s for rates in found.values() for one in rates if one.recall >= RECALL_WANTED]
    if enough:
        metrics["times_the_fastest_peer_of_recall_point_nine_for_one_person"] = ours.single_per_s / max(enough)
    return metrics


class Bench:
    """One task for all: ten vacancies for each person."""

    def __init__(
        self, people: PeopleSide, vacancies: VacancySide, table: TravelTable, threads: int, n_single: int
    ) -> None:
        self._people, self._vacancies, self._table, self._threads = people, vacancies, table, threads
        self._single = range(0, len(people), max(1, len(people) // n_single))
        self._settings = make_settings(MatchConfig(), vacancies.index.dimensions)
        self._desks = Desks(people, vacancies, table)

    def ours(self) -> tuple[Lists, Rates]:
        """Exact lists, and how fast they were found."""
        config = MatchConfig(threads=self._threads)

        def batch() -> Lists:
            ranking = match(self._people, self._vacancies, K, config, self._table)
            ends = np.searchsorted(ranking.person, np.arange(1, len(self._people)))
            return np.split(ranking.vacancy, ends)

        def single(row: int) -> I64:
            heaps = Heaps.empty(1, K)
            for block in people_blocks(
                self._people, self._vacancies, self._settings, self._table, within=(row, row + 1)
            ):
                self._desks.own().match(block, self._settings, heaps)
            return heaps.rows_of(0)

        batch()  # compiles
        start_s = time.perf_counter()
        exact = batch()
        batch_s = time.perf_counter() - start_s
        single_s = self._time_single(single, exact)
        return exact, Rates(len(exact) / batch_s, 1 / single_s, 1.0)

    def theirs(self, peer: Retriever, queries: Queries, n: int | None, exact: Lists) -> Rates:
        """Retrieve and rank; compare with the exact lists."""

        def batch() -> Lists:
            candidates = peer.near_many(queries, n)
            with ThreadPoolExecutor(self._threads) as pool:
                return list(pool.map(self._rank, range(len(queries)), candidates))

        peer.near_many(queries.at(slice(0, _WARM_UP)), n)
        self._rank(0, np.arange(1))  # compiles
        start_s = time.perf_counter()
        lists = batch()
        batch_s = time.perf_counter() - start_s
        single_s = self._time_single(lambda row: self._rank(row, peer.near(queries, row, n)), lists)
        return Rates(len(lists) / batch_s, 1 / single_s, recall(lists, exact))

    def _time_single(self, single: Callable[[int], I64], lists: Lists) -> float:
        """Median seconds for one person, whose list must be that of the batch."""
        seconds, n_same = [], 0
        single(self._single[0])
        for row in self._single:
            start_s = time.perf_counter()
            found = single(row)
            seconds.append(time.perf_counter() - start_s)
            n_same += np.array_equal(found, lists[row])
        # a graph that is searched may find other neighbours another time, so only ours must be the same
        if lists and n_same == 0:
            raise BenchmarkError("One person at a time got other lists than all people at once.")
        return median(seconds)

    def _rank(self, row: int, candidates: I64) -> I64:
        heaps = Heaps.empty(1, K)
        _offer(self._desks.own(), row, candidates.astype(np.int32), self._settings, heaps)
        return heaps.rows_of(0)


def recall(lists: Lists, exact: Lists) -> float:
    """Mean share of the exact list that was found, over those who have one."""
    shares = [len(np.intersect1d(mine, true)) / len(true) for mine, true in zip(lists, exact, strict=True) if len(true)]
    return float(np.mean(shares))


def _offer(desk: Desk, row: int, candidates: I32, settings: Settings, heaps: Heaps) -> None:
    offer_candidates(
        row,
        desk.people.arrays,
        desk.vacancies.arrays,
        desk.vectors,
        desk.vacancies.patterns,
        desk.minutes,
        desk.timetable,
        settings,
        candidates,
        desk.scratch,
        heaps.keys[0],
        heaps.best[0],
    )


@kernel(entry=True)
def offer_candidates(  # noqa: PLR0913, PLR0917 # what a kernel needs
    p: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    scratch: Scratch,
    keys: I64,
    best: I32,
) -> None:
    """Judge candidates and keep the best, dropping early what cannot get among them."""
    begin_person(p, people, vectors, scratch)
    for start in range(0, candidates.shape[0], CHUNK):
        some = candidates[start : start + CHUNK]
        n_alive = judge_chunk(
            p,
            people,
            vacancies,
            vectors,
            patterns,
            minutes,
            timetable,
            settings,
            some,
            scratch,
            False,
            False,
            keys[0] >> 32,
            False,
        )
        for a in range(n_alive):
            j = scratch.alive[a]
            key = make_key(pair_points(scratch, j, settings), vacancies.row[some[j]]["tie_rank"])
            if key > keys[0]:
                push(keys, best, key, some[j])
    end_person(p, people, scratch)


def corpus_of(vacancies: VacancySide) -> Corpus:
    """What peers are given of vacancies."""
    cells = vacancies.cells
    anywhere = np.repeat(cells.group == EVERYWHERE, cells.stop - cells.start)
    return Corpus(
        vectors=vacancies.index.codes.astype(np.float32) - _OFFSET,
        xyz_m=positions_of(vacancies.arrays.row).astype(np.float64),
        latitude=vacancies.frame["latitude"].to_numpy(),
        longitude=vacancies.frame["longitude"].to_numpy(),
        anywhere=anywhere,
    )


def queries_of(people: PeopleSide) -> Queries:
    """What peers are given of people."""
    return Queries(
        vectors=people.index.codes.astype(np.float32) - _OFFSET,
        xyz_m=people.arrays.xyz_m.astype(np.float64),
        latitude=people.frame["latitude"].to_numpy(),
        longitude=people.frame["longitude"].to_numpy(),
        reach_m=people.reach_m.astype(np.float64),
    )


def _add_options(parser: ArgumentParser) -> None:
    names = [peer.name for peer in PEERS]
    # one of them has to be compiled, so not everybody has it
    here = [peer.name for peer in PEERS if peer.package is None or find_spec(peer.package)]
    parser.add_argument("--jobseekers", type=int, default=1_000, help="people in a batch (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=100_000, help="(default: %(default)s)")
    parser.add_argument("--single", type=int, default=100, help="people one at a time (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="for everybody (default: %(default)s)")
    parser.add_argument("--peers", nargs="+", choices=names, default=here, metavar="NAME", help=f"of {names}")


if __name__ == "__main__":
    run_benchmark(
        "peers",
        measure,
        description="Ten exact vacancies for each person, by jobmatch and by others with the same scorer behind them.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
        columns=("recall", "batch_people_per_s", "single_people_per_s"),
    )
