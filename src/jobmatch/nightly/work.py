"""What is done for one partition, on one machine or a cluster: from the index on disk to finished files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from jobmatch import frames, persist, rank
from jobmatch.config import MatchConfig
from jobmatch.cost import travel_costs
from jobmatch.errors import RunError
from jobmatch.nightly.folder import TABLES, RunFolder, as_json, parquet_bytes, write_whole
from jobmatch.nightly.memory import FEWEST_AT_ONCE, peak_mb, people_at_once
from jobmatch.nightly.parts import Part
from jobmatch.nightly.receipts import receipt_column
from jobmatch.pack import SkillSpace
from jobmatch.score import judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.store import Stored, open_store
from jobmatch.travel import TravelTable
from jobmatch.whatif import find_barriers, question_frame

Frames = dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Job:
    """What a partition is made by, in plain values that travel to another machine.

    ``folder`` is the folder of the run, ``sources`` the digest of the code that must do it, ``machine`` holds settings
    of `MatchConfig` that suit a machine.
    """

    folder: str
    receipt: str
    k: int
    near_misses: int
    count_reach: bool
    memory_gb: float | None
    sources: str
    machine: dict[str, Any]

    @property
    def run(self) -> RunFolder:
        """Folder of the run."""
        return RunFolder(Path(self.folder))


@dataclass(frozen=True, slots=True, eq=False)
class OpenIndex:
    """An index that was opened for ranking: arrays and vectors lie where the files are mapped."""

    people: PeopleSide
    vacancies: VacancySide
    space: SkillSpace
    table: TravelTable
    config: MatchConfig

    @classmethod
    def load(cls, directory: Path, machine: dict[str, Any], *, verify: bool = False) -> OpenIndex:
        """Open a saved index; ``verify`` compares the checksum of every file."""
        return cls.of(open_store(directory, verify=verify), machine)

    @classmethod
    def of(cls, stored: Stored, machine: dict[str, Any]) -> OpenIndex:
        """The same of an index that is open already."""
        return cls(
            people=persist.people_side_of(stored),
            vacancies=persist.vacancy_side_of(stored),
            space=persist.space_of(stored),
            table=persist.table_of(stored),
            config=persist.config_of(stored, machine),
        )


@dataclass(slots=True)
class Clock:
    """Seconds spent in matching, out of all: search, judgement, and the search for near misses and barriers."""

    matching_s: float = 0.0

    def timed(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the work gives
        """Do work that counts."""
        start_s = time.perf_counter()
        try:
            return work()
        finally:
            self.matching_s += time.perf_counter() - start_s


def do_part(job: Job, index: OpenIndex, part: Part, n_sharing: int = 1) -> dict[str, Any]:
    """Match the people of a partition and write its files; returns what the file in ``done/`` says.

    May be done twice, also at the same time: the bytes are the same, and each file is there whole or not at all.
    ``n_sharing`` processes like this one share the memory of the machine.

    Raises
    ------
    RunError
        If there is not memory enough even for few people at once.
    UnwritableError
        If the system refuses a file.
    """
    start_s, clock, run = time.perf_counter(), Clock(), job.run
    found = _within_memory(job, index, part, n_sharing, clock)
    matches = found["matches"]
    found["matches"] = matches.insert_column(0, receipt_column(job.receipt, part.number, matches.height))
    files = {}
    for table in TABLES:
        path = run.table_file(table, part.number)
        content = parquet_bytes(found[table])
        files[f"{table}/{path.name}"] = {
            "sha256": write_whole(path, content),
            "size_bytes": len(content),
            "n_rows": found[table].height,
        }
    done = {**part.to_dict(), "receipt": job.receipt, "files": files, "verdicts": _verdicts(matches)}
    seconds = round(time.perf_counter() - start_s, 3)
    times = {"seconds": seconds, "matching_seconds": round(clock.matching_s, 3), "peak_memory_mb": peak_mb()}
    write_whole(run.times_file(part.number), as_json(times))
    write_whole(run.done_file(part.number), as_json(done))
    return done


def is_done(run: RunFolder, part: Part, receipt: str) -> bool:
    """Whether a partition is finished, and its files are as they were written."""
    done = run.read(f"done/{run.done_file(part.number).name}") or {}
    if done.get("receipt") != receipt or any(done.get(name) != value for name, value in part.to_dict().items()):
        return False
    files = done.get("files")
    expected = {f"{table}/{run.table_file(table, part.number).name}" for table in TABLES}
    return isinstance(files, dict) and set(files) == expected and run.is_whole(files)


def _verdicts(matches: pl.DataFrame) -> dict[str, int]:
    return dict(sorted(matches.group_by(pl.col("verdict").cast(pl.String)).len().rows()))


def _within_memory(job: Job, index: OpenIndex, part: Part, n_sharing: int, clock: Clock) -> Frames:
    """Everything about a partition, with fewer people at once each time that memory does not suffice."""
    at_once = people_at_once(len(part), job.k, job.memory_gb, n_sharing)
    while True:
        try:
            pieces = [
                _of_people(job, index, (start, min(part.last, start + at_once)), clock)
                for start in range(part.first, part.last, at_once)
            ]
            return {table: _in_order([piece[table] for piece in pieces], index.people, part) for table in TABLES}
        except MemoryError:
            if at_once <= FEWEST_AT_ONCE:
                raise RunError(
                    f"Memory does not suffice to rank {at_once} people at once.\n"
                    "Hint: start again on a machine with more memory, or when others use less: the run goes on from "
                    "its finished partitions. Fewer threads (`threads`) and fewer executors take less."
                ) from None
            at_once = max(FEWEST_AT_ONCE, at_once // 2)


def _of_people(job: Job, index: OpenIndex, within: tuple[int, int], clock: Clock) -> Frames:
    """Everything about the people of some rows."""
    people, vacancies, config, table = index.people, index.vacancies, index.config, index.table
    ranking = clock.timed(
        lambda: rank.match(people, vacancies, job.k, config, table, count_eligible=job.count_reach, within=within)
    )
    settings = make_settings(config, vacancies.index.dimensions)
    rows = ranking.person, ranking.vacancy
    judged = clock.timed(lambda: judge_pairs(people, vacancies, *rows, settings, table, config.threads))
    costs = travel_costs(people, vacancies, *rows, judged, config, table)
    first, n = within[0], within[1] - within[0]
    found = {
        "matches": frames.match_frame(people, vacancies, ranking, judged, config, costs),
        "questions": question_frame(people, vacancies, *rows, judged, settings, "match"),
        "counts": frames.counts_frame(
            people.frame["jobseeker_id"].slice(first, n),
            people.arrays.tie_rank[first : within[1]],
            ranking.person - first,
            ranking,
        ),
    }
    # With no near misses asked for, nobody is looked at: the tables are there, and empty.
    looked_at = within if job.near_misses else (first, first)
    barriers = clock.timed(
        lambda: find_barriers(
            people,
            vacancies,
            index.space,
            table,
            config.model_copy(update={"progress": False}),
            k=job.k,
            n_near=max(1, job.near_misses),
            within=looked_at,
        )
    )
    return found | {"changes": barriers.changes, "near_misses": barriers.near_misses}


def _in_order(pieces: Sequence[pl.DataFrame], people: PeopleSide, part: Part) -> pl.DataFrame:
    """Rows in the order of jobseeker ids, however many people were ranked at once."""
    order = pl.DataFrame(
        {
            "jobseeker_id": people.frame["jobseeker_id"].slice(part.first, len(part)),
            "_order": np.asarray(people.arrays.tie_rank[part.first : part.last]),
        }
    )
    whole = pl.concat(pieces).join(order, on="jobseeker_id", how="left", maintain_order="left")
    return whole.sort("_order", maintain_order=True).drop("_order")
