"""Two nights on the samples, from Parquet files to reports: ``make nightly-demo``.

The second night has other vacancies and one person who lost a licence. Everything that a night can write is asked for;
areas and groups are made up. Prints each command before it runs it.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import polars as pl

SAMPLES = Path(__file__).resolve().parent
SETTINGS = {
    "k": 20,
    "partition_people": 60,
    "allocation": {"k": 5, "introductions_per_opening": 3},
    # A market of a few hundred vacancies changes more from night to night than a country does.
    "gates": {"most_churn": 0.9, "least_group_ratio": 0.2},
}


def main(folder: Path, n_people: int | None = None) -> None:
    """Write the input of both nights to a folder, and run them there."""
    people = pl.read_ndjson(SAMPLES / "jobseekers.ndjson", infer_schema_length=None)[:n_people]
    vacancies = pl.read_ndjson(SAMPLES / "vacancies.ndjson", infer_schema_length=None)
    _write_beside(people, folder)
    n_new = vacancies.height // 5
    _write_night(folder / "first", people, vacancies[:-n_new])
    changed = pl.when(pl.col("jobseeker_id") == "J0004").then(pl.lit([], pl.List(pl.String))).otherwise("licences")
    _write_night(folder / "second", people.with_columns(licences=changed), vacancies[n_new:])
    for night, day in (("first", "2026-11-02"), ("second", "2026-11-03")):
        _night(folder, night, day)
    lists = pl.read_parquet(sorted((folder / "nights" / "current" / "matches").glob("*.parquet")))
    _say(f"\nReceipts: the first row of {lists['jobseeker_id'][0]}'s list, made again, and without licences.")
    _jobmatch(
        "replay", lists["receipt"][0], "--nights", folder / "nights", "--without", "jobseeker.licences", allowed=(0,)
    )
    _say("\nDiary: what changed for J0004 between the two nights.")
    _jobmatch("diary", "--nights", folder / "nights", "--jobseeker", "J0004", allowed=(0,))
    _say(f"\nOpen {folder / 'nights' / 'current' / 'report.html'}, and ledger/ and fairness/ beside it.")


def _night(folder: Path, night: str, day: str) -> None:
    _jobmatch(
        "nightly",
        folder / "nights",
        *("--jobseekers", folder / night / "jobseekers", "--vacancies", folder / night / "vacancies"),
        *("--places", SAMPLES / "places.csv", "--settings", folder / "nightly.json", "--as-of", day),
        *("--areas", folder / "areas.parquet", "--by", "area", "--groups", folder / "groups.parquet"),
        allowed=(0, 1),
    )


def _write_beside(people: pl.DataFrame, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nightly.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    areas = people.select("jobseeker_id", area=pl.col("postcode").str.extract(r"^([A-Z]+)"))
    areas.write_parquet(folder / "areas.parquet")
    team = pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.lit("first team")).otherwise(pl.lit("second team"))
    people.select("jobseeker_id", team=team).write_parquet(folder / "groups.parquet")


def _write_night(folder: Path, people: pl.DataFrame, vacancies: pl.DataFrame) -> None:
    for name, frame in (("jobseekers", people), ("vacancies", vacancies)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        half = frame.height // 2
        frame[:half].write_parquet(folder / name / "part-0.parquet")
        frame[half:].write_parquet(folder / name / "part-1.parquet")


def _jobmatch(*arguments: object, allowed: tuple[int, ...]) -> None:
    words = [str(argument) for argument in arguments]
    _say(f"\n$ jobmatch {shlex.join(words)}")
    done = subprocess.run([sys.executable, "-m", "jobmatch.cli", *words], check=False)
    if done.returncode not in allowed:
        sys.exit(done.returncode)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
