"""Single records: typed models for a vacancy and a jobseeker, and their way through the table checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, overload

from pydantic import BaseModel, ConfigDict, ValidationError

from jobmatch.errors import RecordError
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS
from jobmatch.tables import JobseekerTable, Places, VacancyTable, ValidTable, read_jobseekers, read_vacancies
from jobmatch.tables.cells import ROW
from jobmatch.tables.plain import plain_jobseeker

DEFAULT_ID = "(record)"

Names = list[str] | str | None
Levels = list[float] | str | None
Dimensions = dict[str, int | None] | str | None
CarePlaces = dict[str, str | dict[str, float | str | None]] | list[dict[str, float | str | None]] | str | None
Sites = dict[str, str | dict[str, float | str | None]] | list[str] | list[dict[str, float | str | None]] | str | None
Date = dt.date | dt.datetime | str | None
RecordKind = Literal["vacancy", "jobseeker"]


class _Record(BaseModel):
    """Checks types and field names; `as_row` and the readers check everything else."""

    # Inputs stay out of errors and repr: a record is about a person.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    kind: ClassVar[RecordKind]

    def __init__(self, **values: object) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            problems = [
                (str(problem["loc"][0]) if problem["loc"] else ROW, problem["type"], problem["msg"])
                for problem in error.errors(include_url=False, include_context=False, include_input=False)
            ]
            raise RecordError(kind=self.kind, problems=dict.fromkeys(problems)) from None

    def __repr__(self) -> str:
        n_stated = sum(getattr(self, name) is not None for name in type(self).model_fields)
        return f"{type(self).__name__}({n_stated} fields set)"

    __str__ = __repr__


class Vacancy(_Record):
    """One vacancy; fields, units and ranges are those of `jobmatch.schemas.VACANCY`. None is not stated."""

    kind = "vacancy"

    vacancy_id: int | str = DEFAULT_ID
    title: str
    description: str | None = None
    employer: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    area: str | None = None
    place_radius_km: float | None = None
    more_sites: Sites = None
    remote: str | None = None
    days_on_site: float | None = None
    needs_vehicle: bool | None = None
    mobile: bool | None = None
    step_free: bool | None = None
    parking: bool | None = None
    employer_transport: bool | None = None
    pay_min_gbp: float | None = None
    pay_max_gbp: float | None = None
    pay_period: str | None = None
    hours_per_week_min: float | None = None
    hours_per_week_max: float | None = None
    peak_hours_per_week: float | None = None
    shift_kind: str | None = None
    shifts: str | None = None
    rota_policy: str | None = None
    term_only: bool | None = None
    start_date: Date = None
    phased_start: bool | None = None
    contract: str | None = None
    openings: int | None = None
    required_skills: Names = None
    required_skill_levels: Levels = None
    desirable_skills: Names = None
    desirable_skill_levels: Levels = None
    licences: Names = None
    licences_obtainable: Names = None
    demands: Dimensions = None
    demands_adjusted: Dimensions = None
    posted_date: Date = None
    closing_date: Date = None
    read_fields: Names = None
    inferred_fields: Names = None


class Jobseeker(_Record):
    """One jobseeker; fields, units and ranges are those of `jobmatch.schemas.JOBSEEKER`. None is not stated."""

    kind = "jobseeker"

    jobseeker_id: int | str = DEFAULT_ID
    cv_text: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    area: str | None = None
    place_radius_km: float | None = None
    modes: Names = None
    car_days: Names = None
    limit_out: int | None = None
    limit_ret: int | None = None
    limit_source: str | None = None
    prefer_min: int | None = None
    cost_limit_gbp_per_week: float | None = None
    cost_limit_hard: bool | None = None
    max_walk: int | None = None
    needs_step_free: bool | None = None
    hours_per_week_min: float | None = None
    hours_per_week_max: float | None = None
    care_flag: bool | None = None
    away_windows: str | None = None
    away_windows_holiday: str | None = None
    care_places: CarePlaces = None
    childcare_children: int | None = None
    childcare_free_cover: str | None = None
    childcare_funded: str | None = None
    childcare_funded_weeks: int | None = None
    childcare_rate_gbp_per_hour: float | None = None
    childcare_paid_hours_max: float | None = None
    capacity: Dimensions = None
    capacity_soft: Names = None
    capacity_good_day: Dimensions = None
    capacity_later: Dimensions = None
    capacity_later_from: Date = None
    phased_hours_max: float | None = None
    phased_until: Date = None
    access_to_work: Names = None
    access_to_work_travel: bool | None = None
    capacity_review_date: Date = None
    skills: Names = None
    skill_levels: Levels = None
    licences: Names = None
    pay_wanted_gbp_per_hour: float | None = None
    read_fields: Names = None


def plain_row(record: Mapping[str, object] | Jobseeker, places: Places | None = None) -> dict[str, Any] | None:
    """A jobseeker as a row of its table, where the record is plainly in form; None where it is for `as_row`."""
    values = record.model_dump(exclude_none=True) if isinstance(record, Jobseeker) else record
    return plain_jobseeker({"jobseeker_id": DEFAULT_ID, **values}, places)


@overload
def as_row(
    record: Mapping[str, object] | Vacancy,
    kind: Literal["vacancy"],
    *,
    places: Places | None = None,
    as_of: dt.date | None = None,
) -> VacancyTable: ...


@overload
def as_row(
    record: Mapping[str, object] | Jobseeker,
    kind: Literal["jobseeker"],
    *,
    places: Places | None = None,
    as_of: dt.date | None = None,
) -> JobseekerTable: ...


def as_row(
    record: Mapping[str, object] | Vacancy | Jobseeker,
    kind: RecordKind,
    *,
    places: Places | None = None,
    as_of: dt.date | None = None,
) -> VacancyTable | JobseekerTable:
    """A table of one row, validated like any other.

    Parameters
    ----------
    record
        A dict or model with the fields of its kind. Without an id it gets "(record)".
    kind
        Which table it belongs to.
    places
        Where postcodes and areas lie.
    as_of
        The day whose minimum wage holds for a vacancy without a date; None is today.

    Returns
    -------
    VacancyTable or JobseekerTable
        With exactly one row in ``frame``.

    Raises
    ------
    RecordError
        If the record breaks a rule; it lists every problem, and no value.

    Examples
    --------
    >>> as_row({"title": "Baker", "hours_per_week_min": 30}, "vacancy")
    VacancyTable(1 of 1 rows, 0 put aside)
    """
    if isinstance(record, _Record):
        if record.kind != kind:
            raise RecordError(kind=kind, problems=[(ROW, record.kind, f"found a {record.kind} record")])
        values: Mapping[str, object] = record.model_dump(exclude_none=True)
    elif isinstance(record, Mapping):
        values = record
        known = VACANCY_COLUMNS if kind == "vacancy" else JOBSEEKER_COLUMNS
        problems = [
            (str(key), "unknown", "found a field that no such record has") for key in record if key not in known
        ]
        if problems:
            raise RecordError(kind=kind, problems=problems)
    else:
        raise RecordError(
            kind=kind, problems=[(ROW, type(record).__name__, "found no record; expected a dict or a model")]
        )
    required = {"title": None} if kind == "vacancy" else {}
    source = [{f"{kind}_id": DEFAULT_ID, **required, **values}]
    table: ValidTable
    if kind == "vacancy":
        table = read_vacancies(source, places=places, as_of=as_of)
    else:
        table = read_jobseekers(source, places=places)
    if not len(table):
        raise RecordError(kind=kind, problems=table.rejected.select("column", "value_kind", "reason").iter_rows())
    return table
