"""From input files to the saved index of a run, which is made once and found again when the run goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from jobmatch.errors import StoreError, UnwritableError
from jobmatch.matcher import Matcher
from jobmatch.nightly.folder import RunFolder, parquet_bytes, write_whole
from jobmatch.nightly.inputs import TABLES, Tables, check_unchanged, read_tables
from jobmatch.nightly.log import NightLog
from jobmatch.nightly.night import Night
from jobmatch.nightly.receipts import index_version
from jobmatch.nightly.report import unknown_by_tables
from jobmatch.store import Stored, open_store
from jobmatch.travel import TravelMatrix

_NOTES = "prepared.json"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read for a run: counts, and what the index must be to be that of this run.

    ``n_..._in`` are the rows that were found, ``n_..._rejected`` those of them that were put aside.
    """

    index: str
    files: dict[str, dict[str, str]]
    n_jobseekers: int
    n_vacancies: int
    n_jobseekers_in: int
    n_vacancies_in: int
    n_jobseekers_rejected: int
    n_vacancies_rejected: int
    n_files_rejected: int
    unknown_fields: list[dict[str, Any]]

    @property
    def n_rejected(self) -> int:
        """Rows and files that were put aside."""
        return self.n_jobseekers_rejected + self.n_vacancies_rejected + self.n_files_rejected

    @property
    def n_vacancies_closed(self) -> int:
        """Vacancies that had closed by the day of the run."""
        return self.n_vacancies_in - self.n_vacancies_rejected - self.n_vacancies

    @property
    def counts(self) -> dict[str, int]:
        """All counts, by name."""
        counts = {name: value for name, value in asdict(self).items() if name.startswith("n_")}
        return counts | {"n_vacancies_closed": self.n_vacancies_closed}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Prepared | None:
        """Back from plain values; None if they are not whole."""
        names = {field.name for field in fields(cls)}
        return cls(**values) if set(values) == names else None


def prepare(night: Night) -> tuple[Prepared, Stored]:
    """The index of a run, made now or earlier, and what was read for it.

    Raises
    ------
    InputError
        If a table cannot be used.
    RunError
        If a file is changed while it is read.
    UnwritableError
        If the system refuses to write.
    """
    run = night.run
    found = _made_before(run, night.log)
    if found is not None:
        return found
    aside = [(table, file) for table in TABLES for file in night.files[table] if file.problem is not None]
    for table, file in aside:
        night.log.event("file_put_aside", table=table, file=file.name, problem=file.problem)
    tables = read_tables(night.sources, night.files, night.settings, night.config)
    check_unchanged(night.files)
    sha256 = write_whole(run.path / "rejected.parquet", parquet_bytes(tables.rejected))
    n_people, n_vacancies = _lay_out(night, tables)
    stored = open_store(run.index, verify=False)
    prepared = Prepared(
        index=index_version(stored),
        files={"rejected.parquet": {"sha256": sha256}},
        n_jobseekers=n_people,
        n_vacancies=n_vacancies,
        n_jobseekers_in=tables.jobseekers.n_rows_in,
        n_vacancies_in=tables.vacancies.n_rows_in,
        n_jobseekers_rejected=tables.jobseekers.n_rejected,
        n_vacancies_rejected=tables.vacancies.n_rejected,
        n_files_rejected=len(aside),
        unknown_fields=unknown_by_tables(tables.jobseekers, tables.vacancies),
    )
    run.write(_NOTES, asdict(prepared))
    return prepared, stored


def _made_before(run: RunFolder, log: NightLog) -> tuple[Prepared, Stored] | None:
    noted = run.read(_NOTES)
    if noted is None:
        return None
    prepared = Prepared.of(noted)
    try:
        stored = open_store(run.index)
        if prepared and index_version(stored) == prepared.index and run.is_whole(prepared.files):
            return prepared, stored
    except StoreError:
        pass
    log.event("index_damaged")
    return None


def _lay_out(night: Night, tables: Tables) -> tuple[int, int]:
    """Encode what is new, lay everything out and save it; how many people and vacancies there are."""
    matrix = None if night.sources.matrix is None else TravelMatrix.load(Path(night.sources.matrix))
    with Matcher.build(
        tables.vacancies, tables.jobseekers, night.config, taxonomy=tables.taxonomy, travel=matrix, rules=tables.rules
    ) as matcher:
        try:
            matcher.save(night.run.index)
        except StoreError as error:
            # The folder is ours, so it is the system that refuses; libraries tell of that in errors of their own.
            reason = getattr(error.__cause__, "strerror", None) or str(error).partition("\n")[0].rstrip(".")
            raise UnwritableError(path=night.run.index, reason=reason) from error
        night.log.event("encoded", texts=matcher.n_encoded, cached=matcher.n_cached)
        return matcher.n_jobseekers, matcher.n_vacancies
