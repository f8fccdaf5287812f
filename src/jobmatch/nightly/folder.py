"""Where a run writes: the layout of its folder, and files that are there whole or not at all.

::

    nights/
    ├── current -> runs/2026-11-29-1f0c...   the live run; one step puts another in its place
    ├── .nightly.lock                        held by the run that is under way
    └── runs/2026-11-29-1f0c.../
        ├── start.json       what went in, by checksum; written first
        ├── rejected.parquet  index/  prepared.json
        ├── matches/  near_misses/  changes/  questions/  counts/     part-00000.parquet, ...
        ├── done/            part-00000.json: the files of a finished partition, with their checksums
        ├── allocation/  ledger/  fairness/                           where they are configured
        ├── manifest.json    every file of the result, with its checksum
        ├── gates.json  report.json  report.html
        └── log.ndjson  times/

A file is written beside its place, flushed, and then renamed, so whoever finds it finds the whole of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
from filelock import FileLock, Timeout

from jobmatch.errors import RunBusyError, RunError, RunMissingError, UnwritableError
from jobmatch.store import sync_folder

TABLES: Final = ("matches", "near_misses", "changes", "questions", "counts")
MANIFEST: Final = "manifest.json"
_PART_MARK: Final = ".part"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell what the system refuses as our own error."""
    try:
        yield
    except OSError as error:
        raise UnwritableError(path=path, reason=error.strerror or "unknown") from error


def write_whole(path: Path, content: bytes) -> str:
    """Write a file whole or not at all, for its owner alone; returns its SHA-256."""
    with writing(path):
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART_MARK}")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
    return hashlib.sha256(content).hexdigest()


def as_json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """JSON for people and for checksums: the same value, the same bytes."""
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """A frame as Parquet: the same frame, the same bytes."""
    from io import BytesIO

    buffer = BytesIO()
    # Pages follow chunks: one chunk, so that equal frames give equal bytes.
    frame.rechunk().write_parquet(buffer, compression="zstd", compression_level=3)
    return buffer.getvalue()


def read_json(path: Path) -> dict[str, Any] | None:
    """A JSON object that a run wrote; None if it is not there or not whole."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def sha256_of(path: Path) -> str | None:
    """SHA-256 of a file; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run."""

    path: Path

    @property
    def name(self) -> str:
        """Name of the run."""
        return self.path.name

    @property
    def index(self) -> Path:
        """Where the saved index lies."""
        return self.path / "index"

    def make(self) -> None:
        """Make it with all folders that partitions write to."""
        with writing(self.path):
            for name in ("", "done", "times", *TABLES):
                (self.path / name).mkdir(mode=0o700, parents=True, exist_ok=True)

    def table_file(self, table: str, part: int) -> Path:
        """File of a partition."""
        return self.path / table / f"part-{part:05}.parquet"

    def done_file(self, part: int) -> Path:
        """File that says that a partition is finished."""
        return self.path / "done" / f"part-{part:05}.json"

    def times_file(self, part: int) -> Path:
        """File that says what a partition took."""
        return self.path / "times" / f"part-{part:05}.json"

    def read(self, name: str) -> dict[str, Any] | None:
        """One of its JSON files, None if it is not there."""
        return read_json(self.path / name)

    def need(self, name: str) -> dict[str, Any]:
        """One of its JSON files.

        Raises
        ------
        RunMissingError
            If it is not there: the run did not get that far.
        """
        found = self.read(name)
        if found is None:
            raise RunMissingError(
                what=f"The run {self.name!r} has no {name}", way_out="start the run again: it goes on where it was"
            )
        return found

    def write(self, name: str, value: Any) -> str:  # noqa: ANN401
        """Write one of its JSON files; returns its checksum."""
        return write_whole(self.path / name, as_json(value))

    def is_whole(self, files: Mapping[str, Any]) -> bool:
        """Whether files are there with the checksums that they should have."""
        return all(
            isinstance(said, Mapping) and sha256_of(self.path / name) == said.get("sha256", "")
            for name, said in files.items()
        )

    def scan(self, table: str) -> pl.LazyFrame:
        """All partitions of a table, in their order."""
        files = sorted((self.path / table).glob("part-*.parquet"))
        if not files:
            raise RunMissingError(
                what=f"The run {self.name!r} has no {table}", way_out="start the run again: it goes on where it was"
            )
        return pl.scan_parquet(files, glob=False, hive_partitioning=False)

    def drop_drafts(self) -> None:
        """Remove what a run that died was writing."""
        with suppress(OSError):
            for path in self.path.rglob(f".*{_PART_MARK}"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Nights:
    """The folder of all runs, and which of them is live."""

    root: Path

    @property
    def pointer(self) -> Path:
        """The link to the live run."""
        return self.root / "current"

    def run(self, name: str) -> RunFolder:
        """Folder of a run."""
        return RunFolder(self.root / "runs" / name)

    def live(self) -> RunFolder | None:
        """The run that is live, if any is."""
        try:
            name = self.pointer.readlink().name
        except FileNotFoundError:
            return None
        except OSError:
            raise RunError(
                f"{str(self.pointer)!r} is no link to a run.\nHint: nobody's files are replaced; choose another folder."
            ) from None
        found = self.run(name)
        return found if found.path.is_dir() else None

    def find(self, name: str | None) -> RunFolder:
        """A run by its name; None is the live one.

        Raises
        ------
        RunMissingError
            If there is none.
        """
        found = self.live() if name is None else self.run(Path(name).name)
        if found is None or not (found.path / MANIFEST).is_file():
            raise RunMissingError(
                what=f"No finished run {'is live' if name is None else repr(name)} in {str(self.root)!r}",
                way_out=f"finished are: {', '.join(self.finished()) or 'none yet'}",
            )
        return found

    def finished(self) -> list[str]:
        """Names of the runs that got to their end, the oldest first."""
        return [run.name for run in self._by_start() if (run.path / MANIFEST).is_file()]

    def _by_start(self) -> list[RunFolder]:
        folders = [RunFolder(path) for path in (self.root / "runs").glob("*") if path.is_dir()]
        return sorted(folders, key=lambda run: (str((run.read("start.json") or {}).get("started", "")), run.name))

    def publish(self, run: RunFolder) -> None:
        """Make a run live, in one step."""
        draft = self.root / f".current.{secrets.token_hex(4)}{_PART_MARK}"
        with writing(self.pointer):
            draft.symlink_to(Path("runs", run.name), target_is_directory=True)
            draft.replace(self.pointer)
            sync_folder(self.root)

    def prune(self, keep: int, needed: set[str]) -> list[str]:
        """Remove the oldest runs, but none that is needed; names of those that could not be removed."""
        left = []
        runs = self._by_start()
        for run in runs[: max(0, len(runs) - keep)]:
            if run.name not in needed:
                # Without it a run does not count as finished, should this be stopped half way.
                with suppress(OSError):
                    (run.path / MANIFEST).unlink(missing_ok=True)
                shutil.rmtree(run.path, ignore_errors=True)
                if run.path.exists():
                    left.append(run.name)
        for draft in self.root.glob(f".current.*{_PART_MARK}"):
            draft.unlink(missing_ok=True)
        return left

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder against other runs.

        Raises
        ------
        RunBusyError
            If another run holds it.
        """
        with writing(self.root):
            (self.root / "runs").mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(self.root / ".nightly.lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                raise RunBusyError(root=self.root) from None
        try:
            yield
        finally:
            lock.release()
