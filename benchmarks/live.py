"""Changes through the day: ``python -m benchmarks.live [--quick]``.

A saved index is changed by batches of vacancies that come, close and open again, and one person is matched after each;
then it is compacted. Texts are encoded by the static model, and nothing is in the cache of encodings.
"""

from __future__ import annotations

import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.common import BenchmarkError, Metrics, Run, run_benchmark
from benchmarks.online import make_market
from benchmarks.world import make_world
from jobmatch import persist, store
from jobmatch.live import LiveIndex
from jobmatch.tables import VacancyTable, read_vacancies

K = 10


def measure(run: Run) -> Metrics:
    """Make an index and change it."""
    n_vacancies, n_batches, n_a_batch = (4_000, 6, 20) if run.quick else (run.options.vacancies, 40, 250)
    with tempfile.TemporaryDirectory(prefix="jobmatch-live-") as folder:
        with run.timed("make and save a world"):
            market, records = make_market(n_vacancies, 50, run.seed)
            store.save(Path(folder, "index"), persist.to_contents(market))
            del market
        with run.timed("open"):
            index = LiveIndex(Path(folder, "index"), cache_dir=folder)
        with index, run.timed("change, match and compact"):
            return {
                "vacancies": n_vacancies,
                "batches": n_batches,
                "vacancies_in_a_batch": n_a_batch,
                "k": K,
            } | _changes(index, records, n_batches, n_a_batch, run.seed)


def _changes(
    index: LiveIndex, records: list[dict[str, Any]], n_batches: int, n_a_batch: int, seed: int
) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    n_before, n_first = index.matcher.n_vacancies, index.matcher.n_vacancies
    asked = [index.matcher.match(records[0], K)]  # what every first match reads and compiles
    index.close([0])
    index.reopen([0])
    spent: dict[str, list[float]] = {
        name: [] for name in ("put", "put_one", "close", "reopen", "match", "match_before")
    }
    for record in records[1:21]:
        spent["match_before"].append(_timed(lambda record=record: index.matcher.match(record, K)))  # type: ignore[misc]
    for batch in range(n_batches):
        table = _new(n_first + batch * 2 * n_a_batch, n_a_batch, seed + batch)
        spent["put"].append(_timed(lambda table=table: index.put(table)))  # type: ignore[misc]
        one = _new(n_first + (batch * 2 + 1) * n_a_batch, 1, seed - batch)
        spent["put_one"].append(_timed(lambda one=one: index.put(one)))  # type: ignore[misc]
        ids = rng.choice(n_before, n_a_batch, replace=False).tolist()
        spent["close"].append(_timed(lambda ids=ids: index.close(ids)))  # type: ignore[misc]
        spent["reopen"].append(_timed(lambda ids=ids: index.reopen(ids[::2])))  # type: ignore[misc]
        record = records[1 + batch % (len(records) - 1)]
        spent["match"].append(_timed(lambda record=record: asked.append(index.matcher.match(record, K))))  # type: ignore[misc]
    changed = asked[-1]
    compact_s = _timed(index.compact)
    again = index.matcher.match(record, K)
    if not again.frame.equals(changed.frame):
        raise BenchmarkError("The list of one person is another one after the index was compacted.")
    return {f"{name}_median_ms": 1000 * median(seconds) for name, seconds in spent.items()} | {"compact_s": compact_s}


def _new(first_id: int, n: int, seed: int) -> VacancyTable:
    """Vacancies of another world, with ids from here on, and titles so that there is something to encode."""
    world = make_world(1, n, abs(seed) + 1)
    frame = world.vacancies.with_columns(vacancy_id=np.arange(first_id, first_id + n), title=_titles(first_id, n))
    return read_vacancies(frame)


def _titles(first_id: int, n: int) -> np.ndarray:
    return np.array([f"Warehouse operative, shift {number}" for number in range(first_id, first_id + n)])


def _timed(work: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    work()
    return time.perf_counter() - start_s


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the index (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "live",
        measure,
        description="Changes to a saved index: batches that come, one that comes, closing, reopening, matching.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
