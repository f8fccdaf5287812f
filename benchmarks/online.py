"""One person at a time, as a work coach asks: ``python -m benchmarks.online [--quick]``.

A saved index is loaded by a process of its own, which then matches records that no table holds, one after another: the
record is checked, its CV encoded, the vacancies searched, and a result frame made. Vacancies and CVs are words that the
made-up world drew, in the order of their weight, encoded by the static model. Nothing is in the cache of encodings.

One person in five gives a postcode in place of coordinates, and a nursery by its postcode, where windows begin and end.
The postcodes are made up, as many as those of the country. These people are asked about, and reported, apart.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import psutil

from benchmarks.common import REPOSITORY, Metrics, Run, run_benchmark
from benchmarks.world import make_world
from jobmatch import persist, store
from jobmatch.config import MatchConfig
from jobmatch.encode import Encoded, EncodingSession, StaticEncoder, TextLanes, WordWeights, load_words, quantise
from jobmatch.market import Market
from jobmatch.pack import SkillSpace
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN, funded_childcare_hours, shipped_rules
from jobmatch.sides import people_side, vacancy_side
from jobmatch.travel import embedded_table

K = 10
MIB = 2**20
SHARE_WITH_PLACES = 5  # one in so many
N_POSTCODES = 1_700_000  # as in use in Great Britain
FAR_DEG = 0.02  # from a home to the nursery, at most, in each direction
_USUAL_WINDOWS = "Mon-Fri 08:45-15:15"


def measure(run: Run) -> Metrics:
    """Make an index, and ask it from two processes."""
    n_vacancies, n_asked = (4_000, 100) if run.quick else (run.options.vacancies, run.options.jobseekers)
    n_postcodes = 10_000 if run.quick else N_POSTCODES
    with tempfile.TemporaryDirectory(prefix="jobmatch-online-") as folder:
        with run.timed("make and save a world"):
            market, records = make_market(n_vacancies, n_asked, run.seed)
            store.save(Path(folder, "index"), persist.to_contents(market))
            with_places, others = records[::SHARE_WITH_PLACES], list(records)
            del others[::SHARE_WITH_PLACES]
            directory = made_up_postcodes(with_places, n_postcodes, run.seed)
            directory.write_parquet(Path(folder, "places.parquet"))
            with_places = [_by_postcode(*both) for both in zip(with_places, directory.iter_slices(2), strict=False)]
            for name, asked in (("records", others), ("records_with_places", with_places)):
                Path(folder, f"{name}.json").write_text(json.dumps(asked), encoding="utf-8")
            del market
        if run.quick:
            _ask(folder)  # compiles, so that the figures are those of later processes
        with run.timed("ask one person at a time"):
            counts = {"vacancies": n_vacancies, "jobseekers": n_asked, "with_places": len(with_places)}
            return {**counts, "postcodes": n_postcodes, "k": K, **_ask(folder)}


def make_market(n_vacancies: int, n_asked: int, seed: int) -> tuple[Market, list[dict[str, Any]]]:
    """A made-up market, and records of people who are in none of its tables."""
    world, table, config = make_world(n_asked, n_vacancies, seed), embedded_table(), MatchConfig()
    space = SkillSpace.of(world.vacancies, world.jobseekers)
    jobs = vacancy_side(world.vacancies, _encoded(world.vacancy_texts), space, table, search_unstated_remote=False)
    people = people_side(
        world.jobseekers[:1],
        _first(world.jobseeker_texts),
        space,
        table,
        default_limit_min=USUAL_TRAVEL_LIMIT_MIN,
        funded_hours=funded_childcare_hours(config.as_of, shipped_rules()),
    )
    market = Market(
        config=config,
        encoding=EncodingSession(config),
        base=jobs,
        people=people,
        space=space,
        word_weights=WordWeights.before_any(load_words()),
        table=table,
        closed=world.vacancies["vacancy_id"].clear(),
        rules=shipped_rules(),
    )
    texts = _texts(world.jobseeker_texts)
    rows = zip(world.jobseekers.iter_rows(named=True), texts, strict=True)
    return market, [_record(row) | {"cv_text": text} for row, text in rows]


def _texts(encoded: Encoded) -> list[str]:
    """Words that the lanes name."""
    names, lanes = load_words().names, encoded.lanes
    return [] if lanes is None else [" ".join(names[word] for word in row) for row in lanes.word_id.tolist()]


def _encoded(drawn: Encoded) -> Encoded:
    """The same words with the vectors of a real model."""
    return replace(drawn, vectors=quantise(StaticEncoder().encode(_texts(drawn))))


def _first(encoded: Encoded) -> Encoded:
    lanes = None if encoded.lanes is None else TextLanes._make(lane[:1] for lane in encoded.lanes)
    return replace(encoded, vectors=encoded.vectors[:1], has_text=encoded.has_text[:1], lanes=lanes)


def _record(row: dict[str, Any]) -> dict[str, Any]:
    record = {name: value for name, value in row.items() if value is not None}
    if "capacity" in record:
        record["capacity"] = {level["dimension"]: level["level"] for level in record["capacity"]}
    return record


def made_up_postcodes(records: list[dict[str, Any]], n: int, seed: int) -> pl.DataFrame:
    """Postcodes and where they lie: two for each record, at its home and near it, and the others anywhere."""
    rng, numbers = np.random.default_rng(seed), np.arange(n)
    homes = np.array([[record["latitude"], record["longitude"]] for record in records])
    at = homes[np.where(numbers < 2 * len(homes), numbers // 2, rng.integers(0, len(homes), n))]
    is_home = (numbers < 2 * len(homes)) & (numbers % 2 == 0)
    at = at + np.where(is_home[:, None], 0.0, rng.uniform(-FAR_DEG, FAR_DEG, (n, 2)))
    # A number in letters and digits, in no order of where it lies: AB12 3CD
    code = (numbers * 7_919) % n
    parts = [
        pl.Series(list("ABCDEFGHKL")).gather(code // 200_000 % 10),
        pl.Series(list("ABCDEFGHKL")).gather(code // 20_000 % 10),
        pl.Series(list("12")).gather(code // 10_000 % 2),
        pl.Series(list("0123456789")).gather(code // 1_000 % 10),
        pl.Series([" "]).new_from_index(0, n),
        pl.Series(list("0123456789")).gather(code // 100 % 10),
        pl.Series(list("ABDEFGHJLN")).gather(code // 10 % 10),
        pl.Series(list("PQRSTUWXYZ")).gather(code % 10),
    ]
    frame = pl.DataFrame([part.alias(str(place)) for place, part in enumerate(parts)])
    return frame.select(pl.concat_str(pl.all()).alias("postcode"), latitude=at[:, 0], longitude=at[:, 1])


def _by_postcode(record: dict[str, Any], postcodes: pl.DataFrame) -> dict[str, Any]:
    """The same person with a postcode for home and one for a nursery, from which each window begins and ends."""
    home, nursery = postcodes["postcode"]
    windows = record.get("away_windows") or _USUAL_WINDOWS
    given = {name: value for name, value in record.items() if name not in ("latitude", "longitude")}
    return given | {
        "postcode": home,
        "care_flag": True,
        "care_places": {"nursery": nursery},
        "away_windows": "; ".join(f"{window} @nursery" for window in windows.split("; ")),
    }


def _ask(folder: str) -> Metrics:
    """Figures of a second process while a first one has the same index open and in use."""
    command = [sys.executable, "-m", "benchmarks.online_process", folder, str(K)]
    with _started(command) as first, _started(command) as second:
        _answer(first)
        found: dict[str, float] = _answer(second)
        memory = psutil.Process(second.pid).memory_full_info()
        first.communicate()
        second.communicate()
    # Pages that the two share count half; those of the index that nobody else has would count whole.
    return found | {"resident_mib": memory.rss / MIB, "own_mib": memory.uss / MIB}


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]) -> dict[str, float]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("started without pipes")
    process.stdin.write("go\n")
    process.stdin.flush()
    found: dict[str, float] = json.loads(process.stdout.readline())
    return found


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobseekers", type=int, default=2_000, help="people who are asked about (default: %(default)s)"
    )
    parser.add_argument("--vacancies", type=int, default=800_000, help="vacancies in the index (default: %(default)s)")


if __name__ == "__main__":
    run_benchmark(
        "online",
        measure,
        description="One person at a time: loading a saved index, the first match after it, and those that follow.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
