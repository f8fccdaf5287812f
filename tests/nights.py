"""A small country and its nights: some of the samples as Parquet files, and what a finished run holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.nightly import NightlySettings, Sources

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
N_PEOPLE, N_VACANCIES = 44, 70
AS_OF = dt.date(2026, 11, 2)
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
