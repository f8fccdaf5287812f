"""A matrix of travel times beside the estimate, and how a big one is read: ``python -m benchmarks.matrix [--quick]``.

The same people and vacancies twice, their journeys by distance alone and by a matrix of some 8,200 zones: pairs a
second on one thread as in `benchmarks.kernel`, and one person at a time. There are as many people in a zone as in the
whole country, so that what is laid out for a zone serves as many. The times are the estimates between the middles of
zones, made longer or shorter at random; the matrix has driving and public transport, so walking and cycling are
estimated in both.

Then travel times are written as Parquet, as the Urban Big Data Centre gives them, and read by a process of its own,
half of them and all. What a whole country would take is a straight line through both.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.common import REPOSITORY, Metrics, Run, run_benchmark
from benchmarks.kernel import judge, lay_out, rates, scattered, search, some_blocks, timed, whole
from benchmarks.world import World, make_world, small_areas
from jobmatch.codes import Band, DayType, Mode
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import I64, STEP_M, TABLE_STEPS
from jobmatch.rank import Desks, match, people_blocks
from jobmatch.score import make_settings
from jobmatch.travel import Layer, TravelMatrix, TravelTable, embedded_table, positions_m

K: Final = 10
N_ONE_BY_ONE: Final = 50
PEOPLE_OF_THE_COUNTRY: Final = 1_600_000
ROWS_OF_THE_COUNTRY: Final = 265_000_000  # by public transport in two bands, between 42,000 zones
ZONES_READ: Final = 42_000
CUTOFF_MIN: Final = 120
DAY: Final = dt.date(2026, 3, 10)
KINDS: Final = (
    *((Mode.CAR, band, DayType.WEEKDAY) for band in (Band.AM, Band.DAY, Band.PM)),
    *((Mode.PT, band, DayType.WEEKDAY) for band in (Band.EARLY, Band.AM, Band.DAY, Band.PM, Band.EVE)),
    *((Mode.PT, Band.DAY, day_type) for day_type in (DayType.SAT, DayType.SUN)),
)
FARTHEST_M: Final = {Mode.CAR: 65_000, Mode.PT: 40_000}
_PAIR_NOISE, _LAYER_NOISE = 0.2, 0.05  # of the logarithm of minutes
_ZONES_AT_ONCE: Final = 256
_FILES: Final = 16


def measure(run: Run) -> Metrics:
    """Time both."""
    reading = _measure_reading(run)  # while little else is in memory
    return {**_measure_pairs(run), **reading}


# --- Pairs ----------------------------------------------------------------------------------------


def _measure_pairs(run: Run) -> Metrics:
    options = run.options
    n_people, n_vacancies, halvings = (500, 4_000, 9) if run.quick else (options.jobseekers, options.vacancies, 13)
    areas = small_areas()
    zone = zones_of(areas, halvings)
    with run.timed("make a matrix"):
        matrix = make_matrix(areas, zone, run.seed)
    rng = np.random.default_rng(run.seed)
    n_homes = max(1, round(n_people / PEOPLE_OF_THE_COUNTRY * 2**halvings))
    homes = areas.filter(np.isin(zone, rng.permutation(2**halvings)[:n_homes]))
    world = make_world(n_people, n_vacancies, run.seed, homes)
    metrics: dict[str, float] = {
        "jobseekers": n_people,
        "vacancies": n_vacancies,
        "k": K,
        "zones": matrix.zones.height,
        "layers": len(matrix.layers),
        "pairs_of_zones": len(matrix.col),
        "matrix_mb": (matrix.col.nbytes + matrix.minutes.nbytes + matrix.ptr.nbytes) / 1e6,
    }
    for name, table in (("by_distance", None), ("by_matrix", replace(embedded_table(), matrix=matrix))):
        found = _rates_by(run, world, table)
        metrics |= {f"{metric}_{name}": value for metric, value in found.items()}
    return metrics


def _rates_by(run: Run, world: World, table: TravelTable | None) -> Metrics:
    """Rates with one way to know journeys."""
    with run.timed("lay out a world"):
        people, vacancies, _, table = lay_out(world, world.vacancies, table)
    config = MatchConfig(threads=1)
    settings, desk = make_settings(config, vacancies.index.dimensions), Desks(people, vacancies, table).own()
    rng = np.random.default_rng(run.seed)
    every = list(people_blocks(people, vacancies, settings, table))
    blocks = some_blocks(every, 400_000 if run.quick else 40_000_000, rng)
    n_due, n_judged = (sum(found) for found in zip(*(search(desk, block, settings) for block in blocks), strict=True))
    metrics = dict(rates("search", n_due, lambda: [search(desk, block, settings) for block in blocks]))
    metrics["share_judged"] = n_judged / n_due
    for name, some in (
        ("blocks", [whole(block) for block in blocks]),
        ("scattered", [scattered(block, rng) for block in blocks]),
    ):
        n_pairs = sum(task.n_pairs for task in some)
        metrics |= rates(name, n_pairs, lambda some=some: [judge(desk, task, settings) for task in some])  # type: ignore[misc]
    drawn = rng.integers(0, len(people), N_ONE_BY_ONE + 1).tolist()
    one_by_one = [
        timed(lambda row=row: match(people, vacancies, K, config, table, within=(row, row + 1)))  # type: ignore[misc]
        for row in drawn
    ]
    metrics["one_person_ms"] = 1000 * median(one_by_one[1:])
    return metrics


def zones_of(areas: pl.DataFrame, halvings: int) -> I64:
    """Zone of each area: areas that lie together, as many in each zone, two to the power of ``halvings`` zones."""
    place = np.stack([areas["lat"].to_numpy(), 0.6 * areas["lon"].to_numpy()])  # about as long either way
    zone = np.zeros(areas.height, np.int64)
    parts = [np.arange(areas.height)]
    for _ in range(halvings):
        parts = [half for part in parts for half in _halves(part, place)]
    for number, part in enumerate(parts):
        zone[part] = number
    return zone


def _halves(part: I64, place: NDArray[np.float64]) -> list[I64]:
    extent = np.ptp(place[:, part], axis=1)
    return np.array_split(part[np.argsort(place[int(extent.argmax()), part], kind="stable")], 2)


def make_matrix(areas: pl.DataFrame, zone: I64, seed: int) -> TravelMatrix:
    """Times between zones, by the estimate between their middles and some chance."""
    middles = areas.select(zone=pl.Series(zone), latitude="lat", longitude="lon").group_by("zone").mean().sort("zone")
    zones = middles.with_columns(pl.format("Z{}", "zone").alias("zone"), origin=True, destination=True)
    xyz_m = positions_m(zones["latitude"].to_numpy(), zones["longitude"].to_numpy())
    minutes, rng = embedded_table().minutes, np.random.default_rng(seed)
    parts: list[list[tuple[np.ndarray, ...]]] = [[] for _ in KINDS]
    for origin, work, metres in _pairs_of_zones(xyz_m, max(FARTHEST_M.values())):
        chance = _PAIR_NOISE * rng.standard_normal(len(metres))
        step = np.minimum(TABLE_STEPS - 1, metres / STEP_M).astype(np.int64)
        for part, (mode, band, _) in zip(parts, KINDS, strict=True):
            noise = np.exp(chance + _LAYER_NOISE * rng.standard_normal(len(metres)))
            takes_min = np.ceil(minutes[mode, band, step] * noise)
            there = (takes_min <= CUTOFF_MIN) & (metres <= FARTHEST_M[mode])
            part.append((origin[there], work[there], takes_min[there].astype(np.uint8)))
    about = {"cutoff_min": CUTOFF_MIN, "timetable_date": DAY, "producer": "made up", "licence": "none"}
    layers = [Layer(mode, band, day_type=day_type, **about) for mode, band, day_type in KINDS]  # type: ignore[arg-type]
    pairs = [tuple(map(np.concatenate, zip(*part, strict=True))) for part in parts]
    return TravelMatrix.of_layers(zones, layers, pairs)  # type: ignore[arg-type] # three arrays each


def _pairs_of_zones(xyz_m: NDArray[np.int32], farthest_m: int) -> Iterator[tuple[np.ndarray, ...]]:
    """Zones that lie near enough to one another, and how far apart, in parts."""
    place = xyz_m.astype(np.float64)
    for start in range(0, len(place), _ZONES_AT_ONCE):
        metres = np.linalg.norm(place[start : start + _ZONES_AT_ONCE, None] - place[None], axis=2)
        origin, work = np.nonzero((metres > 0) & (metres <= farthest_m))
        yield (origin + start).astype(np.int32), work.astype(np.int32), metres[origin, work]


# --- Reading --------------------------------------------------------------------------------------


def _measure_reading(run: Run) -> Metrics:
    n_rows, n_zones = (200_000, 500) if run.quick else (run.options.rows, ZONES_READ)
    with tempfile.TemporaryDirectory(prefix="jobmatch-matrix-", dir=run.options.folder) as name:
        folder = Path(name)
        with run.timed("write travel times"):
            written = list(write_times(folder, n_rows, n_zones, run.seed))
        sizes = len(written) // 2, len(written)
        with run.timed("read half of them, and all"):
            half, everything = (_read(folder, n_files) for n_files in sizes)
        bytes_on_disk = sum(path.stat().st_size for path in folder.glob("times-*.parquet"))
    n_half, n_all = (sum(written[:n_files]) for n_files in sizes)
    more = (ROWS_OF_THE_COUNTRY - n_all) / (n_all - n_half)
    metrics = {"rows_read": n_all, "file_mb": bytes_on_disk / 1e6}
    for end in ("s", "peak_gb"):
        metrics[f"reading_{end}"] = everything[end]
        metrics[f"reading_half_{end}"] = half[end]
        metrics[f"reading_a_country_by_a_straight_line_{end}"] = everything[end] + more * (everything[end] - half[end])
    return metrics


def write_times(folder: Path, n_rows: int, n_zones: int, seed: int) -> Iterator[int]:
    """Write zones and travel times to files of a folder; yield how many rows each has."""
    rng = np.random.default_rng(seed)
    zones = pl.DataFrame(
        {
            "zone": [f"E{number:08}" for number in range(n_zones)],
            "latitude": rng.uniform(50.5, 55.0, n_zones),
            "longitude": rng.uniform(-3.0, 0.5, n_zones),
        }
    )
    zones.write_parquet(folder / "zones.parquet")
    of_each = min(n_zones - 1, max(1, n_rows // (2 * n_zones)))
    for number, origins in enumerate(np.array_split(np.arange(n_zones), _FILES)):
        # Others at even steps from a start of its own, each once.
        start = rng.integers(0, n_zones, len(origins))
        work = np.sort((start[:, None] + np.arange(of_each) * (n_zones // of_each)) % n_zones, axis=1).ravel()
        median_min = rng.integers(5, CUTOFF_MIN, (2, len(work)), dtype=np.int32)
        parts = [
            pl.DataFrame(
                {
                    "from_id": zones["zone"].gather(np.repeat(origins, of_each)),
                    "to_id": zones["zone"].gather(work),
                    "travel_time_p25": one - 4,
                    "travel_time_p50": one,
                    "travel_time_p75": one + 6,
                }
            ).with_columns(time_of_day=pl.lit(band))
            for band, one in zip(("am", "pm"), median_min, strict=True)
        ]
        pl.concat(parts).write_parquet(folder / f"times-{number:02}.parquet")
        yield 2 * len(work)


def _read(folder: Path, n_files: int) -> dict[str, Any]:
    """Read some of the files in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.matrix_process", str(folder), str(n_files), str(CUTOFF_MIN)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=20_000, help="people in the world (default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the world (default: %(default)s)")
    parser.add_argument("--rows", type=int, default=66_000_000, help="travel times to read (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where to write them (default: among temporary files)"
    )


if __name__ == "__main__":
    run_benchmark(
        "matrix",
        measure,
        description="Pairs a second on one thread by distance and by a travel-time matrix, and reading a big one.",
        data="synthetic: benchmarks/world.py and benchmarks/matrix.py (places are those of real small areas)",
        add_options=_add_options,
        columns=("by_distance", "by_matrix"),
    )
