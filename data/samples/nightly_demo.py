"""Three nights on the samples, from Parquet files to reports: ``make nightly-demo``.

The second night has other vacancies and one person who lost a licence; it runs once more on Spark where that is there.
In the third most vacancies are missing, as when an export broke off, so that a gate holds it back. Everything that a
night can write is asked for; areas, their boundaries and groups are made up. Prints each command before it runs it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shlex
import shutil
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
REGIONS = {
    **dict.fromkeys(("G", "PA"), "Scotland"),
    **dict.fromkeys(("CA", "HU", "LS", "M", "OL", "S"), "North"),
    **dict.fromkeys(("B", "LE", "NR"), "Midlands and East"),
    **dict.fromkeys(("CF", "CT", "NP", "PL"), "South and Wales"),
}


def main(folder: Path, n_people: int | None = None) -> None:
    """Write the input of all nights to a folder, and run them there."""
    people = pl.read_ndjson(SAMPLES / "jobseekers.ndjson", infer_schema_length=None)[:n_people]
    vacancies = pl.read_ndjson(SAMPLES / "vacancies.ndjson", infer_schema_length=None)
    _write_beside(people, folder)
    n_new = vacancies.height // 5
    _write_night(folder / "first", people, vacancies[:-n_new])
    changed = pl.when(pl.col("jobseeker_id") == "J0004").then(pl.lit([], pl.List(pl.String))).otherwise("licences")
    _write_night(folder / "second", people.with_columns(licences=changed), vacancies[n_new:])
    _write_night(folder / "broken", people, vacancies[n_new : 2 * n_new])
    _night(folder / "nights", folder / "first", "2026-11-02", folder)
    _night(folder / "nights", folder / "second", "2026-11-03", folder)
    _say("\nA night whose export broke off: a gate holds it back, and the one before stays live.")
    _night(folder / "nights", folder / "broken", "2026-11-04", folder, allowed=(4,))
    _on_spark(folder)
    lists = pl.read_parquet(sorted((folder / "nights" / "current" / "matches").glob("*.parquet")))
    _say(f"\nReceipts: the first row of {lists['jobseeker_id'][0]}'s list, made again, and without skills.")
    _jobmatch(
        "replay", lists["receipt"][0], "--nights", folder / "nights", "--without", "jobseeker.skills", allowed=(0,)
    )
    _say("\nDiary: what changed for J0004 between the two nights.")
    _jobmatch("diary", "--nights", folder / "nights", "--jobseeker", "J0004", allowed=(0,))
    _say(f"\nOpen {folder / 'nights' / 'current' / 'report.html'}, and ledger/ and fairness/ beside it.")


def _night(
    nights: Path, inputs: Path, day: str, folder: Path, *options: object, allowed: tuple[int, ...] = (0, 1)
) -> None:
    _jobmatch(
        "nightly",
        nights,
        *("--jobseekers", inputs / "jobseekers", "--vacancies", inputs / "vacancies"),
        *("--places", SAMPLES / "places.csv", "--settings", folder / "nightly.json", "--as-of", day),
        *("--areas", folder / "areas.parquet", "--by", "area", "--boundaries", folder / "areas.geojson"),
        *("--groups", folder / "groups.parquet", *options),
        allowed=allowed,
    )


def _on_spark(folder: Path) -> None:
    """The second night once more, on Spark; its files must be the same."""
    if importlib.util.find_spec("pyspark") is None or (shutil.which("java") is None and "JAVA_HOME" not in os.environ):
        _say("\nNo night on Spark: that needs Java 17 and pip install 'jobmatch[spark]'.")
        return
    _say("\nThe second night on Spark.")
    nights = folder / "nights-on-spark"
    _night(nights, folder / "second", "2026-11-03", folder, "--engine", "spark", "--master", "local[2]")
    one, other = ((root / "current" / "manifest.json").read_bytes() for root in (folder / "nights", nights))
    if one != other:
        sys.exit("The night on Spark found something else.")
    _say("The same files, byte for byte.")


def _write_beside(people: pl.DataFrame, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nightly.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    areas = people.select("jobseeker_id", area=_region(pl.col("postcode")))
    areas.write_parquet(folder / "areas.parquet")
    (folder / "areas.geojson").write_text(json.dumps(_boundaries()), encoding="utf-8")
    team = pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.lit("first team")).otherwise(pl.lit("second team"))
    people.select("jobseeker_id", team=team).write_parquet(folder / "groups.parquet")


def _region(postcode: pl.Expr) -> pl.Expr:
    return postcode.str.extract(r"^([A-Z]+)").replace_strict(REGIONS, default=None)


def _boundaries() -> dict[str, object]:
    """A box around the places of each postcode area, and the boxes of a region together."""
    places = pl.read_csv(SAMPLES / "places.csv").with_columns(letters=pl.col("postcode").str.extract(r"^([A-Z]+)"))
    west, east = pl.col("longitude").min(), pl.col("longitude").max()
    south, north = pl.col("latitude").min(), pl.col("latitude").max()
    boxes = places.drop_nulls(["letters", "latitude", "longitude"]).group_by("letters")
    rings: dict[str, list[object]] = {}
    for letters, w, s, e, n in boxes.agg(west=west, south=south, east=east, north=north).sort("letters").iter_rows():
        rings.setdefault(REGIONS[letters], []).append([[[w, s], [e, s], [e, n], [w, n], [w, s]]])
    features = [
        {
            "type": "Feature",
            "properties": {"area": region},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for region, polygons in sorted(rings.items())
    ]
    return {"type": "FeatureCollection", "features": features}


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
