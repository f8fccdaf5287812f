"""A small country and its nights: some of the samples as Parquet files, and what a finished run holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from jobmatch.allocation import AllocationSettings
from jobmatch.config import MatchConfig
from jobmatch.nightly import Gates, NightlySettings, Sources
from jobmatch.nightly.folder import parquet_bytes, write_whole

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
N_PEOPLE, N_VACANCIES = 44, 70
AS_OF = dt.date(2026, 11, 2)
HAS_JAVA = shutil.which("java") is not None or "JAVA_HOME" in os.environ  # without it there is no Spark
# What tells when and how, and not what was found.
TIMED = {"start.json", "log.ndjson", "report.json", "report.html", "times"}


def write_country(
    folder: Path, n_people: int = N_PEOPLE, n_vacancies: int = N_VACANCIES, *, drop_vacancies: int = 0
) -> Sources:
    """Write both tables in two files each; ``drop_vacancies`` leaves out so many of the first."""
    for kind, start, stop in (("jobseekers", 0, n_people), ("vacancies", drop_vacancies, n_vacancies + drop_vacancies)):
        frame = pl.read_ndjson(SAMPLES / f"{kind}.ndjson", infer_schema_length=None)[start:stop]
        (folder / kind).mkdir(parents=True, exist_ok=True)
        half = frame.height // 2
        frame[:half].write_parquet(folder / kind / "a.parquet")
        frame[half:].write_parquet(folder / kind / "b.parquet")
    return Sources(folder / "jobseekers", folder / "vacancies", places=SAMPLES / "places.csv")


def with_areas_and_groups(sources: Sources, folder: Path) -> Sources:
    """The same with a made-up area and group of each person, in a table in ``folder``."""
    ids = [f"J{number:04}" for number in range(1, N_PEOPLE + 1)]
    beside = pl.DataFrame({"jobseeker_id": ids, "lad": (["north", "south"] * len(ids))[: len(ids)]})
    write_whole(folder / "beside.parquet", parquet_bytes(beside))
    return replace(sources, areas=folder / "beside.parquet", area_column="lad", groups=folder / "beside.parquet")


def everything(**changed: Any) -> NightlySettings:
    """A night that writes all that a night can write, for areas and groups as small as these."""
    return settings(
        **{
            "allocation": AllocationSettings(k=2, introductions_per_opening=2),
            "gates": Gates(least_group_ratio=None),
            "least_people": 5,
        }
        | changed
    )


def settings(**changed: Any) -> NightlySettings:
    """Five or so partitions, and little to look for."""
    usual: dict[str, Any] = {"k": 5, "near_misses": 1, "partition_people": 12, "read_text": "none"}
    return NightlySettings(**usual | changed)


def config(cache: Path) -> MatchConfig:
    return MatchConfig(as_of=AS_OF, threads=1, cache_dir=str(cache))


def result_of(folder: Path) -> dict[str, str]:
    """Checksum of every file of a run that holds what was found; the index by what it holds."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in {*TIMED, "index"}:
            found[name.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def log_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "log.ndjson").read_text(encoding="utf-8").splitlines()]
