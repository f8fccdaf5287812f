"""The readers: any source in, a validated table out, and no row lost without a reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Protocol, TypeVar, get_args

import polars as pl

from jobmatch.errors import ColumnMissingError, UnknownIdError, UsageError, require_several
from jobmatch.progress import progress_bar
from jobmatch.reading.adverts.table import CONTRADICTIONS_SCHEMA, READINGS_SCHEMA, Fill, read_table
from jobmatch.reading.cvs.cv_table import read_cv_table
from jobmatch.reading.skills.skill_linker import SkillLinker
from jobmatch.rules import Rules, shipped_rules, usual_travel_limit_min
from jobmatch.schemas import HEALTH_COLUMNS, JOBSEEKER_COLUMNS, VACANCY_COLUMNS, Column
from jobmatch.tables.care_places import fill_places
from jobmatch.tables.cells import RawTable, all_faults, kept_as_is
from jobmatch.tables.convert import convert
from jobmatch.tables.guesses import (
    GUESSES,
    guess_notes,
    without_contradicted_guesses,
    without_faulty_guesses,
)
from jobmatch.tables.notes import (
    Note,
    closed_notes,
    column_notes,
    limit_notes,
    notes_frame,
    unknown_column_notes,
)
from jobmatch.tables.places import Places
from jobmatch.tables.sources import Source, load
from jobmatch.tables.validate import (
    JOBSEEKER_RULES,
    VACANCY_RULES,
    below_minimum_wage,
    broken_rules,
    contradicted_shift_kind,
    duplicate_ids,
    missing_required,
    raised_demands,
    unlisted_care_places,
    worse_good_days,
)

_REPORT_LINES = 20


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ValidTable:
    """Rows that passed every check, and the others with the reasons why not.

    ``frame.height`` and the number of distinct rows in ``rejected`` add up to ``n_rows_in``.

    Parameters
    ----------
    frame
        Valid rows in the input's order: every column of the schema in its order and canonical dtype (missing
        means not stated), then the columns that the schema does not know, as they came.
    rejected
        One line for each problem: ``row`` (UInt32, 0-based row of the input), ``column`` ("(row)" for the whole
        row), ``value_kind`` and ``reason``. Never a value.
    notes
        ``column``, ``n_rows`` and ``note``: what is worth knowing and cost no row.
    n_rows_in
        Rows of the input.
    """

    name: ClassVar[str]
    id_column: ClassVar[str]

    frame: pl.DataFrame
    rejected: pl.DataFrame
    notes: pl.DataFrame
    n_rows_in: int

    def __len__(self) -> int:
        return self.frame.height

    @property
    def n_rejected(self) -> int:
        """Rows that were put aside."""
        return self.rejected["row"].n_unique()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} of {self.n_rows_in} rows, {self.n_rejected} put aside)"

    def report(self) -> str:
        """A summary for people: counts, the commonest reasons, the notes; no value of any row.

        Returns
        -------
        str
            Several lines.
        """
        lines = [f"{self.name}: {self.n_rows_in} row(s) read, {len(self)} usable, {self.n_rejected} put aside"]
        lines += [
            f"  {n} x {column}: {reason}" for column, reason, n in self._reasons().head(_REPORT_LINES).iter_rows()
        ]
        n_more = self._reasons().height - _REPORT_LINES
        if n_more > 0:
            lines.append(f"  and {n_more} other reason(s): see .rejected")
        lines += [f"  note on {column}, {n} row(s): {note}" for column, n, note in self.notes.iter_rows()]
        return "\n".join(lines)

    def _reasons(self) -> pl.DataFrame:
        same = pl.col("reason").str.replace(r"in row \d+", "in an earlier row")
        return (
            self.rejected.group_by("column", same, maintain_order=True)
            .agg(pl.len().alias("n"))
            .sort("n", descending=True, maintain_order=True)
        )


def _no_readings() -> pl.DataFrame:
    return pl.DataFrame(schema={"vacancy_id": pl.String, **READINGS_SCHEMA})


def _no_cv_readings() -> pl.DataFrame:
    return pl.DataFrame(schema={"jobseeker_id": pl.String, **READINGS_SCHEMA})


def _no_contradictions() -> pl.DataFrame:
    return pl.DataFrame(schema={"vacancy_id": pl.String, **CONTRADICTIONS_SCHEMA})


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class VacancyTable(ValidTable):
    """Validated vacancies; see `ValidTable` and `jobmatch.schemas.VACANCY`.

    Parameters
    ----------
    readings, contradictions
        What was read from the adverts' texts, and what of it a given field contradicts, as
        `jobmatch.reading.TableReading`; empty where no text was read.
    """

    name: ClassVar[str] = "vacancies"
    id_column: ClassVar[str] = "vacancy_id"

    readings: pl.DataFrame = field(default_factory=_no_readings)
    contradictions: pl.DataFrame = field(default_factory=_no_contradictions)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class JobseekerTable(ValidTable):
    """Validated jobseekers; see `ValidTable` and `jobmatch.schemas.JOBSEEKER`.

    Parameters
    ----------
    readings
        What was read from the CVs, as `jobmatch.reading.CvTableReading`; empty where no text was read. For staff, and
        never for an employer.
    """

    name: ClassVar[str] = "jobseekers"
    id_column: ClassVar[str] = "jobseeker_id"

    readings: pl.DataFrame = field(default_factory=_no_cv_readings)

    def without_health(self, jobseeker_ids: Iterable[int | str] | None = None) -> JobseekerTable:
        """The same table with nothing recorded about health; everything else stays.

        Parameters
        ----------
        jobseeker_ids
            Whose records; None is everybody's, and an empty list nobody's.

        Returns
        -------
        JobseekerTable
            `jobmatch.schemas.HEALTH_COLUMNS` are missing. This table stays as it was.

        Raises
        ------
        UnknownIdError
            If an id is not in this table: a wish to have something deleted must not come to nothing in silence.
        UsageError
            If the ids are text, not several ids.

        Examples
        --------
        >>> table = read_jobseekers([{"jobseeker_id": 1, "capacity": {"standing": 3}}])
        >>> table.without_health().frame["capacity"].to_list()
        [None]
        """
        if jobseeker_ids is not None:
            require_several(jobseeker_ids, "id")
            jobseeker_ids = set(jobseeker_ids)
            n_unknown = len(jobseeker_ids.difference(self.frame["jobseeker_id"]))
            if n_unknown:
                raise UnknownIdError(kind="jobseeker", n_unknown=n_unknown, n_known=len(self), where="table")
        frame = without_health(self.frame, jobseeker_ids)
        notes = self.notes.filter(~pl.col("column").is_in(HEALTH_COLUMNS))
        return replace(self, frame=frame, notes=notes)


def without_addresses(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows without the postcodes in lists of places; where these lie stays."""
    no_address = pl.element().struct.with_fields(postcode=pl.lit(None, pl.String))
    lists = [name for name in ("care_places", "more_sites") if name in frame.columns]
    return frame.with_columns(pl.col(lists).list.eval(no_address)) if lists else frame


def without_health(frame: pl.DataFrame, jobseeker_ids: Iterable[int | str] | None = None) -> pl.DataFrame:
    """Jobseekers with nothing recorded about health; None is everybody, and other ids change nothing."""
    ids = frame["jobseeker_id"].to_list()
    wanted = set(ids if jobseeker_ids is None else jobseeker_ids)
    whose = pl.Series([jobseeker_id in wanted for jobseeker_id in ids], dtype=pl.Boolean)
    return frame.with_columns(pl.when(~whose).then(name).alias(name) for name in HEALTH_COLUMNS)


Table = TypeVar("Table", bound=ValidTable)


def read_vacancies(
    source: Source,
    *,
    places: Places | Source | None = None,
    as_of: dt.date | None = None,
    rules: Rules | None = None,
    read_text: Fill = "sure",
    skills: SkillLinker | None = None,
    progress: bool = False,
) -> VacancyTable:
    """Vacancies from any source, validated.

    Parameters
    ----------
    source
        A path to .parquet, .csv, .ndjson or .jsonl, or to a folder of parquet files, or a list of such paths; a
        polars, pandas or Arrow table (or record batch, or a reader of such); or a list of dicts or
        `jobmatch.records.Vacancy`.
        Columns are those of `jobmatch.schemas.VACANCY`; only ``vacancy_id`` and ``title`` are required.
    places
        Where postcodes and areas lie: a `Places`, or any source it can be made of. Without it, rows without
        coordinates have no known place.
    as_of
        The day whose minimum wage holds for vacancies without a date, and before which a note says that a vacancy
        had closed; None is today. Of a datetime its date counts.
    rules
        The operator's dated rules, from `Rules.from_folder`; None takes the shipped ones.
    read_text
        Which missing fields are filled with what titles and descriptions state: "sure" those that are read well enough
        to decide (`jobmatch.reading.SURE_FIELDS`), "all" whatever is stated; "none" leaves the texts alone.
        What is given stays; ``read_fields`` names what was filled, ``readings`` and ``contradictions`` hold the rest.
    skills
        Links texts to the skills of a taxonomy: `jobmatch.SkillLinker`. None reads no skills. They are in ``readings``,
        and fill missing ones with "all" only.
    progress
        Whether to draw a progress bar on standard error.

    Returns
    -------
    VacancyTable
        Any content ends up in its ``frame`` or in its ``rejected``.

    Raises
    ------
    FormatError
        If the source is of no kind that we read, or has no columns.
    ColumnMissingError
        If a required column is absent.
    UsageError
        If ``as_of`` is no date, or ``read_text`` none of its values.

    Examples
    --------
    >>> table = read_vacancies([{"vacancy_id": 1, "title": "Baker"}, {"vacancy_id": 1, "title": "Cook"}])
    >>> table
    VacancyTable(1 of 2 rows, 1 put aside)
    >>> table.rejected["reason"].to_list()
    ['found the same id as in row 0; expected each id once']
    """
    on = _day_of(as_of)
    _check_fill(read_text)
    dated = rules or shipped_rules()

    def checks(frame: pl.DataFrame, faulty: Mapping[str, pl.Series]) -> list[pl.DataFrame]:
        return [
            *broken_rules(frame, VACANCY_RULES, faulty),
            contradicted_shift_kind(frame),
            raised_demands(frame),
            *below_minimum_wage(frame, on, dated),
        ]

    table = _read(VacancyTable, source, VACANCY_COLUMNS, checks, places, progress=progress)
    closed = closed_notes(table.frame, on, day_is_given=as_of is not None)
    table = replace(table, notes=pl.concat([table.notes, notes_frame(closed)]))
    return table if read_text == "none" else _with_text_read(table, read_text, skills, progress=progress)


def read_jobseekers(
    source: Source,
    *,
    places: Places | Source | None = None,
    as_of: dt.date | None = None,
    rules: Rules | None = None,
    read_text: Fill = "sure",
    skills: SkillLinker | None = None,
    progress: bool = False,
) -> JobseekerTable:
    """Jobseekers from any source, validated.

    Parameters
    ----------
    source
        As `read_vacancies`, with the columns of `jobmatch.schemas.JOBSEEKER`; only ``jobseeker_id`` is required.
    places, progress
        As `read_vacancies`.
    as_of, rules
        The day of matching and the operator's dated rules, as for `Matcher.build`: limits of a journey above the usual
        one are noted. Without a day that is 90 minutes. Jobs that go on are counted until that day.
    read_text
        Whether skills that are missing are filled from the CV: "sure" where it lists at least three under a heading of
        their own, "all" whatever it names; "none" leaves the CVs alone. What is given stays; ``read_fields`` names what
        was filled, and ``readings`` holds all that was read, occupations, licences and languages among it.
    skills
        Links CVs to the skills of a taxonomy: `jobmatch.SkillLinker`. None takes the starter list.

    Returns
    -------
    JobseekerTable
        Any content ends up in its ``frame`` or in its ``rejected``.

    Raises
    ------
    FormatError
        If the source is of no kind that we read, or has no columns.
    ColumnMissingError
        If ``jobseeker_id`` is absent.
    UsageError
        If ``read_text`` is none of its values.

    Examples
    --------
    >>> table = read_jobseekers([{"jobseeker_id": "a", "away_windows": "mon-fri 9:15-15:00"}])
    >>> table.frame["away_windows"].to_list()
    ['Mon-Fri 09:15-15:00']
    """
    _check_fill(read_text)

    def checks(frame: pl.DataFrame, faulty: Mapping[str, pl.Series]) -> list[pl.DataFrame]:
        return [
            *broken_rules(frame, JOBSEEKER_RULES, faulty),
            *unlisted_care_places(frame, faulty),
            worse_good_days(frame, faulty),
        ]

    table = _read(JobseekerTable, source, JOBSEEKER_COLUMNS, checks, places, progress=progress)
    notes = notes_frame(limit_notes(table.frame, usual_travel_limit_min(as_of, rules)))
    table = replace(table, notes=pl.concat([table.notes, notes]))
    if read_text == "none":
        return table
    day = None if as_of is None else _day_of(as_of)
    read = read_cv_table(table.frame, fill=read_text, skills=skills, as_of=day, progress=progress)
    n_filled = read.readings.filter("filled")["jobseeker_id"].n_unique()
    filled = [("skills", n_filled, "read from the CV where none were given")] if n_filled else []
    return replace(
        table,
        frame=read.frame,
        notes=pl.concat([table.notes, notes_frame(filled)]),
        readings=read.readings,
    )


def _check_fill(read_text: object) -> None:
    if read_text not in get_args(Fill):
        raise UsageError(f"`read_text` is one of {', '.join(map(repr, get_args(Fill)))}: found another value.")


def _day_of(as_of: object) -> dt.date:
    if as_of is None:
        return dt.datetime.now(tz=dt.UTC).date()
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, dt.date):
        return as_of
    raise UsageError(
        f"`as_of` is a day: found {type(as_of).__name__}, expected datetime.date.\n"
        "Hint: `datetime.date.fromisoformat(...)` takes text such as '2026-01-31'."
    )


def _with_text_read(table: VacancyTable, fill: Fill, skills: SkillLinker | None, *, progress: bool) -> VacancyTable:
    """Fill what is missing from the texts, once all that is given has been checked: no text puts a row aside."""
    read = read_table(table.frame, fill=fill, skills=skills, progress=progress)
    filled = read.readings.filter("filled")
    notes = [
        (column, n_rows, note)
        for values, note in (
            (filled, "read from the advert's text where the field is missing"),
            (read.contradictions, "stated otherwise in the advert's text: the field stands, see .contradictions"),
        )
        for column, n_rows in values.group_by("field", maintain_order=True)
        .agg(pl.col("vacancy_id").n_unique())
        .iter_rows()
    ]
    return replace(
        table,
        frame=read.frame,
        notes=pl.concat([table.notes, notes_frame(notes)]),
        readings=read.readings,
        contradictions=read.contradictions,
    )


class _Rules(Protocol):
    def __call__(self, frame: pl.DataFrame, faulty: Mapping[str, pl.Series]) -> list[pl.DataFrame]: ...


def _read(
    table: type[Table],
    source: Source,
    columns: Mapping[str, Column],
    rules: _Rules,
    places: Places | Source | None,
    *,
    progress: bool,
) -> Table:
    raw = load(source, table.name)
    _check_required(raw, columns, table.name)
    cells, faults = _converted(raw, columns, progress=progress)
    dropped = Counter[str]()
    if GUESSES in columns:
        faults, dropped = without_faulty_guesses(cells, faults)
    faulty = _rows_by_column(faults)
    if GUESSES in columns:
        cells, contradicted = without_contradicted_guesses(cells, VACANCY_RULES, faulty)
        dropped += contradicted
    unreadable = all_faults(raw.faults)["row"]
    faults += raw.faults
    # A row that could not be split into cells lacks everything: say so once.
    lacking = missing_required(cells, columns.values(), faulty)
    faults += [part.filter(~pl.col("row").is_in(unreadable.implode())) for part in lacking]
    faults += rules(cells, faulty)
    faults.append(duplicate_ids(cells, table.id_column, all_faults(faults)["row"]))
    rejected = all_faults(faults)
    usable = ~pl.int_range(raw.n_rows, dtype=pl.UInt32, eager=True).is_in(rejected["row"].unique().implode())
    frame = cells.filter(usable)
    notes: list[Note] = column_notes(frame, columns, raw.columns) + _id_notes(raw, table.id_column)
    notes += guess_notes(dropped, columns)
    if places is not None:
        known = places if isinstance(places, Places) else Places.from_source(places)
        frame, place_notes = known.fill(frame)
        frame, care_notes = fill_places(frame, known, "care_places")
        frame, site_notes = fill_places(frame, known, "more_sites")
        notes += place_notes + care_notes + site_notes
    others, mixed = _unknown_columns(raw, columns)
    others = [values.filter(usable) for values in others]
    notes += unknown_column_notes(others, mixed, columns)
    return table(frame.hstack(others), rejected, notes_frame(notes), raw.n_rows)


def _check_required(raw: RawTable, columns: Mapping[str, Column], name: str) -> None:
    # A list or file of no records has no columns to miss, and one with none that could be read has said so.
    if not raw.columns and all_faults(raw.faults)["row"].n_unique() == raw.n_rows and raw.from_records:
        return
    missing = [column.name for column in columns.values() if column.required and column.name not in raw.columns]
    if missing:
        raise ColumnMissingError(table=name, missing=missing, present=raw.columns)


def _converted(
    raw: RawTable, columns: Mapping[str, Column], *, progress: bool
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    values: list[pl.Series] = []
    faults: list[pl.DataFrame] = []
    with progress_bar("Checking columns", len(columns), shown=progress) as advance:
        for column in columns.values():
            converted = convert(raw.columns.get(column.name, []), column, raw.n_rows)
            values.append(converted.values)
            faults += converted.faults
            if advance:
                advance(1)
    return pl.DataFrame(values), faults


def _rows_by_column(faults: Iterable[pl.DataFrame]) -> dict[str, pl.Series]:
    groups = all_faults(faults).group_by("column").agg(pl.col("row"))
    return {column: pl.Series("row", rows, dtype=pl.UInt32) for column, rows in groups.iter_rows()}


def _unknown_columns(raw: RawTable, columns: Mapping[str, Column]) -> tuple[list[pl.Series], list[str]]:
    kept = {name: kept_as_is(chunks, raw.n_rows, name) for name, chunks in raw.columns.items() if name not in columns}
    return [values for values, _ in kept.values()], [name for name, (_, mixed) in kept.items() if mixed]


def _id_notes(raw: RawTable, id_column: str) -> list[Note]:
    chunks = raw.columns.get(id_column, [])
    n_numbers = sum(chunk.values.count() for chunk in chunks if chunk.values.dtype.is_numeric())
    n_texts = sum(chunk.values.count() for chunk in chunks if isinstance(chunk.values.dtype, pl.String))
    if n_numbers and n_texts:
        return [(id_column, n_numbers, "whole numbers among text: all ids are kept as text")]
    return []
