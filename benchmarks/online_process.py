"""The process that `benchmarks.online` asks: it imports nothing before its imports are timed."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def serve(folder: str, k: int) -> None:
    """Wait for a line, load the index, match everybody, say how long it took, and stay until the input ends."""
    sys.stdin.readline()
    records, with_places = (_read(Path(folder, name)) for name in ("records.json", "records_with_places.json"))
    start_s = time.perf_counter()
    from jobmatch import Matcher, Places

    imported_s = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="jobmatch-cache-") as cache:
        matcher = Matcher.load(Path(folder, "index"), cache_dir=cache)
        loaded_s = time.perf_counter()
        matcher.match(records[0], k)
        first_s = time.perf_counter()
        found = sorted(_timed(matcher, record, k) for record in records[1:])
        places = Places.from_source(Path(folder, "places.parquet"))
        (first_with_places, _), *others = (_timed(matcher, record, k, places) for record in with_places)
    answer = {
        "import_s": imported_s - start_s,
        "load_s": loaded_s - imported_s,
        "first_match_after_loading_ms": 1000 * (first_s - loaded_s),
        "median_ms": 1000 * found[len(found) // 2][0],
        "p99_ms": 1000 * found[int(0.99 * len(found))][0],
        "worst_ms": 1000 * found[-1][0],
        # what it takes when nothing else is running, on whatever number of cores
        "median_of_processor_ms": 1000 * sorted(processor_s for _, processor_s in found)[len(found) // 2],
        "first_match_with_places_ms": 1000 * first_with_places,  # it sorts them
        "median_with_places_ms": 1000 * sorted(others)[len(others) // 2][0],
        "p99_with_places_ms": 1000 * sorted(others)[int(0.99 * len(others))][0],
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


def _read(path: Path) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return records


def _timed(
    matcher: Any,  # noqa: ANN401 - its import is timed
    record: dict[str, Any],
    k: int,
    places: Any = None,  # noqa: ANN401
) -> tuple[float, float]:
    start_s, processor_s = time.perf_counter(), time.process_time()
    matcher.match(record, k, places=places)
    return time.perf_counter() - start_s, time.process_time() - processor_s


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
