"""Nights in a process of their own, on either engine: what tests/contract/test_nightly_engines.py looks at.

Spark leaves sockets and threads behind that are no business of ours, and pytest turns what Python says of them into
errors; so the engine runs here, and the tests compare files.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from jobmatch.errors import UnwritableError
from jobmatch.nightly import Engine, LocalEngine, NightlyResult, Progress, SparkEngine, run
from tests import nights

N_PEOPLE, N_VACANCIES = 26, 30


class EnoughError(Exception):
    """Raised by a caller who has had enough."""


def main(kind: str, folder: Path) -> None:
    """Run all nights on one engine, and write what became of them to ``said.json``."""
    sources = nights.with_areas_and_groups(nights.write_country(folder / "in", N_PEOPLE, N_VACANCIES), folder)
    engine: Engine = LocalEngine() if kind == "local" else spark_engine(folder)

    def night(name: str, on_progress: Callable[[Progress], None] | None = None, near_misses: int = 0) -> NightlyResult:
        return run(
            folder / name,
            sources,
            nights.everything(partition_people=6, near_misses=near_misses),
            nights.config(folder / "cache"),
            engine=engine,
            on_progress=on_progress,
        )

    said: dict[str, Any] = {}
    whole = night("whole", near_misses=1)
    said["whole"] = told(whole)
    said["stopped"] = stopped(night)
    said["damaged"] = damaged(night, whole)
    said["refused"] = refused(night)
    if kind == "spark":
        said["killed"] = killed(night)
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")
    if isinstance(engine, SparkEngine):
        engine.close()


def told(result: NightlyResult) -> dict[str, Any]:
    return {
        "folder": str(result.folder),
        "n_parts": result.n_parts,
        "n_parts_kept": result.n_parts_kept,
        "passed": result.passed,
        "engine": result.report["engine"],
    }


def stopped(night: Callable[..., NightlyResult]) -> dict[str, Any]:
    """Stopped by the caller after the first partition, and started again."""

    def stop(progress: Progress) -> None:
        raise EnoughError

    try:
        night("stopped", stop)
    except EnoughError:
        return told(night("stopped"))
    raise AssertionError("the run was not stopped")


def damaged(night: Callable[..., NightlyResult], whole: NightlyResult) -> dict[str, Any]:
    """A finished partition damaged, and the run started again."""
    file = whole.folder / "matches" / "part-00001.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    return told(night("whole", near_misses=1))


def refused(night: Callable[..., NightlyResult]) -> dict[str, Any]:
    """A folder where a file should go, which the system refuses to replace; then it is taken away."""
    result = night("stopped")
    in_the_way = result.folder / "counts" / "part-00003.parquet"
    in_the_way.unlink()
    in_the_way.mkdir()
    found = ""
    try:
        night("stopped")
    except UnwritableError as error:
        found = error.path.relative_to(result.folder).as_posix()
    in_the_way.rmdir()
    return told(night("stopped")) | {"path": found}


def killed(night: Callable[..., NightlyResult]) -> dict[str, Any]:
    """An executor killed when the first partition is there, with whatever it was doing."""
    victims: list[int] = []

    def kill(progress: Progress) -> None:
        if victims:
            return
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):  # some have ended meanwhile
                if "CoarseGrainedExecutorBackend" in " ".join(process.cmdline()):
                    process.send_signal(signal.SIGKILL)
                    victims.append(process.pid)
                    return

    return told(night("killed", kill)) | {"n_killed": len(victims)}


def spark_engine(folder: Path) -> SparkEngine:
    """A cluster of two executors on this machine, whose files all lie in the folder."""
    os.environ["SPARK_HOME"] = str(spark_home(folder / "spark"))
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    return SparkEngine(
        master="local-cluster[2,1,1024]",
        settings={
            "spark.local.dir": str(folder / "spark" / "local"),
            "spark.sql.warehouse.dir": str(folder / "spark" / "warehouse"),
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.log.level": "ERROR",
        },
    )


def spark_home(folder: Path) -> Path:
    """A folder that looks like Spark's: executors of a local cluster write to ``work`` in it."""
    import pyspark

    home = folder / "home"
    home.mkdir(parents=True)
    for entry in Path(pyspark.__file__).parent.iterdir():
        if entry.name != "work":
            (home / entry.name).symlink_to(entry)
    return home


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
