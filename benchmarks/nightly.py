"""Whole nights, from Parquet files to a live run: ``python -m benchmarks.nightly [--quick] [--spark]``.

Each night is a process of its own, as a scheduler would start it, on a machine where the scorer was compiled before.
Near misses, allocation, ledger, fairness report and all gates are asked for. The *first* night encodes every text; by
the *ordinary* one, of the next day, 5% of the vacancies are others, and the rest of the texts are in the cache. That
night is killed (SIGKILL) once when half of its partitions are done and the next is under way, and started again; its
files must be the same. With ``--spark`` the night on one and two executors follows, whose files must be the same too.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from benchmarks.common import REPOSITORY, BenchmarkError, Metrics, Run, TreeMemory, run_benchmark
from benchmarks.world import make_world
from jobmatch.allocation import AllocationSettings
from jobmatch.config import MatchConfig
from jobmatch.encode import TextLanes, load_words
from jobmatch.nightly import LocalEngine, NightlySettings, Sources, SparkEngine, run as run_night

FILES = 8
WORDS_OF_TEXT = 24
PARTS = 16
FIRST, ORDINARY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)  # when what the made-up adverts pay was allowed
NEW_SHARE = 0.05
GROUPS = 4
_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """Where nights lie, how many people a partition has, and the threads of nights on one machine."""

    folder: Path
    size: int
    threads: int


@dataclass(frozen=True, slots=True)
class Night:
    """What a finished night took."""

    wall_s: float
    report: dict[str, Any]
    folder: Path

    @property
    def matching_s(self) -> float:
        """Seconds of search, judgement and the search for near misses, one partition after another."""
        return float(self.report["matching_seconds"])

    def manifest(self) -> bytes:
        """Checksums of everything that it found."""
        return (self.folder / "manifest.json").read_bytes()


def measure(run: Run) -> Metrics:
    """Run all nights."""
    n_people, n_vacancies = (600, 800) if run.quick else (run.options.jobseekers, run.options.vacancies)
    with TemporaryDirectory() as name:
        folder = Path(name)
        asked = Asked(folder, -(-n_people // (6 if run.quick else PARTS)), run.options.threads)
        with run.timed("compile, on a small world"):
            _write_world(folder, "small", 60, 80, run.seed)
            _night(asked, "small", "compiled", FIRST)
        with run.timed("make and write a world"):
            _write_world(folder, "in", n_people, n_vacancies, run.seed)
        with TreeMemory() as memory, run.timed("first night"):
            first = _night(asked, "in", "first", FIRST)
        _copy(asked, "first", ("ordinary", "killed"))
        with run.timed("ordinary night"):
            ordinary = _night(asked, "in", "ordinary", ORDINARY)
        with run.timed("killed half way, and started again"):
            killed_s, resumed = _killed_and_resumed(asked, ordinary)
        _same(resumed, ordinary, "the resumed")
        metrics = {
            "jobseekers": n_people,
            "vacancies": n_vacancies,
            "threads": run.options.threads,
            "partitions": len(ordinary.report["parts"]),
            "matches": ordinary.report["rows"]["n_matches"],
            "first_night_s": first.wall_s,
            "ordinary_night_s": ordinary.wall_s,
            "peak_gb": memory.peak_gb,
            **{f"ordinary_{stage}_s": seconds for stage, seconds in ordinary.report["stages_seconds"].items()},
            "share_new": ordinary.report["churn"]["mean_share_new"],
            "ordinary_matching_s": ordinary.matching_s,
            "outside_matching_pct": 100 * (1 - ordinary.matching_s / ordinary.wall_s),
            "partitions_kept": resumed.report["n_parts_kept"],
            "resume_cost_pct": 100 * ((killed_s + resumed.wall_s) / ordinary.wall_s - 1),
        }
        if run.options.spark:
            metrics |= _on_spark(run, asked, ordinary)
    return metrics


def _on_spark(run: Run, asked: Asked, ordinary: Night) -> Metrics:
    metrics: dict[str, float] = {}
    for n in (1, 2):
        _copy(asked, "first", (f"spark{n}",))
        with run.timed(f"Spark, {n} executor(s)"):
            night = _night(asked, "in", f"spark{n}", ORDINARY, n_executors=n)
        _same(night, ordinary, f"the one on {n} executor(s)")
        metrics |= {f"spark_{n}_night_s": night.wall_s, f"spark_{n}_match_s": night.report["stages_seconds"]["match"]}
    return metrics | {"spark_match_speedup": metrics["spark_1_match_s"] / metrics["spark_2_match_s"]}


# --- Nights in processes of their own ----------------------------------------------------------


def _command(asked: Asked, world: str, nights: str, day: dt.date, n_executors: int = 0) -> list[str]:
    numbers = map(str, (asked.size, asked.threads, n_executors))
    arguments = [str(asked.folder), world, nights, day.isoformat(), *numbers]
    return [sys.executable, "-c", "from benchmarks.nightly import child; child()", *arguments]


def child() -> None:
    """One night, as a process of its own."""
    folder, world, nights, day = Path(sys.argv[1]), *sys.argv[2:5]
    size, threads, n_executors = map(int, sys.argv[5:])
    inputs = folder / world
    sources = Sources(
        inputs / "jobseekers",
        inputs / f"vacancies-{day}",
        areas=inputs / "beside.parquet",
        area_column="area",
        groups=inputs / "beside.parquet",
    )
    settings = NightlySettings(partition_people=size, read_text="none", allocation=AllocationSettings())
    config = MatchConfig(
        as_of=dt.date.fromisoformat(day),
        threads=None if n_executors else threads,
        cache_dir=str(folder / f"cache-{world}"),
    )
    if n_executors:
        with _spark(folder, n_executors) as engine:
            result = run_night(folder / nights, sources, settings, config, engine=engine)
    else:
        result = run_night(folder / nights, sources, settings, config, engine=LocalEngine())
    if not result.passed:
        raise SystemExit(str(result.failed))


def _spark(folder: Path, n_executors: int) -> SparkEngine:
    home = folder / f"spark-home-{n_executors}"
    os.environ |= {"SPARK_HOME": str(_spark_home(home)), "SPARK_LOCAL_IP": "127.0.0.1"}
    return SparkEngine(
        master=f"local-cluster[{n_executors},1,1024]",
        settings={"spark.driver.host": "127.0.0.1", "spark.local.dir": str(home), "spark.log.level": "ERROR"},
    )


def _spark_home(home: Path) -> Path:
    """A folder that looks like Spark's, in which executors leave their files."""
    import pyspark

    home.mkdir()
    for entry in Path(pyspark.__file__).parent.iterdir():
        if entry.name != "work":
            (home / entry.name).symlink_to(entry)
    return home


def _copy(asked: Asked, nights: str, names: Sequence[str]) -> None:
    """The same folder of runs under other names; files are never written in place, so links will do."""
    for name in names:
        shutil.copytree(asked.folder / nights, asked.folder / name, symlinks=True, copy_function=os.link)


def _night(asked: Asked, world: str, nights: str, day: dt.date, n_executors: int = 0) -> Night:
    start_s = time.perf_counter()
    done = subprocess.run(
        _command(asked, world, nights, day, n_executors), capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    wall_s = time.perf_counter() - start_s
    if done.returncode:
        raise BenchmarkError(f"A night ended with code {done.returncode}: {done.stderr[-2000:]}")
    current = (asked.folder / nights / "current").resolve()
    return Night(wall_s, json.loads((current / "report.json").read_text(encoding="utf-8")), current)


def _killed_and_resumed(asked: Asked, ordinary: Night) -> tuple[float, Night]:
    """Seconds until the kill, and the night that followed.

    Raises
    ------
    BenchmarkError
        If the night had ended before it could be killed.
    """
    times = [part["seconds"] for part in ordinary.report["parts"]]
    half = len(times) // 2
    start_s = time.perf_counter()
    with subprocess.Popen(
        _command(asked, "in", "killed", ORDINARY), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=REPOSITORY
    ) as process:
        while len(list((asked.folder / "killed" / "runs").glob(f"{ORDINARY}-*/done/part-*.json"))) < half:
            if process.poll() is not None:
                raise BenchmarkError("The night ended before it could be killed.")
            time.sleep(_POLL_S)
        time.sleep(times[half] / 2)  # in the middle of the next one
        process.send_signal(signal.SIGKILL)
    return time.perf_counter() - start_s, _night(asked, "in", "killed", ORDINARY)


def _same(night: Night, ordinary: Night, which: str) -> None:
    if night.manifest() != ordinary.manifest():
        raise BenchmarkError(f"The files of {which} night are not those of an undisturbed one.")


# --- The world ---------------------------------------------------------------------------------


def _write_world(folder: Path, name: str, n_people: int, n_vacancies: int, seed: int) -> None:
    """Tables of a made-up market as Parquet files, with texts made of the words that its lanes hold."""
    n_new = max(1, round(n_vacancies * NEW_SHARE))
    world = make_world(n_people, n_vacancies + n_new, seed)
    words = load_words().names
    people, vacancies = _lanes_of(world.jobseeker_texts.lanes), _lanes_of(world.vacancy_texts.lanes)
    _write(world.jobseekers.with_columns(cv_text=_texts(people, words)), folder / name / "jobseekers")
    adverts = world.vacancies.with_columns(description=_texts(vacancies, words))
    _write(adverts[:n_vacancies], folder / name / f"vacancies-{FIRST}")
    _write(adverts[n_new:], folder / name / f"vacancies-{ORDINARY}")
    _beside(world.jobseekers).write_parquet(folder / name / "beside.parquet")


def _beside(people: pl.DataFrame) -> pl.DataFrame:
    """An area of half a degree, and a group that means nothing, of each person."""
    square = (pl.col("latitude", "longitude") * 2).floor().cast(pl.Int32)
    return people.select(
        "jobseeker_id",
        area=pl.concat_str(square, separator=" "),
        group=pl.format("group {}", pl.int_range(pl.len()) % GROUPS),
    )


def _lanes_of(lanes: TextLanes | None) -> TextLanes:
    if lanes is None:
        raise BenchmarkError("The world has no words.")
    return lanes


def _texts(lanes: TextLanes, words: Sequence[str]) -> pl.Series:
    ids = lanes.word_id[:, :WORDS_OF_TEXT] % len(words)
    spelled = pl.Series(words).gather(ids.ravel().astype("uint32"))
    rows = pl.DataFrame({"row": pl.int_range(len(ids), eager=True).repeat_by(ids.shape[1]).explode(), "word": spelled})
    return rows.group_by("row", maintain_order=True).agg(pl.col("word").str.join(" "))["word"]


def _write(frame: pl.DataFrame, folder: Path) -> None:
    folder.mkdir(parents=True)
    size = -(-frame.height // FILES)
    for number in range(FILES):
        frame.slice(number * size, size).write_parquet(folder / f"part-{number:02}.parquet")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobseekers", type=int, default=200_000, help="(default: %(default)s)")
    parser.add_argument("--vacancies", type=int, default=100_000, help="(default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="of nights on one machine (default: %(default)s)")
    parser.add_argument("--spark", action="store_true", help="also nights on Spark, on one and two executors")


if __name__ == "__main__":
    run_benchmark(
        "nightly",
        measure,
        description="Whole nights, from Parquet files to a live run: time, memory, and what a kill half way costs.",
        data="synthetic: benchmarks/world.py (homes drawn from real small areas by population)",
        add_options=_add_options,
    )
