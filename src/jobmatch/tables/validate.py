"""Rules over several columns of one row, duplicate ids, and the legal minimum wage.

They see canonical columns in which a faulty cell is missing, so each rule says only what it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import polars as pl

from jobmatch.codes import HOME, SHIFT_KIND_NAMES, ShiftKind
from jobmatch.notation import parse_shifts, parse_windows
from jobmatch.rules import Rules
from jobmatch.schemas import Column
from jobmatch.tables.cells import faults_of

_PAY: Final = ("pay_min_gbp", "pay_max_gbp")
_HOURS: Final = ("hours_per_week_min", "hours_per_week_max")
_PERIODS_A_YEAR: Final = {"week": 52, "month": 12, "year": 1}
_WEEKS_A_YEAR: Final = 52
_NO_MINIMUM_WAGE: Final = ("volunteer", "self_employed")
# Columns that the minimum wage is judged by, and those that name which of a row's values nobody gave.
_WAGE_COLUMNS: Final = (*_PAY, *_HOURS, "pay_period", "contract", "posted_date", "closing_date")
_NOT_GIVEN: Final = ("read_fields", "inferred_fields")


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not be: rows where ``broken`` holds, unless a cell of ``columns`` is at fault by itself."""

    columns: tuple[str, ...]
    broken: pl.Expr
    value_kind: str
    reason: str


def _crossed(low: str, high: str) -> Rule:
    return Rule((high, low), pl.col(low) > pl.col(high), "number", f"found less than {low}; expected at least as much")


def _alone(column: str, other: str) -> Rule:
    reason = f"found nothing beside {other}; expected both or neither"
    return Rule((column, other), pl.col(column).is_null() & pl.col(other).is_not_null(), "missing", reason)


def _unpaired(levels: str, names: str) -> Rule:
    broken = pl.col(levels).list.len() != pl.col(names).list.len().fill_null(0)
    reason = f"found another number of levels than {names} has names; expected one for each"
    return Rule((levels, names), broken, "list of numbers", reason)


def _spelt_alike(names: str) -> pl.Expr:
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return pl.col(names).fill_null(nothing).list.eval(pl.element().str.to_lowercase())


_PLACE_RULES: Final = (_alone("latitude", "longitude"), _alone("longitude", "latitude"))

VACANCY_RULES: Final = (
    *_PLACE_RULES,
    _crossed(*_HOURS),
    *(_crossed(name, "peak_hours_per_week") for name in _HOURS),
    _crossed(*_PAY),
    _unpaired("required_skill_levels", "required_skills"),
    _unpaired("desirable_skill_levels", "desirable_skills"),
    Rule(
        ("pay_period", *_PAY),
        pl.col("pay_period").is_null() & pl.any_horizontal(pl.col(_PAY).is_not_null()),
        "missing",
        "found pay without a period; expected hour, day, week, month or year",
    ),
    Rule(
        ("days_on_site", "remote"),
        (pl.col("days_on_site") == 0) & (pl.col("remote") == "no"),
        "number",
        "found no days on site though remote is 'no'; expected one or the other",
    ),
    Rule(
        ("licences_obtainable", "licences"),
        _spelt_alike("licences_obtainable").list.set_difference(_spelt_alike("licences")).list.len() > 0,
        "list of text",
        "found a licence that licences does not name; expected some of those",
    ),
    Rule(
        ("closing_date", "posted_date"),
        pl.col("closing_date") < pl.col("posted_date"),
        "date",
        "found a day before posted_date; expected that day or later",
    ),
)

JOBSEEKER_RULES: Final = (
    *_PLACE_RULES,
    _crossed(*_HOURS),
    _unpaired("skill_levels", "skills"),
    Rule(
        ("cost_limit_gbp_per_week", "cost_limit_hard"),
        pl.col("cost_limit_gbp_per_week").is_null() & pl.col("cost_limit_hard"),
        "missing",
        "found no limit though cost_limit_hard is yes; expected one",
    ),
    _alone("capacity_later", "capacity_later_from"),
    _alone("capacity_later_from", "capacity_later"),
    _alone("phased_hours_max", "phased_until"),
    _alone("phased_until", "phased_hours_max"),
    *(
        Rule(
            (column, "care_flag"),
            pl.col(column).is_not_null() & ~pl.col("care_flag"),
            "text",
            "found windows though care_flag is no; expected no windows, or care_flag yes",
        )
        for column in ("away_windows", "away_windows_holiday")
    ),
)


def broken_rules(frame: pl.DataFrame, rules: Iterable[Rule], faulty: Mapping[str, pl.Series]) -> list[pl.DataFrame]:
    """Faults of all rules.

    Parameters
    ----------
    frame
        Every row of the input in canonical dtypes, every column of the schema present.
    rules
        Rules that speak of its columns.
    faulty
        For a column, the rows whose cell is at fault already (UInt32).

    Returns
    -------
    list of polars.DataFrame
        As `jobmatch.tables.cells.faults_of`.
    """
    rules = list(rules)
    masks = frame.select(rule.broken.fill_null(value=False).alias(str(i)) for i, rule in enumerate(rules))
    found = []
    for i, rule in enumerate(rules):
        rows = _excused(masks[str(i)].arg_true().cast(pl.UInt32), rule.columns, faulty)
        found.append(faults_of(rows, rule.columns[0], rule.value_kind, rule.reason))
    return found


def _excused(rows: pl.Series, columns: Iterable[str], faulty: Mapping[str, pl.Series]) -> pl.Series:
    for column in columns:
        if rows.len() and column in faulty:
            rows = rows.filter(~rows.is_in(faulty[column].implode()))
    return rows


def missing_required(
    frame: pl.DataFrame, columns: Iterable[Column], faulty: Mapping[str, pl.Series]
) -> list[pl.DataFrame]:
    """Rows in which a required column is missing or blank."""
    return [
        faults_of(
            _excused(frame[column.name].is_null().arg_true().cast(pl.UInt32), (column.name,), faulty),
            column.name,
            "missing",
            f"found nothing or only blanks; expected {column.meaning}",
        )
        for column in columns
        if column.required
    ]


def contradicted_shift_kind(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows whose ``shift_kind`` says something else than ``shifts``."""
    both = frame.select("shift_kind", "shifts", pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")).drop_nulls()
    kinds = {text: parse_shifts(text).kind for text in both["shifts"].unique().to_list()}
    names = {text: SHIFT_KIND_NAMES[kind - ShiftKind.FIXED] for text, kind in kinds.items()}
    told = both["shifts"].replace_strict(names, default=None, return_dtype=pl.String)
    # The hours of trade beside zero hours are written as fixed times.
    trading = (both["shift_kind"] == "zero_hours") & (told == "fixed")
    rows = both["row"].filter((both["shift_kind"] != told) & ~trading)
    reason = "found another kind than shifts is written as; expected that kind, or no shift_kind"
    return faults_of(rows, "shift_kind", "text", reason)


def unlisted_care_places(frame: pl.DataFrame, faulty: Mapping[str, pl.Series]) -> list[pl.DataFrame]:
    """Rows whose windows name a place that ``care_places`` does not list."""
    reason = f"found a place that care_places does not list; expected one of those, or {HOME}"
    listed = pl.col("care_places").list.eval(pl.element().struct.field("name")).alias("listed")
    found = []
    for column in ("away_windows", "away_windows_holiday"):
        with_places = frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), column, listed)
        with_places = with_places.filter(pl.col(column).str.contains("@", literal=True))
        rows = [row for row, text, names in with_places.iter_rows() if not places_in(text) <= {HOME, *(names or ())}]
        kept = _excused(pl.Series("row", rows, dtype=pl.UInt32), (column, "care_places"), faulty)
        found.append(faults_of(kept, column, "text", reason))
    return found


def places_in(windows: str) -> set[str]:
    """Places that windows are left from or that one is back at, home among them."""
    return {place for window in parse_windows(windows) for place in (window.leave_from, window.back_at)}


def raised_demands(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows in which an adjustment raises a demand."""
    both = _levels_by_row(frame, "demands_adjusted").join(
        _levels_by_row(frame, "demands"), on=["row", "dimension"], suffix="_before"
    )
    rows = both.filter(pl.col("level") > pl.col("level_before"))["row"].unique()
    reason = "found a level above the one in demands; expected at most that, since adjustments only lower it"
    return faults_of(rows, "demands_adjusted", "list of levels", reason)


def worse_good_days(frame: pl.DataFrame, faulty: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Rows in which a good day is worse than ``capacity``, or has a dimension that ``capacity`` lacks."""
    both = _levels_by_row(frame, "capacity_good_day").join(
        _levels_by_row(frame, "capacity"), on=["row", "dimension"], how="left", suffix="_bad_day"
    )
    bad_day = pl.col("level_bad_day")
    rows = both.filter(bad_day.is_null() | (pl.col("level") < bad_day))["row"].unique()
    rows = _excused(rows, ("capacity_good_day", "capacity"), faulty)
    reason = "found a dimension that capacity lacks, or a level below it; expected those of capacity, at least as high"
    return faults_of(rows, "capacity_good_day", "list of levels", reason)


def _levels_by_row(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    return (
        frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), pl.col(column).alias("entry"))
        .filter(pl.col("entry").list.len() > 0)
        .explode("entry")
        .unnest("entry")
    )


def duplicate_ids(frame: pl.DataFrame, id_column: str, put_aside: pl.Series) -> pl.DataFrame:
    """Rows whose id an earlier row has that was not put aside for anything else: the first usable one is kept."""
    rows = frame.select(pl.col(id_column).alias("id"), pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))
    rows = rows.filter(~pl.col("row").is_in(put_aside.implode()), pl.col("id").is_not_null())
    later = rows.with_columns(pl.col("row").min().over("id").alias("first")).filter(pl.col("row") > pl.col("first"))
    reasons = later.select(pl.format("found the same id as in row {}; expected each id once", "first")).to_series()
    return faults_of(later["row"], id_column, "repeated id", reasons)


# --- Minimum wage ----------------------------------------------------------------------


def below_minimum_wage(frame: pl.DataFrame, as_of: dt.date, rules: Rules) -> list[pl.DataFrame]:
    """Rows whose highest given pay is below the legal minimum of its day.

    Only what is given counts: no text and no guess puts a row aside, and hours from a text say nothing about pay that
    was given beside them. Pay counts only where it can be had for an hour without guessing: stated for an hour, or for
    a week, month or year beside stated hours, of which the fewest are taken, since they make the most of the pay.

    Parameters
    ----------
    frame
        As `broken_rules`.
    as_of
        The day for vacancies that state neither when they were posted nor when they close.
    rules
        With the minimum wage; where it is not known on a day, nothing is below it.

    Returns
    -------
    list of polars.DataFrame
        As `jobmatch.tables.cells.faults_of`; the column is that of the highest pay stated.
    """
    hours = pl.coalesce(_HOURS)
    a_year = pl.col("pay_period").replace_strict(_PERIODS_A_YEAR, default=None, return_dtype=pl.Float64)
    highest = pl.max_horizontal(_PAY)
    hourly = pl.when(pl.col("pay_period") == "hour").then(highest).otherwise(highest * a_year / (_WEEKS_A_YEAR * hours))
    rate = (
        pl.when(pl.col("contract").eq_missing(pl.lit("apprenticeship")))
        .then(pl.lit("apprentice"))
        .otherwise(pl.lit("adult"))
    )
    given = frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), *map(_given, _WAGE_COLUMNS))
    stated = given.select(
        "row",
        pl.coalesce("posted_date", "closing_date", pl.lit(as_of)).alias("day"),
        rate.alias("rate"),
        # Adverts round to the penny, so pay a fraction of a penny short is not short.
        (hourly * 100 + 0.5).floor().alias("pence"),
        pl.col("contract").is_in(_NO_MINIMUM_WAGE).fill_null(value=False).alias("exempt"),
        pl.when(pl.col("pay_max_gbp").is_null())
        .then(pl.lit("pay_min_gbp"))
        .otherwise(pl.lit("pay_max_gbp"))
        .alias("column"),
    ).filter(pl.col("pence").is_finite(), ~pl.col("exempt"))
    dated = stated.sort("day").join_asof(
        _minimum_pence(rules), left_on="day", right_on="first_day", by="rate", check_sortedness=False
    )
    holds = pl.col("last_day").is_null() | (pl.col("day") <= pl.col("last_day"))
    short = dated.filter(holds & (pl.col("pence") < pl.col("minimum_pence")))
    reason = "found less an hour than the legal minimum wage of its day; expected at least that"
    return [faults_of(short.filter(pl.col("column") == column)["row"], column, "number", reason) for column in _PAY]


def _given(column: str) -> pl.Expr:
    """A column without the values that were read from a text or guessed."""
    named = [pl.col(names).list.contains(column).fill_null(value=False) for names in _NOT_GIVEN]
    return pl.when(~pl.any_horizontal(named)).then(column).alias(column)


def _minimum_pence(rules: Rules) -> pl.DataFrame:
    rows = [row for case in rules.rows["minimum_wage"].values() for row in case]
    pence = [float(row.value * 100) if isinstance(row.value, Decimal) else None for row in rows]
    return pl.DataFrame(
        {
            "rate": [row.case for row in rows],
            "first_day": [row.effective_from for row in rows],
            "last_day": [row.effective_to for row in rows],
            "minimum_pence": pence,
        },
        schema={"rate": pl.String, "first_day": pl.Date, "last_day": pl.Date, "minimum_pence": pl.Float64},
    ).sort("first_day")
