"""All partitions of a run: those that are due are shared out, finished ones are kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from jobmatch.config import MACHINE_SETTINGS
from jobmatch.errors import RunError
from jobmatch.nightly.folder import TABLES, RunFolder
from jobmatch.nightly.night import Night
from jobmatch.nightly.parts import Part, plan_parts
from jobmatch.nightly.receipts import code_version
from jobmatch.nightly.work import Job, is_done
from jobmatch.persist import people_side_of
from jobmatch.store import Stored


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: partitions and people done of all, and an estimate of the seconds left."""

    parts_done: int
    parts: int
    people_done: int
    people: int
    seconds_left: float


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Matched:
    """What ``done/`` says of each partition, and how many of them had been finished before."""

    parts: list[dict[str, Any]]
    n_kept: int

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        """Every file of every partition."""
        return {name: said for part in self.parts for name, said in part["files"].items()}

    @property
    def n_rows(self) -> dict[str, int]:
        """Rows of each table."""
        files = self.files.items()
        return {table: sum(said["n_rows"] for name, said in files if name.startswith(f"{table}/")) for table in TABLES}


def match_parts(night: Night, stored: Stored, receipt: str, on_progress: OnProgress | None) -> Matched:
    """Do every partition that is not finished.

    Raises
    ------
    RunError
        If a worker is lost, there is not memory enough, or a partition was not finished.
    UnwritableError
        If the system refuses a file.
    """
    run, log, settings = night.run, night.log, night.settings
    parts = plan_parts(people_side_of(stored).cells, settings.partition_people)
    _drop_others(run, len(parts))
    kept = [part for part in parts if is_done(run, part, receipt)]
    due = [part for part in parts if part not in kept]
    log.event("partitions", partitions=len(parts), kept=len(kept))
    for part in due:
        if run.done_file(part.number).exists():
            log.event("partition_damaged", partition=part.number)
    job = Job(
        folder=str(run.path.resolve()),
        receipt=receipt,
        k=settings.k,
        near_misses=settings.near_misses,
        count_reach=settings.count_reach,
        memory_gb=settings.memory_gb,
        sources=code_version()["sources"],
        machine={name: getattr(night.config, name) for name in sorted(MACHINE_SETTINGS)} | {"progress": False},
    )
    counter = _Counter(parts, kept, on_progress)
    # Closed at once when something is raised here, or partitions would go on beside the next run.
    with closing(night.engine.run(job, due)) as finished:
        for done in finished:
            part = Part.of(done)
            log.event("partition", partition=part.number, people=len(part))
            counter.step(part)
    n_lost = sum(not is_done(run, part, receipt) for part in due)
    if n_lost:
        raise RunError(f"{n_lost} partition(s) were not finished.\nHint: start again; the run goes on from the others.")
    return Matched([run.need(f"done/{run.done_file(part.number).name}") for part in parts], len(kept))


class _Counter:
    """Counts finished partitions, and estimates the time left by the people that are still due."""

    def __init__(self, parts: list[Part], kept: list[Part], on_progress: OnProgress | None) -> None:
        self._parts, self._on_progress = parts, on_progress
        self._people = sum(map(len, parts))
        self._n_done, self._before = len(kept), sum(map(len, kept))
        self._people_done, self._start_s = self._before, time.perf_counter()

    def step(self, part: Part) -> None:
        self._n_done += 1
        self._people_done += len(part)
        if self._on_progress is None:
            return
        pace_s = (time.perf_counter() - self._start_s) / (self._people_done - self._before)
        left_s = pace_s * (self._people - self._people_done)
        self._on_progress(Progress(self._n_done, len(self._parts), self._people_done, self._people, left_s))


def _drop_others(run: RunFolder, n_parts: int) -> None:
    """Remove partitions beyond the plan, which only a damaged index can have left."""
    for table in TABLES:
        for file in (run.path / table).glob("part-*.parquet"):
            if int(file.stem.removeprefix("part-")) >= n_parts:
                file.unlink(missing_ok=True)
