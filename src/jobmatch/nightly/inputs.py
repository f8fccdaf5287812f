"""Input files of a run: which there are, what is in them by checksum, and what of them had to be put aside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.encode import EncodingCache, cache_path
from jobmatch.errors import EmptyTableError, FormatError, RunError
from jobmatch.fairness.groups import read_groups
from jobmatch.ledger.boundaries import read_outlines
from jobmatch.nightly.folder import sha256_of
from jobmatch.nightly.settings import NightlySettings, Sources
from jobmatch.processes import wanted_or_cores
from jobmatch.reading import Fill, SkillLinker, fill_skills
from jobmatch.rules import Rules
from jobmatch.tables import JobseekerTable, Places, VacancyTable, ValidTable, read_jobseekers, read_vacancies
from jobmatch.tables.written import require_one_row_a_person, whole_table
from jobmatch.taxonomy import Taxonomy, read_esco

TABLES: Final = ("jobseekers", "vacancies")
REJECTED_SCHEMA: Final = {
    "table": pl.String,
    "file": pl.String,
    "row": pl.UInt32,
    "column": pl.String,
    "value_kind": pl.String,
    "reason": pl.String,
}
_FILES_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input file.

    ``name`` is its path within the folder that was given. ``problem`` says why it cannot be read, None if it can.
    ``stamp`` tells whether it was changed since.
    """

    path: Path
    name: str
    sha256: str | None
    n_rows: int
    problem: str | None
    stamp: tuple[int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """What a run notes of it."""
        return {"name": self.name, "sha256": self.sha256, "problem": self.problem}


@dataclass(frozen=True, slots=True)
class Tables:
    """Both tables, read and checked, and what was put aside."""

    jobseekers: JobseekerTable
    vacancies: VacancyTable
    rejected: pl.DataFrame
    taxonomy: Taxonomy | None
    rules: Rules | None


def find_files(path: Path) -> list[tuple[Path, str]]:
    """Parquet files of a folder by name, at any depth, or the one file that a path names; each with a name for it.

    Raises
    ------
    FormatError
        If there is no such file, or nothing in the folder.
    """
    if path.is_dir():
        found = sorted((file, file.relative_to(path).as_posix()) for file in path.rglob("*.parquet"))
        found = [(file, name) for file, name in found if not any(p.startswith((".", "_")) for p in Path(name).parts)]
        if not found:
            raise FormatError(
                what=f"folder {path.name!r}", found="no parquet files", expected="at least one .parquet file"
            )
        return found
    if not path.is_file():
        raise FormatError(what=f"{path.name!r}", found="no such file or folder", expected="a folder of .parquet files")
    return [(path, path.name)]


def examine(path: Path) -> list[InputFile]:
    """Read every file once: for its checksum, and to know that it can be read."""
    files = find_files(path)
    with ThreadPoolExecutor(_FILES_AT_ONCE) as pool:
        return list(pool.map(lambda item: _examined(*item), files))


def _examined(path: Path, name: str) -> InputFile:
    stamp = _stamp(path)  # before it is read
    try:
        content = path.read_bytes()
    except OSError as error:
        return InputFile(path, name, None, 0, error.strerror or "cannot be read")
    sha256 = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() != ".parquet":
        return InputFile(path, name, sha256, 0, None, stamp)  # read as a whole, and refused as a whole
    n_rows, problem = _rows_of(content)
    return InputFile(path, name, sha256, n_rows, problem, stamp)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def check_unchanged(files: dict[str, list[InputFile]]) -> None:
    """See to it that what was read is what the checksums are of.

    Raises
    ------
    RunError
        If a file was changed meanwhile.
    """
    n = sum(_stamp(file.path) != file.stamp for found in files.values() for file in found if file.problem is None)
    if n:
        raise RunError(
            f"{n} input file(s) were changed while they were read.\n"
            "Hint: start again when the export has ended; what goes in has to stay as it is until it was read."
        )


def check_same(before: dict[str, Any], now: dict[str, Any]) -> None:
    """See to it that tables which are read late are still those that the run is named after.

    Raises
    ------
    RunError
        If one was changed meanwhile.
    """
    changed = sorted(name for name, said in now.items() if said != before.get(name))
    if changed:
        raise RunError(
            f"Input was changed while the run was under way: {', '.join(changed)}.\n"
            "Hint: start again; what goes in has to stay as it is until the run has ended."
        )


def check_side_tables(sources: Sources) -> None:
    """Read the tables that reports need, hours before they do.

    Raises
    ------
    InputError
        If one cannot be used.
    """
    if sources.by_area is not None:
        path, column = sources.by_area
        areas = whole_table(path, ("jobseeker_id", column), "areas")
        require_one_row_a_person(areas, "areas")
        if sources.boundaries is not None:
            read_outlines(Path(sources.boundaries), areas[column].drop_nulls().cast(pl.String).unique())
    if sources.groups is not None:
        read_groups(Path(sources.groups))


def _rows_of(content: bytes) -> tuple[int, str | None]:
    """Rows of a Parquet file, and what is wrong with it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame = pl.read_parquet(content)
    except pl.exceptions.PolarsError as first:
        try:  # text that is not UTF-8 costs its rows, not the file
            return pq.read_table(pa.BufferReader(content)).num_rows, None
        except (pa.ArrowException, OSError):
            # The text of the library's error may quote the data.
            return 0, f"content that is not valid .parquet ({type(first).__name__})"
    return (frame.height, None) if frame.columns else (0, "no columns")


def checksums(sources: Sources, files: dict[str, list[InputFile]]) -> dict[str, Any]:
    """What went in, by checksum: the data version of a run."""
    said: dict[str, Any] = {name: [file.to_dict() for file in files[name]] for name in TABLES}
    for name, paths in sources.paths().items():
        if name not in TABLES:
            said[name] = [_checksum(path) for path in paths]
    return said | {"area_column": sources.area_column}


def _checksum(path: Path) -> dict[str, str]:
    if path.is_file():
        return {"name": path.name, "sha256": _known(path)}
    total = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".")):
        total.update(f"{file.relative_to(path).as_posix()}\0{_known(file)}\n".encode())
    return {"name": path.name, "sha256": total.hexdigest()}


def _known(path: Path) -> str:
    found = sha256_of(path)
    if found is None:
        raise FormatError(what=f"file {path.name!r}", found="an unreadable file", expected="a file that can be read")
    return found


def read_tables(
    sources: Sources,
    files: dict[str, list[InputFile]],
    settings: NightlySettings,
    config: MatchConfig,
) -> Tables:
    """Read both tables from the files that can be read.

    Raises
    ------
    EmptyTableError
        If nothing usable is left of a table.
    """
    places = None if sources.places is None else Places.from_source(Path(sources.places))
    rules = None if sources.rules is None else Rules.from_folder(Path(sources.rules))
    taxonomy = read_esco([Path(path) for path in sources.esco]) if sources.esco else None
    common: dict[str, Any] = {
        "places": places,
        "as_of": config.as_of,
        "rules": rules,
        "progress": config.progress,
    }
    linker = None if taxonomy is None else SkillLinker(taxonomy)
    good = {name: [file for file in files[name] if file.problem is None] for name in TABLES}
    for name in TABLES:
        if not good[name]:
            raise EmptyTableError(table=name)
    vacancies = read_vacancies(
        [file.path for file in good["vacancies"]],
        read_text=settings.read_text,
        skills=linker if settings.read_text == "all" else None,
        **common,
    )
    jobseekers = read_jobseekers([file.path for file in good["jobseekers"]], read_text="none", **common)
    jobseekers = _with_skills_of_cvs(jobseekers, settings.read_text, linker, config)
    for table in (jobseekers, vacancies):
        if not len(table):
            raise EmptyTableError(table=table.name, rejected=table.n_rejected)
    rejected = [
        pl.DataFrame(schema=REJECTED_SCHEMA),
        *_files_aside(files),
        *(_rows_aside(table, good[table.name]) for table in (jobseekers, vacancies)),
    ]
    return Tables(jobseekers, vacancies, pl.concat(rejected), taxonomy, rules)


def _with_skills_of_cvs(
    jobseekers: JobseekerTable, fill: Fill, linker: SkillLinker | None, config: MatchConfig
) -> JobseekerTable:
    """What CVs fill, as `read_jobseekers` fills it: nobody looks at what else they state, and most are yesterday's."""
    with EncodingCache(cache_path(config.cache_dir)) as kept:
        frame = fill_skills(
            jobseekers.frame,
            fill=fill,
            skills=linker,
            kept=kept,
            processes=wanted_or_cores(config.threads),
            progress=config.progress,
        )
    return replace(jobseekers, frame=frame)


def _files_aside(files: dict[str, list[InputFile]]) -> Iterator[pl.DataFrame]:
    for table, found in files.items():
        for file in found:
            if file.problem is not None:
                row = (
                    table,
                    file.name,
                    None,
                    "(file)",
                    "file",
                    f"found {file.problem}; expected a whole .parquet file",
                )
                yield pl.DataFrame([row], schema=REJECTED_SCHEMA, orient="row")


def _rows_aside(table: ValidTable, files: Sequence[InputFile]) -> pl.DataFrame:
    """Rows that were put aside, by the file they came from and their row in it."""
    rejected = table.rejected.select("row", "column", "value_kind", "reason")
    if len(files) == 1 and not files[0].n_rows:
        name = pl.lit(files[0].name)
        return rejected.select(pl.lit(table.name).alias("table"), name.alias("file"), *rejected.columns)
    n_rows = pl.Series([file.n_rows for file in files], dtype=pl.UInt32)
    firsts = pl.DataFrame(
        {"first": (n_rows.cum_sum() - n_rows).cast(pl.UInt32), "file": [file.name for file in files], "n": n_rows}
    ).filter(pl.col("n") > 0)
    placed = rejected.with_row_index("_order").sort("row", maintain_order=True)
    placed = placed.join_asof(firsts, left_on="row", right_on="first").sort("_order")
    return placed.select(
        pl.lit(table.name).alias("table"), "file", pl.col("row") - pl.col("first"), "column", "value_kind", "reason"
    )
