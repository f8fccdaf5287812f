"""The process of `benchmarks.matrix` that reads travel times, so that its peak of memory is of nothing else."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import polars as pl

from benchmarks.common import peak_rss_mib
from jobmatch.travel import TravelMatrix


def read(folder: Path, n_files: int, cutoff_min: int) -> dict[str, float]:
    """Read the first files of a folder; how long it took, and the most memory that the process held."""
    zones = pl.read_parquet(folder / "zones.parquet")
    times = pl.scan_parquet(sorted(folder.glob("times-*.parquet"))[:n_files])
    start_s = time.perf_counter()
    matrix = TravelMatrix.read(
        times,
        zones,
        cutoff_min=cutoff_min,
        timetable_date="2026-03-10",
        producer="made up",
        licence="none",
        mode="pt",
    )
    took_s = time.perf_counter() - start_s
    return {"pairs": len(matrix.col), "s": took_s, "peak_gb": _peak_bytes() / 1e9}


def _peak_bytes() -> float:
    """Most memory of this process; the usual counter goes on from that of the process which started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_rss_mib()["process_peak_rss_mib"] * 2**20
    (line,) = (line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return float(line.split()[1]) * 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
