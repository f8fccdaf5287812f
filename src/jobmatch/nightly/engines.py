"""Engines: how the partitions of a run are shared out. This one takes them one after another, on all threads."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Protocol

from jobmatch.nightly.parts import Part
from jobmatch.nightly.work import Job, OpenIndex, do_part


class Engine(Protocol):
    """Shares out partitions. Whichever it is, the files are the same byte for byte."""

    @property
    def name(self) -> str:
        """What the log calls it."""

    def run(self, job: Job, parts: Sequence[Part]) -> Generator[dict[str, Any]]:
        """Do partitions in any order; yields what `do_part` returns for each, as it is finished.

        Closed before its end, it stops what is still under way.

        Raises
        ------
        RunError
            If a worker is lost for good, or there is not memory enough.
        UnwritableError
            If the system refuses a file.
        """


class LocalEngine:
    """One machine: a partition at a time, its people shared out over the threads of `MatchConfig`."""

    name = "local"

    def run(self, job: Job, parts: Sequence[Part]) -> Generator[dict[str, Any]]:
        """Do partitions in their order."""
        if not parts:
            return
        # Its checksums were compared when the run began.
        index = OpenIndex.load(job.run.index, job.machine)
        for part in parts:
            yield do_part(job, index, part)
