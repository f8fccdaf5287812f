"""One person or one vacancy of an index laid out again without some of what is recorded about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, Literal

import numpy as np
import polars as pl

from jobmatch.encode import Encoded, TextLanes
from jobmatch.errors import UsageError
from jobmatch.kernels.layout import N_PERSON_WORDS, N_VACANCY_WORDS, People, Vacancies
from jobmatch.nightly.work import OpenIndex
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side

Kind = Literal["jobseeker", "vacancy"]
TEXT: Final = {"jobseeker": ("cv_text",), "vacancy": ("title", "description")}
_PLACE: Final = ("latitude", "longitude", "place_radius_km", "postcode", "area")
# What says more about a column, and nothing without it.
_WITH: Final = {
    "latitude": _PLACE,
    "longitude": _PLACE,
    "postcode": _PLACE,
    "area": _PLACE,
    "skills": ("skill_levels",),
    "required_skills": ("required_skill_levels",),
    "desirable_skills": ("desirable_skill_levels",),
    "pay_period": ("pay_min_gbp", "pay_max_gbp"),
    "licences": ("licences_obtainable",),
    "demands": ("demands_adjusted",),
    "capacity": ("capacity_soft", "capacity_good_day", "capacity_later", "capacity_later_from"),
    "away_windows": ("away_windows_holiday", "care_places"),
    "shifts": ("shift_kind", "rota_policy"),
    "cost_limit_gbp_per_week": ("cost_limit_hard",),
}
_NEVER: Final = ("jobseeker_id", "vacancy_id", "employer", "read_fields", "inferred_fields")


def columns_of(field: str) -> tuple[Kind, frozenset[str]]:
    """Whose field it is, and the columns that go with it.

    Parameters
    ----------
    field
        A column of either table; ``jobseeker.`` or ``vacancy.`` before it where both have one of that name.

    Raises
    ------
    UsageError
        If there is no such column, or it does not say whose.

    Examples
    --------
    >>> columns_of("vacancy.skills")
    Traceback (most recent call last):
    ...
    jobmatch.errors.UsageError: A vacancy has no field 'skills'.
    Hint: names are in docs/data.md; ids cannot be left out.
    >>> sorted(columns_of("skills")[1])
    ['skill_levels', 'skills']
    """
    whose, _, name = field.rpartition(".")
    tables = {"jobseeker": JOBSEEKER_COLUMNS, "vacancy": VACANCY_COLUMNS}
    kinds = [kind for kind, columns in tables.items() if name in columns and name not in _NEVER]
    if whose:
        kinds = [kind for kind in kinds if kind == whose]
    if not kinds:
        raise UsageError(
            f"A {whose or 'record'} has no field {name!r}.\nHint: names are in docs/data.md; ids cannot be left out."
        )
    if len(kinds) > 1:
        raise UsageError(f"Both tables have a field {name!r}.\nHint: say 'jobseeker.{name}' or 'vacancy.{name}'.")
    kind: Kind = "jobseeker" if kinds[0] == "jobseeker" else "vacancy"
    return kind, frozenset(TEXT[kind] if name in TEXT[kind] else (name, *_WITH.get(name, ())))


def person_without(index: OpenIndex, row: int, columns: Collection[str]) -> PeopleSide:
    """A side of one person, without some columns."""
    people = index.people
    rows = np.array([row], np.int64)
    lanes = _lanes(people.arrays, rows, N_PERSON_WORDS, keep_text=not set(columns) & set(TEXT["jobseeker"]))
    return people_side(
        _cleared(people.frame[[row]], columns),
        Encoded(people.index.vectors_at(rows).astype(np.int8), lanes.has_text.astype(np.bool_), 0, 0, lanes=lanes),
        index.space,
        index.table,
        default_limit_min=people.default_limit_min,
        funded_hours=people.funded_hours,
    )


def vacancy_without(index: OpenIndex, row: int, columns: Collection[str]) -> VacancySide:
    """A side of one vacancy, without some columns."""
    vacancies = index.vacancies
    rows = np.array([row], np.int64)
    lanes = _lanes(vacancies.arrays, rows, N_VACANCY_WORDS, keep_text=not set(columns) & set(TEXT["vacancy"]))
    # A vacancy has a title whatever is contested; it is compared by nothing once its text is left out.
    frame = _with_address(vacancies.frame[[row]], vacancies.arrays, row)
    frame = _cleared(frame, [name for name in columns if name != "title"])
    return vacancy_side(
        frame,
        Encoded(vacancies.index.vectors_at(rows).astype(np.int8), lanes.has_text.astype(np.bool_), 0, 0, lanes=lanes),
        index.space,
        index.table,
        search_unstated_remote=index.config.search_unstated_remote,
    )


def _with_address(frame: pl.DataFrame, arrays: Vacancies, row: int) -> pl.DataFrame:
    """The columns of an address, which no index holds; they say only whether a place of its own is stated at all."""
    sites = arrays.site["number"][int(arrays.row["site_start"][row]) : int(arrays.row["site_stop"][row])]
    # With several places, the vacancy's own is number 0, also where nobody knows where it lies.
    area = pl.lit("stated" if (sites == 0).any() else None, pl.String)
    return frame.with_columns(postcode=pl.lit(None, pl.String), area=area)


def _lanes(arrays: People | Vacancies, rows: np.ndarray, n_words: int, *, keep_text: bool) -> TextLanes:
    if not keep_text:
        return TextLanes.without_words(np.zeros(len(rows), np.bool_), n_words)
    return TextLanes._make(np.asarray(getattr(arrays, name)) for name in TextLanes._fields).rows(rows)


def _cleared(frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    return frame.with_columns(
        pl.lit(None, frame.schema[name]).alias(name) for name in sorted(columns) if name in frame.columns
    )
