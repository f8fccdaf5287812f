"""A log for programs: one JSON object a line, of counts, names of files and times; nothing about anybody."""

from __future__ import annotations

import datetime as dt
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from jobmatch.errors import UnwritableError
from jobmatch.nightly.folder import writing

Value = str | int | float | bool | None


class NightLog:
    """Appends to ``log.ndjson`` of a run.

    Values are numbers, booleans, and names that we or the operator gave to files, tables and columns. Ids and values of
    rows have no place here.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with writing(path):
            self._file = path.open("a", encoding="utf-8")

    def event(self, name: str, **values: Value) -> None:
        """Write one line, flushed."""
        line = {"time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"), "event": name, **values}
        with writing(self._path):
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()

    def __enter__(self) -> Self:
        """Use as a context manager to close at the end."""
        return self

    def last_event(self, name: str, **values: Value) -> None:
        """As `event`, of a run that has failed already: why it did matters more than that this cannot be written."""
        with suppress(UnwritableError):
            self.event(name, **values)

    def __exit__(self, *exc_info: object) -> None:
        """Close."""
        with suppress(OSError):  # each event was flushed, or its failure told
            self._file.close()


class Stages:
    """Wall-clock seconds of each stage of a run."""

    def __init__(self, log: NightLog, start_s: float) -> None:
        self.log, self._began_s, self._start_s = log, start_s, start_s
        self.seconds: dict[str, float] = {}

    @property
    def seconds_in_all(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._began_s

    def done(self, name: str) -> None:
        """Note the end of a stage, which began at the end of the last."""
        now_s = time.perf_counter()
        self.seconds[name] = round(now_s - self._start_s, 3)
        self._start_s = now_s
        self.log.event("stage", stage=name, seconds=self.seconds[name])
