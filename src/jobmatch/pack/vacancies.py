"""Vacancies as arrays."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.codes import REMOTE_NAMES, Remote, ShiftKind
from jobmatch.encode.weights import TextLanes
from jobmatch.kernels.layout import (
    I16,
    I32,
    I64,
    KIND,
    LICENCES,
    NOT_STATED,
    U64,
    VACANCY,
    Bool,
    Patterns,
    Records,
    Vacancies,
)
from jobmatch.pack.columns import choice, id_ranks, tri, weekly_hours
from jobmatch.pack.health import days_since_1970
from jobmatch.pack.levels import NOT_RECORDED, level_matrix, pack_guards, pack_words
from jobmatch.pack.licences import fields_of, licence_words
from jobmatch.pack.sites import pack_sites
from jobmatch.pack.skills import SkillSpace
from jobmatch.pack.weeks import pack_patterns
from jobmatch.reading.adverts.table import READ_FIELDS
from jobmatch.travel import TravelTable

HOURS_PER_DAY = 7.5
FULL_TIME_HOURS = 37.5
WEEKS_PER_YEAR = 52
CACHE_LINE_BYTES = 64


def pack_vacancies(
    frame: pl.DataFrame, texts: TextLanes, space: SkillSpace, table: TravelTable
) -> tuple[Vacancies, Patterns]:
    """Turn validated vacancies into arrays, in the order of the frame.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.VACANCY`; missing means not stated. Without guesses, see `without_inferred`.
    texts : TextLanes
        Words and occupations of their texts.
    space : SkillSpace
        Skills by id, and how rare each is.
    table : TravelTable
        For the zones of its matrix.

    Returns
    -------
    Vacancies, Patterns
    """
    sites = pack_sites(frame, table)
    pattern, patterns = pack_patterns(frame)
    row = aligned(frame.height, VACANCY)
    for name, values in sites.fields.items():
        row[name] = values
    row["kind"], kind = _distinct(_kinds(frame, pattern))
    row["licences"], licences = _distinct(_licences(frame))
    row["on_site"] = (kind["remote"] != Remote.FULL)[row["kind"]] & (kind["days_x2"] != 0)[row["kind"]]
    row["hours_low"], row["hours_high"] = weekly_hours(frame).T
    row["peak_hours"] = _peak_hours(frame, patterns.pattern["kind"][pattern] == ShiftKind.ANNUALISED)
    row["pay"] = pay_pence_per_hour(frame)
    row["start_day"] = days_since_1970(frame["start_date"], missing=-1)
    row["phased_start"] = tri(frame, "phased_start")
    from_home = (kind["remote"] == Remote.HYBRID)[row["kind"]] | (row["on_site"] == 0)
    row["flexible"] = from_home | (patterns.pattern["kind"][pattern] == ShiftKind.FLEX)
    row["has_text"] = texts.has_text
    row["tie_rank"] = id_ranks(frame["vacancy_id"])
    skill, skill_level, row["n_skills"] = space.vacancy_lanes(frame)
    row["asks_levels"] = (skill_level > 0).any(axis=1)
    return Vacancies(row, _demand(frame), skill, skill_level, kind, licences, sites.site, *texts[1:]), patterns


def aligned(n: int, dtype: np.dtype[np.void]) -> Records:
    """Records of zeros that begin at a cache line."""
    size = n * dtype.itemsize
    room = np.zeros(size + CACHE_LINE_BYTES, np.uint8)
    start = -room.ctypes.data % CACHE_LINE_BYTES
    return room[start : start + size].view(dtype)


def in_order(vacancies: Vacancies, order: I64) -> Vacancies:
    """The same vacancies in another order."""
    row = aligned(len(order), VACANCY)
    row[:] = vacancies.row[order]
    by_row = ("demand", "skill", "skill_level", *TextLanes._fields[1:])
    return vacancies._replace(row=row, **{name: getattr(vacancies, name)[order] for name in by_row})


def _peak_hours(frame: pl.DataFrame, annualised: Bool) -> I16:
    """Quarter hours in the busiest weeks; where they are not stated, -1 for annualised hours, else 0."""
    stated = frame["peak_hours_per_week"].fill_null(np.nan).to_numpy()
    quarters: I16 = np.rint(np.where(np.isnan(stated), -0.25 * annualised, stated) * 4).astype(np.int16)
    return quarters


def _kinds(frame: pl.DataFrame, pattern: I32) -> Records:
    kinds = np.zeros(frame.height, KIND)
    kinds["pattern"] = pattern
    kinds["remote"] = choice(frame, "remote", REMOTE_NAMES, first=0, missing=Remote.NOT_STATED)
    kinds["days_x2"] = np.rint(frame["days_on_site"].fill_null(NOT_STATED / 2).to_numpy() * 2)
    for name in ("needs_vehicle", "mobile", "step_free", "employer_transport"):
        kinds[name] = tri(frame, name)
    return kinds


def _licences(frame: pl.DataFrame) -> Records:
    licences = np.zeros(frame.height, LICENCES)
    for name, column in (("needed", "licences"), ("obtainable", "licences_obtainable")):
        first, second = fields_of(name)
        licences[first], licences[second] = licence_words(frame[column], held=False).T
    licences["stated"] = frame["licences"].is_not_null().to_numpy()
    return licences


def _distinct(records: Records) -> tuple[I64, Records]:
    """Row of each among the distinct ones, and these."""
    names = list(records.dtype.names or ())
    frame = pl.DataFrame({name: records[name] for name in names}).select(pl.struct(names).rank("dense").alias("row"))
    row = frame["row"].to_numpy().astype(np.int64) - 1
    distinct = np.zeros(int(row.max(initial=-1)) + 1, records.dtype)
    distinct[row] = records
    return row, distinct


def _demand(frame: pl.DataFrame) -> U64:
    demand = level_matrix(frame["demands"])
    adjusted = level_matrix(frame["demands_adjusted"])
    adjusted = np.where(adjusted == NOT_RECORDED, demand, adjusted)
    words = (pack_words(demand, missing=0), pack_words(adjusted, missing=0), pack_guards(demand != NOT_RECORDED))
    return np.stack(words, axis=1)


def pay_pence_per_hour(frame: pl.DataFrame) -> I32:
    """Lowest pay stated (else the highest), pence an hour; -1 not stated.

    Pay for a week, month or year is divided by the weekly hours stated (mean of both ends), else by full time. Hours
    that were read from the advert's text say nothing about pay that was given beside it: that stays for full time.
    """
    hours = pl.mean_horizontal("hours_per_week_min", "hours_per_week_max")
    if READ_FIELDS in frame.columns:
        read = [
            pl.col(READ_FIELDS).list.contains(name).fill_null(value=False)
            for name in ("hours_per_week_min", "hours_per_week_max")
        ]
        pay_is_read = pl.col(READ_FIELDS).list.contains("pay_period").fill_null(value=False)
        hours = pl.when(pl.any_horizontal(read) & ~pay_is_read).then(None).otherwise(hours)
    hours = pl.when(hours > 0).then(hours).otherwise(FULL_TIME_HOURS)
    period_hours = (
        pl.when(pl.col("pay_period") == "hour")
        .then(1.0)
        .when(pl.col("pay_period") == "day")
        .then(HOURS_PER_DAY)
        .when(pl.col("pay_period") == "week")
        .then(hours)
        .when(pl.col("pay_period") == "month")
        .then(hours * WEEKS_PER_YEAR / 12)
        .when(pl.col("pay_period") == "year")
        .then(hours * WEEKS_PER_YEAR)
    )
    pay = pl.coalesce("pay_min_gbp", "pay_max_gbp") / period_hours
    pence = frame.select(pay=(pay * 100).fill_null(-1.0))["pay"].to_numpy()
    return np.floor(np.round(pence, 6) + 0.5).astype(np.int32)  # halves up, as on paper
